// SCOs: which is delivered, the API that it finds, and where its values go.

import { createScorm12 } from "./scorm12.js";
import { createScorm2004 } from "./scorm2004.js";

/**
 * @typedef {import("./shell_types.js").LaunchFacts} LaunchFacts
 * @typedef {import("./types.js").Activity} Activity
 * @typedef {import("./types.js").Session} Session
 */

/**
 * @param {object} parts
 * @param {LaunchFacts} parts.facts
 * @param {import("./shell_types.js").Reporter} parts.reporter
 * @param {(address: string, title: string) => void} parts.open
 * @param {(text: string) => void} parts.say
 * @param {HTMLElement} parts.list
 * @param {HTMLElement} parts.stage
 * @param {() => boolean} parts.dismissed
 * @param {string} [parts.only]   an activity that is launched by itself, whatever sequencing says; "": as sequencing says
 */
export function createScormLaunches({ facts, reporter, open, dismissed, only = "" }) {
  const { tree, profile } = facts;
  /** @type {Session | null} */
  let session = null;

  /** @param {Activity} activity */
  function deliver(activity) {
    session?.abandon();
    const { identifier } = activity;
    reporter.unit = identifier;
    const create = facts.standard === "scorm12" ? createScorm12 : createScorm2004;
    const own = create(launchOf(activity), {
      store: (values) => store(identifier, values),
      watch(call) {
        reporter.call(call, own.values());
        if (own.phase() === "after") reporter.finished();
      },
      dismissed,
    });
    session = own;
    /** @type {any} */ (window)[facts.standard === "scorm12" ? "API" : "API_1484_11"] = own.api;
    open(activity.href, activity.title);
  }

  /** @param {string} unit @param {Record<string, string>} values */
  function store(unit, values) {
    facts.stored[unit] = values;
    const address = `commit?unit=${encodeURIComponent(unit)}`;
    const body = JSON.stringify(values);
    // Browsers block requests that wait for an answer while a page goes away.
    if (dismissed()) return navigator.sendBeacon(address, body);
    const request = new XMLHttpRequest();
    request.open("POST", address, false);
    try {
      request.send(body);
      return request.status === 200 && JSON.parse(request.responseText).result === true;
    } catch (broken) {
      return navigator.sendBeacon(address, body);
    }
  }

  /** @param {Activity} activity @returns {import("./types.js").Launch} */
  function launchOf(activity) {
    const { sequencing } = activity;
    const [primary] = sequencing.objectives;
    return {
      standard: /** @type {import("./types.js").Launch["standard"]} */ (facts.standard),
      learnerId: facts.learner.id,
      learnerName: facts.learner.name,
      language: facts.learner.language,
      mode: facts.mode,
      credit: facts.mode === "normal",
      stored: facts.stored[activity.identifier] ?? {},
      launchData: activity.dataFromLMS,
      masteryScore: activity.masteryscore,
      scaledPassingScore: primary?.satisfiedByMeasure ? primary.minNormalizedMeasure : null,
      completionThreshold: activity.hasCompletionThreshold ? activity.completionThreshold.minProgressMeasure : null,
      maxTimeAllowed: activity.maxtimeallowed,
      timeLimitAction: activity.timeLimitAction,
      objectives: sequencing.objectives.map(({ objectiveID }) => objectiveID).filter(Boolean),
      profile,
    };
  }

  /** @param {Activity} activity @returns {Activity[]} */
  const leaves = (activity) => (activity.children.length ? activity.children.flatMap(leaves) : activity.href ? [activity] : []);
  const activities = tree ? leaves(tree.root) : [];
  const first = activities.find(({ identifier }) => identifier === only) ?? activities[0];
  if (first) deliver(first);
}
