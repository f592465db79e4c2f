"""All that a coverage report says: how courses cover a framework, what they demand of it, and the state of sessions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from scormkit.course.coverage import Coverage, SessionFacts, cover, facts_of, rounded_down
from scormkit.course.crosswalk import Crosswalk
from scormkit.course.framework import Framework
from scormkit.course.model import Course, CoveragePolicy
from scormkit.course.objectives import alignments_of
from scormkit.course.placed import Placed, placed_in
from scormkit.course.policy import Verdict, judge


@dataclass(frozen=True, slots=True)
class Survey:
    """A report on some courses and one framework.

    `mapped` counts, by framework id, the mappings in the sessions; those to other frameworks count through the
    crosswalk. `on` is the day that reviews are judged by, None for no day; `fail_under` percent of the judged items.
    """

    courses: tuple[str, ...]
    coverage: Coverage
    sessions: tuple[SessionFacts, ...]
    mapped: dict[str, int]
    verdicts: tuple[Verdict, ...]
    on: date | None = None
    fail_under: float | None = None
    scenarios: tuple[Placed, ...] = ()

    @property
    def percent(self) -> float:
        """Percent of the judged items that anything teaches, practises or assesses."""
        return self.coverage.percent("covered")

    @property
    def below(self) -> tuple[str, ...]:
        """What keeps the report from passing: the demands that are not met, in sentences."""
        said = [verdict.message for verdict in self.verdicts if not verdict.met]
        if self.fail_under is not None and self.percent < self.fail_under:
            level = self.coverage.level or "items"
            said.append(
                f"{rounded_down(self.percent):g} % of level {level} are covered; the bar is {self.fail_under:g} %"
            )
        return tuple(said)

    @property
    def stale(self) -> tuple[SessionFacts, ...]:
        """Sessions whose next review was due before the day of the report."""
        return tuple(session for session in self.sessions if session.stale(self.on))

    @property
    def unreviewed(self) -> tuple[SessionFacts, ...]:
        """Sessions without a reviewer."""
        return tuple(session for session in self.sessions if not session.reviewers)


def survey(
    courses: Sequence[Course],
    framework: Framework,
    crosswalk: Crosswalk,
    *,
    level: str = "",
    policy: CoveragePolicy | None = None,
    on: date | None = None,
    fail_under: float | None = None,
) -> Survey:
    """Looks at some courses. The policy of a course is judged by that course alone, `policy` by all together."""
    coverage = cover(courses, framework, crosswalk, level)
    verdicts = [verdict for course in courses for verdict in judge_course(course, crosswalk)]
    if policy:
        verdicts += judge(policy, coverage)
    return Survey(
        courses=tuple(dict.fromkeys(course.title for course in courses)),
        coverage=coverage,
        sessions=facts_of(courses),
        mapped=_mapped(courses),
        verdicts=tuple(verdicts),
        on=on,
        fail_under=fail_under,
        scenarios=placed_in(courses),
    )


def judge_course(course: Course, crosswalk: Crosswalk) -> tuple[Verdict, ...]:
    """What comes of the course's own policy; nothing where it has none."""
    if course.policy is None:
        return ()
    return judge(course.policy, cover([course], course.policy.framework, crosswalk))


def _mapped(courses: Iterable[Course]) -> dict[str, int]:
    sessions = {session.origin.pos.file: session for course in courses for session in course.sessions}
    counted = Counter(each.item.framework for session in sessions.values() for each in alignments_of(session))
    return dict(sorted(counted.items(), key=lambda pair: (-pair[1], pair[0])))
