"""One way to practise, in finished French."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from medinstall.domain.plan import Alert, Reason
from medinstall.domain.rule import Evidence
from medinstall.domain.truth import Truth
from medinstall.engine.sectors import SectorPlan
from medinstall.french import euros, typography
from medinstall.wording import gains as view_gains
from medinstall.wording.labels import CONFIDENCES, LEVELS, Sign, quoted
from medinstall.wording.phrasing import Wording
from medinstall.wording.view import AlertView, ReasonView

ACCESS: dict[Truth, Sign] = {
    Truth.YES: Sign("✓", "ouvert"),
    Truth.NO: Sign("×", "fermé"),
    Truth.UNKNOWN: Sign("?", "à confirmer"),
}


class CommandView(NamedTuple):
    """A command to type, kept whole, after the sentence that says what it is for."""

    sentence: str
    command: str


class SectorView(NamedTuple):
    """One way to practise. `refund` and `money` are short, for the table; `gains` compares the aids with those of now.

    `undo` says what can be taken back, `binds` that it must be seen at once. What an earlier sector has told is not
    told again: `reasons`, `alerts`, and `commitments` (those of `same_as` hold too). `sources` are ids, and `cautions`
    pairs some of them with what is not sure about them. `coming` says what the law changes on a day to come.
    """

    id: str
    name: str
    title: str
    is_current: bool
    sign: Sign
    access: str
    reasons: tuple[ReasonView, ...]
    ask: tuple[CommandView, ...]
    fees: str
    refund: str
    reimbursement: str
    social: str
    money: str
    total: str
    gains: tuple[str, ...]
    commitments: tuple[str, ...]
    undo: str
    binds: bool
    alerts: tuple[AlertView, ...]
    cautions: tuple[tuple[str, str], ...]
    sources: tuple[str, ...]
    same_as: str = ""
    coming: tuple[str, ...] = ()


def sector_view(sector: SectorPlan, name: str, wording: Wording) -> SectorView:
    """Return one way to practise, by itself: `total`, `gains` and what it shares with others are added beside them."""
    rule, figures = sector.rule, dict(sector.rule.figures)
    return SectorView(
        id=rule.id,
        name=name,
        title=wording.plain(rule.title, figures),
        is_current=sector.is_current,
        sign=ACCESS[sector.access],
        access=_access(sector),
        reasons=tuple(_reason(reason, sector, wording) for reason in sector.reasons),
        ask=tuple(_question(fact, wording) for fact in sector.ask),
        fees=wording.plain(rule.fees, figures),
        refund=refund(figures),
        reimbursement=wording.plain(rule.reimbursement, figures),
        social=wording.plain(rule.social, figures),
        money=view_gains.money(sector.plan.totals),
        total="",
        gains=(),
        commitments=tuple(wording.plain(text, figures) for text in rule.commitments),
        undo=wording.plain(rule.irreversible, figures),
        binds=bool(sector.final),
        alerts=tuple(alert_view(alert, wording) for alert in sector.alerts if alert.rule.level != "irreversible"),
        cautions=tuple((item.source, _caution(item)) for item in rule.evidence if item.note),
        sources=tuple(item.source for item in rule.evidence),
        coming=_coming(sector, wording),
    )


def _coming(sector: SectorPlan, wording: Wording) -> tuple[str, ...]:
    """Return what changes on a day to come, but for what an alert of this sector says already."""
    alerts = " ".join(alert.text for alert in sector.alerts)
    untold = [reason for reason in sector.coming if reason.text not in alerts]
    return wording.coming(untold, lambda text: wording.plain(text, {}))


def _access(sector: SectorPlan) -> str:
    if sector.access is Truth.YES:
        return "Ouvert, d’après vos réponses."
    if sector.access is Truth.NO:
        return "Fermé, d’après vos réponses."
    if sector.ask:
        return "À confirmer\u00a0: il manque une réponse."
    return "À confirmer par la caisse\u00a0: les textes ne tranchent pas votre situation."


def _reason(reason: Reason, sector: SectorPlan, wording: Wording) -> ReasonView:
    """Return a reason with the answers given: those not asked yet would only hide them."""
    answers = wording.profile.answers
    known = tuple(fact for fact in reason.facts if answers.get(fact) is not None)
    text = wording.plain(reason.text, dict(sector.rule.figures))
    view = wording.reason(reason._replace(facts=known), text, sector.rule.evidence)
    return view if known or not reason.facts else view._replace(answer=wording.answer(reason.facts[0], None))


def _question(fact: str, wording: Wording) -> CommandView:
    return CommandView(f"Pour le savoir, répondez à {quoted(wording.fact(fact))}\u00a0:", f"medinstall modifier {fact}")


def refund(figures: Mapping[str, float]) -> str:
    """Return what a patient gets back of a consultation, for a table; empty where the sector gives no figure.

    `rendu_eur` of a base (`base_eur`, else `consultation_eur`), or the most that is ever paid (`autorite_…`).
    """
    if "rendu_eur" in figures:
        base = figures.get("base_eur", figures.get("consultation_eur"))
        return euros(figures["rendu_eur"]) + (f" sur {euros(base)}" if base else "")
    most = figures.get("autorite_generaliste_eur")
    return f"{euros(most)} au plus" if most else ""


def _caution(item: Evidence) -> str:
    doubt = "" if item.confidence == "high" else f"confiance {CONFIDENCES[item.confidence]} : "
    return typography(f"{doubt}{item.note}")


def alert_view(alert: Alert, wording: Wording) -> AlertView:
    """Return an alert in words, with the sources it rests on."""
    rule = alert.rule
    text = wording.plain(alert.text, dict(rule.figures))
    return AlertView(rule.id, rule.level, LEVELS[rule.level], text, tuple(item.source for item in rule.evidence))
