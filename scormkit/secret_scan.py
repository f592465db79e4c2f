"""Finds passwords, keys and tokens in bytes: of sources before they are built, and of packages before they are kept.

What is found is never repeated: a finding says what kind of secret stands where. The patterns ask for the shape of a
real secret, so that a sentence about passwords is no finding; nothing turns one that fits into less than an error.
"""

from __future__ import annotations

import base64
import binascii
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from scormkit import secret_shapes as shapes

PIECE_BYTES = 4_000_000
_OVERLAP_BYTES = 4_000
LARGEST_MEMBER_BYTES = 50_000_000
"""Of an archive inside a course no more than this is looked at, file by file."""
SETTINGS = {".yaml", ".yml", ".json", ".env", ".ini", ".cfg", ".conf", ".properties", ".toml"}
NOTES = {".txt", ".md", ".csv"}
_MEDIA = {".mp4", ".webm", ".m4v", ".mov", ".mp3", ".m4a", ".ogg", ".wav", ".jpg", ".jpeg", ".png", ".gif", ".webp"}
_ARCHIVES = {".zip", ".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp", ".epub", ".jar"}


@dataclass(frozen=True, slots=True)
class Secret:
    """`what` kind it is; line and column from 1, the column in characters of UTF-8; `at` in bytes."""

    what: str
    line: int
    column: int
    at: int = 0


_SHORTEST = 6
_NOT_SECRET = {
    b"true", b"false", b"null", b"none", b"undefined", b"string", b"text", b"required", b"optional", b"hidden", b"yes",
    b"no", b"include", b"same-origin", b"omit", b"basic", b"bearer", b"~", b"|", b">",
}  # fmt: skip
# Stars, dots and the like, or a variable that is filled in elsewhere; a word such as “changeme” is a password.
_PLACE_HOLDER = re.compile(rb"[^A-Za-z0-9]+|x+|\$\{?[A-Za-z_][A-Za-z0-9_]*\}?|%[A-Z_]+%|\[[a-z ]+\]")
# In packages: what is no password though it stands behind the name of one, as a label, a place or an address.
_LABEL = re.compile(
    rb"[\^~]?[0-9]+(?:\.[0-9]+)+|.*[\s<>{}].*|.*[^\x21-\x7e].*|[a-z][a-z0-9+.\-]*:/.*|[./#].*|.*\.[A-Za-z]{2,5}|[^/]*/[^/]*"
    rb"|(?:password|passwd|pwd|secret|token|key|your|example|placeholder|xxx|api|auth|input|field|label|txt|msg|btn).*",
    re.IGNORECASE | re.DOTALL,
)
_WORD = re.compile(rb"[A-Z]?[a-z]+|[A-Z]+")
_GENERATED = re.compile(rb"(?=(?:[^0-9]*[0-9]){2})(?=[^A-Z]*[A-Z])(?=[^a-z]*[a-z]).{12,}|(?=.*[0-9])[0-9a-f]{16,}")
_IN_ADDRESS = re.compile(rb"https?://[^\s\"'`<>]*[?&]")
_RECORD_STORE = re.compile(rb"endpoint|lrs|xapi|tincan", re.IGNORECASE)
_NEAR_BYTES = 500
_SHORTEST_SAMPLE = 4
_SAMPLE_PASSWORDS = {b"pass", b"passwd", b"password", b"pwd", b"pw", b"secret"}


def secrets_in(path: Path) -> Iterator[Secret]:
    """Every secret in a file, whatever its size, in UTF-16 too, and in the files of an archive. Raises OSError.

    Pictures, sound and video are not looked at: what they hold is no text.
    """
    kind = path.suffix.lower() or path.name.lower()
    if kind in _ARCHIVES and zipfile.is_zipfile(path):
        yield from _in_archive(path)
    elif kind not in _MEDIA:
        with path.open("rb") as file:
            yield from _in_pieces(iter(lambda: file.read(PIECE_BYTES), b""), kind)


def _in_archive(path: Path) -> Iterator[Secret]:
    left = LARGEST_MEMBER_BYTES
    try:
        with zipfile.ZipFile(path) as archive:
            for member in archive.infolist():
                kind = PurePosixPath(member.filename).suffix.lower()
                if member.is_dir() or member.flag_bits & 1 or kind in _MEDIA or left <= 0:
                    continue
                with archive.open(member) as file:
                    data = file.read(left)
                left -= len(data)
                if found := next(_in_pieces(iter((data,)), kind), None):
                    yield Secret(f"{found.what} in {member.filename}", 1, 1)
    except (zipfile.BadZipFile, NotImplementedError, zlib.error, EOFError):
        # An archive that cannot be read gives nothing away either.
        return


def _in_pieces(pieces: Iterator[bytes], kind: str) -> Iterator[Secret]:
    """Secrets of a file that comes in pieces; each piece is looked at with the end of the one before."""
    before, lines = b"", 0
    for number, piece in enumerate(pieces):
        data = before + piece
        if number == 0 and (encoding := _encoding(piece)):
            data = data.decode(encoding, "replace").encode()
        for secret in find_secrets(data, structured=kind in SETTINGS, notes=kind in NOTES):
            # Of what both pieces hold it was told already.
            if number == 0 or secret.at + 1 >= len(before) - _OVERLAP_BYTES // 2:
                yield replace(secret, line=secret.line + lines)
        before = data[-_OVERLAP_BYTES:]
        lines += data.count(b"\n", 0, len(data) - len(before))


