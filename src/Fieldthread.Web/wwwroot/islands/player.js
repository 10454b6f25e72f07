// The keys of a pedal for a recording, and the turn that is being heard. Without this the browser’s own player plays, and the times are links.
import { html, render } from "../vendor/lit.js";
import { bind, nameOf, printed } from "./keys.js";
import { notify } from "./notices.js";

/** @typedef {"toggle" | "back" | "forward" | "slower" | "faster"} Does */
/** @typedef {{ keys: Record<Does, string>, step: number, stepBack: number }} Settings */

const kept = "ft-player";
/** @type {Settings} */
const usual = { keys: { toggle: "F4", back: "F8", forward: "F9", slower: "Shift+F8", faster: "Shift+F9" }, step: 5, stepBack: 2 };
/** @type {Record<Does, string>} */
const says = { toggle: "Play or pause", back: "Back", forward: "Forward", slower: "Slower", faster: "Faster" };
const speeds = [0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2];

const player = /** @type {HTMLElement | null} */ (document.querySelector("[data-player]"));
const sound = player?.querySelector("audio") ?? null;
const pedals = /** @type {HTMLElement | null} */ (player?.querySelector("[data-pedals]") ?? null);
if (player && sound && pedals) { begin(sound, pedals); }

/** What a person set in this browser, where it can be read. @returns {Settings} */
function settings() {
  try {
    const set = JSON.parse(localStorage.getItem(kept) ?? "{}");
    return { keys: { ...usual.keys, ...set.keys }, step: bounded(set.step, 1, 60, usual.step), stepBack: bounded(set.stepBack, 0, 30, usual.stepBack) };
  } catch { return { ...usual, keys: { ...usual.keys } }; }
}

/** @param {unknown} value @param {number} least @param {number} most @param {number} otherwise */
function bounded(value, least, most, otherwise) { return typeof value === "number" && value >= least && value <= most ? value : otherwise; }

/** @param {HTMLAudioElement} sound @param {HTMLElement} pedals */
function begin(sound, pedals) {
  const set = settings();
  /** @type {Does | null} */
  let waiting = null;
  let said = "";

  /** @type {Record<Does, () => void>} */
  const acts = {
    toggle: () => {
      if (sound.paused) { play(); return; }
      sound.pause();
      // The hand is later than the ear: what was heard last is heard again.
      sound.currentTime = Math.max(0, sound.currentTime - set.stepBack);
    },
    back: () => { sound.currentTime = Math.max(0, sound.currentTime - set.step); },
    forward: () => { sound.currentTime = Math.min(Number.isFinite(sound.duration) ? sound.duration : sound.currentTime + set.step, sound.currentTime + set.step); },
    slower: () => speed(-1),
    faster: () => speed(1),
  };

  function play() {
    sound.play().catch(() => notify({ kind: "stop", words: "The recording cannot be played.", more: "This browser may not know its kind of sound, or you may not hear it any more. Reload the page." }));
  }

  /** @param {number} by */
  function speed(by) {
    const now = speeds.reduce((best, s, i) => Math.abs(s - sound.playbackRate) < Math.abs(speeds[best] - sound.playbackRate) ? i : best, 0);
    sound.playbackRate = speeds[Math.min(Math.max(now + by, 0), speeds.length - 1)];
    said = `Speed ${sound.playbackRate}`;
    draw();
  }

  // A key that is set anew is the same binding with another name, so that the list of all keys tells it too.
  const order = /** @type {Does[]} */ (Object.keys(says));
  const bound = order.map(does => ({ does, keys: set.keys[does], says: `${says[does]}${does === "back" || does === "forward" ? ` ${set.step} seconds` : ""}`, group: "Recording", when: () => waiting === null, run: () => acts[does]() }));
  bind(...bound, { keys: "Control+Space", says: "Play or pause", group: "Recording", run: acts.toggle });

  function keep() {
    localStorage.setItem(kept, JSON.stringify(set));
    for (const b of bound) { b.keys = set.keys[b.does]; }
    draw();
  }

  document.addEventListener("keydown", event => {
    if (waiting === null || ["Shift", "Control", "Alt", "Meta"].includes(event.key)) { return; }
    event.preventDefault();
    event.stopImmediatePropagation();
    const name = nameOf(event);
    if (name !== "Escape") {
      const other = order.find(d => d !== waiting && set.keys[d] === name);
      if (other) { set.keys[other] = set.keys[waiting]; }
      set.keys[waiting] = name;
      said = `${says[waiting]}: ${printed(name)[0]}${other ? `; ${says[other]} took the other key` : ""}`;
    }
    waiting = null;
    keep();
  }, { capture: true });

  function draw() {
    render(html`
      ${order.map(does => html`<button type="button" @click=${acts[does]}>${does === "toggle" ? (sound.paused ? "Play" : "Pause") : says[does]}${does === "back" || does === "forward" ? html` ${set.step} s` : ""} <kbd>${printed(set.keys[does])[0]}</kbd></button>`)}
      <output aria-live="polite">${said || `Speed ${sound.playbackRate}`}</output>
      <details><summary>Keys and pedals</summary>
        <p>A foot pedal sends keys: press Change, then the pedal. F keys act while you type, too.</p>
        <dl>${order.map(does => html`<dt>${says[does]}</dt><dd><button type="button" ?data-waiting=${waiting === does} @click=${() => { waiting = does; said = `Press the key or the pedal for: ${says[does]}. Esc leaves it.`; draw(); }}>${waiting === does ? "Press it now" : html`Change <span class="vh">the key for ${says[does]}, now</span> <kbd>${printed(set.keys[does])[0]}</kbd>`}</button></dd>`)}</dl>
        <p class="row"><label>Seconds back and forward <input type="number" min="1" max="60" .value=${String(set.step)} @change=${numbered("step", 1, 60)}></label>
          <label>Seconds back on a pause <input type="number" min="0" max="30" .value=${String(set.stepBack)} @change=${numbered("stepBack", 0, 30)}></label></p></details>`, pedals);
  }

  /** @param {"step" | "stepBack"} what @param {number} least @param {number} most */
  function numbered(what, least, most) {
    return (/** @type {Event} */ event) => { set[what] = bounded(Number(/** @type {HTMLInputElement} */ (event.target).value), least, most, set[what]); keep(); };
  }

  const turns = [.../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-from]"))].map(element => ({ element, from: Number(element.dataset.from) })).sort((a, b) => a.from - b.from);
  /** @type {HTMLElement | null} */
  let heard = null;
  function mark() {
    let last = -1;
    while (last + 1 < turns.length && turns[last + 1].from <= sound.currentTime + 0.05) { last++; }
    const now = last >= 0 ? turns[last].element : null;
    if (now === heard) { return; }
    heard?.removeAttribute("aria-current");
    now?.setAttribute("aria-current", "true");
    heard = now;
    const box = now?.closest(".heardtext");
    if (now && box && !sound.paused && !box.contains(document.activeElement)) { box.scrollTop += now.getBoundingClientRect().top - box.getBoundingClientRect().top - box.clientHeight / 3; }
  }

  sound.addEventListener("timeupdate", mark);
  sound.addEventListener("seeked", mark);
  for (const event of ["play", "pause", "ratechange"]) { sound.addEventListener(event, draw); }
  document.addEventListener("click", event => {
    const link = /** @type {HTMLElement | null} */ (event.target instanceof Element ? event.target.closest("a[data-at]") : null);
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) { return; }
    event.preventDefault();
    sound.currentTime = Number(link.dataset.at);
    play();
  });
  draw();
}
