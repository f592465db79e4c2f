"""Packages of other tools, with the faults that they really have; and our own course, which has none."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from scormkit import api
from scormkit.findings import Severity
from scormkit.targets import TARGETS
from scormkit.targets.verify import judge

VERSIONS = {"1.2": "scorm12", "2004 3rd Edition": "scorm2004-3", "2004 4th Edition": "scorm2004-4"}
PAGE = '<!doctype html><html lang="en"><head><title>Page</title></head><body><p>Page</p></body></html>'


@pytest.mark.parametrize("version", VERSIONS)
def test_simple_scorm_packager(version: str, root: Path, tmp_path: Path) -> None:
    """Metadata in places that have none, and a LOM category in another case; nothing else."""
    (tmp_path / "index.html").write_text(PAGE)
    script = root / "tests" / "targets" / "packages.cjs"
    subprocess.run(["node", script, version, tmp_path], check=True, capture_output=True, timeout=60)
    judged = judge(tmp_path)
    assert judged.standard == VERSIONS[version]
    assert [(one.code, one.pos.file, one.where) for one in judged.findings] == [
        ("SK8001", "imsmanifest.xml", "/manifest/organizations/organization/item/metadata"),
        ("SK8001", "imsmanifest.xml", "/manifest/resources/metadata"),
        ("SK8046", "metadata.xml", "/lom/metametadata"),
    ]


@pytest.mark.parametrize("target", TARGETS)
def test_lead_has_no_finding_above_notice(target: str, lead: Path, tmp_path: Path) -> None:
    built = api.build([lead], [target], tmp_path, locked=True)
    assert built.packages
    for package in built.packages:
        heavy = [one for one in judge(package.path).findings if one.severity is not Severity.NOTICE]
        assert heavy == []
