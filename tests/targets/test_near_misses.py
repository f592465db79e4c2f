"""What stands close to a fault and is right: nothing at all is reported."""

from __future__ import annotations

from pathlib import Path

import pytest

from scormkit.targets import STANDARDS
from scormkit.targets.verify import judge
from tests.targets.cases import FILE, OBJECTIVE, PREREQUISITE, SECOND, SEQUENCING, sound_files, zipped

OLD, NEW, C5, TC = ("scorm12",), ("scorm2004-3", "scorm2004-4"), ("cmi5",), ("xapi",)
BOTH = (*OLD, *NEW)
Edits = tuple[tuple[str, str], ...]

MASTERY = "<adlcp:masteryscore>70</adlcp:masteryscore>"
END = "</resources>"
DEPENDENCY = '<dependency identifierref="RES-3"/>'
SHARED = (
    '<resource identifier="RES-3" type="webcontent" adlcp:{}="asset"><file href="two.html"/></resource></resources>'
)
LAUNCHED = '<resource identifier="RES-lead-1"'
COLLECTION = (
    '</resources><imsss:sequencingCollection xmlns:imsss="http://www.imsglobal.org/xsd/imsss">'
    '<imsss:sequencing ID="S1"><imsss:controlMode choice="true"/></imsss:sequencing></imsss:sequencingCollection>'
)


def rules(inside: str) -> str:
    conditions = f"<imsss:ruleConditions>{inside}</imsss:ruleConditions>"
    rule = f'<imsss:preConditionRule>{conditions}<imsss:ruleAction action="skip"/></imsss:preConditionRule>'
    return f"{SEQUENCING}<imsss:sequencingRules>{rule}</imsss:sequencingRules>"


def prerequisites(script: str) -> Edits:
    return ((MASTERY, f"{PREREQUISITE}{script}</adlcp:prerequisites>{MASTERY}"),)


def maps(first: str, second: str = "") -> Edits:
    """Maps of the first objective, and an objective more with maps of its own."""
    one = OBJECTIVE.replace("/>", f">{first}</imsss:objective>")
    two = f'<imsss:objective objectiveID="o2">{second}</imsss:objective>' if second else ""
    return ((OBJECTIVE, one + two),)


def a_map(target: str, **attributes: str) -> str:
    said = "".join(f' {name}="{value}"' for name, value in attributes.items())
    return f'<imsss:mapInfo targetObjectiveID="{target}"{said}/>'


