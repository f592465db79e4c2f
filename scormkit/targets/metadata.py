"""IEEE LOM in the two dialects that packages carry: IMS MD 1.2.1 (SCORM 1.2) and IEEE 1484.12.3 (SCORM 2004).

The dialects hold the same facts in differently spelled elements. This file names the differences; `metadata_writer`
and `metadata_reader` go through the elements once for both.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LomDialect:
    """Spelling and structure of one dialect.

    `string` is the element that holds a text in a language, `language_attribute` the attribute that names it.
    `is_lower`: element names are all lower-case. `nests_taxa`: a taxon holds the next one instead of standing beside
    it. `has_capital_words`: words of the vocabulary are capitalised and, like their sources, texts in a language.
    """

    namespace: str
    string: str
    language_attribute: str
    entity: str
    moment: str
    span: str
    scheme: tuple[str, str]
    is_lower: bool
    nests_taxa: bool
    has_capital_words: bool

    def name(self, local: str) -> str:
        """A qualified name, spelled as this dialect does."""
        return f"{{{self.namespace}}}{local.lower() if self.is_lower else local}"


IMS_MD = LomDialect(
    namespace="http://www.imsglobal.org/xsd/imsmd_rootv1p2p1",
    string="langstring",
    language_attribute="{http://www.w3.org/XML/1998/namespace}lang",
    entity="centity",
    moment="datetime",
    span="datetime",
    scheme=("metadatascheme", "ADL SCORM 1.2"),
    is_lower=True,
    nests_taxa=True,
    has_capital_words=True,
)
IEEE_LOM = LomDialect(
    namespace="http://ltsc.ieee.org/xsd/LOM",
    string="string",
    language_attribute="language",
    entity="entity",
    moment="dateTime",
    span="duration",
    scheme=("metadataSchema", "LOMv1.0"),
    is_lower=False,
    nests_taxa=False,
    has_capital_words=False,
)

_VCARD_ESCAPED = re.compile(r"\\(.)")


def vcard(name: str, organization: str) -> str:
    """A vCard 3.0 (RFC 2426, which wants FN and N) of a person and, where given, an organization."""

    def escaped(text: str) -> str:
        return re.sub(r"([\\;,])", r"\\\1", text).replace("\n", r"\n")

    lines = ["BEGIN:VCARD", "VERSION:3.0", f"FN:{escaped(name)}", f"N:{escaped(name)};;;;"]
    lines += [f"ORG:{escaped(organization)}"] if organization else []
    return "\n".join([*lines, "END:VCARD"])


def vcard_fields(text: str) -> tuple[str, str]:
    """Name and organization out of a vCard; both empty where it has none. Tools write any line end, or blanks."""

    def plain(value: str) -> str:
        return _VCARD_ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], value).strip()

    found: dict[str, str] = {}
    for line in re.split(r"\r?\n|(?<=\S)\s+(?=(?:FN|N|ORG|VERSION|END|EMAIL)[:;])", text):
        key, _, value = line.strip().partition(":")
        found.setdefault(key.partition(";")[0].upper(), value)
    return plain(found.get("FN", "")), plain(found.get("ORG", ""))


def span_text(minutes: int) -> str:
    """Minutes as an ISO 8601 duration, which both dialects take: PT1H30M."""
    hours, rest = divmod(minutes, 60)
    return "PT" + (f"{hours}H" if hours else "") + (f"{rest}M" if rest or not hours else "")


def span_minutes(text: str) -> int:
    """Minutes of an ISO 8601 duration of days, hours, minutes and seconds, rounded; 0 for anything else."""
    found = re.fullmatch(r"P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.\d+)?S)?)?", text.strip())
    if not found:
        return 0
    days, hours, minutes, seconds = (int(part or 0) for part in found.groups())
    return (days * 24 + hours) * 60 + minutes + round(seconds / 60)
