// A small LMS for cmi5: it launches, and refuses what the specification forbids an AU. Every refusal is written down with the
// id of the requirement (npm's @cmi5/requirements).

import { isDeepStrictEqual } from "node:util";
import { MemoryLrs } from "./memory.js";

const CONTEXT = "https://w3id.org/xapi/cmi5/context/";
const CMI5 = `${CONTEXT}categories/cmi5`;
const MOVE_ON = `${CONTEXT}categories/moveon`;
const SESSION_ID = `${CONTEXT}extensions/sessionid`;
const MASTERY = `${CONTEXT}extensions/masteryscore`;
const VERBS = {
  "http://adlnet.gov/expapi/verbs/initialized": "initialized",
  "http://adlnet.gov/expapi/verbs/completed": "completed",
  "http://adlnet.gov/expapi/verbs/passed": "passed",
  "http://adlnet.gov/expapi/verbs/failed": "failed",
  "http://adlnet.gov/expapi/verbs/terminated": "terminated",
};
const DURATION = /^P(?=.)(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?$/;
let made = 0;

function uuid() {
  made += 1;
  return `00000000-0000-4000-8000-${String(made).padStart(12, "0")}`;
}

export class Cmi5Lms {
  /** @param {{publisherId?: string, masteryScore?: number, moveOn?: string, returnURL?: string, actor?: any, preferences?: any, now?: () => number}} [options] */
  constructor({ publisherId = "https://example.org/course/au", masteryScore, moveOn = "CompletedOrPassed", returnURL, preferences, now = Date.now,
    actor = { objectType: "Agent", name: "Jo Doe", account: { homePage: "https://lms.example.org", name: "u1" } } } = {}) {
    Object.assign(this, { publisherId, masteryScore, moveOn, returnURL, actor, now });
    this.lrs = new MemoryLrs({ now, auth: "" });
    this.registration = uuid();
    this.activityId = `https://lms.example.org/au/${uuid()}`;
    /** @type {any[]} */
    this.sessions = [];
    /** What was refused, by requirement. @type {string[]} */
    this.refused = [];
    if (preferences) this.lrs.documents.set(["agents/profile", JSON.stringify(actor), "cmi5LearnerPreferences"].join("\n"), JSON.stringify(preferences));
  }

  /** Starts a session; one that still runs is abandoned. Parameters for the AU's address. @param {string} origin @param {string} [launchMode] */
  launch(origin, launchMode = "Normal") {
    for (const session of this.sessions) if (!session.terminated && !session.abandoned) session.abandoned = true;
    const id = uuid();
    const session = { id, launchMode, token: Buffer.from(`au:${id}`).toString("base64"), isFetched: false, verbs: [], statements: [], preferencesRead: false, terminated: false, abandoned: false };
    this.sessions.push(session);
    this.template = {
      contextActivities: { grouping: [{ id: this.publisherId }], other: [{ id: "https://lms.example.org/cohorts/7" }] },
      extensions: { [SESSION_ID]: id, "https://lms.example.org/extensions/tenant": "north" },
    };
    const data = { contextTemplate: this.template, launchMode, moveOn: this.moveOn,
      ...(this.masteryScore === undefined ? {} : { masteryScore: this.masteryScore }), ...(this.returnURL ? { returnURL: this.returnURL } : {}) };
    this.lrs.documents.set(["activities/state", this.activityId, JSON.stringify(this.actor), this.registration, "LMS.LaunchData"].join("\n"), JSON.stringify(data));
    return new URLSearchParams({ endpoint: `${origin}/xAPI/`, fetch: `${origin}/fetch?session=${id}`, actor: JSON.stringify(this.actor), registration: this.registration, activityId: this.activityId }).toString();
  }

  no(rule, status = 403) {
    this.refused.push(rule);
    return { status, body: rule, headers: { "X-Experience-API-Version": "1.0.3" } };
  }

  /** @param {import("./memory.js").Asked} asked */
  answer(asked) {
    if (asked.path === "fetch") {
      if (asked.method !== "POST") return this.no("8.1.2.0-4", 405);
      const session = this.sessions.find(({ id }) => id === asked.query.session);
      // 8.2.3.0-1: an AU that never heard the answer may well ask again.
      if (!session || session.isFetched) return { status: 200, body: { "error-code": "1", "error-text": "used before" } };
      session.isFetched = true;
      return { status: 200, body: { "auth-token": session.token } };
    }
    const session = this.sessions.find(({ token }) => asked.headers.authorization === `Basic ${token}`);
    if (!session) return this.no("8.1.2.0-5", 401);
    if (!session.isFetched) return this.no("8.1.2.0-2", 401);
    if (session.abandoned) return { status: 401, body: "the session is over" };
    const { agent, registration, activityId, stateId, profileId } = asked.query;
    if (agent && !isDeepStrictEqual(JSON.parse(agent), this.actor)) return this.no("8.1.3.0-3");
    if (asked.path === "activities/state" && (registration !== this.registration || activityId !== this.activityId)) return this.no("8.1.4.0-3");
    if (stateId === "LMS.LaunchData" && asked.method !== "GET") return this.no("10.2.1.0-5");
    if (asked.path === "agents/profile" && profileId !== "cmi5LearnerPreferences") return this.no("11.0.0.0-4");
    if (profileId === "cmi5LearnerPreferences") session.preferencesRead = true;
    if (asked.path === "statements" && asked.method !== "GET") {
      const list = [].concat(JSON.parse(asked.body));
      const states = { verbs: [...session.verbs], began: session.began, terminated: session.terminated, done: [...(this.done ?? [])] };
      const fresh = list.filter(({ id }) => !this.lrs.statements.has(id));
      const isChanged = list.some((statement) => this.lrs.statements.has(statement.id) && !isDeepStrictEqual(this.lrs.statements.get(statement.id), statement));
      if (isChanged) return { status: 409, body: "" };
      for (const statement of fresh) {
        const rule = this.check(session, statement);
        if (rule) {
          Object.assign(session, { verbs: states.verbs, began: states.began, terminated: states.terminated });
          this.done = states.done;
          return this.no(`${rule} ${statement.verb?.id}`);
        }
      }
      session.statements.push(...fresh);
    }
    const answer = this.lrs.answer({ ...asked, headers: { ...asked.headers, authorization: "" } });
    if (answer.status === 400) this.refused.push(`4.1.0.0-1 ${JSON.stringify(this.lrs.refused.slice(-1))}`);
    return answer;
  }

  /** The requirement about the context template that a context breaks, "" if none. */
  templateBroken(context) {
    for (const [list, activities] of Object.entries(this.template.contextActivities)) {
      const known = (context.contextActivities?.[list] ?? []).map(({ id }) => id);
      if (activities.some(({ id }) => !known.includes(id))) return "9.6.2.0-1";
    }
    for (const [name, value] of Object.entries(this.template.extensions)) {
      if (!(name in (context.extensions ?? {}))) return "10.2.1.0-6";
      if (!isDeepStrictEqual(context.extensions[name], value)) return "10.2.1.0-7";
    }
    return "";
  }

  /** The requirement that a statement breaks, "" if none. */
  check(session, statement) {
    const { context = {}, result = {} } = statement;
    const categories = (context.contextActivities?.category ?? []).map(({ id }) => id);
    const verb = VERBS[statement.verb?.id];
    const isDefined = categories.includes(CMI5);
    const done = (this.done ??= []);
    if (!statement.id) return "9.1.0.0-1";
    if (!session.preferencesRead) return "11.0.0.0-3";
    if (!isDeepStrictEqual(statement.actor, this.actor)) return "8.1.3.0-3";
    if (!statement.timestamp) return "9.7.0.0-1";
    if (!/(Z|\+00:00)$/.test(statement.timestamp)) return "9.7.0.0-2";
    if (context.registration !== this.registration) return "9.6.1.0-1";
    if (context.extensions?.[SESSION_ID] !== session.id) return "9.6.3.1-4";
    const brokenTemplate = this.templateBroken(context);
    if (brokenTemplate) return brokenTemplate;
    // "To ensure statement ordering requirements are met": by time they are as by arrival.
    if (isDefined && session.began > statement.timestamp) return "9.7.0.0-1";
    if (isDefined && verb === "terminated" && session.statements.some(({ timestamp }) => timestamp > statement.timestamp)) return "9.3.8.0-2";
    if (session.terminated) return "9.3.0.0-5";
    if (session.verbs.length === 0 && !(isDefined && verb === "initialized")) return "9.3.0.0-4";
    const isMoveOn = "success" in result || "completion" in result;
    if (categories.includes(MOVE_ON) !== (isDefined && isMoveOn)) return isDefined && isMoveOn ? "9.6.2.2-1" : "9.6.2.2-2";
    if (result.score && "raw" in result.score && !("min" in result.score && "max" in result.score)) return "9.5.1.0-3";
    if (!isDefined) return "";
    if (!verb) return "9.3.0.0-1";
    if (!statement.object) return "9.4.0.0-1";
    if (statement.object.id !== this.activityId) return "8.1.5.0-6";
    if (session.verbs.includes(verb)) return "9.3.0.0-2";
    if (["passed", "failed"].includes(verb) && session.verbs.some((other) => ["passed", "failed"].includes(other))) return "9.3.0.0-3";
    if (verb === "completed" && done.includes("completed")) return "9.3.0.0-6";
    if (verb === "passed" && done.includes("passed")) return "9.3.0.0-7";
    if (verb === "failed" && done.includes("passed")) return "9.3.0.0-8";
    if (session.launchMode !== "Normal" && ["completed", "passed", "failed"].includes(verb)) return session.launchMode === "Browse" ? "10.2.2.0-2" : "10.2.2.0-3";
    if (result.score && !["passed", "failed"].includes(verb)) return "9.5.1.0-2";
    if (verb === "passed" && result.success !== true) return "9.5.2.0-1";
    if (verb === "failed" && result.success !== false) return "9.5.2.0-2";
    if (!["passed", "failed"].includes(verb) && "success" in result) return "9.5.2.0-3";
    if (verb === "completed" && result.completion !== true) return "9.5.3.0-1";
    if (verb !== "completed" && "completion" in result) return "9.5.3.0-2";
    const timed = ["terminated", "completed", "passed", "failed"].indexOf(verb);
    if (timed >= 0 && !DURATION.test(result.duration ?? "")) return `9.5.4.1-${timed + 1}`;
    if (this.masteryScore !== undefined && ["passed", "failed"].includes(verb)) {
      const scaled = result.score?.scaled;
      if (scaled !== undefined && (scaled >= this.masteryScore) !== (verb === "passed")) return verb === "passed" ? "9.3.4.0-2" : "9.3.5.0-2";
      if (result.score && context.extensions?.[MASTERY] !== this.masteryScore) return "9.6.3.2-2";
    }
    if (verb === "initialized") session.began = statement.timestamp;
    session.verbs.push(verb);
    if (["completed", "passed"].includes(verb)) done.push(verb);
    if (verb === "terminated") session.terminated = true;
    return "";
  }
}
