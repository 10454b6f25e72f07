// The panel beside the text: what is on the selection, the codebook, the list of codings, the memo.
import { html, nothing, render } from "../vendor/lit.js";
import { proposed } from "./desk-codings.js";

/**
 * @typedef {import("./desk-codings.js").Code} Code
 * @typedef {import("./desk-codings.js").Coding} Coding
 * @typedef {import("./desk-text.js").SourceText} SourceText
 * @typedef {{ codings: import("./desk-codings.js").Codings, codeOf: (id: string) => Code, coderOf: (id: string) => { name: string, short: string }, me: string,
 *   text: SourceText, codes: () => Code[], choose: (c: Coding) => void, uncode: (c: Coding) => void, apply: (c: Code) => void,
 *   memo: (c: Coding, words: string) => void, create: (name: string) => void, back: () => void, mayCode: () => boolean }} Desk
 */

export class Panel {
  /** @param {HTMLElement} main @param {Desk} desk */
  constructor(main, desk) {
    this.desk = desk;
    /** @type {Coding | null} the one chosen among those on the selection */
    this.chosen = null;
    /** @type {Coding | null} */
    this.remembers = null;
    this.on = /** @type {HTMLElement | null} */ (main.querySelector("[data-on-selection]"));
    this.onSays = /** @type {HTMLElement | null} */ (main.querySelector("[data-selection-says]"));
    this.tree = /** @type {HTMLElement | null} */ (main.querySelector(".tree"));
    this.list = /** @type {HTMLElement | null} */ (main.querySelector("#codings"));
    this.box = /** @type {HTMLTextAreaElement | null} */ (main.querySelector("#memo"));
    this.memoSays = /** @type {HTMLElement | null} */ (main.querySelector("[data-memo-says]"));
    this.finder = /** @type {HTMLInputElement | null} */ (main.querySelector("[data-find-code]"));
    this.namer = /** @type {HTMLButtonElement | null} */ (main.querySelector("[data-new-code]"));
    if (this.on) { this.on.replaceChildren(); }
    this.upgradeTree();
    this.list?.addEventListener("click", event => {
      const id = /** @type {Element} */ (event.target).closest("li")?.dataset.coding;
      const coding = id ? desk.codings.byId.get(id) : undefined;
      if (coding) { event.preventDefault(); desk.choose(coding); }
    });
    this.namer?.addEventListener("click", () => this.askName());
    if (this.box) {
      const box = this.box;
      const save = () => { if (this.remembers) { desk.memo(this.remembers, box.value.trim()); } };
      box.addEventListener("blur", save);
      box.addEventListener("keydown", event => {
        if (event.key === "Escape" || (event.key === "Enter" && (event.ctrlKey || event.metaKey))) { event.preventDefault(); event.stopPropagation(); desk.back(); }
      });
      this.remember(null);
    }
  }

  // The codebook: each code becomes a button that applies it, or without a selection goes to its next coding. One tab stop, then arrows.

  upgradeTree() {
    if (!this.tree) { return; }
    for (const link of this.tree.querySelectorAll("li[data-code] > .leaf > a.code")) {
      const id = link.closest("li")?.dataset.code ?? "";
      link.replaceWith(this.button(id, link.className, link.childNodes));
    }
    this.rove(/** @type {HTMLElement | null} */ (this.tree.querySelector("button.code")));
    this.tree.addEventListener("keydown", event => {
      const all = /** @type {HTMLElement[]} */ ([...(this.tree?.querySelectorAll("button.code") ?? [])]).filter(b => b.offsetParent !== null);
      const i = all.indexOf(/** @type {HTMLElement} */ (document.activeElement));
      const to = { ArrowDown: i + 1, ArrowUp: i - 1, Home: 0, End: all.length - 1 }[event.key];
      if (i < 0 || to === undefined) { return; }
      event.preventDefault();
      const next = all[Math.min(Math.max(to, 0), all.length - 1)];
      this.rove(next);
      next.focus();
    });
    this.finder?.addEventListener("input", () => this.filter(this.finder?.value.trim().toLowerCase() ?? ""));
    this.finder?.addEventListener("keydown", event => {
      if (event.key === "Escape") { event.preventDefault(); event.stopPropagation(); if (this.finder) { this.finder.value = ""; } this.filter(""); this.desk.back(); }
      if (event.key === "ArrowDown") { event.preventDefault(); /** @type {HTMLElement | undefined} */ ([...(this.tree?.querySelectorAll("button.code") ?? [])].find(b => /** @type {HTMLElement} */ (b).offsetParent !== null))?.focus(); }
      if (event.key === "Enter") { event.preventDefault(); }
    });
  }

