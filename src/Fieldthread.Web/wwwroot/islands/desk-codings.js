// The codings of one revision, by turn, each in a lane of the margin that it keeps while others come and go.

/**
 * @typedef {{ id: string, path?: string, name: string, tag: string, slot: number, parent: string | null, definition?: string, retired?: boolean }} Code
 * @typedef {{ id: string, start: number, end: number, code: string, coder: string, memo?: string, lane?: number, pending?: boolean, origin?: string }} Coding
 * @typedef {import("./desk-text.js").SourceText} SourceText
 */

/** Whether a rule proposed it and nobody has confirmed it yet. @param {Coding} c */
export const proposed = c => c.origin?.toLowerCase() === "proposed";

/** Stripes of one lane are at least about a line of text apart, so that no line needs both. */
const apart = 90;

export class Codings {
  /** @param {SourceText} text @param {Coding[]} all */
  constructor(text, all) {
    this.text = text;
    /** @type {Map<string, Coding>} */
    this.byId = new Map();
    /** @type {Coding[][]} */
    this.byTurn = text.turns.map(() => []);
    this.fill(all);
  }

  /** @param {Coding[]} all */
  fill(all) {
    this.byId.clear();
    this.byTurn = this.text.turns.map(() => []);
    /** @type {number[]} where each lane is free again */
    const free = [];
    for (const coding of [...all].sort((a, b) => a.start - b.start || b.end - a.end)) {
      let lane = free.findIndex(end => end + apart <= coding.start);
      if (lane < 0) { lane = free.length; }
      free[lane] = coding.end;
      coding.lane = lane;
      this.byId.set(coding.id, coding);
      for (const turn of this.text.turnsIn(coding.start, coding.end)) { this.byTurn[turn.index].push(coding); }
    }
  }

  get size() { return this.byId.size; }
  all() { return this.byId.values(); }

  /** @param {Coding} coding @returns {number[]} the turns it touches */
  add(coding) {
    const taken = new Set(this.over(coding.start - apart, coding.end + apart).map(c => c.lane));
    let lane = 0;
    while (taken.has(lane)) { lane++; }
    coding.lane = lane;
    this.byId.set(coding.id, coding);
    const turns = this.text.turnsIn(coding.start, coding.end).map(t => t.index);
    for (const i of turns) { this.byTurn[i].push(coding); }
    return turns;
  }

  /** @param {string} id @returns {number[]} the turns it touched */
  remove(id) {
    const coding = this.byId.get(id);
    if (!coding) { return []; }
    this.byId.delete(id);
    const turns = this.text.turnsIn(coding.start, coding.end).map(t => t.index);
    for (const i of turns) { this.byTurn[i] = this.byTurn[i].filter(c => c !== coding); }
    return turns;
  }

  /** The server's id for a coding that was painted before it answered. @param {Coding} coding @param {string} id */
  settle(coding, id) {
    this.byId.delete(coding.id);
    coding.id = id;
    coding.pending = false;
    this.byId.set(id, coding);
  }

  /**
   * Takes what the server says, keeping what is still on its way there; lanes of what stays are kept.
   * @param {Coding[]} said
   * @param {Set<string>} leaving ids whose removal is on its way
   * @returns {{ turns: Set<number>, came: Coding[], went: Coding[] }}
   */
  take(said, leaving) {
    const turns = new Set();
    const ids = new Set(said.map(c => c.id));
    const came = [];
    const went = [];
    for (const old of [...this.byId.values()]) {
      if (!old.pending && !ids.has(old.id)) { for (const t of this.remove(old.id)) { turns.add(t); } went.push(old); }
    }
    for (const coding of said) {
      const old = this.byId.get(coding.id);
      if (leaving.has(coding.id)) { continue; }
      if (old && old.start === coding.start && old.end === coding.end && old.code === coding.code) {
        if (proposed(old) !== proposed(coding)) { for (const t of this.text.turnsIn(old.start, old.end)) { turns.add(t.index); } }
        old.memo = coding.memo;
        old.origin = coding.origin;
        continue;
      }
      if (old) { for (const t of this.remove(old.id)) { turns.add(t); } }
      for (const t of this.add(coding)) { turns.add(t); }
      came.push(coding);
    }
    return { turns, came, went };
  }

  /** What touches a stretch; a caret (start = end) is touched by what it stands in. @param {number} start @param {number} end */
  over(start, end) {
    const found = new Set();
    for (const turn of this.text.turnsIn(start, Math.max(end, start + 1))) {
      for (const c of this.byTurn[turn.index]) { if (c.start < Math.max(end, start + 1) && c.end > start) { found.add(c); } }
    }
    return /** @type {Coding[]} */ ([...found]).sort((a, b) => a.start - b.start || b.end - a.end);
  }

  /** @param {number} start @param {number} end */
  covered(start, end) { return this.over(start, end).length > 0; }
}

/** @typedef {{ slot: number, start: number, end: number, lane: number }} Stretch */

/**
 * What is painted on the words of one turn: a wash for each of up to three codes that overlap; past three no wash, and a lane of
 * underline for every code at any depth.
 * @param {Coding[]} codings
 * @param {number} from
 * @param {number} to
 * @param {(code: string) => number} slotOf
 * @returns {{ washes: Stretch[], lanes: Stretch[] }}
 */
export function stretches(codings, from, to, slotOf) {
  /** @type {Map<string, [number, number][]>} two coders with one code are one stretch */
  const byCode = new Map();
  for (const c of [...codings].sort((a, b) => a.start - b.start)) {
    const start = Math.max(c.start, from);
    const end = Math.min(c.end, to);
    if (start >= end) { continue; }
    const mine = byCode.get(c.code) ?? [];
    const last = mine.at(-1);
    if (last && last[1] >= start) { last[1] = Math.max(last[1], end); } else { mine.push([start, end]); }
    byCode.set(c.code, mine);
  }
  /** @type {Stretch[]} */
  const lanes = [];
  for (const [code, parts] of byCode) { for (const [start, end] of parts) { lanes.push({ slot: slotOf(code), start, end, lane: 0 }); } }
  lanes.sort((a, b) => a.start - b.start || b.end - a.end || a.slot - b.slot);
  /** @type {number[]} */
  const free = [];
  for (const l of lanes) {
    const lane = free.findIndex(end => end <= l.start);
    l.lane = lane < 0 ? free.length : lane;
    free[l.lane] = l.end;
  }
  const cuts = [...new Set(lanes.flatMap(l => [l.start, l.end]))].sort((a, b) => a - b);
  /** @type {Stretch[]} */
  const washes = [];
  for (let i = 0; i + 1 < cuts.length; i++) {
    const here = lanes.filter(l => l.start <= cuts[i] && l.end >= cuts[i + 1]);
    if (here.length === 0 || here.length > 3) { continue; }
    for (const slot of new Set(here.map(l => l.slot))) {
      const last = washes.findLast(w => w.slot === slot);
      if (last && last.end === cuts[i]) { last.end = cuts[i + 1]; } else { washes.push({ slot, start: cuts[i], end: cuts[i + 1], lane: -1 }); }
    }
  }
  return { washes, lanes };
}
