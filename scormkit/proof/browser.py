"""Where Chromium is, how it is started without a screen, and how to get it where there is none."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from scormkit.errors import MisuseError, ScormkitError

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Playwright

VARIABLE = "SCORMKIT_CHROMIUM"
# The one without windows first: it does the same with half the work.
_COMMANDS = (
    "chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome",
    "microsoft-edge", "msedge", "brave-browser", "brave", "vivaldi",
)  # fmt: skip
_PLACES = (
    "/usr/lib/chromium/chromium",
    "/usr/lib/chromium-browser/chromium-browser",
    "/snap/bin/chromium",
    "/var/lib/flatpak/exports/bin/org.chromium.Chromium",
    "/opt/google/chrome/chrome",
    "/opt/microsoft/msedge/msedge",
    "/opt/brave.com/brave/brave-browser",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "/Applications/Brave Browser.app/Contents/MacOS/Brave Browser",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
    r"C:\Program Files\BraveSoftware\Brave-Browser\Application\brave.exe",
)
_QUIET = (
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--autoplay-policy=no-user-gesture-required",
)
# Nothing but the local LMS has an address: what else is asked for fails, with or without a network.
_ALONE = "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE localhost , EXCLUDE 127.0.0.1"
_NO_PLAYWRIGHT = (
    "“scormkit test” drives a browser through Playwright, which is not installed. "
    "Get it: pip install 'scormkit[browser]'"
)
_NO_BROWSER = (
    "“scormkit test” needs Chromium, Chrome, Edge or Brave and found none. Get one: playwright install chromium, or "
    f"apt-get install chromium; or name yours: --browser PATH, or {VARIABLE}=PATH"
)


def find_browser(named: str = "", environment: Mapping[str, str] = os.environ) -> str:
    """Path of the browser: the one that is named, that of SCORMKIT_CHROMIUM, Playwright's own, any on this machine.

    MisuseError for a named one that is not there, ScormkitError where there is none, or no Playwright.
    """
    asked = named or environment.get(VARIABLE, "")
    if asked:
        found = shutil.which(asked)
        if found is None:
            raise MisuseError(f"there is no browser “{asked}” ({'--browser' if named else VARIABLE})")
        if not _has_playwright():
            raise ScormkitError(_NO_PLAYWRIGHT)
        return found
    with _playwright() as playwright:
        own = playwright.chromium.executable_path
    if Path(own).is_file():
        return own
    candidates = [*map(shutil.which, _COMMANDS), *(place for place in _PLACES if os.access(place, os.X_OK))]
    found = next(filter(None, candidates), None)
    if found is None:
        raise ScormkitError(_NO_BROWSER)
    return found


def _has_playwright() -> bool:
    """Whether it can be imported; to import it takes long."""
    try:
        return find_spec("playwright") is not None
    except ValueError:
        return False


@contextmanager
def running_browser(path: str, *, online: bool = False) -> Iterator[Browser]:
    """The browser without a screen. `online`: content may reach other servers. ScormkitError if it does not start."""
    from playwright.sync_api import Error

    with _playwright() as playwright:
        try:
            browser = playwright.chromium.launch(executable_path=path, args=list(_arguments(online)))
        except Error as error:
            why = next((line for line in str(error).splitlines() if "error" in line.lower()), str(error).split("\n")[0])
            raise ScormkitError(f"{path} could not be started: {why.strip()}") from error
        try:
            yield browser
        finally:
            browser.close()


def _arguments(online: bool) -> Iterator[str]:
    yield from _QUIET
    if not online:
        yield _ALONE
    # Chromium's own cage needs rights that root in a container does not have.
    if sys.platform != "win32" and os.geteuid() == 0:
        yield "--no-sandbox"


@contextmanager
def _playwright() -> Iterator[Playwright]:
    try:
        from playwright.sync_api import sync_playwright
    except ImportError as error:
        raise ScormkitError(_NO_PLAYWRIGHT) from error
    with sync_playwright() as playwright:
        yield playwright
