// What the report editor uses of CodeMirror 6.
export { EditorState, StateEffect, StateField, RangeSet, RangeSetBuilder, Compartment } from "@codemirror/state";
export {
  EditorView, Decoration, GutterMarker, ViewPlugin, gutter, keymap, lineNumbers, drawSelection, highlightActiveLine,
  highlightActiveLineGutter,
} from "@codemirror/view";
export { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
export { HighlightStyle, LanguageSupport, syntaxHighlighting } from "@codemirror/language";
export { tags } from "@lezer/highlight";
// The language alone: markdown() would carry parsers for HTML, CSS and JavaScript, which a report may not hold.
export { markdownLanguage, insertNewlineContinueMarkup, deleteMarkupBackward } from "@codemirror/lang-markdown";
export { setDiagnostics, forEachDiagnostic, lintKeymap } from "@codemirror/lint";
export { autocompletion, completionKeymap, startCompletion } from "@codemirror/autocomplete";
export { search, searchKeymap, openSearchPanel } from "@codemirror/search";
