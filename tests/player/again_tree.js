// The same activity tree in scorm-again: made from ours, walked by the SCO's own requests.

import { Scorm2004API } from "scorm-again";

const condition = ({ condition: name, negated, referencedObjective, measureThreshold }) => ({
  condition: name, operator: negated ? "not" : "noOp", ...(referencedObjective ? { referencedObjective } : {}),
  ...(/Than$/.test(name) ? { parameters: { threshold: measureThreshold } } : {}),
});
const rule = ({ action, conditionCombination, conditions }) => ({ action, conditionCombination, conditions: conditions.map(condition) });
const objective = ({ objectiveID, satisfiedByMeasure, minNormalizedMeasure, mapInfo }, at) => ({ objectiveID, satisfiedByMeasure, minNormalizedMeasure, isPrimary: at === 0, mapInfo });

/** Our activity as their settings. */
function settings({ identifier, title, children, completionThreshold, sequencing }) {
  const { controlMode, constrainedChoiceConsiderations, sequencingRules, limitConditions, rollupRules, rollupConsiderations, objectives, deliveryControls } = sequencing;
  const { rules, ...rollup } = rollupRules;
  const [primary, ...others] = objectives.map(objective);
  return {
    id: identifier, title, ...(children.length ? { children: children.map(settings) } : {}),
    sequencingControls: { ...controlMode, ...constrainedChoiceConsiderations, ...rollup },
    deliveryControls, rollupConsiderations, completionThreshold,
    ...(limitConditions.attemptLimit === null ? {} : { attemptLimit: limitConditions.attemptLimit }),
    sequencingRules: { preConditionRules: sequencingRules.preConditionRules.map(rule), exitConditionRules: sequencingRules.exitConditionRules.map(rule), postConditionRules: sequencingRules.postConditionRules.map(rule) },
    rollupRules: { rules: rules.map(({ childActivitySet, conditions, ...each }) => ({ ...each, consideration: childActivitySet, conditions: conditions.map(({ condition: name, negated }) => ({ condition: name, operator: negated ? "not" : "noOp" })) })) },
    primaryObjective: primary, objectives: others,
  };
}

export class AgainCourse {
  constructor(tree) {
    this.delivered = null;
    this.ended = false;
    this.isRunning = false;
    this.api = new Scorm2004API({
      logLevel: 5,
      sequencing: {
        activityTree: settings(tree.root), autoRollupOnCMIChange: false,
        eventListeners: { onActivityDelivery: ({ id }) => { this.delivered = id; }, onSequencingSessionEnd: () => { this.ended = true; } },
      },
    });
  }

  get current() {
    return this.delivered;
  }

  /** Delivers something, ends the course or does nothing: "b", "end" or "refused". */
  navigate(act) {
    this.delivered = null;
    this.ended = false;
    act();
    if (this.delivered) {
      this.api.reset({}, { preserveListeners: true, resetTotalTime: true });
      this.api.loadFromJSON({ learner_id: "u1", learner_name: "Doe, Jo", mode: "normal", credit: "credit" });
      this.api.Initialize("");
    }
    return this.delivered ?? (this.ended ? "end" : "refused");
  }

  start() {
    return this.navigate(() => this.api.processNavigationRequest("start"));
  }

  /** The SCO says what it reached and where to go, and ends. */
  leave(values, request) {
    return this.navigate(() => {
      for (const [element, value] of Object.entries(values)) this.api.SetValue(element, value);
      if (request !== "exit") this.api.SetValue("adl.nav.request", request);
      this.api.Terminate("");
    });
  }

  /** What is known of an activity in the attempt that goes on, in our words. */
  known(id) {
    const activity = this.api._sequencing.activityTree.getActivity(id);
    const { primaryObjective } = activity;
    const hasProgress = activity.progressInfoAvailableInCurrentParentAttempt !== false && activity.completionStatus !== "not attempted";
    const hasObjective = activity.objectiveInfoAvailableInCurrentParentAttempt !== false;
    return {
      completion: hasProgress ? activity.completionStatus : "unknown",
      success: hasObjective ? activity.successStatus : "unknown",
      measure: hasObjective && primaryObjective?.measureStatus ? primaryObjective.normalizedMeasure : null,
      attempts: activity.attemptCount,
    };
  }
}
