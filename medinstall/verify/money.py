"""Claims on aids: exclusive ones are neither granted nor added together, a refusal has its reason, a way out works."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, combinations, product

from medinstall.domain.fact import Value
from medinstall.domain.pack import RulePack
from medinstall.domain.plan import AidPlan, Amount, Verdict
from medinstall.domain.truth import Truth
from medinstall.engine.amounts import totals
from medinstall.engine.counterfactuals import unlocks
from medinstall.engine.explanations import aid_reasons
from medinstall.engine.implied_answers import settled
from medinstall.engine.plan import plan_of
from medinstall.engine.situation import Situation
from medinstall.verify.claims import Claim, Proof, Violation
from medinstall.verify.outcomes import Outcome
from medinstall.verify.parts import Part, parts_of
from medinstall.verify.rule_inputs import reads_of_aid
from medinstall.verify.space import is_asked, profile_of, situation_of

REFUSALS: dict[Verdict, Truth] = {
    "non_eligible": Truth.NO,
    "fermee": Truth.NO,
    "a_verifier": Truth.UNKNOWN,
    "pas_encore_applicable": Truth.UNKNOWN,
}
UNLOCKED = 40  # refusals of each aid from which a way out is sought


def exclusive(proof: Proof) -> Claim:
    """Return the claim that two aids of which one excludes the other are never both granted."""
    pairs = sorted({tuple(sorted((aid.id, other))) for aid in proof.pack.aids for other in aid.excludes})
    violations = []
    for one, other in pairs:
        found = _both(proof, one, other)
        if found is not None:
            shortest = _shortest(proof, (one, other), found)
            violations.append(Violation(f"aid.{one}", f"accordée en même temps que {other}", shortest, proof.base))
    title = "Deux aides qui s’excluent ne sont jamais accordées ensemble"
    return Claim("exclusion", title, len(pairs), tuple(violations))


def _both(proof: Proof, *aids: str) -> dict[str, Value] | None:
    """Return answers under which every one of `aids` is eligible, None when there are none.

    The search cuts a branch as soon as one of them is certainly refused, which no answer changes (claim « certitude »).
    """
    one, other = (reads_of_aid(proof.pack.aid[aid], proof.pack) for aid in aids)
    parts = parts_of(one.joined(other), proof.base)
    parts.sort(key=lambda part: (not all(each.support & set(part.roots) for each in (one, other)), len(part.classes)))
    return _search(proof, aids, parts, {})


def _shortest(proof: Proof, aids: tuple[str, ...], answers: dict[str, Value]) -> dict[str, Value]:
    """Return the answers without those that the grants do not need."""
    for root in tuple(answers):
        fewer = {name: value for name, value in answers.items() if name != root}
        situation = situation_of(proof.pack, fewer, proof.base)
        if all(situation.aid(aid).verdict == "eligible" for aid in aids):
            answers = fewer
    return answers


def _search(
    proof: Proof, aids: tuple[str, ...], parts: list[Part], answers: dict[str, Value]
) -> dict[str, Value] | None:
    situation = situation_of(proof.pack, answers, proof.base)
    outcomes = [situation.aid(aid) for aid in aids]
    if any(found.verdict in ("non_eligible", "fermee") and not found.open for found in outcomes):
        return None
    if not parts:
        return answers if all(found.verdict == "eligible" for found in outcomes) else None
    known = (
        found.answers for found in parts[0].classes if not found.next
    )  # granted while unknown is granted once known
    branches = (_search(proof, aids, parts[1:], answers | told) for told in known)
    return next((granted for granted in branches if granted is not None), None)


def totals_hold(proof: Proof) -> Claim:
    """Return the claim that totals add nothing that excludes, whatever the verdicts."""
    base = plan_of(proof.pack, profile_of({}, proof.base))
    paid = [aid for aid in base.aids if any(v.eur and v.per == "unique" for v in aid.rule.values)]
    violations, checked = [], 0
    verdicts: tuple[Verdict, ...] = ("eligible", "a_verifier", "non_eligible")
    for given in product(verdicts, repeat=len(paid)):
        checked += 1
        aids = [_granted(aid, verdict) for aid, verdict in zip(paid, given, strict=True)]
        found = totals(aids)
        certain = _best([aid for aid in aids if aid.verdict == "eligible"], strict=True)
        most = _best([aid for aid in aids if aid.verdict != "non_eligible"], strict=False)
        if (found.certain_eur, found.possible_eur) != (certain, most - certain):
            names = ", ".join(f"{aid.id} {verdict}" for aid, verdict in zip(paid, given, strict=True))
            violations.append(Violation("totals", f"{found.certain_eur} + {found.possible_eur} pour {names}"))
    return Claim("totaux", "Les totaux n’ajoutent jamais ce qui s’exclut", checked, tuple(violations))


def _granted(aid: AidPlan, verdict: Verdict) -> AidPlan:
    eur = next(value.eur for value in aid.rule.values if value.eur)
    return aid._replace(verdict=verdict, signed=False, amount=Amount(eur, "unique"))


def _best(aids: list[AidPlan], *, strict: bool) -> float:
    """Return the largest sum of aids that go together, written apart from the engine's."""
    best = 0.0
    for chosen in chain.from_iterable(combinations(aids, size) for size in range(len(aids) + 1)):
        barred = {name for aid in chosen for name in (*aid.rule.excludes, *(aid.rule.unsettled_with if strict else ()))}
        if not barred & {aid.id for aid in chosen}:
            best = max(best, sum(aid.amount.eur for aid in chosen if aid.amount))
    return best


