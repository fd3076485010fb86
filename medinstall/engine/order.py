"""The order of the checklist: prerequisites first, then the earliest target, then the order of the rule pack."""

from __future__ import annotations

from datetime import date
from heapq import heapify, heappop, heappush


def checklist_order(
    steps: tuple[str, ...],
    after: tuple[tuple[str, ...], ...],
    targets: tuple[date | None, ...],
    used: frozenset[str],
) -> tuple[str, ...]:
    """Return `steps` so that each stands behind those of its `after` that are `used`; ties by target, then as given.

    Repeatedly takes, among the steps whose `after` are all listed, the one with the earliest target (none: last). The
    rule pack is checked to hold no cycle, so every step is listed.
    """
    rank = {step: (target or date.max, place) for place, (step, target) in enumerate(zip(steps, targets, strict=True))}
    waits = {step: set(others) & used for step, others in zip(steps, after, strict=True)}
    behind: dict[str, list[str]] = {}
    for step, others in waits.items():
        for other in others:
            behind.setdefault(other, []).append(step)
    ready = [rank[step] for step, others in waits.items() if not others]
    heapify(ready)
    ordered = []
    while ready:
        chosen = steps[heappop(ready)[1]]
        ordered.append(chosen)
        for step in behind.get(chosen, ()):
            waits[step].discard(chosen)
            if not waits[step]:
                heappush(ready, rank[step])
    return tuple(ordered)
