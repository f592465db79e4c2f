"""Every rule of packages has an example that breaks it, and nothing else is reported of that."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from scormkit.catalogue import Rule
from scormkit.targets import PACKAGE_RULES, STANDARDS
from scormkit.targets.lms.rules import RULES as LMS_RULES
from scormkit.targets.verify import judge
from tests.targets.cases import BASE, CASES, FILES, OLD, Case, broken_files, sound_files, zipped
from tests.targets.outlines import OUTLINE
from tests.targets.scorm import SCORM
from tests.targets.test_container_rules import CONTAINERS

# Rules of the archive and of LMS profiles have examples of another kind.
ELSEWHERE = {*CONTAINERS, "SK7042", "SK9009", *(rule.code for rule in LMS_RULES)}
NAMES = ("xsi", "xml:base", "adlcp", "metadata", "organizations", "read", "isvisible", "presentation")


def package(case: Case, standard: str, folder: Path) -> Path:
    path = folder / "package.zip"
    data = zipped(broken_files(case, standard))
    path.write_bytes(case.zip(data) if case.zip else data)
    return path


@pytest.mark.parametrize("standard", STANDARDS)
def test_a_sound_package_has_no_finding(standard: str, tmp_path: Path) -> None:
    path = tmp_path / "package.zip"
    path.write_bytes(zipped(sound_files(standard)))
    judged = judge(path)
    assert (judged.standard, judged.findings) == (standard, ())
    assert judged.outline is not None
    assert [item for item in judged.outline.walk() if item.resource]


@pytest.mark.parametrize("target", SCORM)
def test_the_example_itself_has_no_finding(target: str, tmp_path: Path) -> None:
    judged = judge(package(Case("", (target,)), target, tmp_path))
    assert (judged.standard, judged.findings) == (target, ())
    assert judged.outline is not None
    assert judged.outline.title == OUTLINE.title
    assert judged.files == len(FILES) + 1 + len(SCORM[target].schemas)


@pytest.mark.parametrize(
    ("case", "target"),
    [
        pytest.param(case, target, id=f"{case.code}-{n}-{target}")
        for n, case in enumerate(CASES)
        for target in case.standards
    ],
)
def test_a_case_has_its_finding_and_nothing_else_is_reported(case: Case, target: str, tmp_path: Path) -> None:
    judged = judge(package(case, target, tmp_path), lms=case.lms)
    assert {finding.code for finding in judged.findings} == {case.code, *case.also}, judged.findings
    for finding in judged.findings:
        assert finding.message
        assert finding.hint
        if finding.code.startswith(("SK8", "SK9")) and finding.code not in ("SK8045", "SK8046"):
            assert finding.pos.file == STANDARDS[target].manifest
            assert finding.pos.line
            assert finding.pos.column
            assert finding.excerpt
            shown = finding.excerpt.text[finding.excerpt.start :][: finding.excerpt.length]
            assert re.fullmatch(r"""<[\w:]+|[\w:]+\s*=\s*("[^"]*"|'[^']*')?.*""", shown)
            assert finding.where.startswith(("/manifest", "/courseStructure", "/tincan"))


@pytest.mark.parametrize(
    ("edit", "marked"),
    [
        (('"sco" href=', '"sco" herf='), 'herf="index.html"'),
        (('adlcp:scormtype="sco"', 'adlcp:scormType="sco"'), 'adlcp:scormType="sco"'),
        (('adlcp:scormtype="sco"', 'adlcp:scormtype=""'), 'adlcp:scormtype=""'),
        (('"sco" href="index.html"', '"sco" href="javascript:go()"'), 'href="javascript:go()"'),
    ],
)
def test_the_attribute_that_is_meant_is_marked(edit: tuple[str, str], marked: str, tmp_path: Path) -> None:
    (finding,) = judge(package(Case("", OLD, (edit,)), "scorm12", tmp_path)).findings
    assert finding.excerpt
    assert finding.excerpt.text[finding.excerpt.start :][: finding.excerpt.length] == marked


def test_every_rule_has_a_case() -> None:
    assert {case.code for case in CASES} | ELSEWHERE == {rule.code for rule in PACKAGE_RULES}


@pytest.mark.parametrize("rule", tuple(PACKAGE_RULES), ids=lambda rule: rule.code)
def test_a_rule_explains_itself_in_sentences(rule: Rule) -> None:
    for text in (rule.summary, rule.why, rule.fix):
        assert text[0].isupper() or text.startswith(NAMES)
        assert text.endswith(".")
    assert rule.reference or rule.code < "SK8"
    assert rule.since


def edited(target: str, edit: Callable[[str], str], folder: Path) -> set[str]:
    path = folder / "imsmanifest.xml"
    path.write_text(edit(SCORM[target].write(BASE).decode()), "utf-8")
    return {finding.code for finding in judge(path).findings}


@pytest.mark.parametrize("target", SCORM)
def test_a_bare_manifest_is_judged_without_its_files(target: str, tmp_path: Path) -> None:
    assert edited(target, lambda text: text, tmp_path) == set()


def test_no_organization(tmp_path: Path) -> None:
    def without(text: str) -> str:
        start, end = text.index("<organizations"), text.index("</organizations>")
        return text[:start] + "<organizations>" + text[end:]

    assert edited("scorm12", without, tmp_path) == {"SK8021"}


def test_a_prefixed_manifest(tmp_path: Path) -> None:
    manifest = (
        '<cp:manifest xmlns:cp="http://www.imsproject.org/xsd/imscp_rootv1p1p2" identifier="M"><cp:metadata>'
        "<cp:schema>ADL SCORM</cp:schema><cp:schemaversion>1.2</cp:schemaversion></cp:metadata>"
        "<cp:organizations/><cp:resources/></cp:manifest>"
    )
    assert edited("scorm12", lambda _: manifest, tmp_path) == {"SK8021"}
