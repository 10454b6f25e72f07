// Photographs the ten steps of the handbook's tour on a fresh sample study: node tools/tour.mjs [FOLDER], docs/handbook/tour without one.
import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { launch } from "../tests/Browser/launch.mjs";
import { startReal } from "../tests/Browser/server.mjs";

const folder = process.argv[2] ?? join(dirname(fileURLToPath(import.meta.url)), "..", "docs", "handbook", "tour");
mkdirSync(folder, { recursive: true });
const server = await startReal();
const browser = await launch();
const page = await (await server.signedIn(browser, { width: 1200, height: 800 })).newPage();
const [S, P] = ["/studies/lindermere-member-groups-2021-2022", "/p/lindermere-member-groups-2021-2022"];
const go = path => page.goto(server.url + path);
const steps = [
  async () => { await go(`${P}/report`); const claim = page.locator(".claim").first(); await claim.locator("summary").click(); await claim.evaluate(e => e.scrollIntoView({ block: "start" })); },
  async () => { await go(S); },
  async () => { await go(`${S}/register?at=2023-04-01&type=group`); },
  async () => { await go(`${S}/register/lineage`); },
  async () => { await go(`${S}/surveys`); },
  async () => { await go(`${S}/surveys/items/dec_before`); },
  async () => {
    await go(`${S}/sources`);
    await page.getByRole("link", { name: "site-2-manager-2021" }).click();
    await page.locator("main[data-live]").waitFor();
    for (const key of ["j", "j", "s"]) { await page.keyboard.press(key); }
  },
  async () => { await go(`${S}/matrix?by=phase&count=sources`); },
  async () => { await go(`${S}/claims/C10`); },
  async () => {
    await go(`${S}/reports`);
    await page.getByRole("link", { name: /Whose group is it/ }).click();
    await page.locator("report-text .cm-content").click();
    const text = (await page.locator("#text").inputValue()).replace("insurance on your washing machine", "insurance on your sewing machine");
    await page.keyboard.press("Control+a");
    await page.keyboard.insertText(text);
    await page.keyboard.press("Control+s");
    await page.getByText("Done: edit report").waitFor();
    await page.waitForTimeout(500);
  },
];
for (const [i, step] of steps.entries()) {
  await step();
  await page.waitForTimeout(400);
  await page.screenshot({ path: join(folder, `${String(i + 1).padStart(2, "0")}.png`) });
}
await browser.close();
await server.stop();
