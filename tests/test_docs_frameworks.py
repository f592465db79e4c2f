"""docs/frameworks.md: its files are right, and its commands do what they say."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

from scormkit import api

BLOCK = re.compile(r"```(yaml|sh)\n(.*?)```", re.DOTALL)


def test_the_examples_of_the_page_on_frameworks_work(root: Path, lead: Path, tmp_path: Path) -> None:
    """A block of YAML is a file named in its first line; the commands run in their order."""
    text = (root / "docs/frameworks.md").read_text("utf-8")
    blocks = BLOCK.findall(text)
    shutil.copytree(lead, tmp_path / "courses/lead")
    for kind, content in blocks:
        if kind == "yaml":
            path = tmp_path / content.split("\n", 1)[0].removeprefix("# ")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, "utf-8")
    commands = [line for kind, content in blocks if kind == "sh" for line in content.splitlines()]
    assert len(commands) > 15
    for command in commands:
        arguments = shlex.split(command.removeprefix("scormkit "))
        done = subprocess.run(
            [sys.executable, "-m", "scormkit", *arguments], cwd=tmp_path, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, f"{command}: {done.stdout}{done.stderr}"
        if "--output" in arguments:
            assert (tmp_path / arguments[arguments.index("--output") + 1]).exists(), command


def test_the_page_names_every_framework_and_every_field(root: Path) -> None:
    text = (root / "docs/frameworks.md").read_text("utf-8")
    for framework in api.framework_list():
        assert f"| `{framework.id}` | {framework.title} |" in text
    kept_from_case = {"case", "parent_case"}
    for kind in ("framework", "overlay", "coverage"):
        for name in api.schema(kind)["properties"].keys() - kept_from_case:
            assert re.search(rf"`{name}`|\b{name}:", text), f"{kind}: {name}"
