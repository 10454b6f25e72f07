// The real program on a fresh data folder, for tests that do what a person does. FIELDTHREAD_EXE names another executable.
import { execFile, spawn } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { cp, mkdtemp, rename, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");

/** The executable: named, or the newest build found from the root of the repository. */
export function program() {
  const places = [process.env.FIELDTHREAD_EXE, ...["Debug", "Release"].map(kind => join(root, "src", "Fieldthread", "bin", kind, "net10.0", "fieldthread"))];
  const found = places.find(place => place && existsSync(place));
  if (!found) { throw new Error("The program is not built: dotnet build src/Fieldthread, or name it in FIELDTHREAD_EXE."); }
  return found;
}

const freePort = () => new Promise((yes, no) => {
  const probe = createServer();
  probe.on("error", no);
  probe.listen(0, "127.0.0.1", () => { const { port } = /** @type {import("node:net").AddressInfo} */ (probe.address()); probe.close(() => yes(port)); });
});

const run = async (exe, data, words) => (await promisify(execFile)(exe, [...words, "--data", data], { maxBuffer: 64 << 20 })).stdout;

/** The demonstration study of this very build, filled once and copied for each test. */
async function filled(exe) {
  const built = Math.max(...["", ".dll"].map(end => existsSync(exe + end) ? statSync(exe + end).mtimeMs : 0));
  const kept = join(tmpdir(), `fieldthread-demo-${Math.round(built)}`);
  if (!existsSync(kept)) {
    const fresh = await mkdtemp(join(tmpdir(), "fieldthread-filling-"));
    await run(exe, fresh, ["demo", "--no-serve"]);
    await rename(fresh, kept).catch(() => rm(fresh, { recursive: true, force: true })); // another test was first
  }
  return kept;
}

/**
 * Starts the program, and fills the demonstration study first unless told otherwise.
 * @param {{ demo?: boolean, before?: (cli: (...words: string[]) => Promise<string>, data: string) => Promise<void> }} how
 */
export async function startReal({ demo = true, before } = {}) {
  const exe = program();
  const data = await mkdtemp(join(tmpdir(), "fieldthread-browser-"));
  /** The command line on the same data folder. */
  const cli = (...words) => run(exe, data, words);
  if (demo) { await cp(await filled(exe), data, { recursive: true }); }
  await before?.(cli, data);
  const port = await freePort();
  const child = spawn(exe, ["serve", "--urls", `http://127.0.0.1:${port}`, "--data", data], { stdio: ["ignore", "ignore", "pipe"] });
  const link = await new Promise((yes, no) => {
    let said = "";
    child.stderr.setEncoding("utf8");
    child.stderr.on("data", words => {
      said += words;
      const found = /http:\/\/\S+sign-in\S+/.exec(said);
      if (found) { yes(found[0]); }
    });
    child.on("exit", code => no(new Error(`The program ended (${code}) before it said its link: ${said}`)));
  });
  const url = new URL(link).origin; // cookies are kept by the name that the link names
  /** @type {object | undefined} */
  let state;
  return {
    url, data, cli, link,
    /** A context of its own that is signed in as the one person of this computer. The link works once; its session is shared. */
    async signedIn(browser, { width = 1440, height = 900, dark = false, ...more } = {}) {
      if (!state) {
        const first = await browser.newContext();
        const page = await first.newPage();
        await page.goto(link);
        state = await first.storageState();
        await first.close();
      }
      return browser.newContext({ storageState: state, viewport: { width, height }, colorScheme: dark ? "dark" : "light", reducedMotion: "reduce", ...more });
    },
    async stop() {
      const gone = new Promise(yes => child.once("exit", yes));
      child.kill("SIGINT");
      const late = setTimeout(() => child.kill("SIGKILL"), 5000);
      await gone;
      clearTimeout(late);
      await rm(data, { recursive: true, force: true });
    },
  };
}

/** A page of a context, and what its console complains of. */
export async function watched(context) {
  const page = await context.newPage();
  const complaints = [];
  page.on("console", m => { if (m.type() === "error" || m.type() === "warning") { complaints.push(`${m.text()} ${m.location().url}`); } });
  page.on("pageerror", e => complaints.push(String(e.stack ?? e)));
  return { page, complaints };
}
