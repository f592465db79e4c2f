"""Every rule of packages has an example that breaks it, and nothing else is reported of that."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from scormkit.catalogue import Rule
from scormkit.package.outline import Item, Resource
from scormkit.package.tree import FileTree
from scormkit.targets import PACKAGE_RULES, TARGETS
from scormkit.targets.assembly import assemble
from scormkit.targets.verify import judge
from tests.targets.outlines import CONTENT, OUTLINE

BOTH = ("scorm12", "scorm2004-4")
OLD, NEW = ("scorm12",), ("scorm2004-3", "scorm2004-4")
SIBLING = Resource("RES-2", "asset", "two.html", ("two.html",))
BASE = replace(
    OUTLINE,
    items=(replace(OUTLINE.items[0], pass_mark=70), Item("ITEM-2", "Two", "RES-2")),
    resources=(*OUTLINE.resources, SIBLING),
)
FILES = {**CONTENT, "two.html": b"<!doctype html><title>2</title>"}

LAUNCH = 'identifier="RES-lead-1" type="webcontent"'
SECOND = '<item identifier="ITEM-2" identifierref="RES-2" isvisible="true">'
FILE = '<file href="two.html"/>'
END = "</resources>"
SEQUENCING = "<imsss:sequencing>"
EMPTY_ORGANIZATION = '</organization><organization identifier="O2"><title>2</title></organization>'
MASTERY = "<adlcp:masteryscore>"
MAPPED = '<imsss:mapInfo targetObjectiveID="g"/></imsss:objective>'
CONDITION = '<imsss:ruleCondition referencedObjective="o9" condition="satisfied"/>'
OBJECTIVE = '<imsss:objective objectiveID="o1"/>'


@dataclass(frozen=True)
class Case:
    """Replacements in the manifest that break one rule, for some targets; and files put in or taken out."""

    code: str
    targets: tuple[str, ...]
    edits: tuple[tuple[str, str], ...] = ()
    extra: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    also: tuple[str, ...] = field(default=())


def sco(name: str) -> str:
    return "scormtype" if name == "scorm12" else "scormType"


CASES = [
    Case("SK8001", BOTH, (("<organizations", "<organisations"), ("</organizations>", "</organisations>"))),
    Case("SK8001", BOTH, (("  <resources>", "  <resources><v:x xmlns:v='urn:v'/><!-- before --><bad/>"),)),
    Case("SK8001", OLD, (("<adlcp:masteryscore>", "<adlcp:masterscore>"), ("</adlcp:mastery", "</adlcp:master"))),
    Case("SK8001", NEW, ((SEQUENCING, "<adlcp:timelimit/><imsss:sequencing>"),)),
    Case("SK8002", BOTH, ((SECOND, SECOND.replace("isvisible", "visible")),)),
    Case("SK8002", NEW, ((SECOND, SECOND.replace("isvisible", 'adlcp:scormtipe="sco" isvisible')),)),
    Case("SK8003", BOTH, ((FILE, f"{FILE}<file/>"),)),
    Case("SK8003", BOTH, ((f'{LAUNCH} adlcp', 'identifier="RES-lead-1" adlcp'),)),
    Case("SK8004", BOTH, (('isvisible="true"', 'isvisible="yes"'),)),
    Case("SK8004", OLD, (("<title>Two", "<title>" + "x" * 201 + "Two"),)),
    Case("SK8004", NEW, (("<imsss:minNormalizedMeasure>0.7", "<imsss:minNormalizedMeasure>70"),)),
    Case("SK8004", BOTH, ((SECOND, SECOND.replace("ITEM-2", "2 ITEM")),)),
    Case("SK8005", BOTH, ((SECOND, SECOND.replace("ITEM-2", "ITEM-lead-1")),)),
    Case("SK8010", BOTH, (("schemaversion>1.2<", "schemaversion>1.3<"), ("2004 4th Edition", "2004 4th edition"))),
    Case("SK8010", NEW, (("2004 4th Edition", "2004 2nd Edition"), ("2004 3rd Edition", "1.2"))),
    Case("SK8011", BOTH, (("</schemaversion>", " </schemaversion>"),)),
    Case("SK8012", BOTH, (("ADL SCORM<", "SCORM<"),)),
    Case("SK8020", BOTH, (('default="ORG-lead-1"', 'default="ITEM-lead-1"'),)),
    Case("SK8022", BOTH, ((SECOND, SECOND.replace("RES-2", "res-2")),), also=("SK8037",)),
    Case("SK8022", BOTH, ((SECOND, SECOND.replace("RES-2", "ITEM-lead-1")),), also=("SK8037",)),
    Case("SK8023", BOTH, ((FILE, f'{FILE}<dependency identifierref="RES-3"/>'),)),
    Case("SK8024", BOTH, (('<organization identifier="ORG-lead-1">\n      <title>Leading a team</title>',
                           '<organization identifier="ORG-lead-1">'),)),
    Case("SK8025", BOTH, (("<title>Two</title>", "<title> </title>"),)),
    Case("SK8026", BOTH, ((END, f'{END}<manifest identifier="M2"><organizations/><resources/></manifest>'),)),
    Case("SK8030", BOTH, (('"sco" href="index.html"', '"sco"'),)),
    Case("SK8031", BOTH, ((FILE, FILE + '<file href="media\\a.png"/>'),)),
    Case("SK8031", BOTH, ((FILE, FILE + '<file href="/two.html"/>'),), also=("SK8038",)),
    Case("SK8031", BOTH, ((FILE, FILE + '<file href=""/>'),)),
    Case("SK8032", BOTH, ((FILE, FILE + '<file href="../two.html"/>'),)),
    Case("SK8032", BOTH, ((FILE, FILE + '<file href="%2e%2e/two.html"/>'),)),
    Case("SK8033", BOTH, gone=("two.html",)),
    Case("SK8033", BOTH, ((FILE, FILE + '<file href="gone%20.js?x#y"/>'),)),
    Case("SK8034", BOTH, ((FILE, FILE + '<file href="Two.html"/>'),)),
    Case("SK8036", BOTH, extra=("left.html", "__MACOSX/x", "a/.DS_Store")),
    Case("SK8037", BOTH, ((END, '<resource identifier="RES-9" type="webcontent" adlcp:SCO="asset"/></resources>'),)),
    Case("SK8038", BOTH, ((FILE, FILE + '<file href="a/../two.html"/>'),)),
    Case("SK8039", BOTH, (('"sco" href="index.html"', '"sco" href="https://example.org/index.html"'),)),
    Case("SK8040", BOTH, (('href="two.html"', 'href="wo.html"'), ('"asset" href', '"asset" xml:base="t" href'))),
    Case("SK8041", BOTH, ((FILE, f'{FILE}<dependency identifierref="RES-2"/>'),)),
    Case("SK8042", BOTH, ((" imscp_", " other_"),)),
    Case("SK8043", BOTH, (('schemaLocation="', 'schemaLocation="urn:x '),)),
    Case("SK8051", BOTH, (("xmlns:adlcp", "xmlns:adl"), ("adlcp:", "adl:"))),
    Case("SK8052", BOTH, (("<resources>", '<resources><resource identifier="RES-0" type="webcontent" adlcp:SCO="asset"'
                           ' href="two.html"><file href="two.html"/></resource>'),
                          (f"{FILE}\n    </resource>", f'{FILE}<dependency identifierref="RES-0"/></resource>'))),
    # SCORM 1.2
    Case("SK8101", OLD, (("<schemaversion>1.2</schemaversion>", ""),)),
    Case("SK8102", OLD, ((' default="ORG-lead-1"', ""),)),
    Case("SK8103", OLD, (("</organization>", EMPTY_ORGANIZATION),)),
    Case("SK8104", OLD, (("<title>Two</title>", ""),)),
    Case("SK8105", OLD, (("<title>Two</title>", '<title>Two</title><item identifier="I3" identifierref="RES-2"><title>3'
                          "</title></item>"),)),
    Case("SK8106", OLD, (("</organization>", '<item identifier="I3"><title>3</title></item></organization>'),)),
    Case("SK8107", OLD, ((SECOND, SECOND.replace(' isv', ' parameters="?a b" isv')),)),
    Case("SK8108", OLD, (('<file href="index.html"/>', ""), (FILE, f'{FILE}<file href="index.html"/>'))),
    Case("SK8109", OLD, ((' adlcp:scormtype="asset" href="two.html"', ' href="two.html"'),)),
    Case("SK8110", OLD, (('"RES-2" type="webcontent"', '"RES-2" type="text/html"'),)),
    Case("SK8111", OLD, (("masteryscore>70", "masteryscore>70%"),)),
    Case("SK8111", OLD, (("masteryscore>70", "masteryscore>170"),)),
    Case("SK8112", OLD, ((MASTERY, f"<adlcp:maxtimeallowed>30</adlcp:maxtimeallowed>{MASTERY}"),)),
    Case("SK8113", OLD, (("<title>Two</title>", "<title>Two</title><adlcp:datafromlms>x</adlcp:datafromlms>"),)),
    Case("SK8114", OLD, ((MASTERY, f"{MASTERY}70</adlcp:masteryscore>{MASTERY}"),)),
    # SCORM 2004
    Case("SK8201", NEW, (("<schema>ADL SCORM</schema>", ""),)),
    Case("SK8202", NEW, ((' default="ORG-lead-1"', ""),)),
    Case("SK8203", ("scorm2004-3",),
         (("</organization>", EMPTY_ORGANIZATION),)),
    Case("SK8204", NEW, (("<title>Two</title>", ""),)),
    Case("SK8205", NEW, (("<title>Two</title>", '<title>Two</title><item identifier="I3" identifierref="RES-2"><title>3'
                          "</title></item>"),)),
    Case("SK8206", NEW, (("</organization>", '<item identifier="I3"><title>3</title></item></organization>'),)),
    Case("SK8207", NEW, ((SECOND, SECOND.replace(' isv', ' parameters="?a" isv')),)),
    Case("SK8208", NEW, (('<file href="index.html"/>', ""), (FILE, f'{FILE}<file href="index.html"/>'))),
    Case("SK8209", NEW, ((' adlcp:scormType="asset" href="two.html"', ' href="two.html"'),)),
    Case("SK8210", NEW, (("<title>Two</title>", "<title>Two</title><adlcp:dataFromLMS>x</adlcp:dataFromLMS>"),)),
    Case("SK8211", NEW, ((SEQUENCING, f"<imsss:sequencing/>{SEQUENCING}"),)),
    Case("SK8212", NEW, (("<title>Two", "<title>" + "x" * 201),)),
    Case("SK8213", NEW, (('"asset" href="two.html"', '"sco" href="two.html"'),)),
    Case("SK8220", NEW, ((SEQUENCING, '<imsss:sequencing IDRef="ITEM-2">'),)),
    Case("SK8221", NEW, ((f"{SEQUENCING}\n          <imsss:obj", '<imsss:sequencing ID="S1"><imsss:obj'),)),
    Case("SK8222", NEW, ((OBJECTIVE, '<imsss:objective objectiveID="clcf-2.4"/>'),)),
    Case("SK8222", NEW, ((OBJECTIVE, '<imsss:objective objectiveID=" %20"/>'),)),
    Case("SK8223", NEW, ((SEQUENCING, SEQUENCING + "<imsss:sequencingRules><imsss:preConditionRule><imsss:ruleAction "
                          'action="skip"/></imsss:preConditionRule></imsss:sequencingRules>'),)),
    Case("SK8224", NEW, ((SEQUENCING, SEQUENCING + "<imsss:sequencingRules><imsss:preConditionRule>"
                          f"<imsss:ruleConditions>{CONDITION}</imsss:ruleConditions>"
                          '<imsss:ruleAction action="skip"/></imsss:preConditionRule></imsss:sequencingRules>'),)),
    Case("SK8225", NEW, ((OBJECTIVE, OBJECTIVE.replace("/>", f">{MAPPED}")),)),
    Case("SK8240", NEW, (("<lom:general>", "<lom:general/><lom:general>"),)),
    # Any package
    Case("SK7030", BOTH, (("</manifest>", ""),)),
    Case("SK7031", BOTH, (("<manifest", "<!DOCTYPE manifest>\n<manifest"),)),
    Case("SK7032", BOTH, (("<manifest", '<!DOCTYPE manifest [<!ENTITY a "b">]>\n<manifest'),)),
    Case("SK7040", BOTH, (('xmlns="http', 'xmlns="urn:http'),)),
]  # fmt: skip

# Faults of the archive have their tests in tests/package/test_opened.py; these need a manifest of another kind.
ELSEWHERE = {rule.code for rule in PACKAGE_RULES if "SK7001" <= rule.code <= "SK7023"} | {"SK7041", "SK8021", "SK8050"}


def package(case: Case, target_name: str, folder: Path) -> Path:
    target = TARGETS[target_name]
    tree = assemble(BASE, FileTree(FILES), target)
    files = {name: tree.read(name) for name in tree}
    text = files["imsmanifest.xml"].decode()
    for old, new in case.edits:
        text = text.replace(old, new.replace("adlcp:SCO", f"adlcp:{sco(target_name)}"))
    assert text != files["imsmanifest.xml"].decode() or not case.edits, "the edits must hit something"
    files["imsmanifest.xml"] = text.encode()
    files |= dict.fromkeys(case.extra, b"x")
    path = folder / "package.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in files.items():
            if name not in case.gone:
                archive.writestr(name, content)
    return path


@pytest.mark.parametrize("target", TARGETS)
def test_the_example_itself_has_no_finding(target: str, tmp_path: Path) -> None:
    judged = judge(package(Case("", (target,)), target, tmp_path))
    assert (judged.standard, judged.findings) == (target, ())
    assert judged.outline is not None
    assert judged.outline.title == OUTLINE.title
    assert judged.files == len(FILES) + 1 + len(TARGETS[target].schemas)


@pytest.mark.parametrize(
    ("case", "target"),
    [
        pytest.param(case, target, id=f"{case.code}-{n}-{target}")
        for n, case in enumerate(CASES)
        for target in case.targets
    ],
)
def test_a_case_has_its_finding_and_nothing_else_is_reported(case: Case, target: str, tmp_path: Path) -> None:
    judged = judge(package(case, target, tmp_path))
    assert {finding.code for finding in judged.findings} == {case.code, *case.also}, judged.findings
    for finding in judged.findings:
        assert finding.message
        assert finding.hint
        if finding.code.startswith("SK8"):
            assert finding.pos.file == "imsmanifest.xml"
            assert finding.pos.line
            assert finding.pos.column is None
            assert finding.where.startswith("/manifest")


def test_every_rule_has_a_case() -> None:
    assert {case.code for case in CASES} | ELSEWHERE == {rule.code for rule in PACKAGE_RULES}


@pytest.mark.parametrize("rule", tuple(PACKAGE_RULES), ids=lambda rule: rule.code)
def test_a_rule_explains_itself_in_sentences(rule: Rule) -> None:
    for text in (rule.summary, rule.why, rule.fix):
        assert text[0].isupper() or text.startswith(("xsi", "xml:base", "adlcp", "metadata", "organizations", "read"))
        assert text.endswith(".")
    assert rule.reference or rule.code < "SK8"


def edited(target: str, edit: Callable[[str], str], folder: Path) -> set[str]:
    path = folder / "imsmanifest.xml"
    path.write_text(edit(TARGETS[target].write(BASE).decode()), "utf-8")
    return {finding.code for finding in judge(path).findings}


@pytest.mark.parametrize("target", TARGETS)
def test_a_bare_manifest_is_judged_without_its_files(target: str, tmp_path: Path) -> None:
    assert edited(target, lambda text: text, tmp_path) == set()


def test_no_organization(tmp_path: Path) -> None:
    def without(text: str) -> str:
        start, end = text.index("<organizations"), text.index("</organizations>")
        return text[:start] + "<organizations>" + text[end:]

    assert edited("scorm12", without, tmp_path) == {"SK8021"}


def test_a_prefixed_manifest(tmp_path: Path) -> None:
    manifest = (
        '<cp:manifest xmlns:cp="http://www.imsproject.org/xsd/imscp_rootv1p1p2" identifier="M"><cp:metadata>'
        "<cp:schema>ADL SCORM</cp:schema><cp:schemaversion>1.2</cp:schemaversion></cp:metadata>"
        "<cp:organizations/><cp:resources/></cp:manifest>"
    )
    assert edited("scorm12", lambda _: manifest, tmp_path) == {"SK8021", "SK8050"}
