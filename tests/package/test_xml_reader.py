from __future__ import annotations

import pytest
from lxml import etree

from scormkit.package.xml_reader import Paths, parse_xml, text_of

BOMB = b"""<?xml version="1.0"?>
<!DOCTYPE m [
  <!ENTITY a "ha"> <!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">
]>
<m title="&b;"/>"""


@pytest.mark.parametrize(
    ("data", "code", "line", "column"),
    [
        (b"<m>\n <a></m>", "SK7030", 2, 9),
        (b"", "SK7030", 1, 1),
        (b"<m>&nbsp;</m>", "SK7030", 1, 10),
        (b"<m/>\n<n/>", "SK7030", 2, 1),
        (b'<?xml version="1.0" encoding="utf-8"?>\n<m>\xff</m>', "SK7030", 2, 4),
        (b'<?xml version="1.0" encoding="klingon"?><m/>', "SK7030", 1, 39),
        (b"<m a='1' a='2'/>", "SK7030", 1, 15),
        (b"<m>a & b</m>", "SK7030", 1, 7),
        (BOMB, "SK7032", 3, None),
        (BOMB.decode().replace("1.0", "1.0").encode("utf-16"), "SK7032", 3, None),
        (b'<!DOCTYPE m SYSTEM "http://example.org/m.dtd">\n<m>&x;</m>', "SK7031", 1, None),
    ],
)
def test_faults_have_their_place(data: bytes, code: str, line: int, column: int | None) -> None:
    finding = parse_xml(data, "imsmanifest.xml").findings[0]
    assert (finding.code, finding.pos.line, finding.pos.column) == (code, line, column)


@pytest.mark.parametrize(
    "data",
    [
        "<m>ü</m>".encode("utf-16"),
        "\ufeff<m>ü</m>".encode(),
        '<?xml version="1.0" encoding="iso-8859-1"?><m>ü</m>'.encode("latin-1"),
        "<m>ü</m>".encode(),
    ],
)
def test_encodings_that_are_declared_are_read(data: bytes) -> None:
    parsed = parse_xml(data, "m.xml")
    assert parsed.findings == ()
    assert text_of(parsed.root) == "ü"


def test_entities_are_never_expanded() -> None:
    assert parse_xml(BOMB, "m.xml").root is None
    outside = b'<!DOCTYPE m SYSTEM "m.dtd"><m>&x;</m>'
    assert parse_xml(outside, "m.xml").root is None
    assert [finding.code for finding in parse_xml(outside, "m.xml").findings] == ["SK7031", "SK7032"]


def test_a_lone_doctype_is_a_warning_and_the_rest_is_read() -> None:
    parsed = parse_xml(b"<!DOCTYPE m><m/>", "m.xml")
    assert parsed.root is not None
    assert [finding.code for finding in parsed.findings] == ["SK7031"]


def test_paths_of_elements() -> None:
    root = etree.fromstring(b'<m xmlns="urn:m" xmlns:x="urn:x"><a/><a><x:b/></a></m>')
    assert Paths().of(root[1][0]) == "/m/a[2]/x:b"


def test_what_is_too_deep_for_readers_is_not_called_malformed() -> None:
    parsed = parse_xml(b"<a>" * 300 + b"</a>" * 300, "imsmanifest.xml")
    assert [finding.code for finding in parsed.findings] == ["SK7035"]
