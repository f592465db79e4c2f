"""Good packages written in other ways that mean the same: nothing is an error, and hardly anything a warning."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from scormkit.findings import Severity
from scormkit.targets import STANDARDS
from scormkit.targets.verify import judge
from tests.targets.cases import zipped
from tests.targets.grounds import good_files, manifest_name

Files = dict[str, bytes]
Change = Callable[[str], str | bytes]
DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>'
SCORM = ("scorm12", "scorm2004-3", "scorm2004-4")
CP = ("manifest|metadata|schema|schemaversion|organizations|organization|title|item|resources|resource|file|dependency"
      "|courseStructure|course|objectives|objective|block|au|url|langstring|description|tincan|activities|activity"
      "|name|launch|interactionType|choices|component|id")  # fmt: skip


def prefixed(text: str) -> str:
    """The default name space gets a prefix."""
    text = re.sub(rf"<(/?)({CP})(?=[\s/>])", r"<\1cp:\2", text)
    return text.replace(" xmlns=", " xmlns:cp=", 1)


def other_prefixes(text: str) -> str:
    for usual in ("adlcp", "imsss", "imsmd", "lom"):
        text = re.sub(rf"(?<=[</ :]){usual}(?=[:=])", f"x{usual}", text)
    return text


def commented(text: str) -> str:
    """Comments and instructions behind every tag that ends a line."""
    return DECLARATION + re.sub(
        r">\n", "><!-- <resource href='nothing'/> --><?page break?>\n", text[len(DECLARATION) :]
    )


def with_vendor(text: str) -> str:
    """Vendors' elements and attributes where every standard has room for them."""
    extra = '<v:extra xmlns:v="urn:vendor"><v:deep mark="1">text</v:deep></v:extra>'
    for end in ("</resource>", "</organization>", "</courseStructure>", "</au>", "</block>", "</activity>"):
        text = text.replace(end, extra + end)
    return re.sub(r"<(item|resource|organization) ", r'<\1 xmlns:w="urn:vendor:w" w:mark="7" ', text)


def shuffled(text: str) -> str:
    """Attributes in another order."""
    root = etree.fromstring(text.encode())
    dice = random.Random(5)
    for element in root.iter(etree.Element):
        attributes = list(element.attrib.items())
        dice.shuffle(attributes)
        element.attrib.clear()
        for name, value in attributes:
            element.set(name, value)
    return DECLARATION + etree.tostring(root, encoding="unicode")


def blanks(text: str) -> str:
    """Blanks around identifiers and references: white space of these types collapses."""
    return re.sub(r'\b(identifier|identifierref|default|ID|IDRef)="([^"]+)"', r'\1="  \2 "', text)


def blank_booleans(text: str) -> str:
    return re.sub(r'="(true|false)"', r'=" \1 "', text) if "isvisible" in text else text


def encoded(text: str) -> str:
    """Letters of addresses percent-encoded."""
    return text.replace("part-", "p%61rt%2D").replace(".png", "%2Epng")


def with_query(text: str) -> str:
    """Query and fragment behind the launch address."""
    return re.sub(r'(adlcp:scorm[tT]ype="sco" href="[^"]*)"', r'\1?page=1&amp;x=%20#top"', text)


def based(text: str) -> str:
    """The same addresses from bases of resources and resource."""
    text = text.replace("<resources>", '<resources xml:base="./">')
    for number in range(1, 7):
        text = text.replace(f'"part-{number}/index.html">', f'"index.html" xml:base="part-{number}/">')
        text = text.replace(f'<file href="part-{number}/', '<file href="')
    return text


def up_and_down(text: str) -> str:
    """Steps up that stay inside."""
    return text.replace('href="part-', 'href="other/../part-').replace("<url>part-", "<url>other/../part-")


def character_data(text: str) -> str:
    return re.sub(r"<title>([^<]+)</title>", r"<title><![CDATA[\1]]></title>", text)


def quoted(text: str) -> str:
    """Single quotes, blanks around the equals sign, and a line for each attribute."""
    return DECLARATION + re.sub(r' ([\w:]+)="([^"\']*)"', r"\n   \1 = '\2'", text[len(DECLARATION) :])


CHANGES: dict[str, Change] = {
    "as it is": lambda text: text,
    "prefixed": prefixed,
    "other prefixes": other_prefixes,
    "comments": commented,
    "vendors": with_vendor,
    "attribute order": shuffled,
    "blanks around identifiers": blanks,
    "blanks around booleans": blank_booleans,
    "percent-encoding": encoded,
    "query and fragment": with_query,
    "xml:base": based,
    "steps up inside": up_and_down,
    "CDATA": character_data,
    "quotes": quoted,
    "no declaration": lambda text: text.replace(DECLARATION, "").lstrip(),
    "standalone": lambda text: text.replace("?>", " standalone='yes'?>", 1),
    "XML 1.1 of no use": lambda text: text.replace('encoding="UTF-8"', "encoding='utf-8'"),
    "byte order mark": lambda text: b"\xef\xbb\xbf" + text.encode(),
    "UTF-16": lambda text: text.replace("UTF-8", "UTF-16").encode("utf-16"),
    "UTF-16, big end first": lambda text: b"\xfe\xff" + text.replace("UTF-8", "UTF-16").encode("utf-16-be"),
    "UTF-16 without declaration": lambda text: text.replace(DECLARATION, "").encode("utf-16"),
    "Latin 1": lambda text: text.replace("UTF-8", "ISO-8859-1").encode("iso-8859-1", "xmlcharrefreplace"),
    "Windows": lambda text: text.replace("UTF-8", "windows-1252").encode("cp1252", "xmlcharrefreplace"),
    "line ends of Windows": lambda text: text.replace("\n", "\r\n"),
    "line ends of old Macs": lambda text: text.replace("\n", "\r"),
    "one line": lambda text: re.sub(r">\s+<", "><", text),
    "blank lines at the end": lambda text: f"{text}\n\n   \n<!-- end -->\n",
    "a style sheet": lambda text: text.replace("?>", '?>\n<?xml-stylesheet href="x.xsl"?>', 1),
    "no schemaLocation": lambda text: re.sub(r'\s+xsi:schemaLocation="[^"]*"', "", text),
    "more name spaces": lambda text: text.replace(" xmlns=", ' xmlns:a="urn:a" xmlns:b="urn:b" xmlns=', 1),
    "entities of XML": lambda text: text.replace("Part 1<", "Part &lt;1&gt; &amp; &quot;2&quot; &apos;3&apos;<"),
    "numbers for letters": lambda text: text.replace("Part 2<", "P&#97;rt &#x32;<"),
}


