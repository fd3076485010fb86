"""Conditions: judged together for a verdict, one by one for the reasons that explain it."""

from collections.abc import Sequence
from typing import NamedTuple

from medinstall.domain.criterion import Condition, facts_of
from medinstall.domain.pack import RulePack
from medinstall.domain.plan import Reason
from medinstall.domain.source import Evidence
from medinstall.domain.truth import Truth
from medinstall.engine.criteria import judge_all, judge_of_condition
from medinstall.engine.dependencies import asked_facts_behind
from medinstall.engine.fact_value import NO, YES
from medinstall.engine.known import Judge, Known


class CompiledCondition(NamedTuple):
    """One condition, compiled, with the reason it gives when it fails and when it holds."""

    holds: Judge
    failed: Reason
    held: Reason


class Conditions(NamedTuple):
    """The conditions of one rule, compiled. `held`: the reasons of a rule whose conditions all hold."""

    each: tuple[CompiledCondition, ...]
    together: Judge
    held: tuple[Reason, ...]


def compile_conditions(conditions: Sequence[Condition], evidence: Sequence[Evidence], pack: RulePack) -> Conditions:
    """Return conditions compiled; for those that cite no source stands the `evidence` of what is said to all."""
    sources = tuple(item.source for item in evidence if item.when is None)
    compiled = tuple(_compile(each, sources, pack) for each in conditions)
    return Conditions(
        compiled, judge_all(tuple(each.holds for each in compiled)), tuple(each.held for each in compiled)
    )


def reasons_of(conditions: Conditions, known: Known) -> tuple[Reason, ...]:
    """Return one reason per condition, in the order written."""
    if conditions.together(known) is YES:
        return conditions.held
    found = []
    for holds, failed, held in conditions.each:
        judged = holds(known)
        if judged is YES or judged is NO:
            found.append(held if judged is YES else failed)
        else:
            found.append(Reason(held.facts, judged.truth, held.text, held.sources, held.cause, judged.open))
    return tuple(found)


def _compile(condition: Condition, default: tuple[str, ...], pack: RulePack) -> CompiledCondition:
    held = Reason(
        facts=_named(condition, pack),
        holds=Truth.YES,
        text=condition.text,
        sources=condition.sources or default,
        cause="doubt" if condition.is_doubt else "condition",
    )
    return CompiledCondition(judge_of_condition(condition), held._replace(holds=Truth.NO), held)


def _named(condition: Condition, pack: RulePack) -> tuple[str, ...]:
    """Return the facts a condition reads, derived dates and sums replaced by the answers behind them."""
    read = dict.fromkeys(facts_of(condition.criterion))
    return tuple(dict.fromkeys(root for fact in read for root in tuple(asked_facts_behind(pack, fact)) or (fact,)))
