// What a coder does at the desk. One act after the other, each painted at once and taken back when it is refused.
import { Refused, Unreached, act } from "./api.js";
import { askClaim } from "./desk-claim.js";
import { notify } from "./notices.js";

/** The twelve colours of the page by the names that the codebook takes, in their order. */
const colours = ["rose", "rust", "brown", "ochre", "leaf", "pine", "teal", "petrol", "slate blue", "violet", "purple", "orchid"];

/**
 * @typedef {import("./desk-codings.js").Code} Code
 * @typedef {import("./desk-codings.js").Coding} Coding
 * What the parts of the desk share; the parts themselves are put in as they are made.
 * @typedef {{ study: string, revision: string, me: string, mayCode: boolean, text: import("./desk-text.js").SourceText, reader: HTMLElement,
 *   codes: Map<string, Code>, codings: import("./desk-codings.js").Codings, claims: { key: string, statement: string }[], sentences: [number, number][],
 *   painter: import("./desk-paint.js").Painter, selected: import("./desk-selection.js").Selected,
 *   panel: import("./desk-panel.js").Panel, toolbar: import("./desk-tool.js").Toolbar,
 *   codeOf: (id: string) => Code, recent: () => Code[], used: (id: string) => void, say: (words: string) => void, back: () => void,
 *   changed: () => void, choose: (coding: Coding, words?: string) => void, repaint: (turns: Iterable<number>) => void, idle: () => void, refetch: () => Promise<void> }} Desk
 */

