"""Settings in braces, `{#id .class name=value other="two words"}`: of blocks, headings, pictures, answers."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field

from scormkit.findings import SourcePos
from scormkit.source.faults.markdown import SETTINGS_NOT_UNDERSTOOD, UNKNOWN_SETTING
from scormkit.source.nearest import did_you_mean, nearest
from scormkit.source.reading import Reading

_SETTING = re.compile(
    r"""\s*(?:
        \#(?P<id>[^\s\#.=}"]+)
      | \.(?P<class>[A-Za-z][\w-]*)
      | (?P<name>[A-Za-z][\w-]*)=(?:"(?P<quoted>[^"]*)"|(?P<bare>[^\s"}]+))
    )(?=\s|$)""",
    re.VERBOSE,
)
# At the end of a line, behind a blank or alone; no braces inside, so that it never grows over other text.
AT_END = re.compile(r"(?:^|\s+)(?P<braces>\{[^{}\n]*\})\s*$")


@dataclass(frozen=True, slots=True)
class Settings:
    """What stood in braces: the id behind #, the classes behind dots, and names with values. `pos` is the brace."""

    pos: SourcePos
    id: str = ""
    classes: tuple[str, ...] = ()
    values: dict[str, str] = field(default_factory=dict)

    def words(self, name: str) -> list[str]:
        """The value as a list of words; empty where the setting was not written."""
        return self.values.get(name, "").replace(",", " ").split()


def read_settings(reading: Reading, braces: str, pos: SourcePos) -> Settings:
    """Reads text from `{` to `}`, which begins at `pos`. What cannot be read is reported and left out."""
    inner = braces[1:-1]
    found_id, classes, values, at = "", [], {}, 0
    while inner[at:].strip():
        match = _SETTING.match(inner, at)
        if not match:
            reading.report(SETTINGS_NOT_UNDERSTOOD.at(pos, f"“{inner[at:].strip()}” cannot be understood as a setting"))
            break
        at = match.end()
        if match["id"]:
            found_id = match["id"]
        elif match["class"]:
            classes.append(match["class"])
        elif match["name"] in values:
            reading.report(SETTINGS_NOT_UNDERSTOOD.at(pos, f"“{match['name']}” is set twice", hint="Remove one."))
        else:
            values[match["name"]] = match["bare"] if match["quoted"] is None else match["quoted"]
    return Settings(pos, found_id, tuple(classes), values)


def check_settings(
    reading: Reading, settings: Settings, owner: str, names: Collection[str] = (), classes: Collection[str] = ()
) -> None:
    """Reports the settings that `owner` (“a question”) does not take. An id is written `#id` among the names.

    A mistyped one is then taken as what was probably meant, so that one slip does not set off other findings.
    """
    written = [f"#{settings.id}"] if settings.id and "#id" not in names else []
    written += [name for name in settings.values if name not in names]
    written += [f".{each}" for each in settings.classes if each not in classes]
    known = [*names, *(f".{each}" for each in classes)]
    for each in written:
        reading.report(
            UNKNOWN_SETTING.at(
                settings.pos, f"“{each}” is not a setting that {owner} takes", hint=did_you_mean(each, known)
            )
        )
        if each in settings.values and (meant := nearest(each, names)):
            settings.values.setdefault(meant, settings.values.pop(each))
