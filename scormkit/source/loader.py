"""The way in: a path → Courses and findings. Never writes; never stops at a fault in a source."""

from __future__ import annotations

import os
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from scormkit.course.framework import Framework
from scormkit.course.model import Alignment, Course, Readers, Section, Session
from scormkit.findings import Finding, in_order
from scormkit.source.authored import CourseFields
from scormkit.source.course_paths import inputs_of
from scormkit.source.faults.structure import SECTION_EMPTY, SESSION_ID_TWICE, SESSION_NOT_FOUND, SESSION_TWICE
from scormkit.source.fields import read_fields
from scormkit.source.framework_files import FrameworkShelf
from scormkit.source.glossary import GLOSSARY_FILE, NO_GLOSSARY, Glossary, read_glossary
from scormkit.source.help_fields import resolve_help
from scormkit.source.identity import Lock, PendingLock
from scormkit.source.mapper import Mapper
from scormkit.source.memory import Memory
from scormkit.source.nearest import id_from, nearest
from scormkit.source.overlays import UsedOverlay, read_overlay
from scormkit.source.own_templates import read_own_templates
from scormkit.source.pictures import PictureMemory
from scormkit.source.policies import read_policy
from scormkit.source.reading import Reading
from scormkit.source.resolver import SessionResolver, SharedMedia, contributors
from scormkit.source.scalars import PlacedText
from scormkit.source.secrets_found import SecretMemory, report_secrets
from scormkit.source.session_reader import SESSION_FILE, DraftSession, PageMemory, is_session, read_session
from scormkit.source.statement_templates import resolve_statements
from scormkit.source.theme_reader import THEME_FILE, resolve_theme
from scormkit.source.yaml_reader import read_yaml


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a path holds.

    `courses` are sound as far as reading tells, `partial` those with errors, complete but for what the errors took
    away: check them, never build them. `findings` are those of reading alone; the rules of meaning run over both
    kinds of course. `locks` are what the lock files of all that could be read must say.
    """

    courses: tuple[Course, ...]
    partial: tuple[Course, ...]
    findings: tuple[Finding, ...]
    files_read: tuple[Path, ...]
    locks: tuple[PendingLock, ...]
    overlays: tuple[UsedOverlay, ...] = ()
    shelf: FrameworkShelf = field(default_factory=FrameworkShelf)
    """The frameworks that were read, with the words of the overlays; more can be asked of it."""


def load(
    path: Path,
    overlays: Iterable[Path] = (),
    known: SourceMemory | None = None,
    readers: Readers = "learner",
) -> Loaded:
    """Reads a folder, course file, session folder, `session.yaml` or single Markdown file.

    `overlays` are files with licensed wording for frameworks. What is `known` from before and has not changed is not
    read again; a session that nothing has changed is then the very same object. Every fault in the sources is a
    finding. An edition for trainers has what is marked for them, and no lock file is written for it. Raises MisuseError
    where the path does not exist or holds nothing to build.
    """
    return load_together([path], overlays, known, readers)


def load_together(
    paths: Iterable[Path],
    overlays: Iterable[Path] = (),
    known: SourceMemory | None = None,
    readers: Readers = "learner",
) -> Loaded:
    """Reads what several paths hold as `load` does, each file and each framework once."""
    if known:
        known.begin()
    loader = _Loader(tuple(overlays), known, readers)
    for each in dict.fromkeys(found for path in paths for found in inputs_of(path)):
        if is_session(each):
            loader.add_session(each)
        else:
            loader.add_course(each)
    return loader.loaded()


@dataclass(frozen=True, slots=True)
class _Resolved:
    """A session under one framework for its bare codes, its lock, and what was found while it was resolved."""

    session: Session
    lock: Lock
    reading: Reading


@dataclass(slots=True)
class SourceMemory:
    """What earlier readings of the same sources found; give it to `load` each time."""

    pages: PageMemory = field(default_factory=PageMemory)
    secrets: SecretMemory = field(default_factory=SecretMemory)
    sessions: Memory[_Resolved] = field(default_factory=Memory)
    pictures: PictureMemory = field(default_factory=PictureMemory)

    def begin(self) -> None:
        """A reading begins."""
        for each in (self.pages, self.secrets, self.sessions, self.pictures):
            each.begin()


@dataclass(frozen=True, slots=True)
class _Holder:
    """What a session may inherit from its course: the framework of bare codes (a path from `folder`), and mappings."""

    framework: PlacedText | None
    folder: Path
    alignments: tuple[Alignment, ...] = ()
    frameworks: tuple[Framework, ...] = ()
    images: str | None = None
    terms: Glossary = NO_GLOSSARY


class _Loader:
    """Reads each file once, however many courses use it."""

    def __init__(self, overlays: tuple[Path, ...], known: SourceMemory | None, readers: Readers) -> None:
        self._known, self._overlays, self._readers = known, overlays, readers
        self._words = Reading()
        read = [overlay for path in overlays if (overlay := read_overlay(self._words, path))]
        self._shelf = FrameworkShelf(read)
        self._drafts: dict[Path, DraftSession] = {}
        self._resolved: dict[Hashable, _Resolved] = {}
        self._locks: dict[Path, Lock] = {}
        self._everything = Reading()
        self._courses: list[tuple[Course, bool]] = []

    def loaded(self) -> Loaded:
        """All that was added."""
        # Places are given out for what learners do alone.
        owned = self._locks.values() if self._readers == "learner" else ()
        locks = [lock for lock in owned if not lock.reading.failed]
        secrets = Reading()
        folders = [draft.folder for draft in self._drafts.values() if draft.own_folder]
        report_secrets(secrets, sorted(self._everything.files), folders, self._known.secrets if self._known else None)
        self._everything.take(secrets)
        # Nobody can tell which course a secret is for, so none is sound that was read beside one.
        sound = [course for course, failed in self._courses if not (failed or secrets.failed)]
        return Loaded(
            courses=tuple(sound),
            partial=tuple(course for course, failed in self._courses if failed or secrets.failed),
            findings=in_order(self._everything.findings),
            files_read=tuple(sorted(self._everything.files)),
            locks=tuple(lock.pending() for lock in sorted(locks, key=lambda lock: lock.path)),
            overlays=tuple(self._shelf.used.values()),
            shelf=self._shelf,
        )

    def _add(self, course: Course, reading: Reading) -> None:
        # Without the words that were asked for nothing may be built.
        reading.take(self._words)
        self._everything.take(reading)
        self._courses.append((course, reading.failed))

    def add_session(self, path: Path) -> None:
        """A session by itself."""
        resolved = self._session(path, _Holder(None, path))
        session = resolved.session
        course = Course(
            kind="session",
            id=session.id,
            title=session.title,
            version=session.version,
            language=session.language,
            description=session.description,
            sections=(Section("", (session,), (0,)),),
            alignments=session.alignments,
            frameworks=session.frameworks,
            keywords=session.keywords,
            authors=session.authors,
            licence=session.licence,
            scorm12_status=session.scorm12_status,
            mastery_in_manifest=session.mastery_in_manifest,
            package_limit=session.package_limit,
            help=session.help,
            xapi=session.xapi,
            theme=session.theme,
            templates=session.templates,
            origin=session.origin,
        )
        self._add(course, resolved.reading)

    def add_course(self, path: Path) -> None:
        """A course with its sessions."""
        reading = Reading()
        file = reading.open(path)
        if file is None:
            self._everything.take(reading)
            return
        written = read_yaml(reading, file, file.text)
        if written.broken:
            self._everything.take(reading)
            self._check_sessions_below(path.parent)
            return
        fields = read_fields(reading, CourseFields, written)
        mapper = Mapper(reading, self._shelf, fields.framework, path.parent)
        lock = self._lock(path.with_name(f"{path.stem}.lock.yaml"))
        alignments = mapper.mapped(fields.maps_to, "course", ())
        terms = read_glossary(reading, path.with_name(GLOSSARY_FILE))
        holder = _Holder(fields.framework, path.parent, alignments, mapper.frameworks, fields.images, terms)
        sections = self._sections(reading, fields, holder, lock)
        policy = read_policy(reading, self._shelf, fields, mapper, path.parent)
        frameworks = [
            *mapper.frameworks,
            *(each for one in sections for session in one.sessions for each in session.frameworks),
        ]
        reading.take(lock.reading)
        course = Course(
            kind="course",
            id=fields.id,
            title=fields.title,
            version=fields.version,
            language=fields.language,
            description=fields.description,
            sections=sections,
            alignments=alignments,
            frameworks=tuple({each.id: each for each in frameworks}.values()),
            policy=policy,
            keywords=tuple(fields.keywords),
            authors=contributors(fields.authors),
            licence=fields.licence,
            scorm12_status=fields.scorm12_status,
            mastery_in_manifest=fields.mastery_in_manifest,
            package_limit=fields.package_limit or 0,
            help=resolve_help(reading, fields.help),
            xapi=resolve_statements(reading, fields.xapi, fields.language),
            theme=resolve_theme(reading, fields.theme, fields.css, path.parent).theme,
            templates=read_own_templates(reading, path.parent)[0],
            origin=fields.origin,
        )
        self._add(course, reading)

    def _check_sessions_below(self, folder: Path) -> None:
        """Finds what can be found in the sessions of a course file that cannot be read."""
        for path in sorted(each.parent for each in folder.rglob(SESSION_FILE)):
            draft = self._draft(path)
            # Without the course's framework, codes of a session that names none cannot be judged.
            judged = draft.fields.framework is not None or not draft.facts_known
            self._everything.take(self._session(path, _Holder(None, path)).reading if judged else draft.reading)

    def _sections(self, reading: Reading, fields: CourseFields, holder: _Holder, lock: Lock) -> tuple[Section, ...]:
        if not fields.sections and "sections" in fields.origin.keys:
            reading.report(SECTION_EMPTY.at(fields.origin.at("sections"), "the course has no sections"))
        by_path: dict[Path, PlacedText] = {}
        by_id: dict[str, PlacedText] = {}
        sections: list[Section] = []
        for section in fields.sections:
            if not section.sessions and "sessions" in section.origin.keys:
                reading.report(SECTION_EMPTY.at(section.origin.at("sessions"), "the section has no sessions"))
            sessions = []
            for reference in section.sessions:
                path = self._find(reading, reference, holder.folder)
                if path is None:
                    continue
                if first := by_path.get(path):
                    message = f"“{reference.text}” stands in the course already, in line {first.pos.line}"
                    reading.report(SESSION_TWICE.at(reference.pos, message))
                    continue
                by_path[path] = reference
                resolved = self._session(path, holder)
                reading.take(resolved.reading)
                session = resolved.session
                if first := by_id.get(session.id):
                    message = f"“{reference.text}” and “{first.text}” both have the id “{session.id}”"
                    reading.report(SESSION_ID_TWICE.at(reference.pos, message))
                by_id.setdefault(session.id, reference)
                sessions.append(session)
            slots = tuple(lock.slot("sessions", session.id) for session in sessions)
            name = section_id(section.id, section.title, sessions, {each.id for each in sections})
            sections.append(Section(section.title, tuple(sessions), slots, name))
        return tuple(sections)

    def _find(self, reading: Reading, reference: PlacedText, folder: Path) -> Path | None:
        path = Path(os.path.normpath(folder / reference.text))
        if is_session(path):
            return path
        there = [each.parent for each in folder.rglob(SESSION_FILE)] + list(folder.rglob("*.md"))
        names = [each.relative_to(folder).as_posix() for each in there if not is_session(each.parent)]
        match = nearest(reference.text, names)
        hint = f"Did you mean “{match}”?" if match else ""
        reading.report(SESSION_NOT_FOUND.at(reference.pos, f"there is no session at “{reference.text}”", hint=hint))
        return None

    def _session(self, path: Path, holder: _Holder) -> _Resolved:
        """A session; the framework and the mappings of a course count where the session names none."""
        draft = self._draft(path)
        fields = draft.fields
        own = fields.framework is not None
        default, folder = (fields.framework, draft.folder) if own else (holder.framework, holder.folder)
        inherited = holder.alignments if fields.maps_to is None and draft.facts_known else ()
        codes = " ".join(f"{each.item.framework}:{each.item.code}@{each.pos.file}" for each in inherited)
        key = (
            path,
            f"{folder}/{default.text}" if default else "",
            codes,
            self._readers,
            holder.images,
            tuple(holder.terms.meanings.items()),
        )
        if key not in self._resolved and (before := self._recalled(key, draft, inherited)):
            self._resolved[key] = before
            self._locks[draft.lock_path] = before.lock
        if key not in self._resolved:
            reading = Reading()
            reading.take(draft.reading)
            lock = self._lock(draft.lock_path)
            used = {each.item.framework for each in inherited}
            frameworks = tuple(each for each in holder.frameworks if each.id in used)
            # Nothing can be said of codes while the field that names their framework could not be read.
            codes_reading = reading if draft.facts_known else Reading()
            mapper = Mapper(codes_reading, self._shelf, default, folder, frameworks)
            shared = SharedMedia(holder.images, holder.terms, self._known.pictures if self._known else None)
            session = SessionResolver(reading, draft, mapper, lock, inherited, shared=shared).resolve()
            reading.take(lock.reading)
            self._resolved[key] = _Resolved(session, lock, reading)
            if self._known:
                glossaries = [folder / GLOSSARY_FILE for folder in (draft.folder, holder.folder)]
                beside = [*glossaries, draft.folder / THEME_FILE]
                files = [*reading.files, *self._overlays, draft.lock_path, *beside, *_below(draft)]
                self._known.sessions.keep(key, self._resolved[key], _sign(draft, inherited), files)
        return self._resolved[key]

    def _recalled(self, key: Hashable, draft: DraftSession, inherited: tuple[Alignment, ...]) -> _Resolved | None:
        return self._known.sessions.recall(key, _sign(draft, inherited)) if self._known else None

    def _draft(self, path: Path) -> DraftSession:
        if path not in self._drafts:
            self._drafts[path] = read_session(path, self._known.pages if self._known else None, self._readers)
        return self._drafts[path]

    def _lock(self, path: Path) -> Lock:
        if path not in self._locks:
            self._locks[path] = Lock.open(path)
        return self._locks[path]


def _below(draft: DraftSession) -> list[Path]:
    """The files of a session that has a folder of its own."""
    return sorted(path for path in draft.folder.rglob("*") if path.is_file()) if draft.own_folder else []


def _sign(draft: DraftSession, inherited: tuple[Alignment, ...]) -> Hashable:
    """What a resolved session depends on besides the contents of files: which there are, and what it inherits."""
    return tuple(_below(draft)), tuple((each.item.framework, each.item.code, each.pos) for each in inherited)


def section_id(written: str | None, title: str, sessions: list[Session], taken: set[str]) -> str:
    """The permanent name of a section: the author's, or one made from the title, made unique by its first session's."""
    made = written or (id_from(title, "section") if title else "")
    return f"{made}-{sessions[0].id}" if made in taken and made and sessions else made
