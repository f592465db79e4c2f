"""How each kind of question is written, and what becomes of it."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scormkit.course.interaction import InteractionType
from scormkit.course.model import Question, QuestionType
from scormkit.questions import QUESTION_TYPES
from scormkit.render.pages import interface_texts, render_question
from tests.source.conftest import LoadPage, load_text, write

__all__ = ["load_text", "write"]


def asked(load_text: LoadPage, kind: str, body: str, settings: str = "") -> tuple[Question, list[str]]:
    session, findings = load_text(f"# One\n\n::: question {{#q type={kind} {settings}}}\n{body}\n:::\n")
    (question,) = session.pages[0].questions
    return question, [finding.code for finding in findings]


def test_ordering(load_text: LoadPage) -> None:
    question, findings = asked(load_text, "ordering", "Sort.\n\n1. One\n2. *Two*\n3. Three\n\nBecause.")
    assert not findings
    assert [choice.html for choice in question.choices] == ["One", "<em>Two</em>", "Three"]
    assert question.interaction.type is InteractionType.SEQUENCING
    assert question.interaction.correct == ("a", "b", "c")
    assert (question.prompt_text, "Because." in question.explanation_html) == ("Sort.", True)


def test_matching(load_text: LoadPage) -> None:
    body = "Match.\n\n- One -> A **x**\n- Two → B\n- Three ->  A **x**\n\nBecause."
    question, findings = asked(load_text, "matching", body)
    assert not findings
    assert [choice.text for choice in question.choices] == ["One", "Two", "Three"]
    assert [target.text for target in question.targets] == ["A x", "B"]
    first, second = (target.mark for target in question.targets)
    marks = [choice.mark for choice in question.choices]
    assert len({*marks, first, second}) == 5
    assert question.interaction.correct == (f"{marks[0]}.{first}", f"{marks[1]}.{second}", f"{marks[2]}.{first}")


def test_categorise(load_text: LoadPage) -> None:
    question, findings = asked(load_text, "categorise", "Sort.\n\n- A\n  - one\n  - two\n- B\n  - three")
    assert not findings
    assert [choice.text for choice in question.choices] == ["one", "two", "three"]
    groups = {target.mark: target.text for target in question.targets}
    assert [groups[choice.target] for choice in question.choices] == ["A", "A", "B"]


@pytest.mark.parametrize(
    ("kind", "setting", "mixed"),
    [
        ("categorise", "", True),
        ("categorise", "shuffle=no", False),
        ("matching", "", False),
        ("matching", "shuffle=yes", True),
        ("grid", "shuffle=yes", False),
        ("likert", "shuffle=yes", False),
    ],
)
def test_what_stands_in_another_order(load_text: LoadPage, kind: str, setting: str, mixed: bool) -> None:
    body = {
        "categorise": "- A\n  - one\n- B\n  - two",
        "matching": "- one -> A\n- two -> B",
        "grid": "- one\n- two\n\n1. A\n2. B",
        "likert": "- A\n- B",
    }
    question, findings = asked(load_text, kind, f"Sort.\n\n{body[kind]}", setting)
    assert (question.shuffle, findings) == (mixed, [])


@given(partners=st.lists(st.text("abcdef", min_size=1, max_size=3), min_size=2, max_size=6, unique=True))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
def test_partners_are_not_offered_in_the_order_of_their_answers(load_text: LoadPage, partners: list[str]) -> None:
    body = "\n".join(f"- answer {number} -> {partner}" for number, partner in enumerate(partners))
    question, _ = asked(load_text, "matching", f"Match.\n\n{body}")
    form = render_question("s", question, interface_texts("en"))
    first = form.split("</select>")[0]
    offered = [target.text for target in sorted(question.targets, key=lambda each: first.index(f'"{each.mark}">'))]
    assert sorted(offered) == sorted(partners)
    assert offered != partners
    assert partners == sorted(partners) or offered == sorted(partners)


def test_fill_in(load_text: LoadPage) -> None:
    body = "A [[one | two]] and **a [[= mmHg ]]** here.\n\nBecause."
    question, findings = asked(load_text, "fill-in", body)
    assert not findings
    assert [(blank.accepted, blank.exact) for blank in question.blanks] == [(("one", "two"), False), (("mmHg",), True)]
    assert question.prompt_text == "A ____ and a ____ here."
    assert "Because." in question.explanation_html
    assert question.interaction.correct == ("one", "mmHg")


@pytest.mark.parametrize(
    ("written", "low", "high"),
    [
        ("12", 12, 12),
        ("12 ± 0.5", 11.5, 12.5),
        ("0.3 +- 0.1", 0.2, 0.4),
        ("-3..4", -3, 4),
        ("−2 – 2", -2, 2),
        ("12345678901", 12345678901, 12345678901),
    ],
)
def test_numeric(load_text: LoadPage, written: str, low: float, high: float) -> None:
    question, findings = asked(load_text, "numeric", f"How many? [[{written}]] ml")
    assert not findings
    assert (question.blanks[0].low, question.blanks[0].high) == (low, high)
    assert question.interaction.correct == (f"{low:.12g}", f"{high:.12g}")


@pytest.mark.parametrize("written", ["five", "5..3", "", "1e3", "5 ± x", "1,5"])
def test_what_is_no_number(load_text: LoadPage, written: str) -> None:
    _, findings = asked(load_text, "numeric", f"How many? [[{written}]] ml")
    assert findings == ["SK1050"]


@pytest.mark.parametrize(("kind", "body"), [("likert", "I do.\n\n- Never\n- Always"), ("reflection", "What next?")])
def test_nothing_is_right_or_wrong(load_text: LoadPage, kind: str, body: str) -> None:
    question, findings = asked(load_text, kind, body, "points=3")
    assert not findings
    assert question.points == 0
    assert question.interaction.correct == ()
    assert not QUESTION_TYPES[QuestionType(kind)].scored


PIECES = st.lists(
    st.sampled_from(
        ["- a -> b", "- -> b", "- a ->", "1. x", "- [x] y", "[[z]]", "[[", "]]", "  - in", "\ue0001\ue001", "", "text"]
    ),
    max_size=8,
)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(kind=st.sampled_from(list(QuestionType)), pieces=PIECES)
def test_whatever_is_written_is_read(load_text: LoadPage, kind: QuestionType, pieces: list[str]) -> None:
    """Nothing raises, and each blank has one place in the prompt."""
    question, _ = asked(load_text, kind.value, "\n".join(pieces))
    if question.form == "fields" and kind is not QuestionType.REFLECTION:
        assert question.prompt_html.count("\ue000") == len(question.blanks)
