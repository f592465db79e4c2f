"""The theme of a course: one that comes along, with the tokens, style sheet and logo of the author's own over it."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from scormkit.course.model import Asset, Theme
from scormkit.findings import Origin, SourcePos
from scormkit.resources import TEMPLATES
from scormkit.source.assets import SessionAssets, Use
from scormkit.source.faults.assets import FILE_MISSING, FILE_OUTSIDE
from scormkit.source.faults.themes import THEME_NOT_FOUND
from scormkit.source.fields import read_fields
from scormkit.source.nearest import did_you_mean
from scormkit.source.reading import Reading
from scormkit.source.scalars import PlacedText
from scormkit.source.style_sheet import read_style_sheet
from scormkit.source.theme_fields import AuthoredColours, ThemeFields
from scormkit.source.yaml_reader import read_yaml

THEME_FILE = "theme.yaml"
DEFAULT = "default"
_FOLDER = TEMPLATES / "themes"
_TOKEN = re.compile(r"--([a-z-]+):\s*(#[0-9a-f]{3,6});")
# No id holds an underscore, so no session has files of this name.
_PREFIX = "_theme"


@dataclass(slots=True)
class _Tokens:
    """What is known of a theme so far. Colours are complete; of type and spacing there is what differs."""

    light: dict[str, str]
    dark: dict[str, str]
    sizes: dict[str, str] = field(default_factory=dict)
    css: str = ""


@dataclass(frozen=True, slots=True)
class FoundTheme:
    """The theme, None where the player looks as it does by itself, and the files of the folder that it is made of."""

    theme: Theme | None = None
    files: frozenset[str] = frozenset()


def built_in_themes() -> tuple[str, ...]:
    """The themes that come along."""
    return (DEFAULT, *sorted(path.stem for path in _FOLDER.glob("*.yaml")))


def resolve_theme(reading: Reading, named: PlacedText | None, css: PlacedText | None, folder: Path) -> FoundTheme:
    """The theme that a course or session has: the one it names, else `theme.yaml` beside it; `css` goes over it."""
    files: set[str] = set()
    fields, base = None, DEFAULT
    if named and named.text in built_in_themes():
        base = named.text
    elif named or (folder / THEME_FILE).is_file():
        name = named.text if named else THEME_FILE
        path = _inside(reading, name, named.pos if named else SourcePos(""), folder, wants_theme=True)
        file = reading.open(path) if path else None
        if file is None:
            return FoundTheme()
        files.add(posixpath.normpath(name))
        fields = read_fields(reading, ThemeFields, read_yaml(reading, file, file.text))
        base = fields.based_on
        if base not in built_in_themes():
            hint = did_you_mean(base, built_in_themes())
            message = f"there is no theme “{base}” to base this one on"
            reading.report(THEME_NOT_FOUND.at(fields.origin.at("based_on"), message, hint=hint))
            base = DEFAULT
    elif css is None:
        return FoundTheme()
    tokens = _of_built_in(base)
    keys = _lay_over(tokens, fields) if fields else {}
    logo = None
    if fields and fields.logo:
        logo = _logo(reading, fields.logo, folder)
        files.add(posixpath.normpath(fields.logo.text))
    for sheet in (fields.css if fields else None, css):
        if sheet and (path := _inside(reading, sheet.text, sheet.pos, folder)) and (file := reading.open(path)):
            tokens.css += read_style_sheet(reading, file)
            files.add(posixpath.normpath(sheet.text))
    origin = Origin(fields.origin.pos if fields else SourcePos(""), keys)
    text = fields.logo_text if fields else ""
    return FoundTheme(Theme(tokens.light, tokens.dark, tokens.sizes, tokens.css, logo, text, origin), frozenset(files))


def _inside(reading: Reading, name: str, pos: SourcePos, folder: Path, *, wants_theme: bool = False) -> Path | None:
    path = posixpath.normpath(name)
    if posixpath.isabs(path) or path.split("/")[0] == "..":
        reading.report(FILE_OUTSIDE.at(pos, f"“{name}” lies outside the folder of the course"))
        return None
    if (folder / path).is_file():
        return folder / path
    if wants_theme:
        hint = did_you_mean(name, built_in_themes())
        reading.report(THEME_NOT_FOUND.at(pos, f"“{name}” is neither a theme that comes along nor a file", hint=hint))
    else:
        reading.report(FILE_MISSING.at(pos, f"there is no file “{name}”"))
    return None


def _logo(reading: Reading, logo: PlacedText, folder: Path) -> Asset | None:
    return SessionAssets(reading, _PREFIX, folder).use(logo.text, logo.pos, Use.IMAGE)


@cache
def _player_colours() -> tuple[dict[str, str], dict[str, str]]:
    """The colours that the player has by itself, light and dark."""
    text = (TEMPLATES / "theme" / "1-tokens.css").read_text("utf-8")
    light, dark = (
        {name: value if len(value) == 7 else "#" + "".join(2 * digit for digit in value[1:]) for name, value in found}
        for found in (_TOKEN.findall(part) for part in text.split("@media", 1))
    )
    return light, {**light, **dark}


def _of_built_in(name: str) -> _Tokens:
    light, dark = _player_colours()
    tokens = _Tokens(dict(light), dict(dark))
    if name != DEFAULT:
        reading = Reading()
        file = reading.open(_FOLDER / f"{name}.yaml")
        assert file is not None, "it comes along"
        fields = read_fields(reading, ThemeFields, read_yaml(reading, file, file.text))
        assert not reading.findings, reading.findings
        _lay_over(tokens, fields)
        if fields.css:
            tokens.css = (_FOLDER / fields.css.text).read_text("utf-8")
    return tokens


def _lay_over(tokens: _Tokens, fields: ThemeFields) -> dict[str, SourcePos]:
    """Puts what is written over what was known; the place of each colour that is written."""
    keys: dict[str, SourcePos] = {}
    for scheme, colours, known in (("light", fields.light, tokens.light), ("dark", fields.dark, tokens.dark)):
        for name, value in _written(colours).items():
            known[name] = value
            assert colours is not None, "what is written stands somewhere"
            keys[f"{scheme}.{name}"] = colours.origin.at(name.replace("-", "_"))
    for part in (fields.type, fields.spacing):
        if part:
            tokens.sizes |= {name.replace("_", "-"): value for name, value in part if value}
    return keys


def _written(colours: AuthoredColours | None) -> dict[str, str]:
    return {name.replace("_", "-"): value for name, value in colours if value} if colours else {}
