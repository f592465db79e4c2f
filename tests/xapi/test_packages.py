"""Built packages in a browser: equal results from six targets, statements that fit the profile, an LRS that fails."""

from __future__ import annotations

import json
import os
import random
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode
from uuid import NAMESPACE_URL, uuid5

import pytest
from playwright.sync_api import Browser, BrowserContext

from scormkit.targets import TARGETS
from scormkit.xapi.profile import profile
from scormkit.xapi.rules import unreadable
from scormkit.xapi.statement_rules import faults_of
from tests.journeys.host.server import Lms, Profile
from tests.journeys.learner import Learner
from tests.journeys.test_random import Wanderer
from tests.xapi.conftest import Hooked
from tests.xapi.parts import Cmi5Lms, RealLrs, Site, judged_by_validation, wait_for
from tests.xapi.profile_reader import Profile as XapiProfile

SEEDS = range(int(os.environ.get("SCORMKIT_SEED", "0")), int(os.environ.get("SCORMKIT_TARGET_JOURNEYS", "3")))
STEPS = 7
ACTOR = {"objectType": "Agent", "name": "Jo Doe", "account": {"homePage": "https://lms.example.org", "name": "u1"}}
NOWHERE = {"endpoint": "http://127.0.0.1:9/", "auth": "Basic bm9ib2R5OmhlcmU="}


@dataclass(frozen=True, slots=True)
class Result:
    """What an LMS or a browser holds at the end, in no standard's words. Scores in percent; objectives by id."""

    completed: bool
    passed: bool | None
    score: float | None
    objectives: dict[str, tuple[float | None, bool, bool | None]]

    def __post_init__(self) -> None:
        """An objective of which nothing is known is as good as one that is not there: SCORM 1.2 gets it later."""
        told = {name: facts for name, facts in self.objectives.items() if facts != (None, False, None)}
        object.__setattr__(self, "objectives", told)


def of_document(document: dict[str, Any]) -> Result:
    """From the document of an LRS, or what a web package keeps."""
    objectives = {
        name: (each["score"], each["completed"], each["passed"])
        for name, each in document.get("objectives", {}).items()
    }
    return Result(document["completed"], document["passed"], document.get("score"), objectives)


def of_scorm12(record: dict[str, str]) -> Result:
    """`lesson_status` has one word for both; that of an objective too."""
    status = record.get("cmi.core.lesson_status", "")
    score = record.get("cmi.core.score.raw", "")
    objectives = {}
    for name, at in _numbered(record):
        word = record.get(f"cmi.objectives.{at}.status", "")
        raw = record.get(f"cmi.objectives.{at}.score.raw", "")
        judged = {"passed": True, "failed": False}.get(word)
        objectives[name] = (float(raw) if raw else None, word in ("passed", "failed", "completed"), judged)
    passed = {"passed": True, "failed": False}.get(status)
    return Result(status in ("passed", "completed"), passed, float(score) if score else None, objectives)


def of_scorm2004(record: dict[str, str]) -> Result:
    """Completion and success apart."""
    words = {"passed": True, "failed": False}
    score = record.get("cmi.score.raw", "")
    objectives = {}
    for name, at in _numbered(record):
        raw = record.get(f"cmi.objectives.{at}.score.raw", "")
        objectives[name] = (
            float(raw) if raw else None,
            record.get(f"cmi.objectives.{at}.completion_status") == "completed",
            words.get(record.get(f"cmi.objectives.{at}.success_status", "")),
        )
    completed = record.get("cmi.completion_status") == "completed"
    passed = words.get(record.get("cmi.success_status", ""))
    return Result(completed, passed, float(score) if score else None, objectives)


def _numbered(record: dict[str, str]) -> Iterator[tuple[str, int]]:
    at = 0
    while name := record.get(f"cmi.objectives.{at}.id"):
        # That of the manifest, which the content leaves alone.
        if name != "primary":
            yield name, at
        at += 1


