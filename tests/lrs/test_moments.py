"""What happens on a page becomes statements: sound, help, blocks that come into view; in an LRS of limited ability."""

from __future__ import annotations

import json
import shutil
import wave
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.lrs.fixtures import ADL, BASE, data_of, read_on, verbs
from tests.xapi.parts import wait_for

VIDEO = "https://w3id.org/xapi/video"
TIMES = {f"{VIDEO}/extensions/time": "{time}", f"{VIDEO}/extensions/played-segments": "{played_segments}"}
BLOCKS: dict[str, tuple[str, dict[str, Any]]] = {
    "block-experienced": ("experienced", {}),
    "help-opened": ("interacted", {}),
    "video-played": ("played", {"extensions": TIMES}),
    "video-paused": ("paused", {"extensions": TIMES}),
    "video-completed": ("completed", {"completion": True, "duration": "{duration}", "extensions": TIMES}),
}
HTML = """<div data-block="sound"><audio controls src="tone.wav"></audio></div>
<div data-block="help"><details><summary>More help</summary><p>Ask a colleague.</p></details></div>"""


def put_data(file: Path, kind: str, data: dict[str, Any]) -> None:
    """Writes a content script."""
    file.write_text(f"(self.SCORMKIT=self.SCORMKIT||[]).push([{json.dumps(kind)},{json.dumps(data)}]);", "utf-8")


@pytest.fixture
def folder(content: Callable[[str], Path], tmp_path: Path) -> Path:
    """The tiny course with a sound and a help on its first page, and a hook for each moment of a block."""
    folder = tmp_path / "package"
    shutil.copytree(content("xapi"), folder)
    with wave.open(str(folder / "tone.wav"), "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(1)
        sound.setframerate(8000)
        sound.writeframes(bytes(range(100, 150)) * 320)
    [file] = (folder / "content").glob("*.js")
    session = data_of(file.read_text("utf-8"))
    page = session["pages"][0]
    page["html"] += HTML
    put_data(file, "session", session)
    course = data_of((folder / "course.js").read_text("utf-8"))
    course["help"] = {"text": ["Ask us."], "contacts": [], "link": None, "hours": None}
    xapi = course["xapi"]
    for block in ("sound", "help"):
        activity = {"id": f"{BASE}/{block}", "definition": {"name": {"en": block}, "type": f"{ADL}/activities/media"}}
        key = f"page:{session['id']}/{page['id']}"
        thing = {"activity": activity, "parent": key, "grouping": ["course"], "framework": [], "hooks": ""}
        xapi["things"][f"block:{session['id']}/{page['id']}/{block}"] = thing
    xapi["hooks"] += [
        {"on": on, "name": "", "at": "", "activityType": "", "result": result, "context": {}}
        | {"verb": {"id": f"{ADL}/verbs/{verb}", "display": {"en": verb}}}
        for on, (verb, result) in BLOCKS.items()
    ]
    put_data(folder / "course.js", "course", course)
    return folder


def said(seen: dict[str, Any], block: str) -> list[str]:
    """The verbs of a block's statements, in the order in which they happened."""
    about = [each for each in seen["statements"] if each["object"]["id"] == f"{BASE}/{block}"]
    return [each["verb"]["id"].rpartition("/")[2] for each in sorted(about, key=lambda each: str(each["timestamp"]))]


def play(page: Page) -> None:
    """Plays the sound, without waiting for its end."""
    page.locator("audio").evaluate("sound => sound.play()")


def test_sound_and_help(context: BrowserContext, folder: Path, site: Any, lms: Any) -> None:
    """Played, paused, completed with what was heard; help when a learner opens it, and not when a page is printed."""
    server = lms(tincan=True)
    page = context.new_page()
    page.goto(f"{site(folder)}/index.html?{server.launch()}")
    read_on(page, 1)
    play(page)
    page.wait_for_function("document.querySelector('audio').currentTime > 0.3")
    page.locator("audio").evaluate("sound => sound.pause()")
    page.evaluate("dispatchEvent(new Event('beforeprint')); dispatchEvent(new Event('afterprint'));")
    play(page)
    page.wait_for_function("document.querySelector('audio').ended")
    page.locator("summary", has_text="More help").click()
    expect(page.get_by_text("Ask a colleague.")).to_be_visible()
    page.locator("summary", has_text="More help").click()
    page.locator("#player-help").click()
    expect(page.get_by_text("Ask us.")).to_be_visible()
    page.keyboard.press("Escape")
    wait_for(lambda: str(server.seen["statements"]).count("verbs/interacted") == 2)
    seen = server.seen
    assert seen["refused"] == []
    assert said(seen, "sound") == ["experienced", "played", "paused", "played", "completed"]
    assert said(seen, "help") == ["experienced", "interacted"]
    done = next(each for each in seen["statements"] if each["object"]["id"].endswith("/sound") and "result" in each)
    assert set(done["result"]["extensions"]) <= set(TIMES)
    [end] = [each for each in seen["statements"] if each.get("result", {}).get("completion") and "sound" in str(each)]
    start, stop = map(float, end["result"]["extensions"][f"{VIDEO}/extensions/played-segments"].split("[.]"))
    assert start == 0
    assert stop == pytest.approx(2, abs=0.1)


def test_who_goes_on_while_a_sound_plays_has_paused_it(
    context: BrowserContext, folder: Path, site: Any, lms: Any
) -> None:
    """The next page silences the sound; that it was heard so far is said."""
    server = lms(tincan=True)
    page = context.new_page()
    page.goto(f"{site(folder)}/index.html?{server.launch()}")
    read_on(page, 1)
    play(page)
    page.wait_for_function("document.querySelector('audio').currentTime > 0.2")
    read_on(page, 1)
    wait_for(lambda: "paused" in said(server.seen, "sound"))
    assert said(server.seen, "sound") == ["experienced", "played", "paused"]


def test_an_lrs_that_knows_statements_alone(context: BrowserContext, folder: Path, site: Any, lms: Any) -> None:
    """No documents, no PUT through CORS: statements go there, progress stays in the browser, and is found again."""
    origin = site(folder)
    server = lms(tincan=True)
    page = context.new_page()
    page.goto(f"{origin}/index.html?{server.launch()}")
    read_on(page, 2)
    expect(page.locator("#player-save-state")).to_have_attribute("data-state", "saved")
    page.locator("#player-exit").click()
    expect(page.locator("[data-closed]")).to_have_attribute("data-closed", "closed_saved")
    seen = server.seen
    assert seen["refused"] == []
    assert seen["document"] is None
    assert verbs(seen)[0] == "initialized"
    assert verbs(seen)[-1] == "terminated"
    page.goto(f"{origin}/index.html?{server.launch()}")
    page.locator("main h1").wait_for()
    assert page.evaluate("location.hash").count("/") == 2
