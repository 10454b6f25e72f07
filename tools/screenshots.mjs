// Photographs pages as people will see them: wide and narrow, light and dark.
// node tools/screenshots.mjs http://127.0.0.1:5000 FOLDER /studies/ostmere /studies/ostmere/findings …  (COOKIE=name=value signs in)
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { axe, launch, sideways } from "../tests/Browser/launch.mjs";

const [site, folder, ...paths] = process.argv.slice(2);
if (!paths.length) { console.error("usage: node tools/screenshots.mjs SITE FOLDER PATH…"); process.exit(2); }
mkdirSync(folder, { recursive: true });
const browser = await launch();
let wrong = 0;
for (const path of paths) {
  for (const width of [1440, 390]) {
    for (const colorScheme of ["light", "dark"]) {
      const context = await browser.newContext({ viewport: { width, height: width === 390 ? 844 : 900 }, colorScheme, reducedMotion: "reduce" });
      if (process.env.COOKIE) { const [name, ...value] = process.env.COOKIE.split("="); await context.addCookies([{ name, value: value.join("="), url: site }]); }
      const page = await context.newPage();
      await page.goto(site + path);
      await page.waitForTimeout(400);
      await page.screenshot({ path: join(folder, `${path.replace(/\W+/g, "-").replace(/^-|-$/g, "") || "start"}-${width}-${colorScheme}.png`), fullPage: width === 390 });
      for (const line of [...await axe(page), ...(await sideways(page) ? ["scrolls sideways"] : [])]) { console.log(`${path} ${width} ${colorScheme}: ${line}`); wrong++; }
      await context.close();
    }
  }
}
await browser.close();
process.exit(wrong ? 1 : 0);
