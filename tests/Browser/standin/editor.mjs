// The report editor as the server writes it.
import { esc, frame, icon } from "./frame.mjs";

export const source = `## 4.2 Looking at each other’s figures

[In six of the eight sites GPs treated review as legitimate]{.claim #C4 ev="q17 q22" against="q31"}.

> [I was asked if I wanted to be in a league table with strangers]{.quote ev=q31}

Support fell from [58%]{.value ev=s13} to [43%]{.value ev=s14} of GP members.
`;

export const check = { lines: [
  { line: 3, state: "verified", stops: false, message: "6 of 8 sites.", key: "C4" },
  { line: 5, state: "altered", stops: true, message: "The source says “never asked”. The text says “asked”.", key: "q31" },
  { line: 7, state: "statementDiffers", stops: false, message: "A cell of 3 can be worked out from an earlier report.", key: "s14" },
] };

const evidence = [
  { key: "q17", kind: "quotation", words: "it’s one of us asking another why their antibiotics went up", voice: true, href: "/desk#p42" },
  { key: "q31", kind: "quotation", words: "I was never asked if I wanted to be in a league table with strangers", voice: true, href: "/desk#p9" },
  { key: "s14", kind: "statistic", words: "41 % (25 of 61)", href: "/statistics/14" },
  { key: "C4", kind: "claim", words: "In most sites GPs treated review as legitimate", href: "/claims/4" },
];

export const editor = () => frame({
  title: "Final report", area: "Findings", sheets: ["editor"], scripts: ["editor"],
  body: `<main id="main" class="edit"><div class="head"><div><p class="crumbs"><a href="/findings">Findings</a> / Version 1, draft</p><h1>Groups in formation: final report</h1></div>
<div class="row small"><button type="button" data-insert>Insert <kbd>Ctrl I</kbd></button><button type="button" data-find>Find <kbd>Ctrl F</kbd></button><button form="text-form" data-save>Save and verify <kbd>Ctrl S</kbd></button><button disabled aria-describedby="why">Publish</button></div></div>
<section class="pane src" aria-labelledby="h-s"><h2 id="h-s">Text</h2><form id="text-form" method="post" action="/save"><label class="vh" for="text">Text of the report</label><textarea id="text" name="text" data-editor>\n${esc(source)}</textarea></form></section>
<section class="pane prev" aria-labelledby="h-v"><h2 id="h-v">Verified preview</h2><article><h3>4.2 Looking at each other’s figures</h3></article></section>
<aside class="pane gate" aria-labelledby="h-g"><h2 id="h-g">Check</h2><div class="note stop"><p id="why"><strong>1 thing stops publication</strong>.</p></div>
<ul class="list small"><li data-line="5"><span class="st stop">${icon("stop")}Quotation altered</span> <a href="#text" class="mute" data-go-line="5">line 5</a></li><li data-line="7"><span class="st warn">${icon("warn")}Small number</span> <a href="#text" class="mute" data-go-line="7">line 7</a></li></ul></aside>
<div class="keys" role="note" aria-label="Keys"><span><kbd>F8</kbd> next item</span><span><kbd>Ctrl S</kbd> save and verify</span></div>
<script type="application/json" id="editor-data">${JSON.stringify({ study: "ostmere", report: "r1", cut: "final", evidence }).replaceAll("<", "\\u003c")}</script></main>`,
});
