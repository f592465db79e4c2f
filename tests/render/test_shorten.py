"""A script made short does what it did before."""

from __future__ import annotations

import subprocess

from scormkit.render.shorten import read_tokens, shorten

SCRIPT = r"""
const title = "a  title = { counted : 1 }";
const settings = { title, counted: 0, "kept name": [1, 2, 3], async later(value) { return value; } };
function summary({ title: heading, counted = 5, missing = heading.length }, [first, ...others], separator = " - ") {
  const inside = `${heading}: ${`${counted}${separator}` + (others.length ? { total: others.length }.total : "none")}`;
  const pattern = /[/"' ] = (\w+)\/`/g.test(inside) ? "found" : /=/.source;
  const objects = others.map((other) => ({ other, first, twice: other * 2 }));
  return { inside, pattern, missing, objects, get length() { return objects.length / 2 / 1; } };
}
let total = 1;
for (const { other: number } of summary(settings, settings["kept name"]).objects) total += number;
for (let index = 0; index < 3; index += 1) { total = index % 2 ? total + +index : total - -index; }
try { throw new Error("failed"); } catch (problem) { settings.problem = problem.message; } finally { total++ + +total; }
if (total > 0) { total = { ...settings, total }.total; } else { total = 0; }
const typed = typeof total in { number: 1 }, spread = Math.max(...[1, 2]);
const asked = { total: (total, first) => total ? first : { total } };
console.log(JSON.stringify([summary(settings, [1, 2, 3]), summary(settings, [1]).length]));
console.log(JSON.stringify([total, settings, typed, spread]));
console.log(JSON.stringify(asked.total(0, 1)), asked?.total?.(1, 2), settings . title);
"""


def run(script: str) -> str:
    """What it prints."""
    return subprocess.run(["node", "-e", script], capture_output=True, text=True, check=True).stdout


def test_a_shortened_script_does_the_same() -> None:
    found = shorten([read_tokens(SCRIPT)])
    assert run(found) == run(SCRIPT) != ""
    assert len(found) < len(SCRIPT) * 0.75
    for name in ("separator", "heading", "pattern.", "problem)", "index"):
        assert name not in found
    for name in ("title:", "a  title = { counted : 1 }", '"kept name"', "get length()", ".message", "console.log"):
        assert name in found


def test_the_same_name_is_short_in_the_same_way_in_all_parts() -> None:
    parts = ["function remember(something) { return { something }; }", "go(remember(1), remember(2));"]
    found = shorten(map(read_tokens, parts))
    assert found == "function a(b){return{something:b};}go(a(1),a(2));"


def test_what_would_not_be_shorter_keeps_its_name() -> None:
    assert shorten([read_tokens("const { url } = document; go(url);")]) == "const{url}=document;go(url);"
