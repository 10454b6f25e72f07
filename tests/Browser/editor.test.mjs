// The report editor and the palette in a real Chromium, under the policy of the real pages.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { axe, launch, open, sideways } from "./launch.mjs";
import { check, editor, source } from "./standin/editor.mjs";
import { start } from "./standin/server.mjs";

let browser;
let server;
const palette = { groups: [{ name: "Go to", items: [{ label: "Ownership of the group", tag: "OWN", slot: 1, at: "71 codings", href: "/codes/own" }] }, { name: "In the words of participants", items: [{ label: "“you own it or you resent it”", at: "GP lead, Site 3", href: "/desk#p42", voice: true }] }] };
before(async () => { browser = await launch(); server = await start({ pages: { "/editor": editor() }, check, palette }); });
after(async () => { await browser.close(); await server.close(); });
const content = "report-text .cm-content";

test("the textarea's words are edited, checked line by line, and go back into the form", async () => {
  const { page, context, complaints } = await open(browser, `${server.url}/editor`);
  await page.locator("report-text .mark.stop").waitFor();
  assert.equal(await page.locator("report-text .mark").count(), 3);
  assert.equal(await page.locator("#text").inputValue(), source);
  await page.keyboard.press("F8");
  assert.equal(await page.locator(".gate .on").getAttribute("data-line"), "5");
  await page.keyboard.press("F8");
  assert.equal(await page.locator(".gate .on").getAttribute("data-line"), "7");
  await page.keyboard.press("Home");
  await page.keyboard.type("Now: ");
  assert.match(await page.locator("#text").inputValue(), /\nNow: Support fell/);
  const sent = page.waitForRequest(r => r.method() === "POST" && r.url().endsWith("/save"));
  await page.keyboard.press("Control+s");
  assert.match(decodeURIComponent((await sent).postData() ?? ""), /Now:\+Support/);
  await page.waitForURL("**/save"); // the page is on its way: closing now would meet it half-way
  assert.deepEqual(complaints.filter(c => !c.includes("404")), []);
  await context.close();
});

test("after a save the writer is where they were; words are found in the text", async () => {
  const { page, context } = await open(browser, `${server.url}/editor`);
  await page.locator(content).click();
  await page.keyboard.press("Control+End");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Home");
  const line = await page.locator("report-text .cm-activeLine").innerText();
  assert.match(line, /^Support fell/);
  await page.keyboard.press("Control+s");
  await page.waitForURL("**/save");
  await page.goto(`${server.url}/editor`);
  await page.locator("report-text .cm-activeLine", { hasText: "Support fell" }).waitFor();
  await page.keyboard.type("x");
  assert.match(await page.locator("#text").inputValue(), /\nxSupport fell/, "the caret stands where it stood, and has the focus");
  await page.reload();
  assert.doesNotMatch(await page.locator("report-text .cm-activeLine").innerText(), /Support fell/, "kept for one save only");

  await page.locator(content).click();
  await page.keyboard.press("Control+f");
  await page.locator("report-text .cm-search input[name=search]").waitFor();
  await page.keyboard.type("league");
  await page.keyboard.press("Enter");
  await page.locator("report-text .cm-searchMatch-selected", { hasText: "league" }).waitFor();
  for (const dark of [false, true]) {
    await page.emulateMedia({ colorScheme: dark ? "dark" : "light" });
    assert.deepEqual(await axe(page), []);
  }
  await page.keyboard.press("Escape");
  assert.equal(await page.locator("report-text .cm-search").count(), 0);
  await page.getByRole("button", { name: /^Find/ }).click();
  await page.locator("report-text .cm-search").waitFor();
  await context.close();
});

test("keys of evidence are offered where evidence is named", async () => {
  const { page, context } = await open(browser, `${server.url}/editor`);
  await page.locator(content).click();
  await page.keyboard.press("Control+End");
  await page.keyboard.type("[words]{.quote ev=q");
  await page.locator("report-text .cm-tooltip-autocomplete li").first().waitFor();
  assert.match(await page.locator("report-text .cm-tooltip-autocomplete").textContent() ?? "", /q17.*q31/s);
  await page.waitForTimeout(120);
  await page.keyboard.press("Enter");
  assert.match(await page.locator("#text").inputValue(), /\{\.quote ev=q17$/);
  await context.close();
});

test("the palette finds, moves and goes; letters typed there are not keys of the page", async () => {
  const { page, context, complaints } = await open(browser, `${server.url}/editor`);
  await page.keyboard.press("Control+k");
  await page.locator("#palette [role=option]").first().waitFor();
  await page.keyboard.type("own");
  await page.keyboard.press("ArrowDown");
  assert.equal(await page.locator('#palette [aria-selected="true"] .voice').count(), 1);
  assert.deepEqual(await axe(page), []);
  await page.keyboard.press("Enter");
  await page.waitForURL("**/desk#p42");
  assert.deepEqual(complaints.filter(c => !c.includes("404")), []);
  await context.close();
});

test("the theme is kept in a cookie, for the server to write", async () => {
  const { page, context } = await open(browser, `${server.url}/editor`);
  await page.getByRole("button", { name: "Dark", exact: true }).click();
  assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), "dark");
  assert.match(await page.evaluate(() => document.cookie), /ft-theme=dark/);
  await context.close();
});

test("axe finds nothing, in light and dark, wide and narrow", async () => {
  for (const width of [1440, 390]) {
    for (const dark of [false, true]) {
      const { page, context } = await open(browser, `${server.url}/editor`, { width, dark });
      await page.locator("report-text .mark.stop").waitFor();
      assert.deepEqual(await axe(page), []);
      assert.equal(await sideways(page), false);
      await context.close();
    }
  }
});
