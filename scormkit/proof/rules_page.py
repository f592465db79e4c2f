"""Rules of packages that are played: whether the content starts, finds what it needs, and stays alive."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import unquote

from scormkit.catalogue import Catalogue, Fault
from scormkit.findings import Severity, SourcePos
from scormkit.proof.misuse import session_of
from scormkit.proof.played import Launched, Played, Seen

RULES: Catalogue[Played] = Catalogue()

NOTHING_TO_LAUNCH = RULES.declare(
    "SK7601",
    "nothing-to-launch",
    Severity.ERROR,
    summary="A package that nothing can be launched of, so that nothing could be tested.",
    why="An LMS imports nothing, or shows an entry that opens nothing.",
    fix="Ask “scormkit validate” what is wrong with the manifest.",
)
TEST_FAILED = RULES.declare(
    "SK7602",
    "test-itself-failed",
    Severity.ERROR,
    summary="The test of a package came to no end because of scormkit or the browser, not of the package.",
    why="Nothing is known of what this learner would have met.",
    fix="Run it again with fewer jobs (-j 1); if it fails again, report it with the package.",
)
OTHER_METHODS = re.compile(r"\b(LMS)?(Initialize|Finish|Terminate|GetValue|SetValue|Commit)\b\W+is not a function")


def at_page(launch: Launched) -> SourcePos:
    """The page that is launched."""
    return SourcePos(unquote(launch.href.partition("?")[0].partition("#")[0]))


def at(seen: Seen, launch: Launched) -> SourcePos:
    """Where something was seen: the file that it came from, as far as that is known."""
    return SourcePos(seen.file, seen.line) if seen.file else at_page(launch)


def seen_in(played: Played, *kinds: str) -> Iterator[tuple[Launched, Seen]]:
    """What was seen of some kinds, each thing once in a unit."""
    told: set[tuple[str, Seen]] = set()
    for launch in played.launches:
        for seen in launch.seen:
            if seen.kind in kinds and (launch.unit, seen) not in told:
                told.add((launch.unit, seen))
                yield launch, seen


@RULES.check(
    "SK7603",
    Severity.ERROR,
    why="The learner's browser stands still, and with it the LMS's page around: nothing is stored any more.",
    fix="Look for a loop that waits for something with its own page blocked; wait by timers or events instead.",
)
def content_hangs(played: Played) -> Iterable[Fault]:
    """The page of the content does not answer any more: an endless loop, or one that takes too long."""
    for launch in played.launches:
        if launch.way == "hung" and not any(seen.kind in ("crashed", "late") for seen in launch.seen):
            yield Fault(at_page(launch), f"{launch.href} does not answer any more; it was stopped", where=launch.unit)


@RULES.check(
    "SK7604",
    Severity.ERROR,
    why="What was not stored before is lost, and the learner sees an empty page.",
    fix="Look at how much memory the content takes; the browser's task manager shows it.",
)
def page_dies(played: Played) -> Iterable[Fault]:
    """The process of the content's page ended, mostly for want of memory."""
    for launch, seen in seen_in(played, "crashed"):
        yield Fault(at_page(launch), f"{launch.href}: {seen.text}", where=launch.unit)


@RULES.check(
    "SK7605",
    Severity.ERROR,
    why="What stands behind the error is not done: often that is the report to the LMS.",
    fix="Open the page with the browser's developer tools, and mend the script at the place named.",
)
def script_error(played: Played) -> Iterable[Fault]:
    """A script of the content ended in an error that nothing caught."""
    for launch, seen in seen_in(played, "script"):
        if not OTHER_METHODS.search(seen.text):
            yield Fault(at(seen, launch), seen.text, where=launch.unit)


@RULES.check(
    "SK7606",
    Severity.WARNING,
    why="The content itself says that something is wrong; learners do not see the console.",
    fix="Read the message; mend what it names, or do not log it as an error.",
)
def error_on_the_console(played: Played) -> Iterable[Fault]:
    """The content wrote an error to the browser's console."""
    for launch, seen in seen_in(played, "console"):
        yield Fault(at(seen, launch), seen.text, where=launch.unit)


