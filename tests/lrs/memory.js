// An LRS within a test's own process, with the answers of a strict one, and with profiles of limited ability. The same
// object answers a pretended `fetch` and, by `serve`, real requests of a browser with real preflights.

import { createHash } from "node:crypto";
import { createServer } from "node:http";
import { isDeepStrictEqual } from "node:util";
import { createRequire } from "node:module";

const validate = createRequire(import.meta.url)("@learninglocker/xapi-validation").default;

/** @typedef {{method: string, path: string, query: Record<string, string>, headers: Record<string, string>, body: string}} Asked */

export class MemoryLrs {
  /** @param {{auth?: string, hasStates?: boolean, now?: () => number, mostBytes?: number, version?: string, isPutOnly?: boolean, isReticent?: boolean}} [options] */
  constructor({ auth = "Basic dGVzdGVyOnNlY3JldA==", hasStates = true, now = Date.now, mostBytes = Infinity, version = "1.0.3", isPutOnly = false, isReticent = false } = {}) {
    Object.assign(this, { auth, hasStates, now, mostBytes, version, isPutOnly, isReticent });
    /** @type {Map<string, any>} In the order of arrival. */
    this.statements = new Map();
    this.documents = new Map();
    /** What a strict LRS has refused. @type {string[]} */
    this.refused = [];
    this.repeated = 0;
    this.requests = 0;
  }

  /** @param {Asked} asked @returns {{status: number, body?: any, headers?: Record<string, string>}} */
  answer(asked) {
    this.requests += 1;
    // What no header allows a page to read is as good as not there.
    const headers = this.isReticent ? {} : { "X-Experience-API-Version": this.version, "X-Experience-API-Consistent-Through": new Date(this.now()).toISOString() };
    const reply = (status, body = "", more = {}) => ({ status, body, headers: { ...headers, ...more } });
    if (!asked.headers["x-experience-api-version"]) return this.refuse(reply(400), "no version header");
    if (asked.headers["x-experience-api-version"].charAt(0) !== this.version.charAt(0)) return reply(400, "version");
    if (asked.headers.authorization !== this.auth) return reply(401);
    if (asked.body && Buffer.byteLength(asked.body) > this.mostBytes) return reply(413);
    if (asked.path === "statements") return this.answerStatements(asked, reply);
    if (asked.path === "activities/state" && this.hasStates) return this.answerDocument(asked, ["activityId", "agent", "registration", "stateId"], reply);
    if (asked.path === "agents/profile" && this.hasStates) return this.answerDocument(asked, ["agent", "profileId"], reply);
    return reply(this.hasStates ? 404 : 405);
  }

  refuse(reply, why) {
    this.refused.push(why);
    return reply;
  }

  answerStatements(asked, reply) {
    if (asked.method === "GET") return reply(200, { statements: [...this.statements.values()].filter(({ context }) => !asked.query.registration || context?.registration === asked.query.registration), more: "" });
    if (this.isPutOnly && asked.method === "POST") return reply(200, { success: true });
    const sent = JSON.parse(asked.body);
    const list = asked.method === "PUT" ? [sent] : [].concat(sent);
    if (asked.method === "PUT" && asked.query.statementId !== sent.id) return this.refuse(reply(400), "PUT of another id");
    for (const statement of list) {
      const faults = validate(statement);
      if (faults.length > 0) return this.refuse(reply(400, faults.map(String)), `${statement.id}: ${faults.map(({ constructor, path }) => `${constructor.name} ${path}`)}`);
      if (Date.parse(statement.timestamp) > this.now() + 300000) return reply(400, "a time to come");
    }
    for (const statement of list) {
      const known = this.statements.get(statement.id);
      if (known && !isDeepStrictEqual(known, statement)) return reply(409);
    }
    for (const statement of list) {
      if (this.statements.has(statement.id)) this.repeated += 1;
      else this.statements.set(statement.id, statement);
    }
    return asked.method === "PUT" ? reply(204) : reply(200, list.map(({ id }) => id));
  }

  answerDocument(asked, names, reply) {
    if (names.some((name) => !asked.query[name])) return this.refuse(reply(400), `document without ${names}`);
    const key = [asked.path, ...names.map((name) => asked.query[name])].join("\n");
    const old = this.documents.get(key);
    if (asked.method === "GET") return old === undefined ? reply(404) : reply(200, JSON.parse(old), { ETag: `"${createHash("sha1").update(old).digest("hex")}"` });
    if (asked.method === "POST") this.documents.set(key, JSON.stringify({ ...JSON.parse(old ?? "{}"), ...JSON.parse(asked.body) }));
    else if (asked.method === "PUT") this.documents.set(key, asked.body);
    else return reply(405);
    return reply(204);
  }

  document(stateId) {
    const [, text] = [...this.documents].find(([key]) => key.endsWith(`\n${stateId}`)) ?? [];
    return text && JSON.parse(text);
  }
}

/** A request of `fetch` as `answer` wants it; null if it is not below the endpoint. @returns {Asked | null} */
export function askedOf(endpoint, address, init = {}) {
  const url = new URL(address);
  if (!url.href.startsWith(endpoint)) return null;
  const headers = Object.fromEntries(Object.entries(init.headers ?? {}).map(([name, value]) => [name.toLowerCase(), String(value)]));
  return { method: init.method ?? "GET", path: url.pathname.slice(new URL(endpoint).pathname.length), query: Object.fromEntries(url.searchParams), headers, body: init.body ?? "" };
}

/**
 * Serves `answer` on loopback for pages of any origin, after real preflights.
 * @param {(asked: Asked) => {status: number, body?: any, headers?: Record<string, string>}} answer
 * @param {{methods?: string, exposed?: string}} [cors]
 */
export async function serve(answer, { methods = "GET, POST, PUT, DELETE", exposed = "X-Experience-API-Version, X-Experience-API-Consistent-Through" } = {}) {
  const server = createServer((request, response) => {
    const chunks = [];
    request.on("data", (chunk) => chunks.push(chunk));
    request.on("end", () => {
      const cors = { "Access-Control-Allow-Origin": request.headers.origin ?? "*", "Access-Control-Expose-Headers": exposed, Vary: "Origin" };
      if (request.method === "OPTIONS") {
        const allowed = { ...cors, "Access-Control-Allow-Methods": methods, "Access-Control-Allow-Headers": "Authorization, Content-Type, X-Experience-API-Version" };
        response.writeHead(204, allowed).end();
        return;
      }
      const url = new URL(request.url ?? "/", "http://loopback");
      const { status, body = "", headers } = answer({
        method: request.method ?? "GET", path: url.pathname.replace(/^\/(xAPI\/)?/, ""), query: Object.fromEntries(url.searchParams),
        headers: /** @type {any} */ (request.headers), body: Buffer.concat(chunks).toString(),
      });
      const isJson = typeof body !== "string";
      response.writeHead(status, { ...cors, ...headers, "Content-Type": isJson ? "application/json" : "text/plain" }).end(status === 204 ? undefined : isJson ? JSON.stringify(body) : body);
    });
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(null)));
  return { server, origin: `http://127.0.0.1:${/** @type {any} */ (server.address()).port}`, close: () => new Promise((resolve) => { server.closeAllConnections(); server.close(resolve); }) };
}
