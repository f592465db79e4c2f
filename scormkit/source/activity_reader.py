"""A `::: activity` block that learners confirm → a draft of it, which is kept and tracked as questions are."""

from __future__ import annotations

import re

from markdown_it.token import Token

from scormkit.course.model import Blank, QuestionType
from scormkit.findings import Origin
from scormkit.questions import QUESTION_TYPES
from scormkit.source.answer_reader import DraftAnswers
from scormkit.source.block_writer import block_settings
from scormkit.source.blocks import ACTIVITY_SETTINGS, CONFIRMED_BY
from scormkit.source.colon_blocks import Opening
from scormkit.source.faults.structure import QUESTION_WITHOUT_ID
from scormkit.source.markdown_reader import Document
from scormkit.source.question_reader import DraftQuestion, QuestionNotes, placed_words
from scormkit.source.reading import Reading
from scormkit.source.room import room_for_text
from scormkit.source.scalars import check_id
from scormkit.source.settings import Settings, check_settings

_CONFIRMED_BY = re.compile(rf"\b(?:{'|'.join(CONFIRMED_BY)})\s*=")


def is_confirmed(opening: Opening) -> bool:
    """Whether a block is an activity that learners confirm, and no mere call-out."""
    return opening.kind == "activity" and bool(_CONFIRMED_BY.search(opening.braces))


def read_activity(reading: Reading, document: Document, opening: Opening, inner: list[Token]) -> DraftQuestion:
    """Reads a block whose tokens are `inner`: the task."""
    line = document.lines[opening.line]
    pos = document.pos(opening.line, line.find(":") + 1)
    settings = block_settings(reading, document, opening)
    check_settings(reading, settings, "an activity", ACTIVITY_SETTINGS)
    if settings.id:
        check_id(reading, settings.id, settings.pos)
    else:
        hint = "Write for example “::: activity {#my-activity evidence=yes}”."
        reading.report(QUESTION_WITHOUT_ID.at(pos, "this activity has no id", hint=hint))
    return DraftQuestion(
        id=settings.id or f"unnamed-{pos.line}",
        type=QuestionType.ACTIVITY,
        points=0,
        attempts=0,
        shuffle=False,
        maps_to=placed_words(settings, "maps_to"),
        objectives=placed_words(settings, "objective"),
        # The note, and a character that says that it was done.
        answers=DraftAnswers(prompt=inner, blanks=[Blank(_room(reading, settings)), Blank(1)]),
        partial=False,
        required=None,
        notes=QuestionNotes(),
        origin=Origin(pos, dict.fromkeys(("id", *settings.values), settings.pos)),
        hooks=settings.words("xapi"),
        title=opening.title,
        supervisor=settings.values.get("supervisor", ""),
    )


def _room(reading: Reading, settings: Settings) -> int:
    """Bytes of UTF-8 that the note may have; 0 for no note."""
    written = settings.values.get("evidence", "yes")
    usual = QUESTION_TYPES[QuestionType.ACTIVITY].longest
    if written in ("yes", "no"):
        return usual if written == "yes" else 0
    return room_for_text(reading, settings, "evidence", usual, words="yes, no or ")
