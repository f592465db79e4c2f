from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scormkit.errors import MisuseError
from scormkit.rules import check_course
from scormkit.source import load
from tests.source.conftest import FACTS, Write, only_course

SESSION = "title: {id}\nid: {id}\nminutes: 5\n"
COURSE = "title: Both\nid: both\nframework: clcf\nsections:\n  - sessions: [{sessions}]\n"


def folder_session(write: Write, name: str, facts: str = "") -> None:
    write(f"{name}/session.yaml", SESSION.format(id=name) + facts)
    write(f"{name}/01-start.md", "# Start\n\nText.\n")


def test_a_single_file(write: Write) -> None:
    course = only_course(load(write("handover.md", FACTS + "# One\n\nText.\n\n# Two {#second maps_to=2.4}\n\nMore.\n")))
    assert (course.kind, course.id) == ("session", "handover")
    (session,) = course.sessions
    assert [(page.id, page.title, page.slot) for page in session.pages] == [("one", "One", 0), ("second", "Two", 1)]
    assert session.objective_slots == {"clcf_2-4": 0}
    assert session.complete_when == ("pages",)


def test_a_session_folder_and_its_file(write: Write) -> None:
    folder_session(write, "a")
    write("a/10-later.md", "# Later\n\nText.\n")
    write("a/2-soon.md", "# Soon\n\nText.\n")
    write("a/README.md", "Not a page.\n")
    course = only_course(load(Path("a")))
    assert [page.id for page in course.sessions[0].pages] == ["start", "soon", "later"]
    assert only_course(load(Path("a/session.yaml"))) == course


def test_a_folder_with_everything(write: Write) -> None:
    folder_session(write, "a")
    write("z.course.yaml", COURSE.format(sessions="a"))
    write("course.yaml", COURSE.format(sessions="a").replace("both", "first"))
    write("session.yaml", SESSION.format(id="here"))
    write("01-start.md", "# Start\n\nText.\n")
    loaded = load(Path())
    assert [(course.kind, course.id) for course in loaded.courses] == [
        ("course", "first"),
        ("course", "both"),
        ("session", "here"),
    ]
    assert loaded.courses[0].sessions[0] is loaded.courses[1].sessions[0]
    assert [str(lock.path) for lock in loaded.locks] == [
        "a/session.lock.yaml",
        "course.lock.yaml",
        "session.lock.yaml",
        "z.course.lock.yaml",
    ]


FRAMEWORK = 'id: ours\ntitle: Ours\nlevels: [part]\ntracked_level: part\nitems:\n  - {code: "1", title: One}\n'


@pytest.mark.parametrize("name", ["ours", "../frameworks/ours.yaml", "../linked.yaml"])
def test_a_framework_is_read_once_however_it_is_named(write: Write, name: str) -> None:
    write("frameworks/ours.yaml", FRAMEWORK + "core: [1]\npassword: hunter22\n")
    Path("linked.yaml").symlink_to("frameworks/ours.yaml")
    folder_session(write, "a", f"framework: {name}\nmaps_to: 1\n")
    write("course.yaml", COURSE.format(sessions="a").replace("clcf", "frameworks/ours.yaml"))
    loaded = load(Path())
    course = only_course(loaded)
    assert course.frameworks[0] is course.sessions[0].frameworks[0]
    assert [str(path) for path in loaded.files_read if path.stem in {"ours", "linked"}] == ["frameworks/ours.yaml"]
    told = [(finding.code, finding.pos.file, finding.pos.line) for finding in loaded.findings]
    assert told == [("SK1021", "frameworks/ours.yaml", 8), ("SK9509", "frameworks/ours.yaml", 8)]


def test_the_course_names_the_framework_where_the_session_does_not(write: Write) -> None:
    folder_session(write, "a", "maps_to: 2.4\n")
    folder_session(write, "b", "maps_to: 6.1\nframework: lf\n")
    write("course.yaml", COURSE.format(sessions="a, b"))
    loaded = load(Path())
    a, b = only_course(loaded).sessions
    assert (list(a.objective_slots), list(b.objective_slots)) == (["clcf_2-4"], ["lf_6-1"])
    assert not loaded.findings


def test_a_framework_of_its_own(write: Write) -> None:
    write(
        "frameworks/ours.yaml",
        "id: ours\ntitle: Ours\nlevels: [domain, element, competence]\ntracked_level: element\nbased_on: clcf\n"
        'items:\n  - {code: "9", title: New, items: [{code: "9.1", title: Newer}]}\n',
    )
    folder_session(write, "a", "maps_to: [9.1, 2.4, mlcf:2.4]\nframework: ../frameworks/ours.yaml\n")
    loaded = load(Path("a"))
    (session,) = only_course(loaded).sessions
    assert list(session.objective_slots) == ["ours_2-4", "ours_9-1", "mlcf_2-4"]
    item = session.alignments[0].item
    assert [(step.code, step.level) for step in item.lineage()] == [("9", "domain"), ("9.1", "element")]
    assert item in item.path[0].children
    assert not loaded.findings


def test_inheritance(write: Write) -> None:
    question = "::: question {{#{id}{more}}}\nYes?\n\n- [x] Yes\n- [ ] No\n:::\n\n"
    text = FACTS.replace("minutes", "objectives:\n  - {id: o, title: O}\n  - {id: p, title: P}\nminutes")
    text += "# One {maps_to=2.4 objectives=o}\n\n" + question.format(id="a", more="")
    text += question.format(id="b", more=" maps_to=2.3 objective=p")
    (session,) = only_course(load(write("handover.md", text))).sessions
    a, b = session.pages[0].questions
    assert ([each.item.code for each in a.alignments], a.objectives) == (["2.4"], ("o",))
    assert ([each.item.code for each in b.alignments], b.objectives) == (["2.3"], ("p",))


