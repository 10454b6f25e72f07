// A recording beside its transcript in a real Chromium: pedal keys, the turn that is heard, and what is left without a script.
import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { axe, launch } from "./launch.mjs";
import { startReal, watched } from "./server.mjs";
import { silence } from "./sound.mjs";

let browser;
let server;
let first;
const at = {};

before(async () => {
  browser = await launch();
  server = await startReal({ demo: false, before: async (cli, data) => {
    const [sound, text] = [join(data, "board.wav"), join(data, "board.vtt")];
    await writeFile(sound, silence(40));
    await writeFile(text, "WEBVTT\n\n00:00.000 --> 00:05.000\n<v Chair>We begin.\n\n00:12.500 --> 00:20.000\n<v Clerk>We do.\n\n00:25.000 --> 00:30.000\n<v Chair>So that is that.\n");
    await cli("study", "new", "Sound");
    await cli("do", "add-encounter", "name=The board", "kind=meeting", "-s", "sound");
    await cli("transcription", "add", sound, "--encounter", "The board", "-s", "sound");
    await cli("import", "documents", text, "-s", "sound");
    await cli("transcription", "done", "The board", "board", "-s", "sound");
  } });
  first = await server.signedIn(browser);
  const page = await first.newPage();
  await page.goto(`${server.url}/studies/sound/transcription`);
  at.recording = await page.locator("tbody th a").getAttribute("href");
  at.source = await page.locator("tbody td a").getAttribute("href");
  await page.close();
});
after(async () => { await browser?.close(); await server?.stop(); });

const sound = page => page.locator("audio");
const now = page => sound(page).evaluate(a => a.currentTime);
const seek = (page, to) => sound(page).evaluate((a, t) => new Promise(yes => { a.addEventListener("seeked", () => yes(undefined), { once: true }); a.currentTime = t; }), to);
const ready = async page => { await page.locator("[data-pedals] button").first().waitFor(); await page.waitForFunction(() => document.querySelector("audio").readyState >= 1); };
const near = (value, expected, by = 1) => assert.ok(Math.abs(value - expected) < by, `${value} is not near ${expected}`);

for (const which of ["recording", "source"]) {
  test(`pedal keys and times on the page of the ${which}`, async () => {
    const { page, complaints } = await watched(first);
    await page.goto(server.url + at[which]);
    await ready(page);
    assert.equal(await sound(page).evaluate(a => Math.round(a.duration)), 40);

    // Enter on a time plays from there, and marks the turn that is heard.
    await page.locator("a[data-at='12.5']").focus();
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => !document.querySelector("audio").paused && document.querySelector("[data-from='12.5']").getAttribute("aria-current") === "true");
    near(await now(page), 12.5);
    assert.equal(await page.locator("[data-from][aria-current]").count(), 1);

    // Pause steps back two seconds; the keys of a pedal move by five.
    await page.keyboard.press("F4");
    assert.equal(await sound(page).evaluate(a => a.paused), true);
    near(await now(page), 10.5, 1.5);
    await seek(page, 30);
    await page.keyboard.press("F8");
    near(await now(page), 25, 0.2);
    await page.keyboard.press("F9");
    near(await now(page), 30, 0.2);
    await page.keyboard.press("Shift+F8");
    assert.equal(await sound(page).evaluate(a => a.playbackRate), 0.9);
    await page.keyboard.press("Shift+F9");
    await page.waitForFunction(() => document.querySelector("[data-from='25']").getAttribute("aria-current") === "true");

    // Another key takes the place of F4, and is kept.
    await page.getByText("Keys and pedals").click();
    await page.getByRole("button", { name: /Change the key for Play or pause/ }).click();
    await page.keyboard.press("F2");
    await page.reload();
    await ready(page);
    await page.keyboard.press("F2");
    await page.waitForFunction(() => !document.querySelector("audio").paused);
    await page.keyboard.press("Control+Space");
    await page.waitForFunction(() => document.querySelector("audio").paused);
    await page.evaluate(() => localStorage.removeItem("ft-player"));
    await page.getByText("Keys and pedals").click();
    assert.deepEqual(await axe(page), []);
    assert.deepEqual(complaints, []);
    await page.close();
  });
}

test("an F key plays while one types; a letter does not", async () => {
  const page = await first.newPage();
  await page.goto(server.url + at.recording);
  await ready(page);
  await page.getByLabel("What was found").fill("Two names");
  await page.keyboard.press("F4");
  await page.waitForFunction(() => !document.querySelector("audio").paused);
  await page.keyboard.type(" misheard");
  assert.equal(await page.getByLabel("What was found").inputValue(), "Two names misheard");
  await page.close();
});

test("without a script the player plays and a time is a link to its moment", async () => {
  const plain = await browser.newContext({ javaScriptEnabled: false, storageState: await first.storageState() });
  const page = await plain.newPage();
  await page.goto(server.url + at.source);
  await page.locator("a[data-at='12.5']").click();
  assert.match(page.url(), /from=12\.5#player$/);
  assert.match(await sound(page).getAttribute("src"), /sound#t=12\.5$/);
  assert.equal(await page.locator("[data-pedals] button").count(), 0);
  await plain.close();
});
