// The coding desk. The server's page can be read and coded without this; with it, every act is a key, and is painted before it is answered.
import { ask, block } from "./api.js";
import { actsOf } from "./desk-acts.js";
import { Codings } from "./desk-codings.js";
import { bindKeys } from "./desk-keys.js";
import { Painter, canPaint } from "./desk-paint.js";
import { Panel } from "./desk-panel.js";
import { Selected } from "./desk-selection.js";
import { SourceText } from "./desk-text.js";
import { Toolbar } from "./desk-tool.js";
import { concerns, watch } from "./live.js";
import { notify } from "./notices.js";

/**
 * @typedef {import("./desk-codings.js").Code} Code
 * @typedef {import("./desk-codings.js").Coding} Coding
 * @typedef {import("./desk-acts.js").Desk} Desk
 * @typedef {{ codes: Code[], codings: Coding[], coders: { id: string, name: string }[], me: string, head: number, source: string, number: number, mayCode: boolean,
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
  const text = new SourceText(reader);
  const codes = new Map(data.codes.map(c => [c.id, c]));
  const coders = new Map(data.coders.map(c => [c.id, { ...c, short: initials(c.name) }]));
  const codings = new Codings(text, data.codings);
  main.dataset.live = "";
  reader.tabIndex = 0;
  /** @param {string} id @returns {Code} */
  const codeOf = id => codes.get(id) ?? { id, name: "A code added since this page was opened", tag: "NEW", slot: 12, parent: null };
  /** @param {string} id */
  const coderOf = id => coders.get(id) ?? { id, name: "Another coder", short: "?" };

  const recentKey = `ft-recent-${study}`;
  /** @type {string[]} */
  let recent = data.recent ?? JSON.parse(localStorage.getItem(recentKey) ?? "[]");
  const say = speaker(main);

  const desk = /** @type {Desk} */ ({
    study, revision: main.dataset.revision ?? "", me: data.me, mayCode: data.mayCode, text, reader, codes, codings,
    claims: data.claims ?? [], sentences: data.sentences, codeOf, say, changed, choose, repaint, idle: settle, refetch,
    recent: () => recent.map(id => codes.get(id)).filter(c => c !== undefined && !c.retired).slice(0, 9),
    used: id => {
      recent = [id, ...recent.filter(r => r !== id)].slice(0, 9);
      localStorage.setItem(recentKey, JSON.stringify(recent));
    },
    back: () => { reader.focus({ preventScroll: true }); desk.selected.restore(); },
  });
  const acts = actsOf(desk);
  if (text.misfits.length > 0) {
    desk.mayCode = false;
    notify({ kind: "stop", words: "This page does not fit its source, so nothing is coded on it.", more: `Turn ${text.misfits[0].slice(1)} differs. Reload the page; if this stays, tell whoever keeps this installation.`, does: "Reload", run: () => location.reload() });
  }

  desk.painter = new Painter(reader, codings, {
    codeOf, coderOf, me: data.me,
    choose: (of, turn) => {
      const next = (of.findIndex(c => c === desk.panel.chosen) + 1) % of.length;
      const where = `turn ${turn.element.dataset.ordinal}`;
      choose(of[next], `${codeOf(of[next].code).name}, ${of.length > 1 ? `${next + 1} of ${of.length} in ${where}` : where}`);
    },
    list: turn => { desk.selected.take(turn.start, turn.end, { toolbar: false }); desk.panel.reveal(); },
  });
  desk.selected = new Selected(reader, text, desk.painter, changed);
  desk.panel = new Panel(main, {
    codings, codeOf, coderOf, me: data.me, text, codes: () => [...codes.values()],
    choose: coding => choose(coding), uncode: coding => void acts.removeCoding(coding),
    apply: code => { if (desk.mayCode && desk.selected.wide) { acts.apply(code); } else { nextOf(code); } },
    memo: acts.saveMemo, create: name => void acts.create(name), back: desk.back, mayCode: () => desk.mayCode,
  });
  desk.toolbar = new Toolbar(reader, {
    codes: () => [...codes.values()].filter(c => !c.retired), recent: desk.recent, apply: acts.apply, create: name => void acts.create(name, true),
    inVivo: acts.inVivo, memo: acts.memo, claim: () => void acts.toClaim(), uncode: acts.uncode, widen: () => desk.selected.extend("forward", "word"), back: desk.back,
  });

  // The selection and what is shown of it.

  function changed() {
    const { selected } = desk;
    desk.panel.selection(selected.start, selected.end);
    if (selected.wide && selected.settled && desk.mayCode && selected.toolbar) {
      desk.toolbar.show(selected.box(), selected.follow);
    } else {
      desk.toolbar.hide();
    }
    if (selected.settled) { say(selected.wide ? selected.says() : ""); }
  }

  /** @param {Coding} coding @param {string} [words] */
  function choose(coding, words) {
    desk.panel.chosen = coding;
    desk.selected.take(coding.start, coding.end, { follow: true });
    desk.back();
    if (words) { say(words); }
  }

  /** @param {Code} code */
  function nextOf(code) {
    const all = [...codings.all()].filter(c => c.code === code.id).sort((a, b) => a.start - b.start);
    const i = all.findIndex(c => c.start > desk.selected.start);
    const next = all[i < 0 ? 0 : i];
    if (next) { choose(next, `${code.name}, ${all.indexOf(next) + 1} of ${all.length} here`); } else { say(`${code.name} is not used in this source. Select words to apply it.`); }
  }

  /** @param {Iterable<number>} turns */
  function repaint(turns) {
    desk.painter.paint(turns, true);
    desk.panel.counts();
    desk.panel.selection(desk.selected.start, desk.selected.end);
  }

  // What others do.

  let head = data.head;
  /** @type {import("./live.js").Told[]} */
  let heard = [];
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let soon;

  function settle() {
    if (acts.waiting() > 0) { return; }
    const others = heard.filter(t => !acts.mine.has(t.act));
    heard = [];
    if (others.some(t => concerns(t, "codings"))) { clearTimeout(soon); soon = setTimeout(refetch, 120); }
    if (others.some(t => t.name === "revise-source" || t.name === "undo-act" || t.name.includes("pseudonym"))) { revised(); }
    if (others.some(t => t.tells.includes("codes"))) {
      notify({ kind: "warn", words: "Others have changed the codebook.", more: "Your codings are kept; codes here are as they were when you opened the page.", does: "Reload", run: () => location.reload() });
    }
  }

  /** The text under the reader’s eyes is not changed; they are told that there is a newer one. */
  async function revised() {
    try {
      const said = await ask(study, "revisions", { source: data.source });
      if (said.newest !== data.number) {
        notify({ kind: "warn", words: "This text has been revised.", more: "What you read is the former text. Codings were carried to the newest; new ones are made there.", does: "Reload", run: () => location.reload() });
      }
    } catch { /* the next act heard asks again */ }
  }

  async function refetch() {
    try {
      const said = await ask(study, "codings-of-source", { revision: desk.revision });
      if (acts.waiting() > 0) { heard.push({ act: head, name: "later", tells: ["codings"] }); return; }
      const { turns, came, went } = codings.take(said.codings, acts.leaving);
      for (const c of went) { desk.panel.unlisted(c.id); }
      for (const c of came) { desk.panel.listed(c); }
      repaint(turns);
      const by = new Set(came.filter(c => c.coder !== data.me).map(c => coderOf(c.coder).name));
      if (by.size > 0) { say(`${[...by].join(" and ")} coded in this source: ${came.length} new.`); }
    } catch { /* the next act heard asks again */ }
  }

  watch(study, head, told => {
    head = Math.max(head, told.act);
    heard.push(told);
    settle();
  });

  bindKeys(desk, acts);
  desk.panel.counts();
  desk.panel.selection(0, 0);
  arrive(desk);
}

