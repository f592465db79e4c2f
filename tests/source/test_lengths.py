"""How much of a reflection is kept, as its author says."""

from __future__ import annotations

import pytest

from .conftest import LoadPage

QUESTION = "# One\n\n::: question {{#note type={type} {setting}}}\nWhat did you take from it? {blank}\n:::\n"


@pytest.mark.parametrize(
    ("kind", "setting", "room", "codes"),
    [
        ("reflection", "", 500, []),
        ("reflection", "length=50", 50, []),
        ("reflection", "length=1000", 1000, []),
        ("reflection", "length=1001", 500, ["SK1024"]),
        ("reflection", "length=much", 500, ["SK1025"]),
        ("fill-in", "length=100", 60, ["SK1043"]),
    ],
)
def test_a_reflection_has_the_room_that_was_asked_for(
    load_text: LoadPage, kind: str, setting: str, room: int, codes: list[str]
) -> None:
    blank = "[[It]]" if kind == "fill-in" else ""
    session, found = load_text(QUESTION.format(type=kind, setting=setting, blank=blank))
    assert [finding.code for finding in found] == codes
    [question] = session.pages[0].questions
    assert [each.limit for each in question.blanks] == [room]
