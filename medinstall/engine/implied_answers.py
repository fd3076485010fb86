"""Answers that another answer decides: shown in the summary, changed with `modifier`."""

from __future__ import annotations

from collections.abc import Mapping

from medinstall.domain.fact import Fact, Value


def settled(facts: tuple[Fact, ...], answers: Mapping[str, Value]) -> dict[str, Value]:
    """Return `answers` with what they settle; an answer the doctor gave always wins."""
    full = dict(answers)
    for fact in facts:
        for value, decided in fact.settles:
            if full.get(fact.id) == value:
                full = {**dict(decided), **full}
    return full
