// Types only: what the build writes into a package (CourseData) and what the parts of the runtime promise each other.
// Nothing here runs; the joiner leaves this file out.

/**
 * A course as the page gets it, in `content/*.js`. Written by scormkit/render/data.py.
 * @typedef {object} CourseData
 * @property {1} format
 * @property {"course" | "session"} kind   a session by itself has one section and one session, and no inner menu of sessions
 * @property {string} id
 * @property {string} title
 * @property {string} version
 * @property {string} language             BCP 47
 * @property {"passed-failed" | "passed-incomplete" | "completed-incomplete"} scorm12Status
 * @property {{title: string, sessions: string[]}[]} sections   ids of sessions; the title of a lone section may be ""
 * @property {TrackedObjective[]} objectives   everything an LMS gets a `cmi.objectives` entry for, in a fixed order
 * @property {number} stateLimit           characters that the target allows for the stored state
 * @property {Record<string, string>} text interface texts by key (templates/locale/<language>.json); {name} is filled in
 * @property {HelpData | null} help         where a session has none of its own
 * @property {XapiData | null} xapi         null: this package sends no statements, and the modules for them are not in it
 */

/**
 * Whom learners can ask, and when.
 * @typedef {object} HelpData
 * @property {string[]} text               paragraphs
 * @property {{name: string, role: string, email: string, phone: string}[]} contacts   all but the name may be ""
 * @property {{url: string, title: string} | null} link   of http or https; the title may be ""
 * @property {HoursData | null} hours
 */

/**
 * @typedef {object} HoursData
 * @property {string} zone                 IANA name
 * @property {[number, number][][]} week   Monday first: spans of each day in minutes from midnight, in order and apart
 * @property {[string, string][]} closed   first and last day, YYYY-MM-DD, of times without anybody
 */

/**
 * What statements are made of. Written by scormkit/render/statements.py; the samples that `scormkit xapi statements`
 * prints are filled there by the same rules, which stand in docs/xapi.md.
 *
 * Keys of things, everywhere in here: `course` (absent where a session is by itself),
 * `session:S`, `page:S/P`, `question:S/Q` (a scenario too, and `question:S/Q/SCENE` its choices), `block:S/P/B`, `assessment:S`.
 *
 * A package of several launch pages (cmi5: one AU for each session) gets one CourseData for each page: `kind` is
 * "session", `id` is `<course>_<session>`, `sections` holds that session only, and so do all tables in here.
 * @typedef {object} XapiData
 * @property {string} base                  IRI that every activity id of the course begins with, no slash at the end
 * @property {string} profile               IRI of this version of the course's own profile: an entry of `category`
 * @property {string} language              BCP 47, of the course; context.language is that of the activity's name
 * @property {string} broker                URL of the token broker, "" if none is configured
 * @property {string} publisher             key of what this page launches: "course", or "session:S" where pages are per session
 * @property {boolean} lifecycle            true where the target itself asks for initialized, completed, passed or failed and
 *                                          terminated (cmi5, xapi); their templates stand among the hooks with `at` ""
 * @property {"NotApplicable" | "Passed" | "Completed" | "CompletedAndPassed" | "CompletedOrPassed"} moveOn   of what this page
 *                                          launches, as the manifest says it
 * @property {number | null} masteryScore   0 to 1, as the manifest says it; launch data overrule it
 * @property {Record<string, XapiThing>} things       by key
 * @property {Record<string, XapiActivity>} framework framework items and objectives by the id that SCORM uses for them
 *                                          (`clcf_2-4`, `<session>_<objective>`)
 * @property {XapiHook[]} hooks
 */

