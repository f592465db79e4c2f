"""A draft scenario + lock file → Scenario: marks are given, tokens become HTML."""

from __future__ import annotations

from collections.abc import Sequence

from scormkit.course.model import Alignment
from scormkit.course.scenario import Scenario, Scene, SceneChoice
from scormkit.source.identity import Lock, NewAnswer
from scormkit.source.markdown_reader import plain_text
from scormkit.source.page_writer import PageWriter
from scormkit.source.scenario_reader import DraftScenario, DraftScene
from scormkit.source.statement_templates import block_hooks


def resolve_scenario(
    draft: DraftScenario,
    writer: PageWriter,
    lock: Lock,
    alignments: tuple[Alignment, ...],
    objectives: tuple[str, ...],
) -> Scenario:
    """The scenario, complete as far as its block is. Its slot is one of the session's questions."""
    slot = lock.slot("questions", draft.id)
    ends = [scene for scene in draft.scenes if scene.ending]
    marks = iter(lock.marks(draft.id, [NewAnswer(scene.id, _name(scene)) for scene in ends], draft.origin.pos))
    return Scenario(
        id=draft.id,
        slot=slot,
        title=draft.title,
        intro_html=writer.html(draft.intro),
        scenes=tuple(_scene(scene, draft, writer, lock, next(marks) if scene.ending else "") for scene in draft.scenes),
        attempts=draft.attempts,
        required=draft.required,
        alignments=alignments,
        objectives=objectives,
        hooks=block_hooks(draft.hooks),
        origin=draft.origin,
    )


def _name(scene: DraftScene) -> str:
    return scene.title or plain_text(scene.text)[:80] or scene.id


def _scene(draft: DraftScene, scenario: DraftScenario, writer: PageWriter, lock: Lock, mark: str) -> Scene:
    return Scene(
        id=draft.id,
        title=draft.title,
        html=writer.html(draft.text),
        text=plain_text(draft.text),
        choices=tuple(_choices(draft, scenario, writer, lock)),
        ending=draft.ending,
        points=draft.points,
        mark=mark,
        origin=draft.origin,
    )


def _choices(draft: DraftScene, scenario: DraftScenario, writer: PageWriter, lock: Lock) -> Sequence[SceneChoice]:
    if not draft.ways:
        return ()
    # No id holds an underscore, so this is no question's name.
    answers = [NewAnswer(way.id, way.text) for way in draft.ways]
    marks = lock.marks(f"{scenario.id}_{draft.id}", answers, draft.origin.pos)
    return [
        SceneChoice(
            mark=mark,
            html=writer.inline_html(way.line),
            text=way.text,
            to=way.to,
            points=way.points,
            changes=way.changes,
            conditions=way.conditions,
            consequence_html=writer.html(way.consequence),
            origin=way.origin,
        )
        for mark, way in zip(marks, draft.ways, strict=True)
    ]
