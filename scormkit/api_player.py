"""The functions behind `scormkit preview` and `scormkit test`: packages played in the local LMS."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Literal

from scormkit.api import target_names
from scormkit.errors import MisuseError, ScormkitError
from scormkit.findings import Finding
from scormkit.report.json_form import finding_as_json

if TYPE_CHECKING:
    from scormkit.live import Edition, LiveCourse
    from scormkit.player.attempt import Attempt, Settings
    from scormkit.player.playable import Playable

DEFAULT_PROFILE = "strict"
PACKAGE_ENDINGS = (".zip", ".pif")


def profile_names() -> tuple[str, ...]:
    """The LMS profiles of the local LMS."""
    from scormkit.player.profiles import profiles

    return tuple(profiles())


class BrokenCourseError(Exception):
    """The sources have errors, so there is nothing to show yet; the findings say which."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__("the course has errors")
        self.findings = findings


class Preview:
    """A course or package in the local LMS, with a page of controls at `address`. Use as a context manager.

    A course is read again whenever its files change. `told` is called with each thing that a person at a terminal
    would want to know: a rebuild, or the findings that prevented one.

    Raises MisuseError for a path, target or profile that is none, BrokenCourseError where the sources have errors,
    NotPlayableError for a package that cannot be launched, ScormkitError where the port is taken.
    """

    def __init__(
        self,
        path: Path,
        *,
        target: str = "scorm12",
        profile: str = DEFAULT_PROFILE,
        port: int = 0,
        editor: str = "",
        overlays: Sequence[Path] = (),
        readers: Literal["learner", "trainer"] = "learner",
        told: Callable[[str, Any], None] = lambda name, data: None,
    ) -> None:
        from scormkit.player.attempt import Attempt, Settings
        from scormkit.player.profiles import profile_named
        from scormkit.player.server import LocalLms
        from scormkit.player.watching import Watcher

        self._path, self._editor, self._told = path, editor, told
        self._lock = threading.Lock()
        self._live: LiveCourse | None = None
        self._edition: Edition | None = None
        self._broken: tuple[Finding, ...] = ()
        self._course, self._target = "", target
        self._learners = 1
        settings = Settings(profile_named(profile))
        self._attempt = Attempt(self._first_playable(overlays, readers), settings, _statement_faults)
        self._attempt.settings = replace(settings, language=self._attempt.playable.language or settings.language)
        self._lms = LocalLms(self._attempt, port=port, controls=self._answer)
        self._watcher = Watcher(self._rebuild)

    @property
    def address(self) -> str:
        """Where a browser finds it. Whoever has the address may use the controls."""
        return self._lms.address

    @property
    def content_address(self) -> str:
        """Where the files of the package are, on an origin of their own."""
        return self._lms.content_root

    @property
    def title(self) -> str:
        """What is played."""
        return self._attempt.playable.title

    @property
    def attempt(self) -> Attempt:
        """The attempt that is played now."""
        return self._attempt

    def __enter__(self) -> Preview:
        self._lms.__enter__()
        if self._edition:
            self._watcher.watch([*self._edition.folders, *([self._path] if self._path.is_dir() else [])])
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._watcher.stop()
        self._lms.__exit__(kind, error, trace)
        self._attempt.playable.files.close()

    # What is played

    def _first_playable(self, overlays: Sequence[Path], readers: Literal["learner", "trainer"]) -> Playable:
        from scormkit.player.playable import playable_of_path

        if _is_package(self._path):
            self._target = ""
            return playable_of_path(self._path)
        from scormkit.live import LiveCourse

        if self._target not in target_names():
            raise MisuseError(f"there is no target “{self._target}”; there are: {', '.join(target_names())}")
        self._live = LiveCourse(self._path, overlays, readers)
        self._edition = self._live.read()
        if self._edition.is_broken:
            raise BrokenCourseError(self._edition.findings)
        self._course = self._edition.courses[0].id
        return self._playable()

    def _playable(self) -> Playable:
        from scormkit.player.playable import playable_of_tree

        assert self._live is not None
        return playable_of_tree(self._live.package(self._course, self._target))

    def _rebuild(self) -> None:
        """The files have changed: what can be built is shown, what cannot is told."""
        assert self._live is not None
        with self._lock:
            try:
                edition = self._live.read()
                if not edition.is_broken:
                    self._course = self._course if self._course in _ids(edition) else edition.courses[0].id
                    self._attempt.playable = self._playable()
            except (ScormkitError, OSError, ValueError) as error:
                # In the middle of a move or a checkout the sources may be gone for a moment.
                self._told("lost", str(error))
                return
            self._edition = edition
            self._watcher.watch([*edition.folders, *([self._path] if self._path.is_dir() else [])])
            shown = [finding_as_json(each) for each in edition.findings]
            scenarios = self._scenarios()
            if edition.is_broken:
                self._broken = edition.findings
                self._lms.tell("broken", {"findings": shown, "scenarios": scenarios})
            else:
                self._broken = ()
                self._lms.tell("rebuilt", {"seconds": edition.seconds, "notices": shown, "scenarios": scenarios})
        self._told("broken" if edition.is_broken else "rebuilt", edition)

    # What the page of controls asks

    def _answer(self, name: str, values: Mapping[str, Any]) -> Any:
        questions = {"state": self._state, "settings": self._settings, "fresh": self._fresh, "open": self._open}
        return questions[name](values) if name in questions else {"error": f"“{name}” is no question"}

    def _state(self, values: Mapping[str, Any]) -> dict[str, Any]:
        from scormkit.player.profiles import profiles

        settings = self._attempt.settings
        courses = self._edition.courses if self._edition else ()
        return {
            "title": self.title,
            "standard": self._attempt.playable.standard,
            "stateLimit": _state_limit(self._attempt),
            "courses": [{"name": course.id, "title": course.title} for course in courses],
            "course": self._course,
            "targets": [{"name": each, "title": each} for each in target_names()] if self._live else [],
            "target": self._target,
            "profiles": [
                {"name": each.name, "title": each.title, "description": each.description}
                for each in profiles().values()
            ],
            "settings": {
                **{k: v for k, v in asdict(settings).items() if k != "profile"},
                "profile": settings.profile.name,
            },
            "broken": [finding_as_json(each) for each in self._broken],
            "scenarios": self._scenarios(),
        }

    def _scenarios(self) -> list[dict[str, str]]:
        """The graphs of the course that is shown, also where its sources have errors: there they are needed most."""
        from scormkit.course.placed import placed_in
        from scormkit.report import plain
        from scormkit.report.scenario import as_text
        from scormkit.report.scenario_svg import as_svg

        return [
            {
                "title": placed.scenario.title or placed.scenario.id,
                "text": as_text([placed], plain),
                "picture": as_svg(placed.scenario),
            }
            for placed in placed_in(
                course for course in (self._edition.courses if self._edition else ()) if course.id == self._course
            )
        ]

    def _settings(self, values: Mapping[str, Any]) -> dict[str, Any]:
        with self._lock:
            settings = _changed(self._attempt.settings, values)
            course, target = str(values.get("course") or self._course), str(values.get("target") or self._target)
            is_other = (course, target) != (self._course, self._target)
            if self._live is not None and is_other:
                if course not in _ids(self._edition) or target not in target_names():
                    return {"error": "there is no such course or target"}
                self._course, self._target = course, target
                self._play(self._attempt.restarted(settings, self._playable()))
            elif settings.learner_name != self._attempt.settings.learner_name:
                # Another name is another person, and an LMS knows persons by their ids.
                self._learners += 1
                self._play(self._attempt.restarted(replace(settings, learner_id=f"learner-{self._learners}")))
            else:
                self._attempt.changed(settings)
        return self._state({})

    def _fresh(self, values: Mapping[str, Any]) -> dict[str, Any]:
        with self._lock:
            self._play(self._attempt.restarted())
        return self._state({})

    def _play(self, attempt: Attempt) -> None:
        self._attempt = attempt
        self._lms.play(attempt)

    def _open(self, values: Mapping[str, Any]) -> dict[str, str]:
        """Opens the place of a finding; of no other file, for the page has no business in the rest of the disk."""
        from scormkit.player.editor import open_in_editor

        wanted = str(values.get("file", ""))
        known = self._edition.findings if self._edition else ()
        if wanted not in {finding.pos.file for finding in (*known, *self._broken)}:
            return {"error": "There is no finding in that file."}
        line, column = (values.get(name) for name in ("line", "column"))
        said = open_in_editor(
            Path(wanted).resolve(),
            line if isinstance(line, int) else 1,
            column if isinstance(column, int) else 1,
            self._editor,
        )
        return {"said": said}


