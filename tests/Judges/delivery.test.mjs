// What tools/deliver.sh makes runs where no .NET is: unpacked, filled with the sample beside it, served. Making it takes minutes, so it is part of ./test --long.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { startReal } from "../Browser/server.mjs";

const run = promisify(execFile);
const deliver = join(dirname(fileURLToPath(import.meta.url)), "..", "..", "tools", "deliver.sh");

test("a system that nobody delivers for is refused", async () => {
  await assert.rejects(run(deliver, ["solaris"]), failure => { assert.equal(failure.code, 2); assert.match(failure.stderr, /no delivery for “solaris”/); return true; });
});

test("the Linux delivery starts by itself", { skip: process.env.FIELDTHREAD_LONG === "1" ? false : "made and started by ./test --long" }, async t => {
  const folder = await mkdtemp(join(tmpdir(), "fieldthread-delivery-"));
  const before = process.env.FIELDTHREAD_EXE;
  try {
    const { stdout } = await run(deliver, ["--out", folder, "linux-x64"], { maxBuffer: 16 << 20 });
    const archive = stdout.trim();
    assert.equal(archive, join(folder, "fieldthread-linux-x64.tar.gz"));
    await run("tar", ["-C", folder, "-xzf", archive, "--transform", "s/^fieldthread-linux-x64/unpacked/"]);
    const there = await readdir(join(folder, "unpacked"));
    assert.deepEqual(there.sort(), ["LICENSE", "fieldthread", "fieldthread.service", "handbook", "samples"]);
    process.env.FIELDTHREAD_EXE = join(folder, "unpacked", "fieldthread");
    process.env.DOTNET_ROOT = "/nowhere";
    const server = await startReal();
    try {
      const signed = await fetch(server.link, { redirect: "manual" });
      const cookie = signed.headers.getSetCookie().map(c => c.split(";")[0]).join("; ");
      const first = await fetch(server.url, { headers: { cookie } });
      assert.equal(first.status, 200);
      assert.match(await first.text(), /Lindermere/);
      const sheet = /href="(\/assets\/[^"]+\.css[^"]*)"/.exec(await (await fetch(`${server.url}/sign-in`)).text());
      assert.equal((await fetch(server.url + sheet?.[1])).status, 200, "styles come out of the one file");
    } finally { await server.stop(); }
    t.diagnostic(`archive ${archive}`);
  } finally {
    process.env.FIELDTHREAD_EXE = before;
    delete process.env.DOTNET_ROOT;
    await rm(folder, { recursive: true, force: true });
  }
});
