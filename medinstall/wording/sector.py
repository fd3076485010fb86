"""One way to practise, in finished French: a row of the table that compares, and what the table cannot say."""

from __future__ import annotations

from collections.abc import Iterator

from medinstall.domain.plan import Alert, Reason
from medinstall.domain.truth import Truth
from medinstall.engine.sectors import SectorPlan
from medinstall.wording.blocks import Block, Heading, Paragraph
from medinstall.wording.labels import LEVELS, Tone, quoted
from medinstall.wording.phrasing import Wording
from medinstall.wording.sector_aids import aid_changes, one_off_amounts

HEADS = ("Secteur", "Accès", "Rendu au patient", "Cotisations payées", "Prime", "En sortir")
ACCESS: dict[Truth, str] = {Truth.YES: "ouvert", Truth.NO: "fermé", Truth.UNKNOWN: "à confirmer"}
_TONES: dict[Truth, Tone] = {Truth.YES: "good", Truth.NO: "danger", Truth.UNKNOWN: "doubt"}


def row(sector: SectorPlan, name: str, wording: Wording) -> tuple[str, ...]:
    """Return one row of the table, under `HEADS`."""
    rule = sector.rule
    texts = (sector.refund, rule.contributions, rule.bonus, rule.binding)
    return (name, ACCESS[sector.access], *(wording.finished(text, rule.figures) for text in texts))


def details(
    sector: SectorPlan, now: SectorPlan | None, varying: frozenset[str], wording: Wording, told: set[str]
) -> Iterator[Block]:
    """Yield what is to be known of one way to practise beside its row; of a closed one, why it is closed.

    `told`: the texts that stand on the page already, to which those of this sector are added.
    """
    rule, figures = sector.rule, sector.rule.figures
    yield Heading(wording.finished(rule.title, figures), "votre réponse" if sector.is_current else "", tight=True)
    if sector.access is not Truth.YES:
        yield from _access(sector, wording, told)
    if sector.access is not Truth.NO:
        texts = [
            *((LEVELS[alert.rule.level].word, _said(alert, wording)) for alert in _untold(sector)),
            *(("Attention", text) for text in _coming(sector, wording)),
            ("Honoraires", wording.finished(rule.fees, figures)),
            ("Régime social", wording.finished(rule.social, figures)),
            ("Aides", " ".join(_aids(sector, now, varying, wording))),
            ("Ensuite", wording.finished(rule.irreversible, figures)),
            ("Engagements", _commitments(sector, wording)),
        ]
        for label, text in texts:
            if text and text not in told:
                yield Paragraph(f"{label}\u00a0: {text}", inset=1)
        told.update(text for _, text in texts)


def _commitments(sector: SectorPlan, wording: Wording) -> str:
    """Return what the sector answered asks of the doctor; the others are compared by what they give."""
    said = (wording.finished(text, sector.rule.figures) for text in sector.rule.commitments)
    return f"{'. '.join(said)}." if sector.is_current else ""


def _access(sector: SectorPlan, wording: Wording, told: set[str]) -> Iterator[Paragraph]:
    """Yield whether the doctor may, then each condition that does not hold yet, those told before once for all."""
    open_ = [_reason(reason, sector, wording) for reason in sector.reasons if reason.holds is not Truth.YES]
    shared = "Les conditions dites plus haut valent ici aussi." if told.intersection(open_) else ""
    texts = [_sentence(sector), *(f"Condition\u00a0: {text}" for text in open_ if text not in told), shared]
    yield Paragraph(" ".join(filter(None, texts)), _TONES[sector.access], inset=1)
    told.update(open_)


def _sentence(sector: SectorPlan) -> str:
    if sector.access is Truth.YES:
        return "Ouvert, d’après vos réponses."
    if sector.access is Truth.NO:
        return "Fermé, d’après vos réponses."
    if sector.ask:
        return "Accès à confirmer\u00a0: il manque une réponse."
    return "Accès à confirmer auprès de votre caisse\u00a0: les textes ne tranchent pas."


def _reason(reason: Reason, sector: SectorPlan, wording: Wording) -> str:
    """Return a condition, with the answers that make it fail: those of one still open would only hide it."""
    known = tuple(fact for fact in reason.facts if wording.profile.answers.get(fact) is not None)
    view = wording.reason(reason._replace(facts=known), wording.finished(reason.text, sector.rule.figures))
    return f"{view.text} ({view.answer})." if reason.holds is Truth.NO and view.answer else f"{view.text}."


def question(fact: str, wording: Wording) -> tuple[str, str]:
    """Return what to answer to settle whether a sector is open, and the command."""
    return (
        f"Pour savoir ce qui est ouvert, répondez à {quoted(wording.fact(fact))}\u00a0:",
        f"medinstall modifier {fact}",
    )


def _untold(sector: SectorPlan) -> Iterator[Alert]:
    """Yield the alerts of this sector, but what cannot be undone, which stands above, and its access, told beside."""
    return (alert for alert in sector.alerts if alert.rule.level == "attention" and not alert.rule.while_unknown)


def _said(alert: Alert, wording: Wording) -> str:
    return wording.finished(alert.text, alert.rule.figures)


def _coming(sector: SectorPlan, wording: Wording) -> tuple[str, ...]:
    """Return what changes on a day to come, but for what an alert of this sector says already."""
    alerts = " ".join(alert.text for alert in sector.alerts)
    untold = [reason for reason in sector.coming if reason.text not in alerts]
    return wording.coming(untold, wording.finished)


def _aids(sector: SectorPlan, now: SectorPlan | None, varying: frozenset[str], wording: Wording) -> Iterator[str]:
    """Yield how the aids of this sector differ from those of the answer; nothing where they are the same."""
    changed = tuple(aid_changes(sector, varying, wording))
    if changed or now is None or sector.is_current:
        yield one_off_amounts(sector, now)
        yield from (f"{change}." for change in changed)
