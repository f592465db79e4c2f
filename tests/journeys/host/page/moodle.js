// An LMS as strict as Moodle 5.1, and with its ways of losing things: formats and limits, beacons on leaving, review
// that stores what it is given, LMSFinish that completes, manifest objectives that sit there already. Written from what
// was seen of Moodle, not from its code.
"use strict";

const BEACON_LIMIT = 65536, FIELD_OVERHEAD = 110;

/** Sends values the way Moodle does: in the open by a blocking request, on leaving by a beacon of form data. */
class MoodleSender {
    constructor() {
        this.leaving = false;
        const leaves = () => { this.leaving = true; };
        const returns = () => { if (document.visibilityState === "visible") this.leaving = false; };
        addEventListener("pagehide", leaves, true);
        addEventListener("visibilitychange", () => document.visibilityState === "hidden" ? leaves() : returns(), true);
        document.addEventListener("load", event => {
            if (!(event.target instanceof HTMLIFrameElement)) return;
            try {
                event.target.contentWindow.addEventListener("pagehide", leaves, true);
            } catch {
                // a stranger's frame
            }
            this.leaving = false;
        }, true);
    }

    send(values) {
        if (this.leaving) {
            const bytes = new TextEncoder();
            let size = 0;
            for (const [name, value] of Object.entries(values)) {
                values[name] = value.replace(/\r\n|\r|\n/g, "\r\n");
                size += bytes.encode(name + values[name]).length + FIELD_OVERHEAD;
            }
            return size <= BEACON_LIMIT && navigator.sendBeacon("/commit", JSON.stringify(values));
        }
        const request = new XMLHttpRequest();
        try {
            request.open("POST", "/commit", false);
            request.setRequestHeader("Content-Type", "application/json");
            request.send(JSON.stringify(values));
            return request.status === 200 && JSON.parse(request.responseText).result === "true";
        } catch {
            return false;
        }
    }
}

const decimals = "(?:\\.\\d{1,2})?";
const text = limit => new RegExp(`^[\\u0000-\\uffff]{0,${limit}}$`);

function seconds(time) {
    const clock = /^(\d+):(\d\d):(\d\d(?:\.\d+)?)$/.exec(time);
    if (clock) return Number(clock[1]) * 3600 + Number(clock[2]) * 60 + Number(clock[3]);
    const period = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/.exec(time) || [];
    const [days, hours, minutes, rest] = [1, 2, 3, 4].map(n => Number(period[n] || 0));
    return days * 86400 + hours * 3600 + minutes * 60 + rest;
}

const rounded = value => String(Math.round(value * 100) / 100);

const clock = total => {
    const whole = Math.floor(total), two = n => String(n).padStart(2, "0");
    const part = rounded(total - whole).slice(1);
    return `${two(Math.floor(whole / 3600))}:${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}${part}`;
};

/** What SCORM 1.2 and 2004 have in common here: elements by pattern, indexed sets that grow by one. */
class Moodle {
    constructor(launch, elements, words) {
        this.launch = launch;
        this.elements = elements;
        this.words = words;
        this.values = Object.fromEntries(Object.entries(launch.saved).filter(([, value]) => value !== ""));
        this.changed = {};
        this.state = "fresh";
        this.error = "0";
        this.sender = new MoodleSender();
    }

    done(error, good = "true") {
        this.error = String(error);
        return this.error === "0" ? good : good === "true" ? "false" : "";
    }

    element(name) {
        const pattern = name.replace(/\.\d+(?=\.|$)/g, ".n");
        return this.elements[pattern];
    }

    count(collection) {
        let n = 0;
        while (this.values[`${collection}.${n}.${this.words.marker(collection)}`] !== undefined) n += 1;
        return n;
    }

    put(name, value) {
        this.values[name] = value;
        this.changed[name] = value;
    }

    /** Whether an indexed name stays within its set or adds the next one. */
    gap(name) {
        const steps = [...name.matchAll(/\.(\d+)\./g)];
        return steps.some(step => Number(step[1]) > this.count(name.slice(0, step.index)));
    }
}

// SCORM 1.2 ----------------------------------------------------------------------------------------------------------

