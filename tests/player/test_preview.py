"""`scormkit preview` as a person sees it: a course in a local LMS, switches, live reload, faults of the sources."""

from __future__ import annotations

import json
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from scormkit import api
from scormkit.api_player import BrokenCourseError, Preview
from scormkit.errors import MisuseError

from ..accessibility.audit import AXE, RULES, RUN
from ..journeys.fixtures import TARGETS
from .conftest import View, Viewer

ALL_TARGETS = [*TARGETS, "cmi5", "xapi", "web"]


def next_page(viewer: Viewer) -> None:
    """The next page, by the link at the foot."""
    before = viewer.content.evaluate("location.hash")
    viewer.content.get_by_role("link", name="Next").last.click()
    viewer.content.wait_for_function("before => location.hash !== before", arg=before)


@pytest.mark.parametrize("target", ALL_TARGETS)
def test_each_target_plays(view: View, tiny: Path, target: str) -> None:
    """The course is there under each standard, and the panel shows what came of it."""
    viewer = view(tiny, target=target)
    if target == "cmi5":
        viewer.frame("/launch_tiny.html").locator("main h1").wait_for()
    else:
        assert viewer.content.locator("main h1").inner_text()
    attempt = viewer.preview.attempt
    if target.startswith("scorm"):
        viewer.until(lambda: any(call.method.endswith("Commit") for call in attempt.calls), "a commit")
        assert not [call for call in attempt.calls if call.verdict not in ("", "0", "403")]
        assert "Initialize" in viewer.tab("Calls")
        assert "cmi." in viewer.tab("Data model")
    elif target in ("cmi5", "xapi"):
        # The LMS of cmi5 says “launched” itself.
        own = 1 if target == "cmi5" else 0
        viewer.until(lambda: len(viewer.preview.attempt.lrs.statements) > own, "a statement of the content")
        assert "initialized A tiny session" in viewer.tab("Statements")
        assert not attempt.notes
    assert "No problem so far." in viewer.tab("Problems")


def test_what_is_stored_comes_back_and_a_fresh_start_forgets_it(view: View, tiny: Path) -> None:
    viewer = view(tiny)
    next_page(viewer)
    place = viewer.content.evaluate("location.hash")
    viewer.page.get_by_role("button", name="Leave and resume").click()
    viewer.until(lambda: viewer.preview.attempt.launches == 2, "the second launch")
    assert viewer.content.evaluate("location.hash") == place
    viewer.page.get_by_role("button", name="Start fresh").click()
    viewer.until(lambda: viewer.preview.attempt.launches == 1, "a new attempt")
    assert viewer.content.evaluate("location.hash") != place


def test_a_saved_page_is_shown_at_the_same_place(view: View, tiny: Path) -> None:
    """The finding of a broken source stands in the page, the last good version stays, and mending it goes on."""
    viewer = view(tiny)
    next_page(viewer)
    place = viewer.content.evaluate("location.hash")
    page = tiny / "01-welcome.md"
    good = page.read_text()
    page.write_text(f"{good}\n\nA sentence that is new.\n")
    viewer.until(lambda: viewer.preview.attempt.launches == 2, "the new edition")
    assert viewer.content.evaluate("location.hash") == place
    assert viewer.content.get_by_text("A sentence that is new.").is_visible()

    page.write_text(f"{good}\n\n::: nonsense\n:::\n")
    broken = viewer.page.get_by_role("region", name="Faults in the sources")
    broken.get_by_text("nonsense").wait_for()
    line = good.count("\n") + 3
    assert broken.get_by_role("button", name=f"01-welcome.md, line {line}").is_visible()
    assert viewer.content.get_by_text("A sentence that is new.").is_visible()

    page.write_text(good)
    viewer.until(lambda: viewer.preview.attempt.launches == 3, "the mended edition")
    assert not broken.is_visible()
    assert viewer.told == ["rebuilt", "broken", "rebuilt"]


