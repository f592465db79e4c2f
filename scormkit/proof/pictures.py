"""Pictures of a journey: single files, and a strip of them, side by side like the pictures of a film."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape
from pathlib import Path

from playwright.sync_api import Error as BrowserError
from playwright.sync_api import Page

MOST_PICTURES = 60
PICTURE_MILLISECONDS = 5000
_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>{title}</title>
<style>
body {{ margin: 1rem; font: 1rem/1.4 system-ui, sans-serif; background: #111; color: #eee }}
ol {{ display: flex; gap: .75rem; overflow-x: auto; margin: 0; padding: 0 0 1rem; list-style: none }}
li {{ flex: 0 0 auto }}
img {{ display: block; height: min(70vh, 34rem); border: 1px solid #555 }}
</style>
</head>
<body>
<h1>{title}</h1>
<ol>
{pictures}
</ol>
</body>
</html>
"""


class Album:
    """Pictures of one journey in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.paths: list[Path] = []

    def of(self, unit: str) -> Callable[[Page, str], None]:
        """Takes pictures of a unit. A page that cannot be pictured is no fault of the content's."""

        def take(page: Page, name: str) -> None:
            if len(self.paths) >= MOST_PICTURES:
                return
            self._folder.mkdir(parents=True, exist_ok=True)
            path = self._folder / f"{len(self.paths) + 1:02}-{file_name(f'{unit} {name}')}.jpg"
            try:
                page.screenshot(path=path, type="jpeg", quality=60, timeout=PICTURE_MILLISECONDS)
            except BrowserError:
                return
            self.paths.append(path)

        return take


def write_strip(pictures: list[Path], title: str) -> Path | None:
    """A page beside the pictures that shows them in a row; None where there are none."""
    if not pictures:
        return None
    items = "\n".join(f'<li><img src="{escape(path.name)}" alt=""><p>{escape(path.stem)}</p></li>' for path in pictures)
    path = pictures[0].parent / "strip.html"
    path.write_text(_PAGE.format(title=escape(title), pictures=items), "utf-8")
    return path


def file_name(text: str) -> str:
    """A text as a name that every file system takes."""
    return re.sub(r"[^A-Za-z0-9._-]+", "-", text).strip("-.")[:80] or "unit"
