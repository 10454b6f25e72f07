// Bundles the browser libraries once, by hand, when a version changes: `npm ci && npm run build`.
// The output is committed, so that a user of Fieldthread needs no Node and a reader of the repository can check the sums.
import { build } from "esbuild";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, "../../src/Fieldthread.Web/wwwroot/vendor");
const check = process.argv.includes("--check");
mkdirSync(out, { recursive: true });

/** @param {string} input a path such as node_modules/@lezer/common/dist/index.js */
function packageOf(input) {
  const rest = input.split("node_modules/").at(-1) ?? "";
  const parts = rest.split("/");
  return parts[0].startsWith("@") ? parts.slice(0, 2).join("/") : parts[0];
}

const rows = [];
const licences = new Map();
let differs = false;
for (const name of ["lit", "codemirror"]) {
  const result = await build({
    absWorkingDir: here, entryPoints: [`src/${name}.js`], bundle: true, minify: true, format: "esm", target: "es2022",
    legalComments: "none", write: false, metafile: true, define: { "process.env.NODE_ENV": '"production"' },
    banner: { js: `/* ${name}: bundled by tools/vendor, licences in VENDOR.md */` },
  });
  const bytes = result.outputFiles[0].contents;
  const file = join(out, `${name}.js`);
  if (check) {
    differs ||= !existsSync(file) || !readFileSync(file).equals(bytes);
  } else {
    writeFileSync(file, bytes);
  }
  const packages = [...new Set(Object.keys(result.metafile.inputs).filter(i => i.includes("node_modules/")).map(packageOf))].sort();
  for (const p of packages) {
    const folder = join(here, "node_modules", p);
    const { version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    const text = readdirSync(folder).find(f => /^licen[cs]e/i.test(f));
    licences.set(p, { version, license, text: text ? readFileSync(join(folder, text), "utf8").trim() : "" });
  }
  const sum = createHash("sha256").update(bytes).digest("hex");
  rows.push(`| ${name}.js | ${bytes.length} | \`${sum}\` | ${packages.map(p => `${p} ${licences.get(p).version}`).join(", ")} |`);
}

if (check) {
  console.log(differs ? "wwwroot/vendor differs from what tools/vendor builds: run npm run build" : "wwwroot/vendor is what tools/vendor builds");
  process.exit(differs ? 1 : 0);
}

const texts = new Map();
for (const [name, { license, text }] of licences) {
  const key = `${license}\n${text}`;
  texts.set(key, [...(texts.get(key) ?? []), name]);
}
const words = [...texts].map(([key, names]) => `## ${names.join(", ")}\n\n\`\`\`\n${key}\n\`\`\`\n`).join("\n");
writeFileSync(join(out, "VENDOR.md"), `# Third-party scripts

Bundled and minified by \`tools/vendor/build.mjs\`; not edited by hand. \`npm run build -- --check\` there builds again and compares.

| file | bytes | SHA-256 | holds |
|---|---|---|---|
${rows.join("\n")}

${words}`);
console.log(rows.join("\n"));
