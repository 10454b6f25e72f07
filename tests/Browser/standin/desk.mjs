// The coding desk as the server writes it: a small transcript for the tests, and a large one for the clock.
import { esc, frame, icon } from "./frame.mjs";

export const codes = [
  ["own", "OWN", "Ownership of the group", 1, "Membership"], ["voice", "VOICE", "Having a say", 10, "Membership"], ["trust", "TRUST", "Trust between practices", 7, "Membership"],
  ["dist", "DIST", "Distance, large group", 3, "Membership"], ["peer", "PEER", "Peer review of prescribing", 5, "Work of the group"], ["time", "TIME", "Time and workload", 2, "Work of the group"],
  ["mgr", "MGR", "Managers and GPs", 4, "Work of the group"], ["press", "PRESS", "Pressure from above", 12, "Around the group"], ["hist", "HIST", "What came before", 8, "Around the group"],
].map(([id, tag, name, slot, parent]) => ({ id, tag, name, slot, parent: null, path: `${parent} / ${name}`, definition: "" }));

export const coders = [{ id: "r1", name: "Researcher 1" }, { id: "r2", name: "Researcher 2" }];

const said = [
  ["Interviewer", "Last year you said the group was “a name on a letter”. Is that still how it feels?"],
  ["GP lead, Site 3", "No. I’d take that back, or half of it. When we were under the area board you got a spreadsheet twice a year telling you that you were red, and nobody could say what red meant. Now the figures come to our own Thursday meeting, and it’s one of us asking another why their antibiotics went up, and the other can answer back. You own it or you resent it, those are the choices."],
  ["Interviewer", "And does everyone take part in that?"],
  ["GP lead, Site 3", "Most do. There are two that send the practice manager and a form of words. I don’t blame them: it’s an evening, it’s unpaid, and if you came in after the merger nobody asked you whether you wanted to be looked at. The old [group] lot still sit together."],
  ["Interviewer", "You’d call it legitimate, then, the reviewing? 👩‍⚕️🎈"],
  ["GP lead, Site 3", "Among ourselves, yes, I would. That’s what a group is for. What I wouldn’t stand is the county doing it over our heads with our own numbers. They tried it in the spring. We sent the spreadsheet back."],
  ["Interviewer", "What happened when you sent it back?"],
  ["GP lead, Site 3", "Nothing. That was the interesting part. Six weeks of nothing, and then a very polite invitation to lunch."],
];

/** Turns with their offsets; the source holds "Speaker: words\n". @param {[string, string][]} pairs @param {number} first */
export function lay(pairs, first = 41) {
  let at = 0;
  return pairs.map(([who, words], i) => {
    const start = at;
    const from = start + who.length + 2;
    at = from + words.length + 1;
    return { ordinal: first + i, who, words, start, from, end: at };
  });
}

export function sentencesOf(turns) {
  return turns.flatMap(t => [...t.words.matchAll(/[^.?!]+[.?!]*\s*/g)].filter(m => m[0].trim()).map(m => [t.from + m.index, t.from + m.index + m[0].length]));
}

export const turns = lay(said);
/** @param {string} words as they stand in one turn */
export function spanOf(words) {
  for (const t of turns) { const at = t.words.indexOf(words); if (at >= 0) { return [t.from + at, t.from + at + words.length]; } }
  throw new Error(words);
}