/**
 * @typedef {object} XapiThing
 * @property {XapiActivity} activity        the statement's object; where the LMS names another id for what is launched
 *                                          (cmi5 `activityId`), that one replaces the id of the publisher's thing
 * @property {string} parent                key of the thing for contextActivities.parent; "" if none
 * @property {string[]} grouping            keys of the things for contextActivities.grouping
 * @property {string[]} framework           ids in XapiData.framework, for contextActivities.category: every item it is mapped to.
 *                                          Category, in this order: cmi5's own, the profile ({id, definition: {type:
 *                                          "http://adlnet.gov/expapi/activities/profile"}}), the items, what the hook adds
 * @property {"" | "off" | string[]} hooks  what `{xapi=…}` said of it: "" nothing, "off" no statement, or the names of hooks that
 *                                          are sent for it besides; "on" among them stands for the default of its moments
 */

/**
 * An activity as it goes into a statement, complete but for `correctResponsesPattern`, which would give answers away: the
 * runtime adds it from the answer key, and says a learner's response in the same form: see tracking/patterns.js.
 * @typedef {object} XapiActivity
 * @property {string} id
 * @property {{name: Record<string, string>, description?: Record<string, string>, type: string, interactionType?: string,
 *   choices?: {id: string, description: Record<string, string>}[]}} definition
 */

/**
 * A moment, and the statement that it sends. For a moment at a thing, in this order, the first that applies:
 *   1. `thing.hooks` is "off": nothing.
 *   2. hooks with that moment and an empty `name`, with `at` = the thing's session key; else those with `at` = "".
 *      An entry whose `verb` is null sends nothing (a session turned the course's hook off).
 *   3. besides, hooks with that moment whose `name` is among `thing.hooks` (of two with the same name, that of the thing's
 *      session); for "on", the hook named "on" of that moment, unless rule 2 has found one.
 * @typedef {object} XapiHook
 * @property {XapiMoment} on
 * @property {string} name                  "" for one that counts everywhere; else only for things that name it
 * @property {string} at                    "" or `session:S`
 * @property {{id: string, display: Record<string, string>} | null} verb
 * @property {string} activityType          replaces the type of the activity; "" leaves it
 * @property {Record<string, any>} result   template of `result`, see fill below
 * @property {Record<string, any>} context  template of what the hook adds to `context`: extensions, platform, revision, and
 *                                          contextActivities with arrays, whose entries follow those that every statement has
 *
 * Filling a template: a text that is nothing but `{value}` becomes the value with its kind (number, yes or no, text);
 * `{value}` inside a longer text becomes its text; a property whose value is not known (null) is left out, and so is an
 * object that nothing remains of. The values are those of XapiValues; `{{` is a brace.
 */

/**
 * Moments. The five of the lifecycle are about `XapiData.publisher`.
 * @typedef {"initialized" | "completed" | "passed" | "failed" | "terminated"
 *   | "session-experienced" | "page-experienced" | "block-experienced" | "question-answered" | "assessment-passed"
 *   | "assessment-failed" | "video-played" | "video-paused" | "video-completed" | "help-opened" | "progressed"
 *   | "scenario-chosen" | "activity-confirmed" | "reflection-written" | "survey-answered"} XapiMoment
 */

/**
 * The values that a template may name; null where a moment has no such value.
 * @typedef {object} XapiValues
 * @property {string} course_title
 * @property {string} course_version
 * @property {string | null} session_title
 * @property {string | null} page_title
 * @property {string | null} title          of the thing that the statement is about
 * @property {string | null} response       as the standard writes it: `a[,]c`, `true`
 * @property {boolean | null} correct
 * @property {number | null} score_scaled   0 to 1, at most four decimals
 * @property {number | null} score_raw      percent, at most two decimals
 * @property {number | null} score_min      0
 * @property {number | null} score_max      100
 * @property {number | null} pass_mark      percent
 * @property {boolean | null} passed
 * @property {boolean | null} completed
 * @property {number | null} attempt        1 for the first: tries of a check, attempts of an assessment
 * @property {string | null} duration       ISO 8601, two decimals at most: of the answer, the attempt, the visit
 * @property {number | null} progress       whole percent: of the session; of a video or sound at its moments
 * @property {number | null} progress_scaled  the same as 0 to 1, three decimals at most
 * @property {number | null} time           seconds, three decimals at most: position in a video or sound
 * @property {number | null} length         seconds: of a video or sound
 * @property {string | null} played_segments  as the video profile writes them: `0[.]12.5[,]20[.]31`
 */

