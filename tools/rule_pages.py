"""Writes docs/rules/: a page for each area of the catalogue, with the examples that the tests run, and those as data.

python tools/rule_pages.py
"""

from __future__ import annotations

import difflib
import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from scormkit import api  # noqa: E402
from scormkit.api_rules import known_of  # noqa: E402
from scormkit.catalogue import AREAS, Rule  # noqa: E402
from scormkit.targets import STANDARDS  # noqa: E402
from tests.proof.cases import CASES as PLAYED_CASES  # noqa: E402
from tests.targets.cases import CASES, broken_files, sound_files  # noqa: E402
from tests.targets.lms_cases import LMS_CASES  # noqa: E402

FOLDER = ROOT / "docs" / "rules"
COURSES = ROOT / "tests" / "rules"
MOST_LINES = 8
WIDEST = 110
Example = tuple[str, str, str]
"""What breaks a rule, what does not, and the language of the two."""


def pages() -> dict[str, str]:
    """File name → text, all of them."""
    rules = api.rules()
    examples = {rule.code: example for rule in rules if (example := _example(rule)) is not None}
    found = {"README.md": _index(rules)}
    for area, title in AREAS.items():
        found[f"{area}.md"] = _page(area, title, [rule for rule in rules if rule.code.startswith(area)], examples)
    data = {code: {"breaks": bad, "instead": good} for code, (bad, good, _) in examples.items()}
    return {**found, "examples.json": json.dumps(data, ensure_ascii=False, indent=1) + "\n"}


def _index(rules: Iterable[Rule]) -> str:
    lines = [
        "# What scormkit finds",
        "",
        "Made from the catalogue by `tools/rule_pages.py`; `scormkit explain CODE` tells the same. A code never "
        "changes its meaning.",
        "",
        "| severity | means |",
        "|---|---|",
        "| error | against the standard, or an LMS refuses it or loses data |",
        "| warning | lawful, but known to fail in some LMS, or bad practice |",
        "| notice | worth knowing |",
    ]
    for area, title in AREAS.items():
        lines += ["", f"## [{title}]({area}.md)", ""]
        for rule in rules:
            if rule.code.startswith(area):
                lines.append(f"- [{rule.code}]({area}.md#{_anchor(rule)}) {rule.severity.value}: {rule.summary}")
    return "\n".join(lines) + "\n"


def _anchor(rule: Rule) -> str:
    return f"{rule.code.lower()}-{rule.name}"


def _page(area: str, title: str, rules: Iterable[Rule], examples: Mapping[str, Example]) -> str:
    lines = [f"# {title}", "", f"Rules {area}…; [all of them](README.md)."]
    for rule in rules:
        facts = [rule.severity.value, f"since {rule.since}", *([rule.reference] if rule.reference else [])]
        lines += ["", f"## {rule.code} {rule.name}", "", f"*{' · '.join(facts)}*", ""]
        lines += [rule.summary, "", f"**Why it matters:** {rule.why}", "", f"**What to do:** {rule.fix}"]
        if known := known_of(rule):
            lines += ["", "**Known of:**", "", *(f"- {each}" for each in known)]
        if rule.code in examples:
            bad, good, language = examples[rule.code]
            lines += ["", "Breaks it:", "", f"```{language}", bad, "```"]
            lines += ["", "Does not:", "", f"```{language}", good, "```"] if good else []
    return "\n".join(lines) + "\n"


def _example(rule: Rule) -> Example | None:
    if (COURSES / rule.code / "bad").is_dir():
        return _of_course(COURSES / rule.code)
    for case in CASES:
        if case.code == rule.code:
            standard = case.standards[0]
            return _of_package(sound_files(standard), broken_files(case, standard), STANDARDS[standard].manifest)
    for lms in LMS_CASES:
        if lms.code == rule.code and lms.edits:
            files, name = sound_files(lms.standard), STANDARDS[lms.standard].manifest
            text = files[name].decode()
            for old, new in lms.edits:
                text = text.replace(old, new)
            return _of_package(files, {**files, name: text.encode(), **lms.files}, name)
    for played in PLAYED_CASES:
        if played.code == rule.code:
            bad, good, language = played.example()
            return _cut(bad), _cut(good), language
    return None


