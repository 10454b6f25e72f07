// A researcher's day by the keyboard alone: a recording and its transcript come in, the transcript is checked, names go, words are coded, a memo is written, and what was coded is found again.
import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { axe, launch } from "./launch.mjs";
import { startReal, watched } from "./server.mjs";
import { silence } from "./sound.mjs";

let browser;
let server;
let folder;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "fieldthread-day-"));
  process.env.FIELDTHREAD_NAMES_KEY = join(folder, "names.key");
  browser = await launch();
  await writeFile(join(folder, "interview.wav"), silence(30));
  await writeFile(join(folder, "interview.vtt"), "WEBVTT\n\n00:00.000 --> 00:05.000\n<v Interviewer>Who counts the hours here?\n\n00:06.000 --> 00:20.000\n<v P01>Wilma Sandwater counts them. I only trust the ledger, and Wilma Sandwater keeps the ledger.\n");
  server = await startReal({ demo: false, before: async cli => {
    await cli("study", "new", "A day");
    await cli("do", "add-participant", "pseudonym=P01", "role=Clerk", "-s", "a-day");
    await cli("do", "add-encounter", "name=Interview with P01", "kind=interview", "participants=P01", "-s", "a-day");
    await cli("consent", "record", "P01", "audio", "given", "--day", "2021", "-s", "a-day");
  } });
});
after(async () => { await browser?.close(); await server?.stop(); await rm(folder, { recursive: true, force: true }); });

/** What has the focus: its kind and what it is called. */
const here = page => page.evaluate(() => {
  let e = document.activeElement;
  while (e?.shadowRoot?.activeElement) { e = e.shadowRoot.activeElement; }
  const label = e?.getAttribute("aria-label") ?? (/** @type {any} */ (e)?.labels?.[0]?.innerText ?? /** @type {HTMLElement} */ (e)?.innerText ?? "");
  return { tag: e?.tagName ?? "", name: String(label).replace(/\s+/g, " ").trim() };
});

/** Goes by Tab to what is called so. */
async function to(page, tag, name) {
  for (let i = 0; i < 250; i++) {
    const at = await here(page);
    if (at.tag === tag && (name instanceof RegExp ? name.test(at.name) : at.name === name)) { return; }
    await page.keyboard.press("Tab");
  }
  assert.fail(`Tab never came to the ${tag} “${name}” on ${page.url()}`);
}

/** Leaves bar and rail behind by the link that begins every page. */
async function inside(page) {
  await page.keyboard.press("Tab");
  assert.match((await here(page)).name, /^Skip/);
  await page.keyboard.press("Enter");
}

/** Presses what is called so, and waits for the page that it leads to. */
async function press(page, tag, name) {
  await to(page, tag, name);
  await Promise.all([page.waitForNavigation({ waitUntil: "load" }), page.keyboard.press("Enter")]);
}

/** Chooses a file by the keyboard. Who listens for choosers does so from the page's first moment: a key that comes before the browser was told of the listener opens a dialog that nobody sees. */
async function file(page, label, path) {
  await to(page, "INPUT", label);
  for (let attempt = 1; ; attempt++) {
    const chosen = page.waitForEvent("filechooser", { timeout: 15_000 }).catch(no => { if (attempt === 3) { throw no; } });
    await page.keyboard.press("Enter");
    const chooser = await chosen;
    if (chooser) { return chooser.setFiles(path); }
    console.log(`# the chooser of “${await page.title()}” did not open at attempt ${attempt}; the focus is on`, await here(page));
  }
}

