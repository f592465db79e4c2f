"""Course → activities: the IRI and the definition of everything that a statement can be about.

IRIs are built as the xAPI SCORM profile advises (3, activity IRI construction), from the author's `activity_base` and
from ids that the author controls. Their last part is the id that SCORM packages use for the same thing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from scormkit.course.framework import FrameworkItem, meant_by_iri
from scormkit.course.interaction import InteractionType
from scormkit.course.model import Alignment, Choice, Course, Page, Question, Section, Session
from scormkit.course.objectives import LmsObjective, framework_objective_id
from scormkit.course.scenario import Scenario, Scene
from scormkit.course.statements import Block
from scormkit.course.vocabulary import ACTIVITY_TYPES

NO_BASE = "urn:x-scormkit:course"
"""For packages that must have IRIs though the author named none: nobody's domain, and it says what made it."""

Activity = dict[str, Any]
"""An activity as it stands in a statement: `id` and `definition`."""

_BLOCK_TYPES = {"video": "video", "audio": "audio", "details": "resource"}


def course_key(course: Course) -> str:
    """The key of the whole: a session by itself has no course round it."""
    return "course" if course.kind == "course" else session_key(course.sessions[0])


def session_key(session: Session) -> str:
    """Key of a session in XapiData."""
    return f"session:{session.id}"


def page_key(session: Session, page: Page) -> str:
    """Key of a page; also of the page that the assessment stands on."""
    return f"page:{session.id}/{page.id}"


def question_key(session: Session, question: Question) -> str:
    """Key of a question: its id is unique in the session."""
    return f"question:{session.id}/{question.id}"


def scenario_key(session: Session, scenario: Scenario, scene: Scene | None = None) -> str:
    """Key of a scenario, whose id is one among those of the questions; with a scene, of what is chosen there."""
    return f"question:{session.id}/{scenario.id}" + (f"/{scene.id}" if scene else "")


def block_key(session: Session, page: Page, block: Block) -> str:
    """Key of a block: its id is unique in the page."""
    return f"block:{session.id}/{page.id}/{block.id}"


def assessment_key(session: Session) -> str:
    """Key of the assessment of a session."""
    return f"assessment:{session.id}"


