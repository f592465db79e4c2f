"""One function for each command, of the same name: paths and values in, dataclasses out.

Nothing here prints or exits. Heavy modules are imported where they are used, so that the command line starts quickly.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scormkit import __version__
from scormkit.api_frameworks import (
    CoverageResult,
    FrameworkResult,
    coverage,
    coverage_page,
    framework_check,
    framework_import,
    framework_list,
    framework_show,
    framework_text,
    overlay_findings,
    policy_findings,
)
from scormkit.api_rules import Explanation, explain, rules
from scormkit.errors import MisuseError, ScormkitError
from scormkit.findings import Finding, SourcePos, has_errors, in_order
from scormkit.report import Input, Report
from scormkit.report.inspection import Inspection

if TYPE_CHECKING:
    from scormkit.course.model import Course, Readers
    from scormkit.render.package import RenderedCourse
    from scormkit.selection import Selection
    from scormkit.source import Loaded, SourceMemory
    from scormkit.source.overlays import UsedOverlay
    from scormkit.targets.target import Target

__all__ = [
    "BuildResult",
    "BuiltPackage",
    "CoverageResult",
    "Explanation",
    "FrameworkResult",
    "build",
    "check",
    "coverage",
    "coverage_page",
    "explain",
    "failed",
    "framework_check",
    "framework_import",
    "framework_list",
    "framework_show",
    "framework_text",
    "inspect",
    "new",
    "rules",
    "schema",
    "target_names",
    "validate",
]

DEFAULT_TARGET = "scorm12"
DEFAULT_OUTPUT = Path("dist")

Progress = Callable[[str, int, int], None]
"""(what, bytes done, bytes in all)"""


def failed(report: Report, *, strict: bool = False) -> bool:
    """Whether the report fails a run; with `strict`, warnings do too."""
    return has_errors((*report.findings, *report.omitted), strict=strict)


def check(paths: Iterable[Path], *, overlays: Sequence[Path] = ()) -> Report:
    """Everything that can be known from the sources without building, for each COURSE path.

    `overlays` are files with licensed wording. Raises MisuseError where a path holds nothing to check.
    """
    return Report(tuple(read_and_check(path, overlays)[1] for path in paths), __version__)


def read_and_check(
    path: Path, overlays: Sequence[Path] = (), known: SourceMemory | None = None
) -> tuple[Loaded, Input]:
    """What `check` says of a path, and what was read to say it, so that nobody reads the sources twice.

    What is `known` from before and has not changed is not read again.
    """
    from scormkit.source import load

    loaded = load(path, overlays, known)
    found = _all_findings(loaded)
    if any(
        session.has_trainer_material for course in (*loaded.courses, *loaded.partial) for session in course.sessions
    ):
        # Learners' findings are told once; what is right for them may be wrong for trainers only.
        again = _all_findings(load(path, overlays, known, "trainer"))
        found += [finding for finding in again if finding not in found]
    beside = [*policy_findings(loaded), *overlay_findings([path, *overlays])]
    return loaded, Input(str(path), "unknown", in_order([*found, *beside]))


def _all_findings(loaded: Loaded) -> list[Finding]:
    return [*_reading_findings(loaded), *(finding for course in loaded.courses for finding in _findings_of(course))]


@dataclass(frozen=True, slots=True)
class BuiltPackage:
    """A package that was made. `size` in bytes; `state_chars` is the worst-case length of the stored state.

    `units` is how many things an LMS launches, and `unit` what the standard calls one: SCO, AU, activity.
    """

    path: Path
    course: str
    target: str
    size: int
    units: int
    unit: str
    seconds: float
    state_chars: int
    state_limit: int


@dataclass(frozen=True, slots=True)
class BuildResult:
    """Every package that was made, the findings of the sources, the lock files written and the overlays used."""

    packages: tuple[BuiltPackage, ...]
    report: Report
    locks: tuple[Path, ...]
    overlays: tuple[UsedOverlay, ...] = ()


def build(
    paths: Iterable[Path],
    targets: Sequence[str] = (DEFAULT_TARGET,),
    output: Path = DEFAULT_OUTPUT,
    *,
    jobs: int | None = None,
    locked: bool = False,
    strict: bool = False,
    overlays: Sequence[Path] = (),
    readers: Readers = "learner",
    progress: Progress | None = None,
) -> BuildResult:
    """Builds each course below `paths` for each target into `output/<course>-<target>.zip`.

    A course with errors (with `strict`, warnings too) is not built; the others are. `overlays` are files with
    licensed wording. A package is written aside, judged as a stranger's would be, and only then moved into place.
    Lock files are written unless `locked`: then one that would change is an error. For trainers, the companion of each
    course is built, called `<course>-trainer`, and no lock file is touched. Raises ScormkitError where `output` cannot
    be written.
    """
    from scormkit.source import load

    chosen = [_target(name) for name in targets]
    inputs: list[Input] = []
    locks: list[Path] = []
    loaded_paths = [(path, load(path, overlays, readers=readers)) for path in paths]
    _refuse_same_names(course for _, loaded in loaded_paths for course in loaded.courses)
    packages: list[BuiltPackage] = []
    for path, loaded in loaded_paths:
        judged = [(course, _findings_of(course, chosen, readers)) for course in loaded.courses]
        stale = _stale_locks(loaded) if locked else []
        findings = [*_reading_findings(loaded), *stale, *(finding for _, found in judged for finding in found)]
        sound = [course for course, found in judged if not has_errors(found)]
        if stale or (strict and has_errors(findings, strict=True)):
            sound = []
        if sound:
            locks += _write_locks(loaded)
        for course in sound:
            made, verdict = _build_course(
                edition_of(course, readers), chosen, output, jobs or os.cpu_count() or 1, progress
            )
            packages += made
            findings += verdict
        inputs.append(Input(str(path), "unknown", in_order(findings)))
    used = {overlay.path: overlay for _, loaded in loaded_paths for overlay in loaded.overlays}
    return BuildResult(tuple(packages), Report(tuple(inputs), __version__), tuple(locks), tuple(used.values()))


def edition_of(course: Course, readers: Readers) -> Course:
    """What is built of a course that was read for them."""
    if readers == "learner":
        return course
    from scormkit.render.companion import companion

    return companion(course)


def _findings_of(course: Course, targets: Sequence[Target] = (), readers: Readers = "learner") -> list[Finding]:
    """What the rules say of a course, and what building it for these targets would."""
    from scormkit.course.hooks import sends_statements
    from scormkit.rules import check_course

    found = [*check_course(course), *_weight_findings(course, is_built=bool(targets))]
    if sends_statements(course):
        from scormkit.xapi.rules import check_statements

        found += check_statements(course)
    if course.templates:
        from scormkit.render.own_templates import check_templates

        found += check_templates(course)
    if targets:
        from scormkit.render.rules import check_delivery

        built = edition_of(course, readers)
        for target in targets:
            found += check_delivery(built, target.name, target.delivery)
    return found


def _weight_findings(course: Course, *, is_built: bool) -> Iterable[Finding]:
    """What the files of a course are too many bytes for; packages that are built are weighed themselves."""
    from scormkit.render.rules import MEGABYTE, check_package_limit, check_weight, weight
    from scormkit.targets.lms.profile import size_limits

    size = weight(course)
    if not is_built:
        yield from check_package_limit(course, size, f"the files of “{course.title}” come to")
    # Nobody refuses ten megabytes; most courses are below and need no profile to be read.
    if size > 10 * MEGABYTE:
        yield from check_weight(course, size_limits())


def _reading_findings(loaded: Loaded) -> list[Finding]:
    """What reading found, and what the rules say of courses that have errors and are never built."""
    from scormkit.rules import check_course

    return [*loaded.findings, *(finding for course in loaded.partial for finding in check_course(course))]


def _stale_locks(loaded: Loaded) -> list[Finding]:
    from scormkit.render.rules import LOCK_OUT_OF_DATE

    return [
        LOCK_OUT_OF_DATE.at(SourcePos(lock.path.as_posix()), f"“{lock.path.name}” would change")
        for lock in loaded.locks
        if lock.changed
    ]


def _target(name: str) -> Target:
    from scormkit.targets import TARGETS

    if name not in TARGETS:
        raise MisuseError(f"there is no target “{name}”; there are: {', '.join(TARGETS)}, all")
    return TARGETS[name]


def target_names() -> tuple[str, ...]:
    """The targets that `build` knows."""
    from scormkit.targets import TARGETS

    return tuple(TARGETS)


def _refuse_same_names(courses: Iterable[Course]) -> None:
    seen: dict[str, Course] = {}
    for course in courses:
        other = seen.setdefault(course.id, course)
        if other is not course and other.origin.pos != course.origin.pos:
            raise MisuseError(
                f"{other.origin.pos.file} and {course.origin.pos.file} both have the id “{course.id}”, so one package "
                "would overwrite the other; give one of them another id, or build them into different folders"
            )


def _write_locks(loaded: Loaded) -> Iterator[Path]:
    for lock in loaded.locks:
        if lock.changed:
            lock.write()
            yield lock.path


def _build_course(
    course: Course, targets: Sequence[Target], output: Path, jobs: int, progress: Progress | None
) -> tuple[list[BuiltPackage], list[Finding]]:
    from scormkit.render.package import render_course
    from scormkit.render.rules import check_package_limit
    from scormkit.render.state import worst_case_length

    rendered = render_course(course)
    made: list[BuiltPackage] = []
    findings: list[Finding] = []
    for target in targets:
        started = time.perf_counter()
        path = output / f"{course.id}-{target.name}.zip"
        verdict = _write_package(rendered, target, path, jobs, progress)
        findings += verdict
        if not has_errors(verdict):
            # A plain site goes to no LMS.
            if target.delivery.tracker != "none":
                findings += check_package_limit(course, path.stat().st_size, f"{path.name} has")
            made.append(
                BuiltPackage(
                    path=path,
                    course=course.id,
                    target=target.name,
                    size=path.stat().st_size,
                    units=len(course.sessions) if target.delivery.pages == "session" else 1,
                    unit=target.delivery.unit,
                    seconds=time.perf_counter() - started,
                    state_chars=worst_case_length(course),
                    state_limit=target.delivery.state_limit_chars,
                )
            )
    return made, findings


def _write_package(
    rendered: RenderedCourse, target: Target, path: Path, jobs: int, progress: Progress | None
) -> tuple[Finding, ...]:
    """Writes aside, judges, moves into place; what was judged comes back, and with errors in it nothing was moved."""
    from scormkit.package.archive import write_archive
    from scormkit.render.outline import write_outline
    from scormkit.targets.assembly import assemble
    from scormkit.targets.verify import judge

    content = rendered.tree(target.delivery)
    tree = assemble(write_outline(rendered.course, content, target.delivery), content, target)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ScormkitError(
            f"cannot make the folder {path.parent}: {error.strerror}; name another one with -o"
        ) from error
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        label = f"{rendered.course.id} for {target.name}"
        write_archive(tree, aside, jobs=jobs, progress=progress and (lambda done, total: progress(label, done, total)))
        findings = judge(aside).findings
        if not has_errors(findings):
            os.replace(aside, path)
        return findings
    finally:
        aside.unlink(missing_ok=True)


def validate(
    paths: Iterable[Path],
    *,
    lms: Sequence[str] = (),
    selection: Selection | None = None,
    fix: bool = False,
    fix_folder: Path | None = None,
    jobs: int | None = None,
    progress: Progress | None = None,
) -> Report:
    """Judges packages (zip, unpacked folder or bare manifest), one's own or another tool's, each path once.

    `lms` names LMS profiles whose rules are asked too, `all` every one. `selection` says which findings are told.
    With `fix` what can be mended with certainty is, into `<name>-fixed.zip` in `fix_folder` or beside the old package,
    which stays as it is; the report is then about the new one. `jobs` is the number of processes, all cores if None;
    `progress` is told the bytes of a single package, or how many packages are done. Raises MisuseError where a path
    holds nothing or a name is none, ScormkitError where a zip cannot be written.
    """
    from scormkit.validation import inputs_of, selected

    inputs = inputs_of(tuple(dict.fromkeys(paths)), lms, fix=fix, fix_folder=fix_folder, jobs=jobs, progress=progress)
    if selection is None:
        return Report(inputs, __version__)
    return selected(inputs, selection, rules() if selection.names_rules else (), asked_lms=bool(lms))


def lms_names() -> tuple[str, ...]:
    """The LMSs that there are profiles of."""
    from scormkit.targets.lms.profile import profile_names

    return profile_names()


def inspect(path: Path) -> Inspection:
    """Reads a package as an LMS would."""
    from scormkit.targets.verify import judge

    one = judge(path)
    report = Report((Input(str(path), one.standard, one.findings, is_package=True),), __version__)
    size = path.stat().st_size if path.is_file() else one.unpacked_size
    return Inspection(path, one.standard, one.outline, one.files, size, one.unpacked_size, report)


def new(folder: Path, template: str = "session") -> tuple[Path, ...]:
    """Writes a small course that checks, builds and validates clean as it stands; the files that were written.

    Raises MisuseError where the folder is there and not empty, or there is no such template.
    """
    from scormkit.resources import TEMPLATES

    source = TEMPLATES / "new" / template
    names = sorted(each.name for each in (TEMPLATES / "new").iterdir() if each.is_dir())
    if template not in names:
        raise MisuseError(f"there is no template “{template}”; there are: {', '.join(names)}")
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise MisuseError(f"{folder} is there already and not empty; name a new folder")
    written = []
    for file in sorted(source.rglob("*")):
        if file.is_file():
            target = folder / file.relative_to(source)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(file.read_bytes())
            written.append(target)
    return tuple(written)


def schema(kind: str) -> dict[str, Any]:
    """JSON Schema (2020-12) of a source file kind: course, session, page, framework, overlay, coverage or theme."""
    from scormkit.source.authored_frameworks import json_schema

    return json_schema(kind)
