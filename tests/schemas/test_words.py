"""What the schema has to say is said in words: what is wrong, what is allowed, what was probably meant."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from scormkit.package.schema_telling import MOST_GUESSES
from scormkit.package.schema_words import LONGEST_SHOWN, PATTERNS, XS
from scormkit.package.schemas import load_schemas, schema_faults
from scormkit.package.xml_reader import local_name
from scormkit.targets import STANDARDS
from tests.schemas.manifests import rich_manifest

LETTERS = "begin with a letter, go on with letters, digits, '.', '-' or '_'"
CONDITIONS = (
    "satisfied, objectiveStatusKnown, objectiveMeasureKnown, completed, activityProgressKnown, attempted, "
    "attemptLimitExceeded, timeLimitExceeded, outsideAvailableTimeRange, objectiveMeasureGreaterThan, "
    "objectiveMeasureLessThan or always"
)
Change = Callable[[etree._Element], None]


def first(root: etree._Element, name: str) -> etree._Element:
    return next(element for element in root.iter(etree.Element) if local_name(element) == name)


def said(standard: str, change: Change) -> list[tuple[str, str]]:
    root, schema = rich_manifest(standard), STANDARDS[standard].schema
    assert schema is not None
    change(root)
    faults = schema_faults(etree.fromstring(etree.tostring(root)), load_schemas(schema))
    return [(fault.message, fault.hint) for fault in faults]


def value(element: str, attribute: str, text: str) -> Change:
    return lambda root: first(root, element).set(attribute, text)


def text(element: str, words: str) -> Change:
    def change(root: etree._Element) -> None:
        first(root, element).text = words

    return change


def renamed(element: str, new: str) -> Change:
    def change(root: etree._Element) -> None:
        found = first(root, element)
        found.tag = f"{str(found.tag).partition('}')[0]}}}{new}"

    return change


def attribute_renamed(element: str, old: str, new: str) -> Change:
    def change(root: etree._Element) -> None:
        found = first(root, element)
        found.set(new, found.attrib.pop(old))

    return change


def removed(element: str) -> Change:
    def change(root: etree._Element) -> None:
        found = first(root, element)
        parent = found.getparent()
        assert parent is not None
        parent.remove(found)

    return change


def filled(element: str) -> Change:
    """Puts an element into one that takes none."""

    def change(root: etree._Element) -> None:
        found = first(root, element)
        etree.SubElement(found, str(found.tag))

    return change


def plain_text(root: etree._Element) -> None:
    """A title of LOM that is not in a string: it has its language and its text itself."""
    title = next(root.iter("{http://ltsc.ieee.org/xsd/LOM}title"))
    for child in list(title):
        title.remove(child)
    title.set("language", "en")
    title.text = "A title"


ADLCP = "{http://www.adlnet.org/xsd/adlcp_v1p3}"
OLD_ADLCP = "{http://www.adlnet.org/xsd/adlcp_rootv1p2}"


@pytest.mark.parametrize(
    ("standard", "change", "message", "hint"),
    [
        ("scorm12", value("file", "href", "%zz"),
         "<file>, attribute href: “%zz” is not allowed; it takes a URI of at most 2000 characters", ""),
        ("scorm12", value("item", "isvisible", "yes"),
         "<item>, attribute isvisible: “yes” is not allowed; it takes true or false", ""),
        ("scorm12", value("prerequisites", "type", "script"),
         "<adlcp:prerequisites>, attribute type: “script” is not allowed; it takes the word aicc_script", ""),
        ("scorm12", value("item", "parameters", "?a=" + "{b}" * 400),
         "<item>, attribute parameters: the value has 1203 characters; 1000 are allowed", ""),
        ("scorm12", text("timelimitaction", "exit"),
         "<adlcp:timelimitaction>: “exit” is not allowed; it takes one of the words “continue,message”, "
         "“continue,no message”, “exit,message” or “exit,no message”", ""),
        ("scorm12", value("organization", "identifier", "{a} b"),
         f"<organization>, attribute identifier: “{{a}} b” is no identifier: {LETTERS}", ""),
        ("scorm2004-3", value("ruleCondition", "condition", "passed"),
         "<imsss:ruleCondition>, attribute condition: “passed” is not allowed; it takes one of the words "
         f"{CONDITIONS}", ""),
        ("scorm2004-3", value("ruleCondition", "measureThreshold", "high"),
         "<imsss:ruleCondition>, attribute measureThreshold: “high” is not allowed; it takes a number from -1 to 1",
         ""),
        ("scorm2004-3", text("minNormalizedMeasure", "-7"),
         "<imsss:minNormalizedMeasure>: “-7” is out of range; the least is -1", ""),
        ("scorm2004-3", text("minNormalizedMeasure", "70"),
         "<imsss:minNormalizedMeasure>: “70” is out of range; the greatest is 1", ""),
        ("scorm2004-4", text("minNormalizedMeasure", "x" * 100),
         f"<imsss:minNormalizedMeasure>: “{'x' * LONGEST_SHOWN}…” is not allowed; it takes a number from -1 to 1", ""),
        ("scorm2004-4", value("string", "language", "{english}"),
         "<lom:string>, attribute language: “{english}” is not allowed; it takes a language such as en or de-AT", ""),
        ("scorm2004-4", text("duration", "1 hour"),
         "<lom:duration>: “1 hour” is not allowed; it takes a duration such as PT1H30M", ""),
        ("scorm2004-4", text("dateTime", "31.1.2026"), "<lom:dateTime>: “31.1.2026” is not allowed; it takes a date "
         "such as 2026, 2026-01 or 2026-01-31T12:00:00Z", ""),
        ("scorm12", attribute_renamed("resource", f"{OLD_ADLCP}scormtype", f"{OLD_ADLCP}scormType"),
         "<resource>: adlcp:scormType is no attribute of its standard", "Did you mean adlcp:scormtype?"),
        ("scorm12", attribute_renamed("resource", f"{OLD_ADLCP}scormtype", "scormtype"),
         "<resource>, attribute scormtype: the attribute is not allowed here", "Did you mean adlcp:scormtype?"),
        ("scorm2004-4", attribute_renamed("resource", f"{ADLCP}scormType", f"{ADLCP}scormTpye"),
         "<resource>: adlcp:scormTpye is no attribute of its standard", "Did you mean adlcp:scormType?"),
        ("scorm2004-4", value("item", "title", "x"),
         "<item>, attribute title: the attribute is not allowed here", ""),
        ("scorm2004-4", attribute_renamed("item", "identifierref", "indentifierref"),
         "<item>, attribute indentifierref: the attribute is not allowed here", "Did you mean identifierref?"),
        ("scorm12", renamed("masteryscore", "masteryScore"),
         "<adlcp:masteryScore> is no element of its standard", "Did you mean <adlcp:masteryscore>?"),
        ("scorm12", renamed("organizations", "organisations"), "<organisations>: it does not belong here; expected "
         "here: organizations", "Did you mean <organizations>?"),
        ("scorm2004-4", removed("rollupAction"),
         "<imsss:rollupRule>: something is missing in it; expected here: imsss:rollupAction", ""),
        ("scorm2004-4", text("rollupAction", "completed"), "<imsss:rollupAction>: it must be empty", ""),
        ("scorm2004-4", filled("rollupAction"), "<imsss:rollupAction>: it must be empty", ""),
        ("scorm2004-4", filled("minNormalizedMeasure"),
         "<imsss:minNormalizedMeasure>: it holds a text, and no elements", ""),
        ("scorm2004-4", text("resources", "index.html"), "<resources>: it holds elements, and no text of its own", ""),
        ("scorm2004-4", lambda root: first(root, "file").attrib.pop("href"), "<file>: the attribute href is missing",
         ""),
        ("scorm2004-4", attribute_renamed("file", "href", "herf"),
         "<file>, attribute herf: the attribute is not allowed here", "Did you mean href?"),
        ("scorm2004-4", plain_text, "<lom:title>: it holds elements, and no text of its own",
         'A text of LOM stands in <string language="en">, inside this element.'),
    ],
)  # fmt: skip
def test_a_fault_in_words(standard: str, change: Change, message: str, hint: str) -> None:
    assert said(standard, change) == [(message, hint)]


def test_two_bad_values_of_one_element_are_two_faults() -> None:
    def change(root: etree._Element) -> None:
        first(root, "ruleCondition").set("measureThreshold", "7")
        first(root, "ruleCondition").set("operator", "nor")

    assert len(said("scorm2004-4", change)) == 2


def test_every_pattern_of_our_schemas_has_words(root: Path) -> None:
    used = {
        str(pattern.get("value"))
        for file in (root / "schemas").glob("*/*.xsd")
        for pattern in etree.parse(file).iter(f"{XS}pattern")
    }
    assert used == set(PATTERNS)


def test_guessing_comes_to_an_end() -> None:
    """Names that are made up by the thousand, or are very long, are not compared with all that there are."""

    def change(root: etree._Element) -> None:
        for number in range(3000):
            first(root, "resource").set(f"{ADLCP}scormTyp{number}", "sco")
        first(root, "item").set("x" * 40_000, "1")

    faults = said("scorm2004-4", change)
    assert len(faults) == 3001
    assert len([hint for _, hint in faults if hint]) == MOST_GUESSES
