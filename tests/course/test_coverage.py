"""What is taught, practised and assessed: numbers that were counted by hand."""

from __future__ import annotations

import csv
import json
import re
from datetime import date
from pathlib import Path

import pytest

from scormkit import api
from scormkit.course.coverage import ItemCoverage
from scormkit.course.survey import Survey
from scormkit.errors import MisuseError
from scormkit.report.coverage_data import as_csv, as_json
from scormkit.report.coverage_text import as_text

from .survey_course import write_courses


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return write_courses(tmp_path)


def surveyed(path: Path, **options: str) -> Survey:
    result = api.coverage([path], **options)
    assert result.survey, result.report.findings
    return result.survey


def rows(survey: Survey) -> dict[str, ItemCoverage]:
    return {row.item.code: row for row in survey.coverage.rows}


def test_each_session_counts_once_however_many_pathways_hold_it(folder: Path) -> None:
    survey = surveyed(folder)
    assert survey.courses == ("A", "B")
    assert [(session.id, session.courses) for session in survey.sessions] == [("hear", ("A", "B")), ("tell", ("B",))]
    counts = {code: tuple(row.counts.values()) for code, row in rows(survey).items()}
    assert counts == {
        "1": (3, 2, 2),
        "1.1": (2, 1, 2),
        "1.1.1": (1, 1, 2),
        "1.1.2": (1, 0, 0),
        "1.2": (1, 1, 0),
        "2": (0, 0, 1),
        "2.1": (0, 0, 1),
        "2.1.1": (0, 0, 1),
    }
    assert {code: row.points for code, row in rows(survey).items()} == {
        "1": 5,
        "1.1": 5,
        "1.1.1": 5,
        "1.1.2": 0,
        "1.2": 0,
        "2": 3,
        "2.1": 3,
        "2.1.1": 3,
    }


def test_the_minutes_of_a_page_are_shared_out_and_never_counted_twice(folder: Path) -> None:
    found = rows(surveyed(folder))
    # The page maps to 1.1 and to both competences below it: they have its time between them.
    assert found["1.1.1"].minutes == pytest.approx(found["1.1.2"].minutes)
    # All of the other session is in 1.1.
    assert found["1.1"].minutes == pytest.approx(found["1.1.1"].minutes + found["1.1.2"].minutes + 4)
    assert found["1"].minutes == pytest.approx(found["1.1"].minutes + found["1.2"].minutes)
    assert 0 < found["1.2"].minutes < found["1.1.1"].minutes * 2
    assert found["1"].minutes < 14


def test_evidence_leads_to_the_very_question(folder: Path) -> None:
    evidence = rows(surveyed(folder))["2.1.1"].evidence
    (each,) = evidence
    assert (each.kind, each.session, each.page, each.question, each.text) == (
        *("assessed", "hear", "assess", "two", "Is it not?"),
    )
    assert (each.pos.file, each.holder, each.mapped.file) == ("hear.md", "question", "hear.md")


def test_what_maps_to_nothing_is_named(folder: Path) -> None:
    assert [(each.page, each.question) for each in surveyed(folder).coverage.unmapped] == [("assess", "three")]


def test_a_questionnaire_teaches_and_practises_nothing(folder: Path) -> None:
    before = surveyed(folder)
    hear = folder / "hear.md"
    asked = "\n# View {kind=questionnaire}\n\n::: question {#view type=reflection}\nWhat do you think?\n:::\n"
    hear.write_text(hear.read_text("utf-8") + asked, "utf-8")
    after = surveyed(folder)
    assert {code: row.counts for code, row in rows(after).items()} == {
        code: row.counts for code, row in rows(before).items()
    }
    assert len(after.coverage.unmapped) == len(before.coverage.unmapped)


def test_gaps_come_by_weight_and_leaves_above_the_level_are_judged(folder: Path) -> None:
    survey = surveyed(folder)
    assert [row.item.code for row in survey.coverage.judged] == ["1.1.1", "1.1.2", "1.2", "2.1.1"]
    assert [(row.item.code, row.missing) for row in survey.coverage.gaps] == [
        ("2.1.1", ("taught", "practised")),
        ("1.1.2", ("practised", "assessed")),
        ("1.2", ("assessed",)),
    ]
    assert survey.percent == 100
    assert survey.coverage.percent("taught") == 75


