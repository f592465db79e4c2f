"""Findings as text, JSON, SARIF, JUnit and GitHub annotations: one file and one row each. Knows no click."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING

from scormkit.findings import Finding, Severity, has_errors
from scormkit.report.runs import Run

if TYPE_CHECKING:
    from scormkit.catalogue import Rule


@dataclass(frozen=True, slots=True)
class Input:
    """One thing that was judged. `standard` is a target's name, `scorm2004-2`, `cmi5`, `xapi`, `aicc` or `unknown`.

    `is_package` says that the files of its findings lie inside of `path`. `omitted` are findings that count and are
    not told. `mended_from` is the package that this one was made of by mending, with what was `changed`; or the package
    itself, with the reason why nothing was.
    """

    path: str
    standard: str
    findings: tuple[Finding, ...]
    is_package: bool = False
    omitted: tuple[Finding, ...] = ()
    mended_from: str = ""
    changed: tuple[str, ...] = ()
    runs: tuple[Run, ...] = ()

    @property
    def valid(self) -> bool:
        """Free of errors."""
        return not has_errors((*self.findings, *self.omitted))

    def path_of(self, finding: Finding) -> str:
        """The file of a finding as it is reached from the working folder: `dist/lead.zip/imsmanifest.xml`."""
        if not self.is_package:
            return finding.pos.file
        own = finding.pos.file == PurePath(self.path).name
        return self.path if own or not finding.pos.file else f"{self.path.rstrip('/')}/{finding.pos.file}"


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome of `check`, `validate` or `test`. `version` is that of scormkit.

    `known` is how many findings a baseline hides, `silenced` how many the settings do.
    """

    inputs: tuple[Input, ...]
    version: str
    known: int = 0
    silenced: int = 0

    @property
    def placed(self) -> tuple[tuple[str, Finding], ...]:
        """Every finding with the path of its file, each once: two courses may share a session and so its faults."""
        return tuple(dict.fromkeys((one.path_of(finding), finding) for one in self.inputs for finding in one.findings))

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Every finding that is told, each once in its file."""
        return tuple(finding for _, finding in self.placed)

    @property
    def omitted(self) -> tuple[Finding, ...]:
        """Every finding that counts and is not told."""
        return tuple(finding for one in self.inputs for finding in one.omitted)

    def count(self, severity: Severity) -> int:
        """How many findings are of this severity, those that are not told among them."""
        return sum(finding.severity is severity for finding in (*self.findings, *self.omitted))


Paint = Callable[[str, str], str]
"""(text, style) → text; a style is `error`, `warning`, `notice`, `good`, `dim` or `bold`."""


def plain(text: str, style: str) -> str:
    """No colour at all."""
    del style
    return text


def on_one_line(text: str) -> str:
    """A text of others as a terminal may have it: on one line, and no sign in it that would do something."""
    return "".join(sign if sign.isprintable() else "�" for sign in " ".join(text.split()))


def counted(number: int, noun: str) -> str:
    """`1 error`, `2 errors`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def sentences(finding: Finding) -> str:
    """Message and hint in one line."""
    stop = "" if finding.message.endswith((".", "!", "?", ":")) else "."
    return f"{finding.message}{stop} {finding.hint}".strip()


def write(report: Report, format_name: str, paint: Paint = plain, rules: Iterable[Rule] = ()) -> str:
    """The report in one of FORMATS, with a final line break. Only the text form is painted.

    `rules` is the catalogue, from which SARIF describes what was broken.
    """
    if format_name == "text":
        from scormkit.report.text import as_text

        return as_text(report, paint)
    if format_name == "sarif":
        from scormkit.report.sarif import as_sarif

        return as_sarif(report, rules)
    return _writer(format_name)(report)


FORMATS: Sequence[str] = ("text", "json", "sarif", "junit", "github")


def _writer(format_name: str) -> Callable[[Report], str]:
    if format_name == "json":
        from scormkit.report.json_form import as_json

        return as_json
    if format_name == "junit":
        from scormkit.report.junit import as_junit

        return as_junit
    if format_name == "github":
        from scormkit.report.github import as_github

        return as_github
    raise ValueError(f"no report format {format_name!r}")
