"""SVG, cut down to a picture: what runs, or loads from elsewhere, goes. A picture without any of it stays as it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import etree

from scormkit.findings import SourcePos
from scormkit.source.faults.svg import SVG_PART_DROPPED, SVG_UNREADABLE
from scormkit.source.reading import Reading, display_name

MOST_NAMED = 10
_SVG = "http://www.w3.org/2000/svg"
# Elements of these act in a browser wherever they stand; those of drawing programs are notes that nobody reads.
_ACTIVE = frozenset({_SVG, "http://www.w3.org/1999/xhtml", "http://www.w3.org/1998/Math/MathML"})
_SHAPES = "a circle clipPath defs desc ellipse g image line linearGradient marker mask metadata path pattern polygon"
_TEXTS = "polyline radialGradient rect stop style svg switch symbol text textPath title tspan use view"
_MOVES = "animate animateMotion animateTransform mpath set"
_FILTERS = (
    "filter feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap "
    "feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feImage feMerge feMergeNode "
    "feMorphology feOffset fePointLight feSpecularLighting feSpotLight feTile feTurbulence"
)
_ELEMENTS = frozenset(f"{_SHAPES} {_TEXTS} {_MOVES} {_FILTERS}".split())
_INSIDE = re.compile(r"\s*(?:#|data:image/(?:png|jpeg|gif|webp);base64,)", re.IGNORECASE)
_LINK = re.compile(r"\s*(?:#|https?:|mailto:)", re.IGNORECASE)
# Of an escape in CSS nobody sees what it says; pictures need none.
_LOADS = re.compile(
    r"@import|image-set\(|src\(|\\|url\(\s*[\"']?(?!\s*[\"']?(?:#|data:image/(?:png|jpeg|gif|webp)))", re.I
)
_ENCODINGS = frozenset({"UTF-8", "ASCII", "US-ASCII"})


@dataclass(frozen=True, slots=True)
class Cleaned:
    """What is left of a picture, None where nothing had to go, and what went, each with its line."""

    content: bytes | None
    dropped: tuple[tuple[int, str], ...]


def cleaned_svg(reading: Reading, path: Path) -> bytes | None:
    """The bytes that a package carries instead of the file, None where the file may stay; reports what went."""
    name = display_name(path)
    try:
        cleaned = clean_svg(path.read_bytes())
    except (OSError, etree.XMLSyntaxError) as error:
        line, column = error.position if isinstance(error, etree.XMLSyntaxError) else (None, None)
        said = (error.msg or "").rpartition(", line ")[0] if isinstance(error, etree.XMLSyntaxError) else error.strerror
        reading.report(SVG_UNREADABLE.at(SourcePos(name, line or None, column or None), f"no picture: {said}"))
        return None
    for line, what in cleaned.dropped[:MOST_NAMED]:
        reading.report(SVG_PART_DROPPED.at(SourcePos(name, line), f"“{what}” is left out of the picture"))
    return cleaned.content


def clean_svg(raw: bytes) -> Cleaned:
    """Takes out of a picture what is no picture. Raises XMLSyntaxError where it is not well-formed XML."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    root = etree.fromstring(raw, parser)
    tree = root.getroottree()
    dropped: list[tuple[int, str]] = []
    document_type: Any = tree.docinfo.internalDTD
    if document_type is not None and (entity := next(iter(document_type.entities()), None)) is not None:
        dropped.append((1, f"<!ENTITY {entity.name}>"))
    beside = [*root.itersiblings(preceding=True), *root.itersiblings()]
    dropped += [(_line(each), _named(each)) for each in beside if isinstance(each, etree._ProcessingInstruction)]
    if not _is_allowed(root):
        return Cleaned(f'<svg xmlns="{_SVG}"/>'.encode(), ((_line(root), f"<{_local(root)}>"),))
    dropped += _clean(root)
    if not dropped and (tree.docinfo.encoding or "UTF-8").upper() in _ENCODINGS:
        return Cleaned(None, ())
    # The canonical form knows no document type, and is the same whatever the version of the library.
    return Cleaned(etree.tostring(root, method="c14n"), tuple(sorted(dropped)))


def _clean(root: etree._Element) -> Iterator[tuple[int, str]]:
    # The list is made first, for the tree changes; what lies in a dropped element goes with it.
    gone: set[etree._Element] = set()
    for element in list(root.iter()):
        parent = element.getparent()
        if parent is not None and parent in gone:
            gone.add(element)
            continue
        line = _line(element)
        if isinstance(element, etree._Comment):
            continue
        if not isinstance(element.tag, str) or not _is_allowed(element):
            gone.add(element)
            yield line, _named(element)
            continue
        for name in [name for name, value in element.attrib.items() if not _may_stay(element, str(name), str(value))]:
            del element.attrib[name]
            yield line, f"{etree.QName(name).localname}="
    for element in gone:
        parent = element.getparent()
        if parent is not None:
            _remove(parent, element)


def _is_allowed(element: etree._Element) -> bool:
    name = etree.QName(element)
    if name.namespace not in _ACTIVE:
        return True
    if name.namespace != _SVG or name.localname not in _ELEMENTS:
        return False
    if name.localname == "style":
        return not len(element) and not _LOADS.search(element.text or "")
    # What is moved must not become a handler or an address.
    moved = str(element.get("attributeName", "")).rpartition(":")[2].strip().lower()
    return moved != "href" and not moved.startswith("on")


def _may_stay(element: etree._Element, name: str, value: str) -> bool:
    local = etree.QName(name).localname.lower()
    if local.startswith("on") or local in ("base", "src"):
        return False
    if local == "href":
        return bool((_LINK if _local(element) == "a" else _INSIDE).match(value))
    return not _LOADS.search(value) if "(" in value or local == "style" else True


def _line(element: etree._Element) -> int:
    line: Any = element.sourceline
    return int(line or 1)


def _local(element: etree._Element) -> str:
    return etree.QName(element).localname


def _named(element: etree._Element) -> str:
    if isinstance(element, etree._Entity):
        return f"&{element.name};"
    if isinstance(element, etree._ProcessingInstruction):
        return f"<?{element.target!s}?>"
    return f"<{_local(element)}>"


def _remove(parent: etree._Element, element: etree._Element) -> None:
    """Takes an element out and leaves the text behind it."""
    if tail := element.tail:
        before = element.getprevious()
        if before is None:
            parent.text = (parent.text or "") + tail
        else:
            before.tail = (before.tail or "") + tail
    parent.remove(element)
