// From an activity of the tree to what its launch needs: the one place that knows which field of the manifest becomes which
// element of the run-time data (CAM 3.4, 5.1; 2004 RTE 4.2.5, 4.2.10, 4.2.15, 4.2.17, 4.2.19, 4.2.24).

import { createScorm12 } from "./scorm12.js";
import { createScorm2004 } from "./scorm2004.js";

/**
 * @typedef {import("./types.js").Activity} Activity
 * @typedef {import("./types.js").ActivityTree} ActivityTree
 * @typedef {import("./types.js").Host} Host
 * @typedef {import("./types.js").Launch} Launch
 */

/**
 * What the page knows and the manifest does not: learner, switches, what was stored, what sequencing and shared stores hold.
 * @typedef {Pick<Launch, "learnerId" | "learnerName" | "language" | "mode" | "credit" | "stored" | "profile" | "objectiveStates">
 *   & {shared?: Map<string, string>}} Circumstances
 */

/** @param {ActivityTree} tree @param {Activity} activity @param {Circumstances} circumstances @returns {Launch} */
export function launchOf({ standard }, activity, { shared = new Map(), ...rest }) {
  const [primary, ...others] = activity.sequencing.objectives;
  const isSequenced = standard !== "scorm12";
  return {
    ...rest,
    standard,
    launchData: activity.dataFromLMS,
    masteryScore: isSequenced ? null : activity.masteryscore,
    scaledPassingScore: isSequenced && primary?.satisfiedByMeasure ? primary.minNormalizedMeasure : null,
    completionThreshold: isSequenced && activity.hasCompletionThreshold ? activity.completionThreshold.minProgressMeasure : null,
    maxTimeAllowed: activity.maxtimeallowed,
    timeLimitAction: activity.timeLimitAction,
    objectives: isSequenced ? [...(primary ? [primary] : []), ...others].map(({ objectiveID }) => objectiveID).filter(Boolean) : [],
    sharedData: activity.data.map(({ targetID, readSharedData, writeSharedData }) => ({
      id: targetID, readable: readSharedData, writable: writeSharedData, value: shared.get(targetID) ?? null,
    })),
  };
}

/** The session for a launch, whichever standard it is of. @param {Launch} launch @param {Host} host */
export function openLaunch(launch, host) {
  return launch.standard === "scorm12" ? createScorm12(launch, host) : createScorm2004(launch, host);
}
