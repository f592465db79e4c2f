"""docs/xapi.md says what there is: its tables are those of the code. Made anew by: python -m tests.xapi.test_guide"""

from __future__ import annotations

import json
import re
from pathlib import Path

from scormkit.course.moments import MOMENTS, VALUES
from scormkit.course.vocabulary import ACTIVITY_TYPES, VERBS

_MEANING = {
    "course_title": "title of the course",
    "course_version": "its version",
    "session_title": "title of the session",
    "page_title": "title of the page",
    "title": "title of what the statement is about",
    "response": "the answer, as the standard writes it",
    "correct": "whether it is right",
    "score_scaled": "score from 0 to 1",
    "score_raw": "score in percent",
    "score_min": "0",
    "score_max": "100",
    "pass_mark": "percent to pass by",
    "passed": "whether the assessment, or what was launched, is passed",
    "completed": "whether it is complete",
    "attempt": "number of the attempt, from 1",
    "duration": "how long it took",
    "progress": "percent of the session, or of a video or sound",
    "progress_scaled": "the same from 0 to 1",
    "time": "seconds: the place in a video or sound",
    "length": "seconds: of the whole video or sound",
    "played_segments": "parts that were played, as the video profile writes them",
}


def tables() -> dict[str, str]:
    """What belongs behind each mark of the guide."""
    moments = ["| moment | when | verb | values |", "|---|---|---|---|"]
    for moment in MOMENTS.values():
        if not moment.lifecycle:
            known = ", ".join(f"`{name}`" for name in moment.values if name not in ("course_title", "course_version"))
            moments.append(f"| `{moment.name}` | {moment.when} | {moment.verb} | {known} |")
    values = ["| value | what | for example |", "|---|---|---|"]
    values += [
        f"| `{name}` | {_MEANING[name]} | {json.dumps(example).strip(chr(34))} |" for name, example in VALUES.items()
    ]
    return {
        "moments": "\n\n" + "\n".join(moments) + "\n",
        "values": "\n\n" + "\n".join(values) + "\n",
        "verbs": "\n" + ", ".join(f"`{word}`" for word in VERBS) + ".\n",
        "types": "\n" + ", ".join(f"`{word}`" for word in ACTIVITY_TYPES) + ".\n",
    }


def filled(text: str) -> str:
    """The guide with its tables as they have to be."""
    for name, table in tables().items():
        text = re.sub(
            rf"(<!-- {name} -->).*?(?=\n\n[^|]|\Z)",
            lambda found, table=table: found[1] + table.rstrip("\n"),
            text,
            flags=re.S,
        )
    return text


def test_the_tables_of_the_guide_are_those_of_the_code(root: Path) -> None:
    text = (root / "docs" / "xapi.md").read_text("utf-8")
    assert text == filled(text)
    assert set(_MEANING) == set(VALUES)


if __name__ == "__main__":
    guide = Path(__file__).parents[2] / "docs" / "xapi.md"
    guide.write_text(filled(guide.read_text("utf-8")), "utf-8")
