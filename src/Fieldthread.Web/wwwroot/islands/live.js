// What others do, as it happens. One stream a page, resumed from the act number it has seen, and none while the page is hidden.
import { notify } from "./notices.js";

/** @typedef {{ act: number, name: string, tells: string[] }} Told */

/**
 * Does an act concern what is shown? Undo can touch everything, and says so.
 * @param {Told} told @param {string} what
 */
export const concerns = (told, what) => told.tells.includes(what) || told.tells.includes("everything");

/**
 * Listens to the acts of a study.
 * @param {string} study slug
 * @param {number} after the last act this page knows
 * @param {(told: Told) => void} hear
 * @returns {() => void} stops
 */
export function watch(study, after, hear) {
  /** @type {EventSource | null} */
  let source = null;
  const open = () => {
    source = new EventSource(`/api/studies/${encodeURIComponent(study)}/live?after=${after}`);
    source.addEventListener("act", event => {
      const told = /** @type {Told} */ (JSON.parse(event.data));
      after = Math.max(after, told.act);
      hear(told);
    });
    // A browser gives up for good on an answer that is not a stream; the page does not.
    source.addEventListener("error", () => { if (source?.readyState === EventSource.CLOSED) { close(); setTimeout(see, 5000); } });
  };
  const close = () => { source?.close(); source = null; };
  const see = () => { if (document.visibilityState === "visible") { if (!source) { open(); } } else { close(); } };
  document.addEventListener("visibilitychange", see);
  addEventListener("pagehide", close);
  addEventListener("pageshow", see);
  see();
  return () => { document.removeEventListener("visibilitychange", see); removeEventListener("pagehide", close); removeEventListener("pageshow", see); close(); };
}

// A page that names what it shows is told when others change it. It is never reloaded under a reader's eyes.
const { live, head, tells } = document.body.dataset;
if (live && head && tells) {
  const mine = new Set(tells.split(" "));
  const stop = watch(live, Number(head), told => {
    if (mine.has("everything") || [...mine].some(what => concerns(told, what))) {
      stop();
      notify({
        kind: "warn", words: "Others have changed what this page shows.", more: "What you read here is as it was when you opened it.",
        does: "Reload", run: () => location.reload(),
      });
    }
  });
}

// What was just done, and can be undone: the server writes it, and it can be put away.
for (const flash of document.querySelectorAll("[data-flash]")) {
  const away = /** @type {HTMLElement | null} */ (flash.querySelector("[data-put-away]"));
  if (away) {
    away.hidden = false;
    away.addEventListener("click", () => { flash.remove(); document.getElementById("main")?.focus(); });
  }
}
