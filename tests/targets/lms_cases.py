"""An example for every check of the LMS profiles: the profile that asks it, and edits of a good package."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class LmsCase:
    """`edits` are replacements in the manifest of `standard`, `files` are put in; `lms` then says `code`."""

    code: str
    lms: str
    standard: str = "scorm12"
    edits: tuple[tuple[str, str], ...] = ()
    files: Mapping[str, bytes] = field(default_factory=dict)


PAGE = b'<!doctype html><html lang="en"><head><title>2</title></head><body></body></html>'
SECOND_ITEM = "</item>\n    </organization>"
XMLNS_12 = 'xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2"'

LMS_CASES = [
    LmsCase("SK7101", "wagtail-lms", "scorm2004-4"),
    LmsCase("SK7101", "docebo", "cmi5"),
    LmsCase("SK7102", "openedx", edits=(('type="webcontent" adlcp:scormtype="asset" href="two.html"',
                                         'type="webcontent" adlcp:scormtype="sco" href="two.html"'),)),
    LmsCase("SK7103", "tovuti"),
    LmsCase("SK7104", "moodle", edits=(("xmlns:adlcp", "xmlns:adl"), ("adlcp:", "adl:"))),
    LmsCase("SK7105", "moodle", edits=(
        (XMLNS_12, 'xmlns:cp="http://www.imsproject.org/xsd/imscp_rootv1p1p2"'), ("<manifest", "<cp:manifest"),
        ("</manifest", "</cp:manifest"), *((f"<{mark}{name}", f"<{mark}cp:{name}") for mark in ("", "/") for name in (
            "metadata>", "schema>", "schemaversion>", "organizations", "organization ", "organization>", "title>",
            "item", "resources", "resource ", "resource>", "file", "dependency")))),
    LmsCase("SK7106", "openedx", edits=(('identifierref="RES-lead-1"', 'identifierref="RES-2"'),)),
    LmsCase("SK7107", "moodle", "scorm2004-4", edits=((
        '<imsss:objective objectiveID="o1"/>',
        '<imsss:objective objectiveID="o1"><imsss:mapInfo targetObjectiveID="g"/></imsss:objective>'),)),
    LmsCase("SK7108", "docebo", "scorm2004-3", edits=((
        "</organization>", '<imsss:sequencing><imsss:controlMode choice="false" flow="true"/></imsss:sequencing>'
        "</organization>"),)),
    LmsCase("SK7109", "moodle", "scorm2004-4", edits=(("<title>Two", f"<title>{'x' * 256}"),)),
    LmsCase("SK7109", "moodle", edits=(('identifier="ITEM-2"', f'identifier="I{"x" * 255}"'),)),
    LmsCase("SK7110", "openedx", edits=(("<schemaversion>1.2", "<schemaversion> 1.2"),)),
    LmsCase("SK7111", "moodle", edits=(("<resources>", '<resources xml:base="./">'),)),
    LmsCase("SK7112", "ilias", edits=(('identifier="ITEM-2"', 'identifier="ITEM-2" parameters="?page=2"'),)),
    LmsCase("SK7113", "moodle", edits=(("<title>Two</title>", "<title><![CDATA[One & two]]></title>"),)),
    LmsCase("SK7113", "moodle", edits=(("<title>Two</title>", "<title>Zw&#246;i</title>"),)),
    LmsCase("SK7114", "successfactors"),
    LmsCase("SK7115", "moodle", "scorm2004-3", edits=((
        "<imsss:sequencing>", "<adlcp:completionThreshold>0.5</adlcp:completionThreshold><imsss:sequencing>"),)),
    LmsCase("SK7116", "scormcloud", "scorm2004-4", edits=((
        "<imsss:sequencing>\n          <imsss:objectives>",
        '<imsss:sequencing><imsss:controlMode choice="true"/><imsss:objectives>'),)),
    LmsCase("SK7117", "moodle", "scorm2004-4", edits=((
        "</imsss:sequencing>", '</imsss:sequencing><adlnav:presentation xmlns:adlnav="http://www.adlnet.org/xsd/'
        'adlnav_v1p3"><adlnav:navigationInterface><adlnav:hideLMSUI>continue</adlnav:hideLMSUI>'
        "</adlnav:navigationInterface></adlnav:presentation>"),)),
    LmsCase("SK7118", "moodle", edits=((
        "</organization>", '</organization><organization identifier="O2"><title>Other</title>'
        '<item identifier="I3" identifierref="RES-2"><title>3</title></item></organization>'),)),
    LmsCase("SK7130", "docebo", files={"save.php": b"x"}),
    LmsCase("SK7130", "tovuti", files={"inner.zip": b"x"}),
    LmsCase("SK7131", "moodle", files={"it's.html": b"x"}),
    LmsCase("SK7131", "moodle", files={"cafe\u0301.html": b"x"}),
    LmsCase("SK7132", "cornerstone"),
    LmsCase("SK7133", "openedx", files={"sub/imsmanifest.xml": b"<manifest/>"}),
    LmsCase("SK7134", "openedx", files={"media/two.html": b"x"}),
    LmsCase("SK7135", "openedx"),
    LmsCase("SK7137", "canvas", files={"two.html": PAGE.replace(b"<body>", b"<body><img alt='' src='Media/A.png?x'>")}),
    LmsCase("SK7136", "successfactors", edits=(('href="two.html">', 'href="https://example.org/two.html">'),)),
]  # fmt: skip
# A good package can do without what these look for: a script that speaks of completion, a mastery score, a second item.
FOUND_IN_THE_BASE = {"SK7103", "SK7114", "SK7135"}
