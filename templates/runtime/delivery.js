// Between the record and the tracker: what is written when and in which order, and what becomes of it when the LMS does
// not take it.
//
// Interactions go before the state, the state before score and status. The state says which interactions the LMS has taken
// (its ordinal), so it must not be ahead of them; an interaction sent twice takes the same place. Whatever a commit has not
// acknowledged is kept in the browser's storage. A commit counts only while the page is visible and online: on leaving,
// LMSs send beacons and say "true" whatever becomes of them.

import { hashText } from "./key.js";

/**
 * @typedef {import("./types.js").Environment} Environment
 * @typedef {import("./types.js").InteractionRecord} InteractionRecord
 * @typedef {import("./types.js").Notice} Notice
 * @typedef {import("./types.js").ObjectiveRecord} ObjectiveRecord
 * @typedef {import("./types.js").Outcome} Outcome
 * @typedef {import("./types.js").Tracker} Tracker
 */

/**
 * @typedef {object} Snapshot
 * @property {string} location
 * @property {string} state
 * @property {ObjectiveRecord[]} objectives
 * @property {number | null} score
 * @property {number} fraction
 * @property {Outcome} outcome
 */

const DEBOUNCE_MILLISECONDS = 800;
// However quickly one thing follows another, this is the longest that anything waits to be saved.
const LONGEST_WAIT_MILLISECONDS = 3000;
const FIRST_RETRY_SECONDS = 2;
const LAST_RETRY_SECONDS = 60;
// How often what only the report lacks (an objective, an interaction) is offered without anything else to save.
const MOST_QUIET_RETRIES = 5;
const MOST_SENT = 50;

/**
 * @param {object} parts
 * @param {Tracker} parts.tracker
 * @param {Environment} parts.environment
 * @param {ReturnType<typeof import("./browser_copy.js").openCopy>} parts.copy
 * @param {(ordinal: number) => Snapshot} parts.read     what is to be written; the state is to have that ordinal
 * @param {(notice: Notice) => void} parts.tell
 * @param {(state: string) => void} parts.onReopened     the LMS was initialised again and has that state
 * @param {boolean} parts.connected
 * @param {boolean} parts.acknowledged   whether the LMS has a state of this attempt
 * @param {boolean} parts.unsaved        whether there is something to save from the start
 * @param {(state: string, acknowledged: boolean, sent: number[]) => void} parts.remember   for a page that is loaded anew
 * @param {number[]} parts.sent          hashes of the states that the LMS may have, all of which are known here
 * @param {InteractionRecord[]} parts.interactions   handed over from an earlier launch
 * @param {number} parts.ordinal         of the next interaction
 */
