"""Where the hrefs of a manifest lead: bases joined, percent-encoding undone, query and fragment cut."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from urllib.parse import unquote

from lxml import etree

from scormkit.targets.manifest import XML, Manifest

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]+:")
_DRIVE = re.compile(r"[A-Za-z]:|file:", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Href:
    """`url` is the reference from the root of the package; `path` the file that it names, empty if it is elsewhere."""

    url: str
    path: str

    @property
    def is_external(self) -> bool:
        """Whether it leads to another host."""
        return bool(_SCHEME.match(self.url)) or self.url.startswith("//")

    @property
    def leaves_package(self) -> bool:
        """Whether its steps up lead out of the package."""
        return self.path == ".." or self.path.startswith("../")

    @property
    def is_malformed(self) -> bool:
        """Whether it is written as no relative URL may be: backslash, leading slash, drive or file:."""
        is_rooted = self.url.startswith("/") and not self.url.startswith("//")
        return "\\" in self.url or is_rooted or bool(_DRIVE.match(self.url))


def href_of(element: etree._Element) -> Href:
    """The href of a resource or file, from the root of the package (XML Base 4: bases of its ancestors add up)."""
    return resolve(base_of(element), (element.get("href") or "").strip())


def base_of(element: etree._Element) -> str:
    """The bases of an element and its ancestors, joined."""
    bases = [step.get(f"{{{XML}}}base", "").strip() for step in (element, *element.iterancestors())]
    return "".join(reversed(bases))


def resolve(base: str, href: str) -> Href:
    """An href under a base."""
    url = href if _SCHEME.match(href) or href.startswith(("/", "\\")) else base + href
    if _SCHEME.match(url) or url.startswith("//"):
        return Href(url, "")
    path = unquote(re.split(r"[?#]", url, maxsplit=1)[0]).replace("\\", "/").lstrip("/")
    return Href(url, posixpath.normpath(path) if path else "")


def files_of(manifest: Manifest, resource: etree._Element) -> tuple[str, ...]:
    """The paths of the files that a resource lists, from the root of the package."""
    return tuple(path for file in manifest.children(resource, "file") if (path := href_of(file).path))