def _encoding(data: bytes) -> str:
    """UTF-16, with a mark or to be known by its zeros; "" for anything else."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    even, odd = data[:400:2].count(0), data[1:400:2].count(0)
    half = min(len(data), 400) // 2
    return "utf-16-le" if half > 4 and odd > half * 0.7 else "utf-16-be" if half > 4 and even > half * 0.7 else ""


def find_secrets(
    data: bytes, *, structured: bool = False, notes: bool = False, in_package: bool = False
) -> Iterator[Secret]:
    """Every secret in some bytes, as UTF-8, in the order in which they stand there.

    In `structured` ones (YAML, JSON, settings) a field named like a secret holds one, whatever it is; in `notes` what
    stands behind such a name and an equals sign. Elsewhere its value must look like one, since prose may say
    “password: at least twelve characters” and a script `password = input.value`. `in_package` asks for more, since
    scripts of others are full of such names: a `key`, `token` or `auth` and bare Base64 count beside talk of a record
    store alone, and a value must be no label, no address and no code.
    """
    found: dict[int, str] = {}
    for match in shapes.addresses(data):
        if not _is_place_holder(match[1]) and not (in_package and _is_sample(match[1])):
            found.setdefault(match.start(), "a password in an address")
    pairs = set()
    for match in shapes.basics(data):
        pairs.add(match.start(1))
        if _is_basic(match[1]):
            found.setdefault(match.start(), "the header of a Basic authentication")
    for match in shapes.bearers(data):
        if _is_random(match[1]):
            found.setdefault(match.start(), "a bearer token")
    for what, matches in (
        ("a signed token (JWT)", shapes.signed_tokens(data)),
        ("a private key", shapes.private_keys(data, with_body=in_package and not (structured or notes))),
        ("a token of a known service", shapes.known_tokens(data)),
    ):
        for match in matches:
            found.setdefault(match.start(), what)
    small = data.lower()
    for match in shapes.fields(data, small):
        is_secret = _is_packed_secret if in_package else _is_secret_field
        if is_secret(match, structured, notes):
            name = match["name"].decode("ascii", "replace")
            found.setdefault(match.start("name"), f"a value for “{name}”")
    for match in shapes.credentials(data, small):
        start = match.start("pair")
        if start not in pairs and _is_basic(match["pair"]) and not (in_package and not _by_record_store(match)):
            found.setdefault(start, "user and password in Base64")
    yield from _placed(data, found)


def _placed(data: bytes, found: dict[int, str]) -> Iterator[Secret]:
    line, seen = 1, 0
    for start in sorted(found):
        line += data.count(b"\n", seen, start)
        seen = start
        line_start = data.rfind(b"\n", 0, start) + 1
        yield Secret(found[start], line, len(data[line_start:start].decode("utf-8", "replace")) + 1, start)


def _is_place_holder(value: bytes) -> bool:
    return value.lower() in _NOT_SECRET or _PLACE_HOLDER.fullmatch(value) is not None


def _is_basic(text: bytes) -> bool:
    """Whether this is base64 of `user:password`, and not a word behind the word Basic."""
    text = re.sub(rb"%3[Dd]", b"=", text).translate(bytes.maketrans(b"-_", b"+/"))
    try:
        plain = base64.b64decode(text + b"=" * (-len(text) % 4), validate=True)
        return b":" in plain and not plain.startswith((b"{", b"[", b"<")) and plain.decode("utf-8").isprintable()
    except (binascii.Error, ValueError):
        return False


def _is_random(value: bytes) -> bool:
    """Whether a value mixes kinds of characters as generated ones do."""
    kinds = sum(bool(re.search(kind, value)) for kind in (rb"[a-z]", rb"[A-Z]", rb"[0-9]", rb"[^A-Za-z0-9]"))
    return len(value) >= 8 and kinds >= 2 and re.search(rb"[0-9]", value) is not None


def _is_secret_field(match: re.Match[bytes], structured: bool, notes: bool) -> bool:
    value = match["quoted"] or match["bare"]
    if _is_place_holder(value):
        return False
    if not match["vague"] and (structured or (notes and match["sign"] == b"=" and len(value) >= _SHORTEST)):
        return True
    # In prose more words follow on the line; in a script or a query the value stands in quotes or ends there.
    alone = bool(match["quote"]) or match["sign"] == b"=" or not match["rest"].strip(b" \t`.,;)'\"")
    return alone and _is_random(value)


def _is_packed_secret(match: re.Match[bytes], structured: bool, notes: bool) -> bool:
    value = match["quoted"] or match["bare"]
    if len(value) < _SHORTEST or _is_place_holder(value) or (_LABEL.fullmatch(value) and not _is_long_key(value)):
        return False
    if match["vague"]:
        return _GENERATED.fullmatch(value) is not None and _by_record_store(match) and _is_literal(match, structured)
    if structured:
        return _WORD.fullmatch(value) is None or _by_record_store(match)
    if notes:
        return not match["rest"].startswith(b"(") and _is_secret_field(match, structured, notes)
    return _is_random(value) and _is_literal(match, structured)


def _is_sample(password: bytes) -> bool:
    return len(password) < _SHORTEST_SAMPLE or password.lower() in _SAMPLE_PASSWORDS


def _is_long_key(value: bytes) -> bool:
    """Whether it is Base64 of some length, in which there may be a slash."""
    return re.fullmatch(rb"[A-Za-z0-9+/]{30,}={0,2}", value) is not None and _is_random(value)


def _is_literal(match: re.Match[bytes], structured: bool) -> bool:
    """Whether the value is one in quotes, or in the query of an address: bare in a script it is a variable."""
    before = match.string[max(0, match.start() - _NEAR_BYTES) : match.start()]
    return (
        structured or bool(match["quote"]) or any(found.end() == len(before) for found in _IN_ADDRESS.finditer(before))
    )


def _by_record_store(match: re.Match[bytes]) -> bool:
    near = match.string[max(0, match.start() - _NEAR_BYTES) : match.end() + _NEAR_BYTES]
    return _RECORD_STORE.search(near) is not None
