"""Answers that were given beside those that are kept: what is the same, and what is not."""

from __future__ import annotations

import pytest

from scormkit.proof.answers import first_difference

GIVEN = tuple(f"q{number} choice a correct" for number in range(40))
LAST = GIVEN[-16:]


@pytest.mark.parametrize("standard", ["scorm12", "scorm2004-4", "cmi5"])
def test_what_was_given_is_kept(standard: str) -> None:
    assert first_difference(standard, GIVEN, GIVEN) is None
    assert first_difference(standard, LAST, (*LAST[:3], "x", *LAST[4:])) == (LAST[3], "x")
    assert first_difference(standard, LAST, LAST[:-1]) == (LAST[-1], "nothing")
    assert first_difference(standard, LAST[:-1], LAST) == ("nothing", LAST[-1])
    assert first_difference(standard, (), LAST[:1]) == ("nothing", LAST[0])


@pytest.mark.parametrize(
    ("kept", "difference"),
    [
        ((*GIVEN[:2], *GIVEN[5:]), None),
        (LAST, None),
        ((), (LAST[0], "nothing")),
        ((*GIVEN[:30], *GIVEN[31:]), (GIVEN[30], GIVEN[31])),
        (GIVEN[:39], (GIVEN[39], "nothing")),
        ((GIVEN[1], GIVEN[0], *LAST), (LAST[0], GIVEN[0])),
        ((*GIVEN, "more"), ("nothing", "more")),
    ],
)
def test_scorm_2004_may_leave_out_old_answers(kept: tuple[str, ...], difference: tuple[str, str] | None) -> None:
    assert first_difference("scorm2004-4", GIVEN, kept) == difference
