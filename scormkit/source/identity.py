"""Lock files: the permanent places that ids have in what an LMS stores for a learner. Only here are slots made.

A slot is a number, given in document order and never given again. A mark is one character of [a-z0-9] that names an
answer within its question; an answer keeps it when it moves or is reworded.
"""

from __future__ import annotations

import difflib
import re
import string
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from scormkit.aside import write_whole
from scormkit.errors import ScormkitError
from scormkit.findings import SourcePos
from scormkit.source.faults.locks import NO_MARK_LEFT
from scormkit.source.lock_file import LOCK_KINDS, LockedAnswer, LockedIds, format_lock, read_lock
from scormkit.source.reading import Reading

MARKS = string.ascii_lowercase + string.digits
_SAME_ANSWER = 0.6
_NUMBERS = re.compile(r"\d+(?:[.,]\d+)*")
_NEGATIONS = re.compile(r"\b(?:not|no|never|none|nobody|nothing|without|cannot)\b|n['’]t\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class NewAnswer:
    """An answer as the source has it now: its explicit id, if any, and its text."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class PendingLock:
    """What a lock file must say after this run; `build` writes it, `--locked` refuses where it `changed`."""

    path: Path
    text: str
    changed: bool

    def write(self) -> None:
        """Writes the file aside and moves it into place. Raises ScormkitError where that fails."""
        try:
            write_whole(self.path, self.text.encode())
        except OSError as error:
            raise ScormkitError(f"cannot write the lock file {self.path}: {error.strerror}") from error


@dataclass(slots=True)
class Lock:
    """The lock file of one session or course while sources are resolved."""

    path: Path
    reading: Reading
    _before: str = ""
    _ids: LockedIds = field(default_factory=LockedIds)

    @classmethod
    def open(cls, path: Path) -> Lock:
        """Reads a lock file, or starts an empty one. Its reading says what is wrong with it."""
        lock = cls(path, Reading())
        if not path.exists():
            return lock
        file = lock.reading.open(path)
        if file is None:
            return lock
        lock._before = file.text
        lock._ids = read_lock(lock.reading, file)
        return lock

    def slot(self, kind: str, name: str) -> int:
        """The slot of an id among its kind (`pages`, `questions`, `objectives`, `sessions`)."""
        assert kind in LOCK_KINDS, f"not a kind of id: {kind}"
        slots = self._ids.slots[kind]
        if name not in slots:
            slots[name] = max(slots.values(), default=-1) + 1
        return slots[name]

    def marks(self, question: str, answers: Sequence[NewAnswer], pos: SourcePos) -> list[str]:
        """The mark of each answer, in their order."""
        locked = self._ids.answers.setdefault(question, {})
        marks = _match(answers, locked)
        # Behind the last one ever given, so that the order of all marks is the order in which they were given.
        free = iter(MARKS[max((MARKS.index(mark) + 1 for mark in locked), default=0) :])
        for index, answer in enumerate(answers):
            if marks[index] is None:
                marks[index] = next(free, None)
            mark = marks[index]
            if mark is not None:
                locked[mark] = LockedAnswer(answer.text, answer.id)
        if None in marks:
            self.reading.report(NO_MARK_LEFT.at(pos, f"“{question}” has had more than {len(MARKS)} answers"))
        return [mark or MARKS[-1] for mark in marks]

    def marks_ever(self, question: str) -> str:
        """Every mark that a question ever had, in the order in which they were given."""
        return "".join(mark for mark in MARKS if mark in self._ids.answers.get(question, {}))

    def fixed_marks(self, question: str, marks: Iterable[str], answers: Sequence[NewAnswer]) -> None:
        """Notes answers whose marks the question type fixes, so that the file tells a reader all marks."""
        locked = self._ids.answers.setdefault(question, {})
        locked |= {mark: LockedAnswer(answer.text, answer.id) for mark, answer in zip(marks, answers, strict=False)}

    def pending(self) -> PendingLock:
        """What the file must say now."""
        text = format_lock(self._ids)
        return PendingLock(self.path, text, text != self._before)


def _match(answers: Sequence[NewAnswer], locked: dict[str, LockedAnswer]) -> list[str | None]:
    """The mark of each answer that the lock file knows: by its id, its text, or as the likeliest rewording."""
    marks: list[str | None] = [None] * len(answers)
    left = dict(locked)

    def claim(index: int, mark: str) -> None:
        marks[index] = mark
        del left[mark]

    for index, answer in enumerate(answers):
        if answer.id and (mark := next((m for m, old in left.items() if old.id == answer.id), None)):
            claim(index, mark)
    for index, answer in enumerate(answers):
        if marks[index] is None and (mark := next((m for m, old in left.items() if _same(old, answer)), None)):
            claim(index, mark)
    likeness = [
        (difflib.SequenceMatcher(None, old.text, answer.text, autojunk=False).ratio(), index, mark)
        for index, answer in enumerate(answers)
        if marks[index] is None
        for mark, old in left.items()
        if not (answer.id and old.id) and _may_mean_the_same(old.text, answer.text)
    ]
    for ratio, index, mark in sorted(likeness, key=lambda each: (-each[0], each[1], each[2])):
        if ratio >= _SAME_ANSWER and marks[index] is None and mark in left:
            claim(index, mark)
    return marks


def _may_mean_the_same(old: str, new: str) -> bool:
    """Whether a text may be a rewording: one with other numbers, or with a “not” more or less, says something else."""
    return _NUMBERS.findall(old) == _NUMBERS.findall(new) and _negations(old) == _negations(new)


def _negations(text: str) -> int:
    return len(_NEGATIONS.findall(text))


def _same(old: LockedAnswer, answer: NewAnswer) -> bool:
    return old.text == answer.text and not (old.id and answer.id and old.id != answer.id)
