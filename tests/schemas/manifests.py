"""Manifests of our own with as much in them as the standards have: the ground that faults are seeded in."""

from __future__ import annotations

from lxml import etree

from scormkit.package.xml_reader import parse_xml
from scormkit.targets.assembly import with_schemas
from tests.targets.outlines import OUTLINE
from tests.targets.scorm import SCORM

RICH_2004 = """
<imsss:sequencing xmlns:imsss="http://www.imsglobal.org/xsd/imsss" xmlns:adlseq="http://www.adlnet.org/xsd/adlseq_v1p3">
  <imsss:controlMode choice="true" flow="true"/>
  <imsss:sequencingRules>
    <imsss:preConditionRule>
      <imsss:ruleConditions conditionCombination="any">
        <imsss:ruleCondition condition="satisfied" operator="not" referencedObjective="o1" measureThreshold="0.5"/>
      </imsss:ruleConditions>
      <imsss:ruleAction action="skip"/>
    </imsss:preConditionRule>
    <imsss:postConditionRule>
      <imsss:ruleConditions><imsss:ruleCondition condition="always"/></imsss:ruleConditions>
      <imsss:ruleAction action="retry"/>
    </imsss:postConditionRule>
  </imsss:sequencingRules>
  <imsss:limitConditions attemptLimit="3" attemptAbsoluteDurationLimit="PT1H"/>
  <imsss:rollupRules objectiveMeasureWeight="0.5">
    <imsss:rollupRule childActivitySet="atLeastCount" minimumCount="1">
      <imsss:rollupConditions><imsss:rollupCondition condition="completed"/></imsss:rollupConditions>
      <imsss:rollupAction action="completed"/>
    </imsss:rollupRule>
  </imsss:rollupRules>
  <imsss:objectives>
    <imsss:primaryObjective objectiveID="p" satisfiedByMeasure="true">
      <imsss:minNormalizedMeasure>0.8</imsss:minNormalizedMeasure>
    </imsss:primaryObjective>
    <imsss:objective objectiveID="o1"/>
  </imsss:objectives>
  <imsss:randomizationControls randomizationTiming="once" selectCount="2"/>
  <imsss:deliveryControls tracked="true"/>
  <adlseq:rollupConsiderations requiredForSatisfied="ifNotSkipped"/>
</imsss:sequencing>
"""
PRESENTATION = """
<adlnav:presentation xmlns:adlnav="http://www.adlnet.org/xsd/adlnav_v1p3"><adlnav:navigationInterface>
<adlnav:hideLMSUI>continue</adlnav:hideLMSUI></adlnav:navigationInterface></adlnav:presentation>
"""
RICH_12 = """
<x xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2">
  <adlcp:prerequisites type="aicc_script">A1</adlcp:prerequisites>
  <adlcp:maxtimeallowed>00:30:00</adlcp:maxtimeallowed>
  <adlcp:timelimitaction>exit,message</adlcp:timelimitaction>
  <adlcp:datafromlms>x</adlcp:datafromlms>
  <adlcp:masteryscore>80</adlcp:masteryscore>
</x>
"""


def rich_manifest(name: str) -> etree._Element:
    """A valid manifest of a target, with elements that our writer never needs."""
    target = SCORM[name]
    root = parse_xml(target.write(with_schemas(OUTLINE, target)), "imsmanifest.xml").root
    assert root is not None
    item = next(element for element in root.iter(etree.Element) if etree.QName(element).localname == "item")
    for element in list(item)[1:]:
        item.remove(element)
    if name == "scorm12":
        item.extend(list(etree.fromstring(RICH_12)))
    else:
        item.append(etree.fromstring(RICH_2004))
        item.append(etree.fromstring(PRESENTATION))
    return root
