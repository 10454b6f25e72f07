// One listener for all keys of a page. Single letters can be switched off (WCAG 2.1.4), and they are off while one types.

/**
 * @typedef {{ keys: string, says: string, group?: string, run: (event: KeyboardEvent) => unknown, when?: () => boolean }} Binding
 * keys: "j", "Shift+ArrowRight", "Control+z", or a sequence "g s". run returns false when the key was not for it.
 */

/** @type {Binding[]} */
const bindings = [];
const off = "ft-keys-off";
let before = "";
let beforeAt = 0;

/** Are single letters on? @returns {boolean} */
export const lettersOn = () => localStorage.getItem(off) === null;

/** @param {boolean} on */
export function setLetters(on) {
  if (on) { localStorage.removeItem(off); } else { localStorage.setItem(off, "1"); }
}

/** Adds keys. Later bindings win over earlier ones. @param {...Binding} more */
export function bind(...more) { bindings.unshift(...more); }

/** Does this element take letters for itself? @param {EventTarget | null} target */
export function typing(target) {
  return target instanceof HTMLElement
    && (target.isContentEditable || target.matches("textarea, select, input:not([type=checkbox], [type=radio], [type=button]), report-text, [role=combobox]"));
}

/** Keys that no field of a form takes for itself: F keys and those of media, as foot pedals send them. @param {string} name */
const free = name => /^(Shift\+)?F\d+$|^Media/.test(name);

/** The name of a key as bindings write it. @param {KeyboardEvent} event */
export function nameOf(event) {
  const key = event.key === " " ? "Space" : event.key;
  const letter = key.length === 1;
  const parts = [];
  if (event.ctrlKey || event.metaKey) { parts.push("Control"); }
  if (event.altKey) { parts.push("Alt"); }
  if (event.shiftKey && !letter) { parts.push("Shift"); }
  parts.push(letter && (event.ctrlKey || event.metaKey) ? key.toLowerCase() : key);
  return parts.join("+");
}

document.addEventListener("keydown", event => {
  if (event.defaultPrevented || event.isComposing || ["Shift", "Control", "Alt", "Meta"].includes(event.key)) { return; }
  const path = event.composedPath();
  const inDialog = document.querySelector("dialog[open]") !== null;
  const name = nameOf(event);
  const plain = !name.startsWith("Control+") && !name.startsWith("Alt+") && !free(name);
  if (plain && (typing(path[0]) || inDialog || (name.length === 1 && !lettersOn()))) { before = ""; return; }
  if (plain && (name === "Enter" || name === "Space") && path[0] instanceof HTMLElement && path[0].matches("a, button, summary, input")) { return; }
  if (!plain && typing(path[0]) && name !== "Control+k" && !free(name)) { return; }
  const sequence = before && event.timeStamp - beforeAt < 1500 ? `${before} ${name}` : name;
  before = "";
  for (const candidate of sequence === name ? [name] : [sequence]) {
    const hit = bindings.find(b => b.keys === candidate && (!b.when || b.when()));
    if (hit) {
      if (hit.run(event) !== false) { event.preventDefault(); }
      return;
    }
    if (bindings.some(b => b.keys.startsWith(`${candidate} `))) { before = candidate; beforeAt = event.timeStamp; return; }
  }
});

/** A key as it is printed, part by part. @param {string} keys */
export const printed = keys => keys.split(" ").map(k => k.split("+").map(p =>
  ({ Control: "Ctrl", ArrowRight: "→", ArrowLeft: "←", ArrowUp: "↑", ArrowDown: "↓", Escape: "Esc" })[p] ?? p).join(" "));

/** All keys of this page, in a dialog. */
export function showKeys() {
  let dialog = /** @type {HTMLDialogElement | null} */ (document.getElementById("all-keys"));
  if (!dialog) {
    dialog = document.createElement("dialog");
    dialog.id = "all-keys";
    dialog.className = "box";
    dialog.setAttribute("aria-labelledby", "all-keys-h");
    document.body.append(dialog);
  }
  dialog.replaceChildren();
  const head = document.createElement("header");
  head.innerHTML = '<h2 id="all-keys-h">Keys on this page</h2>';
  const close = document.createElement("button");
  close.type = "button";
  close.textContent = "Close";
  close.addEventListener("click", () => dialog.close());
  head.append(close);
  const list = document.createElement("dl");
  list.className = "keylist in";
  const groups = new Map();
  for (const b of [...bindings].reverse()) { groups.set(b.group ?? "Here", [...groups.get(b.group ?? "Here") ?? [], b]); }
  for (const [group, all] of groups) {
    const dt0 = document.createElement("dt");
    const dd0 = document.createElement("dd");
    dt0.innerHTML = '<span class="vh">Group</span>';
    const strong = document.createElement("strong");
    strong.textContent = group;
    dd0.append(strong);
    list.append(dt0, dd0);
    const said = new Set();
    for (const b of all) {
      if (said.has(b.says)) { continue; }
      said.add(b.says);
      const dt = document.createElement("dt");
      const dd = document.createElement("dd");
      for (const part of printed(b.keys)) {
        const kbd = document.createElement("kbd");
        kbd.textContent = part;
        dt.append(kbd, " ");
      }
      dd.textContent = b.says;
      list.append(dt, dd);
    }
  }
  const foot = document.createElement("footer");
  const label = document.createElement("label");
  label.className = "opt";
  const box = document.createElement("input");
  box.type = "checkbox";
  box.checked = lettersOn();
  box.addEventListener("change", () => setLetters(box.checked));
  label.append(box, " Single letters act in this browser");
  foot.append(label);
  dialog.append(head, list, foot);
  list.tabIndex = 0;
  list.setAttribute("aria-label", "Keys");
  dialog.showModal();
}

// The areas: each link of the rail prints its own key, and this reads it there.
for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll(".rail a[href]"))) {
  const keys = link.querySelector("kbd")?.textContent?.trim();
  if (keys && /^g \S$/.test(keys)) {
    const says = (link.firstChild?.textContent ?? link.textContent ?? "").trim();
    bind({ keys, says: `Go to ${says}`, group: "Areas", run: () => location.assign(link.href) });
  }
}
bind({ keys: "?", says: "All keys", group: "Everywhere", run: showKeys });
document.querySelector("[data-show-keys]")?.addEventListener("click", showKeys);
