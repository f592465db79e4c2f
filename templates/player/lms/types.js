// Types only: what the pretend LMS, the page around it and whoever reads its protocol promise each other.
// Nothing here runs.

/**
 * What the LMS knows when it launches a SCO. The page makes one from the activity (scormkit/player/activity_tree.py), from
 * its switches and from what was stored; whether this is a first visit, a resumption or a new attempt follows from `stored`.
 * @typedef {object} Launch
 * @property {"scorm12" | "scorm2004-2" | "scorm2004-3" | "scorm2004-4"} standard
 * @property {string} learnerId
 * @property {string} learnerName            as LMSs write it: "Doe, Jo"
 * @property {string} language               what the learner prefers; "" where the LMS does not know
 * @property {"normal" | "review" | "browse"} mode
 * @property {boolean} credit                counts only in mode normal
 * @property {Record<string, string>} stored what `store` was last given for this SCO and learner; {} at the first launch
 * @property {string} launchData             dataFromLMS, "" if the manifest has none
 * @property {number | null} masteryScore    1.2: of the manifest, 0 to 100
 * @property {number | null} scaledPassingScore   2004: of the primary objective if it is satisfied by measure, -1 to 1
 * @property {number | null} completionThreshold  2004: 0 to 1
 * @property {string} maxTimeAllowed         1.2 HHHH:MM:SS, 2004 duration; "" if there is no limit
 * @property {string} timeLimitAction        "" if the manifest says nothing
 * @property {string[]} objectives           2004: ids of the activity's objectives, the primary one first if it has an id
 * @property {Record<string, ObjectiveStart>} [objectiveStates]   2004: what sequencing knows of them
 * @property {SharedData[]} [sharedData]     adlcp:map of the item, in the 4th edition
 * @property {{comment: string, location: string, timestamp: string}[]} [commentsFromLms]
 * @property {Profile} profile
 */

/**
 * What sequencing knows of an objective at launch; what it does not know is absent.
 * @typedef {object} ObjectiveStart
 * @property {boolean} [satisfied]
 * @property {number} [measure]
 * @property {boolean} [completed]
 * @property {number} [progress]
 */

/** @typedef {{id: string, readable: boolean, writable: boolean, value: string | null}} SharedData */

/**
 * How an LMS behaves; nothing but data. "Strict" is what the standards say, and every switch is one way to leave that.
 * @typedef {object} Profile
 * @property {string} name
 * @property {string} title
 * @property {string} description
 * @property {boolean} lenient               answers "true" to whatever it is asked to set and forgets all errors
 * @property {boolean} hidesErrors           GetLastError is always "0"
 * @property {string[] | null} answers       the only elements that GetValue tells, all others are ""; null: all
 * @property {number | null} stateLimit      characters of suspend_data; null: as the standard says
 * @property {number | null} textLimit       1.2: characters of what the standard limits to 255; null: as the standard says
 * @property {boolean} commitRefused         whatever is to be stored is refused
 * @property {boolean} offlineAtExit         what is to be stored at the end, or while the page goes, is lost
 * @property {number | null} bytesAtExit     what is to be stored while the page goes is lost beyond that size (beacons)
 * @property {boolean} crlfAtExit            line breaks stored while the page goes become two characters (form data)
 * @property {number} latencyMilliseconds    how long Initialize, Commit and Terminate take
 * @property {boolean} alwaysAbInitio        entry says "ab-initio" even where data are handed back
 * @property {boolean} keepsOnlySuspended    2004: without exit "suspend" the next launch is a new attempt and starts blank
 * @property {boolean} reviewWhenFinished    a SCO that is finished is launched in mode "review" from then on
 * @property {boolean} storesReview          stores what is set in mode review; else it is answered "true" and forgotten
 * @property {boolean} storesAtOnce          stores each value as it is set
 * @property {boolean} manifestObjectives    2004: objectives of the manifest are in cmi.objectives from the start
 */

