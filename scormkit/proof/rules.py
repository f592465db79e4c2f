"""Every rule of packages that are played."""

from __future__ import annotations

from scormkit.catalogue import Catalogue
from scormkit.proof.played import Played
from scormkit.proof.rules_data import RULES as DATA_RULES
from scormkit.proof.rules_outcome import RULES as OUTCOME_RULES
from scormkit.proof.rules_page import NOTHING_TO_LAUNCH, TEST_FAILED
from scormkit.proof.rules_page import RULES as PAGE_RULES
from scormkit.proof.rules_session import RULES as SESSION_RULES

PROOF_RULES: Catalogue[Played] = Catalogue(PAGE_RULES, SESSION_RULES, DATA_RULES, OUTCOME_RULES)

__all__ = ["NOTHING_TO_LAUNCH", "PROOF_RULES", "TEST_FAILED"]