def test_a_click_on_a_fault_opens_the_editor(view: View, tiny: Path, tmp_path: Path) -> None:
    said = tmp_path / "said"
    script = tmp_path / "editor.py"
    script.write_text(f"import sys; open({str(said)!r}, 'w').write(' '.join(sys.argv[1:]))")
    viewer = view(tiny, editor=f"{sys.executable} {script} {{file}}:{{line}}")
    page = tiny / "01-welcome.md"
    page.write_text(page.read_text() + "\n::: nonsense\n:::\n")
    viewer.page.get_by_role("region", name="Faults in the sources").get_by_role("button").first.click()
    viewer.until(lambda: said.exists() and bool(said.read_text()), "the editor")
    file, _, line = said.read_text().rpartition(":")
    assert Path(file) == page.resolve()
    assert page.read_text().split("\n")[int(line) - 1] == "::: nonsense"


def test_switches(view: View, tiny: Path) -> None:
    """Target, LMS, learner, mode, place, screen, colours and direction, each as the content sees it."""
    viewer = view(tiny)
    viewer.choose("target", "scorm2004-4")
    viewer.until(lambda: any(call.method == "Initialize" for call in viewer.preview.attempt.calls), "SCORM 2004")
    viewer.choose("profile", "commit-refused")
    viewer.until(lambda: any(call.error == "391" for call in viewer.preview.attempt.calls), "a refused commit")
    viewer.choose("profile", "strict")
    viewer.choose("mode", "review")
    viewer.until(
        lambda: any(c.args == ("cmi.mode",) and c.result == "review" for c in viewer.preview.attempt.calls), "review"
    )
    viewer.choose("mode", "normal")
    viewer.choose("viewport", "320")
    assert viewer.content.evaluate("innerWidth") == 320
    light = viewer.content.evaluate("getComputedStyle(document.body).color")
    viewer.choose("scheme", "dark")
    viewer.until(lambda: viewer.content.evaluate("getComputedStyle(document.body).color") != light, "dark")
    viewer.choose("direction", "rtl")
    viewer.until(lambda: viewer.content.evaluate("document.documentElement.dir") == "rtl", "right to left")
    before = viewer.preview.attempt.settings.learner_id
    viewer.page.locator("details:has(.more)").evaluate("node => { node.open = true; }")
    viewer.page.locator("[name=learner_name]").fill("Sánchez, Ana")
    viewer.page.locator("[name=learner_name]").press("Enter")
    viewer.until(lambda: any(c.result == "Sánchez, Ana" for c in viewer.preview.attempt.calls), "another learner")
    assert viewer.preview.attempt.settings.learner_id != before
    assert first_calls_of(viewer) == "Initialize"
    assert not any(c.args == ("cmi.suspend_data",) and c.result for c in viewer.preview.attempt.calls)
    viewer.choose("place", "popup")
    viewer.until(lambda: viewer.frame("/shell.html").get_by_role("button", name="Launch").is_visible(), "the button")
    with viewer.page.expect_popup() as popup:
        viewer.frame("/shell.html").get_by_role("button", name="Launch").click()
    popup.value.locator("main h1").wait_for()
    viewer.until(lambda: viewer.preview.attempt.calls[-1].method != "", "calls from the popup")


def first_calls_of(viewer: Viewer) -> str:
    """The method that was called first in the attempt."""
    return viewer.preview.attempt.calls[0].method.removeprefix("LMS")


def test_what_content_says_on_its_way_out_belongs_to_the_attempt_that_it_leaves(view: View, tiny: Path) -> None:
    """Another target or learner starts with nothing of the one before, neither calls nor refused statements."""
    viewer = view(tiny)
    next_page(viewer)
    viewer.choose("profile", "tiny-state")
    viewer.until(lambda: "of 500 characters" in viewer.tab("State"), "the limit of the LMS")
    viewer.tab("Calls")
    viewer.choose("target", "scorm2004-4")
    viewer.until(lambda: len(viewer.preview.attempt.calls) > 3, "calls of SCORM 2004")
    assert first_calls_of(viewer) == "Initialize"
    viewer.choose("target", "xapi")
    viewer.until(lambda: bool(viewer.preview.attempt.lrs.statements), "a statement")
    assert not viewer.preview.attempt.calls
    viewer.choose("target", "cmi5")
    viewer.until(lambda: len(viewer.preview.attempt.lrs.statements) > 1, "a statement of the AU")
    assert not viewer.preview.attempt.notes
    panel = viewer.page.locator("#view")
    viewer.until(lambda: "initialized A tiny session" in panel.inner_text(), "statements in place of calls")


