"""What is generated or promised in writing is true: schemas for editors, the README's picture, commands and rules."""

from __future__ import annotations

import json
import re
import runpy
import tomllib
from pathlib import Path

import pytest

from scormkit import api
from scormkit.catalogue import AREAS
from scormkit.cli.group import COMMANDS
from scormkit.report import FORMATS
from scormkit.source.authored_frameworks import SOURCE_KINDS


@pytest.mark.parametrize("kind", SOURCE_KINDS)
def test_the_schema_for_editors_is_fresh(kind: str, root: Path) -> None:
    """Made anew by: scormkit schema KIND > schemas/KIND.schema.json"""
    stored = json.loads((root / "schemas" / f"{kind}.schema.json").read_text("utf-8"))
    assert stored == api.schema(kind)


def test_every_link_of_the_documentation_leads_somewhere(root: Path) -> None:
    for page in (root / "README.md", *sorted((root / "docs").glob("*.md"))):
        for target in re.findall(
            r"\]\(([^)#\s]+)", re.sub(r"```.*?```|`[^`\n]*`", "", page.read_text("utf-8"), flags=re.S)
        ):
            assert (page.parent / target).exists(), f"{page.name} links to {target}"


def test_the_readme_shows_only_commands_and_rules_that_there_are(root: Path) -> None:
    text = (root / "README.md").read_text("utf-8")
    named = set(re.findall(r"^scormkit ([a-z]+)", text, re.MULTILINE))
    assert named <= set(COMMANDS)
    assert named >= {"new", "check", "build", "validate", "inspect", "explain", "schema"}
    codes = {rule.code for rule in api.rules()}
    assert set(re.findall(r"SK\d{4}", text)) <= codes


def test_every_setting_of_a_session_is_in_the_guide(root: Path) -> None:
    guide = (root / "docs" / "writing.md").read_text("utf-8")
    for kind in ("session", "course", "page"):
        for name in api.schema(kind)["properties"]:
            assert f"`{name}`" in guide or f"{name}:" in guide, f"{kind}: {name}"


def test_every_rule_tells_why_and_what_to_do() -> None:
    for rule in api.rules():
        assert re.fullmatch(r"SK[1-9]\d{3}", rule.code)
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", rule.name)
        for text in (rule.summary, rule.why, rule.fix):
            assert text.endswith((".", "!", "?")), f"{rule.code}: {text!r}"


def test_the_pages_of_the_rules_are_current(root: Path) -> None:
    """Made anew by: python tools/rule_pages.py"""
    made = runpy.run_path(str(root / "tools" / "rule_pages.py"))["pages"]()
    assert {path.name for path in (root / "docs" / "rules").iterdir()} == set(made)
    for name, text in made.items():
        assert (root / "docs" / "rules" / name).read_text("utf-8") == text, f"{name} is out of date"


def test_every_rule_belongs_to_an_area() -> None:
    assert all(rule.code[:3] in AREAS for rule in api.rules())


def test_the_guide_to_judging_names_every_profile_option_and_format(root: Path) -> None:
    guide = (root / "docs" / "validating.md").read_text("utf-8")
    for name in api.lms_names():
        assert re.search(rf"\b{name}\b", guide), name
    for name in FORMATS:
        assert f"`{name}`" in guide
    settings = re.search(r"```toml\n(\[\[ignore\]\].*?)```", guide, re.DOTALL)
    assert settings
    assert set(tomllib.loads(settings[1])["ignore"][0]) == {"code", "reason", "package", "file"}
    assert set(re.findall(r"SK\d{4}", guide)) <= {rule.code for rule in api.rules()}
