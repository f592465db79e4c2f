"""Looks through the pages and scripts of a package as they are unpacked, each once, without a parser of HTML.

Patterns are linear in the length of the text: content is hostile until proven otherwise.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from scormkit.catalogue import Rule
from scormkit.findings import Excerpt, Finding, SourcePos
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

LARGEST_TEXT = 8 << 20
LARGEST_FILE = 500 << 20
MOST_OF_A_KIND = 20
_EXCERPT = 100

_PAGE = re.compile(r".*\.(x?html?|xht)", re.IGNORECASE)
_TEXT = re.compile(r".*\.(x?html?|xht|m?js|cjs|css|json|svg)", re.IGNORECASE)
_DEAD = re.compile(r".*\.(swf|flv|f4v|dcr|dxr|xap|jar|rm|ram|rpm)", re.IGNORECASE)

_UNLOAD = re.compile(
    r"""\bonunload\s*=|addEventListener\(\s*["']unload["']"""
    r"""|\.on\(\s*["'](?:[\w.]{1,40} ){0,4}unload\b|\)\.unload\(\s*\w"""
)
_LEAVES_WELL = ("pagehide", "visibilitychange")
# It lets go of requests in Internet Explorer when the page is left, and saves nothing.
_LIBRARY = re.compile(r"(?:.*/)?jquery[-.\w]*\.js", re.I)
_ATTRIBUTE_BEFORE = re.compile(r"""\s(src|href|data|action|poster)\s*=\s*["']?\s*(https?:)?$""", re.I)
_ADDRESS = re.compile(r"""//[^\s"'>]+""")
_LONGEST_TAG = 4000
_LONGEST_ATTRIBUTE = 60
_TAG = re.compile(r"<(script|img|iframe|frame|embed|object|video|audio|source|track|link|a|area|form|applet)\b", re.I)
_LINKS = ("a", "area", "form")
_LOADED_LINK = re.compile(
    r"""\srel\s*=\s*["']?[^"'>=]{0,100}\b(stylesheet|icon|preload|modulepreload|manifest)\b""", re.I
)
_LOADED_BY_STYLE = re.compile(r"""(?:url\(\s*["']?|@import\s+["'])((?:https?:)?//[^\s"')]+)""", re.I)
_STYLES = ("url(", "@import", "URL(")
_LOADED_BY_SCRIPT = re.compile(
    # “from "https:…"” in a sentence loads nothing: an import or export stands before it in its line.
    r"""(?:\bfetch\(|\bimportScripts\(|\bimport\(|\b(?:im|ex)port\b[^\n"'`;]{0,100}?\bfrom\s|(?<!@)\bimport\s"""
    r"""|new\s(?:WebSocket|EventSource|Worker)\("""
    r"""|\.open\(\s*["'][A-Za-z]+["']\s*,|\$\.(?:get|post|getJSON|getScript|ajax)\()\s*["'`]((?:https?|wss?)://[^\s"'`]+)"""
)
_SCRIPTS = ("fetch(", "importScripts(", "import", "export", "WebSocket(", "EventSource(", "Worker(", ".open(", "$.")
_DEAD_PLAYER = re.compile(r"application/x-(?:shockwave-flash|silverlight|director)|<applet\b", re.I)
_HTML = re.compile(r"<html\b([^<>]{0,2000})>", re.I)
_LANGUAGE = re.compile(r"""\slang\s*=\s*["']?\s*[A-Za-z]""", re.I)
_TITLE = re.compile(r"<title\b[^<>]{0,200}>\s*[^\s<]", re.I)

_KEYS = re.compile(
    r"-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----|\bAKIA[0-9A-Z]{16}\b|\bAIza[0-9A-Za-z_\-]{35}\b"
    r"|\bgh[pousr]_[A-Za-z0-9]{36}\b|\bxox[abprs]-[A-Za-z0-9-]{10,}|\bsk_live_[A-Za-z0-9]{16,}"
)
_KEYS_BEGIN = ("-----BEGIN", "AKIA", "AIza", "ghp_", "gho_", "ghu_", "ghs_", "ghr_", "xox", "sk_live_")
_BASIC = re.compile(r"\bBasic(?:\s|%20|\+)+([A-Za-z0-9+/=_\-]{12,400})")
_PASSWORD = re.compile(
    r"""["']?\b(?:lrs[_-]?)?(?:password|passwd|secret|client_?secret|api_?key|lrs_?key)\b["']?\s*[:=]\s*"""
    r"""["']([^"'\s<>{}$]{8,200})["']""",
    re.I,
)
_NO_SECRET = re.compile(
    r"(?i)^(password|passwd|secret|your|example|changeme|placeholder|xxx|\*|\.|test|null|undefined)"
)
_SECRETS = ("passw", "secret", "key")
_RECORD_STORES = ("endpoint", "lrs", "xapi", "tincan")

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
        return size <= LARGEST_TEXT and _TEXT.fullmatch(name) is not None

    def look(self, name: str, data: bytes) -> Iterator[Finding]:
        """What is wrong with one file, with line, column and excerpt."""
        text = _decoded(data)
        self._look_for_calls(name, text)
        for rule, at, length, message in self._found(name, text):
            self._told[rule.code] += 1
            if self._told[rule.code] <= MOST_OF_A_KIND:
                yield _finding(rule, name, text, at, length, message)
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
        lowered = text.lower()
        if _PAGE.fullmatch(name):
            yield from _of_page(text, lowered)
        if "unload" in text and not _has(text, _LEAVES_WELL) and not _LIBRARY.fullmatch(name):
            for found in _UNLOAD.finditer(text):
                yield UNLOAD_HANDLER, found.start(), len(found[0]), "there is a handler of unload"
        if "//" in text and _has(text, _STYLES):
            for found in _LOADED_BY_STYLE.finditer(text):
                yield from _request(found.start(1), found[1])
        if "://" in text and _has(text, _SCRIPTS):
            for found in _LOADED_BY_SCRIPT.finditer(text):
                yield from _request(found.start(1), found[1])
        yield from _secrets(text, lowered)


def _calls(family: str, text: str) -> re.Match[str] | None:
    pattern, words = _APIS[family]
    return pattern.search(text) if _has(text, words) else None


def _of_page(text: str, lowered: str) -> Iterator[tuple[Rule, int, int, str]]:
    html = _HTML.search(text) if "<html" in lowered else None
    is_document = html is not None or lowered[:400].lstrip().startswith("<!doctype html")
    if is_document:
        at = html.start() if html else 0
        if not _LANGUAGE.search(html[1] if html else ""):
            yield HTML_WITHOUT_LANGUAGE, at, 5, "the page does not say its language"
        if "<title" not in lowered or not _TITLE.search(text):
            yield HTML_WITHOUT_TITLE, at, 5, "the page has no title"
    for found in _DEAD_PLAYER.finditer(text) if _has(lowered, ("application/x-", "<applet")) else ():
        yield DEAD_FORMAT, found.start(), len(found[0]), f"{found[0]} needs a plug-in that browsers no longer have"
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
    if kind not in _LINKS and (kind != "link" or _LOADED_LINK.search(attributes)):
        yield from _request(at, url)
    elif kind in _LINKS and url.lower().startswith("http:"):
        yield INSECURE_LINK, at, len(url), f"there is a link to {url[:80]}"


def _request(at: int, address: str) -> Iterator[tuple[Rule, int, int, str]]:
    shown = address[:80]
    if address.lower().startswith(("http:", "ws:")):
        yield INSECURE_REQUEST, at, len(address), f"{shown} is loaded without encryption"
    else:
        yield OTHER_ORIGIN, at, len(address), f"{shown} is loaded from elsewhere"


def _secrets(text: str, lowered: str) -> Iterator[tuple[Rule, int, int, str]]:
    """Keys by their form; passwords where there is talk of a record store. Never repeated in full."""
    for found in _KEYS.finditer(text) if _has(text, _KEYS_BEGIN) else ():
        yield SECRET, found.start(), 8, f"there is a key, “{found[0][:8]}…”"
    for found in _BASIC.finditer(text) if "Basic" in text else ():
        if _is_credential(found[1]):
            yield SECRET, found.start(), 5, f"there are credentials, “Basic {found[1][:4]}…”"
    if _has(lowered, _RECORD_STORES) and _has(lowered, _SECRETS):
        for found in _PASSWORD.finditer(text):
            if not _NO_SECRET.match(found[1]):
                yield SECRET, found.start(), found.start(1) - found.start(), f"there is a secret, “{found[1][:2]}…”"


def _is_credential(encoded: str) -> bool:
    """Whether it is user:password in Base64 (RFC 7617)."""
    try:
        plain = base64.b64decode(encoded.replace("%3D", "=") + "=" * (-len(encoded) % 4), validate=True)
    except (binascii.Error, ValueError):
        return False
    return b":" in plain and all(32 <= byte < 127 for byte in plain)


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
    # A secret is shown nowhere, and so in no excerpt.
    excerpt = None if rule is SECRET else Excerpt(piece, at - left, max(1, min(length, len(piece) - (at - left))))
    return replace(rule.at(SourcePos(name, line, column), message), excerpt=excerpt)
