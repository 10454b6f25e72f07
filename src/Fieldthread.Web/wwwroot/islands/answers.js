// Faster hands in the grid of answers: rows by keys. The page works without.
import { bind } from "./keys.js";

const rows = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("tr[data-answer]")]);

/** The row that the focus is in, or -1. */
const at = () => rows.findIndex(row => row.contains(document.activeElement));

/** The codes of a row, ready to be typed. @param {HTMLElement | undefined} row */
function open(row) {
  const field = row?.querySelector("input[name=named]");
  if (row && field instanceof HTMLInputElement) {
    row.scrollIntoView({ block: "nearest" });
    field.focus();
  }
}

/** The next row without a code, from the top again behind the last. */
function uncoded() {
  const from = at() + 1;
  open([...rows.slice(from), ...rows.slice(0, from)].find(row => row.dataset.coded !== "true"));
}

/** Goes a row on or back, and keeps what the focus was on there: the box that chooses it. @param {number} step */
function step(step) {
  const row = rows[Math.min(rows.length - 1, Math.max(0, at() + step))];
  const box = row?.querySelector("input[name=answers][type=checkbox]");
  if (row && box instanceof HTMLInputElement) {
    row.scrollIntoView({ block: "nearest" });
    box.focus();
  }
}

bind(
  { keys: "j", says: "Next answer", group: "Answers", run: () => step(1) },
  { keys: "k", says: "Answer before", group: "Answers", run: () => step(-1) },
  { keys: "c", says: "Code this answer", group: "Answers", run: () => open(rows[Math.max(0, at())]) },
  { keys: "n", says: "Next answer without a code", group: "Answers", run: uncoded },
  { keys: "x", says: "Choose this answer, or not", group: "Answers", run: () => { const box = rows[at()]?.querySelector("input[type=checkbox]"); if (box instanceof HTMLInputElement) { box.checked = !box.checked; } } },
  { keys: "m", says: "Codes for the chosen answers", group: "Answers", run: () => { const field = document.querySelector("#many input[name=named]"); if (field instanceof HTMLInputElement) { field.focus(); } } },
);

// Escape leaves the field for its row, so that single letters are keys again.
document.addEventListener("keydown", event => {
  if (event.key === "Escape" && document.activeElement instanceof HTMLInputElement && document.activeElement.name === "named") {
    const box = rows[at()]?.querySelector("input[type=checkbox]");
    if (box instanceof HTMLInputElement) { box.focus(); } else { document.activeElement.blur(); }
  }
});

document.querySelector("[data-next-uncoded]")?.addEventListener("click", event => { event.preventDefault(); uncoded(); });