const TIME_12 = new RegExp(`^\\d{2,4}:[0-5]\\d:[0-5]\\d${decimals}$`);
const NUMBER_12 = /^-?\d{0,5}(\.\d+)?$/, PERCENT_12 = value => value === "" || (NUMBER_12.test(value) && value >= 0 && value <= 100);
const ID_12 = /^[\u0021-\u007e]{1,255}$/, STATUS_12 = /^(passed|completed|failed|incomplete|browsed)$/;

const ELEMENTS_12 = {
    "cmi._children": { read: true },
    "cmi.suspend_data": { read: true, write: text(4096) },
    "cmi.launch_data": { read: true },
    "cmi.comments": { read: true, write: text(4096) },
    "cmi.comments_from_lms": { read: true },
    "cmi.core._children": { read: true },
    "cmi.core.student_id": { read: true },
    "cmi.core.student_name": { read: true },
    "cmi.core.lesson_location": { read: true, write: text(255) },
    "cmi.core.credit": { read: true },
    "cmi.core.lesson_status": { read: true, write: STATUS_12 },
    "cmi.core.entry": { read: true },
    "cmi.core.score._children": { read: true },
    "cmi.core.score.raw": { read: true, write: PERCENT_12 },
    "cmi.core.score.min": { read: true, write: PERCENT_12 },
    "cmi.core.score.max": { read: true, write: PERCENT_12 },
    "cmi.core.total_time": { read: true },
    "cmi.core.lesson_mode": { read: true },
    "cmi.core.exit": { write: /^(time-out|suspend|logout|)$/ },
    "cmi.core.session_time": { write: TIME_12 },
    "cmi.objectives._children": { read: true },
    "cmi.objectives._count": { read: true },
    "cmi.objectives.n.id": { read: true, write: ID_12 },
    "cmi.objectives.n.score._children": { read: true },
    "cmi.objectives.n.score.raw": { read: true, write: PERCENT_12 },
    "cmi.objectives.n.score.min": { read: true, write: PERCENT_12 },
    "cmi.objectives.n.score.max": { read: true, write: PERCENT_12 },
    "cmi.objectives.n.status": { read: true, write: STATUS_12 },
    "cmi.student_data._children": { read: true },
    "cmi.student_data.mastery_score": { read: true },
    "cmi.student_data.max_time_allowed": { read: true },
    "cmi.student_data.time_limit_action": { read: true },
    "cmi.interactions._children": { read: true },
    "cmi.interactions._count": { read: true },
    "cmi.interactions.n.id": { write: ID_12 },
    "cmi.interactions.n.objectives.n.id": { write: ID_12 },
    "cmi.interactions.n.time": { write: new RegExp(`^([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d${decimals}$`) },
    "cmi.interactions.n.type": { write: /^(true-false|choice|fill-in|matching|performance|sequencing|likert|numeric)$/ },
    "cmi.interactions.n.correct_responses.n.pattern": { write: text(255) },
    "cmi.interactions.n.weighting": { write: NUMBER_12 },
    "cmi.interactions.n.student_response": { write: text(255) },
    "cmi.interactions.n.result": { write: /^(correct|wrong|unanticipated|neutral|-?\d{0,5}(\.\d+)?)$/ },
    "cmi.interactions.n.latency": { write: TIME_12 },
};

class Moodle12 extends Moodle {
    constructor(launch) {
        super(launch, ELEMENTS_12, { marker: collection => collection.endsWith("correct_responses") ? "pattern" : "id" });
        const known = Object.keys(this.values).length > 0;
        const entry = !known ? "ab-initio" : this.values["cmi.core.exit"] === "suspend" ? "resume" : "";
        this.total = seconds(this.values["cmi.core.total_time"] || "00:00:00");
        Object.assign(this.values, {
            "cmi.core.student_id": launch.learnerId,
            "cmi.core.student_name": launch.learnerName,
            "cmi.core.credit": launch.mode === "normal" ? "credit" : "no-credit",
            "cmi.core.lesson_mode": launch.mode,
            "cmi.core.entry": entry,
            "cmi.core.total_time": clock(this.total),
            "cmi.core.lesson_status": this.values["cmi.core.lesson_status"] || "not attempted",
            "cmi.student_data.mastery_score": launch.mastery,
            "cmi.launch_data": launch.launchData,
        });
    }

