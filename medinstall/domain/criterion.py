"""The closed rule language: three groups, six comparisons, and the sentence that explains them."""

from collections.abc import Iterator
from datetime import date
from typing import Literal, NamedTuple, TypeAlias, TypeVar

Kind = TypeVar("Kind")
Comparison: TypeAlias = Literal["is", "in", "before", "from", "at_least", "at_most"]
Operand: TypeAlias = str | bool | int | float | date | tuple[str, ...]


class Check(NamedTuple):
    """One comparison of one fact. For `before` and `from` the operand is a date or the id of a fact that holds one."""

    fact: str
    comparison: Comparison
    operand: Operand


class AllOf(NamedTuple):
    """Every part holds; with no part, always true. `group`, here and below, keeps groups of equal parts apart."""

    parts: "tuple[Criterion, ...]"
    group: Literal["all"] = "all"


class AnyOf(NamedTuple):
    """At least one part holds; with no part, never true."""

    parts: "tuple[Criterion, ...]"
    group: Literal["any"] = "any"


class NoneOf(NamedTuple):
    """No part holds."""

    parts: "tuple[Criterion, ...]"
    group: Literal["none"] = "none"


Criterion: TypeAlias = Check | AllOf | AnyOf | NoneOf

ALWAYS = AllOf(())
NEVER = AnyOf(())


class Condition(NamedTuple):
    """A criterion with the French sentence that explains it, whichever way it turns out.

    `unsettled` names the situations in which the law or its sources leave the answer open: where the criterion
    does not hold but `unsettled` does, the condition is unknown for good. A doubt is a condition that can only be
    true or unknown.
    """

    text: str
    criterion: Criterion
    unsettled: Criterion | None = None
    sources: tuple[str, ...] = ()
    is_doubt: bool = False


def facts_of(rules: object) -> Iterator[str]:
    """Yield the id of every fact that the criteria in rules read, in the order written, repeats included."""
    for check in every(Check, rules):
        yield check.fact
        if check.comparison in ("before", "from") and isinstance(check.operand, str):
            yield check.operand


def every(kind: type[Kind], rules: object) -> Iterator[Kind]:
    """Yield every record of a kind in rules, wherever in them it stands, repeats included."""
    if isinstance(rules, kind):
        yield rules
    elif isinstance(rules, tuple):
        for part in rules:
            yield from every(kind, part)
