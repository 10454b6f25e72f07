// Prints how fast the desk of the real program is on a large source: 600 kB with 5,000 codings. Run by hand: node measure.mjs
import { randomUUID } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import { launch } from "./launch.mjs";
import { startReal } from "./server.mjs";

/** A zip without compression. */
function zip(files) {
  const parts = [];
  const list = [];
  let at = 0;
  for (const [name, text] of files) {
    const [n, data] = [Buffer.from(name), Buffer.from(text)];
    const head = Buffer.alloc(26);
    head.writeUInt16LE(20, 0); head.writeUInt16LE(0x0800, 2); head.writeUInt16LE(0x5a21, 8); head.writeUInt32LE(crc32(data), 10); head.writeUInt32LE(data.length, 14); head.writeUInt32LE(data.length, 18); head.writeUInt16LE(n.length, 22);
    const entry = Buffer.alloc(16);
    entry.writeUInt32LE(at, 12);
    parts.push(Buffer.from("PK\x03\x04"), head, n, data);
    list.push(Buffer.from("PK\x01\x02\x14\x00"), head, entry.subarray(2), n);
    at += 30 + n.length + data.length;
  }
  const directory = Buffer.concat(list);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(files.length, 4); end.writeUInt16LE(files.length, 6); end.writeUInt32LE(directory.length, 8); end.writeUInt32LE(at, 12);
  return Buffer.concat([...parts, directory, Buffer.from("PK\x05\x06"), end]);
}

function project() {
  const [user, source] = [randomUUID(), randomUUID()];
  const codes = Array.from({ length: 100 }, () => randomUUID());
  let text = "";
  for (let i = 0; text.length < 600_000; i++) { text += `${i % 2 ? "Manager" : "Interviewer"}: ${"They said that it was settled before we came in. I wrote it down all the same. ".repeat(1 + i % 5).trim()}\n\n`; }
  const step = Math.floor(text.length / 5000);
  const codings = Array.from({ length: 5000 }, (_, i) => `<PlainTextSelection guid="${randomUUID()}" startPosition="${i * step}" endPosition="${Math.min(i * step + 60 + i % 140, text.length - 2)}" creatingUser="${user}"><Coding guid="${randomUUID()}" creatingUser="${user}"><CodeRef targetGUID="${codes[(i * 37) % 100]}"/></Coding></PlainTextSelection>`);
  return zip([["project.qde", `<?xml version="1.0" encoding="utf-8"?><Project name="Large" origin="measure" creatingUserGUID="${user}" xmlns="urn:QDA-XML:project:1.0"><Users><User guid="${user}" name="R"/></Users><CodeBook><Codes>${codes.map((c, i) => `<Code guid="${c}" name="Code ${i}" isCodable="true"/>`).join("")}</Codes></CodeBook><Sources><TextSource guid="${source}" name="large" plainTextPath="internal://${source}.txt" creatingUser="${user}">${codings.join("")}</TextSource></Sources></Project>`], [`sources/${source}.txt`, text]]);
}

const server = await startReal({ demo: false, before: async (cli, data) => {
  const file = join(data, "..", `large-${process.pid}.qdpx`);
  await writeFile(file, project());
  await cli("study", "new", "Large");
  const before = performance.now();
  await cli("import", "qdpx", file, "--study", "large");
  console.log(`import, process and all: ${Math.round(performance.now() - before)} ms`);
} });
const browser = await launch();
const context = await server.signedIn(browser);
const page = await context.newPage();
await page.goto(`${server.url}/studies/large/sources`);
const source = await page.locator("tbody th a").first().getAttribute("href");
const middle = all => all.sort((a, b) => a - b)[Math.floor(all.length / 2)];
const [opens, waits] = [[], []];
for (let i = 0; i < 5; i++) {
  await page.goto(server.url + source);
  await page.waitForFunction(() => performance.getEntriesByName("desk-painted").length > 0);
  const [painted, first] = await page.evaluate(() => [performance.getEntriesByName("desk-painted")[0].startTime, performance.getEntriesByType("navigation")[0].responseStart]);
  opens.push(painted);
  waits.push(first);
}
console.log(`open to painted, middle of five: ${Math.round(middle(opens))} ms, of which until the first byte ${Math.round(middle(waits))} ms (${await page.locator("#codings li").count()} codings listed)`);
const coded = [];
await page.keyboard.press("j");
for (let i = 0; i < 8; i++) {
  await page.keyboard.press("s");
  await page.keyboard.press("c");
  await page.keyboard.type("Code 7");
  const answered = page.waitForResponse(r => r.url().endsWith("/acts/add-coding"));
  await page.evaluate(() => addEventListener("keydown", e => { const from = e.timeStamp; requestAnimationFrame(() => setTimeout(() => { globalThis.tookMs = performance.now() - from; })); }, { capture: true, once: true }));
  await page.keyboard.press("Enter");
  await answered;
  coded.push(await page.evaluate(() => globalThis.tookMs));
}
console.log(`Enter to the frame with the coding painted, middle of eight: ${Math.round(middle(coded))} ms`);
await browser.close();
await server.stop();
