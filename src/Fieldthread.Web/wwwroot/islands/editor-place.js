// Where the writer was, kept over a save: the page is read again, and the text must not jump to its first line.

/**
 * @typedef {{ anchor: number, head: number, top: number, margin: number, focused: boolean, length: number }} Place
 */

const key = "ft-editor";

/** What scrolls the text: its column where columns stand side by side, otherwise the window. @param {import("@codemirror/view").EditorView} view */
function edge(view) {
  const pane = /** @type {HTMLElement} */ (/** @type {ShadowRoot} */ (view.root).host).closest(".pane");
  const own = pane && pane.scrollHeight > pane.clientHeight && getComputedStyle(pane).overflowY !== "visible";
  return own ? pane.getBoundingClientRect().top : 0;
}

/** Keeps caret, selection and the line at the upper edge. @param {string} of @param {import("@codemirror/view").EditorView} view */
export function keep(of, view) {
  const { anchor, head } = view.state.selection.main;
  const upper = Math.max(edge(view), view.documentTop);
  const line = view.lineBlockAtHeight(upper - view.documentTop);
  const margin = Math.round(line.top + view.documentTop - edge(view));
  try {
    sessionStorage.setItem(key, JSON.stringify({ of, place: { anchor, head, top: line.from, margin, focused: view.hasFocus, length: view.state.doc.length } }));
  } catch { /* A browser that keeps nothing begins at the first line. */ }
}

/** The place that was kept of this report, once; null where there is none or the text is another. @param {string} of @param {number} length @returns {Place | null} */
export function kept(of, length) {
  try {
    const { of: whose, place } = JSON.parse(sessionStorage.getItem(key) ?? "{}");
    sessionStorage.removeItem(key);
    return whose === of && place.length === length ? place : null;
  } catch {
    return null;
  }
}
