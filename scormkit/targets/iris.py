"""IRIs and language tags, as cmi5 and xAPI ask for them; XML Schema takes nearly any text for an anyURI."""

from __future__ import annotations

import re

# RFC 3987: a scheme, then something, and no sign that must be encoded.
_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:[^\s<>\"{}|\\^`]+")
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*|[xXiI](-[A-Za-z0-9]{1,8})+")


def is_absolute_iri(text: str) -> bool:
    """Whether it is an IRI with a scheme; one with an authority must name a host."""
    if not _ABSOLUTE.fullmatch(text):
        return False
    scheme, _, rest = text.partition(":")
    return scheme.lower() not in ("http", "https") or bool(re.match(r"//[^/?#]+", rest))


def is_language(text: str) -> bool:
    """Whether it has the form of a language tag (BCP 47)."""
    return bool(_LANGUAGE.fullmatch(text))
