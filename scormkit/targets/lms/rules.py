"""The checks that profiles choose from. A rule says what to look for; a profile which LMS fails on it, and how."""

from __future__ import annotations

from scormkit.catalogue import Catalogue
from scormkit.targets.lms import checks_of_behaviour, checks_of_files, checks_of_manifests
from scormkit.targets.lms.subject import Subject

RULES: Catalogue[Subject] = Catalogue(checks_of_manifests.RULES, checks_of_behaviour.RULES, checks_of_files.RULES)
