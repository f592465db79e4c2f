"""The functions behind `scormkit coverage` and `scormkit framework`; `api` gives them on. Nothing prints or exits."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from scormkit import __version__
from scormkit.errors import MisuseError
from scormkit.findings import Finding, has_errors, in_order
from scormkit.report import Input, Report

if TYPE_CHECKING:
    from scormkit.course.crosswalk import Crosswalk
    from scormkit.course.framework import Framework
    from scormkit.course.model import Course
    from scormkit.course.survey import Survey
    from scormkit.source import Loaded
    from scormkit.source.framework_files import FrameworkShelf
    from scormkit.source.reading import Reading


@dataclass(frozen=True, slots=True)
class CoverageResult:
    """A survey, and the findings of the sources. Without a survey, nothing could be said of the framework."""

    survey: Survey | None
    report: Report

    @property
    def failed(self) -> bool:
        """Whether a demand or the bar is not met, or the sources have errors."""
        return self.survey is None or bool(self.survey.below) or has_errors(self.report.findings)


def coverage(
    paths: Iterable[Path],
    *,
    framework: str = "",
    level: str = "",
    policy: Path | None = None,
    overlays: Sequence[Path] = (),
    on: date | None = None,
    fail_under: float | None = None,
) -> CoverageResult:
    """How all the courses below `paths`, each session once, cover a framework.

    `framework` is an id or a file, by default the one that the courses map to most; `level` one of its levels, by
    default the lowest; `on` the day that reviews are judged by; `fail_under` a percentage. Raises MisuseError where
    a path holds no course, or there is no such framework or level.
    """
    from scormkit.course.survey import survey
    from scormkit.source import courses_below, load_together
    from scormkit.source.policies import demands_of, read_policy_file
    from scormkit.source.reading import Reading

    paths = tuple(paths)
    loaded = load_together((each for path in paths for each in courses_below(path)), overlays)
    courses = (*loaded.courses, *loaded.partial)
    reading = Reading()
    fields = read_policy_file(reading, policy) if policy else None
    about = fields.framework if fields else None
    asked = loaded.shelf.get(reading, about, policy.parent) if policy and about else None
    chosen = loaded.shelf.named(reading, framework) if framework else asked or _most_mapped(courses, loaded)
    result = None
    if chosen:
        if level and level not in chosen.levels:
            raise MisuseError(f"{chosen.id} has no level “{level}”; it has: {', '.join(chosen.levels)}")
        if asked and asked.id != chosen.id:
            raise MisuseError(f"{policy} is about {asked.id}, and the report about {chosen.id}")
        demands = demands_of(reading, chosen, fields) if fields else None
        walk = crosswalk_for(loaded.shelf, courses, chosen)
        result = survey(courses, chosen, walk, level=level, policy=demands, on=on, fail_under=fail_under)
    findings = in_order([*loaded.findings, *reading.findings])
    where = ", ".join(map(str, paths))
    return CoverageResult(result, Report((Input(where, "unknown", findings),), __version__))


def _most_mapped(courses: Sequence[Course], loaded: Loaded) -> Framework | None:
    """The framework that most courses have a policy about, or name first. Raises MisuseError where none does."""
    named = [course.policy.framework if course.policy else next(iter(course.frameworks), None) for course in courses]
    ids = [each.id for each in named if each]
    if ids:
        chosen = max(dict.fromkeys(ids), key=ids.count)
        return next(each for each in named if each and each.id == chosen)
    if has_errors(loaded.findings):
        return None
    raise MisuseError("the courses map to no framework; name the one to report on with --framework")


def crosswalk_for(shelf: FrameworkShelf, courses: Iterable[Course], framework: Framework) -> Crosswalk:
    """What leads from the frameworks that courses map to, to this one; the bundled ones are read if they may help."""
    from scormkit.course.crosswalk import Crosswalk

    others = {each.id: each for course in courses for each in course.frameworks if each.id != framework.id}
    if not others:
        return Crosswalk([framework])
    bundled = {each.id: each for each in shelf.bundled()}
    return Crosswalk({**bundled, **others, framework.id: framework}.values())


def policy_findings(loaded: Loaded) -> tuple[Finding, ...]:
    """What the policies of courses without errors find lacking: what is missing by an error is no gap."""
    from scormkit.course.survey import judge_course
    from scormkit.rules.coverage import below_policy

    found: list[Finding] = []
    for course in loaded.courses:
        if course.policy:
            found += below_policy(judge_course(course, crosswalk_for(loaded.shelf, [course], course.policy.framework)))
    return tuple(found)


def coverage_page(survey: Survey) -> str:
    """The survey as one self-contained HTML file."""
    from scormkit.render.coverage_page import Story, render_coverage
    from scormkit.report import plain
    from scormkit.report.scenario import as_text
    from scormkit.report.scenario_svg import as_svg

    stories = [
        Story(placed, as_svg(placed.scenario, f"graph-{number}"), as_text([placed], plain))
        for number, placed in enumerate(survey.scenarios)
    ]
    return render_coverage(survey, stories)


@dataclass(frozen=True, slots=True)
class FrameworkResult:
    """A framework, None where it cannot be read, and the findings of its file."""

    framework: Framework | None
    report: Report

    @property
    def failed(self) -> bool:
        """Whether the file has errors."""
        return self.framework is None or has_errors(self.report.findings)


def _shelf(overlays: Sequence[Path]) -> tuple[FrameworkShelf, Reading]:
    from scormkit.source.framework_files import FrameworkShelf
    from scormkit.source.overlays import read_overlay
    from scormkit.source.reading import Reading

    reading = Reading()
    return FrameworkShelf([each for path in overlays if (each := read_overlay(reading, path))]), reading


def framework_list() -> tuple[Framework, ...]:
    """The frameworks that come with scormkit, by id."""
    return _shelf(())[0].bundled()


def framework_show(name: str, overlays: Sequence[Path] = ()) -> FrameworkResult:
    """A framework by its id or file, with the words of overlays. Raises MisuseError where there is none."""
    shelf, reading = _shelf(overlays)
    return _result(name, shelf.named(reading, name), reading)


def _result(name: str, framework: Framework | None, reading: Reading) -> FrameworkResult:
    return FrameworkResult(framework, Report((Input(name, "unknown", in_order(reading.findings)),), __version__))


def framework_check(names: Sequence[str], overlays: Sequence[Path] = ()) -> Report:
    """Everything that can be known of framework files: shape, tree, codes, and where their associations lead."""
    from scormkit.rules.mapping import codes_that_collide
    from scormkit.source.framework_links import lost_associations
    from scormkit.source.reading import Reading

    shelf, words = _shelf(overlays)
    inputs = []
    for name in names:
        reading = Reading()
        framework = shelf.named(reading, name)
        beside = [*lost_associations(shelf, framework), *codes_that_collide(framework)] if framework else []
        inputs.append(Input(name, "unknown", in_order([*words.findings, *reading.findings, *beside])))
    return Report(tuple(inputs), __version__)


def framework_import(source: Path, *, name: str = "", title: str = "", tracked_level: str = "") -> FrameworkResult:
    """The framework in a CASE package, a CSV table or a YAML file, with another id, title or tracked level if given.

    Write it with `framework_text(framework, "yaml")`. Raises MisuseError where the file is none of these.
    """
    from scormkit.source.framework_files import SUFFIXES
    from scormkit.source.nearest import is_id

    if name and not is_id(name):
        raise MisuseError(f"“{name}” cannot be an id: small letters, digits and hyphens, a letter first")
    if source.suffix not in SUFFIXES:
        raise MisuseError(f"{source} is none of {', '.join(SUFFIXES)}")
    shelf, reading = _shelf(())
    given = {"id": name, "title": title, "tracked_level": tracked_level}
    changes = {key: text for key, text in given.items() if text}
    return _result(str(source), shelf.read(reading, source, changes), reading)


def framework_text(framework: Framework, form: str) -> str:
    """The framework as a file: `case` (CASE 1.1 JSON), `csv`, `skos` (JSON-LD) or `yaml`."""
    from scormkit.source.framework_writers import WRITERS

    return WRITERS[form](framework)


def overlay_findings(paths: Iterable[Path]) -> tuple[Finding, ...]:
    """Overlay files that stand under version control in the repositories of these paths."""
    from scormkit.source.version_control import tracked_overlays

    return tracked_overlays(paths)
