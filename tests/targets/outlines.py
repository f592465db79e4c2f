"""Outlines to test with: one small and whole, and a strategy for any."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from scormkit.package.outline import (
    Classification,
    Contribution,
    Item,
    LaunchableObjective,
    Metadata,
    Outline,
    Resource,
    Taxon,
)
from scormkit.targets.content_packaging import launch_first, plain_title

METADATA = Metadata(
    identifier="lead-1",
    title="Leading a team",
    description="How briefings are led.\nFor teams.",
    language="en-GB",
    keywords=("briefing", "leadership"),
    version="1.2.0",
    contributions=(Contribution("author", "Ann; B\\C", "Org, Ltd", "2025-01-02"), Contribution("validator", "Zoë")),
    audience=("nurses", "doctors"),
    typical_learning_minutes=75,
    rights="CC BY 4.0",
    classifications=(
        Classification("competency", "Framework & Co", (Taxon("2", "Teams <x>"), Taxon("2.4", "Briefing"))),
        Classification("educational objective", "Other", (Taxon("1", "One"),)),
    ),
)
OUTLINE = Outline(
    identifier="MANIFEST-lead-1",
    organization="ORG-lead-1",
    title="Leading a team",
    version="1.2.0",
    items=(
        Item(
            identifier="ITEM-lead-1",
            title="Leading a team",
            resource="RES-lead-1",
            objectives=(LaunchableObjective("o1"), LaunchableObjective("clcf-2.4")),
        ),
    ),
    resources=(Resource("RES-lead-1", "sco", "index.html", ("index.html", "media/a.png"), metadata=METADATA),),
    metadata=METADATA,
)
CONTENT = {"index.html": b'<!doctype html><html lang="en"><title>t</title>', "media/a.png": b"\x89PNG"}

NAMES = st.from_regex(r"[A-Za-z_][A-Za-z0-9_.-]{0,12}", fullmatch=True)
TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=40).map(str.strip)
WORDS = TEXTS.filter(bool)
# A title is written on one line, without angle brackets.
TITLES = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=260).map(plain_title)
MARKS = st.one_of(st.none(), st.integers(0, 10_000).map(lambda hundredths: hundredths / 100))
PATHS = st.from_regex(r"[a-z0-9_ü][a-z0-9_ü '()&-]{0,8}(/[a-z0-9_]{1,5})?\.(html|js|png)", fullmatch=True).map(
    str.strip
)
TAGS = st.sampled_from(["en", "en-GB", "de", "x-none"])

CONTRIBUTIONS = st.builds(
    Contribution,
    st.sampled_from(["author", "content provider", "validator", "publisher", "unknown"]),
    WORDS,
    TEXTS,
    st.sampled_from(["", "2025-02-28", "1999-12-31"]),
)
CLASSIFICATIONS = st.builds(
    Classification,
    st.sampled_from(["competency", "educational objective"]),
    WORDS,
    st.lists(st.builds(Taxon, WORDS, WORDS), min_size=1, max_size=4).map(tuple),
)
METADATAS = st.builds(
    Metadata,
    identifier=TEXTS,
    title=TEXTS,
    description=TEXTS,
    language=TAGS,
    keywords=st.lists(WORDS, max_size=3).map(tuple),
    version=TEXTS,
    contributions=st.lists(CONTRIBUTIONS, max_size=3).map(tuple),
    audience=st.lists(WORDS.filter(lambda text: "; " not in text and text[-1] != ";"), max_size=3).map(tuple),
    typical_learning_minutes=st.integers(0, 6000),
    rights=TEXTS,
    classifications=st.lists(CLASSIFICATIONS, max_size=2).map(tuple),
)


@st.composite
def outlines(draw: st.DrawFn) -> Outline:
    """Any outline that a target can carry whole; what 1.2 cannot carry is in `without_objectives`."""
    names = iter(draw(st.lists(NAMES, min_size=12, max_size=12, unique_by=str.lower)))
    some_metadata = st.one_of(st.none(), METADATAS)
    files = draw(st.lists(PATHS, min_size=1, max_size=5, unique=True))
    scos = [
        Resource(next(names), "sco", draw(st.sampled_from([file for file in files if file.isascii()] or ["a.html"])).
                 replace(" ", "%20"), tuple(files), metadata=draw(some_metadata))
        for _ in range(draw(st.integers(1, 2)))
    ]  # fmt: skip
    assets = [Resource(next(names), "asset", "", ("shared.js",), metadata=draw(some_metadata))]
    scos[0] = replace(scos[0], dependencies=(assets[0].identifier,))
    leaves = [
        Item(
            identifier=next(names),
            title=draw(TITLES),
            resource=sco.identifier,
            visible=draw(st.booleans()),
            parameters=draw(st.sampled_from(["", "?a=1&b=2", "#top"])),
            pass_mark=draw(MARKS),
            objectives=tuple(
                LaunchableObjective(name, pass_mark=draw(MARKS))
                for name in draw(st.lists(NAMES, max_size=3, unique=True))
            ),
            metadata=draw(some_metadata),
        )
        for sco in scos
    ]
    items = (Item(next(names), draw(TITLES), children=tuple(leaves)),) if draw(st.booleans()) else tuple(leaves)
    outline = Outline(
        identifier=next(names),
        organization=next(names),
        title=draw(TITLES),
        version=draw(st.text("0123456789.", max_size=20)),
        items=items,
        resources=(*draw(st.permutations(scos)), *assets),
        metadata=draw(st.one_of(st.just(Metadata()), METADATAS)),
    )
    return replace(outline, resources=launch_first(outline))


def without_objectives(outline: Outline) -> Outline:
    """The outline as SCORM 1.2 can carry it: objectives have no place in its manifest."""

    def stripped(item: Item) -> Item:
        return replace(item, objectives=(), children=tuple(map(stripped, item.children)))

    return replace(outline, items=tuple(map(stripped, outline.items)))
