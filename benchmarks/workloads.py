"""Courses made by a seed: S (20 pages) and M (300 pages, 200 pictures of 100 kB, 40 questions)."""

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
