"""Kinds of faults that can be seeded in a good manifest, at every place where they can be made.

A seed gets a copy of the root and the number of the place, and gives the element where the fault is to be reported;
None where there are no more places.
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import dataclass

from lxml import etree

from scormkit.package.xml_reader import local_name

OLD, NEW = ("scorm12",), ("scorm2004-3", "scorm2004-4")
SCORM, C5, TC = (*OLD, *NEW), ("cmi5",), ("xapi",)
ADLCP_12 = "http://www.adlnet.org/xsd/adlcp_rootv1p2"
IMSSS = "http://www.imsglobal.org/xsd/imsss"


@dataclass(frozen=True)
class Seed:
    """One kind of fault. `also` are codes that cannot but be reported with it; `most` places are tried."""

    code: str
    standards: tuple[str, ...]
    make: Callable[[etree._Element], etree._Element]
    at: Callable[[etree._Element], list[etree._Element]]
    also: frozenset[str] = frozenset()
    most: int = 6
    name: str = ""


def named(*locals_: str) -> Callable[[etree._Element], list[etree._Element]]:
    """Every element of these names."""
    return lambda root: [element for element in root.iter(etree.Element) if local_name(element) in locals_]


def titles(root: etree._Element) -> list[etree._Element]:
    """Titles of the organization and of items, not of metadata."""
    return [title for title in named("title")(root) if local_name(title.getparent()) in ("organization", "item")]


def leaves(root: etree._Element) -> list[etree._Element]:
    """Items that launch something."""
    return [item for item in named("item")(root) if item.get("identifierref")]


def headings(root: etree._Element) -> list[etree._Element]:
    """Items that have items."""
    return [item for item in named("item")(root) if not item.get("identifierref")]


def scos(root: etree._Element) -> list[etree._Element]:
    """Resources that are launched."""
    return [resource for resource in named("resource")(root) if resource.get("href")]


def listed(root: etree._Element) -> list[etree._Element]:
    """Files that are no schemas."""
    return [file for file in named("file")(root) if not file.get("href", "").endswith(".xsd")]


def media(root: etree._Element) -> list[etree._Element]:
    """Files that are not launched."""
    return [file for file in listed(root) if file.get("href", "").endswith(".png")]


def with_id(root: etree._Element) -> list[etree._Element]:
    """Elements of cmi5 and TinCan that have an id."""
    return [element for element in root.iter(etree.Element) if element.get("id")]


def setting(attribute: str, value: str) -> Callable[[etree._Element], etree._Element]:
    """Gives an attribute a value."""

    def make(element: etree._Element) -> etree._Element:
        element.set(attribute, value)
        return element

    return make


def ending(attribute: str, more: str) -> Callable[[etree._Element], etree._Element]:
    """Lengthens a value."""

    def make(element: etree._Element) -> etree._Element:
        element.set(attribute, element.get(attribute, "") + more)
        return element

    return make


def without(attribute: str) -> Callable[[etree._Element], etree._Element]:
    """Takes an attribute away, whatever its prefix."""

    def make(element: etree._Element) -> etree._Element:
        for name in list(map(str, element.attrib)):
            if name.rpartition("}")[2] == attribute:
                del element.attrib[name]
        return element

    return make


def texting(text: str) -> Callable[[etree._Element], etree._Element]:
    """Gives an element a text."""

    def make(element: etree._Element) -> etree._Element:
        element.text = text
        return element

    return make


def childless(local: str) -> Callable[[etree._Element], etree._Element]:
    """Takes the children of a name away; the fault is at the parent."""

    def make(element: etree._Element) -> etree._Element:
        for child in list(element):
            if local_name(child) == local:
                element.remove(child)
        return element

    return make


def adding(local: str, **attributes: str) -> Callable[[etree._Element], etree._Element]:
    """Adds a last child in the name space of the parent; the fault is there."""

    def make(element: etree._Element) -> etree._Element:
        space = str(element.tag).rpartition("}")[0]
        return etree.SubElement(element, f"{space}}}{local}", attributes)

    return make


def twice(element: etree._Element) -> etree._Element:
    """Repeats a file; the second is the fault."""
    again = etree.Element(element.tag, dict(element.attrib))
    element.addnext(again)
    return again


def spare(element: etree._Element) -> etree._Element:
    """Repeats a resource under another identifier; the second is the fault."""
    again = copy.deepcopy(element)
    again.set("identifier", f"{element.get('identifier')}-x")
    element.addnext(again)
    return again


def renamed(element: etree._Element) -> etree._Element:
    """Misspells an element."""
    element.tag = f"{element.tag}x"
    return element


def same_as_first(attribute: str) -> Callable[[etree._Element], etree._Element]:
    """Gives an element the value that the first of its name has."""

    def make(element: etree._Element) -> etree._Element:
        first = next(other for other in element.getroottree().iter(element.tag) if other.get(attribute))
        element.set(attribute, first.get(attribute, ""))
        return element

    return make


def in_12(local: str, text: str) -> Callable[[etree._Element], etree._Element]:
    """Puts an element of ADL's into an item of SCORM 1.2, right behind its title."""

    def make(element: etree._Element) -> etree._Element:
        added = etree.Element(f"{{{ADLCP_12}}}{local}", {"type": "aicc_script"} if local == "prerequisites" else {})
        added.text = text
        element.insert(1, added)
        return added

    return make