/**
 * @typedef {object} TrackedObjective
 * @property {string} id                   LMS id, [a-z0-9_-]
 * @property {string} title
 * @property {string} code                 "2.4" for a framework's item, "" for an objective of a session
 * @property {"session" | "framework"} kind
 * @property {string} framework            title of the item's framework, "" for an objective of a session
 * @property {number | null} passMark      percent, only where the author asked for one
 */

/**
 * One session, in its own script `content/<session id>.js`.
 * @typedef {object} SessionData
 * @property {string} id
 * @property {number} slot                 permanent number in the stored state
 * @property {string} title
 * @property {string} description
 * @property {number} minutes
 * @property {string} language
 * @property {{professions: string[], stage: string}} audience
 * @property {{name: string, role: string, organization: string}[]} authors
 * @property {{name: string, role: string, organization: string}[]} reviewers
 * @property {string} reviewed             YYYY-MM-DD or ""
 * @property {string} nextReview           YYYY-MM-DD or ""
 * @property {string} licence
 * @property {boolean} certificate
 * @property {true} [learningRecord]       there is one to print
 * @property {HelpData | null} help
 * @property {{code: string, title: string, description: string, framework: string, depth: number}[]} competences
 *                                         framework items that the session maps to; depth 0 is the framework's highest level
 * @property {string[]} goals              titles of the session's own objectives
 * @property {PageData[]} pages            in reading order; at most one is the assessment
 * @property {("pages" | "checks" | "activities" | "assessment" | "passed")[]} completeWhen
 * @property {AssessmentData | null} assessment
 * @property {SessionObjective[]} objectives
 */

/**
 * @typedef {object} SessionObjective
 * @property {string} id                   LMS id: one of CourseData.objectives
 * @property {number} slot                 permanent number in the stored state of this session
 * @property {string[]} questions          ids of the assessment questions that count for it; may be empty
 * @property {string[]} pages              ids of the pages that teach it: where a results page sends a learner back to
 */

/**
 * @typedef {object} PageData
 * @property {string} id
 * @property {number} slot
 * @property {string} title
 * @property {boolean} isAssessment
 * @property {true} [isQuestionnaire]      what it asks counts for nothing
 * @property {string} html                 holds an empty `<div data-question="ID">` where each question belongs; a block that
 *                                          statements can be about has `data-block="B"` (key `block:S/P/B`)
 * @property {QuestionData[]} questions
 * @property {true} [watch]                it counts as seen when all with `data-watch` in it was played to its end
 */

/**
 * @typedef {object} AssessmentData
 * @property {number} passMark             percent
 * @property {number} attempts             0: no limit
 * @property {boolean} shuffleQuestions
 * @property {boolean} shuffleAnswers     what questions that do not say it themselves have as their `shuffle`
 * @property {"after-each" | "after-attempt" | "after-pass" | "never"} reveal
 * @property {number} timeLimit            minutes that an attempt may take; 0: no limit
 * @property {string} coolingOff           said before another attempt to who has not passed; may be ""
 * @property {AssessmentSection[]} sections  empty: the questions are not parted
 * @property {AssessmentPart[]} parts       to pass, each of these has to be passed too
 */

/**
 * @typedef {object} AssessmentSection
 * @property {string} title                may be ""
 * @property {string} html                 what its questions share, may be ""
 * @property {number} pick                 how many of its questions an attempt has; 0: all
 * @property {string[][]} groups           ids of its questions by what they are balanced by; see draw.js
 */

/** @typedef {{title: string, passMark: number, questions: string[]}} AssessmentPart   passMark: percent; questions: ids */

