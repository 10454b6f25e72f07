// Every page of the real program: axe, no sideways scroll, no complaint of the console, the policy, in light and dark, wide and narrow.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { axe, launch, sideways } from "./launch.mjs";
import { startReal, watched } from "./server.mjs";

let browser;
let server;
let first;
/** @type {string} */
let study;
/** @type {string} */
let fresh;
const at = {};
const policy = "default-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'";

before(async () => {
  browser = await launch();
  server = await startReal();
  first = await server.signedIn(browser);
  const page = await first.newPage();
  const href = async (path, selector) => { await page.goto(server.url + path); return page.locator(selector).first().getAttribute("href"); };
  study = await href("/", "ul.list a");
  at.source = await href(`${study}/sources`, "tbody tr:nth-child(4) th a");
  at.code = await href(`${study}/codes`, "tbody tr:nth-child(3) th a");
  at.claim = await href(`${study}/claims`, "tbody td a");
  at.report = await href(`${study}/reports`, "ul.list h2 a");
  at.published = await href(`${study}/published`, "tbody td a");
  at.joint = await href(`${study}/joint`, "tbody th a");
  at.measure = await href(`${study}/register/indicators`, "tbody th a");
  at.structure = await href(`${study}/register/structure?at=2022-06`, "tbody th a");
  at.organisation = `${study}/register/${(await href(`${study}/register?at=2022&words=MG09`, "tbody th a")).split("/register/")[1].split("?")[0]}`;
  await page.goto(`${server.url}${at.organisation}/correct`);
  at.fact = await page.locator("tbody td a").first().getAttribute("href");
  at.minutes = await href(`${study}/minutes`, "main a[href*='/minutes/']");
  at.rule = await href(`${study}/autocode/runs`, "main a[href*='/runs/']");
  at.framework = await href(`${study}/frameworks`, "main tbody a");
  at.cell = await href(at.framework, "table[data-grid] tbody td a");
  at.encounter = await href(`${study}/sites`, "section[aria-labelledby=h-enc] tbody th a");
  at.person = await href(`${study}/sites`, "section[aria-labelledby=h-people] tbody tr:has(.mute) th a");
  at.guide = await href(`${study}/guides`, "section[aria-labelledby=h-guides] tbody th a");
  at.consent = await href(`${study}/consent`, "tbody th a");
  at.recording = await href(`${study}/transcription`, "tbody th a");
  at.heard = await href(`${study}/transcription`, "tbody td a");
  at.work = await href(`${study}/board`, "tbody td a[href*='move=']");
  at.words = await href(`${study}/quotations`, "blockquote footer a");
  await page.goto(server.url);
  await page.getByLabel("Title").fill("A fresh study");
  await page.getByRole("button", { name: "Begin" }).click();
  fresh = new URL(page.url()).pathname.replace(/\/setup$/, "");
  await page.goto(`${server.url}${study}/team`);
  await page.getByLabel("For", { exact: true }).fill("Somebody");
  await page.getByRole("button", { name: "Make a link" }).click();
  at.join = new URL(await page.locator("code").innerText()).pathname + new URL(await page.locator("code").innerText()).search;
  await page.close();
});
after(async () => { await browser?.close(); await server?.stop(); });

// Every page wide and light and again narrow and dark; the two other dresses by ./test --long, for they show no colour and no width that these do not.
const four = [[1440, 900, "light"], [390, 844, "dark"], [1440, 900, "dark"], [390, 844, "light"]];
const long = process.env.FIELDTHREAD_LONG === "1";
const worn = long ? four : four.slice(0, 2);

/** One page in its dresses: wide and narrow, light and dark. Where there are many pages, what colours and widths cannot break is asked once of each, unless the run is long. */
async function clean(context, path, { status = 200, csp = policy, act, dresses = worn, many } = {}) {
  const { page, complaints } = many ?? await watched(context);
  complaints.length = 0;
  const found = [];
  await page.setViewportSize({ width: 1440, height: 900 });
  const answer = await page.goto(server.url + path);
  assert.equal(answer.status(), status, path);
  if (csp) { assert.equal(answer.headers()["content-security-policy"], csp, path); }
  await act?.(page);
  for (const [width, height, scheme] of dresses) {
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
    found.push(...(await axe(page, { dress: !!many && !long && width !== dresses[0][0] })).map(line => `${path} ${width} ${scheme}: ${line}`));
    if (await sideways(page)) { found.push(`${path} ${width} ${scheme}: scrolls sideways`); }
  }
  found.push(...complaints.filter(c => !(status >= 400 && c.includes(`${status}`))).map(c => `${path}: console: ${c}`));
  if (!many) { await page.close(); }
  return found;
}

