// How long the coding desk takes in a real Chromium, for “fieldthread bench --only desk”: node measure.mjs ORIGIN COOKIE PATH CODE RUNS. Prints one line of JSON, in milliseconds.
import { launch } from "./launch.mjs";

const [origin, cookie, path, code, runs] = [...process.argv.slice(2, 6), Number(process.argv[6])];
const browser = await launch();
const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
await context.addCookies(cookie.split("; ").map(c => ({ name: c.slice(0, c.indexOf("=")), value: c.slice(c.indexOf("=") + 1), url: origin })));
const page = await context.newPage();
const [opened, firstByte, coded] = [[], [], []];
for (let i = 0; i <= runs; i++) {
  await page.goto(origin + path);
  await page.waitForFunction(() => performance.getEntriesByName("desk-painted").length > 0);
  const [painted, first] = await page.evaluate(() => [performance.getEntriesByName("desk-painted")[0].startTime, performance.getEntriesByType("navigation")[0].responseStart]);
  opened.push(painted);
  firstByte.push(first);
}
await page.keyboard.press("j");
for (let i = 0; i <= runs; i++) {
  await page.keyboard.press("s");
  await page.keyboard.press("c");
  await page.keyboard.type(code);
  const answered = page.waitForResponse(r => r.url().endsWith("/acts/add-coding"));
  // From the key to the end of the frame in which the coding stands painted.
  await page.evaluate(() => addEventListener("keydown", e => { const from = e.timeStamp; requestAnimationFrame(() => setTimeout(() => { globalThis.tookMs = performance.now() - from; })); }, { capture: true, once: true }));
  await page.keyboard.press("Enter");
  const answer = await answered;
  if (!answer.ok()) { throw new Error(`add-coding answered ${answer.status()}`); }
  coded.push(await page.evaluate(() => globalThis.tookMs));
}
const shown = await page.locator("#codings li").count();
await browser.close();
console.log(JSON.stringify({ opened, firstByte, coded, shown }));
