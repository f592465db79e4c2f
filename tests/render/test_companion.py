"""What is marked for trainers is in no file of the learners' package, and all of it is in the companion's."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scormkit import api
from scormkit.live import LiveCourse
from scormkit.render.companion import companion
from scormkit.render.package import render_course
from scormkit.source import load
from scormkit.targets import TARGETS

SESSION = """\
---
title: A good handover
id: handover
minutes: 5
framework: clcf
maps_to: [2.4]
xapi: {activity_base: "https://example.org/xapi", hooks: [page-experienced, question-answered]}
---

# Why

Everybody reads this.[^all] Nobody but trainers reads the rest.

::: trainer Ask first
Kept from learners.[^own]

## Kept from learners {#kept}

[A film](kept-from-learners.mp4)
:::

::: question {#who objective=""}
Who hands over?

- [x] Whoever leaves
  They know.
- [ ] Nobody

::: trainer
Kept from learners, in a question.
:::
:::

[^all]: A note for all.
[^own]: Kept from learners, below.

# Notes {audience=trainer}

Kept from learners, a page.

::: question {#own type=numeric}
Kept from learners: how many? [[3..5]]
:::

# Match

::: question {#pairs type=matching}
Match.

- One -> Two
- Three -> Four
:::

::: question {#line type=ordering}
Order.

1. First
2. Second
:::
"""


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "handover.md"
    path.write_text(SESSION, "utf-8")
    (tmp_path / "kept-from-learners.mp4").write_bytes(b"film")
    return path


def texts_of(package: Path) -> str:
    with zipfile.ZipFile(io.BytesIO(package.read_bytes())) as files:
        content = "".join(files.read(name).decode("utf-8", "replace") for name in files.namelist())
        return "\n".join(files.namelist()) + content


@pytest.mark.parametrize("target", TARGETS)
def test_learners_get_nothing_of_it_and_trainers_all_with_the_answers(source: Path, target: str) -> None:
    out = source.parent / "dist"
    learners = api.build([source], [target], out).packages
    lock = source.with_name("handover.lock.yaml").read_bytes()
    assert b"notes" not in lock
    trainers = api.build([source], [target], out, readers="trainer", locked=True).packages
    assert [each.path.name for each in (*learners, *trainers)] == [
        f"handover-{target}.zip",
        f"handover-trainer-{target}.zip",
    ]
    assert source.with_name("handover.lock.yaml").read_bytes() == lock
    assert "kept from learners" not in texts_of(learners[0].path).lower().replace("-", " ")
    for part in ("Kept from learners.", "below", "in a question", "a page", "They know.", "3 – 5", "film"):
        assert part in texts_of(trainers[0].path)


def test_the_companion_is_another_course_in_which_nothing_counts(source: Path) -> None:
    built = companion(load(source, readers="trainer").courses[0])
    session = built.sessions[0]
    assert (built.id, built.title, session.title) == (
        "handover-trainer",
        "A good handover (for trainers)",
        "A good handover (for trainers)",
    )
    assert not session.checks
    assert session.assessment is None
    content = render_course(built).tree(TARGETS["cmi5"].delivery)
    data = content["content/course_handover.js"]
    assert isinstance(data, bytes)
    assert b'"objectives":[]' in data
    assert b'"framework":{}' in data
    assert b"page-experienced" not in data


WORDS = st.sampled_from(
    ["plain", "- item", "  more", "> said", "```", "1. one", "## Head", "[^n]", "[^n]: note", "<b>", ""]
)
LINES = st.lists(WORDS, max_size=5)


@st.composite
def blocks(draw: st.DrawFn) -> list[str]:
    secret = [f"{each} KEPT" for each in draw(LINES) if each and not each.startswith("```")]
    inner = ["::: tip", *secret, ":::"] if draw(st.booleans()) else secret
    indent = "  " * draw(st.integers(0, 1))
    return [indent + line for line in (":::: trainer KEPT", *inner, "::::")]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(LINES | blocks(), max_size=6))
def test_whatever_stands_round_it_nothing_gets_through(tmp_path: Path, parts: list[list[str]]) -> None:
    lines = [line for part in parts for line in part]
    path = tmp_path / "any.md"
    path.write_text("---\ntitle: Any\nid: any\nminutes: 1\n---\n\n# Page\n\n" + "\n".join(lines) + "\n", "utf-8")
    for course in load(path).courses:
        assert not any(b"KEPT" in content for content in render_course(course).shared.values())


def test_the_companion_is_previewed_too(source: Path) -> None:
    live = LiveCourse(source, readers="trainer")
    (course,) = live.read().courses
    content = live.package(course.id, "scorm12")["content/handover.js"]
    assert course.id == "handover-trainer"
    assert isinstance(content, bytes)
    assert b"Kept from learners, a page" in content


@pytest.mark.parametrize(
    ("course", "told"),
    [
        ("gallery-draw", ["On the ward", "Six patients, one nurse", "Who keeps the time?", "Which doubts count?"]),
        ("gallery", ["Plan with her who looks after whom", "A monitor alarms in bay three", "closed loop"]),
    ],
)
def test_drawn_questions_and_scenarios_are_in_the_companion_and_count_for_nothing(
    root: Path, course: str, told: list[str]
) -> None:
    (read,) = load(root / "courses" / course, readers="trainer").courses
    pages = [page for session in companion(read).sessions for page in session.pages]
    html = " ".join(page.html for page in pages)
    assert all(words in html for words in told)
    assert "data-question" not in html
    assert not any(page.questions or page.scenarios or page.sections for page in pages)
