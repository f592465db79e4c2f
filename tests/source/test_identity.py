from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scormkit.findings import SourcePos
from scormkit.source.identity import MARKS, Lock, NewAnswer
from scormkit.source.lock_file import format_lock, read_lock
from scormkit.source.reading import Reading, SourceFile

POS = SourcePos("page.md", 1)
names = st.lists(st.from_regex(r"[a-z][a-z0-9-]{0,8}", fullmatch=True), unique=True, max_size=8)
answers = st.lists(st.text(min_size=1, max_size=20), unique=True, min_size=1, max_size=6)


def again(lock: Lock) -> Lock:
    """The lock as the next run finds it."""
    text = lock.pending().text
    fresh = Lock(lock.path, Reading(), text, read_lock(lock.reading, SourceFile(lock.path, "lock", text)))
    assert not lock.reading.findings
    return fresh


def new_lock() -> Lock:
    return Lock(Path("session.lock.yaml"), Reading())


def marks(lock: Lock, *texts: str) -> list[str]:
    return lock.marks("q", [NewAnswer("", text) for text in texts], POS)


@given(names, st.randoms(use_true_random=False), names)
def test_slots_survive_reordering_insertion_and_removal(ids: list[str], random: object, more: list[str]) -> None:
    lock = new_lock()
    before = {name: lock.slot("pages", name) for name in ids}
    assert sorted(before.values()) == list(range(len(ids)))
    lock = again(lock)
    kept = ids[::2]
    mixed = sorted({*kept, *more}, reverse=True)
    after = {name: lock.slot("pages", name) for name in mixed}
    assert all(after[name] == before[name] for name in kept)
    strangers = [slot for name, slot in after.items() if name not in before]
    assert not set(strangers) & set(before.values())
    assert len(set(after.values())) == len(after)


@given(answers, st.permutations(range(6)), answers)
def test_marks_survive_reordering_insertion_and_removal(texts: list[str], order: list[int], more: list[str]) -> None:
    lock = new_lock()
    before = dict(zip(texts, marks(lock, *texts), strict=True))
    assert list(before.values()) == list(MARKS[: len(texts)])
    lock = again(lock)
    shuffled = [texts[i] for i in order if i < len(texts)][1:]
    mixed = list(dict.fromkeys([*more, *shuffled]))
    after = dict(zip(mixed, marks(lock, *mixed), strict=True))
    assert all(after[text] == before[text] for text in mixed if text in before)
    assert len(set(after.values())) == len(after)


@given(answers)
def test_an_unchanged_lock_file_stays_as_it_is(texts: list[str]) -> None:
    lock = new_lock()
    marks(lock, *texts)
    lock = again(lock)
    marks(lock, *texts)
    assert not lock.pending().changed


def test_a_reworded_answer_keeps_its_mark() -> None:
    lock = new_lock()
    marks(lock, "Whoever leaves", "Nobody at all", "The ward sister")
    assert marks(again(lock), "Nobody at all", "Whoever leaves the ward", "Quite another") == ["b", "a", "d"]


def test_of_two_rewordings_the_likelier_gets_the_mark() -> None:
    lock = new_lock()
    marks(lock, "Whoever leaves the ward")
    assert marks(again(lock), "Whoever leaves", "Whoever leaves the wards") == ["b", "a"]


def test_an_explicit_id_counts_more_than_words() -> None:
    lock = new_lock()
    lock.marks("q", [NewAnswer("yes", "Yes"), NewAnswer("no", "No")], POS)
    assert again(lock).marks("q", [NewAnswer("no", "Never"), NewAnswer("yes", "Certainly")], POS) == ["b", "a"]


def test_an_answer_that_gets_an_id_keeps_its_mark() -> None:
    lock = new_lock()
    marks(lock, "Yes", "No")
    assert again(lock).marks("q", [NewAnswer("never", "No"), NewAnswer("", "Yes")], POS) == ["b", "a"]


def test_a_mark_is_never_given_again() -> None:
    lock = new_lock()
    marks(lock, "apple", "pear")
    lock = again(lock)
    assert marks(lock, "apple", "zucchini") == ["a", "c"]
    lock = again(lock)
    assert marks(lock, "apple", "quite something else") == ["a", "d"]
    assert again(lock).marks_ever("q") == "abcd"


def test_the_text_is_for_people() -> None:
    lock = new_lock()
    lock.slot("pages", "why")
    lock.slot("questions", "who")
    lock.marks("who", [NewAnswer("", 'Say "no"'), NewAnswer("yes", "Ja: ünd")], POS)
    text = lock.pending().text
    assert text.startswith("# Written by scormkit")
    assert "commit" in text.partition("\n")[0]
    assert text.endswith(
        'format: 1\npages:\n  why: 0\nquestions:\n  who: 0\nanswers:\n  who:\n    "a": "Say \\"no\\""\n'
        '    "b": {id: "yes", text: "Ja: ünd"}\n'
    )


@given(st.text())
def test_any_text_as_a_lock_file_is_read_or_reported(text: str) -> None:
    reading = Reading()
    ids = read_lock(reading, SourceFile(Path("x.lock.yaml"), "x.lock.yaml", text))
    assert reading.findings or format_lock(ids)


def test_a_conflict_of_branches_is_named() -> None:
    reading = Reading()
    text = "format: 1\npages:\n<<<<<<< ours\n  a: 0\n=======\n  b: 0\n>>>>>>> theirs\n"
    read_lock(reading, SourceFile(Path("x"), "x", text))
    assert [(each.pos.line, each.code) for each in reading.findings] == [(3, "SK1060")]


def test_writing_replaces_the_file(tmp_path: Path) -> None:
    lock = Lock.open(tmp_path / "session.lock.yaml")
    lock.slot("pages", "why")
    pending = lock.pending()
    assert pending.changed
    pending.write()
    assert [path.name for path in tmp_path.iterdir()] == ["session.lock.yaml"]
    assert not Lock.open(pending.path).pending().changed


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Give 10 mg at once", "Give 100 mg at once"),
        ("Give the drug at once", "Do not give the drug at once"),
        ("The team agreed on it", "The team hadn't agreed on it"),
    ],
)
def test_what_says_something_else_is_no_rewording(old: str, new: str) -> None:
    lock = new_lock()
    assert marks(lock, old, "Wait") == ["a", "b"]
    assert marks(again(lock), new, "Wait") == ["c", "b"]