def changing(attribute: str, change: Callable[[str], str]) -> Callable[[etree._Element], etree._Element]:
    """Changes a value."""

    def make(element: etree._Element) -> etree._Element:
        element.set(attribute, change(element.get(attribute, "")))
        return element

    return make


def rule(kind: str, condition: dict[str, str], action: str) -> Callable[[etree._Element], etree._Element]:
    """Adds a sequencing rule to an item's sequencing; the fault is at its condition, or its action if that is odd."""

    def make(element: etree._Element) -> etree._Element:
        sequencing = element.find(f"{{{IMSSS}}}sequencing")
        assert sequencing is not None
        rules = etree.Element(f"{{{IMSSS}}}sequencingRules")
        sequencing.insert(0, rules)
        added = etree.SubElement(rules, f"{{{IMSSS}}}{kind}")
        place = added
        if condition:
            conditions = etree.SubElement(added, f"{{{IMSSS}}}ruleConditions")
            place = etree.SubElement(conditions, f"{{{IMSSS}}}ruleCondition", condition)
        odd = etree.SubElement(added, f"{{{IMSSS}}}ruleAction", action=action)
        return place if action in ("skip", "retry") else odd

    return make


UNLISTED = frozenset({"SK8036"})
SEEDS = [
    # Schema
    Seed("SK8001", SCORM, renamed, titles, name="misspelt"),
    Seed("SK8001", SCORM, adding("files"), named("resource"), name="no such element"),
    Seed("SK8002", SCORM, setting("visible", "true"), named("item"), name="unknown attribute"),
    Seed("SK8002", SCORM, setting("src", "x"), listed, name="attribute of HTML"),
    Seed("SK8003", SCORM, without("type"), named("resource"), name="without type"),
    Seed("SK8003", SCORM, without("href"), media, also=UNLISTED, name="file without href"),
    Seed("SK8004", SCORM, setting("isvisible", "yes"), named("item"), name="no boolean"),
    Seed("SK8004", SCORM, setting("identifier", "1 2"), headings, name="no identifier"),
    Seed("SK8004", NEW, texting("80"), named("minNormalizedMeasure"), name="measure in percent"),
    Seed("SK8004", NEW, setting("satisfiedByMeasure", "ja"), named("primaryObjective"), name="boolean in German"),
    Seed("SK8004", NEW, setting("tracked", "TRUE"), named("deliveryControls"), name="boolean in capitals"),
    Seed("SK8005", SCORM, same_as_first("identifier"), lambda root: leaves(root)[1:], name="item twice"),
    # References and structure
    Seed("SK8020", SCORM, changing("default", str.lower), named("organizations"), name="default in other case"),
    Seed("SK8022", SCORM, changing("identifierref", str.lower), leaves, name="resource in other case"),
    Seed("SK8022", SCORM, ending("identifierref", "9"), leaves, name="no such resource"),
    Seed("SK8023", SCORM, ending("identifierref", "9"), named("dependency"), name="no such dependency",
         also=frozenset({"SK8037"})),
    Seed("SK8024", SCORM, childless("title"), named("organization"), name="organization without title"),
    Seed("SK8025", SCORM, texting("  "), titles, most=9, name="blank title"),
    Seed("SK8030", SCORM, without("href"), scos, name="nothing to launch"),
    Seed("SK8031", SCORM, changing("href", lambda href: href.replace("/", "\\")), media,
         name="backslash"),
    Seed("SK8031", SCORM, changing("href", lambda href: f"file:///C:/{href}"), media, also=UNLISTED, name="drive"),
    Seed("SK8032", SCORM, changing("href", lambda href: f"../{href}"), media, name="step up"),
    Seed("SK8032", SCORM, changing("href", lambda href: f"%2E%2e/{href}"), media,
         name="encoded step up"),
    Seed("SK8033", SCORM, changing("href", lambda href: f"old/{href}"), media, name="file missing"),
    Seed("SK8034", SCORM, changing("href", str.upper), media, name="file in other case"),
    Seed("SK8037", SCORM, spare, scos, name="resource nobody uses"),
    Seed("SK8038", SCORM, twice, listed, name="listed twice", most=9),
    Seed("SK8039", SCORM, changing("href", lambda href: f"https://example.org/{href}"), scos, name="another host"),
    Seed("SK8040", SCORM, setting("{http://www.w3.org/XML/1998/namespace}base", "/part/"), scos, name="absolute base",
         also=frozenset({"SK8031", "SK8036", "SK8108", "SK8208"})),
    Seed("SK8015", SCORM, setting("isvisible", "1"), named("item"), name="number for boolean"),
    Seed("SK8016", SCORM, setting("parameters", "?a=1"), headings, name="parameters of a heading"),
    # SCORM 1.2
    Seed("SK8104", OLD, childless("title"), named("item"), name="item without title"),
    Seed("SK8105", OLD, setting("identifierref", "RES-1"), headings, name="heading that launches"),
    Seed("SK8106", OLD, without("identifierref"), leaves, name="leaf that launches nothing"),
    Seed("SK8107", OLD, setting("parameters", "a b"), leaves, name="odd parameters"),
    Seed("SK8109", OLD, without("scormtype"), scos, name="neither sco nor asset"),
    Seed("SK8110", OLD, setting("type", "text/html"), named("resource"), name="no web content"),
    Seed("SK8111", OLD, texting("80 %"), named("masteryscore"), name="mastery in words"),
    Seed("SK8112", OLD, in_12("maxtimeallowed", "30 min"), leaves, name="time in words"),
    Seed("SK8115", OLD, in_12("prerequisites", "ITEM-1 AND ITEM-2"), leaves, name="word for operator",
         also=frozenset({"SK8014"})),
    Seed("SK8116", OLD, in_12("prerequisites", "ITEM-1 & ITEM-77"), lambda root: leaves(root)[1:], name="no such item"),
    # SCORM 2004
    Seed("SK8204", NEW, childless("title"), named("item"), name="item without title"),
    Seed("SK8205", NEW, setting("identifierref", "RES-1"), headings, name="heading that launches"),
    Seed("SK8206", NEW, without("identifierref"), leaves, name="leaf that launches nothing"),
    Seed("SK8207", NEW, setting("parameters", "?"), leaves, name="odd parameters"),
    Seed("SK8209", NEW, without("scormType"), scos, name="neither sco nor asset"),
    Seed("SK8212", NEW, texting("x" * 201), titles, name="long title"),
    Seed("SK8222", NEW, setting("objectiveID", "primary"), named("objective"), name="objective twice"),
    Seed("SK8222", NEW, setting("objectiveID", "%20 "), named("objective"), name="objective without id"),
    Seed("SK8223", NEW, rule("preConditionRule", {}, "skip"), leaves, name="rule without conditions"),
    Seed("SK8224", NEW, rule("preConditionRule", {"condition": "satisfied", "referencedObjective": "none"}, "skip"),
         leaves, name="no such objective"),
    Seed("SK8235", NEW, rule("postConditionRule", {"condition": "timeLimitExceeded"}, "retry"), leaves,
         name="condition without meaning"),
    Seed("SK8004", NEW, rule("postConditionRule", {"condition": "always"}, "skipp"), leaves, name="no such action"),
    Seed("SK8220", NEW, setting("IDRef", "none"), named("sequencing"), name="no such sequencing"),
    Seed("SK8221", NEW, setting("ID", "S1"), named("sequencing"), name="ID outside of the collection", most=3),
    Seed("SK8231", NEW, childless("minNormalizedMeasure"), named("primaryObjective"), name="no measure"),
    # cmi5
    Seed("SK8001", C5, renamed, named("title", "url"), name="misspelt", most=9, also=frozenset({"SK8001"})),
    Seed("SK8002", C5, setting("moveon", "Passed"), named("au"), name="attribute in other case"),
    Seed("SK8003", C5, without("id"), with_id, most=9, name="without id", also=frozenset({"SK9003"})),
    Seed("SK8004", C5, setting("moveOn", "passed"), named("au"), name="moveOn in other case"),
    Seed("SK8004", C5, setting("masteryScore", "80"), named("au"), name="mastery in percent"),
    Seed("SK8004", C5, setting("launchMethod", "Popup"), named("au"), name="no such launch method"),
    Seed("SK9001", C5, setting("id", "au-1"), with_id, most=9, name="no IRI", also=frozenset({"SK9003"})),
    Seed("SK9002", C5, same_as_first("id"), lambda root: named("au", "block")(root)[2:4], name="id twice"),
    Seed("SK9003", C5, ending("idref", "9"), lambda root: [one for one in named("objective")(root) if one.get("idref")],
         name="no such objective"),
    Seed("SK9004", C5, texting("my page.html"), named("url"), name="blank in url"),
    Seed("SK9006", C5, texting("part-1/index.html?fetch=1"), named("url"), name="reserved parameter"),
    Seed("SK9007", C5, texting("gone.html"), named("url"), name="file missing"),
    Seed("SK9008", C5, texting("../part-1/index.html"), named("url"), name="step up"),
    Seed("SK9010", C5, setting("masteryScore", "0.12345"), named("au"), name="too fine"),
    Seed("SK9011", C5, without("lang"), named("langstring"), most=9, name="no language", also=frozenset({"SK9011"})),
    Seed("SK9012", C5, setting("activityType", "lesson"), named("au"), name="type no IRI"),
    Seed("SK9013", C5, without("masteryScore"), named("au"), name="passed without a score"),
    # TinCan
    Seed("SK9102", TC, setting("id", "part"), with_id, most=9, name="no IRI"),
    Seed("SK9103", TC, same_as_first("id"), lambda root: with_id(root)[1:], name="id twice"),
    Seed("SK9104", TC, without("type"), named("activity"), most=9, name="no type"),
    Seed("SK9105", TC, childless("name"), named("activity"), most=9, name="no name"),
    Seed("SK9106", TC, childless("description"), lambda root: named("activity")(root)[::2], name="no description"),
    Seed("SK9108", TC, texting("gone.html"), named("launch"), name="file missing"),
    Seed("SK9109", TC, texting("../x.html"), named("launch"), name="step up"),
    Seed("SK9110", TC, setting("lang", "in english"), named("name"), name="no language tag"),
    Seed("SK9111", TC, texting("pick"), named("interactionType"), name="no such interaction"),
]  # fmt: skip
