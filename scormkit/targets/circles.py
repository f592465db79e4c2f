"""Circles in what refers to each other: dependencies of resources, prerequisites of items."""

from __future__ import annotations

from collections.abc import Iterator, Mapping


def circles(references: Mapping[str, frozenset[str]]) -> Iterator[str]:
    """Every name that leads back to itself over others; in time that grows with names and references together."""
    order: dict[str, int] = {}
    low: dict[str, int] = {}
    on_stack: dict[str, None] = {}
    for start in references:
        if start in order:
            continue
        order[start] = low[start] = len(order)
        on_stack[start] = None
        work = [(start, iter(sorted(references[start] & references.keys())))]
        while work:
            name, others = work[-1]
            other = next(others, None)
            if other is not None:
                if other not in order:
                    order[other] = low[other] = len(order)
                    on_stack[other] = None
                    work.append((other, iter(sorted(references[other] & references.keys()))))
                elif other in on_stack:
                    low[name] = min(low[name], order[other])
                continue
            work.pop()
            if work:
                low[work[-1][0]] = min(low[work[-1][0]], low[name])
            if low[name] == order[name]:
                group = []
                while name in on_stack:
                    group.append(on_stack.popitem()[0])
                if len(group) > 1 or name in references[name]:
                    yield from reversed(group)
