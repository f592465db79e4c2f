"""Coverage policies: sentences that a committee can read → demands that can be judged."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable
from pathlib import Path

from scormkit.course.framework import Framework
from scormkit.course.model import CoverageDemand, CoveragePolicy
from scormkit.source.authored import CourseFields, CoverageFields
from scormkit.source.faults.mappings import NO_FRAMEWORK, POLICY_NOT_UNDERSTOOD
from scormkit.source.fields import read_fields
from scormkit.source.framework_files import FrameworkShelf
from scormkit.source.mapper import Mapper
from scormkit.source.nearest import did_you_mean
from scormkit.source.reading import Reading
from scormkit.source.scalars import PlacedText
from scormkit.source.yaml_reader import read_yaml

_FILES = (".yaml", ".yml")
_EVIDENCE = "taught|practised|assessed|covered"
# What is counted for an item, as people call it → the measure.
_COUNTED = {"taught pages": "taught", "practised questions": "practised", "assessed questions": "assessed"}
_COUNTED |= {"pages": "taught", "checks": "practised", "questions": "assessed"}
_COUNTED |= {"minutes": "minutes", "points": "points"}
_EACH = re.compile(r"at least (\d+(?:\.\d+)?) ((?:[a-z]+ )?[a-z]+?s?) (?:for|in) (?:each|every) (core )?(.+)")
_EVERY = re.compile(rf"(?:every|each) (core )?(.+?) (?:is )?((?:{_EVIDENCE})(?:(?:, | and )(?:{_EVIDENCE}))*)")
_NONE = re.compile(rf"no (core )?(.+?) ({_EVIDENCE}) that is not ({_EVIDENCE})")
_SHARE = re.compile(rf"at least (\d+(?:\.\d+)?) ?% of (?:the )?(core )?(.+?)(?: (?:are )?({_EVIDENCE}))?")


def read_policy(
    reading: Reading, shelf: FrameworkShelf, fields: CourseFields, mapper: Mapper, folder: Path
) -> CoveragePolicy | None:
    """The policy of a course, its own or that of the file it names, if it has one that can be judged."""
    written: CoverageFields | None = fields.coverage
    if written and len(written.policy) == 1 and written.policy[0].text.endswith(_FILES):
        path = folder / posixpath.normpath(written.policy[0].text)
        if not path.is_file():
            message = f"there is no file “{written.policy[0].text}” with a policy"
            reading.report(POLICY_NOT_UNDERSTOOD.at(written.policy[0].pos, message))
            return None
        written, folder = read_policy_file(reading, path), path.parent
    if written is None:
        return None
    named = written.framework
    framework = shelf.get(reading, named, folder) if named else next(iter(mapper.frameworks), None)
    if framework is None:
        if named is None and fields.framework is None:
            pos = fields.origin.at("coverage")
            reading.report(NO_FRAMEWORK.at(pos, "nothing says which framework the coverage policy is about"))
        return None
    return demands_of(reading, framework, written)


def read_policy_file(reading: Reading, path: Path) -> CoverageFields | None:
    """A policy in a file of its own; `demands_of` makes sense of its lines once the framework is known."""
    file = reading.open(path)
    return None if file is None else read_fields(reading, CoverageFields, read_yaml(reading, file, file.text))


def demands_of(reading: Reading, framework: Framework, fields: CoverageFields) -> CoveragePolicy:
    """The policy of a file for one framework."""
    return CoveragePolicy(framework, tuple(_demands(reading, framework, fields.policy)))


def _demands(reading: Reading, framework: Framework, lines: Iterable[PlacedText]) -> Iterable[CoverageDemand]:
    for line in lines:
        demand = _demand(framework, line)
        if demand is None:
            reading.report(POLICY_NOT_UNDERSTOOD.at(line.pos, f"“{line.text}” is not a demand that can be judged"))
        elif demand.share and demand.number > 100:
            message = f"no course can reach {demand.number:g} %"
            reading.report(POLICY_NOT_UNDERSTOOD.at(line.pos, message, hint="Ask for 100 % or less."))
        elif demand.level not in framework.levels:
            hint = did_you_mean(demand.level, framework.levels)
            message = f"{framework.id} has no level “{demand.level}”"
            reading.report(POLICY_NOT_UNDERSTOOD.at(line.pos, message, hint=hint))
        else:
            yield demand


def _demand(framework: Framework, line: PlacedText) -> CoverageDemand | None:
    said, pos = line.text, line.pos
    text = " ".join(said.lower().rstrip(".").split())
    if match := _SHARE.fullmatch(text):
        number, core, level, measure = match.groups()
        measures = (measure or "covered",)
        return CoverageDemand(said, _level(framework, level), measures, float(number), bool(core), share=True, pos=pos)
    if match := _NONE.fullmatch(text):
        core, level, measure, unless = match.groups()
        return CoverageDemand(said, _level(framework, level), (measure,), core=bool(core), unless=unless, pos=pos)
    if match := _EACH.fullmatch(text):
        number, what, core, level = match.groups()
        counted = _COUNTED.get(what) or _COUNTED.get(f"{what}s")
        if counted is None:
            return None
        return CoverageDemand(said, _level(framework, level), (counted,), float(number), bool(core), pos=pos)
    if match := _EVERY.fullmatch(text):
        core, level, words = match.groups()
        found = tuple(re.findall(_EVIDENCE, words))
        return CoverageDemand(said, _level(framework, level), found, core=bool(core), pos=pos)
    return None


def _level(framework: Framework, word: str) -> str:
    """The level that a word means, in the plural or not; the word itself where there is none."""
    plain = {level.lower(): level for level in framework.levels}
    endings = (word, word.removesuffix("s"), word.removesuffix("es"), f"{word.removesuffix('ies')}y")
    return next((plain[each] for each in endings if each in plain), word)