/**
 * @typedef {object} QuestionData
 * @property {string} id
 * @property {string} lmsId                id of its interactions: <session>_<question>
 * @property {number} slot
 * @property {"choice" | "multiple" | "true-false" | "ordering" | "matching" | "categorise" | "fill-in" | "numeric" | "slider" | "hotspot"
 *   | "likert" | "reflection" | "scenario" | "grid" | "activity"} type   an activity's blanks are the note, and a character that
 *                                          says that it was done
 * @property {InteractionRecord["type"]} interactionType   the standards' word
 * @property {"picks" | "order" | "pairs" | "fields" | "path"} form   what a learner does; see responses.js
 * @property {string} text                 the prompt without markup, for descriptions
 * @property {string} html                 the rendered form: `<form>` with `<fieldset>` and one input per answer, value = mark
 * @property {string[]} targets            marks of what answers belong to, with "pairs"
 * @property {{limit: number, isNumber: boolean}[]} blanks   with "fields"; limit: bytes of UTF-8 that a text may have
 * @property {boolean} partial             whether what is partly right is worth a part of the points
 * @property {string[]} marks              of all answers in the author's order; bit i of a stored response is marks[i]'s
 *                                         index in `stateMarks`
 * @property {string} stateMarks           every mark this question ever had, one character each: the bits of a stored response
 * @property {number} points               0: nothing is right or wrong
 * @property {number} attempts             knowledge checks: tries allowed, 0 for no limit
 * @property {boolean} shuffle             whether the answers stand in another order than the author's
 * @property {boolean} required            knowledge checks: completion waits for it; else: no attempt is handed in without it
 * @property {string[]} objectives         LMS ids it counts for
 * @property {string} answerKey                  scrambled JSON of AnswerKey; see key.js
 */

/**
 * @typedef {object} AnswerKey
 * @property {string[]} correct            the right response; the lowest and the highest number for a number
 * @property {SceneData[]} [scenes]        of a scenario, the first one first
 * @property {number} [most]               points that any way through it gives
 * @property {number} [longest]            choices that are kept of a way
 * @property {{texts: string[], exact: boolean, low: number | null, high: number | null}[]} [blanks]
 * @property {Record<string, string>} feedback   html by mark; may lack marks
 * @property {string} right                html said of a right response, may be ""
 * @property {string} wrong                html said of any other
 * @property {string} explanation          html, may be ""
 */

/**
 * A scene; `choices` is empty at an ending, `mark` and `points` are those of an ending.
 * @typedef {object} SceneData
 * @property {string} id
 * @property {string} title                may be ""
 * @property {string} html
 * @property {string} text                 without markup, for descriptions
 * @property {"" | "good" | "mixed" | "bad"} ending
 * @property {string} mark
 * @property {number} points
 * @property {WayData[]} choices
 */

/**
 * A choice of a scene: shown where all of `asks` hold, changes variables by `sets`, leads to `scenes[to]`.
 * @typedef {object} WayData
 * @property {string} mark
 * @property {string} html
 * @property {number} to
 * @property {number} points               given once, however often it is taken
 * @property {[string, "+" | "=", number][]} sets
 * @property {[string, ">=" | "<=" | "=" | "!=", number][]} asks
 * @property {string} after                html of its consequence, may be ""
 */

// ---------------------------------------------------------------------------------------------------------------------
// Tracker: the one interface to an LMS. The adapter is chosen at build: it is `tracking/<name>.js`.

/**
 * @typedef {object} Launch
 * @property {boolean} connected           false: no LMS was found or it refused to initialise; everything else is a default
 * @property {string} learnerId
 * @property {string} learnerName          as people write it ("Jo Doe", also where the LMS says "Doe, Jo")
 * @property {"normal" | "review" | "browse"} mode
 * @property {string} location             "" if none
 * @property {string} state                "" if none: what setState stored last
 * @property {number} interactionCount     entries the LMS says it has; 0 where it does not say
 * @property {boolean} [detached]          not connected, but this tab knows the learner and the state from before a reload
 * @property {boolean} [acknowledged]      with detached: whether the LMS ever had a state of this attempt
 * @property {number[]} [sent]             with detached: hashes of the states that the LMS may have
 * @property {string} [launchData]         what the LMS hands every launch; read only where statements are sent
 * @property {boolean} [alone]             there is no LMS, and none is missed
 */