def test_a_folder_of_several_courses_offers_each(view: View, lead: Path) -> None:
    viewer = view(lead)
    options = viewer.page.locator("[name=course] option")
    viewer.until(lambda: options.count() == 2, "the choice of courses")
    titles = options.all_inner_texts()
    viewer.choose("course", "lead-first-steps")
    viewer.until(lambda: viewer.preview.title == titles[1], "the other course")
    assert viewer.content.locator("main h1").inner_text() == titles[1]


def test_a_package_is_played(view: View, tiny: Path, tmp_path: Path) -> None:
    built = api.build([tiny], ["scorm2004-3"], tmp_path / "dist").packages[0]
    viewer = view(built.path, profile="moodle")
    assert viewer.content.locator("main h1").inner_text()
    assert viewer.page.locator("[name=target]").is_hidden()
    viewer.until(lambda: any(call.method == "Commit" for call in viewer.preview.attempt.calls), "a commit")


def test_nothing_is_written_to_the_sources(tiny: Path) -> None:
    before = sorted(path.name for path in tiny.iterdir())
    with Preview(tiny):
        pass
    assert sorted(path.name for path in tiny.iterdir()) == before


def test_what_cannot_be_previewed_is_told(tiny: Path) -> None:
    page = tiny / "01-welcome.md"
    page.write_text(page.read_text() + "\n::: nonsense\n:::\n")
    with pytest.raises(BrokenCourseError) as broken:
        Preview(tiny)
    assert [finding.name for finding in broken.value.findings if finding.severity == "error"] == ["unknown-block"]
    with pytest.raises(MisuseError, match="no target"):
        Preview(tiny, target="scorm13")
    with pytest.raises(MisuseError, match="no LMS profile"):
        Preview(tiny, profile="moodel")


def test_the_command_serves_until_it_is_interrupted(tiny: Path) -> None:
    command = [sys.executable, "-m", "scormkit", "preview", str(tiny), "--no-open"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        address = process.stdout.readline().strip()
        with urllib.request.urlopen(f"{address}state.json", timeout=20) as answer:
            assert json.load(answer)["title"]
        process.terminate()
        deadline = time.monotonic() + 20
        while process.poll() is None and time.monotonic() < deadline:
            time.sleep(0.05)
        assert process.returncode == 130


@pytest.mark.parametrize("width", [1400, 320])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_is_accessible(view: View, tiny: Path, scheme: str, width: int) -> None:
    """No violation in any view of the panel, with a fault of the sources, and everything fits the window."""
    viewer = view(tiny, target="scorm2004-4", color_scheme=scheme, width=width)
    next_page(viewer)
    page = tiny / "01-welcome.md"
    page.write_text(page.read_text() + "\n::: nonsense\n:::\n")
    viewer.page.get_by_role("region", name="Faults in the sources").wait_for()
    frame = viewer.page.main_frame
    frame.evaluate(f"{AXE.read_text('utf-8')}; null")
    # The content is judged by the tests of the player, and of another origin.
    judge = RUN.replace("axe.run(document", "axe.run({exclude: ['iframe']}")
    more = viewer.page.locator("details:has(.more)")
    more.evaluate("node => { node.open = true; }")
    found = frame.evaluate(judge, RULES)
    more.evaluate("node => { node.open = false; }")
    for tab in viewer.page.get_by_role("tab").all():
        tab.click()
        found += frame.evaluate(judge, RULES)
    assert not found
    assert frame.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize(
    ("content", "told"), [("not a zip", "no package with content"), ("", "no package with content")]
)
def test_a_broken_package_is_told(tmp_path: Path, content: str, told: str) -> None:
    broken = tmp_path / "broken.zip"
    broken.write_text(content)
    command = [sys.executable, "-m", "scormkit", "preview", str(broken), "--no-open"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert done.returncode == 1
    assert told in done.stderr
    assert "Traceback" not in done.stderr
