// The LMS's side in the browser: makes the API of the profile, records every call, shows the content.
// The address says where the content stands: ?place=frame (default), deep, stranger, popup, beside.
"use strict";

const calls = [];
let leaving = false;
/** The content is being taken off the screen: browsers block requests that wait for an answer. */
let dismissed = false;
/** Commits that went by beacon. They and the record of calls travel on their own, and may overtake each other. */
let beacons = 0;

const sendBeacon = navigator.sendBeacon.bind(navigator);
navigator.sendBeacon = (address, data) => {
    const taken = sendBeacon(address, data);
    if (taken && new URL(address, location.href).pathname === "/commit") beacons += 1;
    return taken;
};

function report(call) {
    if (leaving) {
        navigator.sendBeacon("/calls", JSON.stringify([call]));
        return;
    }
    calls.push(call);
    if (calls.length === 1) setTimeout(flush, 20);
}

function flush() {
    const waiting = calls.splice(0);
    if (!waiting.length) return undefined;
    return fetch("/calls", { method: "POST", body: JSON.stringify(waiting) });
}

addEventListener("pagehide", () => {
    leaving = true;
    if (calls.length) navigator.sendBeacon("/calls", JSON.stringify(calls.splice(0)));
});

addEventListener("pagehide", () => { dismissed = true; }, true);
document.addEventListener("load", event => {
    try {
        event.target.contentWindow?.addEventListener("pagehide", () => { dismissed = true; }, true);
    } catch {
        // a stranger's frame
    }
}, true);

const faults = { throws: [] };

function recorded(api, methods, lastError, launch) {
    const wrapped = {};
    for (const method of methods) {
        wrapped[method] = (...args) => {
            const call = { launch, time: Date.now() / 1000, method, args: args.map(String), result: "", error: "", dismissed, beacons };
            if (faults.throws.includes(method)) {
                call.result = "thrown on purpose";
                report(call);
                throw new Error("The LMS broke");
            }
            try {
                const result = api[method](...args);
                call.result = String(result);
                call.error = String(api[lastError]());
                call.beacons = beacons;
                report(call);
                return result;
            } catch (error) {
                call.threw = String(error);
                report(call);
                throw error;
            }
        };
    }
    return wrapped;
}

const METHODS_12 = ["LMSInitialize", "LMSFinish", "LMSGetValue", "LMSSetValue", "LMSCommit", "LMSGetLastError",
    "LMSGetErrorString", "LMSGetDiagnostic"];
const METHODS_2004 = METHODS_12.map(name => name === "LMSFinish" ? "Terminate" : name.slice(3));

const SETTINGS = { lmsCommitUrl: "/commit", dataCommitFormat: "flattened", logLevel: 5 };

function stored(values) {
    return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ""));
}

/** SCORM 1.2 by scorm-again. */
function scorm12(launch) {
    const api = new Scorm12API(SETTINGS), saved = stored(launch.saved), known = Object.keys(saved).length > 0;
    api.loadFromFlattenedJSON({
        ...saved,
        "cmi.core.student_id": launch.learnerId,
        "cmi.core.student_name": launch.learnerName,
        "cmi.core.credit": launch.mode === "normal" ? "credit" : "no-credit",
        "cmi.core.lesson_mode": launch.mode,
        "cmi.core.entry": !known ? "ab-initio" : saved["cmi.core.exit"] === "suspend" ? "resume" : "",
        "cmi.core.exit": "",
        "cmi.core.session_time": "00:00:00",
        "cmi.student_data.mastery_score": launch.mastery,
        "cmi.launch_data": launch.launchData,
    });
    return api;
}

/** SCORM 2004 by scorm-again; the manifest's objectives are there before the content writes any. */
function scorm2004(launch) {
    const api = new Scorm2004API(SETTINGS), saved = stored(launch.saved), known = Object.keys(saved).length > 0;
    const objectives = known ? {} : Object.fromEntries(launch.objectives.map((id, n) => [`cmi.objectives.${n}.id`, id]));
    api.loadFromFlattenedJSON({
        ...saved,
        ...objectives,
        "cmi.learner_id": launch.learnerId,
        "cmi.learner_name": launch.learnerName,
        "cmi.credit": launch.mode === "normal" ? "credit" : "no-credit",
        "cmi.mode": launch.mode,
        "cmi.entry": known ? "resume" : "ab-initio",
        "cmi.exit": "",
        "cmi.session_time": "PT0S",
        "cmi.scaled_passing_score": launch.mastery,
        "cmi.launch_data": launch.launchData,
    });
    return api;
}

const MAKERS = { scorm12, scorm2004, moodle12, moodle2004 };

function show(href) {
    const place = new URL(location.href).searchParams.get("place") || "frame";
    const content = location.origin + href;
    if (place === "popup") {
        const button = document.createElement("button");
        button.textContent = "Launch";
        button.addEventListener("click", () => {
            const popup = open(content, "sco", "popup,width=1000,height=700");
            popup.addEventListener("pagehide", () => { dismissed = popup.location.href !== "about:blank"; }, true);
        });
        document.body.append(button);
        return;
    }
    const frame = document.createElement("iframe");
    frame.title = "content";
    frame.name = place === "frame" ? "sco" : "between";
    frame.src = {
        frame: content,
        deep: "/host/frame.html#" + encodeURIComponent(">>" + content),
        stranger: `http://localhost:${location.port}/host/frame.html#` + encodeURIComponent(content),
    }[place];
    document.body.append(frame);
}

addEventListener("DOMContentLoaded", async () => {
    const launch = await (await fetch("/launch.json", { cache: "no-store" })).json();
    Object.assign(faults, launch.faults);
    if (launch.profile.endsWith("12")) {
        window.API = recorded(window.lms = MAKERS[launch.profile](launch), METHODS_12, "LMSGetLastError", launch.launch);
    } else if (launch.profile !== "none") {
        window.API_1484_11 = recorded(window.lms = MAKERS[launch.profile](launch), METHODS_2004, "GetLastError", launch.launch);
    }
    show(launch.href);
});
