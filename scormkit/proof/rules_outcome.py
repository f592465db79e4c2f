"""Rules of packages that are played: what remains when the learner has left."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from scormkit.catalogue import Catalogue, Fault
from scormkit.findings import Severity, SourcePos
from scormkit.proof.answers import first_difference
from scormkit.proof.ends import differences
from scormkit.proof.misuse import EXIT, STATUS, is_small_state, session_of
from scormkit.proof.played import Ended, Launched, Played
from scormkit.proof.rules_page import at_page, seen_in
from scormkit.proof.rules_session import launches_of_scos

RULES: Catalogue[Played] = Catalogue()

_TERMINAL = {"completed", "passed", "failed"}
_PLACES = ("cmi.suspend_data", "cmi.core.lesson_location", "cmi.location")
_TROUBLE_TOLD = {
    "saving-failed",
    "nothing-kept",
    "storage-full",
    "no-lms",
    "closed_kept",
    "closed_lost",
    "closed_no_lms",
}


def _at(end: Ended) -> SourcePos:
    return at_page(Launched(end.unit, end.href, 0, ""))


def _run(played: Played, unit: str) -> str:
    return f"{unit} › {played.profile} › {played.learner}"


@RULES.check(
    "SK7650",
    Severity.WARNING,
    why="At the next launch the LMS begins anew, or says that it does: what the learner did is not found again.",
    fix="Set cmi.core.exit or cmi.exit to “suspend” as long as the learner is not done.",
    reference="SCORM 1.2 RTE 3.4.4 (cmi.core.exit); SCORM 2004 RTE 4.2.8",
)
def left_without_suspending(played: Played) -> Iterable[Fault]:
    """The learner left before the end, with a place or a state stored, and exit is not “suspend”."""
    for launch in launches_of_scos(played):
        taken = session_of(launch.calls).taken
        exit_ = next((taken[name] for name in EXIT if name in taken), "")
        if taken.get("adl.nav.request") == "suspendAll" or exit_ == "suspend" or not any(map(taken.get, _PLACES)):
            continue
        if not any({**launch.before, **taken}.get(name) in _TERMINAL for name in STATUS):
            name = EXIT[0] if played.standard == "scorm12" else EXIT[1]
            yield Fault(at_page(launch), f"{name} is “{exit_}”, and the learner is not done", where=launch.unit)


@RULES.check(
    "SK7651",
    Severity.WARNING,
    why="The LMS decides by itself then: SCORM 1.2 makes “completed” of it, in SCORM 2004 it stays unknown for ever.",
    fix="Set the status: “incomplete” at the first launch, and what the learner has reached later.",
    reference="SCORM 1.2 RTE 3.4.4 (cmi.core.lesson_status); SCORM 2004 RTE 4.2.4",
)
def status_never_set(played: Played) -> Iterable[Fault]:
    """A SCO opens a session and never says how far the learner is."""
    told: set[str] = set()
    spoke = {launch.unit for launch in played.launches if session_of(launch.calls).statuses}
    for launch in launches_of_scos(played):
        if launch.unit not in spoke | told and not any(launch.before.get(name) in _TERMINAL for name in STATUS):
            told.add(launch.unit)
            wanted = STATUS[0] if played.standard == "scorm12" else STATUS[1]
            yield Fault(at_page(launch), f"{wanted} was never set", where=launch.unit)


@RULES.check(
    "SK7652",
    Severity.ERROR,
    why="A learner who had reached something has lost it.",
    fix="Read the status first, and never set one that says less.",
)
def status_goes_back(played: Played) -> Iterable[Fault]:
    """A status that says that the learner is done is replaced by one that says less."""
    for launch in launches_of_scos(played):
        now = dict(launch.before)
        for element, value in session_of(launch.calls).statuses:
            before = now.get(element, "")
            if _is_less(before, value):
                where = f"{launch.unit} › {element}"
                yield Fault(at_page(launch), f"{element} goes from “{before}” to “{value}”", where=where)
                break
            now[element] = value


def _is_less(before: str, after: str) -> bool:
    return (before in _TERMINAL and after not in _TERMINAL) or (before, after) == ("passed", "failed")


@RULES.check(
    "SK7653",
    Severity.NOTICE,
    why="Reports on learning time lack this session.",
    fix="Set cmi.core.session_time or cmi.session_time before Terminate.",
    reference="SCORM 1.2 RTE 3.4.4 (cmi.core.session_time); SCORM 2004 RTE 4.2.21",
)
def session_time_never_set(played: Played) -> Iterable[Fault]:
    """A session ends without its time having been told."""
    for launch, _, remark in _remarks(played, "session_time was never set"):
        # One that was set wrongly is told by the rule on times.
        if not any(call.args[:1] and call.args[0].endswith("session_time") for call in launch.calls):
            yield Fault(at_page(launch), remark, where=launch.unit)


@RULES.check(
    "SK7654",
    Severity.NOTICE,
    why="The learner's page says one thing, and the LMS's report another.",
    fix="Let the content judge by the mark that the LMS hands it, or leave the mark out of the manifest.",
    reference="SCORM 1.2 RTE 3.4.4 (cmi.core.lesson_status); SCORM 2004 RTE 4.2.4.1 and 4.2.22.1",
)
def overruled_by_the_manifest(played: Played) -> Iterable[Fault]:
    """The LMS makes another status of what the content set, because of a mark in the manifest."""
    for launch, call, remark in _remarks(played, "the LMS makes “", "threshold makes it"):
        if "set no cmi.core.lesson_status" not in remark:
            yield Fault(at_page(launch), remark, where=f"{launch.unit} › {call}")


def _remarks(played: Played, *parts: str) -> Iterator[tuple[Launched, str, str]]:
    for launch in launches_of_scos(played):
        for call in launch.calls:
            for remark in call.remarks:
                if any(part in remark for part in parts):
                    yield launch, call.method, remark


@RULES.check(
    "SK7655",
    Severity.ERROR,
    why="What the learner did does not reach the record.",
    fix="Do as the message says; the clause of cmi5 or xAPI stands in it.",
    reference="cmi5 9; xAPI 1.0.3 communication 2",
)
def refused_by_the_lrs(played: Played) -> Iterable[Fault]:
    """The LRS refused a request of the content."""
    for launch, seen in seen_in(played, "lrs"):
        if not (played.switches.get("stateLimit") and "413" in seen.text):
            yield Fault(at_page(launch), seen.text, where=launch.unit)


@RULES.check(
    "SK7656",
    Severity.ERROR,
    why="The LMS gives the token once; the second answer is an error, and the AU may stop there.",
    fix="Ask once, keep the token in sessionStorage for a reload.",
    reference="cmi5 8.2.3",
)
def token_asked_again(played: Played) -> Iterable[Fault]:
    """An AU asks the fetch URL for its token a second time."""
    for launch, seen in seen_in(played, "token"):
        yield Fault(at_page(launch), seen.text, where=launch.unit)


@RULES.check(
    "SK7657",
    Severity.WARNING,
    why="The LMS opens the content and hears nothing from it.",
    fix="Send “initialized” when the page is loaded; the launch's address says where to.",
    reference="cmi5 9.3.2",
)
def no_statement(played: Played) -> Iterable[Fault]:
    """An AU or activity of cmi5 or TinCan sent no statement about itself."""
    stores = not played.switches.get("commitRefused")
    for end in played.ends:
        stopped = any(launch.unit == end.unit and launch.way in ("hung", "stuck") for launch in played.launches)
        if played.standard in ("cmi5", "xapi") and stores and not end.statements and not stopped:
            yield Fault(_at(end), f"{end.href} sent no statement", where=end.unit)


@RULES.check(
    "SK7660",
    Severity.ERROR,
    why="The learner's record is not what the course's completion rule says.",
    fix="If nobody has changed the package by hand, report it with the package: this is a fault of scormkit.",
)
def end_state_differs(played: Played) -> Iterable[Fault]:
    """A package of ours left something else in the LMS than the completion rule asks for."""
    for end in played.ends:
        if end.expected is None or played.trouble:
            continue
        for name, reached, expected in differences(end.reached, end.expected):
            said = f"{name} is “{reached}”, and ought to be “{expected}”"
            yield Fault(_at(end), said, where=f"{_run(played, end.unit)} › {name}")


@RULES.check(
    "SK7665",
    Severity.ERROR,
    why="Who looks at answers in the LMS or LRS sees others than the learner gave.",
    fix="If nobody has changed the package by hand, report it with the package: this is a fault of scormkit.",
    reference="SCORM 1.2 RTE 3.4.4 (cmi.interactions); SCORM 2004 RTE 4.2.9; xAPI 1.0.3 data 2.4.4.1",
)
def answers_differ(played: Played) -> Iterable[Fault]:
    """The LMS holds other answers of a package of ours than were given, or the LRS other statements on answers."""
    for end in played.ends:
        difference = first_difference(played.standard, end.given, end.kept)
        if difference is None or played.trouble:
            continue
        given, kept = difference
        holder = "the LMS" if played.is_scorm else "the LRS"
        said = f"of {len(end.given)} answers {holder} holds {len(end.kept)}: “{kept}” where “{given}” was given"
        yield Fault(_at(end), said, where=_run(played, end.unit))


@RULES.check(
    "SK7661",
    Severity.ERROR,
    why="A learner who comes back has to look for the place, and may think that the work is lost.",
    fix="If nobody has changed the package by hand, report it with the package: this is a fault of scormkit.",
)
def place_not_found_again(played: Played) -> Iterable[Fault]:
    """A learner who left and came back was not where he had been."""
    for launch in played.launches:
        if launch.found_place is False:
            said = f"launch {launch.number} began at another place than the one before had ended at"
            yield Fault(at_page(launch), said, where=_run(played, launch.unit))


@RULES.check(
    "SK7666",
    Severity.ERROR,
    why="A learner who comes back sees other answers than were given, or has to give them once more.",
    fix="If nobody has changed the package by hand, report it with the package: this is a fault of scormkit.",
)
def answers_not_found_again(played: Played) -> Iterable[Fault]:
    """A learner who left and came back did not see the answers that had been given."""
    for launch in played.launches:
        for said in launch.lost:
            yield Fault(at_page(launch), said, where=_run(played, launch.unit))


@RULES.check(
    "SK7662",
    Severity.ERROR,
    why="The learner believes that everything is stored.",
    fix="If nobody has changed the package by hand, report it with the package: this is a fault of scormkit.",
)
def learner_not_told(played: Played) -> Iterable[Fault]:
    """The LMS did not store what a package of ours handed it, and the learner was not told."""
    for launch in played.launches:
        is_over = played.is_own and launch.way in ("exit", "close")
        if is_over and _was_refused(played, launch) and not launch.told & _TROUBLE_TOLD:
            yield Fault(at_page(launch), "nothing was stored, and no notice said so", where=_run(played, launch.unit))


def _was_refused(played: Played, launch: Launched) -> bool:
    """Whether the LMS of this profile kept nothing, or no state."""
    if played.standard == "web":
        return False
    if played.switches.get("commitRefused"):
        return True
    limit = played.switches.get("stateLimit")
    if not isinstance(limit, int):
        return False
    if not played.is_scorm:
        return any(seen.kind == "lrs" and "413" in seen.text for seen in launch.seen)
    states = [call for call in launch.calls if call.args[:1] == ("cmi.suspend_data",) and len(call.args) > 1]
    return any(is_small_state(call, played.standard, limit) for call in states)


@RULES.check(
    "SK7663",
    Severity.ERROR,
    why="Learners cannot go on there either.",
    fix="Launch it with “scormkit preview” and do the same by hand.",
)
def learner_stuck(played: Played) -> Iterable[Fault]:
    """The scripted learner of a package of ours could not go on."""
    for launch in played.launches:
        if launch.way == "stuck":
            yield Fault(at_page(launch), played.trouble, where=_run(played, launch.unit))


@RULES.check(
    "SK7664",
    Severity.ERROR,
    why="Nothing is known of what came behind.",
    fix="Give it more time with --timeout, or see what takes so long with “scormkit preview”.",
)
def out_of_time(played: Played) -> Iterable[Fault]:
    """A learner was not done when the time for it was over."""
    for launch, seen in seen_in(played, "late"):
        yield Fault(at_page(launch), seen.text, where=_run(played, launch.unit))
