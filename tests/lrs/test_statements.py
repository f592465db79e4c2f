"""Every statement of some random journeys is parsed by another library, and says the same when that writes it."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

from tincan import Statement

from tests.journeys.fixtures import ROOT


def test_statements_are_parsed_by_tincan(tmp_path: Path) -> None:
    file = tmp_path / "statements.jsonl"
    command = ["node", "--test", "tests/runtime/statements.test.js"]
    environment = {**os.environ, "JOURNEYS": "12", "SEED": "500", "STATEMENTS": str(file)}
    subprocess.run(command, cwd=ROOT, check=True, env=environment, stdout=subprocess.DEVNULL)
    lines = file.read_text("utf-8").splitlines()
    assert len(lines) > 300
    for line in lines:
        sent = json.loads(line)
        read = json.loads(Statement.from_json(line).to_json())
        assert read["id"] == sent["id"]
        assert read["verb"] == sent["verb"]
        assert read["object"]["id"] == sent["object"]["id"]
        assert read["context"]["registration"] == sent["context"]["registration"]
        for name, activities in sent["context"]["contextActivities"].items():
            assert [each["id"] for each in read["context"]["contextActivities"][name]] == [e["id"] for e in activities]
        for name in ("success", "completion", "response"):
            assert read.get("result", {}).get(name) == sent.get("result", {}).get(name)
