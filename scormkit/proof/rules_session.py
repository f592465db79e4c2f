"""Rules of packages that are played: the session with the LMS, from Initialize to Terminate."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from scormkit.catalogue import Catalogue, Fault
from scormkit.findings import Severity
from scormkit.player.attempt import Call
from scormkit.proof.misuse import ASK_FOR_ERROR, COMMIT, GET, Misuse, element_of, generic, misuses, session_of
from scormkit.proof.played import Launched, Played
from scormkit.proof.rules_page import at_page

RULES: Catalogue[Played] = Catalogue()

LONGEST_SHOWN = 80
MOST_READS = 25
_SESSION = "SCORM 1.2 RTE 3.3.2; SCORM 2004 RTE 3.1.3"


def shown(call: Call) -> str:
    """A call as it stands in a script."""
    args = ", ".join(
        f'"{_cut(text)}"' if kind == "string" else _cut(text) for text, kind in zip(call.args, call.types, strict=False)
    )
    return f"{call.method}({args})"


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_SHOWN else f"{line[:LONGEST_SHOWN]}…"


def faults_of(played: Played, *kinds: Misuse) -> Iterator[Fault]:
    """The misuses of some kinds: one for each method and element of a unit, whatever the index."""
    limit = played.switches.get("stateLimit")
    told: set[tuple[str, str, str]] = set()
    for launch in played.launches if played.is_scorm else ():
        for kind, call in misuses(launch, played.standard, limit if isinstance(limit, int) else None):
            about = (launch.unit, call.method, generic(element_of(call)))
            if kind in kinds and about not in told:
                told.add(about)
                yield fault_at(launch, call, call.diagnostic or f"{kind}")


def fault_at(launch: Launched, call: Call, why: str) -> Fault:
    """A fault of a call: its place is the page that is launched, and what was called there."""
    code = f" (error {call.verdict})" if call.verdict not in ("", "0") else ""
    where = f"{launch.unit} › {call.method} {generic(element_of(call))}".rstrip()
    return Fault(at_page(launch), f"{shown(call)}: {why}{code}", where=where)


def launches_of_scos(played: Played) -> Iterator[Launched]:
    """Launches in which a session was opened, and which were not stopped."""
    for launch in played.launches:
        if played.is_scorm and launch.way not in ("hung", "stuck") and session_of(launch.calls).opened:
            yield launch


@RULES.check(
    "SK7613",
    Severity.WARNING,
    why="The LMS answers “false”; content that takes this for a broken LMS reports nothing from then on.",
    fix="Initialise once for each launch, and remember that it is done.",
    reference=_SESSION,
)
def initialized_again(played: Played) -> Iterable[Fault]:
    """Initialize is called a second time in a launch."""
    return faults_of(played, Misuse.TWICE)


@RULES.check(
    "SK7614",
    Severity.ERROR,
    why="The standard asks for an empty string; an LMS may refuse the call: then nothing begins, or nothing ends.",
    fix='Call it with "".',
    reference=_SESSION,
)
def argument_not_empty(played: Played) -> Iterable[Fault]:
    """Initialize, Commit or Terminate is called with something other than an empty string."""
    return faults_of(played, Misuse.ARGUMENT)


@RULES.check(
    "SK7615",
    Severity.ERROR,
    why="The LMS refuses it: what is set is lost, what is read is empty.",
    fix="Call Initialize first, and go on only if it says “true”.",
    reference=_SESSION,
)
def called_before_initialize(played: Played) -> Iterable[Fault]:
    """A call comes before the session was opened."""
    for launch in played.launches if played.is_scorm else ():
        calls = (call for kind, call in misuses(launch, played.standard, None) if kind is Misuse.BEFORE)
        for call in calls:
            yield fault_at(launch, call, call.diagnostic)
            break


@RULES.check(
    "SK7616",
    Severity.ERROR,
    why="The LMS refuses it: what is set then is lost.",
    fix="Set and commit everything, then call Terminate, and nothing behind it.",
    reference=_SESSION,
)
def called_after_terminate(played: Played) -> Iterable[Fault]:
    """A call comes after the session was ended."""
    for launch in played.launches if played.is_scorm else ():
        calls = (call for kind, call in misuses(launch, played.standard, None) if kind is Misuse.AFTER)
        for call in calls:
            yield fault_at(launch, call, call.diagnostic)
            break


@RULES.check(
    "SK7617",
    Severity.ERROR,
    why="Many LMSs store status and time only at the end of the session, and some think it is still open.",
    fix="Call Terminate when the learner leaves: on an exit button, and on pagehide.",
    reference=_SESSION,
)
def never_terminated(played: Played) -> Iterable[Fault]:
    """The learner left, and the session was never ended; all that was set had been committed."""
    for launch in launches_of_scos(played):
        if not session_of(launch.calls).ended and not _is_lost(played, launch) and not _is_unheard(played, launch):
            yield Fault(at_page(launch), "the learner left, and the session was not ended", where=launch.unit)


@RULES.check(
    "SK7618",
    Severity.WARNING,
    why="The LMS answers with an error; some content shows that to the learner.",
    fix="Remember that the session was ended; pagehide and unload often both try.",
    reference=_SESSION,
)
def terminated_again(played: Played) -> Iterable[Fault]:
    """Terminate is called a second time."""
    return faults_of(played, Misuse.ENDED_TWICE)


@RULES.check(
    "SK7619",
    Severity.ERROR,
    why="An LMS keeps what was committed; the rest is gone when the page is, unless the session is ended.",
    fix="Commit after each thing that counts, and call Terminate when the learner leaves.",
    reference="SCORM 1.2 RTE 3.3.2.5; SCORM 2004 RTE 3.1.4.3",
)
def left_without_commit(played: Played) -> Iterable[Fault]:
    """The learner left, and what had been set was neither committed nor stored by ending the session."""
    for launch in launches_of_scos(played):
        if _is_lost(played, launch):
            names = sorted({generic(element) for element in session_of(launch.calls).unsaved})
            more = f" and {len(names) - 3} more" if len(names) > 3 else ""
            yield Fault(at_page(launch), f"set and never stored: {', '.join(names[:3])}{more}", where=launch.unit)


def _is_lost(played: Played, launch: Launched) -> bool:
    session = session_of(launch.calls)
    if session.ended or played.switches.get("storesAtOnce") or _is_unheard(played, launch):
        return False
    return bool(session.unsaved)


def _is_unheard(played: Played, launch: Launched) -> bool:
    """Whether the tab was closed on an LMS that is slow: no browser waits for its answer, so nobody knows."""
    return launch.way == "close" and bool(played.switches.get("latencyMilliseconds"))


@RULES.check(
    "SK7620",
    Severity.WARNING,
    why="The learner believes that everything is stored, and it is not.",
    fix="Look at what Commit answers; if it is “false”, ask for the error, try again, and tell the learner.",
    reference="SCORM 1.2 RTE 3.3.2.5; SCORM 2004 RTE 3.1.4.3",
)
def failed_commit_ignored(played: Played) -> Iterable[Fault]:
    """The LMS stored nothing, and the content neither asked why nor tried again."""
    for launch in launches_of_scos(played):
        for number, call in enumerate(launch.calls):
            if call.method not in COMMIT or call.stored is not False or call.dismissed or played.is_own:
                continue
            later = launch.calls[number + 1 :]
            if not any(other.method in (*ASK_FOR_ERROR, *COMMIT) and not other.dismissed for other in later):
                yield fault_at(launch, call, "the LMS could not store it, and nothing was made of that")
                break


@RULES.check(
    "SK7621",
    Severity.WARNING,
    why="Each call takes time; in some LMSs it is a request to the server, and the page stands still meanwhile.",
    fix="Read a value once and remember it: nobody else changes it during the session.",
)
def asks_again_and_again(played: Played) -> Iterable[Fault]:
    """The same element is read over and over in one launch."""
    for launch in launches_of_scos(played):
        reads = Counter(element_of(call) for call in launch.calls if call.method in GET)
        for element, times in reads.items():
            if times >= MOST_READS:
                said = f"{element} is read again and again, {MOST_READS} times and more in one launch"
                yield Fault(at_page(launch), said, where=f"{launch.unit} › {element}")