/** Many pages, two at a time, each after another in the same tab: one is drawn while the other is judged. */
async function allClean(context, paths, how = {}) {
  const left = [...paths];
  const found = [];
  const lane = async () => {
    const many = await watched(context);
    for (let path = left.shift(); path !== undefined; path = left.shift()) { found.push(...await clean(context, path, { ...how, many })); }
    await many.page.close();
  };
  await Promise.all([lane(), lane()]);
  return found;
}

// What only a study with these very things has an address for.
const ofSample = /register\/events\/E|careers\?person|money\?ask|knownon=|structure\/lists\?from|attribute=status/;
const inStudy = ["", "/setup", "/contributors", "/phases", "/plan", "/memos", "/memos?words=trust", "/minutes", "/public-page", "/import/tracker", "/import/merge", "/register", "/register?at=2014&words=a", "/register/lineage", "/register/events", "/register/events/E5", "/register/events/E9", "/register/changes", "/register/compare", "/register/compare?from=2020-10-01&to=2023-04-01", "/register/bring-in", "/register/indicators", "/register/counts", "/register/counts?topic=shared+night+service&columns=in+the+service,the+rest", "/register/responsibilities", "/register/money", "/register/money?ask=per-head&what=running+costs&period=2021-22&measure=list-sizes", "/register/money?ask=real&what=running+costs&deflator=county+prices&base=2021-22", "/register/structure?at=2022-06", "/register/structure?at=2021-10&knownon=2021-09", "/register/structure/lists", "/register/structure/lists?from=2021-09", "/register/attributes", "/register/attributes?attribute=status&at=2021-05&type=group&track=announced", "/register/terms", "/register/terms?relation=member+of&at=2022-08", "/register?at=2023-01-15&track=legal", "/register/types", "/register/types?at=2020-12", "/register/typologies", "/register/typologies?at=2021-06", "/register/careers", "/register/careers?person=P24", "/register/lists", "/register/conflicts", "/surveys", "/surveys/items", "/sources", "/coded-projects", "/codes", "/codes?at=act+3", "/codes/compare?from=act+3", "/codes/bring-in", "/retrieval", "/retrieval?query=coded&by=site", "/retrieval?query=A+and", "/autocode", "/autocode?way=pattern&find=1&look=(a", "/autocode?way=words&find=1&look=money&take=Sentence&newCode=Money+talk", "/autocode?way=speaker&find=1&look=INT&take=Turn", "/autocode?way=question&find=1&look=changed&take=Answer", "/autocode?way=item", "/autocode/runs", "/answers", "/search?words=%2Fmerg%28er%7Ced%29%2F", "/sites", "/classification", "/classification?of=participants", "/classification?of=sources", "/classification/bring-in", "/appointments", "/appointments/bring-in", "/import/table", "/frameworks", "/sites/choices", "/consent", "/waiting", "/names", "/approvals", "/recruitment", "/guides", "/note-templates", "/stance", "/checklists", "/checklists/srqr", "/checklists/rtarg", "/transcription", "/board", "/coverage", "/import", "/matrix", "/matrix?by=phase&count=sources", "/together", "/joint", "/statistics", "/claims", "/quotations", "/reports", "/published", "/search?words=trust", "/search?words=%22", "/cuts", "/log", "/team"];

