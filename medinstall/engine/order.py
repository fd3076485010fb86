"""The order of the checklist: prerequisites first, then the earliest target, then the order of the rule pack."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from heapq import heapify, heappop, heappush

from medinstall.domain.plan import StepPlan


def checklist_order(
    after: Mapping[str, tuple[str, ...]], targets: Mapping[str, date | None], used: frozenset[str]
) -> tuple[str, ...]:
    """Return the steps so that each stands behind those of its `after` that are `used`; ties by target, then as given.

    Repeatedly takes, among the steps whose `after` are all listed, the one with the earliest target (none: last). The
    rule pack is checked to hold no cycle, so every step is listed.
    """
    rank = {step: (targets[step] or date.max, place, step) for place, step in enumerate(after)}
    behind: dict[str, list[str]] = {step: [] for step in after}
    waits = {}
    for step, others in after.items():
        ahead = used.intersection(others)
        waits[step] = len(ahead)
        for other in ahead:
            behind[other].append(step)
    ready = [rank[step] for step in after if not waits[step]]
    heapify(ready)
    ordered = []
    while ready:
        _, _, chosen = heappop(ready)
        ordered.append(chosen)
        for step in behind[chosen]:
            waits[step] -= 1
            if not waits[step]:
                heappush(ready, rank[step])
    return tuple(ordered)


def blocking(step: StepPlan, among: Mapping[str, StepPlan]) -> tuple[str, ...]:
    """Return those of `among` that block a step, the nearest first, then those that block them in turn."""
    found: dict[str, None] = {}
    ahead = list(step.blocked_by)
    for name in ahead:  # grows while it is read
        if name in among and name not in found:
            found[name] = None
            ahead += among[name].blocked_by
    return tuple(found)
