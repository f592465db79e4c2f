// Courses for tests.

import { scrambleKey } from "../../templates/runtime/key.js";

export function question(session, id, slot, correct = ["a"], more = {}) {
  const marks = more.marks ?? ["a", "b", "c", "d"];
  const lmsId = `${session}_${id}`;
  const isTrueFalse = marks.join("") === "tf";
  return {
    id, lmsId, slot, type: isTrueFalse ? "true-false" : correct.length > 1 ? "multiple" : "choice", interactionType: isTrueFalse ? "true-false" : "choice",
    form: "picks", targets: [], blanks: [], partial: false,
    text: `What of ${id}?\nWhy “so”?`, html: "", marks, stateMarks: marks.join(""), points: 1, attempts: 0, shuffle: false, required: true, objectives: [`${session}-goal`],
    answerKey: scrambleKey(lmsId, { correct, feedback: { b: "No." }, explanation: "" }), ...more,
  };
}

/** Sessions s0, s1, …: two pages, two checks, an assessment of four questions. */
export function course(count = 2, more = {}) {
  const sessions = Array.from({ length: count }, (_, number) => session(`s${number}`, number, more));
  return {
    course: {
      format: 1, kind: count > 1 ? "course" : "session", id: "course", title: "A course", version: "1", language: "en", scorm12Status: more.scorm12Status ?? "passed-failed",
      sections: [{ title: "", sessions: sessions.map(({ id }) => id) }],
      objectives: [
        ...sessions.map(({ id }) => ({ id: `${id}-goal`, title: `Goal of ${id}`, code: "", kind: "session", framework: "", passMark: null })),
        { id: "clcf-2-4", title: "Teams", code: "2.4", kind: "framework", framework: "A framework", passMark: 50 },
      ],
      stateLimit: more.stateLimit ?? 4096, text: {},
    },
    sessions,
  };
}

function session(id, slot, more) {
  const checks = [question(id, "k1", 0, ["a"]), question(id, "k2", 1, ["t"], { marks: ["t", "f"], attempts: 2 })];
  const asked = [question(id, "q1", 2, ["a"]), question(id, "q2", 3, ["a", "c"], { points: 2 }), question(id, "q3", 4, ["b"]), question(id, "q4", 5, ["f"], { marks: ["t", "f"] })];
  for (const one of asked) one.shuffle = true;
  return {
    id, slot, title: id, description: "", minutes: 5, language: "en", audience: { professions: [], stage: "" }, authors: [], reviewers: [], reviewed: "", nextReview: "",
    licence: "", certificate: true, competences: [], goals: [],
    pages: [
      { id: "one", slot: 0, title: "One", isAssessment: false, html: "", questions: [checks[0]] },
      { id: "two", slot: 1, title: "Two", isAssessment: false, html: "", questions: [checks[1]] },
      { id: "test", slot: 2, title: "Test", isAssessment: true, html: "", questions: asked },
    ],
    completeWhen: more.completeWhen ?? ["pages", "checks", "passed"],
    assessment: { passMark: 60, attempts: 0, shuffleQuestions: true, shuffleAnswers: true, reveal: "after-attempt", timeLimit: 0, coolingOff: "", sections: [], parts: [], ...more.assessment },
    objectives: [
      { id: `${id}-goal`, slot: 0, questions: ["q1", "q2", "q3", "q4"], pages: ["one", "two"] },
      { id: "clcf-2-4", slot: 1, questions: ["q1"], pages: ["one"] },
    ],
  };
}

export const RIGHT = { q1: ["a"], q2: ["a", "c"], q3: ["b"], q4: ["f"] };
export const WRONG = { q1: ["b"], q2: ["a"], q3: ["c"], q4: ["t"] };