/**
 * One answer, in neutral form; the adapter encodes it.
 * @typedef {object} InteractionRecord
 * @property {number} ordinal              0 for the first answer ever given in this attempt of the LMS, then counting up
 * @property {string} id
 * @property {"choice" | "true-false" | "fill-in" | "long-fill-in" | "numeric" | "matching" | "sequencing" | "likert"} type
 * @property {string} description
 * @property {string[]} response           its parts; see responses.js
 * @property {string[]} correct            likewise; empty where nothing is right or wrong
 * @property {string[][]} [others]         other right responses
 * @property {boolean | null} isCorrect    null: nothing is right or wrong
 * @property {number} weighting
 * @property {number} latency              seconds
 * @property {number} time                 milliseconds since 1970
 * @property {string[]} objectives
 */

/**
 * @typedef {object} ObjectiveRecord
 * @property {string} id
 * @property {string} title
 * @property {number | null} score         percent, null while nothing counted
 * @property {boolean} completed
 * @property {boolean | null} passed       null: not judged yet
 */

/**
 * Every method returns whether the LMS took it. None throws. `commit` and `terminate` are synchronous on purpose:
 * `pagehide` does not wait.
 * @typedef {object} Tracker
 * @property {() => Launch} start
 * @property {(location: string) => boolean} setLocation
 * @property {(state: string) => boolean} setState
 * @property {(interaction: InteractionRecord) => boolean} recordInteraction
 * @property {(objective: ObjectiveRecord) => boolean} setObjective
 * @property {(fraction: number) => boolean} setProgress            0 to 1
 * @property {(percent: number) => boolean} setScore                0 to 100, at most two decimals
 * @property {(outcome: Outcome) => boolean} setOutcome             completion and success together: one adapter folds them
 * @property {(seconds: number) => boolean} setSessionTime
 * @property {() => number | null} [spentBefore]           seconds of earlier visits, where the LMS says them
 * @property {() => void} forget           what was set counts as not taken: the next calls send it again
 * @property {() => boolean} commit
 * @property {(isExit?: boolean) => boolean} terminate      commits too; `isExit`: the learner left, and the page will not come
 *                                          back from the browser's cache
 *
 * What follows is there where the LMS is spoken to by requests: `commit` then says true at once, and what came of it is
 * heard of later.
 * @property {(sessions: SessionData[]) => Promise<void>} [prepare]   all that `start` needs; it never fails
 * @property {(listener: (isTaken: boolean) => void) => void} [onSettled]
 * @property {() => boolean} [pending]      whether a commit is under way
 * @property {() => import("./xapi/sender.js").Sender | null} [sender]   who sends statements; null: the launch names nobody
 * @property {() => Promise<{address: string, isSaved: boolean}>} [left]   when all is sent, or will not be: where to go now,
 *                                          "" for nowhere, and whether the LMS has all that was set
 */

/**
 * @typedef {object} Outcome
 * @property {boolean} completed
 * @property {boolean | null} passed       null: not judged (no assessment, or no attempt finished)
 * @property {boolean} final               not passed, and nothing is left that the learner could still do
 * @property {number} attempts             finished so far, at all assessments
 */

/**
 * Something that statements may be made of, as the record sees it: see XapiMoment. `visit` is every change of place,
 * `changed` anything of this tab's that may have changed progress, `joined` what came from another tab, `left` the end.
 * @typedef {{on: "visit", session: string, page: string}
 *   | {on: "changed" | "joined" | "left"}
 *   | {on: "question-answered", session: string, question: QuestionData, response: string[], isCorrect: boolean | null,
 *     attempt: number, seconds: number}
 *   | {on: "scenario-chosen", session: string, question: QuestionData, scene: string, response: string}
 *   | {on: "assessment-passed" | "assessment-failed", session: string, score: number, passed: boolean, attempt: number,
 *     seconds: number}} Moment
 */

