"""Looks through the pages and scripts of a package as they are unpacked, each once, without a parser of HTML.

Patterns are linear in the length of the text: content is hostile until proven otherwise.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath

from scormkit.catalogue import Rule
from scormkit.findings import Excerpt, Finding, SourcePos
from scormkit.package.comments import scripts_of, without_comments
from scormkit.package.content_rules import (
    DEAD_FORMAT,
    HTML_WITHOUT_LANGUAGE,
    HTML_WITHOUT_TITLE,
    HUGE_FILE,
    INSECURE_LINK,
    INSECURE_REQUEST,
    OTHER_API,
    OTHER_ORIGIN,
    SECRET,
    UNLOAD_HANDLER,
)
from scormkit.secret_scan import NOTES, SETTINGS, find_secrets

LARGEST_TEXT = 8 << 20
LARGEST_FILE = 500 << 20
MOST_OF_A_KIND = 20
_EXCERPT = 100

_PAGE = re.compile(r".*\.(x?html?|xht)", re.IGNORECASE)
_TEXT = re.compile(r".*\.(x?html?|xht|m?js|cjs|css|json|svg)", re.IGNORECASE)
# Where nothing but secrets is looked for.
_ENVIRONMENT = re.compile(r"(?:.*/)?\.env(?:\.[-.\w]+)?", re.IGNORECASE)
_OTHER_TEXT = re.compile(r".*\.(xml|txt|csv|vtt|srt|pem|key|ya?ml|env|ini|cfg|conf|properties|toml)", re.IGNORECASE)
_NOTES = {*NOTES, ".pem", ".key"}
_DEAD = re.compile(r".*\.(swf|flv|f4v|dcr|dxr|xap|jar|rm|ram|rpm)", re.IGNORECASE)

_UNLOAD = re.compile(
    r"""\bonunload\s*=|addEventListener\(\s*["']unload["']"""
    r"""|\.on\(\s*["'](?:[\w.]{1,40} ){0,4}unload\b|\)\.unload\(\s*\w"""
)
_LEAVES_WELL = ("pagehide", "visibilitychange")
# It lets go of requests in Internet Explorer when the page is left, and saves nothing.
_LIBRARY = re.compile(r"(?:.*/)?jquery[-.\w]*\.js", re.I)
_ATTRIBUTE_BEFORE = re.compile(
    r"""\s(src|href|xlink:href|data|action|poster|content(?=\s*=\s*["']?\s*[\d.]+\s*[;,]))\s*=\s*["']?"""
    r"""(?:\s*[\d.]+\s*[;,]\s*(?:url\s*=)?\s*["']?)?\s*(https?:)?$""",
    re.I,
)
_ADDRESS = re.compile(r"""//[^\s"'>]{1,2000}""")
_LONGEST_TAG = 4000
_LONGEST_ATTRIBUTE = 60
_TAG = re.compile(
    r"<(?:svg:)?(script|img|iframe|frame|embed|object|video|audio|source|track|link|a|area|form|applet|base|input|image"
    r"|use|meta)(?![\w:.-])",
    re.I,
)
_LINKS = ("a", "area", "form")
_LOADED_LINK = re.compile(
    r"""\srel\s*=\s*["']?[^"'>=]{0,100}\b(stylesheet|icon|preload|modulepreload|manifest)\b""", re.I
)
_LOADED_ONLY_IF = {
    "link": _LOADED_LINK,
    "input": re.compile(r"""\stype\s*=\s*["']?\s*image\b""", re.I),
    "meta": re.compile(r"""\shttp-equiv\s*=\s*["']?\s*refresh\b""", re.I),
}
_SOURCE_SET = re.compile(r"""\s(?:image)?srcset\s*=\s*(?:"([^"]{0,4000})"|'([^']{0,4000})'|([^\s"'>]{1,2000}))""", re.I)
_OF_SOURCE_SET = re.compile(r"(?<![^\s,])(?:https?:)?//[^\s,]+", re.I)
_LOADED_BY_STYLE = re.compile(r"""(?:url\(\s*["']?|@import\s+["'])((?:https?:)?//[^\s"')]+)""", re.I)
_STYLES = ("url(", "@import", "URL(")
_LOADED_BY_SCRIPT = re.compile(
    # “from "https:…"” in a sentence loads nothing: an import or export stands before it in its line.
    r"""(?:\bfetch\(|\bsendBeacon\(|\baxios(?:\.[a-z]{1,10})?\(|\bimportScripts\(|\bimport\(|\b(?:im|ex)port\b[^\n"'`;]{0,100}?\bfrom\s|(?<!@)\bimport\s"""
    r"""|new\s(?:WebSocket|EventSource|Worker)\("""
    r"""|\.open\(\s*["'][A-Za-z]+["']\s*,|\$\.(?:get|post|getJSON|getScript|ajax)\()\s*["'`]((?:https?|wss?)://[^\s"'`]+)"""
)
_SCRIPTS = (
    "fetch(",
    "sendBeacon(",
    "axios",
    "importScripts(",
    "import",
    "export",
    "WebSocket(",
    "EventSource(",
    "Worker(",
    ".open(",
    "$.",
)
_DEAD_PLAYER = re.compile(r"application/x-(?:shockwave-flash|silverlight|director)|<applet\b", re.I)
_HTML = re.compile(r"<html\b([^<>]{0,2000})>", re.I)
_LANGUAGE = re.compile(r"""\slang\s*=\s*["']?\s*[A-Za-z]""", re.I)
# XHTML says it in XML's way; a page that is no XHTML, and is read as HTML, is not understood so.
_XHTML_SPACE = re.compile(r"""\sxmlns\s*=\s*["']http://www\.w3\.org/1999/xhtml["']""")
_XML_LANGUAGE = re.compile(r"""\sxml:lang\s*=\s*["']\s*[A-Za-z]""")
_TITLE = re.compile(r"<title\b[^<>]{0,200}>\s*[^\s<]", re.I)

_APIS = {
    "scorm12": (
        re.compile(r"\bLMS(?:Initialize|SetValue|GetValue|Finish|Commit)\b|\bcmi\.core\."),
        ("LMS", "cmi.core."),
    ),
    "scorm2004": (
        re.compile(r"\bAPI_1484_11\b|\bcmi\.(?:completion_status|success_status|score\.scaled|progress_measure)\b"),
        ("API_1484_11", "cmi."),
    ),
}


def _has(text: str, words: Iterable[str]) -> bool:
    """Whether one of the words is in it: a hundred times quicker than a pattern that would find nothing."""
    return any(word in text for word in words)


@dataclass
class ContentScan:
    """Looks at one package. `standard` is its name, as in STANDARDS: it decides which API belongs into it."""

    standard: str
    _told: Counter[str] = field(default_factory=Counter)
    _last: dict[str, tuple[Rule, str]] = field(default_factory=dict)
    _kept: list[Finding] = field(default_factory=list)
    _calls: dict[str, Finding] = field(default_factory=dict)

    def wants(self, name: str, size: int) -> bool:
        """Whether it is a text of a size that a person wrote. What a name and a size say is kept for `rest`."""
        if _DEAD.fullmatch(name):
            self._kept.append(DEAD_FORMAT.at(SourcePos(name), f"{name} is in a format that browsers no longer play"))
        if size > LARGEST_FILE:
            self._kept.append(HUGE_FILE.at(SourcePos(name), f"{name} has {size >> 20:,} MB"))
        return size <= LARGEST_TEXT and any(kind.fullmatch(name) for kind in (_TEXT, _OTHER_TEXT, _ENVIRONMENT))

    def look(self, name: str, data: bytes) -> Iterator[Finding]:
        """What is wrong with one file, with line, column and excerpt."""
        text = _decoded(data)
        if _TEXT.fullmatch(name):
            self._look_for_calls(name, without_comments(name, text))
        has_secret = False
        for rule, at, length, message in self._found(name, text):
            self._told[rule.code] += 1
            # Secrets come first, and where there is one no piece of the file is shown.
            has_secret = has_secret or rule is SECRET
            if self._told[rule.code] <= MOST_OF_A_KIND:
                finding = _finding(rule, name, text, at, length, message)
                yield replace(finding, excerpt=None) if has_secret else finding
            else:
                self._last[rule.code] = (rule, name)

    def rest(self) -> Iterator[Finding]:
        """What can be said only when all files have been seen."""
        yield from self._calls.values() if "own" not in self._calls else ()
        yield from self._kept
        for code, (rule, name) in sorted(self._last.items()):
            more = self._told[code] - MOST_OF_A_KIND
            yield rule.at(SourcePos(name), f"and {more} more places like the {MOST_OF_A_KIND} that were named")

    def _look_for_calls(self, name: str, text: str) -> None:
        family = self.standard.partition("-")[0]
        if family not in _APIS or "own" in self._calls:
            return
        other = "scorm2004" if family == "scorm12" else "scorm12"
        if _calls(family, text):
            # A wrapper that speaks both dialects is no fault.
            self._calls = {"own": _finding(OTHER_API, name, text, 0, 0, "")}
        elif "other" not in self._calls and (found := _calls(other, text)):
            message = f"{found[0]} belongs to {'SCORM 2004' if other == 'scorm2004' else 'SCORM 1.2'}"
            self._calls["other"] = _finding(OTHER_API, name, text, found.start(), len(found[0]), message)

    def _found(self, name: str, text: str) -> Iterator[tuple[Rule, int, int, str]]:
        yield from _secrets(name, text)
        if not _TEXT.fullmatch(name):
            return
        text = without_comments(name, text)
        if _PAGE.fullmatch(name):
            yield from _of_page(name, text, text.lower())
        elif name.lower().endswith(".svg"):
            yield from _of_tags(text)
        if "unload" in text and not _has(text, _LEAVES_WELL) and not _LIBRARY.fullmatch(name):
            scripts = scripts_of(text) if _PAGE.fullmatch(name) else [(0, len(text))]
            for found in _UNLOAD.finditer(text):
                if not _is_active(text, found.start(), scripts):
                    continue
                yield UNLOAD_HANDLER, found.start(), len(found[0]), "there is a handler of unload"
        if "//" in text and _has(text, _STYLES):
            for found in _LOADED_BY_STYLE.finditer(text):
                yield from _request(found.start(1), found[1])
        if "://" in text and _has(text, _SCRIPTS):
            for found in _LOADED_BY_SCRIPT.finditer(text):
                yield from _request(found.start(1), found[1])


def _calls(family: str, text: str) -> re.Match[str] | None:
    pattern, words = _APIS[family]
    return pattern.search(text) if _has(text, words) else None


def _is_active(text: str, at: int, scripts: list[tuple[int, int]]) -> bool:
    """Whether it stands in a script or a tag, and not in what a page shows."""
    last = bisect_right(scripts, (at, len(text))) - 1
    opening = text.rfind("<", max(0, at - _LONGEST_TAG), at)
    return (last >= 0 and at < scripts[last][1]) or (opening >= 0 and ">" not in text[opening:at])


def _of_page(name: str, text: str, lowered: str) -> Iterator[tuple[Rule, int, int, str]]:
    html = _HTML.search(text) if "<html" in lowered else None
    is_document = html is not None or lowered[:400].lstrip().startswith("<!doctype html")
    if is_document:
        at = html.start() if html else 0
        if not _says_language(name, html[1] if html else ""):
            yield HTML_WITHOUT_LANGUAGE, at, 5, "the page does not say its language"
        if "<title" not in lowered or not _TITLE.search(text):
            yield HTML_WITHOUT_TITLE, at, 5, "the page has no title"
    for found in _DEAD_PLAYER.finditer(text) if _has(lowered, ("application/x-", "<applet")) else ():
        yield DEAD_FORMAT, found.start(), len(found[0]), f"{found[0]} needs a plug-in that browsers no longer have"
    yield from _of_tags(text)


def _says_language(name: str, attributes: str) -> bool:
    is_xhtml = name.lower().endswith((".xhtml", ".xht")) or _XHTML_SPACE.search(attributes)
    return bool(_LANGUAGE.search(attributes) or (is_xhtml and _XML_LANGUAGE.search(attributes)))


def _of_tags(text: str) -> Iterator[tuple[Rule, int, int, str]]:
    """Addresses in tags, of a page or of SVG."""
    for found in _SOURCE_SET.finditer(text) if "//" in text and "srcset" in text.lower() else ():
        opening = text.rfind("<", max(0, found.start() - _LONGEST_TAG), found.start())
        if opening >= 0 and _TAG.match(text, opening) and ">" not in text[opening : found.start()]:
            group = next(number for number in (1, 2, 3) if found[number] is not None)
            for one in _OF_SOURCE_SET.finditer(text, found.start(group), found.end(group)):
                yield from _request(one.start(), one[0])
    # From the addresses to their tags: there are many tags, and few addresses.
    slashes = text.find("//")
    while slashes >= 0:
        yield from _at_address(text, slashes)
        slashes = text.find("//", slashes + 2)


def _at_address(text: str, slashes: int) -> Iterator[tuple[Rule, int, int, str]]:
    """What is to be said of an address whose // stands there, if it is that of an attribute."""
    start = max(0, slashes - _LONGEST_ATTRIBUTE)
    before, address = _ATTRIBUTE_BEFORE.search(text[start:slashes]), _ADDRESS.match(text, slashes)
    opening = text.rfind("<", max(0, slashes - _LONGEST_TAG), slashes) if before and address else -1
    tag = _TAG.match(text, opening) if opening >= 0 else None
    if before is None or address is None or tag is None or ">" in text[opening : start + before.start()]:
        return
    kind, url = tag[1].lower(), (before[2] or "") + address[0]
    at = slashes - len(before[2] or "")
    end = text.find(">", slashes, slashes + _LONGEST_TAG)
    attributes = text[tag.end() : end if end >= 0 else slashes]
    if kind not in _LINKS and (kind not in _LOADED_ONLY_IF or _LOADED_ONLY_IF[kind].search(attributes)):
        yield from _request(at, url)
    elif kind in _LINKS and url.lower().startswith("http:"):
        yield INSECURE_LINK, at, len(url), f"there is a link to {url[:80]}"


def _request(at: int, address: str) -> Iterator[tuple[Rule, int, int, str]]:
    # Neither user and password nor the query, which may hold a secret, are repeated.
    shown = re.sub(r"(?<=//)[^/?#]*@", "", re.split("[?#]", address)[0])[:80]
    if address.lower().startswith(("http:", "ws:")):
        yield INSECURE_REQUEST, at, len(address), f"{shown} is loaded without encryption"
    else:
        yield OTHER_ORIGIN, at, len(address), f"{shown} is loaded from elsewhere"


def _secrets(name: str, text: str) -> Iterator[tuple[Rule, int, int, str]]:
    """What must be in no package, by its kind and place: no character of it is repeated."""
    if "\0" in text[:_EXCERPT]:
        return
    kind = PurePosixPath(name).suffix.lower()
    data = text.encode("utf-8", "replace")
    structured = kind in SETTINGS or _ENVIRONMENT.fullmatch(name) is not None
    at = seen = 0
    for secret in find_secrets(data, structured=structured, notes=kind in _NOTES, in_package=True):
        at += len(data[seen : secret.at].decode("utf-8", "replace"))
        seen = secret.at
        yield SECRET, at, 1, f"here stands {secret.what}"


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    return data.decode("utf-8-sig", errors="replace")


def _finding(rule: Rule, name: str, text: str, at: int, length: int, message: str) -> Finding:
    start = text.rfind("\n", 0, at) + 1
    end = text.find("\n", at)
    line, column = text.count("\n", 0, at) + 1, at - start + 1
    # Minified scripts have one line: a window of it.
    left = max(start, at - _EXCERPT // 2)
    piece = text[left : min(end if end >= 0 else len(text), left + _EXCERPT)].rstrip("\r")
    excerpt = Excerpt(piece, at - left, max(1, min(length, len(piece) - (at - left))))
    return replace(rule.at(SourcePos(name, line, column), message), excerpt=excerpt)
