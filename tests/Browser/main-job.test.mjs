// The main job, from a sentence to a published claim, as a person does it on the real program.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch } from "./launch.mjs";
import { startReal, watched } from "./server.mjs";

let browser;
let server;
before(async () => { browser = await launch(); server = await startReal(); });
after(async () => { await browser?.close(); await server?.stop(); });

/** What is painted on the text, as words, whatever the code. */
const painted = page => page.evaluate(() => [...CSS.highlights].filter(([name]) => name.startsWith("ft-u")).flatMap(([, h]) => [...h].map(r => r.startContainer.data.slice(r.startOffset, r.endOffset))));
const selection = page => page.evaluate(() => getSelection().toString());
const saved = page => page.waitForResponse(r => r.request().method() === "POST" && r.url().endsWith("/acts/add-coding"));
const openSource = async (page, name) => {
  await page.goto(server.url);
  await page.getByRole("link", { name: /Lindermere member groups/ }).click();
  await page.getByRole("navigation", { name: "Areas" }).getByRole("link", { name: /^Fieldwork/ }).click();
  await page.getByRole("link", { name }).click();
};
const publish = async (page, cut) => {
  await page.getByLabel("On the cut").selectOption(cut);
  await page.getByRole("button", { name: "Publish" }).click();
};

