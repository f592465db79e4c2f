// Pretend LMSs that keep what they are given between launches and write down every call that a strict one would refuse.
//
//   strict    the standard's limits to the letter (4,096 and 255 characters, identifiers, formats, order of elements), and
//             two rules of our own: no status and no score goes back, nothing is written in review
//   moodle    strict, and what shared notes on Moodle say: objectives of the manifest are there already, beacons of at most
//             64 KiB whose loss nobody hears of, review after the end, data back only after exit "suspend"
//   openedx   reads nearly everything as "", never says no, takes each value at once
//   wagtail   has no LMSFinish and no counts; scormhost: says yes to anything, no counts

const ID12 = /^[A-Za-z0-9_-]{1,255}$/;
const ID2004 = /^[!-~]{1,4000}$/;
const NUMBER = /^-?\d{1,5}(\.\d{1,18})?$/;
const TIMESPAN12 = /^\d{2,4}:[0-5]\d:[0-5]\d(\.\d{1,2})?$/;
const TIMESPAN2004 = /^P(?=.)(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+(\.\d{1,2})?S)?)?$/;
const LESSON_STATUSES = ["not attempted", "incomplete", "failed", "completed", "passed"];
const COMPLETION_STATUSES = ["unknown", "not attempted", "incomplete", "completed"];
const SUCCESS_STATUSES = ["unknown", "failed", "passed"];
const BEACON_LIMIT = 65536;

const inRange = (low, high) => (value) => NUMBER.test(value) && Number(value) >= low && Number(value) <= high;
const text = (limit) => (value) => value.length <= limit && !/[\r\n]/.test(value);
const oneOf = (...words) => (value) => words.includes(value);
const matches = (pattern) => (value) => pattern.test(value);

const RULES = {
  "1.2": [
    [/^cmi\.core\.lesson_location$/, text(255)],
    [/^cmi\.core\.lesson_status$/, oneOf(...LESSON_STATUSES.slice(1))],
    [/^cmi\.core\.exit$/, oneOf("suspend")],
    [/^cmi\.core\.session_time$/, matches(TIMESPAN12)],
    [/^cmi\.(core|objectives\.\d+)\.score\.(raw|min|max)$/, inRange(0, 100)],
    [/^cmi\.suspend_data$/, text(4096)],
    [/^cmi\.(objectives|interactions)\.\d+\.id$/, matches(ID12)],
    [/^cmi\.objectives\.\d+\.status$/, oneOf(...LESSON_STATUSES)],
    [/^cmi\.interactions\.\d+\.objectives\.\d+\.id$/, matches(ID12)],
    [/^cmi\.interactions\.\d+\.type$/, oneOf("choice", "true-false")],
    [/^cmi\.interactions\.\d+\.time$/, matches(/^([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,2})?$/)],
    [/^cmi\.interactions\.\d+\.(correct_responses\.0\.pattern|student_response)$/, matches(/^[a-z0-9](,[a-z0-9])*$/)],
    [/^cmi\.interactions\.\d+\.weighting$/, inRange(-100, 100)],
    [/^cmi\.interactions\.\d+\.result$/, oneOf("correct", "wrong", "unanticipated", "neutral")],
    [/^cmi\.interactions\.\d+\.latency$/, matches(TIMESPAN12)],
  ],
  2004: [
    [/^cmi\.location$/, text(1000)],
    [/^cmi\.(objectives\.\d+\.)?completion_status$/, oneOf("completed", "incomplete", "not attempted", "unknown")],
    [/^cmi\.(objectives\.\d+\.)?success_status$/, oneOf(...SUCCESS_STATUSES)],
    [/^cmi\.exit$/, oneOf("suspend")],
    [/^cmi\.session_time$/, matches(TIMESPAN2004)],
    [/^cmi\.(objectives\.\d+\.)?score\.(raw|min|max)$/, inRange(-99999, 99999)],
    [/^cmi\.(objectives\.\d+\.)?score\.scaled$/, inRange(-1, 1)],
    [/^cmi\.(objectives\.\d+\.)?progress_measure$/, inRange(0, 1)],
    [/^cmi\.suspend_data$/, text(64000)],
    [/^cmi\.(objectives|interactions)\.\d+\.id$/, matches(ID2004)],
    [/^cmi\.(objectives|interactions)\.\d+\.description$/, text(250)],
    [/^cmi\.interactions\.\d+\.objectives\.\d+\.id$/, matches(ID2004)],
    [/^cmi\.interactions\.\d+\.type$/, oneOf("choice", "true-false")],
    [/^cmi\.interactions\.\d+\.timestamp$/, matches(/^20[0-3]\d-\d\d-\d\dT\d\d:\d\d:\d\d$/)],
    [/^cmi\.interactions\.\d+\.(correct_responses\.0\.pattern|learner_response)$/, matches(/^(true|false|[A-Za-z0-9_.]+(\[,\][A-Za-z0-9_.]+)*)$/)],
    [/^cmi\.interactions\.\d+\.weighting$/, inRange(-99999, 99999)],
    [/^cmi\.interactions\.\d+\.result$/, oneOf("correct", "incorrect", "unanticipated", "neutral")],
    [/^cmi\.interactions\.\d+\.latency$/, matches(TIMESPAN2004)],
  ],
};

