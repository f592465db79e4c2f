"""A page → what stands round its questions and scenarios, these, and the sections of an assessment."""

from __future__ import annotations

from dataclasses import dataclass, field

from markdown_it.token import Token

from scormkit.findings import Origin
from scormkit.source.activity_reader import is_confirmed, read_activity
from scormkit.source.block_writer import block_settings
from scormkit.source.blocks import BLOCKS, IN_QUESTIONS, STATEMENT_SETTINGS
from scormkit.source.colon_blocks import Opening
from scormkit.source.faults.fields import OUT_OF_RANGE, WRONG_KIND
from scormkit.source.faults.markdown import BLOCK_OUT_OF_PLACE, QUESTION_IN_QUESTION
from scormkit.source.markdown_reader import matching_close
from scormkit.source.page_writer import made
from scormkit.source.pages import DraftPage
from scormkit.source.question_reader import DraftQuestion, read_question
from scormkit.source.reading import Reading
from scormkit.source.scenario_reader import DraftScenario, has_scenes, read_scenario
from scormkit.source.settings import Settings, check_settings


@dataclass(slots=True)
class DraftSection:
    """A section of an assessment; `tokens` are its text."""

    pick: int
    title: str
    origin: Origin
    tokens: list[Token] = field(default_factory=list)
    questions: list[str] = field(default_factory=list)


@dataclass(slots=True)
class TakenPage:
    """`tokens` have a place holder for each question and scenario."""

    tokens: list[Token] = field(default_factory=list)
    questions: list[DraftQuestion] = field(default_factory=list)
    scenarios: list[DraftScenario] = field(default_factory=list)
    sections: list[DraftSection] = field(default_factory=list)


def take_questions(reading: Reading, page: DraftPage) -> TakenPage:
    """Parts a page. Sections are there only if the page is an assessment and its author made some."""
    taken = TakenPage()
    loose = DraftSection(0, "", page.origin)
    index = 0
    while index < len(page.tokens):
        token = page.tokens[index]
        opening: Opening | None = token.meta.get("opening") if token.type == "colon_block_open" else None
        if opening is None or opening.kind != "section":
            before = len(taken.questions)
            index += _take(reading, page, index, taken, taken.tokens)
            loose.questions += [each.id for each in taken.questions[before:]]
            continue
        close = matching_close(page.tokens, index)
        section = _section(reading, page, opening)
        inside = TakenPage()
        at = index + 1
        while at < close:
            at += _take(reading, page, at, inside, section.tokens)
        section.questions = [each.id for each in inside.questions]
        taken.questions += inside.questions
        taken.scenarios += inside.scenarios
        if page.fields.kind == "assessment":
            if loose.questions:
                taken.sections.append(loose)
                loose = DraftSection(0, "", page.origin)
            taken.sections.append(section)
        else:
            message = "a section parts the questions of an assessment, and this page is none"
            reading.report(BLOCK_OUT_OF_PLACE.at(page.document.start_of(token), message))
            taken.tokens += section.tokens
        index = close + 1
    if taken.sections and loose.questions:
        taken.sections.append(loose)
    return taken


def _take(reading: Reading, page: DraftPage, index: int, taken: TakenPage, tokens: list[Token]) -> int:
    """Takes what begins at a token, and returns how many tokens that was."""
    token = page.tokens[index]
    # The end of a block knows its beginning too.
    opening: Opening | None = token.meta["opening"] if token.type == "colon_block_open" else None
    holds = opening is not None and (opening.kind == "scenario" or _is_asked(opening))
    close = matching_close(page.tokens, index) if holds else 0
    inner = page.tokens[index + 1 : close]
    if opening and opening.kind == "scenario" and has_scenes(inner):
        scenario = read_scenario(reading, page.document, opening, inner)
        taken.scenarios.append(scenario)
        tokens.append(made(f'<div data-question="{scenario.id}"></div>\n', token))
        return close + 1 - index
    if opening is None or not (_is_asked(opening) or opening.kind in ("section", *IN_QUESTIONS)):
        tokens.append(token)
        return 1
    if not _is_asked(opening):
        where = "within an assessment, beside other sections" if opening.kind == "section" else "within a question"
        message = f"a block “{opening.kind}” stands {where}"
        reading.report(BLOCK_OUT_OF_PLACE.at(page.document.start_of(token), message))
        tokens.append(token)
        return 1
    inner = _without_questions(reading, page, opening, inner)
    if opening.kind == "question":
        survey = page.fields.kind == "questionnaire"
        question = read_question(reading, page.document, opening, inner, survey=survey)
    else:
        question = read_activity(reading, page.document, opening, inner)
    taken.questions.append(question)
    if page.fields.kind != "assessment" or tokens is taken.tokens:
        tokens.append(made(f'<div data-question="{question.id}"></div>\n', token))
    return close + 1 - index


def _is_asked(opening: Opening) -> bool:
    """Whether a block is one that learners answer."""
    return opening.kind == "question" or is_confirmed(opening)


def _without_questions(reading: Reading, page: DraftPage, outer: Opening, inner: list[Token]) -> list[Token]:
    """The tokens of a question without questions that begin inside it, which are reported."""
    kept: list[Token] = []
    index = 0
    while index < len(inner):
        token = inner[index]
        if token.type == "colon_block_open" and _is_asked(token.meta["opening"]):
            kind, line = token.meta["opening"].kind, page.document.pos(outer.line).line
            message = f"this {kind} begins within the one of line {line}"
            reading.report(QUESTION_IN_QUESTION.at(page.document.start_of(token), message))
            index = matching_close(inner, index)
        else:
            kept.append(token)
        index += 1
    return kept


def _section(reading: Reading, page: DraftPage, opening: Opening) -> DraftSection:
    document = page.document
    settings = block_settings(reading, document, opening)
    check_settings(reading, settings, "a section", (*BLOCKS["section"].settings, *STATEMENT_SETTINGS))
    line = document.lines[opening.line]
    pos = document.pos(opening.line, line.find(":") + 1)
    keys = dict.fromkeys(settings.values, settings.pos)
    return DraftSection(_pick(reading, settings), opening.title, Origin(pos, keys))


def _pick(reading: Reading, settings: Settings) -> int:
    written = settings.values.get("pick")
    if written is None:
        return 0
    if not written.isascii() or not written.isdigit():
        reading.report(WRONG_KIND.at(settings.pos, f"“pick” takes a whole number, not “{written}”"))
        return 0
    if not 0 < int(written) <= 10_000:
        reading.report(OUT_OF_RANGE.at(settings.pos, f"“pick” must be 1 or more, not {written}"))
        return 0
    return int(written)
