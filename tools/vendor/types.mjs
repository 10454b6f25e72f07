// Checks the JSDoc types of the islands. They import ../vendor/*.js, which is minified and has no types, so they are laid out
// beside the declarations of what they import, and checked there. A file that is named is checked among them.
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, rmSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const stage = join(here, "obj");
rmSync(stage, { recursive: true, force: true });
mkdirSync(stage);
cpSync(join(here, "../../src/Fieldthread.Web/wwwroot/islands"), join(stage, "islands"), { recursive: true });
cpSync(join(here, "types/vendor"), join(stage, "vendor"), { recursive: true });
for (const file of process.argv.slice(2)) { cpSync(file, join(stage, "islands", basename(file))); }
const run = spawnSync(process.execPath, [join(here, "node_modules/typescript/bin/tsc"), "-p", join(here, "tsconfig.json"), "--pretty", "false"], { encoding: "utf8", cwd: here });
const said = run.stdout.replaceAll("obj/islands/", "wwwroot/islands/");
process.stdout.write(said || "islands: types hold\n");
process.exit(run.status ?? 1);
