"""How long it takes from saving a page to seeing it in the preview, in a course of 300 pages.

    python benchmarks/preview.py [--rounds N]

Prints seconds from the write of the file to the new sentence in the browser, median and worst, for a course of 20
sessions and for a single session with all 300 pages, and what that is of a whole reading without memory.
Needs Chromium (SCORMKIT_CHROMIUM, or on PATH) and Playwright.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Frame, Page, sync_playwright

from scormkit.api_player import Preview
from scormkit.live import LiveCourse

PARAGRAPH = "Who *leads* a team listens to it, asks **what gets in its way**, and says what is decided and by whom.\n\n"


def write_pages(folder: Path, pages: range, session: str) -> None:
    """A session folder with pages of a screen each, a question on every second."""
    folder.mkdir(parents=True)
    (folder / "session.yaml").write_text(f"id: {session}\ntitle: Session {session}\nlanguage: en\nminutes: 30\n")
    for number in pages:
        question = f"::: question {{#q{number}}}\nWhat first?\n\n- [ ] Talk\n  Later.\n- [x] Listen\n  Yes.\n:::\n"
        text = f"# Page {number}\n\n{PARAGRAPH * 12}{question if number % 2 else ''}"
        (folder / f"{number:03}-page-{number}.md").write_text(text)


def write_course(folder: Path) -> tuple[Path, Path]:
    """20 sessions of 15 pages: the course and a page in the middle."""
    names = [f"s{number}" for number in range(20)]
    for number, name in enumerate(names):
        write_pages(folder / name, range(number * 15, number * 15 + 15), name)
    listed = "".join(f"      - {name}\n" for name in names)
    (folder / "course.yaml").write_text(
        f"id: big\ntitle: Big\nlanguage: en\nsections:\n  - title: All\n    sessions:\n{listed}"
    )
    return folder, folder / "s10" / "157-page-157.md"


def write_session(folder: Path) -> tuple[Path, Path]:
    """One session of 300 pages, and a page in the middle."""
    write_pages(folder, range(300), "one")
    return folder, folder / "157-page-157.md"


def content(page: Page) -> Frame | None:
    """The frame of the course."""
    return next((frame for frame in page.frames if "/pkg/index.html" in frame.url), None)


def wait_for(page: Page, text: str) -> None:
    """Until the text can be seen."""
    while True:
        frame = content(page)
        try:
            if frame is not None and frame.evaluate("text => document.body.innerText.includes(text)", text):
                return
        except PlaywrightError:
            # The frame is being replaced.
            pass
        page.wait_for_timeout(5)


def measure(page: Page, path: Path, source: Path, rounds: int) -> list[float]:
    """Seconds of each edit."""
    seconds = []
    with Preview(path) as preview:
        page.goto(preview.address)
        wait_for(page, "Big" if source.parent != path else "Session one")
        frame = content(page)
        assert frame is not None
        session = source.parent.name if source.parent != path else "one"
        frame.evaluate("hash => { location.hash = hash }", f"#/{session}/page-157")
        wait_for(page, "Page 157")
        page.wait_for_timeout(1500)
        text = source.read_text()
        for number in range(rounds):
            sentence = f"Edit number {number} is here."
            started = time.perf_counter()
            source.write_text(f"{text}\n{sentence}\n")
            wait_for(page, sentence)
            seconds.append(time.perf_counter() - started)
            page.wait_for_timeout(1000)
    return seconds


def main() -> None:
    """Measures and prints."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--rounds", type=int, default=8)
    rounds = arguments.parse_args().rounds
    executable = os.environ.get("SCORMKIT_CHROMIUM") or shutil.which("chromium")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        for name, write in (("20 sessions of 15 pages", write_course), ("1 session of 300 pages", write_session)):
            path, source = write(Path(folder) / name.replace(" ", "-"))
            started = time.perf_counter()
            LiveCourse(path).read()
            whole = time.perf_counter() - started
            seconds = measure(browser.new_page(), path, source, rounds)
            median = statistics.median(seconds)
            print(
                f"{name}: edit to page {median:.2f} s (median of {rounds}), worst {max(seconds):.2f} s, "
                f"{median / whole:.2f} of a whole reading"
            )
        browser.close()


if __name__ == "__main__":
    main()