    LMSInitialize(parameter) {
        if (parameter !== "") return this.done(201);
        if (this.state === "open") return this.done(101);
        this.state = "open";
        return this.done(0);
    }

    LMSGetValue(name) {
        if (this.state !== "open") return this.done(301, "");
        const known = this.element(name);
        if (!known) return this.done(/\._(children|count)$/.test(name) ? 202 : 201, "");
        if (!known.read) return this.done(404, "");
        this.error = "0";
        if (name.endsWith("._count")) return this.count(name.slice(0, -7));
        if (name.endsWith("._children")) return "id,score,status";
        const value = this.values[name] ?? "";
        return name.includes("score.") && value !== "" && name in this.changed ? Number(value) : value;
    }

    LMSSetValue(name, given) {
        if (this.state !== "open") return this.done(301);
        const known = this.element(name), value = String(given);
        if (!known) return this.done(/\._(children|count)$/.test(name) ? 402 : 201);
        if (!known.write) return this.done(403);
        if (this.gap(name)) return this.done(201);
        if (!(known.write instanceof RegExp ? known.write.test(value) : known.write(value))) return this.done(405);
        this.put(name, name.includes("score.") && value === "" ? "0" : value);
        return this.done(0);
    }

    LMSCommit(parameter) {
        if (parameter !== "") return this.done(201);
        if (this.state !== "open") return this.done(301);
        const sent = this.sender.send({ ...this.changed });
        if (sent) this.changed = {};
        return this.done(sent ? 0 : 101);
    }

    LMSFinish(parameter) {
        if (parameter !== "") return this.done(201);
        if (this.state !== "open") return this.done(301);
        const { mastery, mode } = this.launch, raw = this.values["cmi.core.score.raw"] ?? "";
        if (this.values["cmi.core.lesson_status"] === "not attempted") this.put("cmi.core.lesson_status", "completed");
        if (mode === "normal" && mastery !== "" && raw !== "") {
            this.put("cmi.core.lesson_status", Number(raw) >= Number(mastery) ? "passed" : "failed");
        }
        this.put("cmi.core.total_time", clock(this.total + seconds(this.values["cmi.core.session_time"] || "00:00:00")));
        this.state = "closed";
        return this.done(this.sender.send({ ...this.changed }) ? 0 : 101);
    }

    LMSGetLastError() { return this.error; }

    LMSGetErrorString(code) { return code ? `Error ${code}` : ""; }

    LMSGetDiagnostic(code) { return code ? `Error ${code}` : ""; }
}

var moodle12 = launch => new Moodle12(launch);

// SCORM 2004 ---------------------------------------------------------------------------------------------------------

const DECIMAL = /^-?\d{1,5}(\.\d{1,18})?$/, within = (low, high) => value => DECIMAL.test(value) && value >= low && value <= high;
const DURATION = new RegExp(`^P(?=.)(\\d+Y)?(\\d+M)?(\\d+D)?(T(?=.)(\\d+H)?(\\d+M)?(\\d+${decimals}S)?)?$`);
const MOMENT = /^(19[7-9]\d|20[0-2]\d|203[0-8])-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,2}(Z|[+-]\d\d(:\d\d)?)?)?$/;
const ID_2004 = /^[\u0021-\u007e]{1,4000}$/, COMPLETION = /^(completed|incomplete|not attempted|unknown)$/;
const SUCCESS = /^(passed|failed|unknown)$/, LINE = /^[^\r\n]{0,250}$/;
const SCORE_2004 = prefix => ({
    [`${prefix}.score._children`]: { read: true },
    [`${prefix}.score.scaled`]: { read: true, write: within(-1, 1) },
    [`${prefix}.score.raw`]: { read: true, write: DECIMAL },
    [`${prefix}.score.min`]: { read: true, write: DECIMAL },
    [`${prefix}.score.max`]: { read: true, write: DECIMAL },
});

