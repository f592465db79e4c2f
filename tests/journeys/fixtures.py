"""Browser, packages and journeys: one browser for each worker, one context and one LMS for each journey."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, sync_playwright

from .host.server import Lms, Profile
from .learner import Learner
from .truth import Truth
from .watch import Watch

ROOT = Path(__file__).parents[2]
COURSES = {
    "tiny": Path(__file__).parent / "courses/tiny",
    "pair": Path(__file__).parent / "courses/pair",
    "blocks": Path(__file__).parent / "courses/blocks",
    "two": Path(__file__).parent / "courses/two",
    "lead": ROOT / "courses/lead",
    "gallery": ROOT / "courses/gallery",
    "gallery-draw": ROOT / "courses/gallery-draw",
    "gallery-pages": ROOT / "courses/gallery-pages",
}
# What is added to the facts of a session; the last of them in the gallery is its assessment.
FACTS = {"after-each": "  reveal: after-each\n", "nhs-like": "theme: nhs-like\n"}
TARGETS = ("scorm12", "scorm2004-3", "scorm2004-4")
FLAGS = [
    "--no-sandbox",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
NO_BROWSER = (
    "These tests need Chromium and did not find it. Install it (Debian: apt-get install chromium-headless-shell), "
    "or name one: SCORMKIT_CHROMIUM=/path/to/chromium"
)


def find_chromium() -> str:
    """The browser of these tests. Fails the test where there is none: a journey that was not made proves nothing."""
    named = os.environ.get("SCORMKIT_CHROMIUM")
    names = [named] if named else ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "chrome"]
    found = next(filter(None, map(shutil.which, names)), None)
    if found is None:
        pytest.fail(NO_BROWSER, pytrace=False)
    return found


# Three folders of tests ask for these fixtures; a worker has one browser and one set of packages for all of them.
BROWSER = pytest.StashKey[Browser]()
PACKAGES = pytest.StashKey["Packages"]()


@pytest.fixture(scope="session")
def browser(pytestconfig: pytest.Config) -> Iterator[Browser]:
    """One browser for all tests of a worker."""
    if BROWSER in pytestconfig.stash:
        yield pytestconfig.stash[BROWSER]
        return
    executable = find_chromium()
    with sync_playwright() as playwright:
        pytestconfig.stash[BROWSER] = playwright.chromium.launch(executable_path=executable, args=FLAGS)
        yield pytestconfig.stash[BROWSER]
        pytestconfig.stash[BROWSER].close()
        del pytestconfig.stash[BROWSER]


class Packages:
    """Built packages, each made when a test first asks for it.

    A source is one of COURSES; `NAME+nhs-like` is one in the colours of that theme, `gallery+after-each` one whose
    assessment tells at once what is right, `NAME+trainer` its companion for trainers.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._truths: dict[str, dict[str, Truth]] = {}

    def _build(self, source: str) -> dict[str, Truth]:
        """Builds a copy, for building writes lock files."""
        from scormkit import api
        from scormkit.source import load

        if source not in self._truths:
            name, *with_ = source.split("+")
            copy = self._folder / "sources" / source
            shutil.copytree(COURSES[name], copy)
            for each in FACTS.keys() & with_:
                with (copy / "session.yaml").open("a", encoding="utf-8") as facts:
                    facts.write(FACTS[each])
            readers: Literal["learner", "trainer"] = "trainer" if "trainer" in with_ else "learner"
            result = api.build([copy], TARGETS, self._dist(source), readers=readers)
            errors = [finding for finding in result.report.findings if finding.severity == "error"]
            assert not errors, errors
            self._truths[source] = {course.id: Truth(course) for course in load(copy).courses}
        return self._truths[source]

    def _dist(self, source: str) -> Path:
        return self._folder / "dist" / source

    def truth(self, source: str, course: str = "") -> Truth:
        """What the sources say, read by the same reader as the build but never from a package."""
        courses = self._build(source)
        return courses[course] if course else next(iter(courses.values()))

    def path(self, source: str, target: str, course: str = "") -> Path:
        """The package of a course for a target."""
        companion = "-trainer" if "+trainer" in source else ""
        return self._dist(source) / f"{self.truth(source, course).course.id}{companion}-{target}.zip"


@pytest.fixture(scope="session")
def packages(pytestconfig: pytest.Config, tmp_path_factory: pytest.TempPathFactory) -> Packages:
    """The packages that journeys are made in."""
    if PACKAGES not in pytestconfig.stash:
        pytestconfig.stash[PACKAGES] = Packages(tmp_path_factory.mktemp("packages"))
    return pytestconfig.stash[PACKAGES]


Journey = Callable[..., Learner]


@contextmanager
def journeys(browser: Browser, packages: Packages) -> Iterator[Journey]:
    """Makes learners, each with an LMS: start("tiny", "scorm12", profile="moodle12").

    At the end no journey may have left an error of the API or the page, a failed request, or a request to anywhere
    else.
    """
    with ExitStack() as stack:
        watches: list[Watch] = []

        def start(
            source: str = "tiny",
            target: str = "scorm12",
            *,
            course: str = "",
            profile: Profile | None = None,
            width: int = 1280,
            height: int = 900,
            color_scheme: str = "light",
            touch: bool = False,
        ) -> Learner:
            standard: Profile = "scorm12" if target == "scorm12" else "scorm2004"
            lms = stack.enter_context(Lms(packages.path(source, target, course), profile or standard))
            context = browser.new_context(
                viewport={"width": width, "height": height},
                color_scheme=color_scheme,
                reduced_motion="reduce",
                has_touch=touch,
                is_mobile=touch,
            )
            stack.callback(context.close)
            context.set_default_timeout(30_000)
            watch = Watch(context, lms)
            watches.append(watch)
            return Learner(context, lms, packages.truth(source, course), target)

        yield start
        for watch in watches:
            watch.assert_clean()


@pytest.fixture
def journey(browser: Browser, packages: Packages) -> Iterator[Journey]:
    """Makes learners of one test."""
    with journeys(browser, packages) as start:
        yield start
