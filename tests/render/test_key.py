"""Answer keys: the same scrambling in Python and in the runtime, and nothing readable in it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from scormkit.render.key import scramble, unscramble

IDS = st.text("abcdefghijklmnopqrstuvwxyz0123456789_-", min_size=1, max_size=40)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
KEYS = st.fixed_dictionaries(
    {
        "correct": st.lists(st.sampled_from("abcdefgh"), unique=True),
        "feedback": st.dictionaries(st.sampled_from("abcdefgh"), TEXTS),
        "explanation": TEXTS,
    }
)
Ask = Callable[[str, Any], Any]


@given(lms_id=IDS, key=KEYS)
def test_both_sides_read_what_either_wrote(twin: Ask, lms_id: str, key: dict[str, Any]) -> None:
    text = scramble(lms_id, key)
    assert unscramble(lms_id, text) == key
    assert twin("unscramble", {"id": lms_id, "text": text}) == key
    assert unscramble(lms_id, twin("scramble", {"id": lms_id, "key": key})) == key


def test_bytes_are_the_same(twin: Ask) -> None:
    key = {"correct": ["a", "c"], "feedback": {"a": "Grüße"}, "explanation": "<p>So ist das.</p>"}
    assert scramble("s_q1", key) == twin("scramble", {"id": "s_q1", "key": key})


def test_no_answer_is_readable_and_equal_keys_look_different() -> None:
    key = {"correct": ["a"], "feedback": {}, "explanation": "Because nobody waits."}
    texts = {scramble(f"session_q{number}", key) for number in range(20)}
    assert len(texts) == 20
    assert len({text[:8] for text in texts}) == 20
    assert not any("nobody" in text for text in texts)
