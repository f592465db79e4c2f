"""Terms that show what they mean."""

from __future__ import annotations

import os
from pathlib import Path

from scormkit.live import LiveCourse
from scormkit.source import load
from tests.source.conftest import FACTS, LoadPage, Write, only_course

GLOSSARY = """terms:
  - term: briefing
    also: [briefings, Team Briefing]
    definition: A short meeting <before> work.
  - term: SBAR
    definition: "Situation, background, assessment, recommendation."
"""


def test_a_term_shows_its_definition(write: Write, load_text: LoadPage) -> None:
    write("glossary.yaml", GLOSSARY)
    session, found = load_text('# One\n\nA [team briefing]{term}, [two]{term=SBAR}, [b & c]{term="Team  briefing"}.\n')

    def shown(number: int, words: str, definition: str) -> str:
        name = f"handover_one-term-{number}"
        return (
            f'<button type="button" class="term" popovertarget="{name}" aria-describedby="{name}">{words}</button>'
            f'<span class="definition" id="{name}" popover>{definition}</span>'
        )

    meeting = "A short meeting &lt;before&gt; work."
    assert session.pages[0].html == (
        f"<p>A {shown(1, 'team briefing', meeting)}, "
        f"{shown(2, 'two', 'Situation, background, assessment, recommendation.')}, "
        f"{shown(3, 'b &amp; c', meeting)}.</p>\n"
    )
    assert not found


def test_a_term_goes_on_in_the_next_line(write: Write, load_text: LoadPage) -> None:
    write("glossary.yaml", GLOSSARY)
    session, found = load_text('# One\n\nA [team\nbriefing]{term}, [SBAR]{term="team\nbriefing"}, [no\nterm]{term}.\n')
    assert session.pages[0].html.count("A short meeting") == 2
    [fault] = found
    assert fault.code == "SK6081"
    assert "“no term”" in fault.message


def test_a_term_where_html_of_the_author_stands(write: Write, load_text: LoadPage) -> None:
    write("glossary.yaml", GLOSSARY)
    session, found = load_text("# A [briefing]{term}\n\n<p>x</p>\n\n- An [SBAR]{term}.\n")
    html = session.pages[0].html
    assert session.pages[0].title == "A briefing"
    assert html.count("<button") == 1
    assert not found


def test_an_answer_is_a_label_and_holds_no_button(write: Write, load_text: LoadPage) -> None:
    write("glossary.yaml", GLOSSARY)
    session, found = load_text(
        "# One\n\n::: question {#q}\nWhat is [SBAR]{term}?\n\n- [x] A [briefing]{term}\n  Like [SBAR]{term}.\n"
        "- [ ] An [SBR]{term}\n:::\n"
    )
    [question] = session.pages[0].questions
    assert [choice.html for choice in question.choices] == ["A briefing", "An SBR"]
    assert "<button" in question.prompt_html
    assert question.prompt_text == "What is SBAR?"
    assert "<button" in question.choices[0].feedback_html
    assert [each.code for each in found] == ["SK6081"]


def test_what_is_no_term(write: Write, load_text: LoadPage) -> None:
    session, found = load_text("# One\n\n`[a]{term}` \\[b]{term} [c]{terms} [](x){term}\n")
    assert "<button" not in session.pages[0].html
    assert not [each for each in found if each.code.startswith("SK608")]


def test_a_term_that_nobody_explains(write: Write, load_text: LoadPage) -> None:
    write("glossary.yaml", GLOSSARY)
    session, found = load_text("# One\n\nA [briefig]{term} and\n[this]{term=xyz}.\n")
    assert [(each.code, each.pos.line, each.pos.column, each.hint) for each in found] == [
        ("SK6081", 10, 3, "Did you mean “briefing”?"),
        ("SK6081", 11, 1, "Known here: briefing, briefings, Team Briefing, SBAR."),
    ]
    assert "A briefig and\nthis." in session.pages[0].html


def test_the_glossary_of_the_session_goes_before_that_of_its_course(write: Write) -> None:
    write("course.yaml", "title: C\nid: c\nsections: [{sessions: [s/one.md]}]\n")
    write("glossary.yaml", GLOSSARY)
    write("s/glossary.yaml", "terms:\n  - term: sbar\n    definition: Ours.\n")
    write("s/one.md", f"{FACTS}# One\n\n[SBAR]{{term}} [briefing]{{term}}\n")
    loaded = load(Path())
    html = only_course(loaded).sessions[0].pages[0].html
    assert ">Ours.<" in html
    assert "A short meeting" in html
    assert not loaded.findings


def test_a_changed_glossary_is_read_again(write: Write) -> None:
    write("course.yaml", "title: C\nid: c\nsections: [{sessions: [s]}]\n")
    write("s/session.yaml", "title: S\nid: s\nminutes: 1\n")
    write("s/01-one.md", "# One\n\n[SBAR]{term}\n")
    for path in Path().rglob("*.*"):
        os.utime(path, (1, 1))
    live = LiveCourse(Path())
    assert [each.code for each in live.read().findings if each.code == "SK6081"] == ["SK6081"]
    for where, words in (("glossary.yaml", "First"), ("glossary.yaml", "Second"), ("s/glossary.yaml", "Third")):
        write(where, f"terms:\n  - term: SBAR\n    definition: {words}\n")
        edition = live.read()
        assert words in edition.courses[0].sessions[0].pages[0].html
        assert "SK6081" not in {each.code for each in edition.findings}
        assert "SK6024" not in {each.code for each in edition.findings}
