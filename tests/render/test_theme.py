"""Themes: colours that can be read, and nothing in a package that a theme did not put there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from scormkit import api
from scormkit.course.contrast import PAIRS, contrast
from scormkit.course.model import Course
from scormkit.findings import SourcePos
from scormkit.render.package import render_course
from scormkit.render.runtime import join_styles
from scormkit.source import load
from scormkit.source.reading import Reading
from scormkit.source.scalars import PlacedText
from scormkit.source.theme_reader import built_in_themes, resolve_theme
from scormkit.targets import TARGETS

SESSION = "title: A session\nid: one\nminutes: 1\n"


def course(folder: Path, facts: str = "", **files: str) -> Course:
    (folder / "session.yaml").write_text(SESSION + facts, "utf-8")
    (folder / "01-page.md").write_text("# Page\n\nText.\n", "utf-8")
    for name, text in files.items():
        (folder / name.replace("__", ".")).write_text(text, "utf-8")
    loaded = load(folder)
    assert loaded.findings == ()
    return loaded.courses[0]


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("name", built_in_themes())
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_pair_of_a_theme_that_comes_along_can_be_read(name: str, scheme: str, tmp_path: Path) -> None:
    (tmp_path / "none.css").write_text("", "utf-8")
    nowhere = SourcePos("")
    found = resolve_theme(Reading(), PlacedText(name, nowhere), PlacedText("none.css", nowhere), tmp_path).theme
    assert found
    colours = getattr(found, scheme)
    for ink, ground, needed in PAIRS:
        assert contrast(colours[ink], colours[ground]) >= needed, (ink, ground)


def test_every_colour_of_the_player_may_be_said(tmp_path: Path) -> None:
    built = course(tmp_path, theme__yaml='light: {ink: "#111"}\n')
    assert built.theme
    tokens = re.findall(r"--([a-z-]+): #", join_styles().split(b"@media")[0].decode())
    assert set(built.theme.light) == set(built.theme.dark) == set(tokens)


def test_without_a_theme_the_styles_are_the_players(tmp_path: Path) -> None:
    assert render_course(course(tmp_path)).shared["player.css"] == join_styles()


def test_a_theme_goes_over_the_players_own_and_its_files_go_along(tmp_path: Path) -> None:
    theme = (
        'based_on: nhs-like\nlight: {accent: "#003087"}\ndark: {ink_soft: "#fff"}\ntype: {text: 1.25rem}\n'
        "logo: ours.svg\nlogo_text: Our <Trust>\ncss: more.css\n"
    )
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle r="4"/></svg>'
    files = {"theme__yaml": theme, "more__css": ".page { color: var(--ink); }\n", "ours__svg": svg}
    content = render_course(course(tmp_path, **files)).tree(TARGETS["web"].delivery)
    styles = content["player.css"]
    assert isinstance(styles, bytes)
    own = styles.removeprefix(join_styles()).decode()
    assert own != styles.decode()
    for part in ("--text: 1.25rem;", "--accent: #003087;", "--ink-soft: #ffffff;", "Arial", "border-block-end: 0"):
        assert part in own
    assert own.endswith(".page { color: var(--ink); }\n")
    page = content["index.html"]
    assert isinstance(page, bytes)
    assert b'<img class="bar-logo" src="media/_theme_ours.svg" alt="Our &lt;Trust&gt;">' in page
    assert b'content="#f0f4f5" media' in page
    assert "media/_theme_ours.svg" in content


def test_a_style_sheet_that_loads_something_is_not_built(tmp_path: Path) -> None:
    (tmp_path / "session.yaml").write_text(SESSION + "css: bad.css\n", "utf-8")
    (tmp_path / "01-page.md").write_text("# Page\n\nText.\n", "utf-8")
    for bad in (
        '@import "//example.org/x.css";',
        "a { background: URL( https://example.org/x ) }",
        "a { background: url(data:image/svg+xml;base64,PHN2Zz4=) }",
        'a { background: -webkit-image-set("https://example.org/x" 1x) }',
        "a { background: u\\72l(https://example.org/x) }",
        "/* a { } */ @\\69mport 'x';",
        "a { content: 'open\n; background: url(//example.org) }",
        "a { color: red; } /* open",
    ):
        (tmp_path / "bad.css").write_text(bad, "utf-8")
        result = api.build([tmp_path], output=tmp_path / "dist")
        assert not result.packages, bad
        assert {finding.code for finding in result.report.findings} & {"SK2903", "SK2904"}, bad
