"""Finds passwords, keys and tokens in bytes: of sources before they are built, and of packages before they are kept.

What is found is never repeated: a finding says what kind of secret stands where. The patterns ask for the shape of a
real secret, so that a sentence about passwords is no finding; nothing turns one that fits into less than an error.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass

LARGEST_BYTES = 4_000_000
"""Larger files are looked at up to here: beyond it there are only pictures, sound and video."""


@dataclass(frozen=True, slots=True)
class Secret:
    """`what` kind it is; line and column from 1, the column in characters of UTF-8."""

    what: str
    line: int
    column: int


_URL = re.compile(rb"[A-Za-z][A-Za-z0-9+.\-]{1,20}://[^\s/?#@\"'<>:]*:([^\s/?#@\"'<>]+)@[A-Za-z0-9\[]")
_BASIC = re.compile(rb"\bBasic(?:\s+|%20|\+)([A-Za-z0-9+/_\-]{6,}(?:=|%3[Dd]){0,2})")
_BEARER = re.compile(rb"\bBearer(?:\s+|%20|\+)([A-Za-z0-9._~+/\-]{16,}=*)")
_JWT = re.compile(rb"\beyJ[A-Za-z0-9_\-]{8,}\.eyJ[A-Za-z0-9_\-]{8,}\.[A-Za-z0-9_\-]{8,}")
_PRIVATE_KEY = re.compile(rb"-----BEGIN [A-Z ]*PRIVATE KEY-----")
_KNOWN_TOKEN = re.compile(
    rb"\b(?:AKIA[0-9A-Z]{16}|gh[pousr]_[A-Za-z0-9]{30,}|xox[abprs]-[A-Za-z0-9\-]{10,}|[sr]k_live_[A-Za-z0-9]{16,})\b"
)
# A field of YAML, JSON, a script, a query or an attribute, by its name, and what it is set to.
_FIELD = re.compile(
    rb"(?<![A-Za-z0-9])[\"']?"
    rb"(?P<name>(?:[A-Za-z0-9]+[_\-])*(?:password|passwd|passphrase|pwd|secret|api[_\-]?key|access[_\-]?key|secret[_\-]?key"
    rb"|private[_\-]?key|client[_\-]?secret|auth[_\-]?token|access[_\-]?token|api[_\-]?token|authorization|credentials?"
    rb"|(?P<vague>token|key|auth)))"
    rb"[\"']?\s*(?P<sign>=>|:|=(?!=))[ \t]*"
    rb"(?:(?P<quote>[\"'])(?P<quoted>[^\"'\r\n]+)(?P=quote)|(?P<bare>[^\s\"'<>{}(),;&]+))(?P<rest>[^\r\n]*)",
    re.IGNORECASE,
)
_NOT_SECRET = {
    b"true", b"false", b"null", b"none", b"undefined", b"string", b"text", b"required", b"optional", b"hidden", b"yes",
    b"no", b"include", b"same-origin", b"omit", b"basic", b"bearer", b"~", b"|", b">",
}  # fmt: skip
# Stars, dots and the like, or a variable that is filled in elsewhere; a word such as “changeme” is a password.
_PLACE_HOLDER = re.compile(rb"[^A-Za-z0-9]+|x+|\$\{?[A-Za-z_][A-Za-z0-9_]*\}?|%[A-Z_]+%|\[[a-z ]+\]")


def find_secrets(data: bytes, *, structured: bool = False) -> Iterator[Secret]:
    """Every secret in a file. In a `structured` one (YAML, JSON) a field named like a secret holds one, whatever it is;
    elsewhere its value must look like one, since prose may say “password: at least twelve characters”."""
    data = data[:LARGEST_BYTES]
    found: dict[int, str] = {}
    for match in _URL.finditer(data):
        if not _is_place_holder(match[1]):
            found.setdefault(match.start(), "a password in an address")
    for match in _BASIC.finditer(data):
        if _is_basic(match[1]):
            found.setdefault(match.start(), "the header of a Basic authentication")
    for pattern, what in (
        (_BEARER, "a bearer token"),
        (_JWT, "a signed token (JWT)"),
        (_PRIVATE_KEY, "a private key"),
        (_KNOWN_TOKEN, "a token of a known service"),
    ):
        for match in pattern.finditer(data):
            if pattern is not _BEARER or _is_random(match[1]):
                found.setdefault(match.start(), what)
    for match in _FIELD.finditer(data):
        if _is_secret_field(match, structured):
            name = match["name"].decode("ascii", "replace")
            found.setdefault(match.start("name"), f"a value for “{name}”")
    for start in sorted(found):
        yield _at(data, start, found[start])


def _at(data: bytes, start: int, what: str) -> Secret:
    line_start = data.rfind(b"\n", 0, start) + 1
    return Secret(what, data.count(b"\n", 0, start) + 1, len(data[line_start:start].decode("utf-8", "replace")) + 1)


def _is_place_holder(value: bytes) -> bool:
    return value.lower() in _NOT_SECRET or _PLACE_HOLDER.fullmatch(value) is not None


def _is_basic(text: bytes) -> bool:
    """Whether this is base64 of `user:password`, and not a word behind the word Basic."""
    text = re.sub(rb"%3[Dd]", b"=", text).translate(bytes.maketrans(b"-_", b"+/"))
    try:
        plain = base64.b64decode(text + b"=" * (-len(text) % 4), validate=True)
        return b":" in plain and plain.decode("utf-8").isprintable()
    except (binascii.Error, ValueError):
        return False


def _is_random(value: bytes) -> bool:
    """Whether a value mixes kinds of characters as generated ones do."""
    kinds = sum(bool(re.search(kind, value)) for kind in (rb"[a-z]", rb"[A-Z]", rb"[0-9]", rb"[^A-Za-z0-9]"))
    return len(value) >= 8 and kinds >= 2 and re.search(rb"[0-9]", value) is not None


def _is_secret_field(match: re.Match[bytes], structured: bool) -> bool:
    value = match["quoted"] or match["bare"]
    if _is_place_holder(value):
        return False
    if structured and not match["vague"]:
        return True
    # In prose more words follow on the line; in a script or a query the value stands in quotes or ends there.
    alone = bool(match["quote"]) or match["sign"] == b"=" or not match["rest"].strip(b" \t`.,;)'\"")
    return alone and _is_random(value)