let n = 0;
const coding = (words, code, coder = "r1", memo = "") => { const [start, end] = spanOf(words); return { id: `c${++n}`, start, end, code, coder, memo }; };
export const codings = [
  coding("No. I’d take that back, or half of it.", "own"),
  coding("When we were under the area board you got a spreadsheet twice a year telling you that you were red, and nobody could say what red meant.", "hist"),
  coding("you got a spreadsheet twice a year telling you that you were red", "hist", "r2"),
  coding("Now the figures come to our own Thursday meeting, and it’s one of us asking another why their antibiotics went up, and the other can answer back. You own it or you resent it, those are the choices.", "peer"),
  coding("it’s one of us asking another why their antibiotics went up, and the other can answer back.", "trust"),
  coding("You own it or you resent it, those are the choices.", "own", "r1", "Said twice, the second time slower."),
  coding("the other can answer back. You own it or you resent it", "peer", "r2"),
  coding("Most do. There are two that send the practice manager and a form of words. I don’t blame them: it’s an evening, it’s unpaid,", "voice"),
  coding("I don’t blame them: it’s an evening, it’s unpaid,", "time"),
  coding("it’s an evening, it’s unpaid,", "time", "r2"),
  coding("The old [group] lot still sit together.", "hist", "r2"),
  coding("Among ourselves, yes, I would. That’s what a group is for.", "peer"),
  coding("the county doing it over our heads with our own numbers.", "press"),
  coding("the county doing it over our heads", "peer"), coding("county doing it over our heads with our own", "own"), coding("doing it over our heads with", "voice"), coding("over our heads", "trust"),
  coding("What I wouldn’t stand is the county doing it", "press", "r2"),
  coding("Six weeks of nothing, and then a very polite invitation to lunch.", "press"),
];

export function desk({ turns: all = turns, codings: list = codings, sentences = sentencesOf(all), mayCode = true, listed = list.length, title = "GP lead, Site 3, second interview" } = {}) {
  const body = new Map(codes.map(c => [c.id, c]));
  const groups = [...new Set(codes.map(c => c.path.split(" / ")[0]))];
  const turnAt = offset => { let low = 0; let high = all.length - 1; while (low < high) { const m = (low + high + 1) >> 1; if (all[m].start <= offset) { low = m; } else { high = m - 1; } } return all[low]; };
  const data = { codes, codings: list, coders, me: "r1", head: 100, mayCode, sentences, claims: [{ key: "C4", statement: "In most sites GPs treated the review of each other’s prescribing as a legitimate task of the group" }, { key: "C7", statement: "Most sites still met every month at the end of 2021" }], recent: ["voice", "own", "time"] };
  return frame({
    title: `Coding desk: ${title}`, sheets: ["desk"], scripts: ["desk"],
    body: `<main id="main" class="desk" data-desk data-study="ostmere" data-revision="5b0e6a52-7a55-4c39-8f4e-0d6d3f0c0003">
<div class="head"><div><p class="crumbs"><a href="/s">Site 3</a> / <a href="/i">Interviews</a> / 14 June 2021</p><h1>${esc(title)}</h1></div>
<div class="row small"><span class="mute">Revision 3, pseudonymised</span><span class="st warn">${icon("warn")}3 codings to place</span><nav class="tabs" aria-label="View"><a href="/desk" aria-current="true">Code</a><a href="/compare">Compare</a><a href="/r">Revisions</a></nav></div></div>
<article class="reader" aria-label="Transcript">
<div class="row small mute"><span>Stripes: solid Researcher 1, hollow Researcher 2</span><span>62 % of words coded</span></div>
<form class="bysentence noscript small" method="post" action="/studies/ostmere/code"><label>From sentence <input name="from" inputmode="numeric"></label><label>to <input name="to" inputmode="numeric"></label><label>Code <select name="code">${codes.map(c => `<option value="${c.id}">${esc(c.path)}</option>`).join("")}</select></label><button class="go">Apply</button></form>
${Array.from({ length: Math.ceil(all.length / 12) }, (_, i) => `<div class="stretch">${all.slice(12 * i, 12 * i + 12).map(t => `<section class="turn${t.who === "Interviewer" ? " q" : ""}" id="p${t.ordinal}" data-ordinal="${t.ordinal}" data-start="${t.start}" data-end="${t.end}"><span class="n" aria-hidden="true">${t.ordinal}</span><div><h2 class="who">${esc(t.who)}</h2><p class="voice" data-start="${t.from}">${esc(t.words)}</p></div><div class="margin"></div></section>`).join("\n")}</div>`).join("\n")}
</article>
<aside class="panel" aria-label="Codings, codebook and memo">
<details open class="withscript"><summary>On the selection <span class="mute" data-selection-says></span></summary><ul class="list" data-on-selection></ul></details>
<details open><summary>Codebook <span class="mute">${codes.length} codes, as at now</span></summary>
<div class="row"><input type="search" aria-label="Find a code" placeholder="Find a code" data-find-code><button type="button" data-new-code>New <kbd>n</kbd></button></div>
<ul class="tree"><li><div class="leaf heads"><span>Code</span><span class="num">here</span><span class="num">study</span></div></li>${groups.map(g => `<li><div class="leaf"><strong>${g}</strong></div><ul>${codes.filter(c => c.path.startsWith(`${g} /`)).map(c => `<li data-code="${c.id}"><div class="leaf"><a class="code a${c.slot}" href="/codes/${c.id}"><span class="tag">${c.tag}</span><span>${esc(c.name)}</span></a><span class="num" data-here>0</span><span class="num">71</span></div></li>`).join("")}</ul></li>`).join("")}</ul></details>
<details open class="withscript"><summary>Memo <span class="mute">on a coding</span></summary><p><label for="memo">What is to be remembered</label></p><textarea id="memo" rows="4"></textarea><p class="mute" data-memo-says></p></details>
<details open><summary>All codings <span class="mute">${list.length} in this source</span></summary><ol id="codings" tabindex="0" aria-label="All codings">${list.slice(0, listed).sort((a, b) => a.start - b.start).map(c => { const t = turnAt(c.start); const code = body.get(c.code); return `<li data-coding="${c.id}" data-start="${c.start}"><a href="#p${t.ordinal}"><span class="code a${code.slot}"><span class="tag">${code.tag}</span></span><span class="voice">${esc(t.words.slice(Math.max(0, c.start - t.from), c.end - t.from).slice(0, 120))}</span><span class="at">R${c.coder[1]}, ${t.ordinal}</span></a></li>`; }).join("")}</ol></details>
</aside>
<div class="keys" role="note" aria-label="Keys"><span><kbd>j</kbd> <kbd>k</kbd> turn</span><span><kbd>s</kbd> sentence</span><span><kbd>Shift →</kbd> widen</span><span><kbd>c</kbd> code</span><span><kbd>1</kbd>–<kbd>9</kbd> recent code</span><span><kbd>]</kbd> next uncoded</span><span><kbd>Ctrl Z</kbd> undo</span><button type="button" class="bare" data-show-keys><kbd>?</kbd> all keys</button></div>
<script type="application/json" id="desk-data">${JSON.stringify(data).replaceAll("<", "\\u003c")}</script>
</main>`,
  });
}

