"""Which findings are told: by code, by settings with a reason, by a baseline, by number."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from scormkit import api
from scormkit.errors import MisuseError, ScormkitError
from scormkit.findings import Finding, Severity, SourcePos
from scormkit.selection import Selection, apply

RULES = api.rules()


def finding(code: str, file: str = "imsmanifest.xml", message: str = "odd") -> Finding:
    rule = next(rule for rule in RULES if rule.code == code)
    return rule.at(SourcePos(file, 3), message)


MISSING, UNUSED, LANGUAGE = finding("SK8033"), finding("SK8037"), finding("SK7058", "a.html")
TOLD = {"a.zip": (UNUSED, MISSING), "b.zip": (LANGUAGE, MISSING)}


def codes(told: object) -> dict[str, list[str]]:
    assert isinstance(told, dict)
    return {path: [each.code for each in found] for path, found in told.items()}


@pytest.mark.parametrize(
    ("select", "ignore", "left"),
    [
        ((), (), {"a.zip": ["SK8037", "SK8033"], "b.zip": ["SK7058", "SK8033"]}),
        (("SK8033",), (), {"a.zip": ["SK8033"], "b.zip": ["SK8033"]}),
        (("sk80",), ("SK8037",), {"a.zip": ["SK8033"], "b.zip": ["SK8033"]}),
        (("file-missing, SK7058",), (), {"a.zip": ["SK8033"], "b.zip": ["SK7058", "SK8033"]}),
        ((), ("SK", "SK8"), {"a.zip": [], "b.zip": []}),
    ],
)
def test_codes_are_selected_and_ignored(
    select: tuple[str, ...], ignore: tuple[str, ...], left: dict[str, list[str]]
) -> None:
    assert codes(apply(Selection(select, ignore), TOLD, RULES).told) == left


def test_a_code_that_is_none_is_misuse() -> None:
    with pytest.raises(MisuseError, match="Did you mean file-missing"):
        apply(Selection(select=("file-mising",)), TOLD, RULES)


def test_the_heaviest_are_told_and_the_rest_still_counts() -> None:
    selected = apply(Selection(most=2), TOLD, RULES)
    assert codes(selected.told) == {"a.zip": ["SK8033"], "b.zip": ["SK8033"]}
    assert codes(selected.omitted) == {"a.zip": ["SK8037"], "b.zip": ["SK7058"]}
    assert codes(apply(Selection(most=3), TOLD, RULES).omitted) == {"a.zip": [], "b.zip": ["SK7058"]}
    assert codes(apply(Selection(most=0), TOLD, RULES).told) == {"a.zip": [], "b.zip": []}


SETTINGS = """\
[[ignore]]
code = "SK8033"
reason = "comes from the media server"
package = "a.*"

