// One learner at one course in one LMS, launch after launch.

import { openRecord } from "../../templates/runtime/record.js";
import { lackingChoices } from "../../templates/runtime/scenario_copy.js";
import { createTracker as tracker12 } from "../../templates/runtime/tracking/scorm12.js";
import { createTracker as tracker2004 } from "../../templates/runtime/tracking/scorm2004.js";
import { Storage, Tab, dice } from "./browser.js";

export class Learner {
  constructor(lms, { course, sessions }, seed = 1) {
    Object.assign(this, { lms, course, sessions, storage: new Storage(), clock: { now: Date.UTC(2026, 10, 25, 9, 0, 0) }, random: dice(seed) });
  }

  /** Opens the course: a tab with a record. With `before`, the learner loads that tab's page anew. */
  launch(window = this.lms.launch(), before = null) {
    const tab = new Tab(window, this.storage, this.clock, this.random);
    if (before) Object.assign(tab, { items: before.items, isReloaded: true });
    const create = this.lms.standard === "1.2" ? tracker12 : tracker2004;
    const record = openRecord(this.course, this.sessions, create(tab.environment, this.course), tab.environment, lackingChoices);
    const notices = [];
    record.onNotice((notice) => notices.push(notice));
    return { tab, record, notices };
  }
}

/** Takes the assessment with these answers. */
export function takeAssessment(record, session, answers) {
  record.visit(session, "test");
  record.startAttempt(session);
  for (const id of record.attempt(session).order) if (answers[id]) record.choose(session, id, answers[id], 4.5);
  return record.finishAttempt(session);
}

/** Reads the pages and answers the checks. */
export function readSession(record, tab, session) {
  record.visit(session, "");
  record.visit(session, "one");
  tab.wait(30);
  record.answerCheck(session, "k1", ["b"], 2.345678);
  tab.wait(5);
  record.answerCheck(session, "k1", ["a"], 7);
  record.visit(session, "two");
  tab.wait(10);
  record.answerCheck(session, "k2", ["t"], 61.2);
  tab.wait(2);
}
