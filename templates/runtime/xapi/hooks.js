// The course's hooks: what happens in the record and on the page becomes statements. A learner never notices.

import { readKey } from "../key.js";
import { rightPatterns, toldResponse } from "../responses.js";
import { pattern } from "../tracking/patterns.js";
import { hooksFor, scoreValues, spanText, titleOf } from "./compose.js";
import { openSender } from "./source.js";

/**
 * @typedef {import("../types.js").CourseData} CourseData
 * @typedef {import("../types.js").Environment} Environment
 * @typedef {import("../types.js").LearnerRecord} LearnerRecord
 * @typedef {import("../types.js").Moment} Moment
 * @typedef {import("../types.js").SessionData} SessionData
 * @typedef {import("../types.js").Tracker} Tracker
 * @typedef {import("../types.js").XapiMoment} XapiMoment
 */

const PROGRESS_STEP = 10;

/**
 * @param {Environment} environment
 * @param {CourseData} course
 * @param {SessionData[]} sessions
 * @param {Tracker} tracker
 * @param {LearnerRecord} record
 */
export function watchMoments(environment, course, sessions, tracker, record) {
  if (!course.xapi) return;
  const xapi = course.xapi;
  const { document, IntersectionObserver } = environment.window;
  const sender = tracker.sender?.() ?? openSender(environment, course, xapi, record);
  const { queue } = sender;
  if (record.readOnly) return environment.listen("pagehide", queue.flush);
  /** The place that is shown, since when, and what says so should this page die. */
  let place = { session: "", page: "" };
  let since = environment.now();
  /** @type {ReturnType<typeof queue.hold>[]} */
  let visits = [];
  /** Percent that was told last, by session. @type {Map<string, number>} */
  const told = new Map(sessions.map(({ id }) => [id, percentOf(id)]));
  /** Blocks that were shown on this page. @type {Set<string>} */
  const seen = new Set();

  /** @param {string} id */
  function percentOf(id) {
    return Math.floor(record.session(id).fraction * 100);
  }

  /** @param {XapiMoment} on @param {string} key @param {Record<string, any>} [facts] @param {string[]} [pattern] */
  function statementsOf(on, key, facts, pattern) {
    const [kind, path = ""] = key.split(":");
    const [sessionId, name] = path.split("/");
    const session = sessions.find(({ id }) => id === sessionId);
    const page = session?.pages.find(({ id, isAssessment, questions }) => (kind === "assessment" ? isAssessment
      : kind === "question" ? questions.some((question) => question.id === name) : id === name));
    const values = {
      course_title: course.title,
      course_version: course.version,
      session_title: session?.title ?? null,
      page_title: page?.title ?? null,
      title: titleOf(xapi, key),
      ...facts,
    };
    return hooksFor(xapi, on, key).map((hook) => sender.statement(hook, key, values, { pattern }));
  }

  /** @param {XapiMoment} on @param {string} key @param {Record<string, any>} [facts] @param {string[]} [pattern] */
  function send(on, key, facts, pattern) {
    for (const statement of statementsOf(on, key, facts, pattern)) queue.add(statement);
  }

  /** @param {Moment} moment */
  function tell(moment) {
    if (moment.on === "visit") {
      leave();
      if (moment.session && moment.session !== place.session) send("session-experienced", `session:${moment.session}`);
      place = moment;
      arrive();
    } else if (moment.on === "left") {
      leave();
      place = { session: "", page: "" };
    } else if (moment.on === "changed") sessions.forEach(({ id }) => progress(id));
    else if (moment.on === "joined") sessions.forEach(({ id }) => told.set(id, percentOf(id)));
    else if (moment.on === "question-answered") {
      const { question, session, isCorrect, attempt, seconds } = moment;
      const right = rightPatterns(question, readKey(question));
      const said = question.form === "picks" ? [...moment.response].sort() : toldResponse(question, moment.response);
      const thing = `question:${session}/${question.id}`;
      const response = pattern(question.interactionType, said);
      send(moment.on, thing, { response, correct: isCorrect, attempt, duration: spanText(seconds) }, right.filter((parts) => parts.length > 0).map((parts) => pattern(question.interactionType, parts)));
      if (isCorrect === null && question.form !== "path") send(question.type === "activity" ? "activity-confirmed" : question.form === "fields" ? "reflection-written" : "survey-answered", thing, { response });
    } else if (moment.on === "scenario-chosen") {
      send(moment.on, `question:${moment.session}/${moment.question.id}/${moment.scene}`, { response: moment.response });
    } else if (moment.on === "assessment-passed" || moment.on === "assessment-failed") {
      const { session, score, passed, attempt, seconds } = moment;
      send(moment.on, `assessment:${session}`, {
        ...scoreValues(score), passed, attempt, duration: spanText(seconds), completed: true,
        pass_mark: sessions.find(({ id }) => id === session)?.assessment?.passMark ?? null,
      });
    }
  }

  /** @param {string} id */
  function progress(id) {
    const percent = percentOf(id);
    const before = told.get(id) ?? 0;
    if (percent < before + PROGRESS_STEP && (percent < 100 || before === 100)) return;
    told.set(id, percent);
    send("progressed", `session:${id}`, { progress: percent, progress_scaled: percent / 100, completed: record.session(id).completed });
  }

  function arrive() {
    since = environment.now();
    seen.clear();
    visits = visitStatements().map(queue.hold);
    // The view is there a moment later.
    environment.setTimeout(watchBlocks, 0);
  }

  function visitStatements() {
    return place.page ? statementsOf("page-experienced", `page:${place.session}/${place.page}`, { duration: spanText((environment.now() - since) / 1000) }) : [];
  }

  function leave() {
    for (const media of document?.querySelectorAll("video, audio") ?? []) if (!media.paused && !media.ended) mediaMoment("video-paused", media);
    const ending = visitStatements();
    visits.forEach((held, at) => {
      if (ending[at]) queue.add({ ...ending[at], id: held.id });
      held.drop();
    });
    visits = [];
  }

  /** @param {Element} element */
  function keyOf(element) {
    return `block:${place.session}/${place.page}/${element.closest("[data-block]")?.getAttribute("data-block")}`;
  }

  /** @param {XapiMoment} on @param {HTMLMediaElement} media */
  function mediaMoment(on, media) {
    const round = (/** @type {number} */ value) => (Number.isFinite(value) ? Number(value.toFixed(3)) : null);
    const parts = Array.from({ length: media.played.length }, (_, at) => [media.played.start(at), media.played.end(at)]);
    const total = parts.reduce((sum, [from = 0, to = 0]) => sum + to - from, 0);
    const share = media.duration > 0 ? Math.min(total / media.duration, 1) : NaN;
    send(on, keyOf(media), {
      time: round(media.currentTime),
      length: round(media.duration),
      progress: round(Math.floor(share * 100)),
      progress_scaled: round(share),
      played_segments: parts.map((part) => part.map(round).join("[.]")).join("[,]") || null,
      duration: spanText(total),
    });
  }

  function watchBlocks() {
    if (!document || !IntersectionObserver) return;
    const observer = new IntersectionObserver((/** @type {IntersectionObserverEntry[]} */ entries) => {
      for (const { isIntersecting, target } of entries) {
        const key = keyOf(target);
        if (!isIntersecting || seen.has(key)) continue;
        seen.add(key);
        send("block-experienced", key);
      }
    });
    for (const block of document.querySelectorAll("[data-block]")) observer.observe(block);
  }

  /** @param {() => void} work   whose faults are nobody's concern but ours */
  function quietly(work) {
    try {
      work();
    } catch (fault) {
      console.warn("xAPI:", fault);
    }
  }

  record.onMoment((moment) => quietly(() => tell(moment)));
  environment.listen("pagehide", () => quietly(() => {
    leave();
    queue.flush();
  }));
  environment.listen("pageshow", (event) => event.persisted && quietly(arrive));
  environment.listen("visibilitychange", () => environment.hidden() && quietly(() => {
    // A page may die unseen: what it would say by then.
    const dying = visitStatements();
    visits.forEach((held, at) => dying[at] && held.note({ ...dying[at], id: held.id }));
  }));
  // What the learner does: printing opens everything, too.
  document?.addEventListener("click", (/** @type {MouseEvent} */ { target }) => quietly(() => {
    if (!(target instanceof Element)) return;
    const { session, page } = place;
    const title = sessions.find(({ id }) => id === session)?.pages.find(({ id }) => id === page)?.title ?? null;
    if (target.closest("#player-help")) send("help-opened", session ? `session:${session}` : xapi.publisher, { page_title: title });
    const details = target.closest("summary")?.closest("details");
    if (details && !details.open) send("help-opened", keyOf(details));
  }), true);
  for (const type of ["play", "pause", "ended"]) {
    document?.addEventListener(type, (/** @type {Event} */ { target }) => quietly(() => {
      if (target instanceof HTMLMediaElement && (type !== "pause" || !target.ended)) {
        mediaMoment(type === "play" ? "video-played" : type === "pause" ? "video-paused" : "video-completed", target);
      }
    }), true);
  }
}
