// The report editor: CodeMirror 6 over the plain textarea of the server's form, with the verification of each line beside it.
// It lives in a shadow root, where its styles are constructed sheets, which the page's policy allows.
import {
  EditorState, EditorView, GutterMarker, HighlightStyle, LanguageSupport, RangeSetBuilder, StateEffect, StateField, autocompletion,
  completionKeymap, defaultKeymap, deleteMarkupBackward, forEachDiagnostic, gutter, highlightActiveLine, highlightActiveLineGutter, history,
  historyKeymap, insertNewlineContinueMarkup, keymap, lineNumbers, markdownLanguage, setDiagnostics, startCompletion, syntaxHighlighting, tags,
  Decoration, ViewPlugin, drawSelection, openSearchPanel, search, searchKeymap,
} from "../vendor/codemirror.js";
import { ask, block } from "./api.js";
import { bind } from "./keys.js";
import { notify } from "./notices.js";
import { keep, kept } from "./editor-place.js";

/**
 * @typedef {{ line: number, state: "ok" | "warn" | "stop" | "idle", message: string, stops?: boolean, key?: string }} Checked
 * @typedef {{ key: string, kind: string, words: string, voice?: boolean, href?: string }} Evidence
 * @typedef {{ study: string, report: string, cut?: string, evidence: Evidence[] }} Data
 */

const shapes = {
  ok: ["M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13", "m4.8 8.3 2.2 2.2 4.2-4.6"], warn: ["M8 1.8 15 14H1zM8 6v4M8 11.6v1"],
  stop: ["M5.2 1.5h5.6l3.7 3.7v5.6l-3.7 3.7H5.2l-3.7-3.7V5.2zM5.5 5.5l5 5m0-5-5 5"], idle: ["M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13"],
};
const words = { ok: "Verified", warn: "A person must look", stop: "Stops publication", idle: "Not checked" };
const worse = { stop: 3, warn: 2, idle: 1, ok: 0 };

class Mark extends GutterMarker {
  /** @param {Checked["state"]} state @param {string} says */
  constructor(state, says) { super(); this.state = state; this.says = says; }
  /** @param {Mark} other */
  eq(other) { return this.state === other.state && this.says === other.says; }
  toDOM() {
    const ns = "http://www.w3.org/2000/svg";
    const box = document.createElementNS(ns, "svg");
    box.setAttribute("viewBox", "0 0 16 16");
    box.setAttribute("class", `mark ${this.state}`);
    box.setAttribute("role", "img");
    const title = document.createElementNS(ns, "title");
    title.textContent = this.says;
    box.append(title);
    for (const d of shapes[this.state]) { const path = document.createElementNS(ns, "path"); path.setAttribute("d", d); box.append(path); }
    return box;
  }
}

const setMarks = /** @type {import("@codemirror/state").StateEffectType<Checked[]>} */ (StateEffect.define());
const marks = StateField.define({
  create: () => new RangeSetBuilder().finish(),
  /** @param {any} set @param {import("@codemirror/state").Transaction} tr */
  update(set, tr) {
    set = set.map(tr.changes);
    for (const effect of tr.effects) {
      if (!effect.is(setMarks)) { continue; }
      const builder = new RangeSetBuilder();
      /** @type {Map<number, Checked[]>} */
      const byLine = new Map();
      for (const c of effect.value) { byLine.set(c.line, [...byLine.get(c.line) ?? [], c]); }
      for (const [line, all] of [...byLine].sort((a, b) => a[0] - b[0])) {
        if (line < 1 || line > tr.state.doc.lines) { continue; }
        const worst = all.reduce((a, b) => worse[b.state] > worse[a.state] ? b : a);
        builder.add(tr.state.doc.line(line).from, tr.state.doc.line(line).from, new Mark(worst.state, all.map(c => `${words[c.state]}: ${c.message}`).join("\n")));
      }
      set = builder.finish();
    }
    return set;
  },
});

// What is evidence in the text: {.quote ev=q17}, {.claim #C4 ev="q17"}, [@ev:e5]
const reference = /\{\.(?:claim|quote|value|quantifier)[^}\n]*\}|\[@ev:[^\]\n]*\]/g;
const referenceMark = Decoration.mark({ class: "ref" });
const references = ViewPlugin.fromClass(class {
  /** @param {import("@codemirror/view").EditorView} view */
  constructor(view) { this.decorations = this.find(view); }
  /** @param {import("@codemirror/view").ViewUpdate} update */
  update(update) { if (update.docChanged || update.viewportChanged) { this.decorations = this.find(update.view); } }
  /** @param {import("@codemirror/view").EditorView} view */
  find(view) {
    const builder = /** @type {RangeSetBuilder<import("@codemirror/view").Decoration>} */ (new RangeSetBuilder());
    for (const { from, to } of view.visibleRanges) {
      for (const m of view.state.sliceDoc(from, to).matchAll(reference)) { builder.add(from + m.index, from + m.index + m[0].length, referenceMark); }
    }
    return builder.finish();
  }
}, { decorations: v => v.decorations });