test("the pages of a full study", async () => {
  const found = await allClean(first, ["/", ...inStudy.map(p => study + p), at.code, `${at.code.split("?")[0]}/history`, `${at.code.split("?")[0]}/split`, at.claim, at.joint, `${study}/statistics/s1`, at.measure, at.structure, at.encounter, at.person, at.minutes, at.rule, at.framework, at.cell, `${at.source.split("?")[0]}/pages`, at.guide, `${at.guide}?number=1`, `${at.guide}/compare`, at.consent, `${at.consent}?level=KeptUntil`, at.recording, `${at.recording}?from=2`, at.work, at.organisation, `${at.organisation}/correct`, at.fact, `${at.measure}?policy=frozen&to=2023-04-01&orphans=drop&member=LP37`, `${study}/register/lists?from=contact+list+2021-09`, `${study}/register?at=2022&vintage=contact+list+2021-09`, `${study}/matrix?by=register:changes&at=2022-10`, `${at.code}?by=phase&value=Phase%201`, `${study}/surveys/items/dec_before`, `${study}/answers/best`, `${at.source}/sentences`, `${at.source}/about`, `${study}/memos?on=codes:${at.code.split("?")[0].split("/").pop()}`, `${at.source}/revisions`, `${at.source}/revise`, `${at.source}/diff`, `${at.source}?revision=1`, "/api", "/account", "/accounts"]);
  assert.deepEqual(found, []);
});

test("the desk, as it is and as the link of a quotation opens it", async () => {
  assert.deepEqual([...await clean(first, at.source), ...await clean(first, at.heard), ...await clean(first, at.words, { act: page => page.waitForFunction(() => getSelection().toString().length > 0) })], []);
});

