"""A `::: question` block → a draft of the question: its settings, and what stands in it as tokens."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace

from markdown_it.token import Token

from scormkit.course.model import QuestionType
from scormkit.findings import Origin
from scormkit.questions import QUESTION_TYPES, kind_for
from scormkit.questions.question_type import QuestionKind
from scormkit.source.answer_reader import DraftAnswers, DraftChoice, count_right, read_answers
from scormkit.source.block_writer import block_settings
from scormkit.source.blocks import IN_QUESTIONS, QUESTION_SETTINGS
from scormkit.source.colon_blocks import Opening
from scormkit.source.faults.fields import NOT_ALLOWED, OUT_OF_RANGE, WRONG_KIND
from scormkit.source.faults.markdown import UNKNOWN_SETTING
from scormkit.source.faults.structure import ANSWER_ID_TWICE, QUESTION_WITHOUT_ID
from scormkit.source.markdown_reader import Document, matching_close
from scormkit.source.nearest import did_you_mean
from scormkit.source.reading import Reading
from scormkit.source.room import room_for_text
from scormkit.source.scalars import PlacedText, check_id
from scormkit.source.settings import Settings, check_settings

_YES_NO = {"yes": True, "no": False, "true": True, "false": False}


@dataclass(slots=True)
class QuestionNotes:
    """What is said besides: `hints` one by one, `right` and `wrong` of the response as a whole."""

    hints: list[list[Token]] = field(default_factory=list)
    right: list[Token] = field(default_factory=list)
    wrong: list[Token] = field(default_factory=list)


@dataclass(slots=True)
class DraftQuestion:
    """A question as its block tells; `shuffle` is None where it was left to the assessment."""

    id: str
    type: QuestionType
    points: float
    attempts: int
    shuffle: bool | None
    maps_to: list[PlacedText] | None
    objectives: list[PlacedText] | None
    answers: DraftAnswers
    partial: bool
    required: bool | None
    notes: QuestionNotes
    origin: Origin = field(repr=False)
    hooks: list[str] = field(default_factory=list)
    title: str = ""
    supervisor: str = ""


def read_question(
    reading: Reading, document: Document, opening: Opening, inner: list[Token], *, survey: bool = False
) -> DraftQuestion:
    """Reads a block whose tokens are `inner`. Faults are reported, and something harmless stands in.

    In a `survey`, answers of which none is marked right are all as good.
    """
    line = document.lines[opening.line]
    pos = document.pos(opening.line, line.find(":") + 1)
    settings = block_settings(reading, document, opening)
    check_settings(reading, settings, "a question", QUESTION_SETTINGS)
    if opening.title:
        message = f"a question takes settings in braces, not “{opening.title}”"
        reading.report(UNKNOWN_SETTING.at(pos, message, hint="Write the question into the lines below."))
    if settings.id:
        check_id(reading, settings.id, settings.pos)
    else:
        reading.report(QUESTION_WITHOUT_ID.at(pos, "this question has no id"))
    notes, inner = _take_notes(inner)
    right = count_right(inner)
    kind = _kind(reading, settings, right)
    scored = kind.scored and not (survey and kind.written == "boxes" and not right)
    answers = read_answers(reading, document, kind, inner)
    _take_length(reading, settings, kind, answers)
    _report_same_ids(reading, answers.choices)
    numbers = _Numbers(reading, settings)
    return DraftQuestion(
        id=settings.id or f"unnamed-{pos.line}",
        type=kind.type,
        points=numbers.points() if scored else 0,
        attempts=numbers.attempts(),
        shuffle=_shuffle(reading, settings, kind),
        maps_to=placed_words(settings, "maps_to"),
        objectives=placed_words(settings, "objective"),
        answers=answers,
        partial=_yes_or_no(reading, settings, "partial") or False,
        required=_yes_or_no(reading, settings, "required"),
        notes=notes,
        origin=Origin(pos, dict.fromkeys(("id", *settings.values), settings.pos)),
        hooks=settings.words("xapi"),
    )


def _take_length(reading: Reading, settings: Settings, kind: QuestionKind, answers: DraftAnswers) -> None:
    """How much of a reflection is kept."""
    if "length" not in settings.values:
        return
    if kind.type is not QuestionType.REFLECTION:
        message = f"“length” goes with questions of type “{QuestionType.REFLECTION}”, not with “{kind.type}”"
        reading.report(UNKNOWN_SETTING.at(settings.pos, message, hint="Leave it out."))
        return
    room = room_for_text(reading, settings, "length", kind.longest)
    answers.blanks = [replace(blank, limit=room) for blank in answers.blanks]


def _take_notes(inner: list[Token]) -> tuple[QuestionNotes, list[Token]]:
    """The blocks with hints and with what is said of a response, and the tokens of the question without them."""
    notes, rest = QuestionNotes(), []
    index = 0
    while index < len(inner):
        token = inner[index]
        kind = token.meta["opening"].kind if token.type == "colon_block_open" else ""
        if kind not in IN_QUESTIONS:
            rest.append(token)
            index += 1
            continue
        close = matching_close(inner, index)
        said = inner[index + 1 : close]
        if kind == "hint":
            notes.hints.append(said)
        elif kind == "right":
            notes.right += said
        else:
            notes.wrong += said
        index = close + 1
    return notes, rest


def _report_same_ids(reading: Reading, choices: list[DraftChoice]) -> None:
    seen: set[str] = set()
    for choice in choices:
        if choice.id in seen:
            reading.report(ANSWER_ID_TWICE.at(choice.origin.pos, f"another answer has the id “{choice.id}” already"))
        elif choice.id:
            seen.add(choice.id)


def _kind(reading: Reading, settings: Settings, right: int) -> QuestionKind:
    written = settings.values.get("type")
    if written is None:
        return kind_for(right)
    known = [str(each) for each, kind in QUESTION_TYPES.items() if kind.block == "question"]
    if written not in known:
        hint = did_you_mean(written, known)
        reading.report(NOT_ALLOWED.at(settings.pos, f"“{written}” is not a type of question", hint=hint))
        return kind_for(right)
    return QUESTION_TYPES[QuestionType(written)]


def _yes_or_no(reading: Reading, settings: Settings, name: str) -> bool | None:
    written = settings.values.get(name)
    if written is None:
        return None
    if written not in _YES_NO:
        reading.report(NOT_ALLOWED.at(settings.pos, f"“{name}” is yes or no, not “{written}”"))
    return _YES_NO.get(written)


def _shuffle(reading: Reading, settings: Settings, kind: QuestionKind) -> bool | None:
    # The steps of a scale have an order; what is to be put in order has another one anyway.
    if kind.form not in ("picks", "pairs") or not kind.scored:
        return False
    written = _yes_or_no(reading, settings, "shuffle")
    return True if written is None and kind.mixed else written


def placed_words(settings: Settings, name: str) -> list[PlacedText] | None:
    """The words of a setting, each with its place; None where it was not written."""
    if name not in settings.values:
        return None
    return [PlacedText(word, settings.pos) for word in settings.words(name)]


class _Numbers:
    """The settings that are numbers."""

    def __init__(self, reading: Reading, settings: Settings) -> None:
        self._reading = reading
        self._settings = settings

    def points(self) -> float:
        """The weight in the score, more than 0."""
        points = self._number("points", 1)
        if not 0 < points <= 1000:
            self._reading.report(OUT_OF_RANGE.at(self._settings.pos, f"“points” must be more than 0, not {points:g}"))
            return 1
        return points

    def attempts(self) -> int:
        """How often a check may be tried; 0 for no limit."""
        attempts = self._number("attempts", 0)
        if attempts < 0 or attempts != int(attempts):
            message = f"“attempts” must be a whole number, 0 or more, not {attempts:g}"
            self._reading.report(OUT_OF_RANGE.at(self._settings.pos, message))
            return 0
        return int(attempts)

    def _number(self, name: str, default: float) -> float:
        written = self._settings.values.get(name)
        if written is None:
            return default
        try:
            number = float(written)
            if not math.isfinite(number):
                raise ValueError(written)
        except ValueError:
            self._reading.report(WRONG_KIND.at(self._settings.pos, f"“{name}” takes a number, not “{written}”"))
            return default
        return number
