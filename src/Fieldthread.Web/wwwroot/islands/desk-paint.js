// Paints codings: washes and lanes as CSS highlights, registered only for turns near the viewport; stripes and labels in the margin,
// measured where the words stand at this width.
import { html, nothing, render, svg } from "../vendor/lit.js";
import { proposed, stretches } from "./desk-codings.js";

/**
 * @typedef {import("./desk-text.js").Turn} Turn
 * @typedef {import("./desk-codings.js").Coding} Coding
 * @typedef {import("./desk-codings.js").Code} Code
 * @typedef {import("./desk-codings.js").Codings} Codings
 */

const slots = 12;
/** Distance of each underline lane from the baseline, px; what is deeper is said in the margin and marked by dots. */
const laneAt = [3, 6, 9, 11.5, 14];

/** The rules for the highlights, as a constructed sheet: a page's Content-Security-Policy lets no inline style in. */
function sheet() {
  // Only the words: a rule for any element would have the browser resolve every highlight for every element of a long page.
  const on = ".turn > div > .voice";
  let rules = `${on}::highlight(ft-selection) { background-color: var(--select); }\n`;
  for (let k = 1; k <= slots; k++) {
    rules += `${on}::highlight(ft-w${k}) { background-color: color-mix(in oklab, var(--k${k}) var(--wash), transparent); }\n`;
    laneAt.forEach((at, lane) => {
      rules += `${on}::highlight(ft-u${k}-${lane}) { text-decoration: underline ${lane < 3 ? 2 : 1.5}px solid var(--k${k}); text-underline-offset: ${at}px; text-decoration-skip-ink: none; }\n`;
    });
  }
  rules += `${on}::highlight(ft-deep) { text-decoration: underline 2px dotted var(--ink-2); text-underline-offset: 14px; text-decoration-skip-ink: none; }\n`;
  const made = new CSSStyleSheet();
  made.replaceSync(rules);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, made];
}

/** @type {Map<string, Highlight>} */
const highlights = new Map();

/** @param {string} name @param {number} priority */
function highlight(name, priority) {
  let found = highlights.get(name);
  if (!found) {
    found = new Highlight();
    found.priority = priority;
    highlights.set(name, found);
    CSS.highlights.set(name, found);
  }
  return found;
}

export const canPaint = typeof Highlight === "function" && "highlights" in CSS;

export class Painter {
  /**
   * @param {HTMLElement} reader
   * @param {Codings} codings
   * @param {{ codeOf: (id: string) => Code, coderOf: (id: string) => { id: string, name: string, short: string }, me: string, choose: (of: Coding[], turn: Turn) => void, list: (turn: Turn) => void }} desk
   */
  constructor(reader, codings, desk) {
    this.reader = reader;
    this.codings = codings;
    this.desk = desk;
    /** @type {Map<number, [Highlight, StaticRange][]>} what is registered, by turn */
    this.painted = new Map();
    /** @type {Map<number, number>} the width at which a turn's margin was measured */
    this.measured = new Map();
    /** known from the first observation: asking here would lay out the page twice */
    this.width = 0;
    sheet();
    // The server lays a dozen turns into a stretch: a hundred things to watch rather than thousands.
    /** @type {Map<Element, number[]>} */
    const units = new Map();
    for (const { element, index } of codings.text.turns) {
      const unit = element.closest(".stretch") ?? element;
      const known = units.get(unit);
      if (known) { known.push(index); } else { units.set(unit, [index]); }
    }
    this.near = new IntersectionObserver(entries => {
      /** @type {number[]} */
      const came = [];
      for (const entry of entries) {
        for (const index of units.get(entry.target) ?? []) { if (entry.isIntersecting) { came.push(index); } else { this.erase(index); } }
      }
      this.paint(came);
    }, { rootMargin: "400px 0px" });
    for (const unit of units.keys()) { this.near.observe(unit); }
    new ResizeObserver(entries => {
      const width = Math.round(entries[0].contentRect.width);
      if (width === this.width) { return; }
      this.width = width;
      this.measure([...this.painted.keys()]);
    }).observe(reader);
  }

  /** @param {number} index */
  erase(index) {
    for (const [h, range] of this.painted.get(index) ?? []) { h.delete(range); }
    this.painted.delete(index);
  }

  /** Paints turns that are near; others are painted when they come near. @param {Iterable<number>} indexes @param {boolean} [changed] */
  paint(indexes, changed = false) {
    const now = [];
    for (const index of indexes) {
      if (changed) {
        this.measured.delete(index);
        if (!this.painted.has(index)) { continue; }
      }
      this.erase(index);
      const { node, start, end } = this.codings.text.turns[index];
      const made = stretches(this.codings.byTurn[index], start, end, code => this.desk.codeOf(code).slot);
      /** @type {[Highlight, StaticRange][]} */
      const mine = [];
      /** @param {string} name @param {number} priority @param {{ start: number, end: number }} part */
      const register = (name, priority, part) => {
        const range = new StaticRange({ startContainer: node, startOffset: part.start - start, endContainer: node, endOffset: part.end - start });
        const h = highlight(name, priority);
        h.add(range);
        mine.push([h, range]);
      };
      for (const wash of made.washes) { register(`ft-w${wash.slot}`, wash.slot, wash); }
      for (const lane of made.lanes) {
        if (lane.lane < laneAt.length) { register(`ft-u${lane.slot}-${lane.lane}`, 100 + lane.lane, lane); } else { register("ft-deep", 120, lane); }
      }
      this.painted.set(index, mine);
      now.push(index);
    }
    this.measure(now.filter(i => this.measured.get(i) !== this.width));
    if (!this.first && now.length > 0) { this.first = performance.mark("desk-painted"); }
  }

