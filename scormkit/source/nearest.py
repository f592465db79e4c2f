"""What somebody probably meant: the known word nearest to the one written."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable, Sequence

_MANY_CODES = 2000
_ID = re.compile(r"[a-z][a-z0-9-]{0,63}")


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word most like `word`; None where none is like it."""
    folded = {each.lower(): each for each in known}
    match = difflib.get_close_matches(word.lower(), list(folded), n=1, cutoff=0.6)
    return folded[match[0]] if match else None


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A hint that names the nearest known word, or all of them where none is near; empty where nothing is known."""
    words = list(dict.fromkeys(known))
    if match := nearest(word, words):
        return f"Did you mean “{match}”?"
    return f"Known here: {', '.join(words)}." if words else ""


def nearest_code(code: str, codes: Sequence[str]) -> str | None:
    """The code with the fewest edits from `code`; of equals, the one that shares the longest beginning."""
    if len(codes) > _MANY_CODES:
        # Each comparison takes a while: of very many, those of about the same length and beginning will do.
        alike = [
            each
            for each in codes
            if abs(len(each) - len(code)) < 2 and each[: len(code) // 2] == code[: len(code) // 2]
        ]
        codes = alike[:_MANY_CODES]
    if not codes:
        return None

    def distance(other: str) -> tuple[int, int]:
        shared = next((i for i, (a, b) in enumerate(zip(code, other, strict=False)) if a != b), len(code))
        return edit_distance(code, other), -shared

    return min(codes, key=distance)


def edit_distance(a: str, b: str) -> int:
    """How many characters must be inserted, removed or replaced to make one from the other (Levenshtein)."""
    row = list(range(len(b) + 1))
    for i, left in enumerate(a, 1):
        above, row[0] = row[0], i
        for j, right in enumerate(b, 1):
            above, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, above + (left != right))
    return row[-1]


def is_id(text: str) -> bool:
    """Whether this may be an id: small letters, digits and hyphens, a letter first, 64 characters at most."""
    return _ID.fullmatch(text) is not None


def slug(text: str) -> str:
    """Small ASCII letters, digits and single hyphens made from any text; may be empty."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def id_from(text: str, fallback: str = "x") -> str:
    """The id of right shape nearest to a text."""
    made = re.sub(r"^[^a-z]+", "", slug(text))[:64].strip("-")
    return made or fallback
