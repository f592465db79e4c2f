"""A draft session + frameworks + lock file → Session. References become objects; ids come from the author."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable

from markdown_it.token import Token

from scormkit.course.model import (
    BLANK_PLACE,
    Alignment,
    AssessmentPolicy,
    AssessmentSection,
    Audience,
    Choice,
    CompletionCondition,
    Contributor,
    Objective,
    Page,
    PartMark,
    Question,
    QuestionType,
    Session,
)
from scormkit.course.objectives import lms_objectives, session_objective_id
from scormkit.questions import QUESTION_TYPES
from scormkit.source.activity_reader import is_confirmed
from scormkit.source.assets import SessionAssets
from scormkit.source.authored import AuthoredAssessment, AuthoredPartMark, Person
from scormkit.source.faults.mappings import UNKNOWN_OBJECTIVE
from scormkit.source.glossary import GLOSSARY_FILE, NO_GLOSSARY, Glossary, read_glossary
from scormkit.source.help_fields import resolve_help
from scormkit.source.identity import Lock, NewAnswer
from scormkit.source.links import Links
from scormkit.source.mapper import Mapper
from scormkit.source.markdown_reader import plain_text
from scormkit.source.nearest import did_you_mean, nearest
from scormkit.source.own_templates import read_own_templates
from scormkit.source.page_writer import PageWriter, SessionFacts
from scormkit.source.pages import DraftPage
from scormkit.source.pictures import PictureMemory
from scormkit.source.question_places import take_questions
from scormkit.source.question_reader import DraftQuestion
from scormkit.source.reading import Reading
from scormkit.source.scalars import PlacedText
from scormkit.source.scenario_resolver import resolve_scenario
from scormkit.source.session_reader import DraftSession
from scormkit.source.statement_templates import block_hooks, resolve_statements
from scormkit.source.theme_reader import resolve_theme


@dataclasses.dataclass(frozen=True, slots=True)
class SharedMedia:
    """What a session has of its course: `images` where it says nothing, terms; and pictures known from before."""

    images: str | None = None
    terms: Glossary = NO_GLOSSARY
    pictures: PictureMemory | None = None


class SessionResolver:
    """Resolves one session. What cannot be resolved is reported and left out."""

    def __init__(
        self,
        reading: Reading,
        draft: DraftSession,
        mapper: Mapper,
        lock: Lock,
        inherited: tuple[Alignment, ...] = (),
        *,
        shared: SharedMedia = SharedMedia(),
    ) -> None:
        self._reading = reading
        self._draft = draft
        self._fields = draft.fields
        self._mapper = mapper
        self._lock = lock
        keep = (draft.fields.images or shared.images) == "original"
        self._assets = SessionAssets(reading, draft.fields.id, draft.folder, keep_originals=keep, known=shared.pictures)
        links = Links(reading, draft.fields.id, draft.pages, self._assets, draft.left_out)
        terms = read_glossary(reading, draft.folder / GLOSSARY_FILE).before(shared.terms)
        self._facts = SessionFacts(draft.fields.id, draft.fields.language, self._assets, links, terms)
        self._alignments = mapper.mapped(draft.fields.maps_to, "session", inherited)
        self._policy = draft.fields.assessment or AuthoredAssessment.model_construct()

    def resolve(self) -> Session:
        """The session, complete as far as its sources are."""
        fields = self._fields
        self._session_objectives = objectives = tuple(
            Objective(
                id=each.id,
                slot=self._lock.slot("objectives", session_objective_id(fields.id, each.id)),
                title=each.title,
                alignments=self._mapper.mapped(each.maps_to, "objective", self._alignments),
                pass_mark=each.pass_mark,
                origin=each.origin,
            )
            for each in fields.objectives
        )
        pages = tuple(self._page(page) for page in self._draft.pages)
        has_assessment = any(page.is_assessment for page in pages)
        audience = fields.audience
        found = resolve_theme(self._reading, fields.theme, fields.css, self._draft.folder)
        templates, template_files = read_own_templates(self._reading, self._draft.folder)
        # What trainers get uses files of its own, which only the edition for them can tell.
        if self._draft.own_folder and not (self._draft.has_trainer_material and self._draft.readers == "learner"):
            self._assets.report_unused(self._draft.own_files | found.files | template_files)
        session = Session(
            id=fields.id,
            title=fields.title,
            version=fields.version,
            language=fields.language,
            description=fields.description,
            minutes=fields.minutes,
            pages=pages,
            objectives=objectives,
            alignments=self._alignments,
            frameworks=self._mapper.frameworks,
            assets=self._assets.assets,
            complete_when=self._complete_when(has_assessment),
            assessment=self._assessment(pages) if has_assessment else None,
            audience=Audience(tuple(audience.professions), audience.stage) if audience else Audience(),
            keywords=tuple(fields.keywords),
            authors=contributors(fields.authors),
            reviewers=contributors(fields.reviewers),
            reviewed=fields.reviewed,
            next_review=fields.next_review,
            licence=fields.licence,
            certificate=fields.certificate,
            learning_record=self._learning_record(pages),
            scorm12_status=fields.scorm12_status,
            mastery_in_manifest=fields.mastery_in_manifest,
            package_limit=fields.package_limit or 0,
            help=resolve_help(self._reading, fields.help),
            xapi=resolve_statements(self._reading, fields.xapi, fields.language),
            theme=found.theme,
            templates=templates,
            has_trainer_material=self._draft.has_trainer_material,
            origin=fields.origin,
        )
        slots = {each.id: self._lock.slot("objectives", each.id) for each in lms_objectives(session)}
        return dataclasses.replace(session, objective_slots=slots)

    def _complete_when(self, has_assessment: bool) -> tuple[CompletionCondition, ...]:
        if self._fields.complete_when is not None:
            return tuple(dict.fromkeys(self._fields.complete_when))
        return ("pages", "passed") if has_assessment else ("pages",)

    def _learning_record(self, pages: Iterable[Page]) -> bool:
        """As the author says; else where something was done at work, for which there is nothing else to show."""
        written = self._fields.learning_record
        if written is not None:
            return written
        return any(question.type is QuestionType.ACTIVITY for page in pages for question in page.questions)

    def _assessment(self, pages: tuple[Page, ...]) -> AssessmentPolicy:
        policy = self._policy
        questions = [question for page in pages if page.is_assessment for question in page.questions]
        marks = (self._part_mark(each, questions) for each in policy.pass_marks)
        return AssessmentPolicy(
            pass_mark=self._fields.pass_mark,
            attempts=policy.attempts,
            shuffle_questions=policy.shuffle_questions,
            shuffle_answers=policy.shuffle_answers,
            reveal=policy.reveal,
            time_limit=policy.time_limit,
            cooling_off=policy.cooling_off,
            part_marks=tuple(mark for mark in marks if mark),
        )

    def _part_mark(self, written: AuthoredPartMark, questions: list[Question]) -> PartMark | None:
        name = written.of.text
        objective = next((each for each in self._session_objectives if each.id == name), None)
        if objective:
            served = tuple(question.id for question in questions if name in question.objectives)
            return PartMark(name, objective.title, written.pass_mark, served, written.origin)
        item = self._mapper.item(written.of)
        if item is None:
            return None
        below = tuple(
            question.id for question in questions if any(item in each.item.lineage() for each in question.alignments)
        )
        return PartMark(name, f"{item.code} {item.title}", written.pass_mark, below, written.origin)

    def _page(self, draft: DraftPage) -> Page:
        fields = draft.fields
        slot = self._lock.slot("pages", draft.id)
        objectives = self._objectives(fields.objectives)
        is_questionnaire = fields.kind == "questionnaire"
        # A page that asks what learners think teaches nothing that the session is about.
        inherited = () if is_questionnaire else self._by_objectives(objectives) or self._alignments
        alignments = self._mapper.mapped(fields.maps_to, "page", inherited)
        is_assessment = fields.kind == "assessment"
        writer = PageWriter(self._reading, draft, self._facts)
        taken = take_questions(self._reading, draft)
        html = writer.html(taken.tokens)
        page = Page(
            id=draft.id,
            slot=slot,
            title=draft.title,
            html=html,
            is_assessment=is_assessment,
            questions=(),
            alignments=alignments,
            objectives=objectives,
            headings=tuple(draft.headings),
            hooks=block_hooks(fields.xapi),
            activities=sum(_is_activity(token) for token in draft.tokens),
            is_questionnaire=is_questionnaire,
            sections=tuple(
                AssessmentSection(tuple(each.questions), each.pick, each.title, writer.html(each.tokens), each.origin)
                for each in taken.sections
            ),
            origin=draft.origin,
        )
        questions = tuple(self._question(each, page, writer) for each in taken.questions)
        scenarios = tuple(
            resolve_scenario(each, writer, self._lock, *self._served(each.maps_to, each.objectives, page))
            for each in taken.scenarios
        )
        return dataclasses.replace(
            page,
            questions=questions,
            scenarios=scenarios,
            blocks=writer.blocks,
            must_watch=writer.must_watch and not is_assessment,
            playing=writer.playing,
        )

    def _question(self, draft: DraftQuestion, page: Page, writer: PageWriter) -> Question:
        kind = QUESTION_TYPES[draft.type]
        slot = self._lock.slot("questions", draft.id)
        fixed = kind.fixed_marks
        answers = draft.answers
        marks = self._marks(draft, fixed)
        places = marks[len(answers.choices) :]
        choices, targets = (
            tuple(
                Choice(
                    mark=mark,
                    html=writer.inline_html(each.line),
                    text=each.text,
                    correct=each.correct,
                    feedback_html=writer.html(each.feedback),
                    target=places[each.target] if each.target >= 0 else "",
                    area=each.area,
                    origin=each.origin,
                )
                for mark, each in zip(part_marks, part, strict=True)
            )
            for part_marks, part in ((marks[: len(answers.choices)], answers.choices), (places, answers.targets))
        )
        shuffle_default = self._policy.shuffle_answers if page.is_assessment else False
        alignments, objectives = self._served(draft.maps_to, draft.objectives, page)
        return Question(
            id=draft.id,
            slot=slot,
            type=draft.type,
            prompt_html=writer.html(answers.prompt),
            prompt_text=draft.title or _without_places(plain_text(answers.prompt)),
            choices=choices,
            explanation_html=writer.html(answers.explanation),
            points=draft.points,
            attempts=draft.attempts,
            shuffle=shuffle_default if draft.shuffle is None else draft.shuffle,
            interaction=kind.recorded(choices, answers.blanks),
            alignments=alignments,
            objectives=objectives,
            form=kind.form,
            targets=targets,
            blanks=tuple(answers.blanks),
            partial=draft.partial,
            required=draft.required,
            hints_html=tuple(map(writer.html, draft.notes.hints)),
            right_html=writer.html(draft.notes.right),
            wrong_html=writer.html(draft.notes.wrong),
            state_marks=fixed or self._lock.marks_ever(draft.id),
            hooks=block_hooks(draft.hooks),
            title=draft.title,
            supervisor=draft.supervisor,
            origin=draft.origin,
        )

    def _served(
        self, maps_to: list[PlacedText] | None, objectives: list[PlacedText] | None, page: Page
    ) -> tuple[tuple[Alignment, ...], tuple[str, ...]]:
        """What a question or scenario maps to, and the objectives that it serves; by default those of its page."""
        own = None if objectives is None else self._objectives(objectives)
        inherited = self._by_objectives(own or ()) or page.alignments
        return self._mapper.mapped(maps_to, "question", inherited), page.objectives if own is None else own

    def _marks(self, draft: DraftQuestion, fixed: str) -> list[str]:
        answers = [NewAnswer(each.id, each.text) for each in (*draft.answers.choices, *draft.answers.targets)]
        if not fixed:
            return self._lock.marks(draft.id, answers, draft.origin.pos)
        self._lock.fixed_marks(draft.id, fixed, answers)
        # More answers than marks is a fault that the type's own rule reports.
        return [fixed[min(index, len(fixed) - 1)] for index in range(len(answers))]

    def _by_objectives(self, names: Iterable[str]) -> tuple[Alignment, ...]:
        """What the objectives of these names are mapped to, those that say so themselves; each item once."""
        asked = set(names)
        own = {each.id for each in self._fields.objectives if each.maps_to is not None}
        found = {
            (alignment.item.framework, alignment.item.code): alignment
            for objective in self._session_objectives
            if objective.id in asked & own
            for alignment in objective.alignments
        }
        return tuple(found.values())

    def _objectives(self, names: Iterable[PlacedText]) -> tuple[str, ...]:
        if not self._draft.facts_known:
            return ()
        known = [each.id for each in self._fields.objectives]
        found: dict[str, None] = {}
        for name in names:
            if name.text in known:
                found[name.text] = None
            else:
                hint = did_you_mean(name.text, known)
                message = f"the session has no objective “{name.text}”"
                self._reading.report(UNKNOWN_OBJECTIVE.at(name.pos, message, hint=hint))
                # Taken as what was probably meant, so that the objective is not found to be unused as well.
                if meant := nearest(name.text, known):
                    found[meant] = None
        return tuple(found)


def _without_places(text: str) -> str:
    """A prompt in words, a line for each blank."""
    return BLANK_PLACE.sub("____", text)


def _is_activity(token: Token) -> bool:
    """Whether a block is an activity that nobody confirms."""
    return (
        token.type == "colon_block_open"
        and token.meta["opening"].kind == "activity"
        and not is_confirmed(token.meta["opening"])
    )


def contributors(people: Iterable[Person]) -> tuple[Contributor, ...]:
    """Authors or reviewers."""
    return tuple(Contributor(each.name, each.role, each.organization) for each in people)
