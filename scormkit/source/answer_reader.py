"""A block with a question → its prompt, answers, what they belong to, blanks and explanation, as tokens still."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from markdown_it.token import Token

from scormkit.course.model import Blank, blank_place
from scormkit.findings import Origin
from scormkit.questions.question_type import QuestionKind
from scormkit.source.faults.fields import WRONG_KIND
from scormkit.source.faults.markdown import ANSWER_WITHOUT_BOX, BAD_BLANK, BOX_MEANS_NOTHING
from scormkit.source.markdown_reader import Answer, Document, parts_of, plain_text
from scormkit.source.reading import Reading
from scormkit.source.scalars import check_id
from scormkit.source.settings import Settings, check_settings, read_settings

_BLANK = re.compile(r"\[\[(?P<inside>[^\[\]]*)\]\]")
_PLACES = re.compile("[\ue000\ue001]")
_DECIMAL = re.compile(r"\d+(?:\.\d+)?")
_NUMBER = r"[-−+]?\d+(?:\.\d+)?"
_SCALE = re.compile(
    rf"(?P<right>.*?)\s+of\s+(?P<low>{_NUMBER})\s*(?:\.\.|–)\s*(?P<high>{_NUMBER})(?:\s+by\s+(?P<step>{_NUMBER}))?"
)
_NUMBERS = re.compile(
    rf"(?P<number>{_NUMBER})(?:\s*(?:±|\+-|\+/-)\s*(?P<tolerance>\d+(?:\.\d+)?)|\s*(?:\.\.|–)\s*(?P<high>{_NUMBER}))?"
)


@dataclass(slots=True)
class DraftChoice:
    """An answer: its line, and the blocks of its feedback. `target` is the place of what it belongs to, -1 for none."""

    id: str
    correct: bool
    line: Token
    feedback: list[Token]
    text: str
    origin: Origin
    target: int = -1
    area: tuple[float, ...] = ()


@dataclass(slots=True)
class DraftAnswers:
    """What a question's block holds."""

    prompt: list[Token] = field(default_factory=list)
    choices: list[DraftChoice] = field(default_factory=list)
    targets: list[DraftChoice] = field(default_factory=list)
    blanks: list[Blank] = field(default_factory=list)
    explanation: list[Token] = field(default_factory=list)


def read_answers(reading: Reading, document: Document, kind: QuestionKind, inner: list[Token]) -> DraftAnswers:
    """Reads the tokens of a block as questions of a kind are written."""
    boxed = next((token for token in inner if "answer" in token.meta), None)
    if boxed and kind.written not in ("boxes", "nothing"):
        said = f"a question of type “{kind.type}” has no boxes to tick"
        reading.report(BOX_MEANS_NOTHING.at(document.start_of(boxed), said))
    return _READERS[kind.written](reading, document, kind, inner)


def count_right(inner: list[Token]) -> int:
    """How many answers with a box are marked right: what a question without a type is known by."""
    return sum(token.meta["answer"].correct for token in inner if "answer" in token.meta)


def _has_boxes(part: list[Token]) -> bool:
    return part[0].type == "bullet_list_open" and any(
        "answer" in token.meta for token in part if token.level <= part[0].level + 1
    )


def _split(
    inner: list[Token], is_list: Callable[[list[Token]], bool]
) -> tuple[list[Token], list[list[Token]], list[Token], list[list[Token]]]:
    """The prompt, the items of the first list of the kind, what follows it, and further such lists."""
    prompt: list[Token] = []
    items: list[list[Token]] | None = None
    after: list[Token] = []
    more: list[list[Token]] = []
    for part in parts_of(inner):
        if not is_list(part):
            (prompt if items is None else after).extend(part)
        elif items is None:
            items = list(parts_of(part[1:-1]))
        else:
            more.append(part)
    return prompt, items or [], after, more


