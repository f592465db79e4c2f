"""A theme → what stands behind the player's own styles."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from scormkit.course.model import Theme

# What is printed keeps black on white; these colours are the theme's on paper too.
_PRINTED = ("accent", "accent-strong")


def theme_styles(theme: Theme | None) -> bytes:
    """The tokens and the style sheets of a theme; nothing where there is none."""
    if theme is None:
        return b""
    parts = [
        _root(theme.sizes),
        f"@media screen {{\n{_root(theme.light)}}}\n",
        f"@media screen and (prefers-color-scheme: dark) {{\n{_root(theme.dark)}}}\n",
        f"@media print {{\n{_root({name: theme.light[name] for name in _PRINTED})}}}\n",
        theme.css,
    ]
    return ("\n" + "".join(parts)).encode()


def _root(tokens: Mapping[str, str]) -> str:
    return f":root {{\n{''.join(_lines(tokens))}}}\n" if tokens else ""


def _lines(tokens: Mapping[str, str]) -> Iterable[str]:
    return (f"  --{name}: {value};\n" for name, value in tokens.items())