test("from a sentence coded by keyboard to a claim that a stranger follows back to the words; an altered word is refused", async () => {
  const context = await server.signedIn(browser);
  const { page, complaints } = await watched(context);
  const statement = "Running a group is counted work that nobody pays for.";

  // A claim to prove.
  await page.goto(server.url);
  await page.getByRole("link", { name: /Lindermere member groups/ }).click();
  await page.waitForURL("**/studies/*");
  await page.keyboard.press("g");
  await page.keyboard.press("n");
  await page.waitForURL("**/claims");
  await page.getByLabel("The claim as a sentence").fill(statement);
  await page.getByRole("button", { name: "Enter" }).click();
  await page.getByText("Done: add claim").waitFor();
  const claim = /C\d+/.exec(await page.getByRole("link", { name: new RegExp(statement) }).innerText())[0];

  // A sentence, coded without a mouse.
  await openSource(page, "site-2-manager-2021");
  await page.locator("main[data-live]").waitFor();
  for (const key of ["j", "j", "s"]) { await page.keyboard.press(key); }
  const words = await selection(page);
  assert.equal(words, "Well, I only count things.");
  await page.keyboard.press("c");
  await page.keyboard.type("paperw");
  const answer = saved(page);
  await page.keyboard.press("Enter");
  assert.ok((await painted(page)).includes(words), "painted before it is answered");
  assert.equal((await answer).status(), 200);
  assert.match(await page.locator("#codings li", { hasText: words }).innerText(), /PAPER/);

  // On the page of the code, and back to the words.
  await page.getByRole("navigation", { name: "Areas" }).getByRole("link", { name: "Codebook" }).click();
  await page.getByRole("link", { name: /Paperwork/ }).click();
  const mine = page.locator("ul.list > li", { hasText: words });
  assert.match(await mine.innerText(), /Researcher/);
  await mine.getByRole("link").click();
  await page.waitForFunction(w => getSelection().toString() === w, words);
  assert.ok(await page.evaluate(() => { const r = getSelection().getRangeAt(0).getBoundingClientRect(); return r.top > 0 && r.bottom < innerHeight; }), "in sight");

  // The words to the claim.
  await page.keyboard.press("e");
  await page.getByRole("searchbox", { name: "Claim" }).fill(claim);
  await page.getByRole("searchbox", { name: "Claim" }).press("Enter");
  const notice = page.getByRole("region", { name: "Notices" });
  await notice.getByText(`claim ${claim}`).waitFor();
  const key = /q\d+/.exec(await notice.innerText())[0];
  await page.goto(`${new URL(page.url()).origin}${new URL(page.url()).pathname.replace(/sources.*/, `claims/${claim}`)}`);
  assert.match(await page.locator(`#${key}`).innerText(), /Well, I only count things/);

  // Into the report.
  await page.getByRole("navigation", { name: "Areas" }).getByRole("link", { name: "Reports" }).click();
  await page.getByRole("link", { name: /Whose group is it/ }).click();
  await page.locator("report-text .cm-content").click();
  await page.keyboard.press("Control+End");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  const said = w => `[${statement}]{.claim #${claim} ev="${key}"} Asked what she did she said: “[${w}]{.quote ev=${key}}”`;
  await page.keyboard.type(said(words));
  assert.ok((await page.locator("#text").inputValue()).trimEnd().endsWith(said(words)), (await page.locator("#text").inputValue()).slice(-300));
  await page.keyboard.press("Control+s");
  await page.getByText("Done: edit report").waitFor();
  const written = page.locator("report-text .cm-activeLine", { hasText: statement });
  await written.waitFor();
  const at = await written.boundingBox();
  assert.ok(at && at.y > 0 && at.y < 900, "what was written last is in sight after the save");
  const editor = new URL(page.url()).pathname;

  // One coding more than the report says: the gate knows, and the number is mended where it stands.
  assert.match(await page.locator(".gate").innerText(), /1 thing stops publication[^]*“640” is printed; this cut gives 648/);
  await page.locator("report-text .cm-content").waitFor();
  await page.locator("[data-go-line]").first().click();
  await page.locator("report-text .cm-activeLine", { hasText: "640" }).waitFor();
  await page.waitForTimeout(300); // the editor scrolls in its own time
  const number = await page.locator("report-text").evaluate(host => {
    const walker = document.createTreeWalker(host.shadowRoot.querySelector(".cm-content"), NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const at = node.data.indexOf("640");
      if (at >= 0) {
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + 3);
        const { x, y, width, height } = range.getBoundingClientRect();
        return { x: x + width / 2, y: y + height / 2 };
      }
    }
    return null;
  });
  await page.mouse.dblclick(number.x, number.y);
  await page.keyboard.type("648");
  assert.match(await page.locator("#text").inputValue(), /made \[648\]/);
  await page.keyboard.press("Control+s");
  await page.getByText("Nothing stops publication").waitFor();
  assert.match(await page.locator(".gate").innerText(), /Nothing stops publication/);
  assert.equal(await page.locator(".prev .pv.ok", { hasText: words }).locator("svg").first().getAttribute("aria-label"), "Verified");

  // A cut, and out.
  await page.getByRole("navigation", { name: "Areas" }).getByRole("link", { name: "Data cuts" }).click();
  await page.getByLabel("Name", { exact: true }).fill("With the hours");
  await page.getByRole("button", { name: "Freeze" }).click();
  await page.getByText("Done: freeze cut").waitFor();
  await page.goto(server.url + editor);
  await publish(page, "With the hours");
  const row = page.getByRole("row", { name: /With the hours/ });
  const address = await row.getByRole("link", { name: "Page" }).getAttribute("href");

  // Somebody who has never been here.
  const stranger = await browser.newContext();
  const reading = await watched(stranger);
  await reading.page.goto(server.url + address);
  await reading.page.getByText(`Claim ${claim}.`).click();
  const proof = reading.page.locator(`#${claim} details blockquote`);
  assert.match(await proof.innerText(), /Well, I only count things\./);
  await proof.getByRole("link", { name: /In context/ }).click();
  assert.match(await reading.page.locator(`#ev-${key}`).innerText(), /Well, I only count things\./);
  assert.equal(new URL(reading.page.url()).hash, `#ev-${key}`);
  assert.deepEqual(reading.complaints, []);
  await stranger.close();

  // One word is altered.
  await page.goto(server.url + editor);
  await page.locator("report-text .cm-content").click();
  await page.keyboard.press("Control+End");
  for (let i = 0; i < ` count things.]{.quote ev=${key}}”`.length; i++) { await page.keyboard.press("ArrowLeft"); }
  await page.keyboard.type(" never");
  assert.match(await page.locator("#text").inputValue(), /I only never count things/);
  await page.keyboard.press("Control+s");
  await page.getByText("Done: edit report").waitFor();
  assert.match(await page.locator(".gate").innerText(), /1 thing stops publication/);
  await publish(page, "With the hours");
  await page.getByRole("heading", { name: "This was not done" }).waitFor();
  assert.match(await page.getByRole("alert").innerText(), /\w+ \w+/);
  assert.deepEqual(complaints.filter(c => !c.includes("422")), []);
  await context.close();
});