/**
 * The browser, as far as the core of the runtime uses it; `browserEnvironment()` of environment.js makes it, tests make
 * their own. A page starts with
 *   const environment = browserEnvironment();
 *   const tracker = createTracker(environment, course);
 *   await tracker.prepare?.(sessions);
 *   const record = openRecord(course, sessions, tracker, environment);
 * @typedef {object} Environment
 * @property {any} window                  where the search for the LMS's API begins
 * @property {Pick<Storage, "getItem" | "setItem" | "removeItem"> | null} storage   null where the browser denies it
 * @property {Pick<Storage, "getItem" | "setItem" | "removeItem"> | null} tabStorage   lives as long as the tab
 * @property {() => boolean} reloaded      whether this page was loaded anew by the learner, and not by the LMS
 * @property {() => number} now            milliseconds since 1970
 * @property {() => number} random         0 to 1, without 1
 * @property {(callback: () => void, milliseconds: number) => any} setTimeout
 * @property {(timer: any) => void} clearTimeout
 * @property {(type: "visibilitychange" | "pagehide" | "pageshow" | "storage" | "online" | "keydown",
 *   listener: (event: any) => void) => void} listen
 * @property {() => boolean} hidden        whether the page is hidden
 * @property {() => boolean} online        false only if the browser knows that it is offline
 */

// ---------------------------------------------------------------------------------------------------------------------
// LearnerRecord: what the views read and tell. The only owner of progress, score, completion and success.

/**
 * @typedef {object} CheckStatus
 * @property {string[] | null} response    the last answer, null if never answered
 * @property {boolean | null} isCorrect
 * @property {number} tries
 * @property {number | null} triesLeft     null: no limit
 */

/**
 * @typedef {object} AttemptStatus
 * @property {number} finished             attempts finished so far
 * @property {number | null} left          null: no limit
 * @property {boolean} running
 * @property {string[]} order              question ids in the order of this attempt (same after a resume)
 * @property {number} asked                how many questions an attempt has
 * @property {number | null} secondsLeft   of the running attempt; null: no limit
 * @property {Record<string, string[]>} responses   of the running attempt, by question id
 * @property {string[]} confirmed          question ids that may not change any more (reveal "after-each")
 * @property {AttemptResult | null} best
 * @property {AttemptResult | null} last
 */

/**
 * @typedef {object} AttemptResult
 * @property {number} score                percent, at most two decimals
 * @property {boolean} passed
 * @property {Record<string, string[]> | null} responses   known for the last finished attempt only; of a drawn attempt those
 *                                          that were asked, [] where nothing was answered
 * @property {{title: string, score: number, passMark: number}[]} parts   likewise: of `AssessmentData.parts` those asked about
 */

/**
 * @typedef {object} SessionStatus
 * @property {number} pagesSeen
 * @property {number} pages                content pages and the assessment
 * @property {number} checksAnswered
 * @property {number} checks
 * @property {number} fraction             0 to 1 of what completeWhen asks
 * @property {boolean} started
 * @property {boolean} completed
 * @property {boolean | null} passed
 * @property {number | null} score         percent of the best attempt
 * @property {string} completedOn          YYYY-MM-DD or ""
 * @property {boolean} ended               not completed, and never to be: no attempt is left, and nothing else to do
 * @property {{id: string, title: string, code: string, kind: "session" | "framework", framework: string, score: number | null,
 *   completed: boolean, passed: boolean | null, pages: string[]}[]} objectives
 */

