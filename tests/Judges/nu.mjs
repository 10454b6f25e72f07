// The Nu HTML checker on many pages at once.
import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";

const jar = /** @type {string} */ (createRequire(import.meta.url)("vnu-jar"));

/**
 * @param {Map<string, string>} pages HTML by address
 * @returns {Promise<string[]>} one line for each error, with the address and what the checker quotes
 */
export async function nu(pages) {
  const folder = await mkdtemp(join(tmpdir(), "fieldthread-nu-"));
  try {
    const names = [...pages.keys()];
    await Promise.all(names.map((name, i) => writeFile(join(folder, `${i}.html`), pages.get(name) ?? "")));
    const said = await new Promise((yes, no) => execFile("java", ["-Xss2m", "-jar", jar, "--skip-non-html", "--format", "json", "--exit-zero-always", folder], { maxBuffer: 256 << 20 }, (failed, _, err) => failed ? no(failed) : yes(err)));
    const { messages } = JSON.parse(said);
    return messages.filter(m => m.type === "error" || m.subType === "fatal").map(m => `${names[Number(/(\d+)\.html$/.exec(m.url)?.[1])]}: ${m.message} «${(m.extract ?? "").replace(/\s+/g, " ").slice(0, 120)}»`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