const READABLE = {
  "1.2": /^cmi\.(core\.(student_id|student_name|lesson_mode|lesson_status|lesson_location|score\.raw|entry)|suspend_data|launch_data|(interactions|objectives)\._count|objectives\.\d+\.(id|status|score\.(raw|min|max)))$/,
  2004: /^cmi\.(learner_id|learner_name|mode|completion_status|success_status|location|score\.(raw|scaled|min|max)|progress_measure|suspend_data|launch_data|entry|(interactions|objectives)\..*)$/,
};

const RANKS = { lesson_status: LESSON_STATUSES, completion_status: COMPLETION_STATUSES, success_status: SUCCESS_STATUSES, status: LESSON_STATUSES };

export class Lms {
  /** @param {"1.2" | "2004"} standard @param {string} flavour @param {string[]} manifestObjectives */
  constructor(standard, flavour, manifestObjectives = []) {
    Object.assign(this, { standard, flavour, manifestObjectives });
    /** What is kept between launches. */
    this.stored = new Map();
    /** What a strict LMS would refuse. */
    this.errors = [];
    this.mode = "normal";
    /** Faults: commits fail; each change is refused with this chance. */
    this.offline = false;
    this.refusal = () => false;
    this.committed = 0;
    this.closing = false;
  }

  get strict() {
    return this.flavour === "strict" || this.flavour === "moodle";
  }

  /** A window with an API, as a page finds it after each load. */
  launch() {
    this.closing = false;
    const finished = this.standard === "1.2" ? ["passed", "failed", "completed"].includes(this.stored.get("cmi.core.lesson_status"))
      : this.stored.get("cmi.completion_status") === "completed";
    const mode = this.flavour === "moodle" && finished ? "review" : this.mode;
    const api = new Api(this, mode);
    this.api = api;
    const exposed = this.standard === "1.2"
      ? { LMSInitialize: api.initialize, LMSFinish: api.terminate, LMSGetValue: api.get, LMSSetValue: api.set, LMSCommit: api.commit, LMSGetLastError: () => api.error }
      : { Initialize: api.initialize, Terminate: api.terminate, GetValue: api.get, SetValue: api.set, Commit: api.commit, GetLastError: () => api.error };
    if (this.flavour === "wagtail") delete exposed.LMSFinish;
    return { [this.standard === "1.2" ? "API" : "API_1484_11"]: exposed };
  }

  /** Entries of a list as objects, from what is stored. */
  entries(list) {
    const found = [];
    for (const [element, value] of this.stored) {
      const match = new RegExp(`^cmi\\.${list}\\.(\\d+)\\.(.+)$`).exec(element);
      if (match) (found[Number(match[1])] ??= {})[match[2]] = value;
    }
    return found;
  }

