"""What pages and scripts are reported for, and what looks like it and is nothing."""

from __future__ import annotations

import pytest

from scormkit.package import content_scan
from scormkit.package.content_scan import ContentScan


def codes(name: str, text: str, standard: str = "scorm12") -> list[str]:
    scan = ContentScan(standard)
    found = list(scan.look(name, text.encode())) if scan.wants(name, len(text)) else []
    return [finding.code for finding in (*found, *scan.rest())]


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("a.js", 'window.addEventListener("unload", save)', ["SK7050"]),
        ("a.js", "$(window).on('load.x unload', save)", ["SK7050"]),
        ("a.js", "$(window).unload(save)", ["SK7050"]),
        ("a.js", 'addEventListener("unload", save); addEventListener("pagehide", save)', []),
        ("a.js", "addEventListener('beforeunload', ask)", []),
        ("lib/jquery-1.8.3.min.js", 'a(window).on("unload",function(){})', []),
        ("a.js", 'fetch("https://example.org/x")', ["SK7054"]),
        ("a.js", 'import { a, b } from "https://example.org/x.js"', ["SK7054"]),
        ("a.js", 'import "https://example.org/x.js"', ["SK7054"]),
        ("a.js", "x.open('GET', 'http://example.org/x')", ["SK7052"]),
        ("a.js", 'say("taken from", "https://example.org/"); // from "https://example.org/y"', []),
        ("a.js", 'const source = "https://example.org/x";', []),
        (
            "a.css",
            "@import 'https://fonts.example.org/a.css'; b { background: url(//x.org/a.png) }",
            ["SK7054", "SK7054"],
        ),
        ("a.css", "@namespace svg url(http:a); a { background: url(a.png) }", []),
        ("a.svg", '<svg xmlns="http://www.w3.org/2000/svg"><image href="a.png"/></svg>', []),
        ("a.js", 'lrs = {endpoint: e, password: "Tr0ub4dor&3x"}', ["SK7055"]),
        ("a.js", 'texts = {xapi: 1, password: "Your password, please"}', []),
        ("a.js", 'xapi; auth = "Basic " + btoa(user)', []),
        ("a.js", "header = 'Basic bHJzOnNlY3JldHNlY3JldA=='", ["SK7055"]),
        ("a.js", "AKIAABCDEFGHIJKLMNOP", ["SK7055"]),
        ("a.js", "API_1484_11.Initialize('')", ["SK7051"]),
        ("a.js", "API_1484_11.Initialize(''); api.LMSInitialize('')", []),
        ("a.swf", "FWS", ["SK7056"]),
        ("a.txt", "http://example.org AKIAABCDEFGHIJKLMNOP", []),
    ],
)
def test_scripts_and_styles(name: str, text: str, found: list[str]) -> None:
    assert codes(name, text) == found


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ('<img src="http://example.org/a.png">', ["SK7052"]),
        ('<script src="//cdn.example.org/a.js"></script>', ["SK7054"]),
        ('<iframe src="https://example.org/x"></iframe>', ["SK7054"]),
        ('<link rel="stylesheet" href="https://example.org/a.css">', ["SK7054"]),
        ('<link rel="license" href="http://example.org/l">', []),
        ('<a href="http://example.org/">x</a>', ["SK7053"]),
        ('<a href="https://example.org/">x</a>', []),
        ("<p>Taken from “http://example.org/”, src=http://example.org</p>", []),
        ('<object data="a.swf" type="application/x-shockwave-flash"></object>', ["SK7056"]),
        ('<img src="a.png" alt="a > b"><img src="b.png">', []),
    ],
)
def test_pages(body: str, found: list[str]) -> None:
    page = f'<!doctype html><html lang="en"><head><title>T</title></head><body>{body}</body></html>'
    assert codes("a.html", page) == found


def test_a_fragment_needs_no_title_and_a_secret_is_shown_nowhere() -> None:
    assert codes("a.html", "<p>part of a page</p>") == []
    (finding,) = ContentScan("scorm12").look("a.js", b"key = 'AKIAABCDEFGHIJKLMNOP'")
    assert finding.excerpt is None
    assert "AKIAABCDEFGHIJKLMNOP" not in finding.message


def test_of_many_places_twenty_are_named_and_the_rest_counted() -> None:
    text = "".join(f'<img src="http://example.org/{n}.png">\n' for n in range(50))
    scan = ContentScan("scorm12")
    found = [*scan.look("a.html", text.encode()), *scan.rest()]
    assert len(found) == content_scan.MOST_OF_A_KIND + 1
    assert found[0].pos.line == 1
    assert "and 30 more places" in found[-1].message


@pytest.mark.parametrize(
    "piece",
    ["<link rel=", "<script src='", "<a href=", "Basic ", "unload ", ".on('a b c ", "url(", "import a ", "<html ",
     "<title>", "password: '", "from ", "new WebSocket", "x.open('GET' ", "<", "'", '"', "\\"],
)  # fmt: skip
def test_no_pattern_takes_forever(piece: str) -> None:
    """A text of one piece again and again is done with; with a slow pattern the test would never end."""
    assert codes("a.html", piece * (200_000 // len(piece))) is not None