/**
 * One call of the content, as the LMS heard it.
 * @typedef {object} Call
 * @property {number} time                   milliseconds since 1970
 * @property {string} method
 * @property {{type: string, text: string}[]} args   JavaScript types, and values made printable
 * @property {string} result                 what the content was answered
 * @property {string} error                  what GetLastError says now
 * @property {string} verdict                the error code by the standard, where the profile hid it; else as `error`
 * @property {string} diagnostic             a sentence: what is wrong and what is allowed; "" if nothing is
 * @property {string[]} remarks              what the standard has no error code for and is wrong or risky all the same
 * @property {"before" | "running" | "after"} phase   of the session, when the call came
 * @property {boolean} dismissed             the page was going already (pagehide, unload): many LMSs lose what comes then
 * @property {boolean | null} stored         whether the call stored the values; null if it was not to
 */

/**
 * What the page gives the LMS.
 * @typedef {object} Host
 * @property {(values: Record<string, string>, about: {closing: boolean}) => boolean} store   keeps the values; at once
 * @property {(call: Call) => void} [watch]
 * @property {() => number} [now]
 * @property {() => boolean} [dismissed]     whether the content's page is going
 * @property {(milliseconds: number) => void} [pause]   how a slow LMS keeps the content waiting
 * @property {(request: string, target: string) => "true" | "false" | "unknown"} [requestValid]   2004: continue, previous,
 *                                           choice and jump (with a target), as sequencing sees them
 */

/**
 * A session of one SCO.
 * @typedef {object} Session
 * @property {Record<string, (...args: unknown[]) => string>} api   for window.API or window.API_1484_11
 * @property {() => Record<string, string>} values       the data model as it is now, write-only elements included
 * @property {() => {characters: number, limit: number, bytes: number}} stateSize   of suspend_data; bytes of all that is set
 * @property {() => boolean} isRunning
 * @property {() => "before" | "running" | "after"} phase
 * @property {() => boolean} abandon                     the page is gone without Finish or Terminate: the session is over, what
 *                                                       was not committed is lost. Whether there was anything to end
 */

/**
 * Outcome of a method before the profile has its say.
 * @typedef {object} Outcome
 * @property {string} result
 * @property {string} error
 * @property {string} diagnostic
 * @property {boolean | null} [stored]
 */

/**
 * A value space. `fault` gives "" for a value that belongs to it, "type" or "range" for one that does not.
 * @typedef {object} Format
 * @property {string} allowed                continues "…: allowed is"
 * @property {(value: string, record: RecordReader) => "" | "type" | "range"} fault
 * @property {(record: RecordReader) => string} [allowedFor]   where it depends on the record
 */

/**
 * What differs between the standards: names, codes, rows, and what the LMS decides by itself.
 * @typedef {object} Standard
 * @property {Record<MethodKey, string>} methods
 * @property {Record<string, string>} errors       what GetErrorString says
 * @property {Codes} codes
 * @property {(launch: Launch) => Element[]} rows
 * @property {{state: string, exit: string, sessionTime: string, totalTime: string, entry: string}} names   of elements
 * @property {(time: string) => number} hundredths
 * @property {(hundredths: number) => string} timeText
 * @property {(model: import("./data_model.js").DataModel, element: string, host: Host) => string | null} decided   what the
 *                                                 LMS answers for an element whatever the content set; null: what was set
 * @property {(model: import("./data_model.js").DataModel, place: import("./data_model.js").Place) => "" | "readOnly" | "writeOnly" | "both"} barred
 *                                                 what may not be done with this entry of a list, whatever its row says
 * @property {(model: import("./data_model.js").DataModel, place: import("./data_model.js").Place, value: string) => string} unlawful
 *                                                 a sentence where a value of the right type breaks a rule of its list
 * @property {(model: import("./data_model.js").DataModel, host: Host) => string[]} end   what the LMS decides at the end; remarks
 * @property {(stored: Record<string, string>) => boolean} isFinished
 * @property {(launch: Launch) => number} stateLimit   characters of suspend_data
 */

/** @typedef {"initialize" | "terminate" | "get" | "set" | "commit" | "lastError" | "errorString" | "diagnostic"} MethodKey */

