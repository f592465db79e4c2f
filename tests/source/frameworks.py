"""Frameworks by chance, and what must stay of one when it goes out in a file and comes back."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from scormkit.course.framework import ASSOCIATION_TYPES, Association, Framework, FrameworkItem, default_iri
from scormkit.source.framework_draft import DraftFramework, DraftItem, FrameworkMaker
from scormkit.source.reading import Reading

LEVELS = ("domain", "element", "competence", "point")
# Two slashes behind a colon are an IRI's.
CODES = st.text(st.sampled_from("ABCabc019.-/_#"), min_size=1, max_size=8).filter(lambda code: code[:2] != "//")


def texts(exclude: str = "", *, empty: bool = False) -> st.SearchStrategy[str]:
    """Texts as people write them and as they do not, without blanks around."""
    letters = st.characters(exclude_categories=["Cs"], exclude_characters=exclude)
    words = st.text(letters, max_size=12).map(str.strip)
    return words if empty else words.filter(bool)


def _what(association: Association) -> tuple[str, str]:
    return association.type, association.target


ASSOCIATIONS = st.builds(
    lambda kind, framework, code: Association(kind, framework, code, default_iri(framework, code)),
    st.sampled_from([kind for kind in ASSOCIATION_TYPES if kind != "isChildOf"]),
    st.sampled_from(["clcf", "other-one"]),
    CODES,
)


@st.composite
def frameworks(draw: st.DrawFn, exclude: str = "") -> Framework:
    """A framework of some items below each other, with everything that ours can say."""
    codes = draw(st.lists(CODES, min_size=1, max_size=9, unique=True))
    own = texts(exclude)
    items: list[tuple[DraftItem, int]] = []
    roots: list[DraftItem] = []
    for code in codes:
        title = draw(own)
        item = DraftItem(
            code=code,
            title=title,
            description=draw(texts(exclude, empty=True).filter(lambda text, title=title: text != title)),
            iri=draw(st.sampled_from(["", f"https://example.org/items/{len(items)}"])),
            id=draw(st.sampled_from(["", f"00000000-0000-4000-8000-{len(items):012}"])),
            status=draw(st.sampled_from(["", "draft", "withdrawn"])),
            education_level=tuple(draw(st.lists(st.sampled_from(["F1", "ST3", "any"]), max_size=2, unique=True))),
            associations=tuple(draw(st.lists(ASSOCIATIONS, max_size=2, unique_by=_what))),
        )
        parents = [None, *(pair for pair in items if pair[1] < len(LEVELS) - 1)]
        parent = draw(st.sampled_from(parents))
        if parent is None:
            roots.append(item)
            items.append((item, 0))
        else:
            parent[0].children.append(item)
            items.append((item, parent[1] + 1))
    draft = DraftFramework(
        id="by-chance",
        title=draw(own),
        levels=list(LEVELS),
        tracked_level=draw(st.sampled_from(LEVELS)),
        items=roots,
        publisher=draw(texts(exclude, empty=True)),
        description=draw(texts(exclude, empty=True)),
        wording=draw(texts(exclude, empty=True)),
        iri=draw(st.sampled_from(["", "https://example.org/framework"])),
        language=draw(st.sampled_from(["en", "cy"])),
        changed=draw(st.sampled_from(["", "2026-03-01T00:00:00Z"])),
        status=draw(st.sampled_from(["", "Draft"])),
        core=tuple(draw(st.lists(st.sampled_from([root.code for root in roots]), max_size=1))) if roots else (),
    )
    reading = Reading()
    framework = FrameworkMaker(reading, draft).make()
    assert not reading.findings
    return framework


def tree(framework: Framework) -> list[tuple[Any, ...]]:
    """Every item with its parent, its ids and its words, in order."""
    return [(item.path[-1].code if item.path else None, *facts(item)) for item in framework.walk()]


def facts(item: FrameworkItem) -> tuple[Any, ...]:
    """What an item says."""
    associations = sorted((each.type, each.target, each.iri) for each in item.associations)
    return (
        *(item.code, item.id, item.iri, item.title, item.description, item.level, item.status),
        *(item.education_level, associations),
    )
