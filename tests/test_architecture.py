"""The design, executable: who may import whom, and through which door each third-party package comes in."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "scormkit"

# Module of ours → modules of ours that it may import, besides itself.
MAY_IMPORT = {
    "findings": set(),
    "errors": set(),
    "resources": set(),
    "cells": set(),
    "secret_shapes": set(),
    "secret_scan": {"secret_shapes"},
    "iris": set(),
    "json_text": set(),
    "aside": set(),
    "catalogue": {"findings"},
    "course": {"findings"},
    "questions": {"course", "catalogue", "findings"},
    "source": {
        "aside", "catalogue", "cells", "course", "errors", "findings", "iris", "json_text", "questions", "resources",
        "secret_scan",
    },
    "package": {"catalogue", "findings", "errors", "resources", "secret_scan"},
    "rules": {"course", "questions", "catalogue", "findings"},
    "render": {"course", "package", "catalogue", "findings", "resources"},
    "targets": {"package", "catalogue", "findings", "errors", "resources", "secret_scan", "iris"},
    "player": {"errors", "package", "resources", "targets"},
    "proof": {"catalogue", "errors", "findings", "player", "render", "report", "resources", "xapi"},
    "selection": {"aside", "catalogue", "findings", "errors"},
    "report": {"cells", "course", "package", "catalogue", "findings"},
    "validation": {"catalogue", "errors", "report", "selection", "targets"},
    "xapi": {"catalogue", "course", "errors", "findings", "iris", "json_text", "package", "render"},
    "api_frameworks": {"course", "errors", "findings", "render", "report", "rules", "source"},
    "api_rules": {
        "catalogue", "errors", "proof", "render", "resources", "rules", "selection", "source", "targets", "xapi",
    },
    "api": {
        "api_frameworks", "api_rules", "catalogue", "course", "errors", "findings", "package", "render", "report",
        "resources", "rules", "selection", "source", "targets", "validation", "xapi",
    },
    "live": {"api", "course", "errors", "findings", "package", "render", "source", "targets"},
    "api_player": {"api", "course", "errors", "findings", "live", "player", "report", "xapi"},
    "api_proof": {"errors", "findings", "player", "proof", "report"},
    "api_completion": {"api", "course", "errors", "package", "render", "report", "targets", "xapi"},
    "api_scenario": {"api", "course", "errors", "report", "source"},
    "api_xapi": {"api", "course", "errors", "package", "report", "source", "targets", "xapi"},
    "cli": {
        "aside", "api", "api_completion", "api_player", "api_proof", "api_scenario", "api_xapi", "player", "report",
        "selection", "findings", "errors", "xapi",
    },
}  # fmt: skip

# Third-party package → the only modules that may import it.
DOORS = {
    "click": {"cli"},
    "yaml": {"source"},
    "markdown_it": {"source"},
    "mdit_py_plugins": {"source"},
    "nh3": {"source"},
    "pydantic": {"source", "questions"},
    "jinja2": {"render"},
    "lxml": {"package", "player", "source", "targets"},
    "deflate": {"package", "source"},
    "PIL": {"source"},
    "latex2mathml": {"source"},
    "pygments": {"source"},
    "tincan": {"xapi"},
    "tinycss2": {"source"},
    "keyring": {"xapi"},
    "playwright": {"proof"},
    "starlette": {"player"},
    "uvicorn": {"player"},
    "watchfiles": {"player"},
}

# What names something as `module:name` that is imported when it is needed.
LATER = {"later", "rules_later"}


def python_files() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def module_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are written in full"
            yield node.module or ""
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in LATER:
            (place,) = node.args
            assert isinstance(place, ast.Constant), f"{path}: what is imported later is written in full"
            yield place.value.partition(":")[0]


@pytest.mark.parametrize("path", python_files(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_module_imports_only_what_the_design_lets_it(path: Path) -> None:
    module = module_of(path)
    if module in {"__init__", "__main__"}:
        return
    for name in imports(path):
        parts = name.split(".")
        if parts[0] == "scormkit" and len(parts) > 1:
            assert parts[1] in MAY_IMPORT[module] | {module}, f"{module} must not import {name}"
        if parts[0] in DOORS:
            assert module in DOORS[parts[0]], f"{name} comes in through {DOORS[parts[0]]} only"


def test_a_folder_of_a_target_never_imports_another() -> None:
    targets = PACKAGE / "targets"
    folders = {folder.name for folder in targets.iterdir() if (folder / "__init__.py").is_file()}
    for folder in folders:
        for path in (targets / folder).rglob("*.py"):
            for name in imports(path):
                assert not any(f"targets.{other}" in name for other in folders - {folder}), f"{path} imports {name}"


HEAVY = {
    "PIL",
    "lxml",
    "jinja2",
    "pydantic",
    "yaml",
    "markdown_it",
    "nh3",
    "importlib.metadata",
    "tincan",
    "json.decoder",
}


@pytest.mark.parametrize("arguments", [["--version"], ["--help"], ["build", "--help"], ["check", "--help"]])
def test_help_and_version_import_nothing_heavy(arguments: list[str]) -> None:
    code = (
        "import sys; from scormkit.cli.main import main\n"
        f"try: main({arguments!r})\n"
        "except SystemExit: pass\n"
        "print('IMPORTED', *sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.rsplit("IMPORTED", 1)[1].split())
    assert not loaded & HEAVY


def test_schemas_for_editors_are_made_when_somebody_asks_for_one() -> None:
    code = (
        "from pydantic.json_schema import GenerateJsonSchema\n"
        "del GenerateJsonSchema.generate\n"
        "from scormkit.source.authored_frameworks import json_schema\n"
        "try: json_schema('course')\n"
        "except AttributeError: print('not before')"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "not before\n"


def test_no_file_is_called_after_nothing() -> None:
    vague = {"utils", "helpers", "common", "manager", "handler", "base", "misc"}
    assert not [path for path in python_files() if path.stem in vague]
