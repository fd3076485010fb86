"""What an aid is worth and what a step costs; payments, and the totals that can be drawn together."""

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise
from typing import NamedTuple

from medinstall.domain.aid_rule import Adjustment, AidValue
from medinstall.domain.plan import AidPlan, Amount, Payment, Totals
from medinstall.domain.rule import Duty
from medinstall.engine.compiled_aid import CompiledValue
from medinstall.engine.criteria import judge
from medinstall.engine.fact_value import NO, NOTHING, YES
from medinstall.engine.known import Known

PERCENT = 100


class ComputedAmount(NamedTuple):
    """An amount, None while a number it needs is unknown, and the facts it still depends on."""

    amount: Amount | None
    open: frozenset[str] = NOTHING


def amount_of(compiled: CompiledValue, known: Known) -> ComputedAmount:
    """Return what a value is worth here. A bonus that cannot be settled is left out and said to be."""
    eur, opened = _base(compiled.value, known)
    minimum = False
    for holds, adjustment in compiled.adjustments:
        judged = holds(known)
        opened |= judged.open
        minimum = minimum or (judged is not YES and judged is not NO and not adjustment.scale)
        if judged is YES:
            eur, more = _adjusted(eur, adjustment, known)
            opened |= more
    return ComputedAmount(None if eur is None else Amount(round(eur, 2), compiled.value.per, minimum), opened)


def _base(value: AidValue, known: Known) -> tuple[float | None, frozenset[str]]:
    eur, opened = value.eur, NOTHING
    if value.rate is not None:
        number, opened = _number(value.of, known)
        eur = None if number is None else value.rate * number
    if value.times:
        number, more = _number(value.times, known)
        opened |= more
        if number is not None and value.times_max is not None:
            number = min(number, value.times_max)
        eur = None if eur is None or number is None else eur * number
    if eur is not None and value.cap is not None:
        eur = min(eur, value.cap)
    return eur, opened


def _adjusted(eur: float | None, rule: Adjustment, known: Known) -> tuple[float | None, frozenset[str]]:
    """Apply one adjustment; what cannot be counted makes the whole amount unknown."""
    number, opened = _number(rule.times or rule.scale, known) if rule.times or rule.scale else (1.0, NOTHING)
    if eur is None or number is None:
        return None, opened
    if rule.scale:
        return eur * number / PERCENT, opened
    return (eur * rule.factor if rule.factor is not None else eur + (rule.add or 0) * number), opened


def _number(fact: str, known: Known) -> tuple[float | None, frozenset[str]]:
    found = known[fact]
    if isinstance(found.value, str):  # the choices of numbers: "2.5"
        return float(found.value), NOTHING
    if isinstance(found.value, int | float):
        return float(found.value), NOTHING
    return None, found.open


NO_AMOUNT = ComputedAmount(None)


def duty_of(duty: Duty | None, known: Known) -> ComputedAmount:
    """Return a duty counted slice by slice; none while its price, or whether it is due, is unknown."""
    if duty is None:
        return NO_AMOUNT
    judged = judge(duty.when, known)
    if judged is not YES:
        return ComputedAmount(None, judged.open)
    price, opened = _number(duty.of, known)
    if price is None:
        return ComputedAmount(None, opened)
    limits = [each.above for each in duty.slices] + [float("inf")]
    parts = zip(duty.slices, pairwise(limits), strict=True)
    eur = sum(each.rate * max(0, min(price, top) - low) for each, (low, top) in parts)
    return ComputedAmount(Amount(round(max(eur, duty.minimum), 2), "unique"))


def payments_of(compiled: CompiledValue, amount: Amount | None, known: Known) -> tuple[Payment, ...]:
    """Return the parts of `amount` with the days they are paid; none while a day is unknown."""
    days = [(dated(known).day, share) for dated, share in compiled.payments]
    if amount is None or any(day is None for day, _ in days):
        return ()
    return tuple(Payment(day.on, round(amount.eur * share, 2)) for day, share in days if day is not None)


def totals(aids: Sequence[AidPlan]) -> Totals:
    """Return the one-off amounts that can be drawn together.

    Certain: eligible aids of which no two exclude each other, nor leave it unsettled. Possible: what the aids still
    to be checked, or unsettled ones, would bring on top. Contracts already signed do not count.
    """
    counted = [aid for aid in aids if aid.amount is not None and aid.amount.per == "unique" and not aid.signed]
    if not counted:
        return Totals(0, 0)
    sure = [aid for aid in counted if aid.verdict == "eligible"]
    hoped = [aid for aid in counted if aid.verdict in ("eligible", "a_verifier")]
    certain = _best(sure, strict=True)
    return Totals(certain, round(_best(hoped, strict=False) - certain, 2))


def _best(aids: Sequence[AidPlan], *, strict: bool) -> float:
    """Return the most that aids which may be drawn together bring; those that hinder no other simply add up."""
    return round(sum(_best_of(group, strict) for group in _groups(aids, strict)), 2)


def _best_of(aids: Sequence[AidPlan], strict: bool) -> float:
    """Return the best of every choice among aids that hinder each other: never more than a few."""
    sizes = range(1, len(aids) + 1)
    chosen = (subset for size in sizes for subset in combinations(aids, size) if _together(subset, strict))
    return max(sum(aid.amount.eur for aid in subset if aid.amount) for subset in chosen)


def _together(aids: tuple[AidPlan, ...], strict: bool) -> bool:
    return not any(_hinder(one, other, strict) for one, other in combinations(aids, 2))


def _groups(aids: Sequence[AidPlan], strict: bool) -> Iterator[list[AidPlan]]:
    """Yield the aids that hinder each other, directly or through others, together."""
    left = list(aids)
    while left:
        group = [left.pop()]
        for one in group:  # grows while it is read
            joined = [other for other in left if _hinder(one, other, strict)]
            group += joined
            left = [other for other in left if other not in joined]
        yield group


def _hinder(one: AidPlan, other: AidPlan, strict: bool) -> bool:
    """Tell whether two aids exclude each other or, strictly, are not known to go together."""
    if other.id in one.rule.excludes or one.id in other.rule.excludes:
        return True
    return strict and (other.id in one.rule.unsettled_with or one.id in other.rule.unsettled_with)
