"""A framework as a tree for people, and as JSON (`scormkit-framework/1`)."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterable, Iterator
from typing import Any

from scormkit.course.framework import Framework, FrameworkItem
from scormkit.report import Paint, counted, on_one_line

_WIDTH = 100


def matching(framework: Framework, words: str) -> set[str]:
    """The codes of the items that hold all of the words in code, title or description, whatever the case."""
    wanted = words.casefold().split()
    return {
        item.code
        for item in framework.walk()
        if all(word in f"{item.code} {item.title} {item.description}".casefold() for word in wanted)
    }


def _shown(framework: Framework, found: set[str] | None) -> set[str]:
    """The codes found and those on the way to them; None for all."""
    if found is None:
        return set(framework.by_code)
    return {step.code for code in found for step in framework.by_code[code].lineage()}


def as_tree(framework: Framework, paint: Paint, found: set[str] | None = None) -> str:
    """The framework's facts, then the items, one below the other; of a search only what was `found`, with its path."""
    lines = [f"{paint(on_one_line(framework.title), 'bold')}  {paint(framework.id, 'dim')}"]
    facts = [
        ("Publisher", framework.publisher),
        ("Levels", " › ".join(framework.levels)),
        ("Objectives", f"one for each {framework.tracked_level}" if framework.tracked_level else ""),
        ("Status", framework.status),
        ("IRI", framework.iri),
        ("Wording", framework.rights or framework.wording),
    ]
    for name, text in facts:
        if text:
            lines += textwrap.wrap(
                f"{name}: {on_one_line(text)}", _WIDTH, initial_indent="  ", subsequent_indent="    "
            )
    lines.append("")
    shown = _shown(framework, found)
    for item in framework.walk():
        if item.code in shown:
            lines += _item(item, paint, found is None or item.code in found)
    lines.append("")
    number = len(framework.by_code) if found is None else len(found)
    lines.append(counted(number, "item") + ("" if found is None else f" of {len(framework.by_code):,} found"))
    return "\n".join(lines) + "\n"


def _item(item: FrameworkItem, paint: Paint, is_meant: bool) -> Iterator[str]:
    pad = "  " * len(item.path)
    matches = ", ".join(each.target for each in item.associations if each.type == "exactMatch")
    code, title = on_one_line(item.code), on_one_line(item.title)
    title = title if is_meant else paint(title, "dim")
    status = f"  [{on_one_line(item.status)}]" if item.status else ""
    yield f"{pad}{paint(code, 'bold')}  {title}{status}" + (paint(f"  = {matches}", "dim") if matches else "")
    if is_meant and item.description:
        inner = f"{pad}{' ' * (len(item.code) + 2)}"
        width = max(_WIDTH, len(inner) + 40)
        yield from textwrap.wrap(on_one_line(item.description), width, initial_indent=inner, subsequent_indent=inner)


def as_json(framework: Framework, found: set[str] | None = None) -> str:
    """One object, items within items; of a search only what was `found`, with its path."""
    shown = _shown(framework, found)
    document = {
        "schema": "scormkit-framework/1",
        "id": framework.id,
        "title": framework.title,
        "publisher": framework.publisher,
        "description": framework.description,
        "language": framework.language,
        "iri": framework.iri,
        "identifier": framework.identifier,
        "status": framework.status,
        "levels": list(framework.levels),
        "trackedLevel": framework.tracked_level,
        "core": list(framework.core),
        "wording": framework.wording,
        "rights": framework.rights,
        "items": [_plain(item, shown) for item in framework.items if item.code in shown],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _plain(item: FrameworkItem, shown: set[str]) -> dict[str, Any]:
    return {
        "code": item.code,
        "title": item.title,
        "description": item.description,
        "level": item.level,
        "iri": item.iri,
        "identifier": item.id,
        "status": item.status,
        "educationLevel": list(item.education_level),
        "associations": [{"type": each.type, "to": each.target, "iri": each.iri} for each in item.associations],
        "items": [_plain(child, shown) for child in item.children if child.code in shown],
    }


def as_list(frameworks: Iterable[Framework], paint: Paint) -> str:
    """A line for each framework: id, number of items, levels, title."""
    rows = [(each.id, f"{len(each.by_code)} items", " › ".join(each.levels), each.title) for each in frameworks]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = []
    for name, *rest in rows:
        cells = [cell.ljust(width) for cell, width in zip(rest, widths[1:], strict=True)]
        lines.append(f"{paint(name.ljust(widths[0]), 'bold')}  {'  '.join(cells)}".rstrip())
    return "\n".join(lines) + "\n"


def list_as_json(frameworks: Iterable[Framework]) -> str:
    """`scormkit-frameworks/1`: the facts of each framework, without its items."""
    found = [
        {
            "id": each.id,
            "title": each.title,
            "publisher": each.publisher,
            "levels": list(each.levels),
            "trackedLevel": each.tracked_level,
            "items": len(each.by_code),
            "iri": each.iri,
        }
        for each in frameworks
    ]
    return json.dumps({"schema": "scormkit-frameworks/1", "frameworks": found}, ensure_ascii=False, indent=2) + "\n"
