// Ten tasks that somebody new does with the handbook beside them, one after the other on one study, each timed. The times are told, not judged.
import assert from "node:assert/strict";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { launch } from "./launch.mjs";
import { startReal, watched } from "./server.mjs";

const samples = join(dirname(fileURLToPath(import.meta.url)), "..", "..", "samples");
let browser;
let server;
/** @type {import("playwright-core").Page} */
let page;
let complaints;
const S = "/studies/lindermere-member-groups-2021-2022";
const area = name => page.getByRole("navigation", { name: "Areas" }).getByRole("link", { name }).click();

before(async () => {
  browser = await launch();
  server = await startReal();
  ({ page, complaints } = await watched(await server.signedIn(browser)));
});
after(async () => { await browser?.close(); await server?.stop(); });

/** @param {string} what @param {(t: import("node:test").TestContext) => Promise<void>} how */
const task = (what, how) => test(what, async t => {
  const from = performance.now();
  await how(t);
  t.diagnostic(`${((performance.now() - from) / 1000).toFixed(1)} s: ${what}`);
});

task("1. bring in a coded project of one’s own and add a coding (Bring in material, The coding desk)", async () => {
  await page.goto(server.url);
  await page.getByLabel("Title").fill("My own project");
  await page.getByRole("button", { name: "Begin" }).click();
  await page.waitForURL("**/studies/my-own-project/**");
  await page.goto(`${server.url}/studies/my-own-project/import`);
  await page.getByLabel(/A coded project/).setInputFiles(join(samples, "lindermere.qdpx"));
  await page.getByRole("button", { name: "Bring in" }).click();
  await page.getByText("Done: import project").waitFor();
  await page.goto(`${server.url}/studies/my-own-project/sources`);
  await page.getByRole("link", { name: "site-2-manager-2021" }).click();
  await page.locator("main[data-live]").waitFor();
  for (const key of ["j", "j", "s", "c"]) { await page.keyboard.press(key); }
  await page.keyboard.type("paperw");
  const answered = page.waitForResponse(r => r.request().method() === "POST" && r.url().endsWith("/acts/add-coding"));
  await page.keyboard.press("Enter");
  assert.equal((await answered).status(), 200);
});

task("2. find where something was said (Search)", async () => {
  await page.goto(`${server.url}${S}/search`);
  await page.getByLabel("Words").fill("\"washing machine\"");
  await page.getByRole("button", { name: "Search", exact: true }).click();
  assert.match(await page.locator("#h-hits").innerText(), /^[1-9]\d* passage/);
  await page.locator("section[aria-labelledby=h-hits] a").first().click();
  assert.match(await page.locator("article.reader").innerText(), /washing machine/);
});

task("3. read what stands behind a number of the code matrix (Tables)", async () => {
  await page.goto(`${server.url}${S}/matrix`);
  const cell = page.locator("table.grid tbody td a").first();
  const shown = Number(/^\d+/.exec(await cell.innerText())?.[0]);
  await cell.click();
  assert.equal(await page.locator("ul.list > li blockquote, ul.list > li .voice").count(), shown, "as many stretches as the cell says");
});

task("4. say which groups there were on a day (The register)", async () => {
  await page.goto(`${server.url}${S}/register`);
  await page.getByLabel("As at").fill("2023-04-01");
  await page.locator("select[name=type]").selectOption("group");
  await page.getByRole("form", { name: "Which organisations" }).getByRole("button", { name: "Show" }).click();
  await page.waitForURL("**type=group**");
  assert.match(await page.locator(".head .lede").innerText(), /7 organisations on 2023-04-01/);
});

task("5. give a response rate with its denominator (Surveys)", async () => {
  await page.goto(`${server.url}${S}/surveys`);
  assert.match(await page.getByRole("row", { name: /Wave 1/ }).first().innerText(), /10 of 12 asked, 83%/);
  await page.getByRole("link", { name: "Wave 1", exact: true }).click();
  assert.match(await page.locator("main").innerText(), /The denominator/);
});

task("6. enter a claim and give it evidence (Claims)", async () => {
  await page.goto(`${server.url}${S}/claims`);
  await page.getByLabel("The claim as a sentence").fill("Somebody new can enter a claim.");
  await page.getByRole("button", { name: "Enter" }).click();
  await page.getByText("Done: add claim").waitFor();
  await page.getByRole("link", { name: /Somebody new can enter/ }).click();
  await page.locator("select[name=key]").selectOption("q10");
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await page.getByText("Done: add evidence").waitFor();
  assert.match(await page.locator("#q10").innerText(), /said by the bins/);
});

task("7. define a number and read it (Statistics)", async () => {
  await page.goto(`${server.url}${S}/statistics`);
  await page.locator("#st-l").fill("Sites where paperwork was spoken of");
  await page.locator("select[name='definition.form']").selectOption("share");
  await page.locator("select[name='definition.unit']").selectOption({ label: "sites" });
  await page.locator("select[name='definition.codes']").selectOption("Work / Paperwork");
  await page.getByRole("button", { name: "Define" }).first().click();
  await page.getByText("Done: add statistic").waitFor();
  assert.match(await page.getByRole("row", { name: /Sites where paperwork was spoken of/ }).innerText(), /[1-8] of 8/);
  await page.getByRole("link", { name: "Sites where paperwork was spoken of" }).click();
  assert.match(await page.locator("dl.facts").innerText(), /Of these[^]*Site/);
});

task("8. freeze a moment (Cuts)", async () => {
  await area("Data cuts");
  await page.getByLabel("Name", { exact: true }).fill("A first look");
  await page.getByRole("button", { name: "Freeze" }).click();
  await page.getByText("Done: freeze cut").waitFor();
  assert.match(await page.getByRole("row", { name: /A first look/ }).first().innerText(), /647 codings/);
});

task("9. see a report refused for a word that nobody said (Reports)", async () => {
  await page.goto(`${server.url}${S}/reports`);
  await page.getByRole("link", { name: /Whose group is it/ }).click();
  const text = page.locator("#text");
  await page.locator("report-text .cm-content").waitFor();
  const altered = (await text.inputValue()).replace("insurance on your washing machine", "insurance on your sewing machine");
  assert.match(altered, /sewing machine/);
  await page.locator("report-text .cm-content").click();
  await page.keyboard.press("Control+a");
  await page.keyboard.insertText(altered);
  await page.keyboard.press("Control+s");
  await page.getByText("Done: edit report").waitFor();
  assert.match(await page.locator(".gate").innerText(), /stops? publication/);
  assert.match(await page.locator(".gate").innerText(), /The source says “washing”. The text says “sewing”./);
});

task("10. follow a claim from the public page to its words (Publishing and consent)", async () => {
  const stranger = await browser.newContext();
  const reading = await watched(stranger);
  await reading.page.goto(`${server.url}/p/lindermere-member-groups-2021-2022`);
  await reading.page.getByRole("link", { name: /Whose group is it/ }).first().click();
  const claim = reading.page.locator(".claim").first();
  await claim.locator("summary").click();
  const proof = claim.locator("blockquote").first();
  const words = (await proof.innerText()).split("\n")[0].replace(/[“”]/g, "").slice(0, 30);
  await proof.getByRole("link", { name: /In context/ }).click();
  const place = reading.page.locator(new URL(reading.page.url()).hash);
  assert.ok((await place.innerText()).includes(words), `${words} at ${reading.page.url()}`);
  assert.deepEqual(reading.complaints, []);
  await stranger.close();
  assert.deepEqual(complaints, []);
});