  value(element) {
    return this.stored.get(element) ?? "";
  }

  get state() {
    return this.value("cmi.suspend_data");
  }
}

class Api {
  constructor(lms, mode) {
    this.lms = lms;
    this.mode = mode;
    this.phase = "new";
    this.error = "0";
    this.live = new Map();
    this.changed = new Set();
    for (const name of ["initialize", "terminate", "get", "set", "commit"]) this[name] = this[name].bind(this);
  }

  fail(code, what) {
    this.error = code;
    if (this.lms.strict) this.lms.errors.push(`${code} ${what}`);
    return this.lms.strict ? "false" : "true";
  }

  initialize(argument) {
    this.error = "0";
    if (argument !== "") return this.fail("201", "initialize argument");
    if (this.phase === "running") return this.fail(this.lms.standard === "1.2" ? "101" : "103", "initialize twice");
    if (this.phase === "ended" && this.lms.standard === "2004") {
      this.error = "104";
      return "false";
    }
    if (this.lms.offline && this.lms.offlineAtStart) return "false";
    this.phase = "running";
    const exit = this.lms.value(this.lms.standard === "1.2" ? "cmi.core.exit" : "cmi.exit");
    const isHandedBack = this.lms.flavour !== "moodle" || this.lms.standard === "1.2" || exit === "suspend";
    this.live = new Map(isHandedBack ? this.lms.stored : []);
    this.live.delete("cmi.core.session_time");
    if (this.lms.standard === "2004") {
      this.lms.manifestObjectives.forEach((id, index) => this.live.set(`cmi.objectives.${index}.id`, id));
    }
    return "true";
  }

  count(list) {
    let count = 0;
    while (this.live.has(`${list}.${count}.id`)) count += 1;
    return count;
  }

  get(element) {
    this.error = "0";
    const { lms } = this;
    if (this.phase !== "running") return this.fail(this.phase === "new" ? "301" : "123", `get ${element} while ${this.phase}`) && "";
    if (lms.flavour === "openedx") return ["cmi.suspend_data", "cmi.core.lesson_location", "cmi.location"].includes(element) ? this.live.get(element) ?? ""
      : /(student|learner)_id$/.test(element) ? "u1" : /(student|learner)_name$/.test(element) ? "Jo Doe" : "";
    if (/\.(student|learner)_id$/.test(element)) return "u1";
    if (/\.(student|learner)_name$/.test(element)) return "Doe, Jo";
    if (!lms.strict) return this.live.get(element) ?? "";
    if (!READABLE[lms.standard].test(element)) return this.fail("401", `get ${element}`) && "";
    if (/mode$/.test(element)) return this.mode;
    if (element.endsWith("._count")) return String(this.count(element.slice(0, -7)));
    const list = /^(cmi\.(?:interactions|objectives))\.(\d+)\./.exec(element);
    if (list && Number(list[2]) >= this.count(list[1])) return this.fail("301", `get ${element}`) && "";
    if (!this.live.has(element)) {
      if (element.endsWith("lesson_status")) return "not attempted";
      if (lms.standard === "2004") this.error = "403";
      return element.endsWith("_status") ? "unknown" : "";
    }
    return this.live.get(element);
  }

