"""The ready parts for pipelines, run as GitHub, GitLab and pre-commit run them; only their installing is left out."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
import yaml

from tests.targets.cases import sound_files, zipped

BIN = Path(sys.executable).parent


@pytest.fixture
def packages(tmp_path: Path) -> Path:
    files = sound_files("scorm12")
    (tmp_path / "dist" / "a b").mkdir(parents=True)
    (tmp_path / "dist" / "good one.zip").write_bytes(zipped(files))
    bad = {name: content for name, content in files.items() if name != "two.html"}
    (tmp_path / "dist" / "a b" / "bad.zip").write_bytes(zipped(bad))
    return tmp_path


def run(script: str, folder: Path, env: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
        cwd=folder,
        env={**os.environ, "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}", **env},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def action(root: Path, folder: Path, **inputs: str) -> subprocess.CompletedProcess[str]:
    """The judging step of the action with these inputs, the others as they are by default."""
    document = yaml.safe_load((root / "action.yml").read_text("utf-8"))
    values = {name: str(one.get("default", "")) for name, one in document["inputs"].items()}
    assert set(inputs) <= set(values)
    values.update(inputs)
    step = document["runs"]["steps"][-1]
    context = {f"inputs.{name}": value for name, value in values.items()} | {"runner.temp": str(folder / "temp")}

    def filled(text: str) -> str:
        return re.sub(r"\$\{\{ ([\w.]+) \}\}", lambda found: context[found[1]], text)

    assert "${{" not in step["run"], "an expression in a script could run what it is given"
    tools = folder / "temp" / "scormkit" / "bin"
    tools.mkdir(parents=True, exist_ok=True)
    if not (tools / "scormkit").exists():
        (tools / "scormkit").symlink_to(BIN / "scormkit")
    return run(step["run"], folder, {name: filled(text) for name, text in step["env"].items()})


def results(path: Path) -> list[dict[str, Any]]:
    return list(json.loads(path.read_text("utf-8"))["runs"][0]["results"])


def test_the_action_annotates_and_keeps_sarif(root: Path, packages: Path) -> None:
    done = action(root, packages, packages="dist/**/*.zip\n")
    assert done.returncode == 1, done.stderr
    assert done.stdout.startswith("::error file=dist/a b/bad.zip/imsmanifest.xml,line=")
    assert [one["ruleId"] for one in results(packages / "scormkit.sarif")] == ["SK8033"]


def test_the_action_passes_what_is_good_and_knows_its_options(root: Path, packages: Path) -> None:
    done = action(root, packages, packages="dist/good one.zip", junit="x.xml")
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    assert ET.parse(packages / "x.xml").getroot()[0].get("tests") == "1"
    strict = action(root, packages, packages="  dist/good*.zip  ", lms="tovuti", strict="true", sarif="out.sarif")
    assert strict.returncode == 1
    assert "Tovuti" in strict.stdout
    assert results(packages / "out.sarif")


def test_the_action_says_that_a_pattern_fits_nothing_and_runs_nothing_that_it_is_given(
    root: Path, packages: Path
) -> None:
    assert action(root, packages, packages="nothing/*.zip").returncode == 2
    action(
        root, packages, packages="$(touch dist/stolen)\n`touch dist/stolen`\n-h; touch dist/stolen", lms="x; touch y"
    )
    assert not (packages / "dist" / "stolen").exists()


def test_the_action_installs_from_its_own_folder(root: Path) -> None:
    document = yaml.safe_load((root / "action.yml").read_text("utf-8"))
    install = document["runs"]["steps"][0]
    assert install["env"]["ACTION"] == "${{ github.action_path }}"
    assert "$ACTION" in install["run"]
    assert (root / "pyproject.toml").is_file()


def test_the_example_for_gitlab(root: Path, packages: Path) -> None:
    document = yaml.safe_load((root / "docs" / "pipelines" / "gitlab-ci.yml").read_text("utf-8"))
    variables = {**document["variables"], "PACKAGES": "dist/*/*.zip"}
    for script, code in zip(document["validate-packages"]["script"], [1], strict=True):
        os.rename(packages / "dist" / "a b", packages / "dist" / "ab")
        done = run(script, packages, variables)
        assert done.returncode == code, done.stderr
    report = document["validate-packages"]["artifacts"]["reports"]["junit"]
    assert ET.parse(packages / report).getroot()[0].get("failures") == "1"


def test_the_hooks_of_pre_commit(root: Path, packages: Path) -> None:
    hooks = {hook["id"]: hook for hook in yaml.safe_load((root / ".pre-commit-hooks.yaml").read_text("utf-8"))}
    validate = hooks["scormkit-validate"]
    assert re.search(validate["files"], "dist/a b/bad.zip")
    names = " ".join(map(shlex.quote, ["dist/good one.zip", "dist/a b/bad.zip"]))
    assert run(f"{validate['entry']} {names}", packages, {}).returncode == 1
    check = hooks["scormkit-check"]
    (packages / "session.md").write_text("---\ntitle: One\nid: one\nlanguage: en\nminutes: 1\n---\n\n# Page\n\nText.\n")
    done = run(f"{check['entry']} session.md", packages, {})
    assert done.returncode == 0, done.stdout
    assert check["pass_filenames"] is False
