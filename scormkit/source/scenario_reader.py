"""A `::: scenario` block with scenes → a draft of the scenario: its settings, and what stands in it as tokens."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from markdown_it.token import Token

from scormkit.course.scenario import ENDINGS, LEAST, MOST, Change, Condition
from scormkit.findings import Origin, SourcePos
from scormkit.source.block_writer import block_settings
from scormkit.source.blocks import CHOICE_SETTINGS, SCENARIO_SETTINGS, SCENE_SETTINGS
from scormkit.source.colon_blocks import Opening
from scormkit.source.faults.fields import NOT_ALLOWED, OUT_OF_RANGE
from scormkit.source.faults.scenarios import (
    CHOICE_WITHOUT_LINK,
    NOT_IN_SCENARIO,
    PART_WITHOUT_ID,
    SETTING_OF_CHOICE,
    UNKNOWN_SCENE,
)
from scormkit.source.markdown_reader import Document, WayOn, matching_close, parts_of, plain_text
from scormkit.source.nearest import did_you_mean, nearest
from scormkit.source.reading import Reading
from scormkit.source.scalars import PlacedText, check_id
from scormkit.source.settings import Settings, check_settings, read_settings

_NAME = r"[A-Za-z][A-Za-z0-9_]*"
_CHANGE = re.compile(rf"(?P<name>{_NAME})(?:\s*(?P<how>[-+=−])\s*(?P<number>[-−]?\d+))?")
_CONDITION = re.compile(
    rf"(?:(?P<negated>not)\s+)?(?P<name>{_NAME})(?:\s*(?P<how>>=|<=|!=|==|=|>|<|≥|≤)\s*(?P<number>[-−]?\d+))?"
)
_LISTS = ("bullet_list_open", "ordered_list_open")


@dataclass(slots=True)
class DraftWay:
    """A choice of a scene: its line, and the blocks of its consequence. `to` is "" where no scene could be meant."""

    id: str
    to: str
    line: Token
    text: str
    points: int
    changes: tuple[Change, ...]
    conditions: tuple[Condition, ...]
    consequence: list[Token]
    origin: Origin


@dataclass(slots=True)
class DraftScene:
    """A scene as its block tells."""

    id: str
    title: str
    ending: str
    points: int
    text: list[Token]
    ways: list[DraftWay]
    origin: Origin


@dataclass(slots=True)
class DraftScenario:
    """A scenario as its block tells; `intro` is what stands outside its scenes."""

    id: str
    title: str
    attempts: int
    required: bool
    maps_to: list[PlacedText] | None
    objectives: list[PlacedText] | None
    intro: list[Token]
    scenes: list[DraftScene]
    origin: Origin = field(repr=False)
    hooks: list[str] = field(default_factory=list)


def has_scenes(inner: list[Token]) -> bool:
    """Whether the tokens of a `scenario` block make it branch; else it is a call-out."""
    return any(_kind(token) == "scene" for token in inner)


def _kind(token: Token) -> str:
    return token.meta["opening"].kind if token.type == "colon_block_open" else ""


def read_scenario(reading: Reading, document: Document, opening: Opening, inner: list[Token]) -> DraftScenario:
    """Reads a block whose tokens are `inner`. Faults are reported, and something harmless stands in."""
    return _ScenarioReader(reading, document).scenario(opening, inner)


class _ScenarioReader:
    def __init__(self, reading: Reading, document: Document) -> None:
        self._reading = reading
        self._document = document

    def scenario(self, opening: Opening, inner: list[Token]) -> DraftScenario:
        settings, pos = self._settings(opening, "a scenario", SCENARIO_SETTINGS)
        inner = self._without_asked(inner)
        intro: list[Token] = []
        scenes: list[DraftScene] = []
        for part in parts_of(inner):
            if _kind(part[0]) == "scene":
                scenes.append(self._scene(part[0].meta["opening"], part[1:-1]))
            else:
                intro += part
        self._find_targets(scenes)
        return DraftScenario(
            id=settings.id or f"unnamed-{pos.line}",
            title=opening.title,
            attempts=self._attempts(settings),
            required=self._required(settings),
            maps_to=_placed(settings, "maps_to"),
            objectives=_placed(settings, "objective"),
            intro=intro,
            scenes=scenes,
            origin=Origin(pos, dict.fromkeys(("id", *settings.values), settings.pos)),
            hooks=settings.words("xapi"),
        )

    def _settings(self, opening: Opening, owner: str, names: tuple[str, ...]) -> tuple[Settings, SourcePos]:
        pos = self._document.pos(opening.line, self._document.lines[opening.line].find(":") + 1)
        settings = block_settings(self._reading, self._document, opening)
        check_settings(self._reading, settings, owner, names)
        if settings.id:
            check_id(self._reading, settings.id, settings.pos)
        else:
            self._reading.report(PART_WITHOUT_ID.at(pos, f"this {opening.kind} has no id"))
        return settings, pos

    def _without_asked(self, inner: list[Token]) -> list[Token]:
        """The tokens without questions and scenarios, which are reported."""
        kept: list[Token] = []
        index = 0
        while index < len(inner):
            token = inner[index]
            if _kind(token) == "question" or (_kind(token) == "scenario" and has_scenes(_within(inner, index))):
                message = f"a {_kind(token)} begins within a scenario here"
                self._reading.report(NOT_IN_SCENARIO.at(self._document.start_of(token), message))
                index = matching_close(inner, index)
            else:
                kept.append(token)
            index += 1
        return kept

    def _scene(self, opening: Opening, inner: list[Token]) -> DraftScene:
        settings, pos = self._settings(opening, "a scene", SCENE_SETTINGS)
        text: list[Token] = []
        ways: list[DraftWay] = []
        for part in parts_of(inner):
            if part[0].type in _LISTS and any("choice" in token.meta for token in part):
                ways += [way for item in parts_of(part[1:-1]) if (way := self._way(item))]
            else:
                text += part
        ending = settings.values.get("ending", "")
        if ending and ending not in ENDINGS:
            message = f"“{ending}” is not a kind of ending"
            self._reading.report(NOT_ALLOWED.at(settings.pos, message, hint=did_you_mean(ending, ENDINGS)))
            ending = nearest(ending, ENDINGS) or "mixed"
        if "points" in settings.values and not ending:
            message = "points of a scene count where it is an ending; elsewhere, write them at the choices"
            self._reading.report(SETTING_OF_CHOICE.at(settings.pos, message))
        keys = dict.fromkeys(("id", *settings.values), settings.pos)
        name = settings.id or f"unnamed-{pos.line}"
        return DraftScene(name, opening.title, ending, self._points(settings), text, ways, Origin(pos, keys))

    def _way(self, item: list[Token]) -> DraftWay | None:
        pos = self._document.start_of(item[0])
        found: WayOn | None = item[0].meta.get("choice")
        if found is None:
            self._reading.report(CHOICE_WITHOUT_LINK.at(pos, "this item does not say to which scene it leads"))
            return None
        line = item[2]
        # What is chosen is a button: nothing else in it can be pressed.
        line.children = [each for each in line.children or [] if each.type not in ("link_open", "link_close")]
        settings = read_settings(self._reading, found.braces, pos) if found.braces else Settings(pos)
        check_settings(self._reading, settings, "a choice", CHOICE_SETTINGS)
        if settings.id:
            check_id(self._reading, settings.id, pos)
        for token in item[4:-1]:
            # The paragraphs of a tight list go without tags; a consequence stands in a block of its own.
            token.hidden = False
        return DraftWay(
            id=settings.id,
            to=found.to,
            line=line,
            text=plain_text([line]),
            points=self._points(settings),
            changes=tuple(self._changes(settings)),
            conditions=tuple(self._conditions(settings)),
            consequence=item[4:-1],
            origin=Origin(pos),
        )

    # Numbers and variables

    def _points(self, settings: Settings) -> int:
        written = settings.values.get("points", "0")
        if number := self._number(settings, "points", written, written):
            return number
        return 0

    def _number(self, settings: Settings, name: str, text: str, whole: str) -> int | None:
        """A whole number within the bounds; None, and a finding, for anything else."""
        plain = text.replace("−", "-")
        if re.fullmatch(r"[-+]?\d{1,4}", plain) and LEAST <= int(plain) <= MOST:
            return int(plain)
        message = f"“{name}={whole}”: “{text}” is no whole number from {LEAST} to {MOST}"
        self._reading.report(SETTING_OF_CHOICE.at(settings.pos, message))
        return None

    def _changes(self, settings: Settings) -> Iterator[Change]:
        whole = settings.values.get("set", "")
        for part in filter(None, re.split(r"\s*,\s*|\s+(?=[A-Za-z])", whole.strip())):
            match = _CHANGE.fullmatch(part)
            if match is None:
                message = f"“set={whole}”: “{part}” says nothing that can be done to a variable"
                self._reading.report(SETTING_OF_CHOICE.at(settings.pos, message))
            elif not match["how"]:
                yield Change(match["name"], "=", 1)
            elif (number := self._number(settings, "set", match["number"], whole)) is not None:
                sign = -1 if match["how"] in "-−" else 1
                yield Change(match["name"], "=" if match["how"] == "=" else "+", sign * number)

    def _conditions(self, settings: Settings) -> Iterator[Condition]:
        whole = settings.values.get("if", "")
        for part in filter(None, re.split(r"\s*,\s*|\s+and\s+", whole.strip())):
            match = _CONDITION.fullmatch(part)
            if match is None or (match["negated"] and match["how"]):
                message = f"“if={whole}”: “{part}” asks nothing of a variable"
                self._reading.report(SETTING_OF_CHOICE.at(settings.pos, message))
            elif not match["how"]:
                yield Condition(match["name"], "=" if match["negated"] else "!=", 0)
            elif (number := self._number(settings, "if", match["number"], whole)) is not None:
                yield _condition(match["name"], match["how"], number)

    def _attempts(self, settings: Settings) -> int:
        written = settings.values.get("attempts", "0")
        if written.isascii() and written.isdigit() and len(written) < 4:
            return int(written)
        message = f"“attempts” must be a whole number, 0 or more, not {written}"
        self._reading.report(OUT_OF_RANGE.at(settings.pos, message))
        return 0

    def _required(self, settings: Settings) -> bool:
        written = settings.values.get("required", "yes")
        if written not in ("yes", "no", "true", "false"):
            self._reading.report(NOT_ALLOWED.at(settings.pos, f"“required” is yes or no, not “{written}”"))
        return written not in ("no", "false")

    # Where choices lead

    def _find_targets(self, scenes: list[DraftScene]) -> None:
        known = [scene.id for scene in scenes]
        for scene in scenes:
            for way in scene.ways:
                if way.to in known:
                    continue
                message = f"“#{way.to}” is not a scene of this scenario"
                hint = did_you_mean(way.to, known)
                self._reading.report(UNKNOWN_SCENE.at(way.origin.pos, message, hint=hint))
                # Taken as what was probably meant, so that no scene is found to be unreachable as well.
                way.to = nearest(way.to, known) or ""


def _condition(name: str, how: str, number: int) -> Condition:
    match how:
        case ">":
            return Condition(name, ">=", number + 1)
        case "<":
            return Condition(name, "<=", number - 1)
        case ">=" | "≥":
            return Condition(name, ">=", number)
        case "<=" | "≤":
            return Condition(name, "<=", number)
        case "!=":
            return Condition(name, "!=", number)
    return Condition(name, "=", number)


def _within(tokens: list[Token], index: int) -> list[Token]:
    return tokens[index + 1 : matching_close(tokens, index)]


def _placed(settings: Settings, name: str) -> list[PlacedText] | None:
    if name not in settings.values:
        return None
    return [PlacedText(word, settings.pos) for word in settings.words(name)]
