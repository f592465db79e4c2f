"""An example for every rule of packages: edits of a sound package that break one rule.

`tests/targets/test_rules.py` runs them; `tools/rule_pages.py` shows them in the documentation.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from scormkit.package.outline import Item, Resource
from scormkit.package.tree import FileTree
from scormkit.targets import STANDARDS
from scormkit.targets.assembly import assemble
from tests.targets.outlines import CONTENT, OUTLINE
from tests.targets.samples import CMI5, TINCAN
from tests.targets.scorm import SCORM

BOTH = ("scorm12", "scorm2004-4")
OLD, NEW = ("scorm12",), ("scorm2004-3", "scorm2004-4")
FOURTH, C5, TC = ("scorm2004-4",), ("cmi5",), ("xapi",)
PAGE = b'<!doctype html><html lang="en"><head><title>2</title></head><body></body></html>'
SIBLING = Resource("RES-2", "asset", "two.html", ("two.html",))
BASE = replace(
    OUTLINE,
    items=(replace(OUTLINE.items[0], pass_mark=70), Item("ITEM-2", "Two", "RES-2")),
    resources=(*OUTLINE.resources, SIBLING),
)
FILES = {**CONTENT, "two.html": PAGE}

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


FIRST = "<title>Leading a team</title>\n        "
LOCATION = "<metadata><adlcp:location>m.xml</adlcp:location></metadata>"
PREREQUISITE = '<adlcp:prerequisites type="aicc_script">'
OTHER_MAP = '<imsss:mapInfo targetObjectiveID="h"/>'
BLANK_MAP = '<imsss:mapInfo targetObjectiveID=" "/>'
MAP = '<imsss:mapInfo targetObjectiveID="g"/>'
WRITING = '<imsss:mapInfo targetObjectiveID="g" readSatisfiedStatus="false" writeSatisfiedStatus="true"/>'


COLLECTION = (
    "</resources><imsss:sequencingCollection>"
    '<imsss:sequencing ID="S1"><imsss:controlMode {}/></imsss:sequencing></imsss:sequencingCollection>'
)
SHARED = (
    '<adlseq:objectives xmlns:adlseq="http://www.adlnet.org/xsd/adlseq_v1p3"><adlseq:objective objectiveID="o1">'
    '<adlseq:mapInfo targetObjectiveID="g"/></adlseq:objective></adlseq:objectives>'
)


@dataclass(frozen=True)
class Case:
    """What breaks one rule, for some standards.

    `edits` are replacements in the manifest; `files` are put in, `gone` taken out; `zip` changes the bytes of the zip.
    `lms` are the profiles that are asked. `also` are the codes that cannot but be reported too.
    """

    code: str
    standards: tuple[str, ...]
    edits: tuple[tuple[str, str], ...] = ()
    extra: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    also: tuple[str, ...] = field(default=())
    files: Mapping[str, bytes] = field(default_factory=dict)
    zip: Callable[[bytes], bytes] | None = None
    lms: tuple[str, ...] = ()
    shows: tuple[str, str] = ("", "")


def sco(name: str) -> str:
    return "scormtype" if name == "scorm12" else "scormType"


def sound_files(standard: str) -> dict[str, bytes]:
    """The files of a package in which nothing is wrong."""
    if standard == "cmi5":
        return {"cmi5.xml": CMI5, **CONTENT}
    if standard == "xapi":
        return {"tincan.xml": TINCAN, **CONTENT}
    tree = assemble(BASE, FileTree(FILES), SCORM[standard])
    return {name: tree.read(name) for name in tree}


def broken_files(case: Case, standard: str) -> dict[str, bytes]:
    """The same with the edits of the case."""
    files, manifest = sound_files(standard), STANDARDS[standard].manifest
    text = files[manifest].decode()
    for old, new in case.edits:
        text = text.replace(old, new.replace("adlcp:SCO", f"adlcp:{sco(standard)}"))
    assert text != files[manifest].decode() or not case.edits, "the edits must hit something"
    files = {**files, manifest: text.encode(), **dict.fromkeys(case.extra, b"x"), **case.files}
    return {name: content for name, content in files.items() if name not in case.gone}


def zipped(files: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


CASES = [
    Case("SK8001", BOTH, (("<organizations", "<organisations"), ("</organizations>", "</organisations>"))),
    Case("SK8001", BOTH, (("  <resources>", "  <resources><v:x xmlns:v='urn:v'/><!-- before --><bad/>"),)),
    Case("SK8001", OLD, (("<adlcp:masteryscore>", "<adlcp:masterscore>"), ("</adlcp:mastery", "</adlcp:master"))),
    Case("SK8001", NEW, ((SEQUENCING, "<adlcp:timelimit/><imsss:sequencing>"),)),
    Case("SK8002", BOTH, ((SECOND, SECOND.replace("isvisible", "visible")),)),
    Case("SK8002", NEW, ((SECOND, SECOND.replace("isvisible", 'adlcp:scormtipe="sco" isvisible')),)),
    Case("SK8002", OLD, (('adlcp:scormtype="sco"', 'adlcp:scormType="sco"'),)),
    Case("SK8002", NEW, (('adlcp:scormType="sco"', 'adlcp:scormtype="sco"'), (FIRST, f"{FIRST}<adlcp:dataFromLMS>x</adlcp:dataFromLMS>"))),
    Case("SK8002", BOTH, ((' adlcp:scormtype="sco"', ' scormtype="sco"'), (' adlcp:scormType="sco"', ' scormType="sco"'))),
    Case("SK8002", BOTH, ((SECOND, SECOND.replace("identifierref", "identifierRef")),)),
    Case("SK8002", BOTH, ((SECOND, SECOND.replace("identifier=", "Identifier=")),)),
    Case("SK8002", BOTH, (('"sco" href=', '"sco" herf='),)),
    Case("SK8003", BOTH, ((FILE, f"{FILE}<file/>"),)),
    Case("SK8003", BOTH, ((f'{LAUNCH} adlcp', 'identifier="RES-lead-1" adlcp'),)),
    Case("SK8004", BOTH, (('isvisible="true"', 'isvisible="yes"'),)),
    Case("SK8004", BOTH, (('="sco"', '="SCO"'),)),
    Case("SK8004", OLD, (("<title>Two", "<title>" + "x" * 201 + "Two"),)),
    Case("SK8004", NEW, (("<imsss:minNormalizedMeasure>0.7", "<imsss:minNormalizedMeasure>70"),)),
    Case("SK8004", BOTH, ((SECOND, SECOND.replace("ITEM-2", "2 ITEM")),)),
    Case("SK8001", NEW, (("<imsss:objectives>", '<imsss:objectives><adlcp:dataFromLMS>x</adlcp:dataFromLMS>'),)),
    Case("SK8001", BOTH, (("<title>Two</title>", "<titel>Two</titel>"),)),
    Case("SK8002", BOTH, ((SECOND, SECOND.replace("identifierref", 'parameters="?a=1" identifierRef')),)),
    Case("SK8003", BOTH, ((FILE, f"{FILE}<dependency/>"),)),
    Case("SK8004", NEW, (("</organization>", '<imsss:sequencing><imsss:controlMode choice="false" flow="yes"/>'
                          "</imsss:sequencing></organization>"),)),
    Case("SK8004", BOTH, (("ORG-lead-1", "1st course"),)),
    Case("SK8005", BOTH, ((SECOND, SECOND.replace("ITEM-2", "ITEM-lead-1")),)),
    Case("SK8010", BOTH, (("schemaversion>1.2<", "schemaversion>1.3<"), ("2004 4th Edition", "2004 4th edition"))),
    Case("SK8010", NEW, (("2004 4th Edition", "2004 2nd Edition"), ("2004 3rd Edition", "1.2"))),
    Case("SK8011", BOTH, (("</schemaversion>", " </schemaversion>"),)),
    Case("SK8012", BOTH, (("ADL SCORM<", "SCORM<"),)),
    Case("SK8020", BOTH, (('default="ORG-lead-1"', 'default="ITEM-lead-1"'),)),
    Case("SK8022", BOTH, ((SECOND, SECOND.replace("RES-2", "res-2")),)),
    Case("SK8022", BOTH, ((SECOND, SECOND.replace("RES-2", "ITEM-lead-1")),)),
    Case("SK8023", BOTH, ((FILE, f'{FILE}<dependency identifierref="RES-3"/>'),)),
    Case("SK8024", BOTH, (('<organization identifier="ORG-lead-1">\n      <title>Leading a team</title>',
                           '<organization identifier="ORG-lead-1">'),)),
    Case("SK8025", BOTH, (("<title>Two</title>", "<title> </title>"),)),
    Case("SK8026", BOTH, ((END, f'{END}<manifest identifier="M2"><organizations/><resources/></manifest>'),)),
    Case("SK8030", BOTH, (('"sco" href="index.html"', '"sco"'),)),
    Case("SK8031", BOTH, ((FILE, FILE + '<file href="media\\a.png"/>'),)),
    Case("SK8031", BOTH, ((FILE, FILE + '<file href="/two.html"/>'),), also=("SK8038",)),
    Case("SK8031", BOTH, ((FILE, FILE + '<file href=""/>'),)),
    Case("SK8031", BOTH, ((FILE, FILE + '<file href="..\\a.png"/>'),)),
    Case("SK8031", BOTH, ((FILE, FILE + '<file href="javascript:void(0)"/>'),)),
    Case("SK8031", BOTH, (('"sco" href="index.html"', '"sco" href="javascript:start()"'),)),
    Case("SK8031", BOTH, (('"sco" href="index.html"', '"sco" href="file:///C:/index.html"'),)),
    Case("SK8031", BOTH, (('"sco" href="index.html"', '"sco" href="C:/index.html"'),)),
    Case("SK8031", BOTH, (('href="two.html">', 'href="part:two.html">'),)),
    Case("SK8032", BOTH, (('href="two.html"', 'href="../two.html"'),)),
    Case("SK8032", BOTH, ((FILE, FILE + '<file href="../two.html"/>'),)),
    Case("SK8032", BOTH, ((FILE, FILE + '<file href="%2e%2e/two.html"/>'),)),
    Case("SK8033", BOTH, gone=("two.html",)),
    Case("SK8033", BOTH, ((FILE, FILE + '<file href="gone%20.js?x#y"/>'),)),
    Case("SK8033", BOTH, (('"two.html"', '"twoo.html"'),)),
    Case("SK8033", BOTH, (('"two.html"', '"content/two.html"'),)),
    Case("SK8034", BOTH, ((FILE, FILE + '<file href="Two.html"/>'),)),
    Case("SK8034", BOTH, (('href="two.html"', 'href="Two.html"'),)),
    Case("SK8034", BOTH, (('href="two.html">', 'href="Two.html">'),)),
    Case("SK8036", BOTH, extra=("left.html", "__MACOSX/x", "a/.DS_Store")),
    Case("SK8037", BOTH, ((END, '<resource identifier="RES-9" type="webcontent" adlcp:SCO="asset"/></resources>'),)),
    Case("SK8038", BOTH, ((FILE, FILE + '<file href="a/../two.html"/>'),)),
    Case("SK8039", BOTH, (('"sco" href="index.html"', '"sco" href="https://example.org/index.html"'),)),
    Case("SK8040", BOTH, (('href="two.html"', 'href="wo.html"'), ('"asset" href', '"asset" xml:base="t" href'))),
    Case("SK8040", BOTH, (("<resources>", '<resources xml:base="https://cdn.example.org/course/">'),)),
    Case("SK8040", BOTH, (("<resources>", '<resources xml:base="//cdn.example.org/">'),)),
    Case("SK8040", BOTH, (("<resources>", '<resources xml:base="/course/">'),)),
    Case("SK8040", BOTH, (("<resources>", '<resources xml:base="../course/">'),)),
    Case("SK8040", BOTH, (("<resources>", '<resources xml:base="content\\">'),)),
    Case("SK8040", BOTH, (("<resources>", '<resources xml:base="course">'), ('"RES-2"', '"RES-2" xml:base="../../"'))),
    Case("SK8041", BOTH, ((FILE, f'{FILE}<dependency identifierref="RES-2"/>'),)),
    Case("SK8042", BOTH, ((" imscp_", " other_"),)),
    Case("SK8043", BOTH, (('schemaLocation="', 'schemaLocation="urn:x '),)),
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
    Case("SK8106", OLD, (('identifierref="RES-lead-1" ', ""),)),
    Case("SK8109", OLD, ((' adlcp:scormtype="asset" href="two.html"', ' href="two.html"'),)),
    Case("SK8110", OLD, (('"RES-2" type="webcontent"', '"RES-2" type="text/html"'),)),
    Case("SK8111", OLD, (("masteryscore>70", "masteryscore>70%"),)),
    Case("SK8111", OLD, (("masteryscore>70", "masteryscore>170"),)),
    Case("SK8112", OLD, ((MASTERY, f"<adlcp:maxtimeallowed>30</adlcp:maxtimeallowed>{MASTERY}"),)),
    Case("SK8113", OLD, (("<title>Two</title>", "<title>Two</title><adlcp:datafromlms>x</adlcp:datafromlms>"),)),
    Case("SK8113", OLD, (("</organization>", "<adlcp:datafromlms>x</adlcp:datafromlms></organization>"),)),
    Case("SK8114", OLD, ((MASTERY, f"{MASTERY}70</adlcp:masteryscore>{MASTERY}"),)),
    # SCORM 2004
    Case("SK8201", NEW, (("<schema>ADL SCORM</schema>", ""),)),
    Case("SK8202", NEW, ((' default="ORG-lead-1"', ""),)),
    Case("SK8203", NEW,
         (("</organization>", EMPTY_ORGANIZATION),)),
    Case("SK8204", NEW, (("<title>Two</title>", ""),)),
    Case("SK8205", NEW, (("<title>Two</title>", '<title>Two</title><item identifier="I3" identifierref="RES-2"><title>3'
                          "</title></item>"),)),
    Case("SK8206", NEW, (("</organization>", '<item identifier="I3"><title>3</title></item></organization>'),)),
    Case("SK8206", NEW, (('identifierref="RES-lead-1" ', ""),)),
    Case("SK8207", NEW, ((SECOND, SECOND.replace(' isv', ' parameters="?a" isv')),)),
    Case("SK8208", NEW, (('<file href="index.html"/>', ""), (FILE, f'{FILE}<file href="index.html"/>'))),
    Case("SK8209", NEW, ((' adlcp:scormType="asset" href="two.html"', ' href="two.html"'),)),
    Case("SK8210", NEW, (("<title>Two</title>", "<title>Two</title><adlcp:dataFromLMS>x</adlcp:dataFromLMS>"),)),
    Case("SK8211", NEW, ((SEQUENCING, f"<imsss:sequencing/>{SEQUENCING}"),)),
    Case("SK8212", NEW, (("<title>Two", "<title>" + "x" * 201),)),
    Case("SK8220", NEW, ((SEQUENCING, '<imsss:sequencing IDRef="ITEM-2">'),)),
    Case("SK8221", NEW, ((f"{SEQUENCING}\n          <imsss:obj", '<imsss:sequencing ID="S1"><imsss:obj'),)),
    Case("SK8222", NEW, ((OBJECTIVE, '<imsss:objective objectiveID="clcf-2.4"/>'),)),
    Case("SK8222", NEW, ((OBJECTIVE, '<imsss:objective objectiveID=" %20"/>'),)),
    Case("SK8223", NEW, ((SEQUENCING, SEQUENCING + "<imsss:sequencingRules><imsss:preConditionRule><imsss:ruleAction "
                          'action="skip"/></imsss:preConditionRule></imsss:sequencingRules>'),)),
    Case("SK8224", NEW, ((SEQUENCING, SEQUENCING + "<imsss:sequencingRules><imsss:preConditionRule>"
                          f"<imsss:ruleConditions>{CONDITION}</imsss:ruleConditions>"
                          '<imsss:ruleAction action="skip"/></imsss:preConditionRule></imsss:sequencingRules>'),)),
    Case("SK8240", NEW, (("<lom:general>", "<lom:general/><lom:general>"),)),
    # Any package
    Case("SK7030", BOTH, (("</manifest>", ""),)),
    Case("SK7030", BOTH, (("<title>Two", "<title>One & two"),)),
    Case("SK7030", BOTH, (("<title>Two", "<title>Two</title><cp:item/><title>"),)),
    Case("SK7031", BOTH, (("<manifest", "<!DOCTYPE manifest>\n<manifest"),)),
    Case("SK7032", BOTH, (("<manifest", '<!DOCTYPE manifest [<!ENTITY a "b">]>\n<manifest'),)),
    Case("SK7040", BOTH, (('xmlns="http', 'xmlns="urn:http'),)),
    # Name spaces, lengths, places
    Case("SK8013", OLD, (("</organization>", '<s:sequencing xmlns:s="http://www.imsglobal.org/xsd/imsss"/></organization>'),)),
    Case("SK8013", NEW, ((SEQUENCING, '<old:masteryscore xmlns:old="http://www.adlnet.org/xsd/adlcp_rootv1p2">1</old:masteryscore>'
                          + SEQUENCING),)),
    Case("SK8017", OLD, (('http://www.adlnet.org/xsd/adlcp_rootv1p2"', 'http://www.adlnet.org/xsd/ADLCP_rootv1p2"'),)),
    Case("SK8017", NEW, (('http://www.adlnet.org/xsd/adlcp_v1p3"', 'https://adlnet.org/xsd/adlcp_v1p3/"'),)),
    Case("SK8014", BOTH, (("http://www.adlnet.org/xsd/adlcp_rootv1p2 adlcp_rootv1p2.xsd", ""),
                          ("http://www.adlnet.org/xsd/adlcp_v1p3 adlcp_v1p3.xsd", ""))),
    Case("SK8015", BOTH, (('isvisible="true"', 'isvisible="1"'),)),
    Case("SK8016", BOTH, (("</organization>", '<item identifier="I3" parameters="?a=1"><title>3</title><item identifier="I4" '
                           'identifierref="RES-2"><title>4</title></item></item></organization>'),)),
    Case("SK8044", OLD, (("Author</imsmd:langstring>", "Writer</imsmd:langstring>"),)),
    Case("SK8044", NEW, (("<lom:value>author<", "<lom:value>writer<"),)),
    Case("SK8045", BOTH, (("<title>Two</title>", "<title>Two</title>" + LOCATION),), files={"m.xml": b"<lom>"}),
    Case("SK8045", BOTH, (("<title>Two</title>", "<title>Two</title>" + LOCATION),), files={"m.xml": b"<html/>"}),
    Case("SK8046", OLD, (("<title>Two</title>", "<title>Two</title>" + LOCATION),), files={"m.xml": b'<lom xmlns="http://www.imsglobal.org/xsd/'
         b'imsmd_rootv1p2p1"><general><titel/></general></lom>'}),
    Case("SK8046", NEW, (("<title>Two</title>", "<title>Two</title>" + LOCATION),), files={"m.xml": b'<lom xmlns="http://ltsc.ieee.org/xsd/LOM">'
         b"<general><titel/></general></lom>"}),
    Case("SK8115", OLD, ((MASTERY, f'{PREREQUISITE}ITEM-2 AND ITEM-2</adlcp:prerequisites>{MASTERY}'),)),
    Case("SK8115", OLD, ((MASTERY, f'{PREREQUISITE}(ITEM-2</adlcp:prerequisites>{MASTERY}'),)),
    Case("SK8116", OLD, ((MASTERY, f'{PREREQUISITE}ITEM-9</adlcp:prerequisites>{MASTERY}'),)),
    Case("SK8117", OLD, ((MASTERY, f'{PREREQUISITE}ITEM-lead-1</adlcp:prerequisites>{MASTERY}'),)),
    Case("SK8214", NEW, ((SECOND, SECOND.replace(" isv", f' parameters="?a={"b" * 1000}" isv')),)),
    Case("SK8214", NEW, (('"2004', '"2004'), (FIRST, f'{FIRST}<adlcp:dataFromLMS>{"x" * 4001}</adlcp:dataFromLMS>'))),
    Case("SK8215", NEW, (("</organization>", "<adlcp:dataFromLMS>x</adlcp:dataFromLMS></organization>"),)),
    Case("SK8216", NEW, (("</organization>", '<item identifier="I3"><title>3</title><item identifier="I4" identifierref="RES-2">'
                          '<title>4</title></item><adlnav:presentation xmlns:adlnav="http://www.adlnet.org/xsd/adlnav_v1p3"/></item></organization>'),), also=("SK8014",)),
    Case("SK8217", FOURTH, ((SEQUENCING, '<adlcp:completionThreshold minProgressMeasure="0.5">0.5</adlcp:completionThreshold>'
                             + SEQUENCING),)),
    Case("SK8218", FOURTH, ((SEQUENCING, '<adlcp:data><adlcp:map targetID="d"/><adlcp:map targetID="d"/></adlcp:data>'
                             + SEQUENCING),)),
    Case("SK8219", ("scorm2004-3",), ((SEQUENCING, f'<adlcp:completionThreshold minProgressMeasure="0.5" completedByMeasure="true"/>{SEQUENCING}'),)),
    Case("SK8219", ("scorm2004-3",), ((SEQUENCING, '<adlcp:completionThreshold minProgressMeasure="0.5" progressWeight="1">0.5'
                                       f"</adlcp:completionThreshold>{SEQUENCING}"),)),
    Case("SK8219", ("scorm2004-3",), ((SEQUENCING, f'<adlcp:data><adlcp:map targetID="d"/></adlcp:data>{SEQUENCING}'),)),
    Case("SK8219", ("scorm2004-3",), (('<organization ', '<organization adlcp:sharedDataGlobalToSystem="false" '),)),
    Case("SK8219", ("scorm2004-3",), (("</imsss:sequencing>", f"{SHARED}</imsss:sequencing>"),), also=("SK8014",)),
    Case("SK8219", NEW, (('adlcp:scormType="sco"', 'adlcp:scormType="sco" adlcp:persistState="true"'),)),
    Case("SK8226", NEW, (('<imsss:primaryObjective objectiveID="primary" satisfiedByMeasure="true">',
                          '<imsss:primaryObjective satisfiedByMeasure="true">'),
                         ("</imsss:minNormalizedMeasure>", f"</imsss:minNormalizedMeasure>{MAP}"))),
    Case("SK8227", NEW, ((OBJECTIVE, OBJECTIVE.replace("/>", f">{BLANK_MAP}</imsss:objective>")),)),
    Case("SK8228", NEW, ((OBJECTIVE, OBJECTIVE.replace("/>", f">{MAP}{OTHER_MAP}</imsss:objective>")),)),
    Case("SK8229", NEW, ((OBJECTIVE, OBJECTIVE.replace("/>", f">{WRITING}</imsss:objective>")
                          + f'<imsss:objective objectiveID="o2">{WRITING}</imsss:objective>'),)),
    Case("SK8230", FOURTH, (("</imsss:objectives>", '</imsss:objectives><!-- --><adlseq:objectives xmlns:adlseq="http://www.adlnet.org/xsd/adlseq_v1p3"><adlseq:objective '
                             'objectiveID="o9"><adlseq:mapInfo targetObjectiveID="g"/></adlseq:objective></adlseq:objectives>'),
                            ("<imsss:deliveryControls completionSetByContent=\"true\" objectiveSetByContent=\"true\"/>", "")), also=("SK8014",)),
    Case("SK8231", NEW, (("<imsss:minNormalizedMeasure>0.7</imsss:minNormalizedMeasure>", ""),)),
    Case("SK8232", NEW, (("</organization>", "<imsss:sequencing><imsss:sequencingRules><imsss:postConditionRule><imsss:ruleConditions>"
                          '<imsss:ruleCondition condition="always"/></imsss:ruleConditions><imsss:ruleAction action="exitParent"/>'
                          "</imsss:postConditionRule></imsss:sequencingRules></imsss:sequencing></organization>"),)),
    Case("SK8233", NEW, ((SEQUENCING, SEQUENCING + '<imsss:rollupRules><imsss:rollupRule childActivitySet="atLeastCount">'
                          '<imsss:rollupConditions><imsss:rollupCondition condition="completed"/></imsss:rollupConditions>'
                          '<imsss:rollupAction action="completed"/></imsss:rollupRule></imsss:rollupRules>'),)),
    Case("SK8234", NEW, ((SEQUENCING, SEQUENCING + '<imsss:limitConditions activityAbsoluteDurationLimit="PT1H"/>'),)),
    Case("SK8235", NEW, ((SEQUENCING, SEQUENCING + "<imsss:sequencingRules><imsss:preConditionRule><imsss:ruleConditions>"
                          '<imsss:ruleCondition condition="timeLimitExceeded"/></imsss:ruleConditions>'
                          '<imsss:ruleAction action="skip"/></imsss:preConditionRule></imsss:sequencingRules>'),)),
    Case("SK8236", NEW, (("</organization>", '<imsss:sequencing><imsss:controlMode choice="false" flow="false"/>'
                          "</imsss:sequencing></organization>"),)),
    Case("SK8236", NEW, (("</organization>", '<imsss:sequencing IDRef="S1"/></organization>'), (END, COLLECTION.format('choice="0"')))),
    Case("SK8237", NEW, (("</organization>", '<imsss:sequencing><imsss:controlMode forwardOnly="true"/></imsss:sequencing></organization>'),)),
    Case("SK8237", NEW, (("</organization>", '<imsss:sequencing IDRef="S1"/></organization>'),
                         (END, COLLECTION.format('choice="true" flow="false" forwardOnly="1"')))),
    Case("SK8238", NEW, (('"two.html"', '"two"'),), gone=("two.html",), files={"two": PAGE}),
    Case("SK8238", NEW, ((FILE, f'{FILE}<file href="v1.2/licence"/>'),), files={"v1.2/licence": PAGE}),
    # cmi5
    Case("SK7040", C5, (("https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd", "http://aicc.org/cmi5/CourseStructure.xsd"),)),
    Case("SK8001", C5, (("<title>", "<name/><title>"),)),
    Case("SK8004", C5, (('moveOn="Completed"', 'moveOn="completed"'),)),
    Case("SK8004", C5, (('masteryScore="0.8"', 'masteryScore="80"'),)),
    Case("SK8004", C5, (('masteryScore="0.8"', 'masteryScore="0,8"'),)),
    Case("SK8002", C5, (('<langstring lang="en">Course', '<langstring xml:lang="en">Course'),)),
    Case("SK9001", C5, (('id="https://example.org/c"', 'id="example.org/c"'),)),
    Case("SK9001", C5, (('id="https://example.org/au1"', 'id="https:au 1"'),)),
    Case("SK9002", C5, (("https://example.org/au2", "https://example.org/au1"),)),
    Case("SK9003", C5, (('idref="https://example.org/o1"', 'idref="https://example.org/o9"'),)),
    Case("SK9004", C5, (("<url>index.html", "<url>my index.html"),), files={"my index.html": PAGE}),
    Case("SK9004", C5, (("<url>index.html", "<url>media\\\\index.html"),)),
    Case("SK9005", C5, (("<url>https:", "<url>mailto:"),)),
    Case("SK9006", C5, (("<url>index.html?a=1", "<url>index.html?endpoint=1"),)),
    Case("SK9007", C5, (("<url>index.html", "<url>start.html"),)),
    Case("SK9007", C5, (("<url>index.html", "<url>Index.html"),)),
    Case("SK9008", C5, (("<url>index.html", "<url>../index.html"),)),
    Case("SK9010", C5, (('masteryScore="0.8"', 'masteryScore="0.80001"'),)),
    Case("SK9011", C5, (('<langstring lang="en">Course', "<langstring>Course"),)),
    Case("SK9012", C5, (('activityType="http://', 'activityType="'),)),
    Case("SK9013", C5, (('moveOn="Completed" masteryScore="0.8"', 'moveOn="Passed"'),)),
    Case("SK9014", C5, (('<langstring lang="en">Course</', '<langstring lang="en"></'),)),
    # TinCan
    Case("SK9101", TC, (("activities>", "things>"),), also=()),
    Case("SK9102", TC, (('id="https://example.org/a"', 'id="a"'),)),
    Case("SK9103", TC, (("https://example.org/q", "https://example.org/a"),)),
    Case("SK9104", TC, (('type="http://adlnet.gov/expapi/activities/course"', ""),)),
    Case("SK9105", TC, (('<name lang="en">Course</name>', ""),)),
    Case("SK9106", TC, (('<description lang="en">What it is about</description>', ""),)),
    Case("SK9107", TC, (('<launch lang="en">index.html</launch>', ""),)),
    Case("SK9108", TC, (("index.html<", "start.html<"),)),
    Case("SK9109", TC, (("index.html<", "../index.html<"),)),
    Case("SK9109", TC, (("index.html<", "javascript:start()<"),)),
    Case("SK9110", TC, (('<name lang="en">Course', '<name lang="english language">Course'),)),
    Case("SK9111", TC, (("<interactionType>choice", "<interactionType>pick"),)),
    Case("SK9111", TC, (("<interactionType>choice", "<interactionType>numeric"),)),
    # Content
    Case("SK7050", BOTH, files={"two.html": PAGE.replace(b"<body>", b"<body onunload='save()'>")}),
    Case("SK7051", OLD, files={"two.html": PAGE.replace(b"<body>", b"<body><script>API_1484_11.Initialize('')</script>")}),
    Case("SK7051", NEW, files={"two.html": PAGE.replace(b"<body>", b"<body><script>API.LMSInitialize('')</script>")}),
    Case("SK7052", BOTH, files={"two.html": PAGE.replace(b"<body>", b"<body><img src='http://example.org/a.png'>")}),
    Case("SK7053", BOTH, files={"two.html": PAGE.replace(b"<body>", b"<body><a href='http://example.org/'>x</a>")}),
    Case("SK7054", BOTH, files={"two.html": PAGE.replace(b"<body>", b"<body><script src='https://cdn.example.org/a.js'></script>")}),
    Case("SK7055", BOTH, files={"two.html": PAGE.replace(b"<body>", b"<body><script>auth='Basic bHJzOnNlY3JldHNlY3JldA=='</script>")}),
    Case("SK7056", BOTH, (('<file href="two.html"/>', '<file href="two.html"/><file href="a.swf"/>'),), files={"a.swf": b"FWS"}),
    Case("SK7058", BOTH, files={"two.html": PAGE.replace(b' lang="en"', b"")}),
    Case("SK7058", BOTH, files={"two.html": PAGE.replace(b' lang="en"', b' xml:lang="en"')}),
    Case("SK7059", BOTH, files={"two.html": PAGE.replace(b"<title>2</title>", b"")}),
    # The container
    Case("SK7014", BOTH, (('<file href="two.html"/>', '<file href="two.html"/><file href="save.php"/>'),), files={"save.php": b"x"}),
    Case("SK7023", BOTH, files={"tincan.xml": TINCAN}, also=("SK8036",)),
    Case("SK7033", BOTH, (('encoding="UTF-8"', 'encoding="UTF-16"'),)),
    Case("SK7034", BOTH, (('encoding="UTF-8"', 'encoding="UTF-7"'),)),
]  # fmt: skip