/**
 * Error codes for what can go wrong; `noValue` null: an element without a value is simply "".
 * @typedef {object} Codes
 * @property {string} argument
 * @property {string} initializedTwice
 * @property {string} initializedAfterEnd
 * @property {Record<"terminate" | "get" | "set" | "commit", string>} before
 * @property {Record<"terminate" | "get" | "set" | "commit", string>} after
 * @property {string} commitFailed
 * @property {string} terminateFailed
 * @property {string} noNameGet
 * @property {string} noNameSet
 * @property {string} undefinedElement
 * @property {string} noChildren
 * @property {string} noCount
 * @property {string} noVersion
 * @property {string} writeOnly
 * @property {string} readOnly
 * @property {string} keyword
 * @property {string} beyondEnd      GetValue of a record that is not there
 * @property {string} gap            SetValue of a record beyond the next
 * @property {string} dependency
 * @property {string} type
 * @property {string} range
 * @property {string} unlawful
 * @property {string | null} noValue
 */

/**
 * Reads other elements of the same record, by the last parts of their names.
 * @typedef {(part: string) => string | null} RecordReader
 */

/**
 * A row of a data model.
 * @typedef {object} Element
 * @property {string} name                   indices are written n, and m in a list inside a list
 * @property {"ro" | "wo" | "rw" | "keyword"} access
 * @property {Format} format
 * @property {string | null | ((launch: Launch) => string | null)} start   value before anybody sets one; null: none
 * @property {string[]} needs                elements of the same record that must have a value first
 */

/**
 * An activity of the tree; names are those of the manifest, in camel case. scormkit/player/activity_tree.py writes it.
 * @typedef {object} Activity
 * @property {string} identifier
 * @property {string} title
 * @property {boolean} isvisible
 * @property {string} href                   from the root of the package, parameters appended; "" for a cluster
 * @property {"sco" | "asset" | ""} scormType
 * @property {string} dataFromLMS
 * @property {number | null} masteryscore    1.2
 * @property {string} maxtimeallowed         1.2; 2004: attemptAbsoluteDurationLimit
 * @property {string} timeLimitAction
 * @property {string} prerequisites          1.2: AICC script; shown, not judged
 * @property {{completedByMeasure: boolean, minProgressMeasure: number, progressWeight: number}} completionThreshold
 * @property {boolean} hasCompletionThreshold   whether the manifest states one for cmi.completion_threshold
 * @property {string[]} hideLMSUI
 * @property {{targetID: string, readSharedData: boolean, writeSharedData: boolean}[]} data   of the 4th edition
 * @property {Sequencing} sequencing
 * @property {Activity[]} children
 */

/**
 * @typedef {object} ActivityTree
 * @property {"scorm12" | "scorm2004-2" | "scorm2004-3" | "scorm2004-4"} standard
 * @property {string} identifier             of the organization
 * @property {string} title
 * @property {boolean} objectivesGlobalToSystem
 * @property {boolean} sharedDataGlobalToSystem
 * @property {Activity} root                 the organization as an activity
 */

/**
 * Every value is there: defaults of the standard (SN 3) are filled in by whoever writes it.
 * @typedef {object} Sequencing
 * @property {{choice: boolean, choiceExit: boolean, flow: boolean, forwardOnly: boolean,
 *   useCurrentAttemptObjectiveInfo: boolean, useCurrentAttemptProgressInfo: boolean}} controlMode
 * @property {{preventActivation: boolean, constrainChoice: boolean}} constrainedChoiceConsiderations
 * @property {{preConditionRules: SequencingRule[], exitConditionRules: SequencingRule[], postConditionRules: SequencingRule[]}} sequencingRules
 * @property {{attemptLimit: number | null}} limitConditions
 * @property {RollupRules} rollupRules
 * @property {{requiredForSatisfied: string, requiredForNotSatisfied: string, requiredForCompleted: string,
 *   requiredForIncomplete: string, measureSatisfactionIfActive: boolean}} rollupConsiderations
 * @property {Objective[]} objectives        the first is the primary one
 * @property {{tracked: boolean, completionSetByContent: boolean, objectiveSetByContent: boolean}} deliveryControls
 * @property {{selectionTiming: string, selectCount: number | null, randomizationTiming: string, reorderChildren: boolean}} randomizationControls
 */