@pytest.mark.parametrize("standard", STANDARDS)
@pytest.mark.parametrize("change", CHANGES)
def test_the_same_in_other_words(standard: str, change: str, tmp_path: Path) -> None:
    files, name = good_files(standard), manifest_name(standard)
    changed = CHANGES[change](files[name].decode())
    data = changed if isinstance(changed, bytes) else changed.encode()
    path = tmp_path / "package.zip"
    path.write_bytes(zipped({**files, name: data}))
    judged = judge(path)
    assert judged.standard == standard
    assert [f"{one.code} {one.message}" for one in judged.findings] == []
    plain = tmp_path / "plain.zip"
    plain.write_bytes(zipped(files))
    assert judged.outline is not None
    expected = judge(plain).outline
    assert expected is not None
    assert [item.identifier for item in judged.outline.walk()] == [item.identifier for item in expected.walk()]


@pytest.mark.parametrize("standard", STANDARDS)
@pytest.mark.parametrize("is_encoded", [False, True])
def test_names_outside_ascii(standard: str, is_encoded: bool, tmp_path: Path) -> None:
    """In an address they may stand as they are, or percent-encoded; in the zip they are marked as UTF-8."""
    files, name = good_files(standard), manifest_name(standard)
    odd, shown = "пример 测试 é", "%D0%BF%D1%80%D0%B8%D0%BC%D0%B5%D1%80%20%E6%B5%8B%E8%AF%95%20%C3%A9"
    if not is_encoded:
        shown = odd.replace(" ", "%20")
    text = files[name].decode().replace("part-", f"{shown}-")
    changed = {each.replace("part-", f"{odd}-"): content for each, content in files.items()}
    path = tmp_path / "package.zip"
    path.write_bytes(zipped({**changed, name: text.encode()}))
    assert [finding for finding in judge(path).findings if finding.severity is not Severity.NOTICE] == []


@pytest.mark.parametrize("standard", SCORM)
def test_metadata_in_other_forms(standard: str, tmp_path: Path) -> None:
    """None at all, or in a file of its own; both are usual."""
    files = good_files(standard)
    text = files["imsmanifest.xml"].decode()
    bare = re.sub(r"<(imsmd|lom):lom.*?</\1:lom>", "", text, flags=re.DOTALL)
    bare = re.sub(r"\S+ (imsmd_rootv1p2p1|lom)\.xsd(?=[ \"])", "", bare)
    space = "http://ltsc.ieee.org/xsd/LOM" if standard != "scorm12" else "http://www.imsglobal.org/xsd/imsmd_rootv1p2p1"
    title = '<string language="en">A title</string>' if standard != "scorm12" else "<langstring>A title</langstring>"
    lom = f'<lom xmlns="{space}"><general><title>{title}</title></general></lom>'
    located = bare.replace("</schemaversion>", "</schemaversion><adlcp:location>meta/lom.xml</adlcp:location>")
    for form, more in ((bare, {}), (located, {"meta/lom.xml": lom.encode()})):
        path = tmp_path / "package.zip"
        path.write_bytes(zipped({**files, "imsmanifest.xml": form.encode(), **more}))
        assert judge(path).findings == ()


@pytest.mark.parametrize("standard", STANDARDS)
def test_a_folder_and_a_bare_manifest(standard: str, tmp_path: Path) -> None:
    for name, content in good_files(standard).items():
        path = tmp_path / "unpacked" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    assert judge(tmp_path / "unpacked").findings == ()
    judged = judge(tmp_path / "unpacked" / manifest_name(standard))
    assert judged.standard == standard
    assert {finding.code for finding in judged.findings} <= {"SK9009"}


def test_empty_elements_of_templates(tmp_path: Path) -> None:
    """Editors leave them in; LMSs take them for none."""
    files = good_files("scorm12")
    empty = (
        '<adlcp:prerequisites type="aicc_script"></adlcp:prerequisites><adlcp:maxtimeallowed/>'
        "<adlcp:datafromlms></adlcp:datafromlms><adlcp:masteryscore/>"
    )
    text = re.sub(r"<adlcp:masteryscore>.*?</adlcp:masteryscore>", empty, files["imsmanifest.xml"].decode())
    path = tmp_path / "package.zip"
    path.write_bytes(zipped({**files, "imsmanifest.xml": text.encode()}))
    assert judge(path).findings == ()
