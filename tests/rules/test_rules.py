"""Each rule has a folder of its code: files laid over `base`, and all that is then reported.

`bad/` holds the files that differ from the complete, sound course in `base/`; `bad.out` all that is found, one
a line. Where there is an `ok/`, it shows what stands close to the fault and is right: nothing of the rule's code is
reported. A file `NAME.size` stands for a file NAME of so many bytes, zeros behind those it has; `NAME.laid` for NAME:
what this repository must not seem to hold. Files `*.overlay.yaml` are overlays of the run, files in `frameworks/` are
checked by themselves as well, and where there is a `.tracked`, Git keeps the files that it names. `UPDATE_CASES=1`
writes the `bad.out` files.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from scormkit import api
from scormkit.findings import Finding, in_order
from scormkit.render.own_templates import TEMPLATE_RULES
from scormkit.rules import COURSE_RULES
from scormkit.rules.coverage import POLICY_RULES
from scormkit.source import FRAMEWORK_RULES, SOURCE_RULES
from scormkit.xapi.rules import XAPI_RULES

HERE = Path(__file__).parent
RULES = (*SOURCE_RULES, *FRAMEWORK_RULES, *COURSE_RULES, *POLICY_RULES, *XAPI_RULES, *TEMPLATE_RULES)
CODES = sorted(rule.code for rule in RULES)
RIGHT = sorted(path.parent.name for path in HERE.glob("SK*/ok"))


def lay_over(target: Path, *layers: Path) -> None:
    """Copies folders over each other."""
    for layer in layers:
        shutil.copytree(layer, target, dirs_exist_ok=True)
    for path in sorted(target.rglob("*.size")):
        with path.with_suffix("").open("ab") as file:
            file.truncate(int(path.read_text()))
        path.unlink()
    for path in sorted(target.rglob("*.laid")):
        path.rename(path.with_suffix(""))
    tracked = target / ".tracked"
    if tracked.is_file():
        subprocess.run(["git", "init", "-q"], cwd=target, check=True)
        subprocess.run(["git", "add", "--", *tracked.read_text("utf-8").split()], cwd=target, check=True)


def findings_of(folder: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Finding, ...]:
    monkeypatch.chdir(folder)
    overlays = sorted(Path().glob("*.overlay.yaml"))
    frameworks = [str(path) for path in sorted(Path("frameworks").glob("*"))]
    reports = (api.check([Path()], overlays=overlays), api.framework_check(frameworks, overlays))
    return in_order(finding for report in reports for finding in report.findings)


def line_of(finding: Finding) -> str:
    pos = finding.pos
    return f"{pos.file}:{pos.line or ''}:{pos.column or ''} {finding.code} {finding.message} | {finding.hint}"


def test_the_base_course_is_sound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lay_over(tmp_path, HERE / "base")
    assert findings_of(tmp_path, monkeypatch) == ()


def test_every_rule_has_a_case() -> None:
    assert sorted(path.name for path in HERE.glob("SK*")) == CODES


def test_every_rule_explains_itself() -> None:
    for rule in RULES:
        assert rule.code[:3] in {"SK1", "SK2", "SK3", "SK4", "SK5", "SK6", "SK9"}
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", rule.name)
        for sentence in (rule.summary, rule.why, rule.fix):
            assert re.fullmatch(r"[A-Z“].*[.})]", sentence), f"{rule.code}: {sentence}"


@pytest.mark.parametrize("code", CODES)
def test_a_fault_is_found_and_nothing_else(code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lay_over(tmp_path, HERE / "base", HERE / code / "bad")
    found = findings_of(tmp_path, monkeypatch)
    text = "".join(f"{line_of(finding)}\n" for finding in found)
    expected = HERE / code / "bad.out"
    if os.environ.get("UPDATE_CASES"):
        expected.write_text(text, "utf-8")
    assert {finding.code for finding in found} == {code}
    assert text == expected.read_text("utf-8")


@pytest.mark.parametrize("code", RIGHT)
def test_what_is_right_is_let_pass(code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lay_over(tmp_path, HERE / "base", HERE / code / "ok")
    assert code not in {finding.code for finding in findings_of(tmp_path, monkeypatch)}
