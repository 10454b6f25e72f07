// The page of a PDF follows what is read on the desk; and [ ] leaf through its pages. Without this they are links.
const beside = /** @type {HTMLDetailsElement | null} */ (document.querySelector("details[data-pdf]"));
const picture = beside?.querySelector("img") ?? null;
const reader = /** @type {HTMLElement | null} */ (document.querySelector(".reader"));
if (beside && picture && reader) { follow(beside, picture, reader); }

const leaves = document.querySelector("[data-pages]");
if (leaves) {
  document.addEventListener("keydown", e => {
    if (e.ctrlKey || e.altKey || e.metaKey || e.target instanceof HTMLInputElement || e.target instanceof HTMLTextAreaElement) { return; }
    const link = /** @type {HTMLAnchorElement | null} */ (e.key === "[" ? leaves.querySelector("[rel=prev]") : e.key === "]" ? leaves.querySelector("[rel=next]") : null);
    if (link) { e.preventDefault(); link.click(); }
  });
}

/** @param {HTMLDetailsElement} beside @param {HTMLImageElement} picture @param {HTMLElement} reader */
function follow(beside, picture, reader) {
  const says = beside.querySelector("[data-pdf-says]");
  const link = /** @type {HTMLAnchorElement | null} */ (beside.querySelector("a[data-pdf-link]"));
  const turns = /** @type {HTMLElement[]} */ ([...reader.querySelectorAll("[data-page]")]);
  let shown = "";
  let waits = 0;

  /** The page of the first turn that stands in view; of the one that was chosen, where that is in view. */
  function now() {
    const chosen = document.activeElement instanceof HTMLElement ? document.activeElement.closest("[data-page]") : null;
    const inView = (/** @type {Element} */ t) => { const box = t.getBoundingClientRect(); return box.bottom > 90 && box.top < innerHeight; };
    const turn = chosen && inView(chosen) ? chosen : turns.find(inView);
    return turn instanceof HTMLElement ? turn.dataset.page ?? "" : "";
  }

  function show() {
    waits = 0;
    const page = now();
    if (!beside.open || page === "" || page === shown) { return; }
    shown = page;
    picture.src = (beside.dataset.pdf ?? "").replace("PAGE", page);
    picture.alt = `Page ${page} of the PDF; its words stand in the text.`;
    picture.hidden = false;
    if (says) { says.textContent = `page ${page}`; }
    if (link) { link.href = (link.dataset.pdfLink ?? "").replace("PAGE", page); }
  }

  // A page is painted when the reader rests on it, not while they scroll past.
  const soon = () => { clearTimeout(waits); waits = setTimeout(show, 250); };
  beside.addEventListener("toggle", soon);
  addEventListener("scroll", soon, { passive: true });
  reader.addEventListener("focusin", soon);
  picture.addEventListener("error", () => { picture.hidden = true; if (says) { says.textContent = `page ${shown} cannot be shown`; } });
  soon();
}
