"""Conditions: judged together for a verdict, one by one for the reasons that explain it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from medinstall.domain.criterion import Condition, facts_of
from medinstall.domain.pack import RulePack
from medinstall.domain.plan import Reason
from medinstall.domain.rule import Evidence
from medinstall.domain.truth import Truth
from medinstall.engine.criteria import judge_all, judge_of_condition
from medinstall.engine.dependencies import asked_facts_behind
from medinstall.engine.fact_value import NO, YES
from medinstall.engine.known import Judge, Known


class Conditions(NamedTuple):
    """The conditions of one rule, compiled.

    `reasons`: for each, the reason when it fails, and when it holds. `held`: those of a rule whose conditions all hold.
    """

    each: tuple[Judge, ...]
    together: Judge
    reasons: tuple[tuple[Reason, Reason], ...]
    held: tuple[Reason, ...]


def compile_conditions(conditions: Sequence[Condition], evidence: Sequence[Evidence], pack: RulePack) -> Conditions:
    """Return conditions compiled; for those that cite no source stands the `evidence` of what is said to all."""
    sources = tuple(item.source for item in evidence if item.when is None)
    judges = tuple(judge_of_condition(condition) for condition in conditions)
    reasons = tuple(_reasons(each, sources, pack) for each in conditions)
    return Conditions(judges, judge_all(judges), reasons, tuple(held for _, held in reasons))


def reasons_of(conditions: Conditions, known: Known) -> tuple[Reason, ...]:
    """Return one reason per condition, in the order written."""
    found = []
    for holds, (failed, held) in zip(conditions.each, conditions.reasons, strict=True):
        judged = known.judged(holds)
        if judged is YES or judged is NO:
            found.append(held if judged is YES else failed)
        else:
            found.append(held._replace(holds=Truth.UNKNOWN, open=judged.open))
    return tuple(found)


def _reasons(condition: Condition, default: tuple[str, ...], pack: RulePack) -> tuple[Reason, Reason]:
    held = Reason(
        facts=_named(condition, pack),
        holds=Truth.YES,
        text=condition.text,
        sources=condition.sources or default,
        cause="doubt" if condition.is_doubt else "condition",
    )
    return held._replace(holds=Truth.NO), held


def _named(condition: Condition, pack: RulePack) -> tuple[str, ...]:
    """Return the facts a condition reads, derived dates and sums replaced by the answers behind them."""
    read = facts_of(condition.criterion)
    return tuple(dict.fromkeys(root for fact in read for root in tuple(asked_facts_behind(pack, fact)) or (fact,)))