/**
 * What a learner must be told. `saving-failed` comes when the LMS did not take what was done and goes with `saved`.
 * `found` asks: work of somebody whom no LMS named is in this browser; `adoptFound` takes it.
 * @typedef {"no-lms" | "review" | "browse" | "saving-failed" | "saved" | "handed-over" | "partly-restored"
 *   | "state-unreadable" | "storage-full" | "nothing-kept" | "detached" | "found"} Notice
 */

/**
 * @typedef {object} LearnerRecord
 * @property {Launch} launch
 * @property {boolean} readOnly            review or browse mode: answers are shown, nothing is written
 * @property {(listener: (notice: Notice) => void) => void} onNotice   told at once of notices that came before
 * @property {(listener: () => void) => void} onChange                 after anything that a menu or results page shows changed
 * @property {{session: string, page: string} | null} location         where the learner was; null at a first launch.
 *                                          page "" is the session's start page, session "" the menu of sessions;
 *                                          "results" and "certificate" are pages of the player, not in SessionData
 * @property {(session: string, page: string) => void} visit           sets the location, marks a page as seen
 *                                          unless it is to be watched first
 * @property {(session: string, page: string) => void} watched         marks a page as seen that had to be watched
 * @property {(session: string, page: string) => boolean} seen
 * @property {(file: string) => number} placeIn   seconds into a video or sound that was begun; 0 for none
 * @property {(file: string, seconds: number, isStopped: boolean) => void} keepPlace   0: nothing to go on with; saved with
 *                                          whatever is saved next, or by itself where it has stopped
 * @property {(session: string, question: string) => CheckStatus} check
 * @property {(session: string, question: string, response: string[], seconds: number) => CheckStatus} answerCheck
 * @property {(session: string, question: QuestionData, path: string, step: {scene: SceneData, mark: string, latency: number,
 *   ending: string, seconds: number} | null) => void} keepPath   keeps a way through a scenario. `step`: what was chosen at
 *                                          a scene, and the mark of the ending that it led to, "" for none; null: it begins anew
 * @property {(session: string, question: string) => string[]} answerOrder   marks as they are to be shown, shuffled where
 *                                          the question says so, and what is to be put in order always; same after a resume
 * @property {(session: string) => AttemptStatus} attempt
 * @property {(session: string) => void} startAttempt                  no effect if none is left or one is running
 * @property {(session: string, question: string, response: string[], seconds: number) => void} choose
 *                                          keeps a response of the running attempt; it may be chosen anew
 * @property {(session: string, question: string) => void} confirm     reveal "after-each": the response counts now
 * @property {(session: string) => AttemptResult} finishAttempt
 * @property {(session: string) => SessionStatus} session
 * @property {() => {fraction: number, completed: boolean, passed: boolean | null, score: number | null}} course
 * @property {() => void} adoptFound       the learner says that the work which was found is theirs
 * @property {() => "saved" | "kept" | "lost"} leave   saves and ends the LMS session; where the work is now: with the LMS,
 *                                          in the browser until the next launch, or nowhere
 * @property {(listener: (moment: Moment) => void) => void} onMoment
 * @property {number} attemptNumber        drawn at the first launch: tells one attempt of the LMS from another
 */

/**
 * Parts of the player that are joined in only where the course has use for them: FEATURES in scormkit/render/runtime.py.
 * @typedef {object} Features
 * @property {typeof import("./xapi/hooks.js").watchMoments} [watchMoments]   sends statements
 * @property {typeof import("./views/help.js").createHelp} [createHelp]
 * @property {typeof import("./views/scenario.js").showScenario} [showScenario]
 * @property {typeof import("./scenario_copy.js").lackingChoices} [lackingChoices]
 * @property {typeof import("./views/media.js").createMedia} [createMedia]
 * @property {typeof import("./views/activity.js").createActivity} [createActivity]
 * @property {typeof import("./views/learning_record.js").showLearningRecord} [showLearningRecord]
 * @property {typeof import("./views/timer.js").createTimer} [createTimer]
 */

export {};
