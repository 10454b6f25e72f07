// Stands in for the server: the pages as it will write them, the policy it will send, and a workbench that lives in memory.
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { dirname, extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "../../../src/Fieldthread.Web/wwwroot");
const types = { ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".html": "text/html; charset=utf-8", ".md": "text/plain" };
export const policy = "default-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'";

/**
 * @param {{ pages: Record<string, string | (() => string)>, codings?: any[], palette?: object, check?: object, port?: number, folder?: string }} made
 */
export async function start({ pages, codings = [], palette = { groups: [] }, check = { lines: [] }, port = 0, folder }) {
  const state = {
    act: 100, codings: structuredClone(codings), acts: [], answers: new Map(), refuse: null, lose: 0, delay: 0,
    /** @type {Set<import("node:http").ServerResponse>} */ watchers: new Set(), undo: new Map(), ids: 0,
  };
  const tell = (name, tells) => { for (const w of state.watchers) { w.write(`id: ${state.act}\nevent: act\ndata: ${JSON.stringify({ act: state.act, name, tells })}\n\n`); } };
  const id = () => `00000000-0000-4000-8000-${String(++state.ids).padStart(12, "0")}`;

  /** Does an act as `coder`, as the workbench would. */
  function run(name, body, coder) {
    state.acts.push({ name, body });
    let answer = {};
    let tells = [];
    let back = () => {};
    if (name === "add-coding") {
      const coding = { id: id(), start: body.start, end: body.end, code: body.code, coder, memo: "" };
      state.codings.push(coding);
      answer = { id: coding.id };
      tells = ["codings"];
      back = () => { state.codings = state.codings.filter(c => c.id !== coding.id); };
    } else if (name === "remove-coding") {
      const old = state.codings.find(c => c.id === body.coding);
      state.codings = state.codings.filter(c => c.id !== body.coding);
      tells = ["codings"];
      back = () => { state.codings.push(old); };
    } else if (name === "move-coding") {
      const coding = state.codings.find(c => c.id === body.coding);
      const before = coding && { start: coding.start, end: coding.end };
      Object.assign(coding ?? {}, { start: body.start, end: body.end });
      tells = ["codings"];
      back = () => { Object.assign(coding ?? {}, before); };
    } else if (name === "set-coding-memo") {
      const coding = state.codings.find(c => c.id === body.coding);
      if (coding) { coding.memo = body.words; }
      tells = ["codings"];
    } else if (name === "add-code") {
      answer = { id: id() };
      tells = ["codes"];
    } else if (name === "undo-act") {
      state.undo.get(body.act)?.();
      tells = ["codings"];
    } else if (name === "add-quotation") {
      answer = { key: `q${40 + state.acts.length}` };
    }
    state.act++;
    state.undo.set(state.act, back);
    tell(name, tells);
    return { act: state.act, answer };
  }

  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? "/", "http://localhost");
    const send = (status, type, body) => { response.writeHead(status, { "Content-Type": type, "Content-Security-Policy": policy, "Cache-Control": "no-store" }); response.end(body); };
    const json = (status, body) => send(status, "application/json", JSON.stringify(body));
    if (url.pathname.startsWith("/assets/")) {
      const path = normalize(join(root, url.pathname.slice(8)));
      if (!path.startsWith(root)) { return send(403, "text/plain", "no"); }
      try { return send(200, types[extname(path)] ?? "application/octet-stream", await readFile(path)); } catch { return send(404, "text/plain", "no"); }
    }
    const acting = /^\/api\/studies\/[^/]+\/acts\/([a-z-]+)$/.exec(url.pathname);
    if (acting && request.method === "POST") {
      let text = "";
      for await (const part of request) { text += part; }
      const client = request.headers["x-client-id"];
      if (request.headers.requestverificationtoken !== "token-of-the-page") { return json(400, {}); }
      if (state.lose > 0) { state.lose--; if (state.lose % 2 === 1) { state.answers.set(client, state.answers.get(client) ?? run(acting[1], JSON.parse(text), "r1")); } return request.socket.destroy(); }
      if (state.delay) { await new Promise(r => setTimeout(r, state.delay)); }
      if (state.refuse) { const said = state.refuse; state.refuse = null; return json(422, said); }
      const answer = state.answers.get(client) ?? run(acting[1], JSON.parse(text), "r1");
      state.answers.set(client, answer);
      return json(200, answer);
    }
    if (url.pathname.endsWith("/questions/codings-of-source")) { return json(200, { codings: state.codings }); }
    if (url.pathname.endsWith("/questions/palette")) { return json(200, palette); }
    if (url.pathname.endsWith("/questions/report-check")) { return json(200, check); }
    if (url.pathname.endsWith("/live")) {
      response.writeHead(200, { "Content-Type": "text/event-stream", "Cache-Control": "no-store" });
      response.write(": here\n\n");
      state.watchers.add(response);
      request.on("close", () => state.watchers.delete(response));
      return;
    }
    const page = pages[url.pathname];
    if (page !== undefined) { return send(200, types[".html"], typeof page === "function" ? page() : page); }
    if (folder) { try { return send(200, types[extname(url.pathname)] ?? "text/html; charset=utf-8", await readFile(join(folder, normalize(url.pathname)))); } catch { /* below */ } }
    send(404, "text/html; charset=utf-8", "<!doctype html><title>None</title>");
  });
  await new Promise(resolve => server.listen(port, "127.0.0.1", () => resolve(undefined)));
  return {
    url: `http://127.0.0.1:${/** @type {any} */ (server.address()).port}`, state, run,
    close: () => new Promise(resolve => { for (const w of state.watchers) { w.end(); } server.closeAllConnections(); server.close(() => resolve(undefined)); }),
  };
}