def test_a_level_shows_its_items_and_those_above(folder: Path) -> None:
    survey = surveyed(folder, level="element")
    assert list(rows(survey)) == ["1", "1.1", "1.2", "2", "2.1"]
    assert [row.item.code for row in survey.coverage.judged] == ["1.1", "1.2", "2.1"]
    with pytest.raises(MisuseError, match="domain, element, competence"):
        surveyed(folder, level="skill")


def test_another_framework_is_reached_through_the_crosswalk(folder: Path) -> None:
    """An exact match counts in both directions, a broader one upwards, a close one not at all."""
    for framework in ("clcf", "mlcf", "lf"):
        found = rows(surveyed(folder, framework=framework))
        # 1.1 is the same as 2.2; 1.1.1 is a part of 2.2.1.
        assert tuple(found["2.2.1"].counts.values()) == (1, 1, 2)
        assert tuple(found["2.2"].counts.values()) == (2, 1, 2)
        assert not any(found["2.2.2"].counts.values())
        # 1.1.2 has no match of its own, and counts where 1.1 does.
        assert {each.via for each in found["2.2"].evidence} == {"ours:1.1", "ours:1.1.1", "ours:1.1.2"}
    assert not any(any(row.counts.values()) for row in rows(surveyed(folder, framework="hlm")).values())


def test_sessions_that_are_stale_or_unreviewed_are_told(folder: Path) -> None:
    def names(on: date | None) -> tuple[list[str], list[str]]:
        survey = api.coverage([folder], on=on).survey
        assert survey
        return [each.id for each in survey.stale], [each.id for each in survey.unreviewed]

    assert names(date(2026, 1, 1)) == ([], ["tell"])
    assert names(date(2026, 1, 2)) == (["hear"], ["tell"])
    assert names(date(2027, 6, 1)) == (["hear", "tell"], ["tell"])
    assert names(None) == ([], ["tell"])


DEMANDS = {
    "every element taught": ("2.1",),
    "every core element taught": (),
    "every domain taught and assessed": ("2",),
    "at least 2 assessed questions for each core domain": (),
    "at least 3 assessed questions for each domain": ("1", "2"),
    "at least 2 taught pages for every element": ("1.2", "2.1"),
    "at least 5 points for each domain": ("2",),
    "At least 5.5 minutes for each core domain.": (),
    "no competence assessed that is not taught": ("2.1.1",),
    "no core competence assessed that is not taught": (),
    "at least 66 % of competences taught": (),
    "at least 67% of the competences are taught": ("2.1.1",),
    "at least 100 % of elements": (),
    "at least 34 % of competences practised": ("1.1.2", "2.1.1"),
}


