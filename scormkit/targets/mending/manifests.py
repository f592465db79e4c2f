"""A manifest of SCORM mended: its version, its list of files, and the schemas that it names."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

from lxml import etree

from scormkit.package.xml_reader import elements, local_name, parse_xml, whole_text
from scormkit.targets import STANDARDS
from scormkit.targets.file_rules import unlisted_files, with_dependencies
from scormkit.targets.hrefs import base_of, has_extension, resolve
from scormkit.targets.manifest import XSI, Manifest, identifier

_IN_PATH = "/-._~!$&'()*+,;=:@"
_XS = "{http://www.w3.org/2001/XMLSchema}"
_VERSIONS_12 = re.compile(r"(adl )?(scorm )?v?1\.2", re.IGNORECASE)
_EDITIONS = re.compile(r"(adl )?(scorm )?2004 ?\(?(3rd|4th|3|4)\)?( ?ed(ition|n)?\.?)?", re.IGNORECASE)
_CAM = re.compile(r"(cam ?)?v?1\.3", re.IGNORECASE)

Mended = tuple[bytes, dict[str, bytes], tuple[str, ...]]


def mended_manifest(data: bytes, name: str, names: frozenset[str], read: Callable[[str], bytes | None]) -> Mended:
    """The manifest's new bytes, the schemas to be put beside it, and what was changed, a sentence each.

    Where nothing is to be changed in it, its bytes stay as they are.
    """
    root = parse_xml(data, name).root
    manifest = None if root is None else Manifest(root, name, names, data, read)
    standard = next((one for one in STANDARDS.values() if manifest is not None and one.recognises(manifest)), None)
    if manifest is None or standard is None or standard.schema is None or not standard.name.startswith("scorm"):
        return data, {}, ()
    changes = [*_version(manifest, standard.name), *_cases(manifest)]
    # What follows looks at addresses anew.
    manifest = Manifest(manifest.root, name, names, data, read)
    changes += [*_launch_files(manifest), *_repeated(manifest)]
    manifest = Manifest(manifest.root, name, names, data, read)
    changes += _unlisted(manifest)
    schemas = dict(_schemas(manifest, standard.schema.parent))
    told = [f"Put in {', '.join(schemas)}."] if schemas else []
    if not changes:
        return data, schemas, tuple(told)
    body = etree.tostring(manifest.root.getroottree(), encoding="UTF-8", xml_declaration=True)
    return body + b"\n", schemas, (*changes, *told)


def _version(manifest: Manifest, standard: str) -> Iterator[str]:
    """The schema version in its exact spelling, where there is no doubt what was meant."""
    head = manifest.child(manifest.root, "metadata")
    element = None if head is None else manifest.child(head, "schemaversion")
    if element is None or any(isinstance(each.tag, str) for each in element):
        return
    said = whole_text(element)
    meant = " ".join(said.split())
    exact = ""
    if standard == "scorm12":
        exact = "1.2" if _VERSIONS_12.fullmatch(meant) else ""
    elif found := _EDITIONS.fullmatch(meant):
        exact = f"2004 {'3rd' if found[3][0] == '3' else '4th'} Edition"
    elif _CAM.fullmatch(meant):
        exact = "CAM 1.3"
    if exact and said != exact:
        yield f"Wrote the schema version “{exact}” for “{said}”."
        element.text = exact


def _cases(manifest: Manifest) -> Iterator[str]:
    """Files under the case that they have, where only one file can be meant."""
    names = manifest.names or frozenset()
    folded: dict[str, list[str]] = {}
    for name in names:
        folded.setdefault(name.casefold(), []).append(name)
    for element in (*manifest.all("resource"), *manifest.all("file")):
        href = manifest.href(element)
        path = "" if href.is_malformed or href.leaves_package else href.path
        found = folded.get(path.casefold(), [])
        base = resolve("", base_of(element)).path
        # A base in another case would have to be changed for all that stands under it.
        if not path or path in names or len(found) != 1 or (base and not found[0].startswith(f"{base}/")):
            continue
        old = element.get("href", "")
        new = quote(found[0].removeprefix(f"{base}/") if base else found[0], safe=_IN_PATH)
        element.set("href", new + old[len(re.split(r"[?#]", old, maxsplit=1)[0]) :])
        yield f"Wrote {found[0]} for {path}."


def _launch_files(manifest: Manifest) -> Iterator[str]:
    """Launch files listed in their resources."""
    for name, resource in manifest.resources.items():
        path = manifest.href(resource).path
        is_there = bool(path) and path in (manifest.names or ())
        if is_there and not any(path in manifest.files(owner) for owner in with_dependencies(manifest, name)):
            _list(manifest, resource, path, first=True)
            yield f"Listed {path}, the launch file of {name}."


def _repeated(manifest: Manifest) -> Iterator[str]:
    """Each file once in a resource."""
    for resource in manifest.all("resource"):
        seen: set[str] = set()
        for file in manifest.children(resource, "file"):
            path = manifest.href(file).path
            if path and path in seen and not len(file):
                _remove(file)
                yield f"Listed {path} once."
            seen.add(path)


def _unlisted(manifest: Manifest) -> list[str]:
    """Files that nobody lists, in the only resource that is launched; with several there is no certainty."""
    launched = [resource for resource in manifest.all("resource") if resource.get("href")]
    # A file without an extension is a fault once it is listed (SK8238), and perhaps was left out for a reason.
    files = [
        path
        for path in unlisted_files(manifest)
        if resolve("", quote(path, safe=_IN_PATH)).path == path and has_extension(path)
    ]
    if len(launched) != 1 or not files:
        return []
    for path in files:
        _list(manifest, launched[0], path)
    return [
        f"Listed {len(files)} file(s) in {identifier(launched[0])}: {', '.join(files[:5])}"
        + ("." if len(files) < 6 else " …")
    ]


def _list(manifest: Manifest, resource: etree._Element, path: str, *, first: bool = False) -> None:
    """Adds a file to a resource, behind its metadata or behind its last file."""
    base = resolve("", base_of(resource)).path
    if base and not path.startswith(f"{base}/"):
        inside = "../" * len(base.split("/")) + path
    else:
        inside = path.removeprefix(f"{base}/") if base else path
    file = etree.Element(manifest.name("file"), href=quote(inside, safe=_IN_PATH))
    before = [each for each in elements(resource) if local_name(each) in ("metadata", *(() if first else ("file",)))]
    if before:
        file.tail = before[-1].tail
        before[-1].addnext(file)
        # addnext takes the text behind a tag along.
        before[-1].tail = before[-1].tail or resource.text
    else:
        file.tail = resource.text
        resource.insert(0, file)


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    assert parent is not None
    parent.remove(element)


def _schemas(manifest: Manifest, folder: Path) -> Iterator[tuple[str, bytes]]:
    """The schemas that are named, lie at the root and are not there, and those that they import."""
    names = manifest.names or frozenset()
    waiting = []
    for element in manifest.having("xsi:schemaLocation"):
        waiting += element.get(f"{{{XSI}}}schemaLocation", "").split()[1::2]
    # By the names that there are: one from a manifest may be none that a disk takes.
    ours = {file.name: file for file in folder.glob("*.xsd")}
    seen: set[str] = set()
    while waiting:
        name = waiting.pop(0)
        if name in seen or name in names or name not in ours:
            continue
        seen.add(name)
        data = ours[name].read_bytes()
        yield name, data
        waiting += [
            str(one.get("schemaLocation")) for one in etree.fromstring(data).iter(f"{_XS}import", f"{_XS}include")
        ]
