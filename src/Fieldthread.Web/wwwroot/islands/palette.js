// Ctrl+K: go somewhere, act, or find words of participants. Without this script the button is a link to the search page.
import { html, nothing, render } from "../vendor/lit.js";
import { ask } from "./api.js";
import { bind } from "./keys.js";

/**
 * @typedef {{ label: string, at?: string, href: string, voice?: boolean, tag?: string, slot?: number }} Item
 * @typedef {{ name: string, items: Item[] }} Group
 */

const opener = /** @type {HTMLElement | null} */ (document.querySelector("[data-open=palette]"));
const study = opener?.dataset.study ?? document.body.dataset.live ?? "";
/** @type {HTMLDialogElement | null} */
let dialog = null;
/** @type {Group[]} */
let groups = [];
let words = "";
let at = 0;
let state = "";
/** @type {AbortController | undefined} */
let asking;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;

const all = () => groups.flatMap(g => g.items);

/** The words sought, marked. @param {string} label */
function marked(label) {
  const needle = words.trim().toLowerCase();
  const found = needle ? label.toLowerCase().indexOf(needle) : -1;
  return found < 0 ? label : html`${label.slice(0, found)}<b>${label.slice(found, found + needle.length)}</b>${label.slice(found + needle.length)}`;
}

function draw() {
  if (!dialog) { return; }
  let n = 0;
  /** @param {Item} item */
  const option = item => {
    const mine = n++;
    return html`<div role="option" id="po${mine}" aria-selected=${mine === at ? "true" : "false"} @click=${() => go(item)}
      ><span class=${item.voice ? "voice" : item.slot ? `code a${item.slot}` : ""}>${item.tag ? html`<span class="tag">${item.tag}</span>` : nothing}<span>${marked(item.label)}</span></span
      >${item.at ? html`<span class="at">${item.at}</span>` : nothing}</div>`;
  };
  const count = all().length;
  render(html`
    <input type="text" role="combobox" aria-expanded=${count > 0 ? "true" : "false"} aria-controls="found" aria-autocomplete="list"
      aria-activedescendant=${count > 0 ? `po${at}` : nothing} aria-label="Search or act" placeholder="Search or act" autocomplete="off" spellcheck="false"
      .value=${words} @input=${typed} @keydown=${pressed}>
    <div id="found" class="found" role="listbox" aria-label="Results" tabindex="-1" ?hidden=${count === 0}>${groups.map((g, i) => html`
      <div role="group" aria-labelledby="pg${i}"><h2 id="pg${i}" role="presentation">${g.name}</h2>${g.items.map(option)}</div>`)}</div>
    <p class="none" role="status" ?hidden=${count > 0 && !state}>${state || (words ? "Nothing found. Try fewer letters." : "Type a name, a code, a page or an act.")}</p>
    <footer><span><kbd>↑</kbd> <kbd>↓</kbd> move</span><span><kbd>Enter</kbd> open</span><span><kbd>Esc</kbd> close</span></footer>`, dialog);
}

/** @param {Item} item */
function go(item) { dialog?.close(); location.assign(item.href); }

/** @param {Event} event */
function typed(event) {
  words = /** @type {HTMLInputElement} */ (event.target).value;
  at = 0;
  clearTimeout(timer);
  timer = setTimeout(find, 80);
}

/** @param {KeyboardEvent} event */
function pressed(event) {
  const count = all().length;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    if (count > 0) { at = (at + (event.key === "ArrowDown" ? 1 : count - 1)) % count; draw(); dialog?.querySelector(`#po${at}`)?.scrollIntoView({ block: "nearest" }); }
  } else if (event.key === "Enter" && !event.isComposing && all()[at]) {
    event.preventDefault();
    go(all()[at]);
  }
}

async function find() {
  asking?.abort();
  asking = new AbortController();
  const signal = asking.signal;
  try {
    const found = await ask(study, "palette", { words }, signal);
    if (!signal.aborted) { groups = found.groups; at = Math.max(0, Math.min(at, all().length - 1)); state = ""; draw(); }
  } catch (error) {
    if (!signal.aborted) { groups = []; state = error instanceof Error && error.name === "Refused" ? error.message : "The server could not be reached. The rail at the left still works."; draw(); }
  }
}

function show() {
  if (!dialog) {
    dialog = document.createElement("dialog");
    dialog.id = "palette";
    dialog.className = "palette";
    dialog.setAttribute("aria-label", "Search or act");
    dialog.addEventListener("click", event => { if (event.target === dialog) { dialog?.close(); } });
    document.body.append(dialog);
  }
  if (!dialog.open) {
    draw();
    dialog.showModal();
    const input = /** @type {HTMLInputElement} */ (dialog.querySelector("input"));
    input.focus();
    input.select();
    void find();
  }
}

if (opener) {
  opener.addEventListener("click", event => { event.preventDefault(); show(); });
  bind({ keys: "Control+k", says: "Search or act", group: "Everywhere", run: show });
}
