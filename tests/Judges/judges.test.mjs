// Every kind of page that a link leads to: the Nu checker finds no error, and no link leads nowhere. Six of a kind; all of them under FIELDTHREAD_LONG.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, before, test } from "node:test";
import { startReal } from "../Browser/server.mjs";
import { nu } from "./nu.mjs";
import { linksOf, walk } from "./walk.mjs";

let server;
/** @type {Awaited<ReturnType<typeof walk>>} */
let workbench;
/** @type {Awaited<ReturnType<typeof walk>>} */
let open;

const each = process.env.FIELDTHREAD_LONG === "1" ? Infinity : 6;

before(async () => {
  server = await startReal();
  const signed = await fetch(server.link, { redirect: "manual" });
  const cookie = signed.headers.getSetCookie().map(c => c.split(";")[0]).join("; ");
  workbench = await walk(server.url, ["/"], { cookie, each, leave: /^\/sign-out/ });
  const published = [...workbench.pages.keys()].find(path => /^\/p\/[^/]+\/[^/]+\/v\d+$/.test(path));
  open = await walk(server.url, ["/sign-in", published ?? "/p"], { each, leave: /^\/(studies|join)\b/ });
});
after(async () => { await server?.stop(); });

test("the walk finds a planted fault", async () => {
  const site = createServer((request, answer) => {
    answer.writeHead(request.url === "/" || request.url === "/there" ? 200 : 404, { "content-type": "text/html" });
    answer.end(request.url === "/" ? "<a href='single'>no</a><a href=\"/there#here\">a</a><a href=\"/there#gone\">b</a><a href=\"/nowhere\">c</a><!-- <a href=\"/comment\">d</a> -->" : "<p id=\"here\">");
  });
  await new Promise(yes => site.listen(0, "127.0.0.1", () => yes(undefined)));
  const address = /** @type {import("node:net").AddressInfo} */ (site.address());
  const { broken } = await walk(`http://127.0.0.1:${address.port}`, ["/"]);
  site.close();
  assert.deepEqual(broken, ["/ → /there#gone: no such place", "/ → /nowhere: 404"]);
  assert.deepEqual(linksOf("<a class=\"x\" href=\"/a?b=1&amp;c=2\">"), ["/a?b=1&c=2"]);
});

test("the walk reached every room", t => {
  t.diagnostic(`${workbench.pages.size + open.pages.size} pages read; ${workbench.left + open.left} addresses are more of a kind`);
  const reached = [...workbench.pages.keys()].join("\n");
  for (const room of ["register", "surveys", "sources", "codes", "matrix", "together", "statistics", "claims", "quotations", "reports", "published", "cuts", "log", "team", "sites"]) {
    assert.match(reached, new RegExp(`^/studies/[^/]+/${room}`, "m"), room);
  }
  assert.ok(workbench.pages.size > 100, `${workbench.pages.size} pages`);
  assert.match([...open.pages.keys()].join("\n"), /^\/p\/.*\/record$/m);
});

test("no link leads nowhere", () => {
  assert.deepEqual([...workbench.broken, ...open.broken].slice(0, 40), []);
});

test("the Nu checker finds the error of a planted page, and none on ours", async () => {
  const planted = "<!doctype html><html lang=en><title>x</title><body><p id=a></p><p id=a></p>";
  const errors = await nu(new Map([...workbench.pages, ["/planted", planted], ...open.pages]));
  assert.match(errors.filter(e => e.startsWith("/planted: ")).join("\n"), /Duplicate ID/);
  assert.deepEqual([...new Set(errors.filter(e => !e.startsWith("/planted: ")))].slice(0, 40), []);
});
