"""The stored state: twins agree, nothing is lost, garbage is refused, and none is longer than the build says."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from scormkit.course.interaction import Interaction, InteractionType
from scormkit.course.model import (
    AssessmentPolicy,
    Blank,
    Choice,
    Course,
    Page,
    Question,
    QuestionType,
    ResponseForm,
    Section,
    Session,
)
from scormkit.render.state import (
    DIGITS,
    MOST_DAYS,
    MOST_ORDINALS,
    MOST_REVISIONS,
    MOST_TRIES,
    StoredState,
    decode,
    encode,
    worst_case,
    worst_case_length,
)

Ask = Callable[[str, Any], Any]
MARKS = "abcdefghijklmnopqrstuvwxyz0123456789"
FORMS: tuple[ResponseForm, ...] = ("picks", "order", "pairs", "fields")

SLOTS = st.integers(0, 300)
RESPONSES = st.integers(0, 2**36 - 1) | st.text(max_size=12).map(lambda text: text.encode("utf-8", "replace").decode())
SCORES = st.integers(0, 10_000)


def slotted(fields: dict[str, st.SearchStrategy[Any]], most: int = 8) -> st.SearchStrategy[list[dict[str, Any]]]:
    """Entries with ascending slots of their own."""
    return st.lists(
        st.fixed_dictionaries({"slot": SLOTS, **fields}), max_size=most, unique_by=lambda item: item["slot"]
    ).map(lambda items: sorted(items, key=lambda item: item["slot"]))


def plausible(session: dict[str, Any]) -> dict[str, Any]:
    """What is only there after something else is taken away where that is missing."""
    if not session["completed"]:
        session["day"] = 0
    if session["running"] is None:
        session["begun"] = 0
    if session["finished"] == 0:
        session["best"], session["objectives"] = 0, []
    return session


ANSWERS = {"response": RESPONSES}
SESSIONS = slotted(
    {
        "completed": st.booleans(),
        "day": st.integers(0, MOST_DAYS),
        "passed": st.booleans(),
        "seen": st.sets(st.integers(0, 60)).map(sorted),
        "checks": slotted({"tries": st.integers(0, MOST_TRIES), "correct": st.booleans(), **ANSWERS}),
        "finished": st.integers(0, MOST_TRIES),
        "best": SCORES,
        "objectives": slotted({"best": SCORES}),
        "begun": st.just(0) | st.integers(1, 2**35 - 1),
        "running": st.none() | slotted({"confirmed": st.booleans(), "tenths": st.integers(0, 2**16 - 1), **ANSWERS}),
        "last": st.none()
        | st.fixed_dictionaries({"score": SCORES, "passed": st.booleans(), "answers": slotted(ANSWERS)}),
    },
    most=5,
).map(lambda sessions: [plausible(session) for session in sessions])
STATES: st.SearchStrategy[Any] = st.fixed_dictionaries(
    {
        "revision": st.integers(0, MOST_REVISIONS),
        "nonce": st.integers(0, 2**24 - 1),
        "ordinal": st.integers(0, MOST_ORDINALS),
        "completed": st.booleans(),
        "passed": st.booleans(),
        "location": st.none() | st.fixed_dictionaries({"session": SLOTS, "page": SLOTS}),
        "sessions": SESSIONS,
        "media": st.lists(
            st.fixed_dictionaries({"medium": st.integers(0, 2**20 - 1), "seconds": st.integers(0, 2**18 - 1)}),
            max_size=4,
        ),
    }
)
GARBAGE = st.text(max_size=80) | st.text(DIGITS, max_size=80).map(lambda text: "1" + text)


@given(state=STATES)
def test_twins_write_the_same_and_read_it_back(twin: Ask, state: StoredState) -> None:
    text = encode(state)
    assert set(text) <= set(DIGITS)
    assert decode(text) == state
    assert twin("encode", state) == text
    assert twin("decode", text) == state


@given(text=GARBAGE)
def test_garbage_is_refused_alike(twin: Ask, text: str) -> None:
    assert twin("decode", text) == decode(text)


@given(state=STATES, data=st.data())
def test_a_text_cut_or_changed_is_refused_or_at_least_read_alike(twin: Ask, state: StoredState, data: Any) -> None:
    text = encode(state)
    cut = text[: data.draw(st.integers(0, len(text) - 1))]
    place = data.draw(st.integers(0, len(text) - 1))
    changed = text[:place] + data.draw(st.sampled_from(DIGITS)) + text[place + 1 :]
    for other in (cut, changed):
        assert twin("decode", other) == decode(other)
    if changed != text:
        assert decode(changed) != state


def test_nearly_every_cut_is_noticed() -> None:
    texts = [encode(worst_case(a_course(random.Random(seed)))) for seed in range(20)]
    cuts = [text[:length] for text in texts for length in range(len(text))]
    assert sum(decode(cut) is not None for cut in cuts) <= len(cuts) / 1000


def test_a_state_from_before_there_were_texts_is_read(twin: Ask) -> None:
    """Written by the version that had format 1."""
    text = "1K0EAAQQBFgpiIViF0Eg4UxxkXQDZBI28"
    state = decode(text)
    assert state is not None
    assert state == twin("decode", text)
    session = state["sessions"][0]
    assert (session["seen"], session["best"]) == ([0, 2], 6667)
    assert session["checks"] == [{"slot": 1, "tries": 2, "correct": True, "response": 5}]
    assert session["running"] == [{"slot": 3, "confirmed": True, "tenths": 12, "response": 9}]
    assert session["last"] is not None
    assert [answer["response"] for answer in session["last"]["answers"]] == [1, 2]
    assert encode(state).startswith("2")


def a_question(slot: int, marks: str, form: ResponseForm = "picks") -> Question:
    choices = tuple(Choice(mark, mark, mark, mark == "a", "") for mark in marks)
    interaction = Interaction(InteractionType.CHOICE, ("a",))
    return Question(
        id=f"q{slot}",
        slot=slot,
        type=QuestionType.MULTIPLE,
        prompt_html="",
        prompt_text="",
        choices=choices,
        explanation_html="",
        points=1,
        attempts=0,
        shuffle=False,
        interaction=interaction,
        alignments=(),
        objectives=(),
        form=form,
        blanks=(Blank(len(marks)), Blank(7)) if form == "fields" else (),
        state_marks=marks,
    )


def a_course(dice: random.Random) -> Course:
    """Any course: sparse slots, any number of marks."""
    sessions = []
    for number in range(dice.randint(1, 4)):
        slots = iter(sorted(dice.sample(range(120), 40)))
        pages = []
        for index in range(dice.randint(1, 6)):
            questions = tuple(
                a_question(
                    next(slots), "abcdefghijklmnopqrstuvwxyz0123456789"[: dice.randint(2, 36)], dice.choice(FORMS)
                )
                for _ in range(dice.randint(0, 5))
            )
            pages.append(Page(f"p{index}", next(slots), "", "", index == 0, questions, (), ()))
        objectives = {f"o{slot}": slot for slot in dice.sample(range(50), dice.randint(0, 9))}
        assessment = AssessmentPolicy(50) if dice.random() < 0.8 else None
        sessions.append(
            Session(
                id=f"s{number}",
                title="",
                version="1",
                language="en",
                description="",
                minutes=5,
                pages=tuple(pages),
                objectives=(),
                alignments=(),
                frameworks=(),
                assets=(),
                complete_when=("pages",),
                assessment=assessment,
                objective_slots=objectives,
            )
        )
    slots_of_sessions = tuple(sorted(dice.sample(range(40), len(sessions))))
    return Course("course", "c", "", "1", "en", "", (Section("", tuple(sessions), slots_of_sessions),))


def a_history(course: Course, dice: random.Random) -> StoredState:
    """Any state that a learner of the course may be in."""
    state = worst_case(course)
    state["revision"] = dice.randint(0, MOST_REVISIONS)
    state["ordinal"] = dice.randint(0, MOST_ORDINALS)
    if state["location"] and dice.random() < 0.9:
        state["location"] = {"session": dice.randint(0, state["location"]["session"]), "page": 0}

    def some(items: list[Any]) -> list[Any]:
        return dice.sample(items, dice.randint(0, len(items)))

    state["sessions"] = some(state["sessions"])
    for session in state["sessions"]:
        session["completed"], session["passed"] = dice.random() < 0.5, dice.random() < 0.5
        session["day"] = dice.randint(0, MOST_DAYS) if session["completed"] else 0
        session["seen"] = some(session["seen"])
        session["checks"] = some(session["checks"])
        for check in session["checks"]:
            check["tries"] = dice.randint(1, MOST_TRIES)
        session["finished"] = dice.randint(0, session["finished"])
        session["objectives"] = some(session["objectives"]) if session["finished"] else []
        session["running"] = some(session["running"]) if session["running"] and dice.random() < 0.8 else None
        session["begun"] = dice.randint(0, session["begun"]) if session["running"] is not None else 0
        if session["last"]:
            session["last"]["answers"] = some(session["last"]["answers"])
        for answer in [*session["checks"], *(session["running"] or [])]:
            longest = answer["response"]
            answer["response"] = (
                longest[: dice.randint(0, len(longest))] if isinstance(longest, str) else dice.randint(0, longest)
            )
    return state


@settings(max_examples=300)
@given(seed=st.integers(0, 2**32))
def test_no_state_is_longer_than_the_worst_case(seed: int) -> None:
    dice = random.Random(seed)
    course = a_course(dice)
    worst = worst_case_length(course)
    for _ in range(5):
        assert len(encode(a_history(course, dice))) <= worst


def test_the_worst_case_is_one_that_can_be_read_again() -> None:
    state = worst_case(a_course(random.Random(1)))
    text = encode(state)
    again = decode(text)
    assert again is not None
    assert encode(again) == text
