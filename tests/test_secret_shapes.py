"""Shapes of secrets are looked for around telling words alone, and found as if their patterns ran over everything."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scormkit import secret_shapes as shapes

ROOT = Path(__file__).parent.parent
WORDS = (
    "password passwd passphrase pwd secret api_key apikey access-key secret_access_key private_key client_secret auth "
    "auth_token access_token api-token authorization credential credentials token key lrs xapi Basic Bearer basic eyJ "
    "eyJhbGciOiJI.eyJzdWIiOiIx.SflKxwRJSM AKIAIOSFODNN7EXAMPLE AIza ghp_ xoxb- sk_live_ -----BEGIN -----BEGIN~ "
    "PRIVATE~KEY----- MIIEow :// http://u:p@h x:// PassWord TOKEN 7c9e6679f3a94c0b dGVzdGVyOnNlY3JldA== hunter2"
).replace("~", " ")
MARKS = [*" \n\t\"':=_-@/()<>,;&?.%+{}\\1aBé", "=>", "==", "\r\n", "%20", "%3D", "x" * 45, "ab_" * 7, "\\n"]
PIECES = [each.encode() for each in [*WORDS.split(" "), *MARKS]]


def spans(matches: shapes.Matches) -> list[tuple[int, int]]:
    return [match.span() for match in matches]


def pairs(data: bytes) -> list[tuple[re.Pattern[bytes], shapes.Matches]]:
    small = data.lower()
    return [
        (shapes.ADDRESS, shapes.addresses(data)),
        (shapes.BASIC, shapes.basics(data)),
        (shapes.BEARER, shapes.bearers(data)),
        (shapes.SIGNED_TOKEN, shapes.signed_tokens(data)),
        (shapes.PRIVATE_KEY, shapes.private_keys(data, with_body=False)),
        (shapes.PRIVATE_KEY_WITH_BODY, shapes.private_keys(data, with_body=True)),
        (shapes.KNOWN_TOKEN, shapes.known_tokens(data)),
        (shapes.FIELD, shapes.fields(data, small)),
        (shapes.CREDENTIALS, shapes.credentials(data, small)),
    ]


@settings(max_examples=1_000)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=40).map(b"".join))
def test_the_same_is_found_as_everywhere(data: bytes) -> None:
    for pattern, matches in pairs(data):
        assert spans(matches) == spans(pattern.finditer(data)), pattern.pattern


@pytest.mark.parametrize("folder", ["tests/xapi", "tests/package", "templates", "frameworks", "courses"])
def test_the_same_is_found_in_our_own_files(folder: str) -> None:
    for path in (ROOT / folder).rglob("*"):
        if path.is_file() and path.stat().st_size < 1_000_000:
            data = path.read_bytes()
            for pattern, matches in pairs(data):
                assert spans(matches) == spans(pattern.finditer(data)), path
