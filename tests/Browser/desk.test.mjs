// The coding desk in a real Chromium: keys, offsets, paint, stripes, refusals, undo, a second browser.
import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import { axe, launch, open, sideways } from "./launch.mjs";
import { codings, desk, lay, sentencesOf, spanOf } from "./standin/desk.mjs";
import { start } from "./standin/server.mjs";

let browser;
let server;
before(async () => { browser = await launch(); });
after(async () => { await browser.close(); await server?.close(); });
beforeEach(async () => {
  await server?.close();
  server = await start({ pages: { "/desk": desk(), "/reading": desk({ mayCode: false }) }, codings });
});

async function arrive(path = "/desk", how) {
  const opened = await open(browser, server.url + path, how);
  await opened.page.waitForFunction(() => performance.getEntriesByName("desk-painted").length > 0);
  return opened;
}
const press = async (page, ...keys) => { for (const key of keys) { await page.keyboard.press(key); } };
const acts = name => server.state.acts.filter(a => a.name === name);
const until = async what => { for (let i = 0; i < 400; i++) { if (await what()) { return; } await new Promise(r => setTimeout(r, 30)); } assert.fail(`never: ${what}`); };
/** What is painted under a highlight, as words. */
const painted = (page, name) => page.evaluate(n => [...CSS.highlights.get(n) ?? []].map(r => r.startContainer.data.slice(r.startOffset, r.endOffset)), name);
const selection = page => page.evaluate(() => getSelection().toString());
const status = page => page.locator("p[role=status].vh").textContent();

test("codes a sentence with keys alone, and the offsets are those of the words", async () => {
  const { page, context, complaints } = await arrive();
  await press(page, "j", "j", "s");
  assert.equal(await selection(page), "No. I’d take that back, or half of it.".slice(0, 3));
  await press(page, "s", "c");
  await page.keyboard.type("tru");
  await page.keyboard.press("Enter");
  await until(() => acts("add-coding").length === 1);
  const [start, end] = spanOf("I’d take that back, or half of it.");
  assert.deepEqual(acts("add-coding")[0].body, { revision: "5b0e6a52-7a55-4c39-8f4e-0d6d3f0c0003", start, end, code: "trust" });
  assert.ok((await painted(page, "ft-w7")).includes("I’d take that back, or half of it."));
  assert.equal(await page.evaluate(() => document.activeElement?.className), "reader");
  assert.deepEqual(complaints, []);
  await context.close();
});

test("a number applies a recent code; the count in the codebook and the list follow", async () => {
  const { page, context } = await arrive();
  await press(page, "]");
  const words = await selection(page);
  await press(page, "1");
  await until(() => acts("add-coding").length === 1);
  const { start, end, code } = acts("add-coding")[0].body;
  assert.equal(code, "voice");
  assert.deepEqual([start, end], spanOf(words));
  assert.equal(await page.locator('.tree li[data-code="voice"] [data-here]').textContent(), "3");
  await until(async () => (await page.locator("#codings li").count()) === codings.length + 1);
  await press(page, "1");
  assert.match(await status(page), /Already coded/);
  await context.close();
});

test("Shift and arrows widen by words, across turns, and Escape lets go", async () => {
  const { page, context } = await arrive();
  await press(page, "j", "s", "Shift+ArrowRight", "2");
  await until(() => acts("add-coding").length === 1);
  const { start, end } = acts("add-coding")[0].body;
  const last = spanOf("Last year you said the group was “a name on a letter”.");
  assert.equal(start, last[0]);
  assert.equal(end, last[1] + " Is".length);
  // Further on, over the speaker's name, into the next turn.
  for (let i = 0; i < 7; i++) { await press(page, "Shift+ArrowRight"); }
  await press(page, "3");
  await until(() => acts("add-coding").length === 2);
  const wide = acts("add-coding")[1].body;
  assert.equal(wide.start, last[0]);
  assert.ok(wide.end >= spanOf("No")[1], `${wide.end} reaches turn 42`);
  await press(page, "Escape");
  assert.equal(await page.locator(".tool").isVisible(), false);
  await context.close();
});

test("a mouse selection over characters beyond the first plane is exact", async () => {
  const { page, context } = await arrive();
  const [from, to] = spanOf("👩‍⚕️🎈");
  await page.evaluate(() => {
    const node = document.querySelector("#p45 .voice").firstChild;
    const at = node.data.indexOf("👩");
    getSelection().setBaseAndExtent(node, at, node, node.length);
  });
  await press(page, "1");
  await until(() => acts("add-coding").length === 1);
  assert.deepEqual([acts("add-coding")[0].body.start, acts("add-coding")[0].body.end], [from, to]);
  await context.close();
});

