"""How rules are declared and what their findings say."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from scormkit.catalogue import LONGEST_TEXT, Catalogue, shortened
from scormkit.findings import Severity, SourcePos

RULE = Catalogue[None]().declare("SK9999", "made-up", Severity.ERROR, summary="S.", why="W.", fix="F.")


def test_a_message_of_any_length_is_read_in_a_moment() -> None:
    finding = RULE.at(SourcePos("a"), f"begin {'x' * 3_000_000} end", hint="y" * 3_000_000)
    assert len(finding.message) < LONGEST_TEXT + 100
    assert len(finding.hint) < LONGEST_TEXT + 100
    assert finding.message.startswith("begin x")
    assert finding.message.endswith("x end")
    assert "2,998,010 characters" in finding.message


@given(st.text(max_size=3 * LONGEST_TEXT))
def test_only_what_is_too_long_is_shortened(text: str) -> None:
    assert (shortened(text) == text) == (len(text) <= LONGEST_TEXT)
