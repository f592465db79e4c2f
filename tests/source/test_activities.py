"""Activities that learners confirm, and questionnaires, as they are read."""

from __future__ import annotations

from pathlib import Path

import pytest

from scormkit.course.model import Course, QuestionType
from scormkit.source import load

HEAD = "---\ntitle: A session\nid: one\nminutes: 1\nframework: clcf\nmaps_to: [2.4]\n---\n\n# Page\n\n"


def read(folder: Path, body: str) -> tuple[Course, list[str]]:
    path = folder / "one.md"
    path.write_text(HEAD + body, "utf-8")
    loaded = load(path)
    return (*loaded.courses, *loaded.partial)[0], [finding.code for finding in loaded.findings]


def test_an_activity_without_settings_of_its_own_is_a_call_out(tmp_path: Path) -> None:
    course, found = read(tmp_path, "::: activity Go {#go}\nDo it.\n:::\n")
    (page,) = course.sessions[0].pages
    assert (found, page.questions, page.activities) == ([], (), 1)
    assert "callout-activity" in page.html


def test_an_activity_is_called_by_its_title(tmp_path: Path) -> None:
    course, found = read(tmp_path, "::: activity Go there {#go evidence=yes}\nDo *it*, and come back.\n:::\n")
    (question,) = course.sessions[0].pages[0].questions
    assert (found, question.prompt_text) == ([], "Go there")
    assert "come back" in question.prompt_html


@pytest.mark.parametrize(
    ("settings", "room"),
    [
        ("evidence=yes", 300),
        ("evidence=no", 0),
        ("evidence=120", 120),
        ('supervisor="Your supervisor"', 300),
        ("maps_to=2.4.1", 300),
    ],
)
def test_one_with_settings_is_confirmed(settings: str, room: int, tmp_path: Path) -> None:
    course, found = read(tmp_path, f"::: activity Go {{#go {settings}}}\nDo it.\n\n- [ ] Not an answer\n:::\n")
    session = course.sessions[0]
    (activity,) = session.activities
    assert (found, session.checks, session.pages[0].activities) == ([], (), 0)
    assert (activity.type, activity.title, activity.points) == (QuestionType.ACTIVITY, "Go", 0)
    assert [blank.limit for blank in activity.blanks] == [room, 1]
    assert [each.item.code for each in activity.alignments] == (["2.4.1"] if "maps_to" in settings else ["2.4"])
    assert session.learning_record


@pytest.mark.parametrize(
    ("body", "codes"),
    [
        ("::: activity Go {evidence=yes}\nDo it.\n:::\n", ["SK3007"]),
        ("::: activity Go {#go evidence=much}\nDo it.\n:::\n", ["SK1025"]),
        ("::: activity Go {#go evidence=5000}\nDo it.\n:::\n", ["SK1024"]),
        ("::: activity Go {#go evidence=yes points=2}\nDo it.\n:::\n", ["SK1043"]),
        ("::: question {#q type=activity}\nWhat?\n:::\n", ["SK1025"]),
        (
            ":::: question {#q type=reflection}\nWhat?\n\n::: activity Go {#go evidence=yes}\nDo it.\n:::\n::::\n",
            ["SK1048"],
        ),
    ],
)
def test_slips_are_told(body: str, codes: list[str], tmp_path: Path) -> None:
    assert read(tmp_path, body)[1] == codes


def test_a_questionnaire_asks_for_nothing_that_is_right(tmp_path: Path) -> None:
    body = "Text.\n\n# Feedback {kind=questionnaire}\n\n::: question {#q}\nWhich?\n\n- [ ] One\n- [ ] Another\n:::\n"
    course, found = read(tmp_path, body)
    session = course.sessions[0]
    (question,) = session.pages[1].questions
    assert session.alignments
    assert session.pages[1].alignments == question.alignments == ()
    assert (found, session.checks, question.points, question.interaction.correct) == ([], (), 0, ())
