// The coding desk. The server's page can be read and coded without this; with it, every act is a key, and is painted before it is answered.
import { Refused, Unreached, act, ask, block } from "./api.js";
import { askClaim } from "./desk-claim.js";
import { Codings } from "./desk-codings.js";
import { Painter, canPaint } from "./desk-paint.js";
import { Panel } from "./desk-panel.js";
import { Selected } from "./desk-selection.js";
import { SourceText } from "./desk-text.js";
import { Toolbar } from "./desk-tool.js";
import { bind } from "./keys.js";
import { watch } from "./live.js";
import { notify } from "./notices.js";

/**
 * @typedef {import("./desk-codings.js").Code} Code
 * @typedef {import("./desk-codings.js").Coding} Coding
 * @typedef {import("./desk-text.js").Turn} Turn
 * @typedef {{ codes: Code[], codings: Coding[], coders: { id: string, name: string }[], me: string, head: number, mayCode: boolean,
 *   sentences: [number, number][], claims?: { key: string, statement: string }[], recent?: string[] }} Data
 */

const main = /** @type {HTMLElement | null} */ (document.querySelector("main[data-desk]"));
const reader = /** @type {HTMLElement | null} */ (main?.querySelector(".reader") ?? null);
const data = /** @type {Data | null} */ (block("desk-data"));
// A browser without the Custom Highlight API keeps the plain page, form and all.
if (main && reader && data && canPaint) { begin(main, reader, data); }

