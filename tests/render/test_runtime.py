"""The joiner, and the form that the modules must keep to for it."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from scormkit.render.runtime import FEATURES, RUNTIME, join_script, modules

TRACKERS = ["scorm12", "scorm2004"]
NOTHING, STATEMENTS, ALL = frozenset[str](), frozenset({"statements"}), frozenset(FEATURES)
PACKAGES = [(tracker, each) for tracker in [*TRACKERS, "none"] for each in (NOTHING, ALL - STATEMENTS, STATEMENTS, ALL)]
PACKAGES += [(tracker, each) for tracker in ("cmi5", "xapi") for each in (STATEMENTS, ALL)]
WHICH = [f"{tracker}-{'+'.join(sorted(features)) or 'nothing'}" for tracker, features in PACKAGES]
"""Names of the cases, the same in every process: a set has no order."""
_TOP_LEVEL = re.compile(r"^(?:export )?(?:async )?(?:function|class|const|let)\*? (\w+)", re.MULTILINE)


def named(value: str | frozenset[str]) -> str:
    """The same in every process, which the order of a set is not."""
    return value if isinstance(value, str) else "+".join(sorted(value)) or "nothing"


def module_files() -> list[Path]:
    """Every module but those that hold types alone, which say so by exporting nothing."""
    return [path for path in sorted(RUNTIME.rglob("*.js")) if "\nexport {};" not in path.read_text("utf-8")]


@pytest.mark.parametrize(("tracker", "features"), PACKAGES, ids=WHICH)
def test_script_is_small_lawful_and_without_imports(tracker: str, features: frozenset[str], tmp_path: Path) -> None:
    script = join_script(tracker, features)
    # The bar is 100 kB for what every course of a target has, and for SCORM with all there is. What speaks to an LRS
    # comes on top of that only where a course has use for every feature at once.
    assert len(script) < (125_000 if features == ALL else 100_000)
    assert not re.search(rb"^\s*(import|export)\b", script, re.MULTILINE)
    assert b"/**" not in script
    file = tmp_path / "player.js"
    file.write_bytes(script)
    subprocess.run(["node", "--check", str(file)], check=True)


def test_every_name_of_a_script_means_something(tmp_path: Path) -> None:
    """A name of the browser's that was taken for one of ours would be a name that nobody knows."""
    for tracker, features in PACKAGES:
        (tmp_path / f"{tracker}-{len(features)}.js").write_bytes(join_script(tracker, features))
    (tmp_path / "wrong.js").write_text("(() => { unheardOf(); })();", "utf-8")
    options = "--noEmit --allowJs --checkJs --moduleDetection force --target es2022 --lib es2022,dom,dom.iterable"
    compiler = RUNTIME.parents[1] / "node_modules/typescript/bin/tsc"
    command = ["node", str(compiler), *options.split(), *map(str, tmp_path.iterdir())]
    said = subprocess.run(command, capture_output=True, text=True).stdout
    unknown = re.findall(r"(\S+\.js).*Cannot find name '(\w+)'", said)
    assert [(Path(file).name, name) for file, name in unknown] == [("wrong.js", "unheardOf")]


@pytest.mark.parametrize(("tracker", "features"), PACKAGES, ids=WHICH)
def test_no_name_stands_twice_at_the_top_of_the_joined_modules(tracker: str, features: frozenset[str]) -> None:
    sources = [(RUNTIME / module).read_text("utf-8") for module in modules(tracker, features)]
    names = [name for source in sources for name in _TOP_LEVEL.findall(source)]
    assert len(names) == len(set(names)), sorted(name for name in set(names) if names.count(name) > 1)


@pytest.mark.parametrize("path", module_files(), ids=lambda path: str(path.relative_to(RUNTIME)))
def test_modules_keep_to_what_the_joiner_reads(path: Path) -> None:
    for line in path.read_text("utf-8").split("\n"):
        if line.startswith("import"):
            assert re.fullmatch(r'import \{ [\w, ]+ \} from "\.{1,2}/[\w./-]+";', line), line
            assert " as " not in line
        assert not line.startswith(("export default", "export {", "export *")), line
        assert not re.match(r"\s*(export )?class |\s*switch \(|\s*\w+: (for|while) ", line), line


@pytest.mark.parametrize("path", module_files(), ids=lambda path: str(path.relative_to(RUNTIME)))
def test_every_module_is_in_some_package(path: Path) -> None:
    name = path.relative_to(RUNTIME).as_posix()
    assert any(name in modules(*package) for package in PACKAGES)


@pytest.mark.parametrize("tracker", TRACKERS)
def test_one_standard_is_in_a_script_and_the_words_open_edx_looks_for(tracker: str) -> None:
    text = join_script(tracker).decode()
    assert ("cmi.core.lesson_status" in text) == (tracker == "scorm12")
    assert ("completion_status" in text) == (tracker == "scorm2004")
    assert "addEventListener('unload" not in text
    assert 'addEventListener("unload' not in text
    assert not re.search(r"https?://(?!www\.w3\.org)", text)
