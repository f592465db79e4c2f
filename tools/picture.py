"""The player of an unpacked package, on a desktop and on a phone, side by side: python picture.py FOLDER PICTURE."""

from __future__ import annotations

import base64
import sys
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

from playwright.sync_api import Browser, sync_playwright

from scormkit.proof.browser import find_browser

FLAGS = ["--no-sandbox", "--disable-quic", "--disable-background-networking", "--no-first-run"]

# An LMS that takes everything and keeps nothing, so that the picture shows no notice.
LMS = """
const taken = {};
window.API = {
  LMSInitialize: () => 'true', LMSFinish: () => 'true', LMSCommit: () => 'true', LMSGetLastError: () => '0',
  LMSGetErrorString: () => '', LMSGetDiagnostic: () => '',
  LMSGetValue: (name) => taken[name] ?? '', LMSSetValue: (name, value) => ((taken[name] = value), 'true'),
};
"""

FRAME = """<!doctype html><style>
body {{ margin: 0; padding: 40px; display: flex; gap: 32px; align-items: flex-end; background: #dfe7e4; }}
img {{ display: block; border-radius: 14px; box-shadow: 0 10px 40px #0b1f1c40; }}
</style><img src="data:image/png;base64,{desktop}" width="820"><img src="data:image/png;base64,{phone}" width="270">"""


class Quiet(SimpleHTTPRequestHandler):
    """Serves without a line for each request."""

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002
        """Says nothing."""


def shoot(browser: Browser, url: str, width: int, height: int, *, answer: bool) -> str:
    """A screenshot as base64; with `answer`, of the first question answered."""
    page = browser.new_page(viewport={"width": width, "height": height}, device_scale_factor=1.5)
    page.add_init_script(LMS)
    page.goto(url)
    if answer:
        form = page.locator("form.question").first
        for number in (0, 2, 3):
            form.locator("input").nth(number).check()
        form.locator("button[type=submit]").click()
        form.scroll_into_view_if_needed()
        page.wait_for_timeout(300)
        page.evaluate("scrollBy(0, document.querySelector('form.question').getBoundingClientRect().top - 90)")
    page.wait_for_timeout(300)
    picture = page.screenshot()
    page.close()
    return base64.b64encode(picture).decode()


def main(folder: str, picture: str) -> None:
    """Serves the folder on loopback and writes the picture."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=folder))
    Thread(target=server.serve_forever, daemon=True).start()
    url = f"http://127.0.0.1:{server.server_port}/index.html#/working-with-others/"
    # Before Playwright is begun, for the search begins one of its own.
    executable = find_browser()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=FLAGS)
        desktop = shoot(browser, f"{url}draw-the-map", 1230, 880, answer=False)
        phone = shoot(browser, f"{url}draw-the-map", 390, 844, answer=True)
        page = browser.new_page(viewport={"width": 1202, "height": 700})
        page.set_content(FRAME.format(desktop=desktop, phone=phone))
        page.locator("body").screenshot(path=picture)
        browser.close()
    server.shutdown()


if __name__ == "__main__":
    main(*sys.argv[1:])
