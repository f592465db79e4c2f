"""What libxml2 says of a value or a place that does not fit a schema, put into words: what is allowed instead."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from lxml import etree

from scormkit.package.xml_reader import elements, local_name

XS = "{http://www.w3.org/2001/XMLSchema}"
LONGEST_SHOWN = 80

_NAME = "a name: begin with a letter, go on with letters, digits, '.', '-' or '_'"
_BUILT_IN = {
    "anyURI": "a URI",
    "boolean": "true or false",
    "date": "a date such as 2026-01-31",
    "dateTime": "a date and time such as 2026-01-31T12:00:00",
    "decimal": "a number",
    "duration": "a duration such as PT1H30M",
    "IDREF": "an identifier",
    "integer": "a whole number",
    "language": "a language such as en or de-AT",
    "NCName": _NAME,
    "nonNegativeInteger": "a whole number from 0",
    "string": "a text",
    "token": "a text",
}
# Patterns of our schemas; libxml2 and readers alike see them as they are written there.
PATTERNS = {
    r"[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*": "a language such as en or de-AT",
    r"\d{4}(-\d{2}(-\d{2}(T\d{2}(:\d{2}(:\d{2}(\.\d+)?)?)?(Z|[+\-]\d{2}(:\d{2})?)?)?)?)?": (
        "a date such as 2026, 2026-01 or 2026-01-31T12:00:00Z"
    ),
    r"P(\d+Y)?(\d+M)?(\d+D)?(T(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?": "a duration such as PT1H30M",
}

_BAD_VALUE = re.compile(r"'(.*)' is not a valid value of the (?:local )?(?:atomic|list|union) type '(.+)'", re.DOTALL)
_ENUMERATION = re.compile(r"\[facet 'enumeration'\] The value '(.*)' is not .* the set \{(.*)\}", re.DOTALL)
_PATTERN = re.compile(r"\[facet 'pattern'\] The value '(.*)' is not accepted by the pattern '(.*)'", re.DOTALL)
_LENGTH = re.compile(r"\[facet '(max|min)?[lL]ength'\].* length of '(\d+)'.* '(\d+)'", re.DOTALL)
_LIMIT = re.compile(
    r"\[facet '(min|max)(?:In|Ex)clusive'\] The value '(.*)' is (?:less|greater) than .*\('(.*)'\)", re.DOTALL
)
_MISSING = re.compile(r"The attribute '(.+)' is required but missing")
_EXPECTED = re.compile(r"Expected is (?:one of )?\( (.*) \)")


def type_words(schema: etree._Element) -> dict[str, str]:
    """The named simple types of one schema, qualified, and what a value of them is."""
    space = schema.get("targetNamespace", "")
    named = {str(one.get("name")): one for one in schema.iterchildren(f"{XS}simpleType")}
    return {f"{{{space}}}{name}": _what_is_allowed(one, named) for name, one in named.items()}


def _what_is_allowed(simple: etree._Element, named: Mapping[str, etree._Element]) -> str:
    words = list(_words(simple, named))
    return _one_of(words) if words else " or ".join(_described(part) for part in simple.iter(f"{XS}restriction"))


def _words(simple: etree._Element, named: Mapping[str, etree._Element]) -> Iterator[str]:
    """The words that a type enumerates, with those of the types that it unites."""
    for union in simple.iterchildren(f"{XS}union"):
        for name in (union.get("memberTypes") or "").split():
            yield from _words(named[name], named)
        for member in union.iterchildren(f"{XS}simpleType"):
            yield from _words(member, named)
    for restriction in simple.iterchildren(f"{XS}restriction"):
        yield from (str(word.get("value")) for word in restriction.iterchildren(f"{XS}enumeration"))


def _described(restriction: etree._Element) -> str:
    facets = {local_name(facet): facet.get("value", "") for facet in elements(restriction)}
    what = PATTERNS.get(facets.get("pattern", ""), _BUILT_IN[(restriction.get("base") or "").rpartition(":")[2]])
    if "minInclusive" in facets and "maxInclusive" in facets:
        what += f" from {facets['minInclusive']} to {facets['maxInclusive']}"
    return what + (f" of at most {facets['maxLength']} characters" if "maxLength" in facets else "")


def is_repetition(message: str) -> bool:
    """Whether it says of the type what libxml2 said before of a facet of it, if it did."""
    return "is not a valid value of the " in message


def value_words(message: str, types: Mapping[str, str]) -> str:
    """What is wrong with a value; empty if the message is about something else. `types` are those of `type_words`."""
    if found := _ENUMERATION.match(message):
        return f"“{shown(found[1])}” is not allowed; it takes {_one_of(_quoted(found[2]))}"
    if found := _PATTERN.match(message):
        return f"“{shown(found[1])}” is not allowed; it takes {PATTERNS.get(found[2], found[2])}"
    if found := _LENGTH.match(message):
        return f"the value has {found[2]} characters; {found[3]} are allowed"
    if found := _LIMIT.match(message):
        side = "least" if found[1] == "min" else "greatest"
        return f"“{shown(found[2])}” is out of range; the {side} is {found[3]}"
    if found := _BAD_VALUE.match(message):
        allowed = types.get(found[2]) or _BUILT_IN.get(found[2].rpartition(":")[2])
        return f"“{shown(found[1])}” is not allowed" + (f"; it takes {allowed}" if allowed else "")
    return ""


def place_words(message: str, short: Callable[[str], str]) -> str:
    """What is wrong with a place, empty if the message is about something else. `short` shortens qualified names."""
    names = [short(name) for name in expected(message)]
    if "##any" in message:
        names.append("any other element")
    elif "##other" in message:
        names.append("an element of another name space")
    wanted = f"; expected here: {_listed(names)}" if names else ""
    if "element is not expected" in message:
        return f"it does not belong here{wanted}" if wanted else "it does not belong here, or comes too late"
    if "Missing child element" in message:
        return f"something is missing in it{wanted}"
    if "content type is empty" in message:
        return "it must be empty"
    if "Character content" in message:
        return "it holds elements, and no text of its own"
    if "Element content is not allowed" in message:
        return "it holds a text, and no elements"
    if name := missing_attribute(message):
        return f"the attribute {short(name)} is missing"
    return "the attribute is not allowed here" if message.startswith("The attribute") else ""


def missing_attribute(message: str) -> str:
    """The qualified name of the attribute that libxml2 misses; empty if it misses none."""
    found = _MISSING.match(message)
    return found[1] if found else ""


def expected(message: str) -> list[str]:
    """The qualified names of the elements that libxml2 expected instead."""
    found = _EXPECTED.search(message)
    return [name for name in found[1].split(", ") if not name.startswith("##")] if found else []


def shown(value: str) -> str:
    """A value as a message repeats it."""
    return value if len(value) <= LONGEST_SHOWN else f"{value[:LONGEST_SHOWN]}…"


def _quoted(words: str) -> list[str]:
    return [word.strip("'") for word in re.findall(r"'[^']*'", words)]


def _one_of(words: Iterable[str]) -> str:
    # Some words have commas in them.
    listed = [f"“{word}”" if "," in word else word for word in words]
    return f"one of the words {_listed(listed)}" if len(listed) > 1 else f"the word {''.join(listed)}"


def _listed(names: list[str]) -> str:
    return f"{', '.join(names[:-1])} or {names[-1]}" if len(names) > 1 else "".join(names)