def _is_package(path: Path) -> bool:
    if path.is_dir():
        return any((path / name).is_file() for name in ("imsmanifest.xml", "cmi5.xml", "tincan.xml"))
    return path.suffix.lower() in PACKAGE_ENDINGS


def _ids(edition: Edition | None) -> set[str]:
    return {course.id for course in edition.courses} if edition else set()


def _changed(settings: Settings, values: Mapping[str, Any]) -> Settings:
    from scormkit.player.profiles import profiles

    def chosen(name: str, known: tuple[str, ...], now: str) -> str:
        wanted = str(values.get(name, now))
        return wanted if wanted in known else now

    name = str(values.get("profile", settings.profile.name))
    return replace(
        settings,
        profile=profiles().get(name, settings.profile),
        learner_name=str(values.get("learner_name", settings.learner_name))[:255],
        language=str(values.get("language", settings.language))[:100],
        mode=chosen("mode", ("normal", "review", "browse"), settings.mode),
        place=chosen("place", ("frame", "popup"), settings.place),
        direction=chosen("direction", ("", "ltr", "rtl"), settings.direction),
        scheme=chosen("scheme", ("", "light", "dark"), settings.scheme),
    )


def _state_limit(attempt: Attempt) -> int | None:
    """Characters of state that the LMS keeps: its profile's, else the standard's (1.2 RTE 3.4.4, 2004 RTE 4.2.22)."""
    limits = {"scorm12": 4096, "scorm2004-2": 4000, "scorm2004-3": 64000, "scorm2004-4": 64000}
    return attempt.settings.profile.state_limit or limits.get(attempt.playable.standard)


def _statement_faults(statement: Any) -> list[str]:
    from scormkit.xapi.statement_rules import faults_of

    return [str(fault) for fault in faults_of(statement)]