@pytest.mark.parametrize("demand", DEMANDS)
def test_a_demand_is_judged(demand: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    folder = write_courses(tmp_path)
    (folder / "policy.yaml").write_text(f"framework: ours.yaml\npolicy:\n  - {demand}\n", "utf-8")
    result = api.coverage([folder], policy=folder / "policy.yaml")
    assert result.survey
    (verdict,) = result.survey.verdicts
    lacking = DEMANDS[demand]
    assert verdict.met is (lacking == ())
    if lacking:
        assert tuple(item.code for item in verdict.lacking) == lacking
        assert all(code in verdict.message for code in lacking)
    assert result.failed is (lacking != ())
    assert (verdict.demand.pos.file, verdict.demand.pos.line) == ("policy.yaml", 3)


def test_the_policy_of_a_course_is_judged_by_that_course_alone(tmp_path: Path) -> None:
    policy = "coverage:\n  - at least 3 taught pages for each core domain\n"
    folder = write_courses(tmp_path, policy)
    result = api.coverage([folder])
    assert result.survey
    assert result.survey.below == ("“at least 3 taught pages for each core domain”: too few for 1 of 1: 1 has 2",)
    (finding,) = [each for each in api.check([folder / "a"]).findings if each.code == "SK5030"]
    assert finding.message == result.survey.below[0]
    assert (finding.severity, finding.pos.line) == ("error", 5)
    # A gap in what is taught breaks no package.
    assert api.build([folder / "a"], output=folder / "dist").packages


def test_a_bar_for_the_simple_case(folder: Path) -> None:
    assert not api.coverage([folder], fail_under=100).failed
    low = api.coverage([folder / "b"], framework="lf", fail_under=90)
    assert low.failed
    assert low.survey
    assert "the bar is 90 %" in low.survey.below[0]


def framework_of(folder: Path, number: int, mapped: int) -> Path:
    """A course that covers so many of the items of a framework."""
    items = "".join(f'  - {{code: "{each}", title: "=1+{each}"}}\n' for each in range(number))
    (folder / "flat.yaml").write_text(
        f"id: flat\ntitle: Flat\nlevels: [part]\ntracked_level: part\nitems:\n{items}", "utf-8"
    )
    codes = ", ".join(f'"{each}"' for each in range(mapped))
    (folder / "one.md").write_text(
        f"---\ntitle: One\nid: one\nminutes: 1\nframework: flat.yaml\nmaps_to: [{codes}]\n---\n\n# A\n\nText.\n",
        "utf-8",
    )
    (folder / "policy.yaml").write_text("framework: flat.yaml\npolicy: [at least 100 % of parts]\n", "utf-8")
    return folder


@pytest.mark.parametrize(
    ("mapped", "number", "told"), [(3, 80, "3.7"), (29, 50, "58"), (1, 3, "33.3"), (1999, 2000, "99.9"), (3, 3, "100")]
)
def test_a_share_is_the_same_number_everywhere(mapped: int, number: int, told: str, tmp_path: Path) -> None:
    folder = framework_of(tmp_path, number, mapped)
    survey = api.coverage([folder / "one.md"], policy=folder / "policy.yaml", fail_under=99.99).survey
    assert survey
    assert f"it is {told} %" in survey.verdicts[0].message
    text = as_text(survey, lambda words, kind: words)
    assert re.search(rf"covered +{mapped} of {number} +{float(told)} %\n", text)
    assert f"{told} % covered; the bar is 99.99 %" in text
    assert all(f"{told} % of level part" in said for said in survey.below if "the bar" in said)
    page = api.coverage_page(survey)
    assert f'<span class="figure">{told} %</span> <span>of {number} items' in page
    assert f"{told} % are covered; the bar is 99.99 %" in page
    assert str(json.loads(as_json(survey))["summary"]["percent"]).startswith(told)


def test_no_cell_of_the_table_is_a_formula(tmp_path: Path) -> None:
    survey = api.coverage([framework_of(tmp_path, 2, 1) / "one.md"]).survey
    assert survey
    assert [row["title"] for row in csv.DictReader(as_csv(survey).splitlines())] == ["'=1+0", "'=1+1"]


def test_a_policy_is_about_the_framework_of_the_report(folder: Path) -> None:
    (folder / "policy.yaml").write_text("framework: clcf\npolicy: [every element taught]\n", "utf-8")
    result = api.coverage([folder], policy=folder / "policy.yaml")
    assert result.survey
    assert result.survey.coverage.framework.id == "clcf"
    with pytest.raises(MisuseError, match="is about clcf"):
        api.coverage([folder], policy=folder / "policy.yaml", framework="mlcf")


def test_lead_is_the_same_against_each_of_the_three(lead: Path) -> None:
    """The crosswalk of the five domains is one to one, so the numbers are the same, code by code."""
    first, *others = (rows(surveyed(lead, framework=name)) for name in ("clcf", "mlcf", "lf"))
    for found in others:
        for code, row in first.items():
            assert found[code].counts == row.counts
            assert found[code].minutes == pytest.approx(row.minutes)


def test_a_course_may_name_the_file_of_its_policy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    folder = write_courses(tmp_path, "coverage: ../rules/policy.yaml\n")
    missing = api.check([folder / "a"]).findings
    assert [(each.code, each.pos.line, "rules/policy.yaml" in each.message) for each in missing] == [
        ("SK5010", 4, True)
    ]
    (folder / "rules").mkdir()
    (folder / "rules/policy.yaml").write_text("policy:\n  - every element taught\n  - nothing at all\n", "utf-8")
    findings = {each.code: each for each in api.check([folder / "a"]).findings}
    assert set(findings) == {"SK5010"}
    assert (findings["SK5010"].pos.file, findings["SK5010"].pos.line) == ("rules/policy.yaml", 3)
    (folder / "rules/policy.yaml").write_text("framework: ../ours.yaml\npolicy: every element taught\n", "utf-8")
    (finding,) = api.check([folder / "a"]).findings
    assert (finding.code, finding.pos.file, finding.pos.line) == ("SK5030", "rules/policy.yaml", 2)
    assert "2.1 Leaving" in finding.message