@RULES.check(
    "SK7607",
    Severity.ERROR,
    why="Learners miss a picture, a script or a page; a script that is missing may stop the rest.",
    fix="Put the file into the package, or mend its name: upper and lower case are two things on most servers.",
)
def file_not_loaded(played: Played) -> Iterable[Fault]:
    """The content asked for a file that is not in the package, or could not be loaded."""
    for launch, seen in seen_in(played, "missing", "failed"):
        said = f"{seen.text} is not in the package" if seen.kind == "missing" else seen.text
        yield Fault(at_page(launch), said, where=launch.unit)


@RULES.check(
    "SK7608",
    Severity.WARNING,
    why="It fails where the LMS or the network forbids it, and tells another server about the learner.",
    fix="Put what is loaded into the package; if the request is meant, run the test with --online.",
)
def request_to_elsewhere(played: Played) -> Iterable[Fault]:
    """The content asked another server for something."""
    for launch, seen in seen_in(played, "outside"):
        yield Fault(at_page(launch), f"a request to {seen.text}", where=launch.unit)


@RULES.check(
    "SK7609",
    Severity.ERROR,
    why="A page of another origin may not reach the LMS's page: the API cannot be found there.",
    fix="Keep the pages that report to the LMS in the package.",
)
def content_left_its_origin(played: Played) -> Iterable[Fault]:
    """The frame of the content went to a page of another server."""
    # Without a network, the LMS's page that a learner is sent back to (cmi5 returnURL) is an error of the browser.
    if played.switches.get("offlineAtExit") and not played.is_scorm:
        return
    for launch, seen in seen_in(played, "strayed"):
        yield Fault(at_page(launch), seen.text, where=launch.unit)


@RULES.check(
    "SK7610",
    Severity.ERROR,
    why="The LMS opens the content and hears nothing from it: no status, no score, no time, and often no completion.",
    fix="Look for the API in the windows around and behind this one, and call Initialize as the page loads.",
    reference="SCORM 1.2 RTE 3.3.6; SCORM 2004 RTE 3.2 and 3.3",
)
def never_initialized(played: Played) -> Iterable[Fault]:
    """A SCO that never called Initialize: it did not find the API, or did not look for it."""
    if not played.is_scorm:
        return
    for launch in played.launches:
        if launch.is_sco and not session_of(launch.calls).opened and not _seeks_other(played, launch):
            if launch.way in ("hung", "stuck") or any(call.method.endswith("Initialize") for call in launch.calls):
                continue
            name = "API" if played.standard == "scorm12" else "API_1484_11"
            yield Fault(
                at_page(launch), f"{launch.href} never called {_initialize(played)} of {name}", where=launch.unit
            )


@RULES.check(
    "SK7611",
    Severity.ERROR,
    why="An LMS offers the API of the version that the manifest names, and only that: the content finds none.",
    fix="Declare the version that the content is written for, or use the API of the one that is declared.",
    reference="SCORM 1.2 RTE 3.3.6; SCORM 2004 RTE 3.2.1",
)
def api_of_another_version(played: Played) -> Iterable[Fault]:
    """The content looks for the API of another SCORM version, or calls that version's methods."""
    for launch in played.launches:
        if played.is_scorm and (reason := _seeks_other(played, launch)):
            declared = "SCORM 1.2" if played.standard == "scorm12" else "SCORM 2004"
            yield Fault(at_page(launch), f"the manifest declares {declared}, and {reason}", where=launch.unit)


def _seeks_other(played: Played, launch: Launched) -> str:
    """How it shows that the content is written for another version; "" if it does not."""
    for seen in launch.seen:
        if seen.kind == "script" and (found := OTHER_METHODS.search(seen.text)):
            return f"the content calls {found[1] or ''}{found[2]}: {seen.text}"
    if launch.calls or not launch.is_sco:
        return ""
    other = "API_1484_11" if played.standard == "scorm12" else "API"
    looked = {seen.text for seen in launch.seen if seen.kind == "looked-for"}
    return f"the content looks for {other}" if other in looked else ""


def _initialize(played: Played) -> str:
    return "LMSInitialize" if played.standard == "scorm12" else "Initialize"
