"""The function behind `scormkit explain completion`: the rule of courses, read back. Nothing prints or exits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from scormkit import __version__
from scormkit.api import failed, read_and_check, target_names
from scormkit.errors import MisuseError
from scormkit.report import Report
from scormkit.report.completion import Answer, CompletionRule, Launch

if TYPE_CHECKING:
    from scormkit.course.model import Course, Session
    from scormkit.package.delivery import Delivery


def explain_completion(path: Path, targets: Sequence[str] = ()) -> tuple[tuple[CompletionRule, ...], Report]:
    """The rule of each course at `path`, and what `check` finds there; no rule where that has errors.

    `targets` are all where none is named. Raises MisuseError for a target that there is not.
    """
    known = target_names()
    names = [name for each in targets or ("all",) for name in (known if each == "all" else (each,))]
    if unknown := [name for name in names if name not in known]:
        raise MisuseError(f"there is no target “{unknown[0]}”; there are: {', '.join(known)}, all")
    loaded, checked = read_and_check(path)
    report = Report((checked,), __version__)
    if failed(report):
        return (), report
    return tuple(_rule(course, dict.fromkeys(names)) for course in loaded.courses), report


def _rule(course: Course, names: Iterable[str]) -> CompletionRule:
    from scormkit.render.endings import WAYS, rule_in_words
    from scormkit.render.kept_answers import ANSWERED

    return CompletionRule(
        id=course.id,
        title=course.title,
        sessions={session.title: rule_in_words(session) for session in course.sessions},
        ways=WAYS,
        answered=ANSWERED,
        launches=tuple(launch for name in names for launch in _launches(course, name)),
    )


def _launches(course: Course, name: str) -> Iterator[Launch]:
    from scormkit.render.completion import move_on
    from scormkit.render.endings import endings
    from scormkit.targets import TARGETS

    delivery = TARGETS[name].delivery
    whole = delivery.pages == "course"
    for sessions in [course.sessions] if whole else [(session,) for session in course.sessions]:
        yield Launch(
            target=name,
            unit=delivery.unit,
            id=course.id if whole else sessions[0].id,
            move_on=move_on(sessions) if delivery.tracker == "cmi5" else "",
            ways={each.way: each.values for each in endings(course, sessions, delivery.tracker)},
            answers=tuple(_answers(course, sessions, delivery)),
        )


def _answers(course: Course, sessions: Sequence[Session], delivery: Delivery) -> Iterator[Answer]:
    from scormkit.render.kept_answers import kept_answers
    from scormkit.render.statements import xapi_data
    from scormkit.xapi.compose import hooks_for

    by_statements = delivery.lifecycle
    only = sessions[0] if delivery.pages == "session" else None
    data = xapi_data(course, lifecycle=True, only=only) if by_statements else None
    for each in kept_answers(sessions, delivery.tracker):
        hooks = hooks_for(data, each.moment, each.key) if data else []
        verbs = tuple(hook["verb"]["id"].rpartition("/")[2] for hook in hooks) if by_statements else None
        yield Answer(each.id, each.kind, each.type, each.right, each.results, verbs)
