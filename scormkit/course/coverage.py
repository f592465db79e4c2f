"""What of a framework is taught, practised and assessed, where, and what is missing."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Literal

from scormkit.course.crosswalk import Crosswalk
from scormkit.course.framework import Framework, FrameworkItem
from scormkit.course.model import Alignment, Course, Page, Question, Session
from scormkit.course.scenario import Scenario
from scormkit.findings import SourcePos

Kind = Literal["taught", "practised", "assessed"]
KINDS: tuple[Kind, ...] = ("taught", "practised", "assessed")

# What a committee would look for first.
_BY_WEIGHT: tuple[Kind, ...] = ("taught", "assessed", "practised")
_TAG = re.compile(r"<[^>]*>")


def rounded_down(percent: float, places: int = 1) -> float:
    """A percentage as every form of report tells it: what is short of a bar never seems to reach it."""
    scale = 10.0**places
    # What binary fractions are off by is far less than one item of any framework.
    return math.floor(round(percent * scale, 6)) / scale


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing in a course that serves an item: a page that teaches it, a check, activity or question.

    `minutes` is the item's part of the page's time. `mapped` is where the mapping was written and `holder` what it
    was written of; `via` is the code of the other framework's item it comes from, if any.
    """

    kind: Kind
    code: str
    session: str
    page: str
    page_title: str
    question: str
    text: str
    minutes: float
    points: float
    pos: SourcePos
    mapped: SourcePos
    holder: str
    via: str = ""

    @property
    def thing(self) -> tuple[str, str, str, Kind]:
        """What tells this page, question or activity from every other: counted once, however it is mapped."""
        return (self.session, self.page, self.question, self.kind)


@dataclass(frozen=True)
class ItemCoverage:
    """An item with all that serves it or an item below it, in the order of the course."""

    item: FrameworkItem
    evidence: tuple[Evidence, ...]

    @cached_property
    def counts(self) -> Mapping[Kind, int]:
        """How many pages teach it, how many checks and activities practise it, how many questions assess it."""
        found: dict[Kind, set[tuple[str, str, str, Kind]]] = {kind: set() for kind in KINDS}
        for each in self.evidence:
            found[each.kind].add(each.thing)
        return {kind: len(things) for kind, things in found.items()}

    @cached_property
    def minutes(self) -> float:
        """Minutes of the pages that teach it, each page's shared out evenly among the items that it maps to."""
        return sum(each.minutes for each in self.evidence)

    @cached_property
    def points(self) -> float:
        """Points of the questions that assess it, each question once."""
        return sum({each.thing: each.points for each in self.evidence if each.kind == "assessed"}.values())

    def measure(self, name: str) -> float:
        """A measure of a policy: a kind of evidence, `covered`, `minutes` or `points`."""
        if name in ("minutes", "points"):
            return self.minutes if name == "minutes" else self.points
        return (
            sum(self.counts.values())
            if name == "covered"
            else next((number for kind, number in self.counts.items() if kind == name), 0)
        )

    @property
    def missing(self) -> tuple[Kind, ...]:
        """The kinds of evidence that there is none of."""
        return tuple(kind for kind in KINDS if not self.counts[kind])


@dataclass(frozen=True, slots=True)
class Unmapped:
    """A page or question that maps to nothing of the framework."""

    session: str
    page: str
    question: str
    text: str
    pos: SourcePos


@dataclass(frozen=True, slots=True)
class Coverage:
    """How some sessions cover one framework. `rows` has every item at or above `level`, in the order of the file."""

    framework: Framework
    level: str
    rows: tuple[ItemCoverage, ...]
    unmapped: tuple[Unmapped, ...]
    by_code: Mapping[str, ItemCoverage] = field(repr=False)

    @property
    def judged(self) -> tuple[ItemCoverage, ...]:
        """The rows that are reported on: the items of the level, and those above it that have nothing below them."""
        return tuple(row for row in self.rows if row.item.level == self.level or not row.item.children)

    def at_level(self, level: str) -> tuple[ItemCoverage, ...]:
        """Every item of a level."""
        return tuple(row for row in self.by_code.values() if row.item.level == level)

    def percent(self, measure: str) -> float:
        """Percent of the judged items that show a measure; 0 where there are none."""
        rows = self.judged
        return 100 * sum(row.measure(measure) > 0 for row in rows) / len(rows) if rows else 0.0

    @property
    def gaps(self) -> tuple[ItemCoverage, ...]:
        """The judged items that lack a kind of evidence: what is not taught first, then what is not assessed."""
        lacking = [row for row in self.judged if row.missing]
        return tuple(sorted(lacking, key=lambda row: [kind not in row.missing for kind in _BY_WEIGHT]))


@dataclass(frozen=True, slots=True)
class SessionFacts:
    """One session as a report shows it; `courses` are the pathways that hold it."""

    id: str
    title: str
    minutes: int
    courses: tuple[str, ...]
    reviewers: tuple[str, ...]
    reviewed: date | None
    next_review: date | None
    pos: SourcePos

    def stale(self, on: date | None) -> bool:
        """Whether its next review was due before that day."""
        return on is not None and self.next_review is not None and self.next_review < on


