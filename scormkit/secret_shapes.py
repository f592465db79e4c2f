"""The shapes that secrets have in bytes. Every function yields just what `finditer` of its pattern would, in its order.

A pattern is tried only where a word stands that each of its matches holds: a search for bytes costs next to nothing,
and most of a large file tells nothing.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterable, Iterator

Matches = Iterator[re.Match[bytes]]

ADDRESS = re.compile(rb"[A-Za-z][A-Za-z0-9+.\-]{1,20}://[^\s/?#@\"'<>:]*:([^\s/?#@\"'<>]+)@[A-Za-z0-9\[]")
BASIC = re.compile(rb"\bBasic(?:\s+|%20|\+)([A-Za-z0-9+/_\-]{6,}(?:=|%3[Dd]){0,2})")
BEARER = re.compile(rb"\bBearer(?:\s+|%20|\+)([A-Za-z0-9._~+/\-]{16,}=*)")
SIGNED_TOKEN = re.compile(rb"(?<![A-Za-z0-9_\-])eyJ[A-Za-z0-9_\-]{8,}\.eyJ[A-Za-z0-9_\-]{8,}\.[A-Za-z0-9_\-]{8,}")
PRIVATE_KEY = re.compile(rb"-----BEGIN [A-Z ]*PRIVATE KEY-----")
# Libraries of cryptography have the line before a key in them, and no key.
PRIVATE_KEY_WITH_BODY = re.compile(
    rb"-----BEGIN [A-Z ]*PRIVATE KEY-----(?:\\[nr]|[\"'][ \t]*[+,]?\s*[\"']|\s){0,20}"
    rb"(?:(?<=\s|n|r)[A-Za-z0-9+/]{4}|M[A-Z][A-Za-z0-9+/]{4})"
)
KNOWN_TOKEN = re.compile(
    rb"\b(?:A[KS]IA[0-9A-Z]{16}|AIza[0-9A-Za-z_\-]{35}|gh[pousr]_[A-Za-z0-9]{30,}|xox[abprs]-[A-Za-z0-9\-]{10,}"
    rb"|[sr]k_live_[A-Za-z0-9]{16,})\b"
)
# A field of YAML, JSON, a script, a query or an attribute, by its name, and what it is set to.
FIELD = re.compile(
    rb"(?<![A-Za-z0-9])[\"']?"
    rb"(?P<name>(?:[A-Za-z0-9]{1,40}[_\-]){0,6}(?:lrs|xapi)?(?:password|passwd|passphrase|pwd|secret|api[_\-]?key"
    rb"|(?:secret[_\-]?)?access[_\-]?key|secret[_\-]?key|private[_\-]?key|client[_\-]?secret|auth[_\-]?token"
    rb"|access[_\-]?token|api[_\-]?token|authorization|credentials?"
    rb"|(?P<vague>token|key|auth)))"
    rb"[\"']?\s*(?P<sign>=>|:|=(?!=))[ \t]*"
    rb"(?:(?P<quote>[\"'])(?P<quoted>[^\"'\r\n]+)(?P=quote)|(?P<bare>[^\s\"'<>{}(),;&]+))(?=(?P<rest>[^\r\n]{0,200}))",
    re.IGNORECASE,
)
# Base64 by itself, where the line speaks of what it would be good for.
CREDENTIALS = re.compile(
    rb"(?i:\b(?:lrs|auth|authorization|basic|credentials?|key|token)\b)[^\r\n]{0,80}?[\s\"'=:]"
    rb"(?P<pair>[A-Za-z0-9+/]{12,}={0,2})(?![A-Za-z0-9+/=])"
)

_TOKEN_STARTS = (
    b"AKIA", b"ASIA", b"AIza", b"ghp_", b"gho_", b"ghu_", b"ghs_", b"ghr_", b"xoxa-", b"xoxb-", b"xoxp-", b"xoxr-",
    b"xoxs-", b"sk_live_", b"rk_live_",
)  # fmt: skip
# In small letters.
_FIELD_WORDS = (b"pass", b"pwd", b"secret", b"key", b"token", b"auth", b"credential")
_CREDENTIAL_WORDS = (b"lrs", b"auth", b"basic", b"credential", b"key", b"token")
# How the name of a field ends; its other characters, and more of them than it may have.
_FIELD_END = re.compile(
    rb"(?:pass(?:word|wd|phrase)|pwd|secret|key|token|auth(?:orization)?|credentials?)[\"']?\s*[:=]", re.IGNORECASE
)
_ADDRESS_END = re.compile(rb"://[^\s/?#@\"'<>:]*:[^\s/?#@\"'<>]+@")
_NAME_BYTES = string.ascii_letters.encode() + string.digits.encode() + b"_-"
_SCHEME_BYTES = string.ascii_letters.encode() + string.digits.encode() + b"+.-"
_LONGEST_NAME = 300
_LONGEST_SCHEME = 21


def addresses(data: bytes) -> Matches:
    """Addresses with a password, the first group."""
    places = (place for place in _places(data, (b"://",)) if _ADDRESS_END.match(data, place)) if b"@" in data else ()
    return _led_up_to(ADDRESS, data, places, _SCHEME_BYTES, _LONGEST_SCHEME)


def basics(data: bytes) -> Matches:
    """The word Basic with what may be Base64 behind it, the first group."""
    return _at(BASIC, data, _places(data, (b"Basic",)))


def bearers(data: bytes) -> Matches:
    """The word Bearer with what may be a token behind it, the first group."""
    return _at(BEARER, data, _places(data, (b"Bearer",)))


def signed_tokens(data: bytes) -> Matches:
    """JSON Web Tokens."""
    return _at(SIGNED_TOKEN, data, _places(data, (b"eyJ",)))


def private_keys(data: bytes, *, with_body: bool) -> Matches:
    """First lines of private keys, or only those with the beginning of a key behind them."""
    return _at(PRIVATE_KEY_WITH_BODY if with_body else PRIVATE_KEY, data, _places(data, (b"-----BEGIN ",)))


def known_tokens(data: bytes) -> Matches:
    """Tokens of services that have a form of their own."""
    return _at(KNOWN_TOKEN, data, _places(data, _TOKEN_STARTS))


def fields(data: bytes, small: bytes) -> Matches:
    """Fields with the name of a secret, and their values; `small` is the same in small letters."""
    places = (place for place in _places(small, _FIELD_WORDS) if _FIELD_END.match(data, place))
    return _led_up_to(FIELD, data, places, _NAME_BYTES, _LONGEST_NAME)


def credentials(data: bytes, small: bytes) -> Matches:
    """What may be Base64, the group `pair`, on a line that speaks of credentials before it."""
    return _at(CREDENTIALS, data, _places(small, _CREDENTIAL_WORDS))


def _places(data: bytes, words: Iterable[bytes]) -> list[int]:
    """Where any of the words stands, from the front."""
    found = []
    for word in words:
        at = data.find(word)
        while at >= 0:
            found.append(at)
            at = data.find(word, at + 1)
    return sorted(found)


def _at(pattern: re.Pattern[bytes], data: bytes, places: Iterable[int]) -> Matches:
    """The matches that begin at one of the places, none within the one before."""
    end = 0
    for place in places:
        if place >= end and (match := pattern.match(data, place)):
            yield match
            end = match.end()


def _led_up_to(pattern: re.Pattern[bytes], data: bytes, places: Iterable[int], letters: bytes, most: int) -> Matches:
    """The matches that begin at a place, in the letters that lead up to it (`most` of them), or at a quote before."""
    end = 0
    for place in places:
        nearest = max(end, place - most)
        first = max(end, nearest + len(data[nearest:place].rstrip(letters)) - 1)
        for start in range(first, place + 1):
            if match := pattern.match(data, start):
                yield match
                end = match.end()
                break
