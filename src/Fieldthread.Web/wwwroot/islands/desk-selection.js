// The selection, as offsets. The browser's own selection is moved by Selection.modify; what is selected stays painted when the focus
// goes to the toolbar.

/**
 * @typedef {import("./desk-text.js").SourceText} SourceText
 * @typedef {import("./desk-paint.js").Painter} Painter
 */

export class Selected {
  /**
   * @param {HTMLElement} reader @param {SourceText} text @param {Painter} painter
   * @param {() => void} changed
   */
  constructor(reader, text, painter, changed) {
    this.reader = reader;
    this.text = text;
    this.painter = painter;
    this.changed = changed;
    this.anchor = 0;
    this.focus = 0;
    /** the turn it stands in, -1 before the first */
    this.turn = -1;
    /** false while a mouse button is held */
    this.settled = true;
    this.toolbar = true;
    this.follow = false;
    this.mark = document.createElement("div");
    this.mark.className = "caret";
    this.mark.hidden = true;
    reader.append(this.mark);

    document.addEventListener("selectionchange", () => this.read());
    // The browser tells of a selection a moment after it was made: a key acts on what is selected now.
    addEventListener("keydown", () => this.read(), { capture: true });
    reader.addEventListener("pointerdown", event => {
      if (/** @type {Element} */ (event.target).closest(".voice")) { this.settled = false; this.follow = false; this.toolbar = true; }
    });
    addEventListener("pointerup", () => { if (!this.settled) { this.settled = true; this.read(); this.show(); } });
    addEventListener("pointercancel", () => { this.settled = true; });
  }

  get start() { return Math.min(this.anchor, this.focus); }
  get end() { return Math.max(this.anchor, this.focus); }
  /** Are words selected, rather than a place? */
  get wide() { return this.anchor !== this.focus; }

  /** Takes over what the browser has selected. */
  read() {
    const s = getSelection();
    if (!s || s.rangeCount === 0 || !s.anchorNode || !s.focusNode || !this.within(s.anchorNode) || !this.within(s.focusNode)) { return; }
    const range = s.getRangeAt(0);
    const backward = s.anchorNode === range.endContainer && s.anchorOffset === range.endOffset && !range.collapsed;
    const start = this.text.offsetOf(range.startContainer, range.startOffset, "start");
    const end = range.collapsed ? start : Math.max(start, this.text.offsetOf(range.endContainer, range.endOffset, "end"));
    const [anchor, focus] = backward ? [end, start] : [start, end];
    if (anchor === this.anchor && focus === this.focus) { return; }
    this.anchor = anchor;
    this.focus = focus;
    this.show();
  }

  /** Only words: not the margin, the toolbar or the speaker's name. @param {Node} node */
  within(node) {
    const element = node instanceof Element ? node : node.parentElement;
    return element !== null && this.reader.contains(element) && !element.closest(".margin, .tool");
  }

  show() {
    const range = this.text.turns.length > 0 ? this.text.rangeOf(this.start, this.end) : null;
    this.painter.select(range);
    this.here(this.text.turns.length > 0 ? this.text.turnAt(this.start).index : -1);
    this.mark.hidden = this.wide || range === null;
    if (range && !this.wide) {
      const box = range.getClientRects()[0] ?? range.getBoundingClientRect();
      const base = this.reader.getBoundingClientRect();
      this.mark.style.left = `${box.left - base.left - 1}px`;
      this.mark.style.top = `${box.top - base.top}px`;
      this.mark.style.height = `${box.height || 20}px`;
    }
    this.changed();
  }

  /** @param {number} turn */
  here(turn) {
    if (turn === this.turn) { return; }
    this.text.turns[this.turn]?.element.classList.remove("at");
    this.turn = turn;
    this.text.turns[turn]?.element.classList.add("at");
  }

  /** @param {number} start @param {number} end @param {{ follow?: boolean, toolbar?: boolean }} how */
  take(start, end, { follow = false, toolbar = true }) {
    this.anchor = start;
    this.focus = end;
    this.settled = true;
    this.toolbar = toolbar;
    this.follow = follow;
    this.restore();
    if (follow) { this.see(); }
    this.show();
  }

  /** @param {number} offset @param {{ follow?: boolean }} how */
  caret(offset, how) { this.take(offset, offset, how); }

  /** Gives the browser's selection what this one holds. */
  restore() {
    if (this.text.turns.length === 0) { return; }
    const forward = this.anchor <= this.focus;
    const a = this.text.pointOf(this.anchor, forward ? "start" : "end");
    const f = this.wide ? this.text.pointOf(this.focus, forward ? "end" : "start") : a;
    getSelection()?.setBaseAndExtent(a.node, a.offset, f.node, f.offset);
  }

  /** Brings the selection into sight. A turn far away is laid out on the way, so look twice. */
  see() {
    for (let i = 0; i < 2; i++) {
      const turn = this.text.turnAt(this.start).element;
      const box = this.box();
      const top = 72;
      const bottom = innerHeight - 64;
      if (box.top >= top && box.bottom <= bottom) { return; }
      if (Math.abs(box.top) > 4 * innerHeight) { turn.scrollIntoView({ block: "center", behavior: "instant" }); continue; }
      scrollBy({ top: box.top < top || box.height > bottom - top ? box.top - top - 24 : box.bottom - bottom + 96, behavior: "instant" });
    }
  }

  box() { return this.text.rangeOf(this.start, this.end).getBoundingClientRect(); }

  /** @param {"forward" | "backward"} direction @param {"word" | "line" | "character"} by */
  extend(direction, by) { this.modify("extend", direction, by); }
  /** @param {"forward" | "backward"} direction */
  step(direction) { this.modify("move", direction, "word"); }

  /** @param {"extend" | "move"} how @param {"forward" | "backward"} direction @param {string} by */
  modify(how, direction, by) {
    const s = getSelection();
    if (!s || this.text.turns.length === 0) { return; }
    this.restore();
    for (let i = 0; i < 40; i++) {
      s.modify(how, direction, by);
      // What lies between two voices (a name, a time, a label) is stepped over.
      if (!s.focusNode || !this.reader.contains(s.focusNode)) { this.restore(); break; }
      if (this.text.byNode.has(s.focusNode)) { break; }
    }
    this.follow = true;
    this.settled = true;
    this.toolbar = true;
    this.read();
    this.see();
    this.show();
  }

  /** In words, for the status line. */
  says() {
    const words = this.text.words(this.start, this.end).split(/\s+/).filter(Boolean).length;
    const turns = this.text.turnsIn(this.start, this.end);
    const n = turns[0]?.element.dataset.ordinal;
    const last = turns.at(-1)?.element.dataset.ordinal;
    return `Selected: ${words} ${words === 1 ? "word" : "words"}, ${n === last ? `turn ${n}` : `turns ${n} to ${last}`}.`;
  }
}