const ELEMENTS_2004 = {
    "cmi._version": { read: true },
    "cmi.completion_status": { read: true, write: COMPLETION },
    "cmi.completion_threshold": { read: true },
    "cmi.credit": { read: true },
    "cmi.entry": { read: true },
    "cmi.exit": { write: /^(time-out|suspend|logout|normal|)$/ },
    "cmi.launch_data": { read: true },
    "cmi.learner_id": { read: true },
    "cmi.learner_name": { read: true },
    "cmi.location": { read: true, write: text(1000) },
    "cmi.max_time_allowed": { read: true },
    "cmi.mode": { read: true },
    "cmi.progress_measure": { read: true, write: within(0, 1) },
    "cmi.scaled_passing_score": { read: true },
    ...SCORE_2004("cmi"),
    "cmi.session_time": { write: DURATION },
    "cmi.success_status": { read: true, write: SUCCESS },
    "cmi.suspend_data": { read: true, write: text(64000) },
    "cmi.time_limit_action": { read: true },
    "cmi.total_time": { read: true },
    "cmi.objectives._children": { read: true },
    "cmi.objectives._count": { read: true },
    "cmi.objectives.n.id": { read: true, write: ID_2004 },
    ...SCORE_2004("cmi.objectives.n"),
    "cmi.objectives.n.success_status": { read: true, write: SUCCESS },
    "cmi.objectives.n.completion_status": { read: true, write: COMPLETION },
    "cmi.objectives.n.progress_measure": { read: true, write: within(0, 1) },
    "cmi.objectives.n.description": { read: true, write: LINE },
    "cmi.interactions._children": { read: true },
    "cmi.interactions._count": { read: true },
    "cmi.interactions.n.id": { read: true, write: ID_2004 },
    "cmi.interactions.n.type": { read: true,
        write: /^(true-false|choice|fill-in|long-fill-in|matching|performance|sequencing|likert|numeric|other)$/ },
    "cmi.interactions.n.objectives._count": { read: true },
    "cmi.interactions.n.objectives.n.id": { read: true, write: ID_2004 },
    "cmi.interactions.n.timestamp": { read: true, write: MOMENT },
    "cmi.interactions.n.correct_responses._count": { read: true },
    "cmi.interactions.n.correct_responses.n.pattern": { read: true, write: value => true },
    "cmi.interactions.n.weighting": { read: true, write: DECIMAL },
    "cmi.interactions.n.learner_response": { read: true, write: value => true },
    "cmi.interactions.n.result": { read: true, write: /^(correct|incorrect|unanticipated|neutral|-?\d{1,5}(\.\d{1,18})?)$/ },
    "cmi.interactions.n.latency": { read: true, write: DURATION },
    "cmi.interactions.n.description": { read: true, write: LINE },
    "adl.nav.request": { read: true, write: /^(continue|previous|suspendAll|_none_)$/ },
};

const ANSWER = {
    "true-false": value => /^(true|false)$/.test(value),
    choice: value => value === "" || (parts => parts.every(part => /^[A-Za-z0-9_.]+$/.test(part)) && new Set(parts).size === parts.length)(value.split("[,]")),
};

class Moodle2004 extends Moodle {
    constructor(launch) {
        super(launch, ELEMENTS_2004, { marker: collection => collection.endsWith("correct_responses") ? "pattern" : "id" });
        const known = Object.keys(this.values).length > 0;
        this.total = seconds(this.values["cmi.total_time"] || "PT0S");
        if (!known) launch.objectives.forEach((id, n) => { this.values[`cmi.objectives.${n}.id`] = id; });
        Object.assign(this.values, {
            "cmi._version": "1.0",
            "cmi.learner_id": launch.learnerId,
            "cmi.learner_name": launch.learnerName,
            "cmi.credit": launch.mode === "normal" ? "credit" : "no-credit",
            "cmi.mode": launch.mode,
            "cmi.entry": known ? "resume" : "ab-initio",
            "cmi.total_time": `PT${rounded(this.total)}S`,
            "cmi.completion_status": this.values["cmi.completion_status"] || "unknown",
            "cmi.success_status": this.values["cmi.success_status"] || "unknown",
            ...(launch.mastery === "" ? {} : { "cmi.scaled_passing_score": launch.mastery }),
            ...(launch.launchData === "" ? {} : { "cmi.launch_data": launch.launchData }),
        });
    }