/** @param {HTMLElement} main @param {HTMLElement} reader @param {Data} data */
function begin(main, reader, data) {
  const study = main.dataset.study ?? "";
  const revision = main.dataset.revision ?? "";
  const text = new SourceText(reader);
  main.dataset.live = "";
  reader.tabIndex = 0;
  let mayCode = data.mayCode;
  if (text.misfits.length > 0) {
    mayCode = false;
    notify({ kind: "stop", words: "This page does not fit its source, so nothing is coded on it.", more: `Turn ${text.misfits[0].slice(1)} differs. Reload the page; if this stays, tell whoever keeps this installation.`, does: "Reload", run: () => location.reload() });
  }

  const codes = new Map(data.codes.map(c => [c.id, c]));
  const coders = new Map(data.coders.map(c => [c.id, { ...c, short: initials(c.name) }]));
  const codings = new Codings(text, data.codings);
  /** @param {string} id @returns {Code} */
  const codeOf = id => codes.get(id) ?? { id, name: "A code added since this page was opened", tag: "NEW", slot: 12, parent: null };
  /** @param {string} id */
  const coderOf = id => coders.get(id) ?? { id, name: "Another coder", short: "?" };

  const recentKey = `ft-recent-${study}`;
  /** @type {string[]} */
  let recent = data.recent ?? JSON.parse(localStorage.getItem(recentKey) ?? "[]");
  const recentCodes = () => recent.map(id => codes.get(id)).filter(c => c !== undefined).slice(0, 9);
  /** @param {string} id */
  const used = id => {
    recent = [id, ...recent.filter(r => r !== id)].slice(0, 9);
    localStorage.setItem(recentKey, JSON.stringify(recent));
  };

  const painter = new Painter(reader, codings, {
    codeOf, coderOf, me: data.me,
    choose: (of, turn) => {
      const now = of.findIndex(c => c === panel.chosen);
      const next = of[(now + 1) % of.length];
      choose(next, `${codeOf(next.code).name}, ${of.length > 1 ? `${(now + 1) % of.length + 1} of ${of.length} in turn ${turn.element.dataset.ordinal}` : `turn ${turn.element.dataset.ordinal}`}`);
    },
    list: turn => { selected.take(turn.start, turn.end, { toolbar: false }); panel.reveal(); },
  });
  const selected = new Selected(reader, text, painter, () => changed());
  const panel = new Panel(main, {
    codings, codeOf, coderOf, me: data.me, text, codes: () => [...codes.values()],
    choose: coding => choose(coding), uncode: coding => void removeCoding(coding), apply: code => { if (mayCode && selected.wide) { apply(code); } else { nextOf(code); } },
    memo: saveMemo, create: name => void create(name), back: () => back(), mayCode: () => mayCode,
  });
  const toolbar = new Toolbar(reader, {
    codes: () => [...codes.values()], recent: recentCodes, apply, create: name => void create(name, true),
    inVivo, memo, claim: () => void toClaim(), uncode, widen: () => selected.extend("forward", "word"), back,
  });

  // 1. The selection and what is shown of it.

  function changed() {
    panel.selection(selected.start, selected.end);
    if (selected.wide && selected.settled && mayCode && selected.toolbar) {
      toolbar.show(selected.box(), selected.follow);
    } else {
      toolbar.hide();
    }
    if (selected.settled) { say(selected.wide ? selected.says() : ""); }
  }

  const status = document.createElement("p");
  status.className = "vh";
  status.setAttribute("role", "status");
  main.append(status);
  const visible = document.createElement("span");
  visible.className = "status";
  visible.setAttribute("aria-hidden", "true");
  main.querySelector(".keys")?.append(visible);
  /** @param {string} words */
  function say(words) { status.textContent = words; visible.textContent = words; }

  function back() { reader.focus({ preventScroll: true }); selected.restore(); }

  /** @param {Coding} coding @param {string} [words] */
  function choose(coding, words) {
    panel.chosen = coding;
    selected.take(coding.start, coding.end, { follow: true });
    back();
    if (words) { say(words); }
  }

  // 2. Acts. One after the other, each painted at once and taken back when it is refused.

  /** @type {Promise<unknown>} */
  let line = Promise.resolve();
  let waiting = 0;
  let head = data.head;
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
        if (waiting === 0) { queueMicrotask(settle); }
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

  /** @param {Iterable<number>} turns */
  function repaint(turns) {
    painter.paint(turns, true);
    panel.counts();
    panel.selection(selected.start, selected.end);
  }

  /** @param {Code} code */
  function apply(code) {
    if (!ready()) { return; }
    const [start, end] = text.trim(selected.start, selected.end);
    if (codings.over(start, end).some(c => c.code === code.id && c.coder === data.me && c.start === start && c.end === end)) {
      say(`Already coded ${code.name}.`);
      return;
    }
    place({ id: `new-${crypto.randomUUID()}`, start, end, code: code.id, coder: data.me, memo: "", pending: true }, crypto.randomUUID());
    used(code.id);
    toolbar.draw();
    say(`Coded ${code.name}. ${selected.says()}`);
  }

  /** @param {Coding} coding @param {string} client the same when it is tried again */
  function place(coding, client) {
    const { start, end, code } = coding;
    coding.pending = true;
    repaint(codings.add(coding));
    panel.listed(coding);
    send("add-coding", () => ({ revision, start, end, code }), `coding with ${codeOf(code).name}`, client).then(answer => {
      const painted = coding.id;
      panel.unlisted(painted);
      codings.settle(coding, answer.id);
      panel.listed(coding);
      painter.settled(painted, coding.id);
      panel.selection(selected.start, selected.end);
    }, error => {
      panel.unlisted(coding.id);
      repaint(codings.remove(coding.id));
      failed(error, "The coding was taken off the text again. Everything before it is kept.", () => place(coding, client));
    });
  }

  /** @param {Coding} coding */
  async function removeCoding(coding, client = crypto.randomUUID()) {
    if (!mayCode) { say("You may read this source but not code it."); return; }
    leaving.add(coding.id);
    repaint(codings.remove(coding.id));
    panel.unlisted(coding.id);
    say(`Uncoded ${codeOf(coding.code).name}.`);
    try {
      await send("remove-coding", () => ({ coding: coding.id }), `removal of ${codeOf(coding.code).name}`, client);
    } catch (error) {
      repaint(codings.add(coding));
      panel.listed(coding);
      failed(error, "The coding stands as it was.", () => void removeCoding(coding, client));
    } finally {
      leaving.delete(coding.id);
    }
  }

  function uncode() {
    const here = codings.over(selected.start, selected.end).filter(c => c.coder === data.me && !c.pending);
    const exact = here.filter(c => c === panel.chosen || (c.start === selected.start && c.end === selected.end));
    if (exact.length === 1 || here.length === 1) { void removeCoding(exact.length === 1 ? exact[0] : here[0]); return; }
    if (here.length === 0) { say("No coding of yours touches the selection."); return; }
    say(`${here.length} codings of yours touch the selection. Choose which under “On the selection”.`);
    panel.reveal();
  }

  /** @param {string} name @param {boolean} [andApply] */
  async function create(name, andApply = false) {
    if (!mayCode) { say("You may read this source but not code it."); return; }
    const counts = Array.from({ length: 12 }, (_, i) => [...codes.values()].filter(c => c.slot === i + 1).length);
    const slot = counts.indexOf(Math.min(...counts)) + 1;
    const span = text.trim(selected.start, selected.end);
    try {
      const answer = await send("add-code", () => ({ parent: null, name, colour: slot }), `new code ${name}`);
      const tag = answer.tag ?? name.replace(/[^\p{L}\p{N}]/gu, "").slice(0, 5).toUpperCase();
      const code = { id: answer.id, name, path: name, tag, slot, parent: null };
      codes.set(code.id, code);
      panel.addCode(code);
      if (andApply && span[0] < span[1]) {
        place({ id: `new-${crypto.randomUUID()}`, start: span[0], end: span[1], code: code.id, coder: data.me, memo: "" }, crypto.randomUUID());
        used(code.id);
      }
      say(`New code ${name}${andApply ? ", applied" : ""}.`);
      if (toolbar.shown) { toolbar.draw(); }
    } catch (error) {
      failed(error, `The code “${name}” was not made.`, () => void create(name, andApply));
    }
  }

  function inVivo() {
    if (!ready()) { return; }
    const words = text.words(...text.trim(selected.start, selected.end)).replace(/\s+/g, " ");
    const cut = words.length > 80 ? words.slice(0, 80).replace(/\s\S*$/, "") : words;
    const name = cut.replace(/[.,;:!?]+$/, "");
    const same = [...codes.values()].find(c => c.name.toLowerCase() === name.toLowerCase());
    if (same) { apply(same); } else { void create(name, true); }
  }

  function memo() {
    const here = codings.over(selected.start, selected.end).filter(c => c.coder === data.me);
    const coding = here.find(c => c === panel.chosen) ?? here.find(c => c.start === selected.start && c.end === selected.end) ?? here.sort((a, b) => (a.end - a.start) - (b.end - b.start))[0];
    if (!coding) { say("A memo hangs on a coding of yours. Code the selection first."); return; }
    panel.openMemo(coding);
  }

  /** @param {Coding} coding @param {string} words */
  async function saveMemo(coding, words, client = crypto.randomUUID()) {
    const before = coding.memo ?? "";
    if (words === before) { return; }
    coding.memo = words;
    try {
      await send("set-coding-memo", () => ({ coding: coding.id, words }), "memo", client);
      panel.memoSaved(coding);
      say("Memo saved.");
    } catch (error) {
      coding.memo = before;
      failed(error, "The memo was not saved. What you wrote is still in its box.", () => void saveMemo(coding, words, client));
    }
  }

  async function toClaim() {
    if (!ready()) { return; }
    const [start, end] = text.trim(selected.start, selected.end);
    const chosen = await askClaim(data?.claims ?? [], text.words(start, end));
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
    await refetch();
  }

  function ready() {
    if (!mayCode) { say("You may read this source but not code it."); return false; }
    if (!selected.wide) { say("Select words first: s takes the next sentence."); return false; }
    return true;
  }

  // 3. What others do.

  /** @type {import("./live.js").Told[]} */
  let heard = [];
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let soon;

  function settle() {
    if (waiting > 0) { return; }
    const others = heard.filter(t => !mine.has(t.act));
    heard = [];
    if (others.some(t => t.tells.includes("codings"))) { clearTimeout(soon); soon = setTimeout(refetch, 120); }
    if (others.some(t => t.tells.includes("codes"))) {
      notify({ kind: "warn", words: "Others have changed the codebook.", more: "Your codings are kept; codes here are as they were when you opened the page.", does: "Reload", run: () => location.reload() });
    }
  }

  async function refetch() {
    try {
      const said = await ask(study, "codings-of-source", { revision });
      if (waiting > 0) { heard.push({ act: head, name: "later", tells: ["codings"] }); return; }
      const { turns, came, went } = codings.take(said.codings, leaving);
      for (const c of went) { panel.unlisted(c.id); }
      for (const c of came) { panel.listed(c); }
      repaint(turns);
      const by = new Set(came.filter(c => c.coder !== data?.me).map(c => coderOf(c.coder).name));
      if (by.size > 0) { say(`${[...by].join(" and ")} coded in this source: ${came.length} new.`); }
    } catch { /* the next act heard asks again */ }
  }

  watch(study, head, told => {
    head = Math.max(head, told.act);
    heard.push(told);
    settle();
  });

  // 4. Keys.

  /** @param {number} by */
  const turnBy = by => {
    const to = text.turns[Math.min(Math.max(selected.turn + by, 0), text.turns.length - 1)];
    if (to) { selected.caret(to.start, { follow: true }); back(); say(`Turn ${to.element.dataset.ordinal}, ${to.element.querySelector(".who")?.textContent ?? ""}`); }
  };
  /** @param {number} by @param {(s: [number, number]) => boolean} [fits] */
  const sentenceBy = (by, fits = () => true) => {
    const all = data.sentences;
    let i = by > 0 ? after(all, selected.wide ? selected.end : selected.start) : after(all, selected.start) - 1;
    while (i >= 0 && i < all.length && (!fits(all[i]) || (by < 0 && all[i][1] > selected.start))) { i += by; }
    if (!all[i]) { say(by > 0 ? "No further sentence." : "No earlier sentence."); return; }
    selected.take(...text.trim(...all[i]), { follow: true });
    back();
  };
  /** @param {Code} code */
  function nextOf(code) {
    const all = [...codings.all()].filter(c => c.code === code.id).sort((a, b) => a.start - b.start);
    const i = all.findIndex(c => c.start > selected.start);
    const next = all[i < 0 ? 0 : i];
    if (next) { choose(next, `${code.name}, ${all.indexOf(next) + 1} of ${all.length} here`); } else { say(`${code.name} is not used in this source. Select words to apply it.`); }
  }

  const coding = "Coding";
  const moving = "Moving";
  bind(
    { keys: "j", says: "Next turn", group: moving, run: () => turnBy(1) },
    { keys: "k", says: "Turn before", group: moving, run: () => turnBy(-1) },
    { keys: "s", says: "Next sentence", group: moving, run: () => sentenceBy(1) },
    { keys: "S", says: "Sentence before", group: moving, run: () => sentenceBy(-1) },
    { keys: "t", says: "The whole turn", group: moving, run: () => { const t = text.turns[Math.max(selected.turn, 0)]; selected.take(t.start, t.end, { follow: true }); back(); } },
    { keys: "]", says: "Next sentence without a code", group: moving, run: () => sentenceBy(1, s => !codings.covered(s[0], s[1])) },
    { keys: "[", says: "Sentence without a code before", group: moving, run: () => sentenceBy(-1, s => !codings.covered(s[0], s[1])) },
    { keys: "Shift+ArrowRight", says: "Widen by a word", group: moving, run: () => selected.extend("forward", "word") },
    { keys: "Shift+ArrowLeft", says: "Narrow by a word", group: moving, run: () => selected.extend("backward", "word") },
    { keys: "Shift+ArrowDown", says: "Widen by a line", group: moving, run: () => selected.extend("forward", "line") },
    { keys: "Shift+ArrowUp", says: "Narrow by a line", group: moving, run: () => selected.extend("backward", "line") },
    { keys: "Alt+Shift+ArrowRight", says: "Widen by a character", group: moving, run: () => selected.extend("forward", "character") },
    { keys: "Alt+Shift+ArrowLeft", says: "Narrow by a character", group: moving, run: () => selected.extend("backward", "character") },
    { keys: "ArrowRight", says: "Caret on by a word", group: moving, when: () => document.activeElement === reader, run: () => selected.step("forward") },
    { keys: "ArrowLeft", says: "Caret back by a word", group: moving, when: () => document.activeElement === reader, run: () => selected.step("backward") },
    { keys: "Escape", says: "Let go of the selection", group: moving, run: () => { if (selected.wide) { selected.caret(selected.start, {}); back(); return true; } return false; } },
    { keys: "c", says: "Code the selection", group: coding, run: () => { if (ready()) { if (!toolbar.shown) { selected.toolbar = true; changed(); } toolbar.focus(); } } },
    { keys: "Enter", says: "Code the selection", group: coding, when: () => selected.wide, run: () => { if (ready()) { toolbar.focus(); } } },
    ...Array.from({ length: 9 }, (_, i) => ({ keys: String(i + 1), says: "Apply a recent code, 1 to 9", group: coding, run: () => { const c = recentCodes()[i]; if (c) { apply(c); } else { say(`No recent code ${i + 1} yet.`); } } })),
    { keys: "i", says: "In vivo: the words become a code", group: coding, run: inVivo },
    { keys: "m", says: "Memo on the coding", group: coding, run: memo },
    { keys: "e", says: "The words to a claim", group: coding, run: () => void toClaim() },
    { keys: "u", says: "Uncode", group: coding, run: uncode },
    { keys: "n", says: "New code", group: coding, run: () => panel.askName() },
    { keys: "Control+z", says: "Undo my last act", group: coding, run: () => void undo() },
  );

  panel.counts();
  panel.selection(0, 0);
  const at = location.hash ? text.turns.find(t => `#${t.element.id}` === location.hash) : undefined;
  selected.turn = at?.index ?? -1;
  if (at) { selected.caret(at.start, { follow: true }); }
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

/** "Researcher 1" is R1, "Ann Lloyd-Price" is AL. @param {string} name */
function initials(name) { return name.split(/[\s-]+/).map(w => /^\d+$/.test(w) ? w : w[0] ?? "").join("").slice(0, 3).toUpperCase(); }