def _boxes(reading: Reading, document: Document, kind: QuestionKind, inner: list[Token]) -> DraftAnswers:
    prompt, items, after, more = _split(inner, _has_boxes)
    for item in items:
        if "answer" not in item[0].meta:
            place = document.start_of(item[0])
            reading.report(ANSWER_WITHOUT_BOX.at(place, "this answer has no box, [ ] or [x], before it"))
    for part in more:
        place = document.start_of(part[0])
        reading.report(ANSWER_WITHOUT_BOX.at(place, "the question has a second list of answers here"))
    return DraftAnswers(
        prompt, [_choice(reading, document, item, kind.takes_areas) for item in items], explanation=after
    )


def _numbered(reading: Reading, document: Document, kind: QuestionKind, inner: list[Token]) -> DraftAnswers:
    prompt, items, after, more = _split(inner, lambda part: part[0].type == "ordered_list_open")
    for part in more:
        after.extend(part)
    return DraftAnswers(prompt, [_choice(reading, document, item) for item in items], explanation=after)


def _scale(reading: Reading, document: Document, kind: QuestionKind, inner: list[Token]) -> DraftAnswers:
    prompt, items, after, more = _split(inner, lambda part: part[0].type in ("bullet_list_open", "ordered_list_open"))
    for part in more:
        after.extend(part)
    return DraftAnswers(prompt, [_choice(reading, document, item) for item in items], explanation=after)


def _rows(reading: Reading, document: Document, kind: QuestionKind, inner: list[Token]) -> DraftAnswers:
    """A list of statements, then a numbered one, the scale."""
    prompt, items, after, more = _split(inner, lambda part: part[0].type == "bullet_list_open")
    scale, steps, behind, others = _split(after, lambda part: part[0].type == "ordered_list_open")
    return DraftAnswers(
        prompt,
        [_choice(reading, document, item) for item in items],
        [_choice(reading, document, item) for item in steps],
        explanation=[*scale, *behind, *(token for part in (*more, *others) for token in part)],
    )


def _matches(reading: Reading, document: Document, kind: QuestionKind, inner: list[Token]) -> DraftAnswers:
    """Items with an arrow; partners that are written alike are one. An arrow with nothing before it is a distractor."""
    prompt, items, after, more = _split(inner, lambda part: part[0].type == "bullet_list_open")
    answers = DraftAnswers(prompt, explanation=[*after, *(token for part in more for token in part)])
    for item in items:
        choice = _choice(reading, document, item)
        if "has_partner" in item[0].meta:
            partner, choice.feedback = choice.feedback[1], choice.feedback[3:]
            text = plain_text([partner])
            known = [target.text for target in answers.targets]
            choice.target = known.index(text) if text in known else len(known)
            if text not in known:
                answers.targets.append(DraftChoice("", False, partner, [], text, choice.origin))
        answers.choices.append(choice)
    return answers


def _groups(reading: Reading, document: Document, kind: QuestionKind, inner: list[Token]) -> DraftAnswers:
    """Each item is a group; the list within it holds the answers that belong to it."""
    prompt, items, after, more = _split(inner, lambda part: part[0].type == "bullet_list_open")
    answers = DraftAnswers(prompt, explanation=[*after, *(token for part in more for token in part)])
    for item in items:
        group = _choice(reading, document, item)
        for part in parts_of(group.feedback):
            if part[0].type == "bullet_list_open":
                for inner_item in parts_of(part[1:-1]):
                    choice = _choice(reading, document, inner_item)
                    choice.target = len(answers.targets)
                    answers.choices.append(choice)
        group.feedback = []
        answers.targets.append(group)
    return answers


def _blanks(reading: Reading, document: Document, kind: QuestionKind, inner: list[Token]) -> DraftAnswers:
    """The blocks up to the last one with a blank are the prompt, what follows explains."""
    answers = DraftAnswers()
    for part in parts_of(inner):
        found = len(answers.blanks)
        for token in part:
            if token.type == "inline":
                _take_blanks(reading, document, kind, token, answers.blanks)
        if len(answers.blanks) > found or not answers.blanks:
            answers.prompt.extend([*answers.explanation, *part])
            answers.explanation = []
        else:
            answers.explanation.extend(part)
    return answers


