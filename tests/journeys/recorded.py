"""What an LMS stored, beside what a learner did: element by element, in the words of each standard."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

from scormkit.course.model import Question, Session
from scormkit.render.state import decode

from .truth import Answer, Deeds, Truth

Difference = str


def number(value: float) -> str:
    """As the standards write it: no needless decimals."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def close(stored: str, wanted: float) -> bool:
    """Equal but for the rounding of a mean of means."""
    return bool(re.fullmatch(r"\d{1,3}(\.\d{1,4})?", stored)) and abs(float(stored) - wanted) <= 0.011


def seconds(time: str) -> float:
    """Of HHHH:MM:SS.ss or PTnHnMn.nS; -1 if it is neither."""
    clock = re.fullmatch(r"(\d{2,4}):(\d\d):(\d\d(?:\.\d{1,2})?)", time)
    period = re.fullmatch(r"PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d{1,2})?)S)?", time)
    parts = (clock or period) and [float(part or 0) for part in (clock or period).groups()]  # type: ignore[union-attr]
    return parts[0] * 3600 + parts[1] * 60 + parts[2] if parts else -1


def differences(record: dict[str, str], truth: Truth, deeds: Deeds, target: str) -> list[Difference]:
    """Everything that is not as it should be; empty if the record tells what the learner did."""
    compare = _scorm12 if target == "scorm12" else _scorm2004
    return [*compare(record.get, truth, deeds), *_state(record.get("cmi.suspend_data") or "", truth, deeds)]


def _state(text: str, truth: Truth, deeds: Deeds) -> Iterator[Difference]:
    """The stored state says what was seen, answered and reached, by permanent numbers."""
    state = decode(text)
    if state is None:
        yield f"the state {text!r} cannot be read"
        return
    if state["ordinal"] != len(deeds.interactions):
        yield f"the state counts {state['ordinal']} answers of {len(deeds.interactions)}"
    stored = {session["slot"]: session for session in state["sessions"]}
    for section in truth.course.sections:
        for session, slot in zip(section.sessions, section.session_slots, strict=True):
            found, wanted = stored.get(slot), _session_of(truth, deeds, session)
            if found is None and not any(wanted.values()):
                continue
            for key, value in wanted.items():
                if found is None or found[key] != value:  # type: ignore[literal-required]
                    yield f"state of {session.id}: {key} is {found and found[key]}, not {value}"  # type: ignore[literal-required]


def _session_of(truth: Truth, deeds: Deeds, session: Session) -> dict[str, object]:
    def mask(question: Question, marks: frozenset[str]) -> int:
        return sum(1 << question.state_marks.index(mark) for mark in marks)

    checks = []
    for question in sorted(session.checks, key=lambda each: each.slot):
        given = [a for a in deeds.checks if (a.session, a.question) == (session.id, question.id)]
        if given:
            right, response = truth.is_right(given[-1]), mask(question, given[-1].marks)
            checks.append({"slot": question.slot, "tries": len(given), "correct": right, "response": response})
    attempts = deeds.attempts.get(session.id, [])
    last = None
    if attempts:
        score = truth.score_of(session.id, attempts[-1])
        questions = [truth.question(session.id, question) for question in attempts[-1]]
        answers = [{"slot": q.slot, "response": mask(q, attempts[-1][q.id])} for q in questions]
        policy = session.assessment
        last = {
            "score": round(score * 100),
            "passed": bool(policy and score >= policy.pass_mark),
            "answers": sorted(answers, key=lambda answer: answer["slot"]),
        }
    return {
        "seen": sorted(page.slot for page in session.pages if (session.id, page.id) in deeds.seen),
        "checks": checks,
        "finished": len(attempts),
        "best": round((truth.session_score(deeds, session.id) or 0) * 100),
        "completed": truth.session_completed(deeds, session.id),
        "passed": truth.session_passed(deeds, session.id) is True,
        "last": last,
    }


def _location(read: Read, element: str, deeds: Deeds) -> Iterator[Difference]:
    yield from _same(read, element, "/".join(deeds.place))


Read = Callable[..., str | None]


def _same(read: Read, element: str, wanted: str) -> Iterator[Difference]:
    if (read(element) or "") != wanted:
        yield f"{element} is {read(element)!r}, not {wanted!r}"


