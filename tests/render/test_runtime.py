"""The joiner, and the form that the modules must keep to for it."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from scormkit.render.runtime import RUNTIME, join_script, modules, shorten, squeeze, without_comments

TRACKERS = ["scorm12", "scorm2004"]
PACKAGES = [(tracker, statements) for tracker in [*TRACKERS, "none"] for statements in (False, True)]
PACKAGES += [("cmi5", True), ("xapi", True)]
_KEPT = re.compile(r"[A-Za-z_$][\w$]*|\d+|[^\w\s]")
_TOP_LEVEL = re.compile(r"^(?:export )?(?:async )?(?:function|class|const|let)\*? (\w+)", re.MULTILINE)


def module_files() -> list[Path]:
    """Every module but those that hold types alone, which say so by exporting nothing."""
    return [path for path in sorted(RUNTIME.rglob("*.js")) if "\nexport {};" not in path.read_text("utf-8")]


@pytest.mark.parametrize(("tracker", "statements"), PACKAGES)
def test_script_is_small_lawful_and_without_imports(tracker: str, statements: bool, tmp_path: Path) -> None:
    script = join_script(tracker, statements)
    assert len(script) < 100_000
    assert not re.search(rb"^\s*(import|export)\b", script, re.MULTILINE)
    file = tmp_path / "player.js"
    file.write_bytes(script)
    subprocess.run(["node", "--check", str(file)], check=True)


def test_squeezing_takes_blanks_only_and_never_from_a_text() -> None:
    source = 'const a = "x = y ; z";\nif (a !== `${a ? "b : c" : a} = d`) { go(/[ /] = ./.test(a), 1 + +a, a - 1); }\n'
    found = squeeze(source)
    for text in ('"x = y ; z"', '`${a ? "b : c" : a} = d`', "/[ /] = ./", "+ +"):
        assert text in found
    assert len(found) < len(source)


def test_shortening_renames_variables_alone_and_each_to_a_name_of_its_own() -> None:
    source = (
        "const size=1;function counted(other,count,part=2){const thing={counted,other:size};const[first,second]=thing;"
        "return go(first,second,other,count,each=>each?.kept+`${size+part?count:first} left`);}"
    )
    found = shorten(source)
    for name in ("counted", "other", "left", "kept", "go"):
        assert name in found, found
    for name in ("size", "thing", "count,", "part", "first", "second", "each"):
        assert name not in found, found
    for tracker, statements in PACKAGES:
        sources = [(RUNTIME / name).read_text("utf-8") for name in modules(tracker, statements)]
        before = squeeze("\n".join(map(without_comments, sources)))
        pairs = {*zip(_KEPT.findall(before), _KEPT.findall(shorten(before)), strict=True)}
        assert len(pairs) == len({old for old, _ in pairs}) == len({new for _, new in pairs})


@pytest.mark.parametrize(("tracker", "statements"), PACKAGES)
def test_no_name_stands_twice_at_the_top_of_the_joined_modules(tracker: str, statements: bool) -> None:
    sources = [(RUNTIME / module).read_text("utf-8") for module in modules(tracker, statements)]
    names = [name for source in sources for name in _TOP_LEVEL.findall(source)]
    assert len(names) == len(set(names)), sorted(name for name in set(names) if names.count(name) > 1)


@pytest.mark.parametrize("path", module_files(), ids=lambda path: str(path.relative_to(RUNTIME)))
def test_modules_keep_to_what_the_joiner_reads(path: Path) -> None:
    for line in path.read_text("utf-8").split("\n"):
        if line.startswith("import"):
            assert re.fullmatch(r'import \{ [\w, ]+ \} from "\.{1,2}/[\w./-]+";', line), line
            assert " as " not in line
        assert not line.startswith(("export default", "export {", "export *")), line


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