[[ignore]]
code = "html-without-language"
reason = "the vendor's page"
file = "*.html"
"""


def test_settings_silence_with_a_reason(tmp_path: Path) -> None:
    settings = tmp_path / "scormkit.toml"
    settings.write_text(SETTINGS)
    selected = apply(Selection(settings=settings), TOLD, RULES)
    assert codes(selected.told) == {"a.zip": ["SK8037"], "b.zip": ["SK8033"]}
    assert (selected.silenced, dict(selected.about)) == (2, {})


@pytest.mark.parametrize(
    ("text", "line", "code", "says"),
    [
        ('[[ignore]]\ncode = "SK8039"\nreason = "x"', 1, "SK7091", "SK8039 (x)"),
        ('\n[[ignore]]\ncode = "SK8033"', 2, "SK7090", "no reason"),
        ('[[ignore]]\ncode = "SK8033"\nreason = "  "', 1, "SK7090", "no reason"),
        ('[[ignore]]\nreason = "x"', 1, "SK7090", "no code"),
        ('[[ignore]]\ncode = "SK0000"\nreason = "x"', 1, "SK7090", "no rule “SK0000”"),
        ('[[ignore]]\ncode = "SK8033"\nreason = "x"\nline = "3"', 1, "SK7090", "no “line”"),
        ('[[ignore]]\ncode = 8033\nreason = "x"', 1, "SK7090", "table of texts"),
        ("[[ignore]", None, "SK7090", "no TOML"),
        ('ignore = "SK8033"', None, "SK7090", "table of texts"),
    ],
)
def test_what_is_wrong_with_settings_is_a_finding(
    text: str, line: int | None, code: str, says: str, tmp_path: Path
) -> None:
    settings = tmp_path / "scormkit.toml"
    settings.write_text(text, "utf-8")
    selected = apply(Selection(settings=settings), TOLD, RULES)
    (fault,) = selected.about[str(settings)]
    assert (fault.code, fault.pos.line) == (code, line)
    assert says in fault.message
    assert selected.told == TOLD


def test_what_was_not_asked_is_not_unused(tmp_path: Path) -> None:
    settings = tmp_path / "scormkit.toml"
    for code, package in (("SK7104", ""), ("prefix-unusual", ""), ("SK8039", 'package = "other.zip"')):
        settings.write_text(f'[[ignore]]\ncode = "{code}"\nreason = "x"\n{package}')
        assert not apply(Selection(settings=settings), TOLD, RULES, frozenset({"SK7104"})).about
    settings.write_text('[[ignore]]\ncode = "SK7104"\nreason = "x"')
    assert apply(Selection(settings=settings), TOLD, RULES).about


def test_a_baseline_hides_what_was_there_and_nothing_else(tmp_path: Path) -> None:
    baseline = tmp_path / "known.json"
    selected = apply(Selection(baseline=baseline, update_baseline=True), {"a.zip": (UNUSED, MISSING)}, RULES)
    assert (selected.known, codes(selected.told)) == (2, {"a.zip": []})
    assert json.loads(baseline.read_text())["schema"] == "scormkit-baseline/1"
    new = finding("SK8033", message="another one")
    selected = apply(Selection(baseline=baseline), {"a.zip": (MISSING, MISSING, new), "b.zip": (MISSING,)}, RULES)
    assert (selected.known, selected.told["a.zip"]) == (1, (MISSING, new))
    assert codes(selected.told)["b.zip"] == ["SK8033"]
    (outdated,) = selected.about[str(baseline)]
    assert (outdated.code, outdated.severity) == ("SK7092", Severity.NOTICE)


def test_a_baseline_is_the_same_from_another_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    apply(Selection(baseline=Path("known.json"), update_baseline=True), {"dist/a.zip": (MISSING,)}, RULES)
    (tmp_path / "dist").mkdir()
    monkeypatch.chdir(tmp_path / "dist")
    selected = apply(Selection(baseline=Path("../known.json")), {"a.zip": (MISSING,)}, RULES)
    assert selected.known == 1


@pytest.mark.parametrize("text", ["", "[]", "{", '{"findings": [{}]}', '{"findings": [{"path": 1}]}', "[" * 100_000])
def test_a_baseline_that_is_none_is_a_finding(text: str, tmp_path: Path) -> None:
    baseline = tmp_path / "known.json"
    baseline.write_text(text)
    selected = apply(Selection(baseline=baseline), TOLD, RULES)
    assert [each.code for each in selected.about[str(baseline)]] == ["SK7093"]
    assert selected.told == TOLD


def test_files_that_are_not_there(tmp_path: Path) -> None:
    with pytest.raises(MisuseError):
        apply(Selection(baseline=tmp_path / "no.json"), TOLD, RULES)
    with pytest.raises(MisuseError):
        apply(Selection(settings=tmp_path / "no.toml"), TOLD, RULES)
    with pytest.raises(ScormkitError):
        apply(Selection(baseline=tmp_path / "no" / "no.json", update_baseline=True), TOLD, RULES)


def test_a_final_rule_can_be_neither_ignored_nor_silenced_nor_known(tmp_path: Path) -> None:
    """A secret in a package is told whatever is asked for."""
    secret = finding("SK7055", "player.js")
    told = {"a.zip": (secret,)}
    settings = tmp_path / "scormkit.toml"
    settings.write_text('[[ignore]]\ncode = "SK7055"\nreason = "We know."\n')
    baseline = tmp_path / "known.json"
    for selection in (
        Selection(ignore=("SK7055",)),
        Selection(select=("SK80",)),
        Selection(settings=settings),
        Selection(baseline=baseline, update_baseline=True),
        Selection(most=0),
    ):
        assert apply(selection, told, RULES).told == told
