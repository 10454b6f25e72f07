// The scripts of the pages keep the types that they state: tsc reads them, and is first shown a fault.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const vendor = join(dirname(fileURLToPath(import.meta.url)), "..", "..", "tools", "vendor");
const run = promisify(execFile);

/** What tsc says of the islands, with a file among them where one is given. */
async function said(...files) {
  try {
    return (await run(process.execPath, ["types.mjs", ...files], { cwd: vendor })).stdout;
  } catch (error) {
    return /** @type {{ stdout: string }} */ (error).stdout;
  }
}

test("the types of the islands hold, and a planted fault is found", async () => {
  await run("npm", ["ci", "--no-audit", "--no-fund", "--silent"], { cwd: vendor });
  assert.equal(await said(), "islands: types hold\n");
  const folder = await mkdtemp(join(tmpdir(), "fieldthread-types-"));
  const planted = join(folder, "planted.js");
  await writeFile(planted, "import { act } from \"./api.js\";\n/** @type {number} */\nexport const wrong = act(\"study\", \"name\", {});\n");
  const found = await said(planted);
  await rm(folder, { recursive: true });
  assert.match(found, /planted\.js\(3,\d+\): error TS2322/);
});