test("receive, check against the sound, pseudonymise, code, memo, retrieve", async () => {
  const { page, complaints } = await watched(await server.signedIn(browser));
  page.on("filechooser", () => {});
  await page.goto(`${server.url}/studies/a-day`);

  // Receive: the recording of the encounter, and its transcript.
  await page.keyboard.press("g");
  await Promise.all([page.waitForNavigation({ waitUntil: "load" }), page.keyboard.press("f")]);
  await press(page, "A", "Transcription");
  await inside(page);
  await file(page, /^Sound file/, join(folder, "interview.wav"));
  await to(page, "SELECT", /^Encounter/);
  await page.keyboard.type("Interview");
  await press(page, "BUTTON", "Keep it");
  await press(page, "A", "Bring in");
  await inside(page);
  await file(page, /^A coded project/, join(folder, "interview.vtt"));
  await press(page, "BUTTON", "Bring in");
  for (let i = 0; i < 30 && await page.getByText("interview.vtt").count() === 0; i++) { await page.waitForTimeout(200); await page.reload(); }

  // Transcribed, and listened to again.
  await press(page, "A", "Transcription");
  await inside(page);
  await press(page, "A", /^Interview with P01/);
  await inside(page);
  await to(page, "SELECT", /^Transcribed; the source is/);
  await page.keyboard.type("interview");
  await press(page, "BUTTON", "Say so");
  await page.keyboard.press("F4");
  await page.waitForFunction(() => !document.querySelector("audio").paused);
  await page.keyboard.press("F4");
  await to(page, "SELECT", "The transcript");
  await page.keyboard.type("agrees");
  await to(page, "TEXTAREA", "What was found");
  await page.keyboard.type("Nothing amiss.");
  if (await page.locator("#same").count() > 0) { await to(page, "INPUT", /^You transcribed it yourself/); await page.keyboard.type("I am alone."); }
  await press(page, "BUTTON", "Record the check");
  assert.match(await page.locator("main").innerText(), /checked/);
  assert.deepEqual(await axe(page), []);

  // Pseudonymise.
  await press(page, "A", "Pseudonyms");
  await inside(page);
  await press(page, "BUTTON", "Set up the sealed store");
  assert.match(await page.locator("main").innerText(), /recovery key/);
  await inside(page);
  await to(page, "INPUT", /^Put in/);
  await page.keyboard.type("Book-keeper");
  await to(page, "TEXTAREA", /^As it is written/);
  await page.keyboard.type("Wilma Sandwater");
  await press(page, "BUTTON", "Add");
  await inside(page);
  await to(page, "SUMMARY", "Texts to review");
  await page.keyboard.press("Enter");
  await to(page, "INPUT", "interview");
  await page.keyboard.press("Space");
  await press(page, "BUTTON", "Open the names");
  await inside(page);
  await to(page, "INPUT", /^Reason/);
  await page.keyboard.type("Names go.");
  await press(page, "BUTTON", /^Put them into/);

  // Code, and write a memo on the coding.
  await press(page, "A", "Sources");
  await inside(page);
  await press(page, "A", "interview");
  await page.waitForFunction(() => document.querySelector("[data-desk]")?.getAttribute("data-ready") !== "no" && document.querySelectorAll(".turn").length === 2);
  assert.doesNotMatch(await page.locator(".reader").innerText(), /Wilma|Sandwater/);
  assert.match(await page.locator(".reader").innerText(), /Book-keeper counts them/);
  await page.waitForTimeout(300); // the desk binds its keys
  await page.keyboard.press("j");
  await page.keyboard.press("s");
  await page.keyboard.press("s");
  await page.keyboard.press("c");
  await page.keyboard.type("Trust");
  await page.keyboard.press("Enter");
  await page.locator("#codings li").first().waitFor();
  await page.waitForTimeout(300);
  await page.keyboard.press("m");
  await page.keyboard.type("In the book, not in the person.");
  await page.keyboard.press("Escape");
  await page.getByText("Memo saved.").first().waitFor({ state: "attached" });

  // Retrieve, and find the memo.
  await press(page, "A", "Retrieval");
  await inside(page);
  await to(page, "TEXTAREA", "Line");
  await page.keyboard.type("Trust");
  await press(page, "BUTTON", "Find");
  assert.match(await page.locator("main").innerText(), /I only trust the ledger, and Book-keeper keeps the ledger\./);
  assert.deepEqual(await axe(page), []);
  await page.keyboard.press("g");
  await Promise.all([page.waitForNavigation({ waitUntil: "load" }), page.keyboard.press("s")]);
  assert.match(page.url(), /a-day/);
  await press(page, "A", "Memos");
  assert.match(await page.locator("main").innerText(), /In the book, not in the person\./);
  assert.deepEqual(complaints, []);
  await page.close();
});