def _score(read: Read, prefix: str, wanted: float | None, scaled: bool) -> Iterator[Difference]:
    if wanted is None:
        yield from _same(read, f"{prefix}.raw", "")
        return
    if not close(read(f"{prefix}.raw") or "", wanted):
        yield f"{prefix}.raw is {read(f'{prefix}.raw')!r}, not {number(wanted)!r}"
    yield from _same(read, f"{prefix}.min", "0")
    yield from _same(read, f"{prefix}.max", "100")
    if scaled and not close(read(f"{prefix}.scaled") or "", wanted / 100):
        yield f"{prefix}.scaled is {read(f'{prefix}.scaled')!r}, not {wanted / 100:.4f}"


def _objective_ids(read: Read) -> dict[str, str]:
    found: dict[str, str] = {}
    for number_ in range(MOST_OBJECTIVES):
        identifier = read(f"cmi.objectives.{number_}.id")
        assert not identifier or identifier not in found, f"objective {identifier} is there twice"
        if identifier:
            found[identifier] = f"cmi.objectives.{number_}"
    return found


MOST_OBJECTIVES = 100


def _scorm12(read: Read, truth: Truth, deeds: Deeds) -> Iterator[Difference]:
    yield from _same(read, "cmi.core.lesson_status", truth.lesson_status(deeds))
    score = truth.score(deeds)
    if score is not None:
        yield from _score(read, "cmi.core.score", score, scaled=False)
    else:
        yield from _same(read, "cmi.core.score.raw", "")
    yield from _same(read, "cmi.core.exit", "suspend")
    if seconds(read("cmi.core.session_time") or "") <= 0:
        yield f"cmi.core.session_time is {read('cmi.core.session_time')!r}"
    yield from _location(read, "cmi.core.lesson_location", deeds)
    places = _objective_ids(read)
    for objective, facts in truth.objectives(deeds).items():
        if facts.score is None and not facts.completed:
            continue
        if objective not in places:
            yield f"objective {objective} is missing"
            continue
        yield from _score(read, f"{places[objective]}.score", facts.score, scaled=False)
        word = "passed" if facts.passed else "incomplete" if not facts.completed else "completed"
        yield from _same(read, f"{places[objective]}.status", "failed" if facts.passed is False else word)
    words = {"response": "student_response", "time": "time", "wrong": "wrong"}
    yield from _interactions(read, truth, deeds, words, lambda type_, marks: ",".join(marks))


def _scorm2004(read: Read, truth: Truth, deeds: Deeds) -> Iterator[Difference]:
    passed = truth.passed(deeds)
    success = "unknown" if passed is None else "passed" if passed else "failed"
    yield from _same(read, "cmi.completion_status", "completed" if truth.completed(deeds) else "incomplete")
    yield from _same(read, "cmi.success_status", success)
    yield from _score(read, "cmi.score", truth.score(deeds), scaled=True)
    yield from _same(read, "cmi.exit", "suspend")
    if seconds(read("cmi.session_time") or "") <= 0:
        yield f"cmi.session_time is {read('cmi.session_time')!r}"
    yield from _location(read, "cmi.location", deeds)
    progress = read("cmi.progress_measure") or ""
    if not re.fullmatch(r"[01](\.\d{1,4})?", progress) or (progress == "1") != truth.completed(deeds):
        yield f"cmi.progress_measure is {progress!r}"
    places = _objective_ids(read)
    for objective, facts in truth.objectives(deeds).items():
        if facts.score is None and not facts.completed:
            continue
        if objective not in places:
            yield f"objective {objective} is missing"
            continue
        at = places[objective]
        yield from _score(read, f"{at}.score", facts.score, scaled=True)
        yield from _same(read, f"{at}.completion_status", "completed" if facts.completed else "incomplete")
        word = "unknown" if facts.passed is None else "passed" if facts.passed else "failed"
        yield from _same(read, f"{at}.success_status", word)

    def said(type_: str, marks: list[str]) -> str:
        return {"t": "true", "f": "false"}[marks[0]] if type_ == "true-false" else "[,]".join(marks)

    words = {"response": "learner_response", "time": "timestamp", "wrong": "incorrect"}
    if _fills_a_beacon(read, truth):
        words["slim"] = "yes"
    yield from _interactions(read, truth, deeds, words, said)


def _fills_a_beacon(read: Read, truth: Truth) -> bool:
    """Whether the whole record, sent as a form, comes near 64 KiB: then answers leave out what the package says."""
    names = [f"cmi.interactions.{n}.{part}" for n in range(len(stored_answers(read))) for part in PARTS]
    size = sum(len(name) + len(read(name) or "") + 106 for name in names if read(name))
    return size + 1250 * len(truth.objectives(Deeds())) > 40_000


