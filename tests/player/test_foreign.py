"""Packages of other tools in the preview: several SCOs with the LMS's own navigation, cmi5 and TinCan of others."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Frame

from .conftest import View, Viewer

CMI5_LIBRARY = Path(__file__).parents[2] / "node_modules/@xapi/cmi5/dist/Cmi5.umd.js"

SCO = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{name}</title></head>
<body><main><h1>{name}</h1>
<button onclick="pass()">Pass</button> <button onclick="goOn()">Go on</button></main>
<script>const api = parent.API_1484_11; api.Initialize(""); addEventListener("pagehide", () => api.Terminate(""));
function pass() {{ api.SetValue("cmi.completion_status", "completed"); api.SetValue("cmi.success_status", "passed");
  api.Commit(""); }}
function goOn() {{ api.SetValue("adl.nav.request", "continue"); api.Terminate(""); }}</script>
</body></html>"""

SEQUENCED = """<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="M" version="1" xmlns="http://www.imsglobal.org/xsd/imscp_v1p1"
    xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_v1p3" xmlns:imsss="http://www.imsglobal.org/xsd/imsss">
  <metadata><schema>ADL SCORM</schema><schemaversion>2004 4th Edition</schemaversion></metadata>
  <organizations default="O"><organization identifier="O"><title>Two</title>
    <item identifier="A" identifierref="RA"><title>First</title>
      <imsss:sequencing><imsss:objectives><imsss:primaryObjective objectiveID="PA">
        <imsss:mapInfo targetObjectiveID="G" writeSatisfiedStatus="true"/></imsss:primaryObjective></imsss:objectives>
        <imsss:deliveryControls completionSetByContent="true" objectiveSetByContent="true"/>
      </imsss:sequencing></item>
    <item identifier="B" identifierref="RB"><title>Second</title>
      <imsss:sequencing><imsss:sequencingRules><imsss:preConditionRule>
        <imsss:ruleConditions conditionCombination="any">
          <imsss:ruleCondition condition="satisfied" operator="not" referencedObjective="OB"/>
          <imsss:ruleCondition condition="objectiveStatusKnown" operator="not" referencedObjective="OB"/>
        </imsss:ruleConditions>
        <imsss:ruleAction action="disabled"/></imsss:preConditionRule></imsss:sequencingRules>
        <imsss:objectives><imsss:primaryObjective/><imsss:objective objectiveID="OB">
          <imsss:mapInfo targetObjectiveID="G" readSatisfiedStatus="true"/></imsss:objective></imsss:objectives>
      </imsss:sequencing></item>
    <imsss:sequencing><imsss:controlMode choice="true" flow="true"/></imsss:sequencing>
  </organization></organizations>
  <resources>
    <resource identifier="RA" type="webcontent" adlcp:scormType="sco" href="a.html"><file href="a.html"/></resource>
    <resource identifier="RB" type="webcontent" adlcp:scormType="sco" href="b.html"><file href="b.html"/></resource>
  </resources>
</manifest>"""

CMI5 = """<?xml version="1.0" encoding="UTF-8"?>
<courseStructure xmlns="https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd">
  <course id="https://example.org/c"><title><langstring lang="en">Other</langstring></title>
    <description><langstring lang="en">Of another tool</langstring></description></course>
  <au id="https://example.org/c/a" moveOn="CompletedAndPassed" masteryScore="0.8">
    <title><langstring lang="en">An AU</langstring></title>
    <description><langstring lang="en">d</langstring></description>
    <url>au.html</url></au>
</courseStructure>"""

AU = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>AU</title>
<script src="cmi5.js"></script></head>
<body><main><h1>AU</h1></main><script>
(async () => { const au = new Cmi5(); await au.initialize(); await au.progress(50); await au.pass({scaled: .9});
  await au.complete(); document.querySelector("h1").textContent = "Done"; })();
</script></body></html>"""

TINCAN = """<?xml version="1.0" encoding="UTF-8"?>
<tincan xmlns="http://projecttincan.com/tincan.xsd"><activities>
  <activity id="https://example.org/t" type="http://adlnet.gov/expapi/activities/course"><name>Other</name>
    <description lang="en">Of another tool</description><launch lang="en">index.html</launch></activity>
</activities></tincan>"""

ACTIVITY = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>T</title></head>
<body><main><h1>T</h1></main>
<script>const q = new URLSearchParams(location.search); const send = (verb) => fetch(q.get("endpoint") + "statements", {
  method: "POST", headers: {Authorization: q.get("auth"), "X-Experience-API-Version": "1.0.3",
    "Content-Type": "application/json"},
  body: JSON.stringify({actor: JSON.parse(q.get("actor")), verb: {id: verb}, object: {id: q.get("activity_id")},
    context: {registration: q.get("registration")}})});
send("http://adlnet.gov/expapi/verbs/attempted").then(() => send("no IRI"));</script></body></html>"""


def zipped(folder: Path, **files: str) -> Path:
    """A package; the names' underscores are dots."""
    path = folder / "foreign.zip"
    with zipfile.ZipFile(path, "w") as package:
        for name, content in files.items():
            package.writestr(name.replace("_", "."), content)
    return path


