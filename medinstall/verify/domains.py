"""The representative values of each root: one for every way its comparisons can turn out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import pairwise

from medinstall.domain.criterion import Check
from medinstall.domain.date_rule import Duration
from medinstall.domain.fact import FIRST_DAY, LAST_DAY, Fact, NonAnswer, Value
from medinstall.engine.contracts import ENDED
from medinstall.engine.month_arithmetic import add, latest_start
from medinstall.verify.inputs import TODAY, NotBefore, Reads, Term
from medinstall.verify.space import RUNNING, VERDICT, is_asked, one_commune_by_departement, region_by_departement

DAY = timedelta(days=1)
AHEAD = Duration(months=4)
_UNASKED: tuple[tuple[str | tuple[str, ...], tuple[Value, ...]], ...] = (
    (VERDICT, ("eligible", "a_verifier", "pas_encore_applicable", "non_eligible", "fermee")),
    (RUNNING, (False, True, NonAnswer.UNKNOWN)),
)
HALF = 0.5


def todays(reads: Reads, base: date) -> tuple[date, ...]:
    """Return the days of evaluation: `base`, and one on each other side of every day compared with today."""
    found = {base}
    for relation in reads.days:
        for one, other in ((relation.later, relation.earlier), (relation.earlier, relation.later)):
            if one[0] == TODAY and isinstance(other[0], date):
                edge = add(other[0], other[1])
                found.add(edge - DAY if edge <= base else edge)
    return tuple(sorted(found))


def domains(reads: Reads, today: date) -> dict[str, tuple[Value, ...]]:
    """Return the representatives of every root of the support, in the order of the questions."""
    order = [fact.id for fact in reads.pack.facts if fact.id in reads.support]
    order += sorted(root for root in reads.support if not is_asked(root))
    placed: dict[str, tuple[date, ...]] = {TODAY: (today,)}
    return {root: _values(root, reads, placed, today) for root in order}


def _values(root: str, reads: Reads, placed: dict[str, tuple[date, ...]], today: date) -> tuple[Value, ...]:
    if not is_asked(root):
        return next((values for kind, values in _UNASKED if root.startswith(kind)), (False, True))
    fact = reads.pack.fact[root]
    if fact.kind == "date":
        days = placed[root] = _days(root, reads.days, placed, today)
        return (*days, NonAnswer.NEVER) if fact.never else days
    if fact.kind == "commune":
        return tuple(_communes(reads)) if root == "commune" else ("45234",)
    if fact.kind == "number":
        return _numbers(fact, reads)
    values: tuple[Value, ...] = tuple(choice.value for choice in fact.choices) or (True, False)
    return values if root in reads.counted else _merged(root, values, reads)


def _merged(root: str, values: tuple[Value, ...], reads: Reads) -> tuple[Value, ...]:
    """Return one value for each set of values that no comparison of this outcome tells apart."""
    checks = reads.checks_of(root)
    found: dict[tuple[bool, ...], Value] = {}
    for value in values:
        found.setdefault(tuple(_holds(check, value) for check in checks), value)
    return tuple(found.values())


def _holds(check: Check, value: Value) -> bool:
    """Tell whether « is » or « in » holds of a value: what the engine makes of it is what the table is to prove."""
    return value in check.operand if isinstance(check.operand, tuple) else value == check.operand


def _days(
    root: str, relations: Iterable[NotBefore], placed: dict[str, tuple[date, ...]], today: date
) -> tuple[date, ...]:
    found = {day for relation in relations for day in _edges(root, relation, placed)} or {add(today, AHEAD)}
    if root == ENDED:  # however late the signature, the end may come after it
        found |= {LAST_DAY}
    if any(_ties(root, relation) for relation in relations):
        found |= {FIRST_DAY, LAST_DAY}  # whatever the other day is, this one may stand on either side of it
    return tuple(sorted(found))


def _ties(root: str, relation: NotBefore) -> bool:
    """Tell whether a comparison sets a day against that of another answer."""
    ends = (relation.later[0], relation.earlier[0])
    return root in ends and TODAY not in ends and all(isinstance(end, str) for end in ends)


def _edges(root: str, relation: NotBefore, placed: dict[str, tuple[date, ...]]) -> Iterator[date]:
    """Yield the days of `root` on each side of a comparison with a day that is already placed."""
    (later, plus), (earlier, more) = relation.later, relation.earlier
    if later == root:
        for day in _placed(relation.earlier, placed):
            first = _first_reaching(day, plus)
            yield from (first - DAY, first)
    if earlier == root:
        for day in _placed(relation.later, placed):
            first = _first_reaching(day + DAY, more)
            yield from (first - DAY, first)


def _placed(term: Term, placed: dict[str, tuple[date, ...]]) -> Iterator[date]:
    name, duration = term
    days = (name,) if isinstance(name, date) else placed.get(name, ())
    yield from (add(day, duration) for day in days)


def _first_reaching(end: date, duration: Duration) -> date:
    """Return the first day that, plus `duration`, is on or after `end`."""
    day = latest_start(end, duration) - 4 * DAY
    while add(day, duration) < end:
        day += DAY
    return day


def _numbers(fact: Fact, reads: Reads) -> tuple[Value, ...]:
    """Return every threshold, every limit of a sum, what is left of a threshold beside a limit, and points between."""
    cuts = {fact.minimum, fact.maximum, *reads.counted.get(fact.id, ())}
    cuts |= {c.operand for c in reads.checks_of(fact.id) if isinstance(c.operand, int | float)}
    for derived in reads.pack.numbers:
        limits = [limit for _, limit in derived.parts if limit is not None]
        if fact.id in dict(derived.parts):
            wanted = [float(str(c.operand)) for c in reads.checks_of(derived.id)]
            cuts |= {*limits, *wanted, *(want - limit for want in wanted for limit in limits)}
    kept = sorted(cut for cut in cuts if fact.minimum <= cut <= fact.maximum)
    between = [low + (high - low) * HALF for low, high in pairwise(kept)]
    return tuple(int(n) if n == int(n) else n for n in sorted({*kept, *between}))


def _operands(reads: Reads, fact: str) -> set[str]:
    """Return every value that a comparison of `fact` names."""
    operands = [check.operand for check in reads.checks_of(fact)]
    return {str(value) for found in operands for value in (found if isinstance(found, tuple) else (found,))}


def _communes(reads: Reads) -> Iterator[str]:
    """Yield the communes, and a commune of each département or region, that a comparison names, and one elsewhere."""
    known, regions = one_commune_by_departement(), region_by_departement()
    named, wanted, communes = (_operands(reads, fact) for fact in ("departement", "region", "commune"))
    found = {code: known[code] for code in sorted(named)}
    for region in sorted(wanted):
        found.setdefault(*next((code, known[code]) for code in sorted(known) if regions[code] == region))
    elsewhere = next(code for code in sorted(known) if code not in named and regions[code] not in wanted)
    yield from dict.fromkeys((*found.values(), *sorted(communes), known[elsewhere]))
