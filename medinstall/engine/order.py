"""The order of the checklist: prerequisites first, then the earliest target, then the order of the rule pack."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date


def checklist_order(
    steps: Sequence[str], after: Mapping[str, Sequence[str]], target: Mapping[str, date | None]
) -> tuple[str, ...]:
    """Return `steps` so that each stands behind those of `after`; ties by target (none: last), then as given.

    Repeatedly takes, among the steps whose `after` are all listed, the one with the earliest target. The rule pack
    is checked to hold no cycle, so every step is listed.
    """
    rank = {step: (target[step] or date.max, place) for place, step in enumerate(steps)}
    waiting = {step: {other for other in after[step] if other in rank} for step in steps}
    ordered: list[str] = []
    while waiting:
        ready = [step for step, others in waiting.items() if not others]
        chosen = min(ready, key=rank.__getitem__)
        del waiting[chosen]
        ordered.append(chosen)
        for others in waiting.values():
            others.discard(chosen)
    return tuple(ordered)
