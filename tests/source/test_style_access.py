"""Style sheets of authors: what is judged, what is let through, and that no sheet stops the reader."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scormkit.source.reading import SourceFile
from scormkit.source.style_access import access_faults

PARTS = st.sampled_from(
    [
        ".a", "a:hover", "@media print", "@media (min-width: 40em)", "@layer x", "{", "}", "(", ")", "[", "]", ";", ":",
        "color", "background", "opacity", "font", "width", "--x", "red", "#fff", "rgb(1 2 3 / 4%)", "hsl(none 1% 2%)",
        "color-mix(in lab, red, blue)", "var(--x, red)", "calc(1px + 2em)", "1e999px", "-3rem", "0", "50%",
        "!important", "currentcolor", "/", ",", "&", "ü", "<!--", "linear-gradient(red, #0000)",
    ]
)  # fmt: skip


def codes(text: str) -> list[str]:
    return [finding.code for finding in access_faults(SourceFile(Path("ours.css"), "ours.css", text))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (".a { color: #000; background: #fff }", []),
        (".a { background-color: Navy; color: WHITE }", []),
        (".a { color: gray; background: black; background: white }", ["SK2911"]),
        (".a { color: rgb(0 0 0 / 50%); background: white }", ["SK2906"]),
        (".a { color: var(--ink); background: transparent; border: 0 solid currentcolor }", []),
        (".a { background: linear-gradient(var(--paper), lightgray) }", ["SK2906"]),
        (".a { grid-area: red; animation-name: blue }", []),
        ("@layer x { @supports (display: grid) { .a { .b { visibility: hidden } } } }", ["SK2907"]),
        (".a { opacity: 0.4 } .b { opacity: 100% }", ["SK2907"]),
        (".a { font-size: xx-small } .b { font: 9pt/2 serif } .c { font-size: calc(1px) }", ["SK2908"]),
        (".a { width: 100% } .b { width: 20rem } .c { inline-size: 4in }", ["SK2909"]),
        ("nav a, .b { text-decoration: none } .banner { text-decoration: none }", ["SK2912"]),
        (".a { outline: 0 } .b { outline: 0.2em solid }", ["SK2905"]),
        ("@media print { .a { display: none; font-size: 6pt; color: red } }", []),
        ("@media print, screen { .a { display: none } }", ["SK2907"]),
    ],
)
def test_what_is_judged(text: str, found: list[str]) -> None:
    assert codes(text) == found


@given(st.lists(PARTS, max_size=40).map(" ".join))
def test_no_sheet_stops_the_reader(text: str) -> None:
    assert set(codes(text)) <= {f"SK29{number:02}" for number in (5, 6, 7, 8, 9, 11, 12, 13)}
