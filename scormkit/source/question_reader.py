"""A `::: question` block → a draft of the question: its settings, prompt, answers and explanation as tokens."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from markdown_it.token import Token

from scormkit.course.model import QuestionType
from scormkit.findings import Origin
from scormkit.questions import QUESTION_TYPES, kind_for
from scormkit.source.block_writer import block_settings
from scormkit.source.blocks import QUESTION_SETTINGS
from scormkit.source.colon_blocks import Opening
from scormkit.source.faults.fields import NOT_ALLOWED, OUT_OF_RANGE, WRONG_KIND
from scormkit.source.faults.markdown import ANSWER_WITHOUT_BOX, UNKNOWN_SETTING
from scormkit.source.faults.structure import ANSWER_ID_TWICE, QUESTION_WITHOUT_ID
from scormkit.source.markdown_reader import Answer, Document, matching_close, plain_text
from scormkit.source.nearest import did_you_mean
from scormkit.source.reading import Reading
from scormkit.source.scalars import PlacedText, check_id
from scormkit.source.settings import Settings, check_settings, read_settings

_YES_NO = {"yes": True, "no": False, "true": True, "false": False}


@dataclass(slots=True)
class DraftChoice:
    """An answer: its line, and the blocks of its feedback."""

    id: str
    correct: bool
    line: Token
    feedback: list[Token]
    text: str
    origin: Origin


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
    prompt: list[Token]
    choices: list[DraftChoice]
    explanation: list[Token]
    origin: Origin = field(repr=False)
    hooks: list[str] = field(default_factory=list)


def read_question(reading: Reading, document: Document, opening: Opening, inner: list[Token]) -> DraftQuestion:
    """Reads a block whose tokens are `inner`. Faults are reported, and something harmless stands in."""
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
    prompt, answers, explanation = _split(reading, document, inner)
    choices = [_choice(reading, document, item) for item in answers]
    _report_same_ids(reading, choices)
    right = sum(choice.correct for choice in choices)
    numbers = _Numbers(reading, settings)
    return DraftQuestion(
        id=settings.id or f"unnamed-{pos.line}",
        type=_type(reading, settings, right),
        points=numbers.points(),
        attempts=numbers.attempts(),
        shuffle=_shuffle(reading, settings),
        maps_to=_placed(settings, "maps_to"),
        objectives=_placed(settings, "objective"),
        prompt=prompt,
        choices=choices,
        explanation=explanation,
        origin=Origin(pos, dict.fromkeys(("id", *settings.values), settings.pos)),
        hooks=settings.words("xapi"),
    )


def _split(
    reading: Reading, document: Document, inner: list[Token]
) -> tuple[list[Token], list[list[Token]], list[Token]]:
    """The prompt, the items of the list of answers, and the explanation. The first list with a box is that list."""
    prompt: list[Token] = []
    answers: list[list[Token]] | None = None
    after: list[Token] = []
    index = 0
    while index < len(inner):
        close = matching_close(inner, index)
        part = inner[index : close + 1]
        boxed = part[0].type == "bullet_list_open" and any(
            "answer" in t.meta for t in part if t.level <= part[0].level + 1
        )
        if boxed and answers is None:
            answers = _items(part)
            for item in answers:
                if "answer" not in item[0].meta:
                    place = document.start_of(item[0])
                    reading.report(ANSWER_WITHOUT_BOX.at(place, "this answer has no box, [ ] or [x], before it"))
        elif boxed:
            place = document.start_of(part[0])
            reading.report(ANSWER_WITHOUT_BOX.at(place, "the question has a second list of answers here"))
        else:
            (prompt if answers is None else after).extend(part)
        index = close + 1
    return prompt, answers or [], after


def _items(bullet_list: list[Token]) -> list[list[Token]]:
    items = []
    index = 1
    while index < len(bullet_list) - 1:
        close = matching_close(bullet_list, index)
        items.append(bullet_list[index : close + 1])
        index = close + 1
    return items


def _choice(reading: Reading, document: Document, item: list[Token]) -> DraftChoice:
    answer: Answer = item[0].meta.get("answer", Answer(False, ""))
    pos = document.start_of(item[0])
    name = ""
    if answer.braces:
        settings = read_settings(reading, answer.braces, pos)
        check_settings(reading, settings, "an answer", ("#id",))
        name = settings.id
        if name:
            check_id(reading, name, pos)
    is_paragraph = len(item) > 2 and item[1].type == "paragraph_open"
    line = item[2] if is_paragraph else Token("inline", "", 0, children=[])
    feedback = item[4:-1] if is_paragraph else item[1:-1]
    for token in feedback:
        # The paragraphs of a tight list go without tags; feedback stands in a block of its own.
        token.hidden = False
    return DraftChoice(name, answer.correct, line, feedback, plain_text([line]), Origin(pos))


def _report_same_ids(reading: Reading, choices: list[DraftChoice]) -> None:
    seen: set[str] = set()
    for choice in choices:
        if choice.id in seen:
            reading.report(ANSWER_ID_TWICE.at(choice.origin.pos, f"another answer has the id “{choice.id}” already"))
        elif choice.id:
            seen.add(choice.id)


def _type(reading: Reading, settings: Settings, right: int) -> QuestionType:
    written = settings.values.get("type")
    if written is None:
        return kind_for(right).type
    if written not in QUESTION_TYPES:
        hint = did_you_mean(written, [str(each) for each in QUESTION_TYPES])
        reading.report(NOT_ALLOWED.at(settings.pos, f"“{written}” is not a type of question", hint=hint))
        return kind_for(right).type
    return QuestionType(written)


def _shuffle(reading: Reading, settings: Settings) -> bool | None:
    written = settings.values.get("shuffle")
    if written is None:
        return None
    if written not in _YES_NO:
        reading.report(NOT_ALLOWED.at(settings.pos, f"“shuffle” is yes or no, not “{written}”"))
    return _YES_NO.get(written)


def _placed(settings: Settings, name: str) -> list[PlacedText] | None:
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