  /** @param {string} id @param {string} className @param {Iterable<Node>} content */
  button(id, className, content) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = className;
    button.tabIndex = -1;
    button.append(...content);
    const code = this.desk.codeOf(id);
    if (code.definition) { button.title = code.definition; }
    button.addEventListener("click", () => { this.rove(button); this.desk.apply(this.desk.codeOf(id)); });
    return button;
  }

  /** @param {HTMLElement | null} to */
  rove(to) {
    for (const b of /** @type {NodeListOf<HTMLElement>} */ (this.tree?.querySelectorAll("button.code[tabindex='0']") ?? [])) { b.tabIndex = -1; }
    if (to) { to.tabIndex = 0; }
  }

  /** @param {string} words */
  filter(words) {
    for (const li of /** @type {HTMLElement[]} */ ([...(this.tree?.querySelectorAll("li") ?? [])]).reverse()) {
      if (li.querySelector(":scope > .heads")) { continue; }
      const own = li.querySelector(":scope > .leaf > .code")?.textContent?.toLowerCase().includes(words) ?? false;
      const below = [...li.querySelectorAll("li")].some(l => !(/** @type {HTMLElement} */ (l).hidden));
      li.hidden = words !== "" && !own && !below;
    }
  }

  /** @param {Code} code */
  addCode(code) {
    const li = document.createElement("li");
    li.dataset.code = code.id;
    const leaf = document.createElement("div");
    leaf.className = "leaf";
    const tag = document.createElement("span");
    tag.className = "tag";
    tag.textContent = code.tag;
    const name = document.createElement("span");
    name.textContent = code.name;
    const here = document.createElement("span");
    here.className = "num";
    here.dataset.here = "";
    const study = document.createElement("span");
    study.className = "num";
    study.textContent = "new";
    leaf.append(this.button(code.id, `code a${code.slot}`, [tag, name]), here, study);
    li.append(leaf);
    this.tree?.append(li);
  }

  askName() {
    if (!this.desk.mayCode()) { return; }
    const dialog = document.createElement("dialog");
    dialog.className = "box";
    dialog.setAttribute("aria-labelledby", "new-code-h");
    render(html`<form method="dialog"><header><h2 id="new-code-h">New code</h2><button type="submit" value="" formnovalidate>Cancel <kbd>Esc</kbd></button></header>
      <div class="in"><div class="field"><label for="new-code-name">Name</label><input id="new-code-name" name="name" required maxlength="200" autocomplete="off">
        <span class="hint">It stands at the top of the codebook; its place and definition are given there.</span></div></div>
      <footer><button class="go" value="ok">Make the code</button></footer></form>`, dialog);
    document.body.append(dialog);
    const input = /** @type {HTMLInputElement} */ (dialog.querySelector("input"));
    input.addEventListener("keydown", event => { if (event.key === "Enter") { event.preventDefault(); /** @type {HTMLElement | null} */ (dialog.querySelector(".go"))?.click(); } });
    dialog.addEventListener("close", () => {
      const name = input.value.trim();
      const ok = dialog.returnValue === "ok" && name !== "";
      dialog.remove();
      this.desk.back();
      if (ok) { this.desk.create(name); }
    });
    dialog.showModal();
    input.focus();
  }

  /** How often each code stands in this source. */
  counts() {
    /** @type {Map<string, number>} */
    const n = new Map();
    for (const c of this.desk.codings.all()) { n.set(c.code, (n.get(c.code) ?? 0) + 1); }
    for (const cell of this.tree?.querySelectorAll("li[data-code] > .leaf > [data-here]") ?? []) {
      const words = String(n.get(cell.closest("li")?.dataset.code ?? "") ?? 0);
      if (cell.textContent !== words) { cell.textContent = words; }
    }
  }

  // On the selection.

  /** @param {number} start @param {number} end */
  selection(start, end) {
    const here = start === 0 && end === 0 ? [] : this.desk.codings.over(start, end);
    if (this.chosen && !here.includes(this.chosen)) { this.chosen = null; }
    const current = this.chosen ?? here.find(c => c.start === start && c.end === end && c.coder === this.desk.me) ?? null;
    if (this.onSays) { this.onSays.textContent = here.length === 0 ? "" : `${here.length} ${here.length === 1 ? "coding" : "codings"}`; }
    if (this.on) {
      render(here.length === 0
        ? html`<li class="mute">${end > start ? "No code on these words yet." : "Select words to see their codes."}</li>`
        : here.slice(0, 40).map(c => this.row(c, start, end, c === current)), this.on);
    }
    const codes = new Set(here.map(c => c.code));
    for (const leaf of this.tree?.querySelectorAll("li[data-code] > .leaf") ?? []) { leaf.classList.toggle("on", codes.has(leaf.parentElement?.dataset.code ?? "")); }
    if (document.activeElement !== this.box) { this.remember(current); }
  }

  /** @param {Coding} c @param {number} start @param {number} end @param {boolean} current */
  row(c, start, end, current) {
    const code = this.desk.codeOf(c.code);
    const mine = c.coder === this.desk.me;
    const how = c.start === start && c.end === end ? "the same words"
      : c.start <= start && c.end >= end ? (end > start ? "wider than the selection" : "")
      : c.start >= start && c.end <= end ? "within the selection" : "overlaps the selection";
    return html`<li class=${current ? "on" : ""}><div class="row"><span class="code a${code.slot}"><span class="tag">${code.tag}</span>${code.name}</span><span class="mute">${this.desk.coderOf(c.coder).name}</span></div>
      ${c.memo ? html`<p>${c.memo}</p>` : nothing}<div class="row does"><span class="mute">${[how, proposed(c) ? "proposed by a rule, not confirmed" : c.origin?.toLowerCase() === "confirmed" ? "proposed by a rule, confirmed" : "", c.pending ? "being saved" : ""].filter(Boolean).join("; ")}</span><span><button type="button" class="bare" @click=${() => this.desk.choose(c)}>Select<span class="vh"> ${code.name}</span></button>${mine && this.desk.mayCode() ? html`<button type="button" class="bare" @click=${() => this.openMemo(c)}>Memo<span class="vh"> on ${code.name}</span></button
        ><button type="button" class="bare" ?disabled=${c.pending} @click=${() => { this.desk.uncode(c); this.desk.back(); }}>Uncode<span class="vh"> ${code.name}</span></button>` : nothing}</span></div></li>`;
  }

  /** Opens "On the selection" and goes there. */
  reveal() {
    const details = this.on?.closest("details");
    if (details) { details.open = true; }
    /** @type {HTMLElement | null | undefined} */ (this.on?.querySelector("button"))?.focus();
  }

  // The list of all codings.

  /** @param {Coding} c */
  listed(c) {
    if (!this.list) { return; }
    const turn = this.desk.text.turnsIn(c.start, c.end)[0] ?? this.desk.text.turnAt(c.start);
    const code = this.desk.codeOf(c.code);
    const li = document.createElement("li");
    li.dataset.coding = c.id;
    li.dataset.start = String(c.start);
    render(html`<a href="#${turn.element.id}"><span class="code a${code.slot}"><span class="tag">${code.tag}</span></span><span class="voice">${this.desk.text.words(c.start, c.end).slice(0, 120)}</span
      ><span class="at">${this.desk.coderOf(c.coder).short}${proposed(c) ? " by rule" : ""}, ${turn.element.dataset.ordinal}</span></a>`, li);
    const all = /** @type {HTMLCollectionOf<HTMLElement>} */ (this.list.children);
    let low = 0;
    let high = all.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (Number(all[middle].dataset.start) <= c.start) { low = middle + 1; } else { high = middle; }
    }
    this.list.insertBefore(li, all[low] ?? null);
  }

  /** @param {string} id */
  unlisted(id) { this.list?.querySelector(`li[data-coding="${CSS.escape(id)}"]`)?.remove(); }

  // The memo.

  /** @param {Coding | null} coding */
  remember(coding) {
    if (!this.box || coding === this.remembers && coding !== null) { return; }
    this.remembers = coding;
    this.box.disabled = coding === null || coding.coder !== this.desk.me || !this.desk.mayCode();
    this.box.value = coding?.memo ?? "";
    if (this.memoSays) { this.memoSays.textContent = coding ? `On the coding ${this.desk.codeOf(coding.code).name}, by ${this.desk.coderOf(coding.coder).name}.` : "Choose a coding of yours to write on it."; }
  }

  /** @param {Coding} coding */
  openMemo(coding) {
    if (!this.box) { return; }
    this.chosen = coding;
    this.remember(coding);
    const details = this.box.closest("details");
    if (details) { details.open = true; }
    this.box.focus();
  }

  /** @param {Coding} coding */
  memoSaved(coding) { if (this.memoSays && this.remembers === coding) { this.memoSays.textContent += " Saved."; } }
}
