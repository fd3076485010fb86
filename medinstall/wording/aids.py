"""From the aids of a plan to their rows and their full pages, in finished French."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from medinstall.domain.plan import AidPlan, Change, Plan, Reason
from medinstall.domain.truth import Truth
from medinstall.french import count, euros, listing, long_date
from medinstall.wording.dates import date_view
from medinstall.wording.labels import VERDICTS, amount, capital, quoted, unmet
from medinstall.wording.phrasing import Wording, warnings_of, weak_source
from medinstall.wording.view import AidRow, AidView, ReasonView

_SIMPLE_SENTENCES = {
    "eligible": "Vous y avez droit, d’après vos réponses.",
    "pas_encore_applicable": "Votée, mais le texte d’application manque.",
    "fermee": "Plus aucune nouvelle demande n’est possible.",
}


def aid_row(aid: AidPlan, wording: Wording, *, explained: bool = False) -> AidRow:
    """Return one aid as a row of the list; `explained`: with how its day was counted."""
    return AidRow(
        id=aid.id,
        verdict=aid.verdict,
        sign=VERDICTS[aid.verdict],
        title=wording.title(aid),
        amount=amount(aid.amount) if aid.amount else "",
        payer=wording.payer(aid),
        pay_by=date_view(aid.pay_by, wording, partial(wording.of_aid, aid), explained=explained),
        remark=_remark(aid, wording),
    )


def aid_view(aid: AidPlan, wording: Wording, changes: Sequence[Change] = (), losses: Sequence[Change] = ()) -> AidView:
    """Return one aid in full; `changes` are the answers that would open it, as the engine found them."""
    say, who = partial(wording.of_aid, aid), wording.with_whom(aid.rule.payer)
    return AidView(
        row=aid_row(aid, wording, explained=True),
        sentence=_sentence(aid, wording),
        reasons=tuple(_reasons(aid, wording, who)),
        payments=_payments(aid),
        what=say(aid.rule.what),
        claim=say(aid.rule.claim),
        unlock=tuple(wording.change(change) for change in changes),
        losing=tuple(wording.change(change) for change in losses),
        commitments=tuple(map(say, aid.rule.commitments)),
        notes=(*map(say, aid.notes), *_together(aid, wording)),
        sources=wording.sources(aid.evidence, *(source for reason in aid.reasons for source in reason.sources)),
        warnings=(*wording.coming(aid.reasons, say), *_warnings(aid, who)),
    )


def totals(plan: Plan) -> str:
    """Return the one-off amounts that can be drawn together, sure and possible, in one sentence."""
    sure, possible = plan.totals.certain_eur, plan.totals.possible_eur
    if not sure and not possible:
        return "Aucun versement unique n’est acquis d’après vos réponses."
    more = f"{euros(possible)} {'de plus ' if sure else ''}à vérifier" if possible else ""
    parts = [f"{euros(sure)} d’après vos réponses" if sure else "", more]
    return f"Versements uniques que vous pouvez réunir\u00a0: {listing(part for part in parts if part)}."


def money(plan: Plan) -> str:
    """Return the same amounts in a few words: « 10 000 € d’après vos réponses, 3 000 € possibles »."""
    sure, possible = plan.totals.certain_eur, plan.totals.possible_eur
    parts = [f"{euros(sure)} d’après vos réponses" if sure else "", f"{euros(possible)} possibles" if possible else ""]
    return ", ".join(part for part in parts if part)


def _remark(aid: AidPlan, wording: Wording) -> str:
    """Return the reason that decides, in a few words, or what the amount depends on; empty for most."""
    if aid.verdict == "a_verifier":
        return _undecided(aid, wording)
    if aid.verdict == "eligible":
        return _unpriced(aid, wording)
    if aid.verdict in ("non_eligible", "fermee"):
        missing = next((reason for reason in aid.reasons if reason.holds is Truth.NO), None)
        if missing is None:
            return ""
        text = wording.of_aid(aid, missing.text)
        return unmet(text) if missing.cause == "condition" else text
    return ""


def _unpriced(aid: AidPlan, wording: Wording) -> str:
    read = {fact for value in aid.rule.values for fact in (value.of, value.times)} & set(wording.plan.unknown)
    if aid.amount is not None or not read:
        return ""
    return f"montant à calculer\u00a0: donnez {listing(quoted(wording.fact(fact)) for fact in sorted(read))}"


def _sentence(aid: AidPlan, wording: Wording) -> str:
    if aid.signed and aid.verdict in ("eligible", "fermee"):
        if aid.verdict == "eligible":
            return "Votre contrat court\u00a0: il va à son terme."
        too_late = any(reason.cause == "closed" for reason in aid.reasons)
        return "Ce contrat ne se signait plus ce jour-là." if too_late else "Votre contrat est terminé."
    if aid.verdict == "a_verifier":
        return f"{capital(_undecided(aid, wording))}."
    if aid.verdict == "non_eligible":
        missing = sum(reason.holds is Truth.NO for reason in aid.reasons)
        return f"{count(missing, 'condition')} {'n’est pas remplie' if missing < 2 else 'ne sont pas remplies'}."
    return _SIMPLE_SENTENCES[aid.verdict]


def _undecided(aid: AidPlan, wording: Wording) -> str:
    unknown = [reason for reason in aid.reasons if reason.holds is Truth.UNKNOWN and _decides(reason)]
    return wording.undecided(unknown)


def _decides(reason: Reason) -> bool:
    return reason.cause not in ("stale", "confidence", "pending")


def _payments(aid: AidPlan) -> tuple[str, ...]:
    lines = [f"{euros(payment.eur)} le {long_date(payment.on)}" for payment in aid.payments]
    if aid.refund_eur is not None:
        lines.append(f"Somme à rendre après la résiliation\u00a0: {euros(aid.refund_eur)}")
    return tuple(lines)


def _together(aid: AidPlan, wording: Wording) -> tuple[str, ...]:
    related = (*aid.rule.excludes, *aid.rule.unsettled_with)
    others = (plan for plan in wording.plan.aids if plan.id in related)
    titles = {plan.id: quoted(wording.title(plan)) for plan in others}
    lines = []
    if excluded := [titles[other] for other in aid.rule.excludes if other in titles]:
        lines.append(f"Ne se cumule pas avec {listing(excluded, 'ni avec')}.")
    if unsettled := [titles[other] for other in aid.rule.unsettled_with if other in titles]:
        lines.append(f"Cumul non tranché par les sources avec {listing(unsettled)}.")
    return tuple(lines)


def _warnings(aid: AidPlan, who: str) -> tuple[str, ...]:
    """Return what the reasons do not already say: staleness and weak sources have their own reasons."""
    said = {reason.cause for reason in aid.reasons}
    weak = () if "confidence" in said else aid.evidence
    return warnings_of(weak, aid.stale and "stale" not in said, who)


def _reasons(aid: AidPlan, wording: Wording, who: str) -> Iterator[ReasonView]:
    """Yield the reasons; what a source does not settle is said once, as what to have confirmed."""
    say, told = partial(wording.of_aid, aid), False
    for reason in aid.reasons:
        weak = reason.cause == "confidence"
        if reason.text and reason.cause != "coming" and not (weak and told):
            text = weak_source(who) if weak else say(reason.text)
            told = told or weak
            yield wording.reason(reason, text, aid.evidence)