NEAR: list[tuple[str, tuple[str, ...], Edits]] = [
    ("SK8020", BOTH, (('default="ORG-lead-1"', 'default=" ORG-lead-1 "'),)),
    ("SK8015", BOTH, (('isvisible="true"', 'isvisible="false"'),)),
    ("SK8015", BOTH, ((' isvisible="true"', ""),)),
    ("SK8031", BOTH, (('href="two.html"', 'href="./two.html"'),)),
    ("SK8032", BOTH, (('href="two.html"', 'href="media/../two.html"'),)),
    ("SK8033", BOTH, (('href="two.html"', 'href="two.html?from=menu#top"'),)),
    ("SK8033", BOTH, (('href="two.html"', 'href="tw%6F.html"'),)),
    ("SK8040", BOTH, (("<resources>", '<resources xml:base="./">'),)),
    ("SK8040", BOTH, (("<resources>", '<resources xml:base="">'),)),
    ("SK8107", OLD, ((SECOND, SECOND.replace(" isv", ' parameters="?page=2&amp;mode=%C3%A4#top" isv')),)),
    ("SK8107", OLD, ((SECOND, SECOND.replace(" isv", ' parameters="page=2" isv')),)),
    ("SK8207", NEW, ((SECOND, SECOND.replace(" isv", ' parameters="#chapter-2" isv')),)),
    ("SK8111", OLD, (("masteryscore>70", "masteryscore>0"),)),
    ("SK8111", OLD, (("masteryscore>70", "masteryscore> 99.5 "),)),
    ("SK8112", OLD, ((MASTERY, f"<adlcp:maxtimeallowed>0001:30:00.5</adlcp:maxtimeallowed>{MASTERY}"),)),
    ("SK8115", OLD, prerequisites("ITEM-2")),
    ("SK8115", OLD, prerequisites("~(ITEM-2|ITEM-2)&amp;ITEM-2")),
    ("SK8115", OLD, prerequisites('ITEM-2 = "passed" | ITEM-2 &lt;&gt; F')),
    ("SK8115", OLD, prerequisites("1*{ITEM-2, ITEM-2}")),
    ("SK8212", NEW, (("<title>Two</title>", f"<title>{'x' * 200}</title>"),)),
    ("SK8217", ("scorm2004-3",), ((SEQUENCING, f"<adlcp:completionThreshold>0.75</adlcp:completionThreshold>{SEQUENCING}"),)),
    ("SK8217", ("scorm2004-4",), ((SEQUENCING, '<adlcp:completionThreshold completedByMeasure="true" '
                                   f'minProgressMeasure="0.75" progressWeight="0.5"/>{SEQUENCING}'),)),
    ("SK8219", ("scorm2004-4",), ((SEQUENCING, f'<adlcp:data><adlcp:map targetID="d"/></adlcp:data>{SEQUENCING}'),)),
    ("SK8219", ("scorm2004-3",), (("2004 3rd Edition", "CAM 1.3"),
                                  ('adlcp:scormType="sco"', 'adlcp:scormType="sco" adlcp:persistState="true"'))),
    ("SK8220", NEW, ((END, COLLECTION), (SEQUENCING, '<imsss:sequencing IDRef=" S1 ">'))),
    ("SK8223", NEW, ((SEQUENCING, rules('<imsss:ruleCondition condition="always"/>')),)),
    ("SK8224", NEW, ((SEQUENCING, rules('<imsss:ruleCondition referencedObjective="clcf-2.4" condition="satisfied"/>')),)),
    ("SK8228", NEW, maps(a_map("g") + a_map("h", readSatisfiedStatus="false", readNormalizedMeasure="false"))),
    ("SK8229", NEW, maps(a_map("g", readSatisfiedStatus="false", readNormalizedMeasure="false", writeSatisfiedStatus="true"),
                         a_map("g", readSatisfiedStatus="false", readNormalizedMeasure="false", writeNormalizedMeasure="true"))),
    ("SK8233", NEW, ((SEQUENCING, f'{SEQUENCING}<imsss:rollupRules><imsss:rollupRule childActivitySet="atLeastCount" '
                      'minimumCount="1"><imsss:rollupConditions><imsss:rollupCondition condition="completed"/>'
                      '</imsss:rollupConditions><imsss:rollupAction action="completed"/></imsss:rollupRule></imsss:rollupRules>'),)),
    ("SK8234", NEW, ((SEQUENCING, f'{SEQUENCING}<imsss:limitConditions attemptLimit="0" attemptAbsoluteDurationLimit="P1DT2H"/>'),)),
    ("SK8236", NEW, (("</organization>", '<imsss:sequencing><imsss:controlMode choice="false" flow="true" forwardOnly="true"/>'
                      "</imsss:sequencing></organization>"),)),
    ("SK8236", NEW, ((END, COLLECTION), ("</organization>", '<imsss:sequencing IDRef="S1"/></organization>'))),
    ("SK8237", NEW, ((SEQUENCING, f'{SEQUENCING}<imsss:controlMode forwardOnly="true"/>'),)),
    ("SK8237", NEW, (("</organization>", '<imsss:sequencing><imsss:controlMode flow="true" forwardOnly="true"/>'
                      "</imsss:sequencing></organization>"),)),
    ("SK8238", NEW, (("two.html", "v1.2/../two.html"),)),
    ("SK9001", C5, (("https://example.org/au1", "urn:uuid:2f1b1a66-1c0c-4f8d-9d55-0a0f8f2d9a11"),)),
    ("SK9001", C5, (("https://example.org/au1", "tag:example.org,2026:au/1"),)),
    ("SK9002", C5, (('id="https://example.org/b1"', 'id="https://example.org/c"'),)),
    ("SK9004", C5, (("<url>index.html?a=1", "<url>\n   index.html?a=%20b&amp;c#d\n  "),)),
    ("SK9006", C5, (("<url>index.html?a=1", "<url>index.html?endpoints=1&amp;Actor=2"),)),
    ("SK9010", C5, (('masteryScore="0.8"', 'masteryScore="0.1234"'),)),
    ("SK9013", C5, (('moveOn="Completed" masteryScore="0.8"', 'moveOn="CompletedOrPassed"'),)),
    ("SK9108", TC, (("index.html<", "index.html?a=1#b<"),)),
    ("SK9108", TC, (("index.html<", "https://example.org/start<"),)),
    ("SK9110", TC, (('<name lang="en">Course', '<name lang="und">Course'),)),
    ("SK9110", TC, (('<name lang="en">Course', "<name>Course"),)),
    ("SK9111", TC, (("<interactionType>choice", "<interactionType>sequencing"),)),
]  # fmt: skip


@pytest.mark.parametrize(
    ("code", "standard", "edits"),
    [
        pytest.param(code, standard, edits, id=f"{code}-{number}-{standard}")
        for number, (code, standards, edits) in enumerate(NEAR)
        for standard in standards
    ],
)
def test_what_is_right_is_let_pass(code: str, standard: str, edits: Edits, tmp_path: Path) -> None:
    files, name = sound_files(standard), STANDARDS[standard].manifest
    text = files[name].decode()
    for old, new in edits:
        assert old in text, old
        text = text.replace(old, new, 1)
    path = tmp_path / "package.zip"
    path.write_bytes(zipped({**files, name: text.encode()}))
    assert [f"{one.code} {one.message}" for one in judge(path).findings] == [], code


@pytest.mark.parametrize("standard", BOTH)
def test_a_base_that_steps_up_and_stays_inside(standard: str, tmp_path: Path) -> None:
    """Bases add up (XML Base, 4): what counts is where they lead together."""
    files = sound_files(standard)
    text = files["imsmanifest.xml"].decode().replace("<resources>", '<resources xml:base="media/">')
    text = text.replace("<resource ", '<resource xml:base="../" ')
    path = tmp_path / "package.zip"
    path.write_bytes(zipped({**files, "imsmanifest.xml": text.encode()}))
    assert [f"{one.code} {one.message}" for one in judge(path).findings] == []


@pytest.mark.parametrize("standard", BOTH)
def test_files_of_a_dependency_count_as_listed(standard: str, tmp_path: Path) -> None:
    """A launch file that only a dependency lists, two resources with one dependency, and an asset elsewhere."""
    kind = "scormtype" if standard == "scorm12" else "scormType"
    files = sound_files(standard)
    text = files["imsmanifest.xml"].decode()
    text = text.replace(FILE, DEPENDENCY).replace(END, SHARED.format(kind))
    at = text.index(LAUNCHED)
    text = text[:at] + text[at:].replace("</resource>", f"{DEPENDENCY}</resource>", 1)
    path = tmp_path / "package.zip"
    path.write_bytes(zipped({**files, "imsmanifest.xml": text.encode()}))
    assert [f"{one.code} {one.message}" for one in judge(path).findings] == []
