"""From the items of one framework to those of another, along the associations that framework files state."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from scormkit.course.framework import Framework, FrameworkItem

Key = tuple[str, str]


class Crosswalk:
    """What is the same, and what is part of what, over several frameworks.

    An exact match is one in both directions and passes on (SKOS Reference, S45 and S46 with 10.6.8); from the items
    so found one step to a broader one, and to all the same as that, is taken: who serves a part serves the whole. A
    close match counts for nothing: SKOS does not let it pass on, and a report that rests on it would promise too much.
    """

    def __init__(self, frameworks: Iterable[Framework]) -> None:
        self._same: defaultdict[Key, list[Key]] = defaultdict(list)
        self._broader: defaultdict[Key, list[Key]] = defaultdict(list)
        self._holders: dict[Key, Key] = {}
        by_iri: dict[str, Key] = {}
        known = list({framework.id: framework for framework in frameworks}.values())
        for framework in known:
            for item in framework.walk():
                by_iri[item.iri] = item.key
                self._holders.update((below.key, item.key) for below in item.children)
        for framework in known:
            for item in framework.walk():
                self._note(item, by_iri)
        self._found: dict[tuple[Key, str], tuple[Key, ...]] = {}

    def _note(self, item: FrameworkItem, by_iri: dict[str, Key]) -> None:
        for association in item.associations:
            other = (association.framework, association.code) if association.framework else by_iri.get(association.iri)
            if other is None:
                continue
            if association.type == "exactMatch":
                self._same[item.key].append(other)
                self._same[other].append(item.key)
            elif association.type == "broader":
                self._broader[item.key].append(other)
            elif association.type == "narrower":
                self._broader[other].append(item.key)

    def codes(self, item: FrameworkItem, framework: Framework) -> Iterator[tuple[str, str]]:
        """The codes of a framework that an item counts for, each with `other:code` where the item is another's."""
        if item.framework == framework.id:
            if item.code in framework.by_code:
                yield item.code, ""
            return
        key = (item.key, framework.id)
        if key not in self._found:
            self._found[key] = tuple(self._ways(item.key, framework))
        for _, code in self._found[key]:
            yield code, f"{item.framework}:{item.code}"

    def _ways(self, start: Key, framework: Framework) -> Iterator[Key]:
        # What serves a part serves the whole: without a match of its own an item counts where what holds it does.
        for step in self._upwards(start):
            alike = self._alike([step])
            wider = self._alike([other for each in alike for other in self._broader.get(each, ())])
            found = [each for each in {**alike, **wider} if each[0] == framework.id and each[1] in framework.by_code]
            if found:
                yield from found
                return

    def _upwards(self, start: Key) -> Iterator[Key]:
        step: Key | None = start
        while step is not None:
            yield step
            step = self._holders.get(step)

    def _alike(self, starts: list[Key]) -> dict[Key, None]:
        """These and all that are the same as one of them, in the order in which they are found."""
        found = dict.fromkeys(starts)
        waiting = list(starts)
        while waiting:
            for other in self._same.get(waiting.pop(), ()):
                if other not in found:
                    found[other] = None
                    waiting.append(other)
        return found
