"""Checks of LMS profiles that look at sequencing, mastery and navigation."""

from __future__ import annotations

from collections.abc import Iterator

from scormkit.catalogue import Catalogue, Fault
from scormkit.findings import Severity
from scormkit.package.xml_reader import text_of
from scormkit.targets.lms.subject import Subject
from scormkit.targets.manifest import identifier

RULES: Catalogue[Subject] = Catalogue()
Faults = Iterator[Fault]


@RULES.check(
    "SK7107",
    Severity.WARNING,
    why="The package cannot be imported.",
    fix="Keep what SCOs share inside one SCO.",
)
def objective_mapped(subject: Subject) -> Faults:
    """No objective is mapped to a global one."""
    manifest = subject.scorm
    first = None if manifest is None else next(manifest.root.iter("{http://www.imsglobal.org/xsd/imsss}mapInfo"), None)
    if first is not None:
        yield subject.at(first, "an objective is mapped to a global one")


@RULES.check(
    "SK7108",
    Severity.WARNING,
    why="Learners can go anywhere, in any order, and statuses are not rolled up.",
    fix="Let the content itself decide what is open, or use an LMS with sequencing.",
)
def sequencing_ignored(subject: Subject) -> Faults:
    """Nothing depends on sequencing rules or control modes."""
    manifest = subject.scorm
    for local in ("sequencingRules", "rollupRules", "controlMode"):
        space = "http://www.imsglobal.org/xsd/imsss"
        first = None if manifest is None else next(manifest.root.iter(f"{{{space}}}{local}"), None)
        if first is not None:
            yield subject.at(first, f"there are {local}" if local.endswith("s") else f"there is a {local}")


@RULES.check(
    "SK7114",
    Severity.WARNING,
    why="At the end of a visit the LMS writes passed or failed over the status that the content chose.",
    fix="Leave masteryscore out, and let the content decide.",
)
def mastery_score_overrides(subject: Subject) -> Faults:
    """The manifest leaves the decision on passing to the content."""
    manifest = subject.scorm
    name = "{http://www.adlnet.org/xsd/adlcp_rootv1p2}masteryscore"
    for element in manifest.root.iter(name) if manifest is not None else ():
        yield subject.at(element, f"the mastery score is {text_of(element)}")


@RULES.check(
    "SK7115",
    Severity.WARNING,
    why="The LMS takes 1.0 or nothing instead, and overwrites the completion status.",
    fix="Write the attribute minProgressMeasure, or leave the threshold out.",
)
def completion_threshold_as_text(subject: Subject) -> Faults:
    """A completionThreshold says its number in the attribute minProgressMeasure."""
    manifest = subject.scorm
    name = "{http://www.adlnet.org/xsd/adlcp_v1p3}completionThreshold"
    for element in manifest.root.iter(name) if manifest is not None else ():
        if text_of(element):
            yield subject.at(element, f"completionThreshold has the text {text_of(element)}")


@RULES.check(
    "SK7116",
    Severity.WARNING,
    why="The LMS reports a warning at import, and later versions may refuse it.",
    fix="Take controlMode off items that have no items.",
)
def control_mode_on_leaf(subject: Subject) -> Faults:
    """Only items with items have a control mode."""
    manifest = subject.scorm
    space = "{http://www.imsglobal.org/xsd/imsss}"
    for item in manifest.all("item") if manifest is not None else ():
        mode = item.find(f"{space}sequencing/{space}controlMode")
        if manifest is not None and mode is not None and manifest.child(item, "item") is None:
            yield subject.at(mode, f"the item “{identifier(item)}” has no items and a controlMode")


@RULES.check(
    "SK7117",
    Severity.WARNING,
    why="The LMS disables Next and takes the link of the following item away.",
    fix="Leave presentation out.",
)
def continue_hidden(subject: Subject) -> Faults:
    """No item hides the LMS's button for going on."""
    manifest = subject.scorm
    name = "{http://www.adlnet.org/xsd/adlnav_v1p3}hideLMSUI"
    for element in manifest.root.iter(name) if manifest is not None else ():
        if text_of(element) == "continue":
            yield subject.at(element, "hideLMSUI is continue")
