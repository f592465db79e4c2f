"""Which findings are told: chosen by code, silenced with a reason, known from before (baseline), or too many.

Works on findings alone and knows nothing of packages or courses, so that every command that judges can use it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from scormkit.catalogue import Rule
from scormkit.findings import Finding, Severity, in_order

SETTINGS_FILE = "scormkit.toml"

Told = Mapping[str, tuple[Finding, ...]]
"""Path of an input → its findings."""


@dataclass(frozen=True, slots=True)
class Selection:
    """What is wanted of the findings of a run.

    `select` and `ignore` hold codes, beginnings of codes (SK80) and names, several in one text with commas.
    `settings` is a file with [[ignore]] tables; `baseline` a file of findings that are known; with `update_baseline` it
    is written instead of read. `most` findings at the most are told.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    settings: Path | None = None
    baseline: Path | None = None
    update_baseline: bool = False
    most: int | None = None

    @property
    def names_rules(self) -> bool:
        """Whether the catalogue is needed: listing it imports all that has rules."""
        return bool(self.select or self.ignore or self.settings)


@dataclass(frozen=True, slots=True)
class Selected:
    """What is left: `told` and `omitted` by input; `about` are findings about settings and baseline, by their path.

    `known` is how many findings the baseline hides, `silenced` how many the settings do.
    """

    told: Told
    omitted: Told = field(default_factory=dict)
    about: Told = field(default_factory=dict)
    known: int = 0
    silenced: int = 0


def apply(selection: Selection, told: Told, rules: Iterable[Rule], unasked: frozenset[str] = frozenset()) -> Selected:
    """Silences, compares with the baseline, chooses, and cuts, in this order; findings of final rules are told anyway.

    `unasked` are codes that were not looked for in this run: what silences them is not unused. Raises MisuseError for
    a code that is none and a file that is not there, ScormkitError where the baseline cannot be written.
    """
    from scormkit.selection.baseline import against_baseline, write_baseline
    from scormkit.selection.choosing import chooser
    from scormkit.selection.silencers import silence

    rules = tuple(rules)
    is_chosen = chooser(selection.select, selection.ignore, rules)
    final = {rule.code for rule in rules if rule.final}
    selected = Selected({path: tuple(one for one in found if one.code not in final) for path, found in told.items()})
    if selection.settings is not None:
        selected = silence(selected, selection.settings, rules, unasked)
    if selection.baseline is not None and selection.update_baseline:
        write_baseline(selection.baseline, selected.told)
    if selection.baseline is not None:
        selected = against_baseline(selected, selection.baseline)
    chosen = {path: tuple(filter(is_chosen, found)) for path, found in selected.told.items()}
    about = {path: tuple(filter(is_chosen, found)) for path, found in selected.about.items()}
    selected = _cut(replace(selected, told=chosen, about=about), selection.most)
    firm = {path: tuple(one for one in found if one.code in final) for path, found in told.items()}
    whole = {path: in_order((*found, *firm[path])) if firm[path] else found for path, found in selected.told.items()}
    return replace(selected, told=whole)


def _cut(selected: Selected, most: int | None) -> Selected:
    """The heaviest findings up to `most`, each input's in their order; the rest is omitted."""
    if most is None:
        return selected
    weights = list(Severity)
    places = [
        (weights.index(finding.severity), path, number)
        for path, found in selected.told.items()
        for number, finding in enumerate(found)
    ]
    order = {path: number for number, path in enumerate(selected.told)}
    places.sort(key=lambda place: (place[0], order[place[1]], place[2]))
    kept = {(path, number) for _, path, number in places[:most]}

    def those(is_told: bool) -> Told:
        return {
            path: tuple(one for number, one in enumerate(found) if ((path, number) in kept) is is_told)
            for path, found in selected.told.items()
        }

    return replace(selected, told=those(True), omitted=those(False))
