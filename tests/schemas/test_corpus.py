"""Manifests that others published: the valid ones pass, the invalid ones do not, and each is known for what it is."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from scormkit.targets.verify import judge

FOLDER = Path(os.environ.get("SCORMKIT_CORPUS") or Path(__file__).parents[3] / "shared" / "corpus")


def labels() -> list[dict[str, Any]]:
    file = FOLDER / "labels.json"
    return list(json.loads(file.read_text("utf-8"))) if file.is_file() else []


if "SCORMKIT_CORPUS" in os.environ:
    # Who names a folder has one, as CI does; the manifests are others' and no part of a clone.
    def test_the_corpus_is_there() -> None:
        assert labels(), f"no labels.json in the folder that SCORMKIT_CORPUS names: {FOLDER}"


if labels():

    @pytest.mark.parametrize("label", labels(), ids=lambda label: str(label["file"]))
    def test_verdict_and_standard(label: dict[str, Any]) -> None:
        judged = judge(FOLDER / label["file"])
        assert judged.standard == label["standard"]
        assert judged.is_valid == (label["manifest"] == "valid"), judged.findings
        assert judged.outline is not None or not judged.is_valid
