"""The one classic script of a package, joined from the ES modules under templates/runtime.

One script and no modules in the package: servers that send scripts with a wrong media type make browsers refuse
modules but not classic scripts. The modules keep to a form that joining can rely on: named exports only, imports of
one line, no name twice. `tests/render/test_runtime.py` holds them to it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache
from typing import NamedTuple

from scormkit.render.shorten import Token, read_tokens, shorten
from scormkit.resources import TEMPLATES

RUNTIME = TEMPLATES / "runtime"
_IMPORT = re.compile(r'^import \{ [\w, ]+ \} from "(\.{1,2}/[\w./-]+)";$', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function|class|const|let)\b)", re.MULTILINE)
_INLINE = re.compile(r" ?/\*\*.*?\*/ ?")


class Part(NamedTuple):
    """What of the player is joined in only where a package has use for it."""

    module: str
    """Below templates/runtime. Nothing else may import it, or it would be in every package."""
    function: str
    """Its export that `startPlayer` is given under the same name; see `Features` in types.js."""


FEATURES: dict[str, tuple[Part, ...]] = {
    "statements": (Part("xapi/hooks.js", "watchMoments"),),
    "help": (Part("views/help.js", "createHelp"),),
    "scenarios": (Part("views/scenario.js", "showScenario"), Part("scenario_copy.js", "lackingChoices")),
    "media": (Part("views/media.js", "createMedia"),),
    "learning_record": (Part("views/learning_record.js", "showLearningRecord"),),
    "activities": (Part("views/activity.js", "createActivity"),),
    "time_limits": (Part("views/timer.js", "createTimer"),),
}
"""In the order in which they are joined."""


def without_comments(source: str) -> str:
    """Drops indentation and comments: half of a well-explained module, no use to a browser.

    No text in the modules runs over several lines, so no blank at the start of a line means anything; and what begins
    with `/**` within a line is a type, since no text holds that.
    """
    kept: list[str] = []
    inside = False
    for line in source.split("\n"):
        text = line.strip()
        if inside or (text.startswith("/*") and text.find("*/") in (-1, len(text) - 2)):
            inside = "*/" not in text
        elif not text.startswith("//"):
            kept.append(_INLINE.sub(" ", text))
    return "\n".join(kept)


def _parts(features: Collection[str]) -> Iterator[Part]:
    for name, parts in FEATURES.items():
        if name in features:
            yield from parts


def modules(tracker: str, features: Collection[str] = ()) -> tuple[str, ...]:
    """Names of the modules below templates/runtime that a package needs, each after those it imports."""
    ordered: dict[str, None] = {}

    def visit(name: str) -> None:
        if name in ordered:
            return
        path = RUNTIME / name
        for imported in _IMPORT.findall(path.read_text("utf-8")):
            visit((path.parent / imported).resolve().relative_to(RUNTIME).as_posix())
        ordered[name] = None

    visit(f"tracking/{tracker}.js")
    for part in _parts(features):
        visit(part.module)
    visit("main.js")
    return tuple(ordered)


@cache
def _tokens(name: str) -> tuple[Token, ...]:
    """A module, read once for all packages of a build."""
    source = without_comments((RUNTIME / name).read_text("utf-8"))
    return tuple(read_tokens(_EXPORT.sub("", _IMPORT.sub("", source))))


@cache
def join_script(tracker: str, features: frozenset[str] = frozenset()) -> bytes:
    """`player.js` for a package whose target has this tracker, with those of FEATURES that it has use for."""
    given = ", ".join(part.function for part in _parts(features))
    end = f"startPlayer(window, createTracker, {{ {given} }});"
    parts = [_tokens(name) for name in modules(tracker, features)]
    script = shorten([read_tokens("(() => { 'use strict';"), *parts, read_tokens(f"{end} }})();")])
    return f"{script}\n".encode()


@cache
def join_styles() -> bytes:
    """`player.css`: the theme's files in the order of their names."""
    return "\n".join(path.read_text("utf-8") for path in sorted((TEMPLATES / "theme").glob("*.css"))).encode()