def as_scorm12_tells(result: Result) -> Result:
    """What remains of a result in SCORM 1.2: “failed” is said only when nothing is left to do, “passed” of a whole only
    with completion, and an objective that is judged is complete."""
    objectives = {
        name: (score, completed or passed is not None, passed)
        for name, (score, completed, passed) in result.objectives.items()
    }
    passed = True if result.completed and result.passed else None
    return Result(result.completed, passed, result.score, objectives)


class World:
    """Everything that packages meet: LMSs, an LRS, a browser. One learner for each target."""

    def __init__(self, browser: Browser, site: Site, lrs: RealLrs, stack: ExitStack) -> None:
        self.browser, self.site, self.lrs, self.stack = browser, site, lrs, stack

    def context(self) -> BrowserContext:
        """A browser of its own."""
        context = self.browser.new_context(reduced_motion="reduce")
        self.stack.callback(context.close)
        context.set_default_timeout(30_000)
        return context

    def scorm(self, hooked: Hooked, target: str, passed_on: dict[str, Any] | None = None) -> Learner:
        """A learner in a SCORM LMS, which may pass on launch data."""
        standard: Profile = "scorm12" if target == "scorm12" else "scorm2004"
        lms = self.stack.enter_context(Lms(hooked.path(target), standard))
        lms.manifest = replace(lms.manifest, launch_data=json.dumps(passed_on) if passed_on else "")
        return Learner(self.context(), lms, hooked.truth, target).launch()

    def by_address(self, hooked: Hooked, target: str, query: str, page: str = "index.html") -> Learner:
        """A learner at a package that is opened by its address."""
        learner = Learner(self.context(), None, hooked.truth, target)  # type: ignore[arg-type]
        address = f"{self.site.open(hooked.path(target))}/{page}"
        return learner.open(f"{address}?{query}" if query else address)

    def credentials(self, registration: str) -> dict[str, str]:
        """What a TinCan launch, or launch data, says."""
        return {
            "endpoint": self.lrs.address, "auth": self.lrs.authorization,
            "actor": json.dumps(ACTOR), "registration": registration,
        }  # fmt: skip


@pytest.fixture
def world(browser: Browser, site: Site, lrs: RealLrs) -> Iterator[World]:
    """The world of a test."""
    with ExitStack() as stack:
        yield World(browser, site, lrs, stack)


def wander(learner: Learner, seed: int) -> None:
    """The same journey for the same seed, whatever the target; nothing goes wrong on it."""
    wanderer = Wanderer(learner, random.Random(seed))
    for _ in range(STEPS):
        doings = [wanderer.walk]
        session, page = learner.place
        if page and page not in ("results", "certificate"):
            doings += (
                [wanderer.attempt] * 3 if learner.truth.page(session, page).is_assessment else [wanderer.check] * 3
            )
        wanderer.chance.choice(doings)()


def registration(seed: int, target: str) -> str:
    """A registration of its own."""
    return str(uuid5(NAMESPACE_URL, f"{seed} {target}"))


def document_of(world: World, activity: str, registered: str) -> dict[str, Any]:
    """The state document of a learner in the real LRS, once it has what was written last."""
    agent = json.dumps(ACTOR)
    query = urlencode({"activityId": activity, "agent": agent, "registration": registered, "stateId": "scormkit"})
    return dict(world.lrs.get(f"activities/state?{query}") or {})


