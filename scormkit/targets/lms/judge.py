"""Asks the rules of the profiles that were named; every finding says the LMS, what it does, the source and its date."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from scormkit.findings import Finding
from scormkit.package.comments import without_comments
from scormkit.package.opened import OpenedPackage
from scormkit.package.zip_directory import DamagedError
from scormkit.targets.lms.profile import load_profiles
from scormkit.targets.lms.rules import RULES
from scormkit.targets.lms.subject import Subject
from scormkit.targets.manifest import Manifest

_SCRIPT_ENDINGS = (".js", ".mjs", ".html", ".htm", ".txt")
_PAGE_ENDINGS = (".html", ".htm", ".xhtml")
MOST_SCANNED = 20 << 20


def lms_findings(
    package: OpenedPackage, standard: str, manifest: Manifest | None, names: Sequence[str]
) -> Iterator[Finding]:
    """What each of the LMSs is known to fail on in this package. MisuseError for an LMS without a profile."""

    @cache
    def text_of_scripts() -> str:
        return "\n".join(text for _, text in _texts(package, _SCRIPT_ENDINGS))

    @cache
    def pages() -> tuple[tuple[str, str], ...]:
        texts = _texts(package, _PAGE_ENDINGS)
        return tuple((name, without_comments(name, text)) for name, text in texts)

    checks = {rule.name: (rule, check) for rule, check in RULES.checks()}
    for profile in load_profiles(names):
        for row in profile.rules:
            rule, check = checks[row.check]
            subject = Subject(package, standard, manifest, row.settings, text_of_scripts, pages)
            if not subject.concerns():
                continue
            for fault in check(subject):
                message = f"{profile.title} {row.says}: {fault.message}"
                finding = rule.at(fault.pos, message, hint=fault.hint, where=fault.where)
                yield replace(finding, reference=f"{row.source} ({row.date})")


def _texts(package: OpenedPackage, endings: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """The files with these endings and what stands in them, as far as an LMS would look."""
    left = MOST_SCANNED
    for name, size in package.sizes.items():
        if name.lower().endswith(endings) and size <= left:
            try:
                text = package.read(name).decode("utf-8", errors="replace")
            except DamagedError:
                continue
            left -= size
            yield name, text
