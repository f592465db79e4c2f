"""Rules of packages that are played: elements of the data model, and what is set there."""

from __future__ import annotations

from collections.abc import Iterable

from scormkit.catalogue import Catalogue, Fault
from scormkit.findings import Severity
from scormkit.proof.misuse import Misuse
from scormkit.proof.played import Played
from scormkit.proof.rules_session import faults_of

RULES: Catalogue[Played] = Catalogue()

_REFUSED = "The LMS refuses it, and the value is not stored."
_MODEL = "SCORM 1.2 RTE 3.4.4; SCORM 2004 RTE 4.2"


@RULES.check(
    "SK7630",
    Severity.ERROR,
    why="The LMS refuses it; an LMS that accepts it keeps a value that nobody looks for.",
    fix="Use the name in the standard's list of elements; those of SCORM 1.2 and 2004 differ.",
    reference=_MODEL,
)
def unknown_element(played: Played) -> Iterable[Fault]:
    """The content reads or sets an element that the data model does not have."""
    return faults_of(played, Misuse.UNKNOWN)


@RULES.check("SK7631", Severity.ERROR, why=_REFUSED, fix="Only read it: the LMS decides it.", reference=_MODEL)
def read_only_element_set(played: Played) -> Iterable[Fault]:
    """The content sets an element that may only be read."""
    return faults_of(played, Misuse.READ_ONLY)


@RULES.check(
    "SK7632",
    Severity.ERROR,
    why="The LMS refuses to tell it; the content gets an empty text.",
    fix="Remember what was set: this element can only be written.",
    reference=_MODEL,
)
def write_only_element_read(played: Played) -> Iterable[Fault]:
    """The content reads an element that may only be set."""
    return faults_of(played, Misuse.WRITE_ONLY)


@RULES.check("SK7633", Severity.ERROR, why=_REFUSED, fix="Only read _children, _count and _version.", reference=_MODEL)
def keyword_set(played: Played) -> Iterable[Fault]:
    """The content sets a keyword: _children, _count or _version."""
    return faults_of(played, Misuse.KEYWORD)


@RULES.check(
    "SK7634", Severity.ERROR, why=_REFUSED, fix="Use one of the values that the message names.", reference=_MODEL
)
def value_not_allowed(played: Played) -> Iterable[Fault]:
    """A value of the wrong type, or none of the words that the element knows."""
    return faults_of(played, Misuse.VALUE)


@RULES.check(
    "SK7635",
    Severity.ERROR,
    why="The LMS refuses it, and the learner has no score.",
    fix="Raw scores of SCORM 1.2 are 0 to 100, scaled ones of SCORM 2004 are -1 to 1.",
    reference="SCORM 1.2 RTE 3.4.4 (cmi.core.score); SCORM 2004 RTE 4.2.20",
)
def score_not_allowed(played: Played) -> Iterable[Fault]:
    """A score that is no number, or out of its range."""
    return faults_of(played, Misuse.SCORE)


@RULES.check(
    "SK7636",
    Severity.ERROR,
    why="The LMS refuses it or cuts it off: the learner begins anew at the next launch.",
    fix="Keep the state short: SCORM 1.2 allows 4,096 characters, SCORM 2004 64,000 (4,000 in its 2nd edition).",
    reference="SCORM 1.2 RTE 3.4.4 (cmi.suspend_data); SCORM 2004 RTE 4.2.23",
)
def state_too_long(played: Played) -> Iterable[Fault]:
    """cmi.suspend_data is set to more than the standard allows."""
    return faults_of(played, Misuse.STATE)


@RULES.check(
    "SK7637",
    Severity.ERROR,
    why=_REFUSED,
    fix="Fill lists without a gap: the next entry has the number that _count says.",
    reference="SCORM 1.2 RTE 3.4.2; SCORM 2004 RTE 4.1.1.3",
)
def gap_in_a_list(played: Played) -> Iterable[Fault]:
    """An entry of a list is set with entries before it missing."""
    return faults_of(played, Misuse.GAP)


@RULES.check(
    "SK7638",
    Severity.WARNING,
    why="The LMS answers with an error and an empty text.",
    fix="Ask for _count first.",
    reference="SCORM 1.2 RTE 3.4.2; SCORM 2004 RTE 4.1.1.3",
)
def read_beyond_a_list(played: Played) -> Iterable[Fault]:
    """An entry of a list is read that is not there."""
    return faults_of(played, Misuse.BEYOND)


@RULES.check(
    "SK7639",
    Severity.ERROR,
    why=_REFUSED,
    fix="Set the id of an entry first, and the type of an interaction before its answers.",
    reference="SCORM 2004 RTE 3.1.7.6 (error 408)",
)
def set_before_what_it_needs(played: Played) -> Iterable[Fault]:
    """An element is set before another one that it depends on."""
    return faults_of(played, Misuse.DEPENDENCY)


@RULES.check(
    "SK7640",
    Severity.WARNING,
    why="The standard knows strings only; some LMSs refuse other types, some store “undefined” or “[object Object]”.",
    fix="Make a string of it: String(value).",
    reference="SCORM 1.2 RTE 3.3.2; SCORM 2004 RTE 3.1.4.2",
)
def argument_is_no_string(played: Played) -> Iterable[Fault]:
    """SetValue is called with something that is no string."""
    return faults_of(played, Misuse.TYPE)


@RULES.check(
    "SK7641",
    Severity.ERROR,
    why="The LMS refuses it; of the learner's time nothing is known.",
    fix="SCORM 1.2 writes 0000:12:34.56, SCORM 2004 PT12M34.56S.",
    reference="SCORM 1.2 RTE 3.4.3 (CMITimespan, CMITime); SCORM 2004 RTE 4.1.1.7",
)
def time_in_another_format(played: Played) -> Iterable[Fault]:
    """A time or duration is not written as the standard asks."""
    return faults_of(played, Misuse.TIME)


@RULES.check(
    "SK7642",
    Severity.ERROR,
    why="The LMS refuses it; reports on answers lack this one.",
    fix="Write answers as the type of the interaction asks; choices are separated by “,” in SCORM 1.2, “[,]” in 2004.",
    reference="SCORM 1.2 RTE 3.4.3 (CMIFeedback); SCORM 2004 RTE 4.2.9.1",
)
def answer_in_another_format(played: Played) -> Iterable[Fault]:
    """A response or a pattern does not fit the type of its interaction."""
    return faults_of(played, Misuse.PATTERN)


@RULES.check(
    "SK7643",
    Severity.ERROR,
    why="The LMS refuses it; results of one objective would be kept under the name of another.",
    fix="Look for the objective's id among those that are there, and add one only if it is not.",
    reference="SCORM 2004 RTE 4.2.17.1",
)
def objective_id_changed(played: Played) -> Iterable[Fault]:
    """The id of an objective is changed, or set a second time under another number."""
    return faults_of(played, Misuse.OBJECTIVE)