test("what a screen reader says of the desk: who speaks and when, apart; what the numbers beside a code count", async () => {
  const page = await first.newPage();
  await page.goto(server.url + at.source);
  const text = await page.getByRole("article", { name: "Text" }).ariaSnapshot();
  assert.match(text, /heading "Manager, Site 2 ?, at 0:04"/);
  assert.match(text, /heading "Link officer, Site 6 ?, at 0:19"/);
  assert.doesNotMatch(text, /\[00:/, "no turn is hidden in another’s words");
  await page.locator("[data-desk][data-ready]").or(page.locator("button.code").first()).first().waitFor();
  const codes = await page.getByRole("complementary", { name: "Codings, codebook and memo" }).ariaSnapshot();
  assert.match(codes, /button "Fear of being left out"\s+- text: "?Codings here: 0 In the study: \d+/);
  await page.close();
});

test("a fresh study says on each page what to do next", async () => {
  assert.deepEqual(await allClean(first, inStudy.filter(path => !ofSample.test(path)).map(path => fresh + path), { dresses: long ? four : four.slice(1, 2) }), []);
});

test("a paper with its page beside it, a table and a calendar that come in, by keys", async () => {
  const { page, complaints } = await watched(first);
  await page.setContent("<h1>Board paper</h1><p>The group met eight times.</p><p>Nobody asked why.</p><h1 style='break-before:page'>What was found</h1><p>Three members answered.</p><p>The money came late.</p>");
  const paper = await page.pdf({ format: "A4" });
  await page.goto(`${server.url}${fresh}/import`);
  await page.locator("input[type=file]").first().setInputFiles({ name: "Paper.pdf", mimeType: "application/pdf", buffer: paper });
  await page.getByRole("button", { name: "Bring in", exact: true }).press("Enter");
  await page.getByText("Done: import documents").waitFor();
  await page.goto(`${server.url}${fresh}/sources`);
  const source = await page.getByRole("link", { name: "Paper" }).first().getAttribute("href");
  await page.setViewportSize({ width: 1440, height: 500 });
  await page.goto(server.url + source);
  await page.locator(".desk[data-live]").waitFor();
  const beside = page.locator("details[data-pdf]");
  await beside.locator("summary").press("Enter");
  await page.waitForFunction(() => (document.querySelector("details[data-pdf] img")?.naturalWidth ?? 0) > 500);
  assert.match(await beside.innerText(), /page 1/);
  assert.match(await beside.locator("img").getAttribute("alt"), /^Page 1 of the PDF/);
  await page.evaluate(() => document.querySelector("section.turn:last-of-type")?.scrollIntoView({ block: "start" }));
  await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
  await beside.getByRole("link", { name: "Open it large" }).press("Enter");
  await page.waitForURL(/pages\?page=/);
  await page.goto(`${server.url}${source}/pages`);
  await page.keyboard.press("]");
  await page.waitForURL(/page=2/);
  assert.match(await page.locator("main").innerText(), /Three members answered/);
  await page.waitForFunction(() => (document.querySelector("figure img")?.naturalWidth ?? 0) > 500);
  const found = [...await clean(first, `${source}/pages?page=2`), ...await clean(first, source)];

  await page.goto(`${server.url}${fresh}/import/table?of=sites`);
  await page.locator("#file").setInputFiles({ name: "sites.csv", mimeType: "text/csv", buffer: Buffer.from("site,about\nSite 1,A town\nSite 1,Again\n") });
  await page.getByRole("button", { name: "Show what it would change" }).press("Enter");
  await page.getByText("1 row new, 0 changed").waitFor();
  found.push(...await axe(page), ...(await sideways(page) ? ["the preview of a table scrolls sideways"] : []));
  await page.getByRole("button", { name: "Bring it in" }).press("Enter");
  await page.waitForURL(/\/sites/);

  await page.goto(`${server.url}${fresh}/appointments`);
  const plan = page.getByRole("form", { name: "Plan an appointment" });
  await plan.getByLabel("Name, under pseudonyms").fill("Board of Site 1");
  await plan.getByLabel("Begins").fill("2021-06-14 10:30");
  await plan.getByRole("button", { name: "Plan it" }).press("Enter");
  await page.getByText("time is past", { exact: true }).waitFor();
  found.push(...await axe(page));
  const file = await page.request.get(`${server.url}/api${fresh}/calendar.ics`);
  const moved = (await file.text()).replace("SUMMARY:Board of Site 1", "SUMMARY:The board\\, Site 1");
  await page.locator("#ics").setInputFiles({ name: "diary.ics", mimeType: "text/calendar", buffer: Buffer.from(moved) });
  await page.locator("form", { has: page.locator("#ics") }).getByRole("button", { name: "Show what it would change" }).press("Enter");
  await page.getByText("0 new, 1 changed").waitFor();
  found.push(...await axe(page));
  await page.getByRole("button", { name: "Bring it in" }).press("Enter");
  await page.getByText("The board, Site 1").first().waitFor();
  await page.getByRole("button", { name: "It was held" }).press("Enter");
  await page.getByText("held", { exact: true }).first().waitFor();
  assert.deepEqual([...found, ...complaints], []);
  await page.close();
});

test("the past, read only", async () => {
  const known = "?known=Interim%20report";
  assert.deepEqual([...await clean(first, `${study}/codes${known}`), ...await clean(first, at.source + known), ...await clean(first, at.report + known)], []);
});

test("what was just done; what was refused; what is not there", async () => {
  const found = await clean(first, `${study}/claims?did=5&act=add-claim`);
  found.push(...await clean(first, `${study}/phases`, { act: async page => {
    const form = page.getByRole("form", { name: "New phase" });
    await form.getByLabel("Name").fill("Backwards");
    await form.getByLabel("Starts").fill("2022");
    await form.getByLabel("Ends").fill("soon");
    await form.getByRole("button", { name: "Add", exact: true }).click();
    await page.getByRole("heading", { name: "This was not done" }).waitFor();
    assert.equal(await page.getByLabel("Ends").inputValue(), "soon");
  } }).then(lines => lines.filter(l => !l.includes("422"))));
  found.push(...await clean(first, "/nowhere", { status: 404 }), ...await clean(first, `${study}/claims/C99`, { status: 404 }));
  assert.deepEqual(found, []);
});

test("what a list would bring is shown before it comes in", async () => {
  const samples = new URL("../../samples/lists/", import.meta.url);
  const found = await clean(first, `${study}/register/bring-in`, { act: async page => {
    await page.getByLabel("The tables, a workbook").setInputFiles(fileURLToPath(new URL("contact-list-2023-02.csv", samples)));
    await page.getByText("Mapping, for a table of any layout").click();
    await page.getByLabel("One that was used before").selectOption({ index: 1 });
    await page.getByLabel("Layout").selectOption("mapped");
    await page.getByLabel("Day of the list").fill("2024");
    await page.getByRole("button", { name: "Show what it would bring" }).click();
    await page.getByRole("button", { name: "Bring it in" }).waitFor();
    assert.match(await page.locator("main").innerText(), /would/i);
  } });
  assert.deepEqual(found, []);
});

test("pages for people who are not signed in", async () => {
  const stranger = await browser.newContext();
  const found = [];
  for (const path of ["/sign-in", "/sign-in?refused=password", at.join]) { found.push(...await clean(stranger, path)); }
  found.push(...await clean(stranger, "/p/nothing/here", { status: 404 }));
  found.push(...await clean(stranger, "/join?link=no", { status: 422 }).catch(async () => clean(stranger, "/join?link=no", { status: 404 })));
  await stranger.close();
  assert.deepEqual(found, []);
});

test("a published report and its text, under a policy that lets only its own sheet in", async () => {
  const stranger = await browser.newContext();
  const own = /^default-src 'none'; style-src 'sha256-[^']+'; img-src 'self' data:; base-uri 'none'; frame-ancestors 'none'; form-action 'none'$/;
  const found = [];
  const about = at.published.split("/").slice(0, 3).join("/");
  for (const path of [at.published, `${at.published}/text`, at.published.replace(/\/v\d+$/, ""), about, `${about}?variant=text`]) {
    found.push(...await clean(stranger, path, { csp: "", act: async page => {
      assert.match((await page.request.get(server.url + path)).headers()["content-security-policy"], own);
      assert.equal(await page.evaluate(() => document.querySelectorAll("script, [style], [onclick]").length), 0);
      assert.notEqual(await page.evaluate(() => getComputedStyle(document.body).margin), "8px", "its sheet is let in");
      for (const line of await page.locator(".claim summary").all()) { await line.click(); }
    } }));
  }
  await stranger.close();
  assert.deepEqual(found, []);
});

test("no page of the tool has a script or a style within it", async () => {
  const page = await first.newPage();
  for (const path of ["/", study, at.source, at.report]) {
    const html = await (await page.request.get(server.url + path)).text();
    assert.doesNotMatch(html, /<style|\sstyle="|\son\w+="|<script(?![^>]*(?:src=|application\/json))/, path);
  }
  await page.close();
});

test("the keyboard reaches everything in the order of the page, and the focus is seen", async () => {
  const { page } = await watched(first);
  for (const path of [study, `${study}/sites`, `${study}/sites/choices`, `${study}/consent`, at.consent, `${study}/approvals`, `${study}/recruitment`, `${study}/coverage`, `${study}/register/typologies?at=2021-06`, `${study}/register/types?at=2020-12`, `${study}/register/attributes?attribute=status&at=2021-05`, `${study}/register/terms?at=2022-08`, `${study}/register/structure/lists`, `${study}/matrix`, at.claim, at.report, `${study}/cuts`, `${study}/register/changes`, `${study}/register/lists`, `${study}/register/conflicts`, `${study}/register/compare?from=2020-10-01&to=2023-04-01`, `${study}/statistics/s1`, at.joint, at.measure]) {
    await page.goto(server.url + path);
    const expected = await page.evaluate(() => [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']")]
      .filter(e => !(/** @type {any} */ (e).disabled) && e.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: false })).length);
    const seen = new Set();
    const unseen = [];
    let start;
    let last = -1;
    for (let i = 0; i < Math.min(expected + 3, 90); i++) {
      await page.keyboard.press("Tab");
      const here = await page.evaluate(() => {
        const e = document.activeElement;
        if (!e || e === document.body) { return null; }
        const style = getComputedStyle(e);
        const all = [...document.querySelectorAll("*")];
        return { at: all.indexOf(e), outlined: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2, name: `${e.tagName} ${(e.textContent ?? "").trim().slice(0, 30)}`, own: e.matches("report-text, .cm-content, input[type=radio]") };
      });
      if (!here || (here.at === start && seen.size >= expected)) { break; } // round to the beginning, with nothing left out
      start ??= here.at;
      assert.ok(here.at > last, `${path}: ${here.name} comes back`);
      last = here.at;
      seen.add(here.at);
      if (!here.outlined && !here.own) { unseen.push(here.name); }
      if (here.own) { break; } // the editor takes Tab for itself no longer than Escape
    }
    assert.deepEqual(unseen, [], path);
    assert.ok(seen.size >= Math.min(10, expected), `${path}: ${seen.size} of ${expected}`);
  }
  await page.close();
});