def sessions_of(courses: Iterable[Course]) -> dict[str, tuple[Session, list[str], list[Session]]]:
    """Each session once, by the file it was read from: itself, its pathways, and how each pathway resolved it."""
    found: dict[str, tuple[Session, list[str], list[Session]]] = {}
    for course in courses:
        for session in course.sessions:
            _, titles, forms = found.setdefault(session.origin.pos.file, (session, [], []))
            if course.kind == "course":
                titles.append(course.title)
            if session not in forms:
                forms.append(session)
    return found


def facts_of(courses: Iterable[Course]) -> tuple[SessionFacts, ...]:
    """What a report tells of every session."""
    return tuple(
        SessionFacts(
            id=session.id,
            title=session.title,
            minutes=session.minutes,
            courses=tuple(dict.fromkeys(titles)),
            reviewers=tuple(person.name for person in session.reviewers),
            reviewed=session.reviewed,
            next_review=session.next_review,
            pos=session.origin.pos,
        )
        for session, titles, _ in sessions_of(courses).values()
    )


def cover(courses: Iterable[Course], framework: Framework, crosswalk: Crosswalk, level: str = "") -> Coverage:
    """How the sessions of some courses cover a framework, each session once. `level` is by default the lowest."""
    evidence: dict[tuple[str, tuple[str, str, str, Kind]], Evidence] = {}
    unmapped: dict[tuple[str, str, str], Unmapped] = {}
    for session, _, forms in sessions_of(courses).values():
        mapped: set[tuple[str, str, str]] = set()
        lacking: dict[tuple[str, str, str], Unmapped] = {}
        for form in forms:
            for each in _of_session(form, framework, crosswalk):
                if isinstance(each, Unmapped):
                    lacking[(session.id, each.page, each.question)] = each
                else:
                    mapped.add((session.id, each.page, each.question))
                    evidence.setdefault((each.code, each.thing), each)
        unmapped |= {key: each for key, each in lacking.items() if key not in mapped}
    below: defaultdict[str, list[Evidence]] = defaultdict(list)
    for each in evidence.values():
        for step in framework.by_code[each.code].lineage():
            below[step.code].append(each)
    by_code = {item.code: ItemCoverage(item, tuple(below[item.code])) for item in framework.by_code.values()}
    level = level or (framework.levels[-1] if framework.levels else "")
    depth = framework.levels.index(level) if level in framework.levels else len(framework.levels)
    shown = set(framework.levels[: depth + 1])
    rows = tuple(row for row in by_code.values() if row.item.level in shown)
    return Coverage(framework, level, rows, tuple(unmapped.values()), by_code)


def _words(page: Page) -> int:
    text = _TAG.sub(" ", page.html)
    scenes = (scene.html for scenario in page.scenarios for scene in scenario.scenes)
    asked = sum(len(_TAG.sub(" ", each.prompt_html).split()) + 10 for each in page.questions)
    return 1 + len(text.split()) + asked + sum(len(_TAG.sub(" ", each).split()) + 10 for each in scenes)


def _of_session(session: Session, framework: Framework, crosswalk: Crosswalk) -> Iterator[Evidence | Unmapped]:
    words = sum(map(_words, session.pages)) or 1
    for page in session.pages:
        if page.is_questionnaire:
            continue
        minutes = session.minutes * _words(page) / words
        if not page.is_assessment:
            yield from _of_page(session, page, minutes, framework, crosswalk)
        kind: Kind = "assessed" if page.is_assessment else "practised"
        for question in page.asked:
            yield from _of_thing(session, page, question, kind, question.alignments, 0, framework, crosswalk)


def _of_page(
    session: Session, page: Page, minutes: float, framework: Framework, crosswalk: Crosswalk
) -> Iterator[Evidence | Unmapped]:
    yield from _of_thing(session, page, None, "taught", page.alignments, minutes, framework, crosswalk)
    if page.activities:
        for each in _of_thing(session, page, None, "practised", page.alignments, 0, framework, crosswalk):
            if isinstance(each, Evidence):
                yield each


def _of_thing(
    session: Session,
    page: Page,
    question: Question | Scenario | None,
    kind: Kind,
    alignments: tuple[Alignment, ...],
    minutes: float,
    framework: Framework,
    crosswalk: Crosswalk,
) -> Iterator[Evidence | Unmapped]:
    thing = question or page
    name = question.id if question else ""
    text = question.prompt_text if question else page.title
    found = {
        code: (alignment, via) for alignment in alignments for code, via in crosswalk.codes(alignment.item, framework)
    }
    # A page that maps to an element and to competences below it says the same twice: time goes to the finer ones.
    coarse = {step.code for code in found for step in framework.by_code[code].path}
    fine = sum(code not in coarse for code in found)
    for code, (alignment, via) in found.items():
        yield Evidence(
            kind=kind,
            code=code,
            session=session.id,
            page=page.id,
            page_title=page.title,
            question=name,
            text=text,
            minutes=minutes / fine if code not in coarse else 0,
            points=question.points if question and kind == "assessed" else 0,
            pos=thing.origin.pos,
            mapped=alignment.pos,
            holder=alignment.holder,
            via=via,
        )
    if not found:
        yield Unmapped(session.id, page.id, name, text, thing.origin.pos)
