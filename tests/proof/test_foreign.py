"""Packages of nobody we know: several SCOs, AUs, activities, content that hangs or floods."""

from __future__ import annotations

import time
from pathlib import Path

from tests.proof.cases import CASES, SOUND, Case, page_of
from tests.proof.conftest import Played
from tests.targets.samples import CMI5, TINCAN

TWO_SCOS = """<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="M" version="1" xmlns="http://www.imsglobal.org/xsd/imscp_v1p1"
  xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_v1p3">
  <metadata><schema>ADL SCORM</schema><schemaversion>2004 4th Edition</schemaversion></metadata>
  <organizations default="O"><organization identifier="O"><title>Two</title>
    <item identifier="I1" identifierref="R1"><title>One</title></item>
    <item identifier="I2" identifierref="R2"><title>Two</title></item>
    <item identifier="I3" identifierref="R3"><title>A leaflet</title></item>
  </organization></organizations>
  <resources>
    <resource identifier="R1" type="webcontent" adlcp:scormType="sco" href="one.html">
      <file href="one.html"/></resource>
    <resource identifier="R2" type="webcontent" adlcp:scormType="sco" href="two.html?a=b">
      <file href="two.html"/></resource>
    <resource identifier="R3" type="webcontent" adlcp:scormType="asset" href="three.html">
      <file href="three.html"/></resource>
  </resources>
</manifest>
"""


def written(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (folder / name).write_text(text, "utf-8")
    return folder


def test_each_sco_is_launched_by_itself(played: Played, tmp_path: Path) -> None:
    still = page_of(Case("", "", {"open": "", "work": "", "leave": ""}), "scorm2004-4")
    keeps = {"work": SOUND["work"] + '\nlms.SetValue("cmi.location", "3");'}
    files = {"imsmanifest.xml": TWO_SCOS, "one.html": page_of(Case("", "", keeps), "scorm2004-4")}
    run = played(written(tmp_path, {**files, "two.html": still, "three.html": still}))
    assert [(finding.code, finding.pos.file, finding.where) for finding in run.findings] == [
        ("SK7610", "two.html", "I2")
    ]
    assert [unit["id"] for unit in run.details["units"]] == ["I1", "I2", "I3"]
    assert run.details["units"][0]["stored"]["cmi.location"] == "3"
    # There was a place to come back to in the first one only.
    assert [(launch["unit"], launch["left"]) for launch in run.details["launches"]] == [
        ("I1", "close"), ("I1", "close"), ("I2", "close"), ("I3", "close")
    ]  # fmt: skip


def test_content_in_a_window_of_its_own(played: Played, tmp_path: Path) -> None:
    finds = {"find": SOUND["find"].replace("place = window", "place = opener")}
    files = {"imsmanifest.xml": TWO_SCOS, "one.html": "<!doctype html><script>open('pop.html')</script>"}
    files |= {"pop.html": page_of(Case("", "", finds), "scorm2004-4"), "two.html": page_of(None, "scorm2004-4")}
    run = played(written(tmp_path, {**files, "three.html": "<p>Read this</p>"}))
    assert run.findings == ()
    assert {call["method"] for call in run.details["launches"][0]["calls"]} >= {"Initialize", "Commit", "Terminate"}


def test_content_that_hangs_is_bounded_in_time(played: Played, tmp_path: Path) -> None:
    (case,) = [case for case in CASES if case.code == "SK7603"]
    files = {"imsmanifest.xml": TWO_SCOS, "one.html": page_of(case, "scorm2004-4")}
    files |= {"two.html": page_of(None, "scorm2004-4"), "three.html": "<p>Read this</p>"}
    started = time.monotonic()
    run = played(written(tmp_path, files), seconds=24)
    assert time.monotonic() - started < 60
    assert [(finding.code, finding.where) for finding in run.findings] == [("SK7603", "I1")]
    # The next one is played all the same.
    assert [launch["left"] for launch in run.details["launches"]] == ["hung", "close", "close"]


def test_content_that_never_stops_calling(played: Played, tmp_path: Path) -> None:
    floods = {"more": 'for (let n = 0; n < 30000; n += 1) lms.SetValue("cmi.location", String(n));'}
    files = {"imsmanifest.xml": TWO_SCOS, "one.html": page_of(Case("", "", floods), "scorm2004-4")}
    run = played(written(tmp_path, {**files, "two.html": page_of(None, "scorm2004-4"), "three.html": "<p></p>"}))
    assert run.findings == ()
    assert run.details["launches"][0]["calls"]


def test_an_au_that_asks_twice_for_its_token(played: Played, tmp_path: Path) -> None:
    asks = "const ask = () => fetch(new URLSearchParams(location.search).get('fetch'), {method: 'POST'});"
    files = {"cmi5.xml": CMI5.decode(), "index.html": f"<!doctype html><script>{asks} ask().then(ask);</script>"}
    run = played(written(tmp_path, files))
    assert [finding.code for finding in run.findings] == ["SK7656", "SK7657"]


def test_an_activity_that_sends_nonsense(played: Played, tmp_path: Path) -> None:
    script = """
const asked = new URLSearchParams(location.search);
fetch(`${asked.get("endpoint")}statements`, {
  method: "POST",
  headers: {Authorization: asked.get("auth"), "X-Experience-API-Version": "1.0.3", "Content-Type": "application/json"},
  body: JSON.stringify({verb: "done"}),
});"""
    files = {"tincan.xml": TINCAN.decode(), "index.html": f"<!doctype html><script>{script}</script>"}
    run = played(written(tmp_path, files))
    assert [finding.code for finding in run.findings] == ["SK7655", "SK7657"]
    assert "POST statements: 400" in run.findings[0].message
