"""The activity tree of manifests: hrefs, what ADL adds, sequencing with its defaults, collections."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from scormkit.package.xml_reader import parse_xml
from scormkit.player.activity_tree import Activity, ActivityTree, launchables, read_activity_tree, with_parameters
from scormkit.targets.manifest import Manifest

HEAD_2004 = """<manifest identifier="M" xml:base="{base}" xmlns="http://www.imsglobal.org/xsd/imscp_v1p1"
  xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_v1p3" xmlns:adlseq="http://www.adlnet.org/xsd/adlseq_v1p3"
  xmlns:adlnav="http://www.adlnet.org/xsd/adlnav_v1p3" xmlns:imsss="http://www.imsglobal.org/xsd/imsss">
  <metadata><schema>ADL SCORM</schema><schemaversion>{version}</schemaversion></metadata>"""
RESOURCES_2004 = """<resources xml:base="res/">
  <resource identifier="R1" type="webcontent" adlcp:scormType="sco" xml:base="one/" href="a%20b.html?x=1"/>
  <resource identifier="R2" type="webcontent" adlcp:scormType="asset" href="two.html"/>
</resources>"""


def tree(xml: str) -> ActivityTree:
    root = parse_xml(xml.encode(), "imsmanifest.xml").root
    assert root is not None
    found = read_activity_tree(Manifest(root, "imsmanifest.xml"))
    assert found is not None
    json.dumps(found)
    return found


def manifest_2004(organization: str, *, version: str = "2004 4th Edition", base: str = "", more: str = "") -> str:
    head = HEAD_2004.format(version=version, base=base)
    return f'{head}<organizations default="O">{organization}</organizations>{RESOURCES_2004}{more}</manifest>'


def item(name: str, inside: str = "", *, attributes: str = "") -> str:
    return f'<item identifier="{name}" {attributes}><title>{name}</title>{inside}</item>'


def by_id(activity: Activity, name: str) -> Activity:
    found = [activity, *activity["children"]]
    for each in found:
        if each["identifier"] == name:
            return each
        found += [child for child in each["children"] if child not in found]
    raise AssertionError(name)


def test_items_and_hrefs() -> None:
    inside = item("A", attributes='identifierref="R1" parameters="?y=2"') + item(
        "C", item("B", attributes='identifierref="R2" isvisible="false"')
    )
    found = tree(manifest_2004(f'<organization identifier="O"><title> The  course </title>{inside}</organization>'))
    assert (found["standard"], found["identifier"], found["title"]) == ("scorm2004-4", "O", "The course")
    assert [leaf["identifier"] for leaf in launchables(found["root"])] == ["A", "B"]
    assert by_id(found["root"], "A")["href"] == "res/one/a%20b.html?x=1&y=2"
    assert by_id(found["root"], "A")["scormType"] == "sco"
    second = by_id(found["root"], "B")
    assert (second["href"], second["scormType"], second["isvisible"]) == ("res/two.html", "asset", False)
    assert by_id(found["root"], "C")["href"] == ""


@pytest.mark.parametrize(
    ("href", "parameters", "result"),
    [
        ("a.html", "", "a.html"),
        ("a.html", "?", "a.html"),
        ("a.html", "x=1", "a.html?x=1"),
        ("a.html", "?&x=1", "a.html?x=1"),
        ("a.html?y=2", "?x=1", "a.html?y=2&x=1"),
        ("a.html", "#top", "a.html#top"),
        ("a.html#one", "#two", "a.html#one"),
        ("a.html#one", "x=1", "a.html?x=1#one"),
    ],
)
def test_parameters(href: str, parameters: str, result: str) -> None:
    assert with_parameters(href, parameters) == result


@pytest.mark.parametrize(
    ("version", "standard"),
    [("CAM 1.3", "scorm2004-2"), ("2004 3rd Edition", "scorm2004-3"), ("2004 4th Edition", "scorm2004-4")],
)
def test_editions(version: str, standard: str) -> None:
    organization = f'<organization identifier="O">{item("A")}</organization>'
    assert tree(manifest_2004(organization, version=version))["standard"] == standard


def test_what_adl_adds() -> None:
    inside = """<adlcp:timeLimitAction>exit,message</adlcp:timeLimitAction>
      <adlcp:dataFromLMS>  two
 lines </adlcp:dataFromLMS>
      <adlcp:completionThreshold completedByMeasure="true" minProgressMeasure="0.5" progressWeight="0.25"/>
      <imsss:sequencing>
        <imsss:limitConditions attemptLimit="2" attemptAbsoluteDurationLimit="PT1H"/>
      </imsss:sequencing>
      <adlnav:presentation><adlnav:navigationInterface>
        <adlnav:hideLMSUI>continue</adlnav:hideLMSUI><adlnav:hideLMSUI>exitAll</adlnav:hideLMSUI>
      </adlnav:navigationInterface></adlnav:presentation>
      <adlcp:data><adlcp:map targetID="store"/>
        <adlcp:map targetID="log" readSharedData="false" writeSharedData="true"/></adlcp:data>"""
    organization = f"""<organization identifier="O" adlseq:objectivesGlobalToSystem="false"
      adlcp:sharedDataGlobalToSystem="0">{item("A", inside)}</organization>"""
    found = tree(manifest_2004(organization))
    assert (found["objectivesGlobalToSystem"], found["sharedDataGlobalToSystem"]) == (False, False)
    activity = by_id(found["root"], "A")
    assert activity["timeLimitAction"] == "exit,message"
    assert activity["dataFromLMS"] == "  two\n lines "
    threshold = {"completedByMeasure": True, "minProgressMeasure": 0.5, "progressWeight": 0.25}
    assert activity["completionThreshold"] == threshold
    assert activity["hasCompletionThreshold"]
    assert activity["maxtimeallowed"] == "PT1H"
    assert activity["sequencing"]["limitConditions"] == {"attemptLimit": 2}
    assert activity["hideLMSUI"] == ["continue", "exitAll"]
    assert activity["data"] == [
        {"targetID": "store", "readSharedData": True, "writeSharedData": False},
        {"targetID": "log", "readSharedData": False, "writeSharedData": True},
    ]


def test_the_third_edition_writes_its_threshold_as_text() -> None:
    inside = item("A", "<adlcp:completionThreshold> 0.7 </adlcp:completionThreshold>") + item("B")
    found = tree(manifest_2004(f'<organization identifier="O">{inside}</organization>', version="2004 3rd Edition"))
    assert by_id(found["root"], "A")["completionThreshold"]["minProgressMeasure"] == 0.7
    assert by_id(found["root"], "A")["hasCompletionThreshold"]
    assert not by_id(found["root"], "B")["hasCompletionThreshold"]


def test_a_sequencing_of_the_collection_adds_what_is_not_said() -> None:
    inside = item(
        "A",
        """<imsss:sequencing IDRef="S"><imsss:controlMode choice="false"/></imsss:sequencing>""",
    )
    more = """<imsss:sequencingCollection><imsss:sequencing ID="S">
        <imsss:controlMode flow="true"/>
        <imsss:sequencingRules>
          <imsss:preConditionRule>
            <imsss:ruleConditions conditionCombination="any">
              <imsss:ruleCondition referencedObjective="o" measureThreshold="0.4" operator="not"
                condition="objectiveMeasureGreaterThan"/>
            </imsss:ruleConditions><imsss:ruleAction action="skip"/></imsss:preConditionRule>
          <imsss:postConditionRule>
            <imsss:ruleConditions><imsss:ruleCondition condition="always"/></imsss:ruleConditions>
            <imsss:ruleAction action="exitParent"/></imsss:postConditionRule>
        </imsss:sequencingRules>
        <imsss:rollupRules rollupObjectiveSatisfied="false" objectiveMeasureWeight="0.5">
          <imsss:rollupRule childActivitySet="atLeastPercent" minimumPercent="0.6">
            <imsss:rollupConditions>
              <imsss:rollupCondition condition="attempted" operator="not"/></imsss:rollupConditions>
            <imsss:rollupAction action="completed"/></imsss:rollupRule></imsss:rollupRules>
        <imsss:objectives>
          <imsss:primaryObjective objectiveID="p" satisfiedByMeasure="true">
            <imsss:minNormalizedMeasure>0.8</imsss:minNormalizedMeasure>
            <imsss:mapInfo targetObjectiveID="g" writeSatisfiedStatus="true"/></imsss:primaryObjective>
          <imsss:objective objectiveID="o"/></imsss:objectives>
        <imsss:deliveryControls tracked="false"/>
        <adlseq:constrainedChoiceConsiderations constrainChoice="true"/>
        <adlseq:rollupConsiderations requiredForCompleted="ifNotSkipped"/>
        <adlseq:objectives><adlseq:objective objectiveID="p">
          <adlseq:mapInfo targetObjectiveID="g" writeRawScore="true"/></adlseq:objective></adlseq:objectives>
      </imsss:sequencing></imsss:sequencingCollection>"""
    xml = manifest_2004(f'<organization identifier="O">{inside}</organization>', more=more)
    sequencing = by_id(tree(xml)["root"], "A")["sequencing"]
    assert (sequencing["controlMode"]["choice"], sequencing["controlMode"]["flow"]) == (False, False)
    [rule] = sequencing["sequencingRules"]["preConditionRules"]
    assert (rule["action"], rule["conditionCombination"]) == ("skip", "any")
    assert rule["conditions"] == [
        {
            "condition": "objectiveMeasureGreaterThan",
            "negated": True,
            "referencedObjective": "o",
            "measureThreshold": 0.4,
        }
    ]
    assert [each["action"] for each in sequencing["sequencingRules"]["postConditionRules"]] == ["exitParent"]
    rollup = sequencing["rollupRules"]
    assert (rollup["rollupObjectiveSatisfied"], rollup["rollupProgressCompletion"]) == (False, True)
    assert rollup["objectiveMeasureWeight"] == 0.5
    assert rollup["rules"][0]["conditions"] == [{"condition": "attempted", "negated": True}]
    assert (rollup["rules"][0]["childActivitySet"], rollup["rules"][0]["minimumPercent"]) == ("atLeastPercent", 0.6)
    primary, other = sequencing["objectives"]
    assert (primary["objectiveID"], primary["satisfiedByMeasure"], primary["minNormalizedMeasure"]) == ("p", True, 0.8)
    [mapped] = primary["mapInfo"]
    assert [name for name, value in mapped.items() if value is True] == [
        "readSatisfiedStatus",
        "readNormalizedMeasure",
        "writeSatisfiedStatus",
        "readRawScore",
        "readMinScore",
        "readMaxScore",
        "readCompletionStatus",
        "readProgressMeasure",
        "writeRawScore",
    ]
    assert other["objectiveID"] == "o"
    assert not sequencing["deliveryControls"]["tracked"]
    assert sequencing["constrainedChoiceConsiderations"] == {"preventActivation": False, "constrainChoice": True}
    assert sequencing["rollupConsiderations"]["requiredForCompleted"] == "ifNotSkipped"


def test_scorm_12() -> None:
    xml = """<manifest identifier="M" xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2"
      xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2">
      <organizations default="O"><organization identifier="O"><title>Course</title>
        <item identifier="A" identifierref="R"><title>A</title>
          <adlcp:prerequisites type="aicc_script">B</adlcp:prerequisites>
          <adlcp:maxtimeallowed>01:00:00</adlcp:maxtimeallowed>
          <adlcp:timelimitaction>exit,no message</adlcp:timelimitaction>
          <adlcp:datafromlms>data</adlcp:datafromlms><adlcp:masteryscore>80</adlcp:masteryscore></item>
      </organization></organizations>
      <resources><resource identifier="R" type="webcontent" adlcp:scormtype="sco" href="a.html"/></resources>
    </manifest>"""
    found = tree(xml)
    activity = by_id(found["root"], "A")
    assert found["standard"] == "scorm12"
    assert (activity["href"], activity["scormType"], activity["masteryscore"]) == ("a.html", "sco", 80.0)
    assert (activity["prerequisites"], activity["maxtimeallowed"]) == ("B", "01:00:00")
    assert (activity["timeLimitAction"], activity["dataFromLMS"]) == ("exit,no message", "data")
    assert found["root"]["sequencing"]["controlMode"]["flow"]


def test_without_an_organization_resources_are_listed() -> None:
    xml = f"{HEAD_2004.format(version='CAM 1.3', base='')}<organizations/>{RESOURCES_2004}</manifest>"
    found = tree(xml)
    assert [leaf["href"] for leaf in launchables(found["root"])] == ["res/one/a%20b.html?x=1", "res/two.html"]


def test_nothing_to_launch() -> None:
    xml = f"{HEAD_2004.format(version='CAM 1.3', base='')}<organizations/><resources/></manifest>"
    root = parse_xml(xml.encode(), "imsmanifest.xml").root
    assert root is not None
    assert read_activity_tree(Manifest(root, "imsmanifest.xml")) is None


def shape(value: object) -> object:
    """Names and kinds of a JSON value, whole and broken numbers alike, null like text or number."""
    if isinstance(value, dict):
        return {name: shape(part) for name, part in value.items()}
    if isinstance(value, list):
        return [shape(value[0])] if value else []
    return "truth" if isinstance(value, bool) else "value"


def test_the_shape_is_what_the_player_takes() -> None:
    """The trees that the tests of sequencing.js are fed have the names and kinds that manifests are read into."""
    script = (
        "import('./tests/player/trees.js').then(({activity, map, objective, rule, tree}) => console.log(JSON.stringify("
        "tree(activity('O', {}, [activity('A', {rules: {preConditionRules: [rule('skip', 'always')]},"
        "rollup: {rules: [{childActivitySet: 'all', minimumCount: 0, minimumPercent: 0, conditionCombination: 'any',"
        "conditions: [{condition: 'satisfied', negated: false}], action: 'satisfied'}]},"
        "objectives: [objective('o', {mapInfo: [map('g')]})]})])))))"
    )
    root = Path(__file__).parents[2]
    told = subprocess.run(["node", "-e", script], cwd=root, capture_output=True, text=True, check=True).stdout
    inside = """<imsss:sequencing>
      <imsss:sequencingRules><imsss:preConditionRule><imsss:ruleConditions><imsss:ruleCondition condition="always"/>
      </imsss:ruleConditions><imsss:ruleAction action="skip"/></imsss:preConditionRule></imsss:sequencingRules>
      <imsss:rollupRules><imsss:rollupRule>
        <imsss:rollupConditions><imsss:rollupCondition condition="satisfied"/></imsss:rollupConditions>
        <imsss:rollupAction action="satisfied"/></imsss:rollupRule></imsss:rollupRules>
      <imsss:objectives><imsss:primaryObjective objectiveID="o"><imsss:mapInfo targetObjectiveID="g"/>
      </imsss:primaryObjective></imsss:objectives></imsss:sequencing>"""
    organization = f'<organization identifier="O">{item("A", inside, attributes="")}</organization>'
    assert shape(tree(manifest_2004(organization))) == shape(json.loads(told))


CORPUS = os.environ.get("SCORMKIT_CORPUS")


@pytest.mark.skipif(not CORPUS, reason="SCORMKIT_CORPUS names no folder of manifests")
def test_manifests_of_others() -> None:
    """Whatever others wrote is read: no exception, and most of it launches something."""
    seen = launched = 0
    for path in sorted(Path(str(CORPUS)).rglob("*.xml")):
        root = parse_xml(path.read_bytes(), path.name).root
        if root is None or not str(root.tag).endswith("}manifest"):
            continue
        found = read_activity_tree(Manifest(root, path.name))
        json.dumps(found)
        seen += 1
        launched += found is not None and len(launchables(found["root"])) > 0
    assert launched > seen / 2
