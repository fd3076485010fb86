"""What would turn a verdict: the smallest changes of choosable facts, each checked by computing again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import combinations, product

from medinstall.domain.aid_rule import AidRule
from medinstall.domain.criterion import Check, Criterion, facts_of
from medinstall.domain.fact import Fact, Value
from medinstall.domain.pack import RulePack
from medinstall.domain.plan import Change
from medinstall.domain.profile import Profile
from medinstall.engine import contracts
from medinstall.engine.criteria import judge
from medinstall.engine.dependencies import asked_facts_behind
from medinstall.engine.fact_value import YES
from medinstall.engine.implied_answers import settled
from medinstall.engine.situation import Situation

MOST_CHANGES = 3
SECTOR = "secteur"
REFUSED = ("non_eligible", "a_verifier")


def unlocks(pack: RulePack, profile: Profile, aid: str) -> tuple[Change, ...]:
    """Return the smallest sets of choosable answers that make `aid` eligible; none when it is, or cannot be.

    Every set has the same size, the smallest that works, three at most. A set that raises a new blocking alert is
    left out: it would open an aid by closing the practice; so is one that would give up a better aid, which cannot be
    drawn with this one. Nothing is proposed while an answer is merely missing.
    """
    now = Situation(pack, profile)
    outcome = now.aid(aid)
    if contracts.is_signed(pack.aid[aid], now):
        return ()
    if outcome.verdict not in REFUSED or (outcome.verdict == "a_verifier" and outcome.open):
        return ()
    better = _better(pack, aid)
    if any(now.aid(other).verdict == "eligible" for other in better):
        return ()
    options = {fact: _open_to(now, fact, values) for fact, values in _options(pack, pack.aid[aid], now)}
    barred = _blocking(now)
    for size in range(1, MOST_CHANGES + 1):
        found = [change for change in _changes(options, size) if _unlocks(change, pack, profile, aid, barred)]
        if found:
            return tuple(Change(one, "eligible") for one in found if not _gives_up(one, pack, profile, better))
    return ()


def losses(pack: RulePack, profile: Profile, aid: str) -> tuple[Change, ...]:
    """Return the single choosable answers that would make an eligible aid refused."""
    now = Situation(pack, profile)
    if now.aid(aid).verdict != "eligible":
        return ()
    options = dict(_options(pack, pack.aid[aid], now))
    outcomes = ((change, _changed(pack, profile, change).aid(aid).verdict) for change in _changes(options, 1))
    return tuple(Change(change, verdict) for change, verdict in outcomes if verdict in ("non_eligible", "fermee"))


def support(pack: RulePack, aid: AidRule) -> frozenset[str]:
    """Return every asked fact that can reach the verdict of an aid, through derived facts too."""
    criteria = [c for condition in aid.conditions for c in (condition.criterion, condition.unsettled) if c]
    read = {fact for criterion in criteria for fact in facts_of(criterion)} | {aid.law_date or "date_debut"}
    return frozenset(fact for name in read for fact in asked_facts_behind(pack, name))


def _options(pack: RulePack, aid: AidRule, now: Situation) -> Iterator[tuple[str, tuple[Value, ...]]]:
    """Yield the choosable facts that matter here, each with the other answers it could have."""
    criteria = [condition.criterion for condition in aid.conditions]
    for name in sorted(support(pack, aid)):
        fact = pack.fact[name]
        current = now[name].value
        if fact.choosable and not (fact.fixed_when and judge(fact.fixed_when, now) is YES):
            others = tuple(v for v in _alternatives(fact, aid, criteria, now) if v != current)
            if others:
                yield name, others


def _alternatives(fact: Fact, aid: AidRule, criteria: Iterable[Criterion], now: Situation) -> Iterator[Value]:
    match fact.kind:
        case "choice":
            yield from (choice.value for choice in fact.choices)
        case "yes_no":
            yield from (True, False)
        case "number":
            yield from sorted({v for c in criteria for v in _thresholds(c, fact.id)})
        case "date":
            yield from _later_days(fact, aid, now)


def _thresholds(criterion: Criterion, fact: str) -> Iterator[float]:
    if isinstance(criterion, Check):
        if criterion.fact == fact and isinstance(criterion.operand, int | float):
            yield criterion.operand + (criterion.comparison == "at_most")
        return
    for part in criterion.parts:
        yield from _thresholds(part, fact)


def _later_days(fact: Fact, aid: AidRule, now: Situation) -> Iterator[date]:
    """Yield the days to come at which the rule changes: the past cannot be chosen any more."""
    planned = now.day(fact.id)
    if planned is None or planned < now.today:
        return
    limits = {value.start for value in aid.values} | {day for d in now.pack.dates if (day := now.day(d.id))}
    yield from sorted(day for day in limits if day > now.today)


def _changes(options: Mapping[str, tuple[Value, ...]], size: int) -> Iterator[tuple[tuple[str, Value], ...]]:
    for facts in combinations(options, size):
        for values in product(*(options[fact] for fact in facts)):
            yield tuple(zip(facts, values, strict=True))


def _changed(pack: RulePack, profile: Profile, change: tuple[tuple[str, Value], ...]) -> Situation:
    answers = settled(pack.facts, {**profile.answers, **dict(change)})
    return Situation(pack, profile._replace(answers=answers))


def _unlocks(
    change: tuple[tuple[str, Value], ...], pack: RulePack, profile: Profile, aid: str, barred: frozenset[str]
) -> bool:
    changed = _changed(pack, profile, change)
    return changed.aid(aid).verdict == "eligible" and _blocking(changed) <= barred


def _better(pack: RulePack, aid: str) -> tuple[str, ...]:
    """Return the aids worth more that cannot be drawn with this one."""
    least = _most(pack.aid[aid])
    return tuple(other for other in pack.aid[aid].excludes if _most(pack.aid[other]) > least)


def _most(rule: AidRule) -> float:
    return max((value.eur or value.rate or 0 for value in rule.values), default=0)


def _gives_up(change: tuple[tuple[str, Value], ...], pack: RulePack, profile: Profile, better: tuple[str, ...]) -> bool:
    """Tell whether a part of the change already gives a better aid."""
    parts = (part for size in range(1, len(change)) for part in combinations(change, size) if better)
    near = (_changed(pack, profile, part) for part in parts)
    return any(situation.aid(other).verdict == "eligible" for situation in near for other in better)


def _open_to(now: Situation, fact: str, values: tuple[Value, ...]) -> tuple[Value, ...]:
    """Return the values without the ways of practising that are closed to the doctor."""
    return values if fact != SECTOR else tuple(v for v in values if now[f"acces.{v}"].value is not False)


def _blocking(situation: Situation) -> frozenset[str]:
    return frozenset(alert.id for alert in situation.alerts() if alert.rule.level == "bloquant")