    refuse(before, after) { return this.done(this.state === "closed" ? after : before); }

    Initialize(parameter) {
        if (parameter !== "") return this.done(201);
        if (this.state !== "fresh") return this.done(this.state === "open" ? 103 : 104);
        this.state = "open";
        return this.done(0);
    }

    GetValue(name) {
        if (this.state !== "open") return this.done(this.state === "closed" ? 123 : 122, "");
        if (name.startsWith("adl.nav.request_valid.")) return this.done(0, "unknown");
        const known = this.element(name);
        if (!known) return this.done(401, "");
        if (!known.read) return this.done(405, "");
        if (name.endsWith("._count")) return this.done(0, this.count(name.slice(0, -7)));
        if (name.endsWith("._children")) return this.done(0, "id,score,success_status,completion_status,description");
        if (this.gap(name) || (/\.\d+\./.test(name) && this.values[name] === undefined && !this.exists(name))) return this.done(301, "");
        if (this.values[name] === undefined) return this.done(403, "");
        return this.done(0, this.values[name]);
    }

    exists(name) {
        const [, collection, n] = /^(cmi\.\w+)\.(\d+)\./.exec(name);
        return Number(n) < this.count(collection);
    }

    SetValue(name, given) {
        if (this.state !== "open") return this.refuse(132, 133);
        const known = this.element(name), value = String(given);
        if (!known) return this.done(401);
        if (!known.write) return this.done(404);
        if (this.gap(name)) return this.done(351);
        const [, collection, n, rest] = /^(cmi\.(?:objectives|interactions))\.(\d+)\.(.*)$/.exec(name) || [];
        const fresh = collection && Number(n) >= this.count(collection);
        if (fresh && rest !== "id") return this.done(408);
        if (collection === "cmi.objectives" && rest === "id") {
            const old = this.values[name], twin = Object.keys(this.values).some(key =>
                /^cmi\.objectives\.\d+\.id$/.test(key) && key !== name && this.values[key] === value);
            if (twin || (old !== undefined && old !== value)) return this.done(351);
        }
        if (collection === "cmi.interactions") {
            const type = this.values[`${collection}.${n}.type`];
            if (/^(learner_response|result|correct_responses|latency)/.test(rest) && !type) return this.done(408);
            if (/^(learner_response|correct_responses)/.test(rest) && (/[\r\n]/.test(value) || !(ANSWER[type] || (() => true))(value))) return this.done(406);
        }
        if (!(known.write instanceof RegExp ? known.write.test(value) : known.write(value))) {
            const isNumber = known.write !== DECIMAL && !(known.write instanceof RegExp) && DECIMAL.test(value);
            return this.done(isNumber ? 407 : 406);
        }
        this.put(name, value);
        return this.done(0);
    }

    everything() {
        const own = /^cmi\.(_version|learner_id|learner_name|credit|mode|entry|scaled_passing_score|launch_data)$/;
        return Object.fromEntries(Object.entries(this.values).filter(([name]) => !own.test(name)));
    }

    Commit(parameter) {
        if (parameter !== "") return this.done(201);
        if (this.state !== "open") return this.refuse(142, 143);
        return this.done(this.sender.send(this.everything()) ? 0 : 101);
    }

    Terminate(parameter) {
        if (parameter !== "") return this.done(201);
        if (this.state !== "open") return this.refuse(112, 113);
        const total = this.total + seconds(this.values["cmi.session_time"] || "PT0S");
        this.values["cmi.total_time"] = `PT${rounded(total)}S`;
        this.state = "closed";
        return this.done(this.sender.send(this.everything()) ? 0 : 101);
    }

    GetLastError() { return this.error; }

    GetErrorString(code) { return code ? `Error ${code}` : ""; }

    GetDiagnostic(code) { return code ? `Error ${code}` : ""; }
}

var moodle2004 = launch => new Moodle2004(launch);
