// The text of the desk and its offsets. An offset counts UTF-16 code units of the whole source, half-open; the DOM counts within one
// text node a turn. Nothing here guesses: a page whose turns do not fit their offsets is read, not coded.

/**
 * @typedef {{ index: number, element: HTMLElement, voice: HTMLElement, node: Text, start: number, end: number }} Turn
 * @typedef {"start" | "end"} Bias a boundary between turns belongs to the words after it (start) or before it (end)
 */

export class SourceText {
  /** @param {HTMLElement} reader */
  constructor(reader) {
    this.reader = reader;
    /** @type {Turn[]} */
    this.turns = [];
    /** @type {string[]} what does not fit, as ids of turns */
    this.misfits = [];
    /** @type {Map<Node, Turn>} */
    this.byNode = new Map();
    for (const element of /** @type {NodeListOf<HTMLElement>} */ (reader.querySelectorAll(".turn"))) {
      const voice = /** @type {HTMLElement | null} */ (element.querySelector(".voice[data-start]"));
      if (!voice) { continue; }
      if (voice.childNodes.length > 1) {
        for (const mark of voice.querySelectorAll("mark.sel")) { mark.replaceWith(mark.textContent ?? ""); }
        voice.normalize();
      }
      if (!(voice.firstChild instanceof Text)) { voice.prepend(document.createTextNode("")); }
      const node = /** @type {Text} */ (voice.firstChild);
      const start = Number(voice.dataset.start);
      const turn = { index: this.turns.length, element, voice, node, start, end: start + node.length };
      if (voice.childNodes.length !== 1 || turn.end > Number(element.dataset.end) || start < (this.turns.at(-1)?.end ?? 0)) {
        this.misfits.push(element.id);
      }
      this.turns.push(turn);
      this.byNode.set(node, turn);
    }
  }

  /** The last turn that begins at or before the offset. @param {number} offset */
  turnAt(offset) {
    let low = 0;
    let high = this.turns.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.turns[middle].start <= offset) { low = middle; } else { high = middle - 1; }
    }
    return this.turns[low];
  }

  /** The turns whose words a stretch touches. @param {number} start @param {number} end */
  turnsIn(start, end) {
    const found = [];
    for (let i = this.turnAt(start).index; i < this.turns.length && this.turns[i].start < end; i++) {
      if (this.turns[i].end > start) { found.push(this.turns[i]); }
    }
    return found;
  }

  /** @param {number} offset @param {Bias} bias @returns {{ node: Text, offset: number }} */
  pointOf(offset, bias) {
    let turn = this.turnAt(offset);
    if (bias === "start" && offset > turn.end && turn.index + 1 < this.turns.length) { turn = this.turns[turn.index + 1]; }
    if (bias === "end" && offset === turn.start && turn.index > 0 && turn.start !== turn.end) { turn = this.turns[turn.index - 1]; }
    return { node: turn.node, offset: Math.min(Math.max(offset - turn.start, 0), turn.node.length) };
  }

  /** @param {number} start @param {number} end */
  rangeOf(start, end) {
    const from = this.pointOf(start, "start");
    const to = start === end ? from : this.pointOf(end, "end");
    const range = document.createRange();
    range.setStart(from.node, from.offset);
    range.setEnd(to.node, to.offset);
    return range;
  }

  /**
   * The offset of a boundary point of the DOM, or -1 when the page has no words.
   * @param {Node} node @param {number} offset @param {Bias} bias
   */
  offsetOf(node, offset, bias) {
    const own = this.byNode.get(node);
    if (own) { return own.start + whole(own.node.data, offset, bias); }
    if (this.turns.length === 0) { return -1; }
    // Between words: the first turn whose text is not wholly before the point.
    const probe = document.createRange();
    let low = 0;
    let high = this.turns.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      probe.setStart(node, offset);
      if (probe.comparePoint(this.turns[middle].node, 0) < 0) { low = middle + 1; } else { high = middle; }
    }
    if (bias === "start") { return low < this.turns.length ? this.turns[low].start : this.turns[low - 1].end; }
    return low > 0 ? this.turns[low - 1].end : this.turns[0].start;
  }

  /** The words of a stretch, a line a turn. @param {number} start @param {number} end */
  words(start, end) {
    return this.turnsIn(start, end).map(t => t.node.data.slice(Math.max(0, start - t.start), end - t.start)).join("\n");
  }

  /** The stretch without the white space at its ends. @param {number} start @param {number} end @returns {[number, number]} */
  trim(start, end) {
    const turns = this.turnsIn(start, end);
    let from = start;
    let to = end;
    for (const t of turns) {
      const text = t.node.data.slice(Math.max(0, start - t.start), end - t.start);
      if (text.trim()) { from = Math.max(start, t.start) + text.length - text.trimStart().length; break; }
    }
    for (const t of turns.reverse()) {
      const text = t.node.data.slice(Math.max(0, start - t.start), end - t.start);
      if (text.trim()) { to = Math.max(start, t.start) + text.trimEnd().length; break; }
    }
    return from < to ? [from, to] : [start, end];
  }
}

/** Never between the halves of a surrogate pair. @param {string} text @param {number} at @param {Bias} bias */
function whole(text, at, bias) {
  const inside = at > 0 && at < text.length && text.charCodeAt(at) >> 10 === 0x37 && text.charCodeAt(at - 1) >> 10 === 0x36;
  return inside ? at + (bias === "start" ? -1 : 1) : at;
}
