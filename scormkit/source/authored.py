"""The exact shape of each source file. No meaning: ids are not looked up, files not opened."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from scormkit.course.model import CompletionCondition, Reveal, Scorm12Status
from scormkit.findings import Origin
from scormkit.source.authored_fields import Authored
from scormkit.source.help_fields import AuthoredHelp
from scormkit.source.scalars import (
    Code,
    Codes,
    Day,
    Identifier,
    Ids,
    Language,
    Percent,
    Placed,
    Text,
    Texts,
    Title,
    Whole,
    Word,
    YesNo,
    as_list,
    as_name,
)
from scormkit.source.statement_fields import AuthoredStatements
from scormkit.source.yaml_reader import YamlMap, position_of


class Person(Authored):
    """An author or reviewer."""

    name: Title = Field(description="The name as it shall be shown.")
    role: Text = Field(default="", description="What this person contributed.")
    organization: Text = Field(default="", description="Where this person works.")


_PersonOrName = Annotated[Person, BeforeValidator(as_name, json_schema_input_type=str | Person)]
People = Annotated[list[_PersonOrName], BeforeValidator(as_list)]


class AuthoredAudience(Authored):
    """Whom a session is for."""

    professions: Texts = Field(default=[], description="For example doctors, nurses, pharmacists.")
    stage: Text = Field(default="", description="For example foundation, specialty, consultant.")


class AuthoredObjective(Authored):
    """What learners are able to do after the session."""

    id: Identifier = Field(description="Permanent name; questions and pages refer to it.")
    title: Title = Field(description="What learners will be able to do.")
    maps_to: Codes | None = Field(default=None, description="Codes of framework items; if left out, the session's.")
    pass_mark: Percent | None = Field(
        default=None, description="Percent; only if the LMS shall judge this objective alone."
    )


class AuthoredPartMark(Authored):
    """The pass mark of part of the assessment."""

    of: Code = Field(description="A code of the framework, with all below it, or an objective of the session.")
    pass_mark: Percent = Field(description="Percent of the points of its questions.")


class AuthoredAssessment(Authored):
    """How the end-of-session assessment runs."""

    attempts: Whole = Field(default=0, ge=0, description="How often it may be taken; 0 for no limit.")
    shuffle_questions: YesNo = Field(default=False, description="Ask the questions in another order each time.")
    shuffle_answers: YesNo = Field(default=False, description="Offer the answers in another order each time.")
    reveal: Annotated[Reveal, Word] = Field(
        default="after-attempt", description="When learners see which answers were right."
    )
    time_limit: Whole = Field(default=0, ge=0, le=1440, description="Minutes that an attempt may take; 0 for no limit.")
    cooling_off: Text = Field(
        default="", description="Said to learners who have not passed, before they try again: what to do first."
    )
    pass_marks: list[AuthoredPartMark] = Field(
        default_factory=list, description="Pass marks for parts, to be reached besides that of the whole."
    )


class SharedFields(Authored):
    """What sessions and courses have in common."""

    title: Title = Field(description="What learners see.")
    id: Identifier = Field(description="Permanent name: small letters, digits, hyphens. Never change it.")
    version: Text = Field(default="1.0.0", description='In quotes: "1.2.0".')
    description: Text = Field(default="", description="A sentence or two.")
    language: Language = Field(default="en", description="Language tag: en, en-GB, cy.")
    framework: Placed | None = Field(
        default=None, description="Id of the framework that bare codes belong to, or the path of a framework file."
    )
    maps_to: Codes | None = Field(
        default=None, description="Codes of framework items; mlcf:2.4 names another framework."
    )
    keywords: Texts = Field(default=[], description="Words to find it by.")
    authors: People = Field(default=[], description="Names, or name, role and organization of each.")
    licence: Text = Field(default="", description="For example CC BY 4.0.")
    scorm12_status: Annotated[Scorm12Status, Word] = Field(
        default="passed-failed", description="What SCORM 1.2 is told at the end."
    )
    mastery_in_manifest: YesNo = Field(
        default=False,
        description="Write the pass mark into the manifest; some LMSs then overrule the session's own status.",
    )
    package_limit: Whole | None = Field(
        default=None, gt=0, description="Megabytes of the largest package that your LMS takes."
    )
    images: Annotated[Literal["scaled", "original"], Word] | None = Field(
        default=None, description="original: pictures go into the package as they are; else they are scaled."
    )
    theme: Placed | None = Field(
        default=None, description="default, nhs-like, or a file with your own; theme.yaml if it is there."
    )
    css: Placed | None = Field(default=None, description="A style sheet of your own.")
    help: AuthoredHelp | None = Field(default=None, description="Whom learners can ask, and when.")
    xapi: AuthoredStatements | None = Field(
        default=None, description="xAPI statements; none are sent without it. See docs/xapi.md."
    )


class SessionFields(SharedFields):
    """`session.yaml`, or the front matter of a session that is one Markdown file."""

    audience: AuthoredAudience | None = Field(default=None, description="Whom the session is for.")
    minutes: Whole = Field(gt=0, description="Typical learning time in minutes.")
    reviewers: People = Field(default=[], description="Names, or name, role and organization of each.")
    reviewed: Day | None = Field(default=None, description="Date of the last review: 2026-03-01.")
    next_review: Day | None = Field(default=None, description="Date by which it must be reviewed again.")
    objectives: list[AuthoredObjective] = Field(
        default=[], description="What learners are able to do after the session."
    )
    pass_mark: Percent = Field(default=80, description="Percent needed in the assessment.")
    assessment: AuthoredAssessment | None = Field(default=None, description="How the assessment runs.")
    complete_when: Annotated[list[Annotated[CompletionCondition, Word]] | None, BeforeValidator(as_list)] = Field(
        default=None, description="What must be true for the session to be complete."
    )
    certificate: YesNo = Field(default=True, description="false for no certificate.")
    learning_record: YesNo | None = Field(
        default=None,
        description="true for a record to print: results, time, what was written. With activities, it is there.",
    )


class AuthoredSection(Authored):
    """A heading over some sessions."""

    id: Identifier | None = Field(default=None, description="Permanent name, for cmi5; made from the title if absent.")
    title: Text = Field(default="", description="The heading; may be left out where there is one section.")
    sessions: Annotated[list[Placed], BeforeValidator(as_list)] = Field(
        description="Folders or single Markdown files, from the folder of this file."
    )


class CoverageFields(Authored):
    """What a course must cover of a framework: a file of its own, or `coverage` in a course."""

    framework: Placed | None = Field(
        default=None, description="Id or file of the framework; if left out, the framework of the course."
    )
    policy: Codes = Field(description="Demands, one a line: “every element taught”.")


def _as_policy(value: Any) -> Any:
    """A policy written as a bare list of demands, or as the name of its file."""
    if isinstance(value, YamlMap):
        return value
    fields = YamlMap(policy=as_list(value))
    fields.origin = Origin(position_of(value))
    return fields


class CourseFields(SharedFields):
    """`course.yaml` or `NAME.course.yaml`."""

    coverage: Annotated[
        CoverageFields | None,
        BeforeValidator(_as_policy, json_schema_input_type=str | list[str] | CoverageFields),
    ] = Field(default=None, description="What the course must cover: a list of demands, or a file with it.")
    sections: list[AuthoredSection] = Field(description="The sessions of the course, in order, under headings.")


class PageFields(Authored):
    """The front matter of a page, or the settings behind its heading."""

    id: Identifier | None = Field(default=None, description="Permanent name, if not the file name.")
    maps_to: Codes | None = Field(
        default=None, description="Codes of framework items; if left out, those of its objectives, else the session's."
    )
    objectives: Ids = Field(default=[], description="Ids of objectives of the session.")
    kind: Annotated[Literal["page", "assessment", "questionnaire"], Word] = Field(
        default="page",
        description="assessment for the page with the end-of-session assessment, questionnaire for one that asks what "
        "learners think.",
    )
    audience: Annotated[Literal["everyone", "trainer"], Word] = Field(
        default="everyone", description="trainer for a page that only trainers get: build --audience trainer."
    )
    xapi: Texts = Field(default=[], description="on, off, or names of hooks: the xAPI statements of this page.")