def refusals_explained(proof: Proof) -> Claim:
    """Return the claim that every aid refused or held back, and every step set aside, says why."""
    violations, checked = [], 0
    for outcome, table in proof.tables:
        known = set()
        for row, seen in enumerate(table.seen):
            if outcome.kind in ("step", "aid") and seen not in known:
                known.add(seen)
                checked += 1
                situation = situation_of(proof.pack, table.answers(row), table.today)
                if not _explained(outcome, situation):
                    text = f"verdict « {seen.verdict} » sans raison"
                    violations.append(Violation(outcome.name, text, table.answers(row), table.today))
    return Claim("raisons", "Tout refus et toute réserve ont une raison", checked, tuple(violations))


def _explained(outcome: Outcome, situation: Situation) -> bool:
    if outcome.kind == "aid":
        compiled, found = situation.compiled.aids[outcome.id], situation.aid(outcome.id)
        wanted = REFUSALS.get(found.verdict)
        return wanted is None or any(reason.holds == wanted for reason in aid_reasons(compiled, found, situation))
    applies = situation.applies(outcome.id).truth
    reasons = outcome.see(situation).reasons
    assert isinstance(reasons, tuple)
    return applies is Truth.YES or applies in reasons


def ways_out(proof: Proof) -> Claim:
    """Return the claim that each change proposed to unlock an aid, computed again on the whole plan, unlocks it.

    The engine recomputes every change before it proposes it; here a stride of the refusals of each aid is taken through
    the whole plan, and no part of a change may be enough on its own.
    """
    violations, checked = [], 0
    for outcome, table in proof.tables:
        if outcome.kind != "aid" or table.today != proof.base:
            continue
        rows = [row for row, seen in enumerate(table.seen) if seen.verdict in REFUSALS]
        for row in rows[:: max(1, len(rows) // UNLOCKED)]:
            answers = {root: value for root, value in table.answers(row).items() if is_asked(root)}
            answers = settled(proof.pack.facts, answers)
            for change in unlocks(proof.pack, profile_of(answers, table.today), outcome.id):
                checked += 1
                for text in _fails(proof.pack, answers, change.set, outcome.id):
                    violations.append(Violation(outcome.name, text, answers, table.today))
    title = "Chaque changement proposé, recalculé sur le plan entier, ouvre l’aide, et rien de plus petit ne suffit"
    return Claim("deblocage", title, checked, tuple(violations))


def _fails(pack: RulePack, answers: dict[str, Value], change: tuple[tuple[str, Value], ...], aid: str) -> Iterator[str]:
    def verdict(some: tuple[tuple[str, Value], ...]) -> str:
        full = settled(pack.facts, {**answers, **dict(some)})
        plan = plan_of(pack, profile_of(full, pack.checked_on))
        return next(found.verdict for found in plan.aids if found.id == aid)

    if verdict(change) != "eligible":
        yield f"le changement {dict(change)} n’ouvre pas l’aide"
    for size in range(1, len(change)):
        for part in combinations(change, size):
            if verdict(part) == "eligible":
                yield f"le changement {dict(part)} suffit"
