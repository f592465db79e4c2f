"""What a package of ours says of its course, as its data have it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class OwnQuestion:
    """`right` is the right response in its parts, sorted where the order means nothing. `points` 0: nothing is right.

    Of a scenario, it is a way to a right ending, mark by mark, and `worst` a way to another one.
    `targets` are the marks of what answers are paired with, `blanks` how many places there are to write into.
    `scenes` are those of the package's data. `interaction` is the standards' type. With `partial`, what is partly right
    has a share of the points.
    """

    id: str
    lms_id: str
    type: str
    form: str
    marks: tuple[str, ...]
    targets: tuple[str, ...]
    blanks: int
    right: tuple[str, ...]
    points: float
    prompt: str
    required: bool = True
    partial: bool = False
    interaction: str = ""
    worst: tuple[str, ...] = ()
    scenes: Sequence[Mapping[str, Any]] = field(default=(), compare=False)

    @property
    def any(self) -> tuple[str, ...]:
        """A response where nothing is right or wrong."""
        if self.form == "path":
            return self.right or self.worst
        if self.type == "activity":
            return ("What I did", "1")
        if self.form == "pairs":
            return tuple(f"{mark}.{self.targets[0]}" for mark in self.marks)
        return ("What I shall do",) * self.blanks if self.form == "fields" else self.marks[:1]

    @property
    def partly(self) -> tuple[str, ...]:
        """A response of which a part is right, where there can be one; else a wrong one."""
        right, wrong = self.right, self.wrong
        if self.form == "path" or len(right) == 1:
            return wrong
        if self.form == "order":
            return (*right[:-2], right[-1], right[-2]) if len(right) > 2 else wrong
        if self.form == "picks":
            return right[:1]
        return (*right[:1], *wrong[1:])

    def share(self, response: tuple[str, ...]) -> float:
        """Of the points, 0 to 1."""
        if response == self.right:
            return 1
        if not self.partial or not response:
            return 0
        if self.form == "picks":
            right = len(set(response) & set(self.right))
            return max(0, right - (len(response) - right)) / len(self.right)
        return sum(given == right for given, right in zip(response, self.right, strict=False)) / len(self.right)

    @property
    def wrong(self) -> tuple[str, ...]:
        """A response that is not right: the first wrong answer alone, or of right ones not all; every part another."""
        if self.form == "path":
            return self.worst or self.right
        if self.form == "order":
            return self.right[1:] + self.right[:1]
        if self.form == "pairs":
            after = dict(zip(self.targets, self.targets[1:] + self.targets[:1], strict=True))
            return tuple(f"{pair[:2]}{after[pair[2:]]}" for pair in self.right)
        if self.form == "fields":
            return ("987654321",) * self.blanks
        wrong = [mark for mark in self.marks if mark not in self.right]
        return tuple(wrong[:1]) if wrong else self.right[:-1]


@dataclass(frozen=True, slots=True)
class OwnPage:
    """A page of a session."""

    id: str
    is_assessment: bool
    questions: tuple[OwnQuestion, ...]
    is_questionnaire: bool = False


@dataclass(frozen=True, slots=True)
class OwnSession:
    """`attempts` 0: no limit. `pass_mark` in percent.

    `sections` are how many questions an attempt has of which (ids); empty where it has all. `part_marks` are pass marks
    of parts: percent, and the questions that it is about.
    """

    id: str
    pages: tuple[OwnPage, ...]
    complete_when: tuple[str, ...]
    pass_mark: float | None
    attempts: int
    reveal: str
    sections: tuple[tuple[int, frozenset[str]], ...] = ()
    part_marks: tuple[tuple[float, frozenset[str]], ...] = ()

    @property
    def assessment(self) -> OwnPage | None:
        """The page with the assessment."""
        return next((page for page in self.pages if page.is_assessment and self.pass_mark is not None), None)

    @property
    def asked(self) -> int:
        """How many questions an attempt at the assessment has."""
        questions = self.assessment.questions if self.assessment else ()
        return sum(many for many, _ in self.sections) or len(questions)

    @property
    def checks(self) -> tuple[OwnQuestion, ...]:
        """Every knowledge check that completion may wait for."""
        pages = [page for page in self.pages if not (page.is_assessment or page.is_questionnaire)]
        return tuple(each for page in pages for each in page.questions if each.type != "activity" and each.required)

    @property
    def activities(self) -> tuple[OwnQuestion, ...]:
        """What is to be done at work, and confirmed."""
        return tuple(each for page in self.pages for each in page.questions if each.type == "activity")


@dataclass(frozen=True, slots=True)
class OwnCourse:
    """What one launch page of ours shows. `publisher` is the activity that statements are about, "" without any.

    `told` are the questions, and the scenes of scenarios, of which a hook tells every answer: verb and activity of the
    statement → id of the interaction.
    """

    id: str
    kind: str
    status_policy: str
    sessions: tuple[OwnSession, ...]
    publisher: str = ""
    move_on: str = ""
    mastery_score: float | None = None
    told: Mapping[tuple[str, str], str] = field(default_factory=dict)
