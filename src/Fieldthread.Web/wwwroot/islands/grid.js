// Arrow keys in a grid whose cells each hold a link: one cell is in the order of the tab key at a time. The page works without.
const links = /** @type {HTMLAnchorElement[][]} */ ([...document.querySelectorAll("table[data-grid] tbody tr")].map(row => [...row.querySelectorAll("td a")]).filter(row => row.length > 0));

/** Goes to a cell. @param {number} row @param {number} column */
function go(row, column) {
  const link = links[Math.min(links.length - 1, Math.max(0, row))];
  const next = link?.[Math.min(link.length - 1, Math.max(0, column))];
  if (!next) { return; }
  links.flat().forEach(a => { a.tabIndex = a === next ? 0 : -1; });
  next.focus();
}

links.flat().forEach((a, i) => { a.tabIndex = i === 0 ? 0 : -1; });

document.querySelector("table[data-grid]")?.addEventListener("keydown", event => {
  if (!(event instanceof KeyboardEvent) || event.ctrlKey || event.altKey || event.metaKey) { return; }
  const row = links.findIndex(cells => cells.some(a => a === document.activeElement));
  const column = row < 0 ? -1 : (links[row] ?? []).findIndex(a => a === document.activeElement);
  if (row < 0) { return; }
  /** @type {Record<string, [number, number]>} */
  const to = { ArrowUp: [row - 1, column], ArrowDown: [row + 1, column], ArrowLeft: [row, column - 1], ArrowRight: [row, column + 1], Home: [row, 0], End: [row, Infinity] };
  const step = to[event.key];
  if (step) {
    event.preventDefault();
    go(...step);
  }
});

// Back from a cell, the focus is on it.
const came = location.hash.length > 1 ? document.getElementById(location.hash.slice(1))?.querySelector("a") : null;
const at = links.findIndex(cells => cells.some(a => a === came));
if (at >= 0) { go(at, (links[at] ?? []).findIndex(a => a === came)); }