def _of_package(good: dict[str, bytes], bad: dict[str, bytes], manifest: str) -> Example | None:
    """The lines that differ in the first file that does; the manifest comes last, where only its list grew."""
    changed = [name for name in bad if name in good and bad[name] != good[name] and name != manifest]
    new = [name for name in bad if name not in good]
    if changed:
        name = changed[0]
        return *_differing(good[name].decode(), bad[name].decode()), "html"
    if bad.get(manifest) != good[manifest] and not (new and new[0].endswith(".xml")):
        return *_differing(good[manifest].decode(), bad[manifest].decode()), "xml"
    if new:
        return f"{new[0]}\n{_cut(bad[new[0]].decode('utf-8', 'replace'))}", "", ""
    gone = [name for name in good if name not in bad]
    return (f"{gone[0]} is listed and is not in the package", "", "") if gone else None


def _of_course(folder: Path) -> Example | None:
    """The lines that differ from the complete course; of a file that this has not, those around the finding."""
    place, _, message = (folder / "bad.out").read_text("utf-8").splitlines()[0].partition(" ")
    name, line, _ = [*place.split(":"), "", ""][:3]
    bad, good = folder / "bad" / name, COURSES / "base" / name
    said = f"{place.rstrip(':')}: {message.partition(' | ')[0].partition(' ')[2]}"
    language = {".md": "markdown", ".yaml": "yaml"}.get(bad.suffix, "")
    if not bad.is_file() or not language:
        return said, "", ""
    try:
        text = bad.read_text("utf-8")
    except UnicodeDecodeError:
        return said, "", ""
    if good.is_file() and language:
        wrong, right = _differing(good.read_text("utf-8"), text)
        return (wrong, right, language) if wrong else (said, right, "")
    lines, at = text.splitlines(), int(line or 1)
    return _cut("\n".join(lines[max(0, at - 3) : at + 2])), "", language


def _differing(good: str, bad: str) -> tuple[str, str]:
    """The lines of each that are not in the other, with a line before them."""
    right, wrong = good.splitlines(), bad.splitlines()
    matcher = difflib.SequenceMatcher(None, right, wrong, autojunk=False)
    parts = [each for each in matcher.get_opcodes() if each[0] != "equal"]
    return _shown(wrong, ((each[3], each[4]) for each in parts)), _shown(right, ((each[1], each[2]) for each in parts))


def _shown(lines: list[str], spans: Iterable[tuple[int, int]]) -> str:
    """Spans of lines; an empty one shows what stands around it."""
    found: list[str] = []
    for start, end in spans:
        start, end = (start, end) if end > start else (max(0, start - 1), min(len(lines), start + 1))
        found += [*(["…"] if found else []), *lines[start:end]]
    return _cut(_dedented(found))


def _dedented(lines: list[str]) -> str:
    widths = [len(line) - len(line.lstrip()) for line in lines if line.strip() and line != "…"]
    least = min(widths, default=0)
    return "\n".join(line if line == "…" else line[least:] for line in lines)


def _cut(text: str) -> str:
    lines = [line if len(line) <= WIDEST else f"{line[:WIDEST]}…" for line in text.splitlines()]
    return "\n".join(_without_fences([*lines[:MOST_LINES], *(["…"] if len(lines) > MOST_LINES else [])]))


def _without_fences(lines: list[str]) -> Iterator[str]:
    """A fence in an example would end the one around it; control characters would be in the page itself."""
    for line in lines:
        yield "".join(sign if sign.isprintable() or sign == "\t" else "�" for sign in line.replace("```", "ˋˋˋ"))


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    made = pages()
    for name, text in made.items():
        (FOLDER / name).write_text(text, "utf-8")
    for path in FOLDER.iterdir():
        if path.name not in made:
            path.unlink()


if __name__ == "__main__":
    main()
