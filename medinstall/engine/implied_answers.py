"""Answers that another answer decides: shown in the summary, changed with `modifier`."""

from __future__ import annotations

from collections.abc import Mapping

from medinstall.domain.fact import Fact, Value


def located(facts: tuple[Fact, ...], answers: Mapping[str, Value], departement: str | None) -> dict[str, Value]:
    """Return `answers` with those that the département alone gives; an answer the doctor gave always wins."""
    given = {fact.id: value for fact in facts for code, value in fact.known_in if code == departement}
    return {**given, **answers}


def settled(facts: tuple[Fact, ...], answers: Mapping[str, Value]) -> dict[str, Value]:
    """Return `answers` with what they settle; an answer the doctor gave always wins."""
    full = dict(answers)
    for fact in facts:
        for value, decided in fact.settles:
            if answers.get(fact.id) == value:
                full = {**dict(decided), **full}
    return full