  /** Draws the margins of turns: all writes, then all reads, then all writes. @param {number[]} indexes */
  measure(indexes) {
    const jobs = indexes.map(index => {
      const turn = this.codings.text.turns[index];
      const margin = /** @type {HTMLElement} */ (turn.element.querySelector(".margin"));
      const list = this.codings.byTurn[index];
      if (list.length > 0 || margin.firstChild) { render(this.margin(turn, list, []), margin); }
      return { turn, margin, list, index };
    });
    const range = document.createRange();
    const sized = jobs.filter(j => j.list.length > 0).map(job => {
      const { turn, margin, list } = job;
      const top = /** @type {Element} */ (margin.querySelector("svg")).getBoundingClientRect();
      const boxes = list.map(c => {
        range.setStart(turn.node, Math.max(0, c.start - turn.start));
        range.setEnd(turn.node, Math.min(turn.node.length, c.end - turn.start));
        const box = range.getBoundingClientRect();
        // Joined to its other part when the coding goes on in a neighbouring turn.
        return {
          coding: c, y: c.start < turn.start ? 0 : box.top - top.top,
          bottom: c.end > turn.end ? top.height : box.bottom - top.top,
        };
      });
      const marks = /** @type {HTMLElement} */ (margin.querySelector(".marks"));
      const apart = getComputedStyle(marks).position === "absolute";
      const room = margin.clientHeight;
      const buttons = /** @type {HTMLElement[]} */ ([...marks.children]);
      let fit = buttons.length;
      if (apart) {
        while (fit > 1 && buttons[fit - 1].offsetTop + buttons[fit - 1].offsetHeight > room + 2) { fit--; }
        if (fit < buttons.length && fit > 1) { fit--; }
      }
      return { ...job, boxes, fit, width: top.width };
    });
    for (const { turn, margin, list, boxes, fit, width } of sized) { render(this.margin(turn, list, boxes, fit, width), margin); }
    for (const { index } of jobs) { this.measured.set(index, this.width); }
  }

  /**
   * @param {Turn} turn
   * @param {Coding[]} list
   * @param {{ coding: Coding, y: number, bottom: number }[]} boxes
   * @param {number} [fit]
   * @param {number} [width]
   */
  margin(turn, list, boxes, fit = Infinity, width = 52) {
    if (list.length === 0) { return nothing; }
    const lanes = Math.max(...list.map(c => c.lane ?? 0)) + 1;
    const pitch = Math.max(4, Math.min(13, width / lanes));
    const thick = Math.max(3, Math.min(7, pitch - 2));
    /** @type {Map<string, Coding[]>} */
    const byCode = new Map();
    for (const c of [...list].sort((a, b) => a.start - b.start)) { byCode.set(c.code, [...byCode.get(c.code) ?? [], c]); }
    const codes = [...byCode];
    return html`<svg class="stripes" aria-hidden="true">${boxes.map(({ coding: c, y, bottom }) => {
      const x = (c.lane ?? 0) * pitch + 1;
      const mine = c.coder === this.desk.me;
      const inset = mine ? 0 : 1;
      return svg`<rect class="a${this.desk.codeOf(c.code).slot} ${mine ? "mine" : "r2"} ${c.pending ? "new" : ""}" data-coding=${c.id} x=${x + inset} y=${y + inset}
        width=${Math.max(1, thick - 2 * inset)} height=${Math.max(4, bottom - y - 2 * inset)}/>`;
    })}</svg><div class="marks">${codes.slice(0, fit).map(([id, of]) => this.label(turn, this.desk.codeOf(id), of))}${fit < codes.length
      ? html`<button type="button" class="more" @click=${() => this.desk.list(turn)}>${codes.length - fit} more</button>` : nothing}</div>`;
  }

  /** @param {Turn} turn @param {Code} code @param {Coding[]} of */
  label(turn, code, of) {
    const coders = [...new Set(of.map(c => c.coder))].map(id => this.desk.coderOf(id));
    const byRule = of.every(proposed);
    return html`<button type="button" class="a${code.slot}" title=${byRule ? `${code.name}, proposed by a rule` : code.name} @click=${() => this.desk.choose(of, turn)}
      ><span class="tag">${code.tag}</span><span class="who2">${coders.map(c => c.short).join(", ")}</span>${byRule ? html`<span class="who2" aria-hidden="true">rule</span>` : nothing}<span class="vh">: ${code.name}, by ${coders.map(c => c.name).join(" and ")}${byRule ? ", proposed by a rule and not confirmed" : ""}</span></button>`;
  }

  /** A stripe drawn before its answer has one now: nothing is measured again. @param {string} before @param {string} id */
  settled(before, id) {
    for (const stripe of this.reader.querySelectorAll(`rect[data-coding="${CSS.escape(before)}"]`)) {
      stripe.setAttribute("data-coding", id);
      stripe.classList.remove("new");
    }
  }

  /** The selection, painted under the washes so that its codes can be seen. @param {Range | null} range */
  select(range) {
    const h = highlight("ft-selection", -1);
    h.clear();
    if (range && !range.collapsed) { h.add(range); }
  }
}