def lms(viewer: Viewer) -> Frame:
    """The LMS's page round the content."""
    return viewer.frame("/shell.html")


def test_several_scos_follow_the_manifest(view: View, tmp_path: Path) -> None:
    """The second is closed until the first is passed; then the content, the buttons and the contents lead there."""
    path = zipped(
        tmp_path, imsmanifest_xml=SEQUENCED, a_html=SCO.format(name="First"), b_html=SCO.format(name="Second")
    )
    viewer = view(path)
    first = viewer.frame("/a.html")
    assert lms(viewer).get_by_role("button", name="Second").is_disabled()
    assert lms(viewer).get_by_role("button", name="Continue").is_disabled()
    first.get_by_role("button", name="Pass").click()
    first.get_by_role("button", name="Go on").click()
    viewer.frame("/b.html").get_by_role("heading", name="Second").wait_for()
    assert viewer.preview.attempt.stored["A"]["cmi.success_status"] == "passed"
    assert lms(viewer).get_by_role("button", name="First, passed").is_enabled()
    lms(viewer).get_by_role("button", name="Previous").click()
    viewer.frame("/a.html")
    lms(viewer).get_by_role("button", name="Exit all").click()
    lms(viewer).get_by_text("has ended").wait_for()
    stored = viewer.preview.attempt.stored
    viewer.until(lambda: set(stored) == {"A", "B"}, "both SCOs' values")


def test_several_scos_of_scorm_12_are_chosen_from(view: View, tmp_path: Path) -> None:
    page = SCO.replace("API_1484_11", "API").replace("api.Initialize", "api.LMSInitialize")
    page = page.replace("api.Terminate", "api.LMSFinish")
    manifest = """<?xml version="1.0"?><manifest identifier="M" xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2"
      xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2"><metadata><schema>ADL SCORM</schema>
      <schemaversion>1.2</schemaversion></metadata><organizations default="O"><organization identifier="O">
      <title>T</title><item identifier="A" identifierref="RA"><title>First</title></item>
      <item identifier="B" identifierref="RB"><title>Second</title></item></organization></organizations><resources>
      <resource identifier="RA" type="webcontent" adlcp:scormtype="sco" href="a.html"/>
      <resource identifier="RB" type="webcontent" adlcp:scormtype="sco" href="b.html"/></resources></manifest>"""
    path = zipped(
        tmp_path, imsmanifest_xml=manifest, a_html=page.format(name="First"), b_html=page.format(name="Second")
    )
    viewer = view(path)
    viewer.until(lambda: lms(viewer).get_by_role("button", name="Second").is_enabled(), "the contents")
    lms(viewer).get_by_role("button", name="Second").click()
    viewer.frame("/b.html").get_by_role("heading", name="Second").wait_for()
    viewer.until(lambda: {call.unit for call in viewer.preview.attempt.calls} >= {"B"}, "calls of the second")


def test_an_au_by_another_library(view: View, tmp_path: Path) -> None:
    """npm's @xapi/cmi5 initializes, passes and completes; the LMS counts the AU as satisfied."""
    path = zipped(tmp_path, cmi5_xml=CMI5, au_html=AU, cmi5_js=CMI5_LIBRARY.read_text("utf-8"))
    viewer = view(path)
    viewer.frame("/au.html").get_by_role("heading", name="Done").wait_for()
    verbs = [each["verb"]["id"].rsplit("/", 1)[1] for each in viewer.preview.attempt.lrs.statements.values()]
    assert verbs == ["launched", "initialized", "progressed", "passed", "completed"]
    viewer.page.get_by_text("counts the AU as satisfied").wait_for()
    assert not viewer.preview.attempt.notes


def test_a_tincan_activity_and_what_the_lrs_refuses(view: View, tmp_path: Path) -> None:
    viewer = view(zipped(tmp_path, tincan_xml=TINCAN, index_html=ACTIVITY))
    viewer.until(lambda: bool(viewer.preview.attempt.notes), "the refusal")
    assert len(viewer.preview.attempt.lrs.statements) == 1
    problems = viewer.tab("Problems")
    assert "The LRS refused a request" in problems
    assert "verb.id" in problems


@pytest.mark.parametrize("name", ["a.html", "missing.html"])
def test_what_is_missing_or_elsewhere_is_a_problem(view: View, tmp_path: Path, name: str) -> None:
    page = '<!doctype html><title>x</title><h1>x</h1><img src="gone.png"><img src="http://127.0.0.1:8009/far.png">'
    path = zipped(
        tmp_path, imsmanifest_xml=SEQUENCED.replace('href="a.html"', f'href="{name}"'), a_html=page, b_html=page
    )
    viewer = view(path, watched=False)
    wanted = "gone.png is not in the package" if name == "a.html" else "missing.html is not in the package"
    viewer.until(lambda: any(wanted in note.text for note in viewer.preview.attempt.notes), wanted)
    if name == "a.html":
        viewer.until(lambda: any(n.kind == "outside" for n in viewer.preview.attempt.notes), "the request to elsewhere")
