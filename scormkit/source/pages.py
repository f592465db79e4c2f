"""Files of a session → draft pages: id, title, fields and tokens. Links and pictures are looked at later."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from markdown_it.token import Token

from scormkit.course.model import Heading, Readers
from scormkit.findings import Origin
from scormkit.source.authored import PageFields
from scormkit.source.blocks import BLOCKS
from scormkit.source.faults.fields import BAD_ID
from scormkit.source.faults.files import FRONT_MATTER_NOT_CLOSED
from scormkit.source.faults.markdown import BLOCK_NOT_CLOSED, STRAY_MARKER, UNKNOWN_BLOCK
from scormkit.source.faults.structure import PAGE_TITLE_EMPTY, PAGE_WITHOUT_HEADING, SECOND_TITLE
from scormkit.source.faults.trainers import ASSESSMENT_FOR_TRAINERS, TRAINER_MARK_WITHOUT_BLOCK
from scormkit.source.fields import read_fields
from scormkit.source.markdown_reader import Document, plain_text, read_markdown, split_at_titles
from scormkit.source.nearest import did_you_mean, id_from, is_id
from scormkit.source.reading import Reading, SourceFile
from scormkit.source.scalars import check_id
from scormkit.source.settings import Settings, check_settings, read_settings
from scormkit.source.yaml_reader import YamlList, YamlMap, YamlScalar, read_yaml

_LEADING_NUMBER = re.compile(r"^[0-9]+[-_. ]*")
# Also within code, quotations and lists, where it is no block.
_TRAINER_MARK = re.compile(r"[\s>*+\d.)-]*:{3,}\s*trainer\b", re.IGNORECASE)
_RAW_ID = re.compile(r"""<[^>]*\sid=["']([^"'\s]+)["']""")
_TITLE_SETTINGS = ("#id", "maps_to", "objectives", "kind", "audience", "xapi")


@dataclass(slots=True)
class DraftPage:
    """A page as far as its own file tells. `tokens` are without the title; `anchors` lead from slug to HTML id."""

    id: str
    title: str
    origin: Origin
    fields: PageFields
    document: Document
    tokens: list[Token]
    file_name: str
    anchors: dict[str, str] = field(default_factory=dict)
    headings: list[Heading] = field(default_factory=list)

    @property
    def is_for_trainers(self) -> bool:
        """Whether learners get nothing of the page. The assessment is theirs, whatever it says."""
        return self.fields.audience == "trainer" and self.fields.kind != "assessment"


def split_front_matter(reading: Reading, file: SourceFile) -> tuple[YamlMap | None, str, int]:
    """The fields between two lines `---` at the start, if any, the text behind them, and the line it begins at."""
    lines = file.text.split("\n")
    if lines[0].rstrip() != "---":
        return None, file.text, 1
    end = next((n for n, line in enumerate(lines[1:], 1) if line.rstrip() in ("---", "...")), None)
    after = 1
    if end is None:
        reading.report(FRONT_MATTER_NOT_CLOSED.at(file.pos(1, 1), "the front matter that begins here has no end"))
        # Most likely it was meant to end where the first empty line or heading is.
        end = next((n for n, line in enumerate(lines[1:], 1) if not line.strip() or line.startswith("#")), len(lines))
        after = 0
    fields = read_yaml(reading, file, "\n".join(lines[1:end]), line=2, empty_is_map=True)
    return fields, "\n".join(lines[end + after :]), end + after + 1


def read_page_file(reading: Reading, path: Path, session_id: str, readers: Readers) -> DraftPage | None:
    """A page of its own file; None where it cannot be read."""
    file = reading.open(path)
    if file is None:
        return None
    fields, text, first_line = split_front_matter(reading, file)
    document = read_markdown(file, text, first_line, readers=readers)
    name = _LEADING_NUMBER.sub("", path.stem)
    page = _draft(reading, document, fields or YamlMap(), session_id, id_from_name=name, file_name=path.name)
    if page.fields.id is None and not is_id(name):
        hint = f"Rename the file to “{id_from(name, 'page')}.md”, with a number before it, or give the page an id."
        reading.report(BAD_ID.at(file.pos(1), f"“{name}”, the name of the file, cannot be an id", hint=hint))
    return page


def read_pages_of_single_file(
    reading: Reading, file: SourceFile, text: str, first_line: int, session_id: str, readers: Readers
) -> list[DraftPage]:
    """The pages of a session that is one file: each first-level heading starts one."""
    titles, references = split_at_titles(text)
    lines = text.split("\n")
    before = next((n for n, line in enumerate(lines[: titles[0] if titles else None]) if line.strip()), None)
    if before is not None and titles:
        reading.report(
            PAGE_WITHOUT_HEADING.at(file.pos(first_line + before, 1), "this text stands before the first page")
        )
    starts = titles or ([0] if text.strip() else [])
    pages = []
    for start, stop in pairwise([*starts, len(lines)]):
        document = read_markdown(file, "\n".join(lines[start:stop]), first_line + start, references, readers)
        pages.append(_draft(reading, document, YamlMap(), session_id, id_from_name=None, file_name=file.path.name))
    return pages


def _draft(
    reading: Reading, document: Document, fields: YamlMap, session_id: str, *, id_from_name: str | None, file_name: str
) -> DraftPage:
    tokens = document.tokens
    title, title_pos, body = "", document.pos(0, 1), tokens
    if tokens and tokens[0].tag == "h1":
        title, title_pos, body = plain_text(tokens[1:2]), document.start_of(tokens[0]), tokens[3:]
        if braces := tokens[0].meta.get("braces"):
            _add_settings(reading, fields, _title_settings(reading, document, tokens[0], braces))
        if not title:
            reading.report(PAGE_TITLE_EMPTY.at(title_pos, "the heading of this page has no text"))
    else:
        first = document.start_of(tokens[0]) if tokens else title_pos
        reading.report(PAGE_WITHOUT_HEADING.at(first, "the page does not begin with a first-level heading"))
    authored = read_fields(reading, PageFields, fields)
    if id_from_name is None:
        page_id = authored.id or id_from(title, f"page-{title_pos.line}")
        if title and not authored.id and not id_from(title, ""):
            hint = f"Write an id behind the heading: # {title} {{#my-page}}"
            reading.report(BAD_ID.at(title_pos, f"“{title}” has no letters that an id can be made of", hint=hint))
    else:
        page_id = authored.id or id_from_name
    keys = {**fields.origin.keys, "title": title_pos}
    page = DraftPage(page_id, title, Origin(title_pos, keys), authored, document, body, file_name)
    if authored.audience == "trainer" and authored.kind == "assessment":
        message = f"“{page_id}” is the assessment, and only trainers would get it"
        reading.report(ASSESSMENT_FOR_TRAINERS.at(page.origin.at("audience"), message))
    _name_headings(reading, page, session_id)
    _report_blocks(reading, document)
    return page


def _title_settings(reading: Reading, document: Document, heading: Token, braces: str) -> Settings:
    line = heading.map[0] if heading.map else 0
    column = document.lines[line].rfind(braces)
    settings = read_settings(reading, braces, document.pos(line, column + 1 if column >= 0 else None))
    check_settings(reading, settings, "the heading of a page", _TITLE_SETTINGS)
    return settings


def _add_settings(reading: Reading, fields: YamlMap, settings: Settings) -> None:
    """The settings behind a title say the same as front matter; where both say it, the front matter counts."""

    def scalar(text: str) -> YamlScalar:
        return YamlScalar(text, text, settings.pos, plain=False)

    if settings.id:
        fields.setdefault("id", scalar(settings.id))
    for name in ("kind", "audience"):
        if name in settings.values:
            fields.setdefault(name, scalar(settings.values[name]))
    for name in ("maps_to", "objectives", "xapi"):
        if name in settings.values:
            words = YamlList(scalar(word) for word in settings.words(name))
            words.origin = Origin(settings.pos)
            fields.setdefault(name, words)


def anchor_prefix(session_id: str, page_id: str) -> str:
    """What every id in the HTML of a page begins with. Ids of authors hold no underscore: two pages never share one."""
    return f"{session_id}_{page_id}"


def _name_headings(reading: Reading, page: DraftPage, session_id: str) -> None:
    """Gives each heading below the title its id, unique in the package."""
    for index, token in enumerate(page.tokens):
        if token.type != "heading_open":
            continue
        text = plain_text(page.tokens[index + 1 : index + 2])
        pos = page.document.start_of(token)
        level = int(token.tag[1:])
        if level == 1:
            reading.report(SECOND_TITLE.at(pos, f"“{text}” is a second first-level heading in this page"))
        wanted = id_from(text, "heading")
        if braces := token.meta.get("braces"):
            settings = read_settings(reading, braces, pos)
            check_settings(reading, settings, "a heading within a page", ("#id",))
            if settings.id:
                check_id(reading, settings.id, pos)
                wanted = settings.id
        slug, number = wanted, 1
        while slug in page.anchors:
            number += 1
            slug = f"{wanted}-{number}"
        page.anchors[slug] = f"{anchor_prefix(session_id, page.id)}_{slug}"
        token.attrs["id"] = page.anchors[slug]
        page.headings.append(Heading(level, text, pos))
    for token in page.tokens:
        if token.type == "html_block" or any(child.type == "html_inline" for child in token.children or ()):
            for name in _RAW_ID.findall(token.content):
                page.anchors.setdefault(name, f"{anchor_prefix(session_id, page.id)}_{name}")


def _report_blocks(reading: Reading, document: Document) -> None:
    for opening in document.blocks.values():
        pos = document.pos(opening.line, document.lines[opening.line].find(":") + 1)
        if opening.written not in BLOCKS:
            hint = did_you_mean(opening.written, BLOCKS)
            reading.report(UNKNOWN_BLOCK.at(pos, f"“{opening.written}” is not a kind of block", hint=hint))
        if not opening.closed:
            message = f"the block “{opening.written}” that begins here is never closed"
            reading.report(BLOCK_NOT_CLOSED.at(pos, message))
    for number, line in enumerate(document.lines):
        if ":::" in line and number not in document.blocks and _TRAINER_MARK.match(line):
            pos = document.pos(number, line.find(":") + 1)
            reading.report(TRAINER_MARK_WITHOUT_BLOCK.at(pos, "this “::: trainer” begins no block"))
    for stray in document.stray:
        column = document.lines[stray].find(":") + 1
        reading.report(STRAY_MARKER.at(document.pos(stray, column), "these colons neither begin nor end a block"))