@pytest.mark.parametrize("seed", SEEDS)
def test_six_targets_tell_the_same(world: World, hooked: dict[str, Hooked], seed: int) -> None:
    tiny = hooked["tiny"]
    activity = f"https://learning.example.org/xapi/{tiny.course.id}"
    results: dict[str, Result] = {}
    for target in TARGETS:
        if target.startswith("scorm"):
            learner = world.scorm(tiny, target)
            wander(learner, seed)
            learner.leave("exit")
            read = of_scorm12 if target == "scorm12" else of_scorm2004
            results[target] = read(learner.lms.record)
        elif target == "cmi5":
            session = tiny.course.sessions[0]
            policy = session.assessment
            options = {"masteryScore": policy.pass_mark / 100} if policy else {}
            lms = world.stack.enter_context(Cmi5Lms(publisherId=activity, moveOn="CompletedAndPassed", **options))
            learner = world.by_address(tiny, target, lms.launch(), f"launch_{session.id}.html")
            wander(learner, seed)
            learner.exit()
            wait_for(lambda lms=lms: bool(lms.seen["sessions"][0]["terminated"]), "it was never terminated")
            assert lms.seen["refused"] == []
            results[target] = of_document(lms.seen["document"])
        elif target == "xapi":
            registered = registration(seed, target)
            query = urlencode({**world.credentials(registered), "activity_id": activity})
            learner = world.by_address(tiny, target, query)
            wander(learner, seed)
            learner.exit()
            results[target] = of_document(document_of(world, activity, registered))
        else:
            learner = world.by_address(tiny, target, "")
            wander(learner, seed)
            learner.reload()
            kept = learner.sco.evaluate(f"localStorage.getItem('scormkit web {tiny.course.id}')")
            results[target] = of_document(json.loads(kept))
        assert learner.deeds.seen
    whole = results["scorm2004-4"]
    assert results == {target: as_scorm12_tells(whole) if target == "scorm12" else whole for target in TARGETS}


def check_statements(statements: list[dict[str, Any]], hooked: Hooked, *targets: str) -> None:
    """By four readers: our rules, npm's xapi-validation, tincan, and the course's own profile."""
    assert statements
    bare = [{name: part for name, part in each.items() if name not in ("stored", "authority")} for each in statements]
    assert [list(map(str, faults_of(each))) for each in bare if list(faults_of(each))] == []
    assert [each for each in judged_by_validation(bare) if each] == []
    assert [fault for each in bare for fault in unreadable(each)] == []
    known = XapiProfile(profile(hooked.course, [TARGETS[target].delivery for target in targets]))
    for each in bare:
        good, faults = known.fitting(each)
        assert good, f"{each['verb']['id']} of {each['object']['id']} fits no template: {faults}"
    assert known.follows(bare)
    versions = {each["id"] for each in known.document["versions"]}
    for each in bare:
        assert versions & {one["id"] for one in each["context"]["contextActivities"]["category"]}


def whole_course(learner: Learner) -> None:
    """Reads, answers, passes: once through a session."""
    session = learner.truth.session()
    for page in session.pages:
        learner.go(session.id, page.id)
        if page.is_assessment:
            learner.take("wrong")
            learner.go(session.id, page.id)
            learner.take("right")
        else:
            for question in page.questions:
                learner.answer_check(question.id, learner.truth.right(session.id, question.id))


def of_registration(statements: list[dict[str, Any]], registered: str) -> list[dict[str, Any]]:
    """Statements of one launch, in the order of their times."""
    found = [each for each in statements if each["context"].get("registration") == registered]
    return sorted(found, key=lambda each: each["timestamp"])


@pytest.mark.parametrize("target", ["scorm12", "scorm2004-4"])
def test_statements_beside_scorm(world: World, hooked: dict[str, Hooked], target: str) -> None:
    """All that happens is told, maps to the framework, and the LMS hears the same as without."""
    tiny = hooked["tiny"]
    registered = registration(0, f"beside {target}")
    told = world.scorm(tiny, target, world.credentials(registered))
    whole_course(told)
    told.leave("exit")
    wait_for(
        lambda: {"passed", "progressed"} <= verbs(of_registration(world.lrs.statements, registered)), "not all came"
    )
    found = of_registration(world.lrs.statements, registered)
    assert verbs(found) >= {"experienced", "answered", "passed", "failed", "progressed"}
    check_statements(found, tiny, target)
    answers = [each for each in found if each["verb"]["id"].endswith("/answered")]
    assert len({each["id"] for each in answers}) == len(answers)
    session = tiny.course.sessions[0]
    mapped = [each for page in session.pages for each in page.questions if each.alignments]
    for each in mapped:
        iri = f"https://learning.example.org/xapi/{tiny.course.id}/interactions/{session.id}_{each.id}"
        said = next(one for one in answers if one["object"]["id"] == iri)
        categories = {one["id"] for one in said["context"]["contextActivities"]["category"]}
        assert all(any(name.endswith(item_id(one)) for name in categories) for one in each.alignments)
    silent = world.scorm(tiny, target, NOWHERE)
    whole_course(silent)
    silent.leave("exit")
    read = of_scorm12 if target == "scorm12" else of_scorm2004
    assert read(silent.lms.record) == read(told.lms.record)
    assert told.lms.api_errors() == silent.lms.api_errors() == []