PARTS = (
    "id",
    "type",
    "timestamp",
    "weighting",
    "learner_response",
    "result",
    "latency",
    "description",
    "correct_responses.0.pattern",
    "objectives.0.id",
    "objectives.1.id",
)


def stored_answers(read: Read) -> list[str]:
    """Ids of the interactions in the record, in order."""
    found: list[str] = []
    while identifier := read(f"cmi.interactions.{len(found)}.id"):
        found.append(identifier)
    return found


def _interactions(
    read: Read, truth: Truth, deeds: Deeds, words: dict[str, str], said: Callable[[str, list[str]], str]
) -> Iterator[Difference]:
    stored = stored_answers(read)
    wanted = [f"{answer.session}_{answer.question}" for answer in deeds.interactions]
    if stored != wanted:
        yield f"answers stored: {stored}, given: {wanted}"
        return
    for place, answer in enumerate(deeds.interactions):
        yield from _interaction(read, f"cmi.interactions.{place}", truth, answer, words, said)


def _interaction(
    read: Read,
    at: str,
    truth: Truth,
    answer: Answer,
    words: dict[str, str],
    said: Callable[[str, list[str]], str],
) -> Iterator[Difference]:
    question = truth.question(answer.session, answer.question)
    type_ = "true-false" if question.type == "true-false" else "choice"
    right = truth.right(answer.session, answer.question)
    order = [choice.mark for choice in question.choices]

    def parts(text: str | None) -> list[str]:
        return sorted((text or "").replace("[,]", ",").split(","))

    yield from _same(read, f"{at}.type", type_)
    for element, marks in ((words["response"], answer.marks), ("correct_responses.0.pattern", right)):
        stored = (read(f"{at}.{element}") or "").replace("[,]", ",").split(",")
        if sorted(stored) != sorted(
            said(type_, [mark for mark in order if mark in marks]).replace("[,]", ",").split(",")
        ):
            yield f"{at}.{element} is {read(f'{at}.{element}')!r}, not of {sorted(marks)}"
        if len(marks) > 1 and read(f"{at}.{element}") == ",".join(stored) and words["wrong"] == "incorrect":
            yield f"{at}.{element} is {read(f'{at}.{element}')!r}: 2004 wants [,]"
    yield from _same(read, f"{at}.result", "correct" if answer.marks == right else words["wrong"])
    objectives: set[str] = set()
    while identifier := read(f"{at}.objectives.{len(objectives)}.id"):
        objectives.add(identifier)
    if not ("slim" in words and not objectives and not read(f"{at}.weighting")):
        yield from _same(read, f"{at}.weighting", number(question.points))
        if objectives != truth.objectives_of(answer.session, question):
            wanted_objectives = sorted(truth.objectives_of(answer.session, question))
            yield f"{at}.objectives are {sorted(objectives)}, not {wanted_objectives}"
    if seconds(read(f"{at}.latency") or "") < 0:
        yield f"{at}.latency is {read(f'{at}.latency')!r}"
    moment = r"\d\d:\d\d:\d\d" if words["wrong"] == "wrong" else r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d"
    if not re.fullmatch(moment, read(f"{at}.{words['time']}") or ""):
        yield f"{at}.{words['time']} is {read(f'{at}.' + words['time'])!r}"


# What must never go back

RANKS = {
    "cmi.core.lesson_status": ("", "not attempted", "incomplete", "failed", "completed", "passed"),
    "cmi.completion_status": ("", "unknown", "not attempted", "incomplete", "completed"),
    "cmi.success_status": ("", "unknown", "failed", "passed"),
}
SCORES = ("cmi.core.score.raw", "cmi.score.raw", "cmi.score.scaled", "cmi.progress_measure")


def lowered(history: list[dict[str, str]]) -> list[Difference]:
    """Every status, score, and number of answers that went back from one stored record to the next."""
    found: list[Difference] = []
    for before, after in pairwise(history):
        for element, ranks in RANKS.items():
            if ranks.index(after.get(element, "")) < ranks.index(before.get(element, "")):
                found.append(f"{element} went from {before.get(element)!r} to {after.get(element)!r}")
        found += [
            f"{element} went from {before.get(element)!r} to {after.get(element)!r}"
            for element in SCORES
            if float(after.get(element) or -1) < float(before.get(element) or -1)
        ]
        if len(stored_answers(after.get)) < len(stored_answers(before.get)):
            found.append("answers were taken away")
        if before.get("cmi.suspend_data") and not after.get("cmi.suspend_data"):
            found.append("the state was emptied")
    return found
