"""WebVTT as browsers read it (WebVTT, 6.1), and what they would drop or nobody could read."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from html import unescape
from pathlib import Path

from scormkit.findings import Finding, SourcePos
from scormkit.source.faults.captions import (
    CAPTION_AFTER_END,
    CAPTION_MARKUP,
    CAPTION_NEVER_SHOWN,
    CAPTION_TOO_FAST,
    CAPTION_WITHOUT_TEXT,
    CAPTIONS_EMPTY,
    CAPTIONS_OUT_OF_ORDER,
    CAPTIONS_OVERLAP,
    CAPTIONS_SYNTAX,
)
from scormkit.source.reading import Reading, SourceFile

READABLE = 20
"""Characters a second."""
MOST_ALIKE = 3
"""Findings of one rule for a file; what a program wrote has the same fault in every caption."""

# Many a caption of the last words stays for a moment.
_PAST_THE_END = 1000
_TIME = r"(?:([0-9]{2,9}):)?([0-5][0-9]):([0-5][0-9])\.([0-9]{3})"
_TIMING = re.compile(rf"[ \t]*{_TIME}[ \t]*-->[ \t]*{_TIME}(?P<settings>[ \t].*)?")
_COMMAS = re.compile(r"\d,\d{3}.*-->")
_TAG = re.compile(r"<(?P<inside>[^<>]*)>")
_KNOWN = re.compile(r"/?(?:b|i|u|c|v|lang|ruby|rt)(?:[.\s][^<>]*)?|[0-9]{2,9}:[0-9:.]+|/", re.DOTALL)
_ENTITY = re.compile(r"&(?!(?:#[0-9]+|#[xX][0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]*);)")
_PLACED = re.compile(r"\b(?:line|region|position):")


@dataclass(frozen=True, slots=True)
class Cue:
    """One caption. `line` is that of its times, counted from 1; times are in milliseconds."""

    line: int
    start: int
    end: int
    is_placed: bool
    text: str

    @property
    def words(self) -> str:
        """The text as it is seen."""
        return unescape(_TAG.sub("", self.text)).strip()


def check_captions(reading: Reading, path: Path, *, is_spoken: bool = True) -> None:
    """Reports what is wrong with a captions file; one with chapters is not read while it is shown."""
    file = reading.open(path, may_have_mark=True)
    if file is not None:
        for finding in captions_findings(file):
            if is_spoken or finding.code != CAPTION_TOO_FAST.code:
                reading.report(finding)


def chapters_in(path: Path) -> list[tuple[float, str]]:
    """When each chapter begins, in seconds, and what it is called. What is wrong with the file has been said."""
    file = Reading().open(path, may_have_mark=True)
    cues = _read(file, file.text.split("\n"))[0] if file else []
    return [(cue.start / 1000, " ".join(cue.words.split())) for cue in cues if cue.words]


def check_ending(reading: Reading, path: Path, seconds: float) -> None:
    """Reports captions that are there for longer than what they belong to. What else is wrong has been said."""
    file = Reading().open(path, may_have_mark=True)
    if file is None:
        return
    cues, _ = _read(file, file.text.split("\n"))
    limit = round(seconds * 1000)
    late = [cue for cue in cues if cue.end > limit + _PAST_THE_END and cue.end > cue.start]
    for finding in _some(
        [
            CAPTION_AFTER_END.at(
                file.pos(cue.line, 1), f"it ends at {_said(cue.end)}, and what it belongs to at {_said(limit)}"
            )
            for cue in late
        ]
    ):
        reading.report(finding)


def captions_findings(file: SourceFile) -> Iterator[Finding]:
    """What is wrong with the text of a captions file."""
    lines = file.text.split("\n")
    if not file.text.strip():
        yield CAPTIONS_EMPTY.at(file.pos(1), "the file is empty")
        return
    if not re.match(r"WEBVTT(?:[ \t]|$)", lines[0]):
        message = "the first line is not WEBVTT, so browsers read nothing of the file"
        yield CAPTIONS_SYNTAX.at(file.pos(1, 1), message, hint="Begin the file with a line WEBVTT and a blank line.")
        return
    cues, faults = _read(file, lines)
    yield from _some(faults)
    if not cues and not faults:
        yield CAPTIONS_EMPTY.at(file.pos(1), "the file holds no caption")
    yield from _some([*_timing(file, cues)])
    yield from _some([*_texts(file, cues)])


def _read(file: SourceFile, lines: list[str]) -> tuple[list[Cue], list[Finding]]:
    """The captions, and what is none though it stands where one should."""
    cues: list[Cue] = []
    faults: list[Finding] = []
    for begin, stop in _blocks(lines):
        timing = next((line for line in range(begin, min(begin + 2, stop)) if "-->" in lines[line]), None)
        if timing is None:
            # The first block is the head of the file.
            if begin and not re.match(r"(?:NOTE|STYLE|REGION)(?:\s|$)", lines[begin]):
                faults.append(CAPTIONS_SYNTAX.at(file.pos(begin + 1, 1), f"“{lines[begin]}” has no times before it"))
            continue
        match = _TIMING.fullmatch(lines[timing].rstrip())
        if match is None:
            hint = "Write a point before the thousandths, not a comma." if _COMMAS.search(lines[timing]) else ""
            message = f"“{lines[timing].strip()}” is not two times"
            faults.append(CAPTIONS_SYNTAX.at(file.pos(timing + 1, 1), message, hint=hint))
            continue
        times = [int(each or 0) for each in match.groups()[:8]]
        start, end = (((h * 60 + m) * 60 + s) * 1000 + ms for h, m, s, ms in (times[:4], times[4:]))
        is_placed = bool(_PLACED.search(match["settings"] or ""))
        cues.append(Cue(timing + 1, start, end, is_placed, "\n".join(lines[timing + 1 : stop])))
    return cues, faults


def _blocks(lines: list[str]) -> Iterator[tuple[int, int]]:
    """First line and the line behind the last one of each block: blank lines part them, and so does a second arrow."""
    begin: int | None = None
    has_arrow = False
    for number, line in enumerate(lines):
        arrow = "-->" in line
        if begin is not None and (not line or (arrow and (has_arrow or number > begin + 1))):
            yield begin, number
            begin = None
        if line and begin is None:
            begin, has_arrow = number, False
        has_arrow = has_arrow or arrow
    if begin is not None:
        yield begin, len(lines)


def _timing(file: SourceFile, cues: list[Cue]) -> Iterator[Finding]:
    before: Cue | None = None
    for cue in cues:
        pos = file.pos(cue.line, 1)
        if cue.end <= cue.start:
            yield CAPTION_NEVER_SHOWN.at(pos, f"the caption ends at {_said(cue.end)}, and begins at {_said(cue.start)}")
        elif before and cue.start < before.start:
            message = f"the caption begins at {_said(cue.start)}, before the one in line {before.line}"
            yield CAPTIONS_OUT_OF_ORDER.at(pos, message)
        elif before and cue.start < before.end and not (cue.is_placed or before.is_placed):
            message = f"the caption begins at {_said(cue.start)}; the one in line {before.line} stays to "
            yield CAPTIONS_OVERLAP.at(pos, message + _said(before.end))
        if cue.end > cue.start:
            before = cue


def _texts(file: SourceFile, cues: list[Cue]) -> Iterator[Finding]:
    for cue in cues:
        yield from _markup(file, cue)
        words = cue.words
        if not words:
            yield CAPTION_WITHOUT_TEXT.at(file.pos(cue.line, 1), f"the caption at {_said(cue.start)} has no text")
            continue
        # A character that is as wide as two says about as much as two.
        length = sum(2 if unicodedata.east_asian_width(each) in "WF" else 1 for each in " ".join(words.split()))
        milliseconds = cue.end - cue.start
        if 0 < milliseconds * READABLE < length * 1000:
            message = f"{length} characters are shown for {milliseconds / 1000:.1f} seconds"
            hint = f"Let it stay for {-(-length * 10 // READABLE) / 10:.1f} seconds, or say it in fewer words."
            yield CAPTION_TOO_FAST.at(file.pos(cue.line, 1), message, hint=hint)


def _markup(file: SourceFile, cue: Cue) -> Iterator[Finding]:
    for tag in _TAG.finditer(cue.text):
        if not _KNOWN.fullmatch(tag["inside"]):
            yield CAPTION_MARKUP.at(_place(file, cue, tag.start()), f"“{tag[0]}” is no tag of WebVTT")
    plain = _TAG.sub(lambda tag: " " * len(tag[0]), cue.text)
    for bare in (plain.find("<"), next((each.start() for each in _ENTITY.finditer(plain)), -1)):
        if bare >= 0:
            yield CAPTION_MARKUP.at(_place(file, cue, bare), f"a bare “{plain[bare]}” is taken for markup")


def _place(file: SourceFile, cue: Cue, at: int) -> SourcePos:
    return file.pos(cue.line + 1 + cue.text.count("\n", 0, at), at - cue.text.rfind("\n", 0, at))


def _said(milliseconds: int) -> str:
    seconds, thousandths = divmod(milliseconds, 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}.{thousandths:03}"


def _some(findings: list[Finding]) -> Iterator[Finding]:
    """The first few of each rule; the last of them says how many more there are."""
    by_code: dict[str, list[Finding]] = {}
    for finding in findings:
        by_code.setdefault(finding.code, []).append(finding)
    for alike in by_code.values():
        yield from alike[: MOST_ALIKE - 1]
        left = len(alike) - MOST_ALIKE
        for last in alike[MOST_ALIKE - 1 : MOST_ALIKE]:
            yield replace(last, message=f"{last.message}; and {left} more in this file") if left else last