def test_a_course_with_errors_leaves_the_others(write: Write) -> None:
    folder_session(write, "good")
    folder_session(write, "bad", "licens: x\n")
    write("course.yaml", COURSE.format(sessions="good"))
    write("bad.course.yaml", COURSE.format(sessions="bad, good").replace("both", "broken"))
    loaded = load(Path())
    assert [course.id for course in loaded.courses] == ["both"]
    assert [course.id for course in loaded.partial] == ["broken"]


def test_one_fault_does_not_hide_another(write: Write) -> None:
    write("a/session.yaml", "title: [\n")
    write("a/01-one.md", "# One\n\n![](no.svg)\n")
    write("a/02-two.md", b"# Two\n\n\xff\n")
    write("a/03-three.md", "---\nkind: asessment\n---\n\n# Three\n\n::: tpi\nx\n:::\n")
    write("course.yaml", "title: [\n")
    assert {finding.code for finding in load(Path()).findings} == {
        "SK1001",
        "SK1004",
        "SK1025",
        "SK1042",
        "SK6020",
        "SK6025",
    }


def test_loading_writes_nothing_and_slots_stay(write: Write) -> None:
    folder_session(write, "a")
    loaded = load(Path("a"))
    assert not Path("a/session.lock.yaml").exists()
    for lock in loaded.locks:
        lock.write()
    write("a/00-before.md", "# Before\n\nText.\n")
    again = load(Path("a"))
    assert {page.id: page.slot for page in only_course(again).sessions[0].pages} == {"before": 1, "start": 0}
    assert [lock.changed for lock in again.locks] == [True]


@pytest.mark.parametrize("name", ["nothing", "empty", "text.txt", "some.yaml", "x.lock.yaml"])
def test_nothing_to_build_is_misuse(write: Write, name: str) -> None:
    write("empty/readme.txt", "")
    write("text.txt", "")
    write("some.yaml", "")
    write("x.lock.yaml", "")
    with pytest.raises(MisuseError):
        load(Path(name))


def test_files_are_named_from_the_current_directory(write: Write, tmp_path: Path) -> None:
    path = write("deep/handover.md", "# One\n\nText.\n")
    assert {finding.pos.file for finding in load(tmp_path / path).findings} == {"deep/handover.md"}


SIGNS = "[]{}()#:|\"'`*&<>!\\~-?%\n\t\x00\r\u2028é "
WORDS = ("::: question {#q}\n", ":::", "- [x] ", "---\n", "[^1]", "[^1]: ", "# ", "<div>", "<img src='a", "](a.md)")
MORE_WORDS = ("maps_to: ", "{#a}", "***", "0x", "1e9", "&a ", "*a", "> ", "    ")
pieces = st.sampled_from([*SIGNS, *WORDS, *MORE_WORDS])
VALID = FACTS + (
    "# One {maps_to=2.4}\n\nText [two](#two).[^1]\n\n::: question {#q type=choice}\nYes?\n\n- [x] Yes\n  Good.\n"
    "- [ ] No\n:::\n\n[^1]: Note.\n\n# Two\n\n::: tip\nText\n:::\n\n| A | B |\n|---|---|\n| 1 | <b>2</b> |\n"
)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, len(VALID)), st.integers(0, 20), pieces), min_size=1, max_size=8))
def test_no_text_is_an_exception(write: Write, changes: list[tuple[int, int, str]]) -> None:
    text = VALID
    for at, cut, piece in changes:
        text = text[:at] + piece + text[at + cut :]
    loaded = load(write("handover.md", text))
    check_course(only_course(loaded))
    assert all(finding.message and finding.hint and finding.pos.file for finding in loaded.findings)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=60) | st.text(max_size=60).map(str.encode))
def test_no_file_is_an_exception(write: Write, content: bytes) -> None:
    folder_session(write, "a")
    for name in ("a/session.yaml", "a/session.lock.yaml", "a/01-start.md", "course.yaml", "o.md"):
        write(name, content)
    load(Path())
    load(Path("a"))
    load(Path("o.md"))


def test_no_two_sessions_share_a_file_or_an_anchor(write: Write) -> None:
    """Names that are cut elsewhere come to the same letters: a with b-c, and a-b with c."""
    for folder, session, page in (("one", "a", "b-c"), ("two", "a-b", "c")):
        write(f"{folder}/session.yaml", SESSION.format(id=session))
        write(f"{folder}/{page}.md", f"# T\n\n## D e\n\n![x]({page}.svg)\n")
        write(f"{folder}/{page}.svg", '<svg xmlns="http://www.w3.org/2000/svg"/>')
    course = only_course(load(write("course.yaml", COURSE.format(sessions="one, two"))))
    hrefs = {asset.href for session in course.sessions for asset in session.assets}
    anchors = {name for session in course.sessions for name in re.findall(r' id="([^"]+)"', session.pages[0].html)}
    assert hrefs == {"media/a_b-c.svg", "media/a-b_c.svg"}
    assert anchors == {"a_b-c_d-e", "a-b_c_d-e"}


def test_a_heading_without_latin_letters_needs_an_id(write: Write) -> None:
    path = write("handover.md", FACTS + "# 日本\n\nText.\n\n# مرحبا {#second}\n\nMore.\n")
    (finding,) = load(path).findings
    assert (finding.name, finding.pos.line) == ("id-of-bad-shape", 8)
    assert "{#my-page}" in finding.hint


def test_odd_digits_in_a_file_name(write: Write) -> None:
    folder_session(write, "a")
    write("a/a1²3.md", "---\nid: later\n---\n\n# Later\n\nText.\n")
    assert len(load(Path("a")).courses) == 1
