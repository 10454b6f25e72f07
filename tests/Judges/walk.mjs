// Walks along every link of a site from given pages on, as a reader with a script-less browser would.

/** Attributes' values of a page, with entities read. */
function attributes(html, pattern) {
  return [...html.matchAll(pattern)].map(m => m[1].replaceAll("&quot;", "\"").replaceAll("&#39;", "'").replaceAll("&#x27;", "'").replaceAll("&#x2B;", "+").replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&"));
}

/** Addresses that a page leads to, styles, scripts and pictures included; without what stands in comments, scripts and styles. */
export function linksOf(html) {
  const bare = html.replace(/<!--[\s\S]*?-->/g, "").replace(/(<(script|style)\b[^>]*>)[\s\S]*?<\/\2>/g, "$1");
  return [...new Set([...attributes(bare, /<(?:a|link|area)\b[^>]*?\shref="([^"]*)"/g), ...attributes(bare, /<(?:script|img|source|iframe)\b[^>]*?\ssrc="([^"]*)"/g)])];
}

/** Ids and names that a fragment can point to. */
export const placesOf = html => new Set(attributes(html, /\s(?:id|name)="([^"]*)"/g));

/** What kind of page an address is: ids, keys and numbers in it are one, and of its questions only the names count. */
export function kindOf(path) {
  const { pathname, searchParams } = new URL(path, "http://x");
  const names = [...new Set(searchParams.keys())].sort();
  return pathname.replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}/g, "*").replace(/(?<=\/)[A-Za-z-]*\d+(?=\/|$)/g, "*") + (names.length > 0 ? "?" + names.join("&") : "");
}

/**
 * @param {string} origin
 * @param {string[]} from paths to begin with
 * @param {{ cookie?: string, each?: number, leave?: RegExp }} how cookie of who walks; how many pages of a kind; addresses not followed
 * @returns {Promise<{ pages: Map<string, string>, broken: string[], left: number }>} every HTML page by its address, what leads nowhere, and how many addresses were more of a kind
 */
export async function walk(origin, from, { cookie, each = 6, leave } = {}) {
  const pages = new Map();
  /** @type {Map<string, { status: number, html: string | null }>} */
  const seen = new Map();
  const broken = [];
  const fetched = async path => {
    const known = seen.get(path);
    if (known) { return known; }
    const answer = await fetch(origin + path, { headers: cookie ? { cookie } : {}, redirect: "follow" });
    const html = (answer.headers.get("content-type") ?? "").startsWith("text/html") ? await answer.text() : (await answer.arrayBuffer(), null);
    const page = { status: answer.status, html };
    seen.set(path, page);
    if (html !== null && answer.status === 200) { pages.set(path, html); }
    return page;
  };
  const queue = [...from];
  for (const path of from) { await fetched(path); }
  const asked = new Set(from);
  const kinds = new Map();
  const passed = new Set();
  while (queue.length > 0) {
    const here = /** @type {string} */ (queue.shift());
    const html = pages.get(here);
    if (html === undefined) { if (from.includes(here)) { broken.push(`${here}: ${seen.get(here)?.status}`); } continue; }
    for (const link of linksOf(html)) {
      let to;
      try { to = new URL(link, origin + here); } catch { broken.push(`${here} → ${link}: no address`); continue; }
      if (to.origin !== origin || leave?.test(to.pathname + to.search)) { continue; }
      const path = to.pathname + to.search;
      if (!asked.has(path)) {
        const kind = kindOf(path);
        if ((kinds.get(kind) ?? 0) >= each) { passed.add(path); continue; }
        kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
      }

      const there = await fetched(path);
      if (there.status !== 200) { broken.push(`${here} → ${link}: ${there.status}`); }
      else if (to.hash.length > 1 && !to.hash.startsWith("#:~:") && there.html !== null && !placesOf(there.html).has(decodeURIComponent(to.hash.slice(1)))) { broken.push(`${here} → ${link}: no such place`); }
      if (!asked.has(path)) { asked.add(path); queue.push(path); }
    }
  }
  return { pages, broken, left: passed.size };
}