/**
 * @typedef {object} SequencingRule
 * @property {string} action
 * @property {"all" | "any"} conditionCombination
 * @property {RuleCondition[]} conditions
 */

/**
 * @typedef {object} RuleCondition
 * @property {string} condition
 * @property {boolean} negated              the operator is “not”
 * @property {string} referencedObjective    "": the primary one
 * @property {number} measureThreshold
 */

/**
 * @typedef {object} RollupRules
 * @property {boolean} rollupObjectiveSatisfied
 * @property {boolean} rollupProgressCompletion
 * @property {number} objectiveMeasureWeight
 * @property {{childActivitySet: string, minimumCount: number, minimumPercent: number, conditionCombination: "all" | "any",
 *   conditions: {condition: string, negated: boolean}[], action: string}[]} rules
 */

/**
 * @typedef {object} Objective
 * @property {string} objectiveID            "" for a primary objective without one
 * @property {boolean} satisfiedByMeasure
 * @property {number} minNormalizedMeasure
 * @property {ObjectiveMap[]} mapInfo
 */

/**
 * Read and write the fields of a global objective; the last six are the 4th edition's.
 * @typedef {object} ObjectiveMap
 * @property {string} targetObjectiveID
 * @property {boolean} readSatisfiedStatus
 * @property {boolean} readNormalizedMeasure
 * @property {boolean} writeSatisfiedStatus
 * @property {boolean} writeNormalizedMeasure
 * @property {boolean} readRawScore
 * @property {boolean} readMinScore
 * @property {boolean} readMaxScore
 * @property {boolean} readCompletionStatus
 * @property {boolean} readProgressMeasure
 * @property {boolean} writeRawScore
 * @property {boolean} writeMinScore
 * @property {boolean} writeMaxScore
 * @property {boolean} writeCompletionStatus
 * @property {boolean} writeProgressMeasure
 */

/**
 * What activities share through a global objective; what nobody wrote is absent.
 * @typedef {object} GlobalObjective
 * @property {boolean} [satisfied]
 * @property {number} [measure]
 * @property {boolean} [completed]
 * @property {number} [progress]
 * @property {number} [raw]
 * @property {number} [min]
 * @property {number} [max]
 */

/**
 * A tree's whole state, as JSON.
 * @typedef {object} TreeSnapshot
 * @property {string | null} current
 * @property {string | null} suspended
 * @property {Record<string, GlobalObjective>} globals
 * @property {Record<string, {objectives: Record<string, boolean | number | null>[], children: string[], completed: boolean | null,
 *   progress: number | null, attempts: number, isActive: boolean, isSuspended: boolean, isArranged: boolean,
 *   areObjectivesOver: boolean, isProgressOver: boolean}>} activities
 */

/**
 * What comes of a navigation request. Nothing of all that: the learner is at no activity and may choose one.
 * @typedef {object} Navigation
 * @property {string} [deliver]   the activity to launch
 * @property {boolean} [end]      the session with the course is over
 * @property {string} [refused]   why nothing comes of it
 * @property {string} [code]      the standard's code of that reason: NB.2.1-3
 * @property {boolean} left       whether the activity that ran was left, so that its content has to go
 */

/**
 * An activity as a table of contents shows it.
 * @typedef {object} ShownActivity
 * @property {string} id
 * @property {string} title
 * @property {number} depth
 * @property {boolean} isVisible  isvisible of the manifest, and no rule hides it from choice
 * @property {boolean} isLaunchable
 * @property {"not attempted" | "incomplete" | "completed" | "unknown"} completion
 * @property {"passed" | "failed" | "unknown"} success
 * @property {number | null} measure
 * @property {boolean} isCurrent
 * @property {boolean} isSuspended
 * @property {number} attempts
 * @property {boolean} available  whether it can be chosen now
 */

export {};
