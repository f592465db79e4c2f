"""LOM, in the manifest and in files of its own: words of the vocabularies, and what the schema says of the files."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from scormkit.catalogue import Catalogue, Fault
from scormkit.findings import Severity, SourcePos
from scormkit.package.schemas import load_schemas, schema_faults
from scormkit.package.xml_reader import Paths, elements, line_of, local_name, namespace_of, parse_xml, text_of
from scormkit.resources import SCHEMAS
from scormkit.targets.manifest import Manifest
from scormkit.targets.metadata import IEEE_LOM, IMS_MD

RULES: Catalogue[Manifest] = Catalogue()
Faults = Iterator[Fault]

_SCHEMAS = {
    IMS_MD.namespace: SCHEMAS / "scorm12" / "imsmd_rootv1p2p1.xsd",
    IEEE_LOM.namespace: SCHEMAS / "scorm2004-4" / "lom.xsd",
}
_LEVELS = ("very low", "low", "medium", "high", "very high")
# IEEE 1484.12.1, clause 6: element → words. Only where the source says LOMv1.0; anybody may have words of their own.
_WORDS = {
    "structure": ("atomic", "collection", "networked", "hierarchical", "linear"),
    "aggregationlevel": ("1", "2", "3", "4"),
    "status": ("draft", "final", "revised", "unavailable"),
    "interactivitytype": ("active", "expositive", "mixed", "undefined"),
    "interactivitylevel": _LEVELS,
    "semanticdensity": _LEVELS,
    "intendedenduserrole": ("teacher", "author", "learner", "manager"),
    "difficulty": ("very easy", "easy", "medium", "difficult", "very difficult"),
    "cost": ("yes", "no"),
    "copyrightandotherrestrictions": ("yes", "no"),
    "purpose": (
        "discipline", "idea", "prerequisite", "educational objective", "accessibility", "restrictions",
        "educational level", "skill level", "security level", "competency",
    ),
    "kind": (
        "ispartof", "haspart", "isversionof", "hasversion", "isformatof", "hasformat", "references", "isreferencedby",
        "isbasedon", "isbasisfor", "requires", "isrequiredby",
    ),
    "learningresourcetype": (
        "exercise", "simulation", "questionnaire", "diagram", "figure", "graph", "index", "slide", "table",
        "narrative text", "exam", "experiment", "problem statement", "self assessment", "lecture",
    ),
    "context": (
        "school", "higher education", "training", "other",
        # IMS MD 1.2.1 has the older list.
        "primary education", "secondary education", "university first cycle", "university second cycle",
        "university postgrade", "technical school first cycle", "technical school second cycle",
        "professional formation", "continuous formation", "vocational training",
    ),
    "role": (
        "author", "publisher", "unknown", "initiator", "terminator", "validator", "editor", "graphical designer",
        "technical implementer", "content provider", "technical validator", "educational validator", "script writer",
        "instructional designer", "subject matter expert", "creator",
    ),
}  # fmt: skip


@RULES.check(
    "SK8044",
    Severity.WARNING,
    why="Catalogues that filter by it do not find the content.",
    fix="Write a word of the vocabulary, or name another source.",
    reference="IEEE 1484.12.1, clause 6; IMS MD 1.2.1",
)
def metadata_word_unknown(manifest: Manifest) -> Faults:
    """A value whose source is LOMv1.0 is a word of that vocabulary."""
    for space in _SCHEMAS:
        for value in manifest.root.iter(f"{{{space}}}value"):
            if message := _word_fault(value):
                yield manifest.fault(value, message)


@RULES.check(
    "SK8045",
    Severity.WARNING,
    why="LMSs and catalogues pass over metadata that they cannot read.",
    fix="Mend the XML of the file, with a lom element at its root.",
    reference="SCORM 2004 CAM 4; SCORM 1.2 CAM 2.2",
)
def metadata_file_unreadable(manifest: Manifest) -> Faults:
    """A file of metadata is well-formed XML with LOM in it."""
    for _, name, data in _files(manifest):
        parsed = parse_xml(data, name)
        for finding in parsed.findings:
            yield Fault(finding.pos, finding.message, finding.hint)
        if parsed.root is not None and local_name(parsed.root).lower() != "lom":
            yield Fault(SourcePos(name, 1), f"the root of the metadata is {local_name(parsed.root)}, not lom")


@RULES.check(
    "SK8046",
    Severity.WARNING,
    why="LMSs and catalogues pass over what they do not expect.",
    fix="Compare spelling, case and order with LOM.",
    reference="SCORM 2004 CAM 4; SCORM 1.2 CAM 2.2",
)
def metadata_file_against_schema(manifest: Manifest) -> Faults:
    """A file of metadata fits the schema of LOM, and its words the vocabulary."""
    for _, name, data in _files(manifest):
        root = parse_xml(data, name).root
        schema = None if root is None else _SCHEMAS.get(namespace_of(str(root.tag)))
        if root is None or schema is None or local_name(root).lower() != "lom":
            continue
        paths = Paths()
        for fault in schema_faults(root, load_schemas(schema)):
            where = "" if fault.element is None else paths.of(fault.element)
            yield Fault(SourcePos(name, fault.line), fault.message, fault.hint, where)
        for value in root.iter(f"{{{namespace_of(str(root.tag))}}}value"):
            if message := _word_fault(value):
                yield Fault(SourcePos(name, line_of(value)), message, where=paths.of(value))


def _word_fault(value: etree._Element) -> str:
    """What is wrong with a value, empty if nothing. IMS MD capitalises words, LOM does not, and readers see no case."""
    parent = value.getparent()
    if parent is None:
        return ""
    source = next((text_of(child) for child in elements(parent) if local_name(child) == "source"), "")
    words = _WORDS.get(local_name(parent).lower())
    text = text_of(value)
    if source != "LOMv1.0" or words is None or not text:
        return ""
    if text.lower().replace(" ", "") in [word.replace(" ", "") for word in words]:
        return ""
    return f"“{text}” is no {local_name(parent)} of LOMv1.0"


def _files(manifest: Manifest) -> Iterator[tuple[etree._Element, str, bytes]]:
    """Each file that a location names and that can be read, once."""
    seen: set[str] = set()
    for element in manifest.root.iter(etree.Element):
        if local_name(element) == "location" and "adlcp" in namespace_of(str(element.tag)).lower():
            name = manifest.resolved(element, text_of(element)).path
            data = manifest.read(name) if name and name not in seen else None
            seen.add(name)
            if data is not None:
                yield element, name, data
