"""Courses made by a seed: S (20 pages) and M (300 pages, 200 pictures of 100 kB, 40 questions). Frameworks by size."""

from __future__ import annotations

import random
from pathlib import Path

_SYLLABLES = ("ca", "re", "pa", "ti", "en", "ward", "team", "plan", "safe", "ty", "lis", "ten", "ask", "no", "te")


def _vocabulary(rng: random.Random) -> list[str]:
    return ["".join(rng.choices(_SYLLABLES, k=rng.randint(1, 3))) for _ in range(2_000)]


def _paragraph(rng: random.Random, words: list[str], weights: list[float], length: int) -> str:
    return " ".join(rng.choices(words, weights, k=length)).capitalize() + "."


def _question(number: int, words: list[str]) -> str:
    return (
        f"::: question {{#q{number}}}\nWhich {words[number]} comes first?\n\n"
        f"- [ ] {words[number + 1]} alone\n  Not by itself.\n- [x] {words[number + 2]} together\n  Yes.\n:::\n"
    )


def write_session(folder: Path, pages: int, pictures: int, questions: int, seed: int = 1) -> None:
    """Writes a session folder; the same bytes for the same arguments."""
    rng = random.Random(seed)
    words = _vocabulary(rng)
    weights = [1 / (rank + 1) for rank in range(len(words))]
    folder.mkdir(parents=True)
    (folder / "session.yaml").write_text(
        f"title: Workload of {pages} pages\nid: workload-{pages}\nminutes: {pages}\nlanguage: en\n"
    )
    for number in range(pictures):
        (folder / f"picture-{number:03}.jpg").write_bytes(b"\xff\xd8\xff\xe0" + rng.randbytes(100_000))
    for number in range(pages):
        blocks = [f"# Page {number + 1}\n"]
        for part in range(5):
            blocks.append(f"## Part {part + 1}\n")
            blocks += [_paragraph(rng, words, weights, 60) + "\n" for _ in range(2)]
        blocks += [f"- {_paragraph(rng, words, weights, 8)}" for _ in range(5)]
        for picture in range(number, pictures, pages):
            blocks.append(f"\n![Picture number {picture}](picture-{picture:03}.jpg)\n")
        if number < questions:
            blocks.append("\n" + _question(number, words))
        (folder / f"{number:03}-page-{number}.md").write_text("\n".join(blocks))


def write_framework(folder: Path, number: int) -> None:
    """Writes a framework of so many items, ten below each of the two upper levels, and a course mapped to it."""
    folder.mkdir(parents=True)
    lines = ["id: big", "title: Big", "levels: [domain, element, competence]", "tracked_level: element", "items:"]
    for at in range(number * 100 // 111):
        domain, element, competence = at // 100 + 1, at // 10 % 10 + 1, at % 10 + 1
        if at % 100 == 0:
            lines += [f'  - code: "{domain}"', f"    title: Domain {domain}", "    items:"]
        if at % 10 == 0:
            lines += [f'      - code: "{domain}.{element}"', f"        title: Element {element}", "        items:"]
        code = f"{domain}.{element}.{competence}"
        lines.append(f'          - {{code: "{code}", title: "Does what the competence {code} asks for"}}')
    (folder / "big.yaml").write_text("\n".join(lines) + "\n")
    (folder / "session.md").write_text(
        "---\ntitle: One\nid: one\nminutes: 5\nframework: big.yaml\nmaps_to: 1.1.1\n---\n\n# A page\n\nText.\n"
    )
