"""Code in a language → HTML with a class for each kind of word, by pygments. The theme gives them their colours."""

from __future__ import annotations

from functools import cache
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pygments.lexer import Lexer

PLAIN = frozenset({"text", "txt", "plain", "plaintext", "none"})
"""What stands behind a fence of no language."""
# Some readers of languages take very long for what is not of their language.
LONGEST = 20_000
# The first that fits counts, so what is special stands first.
_KINDS = (
    ("Comment", "comment"),
    ("Literal.String", "string"),
    ("Literal.Number", "number"),
    ("Literal.Date", "number"),
    ("Keyword.Constant", "number"),
    ("Keyword", "keyword"),
    ("Operator.Word", "keyword"),
    ("Name.Tag", "keyword"),
    ("Name.Function", "name"),
    ("Name.Class", "name"),
    ("Name.Decorator", "name"),
    ("Name.Attribute", "name"),
    ("Name.Builtin", "name"),
    ("Generic.Deleted", "deleted"),
    ("Generic.Inserted", "inserted"),
    ("Generic.Heading", "name"),
    ("Generic.Prompt", "comment"),
)


def language_names() -> list[str]:
    """What may stand behind a fence."""
    from pygments.lexers import get_all_lexers

    return sorted({alias for _, aliases, _, _ in get_all_lexers(plugins=False) for alias in aliases})


@cache
def _reader(language: str) -> Lexer | None:
    from pygments.lexers import get_lexer_by_name
    from pygments.util import ClassNotFound

    try:
        return get_lexer_by_name(language, stripnl=False, ensurenl=False)
    except ClassNotFound:
        return None


def title_of(language: str) -> str | None:
    """How a language is called; None where it is not known."""
    reader = _reader(language)
    return str(reader.name) if reader else None


def coloured(code: str, language: str) -> str:
    """The code as HTML; what it says is never changed."""
    reader = _reader(language)
    if reader is None or len(code) > LONGEST:
        return escape(code, quote=False)
    words = [(_kind(str(kind)), text) for kind, text in reader.get_tokens(code)]
    if "".join(text for _, text in words) != code:
        return escape(code, quote=False)
    runs: list[tuple[str, str]] = []
    for kind, text in words:
        # Neighbours of a kind are one run: a third of the bytes.
        if runs and runs[-1][0] == kind:
            runs[-1] = (kind, runs[-1][1] + text)
        else:
            runs.append((kind, text))
    return "".join(_run(kind, escape(text, quote=False)) for kind, text in runs)


def _run(kind: str, text: str) -> str:
    return f'<span class="code-{kind}">{text}</span>' if kind and text.strip() else text


@cache
def _kind(token: str) -> str:
    name = token.removeprefix("Token.")
    return next((kind for start, kind in _KINDS if name == start or name.startswith(f"{start}.")), "")
