// What happens in the content goes to the server in small parcels; while the page goes away, by beacon.

/** @typedef {import("./types.js").Call} Call */

const PARCEL_MILLISECONDS = 40;
const MOST_WAITING = 2000;
// More than any standard keeps of a value.
const LONGEST_SHOWN = 66_000;

/** @param {string} text */
const clipped = (text) => (text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}… (${text.length} characters)` : text);

/** A call with as much of it as says what it was. @param {Call} call */
const shortened = ({ time, method, args, result, error, verdict, phase, dismissed, stored }) => ({
  time, method, args: args.slice(0, 2).map(({ type, text }) => ({ type, text: text.slice(0, 80) })), result: result.slice(0, 80), error, verdict, phase, dismissed, stored,
});

/** Whether something would be missing without it: of what was set and read rightly there may be hundreds. @param {{method: string, verdict: string}} call */
const isTelling = ({ method, verdict }) => verdict !== "0" || !/(Get|Set)Value$/.test(method);

/** @param {string} attempt whose reports these are */
export function createReporter(attempt) {
  /** @type {{calls: Call[], notes: {kind: string, text: string}[], values?: Record<string, string>, sequencing?: any, finished?: boolean}} */
  let parcel = { calls: [], notes: [] };
  /** @type {any} */
  let timer = null;
  let leaving = false;

  const reporter = {
    /** Which unit the reports are about. */
    unit: "",

    /** @param {Call} call @param {Record<string, string>} values */
    call(call, values) {
      // Content that calls for ever is told of, not collected for ever.
      if (parcel.calls.length < MOST_WAITING) {
        parcel.calls.push({ ...call, args: call.args.slice(0, 8).map(({ type, text }) => ({ type, text: clipped(text) })), result: clipped(call.result) });
      }
      // While a page goes, browsers take 64 KiB from it in all; the server knows what was stored.
      if (!leaving) parcel.values = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, clipped(value)]));
      soon();
    },

    /** @param {string} kind @param {string} text */
    note(kind, text) {
      if (parcel.notes.length < 100) parcel.notes.push({ kind, text: String(text).slice(0, 2000) });
      soon();
    },

    /** @param {any} state */
    sequencing(state) {
      parcel.sequencing = state;
      soon();
    },

    finished() {
      parcel.finished = true;
      soon();
    },

    send,
  };

  function soon() {
    // Once the content's own handler is through, in one piece.
    if (leaving && timer === null) queueMicrotask(send);
    timer ??= leaving ? 0 : setTimeout(send, PARCEL_MILLISECONDS);
  }

  function send() {
    clearTimeout(timer);
    timer = null;
    const { calls, notes } = parcel;
    if (!calls.length && !notes.length && !("values" in parcel) && !("sequencing" in parcel) && !parcel.finished) return;
    const body = JSON.stringify(parcel);
    const briefly = calls.map(shortened);
    const brief = leaving ? JSON.stringify({ ...parcel, values: undefined, calls: briefly }) : "";
    const briefest = leaving ? JSON.stringify({ ...parcel, values: undefined, sequencing: undefined, calls: briefly.filter(isTelling) }) : "";
    parcel = { calls: [], notes: [] };
    const address = `report?attempt=${attempt}&unit=${encodeURIComponent(reporter.unit)}`;
    if (leaving) [body, brief, briefest].some((text) => navigator.sendBeacon(address, text));
    else fetch(address, { method: "POST", body, keepalive: body.length < 60_000 }).catch(() => {});
  }

  addEventListener("pagehide", () => {
    leaving = true;
    send();
  });
  return reporter;
}
