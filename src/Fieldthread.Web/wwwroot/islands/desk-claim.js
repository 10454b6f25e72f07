// "To a claim": the selected words become a quotation, and the quotation evidence for or against a claim.
import { html, render } from "../vendor/lit.js";

/** @typedef {{ key: string, statement: string }} Claim */

/**
 * Asks which claim, and which side.
 * @param {Claim[]} claims
 * @param {string} words the selected words
 * @returns {Promise<{ claim: Claim, side: "for" | "against" } | null>}
 */
export function askClaim(claims, words) {
  const dialog = document.createElement("dialog");
  dialog.className = "box";
  dialog.setAttribute("aria-labelledby", "to-claim-h");
  document.body.append(dialog);
  let filter = "";
  const draw = () => {
    const found = claims.filter(c => `${c.key} ${c.statement}`.toLowerCase().includes(filter.toLowerCase()));
    render(html`<form method="dialog">
      <header><h2 id="to-claim-h">To a claim</h2><button type="button" @click=${() => dialog.close("")}>Cancel <kbd>Esc</kbd></button></header>
      <div class="in">
        <blockquote class="voice">${words}</blockquote>
        ${claims.length === 0 ? html`<p>This study has no claims yet. Raise one under Findings, then come back: your selection stays.</p>` : html`
        <fieldset class="set"><legend>The words speak</legend><div class="row"><label class="opt"><input type="radio" name="side" value="for" checked> for it</label>
          <label class="opt"><input type="radio" name="side" value="against"> against it</label></div></fieldset>
        <div class="field"><label for="claim-find">Claim</label><input id="claim-find" type="search" placeholder="Find a claim" autocomplete="off" @input=${(/** @type {Event} */ e) => {
          filter = /** @type {HTMLInputElement} */ (e.target).value;
          draw();
        }}></div>
        <fieldset class="set"><legend class="vh">Claims</legend>${found.map((c, i) => html`<label class="opt"><input type="radio" name="claim" value=${c.key} ?checked=${i === 0} required>
          <span><span class="id">${c.key}</span> ${c.statement}</span></label>`)}</fieldset>`}
      </div>
      <footer><button type="submit" class="go" value="ok" ?disabled=${found.length === 0}>Add as evidence</button></footer></form>`, dialog);
  };
  draw();
  dialog.showModal();
  /** @type {HTMLElement | null} */ (dialog.querySelector("input[name=side]"))?.focus();
  return new Promise(resolve => dialog.addEventListener("close", () => {
    const data = new FormData(/** @type {HTMLFormElement} */ (dialog.querySelector("form")));
    const claim = claims.find(c => c.key === data.get("claim"));
    const side = data.get("side") === "against" ? "against" : "for";
    const accepted = dialog.returnValue === "ok" && claim;
    dialog.remove();
    resolve(accepted ? { claim, side } : null);
  }, { once: true }));
}
