// Two people on one source of the real program: what one does is painted in the other's browser, without a reload.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch } from "./launch.mjs";
import { startReal, watched } from "./server.mjs";

let browser;
let server;
let lead;
let coder;
before(async () => {
  browser = await launch();
  server = await startReal();
  lead = await watched(await server.signedIn(browser));
  await lead.page.goto(server.url);
  await lead.page.getByRole("link", { name: /Lindermere member groups/ }).click();
  await lead.page.getByRole("link", { name: "Team" }).click();
  await lead.page.getByLabel("For", { exact: true }).fill("Coder Three");
  await lead.page.locator("select[name=role]").selectOption({ label: "coder" });
  await lead.page.getByRole("button", { name: "Make a link" }).click();
  const link = await lead.page.locator("code").innerText();
  coder = await watched(await browser.newContext({ viewport: { width: 1440, height: 900 } }));
  await coder.page.goto(link);
  await coder.page.getByLabel("Name").fill("Coder Three");
  await coder.page.getByLabel("E-mail").fill("three@example.org");
  await coder.page.getByLabel(/Password/).fill("a long enough secret");
  await coder.page.getByRole("button", { name: "Make an account and join" }).click();
  await coder.page.getByRole("link", { name: /Lindermere member groups/ }).click();
  const study = new URL(coder.page.url()).pathname;
  for (const { page } of [lead, coder]) {
    await page.goto(`${server.url}${study}/sources`);
    await page.getByRole("link", { name: "site-5-lay-member-2022" }).click();
    await page.locator("main[data-live]").waitFor();
  }
});
after(async () => { await browser?.close(); await server?.stop(); });

const lanes = (page, words) => page.evaluate(w => [...CSS.highlights].filter(([name]) => name.startsWith("ft-u")).flatMap(([, h]) => [...h]).filter(r => r.startContainer.data.slice(r.startOffset, r.endOffset) === w).length, words);
const until = async (what, ms = 8000) => { const end = Date.now() + ms; while (Date.now() < end) { if (await what()) { return; } await new Promise(r => setTimeout(r, 40)); } assert.fail(`never: ${what}`); };
const top = page => page.evaluate(() => document.querySelector("#p3").getBoundingClientRect().top + scrollY);

/** Selects the first sentence without a code and codes it. */
async function code(page, name) {
  await page.bringToFront();
  await page.keyboard.press("Escape");
  await page.keyboard.press("]");
  const words = await page.evaluate(() => getSelection().toString());
  await page.keyboard.press("c");
  await page.keyboard.type(name);
  await page.keyboard.press("Enter");
  return words;
}

test("a coding made in one browser is painted in the other, and so is its undoing", async () => {
  const before = await top(lead.page);
  const words = await code(coder.page, "Tiredness");
  assert.equal(await lanes(coder.page, words), 1);
  await until(async () => (await lanes(lead.page, words)) === 1);
  assert.equal(await top(lead.page), before, "the text does not move");
  await until(async () => (await lead.page.locator("#codings li", { hasText: words }).count()) === 1);
  await coder.page.keyboard.press("Control+z");
  await until(async () => (await lanes(coder.page, words)) === 0);
  await until(async () => (await lanes(lead.page, words)) === 0);
});

test("the other way round too, under what is being selected there", async () => {
  await coder.page.bringToFront();
  await coder.page.keyboard.press("j");
  await coder.page.keyboard.press("t");
  const held = await coder.page.evaluate(() => getSelection().toString());
  const words = await code(lead.page, "Paperwork");
  await until(async () => (await lanes(coder.page, words)) === 1);
  assert.equal(await coder.page.evaluate(() => getSelection().toString()), held);
});

test("who has left in the meantime is refused, and the paint is taken back", async () => {
  const { page } = await watched(lead.page.context());
  await page.goto(lead.page.url().replace(/sources.*/, "team"));
  await page.getByRole("row", { name: /Coder Three/ }).getByRole("button", { name: /Leaves/ }).click();
  await page.getByText("Done: leave").waitFor();
  await page.close();
  const words = await code(coder.page, "Tiredness");
  await coder.page.getByRole("region", { name: "Notices" }).getByText("The coding was taken off the text again").waitFor();
  assert.equal(await lanes(coder.page, words), 0);
  assert.equal(await lanes(lead.page, words), 0);
  assert.deepEqual(lead.complaints, []);
});
