"""What a thing maps to where it says nothing: what holds it says it; and where each mapping was written."""

from __future__ import annotations

from scormkit.course.model import Alignment, Course
from scormkit.source import load

from .conftest import Write, only_course

COURSE = """title: C
id: c
framework: clcf
{maps}sections:
  - sessions: [one.md]
"""
SESSION = """---
title: One
id: one
minutes: 5
{maps}objectives:
  - {{id: listen, title: Listens}}
  - {{id: own, title: Own, maps_to: 2.1}}
---

# First {{#first objectives=listen}}

::: question {{#plain}}
Is it?

- [x] Yes
- [ ] No
:::

::: question {{#coded maps_to="2.2.2 mlcf:1.1"}}
Is it?

- [x] Yes
- [ ] No
:::

# Second {{#second maps_to=2.3 objectives=own}}

::: question {{#below}}
Is it?

- [x] Yes
- [ ] No
:::

# Third {{#third maps_to=""}}

Text.
"""


def course_of(write: Write, course: str = "", session: str = "") -> Course:
    write("one.md", SESSION.format(maps=session))
    write("course.yaml", COURSE.format(maps=course))
    loaded = load(write("course.yaml", COURSE.format(maps=course)))
    assert not [finding for finding in loaded.findings if finding.severity == "error"], loaded.findings
    return only_course(loaded)


def said(alignments: tuple[Alignment, ...]) -> list[tuple[str, str, str, int | None]]:
    return [
        (f"{each.item.framework}:{each.item.code}", each.holder, each.pos.file, each.pos.line) for each in alignments
    ]


def everything(course: Course) -> dict[str, list[tuple[str, str, str, int | None]]]:
    (session,) = course.sessions
    found = {"course": said(course.alignments), "session": said(session.alignments)}
    found |= {each.id: said(each.alignments) for each in session.objectives}
    for page in session.pages:
        found[page.id] = said(page.alignments)
        found |= {each.id: said(each.alignments) for each in page.questions}
    return found


def test_a_session_gives_what_it_maps_to_to_all_that_say_nothing(write: Write) -> None:
    found = everything(course_of(write, session="maps_to: [2.2, 2.4]\n"))
    own = [("clcf:2.2", "session", "one.md", 5), ("clcf:2.4", "session", "one.md", 5)]
    assert found["session"] == found["listen"] == found["first"] == found["plain"] == own
    assert found["course"] == []


def test_a_course_gives_it_to_sessions_that_say_nothing(write: Write) -> None:
    found = everything(course_of(write, course="maps_to: [2]\n"))
    theirs = [("clcf:2", "course", "course.yaml", 4)]
    assert all(found[name] == theirs for name in ("course", "session", "listen", "first", "plain"))


def test_what_a_thing_says_counts_for_it_and_all_below_it(write: Write) -> None:
    found = everything(course_of(write, course="maps_to: [2]\n", session="maps_to: []\n"))
    assert found["session"] == found["listen"] == found["first"] == found["plain"] == found["third"] == []
    assert found["own"] == [("clcf:2.1", "objective", "one.md", 8)]
    assert found["second"] == found["below"] == [("clcf:2.3", "page", "one.md", 27)]
    assert found["coded"] == [("clcf:2.2.2", "question", "one.md", 20), ("mlcf:1.1", "question", "one.md", 20)]


def test_a_session_by_itself_inherits_nothing(write: Write) -> None:
    course_of(write, course="maps_to: [2]\n", session="framework: clcf\n")
    (course,) = load(write("one.md", SESSION.format(maps="framework: clcf\n"))).courses
    assert course.kind == "session"
    assert everything(course)["session"] == []


def test_codes_of_a_second_framework_of_ones_own(write: Write) -> None:
    """Its file stands in the nearest folder `frameworks`, under its id."""
    write("frameworks/ours.csv", "code,title\nA,One\nA.1,Two\n")
    write("sessions/deep/one.md", SESSION.format(maps="maps_to: [2.2, ours:A.1]\n"))
    loaded = load(write("course.yaml", COURSE.format(maps="").replace("one.md", "sessions/deep/one.md")))
    assert not loaded.findings
    (session,) = only_course(loaded).sessions
    assert [each.item.key for each in session.alignments] == [("clcf", "2.2"), ("ours", "A.1")]
    assert [framework.id for framework in session.frameworks] == ["clcf", "ours", "mlcf"]


def test_a_page_or_question_has_what_its_objectives_are_mapped_to(write: Write) -> None:
    """Before what the session says; codes of its own go before both."""
    write("course.yaml", COURSE.format(maps=""))
    pages = (
        "# Named {#named objectives=own}\n\n::: question {#inside}\nIs it?\n\n- [x] Yes\n- [ ] No\n:::\n\n"
        "::: question {#other objective=listen}\nIs it?\n\n- [x] Yes\n- [ ] No\n:::\n\n"
        "# Plain {#unnamed}\n\n::: question {#lone objective=own}\nIs it?\n\n- [x] Yes\n- [ ] No\n:::\n"
    )
    head = SESSION.format(maps="maps_to: [2.4]\n")
    write("one.md", head[: head.index("# First")] + pages)
    (session,) = only_course(load(write("course.yaml", COURSE.format(maps="")).parent)).sessions

    def codes(alignments: tuple[Alignment, ...]) -> list[str]:
        return [each.item.code for each in alignments]

    named, plain = session.pages
    assert (codes(named.alignments), codes(plain.alignments)) == (["2.1"], ["2.4"])
    assert [codes(question.alignments) for question in named.questions] == [["2.1"], ["2.1"]]
    assert [codes(question.alignments) for question in plain.questions] == [["2.1"]]
