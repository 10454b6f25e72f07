// Any three of the twelve code colours may lie over each other under a participant's words. axe cannot see highlights, so the contrast
// of every triple is computed here, from the values in tokens.css, as the browser mixes them.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

const css = readFileSync(new URL("../../src/Fieldthread.Web/wwwroot/tokens.css", import.meta.url), "utf8");

/** The values of one block of tokens.css, by its selector. */
function block(sheet, selector) {
  const at = sheet.indexOf(selector);
  assert.ok(at >= 0, `tokens.css has ${selector}`);
  const body = sheet.slice(sheet.indexOf("{", at) + 1, sheet.indexOf("}", at)).replace(/\/\*.*?\*\//gs, "");
  return Object.fromEntries([...body.matchAll(/--([\w-]+):\s*([^;]+);/g)].map(m => [m[1], m[2].trim()]));
}

const rgb = hex => [1, 3, 5].map(i => parseInt(hex.slice(i, i + 2), 16));
const linear = v => (v / 255 <= 0.04045 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4);
const luminance = c => 0.2126 * linear(c[0]) + 0.7152 * linear(c[1]) + 0.0722 * linear(c[2]);
const contrast = (a, b) => { const [x, y] = [luminance(a), luminance(b)].sort((p, q) => q - p); return (x + 0.05) / (y + 0.05); };
// A colour mixed with transparent keeps its hue and takes the share as alpha; layers compose in sRGB.
const over = (layer, alpha, ground) => ground.map((v, i) => layer[i] * alpha + v * (1 - alpha));

/** The worst contrast of ink on any three washes, laid in any order. */
export function worst(tokens) {
  const codes = Array.from({ length: 12 }, (_, i) => rgb(tokens[`k${i + 1}`]));
  const alpha = parseFloat(tokens.wash) / 100;
  const ink = rgb(tokens.ink);
  let low = { contrast: Infinity, codes: "" };
  for (const sheet of [rgb(tokens.sheet), rgb(tokens.paper)]) {
    for (let a = 0; a < 12; a++) for (let b = 0; b < 12; b++) for (let c = 0; c < 12; c++) {
      // The desk lays a colour once, however many codes share it.
      if (a === b || b === c || a === c) { continue; }
      const value = contrast(ink, over(codes[c], alpha, over(codes[b], alpha, over(codes[a], alpha, sheet))));
      if (value < low.contrast) { low = { contrast: value, codes: `k${a + 1} k${b + 1} k${c + 1}` }; }
    }
  }
  return low;
}

const light = block(css, ":root {");
const dark = { ...light, ...block(css, ':root:not([data-theme="light"])') };
const asked = { ...light, ...block(css, ':root[data-theme="dark"]') };

test("any three washes leave ink at 8:1 in light", () => {
  const { contrast, codes } = worst(light);
  assert.ok(contrast >= 8, `${codes}: ${contrast.toFixed(2)}`);
});

test("any three washes leave ink at 5.3:1 in dark", () => {
  const { contrast, codes } = worst(dark);
  assert.ok(contrast >= 5.3, `${codes}: ${contrast.toFixed(2)}`);
});

test("dark by choice is dark by preference, value for value", () => assert.deepEqual(asked, dark));

test("each code colour stands out from the sheet at 3:1, in stripes and lanes", () => {
  for (const tokens of [light, dark]) {
    for (let k = 1; k <= 12; k++) {
      const value = contrast(rgb(tokens[`k${k}`]), rgb(tokens.sheet));
      assert.ok(value >= 3, `k${k}: ${value.toFixed(2)}`);
    }
  }
});

test("a planted colour that is too dark, or too bright in dark, is caught", () => {
  assert.ok(worst({ ...light, k7: "#000000" }).contrast < 8);
  assert.ok(worst({ ...dark, k7: "#ffffff" }).contrast < 5.3);
  assert.ok(worst({ ...light, wash: "25%" }).contrast < 8);
});

test("small text holds 4.5:1 on every surface it stands on", () => {
  for (const tokens of [light, dark]) {
    for (const ground of ["paper", "sheet", "sunk", "here", "idle-wash"]) {
      for (const ink of ["ink", "ink-2", "ink-3", "link"]) {
        const value = contrast(rgb(tokens[ink]), rgb(tokens[ground]));
        assert.ok(value >= 4.5, `${ink} on ${ground}: ${value.toFixed(2)}`);
      }
    }
    for (const state of ["ok", "warn", "stop"]) { assert.ok(contrast(rgb(tokens[state]), rgb(tokens[`${state}-wash`])) >= 4.5, state); }
  }
});
