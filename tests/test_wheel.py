"""The wheel, in an empty environment outside the checkout, builds LeAD."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

from scormkit.targets import TARGETS


def test_wheel_builds_lead_in_an_empty_environment(root: Path, lead: Path, tmp_path: Path) -> None:
    wheels = tmp_path / "wheels"
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]
    subprocess.run([*pip, "wheel", "--no-deps", "--wheel-dir", str(wheels), str(root)], check=True)
    (wheel,) = wheels.glob("scormkit-*.whl")
    venv.create(tmp_path / "env", with_pip=True, symlinks=True)
    scripts = tmp_path / "env" / ("Scripts" if os.name == "nt" else "bin")
    subprocess.run(
        [scripts / "python", "-m", "pip", "--disable-pip-version-check", "--quiet", "install",
         "--constraint", root / "tools" / "constraints.txt", wheel],
        check=True,
    )  # fmt: skip
    shutil.copytree(lead, tmp_path / "lead")
    env = {key: value for key, value in os.environ.items() if key not in {"PYTHONPATH", "VIRTUAL_ENV"}}
    done = subprocess.run(
        [scripts / "scormkit", "build", "lead", "-t", "all", "-o", "dist"],
        cwd=tmp_path,
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert len(list((tmp_path / "dist").glob("*.zip"))) == 2 * len(TARGETS)
    package = next((tmp_path / "dist").glob("*-scorm12.zip"))
    judged = subprocess.run(
        [scripts / "scormkit", "validate", package, "--lms", "all", "--fix"],
        cwd=tmp_path,
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )
    assert judged.returncode == 0, judged.stdout + judged.stderr