/** Goes where the address points: to words (?select=START-END), to a place (#atSTART) or to a turn (#p12). @param {Desk} desk */
function arrive({ selected, text, say }) {
  const [, from, to] = /^(\d+)-(\d+)$/.exec(new URLSearchParams(location.search).get("select") ?? "") ?? [];
  const end = text.turns.at(-1)?.end ?? 0;
  if (from && Number(from) < Number(to) && Number(to) <= end) {
    selected.take(Number(from), Number(to), { follow: true, toolbar: false });
    say(`The words that the link names. ${selected.says()}`);
    return;
  }
  const place = /^#at(\d+)$/.exec(location.hash);
  const turn = place ? text.turnAt(Math.min(Number(place[1]), end)) : text.turns.find(t => `#${t.element.id}` === location.hash);
  selected.turn = -1;
  if (turn) { selected.caret(place ? Math.max(Number(place[1]), turn.start) : turn.start, { follow: true }); }
}

/** A line that is heard and one that is seen. @param {HTMLElement} main @returns {(words: string) => void} */
function speaker(main) {
  const status = document.createElement("p");
  status.className = "vh";
  status.setAttribute("role", "status");
  main.append(status);
  const visible = document.createElement("span");
  visible.className = "status";
  visible.setAttribute("aria-hidden", "true");
  main.querySelector(".keys")?.append(visible);
  return words => { status.textContent = words; visible.textContent = words; };
}

/** "Researcher 1" is R1, "Ann Lloyd-Price" is AL. @param {string} name */
function initials(name) { return name.split(/[\s-]+/).map(w => /^\d+$/.test(w) ? w : w[0] ?? "").join("").slice(0, 3).toUpperCase(); }
