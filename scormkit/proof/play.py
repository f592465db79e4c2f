"""Plays a package for one learner under one LMS profile, in a browser that runs."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext
from playwright.sync_api import Error as BrowserError

from scormkit.player.activity_tree import Activity
from scormkit.player.attempt import Attempt, Settings
from scormkit.player.playable import Playable, Unit, playable_of_path
from scormkit.player.profiles import profile_named
from scormkit.player.server import LocalLms
from scormkit.proof.ends import ended
from scormkit.proof.expected import Deeds
from scormkit.proof.generic import look_at, may_resume
from scormkit.proof.journeys import JOURNEYS
from scormkit.proof.own_course import OwnCourse
from scormkit.proof.own_reader import read_own_course
from scormkit.proof.pictures import Album
from scormkit.proof.played import Ended, Launched, Played, Seen
from scormkit.proof.scripted import Learner, TroubleError
from scormkit.proof.visit import Ear, HungError, Limits, OutOfTimeError, Visit
from scormkit.proof.watch import Watch
from scormkit.resources import TEMPLATES
from scormkit.xapi.statement_rules import faults_of

GENERIC = "generic"
SHORTEST_PATIENCE, LONGEST_PATIENCE = 10.0, 30.0
VIEWPORT = {"width": 1200, "height": 800}


@dataclass(frozen=True, slots=True)
class Task:
    """One learner, one package, one profile. `seconds` is all the time there is; `pictures` a folder for them."""

    path: Path
    profile: str
    learner: str
    seconds: float
    pictures: Path | None = None


def play(browser: Browser, task: Task) -> Played:
    """Everything that came of it. Raises NotPlayableError where there is nothing to launch."""
    started = time.monotonic()
    playable = playable_of_path(task.path)
    try:
        journey = _Journey(browser, task, playable, started)
        journey.run()
        return replace(journey.played(), seconds=round(time.monotonic() - started, 2))
    finally:
        playable.files.close()


def own_courses(playable: Playable) -> dict[str, OwnCourse]:
    """The course of each unit, where they are all ours; else nothing."""
    found = {unit.identifier: read_own_course(playable.files, unit.href) for unit in playable.units}
    return {name: course for name, course in found.items() if course} if all(found.values()) else {}


class _Journey:
    """One learner through all units, in one attempt."""

    def __init__(self, browser: Browser, task: Task, playable: Playable, started: float) -> None:
        self._browser, self._task, self._playable = browser, task, playable
        self._courses = own_courses(playable) if task.learner != GENERIC else {}
        profile = profile_named(task.profile)
        settings = Settings(profile, language=playable.language or "en")
        self._attempt = Attempt(playable, settings, lambda each: [str(fault) for fault in faults_of(each)])
        share = min(LONGEST_PATIENCE, max(SHORTEST_PATIENCE, task.seconds / 4))
        patience = share + 10 * profile.latency_seconds
        self._limits = Limits(started + task.seconds, patience)
        self._album = Album(task.pictures) if task.pictures else None
        self._launches: list[Launched] = []
        self._ends: list[Ended] = []
        self._trouble = ""
        self._is_late = False

    def run(self) -> None:
        """All units, one after the other; the next also if one has failed."""
        with LocalLms(self._attempt) as lms, self._context() as context:
            ear = Ear()
            self._attempt.heard = ear
            watch = Watch(context, lms.content_root)
            for unit in self._playable.units:
                self._unit(context, lms, watch, ear, unit)
                if self._is_late:
                    break

    def played(self) -> Played:
        """The record."""
        task = self._task
        return Played(
            path=str(task.path),
            standard=self._playable.standard,
            profile=task.profile,
            learner=task.learner,
            is_own=bool(self._courses),
            launches=tuple(self._launches),
            ends=tuple(self._ends),
            trouble=self._trouble,
            pictures=tuple(str(path) for path in self._album.paths) if self._album else (),
            switches=self._attempt.settings.profile.switches,
        )

    @contextmanager
    def _context(self) -> Iterator[BrowserContext]:
        context = self._browser.new_context(viewport=VIEWPORT, reduced_motion="reduce")  # type: ignore[arg-type]
        context.set_default_timeout(self._limits.patience * 1000)
        context.add_init_script(path=TEMPLATES / "proof" / "traps.js")
        try:
            yield context
        finally:
            context.close()

    def _unit(self, context: BrowserContext, lms: LocalLms, watch: Watch, ear: Ear, unit: Unit) -> None:
        is_sco = self._is_sco(unit)
        visits: list[Visit] = []

        def come() -> Visit:
            album = self._album.of(unit.identifier) if self._album else None
            visits.append(
                Visit(context, lms, watch, unit.identifier, unit.href, self._limits, ear, is_sco, pictures=album)
            )
            return visits[-1]

        deeds = Deeds()
        course = self._courses.get(unit.identifier)
        way = "hung"
        try:
            way = self._scripted(context, come, course, deeds) if course else self._generic(come, visits)
        except HungError:
            self._trouble = self._trouble or f"the content of {unit.identifier} does not answer any more"
        except TroubleError as error:
            self._trouble, way = self._trouble or str(error), "stuck"
        except OutOfTimeError:
            self._trouble = self._trouble or f"the journey was not over after {self._task.seconds:g} seconds"
            self._is_late = True
            watch.add(Seen("late", self._trouble))
        except BrowserError as error:
            self._trouble = self._trouble or error.message.splitlines()[0]
        if visits and way in ("hung", "stuck"):
            visits[-1].snap("trouble")
            visits[-1].stop()
            self._launches.append(visits[-1].launched(way))
        profile = self._attempt.settings.profile
        unheard = profile.offline_at_exit and not self._playable.is_scorm
        self._ends.append(ended(self._attempt, unit, course, deeds, unheard_end=unheard))

    def _is_sco(self, unit: Unit) -> bool:
        """Whether the unit has to speak to the LMS: an asset has not."""
        tree = self._playable.tree
        kinds = {each["identifier"]: each["scormType"] for each in _activities(tree["root"])} if tree else {}
        return kinds.get(unit.identifier) != "asset" and self._playable.standard != "web"

    def _scripted(self, context: BrowserContext, come: Callable[[], Visit], course: OwnCourse, deeds: Deeds) -> str:
        def arrive() -> Learner:
            context.set_offline(False)
            return Learner(come(), course, deeds).arrive()

        def leave(learner: Learner, way: str) -> None:
            # In SCORM the LMS's own page is what is offline then.
            if self._attempt.settings.profile.offline_at_exit and not self._playable.is_scorm:
                context.set_offline(True)
            if way == "exit":
                learner.exit()
            else:
                learner.visit.snap("closing")
                learner.visit.close()
            self._launches.append(learner.visit.launched(way))

        JOURNEYS[self._task.learner](arrive, leave)
        return "over"

    def _generic(self, come: Callable[[], Visit], visits: list[Visit]) -> str:
        for _ in range(2):
            way = look_at(come())
            if way == "hung":
                raise HungError
            self._launches.append(visits[-1].launched(way))
            if not may_resume(self._attempt.stored.get(visits[-1].unit, {})):
                break
        return "over"


def _activities(activity: Activity) -> Iterator[Activity]:
    yield activity
    for child in activity["children"]:
        yield from _activities(child)