def item_id(alignment: Any) -> str:
    """The end of the IRI of a framework's item."""
    return f"{alignment.item.framework}_{alignment.item.code.replace('.', '-')}"


def verbs(statements: list[dict[str, Any]]) -> set[str]:
    """Last parts of the verbs."""
    return {each["verb"]["id"].rpartition("/")[2] for each in statements}


def test_a_tincan_package_tells_the_real_lrs_and_resumes(world: World, hooked: dict[str, Hooked]) -> None:
    tiny = hooked["tiny"]
    registered = registration(0, "tincan")
    query = urlencode({**world.credentials(registered), "activity_id": "https://lms.example.org/what-the-lms-calls-it"})
    learner = world.by_address(tiny, "xapi", query)
    whole_course(learner)
    place = learner.hash
    learner.exit()
    wait_for(lambda: "terminated" in verbs(of_registration(world.lrs.statements, registered)))
    check_statements(of_registration(world.lrs.statements, registered), tiny, "xapi")
    again = world.by_address(tiny, "xapi", query)
    assert again.hash == place


def test_a_cmi5_package_tells_what_its_profile_says(world: World, hooked: dict[str, Hooked]) -> None:
    pair = hooked["pair"]
    session = pair.course.sessions[0]
    iri = f"https://learning.example.org/xapi/{pair.course.id}/{session.id}"
    lms = world.stack.enter_context(Cmi5Lms(publisherId=iri))
    learner = world.by_address(pair, "cmi5", lms.launch(), f"launch_{session.id}.html")
    for page in session.pages:
        learner.sco.evaluate(f"location.hash = '#/{session.id}/{page.id}'")
        learner.heading.wait_for()
    learner.exit()
    wait_for(lambda: bool(lms.seen["sessions"][0]["terminated"]), "it was never terminated")
    seen = lms.seen
    assert seen["refused"] == []
    check_statements(seen["statements"], pair, "cmi5")


def test_blocks_tell_what_happens_in_them(world: World, hooked: dict[str, Hooked]) -> None:
    """A video is played, paused and seen to its end; an expandable section is opened; blocks come into view."""
    blocks = hooked["blocks"]
    registered = registration(0, "blocks")
    learner = world.scorm(blocks, "scorm12", world.credentials(registered))
    session = blocks.course.sessions[0]
    page = next(each for each in session.pages if any(block.kind == "video" for block in each.blocks))
    learner.go(session.id, page.id)
    for summary in learner.sco.locator("main details[data-block] > summary").all():
        summary.scroll_into_view_if_needed()
        summary.click()
    learner.sco.evaluate(
        """async () => { const video = document.querySelector("main video"); video.muted = true;
        await video.play(); video.pause();
        await new Promise((resolve) => setTimeout(resolve, 50));
        video.currentTime = video.duration; await video.play().catch(() => undefined);
        if (!video.ended) await new Promise((resolve) => video.addEventListener("ended", resolve, { once: true })); }"""
    )
    learner.leave("exit")
    wanted = {"played", "paused", "completed", "interacted"}
    wait_for(lambda: wanted <= verbs(of_registration(world.lrs.statements, registered)), "not all came")
    found = of_registration(world.lrs.statements, registered)
    check_statements(found, blocks, "scorm12")
    watched = [each for each in found if each["verb"]["id"].startswith("https://w3id.org/xapi/video")]
    for each in watched:
        assert each["object"]["definition"]["type"] == "https://w3id.org/xapi/video/activity-type/video"
        categories = {one["id"] for one in each["context"]["contextActivities"]["category"]}
        assert "https://w3id.org/xapi/video" in categories
        assert "https://w3id.org/xapi/video/extensions/time" in each["result"]["extensions"]
