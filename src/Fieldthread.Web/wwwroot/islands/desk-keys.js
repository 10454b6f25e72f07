// The keys of the coding desk: moving by turn and sentence, and every act.
import { bind } from "./keys.js";

/** @typedef {import("./desk-acts.js").Desk} Desk */

/** @param {Desk} desk @param {ReturnType<typeof import("./desk-acts.js").actsOf>} acts */
export function bindKeys(desk, acts) {
  const { text, codings, say, back } = desk;

  /** @param {number} by */
  const turnBy = by => {
    const to = text.turns[Math.min(Math.max(desk.selected.turn + by, 0), text.turns.length - 1)];
    if (to) { desk.selected.caret(to.start, { follow: true }); back(); say(`Turn ${to.element.dataset.ordinal}, ${to.element.querySelector(".who")?.textContent ?? ""}`); }
  };
  /** @param {number} by @param {(s: [number, number]) => boolean} [fits] */
  const sentenceBy = (by, fits = () => true) => {
    const all = desk.sentences;
    let i = by > 0 ? after(all, desk.selected.wide ? desk.selected.end : desk.selected.start) : after(all, desk.selected.start) - 1;
    while (i >= 0 && i < all.length && (!fits(all[i]) || (by < 0 && all[i][1] > desk.selected.start))) { i += by; }
    if (!all[i]) { say(by > 0 ? "No further sentence." : "No earlier sentence."); return; }
    desk.selected.take(...text.trim(...all[i]), { follow: true });
    back();
  };
  const coding = "Coding";
  const moving = "Moving";
  bind(
    { keys: "j", says: "Next turn", group: moving, run: () => turnBy(1) },
    { keys: "k", says: "Turn before", group: moving, run: () => turnBy(-1) },
    { keys: "s", says: "Next sentence", group: moving, run: () => sentenceBy(1) },
    { keys: "S", says: "Sentence before", group: moving, run: () => sentenceBy(-1) },
    { keys: "t", says: "The whole turn", group: moving, run: () => { const t = text.turns[Math.max(desk.selected.turn, 0)]; desk.selected.take(t.start, t.end, { follow: true }); back(); } },
    { keys: "]", says: "Next sentence without a code", group: moving, run: () => sentenceBy(1, s => !codings.covered(s[0], s[1])) },
    { keys: "[", says: "Sentence without a code before", group: moving, run: () => sentenceBy(-1, s => !codings.covered(s[0], s[1])) },
    { keys: "Shift+ArrowRight", says: "Widen by a word", group: moving, run: () => desk.selected.extend("forward", "word") },
    { keys: "Shift+ArrowLeft", says: "Narrow by a word", group: moving, run: () => desk.selected.extend("backward", "word") },
    { keys: "Shift+ArrowDown", says: "Widen by a line", group: moving, run: () => desk.selected.extend("forward", "line") },
    { keys: "Shift+ArrowUp", says: "Narrow by a line", group: moving, run: () => desk.selected.extend("backward", "line") },
    { keys: "Alt+Shift+ArrowRight", says: "Widen by a character", group: moving, run: () => desk.selected.extend("forward", "character") },
    { keys: "Alt+Shift+ArrowLeft", says: "Narrow by a character", group: moving, run: () => desk.selected.extend("backward", "character") },
    { keys: "ArrowRight", says: "Caret on by a word", group: moving, when: () => document.activeElement === desk.reader, run: () => desk.selected.step("forward") },
    { keys: "ArrowLeft", says: "Caret back by a word", group: moving, when: () => document.activeElement === desk.reader, run: () => desk.selected.step("backward") },
    { keys: "Escape", says: "Let go of the selection", group: moving, run: () => { if (desk.selected.wide) { desk.selected.caret(desk.selected.start, {}); back(); return true; } return false; } },
    { keys: "c", says: "Code the selection", group: coding, run: () => { if (acts.ready()) { if (!desk.toolbar.shown) { desk.selected.toolbar = true; desk.changed(); } desk.toolbar.focus(); } } },
    { keys: "Enter", says: "Code the selection", group: coding, when: () => desk.selected.wide, run: () => { if (acts.ready()) { desk.toolbar.focus(); } } },
    ...Array.from({ length: 9 }, (_, i) => ({ keys: String(i + 1), says: "Apply a recent code, 1 to 9", group: coding, run: () => { const c = desk.recent()[i]; if (c) { acts.apply(c); } else { say(`No recent code ${i + 1} yet.`); } } })),
    { keys: "i", says: "In vivo: the words become a code", group: coding, run: acts.inVivo },
    { keys: "m", says: "Memo on the coding", group: coding, run: acts.memo },
    { keys: "M", says: "Memo on the words themselves", group: coding, run: acts.memoOnWords },
    { keys: "e", says: "The words to a claim", group: coding, run: () => void acts.toClaim() },
    { keys: "u", says: "Uncode", group: coding, run: acts.uncode },
    { keys: "w", says: "My coding takes the selected words", group: coding, run: acts.reshape },
    { keys: "n", says: "New code", group: coding, run: () => desk.panel.askName() },
    { keys: "Control+z", says: "Undo my last act", group: coding, run: () => void acts.undo() },
  );
}

/** The first sentence that begins at or after an offset. @param {[number, number][]} all @param {number} offset */
function after(all, offset) {
  let low = 0;
  let high = all.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (all[middle][0] < offset) { low = middle + 1; } else { high = middle; }
  }
  return low;
}
