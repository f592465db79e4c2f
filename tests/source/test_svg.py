"""SVG of strangers: what runs or loads is gone, and a picture that is only that keeps its bytes."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from lxml import etree

from scormkit import api
from scormkit.source.svg import clean_svg

OPEN = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'


@pytest.mark.parametrize(
    "inside",
    [
        '<circle r="1" style="fill: url(#a)"/>',
        '<use xlink:href="#a"/><a href="https://example.org"><text>on time</text></a>',
        '<image href="data:image/png;base64,AAAA"/><!-- a note -->',
        '<g xmlns:i="http://www.inkscape.org/namespaces/inkscape" i:label="Layer"><i:grid/></g>',
    ],
)
def test_a_picture_stays_as_it_is(inside: str) -> None:
    cleaned = clean_svg(f"{OPEN}>{inside}</svg>".encode())
    assert (cleaned.content, cleaned.dropped) == (None, ())


@pytest.mark.parametrize(
    ("inside", "what"),
    [
        ("<script>alert(1)</script>", "<script>"),
        ('<h:script xmlns:h="http://www.w3.org/1999/xhtml">alert(1)</h:script>', "<script>"),
        ("<foreignObject><script>alert(1)</script></foreignObject>", "<foreignObject>"),
        ('<g OnLoad="alert(1)"/>', "OnLoad="),
        ('<a xlink:href=" java&#10;script:alert(1)"/>', "href="),
        ('<use href="https://alert.example/a.svg#b"/>', "href="),
        ('<image href="data:image/svg+xml,alert"/>', "href="),
        ('<a><set attributeName="xlink:href" to="javascript:alert(1)"/></a>', "<set>"),
        ("<style>@import 'https://alert.example'</style>", "<style>"),
        ('<g style="fill: u\\72l(https://alert.example)"/>', "style="),
        ('<g fill="url( &quot;https://alert.example&quot;)"/>', "fill="),
        ('<g xml:base="https://alert.example/"/>', "base="),
        ("<g><?xml-stylesheet href='alert.css'?></g>", "<?xml-stylesheet?>"),
    ],
)
def test_what_is_no_picture_goes(inside: str, what: str) -> None:
    cleaned = clean_svg(f"{OPEN}>\n<title>Kept</title>{inside} after</svg>".encode())
    assert cleaned.dropped == ((2, what),)
    assert cleaned.content is not None
    assert b"alert" not in cleaned.content
    assert b"Kept" in cleaned.content
    assert b" after" in cleaned.content
    assert clean_svg(cleaned.content).dropped == ()


def test_entities_go_and_bombs_are_no_picture() -> None:
    one = clean_svg(f'<!DOCTYPE svg [<!ENTITY a "alert">]>{OPEN}><text>&a;</text></svg>'.encode())
    assert one.dropped == ((1, "&a;"), (1, "<!ENTITY a>"))
    assert one.content is not None
    assert b"alert" not in one.content
    laughs = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 20}">' for n in range(1, 9))
    bomb = f'<!DOCTYPE svg [<!ENTITY a0 "ha">{laughs}]>{OPEN} id="&a8;"/>'
    with pytest.raises(etree.XMLSyntaxError):
        clean_svg(bomb.encode())
    with pytest.raises(etree.XMLSyntaxError):
        clean_svg((f"{OPEN}>" + "<g>" * 5000 + "</g>" * 5000 + "</svg>").encode())


def test_a_page_that_calls_itself_svg_is_emptied() -> None:
    page = b'<html xmlns="http://www.w3.org/1999/xhtml"><script>alert(1)</script></html>'
    assert clean_svg(page).content == b'<svg xmlns="http://www.w3.org/2000/svg"/>'


def test_an_odd_encoding_is_written_anew() -> None:
    text = f'<?xml version="1.0" encoding="ISO-8859-1"?>{OPEN}><text>é</text></svg>'
    assert "é".encode() in (clean_svg(text.encode("latin-1")).content or b"")


def test_the_package_carries_what_is_left(tmp_path: Path) -> None:
    source = tmp_path / "one"
    source.mkdir()
    (source / "one.md").write_text(
        "---\ntitle: One\nid: one\nminutes: 5\n---\n\n# One\n\n![A dot](dot.svg)\n\n[The dot](dot.svg)\n", "utf-8"
    )
    (source / "dot.svg").write_text(f'{OPEN} viewBox="0 0 9 9"><script>alert(1)</script><circle r="4"/></svg>', "utf-8")
    result = api.build([source / "one.md"], ["scorm12"], tmp_path / "dist")
    assert [each.code for each in result.report.findings] == ["SK6050"]
    with zipfile.ZipFile(result.packages[0].path) as package:
        assert b"alert" not in package.read("media/one_dot.svg")
        assert b"circle" in package.read("media/one_dot.svg")