test("a key pressed before the browser has told of the selection codes what is selected", async () => {
  const { page, context } = await arrive();
  const words = "an evening, it’s unpaid";
  await page.evaluate(span => {
    const node = document.querySelector("#p44 .voice").firstChild;
    const at = node.data.indexOf(span);
    getSelection().setBaseAndExtent(node, at, node, at + span.length);
    document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "1", code: "Digit1", bubbles: true, cancelable: true }));
  }, words);
  await until(() => acts("add-coding").length === 1);
  assert.deepEqual([acts("add-coding")[0].body.start, acts("add-coding")[0].body.end], spanOf(words));
  await context.close();
});

test("up to three codes lay a wash, a fourth takes it away, and each has its lane", async () => {
  const { page, context } = await arrive();
  const deep = "over our heads";
  for (const slot of [1, 5, 7, 10, 12]) {
    assert.ok(!(await painted(page, `ft-w${slot}`)).some(words => words.includes(deep)), `no wash of k${slot}`);
  }
  const lanes = await page.evaluate(words => [...CSS.highlights].filter(([n, h]) => n.startsWith("ft-u") && [...h].some(r => r.startContainer.data.slice(r.startOffset, r.endOffset).includes(words))).map(([n]) => n), deep);
  assert.equal(lanes.length, 5);
  assert.equal(new Set(lanes.map(n => n.split("-")[2])).size, 5, "five lanes");
  assert.ok((await painted(page, "ft-w12")).includes("What I wouldn’t stand is the county "));
  await context.close();
});

test("stripes stand beside their words at any width, solid for me and hollow for the other", async () => {
  const { page, context } = await arrive();
  const off = () => page.evaluate(span => {
    const node = document.querySelector("#p44 .voice").firstChild;
    const range = document.createRange();
    const at = node.data.indexOf(span);
    range.setStart(node, at);
    range.setEnd(node, at + span.length);
    const words = range.getBoundingClientRect();
    const stripe = document.querySelector('#p44 rect[data-coding="c9"]').getBoundingClientRect();
    return Math.max(Math.abs(words.top - stripe.top), Math.abs(words.bottom - stripe.bottom));
  }, "I don’t blame them: it’s an evening, it’s unpaid,");
  assert.ok(await off() < 3);
  await page.setViewportSize({ width: 820, height: 900 });
  await until(async () => await off() < 3);
  await page.setViewportSize({ width: 390, height: 844 });
  await until(async () => await off() < 3);
  assert.equal(await page.locator('#p44 rect[data-coding="c9"].mine').count(), 1);
  assert.equal(await page.locator('#p44 rect[data-coding="c10"].r2').count(), 1);
  assert.equal(await sideways(page), false);
  await context.close();
});

test("it is painted before it is answered; a refusal takes the paint back and says why", async () => {
  const { page, context } = await arrive();
  server.state.delay = 600;
  server.state.refuse = { refusal: "consent-withdrawn", message: "Consent for this source was withdrawn at 11:40.", kept: "Your other codings are kept." };
  await press(page, "]");
  const words = await selection(page);
  await press(page, "1");
  assert.ok((await painted(page, "ft-w10")).includes(words));
  await page.locator(".notices .note.stop").waitFor();
  assert.match(await page.locator(".notices").textContent(), /withdrawn at 11:40\..*Your other codings are kept\./s);
  assert.ok(!(await painted(page, "ft-w10")).includes(words));
  await context.close();
});

test("a lost answer is asked for again under the same id, and done once", async () => {
  const { page, context } = await arrive();
  server.state.lose = 2;
  await press(page, "]", "1");
  await until(() => acts("add-coding").length === 1);
  await until(async () => (await page.locator("rect.new").count()) === 0);
  assert.equal(server.state.codings.length, codings.length + 1);
  await context.close();
});

test("uncode, undo, memo, in vivo, to a claim", async () => {
  const { page, context } = await arrive();
  await page.locator('#p42 .marks button:has-text("HIST")').click();
  assert.equal(await selection(page), "When we were under the area board you got a spreadsheet twice a year telling you that you were red, and nobody could say what red meant.");
  await press(page, "m");
  await page.keyboard.type("Red, for what?");
  await press(page, "Escape");
  await until(() => acts("set-coding-memo").length === 1);
  assert.deepEqual(acts("set-coding-memo")[0].body, { coding: "c2", words: "Red, for what?" });
  await press(page, "u");
  await until(() => acts("remove-coding").length === 1);
  assert.equal(acts("remove-coding")[0].body.coding, "c2");
  await press(page, "Control+z");
  await until(() => acts("undo-act").length === 1);
  await until(async () => (await page.locator('rect[data-coding="c2"]').count()) === 1);
  await press(page, "i");
  await until(() => acts("add-code").length === 1 && acts("add-coding").length === 1);
  assert.match(acts("add-code")[0].body.name, /^When we were under the area board/);
  await press(page, "e");
  await page.locator("dialog[open]").getByLabel("against it").check();
  await page.locator("dialog[open] .go").click();
  await until(() => acts("add-evidence").length === 1);
  assert.equal(acts("add-evidence")[0].body.side, "against");
  assert.equal(acts("add-evidence")[0].body.claim, "C4");
  await context.close();
});