export function createDelivery(parts) {
  const { tracker, environment, copy, read, tell } = parts;
  let { connected, acknowledged, unsaved, ordinal, sent } = parts;
  let pending = parts.interactions.map((interaction) => ({ interaction, sent: false }));
  /** Interactions of this launch, whatever became of them. */
  const given = new Set(parts.interactions.map(interactionName));
  let opened = environment.now();
  let ended = false;
  let failures = 0;
  let isFailing = false;
  let isUnsure = false;
  let isKept = true;
  /** @type {any} */
  let timer = null;
  /** Since when something waits to be saved. @type {number | null} */
  let waitingSince = null;

  environment.listen("visibilitychange", () => {
    if (ended) return;
    if (environment.hidden()) {
      if (unsaved) save();
    } else if (isUnsure) {
      sendAllAgain();
    }
  });
  environment.listen("online", () => {
    if (!ended && (isUnsure || isFailing)) sendAllAgain();
  });
  environment.listen("pagehide", ({ persisted }) => end(!persisted));
  environment.listen("pageshow", (event) => {
    if (event.persisted && ended && parts.connected) reopen();
  });

  tracker.onSettled?.((isTaken) => {
    if (ended) return;
    if (!isTaken) {
      forgetSent();
      unsaved = true;
      keepCopy();
      judge(false, true);
    } else if (!tracker.pending?.()) {
      isUnsure = false;
      acknowledged = true;
      pending = pending.filter(({ sent }) => !sent);
      sent = sent.slice(-1);
      if (!unsaved) copy.clear();
      judge(true, true);
      remember();
    }
  });

  function nextUntaken() {
    return pending.find(({ sent }) => !sent)?.interaction.ordinal ?? ordinal;
  }

  /** Sends everything that is not with the LMS. Whether the state is, and whether all the rest is. */
  function write() {
    // Later interactions wait for one that was refused: their places follow from its.
    for (const entry of pending) {
      entry.sent = entry.sent || tracker.recordInteraction(entry.interaction);
      if (!entry.sent) break;
    }
    const snapshot = read(nextUntaken());
    const state = tracker.setState(snapshot.state);
    sent = [...sent, hashText(snapshot.state)].slice(-MOST_SENT);
    const rest = [
      pending.every(({ sent }) => sent),
      tracker.setLocation(snapshot.location),
      ...snapshot.objectives.map((objective) => tracker.setObjective(objective)),
      snapshot.score === null || tracker.setScore(snapshot.score),
      tracker.setProgress(snapshot.fraction),
      tracker.setOutcome(snapshot.outcome),
      tracker.setSessionTime((environment.now() - opened) / 1000),
    ];
    return { state, rest: rest.every(Boolean) };
  }

  /** Whether the LMS took all that matters to the learner. */
  function save() {
    stopTimer();
    waitingSince = null;
    if (!connected || ended) return false;
    const { state, rest } = write();
    const isCommitted = tracker.commit();
    isUnsure = isCommitted && (environment.hidden() || !environment.online() || tracker.pending?.() === true);
    if (isCommitted && !isUnsure) {
      pending = pending.filter(({ sent }) => !sent);
      acknowledged = acknowledged || state;
      sent = sent.slice(-1);
    }
    if (!isCommitted) forgetSent();
    unsaved = !isCommitted || !state || !rest;
    if (unsaved || isUnsure) keepCopy();
    else copy.clear();
    if (!isUnsure) judge(isCommitted && state, rest);
    else if (!environment.online()) fail();
    remember();
    return isCommitted && state && !isUnsure;
  }

  function fail() {
    if (!isFailing) tell("saving-failed");
    isFailing = true;
  }

  /** @param {boolean} isSaved @param {boolean} isComplete */
  function judge(isSaved, isComplete) {
    if (isSaved && isFailing) tell("saved");
    if (isSaved) isFailing = false;
    else fail();
    failures = isSaved && isComplete ? 0 : failures + 1;
    if (failures === 0 || (isSaved && failures > MOST_QUIET_RETRIES)) return;
    const seconds = Math.min(FIRST_RETRY_SECONDS * 2 ** (failures - 1), LAST_RETRY_SECONDS);
    timer = environment.setTimeout(save, seconds * 1000);
  }

  function forgetSent() {
    tracker.forget();
    for (const entry of pending) entry.sent = false;
  }

  /** By a timer: what Moodle is told while it handles an event goes as a beacon, of which nobody hears again. */
  function sendAllAgain() {
    forgetSent();
    unsaved = true;
    stopTimer();
    timer = environment.setTimeout(save, 0);
  }

  function stopTimer() {
    if (timer !== null) environment.clearTimeout(timer);
    timer = null;
  }

  /** The state as the LMS would have it if it had taken none of the interactions that are not acknowledged. */
  function unacknowledgedState() {
    return read(pending[0]?.interaction.ordinal ?? ordinal).state;
  }

  function keepCopy() {
    isKept = copy.write({ state: unacknowledgedState(), acknowledged, interactions: pending.map(({ interaction }) => interaction), sent });
    if (!isKept && (!connected || isFailing)) tell("nothing-kept");
  }

  function remember() {
    parts.remember(unacknowledgedState(), acknowledged, sent);
  }

  /** Ends the session with the LMS; the copy stays for as long as nothing later proves that all arrived. */
  function end(isExit = false) {
    if (ended) return;
    stopTimer();
    if (connected) {
      if (unsaved) keepCopy();
      remember();
      write();
      if (unsaved) keepCopy();
    }
    ended = connected || !parts.connected;
    // A record that is only looked at is not written to; its LMS waits for the end all the same.
    tracker.terminate(isExit);
  }

  /** A page that came back from the browser's cache, or a learner who left and went on. */
  function reopen() {
    const launch = tracker.start();
    connected = launch.connected && launch.mode === "normal";
    if (!connected) {
      fail();
      return;
    }
    ended = false;
    opened = environment.now();
    forgetSent();
    parts.onReopened(launch.state);
    sendAllAgain();
  }

  if (connected && unsaved) timer = environment.setTimeout(save, 0);

  return {
    /** @param {Omit<InteractionRecord, "ordinal">} answer */
    add(answer) {
      given.add(interactionName(answer));
      pending.push({ interaction: { ...answer, ordinal }, sent: false });
      ordinal += 1;
    },

    /** Interactions of another tab. Whether any was new. @param {InteractionRecord[]} interactions */
    adopt(interactions) {
      const before = ordinal;
      for (const interaction of interactions) {
        if (given.has(interactionName(interaction))) continue;
        given.add(interactionName(interaction));
        const place = Math.max(interaction.ordinal, ordinal);
        pending.push({ interaction: { ...interaction, ordinal: place }, sent: false });
        ordinal = place + 1;
      }
      return ordinal > before;
    },

    /** Something is to be saved: now, or with what follows within a moment. @param {boolean} urgent */
    changed(urgent) {
      unsaved = true;
      keepCopy();
      if (ended && parts.connected) reopen();
      if (!connected || ended) return;
      stopTimer();
      waitingSince = waitingSince ?? environment.now();
      const patience = Math.max(0, waitingSince + LONGEST_WAIT_MILLISECONDS - environment.now());
      if (urgent) save();
      else timer = environment.setTimeout(save, Math.min(DEBOUNCE_MILLISECONDS, patience));
    },

    /**
     * Ends the session. Where everything is now, for all that is known: an LMS that says no to the end alone has it all the
     * same, and of one that is spoken to by requests `tracker.left` knows more later.
     * @returns {"saved" | "kept" | "lost"}
     */
    leave() {
      const isSaved = save();
      end(true);
      return isSaved ? "saved" : isKept ? "kept" : "lost";
    },
  };
}

/** @param {Pick<InteractionRecord, "id" | "time">} interaction */
function interactionName({ id, time }) {
  return `${id} ${time}`;
}
