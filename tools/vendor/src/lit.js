// What the islands use of lit. Adding a name here is a decision about the size of every page.
export { html, svg, nothing, render } from "lit";
export { repeat } from "lit/directives/repeat.js";
export { live } from "lit/directives/live.js";
export { ref, createRef } from "lit/directives/ref.js";
