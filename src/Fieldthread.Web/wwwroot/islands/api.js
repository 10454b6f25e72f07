// Acts and questions over HTTP. An act carries a client id: the same id again gives the same answer, so that a retry after a lost
// connection never does a thing twice.

/**
 * @typedef {{ act: number, answer: any }} Done
 * @typedef {{ refusal: string, message: string, kept?: string }} Refusal
 */

/** Said by the workbench: this may not be done, and why. Nothing was changed. */
export class Refused extends Error {
  /** @param {Refusal} refusal */
  constructor(refusal) {
    super(refusal.message);
    this.name = "Refused";
    this.refusal = refusal.refusal;
    this.kept = refusal.kept ?? "";
  }
}

/** Nobody answered. Whether it was done is not known: ask again with the same client id. */
export class Unreached extends Error {
  /** @param {string} client */
  constructor(client) {
    super("The server could not be reached.");
    this.name = "Unreached";
    this.client = client;
  }
}

const waits = [250, 1000];
const token = () => document.querySelector('meta[name="request-token"]')?.getAttribute("content") ?? "";
/** @param {number} ms */
const pause = ms => new Promise(resolve => setTimeout(resolve, ms));

/**
 * Does an act.
 * @param {string} study slug
 * @param {string} name such as add-coding
 * @param {object} body
 * @param {string} [client] the id of an earlier try
 * @returns {Promise<Done>}
 */
export async function act(study, name, body, client = crypto.randomUUID()) {
  const url = `/api/studies/${encodeURIComponent(study)}/acts/${name}`;
  for (let attempt = 0; ; attempt++) {
    /** @type {Response | undefined} */
    let response;
    try {
      response = await fetch(url, {
        method: "POST", credentials: "same-origin", body: JSON.stringify(body),
        headers: { "Content-Type": "application/json", "RequestVerificationToken": token(), "X-Client-Id": client },
      });
    } catch { /* no answer: below */ }
    if (response?.ok) {
      try {
        return await response.json();
      } catch { response = undefined; /* cut off: done or not, the same id tells */ }
    }
    if (response && response.status >= 400 && response.status < 500) {
      throw new Refused(await refusalOf(response));
    }
    if (attempt >= waits.length) {
      throw new Unreached(client);
    }
    await pause(waits[attempt]);
  }
}

/** @param {Response} response @returns {Promise<Refusal>} */
async function refusalOf(response) {
  try {
    const said = await response.json();
    if (said.message) { return said; }
  } catch { /* not ours: below */ }
  const words = response.status === 401 ? "You are signed out. Sign in in another tab, then try again."
    : response.status === 400 ? "The server did not take this. If the page has been open since yesterday, reload it."
    : `The server refused this (${response.status}).`;
  return { refusal: `http-${response.status}`, message: words };
}

/**
 * Asks a question.
 * @param {string} study slug
 * @param {string} name such as codings-of-source
 * @param {Record<string, string>} parameters
 * @param {AbortSignal} [signal]
 * @returns {Promise<any>}
 */
export async function ask(study, name, parameters, signal) {
  const query = new URLSearchParams(parameters);
  const response = await fetch(`/api/studies/${encodeURIComponent(study)}/questions/${name}?${query}`, {
    credentials: "same-origin", headers: { "Accept": "application/json" }, signal,
  });
  if (!response.ok) { throw new Refused(await refusalOf(response)); }
  return response.json();
}

/**
 * The JSON data block of a page.
 * @param {string} id
 * @returns {any} null when the page has none
 */
export function block(id) {
  const text = document.getElementById(id)?.textContent;
  return text ? JSON.parse(text) : null;
}
