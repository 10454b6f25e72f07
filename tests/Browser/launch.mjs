// A real Chromium for the tests: Debian's, with a fresh profile that is thrown away.
import { createRequire } from "node:module";
import { existsSync, readFileSync } from "node:fs";
import { chromium } from "playwright-core";

const args = ["--no-sandbox", "--disable-gpu", "--disable-software-rasterizer", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

/** The browser without a window that Debian builds beside Chromium does the same in a fifth less work; the whole one where it is not there. CHROMIUM names another. */
const program = process.env.CHROMIUM ?? ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium"].find(existsSync);

/** Opens Chromium. */
export async function launch() {
  const browser = await chromium.launch({ executablePath: program, headless: true, args });
  const newContext = browser.newContext.bind(browser);
  browser.newContext = async options => {
    const context = await newContext(options);
    context.setDefaultTimeout(60_000); // of a machine that compiles and tests beside the browser; no test asserts a time
    return calm(context);
  };
  return browser;
}

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** The rules that colours and widths can break. */
const ofDress = ["color-contrast", "link-in-text-block", "scrollable-region-focusable", "target-size"];

/** What axe finds on a page, as lines; empty when it finds nothing. The script is put in from outside the page's policy. By all rules, or by those alone that another dress of a page already judged can break. */
export async function axe(page, { dress = false } = {}) {
  const by = dress ? { type: "rule", values: ofDress } : { type: "tag", values: tags };
  if (!await page.evaluate(() => "axe" in globalThis)) { await page.evaluate(axeSource); }
  // A page that answers no more would otherwise be waited for without end.
  let late;
  const silent = new Promise((_, no) => { late = setTimeout(() => no(new Error(`axe gave no answer within two minutes on ${page.url()}`)), 120_000); });
  const found = await Promise.race([silent, page.evaluate(by => globalThis.axe.run(document, { runOnly: by, resultTypes: ["violations"] }), by)]).finally(() => clearTimeout(late));
  return found.violations.flatMap(v => v.nodes.map(n => `${v.id}: ${n.target.flat().join(" ")}: ${n.failureSummary?.split("\n")[1]?.trim() ?? v.help}`));
}

/** Does the page scroll sideways as a whole? */
export const sideways = page => page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);

/** Opens a page and gathers what its console complains of, refusals of the policy included. */
export async function open(browser, url, { width = 1440, height = 900, dark = false, ...more } = {}) {
  const context = await browser.newContext({ viewport: { width, height }, colorScheme: dark ? "dark" : "light", reducedMotion: "reduce", ...more });
  const page = await context.newPage();
  const complaints = [];
  page.on("console", m => { if (m.type() === "error" || m.type() === "warning") { complaints.push(m.text()); } });
  page.on("pageerror", e => complaints.push(String(e.stack ?? e)));
  await page.goto(url);
  return { page, context, complaints };
}

/** A context whose pages have come to rest before it is closed: Chromium at times never answers a close that meets a page on its way elsewhere. */
function calm(context) {
  const close = context.close.bind(context);
  context.close = async () => {
    for (const page of context.pages()) { await page.waitForLoadState("load", { timeout: 20_000 }).catch(() => {}); }
    let late;
    const silent = new Promise(done => { late = setTimeout(done, 20_000); });
    await Promise.race([close(), silent]).finally(() => clearTimeout(late)); // what is still open then goes with the browser
  };
  return context;
}