/** @param {Desk} desk */
export function actsOf(desk) {
  const { study, revision, me, text, codes, codings, codeOf, used, say, back, repaint } = desk;

  /** @type {Promise<unknown>} */
  let line = Promise.resolve();
  let waiting = 0;
  /** acts of this page, so that it does not hear itself */
  const mine = new Set();
  /** @type {{ act: number, says: string }[]} */
  const done = [];
  /** @type {Set<string>} */
  const leaving = new Set();

  /**
   * @param {string} name @param {() => object} body asked for when its turn comes, so that ids are the server's
   * @param {string} says for Undo @param {string} [client]
   * @returns {Promise<any>} the answer
   */
  function send(name, body, says, client = crypto.randomUUID()) {
    waiting++;
    const run = async () => {
      try {
        const answered = await act(study, name, body(), client);
        mine.add(answered.act);
        done.push({ act: answered.act, says });
        return answered.answer ?? {};
      } finally {
        waiting--;
        if (waiting === 0) { queueMicrotask(desk.idle); }
      }
    };
    const result = line.then(run);
    line = result.catch(() => {});
    return result;
  }

  /** @param {unknown} error @param {string} words @param {() => void} again */
  function failed(error, words, again) {
    if (error instanceof Refused) {
      notify({ kind: "stop", words: error.message, more: error.kept || words });
      say(`Refused: ${error.message}`);
    } else if (error instanceof Unreached) {
      notify({ kind: "stop", words: "The server could not be reached.", more: words, does: "Try again", run: again });
      say("The server could not be reached.");
    } else {
      throw error;
    }
  }

  /** @param {Code} code */
  function apply(code) {
    if (!ready()) { return; }
    const [start, end] = text.trim(desk.selected.start, desk.selected.end);
    if (codings.over(start, end).some(c => c.code === code.id && c.coder === me && c.start === start && c.end === end)) {
      say(`Already coded ${code.name}.`);
      return;
    }
    place({ id: `new-${crypto.randomUUID()}`, start, end, code: code.id, coder: me, memo: "", pending: true }, crypto.randomUUID());
    used(code.id);
    desk.toolbar.draw();
    say(`Coded ${code.name}. ${desk.selected.says()}`);
  }

  /** @param {Coding} coding @param {string} client the same when it is tried again */
  function place(coding, client) {
    const { start, end, code } = coding;
    coding.pending = true;
    repaint(codings.add(coding));
    desk.panel.listed(coding);
    send("add-coding", () => ({ revision, start, end, code }), `coding with ${codeOf(code).name}`, client).then(answer => {
      const painted = coding.id;
      desk.panel.unlisted(painted);
      codings.settle(coding, answer.id);
      desk.panel.listed(coding);
      desk.painter.settled(painted, coding.id);
      desk.panel.selection(desk.selected.start, desk.selected.end);
    }, error => {
      desk.panel.unlisted(coding.id);
      repaint(codings.remove(coding.id));
      failed(error, "The coding was taken off the text again. Everything before it is kept.", () => place(coding, client));
    });
  }

  /** @param {Coding} coding */
  async function removeCoding(coding, client = crypto.randomUUID()) {
    if (!desk.mayCode) { say("You may read this source but not code it."); return; }
    leaving.add(coding.id);
    repaint(codings.remove(coding.id));
    desk.panel.unlisted(coding.id);
    say(`Uncoded ${codeOf(coding.code).name}.`);
    try {
      await send("remove-coding", () => ({ coding: coding.id }), `removal of ${codeOf(coding.code).name}`, client);
    } catch (error) {
      repaint(codings.add(coding));
      desk.panel.listed(coding);
      failed(error, "The coding stands as it was.", () => void removeCoding(coding, client));
    } finally {
      leaving.delete(coding.id);
    }
  }

  function uncode() {
    const here = codings.over(desk.selected.start, desk.selected.end).filter(c => c.coder === me && !c.pending);
    const exact = here.filter(c => c === desk.panel.chosen || (c.start === desk.selected.start && c.end === desk.selected.end));
    if (exact.length === 1 || here.length === 1) { void removeCoding(exact.length === 1 ? exact[0] : here[0]); return; }
    if (here.length === 0) { say("No coding of yours touches the selection."); return; }
    say(`${here.length} codings of yours touch the selection. Choose which under “On the selection”.`);
    desk.panel.reveal();
  }

  /** The ends of a coding of mine go to the selection: the one chosen, or the only one that it touches. */
  function reshape() {
    if (!ready()) { return; }
    const here = codings.over(desk.selected.start, desk.selected.end).filter(c => c.coder === me && !c.pending);
    const coding = here.find(c => c === desk.panel.chosen) ?? (here.length === 1 ? here[0] : undefined);
    if (!coding) {
      say(here.length === 0 ? "No coding of yours touches the selection." : `${here.length} codings of yours touch the selection. Choose one under “On the selection”, then change the words.`);
      if (here.length > 0) { desk.panel.reveal(); }
      return;
    }
    const [start, end] = text.trim(desk.selected.start, desk.selected.end);
    if (coding.start === start && coding.end === end) { say("The coding lies on these words already. Widen or narrow the selection first."); return; }
    void move(coding, start, end);
  }

  /** @param {Coding} coding @param {number} start @param {number} end */
  async function move(coding, start, end, client = crypto.randomUUID()) {
    const before = [coding.start, coding.end];
    /** @param {number} from @param {number} to */
    const lay = (from, to) => {
      const turns = new Set(codings.remove(coding.id));
      [coding.start, coding.end] = [from, to];
      for (const t of codings.add(coding)) { turns.add(t); }
      repaint(turns);
      desk.panel.unlisted(coding.id);
      desk.panel.listed(coding);
    };
    coding.pending = true;
    lay(start, end);
    desk.panel.chosen = coding;
    say(`${codeOf(coding.code).name} now lies on these words. ${desk.selected.says()}`);
    try {
      await send("move-coding", () => ({ coding: coding.id, start, end }), `new ends of ${codeOf(coding.code).name}`, client);
      coding.pending = false;
      desk.panel.selection(desk.selected.start, desk.selected.end);
    } catch (error) {
      coding.pending = false;
      lay(before[0], before[1]);
      failed(error, "The coding lies where it lay.", () => void move(coding, start, end, client));
    }
  }

  /** @param {string} name @param {boolean} [andApply] @param {boolean} [inTheirWords] */
  async function create(name, andApply = false, inTheirWords = false) {
    if (!desk.mayCode) { say("You may read this source but not code it."); return; }
    const counts = Array.from({ length: 12 }, (_, i) => [...codes.values()].filter(c => c.slot === i + 1).length);
    const slot = counts.indexOf(Math.min(...counts)) + 1;
    const span = text.trim(desk.selected.start, desk.selected.end);
    try {
      const answer = await send("add-code", () => ({ parent: null, name, colour: colours[slot - 1], ...(inTheirWords ? { fromRevision: revision, fromStart: span[0], fromEnd: span[1] } : {}) }), `new code ${name}`);
      const tag = answer.tag ?? name.replace(/[^\p{L}\p{N}]/gu, "").slice(0, 5).toUpperCase();
      const code = { id: answer.id, name, path: name, tag, slot, parent: null };
      codes.set(code.id, code);
      desk.panel.addCode(code);
      if (andApply && span[0] < span[1]) {
        place({ id: `new-${crypto.randomUUID()}`, start: span[0], end: span[1], code: code.id, coder: me, memo: "" }, crypto.randomUUID());
        used(code.id);
      }
      say(`New code ${name}${andApply ? ", applied" : ""}.`);
      if (desk.toolbar.shown) { desk.toolbar.draw(); }
    } catch (error) {
      failed(error, `The code “${name}” was not made.`, () => void create(name, andApply, inTheirWords));
    }
  }

  function inVivo() {
    if (!ready()) { return; }
    const words = text.words(...text.trim(desk.selected.start, desk.selected.end)).replace(/\s+/g, " ");
    const cut = words.length > 80 ? words.slice(0, 80).replace(/\s\S*$/, "") : words;
    const name = cut.replace(/[.,;:!?]+$/, "");
    const same = [...codes.values()].find(c => c.name.toLowerCase() === name.toLowerCase());
    if (same) { apply(same); } else { void create(name, true, true); }
  }

  function memo() {
    const here = codings.over(desk.selected.start, desk.selected.end).filter(c => c.coder === me);
    const coding = here.find(c => c === desk.panel.chosen) ?? here.find(c => c.start === desk.selected.start && c.end === desk.selected.end) ?? here.sort((a, b) => (a.end - a.start) - (b.end - b.start))[0];
    if (!coding) { say("A memo hangs on a coding of yours. Code the selection first, or press M for a memo on the words themselves."); return; }
    desk.panel.openMemo(coding);
  }

  function memoOnWords() {
    const [start, end] = text.trim(desk.selected.start, desk.selected.end);
    if (end <= start) { say("Select the words first."); return; }
    const main = /** @type {HTMLElement} */ (document.querySelector("[data-desk]"));
    location.assign(`/studies/${main.dataset.study}/memos?on=revisions:${main.dataset.revision}&start=${start}&end=${end}`);
  }

  /** @param {Coding} coding @param {string} words */
  async function saveMemo(coding, words, client = crypto.randomUUID()) {
    const before = coding.memo ?? "";
    if (words === before) { return; }
    coding.memo = words;
    try {
      await send("set-coding-memo", () => ({ coding: coding.id, words }), "memo", client);
      desk.panel.memoSaved(coding);
      say("Memo saved.");
    } catch (error) {
      coding.memo = before;
      failed(error, "The memo was not saved. What you wrote is still in its box.", () => void saveMemo(coding, words, client));
    }
  }

  async function toClaim() {
    if (!ready()) { return; }
    const [start, end] = text.trim(desk.selected.start, desk.selected.end);
    const chosen = await askClaim(desk.claims, text.words(start, end));
    back();
    if (!chosen) { return; }
    try {
      const quotation = await send("add-quotation", () => ({ revision, start, end }), "quotation");
      await send("add-evidence", () => ({ claim: chosen.claim.key, key: quotation.key, side: chosen.side }), `evidence ${chosen.side} ${chosen.claim.key}`);
      notify({ kind: "ok", words: `Quotation ${quotation.key} now speaks ${chosen.side} claim ${chosen.claim.key}.`, does: "Undo", run: () => void undo() });
      say(`Quotation ${quotation.key} added as evidence ${chosen.side} claim ${chosen.claim.key}.`);
    } catch (error) {
      failed(error, "The words were not added to the claim.", () => void toClaim());
    }
  }

  async function undo() {
    await line;
    const last = done.pop();
    if (!last) { say("Nothing of yours to undo since you opened this page."); return; }
    const length = done.length;
    try {
      await send("undo-act", () => ({ act: last.act }), "");
      done.length = Math.min(done.length, length);
      say(`Undone: ${last.says}.`);
    } catch (error) {
      failed(error, `Not undone: ${last.says}.`, () => { done.push(last); void undo(); });
    }
    await desk.refetch();
  }

  function ready() {
    if (!desk.mayCode) { say("You may read this source but not code it."); return false; }
    if (!desk.selected.wide) { say("Select words first: s takes the next sentence."); return false; }
    return true;
  }

  return { apply, create, inVivo, leaving, memo, memoOnWords, mine, ready, removeCoding, reshape, saveMemo, toClaim, uncode, undo, waiting: () => waiting };
}
