"""Where the hrefs of a manifest lead: bases joined, percent-encoding undone, query and fragment cut."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from urllib.parse import unquote

from lxml import etree

XML = "http://www.w3.org/XML/1998/namespace"
WEB = ("http", "https")
_BASE = f"{{{XML}}}base"
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]+:")
_DRIVE = re.compile(r"[A-Za-z]:|file:", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Href:
    """`url` is the reference from the root of the package; `path` the file that it names, empty if it is elsewhere."""

    url: str
    path: str

    @property
    def is_external(self) -> bool:
        """Whether it leads out of the package to another host, or is no path at all."""
        return bool(_SCHEME.match(self.url)) or self.url.startswith("//")

    @property
    def scheme(self) -> str:
        """The scheme of an absolute URL, in lower case; empty if it has none."""
        found = _SCHEME.match(self.url)
        return found[0].removesuffix(":").lower() if found else ""

    @property
    def leaves_package(self) -> bool:
        """Whether its steps up lead out of the package."""
        return self.path == ".." or self.path.startswith("../")

    @property
    def is_malformed(self) -> bool:
        """Whether it is written as no relative URL may be: backslash, leading slash, drive or file:."""
        is_rooted = self.url.startswith("/") and not self.url.startswith("//")
        return "\\" in self.url or is_rooted or bool(_DRIVE.match(self.url))


def base_of(element: etree._Element) -> str:
    """The bases of an element and its ancestors, joined (XML Base, 4)."""
    bases = [own_base(step) for step in (element, *element.iterancestors())]
    return "".join(reversed(bases))


def own_base(element: etree._Element) -> str:
    """The base that an element itself has; empty if it has none."""
    return (element.get(_BASE) or "").strip()


def has_extension(path: str) -> bool:
    """Whether the name of a file tells what it is."""
    return "." in path.rpartition("/")[2].strip(".")


def resolve(base: str, href: str) -> Href:
    """An href under a base."""
    url = href if _SCHEME.match(href) or href.startswith(("/", "\\")) else base + href
    if _SCHEME.match(url) or url.startswith("//"):
        return Href(url, "")
    path = unquote(re.split(r"[?#]", url, maxsplit=1)[0]).replace("\\", "/").lstrip("/")
    return Href(url, posixpath.normpath(path) if path else "")
