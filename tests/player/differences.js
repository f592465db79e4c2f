// Where our pretend LMS and scorm-again 3.4.3 answer differently, and what the standard says. Each row has to be met at
// least once in a run of the suite, each difference has to be in a row: what is new is a fault until somebody has looked.
//
//   when     about which calls: `name` is the element with n and m for indices, `type` that of its interaction, `stale` whether
//            they report the error of the call before
//   ours, theirs   the error codes that are answered

const gets = (name) => (d) => d.isGet && (name instanceof RegExp ? name.test(d.name) : d.name === name);
const sets = (name, values) => (d) => d.isSet && (name instanceof RegExp ? name.test(d.name) : d.name === name) && (!values || (Array.isArray(values) ? values.includes(d.value) : values.test(d.value)));
const LONG = /^x{251,}$/;
const GROUP = /^cmi(\.(interactions|objectives)(\.n)?)?$/;
const KEYWORD_IN_LIST = /\.n\..*_(count|children)$/;
const RESPONSE = /\.(pattern|learner_response)$/;
const inRecord = (d) => /\.n\./.test(d.name);
const isIdentifierList = (type) => ["choice", "sequencing", "matching", "likert"].includes(type);

export const DIFFERENCES = [
  // SCORM 1.2
  { standard: "scorm12", what: "calls after LMSFinish", when: (d) => d.phase === "after", ours: ["301"], theirs: null,
    clause: "RTE 3.2.2: after LMSFinish the SCO may not call any function of the API but those for errors" },
  { standard: "scorm12", what: "no name", when: (d) => d.element === "", ours: ["201"], theirs: null, clause: "RTE 3.3.3: 201, an argument is wrong; they leave the error of the call before" },
  { standard: "scorm12", what: "an element that is only a group, read", when: (d) => d.isGet && GROUP.test(d.name), ours: ["401"], theirs: ["0", "201"], clause: "RTE 3.4.4 has no such element; they answer “[object Object]”" },
  { standard: "scorm12", what: "an element that is only a group, set", when: sets(GROUP), ours: ["401"], theirs: ["0", "201"], clause: "RTE 3.4.4 has no such element; they replace the list" },
  { standard: "scorm12", what: "an unknown part of a record", when: (d) => d.name === "cmi.interactions.n.foo", ours: ["401"], theirs: ["404", "201"], clause: "RTE 3.4.4 has no such element, whatever the index" },
  { standard: "scorm12", what: "children of cmi", when: gets("cmi._children"), ours: ["0"], theirs: ["0"], clause: "RTE 3.4.4: comments_from_lms is one of them" },
  { standard: "scorm12", what: "greatest score before anybody sets one", when: gets(/score\.max$/), ours: ["0"], theirs: ["0"], clause: "RTE 3.4.4, cmi.core.score.max: initialized to an empty string; they say 100" },
  { standard: "scorm12", what: "total time before the first session ends", when: gets("cmi.core.total_time"), ours: ["0"], theirs: ["0"], clause: "RTE 3.4.4: initialized to 0000:00:00.00; they say nothing" },
  { standard: "scorm12", what: "preferences that nobody set", when: gets(/^cmi\.student_preference\.(audio|speed|text)$/), ours: ["0"], theirs: ["0"], clause: "RTE 3.4.4: 0, no preference, is the value to begin with; they say nothing" },
  { standard: "scorm12", what: "records that are not there", when: (d) => d.isGet && inRecord(d), ours: ["201"], theirs: ["0", "404", "201"], clause: "RTE 3.4.2: an index beyond the end is a wrong argument" },
  { standard: "scorm12", what: "keywords of records that are not there, set", when: sets(KEYWORD_IN_LIST), ours: ["402"], theirs: ["201"], clause: "RTE 3.3.3: 402, a keyword cannot be set; it is one at any index" },
  { standard: "scorm12", what: "a decimal point without digits around it", when: sets(/score\./, ["7.", ".5"]), ours: ["405"], theirs: ["0"], clause: "RTE 3.4.3, CMIDecimal: a number that may have a decimal point" },
  { standard: "scorm12", what: "exit “normal”", when: sets("cmi.core.exit", ["normal"]), ours: ["405"], theirs: ["0"], clause: "RTE 3.4.4, cmi.core.exit: time-out, suspend, logout, empty; they make it empty" },
  { standard: "scorm12", what: "result “incorrect”", when: sets(/\.result$/, ["incorrect"]), ours: ["405"], theirs: ["0"], clause: "RTE 3.4.4: correct, wrong, unanticipated, neutral or a number; they make it “wrong”" },
  { standard: "scorm12", what: "results that are numbers", when: sets(/\.result$/, ["-3", "12345"]), ours: ["0"], theirs: ["405"], clause: "RTE 3.4.4: x.x is a CMIDecimal, of any size and sign" },
  { standard: "scorm12", what: "weightings beyond 100", when: sets(/\.weighting$/, ["101"]), ours: ["0"], theirs: ["405"], clause: "RTE 3.4.4: a CMIDecimal, without limits" },
  { standard: "scorm12", what: "hours of one digit or of five", when: sets(/session_time$|latency$/, ["1:00:00", "99999:00:00"]), ours: ["405"], theirs: ["0"], clause: "RTE 3.4.3, CMITimespan: two to four digits of hours" },
  { standard: "scorm12", what: "identifiers with other characters", when: sets(/\.id$/, /[^A-Za-z0-9_-]/), ours: ["405"], theirs: ["0"], clause: "RTE 3.4.3, CMIIdentifier: an alphanumeric group of characters, no white space" },
  { standard: "scorm12", what: "answers that are none of the interaction's type", when: sets(/\.(pattern|student_response)$/), ours: ["405"], theirs: ["0"], clause: "RTE 3.4.3, CMIFeedback: the format follows from the type" },
  { standard: "scorm12", what: "a stored state beyond 4,096 characters", when: sets("cmi.suspend_data", LONG), ours: ["405"], theirs: ["0"], clause: "RTE 3.4.4, cmi.suspend_data: CMIString4096" },

  // SCORM 2004
  { standard: "scorm2004", what: "what the 3rd edition does not have", when: (d) => d.edition === "scorm2004-3" && (/^adl\.(data|nav\.request_valid\.jump)/.test(d.name) || /jump$/.test(d.value ?? "")), ours: ["401", "406"], theirs: null,
    clause: "4th edition, RTE 4.3 and SN 5.6: shared data and jump are new in it" },
  { standard: "scorm2004", what: "records that are not there", when: (d) => d.isGet && inRecord(d), ours: ["301"], theirs: ["403", "0"], clause: "RTE 3.1.7.6: 301, element request out of range of the collection" },
  { standard: "scorm2004", what: "an element that is only a group, read", when: (d) => d.isGet && GROUP.test(d.name), ours: ["401"], theirs: ["0", "403"], clause: "RTE 4.2 has no such element; they answer “[object Object]”" },
  { standard: "scorm2004", what: "an element that is only a group, set", when: sets(GROUP), ours: ["401"], theirs: ["0", "351"], clause: "RTE 4.2 has no such element" },
  { standard: "scorm2004", what: "an unknown part of a record", when: (d) => d.name === "cmi.interactions.n.foo", ours: ["401"], theirs: ["403", "351"], clause: "RTE 4.2.9 has no such element, whatever the index" },
  { standard: "scorm2004", what: "reading what the content asked for", when: gets("adl.nav.request"), ours: ["0"], theirs: ["405"], clause: "SN 5.6.2: adl.nav.request is read and write" },
  { standard: "scorm2004", what: "what would be valid, where nothing is sequenced", when: gets(/^adl\.nav\.request_valid\.(choice|jump)/), ours: ["0"], theirs: null, clause: "SN 5.6.3: unknown, where the LMS has not worked it out; they say false" },
  { standard: "scorm2004", what: "an error of the call before, reported again", when: (d) => d.isGet && /^cmi\.(completion|success)_status$/.test(d.name) && d.stale && d.sameResult, ours: ["0"], theirs: null, clause: "RTE 3.1.7: each call but those for errors sets the error code anew" },
  { standard: "scorm2004", what: "lists of children", when: (d) => d.isGet && d.name.endsWith("._children") && d.sameWords, ours: ["0"], theirs: ["0"], clause: "RTE 4.1.1.5: the order is nobody's matter" },
  { standard: "scorm2004", what: "children of cmi", when: gets("cmi._children"), ours: ["0"], theirs: ["0"], clause: "RTE 4.2.1: _version is a keyword, no child" },
  { standard: "scorm2004", what: "total time before the first session ends", when: gets("cmi.total_time"), ours: ["0"], theirs: ["0"], clause: "RTE 4.2.25: PT0H0M0S is the value to begin with" },
  { standard: "scorm2004", what: "parts of a comment that nobody set", when: gets(/comments_from_learner\.n\./), ours: ["403"], theirs: ["0"], clause: "RTE 4.2.2: without a value, 403" },
  { standard: "scorm2004", what: "what can only be read, at an index that is not there", when: (d) => d.isSet && (KEYWORD_IN_LIST.test(d.name) || /comments_from_lms|^adl\.data\.n\.id$/.test(d.name)), ours: ["404"], theirs: ["351"], clause: "RTE 3.1.7.7: 404; it can only be read at any index" },
  { standard: "scorm2004", what: "records of the LMS, added by the content", when: sets("adl.data.n.store"), ours: ["351"], theirs: ["0"], clause: "RTE 4.3.1: only the manifest says which stores there are" },
  { standard: "scorm2004", what: "a choice of nothing", when: sets("adl.nav.request", ["choice"]), ours: ["406"], theirs: ["0"], clause: "SN 5.6.2: choice and jump have a target in front" },
  { standard: "scorm2004", what: "a target with a full stop", when: sets(/request_valid\..*\{target/), ours: ["404"], theirs: ["401"], clause: "SN 5.6.3: a target is any identifier of an item; the element can only be read" },
  { standard: "scorm2004", what: "empty texts", when: sets(/^cmi\.location$|\.n\.location$|learner_preference\.language$/, [""]), ours: ["0"], theirs: ["406"], clause: "RTE 4.1.1.7: a characterstring may be empty" },
  { standard: "scorm2004", what: "texts in braces", when: (d) => d.isSet && /^\{/.test(d.value ?? "") && (/description$/.test(d.name) || (RESPONSE.test(d.name) && ["fill-in", "long-fill-in", "other"].includes(d.type))), ours: ["0"], theirs: ["406"],
    clause: "RTE 4.1.1.7, 4.2.9: only {lang=…}, {case_matters=…} and {order_matters=…} mean something; other braces are text" },
  { standard: "scorm2004", what: "descriptions beyond 250 characters", when: sets(/description$/, LONG), ours: ["406"], theirs: ["0"], clause: "RTE 4.2.9, 4.2.17: 250 characters is the least that LMSs keep; content that counts on more loses it somewhere" },
  { standard: "scorm2004", what: "times with thousandths, after 2038, or on no day", when: sets(/timestamp$/, ["2026-11-29T10:00:00.123", "2039-01-01", "2026-02-30T10:00:00"]), ours: ["406"], theirs: ["0"], clause: "RTE 4.1.1.7, time(second,10,0): two decimals at most, 1970 to 2038, days of the calendar" },
  { standard: "scorm2004", what: "durations that are none", when: sets(/session_time$|latency$/, ["P", "PT", "PT1.5H", "P1W", "P1H"]), ours: ["406"], theirs: ["0"], clause: "RTE 4.1.1.7, timeinterval(second,10,2): at least one part, decimals of seconds only, no weeks, hours after T" },
  { standard: "scorm2004", what: "an interaction's id twice, or another one", when: sets("cmi.interactions.n.id"), ours: ["0"], theirs: ["351"], clause: "RTE 4.2.9: records may be kept as a journal, with one id in several" },
  { standard: "scorm2004", what: "identifiers that are no URI", when: sets(/\.id$/, ["has blank", "100%", "ä", "urn:x"]), ours: ["406"], theirs: ["0"], clause: "RTE 4.1.1.7, long_identifier_type: a URI (RFC 3986); a URN has a name space and a name" },
  { standard: "scorm2004", what: "two faults at once: not of the type, and there already", when: (d) => d.isSet && /\.id$|pattern$/.test(d.name), ours: ["406"], theirs: ["351"], clause: "RTE 3.1.7 leaves open which is told; a value of no type cannot be the same as another" },
  { standard: "scorm2004", what: "parts of a record without an id", when: (d) => d.isSet && inRecord(d), ours: ["408"], theirs: ["0", "406", "407"], clause: "RTE 4.2.9, 4.2.17: each part depends on the id; which of two faults is told is left open" },
  { standard: "scorm2004", what: "long numbers", when: sets(/score\.(raw|min|max)$/, ["12345678901"]), ours: ["0"], theirs: ["406"], clause: "RTE 4.2.20: a real number without limits" },
  { standard: "scorm2004", what: "results that are numbers", when: sets(/\.result$/, ["12345"]), ours: ["0"], theirs: ["406"], clause: "RTE 4.2.9: a real number without limits" },
  { standard: "scorm2004", what: "captions: a word that is none", when: sets(/audio_captioning$/, ["2"]), ours: ["406"], theirs: ["407"], clause: "RTE 4.2.13: a state, -1, 0 or 1; what is no such state is of the wrong type" },
  { standard: "scorm2004", what: "loudness and speed", when: sets(/audio_level$|delivery_speed$/, ["0", "1000"]), ours: ["0"], theirs: ["407"], clause: "RTE 4.2.13: zero or more, without an upper limit" },
  { standard: "scorm2004", what: "languages of more than three letters", when: sets(/language$/, ["english-language"]), ours: ["406"], theirs: ["0"], clause: "RTE 4.1.1.7, language_type: ISO 639, two or three letters, or i or x" },
  { standard: "scorm2004", what: "right answers after another type was set", when: (d) => d.isSet && d.isRetyped && /pattern$/.test(d.name), ours: ["0", "351", "406"], theirs: null,
    clause: "RTE 4.2.9.1: the format follows from the type that the interaction has; they go by the one it had" },
  { standard: "scorm2004", what: "the same right answer twice", when: (d) => d.isSet && /pattern$/.test(d.name) && ["choice", "sequencing"].includes(d.type), ours: ["351"], theirs: ["0"], clause: "RTE 4.2.9.1: patterns differ; a choice is a set, whose order says nothing" },
  { standard: "scorm2004", what: "answers of none", when: (d) => d.isSet && RESPONSE.test(d.name) && d.value === "" && isIdentifierList(d.type), ours: ["0"], theirs: ["406"], clause: "RTE 4.2.9: sets, bags and arrays may be empty" },
  { standard: "scorm2004", what: "commas in identifiers", when: (d) => d.isSet && RESPONSE.test(d.name) && /[^\[],[^\]]/.test(d.value) && isIdentifierList(d.type), ours: ["0"], theirs: ["406"], clause: "RFC 3986 2.2: a comma is a character of URIs" },
  { standard: "scorm2004", what: "answers whose identifiers are no URI", when: (d) => d.isSet && RESPONSE.test(d.name) && isIdentifierList(d.type), ours: ["406"], theirs: ["0"], clause: "RTE 4.1.1.7, short_identifier_type: a URI, not empty" },
  { standard: "scorm2004", what: "the same word twice in an answer", when: (d) => d.isSet && RESPONSE.test(d.name) && ["fill-in", "sequencing"].includes(d.type), ours: ["0"], theirs: ["406"], clause: "RTE 4.2.9: fill-in and sequencing are arrays; only the parts of a choice differ" },
  { standard: "scorm2004", what: "delimiters in plain text", when: (d) => d.isSet && RESPONSE.test(d.name) && ["long-fill-in", "other", "performance"].includes(d.type), ours: ["0"], theirs: ["406"], clause: "RTE 4.2.9: in one text, delimiters are text" },
  { standard: "scorm2004", what: "right answers that take the place of others", when: (d) => d.isSet && d.isReplacing && /pattern$/.test(d.name), ours: ["406"], theirs: ["0"],
    clause: "RTE 4.2.9.1: the format is that of the type each time; they look less closely the second time" },
  { standard: "scorm2004", what: "steps without a delimiter", when: (d) => d.isSet && RESPONSE.test(d.name) && d.type === "performance", ours: ["406"], theirs: ["0"], clause: "RTE 4.2.9: name[.]answer; either may be missing, the delimiter not" },
  { standard: "scorm2004", what: "numbers that are no range", when: (d) => d.isSet && /pattern$/.test(d.name) && d.type === "numeric", ours: ["406"], theirs: ["0"], clause: "RTE 4.2.9.1: min[:]max, in that order" },
];

const has = (activities, action) => activities.some(({ rules }) => rules.some((rule) => rule.action === action));
const isNegated = (activities) => activities.some(({ rules }) => rules.some(({ conditions }) => conditions.some(({ negated }) => negated)));
const asks = (activities, pattern) => activities.some(({ rules }) => rules.some(({ conditions }) => conditions.some(({ condition }) => pattern.test(condition))));
const isOnlyOurs = (d) => d.isOursDelivered && d.theirs === "refused";

/**
 * The same for walks through activity trees. `ours` is a delivery, "end" or a code, `theirs` a delivery, "end" or "refused";
 * `involved` are the activities from the root to where the learner was, to what was asked for and to what each delivers.
 */
export const SEQUENCING_DIFFERENCES = [
  { what: "a course that flow cannot begin", when: (d) => d.request === "start" && isOnlyOurs(d), clause: "SB.2.5 ends with an exception; what an LMS then offers is its own affair, and ours takes the first activity that can be chosen" },
  { what: "a cluster that is chosen", when: (d) => d.request === "choice" && d.isCluster, clause: "SB.2.9 12, SB.2.3: flow decides which activity is delivered, or that none is; they take the first below" },
  { what: "a stop that begins where the learner is", when: (d) => d.request === "choice" && d.ours === "SB.2.4-1", clause: "SB.2.9 9: the activities from the current one to the target, which itself is not looked at" },
  { what: "a stop at the target", when: (d) => d.request === "choice" && isOnlyOurs(d) && has(d.involved.slice(-1), "stopForwardTraversal"), clause: "SB.2.9 9: the target itself is not looked at" },
  { what: "a choice of what flow skips", when: (d) => d.request === "choice" && isOnlyOurs(d) && has(d.involved, "skip"), clause: "SB.2.2, SB.2.9: skip is for flow; a choice is only hindered by hiddenFromChoice, stopForwardTraversal and disabled" },
  { what: "a choice where choice is off further above", when: (d) => d.request === "choice" && isOnlyOurs(d) && d.involved.some(({ controlMode }) => !controlMode.choice), clause: "NB.2.1 7.1.1, SB.2.9 4: choice is asked of the parent" },
  { what: "a choice forward where activities go forward only", when: (d) => d.request === "choice" && isOnlyOurs(d) && d.involved.some(({ controlMode }) => controlMode.forwardOnly), clause: "SB.2.4: forwardOnly hinders going back; going forward may pass activities over" },
  { what: "a disabled cluster around an activity that comes next", when: (d) => d.ours === "DB.1.1-3" || (d.ours === "SB.2.2-2" && d.request !== "choice"), clause: "UP.5, SB.2.2 4, DB.1.1: clusters are checked as well, those too that the learner is in" },
  { what: "forward only further above", when: (d) => d.request === "previous" && isOnlyOurs(d) && d.involved.some(({ controlMode }) => controlMode.forwardOnly), clause: "NB.2.1, SB.2.1: forwardOnly is asked of the parent" },
  { what: "progress that is not known though the activity was attempted", when: (d) => d.ours !== d.theirs && asks(d.involved, /^activityProgressKnown$/), clause: "SN 3.4.1: activityProgressKnown asks for the attempt's progress too" },
  { what: "what was reached in an attempt on the cluster that is over", when: (d) => d.isOursDelivered && d.involved.some(({ isCluster, attempts }) => isCluster && attempts > 1) && asks(d.involved, /^(satisfied|completed|.*Known)$/), clause: "SN 3.2.6, 3.2.7: only what belongs to the current attempt counts, in rollup and in rules" },
  { what: "an objective that is known here and read from elsewhere", when: (d) => d.involved.some(({ reads }) => reads), clause: "SN 3.10.3: a global objective is read while nothing is known here" },
  { what: "a rule after the activity, before the choice is looked at", when: (d) => d.request === "choice" && d.isOursDelivered && d.hasPostRules, clause: "OP.1: TB.2.3 comes before SB.2.9, and what it wants goes before what was asked for" },
  { what: "a stop on the way back", when: (d) => d.request === "choice" && isOnlyOurs(d) && has(d.involved, "stopForwardTraversal"), clause: "SB.2.9 12.9: going back, only preventActivation is looked at" },
  { what: "a skipped cluster on the way back", when: (d) => d.request === "previous" && d.ours !== d.theirs && has(d.nearby, "skip"), clause: "SB.2.2: a skipped cluster is passed over whole" },
  { what: "a condition with “not” about what is not known", when: (d) => d.isOursDelivered && isNegated(d.involved), clause: "UP.2.1: what is unknown stays unknown" },
  { what: "a rule that leaves the activity for the whole course", when: (d) => d.ours === "end" && d.theirs === "refused", clause: "TB.2.3 3.6: where that leads to the root, the session with the course ends" },
];