test("a mouse codes too: a word pressed twice, a code chosen", async () => {
  const context = await server.signedIn(browser);
  const { page, complaints } = await watched(context);
  await openSource(page, "site-3-practice-nurse-2021");
  await page.locator("main[data-live]").waitFor();
  const box = await page.locator("#p2 .voice").boundingBox();
  await page.mouse.dblclick(box.x + 20, box.y + 12);
  const words = (await selection(page)).trim();
  assert.ok(words.length > 0);
  await page.getByRole("toolbar", { name: "Act on the selection" }).getByRole("combobox").click();
  const answer = saved(page);
  await page.getByRole("option", { name: /Tiredness/ }).click();
  assert.equal((await answer).status(), 200);
  assert.ok((await painted(page)).includes(words));
  await page.reload();
  await page.waitForFunction(w => [...document.querySelectorAll("#codings li")].some(li => li.textContent.includes("TIRED") && li.querySelector(".voice").textContent === w), words);
  assert.deepEqual(complaints, []);
  await context.close();
});

test("without a script: coding by sentence numbers, a claim, a cut, publication", async () => {
  const context = await server.signedIn(browser, { javaScriptEnabled: false });
  const page = await context.newPage();
  await openSource(page, "site-6-manager-2022");
  await page.getByRole("link", { name: "read it by sentence" }).click();
  const sentence = (await page.locator("#s4").locator("xpath=..").innerText()).replace(/^\d+\s*/, "").trim();
  await page.getByLabel("From sentence").fill("4");
  await page.locator("select[name=code]").selectOption({ label: "Work / Paperwork" });
  await page.getByRole("button", { name: "Apply" }).click();
  await page.getByText("Done: add coding").waitFor();
  assert.match(new URL(page.url()).hash, /s4/);
  await page.getByRole("navigation", { name: "Areas" }).getByRole("link", { name: "Codebook" }).click();
  await page.getByRole("link", { name: /Paperwork/ }).click();
  await page.locator("ul.list > li", { hasText: sentence }).getByRole("link").click();
  assert.equal((await page.locator("mark.sel").first().innerText()).trim(), sentence);

  await page.getByRole("navigation", { name: "Areas" }).getByRole("link", { name: /^Findings/ }).click();
  await page.getByRole("link", { name: /^C2/ }).click();
  await page.locator("select[name=key]").selectOption("q10");
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await page.getByText("Done: add evidence").waitFor();
  assert.match(await page.locator("#q10").innerText(), /said by the bins/);
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByText("Done: undo act").waitFor();
  assert.equal(await page.locator("#q10").count(), 0);

  await page.getByRole("navigation", { name: "Areas" }).getByRole("link", { name: "Reports" }).click();
  await page.getByRole("link", { name: /Whose group is it/ }).click();
  const write = async change => {
    await page.locator("#text").fill(change(await page.locator("#text").inputValue()));
    await page.getByRole("button", { name: /Save and check/ }).click();
    await page.getByText("Done: edit report").waitFor();
  };
  await write(text => text.replace(/only never count/, "only count"));
  const now = /Instead: (\d+)/.exec(await page.locator(".gate").innerText())[1];
  await write(text => text.replace(/\[\d+\]\{\.value ev=s4\}/, `[${now}]{.value ev=s4}`));
  assert.match(await page.locator(".gate").innerText(), /Nothing stops publication/);
  const editor = page.url();
  await page.getByRole("navigation", { name: "Areas" }).getByRole("link", { name: "Data cuts" }).click();
  await page.getByLabel("Name", { exact: true }).fill("By hand");
  await page.getByRole("button", { name: "Freeze" }).click();
  await page.goto(editor.replace(/\?.*/, ""));
  await publish(page, "By hand");
  await page.getByRole("row", { name: /By hand/ }).getByRole("link", { name: "Text only" }).click();
  assert.match(await page.locator("main").innerText(), new RegExp(`${now}.*codings`));
  await context.close();
});