test("a coding takes other words: chosen, narrowed, w; and undo gives the former back", async () => {
  const { page, context } = await arrive();
  await page.locator('#p42 .marks button:has-text("HIST")').click();
  const before = await selection(page);
  for (let i = 0; i < 3; i++) { await press(page, "Shift+ArrowLeft"); }
  const narrowed = await selection(page);
  assert.ok(before.startsWith(narrowed) && narrowed.length < before.length, narrowed);
  await press(page, "w");
  await until(() => acts("move-coding").length === 1);
  const { coding, start, end } = acts("move-coding")[0].body;
  assert.equal(coding, "c2");
  assert.equal(await page.evaluate(([from, to]) => [...document.querySelectorAll("#p42 .voice")].map(v => v.textContent).join("").slice(from, to), [start - Number(await page.locator("#p42 .voice").getAttribute("data-start")), end - Number(await page.locator("#p42 .voice").getAttribute("data-start"))]), narrowed.trim());
  assert.equal(await page.locator('rect[data-coding="c2"]').count(), 1);
  await press(page, "w");
  assert.match(await status(page), /on these words already/);
  await press(page, "Control+z");
  await until(() => acts("undo-act").length === 1);
  await until(() => server.state.codings.find(c => c.id === "c2").end > end);
  await context.close();
});

test("what another coder does is painted without a reload, and text does not move", async () => {
  const { page, context } = await arrive();
  await until(() => server.state.watchers.size === 1);
  const where = () => page.evaluate(() => document.querySelector("#p47 .voice").getBoundingClientRect().top);
  const top = await where();
  const [start, end] = spanOf("What happened when you sent it back?");
  server.run("add-coding", { start, end, code: "mgr" }, "r2");
  await until(async () => (await painted(page, "ft-w4")).includes("What happened when you sent it back?"));
  await until(async () => /Researcher 2 coded/.test(await status(page) ?? ""));
  assert.equal(await where(), top);
  await context.close();
});

test("who may only read is told so, and nothing is sent", async () => {
  const { page, context } = await arrive("/reading");
  await press(page, "]", "1", "u");
  assert.equal(server.state.acts.length, 0);
  assert.equal(await page.locator(".tool").isVisible(), false);
  await context.close();
});

test("a page that does not fit its source is read, not coded", async () => {
  const bent = desk().replace(/data-start="(\d+)">Last year/, (_, n) => `data-start="${Number(n) + 400}">Last year`);
  server.state.acts.length = 0;
  const other = await start({ pages: { "/desk": bent }, codings });
  const { page, context } = await open(browser, `${other.url}/desk`);
  await page.locator(".notices .note.stop").waitFor();
  await press(page, "s", "1");
  assert.equal(other.state.acts.length, 0);
  await context.close();
  await other.close();
});

test("all keys are shown, and single letters can be switched off", async () => {
  const { page, context } = await arrive();
  await press(page, "?");
  await page.locator("dialog#all-keys[open]").waitFor();
  assert.deepEqual(await axe(page), []);
  await page.getByLabel("Single letters act in this browser").uncheck();
  await press(page, "Escape", "]");
  assert.equal(await selection(page), "");
  await context.close();
});

test("axe finds nothing, with the toolbar and its codes open, in light and dark, wide and narrow", async () => {
  for (const width of [1440, 390]) {
    for (const dark of [false, true]) {
      const { page, context, complaints } = await arrive("/desk", { width, dark });
      await press(page, "]", "c");
      assert.deepEqual(await axe(page), []);
      assert.equal(await sideways(page), false);
      assert.deepEqual(complaints, []);
      await context.close();
    }
  }
});

test("offsets hold on a laid source of every length", () => {
  const turns = lay([["A", "One. Two?"], ["B", ""], ["C", "Three"]], 1);
  assert.deepEqual(turns.map(t => [t.start, t.from, t.end]), [[0, 3, 13], [13, 16, 17], [17, 20, 26]]);
  assert.deepEqual(sentencesOf(turns).map(([a, b]) => b - a), [5, 4, 5]);
});
