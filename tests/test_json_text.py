"""JSON of others is read so that each text can be written, and otherwise as Python's own reader has it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scormkit.json_text import read_json

TEXT = st.text(st.sampled_from('\\"u\ud800\udbff\udc00\udfffdD8c0😀é\n') | st.characters())


VALUES = st.recursive(TEXT, lambda inner: st.lists(inner) | st.dictionaries(TEXT, inner))


@given(value=VALUES)
def test_what_is_read_can_be_written_and_whole_characters_stay(value: Any) -> None:
    text = json.dumps(value)
    read = read_json(text)
    json.dumps(read, ensure_ascii=False).encode()
    try:
        json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        assert read != json.loads(text)
    else:
        assert read == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (r'"\ud800"', "\ufffd"),
        (r'"\uD83D\uDE00"', "\U0001f600"),
        (r'"\uDE00\uD83D"', "\ufffd\ufffd"),
        (r'"\uD83D\uD83D\uDE00"', "\ufffd\U0001f600"),
        (r'"\\ud800"', r"\ud800"),
        (r'"\\\ud800"', "\\\ufffd"),
        (r'{"\udfff": 1}', {"\ufffd": 1}),
    ],
)
def test_halves(text: str, value: Any) -> None:
    assert read_json(text) == value


def test_places_are_those_of_the_text() -> None:
    with pytest.raises(json.JSONDecodeError) as caught:
        read_json('["\\ud800", x]')
    assert caught.value.colno == 12
