// The toolbar below the selection: type to find a code, apply a recent one, or do something else with the words.
import { html, live, nothing, render } from "../vendor/lit.js";

/**
 * @typedef {import("./desk-codings.js").Code} Code
 * @typedef {{ codes: () => Code[], recent: () => Code[], apply: (code: Code) => void, create: (name: string) => void,
 *   inVivo: () => void, memo: () => void, claim: () => void, uncode: () => void, widen: () => void, back: () => void }} Does
 */

const most = 60;

/**
 * Codes whose tag, name or path holds the words; the nearest first.
 * @param {Code[]} codes @param {string} words
 */
export function findCodes(codes, words) {
  const parts = words.toLowerCase().split(/\s+/).filter(Boolean);
  if (parts.length === 0) { return []; }
  const scored = [];
  for (const code of codes) {
    const tag = code.tag.toLowerCase();
    const name = code.name.toLowerCase();
    const all = `${tag} ${name} ${(code.path ?? "").toLowerCase()}`;
    if (!parts.every(p => all.includes(p))) { continue; }
    const first = parts[0];
    const score = tag === first ? 0 : tag.startsWith(first) ? 1 : name.startsWith(first) ? 2 : name.split(/\W+/).some(w => w.startsWith(first)) ? 3 : 4;
    scored.push({ code, score });
  }
  return scored.sort((a, b) => a.score - b.score || a.code.name.localeCompare(b.code.name)).map(s => s.code);
}

export class Toolbar {
  /** @param {HTMLElement} reader @param {Does} does */
  constructor(reader, does) {
    this.reader = reader;
    this.does = does;
    this.words = "";
    this.at = 0;
    this.open = false;
    this.element = document.createElement("div");
    this.element.className = "tool";
    this.element.hidden = true;
    this.element.setAttribute("role", "toolbar");
    this.element.setAttribute("aria-label", "Act on the selection");
    reader.append(this.element);
  }

  get shown() { return !this.element.hidden; }

  /** Opens below the selection, never over it. @param {DOMRect} box of the selection @param {boolean} follow scroll so that it can be seen */
  show(box, follow) {
    const base = this.reader.getBoundingClientRect();
    this.element.hidden = false;
    this.draw();
    if (getComputedStyle(this.element).position === "fixed") {
      this.element.style.top = "";
      const hidden = box.bottom - (innerHeight - this.element.offsetHeight - 8);
      if (hidden > 0) { scrollBy({ top: hidden, behavior: "instant" }); }
      return;
    }
    this.element.style.top = `${box.bottom - base.top + 8}px`;
    if (follow) {
      const over = this.element.getBoundingClientRect().bottom - (innerHeight - 48);
      const room = box.top - 64;
      if (over > 0) { scrollBy({ top: Math.min(over, Math.max(room, 0)), behavior: "instant" }); }
    }
  }

  hide() { this.element.hidden = true; this.words = ""; this.open = false; }

  /** @param {string} [words] */
  focus(words = "") {
    this.words = words;
    this.at = 0;
    this.open = true;
    this.draw();
    const input = this.input();
    input?.focus();
    input?.setSelectionRange(words.length, words.length);
  }

  input() { return /** @type {HTMLInputElement | null} */ (this.element.querySelector("input")); }

  /** @returns {(Code | string)[]} a string is a name for a new code */
  choices() {
    const words = this.words.trim();
    if (!words) {
      const recent = this.does.recent();
      return [...recent, ...this.does.codes().filter(c => !recent.includes(c))].slice(0, most);
    }
    const found = findCodes(this.does.codes(), words).slice(0, most);
    return found.some(c => c.name.toLowerCase() === words.toLowerCase()) ? found : [...found, words];
  }

  draw() {
    const choices = this.open ? this.choices() : [];
    const recent = this.does.recent().slice(0, 9);
    render(html`
      <div class="row"><div class="combo"><input type="text" role="combobox" aria-label="Code, type to find" placeholder="Code…" autocomplete="off" spellcheck="false"
          aria-expanded=${this.open ? "true" : "false"} aria-controls="code-choices" aria-autocomplete="list" aria-activedescendant=${this.open && choices.length > 0 ? `cc${this.at}` : nothing}
          .value=${live(this.words)} @input=${this.typed} @keydown=${this.pressed} @focus=${this.entered} @blur=${this.left}>
        <div class="choices" id="code-choices" role="listbox" aria-label="Codes" ?hidden=${!this.open}>${choices.map((c, i) => this.choice(c, i))}</div></div>
        <button type="button" class="go" @click=${() => this.take(this.choices()[this.at])}>Apply <kbd>Enter</kbd></button>
        ${recent.slice(0, 4).map((c, i) => html`<button type="button" class="bare a${c.slot}" @click=${() => this.does.apply(c)}
          ><span class="tag">${c.tag}</span><span class="vh">${c.name}</span><kbd>${i + 1}</kbd></button>`)}</div>
      <div class="row"><button type="button" @click=${this.does.inVivo}>In vivo <kbd>i</kbd></button><button type="button" @click=${this.does.memo}>Memo <kbd>m</kbd></button
        ><button type="button" @click=${this.does.claim}>To a claim <kbd>e</kbd></button><button type="button" @click=${this.does.uncode}>Uncode <kbd>u</kbd></button
        ><button type="button" @click=${this.does.widen}>Widen <kbd>Shift →</kbd></button></div>`, this.element, { host: this });
  }

  /** @param {Code | string} c @param {number} i */
  choice(c, i) {
    const selected = i === this.at ? "true" : "false";
    return typeof c === "string"
      ? html`<div role="option" id="cc${i}" aria-selected=${selected} @pointerdown=${this.hold} @click=${() => this.take(c)}>New code “${c}”</div>`
      : html`<div role="option" id="cc${i}" aria-selected=${selected} @pointerdown=${this.hold} @click=${() => this.take(c)}><span class="code a${c.slot}"
          ><span class="tag">${c.tag}</span><span>${c.name}</span></span><span class="at">${c.path && c.path !== c.name ? c.path.split(" / ").slice(0, -1).join(" / ") : nothing}</span></div>`;
  }

  /** @param {Event} event */
  hold(event) { event.preventDefault(); }
  entered() { this.open = true; this.at = 0; this.draw(); }
  left() { this.open = false; this.draw(); }

  /** @param {Event} event */
  typed(event) {
    this.words = /** @type {HTMLInputElement} */ (event.target).value;
    this.at = 0;
    this.open = true;
    this.draw();
  }

  /** @param {KeyboardEvent} event */
  pressed(event) {
    const count = this.choices().length;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      this.open = true;
      this.at = count > 0 ? (this.at + (event.key === "ArrowDown" ? 1 : count - 1)) % count : 0;
      this.draw();
      this.element.querySelector(`#cc${this.at}`)?.scrollIntoView({ block: "nearest" });
    } else if (event.key === "Enter" && !event.isComposing) {
      event.preventDefault();
      this.take(this.choices()[this.at]);
    } else if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      this.words = "";
      this.does.back();
    }
  }

  /** @param {Code | string | undefined} choice */
  take(choice) {
    if (choice === undefined) { return; }
    this.words = "";
    this.open = false; // the list goes in the one drawing that the coding needs
    if (typeof choice === "string") { this.does.create(choice); } else { this.does.apply(choice); }
    this.does.back();
    this.draw();
  }
}