/** A transcript of about `size` characters with `count` codings, the same every time. */
export function large(size = 600_000, count = 5_000) {
  let seed = 7;
  const next = () => (seed = (seed * 1664525 + 1013904223) >>> 0) / 2 ** 32;
  const lines = said.flatMap(([, words]) => words.match(/[^.?!]+[.?!]*/g) ?? []).map(s => s.trim()).filter(s => s.length > 12);
  const pairs = [];
  for (let length = 0; length < size;) {
    const k = 1 + Math.floor(next() * 8);
    const words = Array.from({ length: k }, () => lines[Math.floor(next() * lines.length)]).join(" ");
    const who = pairs.length % 2 ? "GP lead, Site 3" : "Interviewer";
    pairs.push([who, words]);
    length += words.length + who.length + 3;
  }
  const all = lay(pairs, 1);
  const sentences = sentencesOf(all);
  const list = Array.from({ length: count }, (_, i) => {
    const at = Math.floor(next() * (sentences.length - 3));
    const span = 1 + Math.floor(next() * 3);
    return { id: `00000000-0000-4000-9000-${String(i).padStart(12, "0")}`, start: sentences[at][0], end: sentences[at + span - 1][1] - 1, code: codes[Math.floor(next() * codes.length)].id, coder: next() < 0.7 ? "r1" : "r2", memo: "" };
  });
  return { turns: all, sentences, codings: list, title: "A long transcript" };
}