  set(element, value) {
    this.error = "0";
    const { lms } = this;
    if (this.phase !== "running") return this.fail(this.phase === "new" ? "301" : "133", `set ${element} while ${this.phase}`);
    if (typeof value !== "string") return this.fail("405", `set ${element} to a ${typeof value}`);
    if (lms.refusal()) return "false";
    if (lms.strict) {
      if (this.mode !== "normal") return this.fail("review", `set ${element}`);
      const rule = RULES[lms.standard].find(([pattern]) => pattern.test(element));
      if (!rule) return this.fail("401", `set ${element}`);
      if (!rule[1](value)) return this.fail("405", `set ${element} to ${value.slice(0, 80)}`);
      const misplaced = this.misplaced(element, value);
      if (misplaced) return this.fail("351", `set ${element} to ${value}: ${misplaced}`);
      const rank = RANKS[element.split(".").pop()];
      if (rank && rank.indexOf(value) < rank.indexOf(this.live.get(element))) return this.fail("back", `${element} from ${this.live.get(element)} to ${value}`);
      if (/score\.(raw|scaled)$/.test(element) && Number(value) < Number(this.live.get(element) ?? -1)) return this.fail("back", `${element} from ${this.live.get(element)} to ${value}`);
    }
    this.live.set(element, value);
    this.changed.add(element);
    if (lms.flavour === "openedx" && !lms.offline) lms.stored.set(element, value);
    return "true";
  }

  misplaced(element, value) {
    const match = /^(cmi\.(interactions|objectives)\.(\d+))\.(.+)$/.exec(element);
    if (!match) return "";
    const [, entry, list, index, part] = match;
    const known = this.live.get(`${entry}.id`);
    if (Number(index) > this.count(`cmi.${list}`)) return "gap";
    if (part !== "id" && known === undefined) return "no id yet";
    if (list === "objectives" && part === "id") {
      if (known !== undefined && known !== value) return "id is written once";
      for (let other = 0; other < this.count("cmi.objectives"); other += 1) {
        if (other !== Number(index) && this.live.get(`cmi.objectives.${other}.id`) === value) return "id is there already";
      }
    }
    if (/^(correct_responses|learner_response|student_response)/.test(part) && !this.live.has(`${entry}.type`)) return "no type yet";
    const linked = /^objectives\.(\d+)\.id$/.exec(part);
    if (linked && Number(linked[1]) > 0 && !this.live.has(`${entry}.objectives.${Number(linked[1]) - 1}.id`)) return "gap";
    return "";
  }

  commit(argument) {
    this.error = "0";
    if (argument !== "") return this.fail("201", "commit argument");
    if (this.phase !== "running") return this.fail("143", `commit while ${this.phase}`);
    return this.store() ? "true" : "false";
  }

  store() {
    const { lms } = this;
    if (lms.flavour === "openedx") {
      // Nobody hears of a request that fails; what was set offline is gone.
      return true;
    }
    if (lms.offline) {
      this.error = "101";
      return lms.closing && lms.flavour === "moodle";
    }
    const sent = lms.standard === "1.2" ? [...this.changed].map((element) => [element, this.live.get(element)]) : [...this.live];
    if (lms.flavour === "moodle") {
      const size = sent.reduce((sum, [element, value]) => sum + 100 + element.length + new TextEncoder().encode(value).length, 0);
      if (lms.closing && size > BEACON_LIMIT) {
        lms.errors.push(`beacon of ${size} bytes`);
        return false;
      }
    }
    for (const [element, value] of sent) lms.stored.set(element, lms.closing ? value.replace(/\r?\n/g, "\r\n") : value);
    this.changed.clear();
    lms.committed += 1;
    return true;
  }

  terminate(argument) {
    this.error = "0";
    if (argument !== "") return this.fail("201", "terminate argument");
    if (this.phase !== "running") return this.fail("113", `terminate while ${this.phase}`);
    if (this.lms.strict && this.live.size > 0 && this.mode === "normal" && this.live.get(this.lms.standard === "1.2" ? "cmi.core.exit" : "cmi.exit") !== "suspend") {
      this.lms.errors.push("terminate without exit suspend");
    }
    if (this.lms.flavour === "moodle" && this.lms.standard === "1.2" && this.mode === "normal" && !this.live.has("cmi.core.lesson_status")) {
      this.lms.errors.push("finish without a status");
      this.live.set("cmi.core.lesson_status", "completed");
      this.changed.add("cmi.core.lesson_status");
    }
    this.phase = "ended";
    return this.mode !== "normal" || this.store() ? "true" : "false";
  }
}