@dataclass(frozen=True, slots=True)
class Activities:
    """Makes the activities of one course."""

    course: Course

    @property
    def base(self) -> str:
        """What every IRI begins with."""
        return self.course.xapi.activity_base or NO_BASE

    @property
    def course_iri(self) -> str:
        """The IRI of the course, or of the session that is by itself."""
        return f"{self.base}/{self.course.id}"

    def session_iri(self, session: Session) -> str:
        """The IRI of a session: that of its course and its id."""
        return self.course_iri if self.course.kind == "session" else f"{self.course_iri}/{session.id}"

    def section_iri(self, section: Section) -> str:
        """The IRI of a section; no id of a session holds an underscore."""
        return f"{self.course_iri}/_sections/{section.id}"

    def item_iri(self, item: FrameworkItem) -> str:
        """The IRI of a framework's item: the framework's own, else one that ends in the id that SCORM has for it."""
        if item.iri and not meant_by_iri(item.iri):
            return item.iri
        return f"{self.base}/objectives/{framework_objective_id(item)}"

    def objective_iri(self, objective: LmsObjective) -> str:
        """The IRI of an objective that an LMS gets."""
        return self.item_iri(objective.item) if objective.item else f"{self.base}/objectives/{objective.id}"

    def whole(self) -> Activity:
        """The course."""
        course = self.course
        return _activity(self.course_iri, "course", course.language, course.title, course.description)

    def session(self, session: Session) -> Activity:
        """A session: a lesson, as the SCORM profile calls what a SCO is."""
        return _activity(self.session_iri(session), "lesson", session.language, session.title, session.description)

    def page(self, session: Session, page: Page) -> Activity:
        """A page."""
        return _activity(f"{self.session_iri(session)}/pages/{page.id}", "page", session.language, page.title)

    def assessment(self, session: Session, page: Page) -> Activity:
        """The assessment of a session, which is another thing than the page that it stands on."""
        return _activity(f"{self.session_iri(session)}/assessment", "assessment", session.language, page.title)

    def block(self, session: Session, page: Page, block: Block) -> Activity:
        """A video, sound, call-out or expandable section."""
        iri = f"{self.session_iri(session)}/pages/{page.id}/{block.id}"
        return _activity(iri, _BLOCK_TYPES.get(block.kind, "note"), session.language, block.title)

    def question(self, session: Session, question: Question) -> Activity:
        """A question, without what is right: `correctResponsesPattern` would give it away to whoever reads the page."""
        iri = f"{self.session_iri(session)}/interactions/{session.id}_{question.id}"
        text = " ".join(question.prompt_text.split()) or question.id
        activity = _activity(iri, "cmi.interaction", session.language, text, text)
        definition = activity["definition"]
        definition["interactionType"] = question.interaction.type.value
        for name, part in _components(question).items():
            definition[name] = [
                {"id": choice.mark, "description": {session.language: choice.text or choice.mark}} for choice in part
            ]
        return activity

    def scenario(self, session: Session, scenario: Scenario) -> Activity:
        """A scenario: a choice among its endings, without what is right."""
        iri = f"{self.session_iri(session)}/interactions/{session.id}_{scenario.id}"
        ends = [(scene.mark, scene.title or scene.text or scene.id) for scene in scenario.endings]
        return _choice_of(iri, session.language, scenario.prompt_text, scenario.prompt_text, ends)

    def scene(self, session: Session, scenario: Scenario, scene: Scene) -> Activity:
        """A scene: what is chosen there."""
        iri = f"{self.session_iri(session)}/interactions/{session.id}_{scenario.id}_{scene.id}"
        ways = [(choice.mark, choice.text or choice.mark) for choice in scene.choices]
        text = scene.text or scene.title or scene.id
        return _choice_of(iri, session.language, scene.title or text, text, ways)

    def item(self, item: FrameworkItem) -> Activity:
        """An item of a framework: a competency, whatever the framework calls its levels."""
        language = self._languages.get(item.framework, self.course.language)
        return _activity(self.item_iri(item), "competency", language, f"{item.code} {item.title}")

    def objective(self, objective: LmsObjective) -> Activity:
        """An objective that an LMS gets: a framework's item, or a session's own."""
        if objective.item:
            return self.item(objective.item)
        owner = next(each for each in self.course.sessions if objective.id.startswith(f"{each.id}_"))
        return _activity(self.objective_iri(objective), "objective", owner.language, objective.title)

    @property
    def _languages(self) -> dict[str, str]:
        """Languages of the frameworks by their ids."""
        return {
            framework.id: framework.language for session in self.course.sessions for framework in session.frameworks
        }


def _components(question: Question) -> dict[str, tuple[Choice, ...]]:
    """The lists that an interaction activity of a type has (xAPI data, 2.4.4.1)."""
    match question.interaction.type:
        case InteractionType.CHOICE | InteractionType.SEQUENCING:
            return {"choices": question.choices}
        case InteractionType.LIKERT:
            return {"scale": question.choices}
        case InteractionType.MATCHING:
            return {"source": question.choices, "target": question.targets}
    return {}


def _choice_of(iri: str, language: str, name: str, text: str, choices: Iterable[tuple[str, str]]) -> Activity:
    activity = _activity(iri, "cmi.interaction", language, name, text)
    activity["definition"] |= {
        "interactionType": InteractionType.CHOICE.value,
        "choices": [{"id": mark, "description": {language: words}} for mark, words in choices],
    }
    return activity


def _activity(iri: str, kind: str, language: str, name: str, description: str = "") -> Activity:
    definition: dict[str, Any] = {"name": {language: name}}
    if description:
        definition["description"] = {language: description}
    return {"id": iri_of(iri), "definition": {**definition, "type": ACTIVITY_TYPES[kind]}}


def iri_of(text: str) -> str:
    """An IRI in ASCII: several LRSs take no other characters."""
    return quote(text, safe="!#$&'()*+,/:;=?@[]~%")


def items_by_id(alignments: Iterable[Alignment]) -> Mapping[str, FrameworkItem]:
    """The items of some mappings by the ids that SCORM has for them, each once, in their order."""
    return {framework_objective_id(alignment.item): alignment.item for alignment in alignments}
