"""The schema files themselves: lawful alone and together, complete, and with nothing to fetch."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from scormkit.package.tree import FileTree
from scormkit.resources import SCHEMAS
from scormkit.targets.assembly import assemble
from tests.targets.outlines import CONTENT, OUTLINE
from tests.targets.scorm import SCORM

FILES = sorted(SCHEMAS.rglob("*.xsd"))
XS = "{http://www.w3.org/2001/XMLSchema}"
SHARED = ("adlnav_v1p3.xsd", "imsss_v1p0.xsd", "lom.xsd", "xml.xsd")


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}/{file.name}")
def test_a_schema_is_lawful_and_imports_its_neighbours_only(file: Path) -> None:
    document = etree.parse(str(file))
    etree.XMLSchema(document)
    for element in document.getroot().iter(f"{XS}import", f"{XS}include"):
        location = element.get("schemaLocation", "")
        assert (file.parent / location).is_file()
        assert "/" not in location
    text = file.read_text("utf-8")
    assert "\r" not in text
    assert "Copyright" not in text


def test_standard_names() -> None:
    old = {"adlcp_rootv1p2.xsd", "ims_xml.xsd", "imscp_rootv1p1p2.xsd", "imsmd_rootv1p2p1.xsd"}
    new = {"adlcp_v1p3.xsd", "adlseq_v1p3.xsd", "imscp_v1p1.xsd", *SHARED}
    for name, expected in (("scorm12", old), ("scorm2004-3", new), ("scorm2004-4", new)):
        assert {file.name for file in SCORM[name].schemas} == expected
        assert SCORM[name].standard.schema in SCORM[name].schemas


@pytest.mark.parametrize("name", SHARED)
def test_what_the_editions_share_is_the_same(name: str) -> None:
    """A package carries flat files, so each edition has its own copy."""
    assert (SCHEMAS / "scorm2004-3" / name).read_bytes() == (SCHEMAS / "scorm2004-4" / name).read_bytes()


@pytest.mark.parametrize("name", SCORM)
def test_a_stranger_checks_the_unpacked_package_with_the_schemas_in_it(name: str, tmp_path: Path) -> None:
    target = SCORM[name]
    tree = assemble(OUTLINE, FileTree(CONTENT), target)
    for path in tree:
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_bytes(tree.read(path))
    parser = etree.XMLParser(no_network=True)
    schema = etree.XMLSchema(etree.parse(str(tmp_path / target.standard.schema.name), parser))
    schema.assertValid(etree.parse(str(tmp_path / "imsmanifest.xml"), parser))
