"""Scenarios as authors write them: settings of choices, what belongs to what, marks that stay, nothing that runs."""

from __future__ import annotations

from pathlib import Path

import pytest

from scormkit.course.scenario import Change, Condition, Scenario
from scormkit.source import load

FRONT = "---\ntitle: A night\nid: night\nlanguage: en\nminutes: 1\n---\n\n# The ward\n\n"
END = "\n::: scene {#end ending=good}\nThe end.\n:::\n"


def read(folder: Path, text: str, *, write_lock: bool = False) -> Scenario:
    """The one scenario of a session that is one file."""
    (folder / "night.md").write_text(FRONT + text, "utf-8")
    loaded = load(folder / "night.md")
    assert [finding for finding in loaded.findings if finding.severity == "error"] == []
    if write_lock:
        for lock in loaded.locks:
            lock.write()
    (scenario,) = loaded.courses[0].sessions[0].scenarios
    return scenario


def one_choice(settings: str) -> str:
    start = f"::: scene {{#start}}\nNow?\n\n- [Go on](#end) {{{settings}}}\n- [Wait](#end)\n:::\n"
    return f":::: scenario {{#one}}\n{start}{END}::::\n"


@pytest.mark.parametrize(
    ("written", "changes"),
    [
        ("set=told", [("told", "=", 1)]),
        ("set=trust+1", [("trust", "+", 1)]),
        ("set=trust-2", [("trust", "+", -2)]),
        ("set=trust=3", [("trust", "=", 3)]),
        ('set="trust = -3"', [("trust", "=", -3)]),
        ('set="trust + 1, told, facts=2"', [("trust", "+", 1), ("told", "=", 1), ("facts", "=", 2)]),
        ('set="trust+1 told"', [("trust", "+", 1), ("told", "=", 1)]),
    ],
)
def test_what_a_choice_sets(tmp_path: Path, written: str, changes: list[tuple[str, str, int]]) -> None:
    choice = read(tmp_path, one_choice(written)).scenes[0].choices[0]
    assert [(each.name, each.how, each.number) for each in choice.changes] == changes


@pytest.mark.parametrize(
    ("written", "conditions"),
    [
        ("trust>=2", [("trust", ">=", 2)]),
        ("trust > 2", [("trust", ">=", 3)]),
        ("trust<0", [("trust", "<=", -1)]),
        ("trust == 1", [("trust", "=", 1)]),
        ("trust != 1", [("trust", "!=", 1)]),
        ("trust ≥ 1", [("trust", ">=", 1)]),
        ("told", [("told", "!=", 0)]),
        ("not told", [("told", "=", 0)]),
        ("told and trust>1, not asked", [("told", "!=", 0), ("trust", ">=", 2), ("asked", "=", 0)]),
    ],
)
def test_when_a_choice_is_offered(tmp_path: Path, written: str, conditions: list[tuple[str, str, int]]) -> None:
    (tmp_path / "night.md").write_text(FRONT + one_choice(f'if="{written}"'), "utf-8")
    partial = load(tmp_path / "night.md").courses or load(tmp_path / "night.md").partial
    choice = partial[0].sessions[0].scenarios[0].scenes[0].choices[0]
    assert [(each.name, each.how, each.number) for each in choice.conditions] == conditions


def test_bounds_and_comparisons() -> None:
    for how, right in ((">=", {2, 3}), ("<=", {1, 2}), ("=", {2}), ("!=", {1, 3})):
        assert {value for value in (1, 2, 3) if Condition("x", how, 2).holds(value)} == right  # type: ignore[arg-type]
    assert Change("x", "+", 1) == Change("x", "+", 1)


def test_what_belongs_to_what(tmp_path: Path) -> None:
    scenario = read(
        tmp_path,
        """::: scenario A night {#one attempts=2 required=no}
Before.

::: scene At the door {#start}
- a list
- that is text

Now?

1. [Go **in**](#end) at once, see [the page](#the-ward) {#in points=-2}
   Dark.

   - A list
   - of [links](https://example.org)

2. [Knock](#start)
   Nothing.
:::

Between.

::: scene {#end ending=mixed points=+3}
In.
:::
:::
""",
    )
    start, end = scenario.scenes
    assert (scenario.title, scenario.attempts, scenario.required) == ("A night", 2, False)
    assert scenario.intro_html == "<p>Before.</p>\n<p>Between.</p>\n"
    assert (start.title, start.text) == ("At the door", "a list that is text Now?")
    go, knock = start.choices
    assert (go.html, go.text) == ("Go <strong>in</strong> at once, see the page", "Go in at once, see the page")
    assert (go.to, go.points, knock.to) == ("end", -2, "start")
    assert go.consequence_html.startswith("<p>Dark.</p>\n<ul>")
    assert 'target="_blank"' in go.consequence_html
    assert knock.consequence_html == "<p>Nothing.</p>\n"
    assert (end.ending, end.points, end.mark) == ("mixed", 3, "a")


def test_a_scenario_without_scenes_is_a_call_out(tmp_path: Path) -> None:
    (tmp_path / "night.md").write_text(FRONT + "::: scenario Ward 6\n- [Read on](#the-ward)\n:::\n", "utf-8")
    loaded = load(tmp_path / "night.md")
    assert loaded.findings == ()
    page = loaded.courses[0].sessions[0].pages[0]
    assert page.scenarios == ()
    assert "callout-scenario" in page.html
    assert "<a href=" in page.html


def test_marks_stay_when_choices_move_and_are_reworded(tmp_path: Path) -> None:
    def text(*choices: str) -> str:
        listed = "\n".join(f"- [{choice}](#end)" for choice in choices)
        return f":::: scenario {{#one}}\n::: scene {{#start}}\nNow?\n\n{listed}\n:::\n{END}::::\n"

    before = read(tmp_path, text("Call the ward", "Go home"), write_lock=True)
    after = read(tmp_path, text("Wait for an hour", "Go home", "Call the ward now"), write_lock=True)
    marks = {choice.text: choice.mark for choice in after.scenes[0].choices}
    assert [choice.mark for choice in before.scenes[0].choices] == ["a", "b"]
    assert marks == {"Wait for an hour": "c", "Go home": "b", "Call the ward now": "a"}
    assert before.slot == after.slot == 0


def test_nothing_that_is_written_runs(tmp_path: Path) -> None:
    bad = '<img src="x" onerror="alert(1)"><script>alert(1)</script>'
    (tmp_path / "night.md").write_text(
        FRONT
        + f""":::: scenario {bad} {{#one}}
{bad}

::: scene {bad} {{#start}}
{bad}

- [Go {bad}](#end)
  {bad}
:::
{END}::::
""",
        "utf-8",
    )
    loaded = load(tmp_path / "night.md")
    assert {"SK1045"} <= {finding.code for finding in loaded.findings}
    (course,) = (*loaded.courses, *loaded.partial)
    (scenario,) = course.sessions[0].scenarios
    scene = scenario.scenes[0]
    for html in (scenario.intro_html, scene.html, scene.choices[0].html, scene.choices[0].consequence_html):
        assert "<script" not in html
        assert "onerror" not in html
