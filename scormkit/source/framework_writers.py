"""Framework → files: our own YAML, CASE 1.1 JSON, CSV, and SKOS in JSON-LD."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from scormkit.course.framework import Framework, FrameworkItem, default_iri, guid, item_iri
from scormkit.source.case_form import package_of
from scormkit.source.framework_table import write_table

# What YAML does not let stand in a file (YAML 1.2, 5.1), and the line breaks that only it knows.
_NOT_PRINTABLE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def _json(value: Any) -> str:
    """A value in JSON that is YAML too, on one line."""
    return _NOT_PRINTABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(value, ensure_ascii=False))


def write_yaml(framework: Framework) -> str:
    """The framework in our own form; reading it gives an equal one."""
    facts: dict[str, Any] = {
        "id": framework.id,
        "title": framework.title,
        "publisher": framework.publisher,
        "description": framework.description,
        "levels": list(framework.levels),
        "tracked_level": framework.tracked_level,
        "core": list(framework.core),
        "wording": framework.wording,
        "language": framework.language,
        "iri": framework.iri if framework.iri != default_iri(framework.id) else "",
        "identifier": framework.identifier if framework.identifier != guid(framework.iri) else "",
        "changed": framework.changed,
        "status": framework.status,
        "case": _packed(framework.case),
    }
    needed = {"id", "title", "levels", "tracked_level"}
    lines = [f"{name}: {_json(value)}" for name, value in facts.items() if value or name in needed]
    lines.append("items:" if framework.items else "items: []")
    for item in framework.items:
        lines += _yaml_item(framework, item, 1)
    return "\n".join(lines) + "\n"


def _packed(kept: Mapping[str, Any]) -> str:
    """What a CASE file says besides, as one text: nobody edits it, and a large file is read ten times as fast."""
    return _json(kept) if kept else ""


def _yaml_item(framework: Framework, item: FrameworkItem, depth: int) -> Iterator[str]:
    pad = "  " * (2 * depth - 1)
    by_depth = framework.levels[len(item.path)] if len(item.path) < len(framework.levels) else ""
    facts: dict[str, Any] = {
        "code": item.code,
        "title": item.title,
        "description": item.description,
        "level": item.level if item.level != by_depth else "",
        "status": item.status,
        "education_level": list(item.education_level),
        "iri": item.iri if item.iri != item_iri(framework.id, framework.iri, item.code) else "",
        "identifier": item.id if item.id != guid(item.iri) else "",
        "associations": [
            {"type": each.type, "to": each.target, **({"case": _packed(each.case)} if each.case else {})}
            for each in item.associations
        ],
        "case": _packed(item.case),
        "parent_case": _packed(item.parent_case),
    }
    for number, (name, value) in enumerate((name, value) for name, value in facts.items() if value):
        yield f"{pad}{'  ' if number else '- '}{name}: {_json(value)}"
    if item.children:
        yield f"{pad}  items:"
        for child in item.children:
            yield from _yaml_item(framework, child, depth + 1)


def write_case(framework: Framework) -> str:
    """A CASE 1.1 package."""
    return _json_file(package_of(framework))


def _json_file(document: Any) -> str:
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


_SKOS = {
    "exactMatch": "exactMatch",
    "closeMatch": "closeMatch",
    "broader": "broadMatch",
    "narrower": "narrowMatch",
}


def write_skos(framework: Framework) -> str:
    """A concept scheme (W3C SKOS Reference) in JSON-LD 1.1; associations become mapping properties (section 10)."""
    graph = [_scheme(framework), *(_concept(framework, item) for item in framework.walk())]
    context = {
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "dct": "http://purl.org/dc/terms/",
        "id": "@id",
        "type": "@type",
    }
    return _json_file({"@context": context, "@graph": graph})


def _words(framework: Framework, text: str) -> dict[str, str]:
    return {"@value": text, "@language": framework.language}


def _links(items: Iterator[str]) -> list[dict[str, str]]:
    return [{"id": iri} for iri in dict.fromkeys(items)]


def _scheme(framework: Framework) -> dict[str, Any]:
    scheme: dict[str, Any] = {
        "id": framework.iri,
        "type": "skos:ConceptScheme",
        "dct:identifier": framework.id,
        "skos:prefLabel": _words(framework, framework.title),
        "skos:hasTopConcept": _links(item.iri for item in framework.items),
    }
    if framework.publisher:
        scheme["dct:publisher"] = framework.publisher
    if framework.description:
        scheme["dct:description"] = _words(framework, framework.description)
    if framework.rights or framework.wording:
        scheme["dct:rights"] = framework.rights or framework.wording
    return scheme


def _concept(framework: Framework, item: FrameworkItem) -> dict[str, Any]:
    concept: dict[str, Any] = {
        "id": item.iri,
        "type": "skos:Concept",
        "skos:inScheme": {"id": framework.iri},
        "skos:notation": item.code,
        "skos:prefLabel": _words(framework, item.title),
    }
    if item.description:
        concept["skos:definition"] = _words(framework, item.description)
    if item.path:
        concept["skos:broader"] = {"id": item.path[-1].iri}
    else:
        concept["skos:topConceptOf"] = {"id": framework.iri}
    if item.children:
        concept["skos:narrower"] = _links(child.iri for child in item.children)
    kinds = dict.fromkeys(_SKOS.get(each.type, "relatedMatch") for each in item.associations)
    for kind in kinds:
        alike = (each.iri for each in item.associations if _SKOS.get(each.type, "relatedMatch") == kind)
        concept[f"skos:{kind}"] = _links(alike)
    return concept


WRITERS: Mapping[str, Callable[[Framework], str]] = {
    "case": write_case,
    "csv": write_table,
    "skos": write_skos,
    "yaml": write_yaml,
}
"""Form of `scormkit framework export` → its writer."""
