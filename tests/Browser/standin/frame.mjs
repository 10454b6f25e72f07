// The frame of a page of the tool, as the server writes it.
export const esc = words => String(words).replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
export const icon = name => `<svg class="i" aria-hidden="true"><use href="#i-${name}"/></svg>`;

export const symbols = `<svg width="0" height="0" class="vh" aria-hidden="true"><defs>
<symbol id="i-ok" viewBox="0 0 16 16"><circle cx="8" cy="8" r="6.5"/><path d="m4.8 8.3 2.2 2.2 4.2-4.6"/></symbol>
<symbol id="i-warn" viewBox="0 0 16 16"><path d="M8 1.8 15 14H1zM8 6v4M8 11.6v1"/></symbol>
<symbol id="i-stop" viewBox="0 0 16 16"><path d="M5.2 1.5h5.6l3.7 3.7v5.6l-3.7 3.7H5.2l-3.7-3.7V5.2zM5.5 5.5l5 5m0-5-5 5"/></symbol>
<symbol id="i-idle" viewBox="0 0 16 16"><circle cx="8" cy="8" r="6.5" stroke-dasharray="2.5 2"/></symbol>
<symbol id="i-lock" viewBox="0 0 16 16"><path d="M3 7h10v7H3zM5 7V5a3 3 0 0 1 6 0v2"/></symbol>
<symbol id="i-thread" viewBox="0 0 20 20"><path d="M2 5h5c5 0 3 10 8 10h3M2 10h3M2 15h4c4 0 4-5 7-5h5" stroke-linecap="round"/></symbol>
</defs></svg>`;

const areas = [["Studies", "g s"], ["Register", "g r"], ["Surveys", "g v"], ["Fieldwork", "g f"], ["Analysis", "g a"], ["Findings", "g n"], ["Publishing", "g p"]];

export const frame = ({ title, area = "Fieldwork", body, sheets = [], scripts = [], attributes = "" }) => `<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="request-token" content="token-of-the-page"><meta name="color-scheme" content="light dark">
<link rel="icon" href="/assets/favicon.svg" type="image/svg+xml"><title>${esc(title)} · Fieldthread</title>
${["tokens", "base", "shell", ...sheets].map(s => `<link rel="stylesheet" href="/assets/${s}.css">`).join("")}<link rel="stylesheet" href="/assets/print.css" media="print">
${["shell", ...scripts].map(s => `<script type="module" src="/assets/islands/${s}.js"></script>`).join("")}
</head>
<body ${attributes}>
${symbols}
<div class="shell">
<a class="skip" href="#main">Skip to content</a>
<header class="top">
<a class="brand" href="/">${icon("thread")}<span>Fieldthread</span></a>
<details class="pick"><summary><span>Groups in formation, Ostmere</span> <span aria-hidden="true">▾</span></summary><ul class="list"><li><a href="/">Groups in formation, Ostmere</a></li><li><a href="/">All studies</a></li></ul></details>
<form class="when" method="get" aria-label="Moment in time"><label>As at <input type="text" name="at" value="1 Oct 2022" autocomplete="off"></label><label>As known <select name="known"><option selected>now</option><option>12 Mar 2021</option></select></label><button>Show</button></form>
<a class="btn find" href="/search" data-open="palette" data-study="ostmere" aria-keyshortcuts="Control+K"><span>Search or act</span> <kbd>Ctrl K</kbd></a>
<button class="bare" type="button" data-theme-switch hidden>Dark</button>
</header>
<nav class="rail" aria-label="Areas"><ul>${areas.map(([name, key]) => `<li><a href="/${name.toLowerCase()}"${name === area ? ' aria-current="true"' : ""}>${name} <kbd>${key}</kbd></a></li>`).join("")}
<li class="gap"><a href="/search">Search</a></li><li><a href="/cuts">Data cuts</a></li><li><a href="/log">Log</a></li><li><a href="/team">Team</a></li></ul></nav>
${body}
</div>
</body>
</html>`;
