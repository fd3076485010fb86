"""Every small change of the rule pack: each criterion turned round, each offset, amount, limit and flag moved."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, TypeAlias

from medinstall.domain.aid_rule import Adjustment, AidValue, Contract, PaymentRule
from medinstall.domain.criterion import Check, NoneOf
from medinstall.domain.date_rule import DateRule, Duration
from medinstall.domain.pack import DerivedNumber, RulePack
from medinstall.domain.rule import Processing
from medinstall.rules.sites import Path, put, sites

LISTS = ("steps", "aids", "alerts", "sectors", "dates", "numbers")
AMOUNTS = ("eur", "rate", "cap", "times_max", "factor", "add", "share")
FLAGS = ("closed", "pending", "renewal_unsettled", "refund", "even_if_unknown")
DAY = timedelta(days=1)
MORE = 1.1


Site: TypeAlias = "tuple[str, int, Path]"  # the group, the place of the rule in it, the path in the rule


@dataclass(frozen=True)
class Mutant:
    """A rule pack with one change. `name`: the first rule, the path and the change; `subjects`: the rules it is in."""

    name: str
    kind: str
    subjects: frozenset[str]
    pack: RulePack


def mutants(pack: RulePack) -> Iterator[Mutant]:
    """Yield every rule pack that differs from `pack` by one change; a named condition changes wherever it is used."""
    uses = _uses(pack)
    for group in LISTS:
        for place, rule in enumerate(getattr(pack, group)):
            for kind, path, value, told in _changes(rule):
                site = (group, place, path)
                everywhere = uses.get(site, [site])
                if site != everywhere[0]:
                    continue  # changed with its first use
                changed = pack
                for at in everywhere:
                    changed = _put(changed, at, value)
                more = f" and {len(everywhere) - 1} more" if len(everywhere) > 1 else ""
                name = f"{group}/{rule.id} {'/'.join(map(str, path))} {told}{more}"
                yield Mutant(name, kind, frozenset(getattr(pack, g)[p].id for g, p, _ in everywhere), changed)


def _uses(pack: RulePack) -> dict[Site, list[Site]]:
    """Return all the places of each comparison that stands in several: those of a named condition are one object."""
    found: dict[int, list[Site]] = {}
    for group in LISTS:
        for place, rule in enumerate(getattr(pack, group)):
            for path, check in sites(rule, Check):
                found.setdefault(id(check), []).append((group, place, path))
    return {site: same for same in found.values() for site in same}


def _put(pack: RulePack, site: Site, value: object) -> RulePack:
    group, place, path = site
    rules = getattr(pack, group)
    changed: Any = {group: _with(rules, place, put(rules[place], path, value))}
    return pack._replace(**changed)


def _with(rules: tuple[object, ...], place: int, rule: object) -> tuple[object, ...]:
    return (*rules[:place], rule, *rules[place + 1 :])


def _changes(rule: object) -> Iterator[tuple[str, Path, object, str]]:
    for path, check in sites(rule, Check):
        yield "criterion", path, NoneOf((check,)), f"not ({check.fact} {check.comparison} {check.operand})"
        for operand, told in _operands(check):
            yield "threshold", path, check._replace(operand=operand), f"{check.fact} {check.comparison} {told}"
    unused = {path for path, day in sites(rule, DateRule) if day.how not in ("offset", "latest_start")}
    for path, duration in sites(rule, Duration):
        if path[:-1] in unused:
            continue  # a quarter, the end of a year, no date: nothing is added to them
        if duration != Duration():
            longer = duration._replace(days=duration.days + 1)
            yield "offset", path, longer, f"{duration} + 1 day"
            if duration.months:
                yield "offset", path, duration._replace(months=duration.months + 1), f"{duration} + 1 month"
        elif path[0] in ("opens", "target", "due", "effect", "milestones", "pay_by"):
            yield "offset", path, Duration(days=1), "0 + 1 day"
    for path, holder in sites(rule, AidValue, Adjustment, PaymentRule, Contract, Processing):
        yield from _of_holder(path, holder)
    for path, number in sites(rule, DerivedNumber):
        for place, (fact, limit) in enumerate(number.parts):
            if limit is not None:
                yield "threshold", (*path, "parts", place, 1), limit + 1, f"{fact} at most {limit + 1}"


def _of_holder(path: Path, holder: Any) -> Iterator[tuple[str, Path, object, str]]:
    for name in AMOUNTS:
        amount = getattr(holder, name, None)
        if amount:
            yield "amount", (*path, name), amount * MORE, f"{amount} x {MORE}"
    for name in FLAGS:
        if hasattr(holder, name) and not (name == "pending" and holder.closed):  # closed wins
            flag = getattr(holder, name)
            yield "flag", (*path, name), not flag, f"{not flag}"
    if isinstance(holder, AidValue):
        for moved in (holder.start - DAY, holder.start + DAY):
            yield "start", (*path, "start"), moved, moved.isoformat()


def _operands(check: Check) -> Iterator[tuple[object, str]]:
    operand = check.operand
    if isinstance(operand, date):
        yield from ((moved, str(moved)) for moved in (operand - DAY, operand + DAY))
    elif isinstance(operand, tuple):
        yield from ((tuple(item for item in operand if item != out), f"the list without {out}") for out in operand)
    elif isinstance(operand, int | float) and not isinstance(operand, bool):
        yield from ((moved, str(moved)) for moved in (operand - 1, operand + 1))