const theme = EditorView.theme({
  "&": { color: "var(--ink)", background: "transparent", fontSize: "var(--t-table)", minHeight: "60vh" },
  ".cm-scroller": { fontFamily: "var(--mono)", lineHeight: "1.65", overflow: "visible" },
  ".cm-content": { padding: "0 var(--s4) 0 0", caretColor: "var(--ink)" },
  "&.cm-focused": { outline: "2px solid var(--focus)", outlineOffset: "-2px" },
  ".cm-gutters": { background: "transparent", border: "0", color: "var(--ink-3)", fontSize: "var(--t-mini)" },
  ".cm-lineNumbers .cm-gutterElement": { padding: "0 4px 0 12px", lineHeight: "calc(1.65 * var(--t-table))" },
  ".checks .cm-gutterElement": { padding: "0 4px", width: "1.4rem" },
  ".mark": { width: "0.9rem", height: "0.9rem", marginTop: "0.2rem", display: "block", fill: "none", stroke: "var(--idle)", strokeWidth: "1.6" },
  ".mark.ok": { stroke: "var(--ok)" }, ".mark.warn": { stroke: "var(--warn)" }, ".mark.stop": { stroke: "var(--stop)" }, ".mark.idle": { strokeDasharray: "2.5 2" },
  ".cm-activeLine, .cm-activeLineGutter": { background: "var(--here)" },
  ".ref": { color: "var(--link)" },
  ".cm-cursor": { borderLeftColor: "var(--ink)", borderLeftWidth: "2px" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": { background: "var(--select)" },
  ".cm-lintRange": { backgroundImage: "none", paddingBottom: "0", textDecoration: "underline dotted var(--warn) 2px", textUnderlineOffset: "0.2em" },
  ".cm-lintRange-error": { textDecoration: "underline double var(--stop) 1px" },
  ".cm-tooltip": { background: "var(--sheet)", color: "var(--ink)", border: "1px solid var(--edge)", borderRadius: "var(--radius-card)", boxShadow: "var(--float)", fontFamily: "var(--sans)", fontSize: "var(--t-table)" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul": { fontFamily: "var(--sans)", maxHeight: "20em" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li": { padding: "0.3rem var(--s2)", lineHeight: "1.4" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]": { background: "var(--here)", color: "var(--ink)", boxShadow: "inset 3px 0 var(--link)" },
  ".cm-completionLabel": { fontFamily: "var(--mono)" }, ".cm-completionDetail": { color: "var(--ink-2)", fontStyle: "normal" },
  ".cm-completionInfo": { padding: "var(--s2) var(--s3)", maxWidth: "24rem" }, ".cm-completionInfo .voice": { fontFamily: "var(--serif)", fontSize: "var(--t-read)", lineHeight: "1.4" },
  ".cm-panels": { background: "var(--sunk)", color: "var(--ink)", borderBottom: "1px solid var(--line)", fontFamily: "var(--sans)" },
  "@media (max-width: 68rem)": { ".cm-panels-top": { top: "3rem !important" } },
  ".cm-panel.cm-search": { padding: "var(--s2) var(--s5) var(--s2) var(--s3)", fontSize: "var(--t-table)" }, ".cm-panel.cm-search label": { fontSize: "var(--t-table)" },
  ".cm-panel.cm-search input:not([type=checkbox]), .cm-panel.cm-gotoLine input, .cm-button": { minHeight: "1.75rem", fontSize: "var(--t-table)" },
  ".cm-textfield, .cm-button": { background: "var(--sheet)", backgroundImage: "none", color: "var(--ink)", border: "1px solid var(--edge)", borderRadius: "var(--radius)" },
  ".cm-button:hover, .cm-button:active": { background: "var(--here)", backgroundImage: "none" }, ".cm-panel.cm-search [name=close], .cm-panel [name=close]": { color: "var(--ink)", minWidth: "24px", minHeight: "24px", fontSize: "1.25rem" },
  ".cm-textfield:focus-visible, .cm-panel button:focus-visible, .cm-panel input:focus-visible": { outline: "2px solid var(--focus)", outlineOffset: "1px" },
  ".cm-searchMatch": { background: "var(--q2)", outline: "1px solid var(--edge)" }, ".cm-searchMatch-selected": { background: "var(--select)", outline: "2px solid var(--link)" },
  ".cm-diagnostic": { padding: "var(--s2) var(--s3)", borderLeftWidth: "4px" }, ".cm-diagnostic-error": { borderLeftColor: "var(--stop)" }, ".cm-diagnostic-warning": { borderLeftColor: "var(--warn)" },
});

const faces = HighlightStyle.define([
  { tag: tags.heading, fontWeight: "700" }, { tag: tags.strong, fontWeight: "700" }, { tag: tags.emphasis, fontStyle: "italic" }, { tag: tags.processingInstruction, color: "var(--ink-3)" }, { tag: tags.url, color: "var(--link)" },
]);

const area = /** @type {HTMLTextAreaElement | null} */ (document.querySelector("textarea[data-editor]"));
const data = /** @type {Data | null} */ (block("editor-data"));
if (area?.form && data) { begin(area, area.form, data); }

/** @param {HTMLTextAreaElement} area @param {HTMLFormElement} form @param {Data} data */
function begin(area, form, data) {
  const main = area.closest("main");
  const byKey = new Map(data.evidence.map(e => [e.key, e]));
  const host = document.createElement("report-text");
  const root = host.attachShadow({ mode: "open" });
  area.before(host);
  const saved = area.value;
  const place = kept(`${data.study}/${data.report}`, saved.length);
  let leaving = false;

  /** @param {import("@codemirror/autocomplete").CompletionContext} context */
  const complete = context => {
    const key = context.matchBefore(/(?:ev="?|against="?|@ev:|ev="[^"\n]*\s|against="[^"\n]*\s|#)[\w-]*$/);
    if (!key) { return null; }
    const from = key.from + (/[\w-]*$/.exec(key.text)?.index ?? 0);
    const claims = key.text.includes("#");
    return {
      from, validFor: /^[\w-]*$/,
      options: data.evidence.filter(e => (e.kind === "claim") === claims).map(e => ({
        label: e.key, detail: `${e.kind} · ${e.words.length > 60 ? `${e.words.slice(0, 60).replace(/\s\S*$/, "")} …` : e.words}`,
        info: () => { const p = document.createElement("p"); if (e.voice) { p.className = "voice"; } p.textContent = e.words; return p; },
      })),
    };
  };

  const view = new EditorView({
    parent: root, root,
    state: EditorState.create({
      doc: area.value,
      selection: place ? { anchor: place.anchor, head: place.head } : undefined,
      extensions: [
        lineNumbers(), marks, gutter({ class: "checks", markers: v => v.state.field(marks) }), highlightActiveLine(), highlightActiveLineGutter(), history(), drawSelection(),
        new LanguageSupport(markdownLanguage), syntaxHighlighting(faces), references, theme, EditorView.lineWrapping,
        // What is found must not lie behind the bar that saves, which stands over the last lines.
        EditorView.scrollMargins.of(() => ({ bottom: 64 })),
        autocompletion({ override: [complete], icons: false }), search({ top: true }),
        EditorView.contentAttributes.of({ "aria-label": "Text of the report", "aria-multiline": "true", spellcheck: "true", lang: document.documentElement.lang }),
        EditorView.updateListener.of(update => { if (update.docChanged) { area.value = update.state.doc.toString(); } }),
        keymap.of([
          { key: "Mod-i", run: insert }, { key: "Mod-Enter", run: openAt }, { key: "F8", run: () => next(1) }, { key: "Shift-F8", run: () => next(-1) },
          { key: "Mod-s", run: () => { save(); return true; } }, { key: "Enter", run: insertNewlineContinueMarkup }, { key: "Backspace", run: deleteMarkupBackward },
          ...completionKeymap, ...searchKeymap, ...historyKeymap, ...defaultKeymap,
        ]),
      ],
    }),
  });
  area.hidden = true;
  if (main) { main.dataset.live = ""; }
  if (place) {
    view.dispatch({ effects: EditorView.scrollIntoView(Math.min(place.top, view.state.doc.length), { y: "start", yMargin: place.margin }) });
    if (place.focused) { view.focus(); }
  }
  for (const label of area.labels ?? []) { label.addEventListener("click", () => view.focus()); }

  /** @param {import("@codemirror/view").EditorView} v */
  function insert(v) {
    const { from, to } = v.state.selection.main;
    const text = v.state.sliceDoc(from, to);
    const made = text ? `[${text}]{.quote ev=` : "[@ev:";
    v.dispatch({ changes: { from, to, insert: `${made}${text ? "}" : "]"}` }, selection: { anchor: from + made.length } });
    v.focus();
    startCompletion(v);
    return true;
  }

  /** @param {import("@codemirror/view").EditorView} v */
  function openAt(v) {
    const at = v.state.selection.main.head;
    const line = v.state.doc.lineAt(at);
    const keys = [...line.text.matchAll(/[\w-]+/g)].filter(m => byKey.get(m[0])?.href);
    const here = keys.find(m => line.from + m.index <= at && at <= line.from + m.index + m[0].length) ?? keys[0];
    const href = here && byKey.get(here[0])?.href;
    if (!href) { return false; }
    window.open(href, "_blank", "noopener");
    return true;
  }

  function save() { form.requestSubmit(/** @type {HTMLElement | null} */ (form.querySelector("[data-save]"))); }

  /** The next thing that the check is about. @param {1 | -1} by */
  function next(by) {
    const { doc, selection } = view.state;
    /** @type {number[]} */
    const lines = [];
    forEachDiagnostic(view.state, (_, from) => { lines.push(doc.lineAt(from).number); });
    lines.sort((a, b) => a - b);
    const here = doc.lineAt(selection.main.head).number;
    const to = by > 0 ? lines.find(l => l > here) ?? lines[0] : lines.findLast(l => l < here) ?? lines.at(-1);
    if (to === undefined) { return false; }
    go(to);
    return true;
  }

  /** @param {number} number */
  function go(number) {
    const line = view.state.doc.line(Math.min(Math.max(number, 1), view.state.doc.lines));
    view.dispatch({ selection: { anchor: line.from }, effects: EditorView.scrollIntoView(line.from, { y: "center" }) });
    view.focus();
    const shown = [.../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-preview-line]"))].filter(p => Number(p.dataset.previewLine) <= number).at(-1);
    for (const place of document.querySelectorAll(".prev .on")) { place.classList.remove("on"); }
    shown?.classList.add("on");
    shown?.scrollIntoView({ block: "nearest" });
    for (const item of document.querySelectorAll(".gate [data-line]")) { item.classList.toggle("on", Number(/** @type {HTMLElement} */ (item).dataset.line) === number); }
  }

  for (const button of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-go-line]"))) {
    button.addEventListener("click", event => { event.preventDefault(); go(Number(button.dataset.goLine)); });
  }

  async function check() {
    try {
      const told = /** @type {{ lines: { line: number, state: string, stops: boolean, needsSecondPerson?: boolean, message: string, key: string }[] }} */ (await ask(data.study, "report-check", { report: data.report, cut: data.cut ?? "" }));
      /** @type {Checked[]} */
      const lines = told.lines.map(l => ({ ...l, state: l.stops ? "stop" : l.state === "verified" && !l.needsSecondPerson ? "ok" : "warn" }));
      const doc = view.state.doc;
      const found = lines.filter(c => c.line >= 1 && c.line <= doc.lines && (c.state === "stop" || c.state === "warn")).map(c => {
        const line = doc.line(c.line);
        const at = c.key ? line.text.indexOf(c.key) : -1;
        const part = at < 0 ? null : [...line.text.matchAll(/\[[^\]]*\]\{[^}]*\}|\[@ev:[^\]]*\]/g)].find(m => m.index <= at && at < m.index + m[0].length);
        const from = line.from + (part?.index ?? 0);
        return { from, to: part ? from + part[0].length : line.to, severity: /** @type {"error" | "warning"} */ (c.state === "stop" ? "error" : "warning"), message: c.message };
      });
      view.dispatch({ effects: setMarks.of(lines) });
      view.dispatch(setDiagnostics(view.state, found));
    } catch {
      notify({ kind: "warn", words: "The lines could not be checked.", more: "The text can be edited and saved; the check at the right is as of the last save.", does: "Check again", run: () => void check() });
    }
  }

  form.addEventListener("submit", () => { leaving = true; keep(`${data.study}/${data.report}`, view); });
  addEventListener("beforeunload", event => { if (!leaving && area.value !== saved) { event.preventDefault(); } });
  bind(
    { keys: "F8", says: "Next item of the check", group: "Editing", run: () => next(1) },
    { keys: "Shift+F8", says: "Item before", group: "Editing", run: () => next(-1) },
    { keys: "Control+s", says: "Save and verify", group: "Editing", run: save },
    { keys: "Control+i", says: "Insert evidence", group: "Editing", run: () => insert(view) },
  );
  document.querySelector("[data-insert]")?.addEventListener("click", () => insert(view));
  document.querySelector("[data-find]")?.addEventListener("click", () => openSearchPanel(view));
  void check();
}
