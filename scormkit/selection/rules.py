"""What can be wrong with the files that choose among findings."""

from __future__ import annotations

from scormkit.catalogue import Catalogue
from scormkit.findings import Severity

RULES: Catalogue[None] = Catalogue()

SILENCER_INCOMPLETE = RULES.declare(
    "SK7090",
    "silencer-incomplete",
    Severity.ERROR,
    summary="What silences a rule names its code and a reason.",
    why="In a year nobody knows whether the fault was accepted or overlooked.",
    fix="Write [[ignore]] with code = and reason =, and nothing but package = and file = besides.",
)
SILENCER_UNUSED = RULES.declare(
    "SK7091",
    "silencer-unused",
    Severity.WARNING,
    summary="What silences a rule silences something.",
    why="It will hide the next fault of that kind, which nobody has looked at.",
    fix="Take it out of the settings.",
)
BASELINE_OUTDATED = RULES.declare(
    "SK7092",
    "baseline-outdated",
    Severity.NOTICE,
    summary="Every fault of the baseline is still there.",
    why="What was mended once should not come back unseen.",
    fix="Write the baseline anew with --update-baseline.",
)
BASELINE_UNREADABLE = RULES.declare(
    "SK7093",
    "baseline-unreadable",
    Severity.ERROR,
    summary="The baseline is a file that scormkit wrote.",
    why="Nobody knows which faults were there before; all of them are told.",
    fix="Write the baseline anew with --update-baseline.",
)
