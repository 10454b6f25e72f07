// Words at the edge of the page that stay until they are read: never a toast for something that matters.
import { html, nothing, render } from "../vendor/lit.js";

/**
 * @typedef {{ kind: "ok" | "warn" | "stop", words: string, more?: string, does?: string, run?: () => void }} Notice
 */

/** @type {(Notice & { key: number })[]} */
let shown = [];
let keys = 0;

function box() {
  let element = document.querySelector(".notices");
  if (!element) {
    element = document.createElement("div");
    element.className = "notices";
    element.setAttribute("role", "region");
    element.setAttribute("aria-label", "Notices");
    element.setAttribute("aria-live", "assertive");
    document.body.append(element);
  }
  return /** @type {HTMLElement} */ (element);
}

function draw() {
  render(shown.map(n => html`
    <div class="note ${n.kind}"><p><strong>${n.words}</strong></p>${n.more ? html`<p>${n.more}</p>` : nothing}
      <div class="row">${n.does ? html`<button type="button" @click=${() => { close(n.key); n.run?.(); }}>${n.does}</button>` : nothing}
        <button type="button" @click=${() => close(n.key)}>Close</button></div></div>`), box());
}

/** @param {number} key */
function close(key) {
  shown = shown.filter(n => n.key !== key);
  draw();
}

/**
 * Shows a notice, the newest last, at most four; the same words are not said twice.
 * @param {Notice} notice
 * @returns {() => void} takes it away
 */
export function notify(notice) {
  const key = ++keys;
  shown = [...shown.filter(n => n.words !== notice.words), { ...notice, key }].slice(-4);
  draw();
  return () => close(key);
}