def _take_blanks(reading: Reading, document: Document, kind: QuestionKind, inline: Token, blanks: list[Blank]) -> None:
    for token in inline.children or []:
        if token.type != "text":
            continue

        def place(match: re.Match[str]) -> str:
            blank = _blank(kind, match["inside"])
            if blank is None:
                what = "a number, as in [[12]], [[12 ± 0.5]] or [[10..15]]" if kind.takes_numbers else "a text"
                what = "what is right on which scale, as in [[6..8 of 0..10]]" if kind.slides else what
                message = f"“{match[0]}” is no blank: between the brackets stands {what}"
                reading.report(BAD_BLANK.at(document.find(inline, match[0]), message))
                blank = Blank(kind.longest)
            blanks.append(blank)
            return blank_place(len(blanks) - 1)

        token.content = _BLANK.sub(place, _PLACES.sub("", token.content))


def _blank(kind: QuestionKind, inside: str) -> Blank | None:
    if not kind.takes_numbers:
        exact = inside.lstrip().startswith("=")
        texts = tuple(
            dict.fromkeys(text for each in inside.strip().removeprefix("=").split("|") if (text := each.strip()))
        )
        longest = max((len(text.encode()) for text in texts), default=0)
        return Blank(max(kind.longest, 2 * longest), texts, exact) if texts else None
    if kind.slides:
        return _on_scale(kind, inside)
    return _number(kind, inside)


def _on_scale(kind: QuestionKind, inside: str) -> Blank | None:
    found = _SCALE.fullmatch(inside.strip())
    right = _number(kind, found["right"]) if found else None
    if found is None or right is None:
        return None
    low, high, step = (float((found[name] or "1").replace("−", "-")) for name in ("low", "high", "step"))
    return replace(right, scale=(low, high, step)) if low < high and step > 0 else None


def _number(kind: QuestionKind, inside: str) -> Blank | None:
    found = _NUMBERS.fullmatch(inside.strip())
    if not found:
        return None
    number = float(found["number"].replace("−", "-"))
    if found["high"]:
        low, high = number, float(found["high"].replace("−", "-"))
        return Blank(kind.longest, low=low, high=high) if low <= high else None
    tolerance = float(found["tolerance"] or 0)
    # What is written in decimals is meant in decimals: 0.1 + 0.2 is 0.3.
    return Blank(kind.longest, low=round(number - tolerance, 10), high=round(number + tolerance, 10))


def _nothing(reading: Reading, document: Document, kind: QuestionKind, inner: list[Token]) -> DraftAnswers:
    return DraftAnswers(prompt=list(inner), blanks=[Blank(kind.longest)])


_READERS = {
    "boxes": _boxes,
    "numbered": _numbered,
    "scale": _scale,
    "matches": _matches,
    "groups": _groups,
    "blanks": _blanks,
    "rows": _rows,
    "nothing": _nothing,
}


def _choice(reading: Reading, document: Document, item: list[Token], takes_area: bool = False) -> DraftChoice:
    answer: Answer = item[0].meta.get("answer", Answer(False, ""))
    pos = document.start_of(item[0])
    name = ""
    area: tuple[float, ...] = ()
    if answer.braces:
        settings = read_settings(reading, answer.braces, pos)
        check_settings(reading, settings, "an answer", ("#id", "area") if takes_area else ("#id",))
        name, area = settings.id, _area(reading, settings)
        if name:
            check_id(reading, name, pos)
    is_paragraph = len(item) > 2 and item[1].type == "paragraph_open"
    line = item[2] if is_paragraph else Token("inline", "", 0, children=[])
    feedback = item[4:-1] if is_paragraph else item[1:-1]
    for token in feedback:
        # The paragraphs of a tight list go without tags; feedback stands in a block of its own.
        token.hidden = False
    return DraftChoice(name, answer.correct, line, feedback, plain_text([line]), Origin(pos), area=area)


def _area(reading: Reading, settings: Settings) -> tuple[float, ...]:
    """Four numbers in percent of a picture; none where they cannot be read."""
    written = settings.values.get("area", "")
    words = written.replace(",", " ").split()
    if not written or (len(words) == 4 and all(_DECIMAL.fullmatch(word) for word in words)):
        return tuple(map(float, words))
    message = f"“area” takes four numbers in percent: left, top, width, height, not “{written}”"
    reading.report(WRONG_KIND.at(settings.pos, message))
    return ()
