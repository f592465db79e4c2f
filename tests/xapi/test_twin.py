"""The samples say what packages say: scormkit/xapi/compose.py and templates/runtime/xapi/compose.js are twins."""

from __future__ import annotations

import json
import subprocess
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from scormkit.course.moments import VALUES
from scormkit.render.statements import xapi_data
from scormkit.targets import TARGETS
from scormkit.xapi.compose import compose, fill, hooks_for, join_contexts
from tests.xapi.conftest import Hooked
from tests.xapi.parts import ROOT

_JS = """
import { composeStatement, fillTemplate, hooksFor, joinContexts } from "./templates/runtime/xapi/compose.js";
let text = "";
process.stdin.on("data", (part) => (text += part)).on("end", () => {
  const calls = { compose: (...args) => composeStatement(args[0], args[1], args[2], args[3], "", args[4]),
    fill: fillTemplate, hooks: hooksFor, join: joinContexts };
  console.log(JSON.stringify(JSON.parse(text).map(([name, ...args]) => calls[name](...args) ?? null)));
});
"""


def by_javascript(calls: list[list[Any]]) -> list[Any]:
    """What the runtime answers to each call."""
    done = subprocess.run(
        ["node", "--input-type=module", "-e", _JS],
        input=json.dumps(calls), capture_output=True, text=True, check=True, cwd=ROOT,
    )  # fmt: skip
    return list(json.loads(done.stdout))


def test_statements_of_all_hooks_and_things_are_the_same(hooked: dict[str, Hooked]) -> None:
    calls: list[list[Any]] = []
    ours: list[Any] = []
    for each in hooked.values():
        for target in ("scorm12", "cmi5"):
            delivery = TARGETS[target].delivery
            only = each.course.sessions[0] if delivery.pages == "session" else None
            data = xapi_data(each.course, lifecycle=delivery.lifecycle, only=only)
            assert data
            for key in data["things"]:
                for on in sorted({hook["on"] for hook in data["hooks"]}):
                    calls.append(["hooks", data, on, key])
                    ours.append(hooks_for(data, on, key))
                calls.append(["compose", data, data["hooks"][len(calls) % len(data["hooks"])], key, VALUES, ["a[,]c"]])
                ours.append(compose(*calls[-1][1:5], calls[-1][5]))
    assert len(calls) > 300
    assert by_javascript(calls) == ours


_names = st.sampled_from(["score_raw", "title", "correct", "played_segments", "nothing"])
_templates = st.recursive(
    st.one_of(
        st.builds("{{{}}}".format, _names),
        st.builds(lambda name, text: f"{text}{{{name}}}{{{{", _names, st.text("ab {}".replace("{}", ""), max_size=4)),
        st.booleans(), st.integers(-5, 5), st.just("plain"),
    ),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.sampled_from("abc"), inner, max_size=3)),
    max_leaves=8,
)  # fmt: skip
_values = st.fixed_dictionaries(
    {
        "score_raw": st.one_of(st.none(), st.integers(0, 100), st.sampled_from([66.67, 33.5])),
        "title": st.one_of(st.none(), st.text("xyz ", max_size=5)),
        "correct": st.one_of(st.none(), st.booleans()),
    }
)


@given(st.lists(st.tuples(_templates, _values), min_size=20, max_size=20))
def test_templates_are_filled_the_same(cases: list[tuple[Any, dict[str, Any]]]) -> None:
    assert by_javascript([["fill", template, values] for template, values in cases]) == [
        fill(template, values) for template, values in cases
    ]


_activities = st.lists(st.builds(lambda at: {"id": f"https://example.org/{at}"}, st.integers(0, 4)), max_size=4)
_contexts = st.fixed_dictionaries(
    {},
    optional={
        "language": st.sampled_from(["en", "de"]),
        "platform": st.just("ours"),
        "extensions": st.dictionaries(st.sampled_from(["https://a.example", "https://b.example"]), st.integers(0, 3)),
        "contextActivities": st.fixed_dictionaries({}, optional={"parent": _activities, "category": _activities}),
    },
)


@given(st.lists(st.tuples(_contexts, _contexts), min_size=20, max_size=20))
def test_contexts_are_joined_the_same(cases: list[tuple[dict[str, Any], dict[str, Any]]]) -> None:
    assert by_javascript([["join", *case] for case in cases]) == [join_contexts(*case) for case in cases]
