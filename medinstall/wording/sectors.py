"""The ways to practise as a page: a table that compares them, then what the table cannot say of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from medinstall.domain.plan import Plan, Reason
from medinstall.domain.truth import Truth
from medinstall.engine.sectors import SectorPlan, varying_aids
from medinstall.french import listing, long_date, typography
from medinstall.text import clean
from medinstall.wording.blocks import Block, Commands, Heading, Page, Paragraph, Table
from medinstall.wording.labels import LEVELS, Sign, Tone, quoted
from medinstall.wording.phrasing import Wording, limit
from medinstall.wording.sector_aids import aid_changes, one_off_amounts

HEADS = ("Secteur", "Accès", "Rendu au patient", "Cotisations payées", "Prime", "En sortir")
EXPLAINED = "Rendu\u00a0: à qui a un médecin traitant. Cotisations payées\u00a0: par la caisse."
ACCESS: dict[Truth, str] = {Truth.YES: "ouvert", Truth.NO: "fermé", Truth.UNKNOWN: "à confirmer"}
_TONES: dict[Truth, Tone] = {Truth.YES: "good", Truth.NO: "danger", Truth.UNKNOWN: "doubt"}


def sectors_page(sectors: Sequence[SectorPlan], plan: Plan, dossier: str) -> Page:
    """Return every way to practise for the profile of `plan`, which is the plan as answered now."""
    wording = Wording(plan)
    names = {sector.id: wording.answer("secteur", sector.id) for sector in sectors}
    now = next((sector for sector in sectors if sector.is_current), None)
    varying = varying_aids(tuple(sectors))
    told: set[str] = set()
    return (
        Paragraph(f"{clean(dossier)}, les secteurs d’exercice", "strong"),
        Paragraph(f"Votre réponse\u00a0: {names[now.id] if now else 'pas encore choisi'}"),
        Paragraph(_warning(sectors, plan), "doubt"),
        _table(sectors, names, wording),
        Paragraph(EXPLAINED, "quiet"),
        *_final(sectors, names, wording),
        *(block for sector in sectors for block in _details(sector, now, varying, wording, told)),
        Heading("Et ensuite", tight=True),
        Commands((*_questions(sectors, wording), *_more(sectors))),
        Paragraph(f"{limit(plan)} Sources\u00a0: medinstall sources.", "quiet"),
    )


def _warning(sectors: Sequence[SectorPlan], plan: Plan) -> str:
    days = [item.review_by for sector in sectors for item in sector.rule.evidence]
    late = [day for day in days if day < plan.profile.today]
    if not late:
        return ""
    return f"Attention\u00a0: ces règles sont à relire depuis le {long_date(min(late))}. Faites-les confirmer."


def _table(sectors: Sequence[SectorPlan], names: Mapping[str, str], wording: Wording) -> Table:
    rows, marked = [], None
    for number, sector in enumerate(sectors):
        rule = sector.rule
        texts = (sector.refund, rule.contributions, rule.bonus, rule.binding)
        said = (wording.finished(text, rule.figures) for text in texts)
        rows.append((names[sector.id], ACCESS[sector.access], *said))
        marked = number if sector.is_current else marked
    return Table(HEADS, tuple(rows), flexible=len(HEADS) - 1, marked=marked)


def _final(sectors: Sequence[SectorPlan], names: Mapping[str, str], wording: Wording) -> Iterator[Block]:
    """Yield what cannot be undone, each with the sectors concerned in its sign; a closed sector has no say."""
    found = [sector for sector in sectors if sector.access is not Truth.NO]
    alerts = {alert.id: alert for sector in found for alert in sector.final}
    for name, alert in alerts.items():
        holders = [names[sector.id] for sector in found if any(item.id == name for item in sector.final)]
        block = wording.alert(alert)
        yield block._replace(sign=Sign(block.sign.mark, f"{block.sign.word} ({typography(together(holders))})"))


def together(names: Sequence[str]) -> str:
    """Return names with the words they all begin with said once: « Secteur 2 sans option et avec OPTAM »."""
    words = [name.split(" ") for name in names]
    shared = 0
    while len(names) > 1 and all(len(each) > shared + 1 and each[shared] == words[0][shared] for each in words):
        shared += 1
    rest = listing(" ".join(each[shared:]) for each in words)
    return " ".join((*words[0][:shared], rest)) if names else ""


def _details(
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
            *_attention(sector, wording),
            ("Honoraires", wording.finished(rule.fees, figures)),
            ("Régime social", wording.finished(rule.social, figures)),
            ("Aides", " ".join(_aids(sector, now, varying, wording))),
            ("Ensuite", wording.finished(rule.irreversible, figures)),
            ("Engagements", _commitments(sector, wording)),
        ]
        for label, text in texts:
            if text and (label == "Aides" or text not in told):  # no line of aids would mean no aid
                yield Paragraph(f"{label}\u00a0: {text}", inset=1)
        told.update(text for _, text in texts)


def _access(sector: SectorPlan, wording: Wording, told: set[str]) -> Iterator[Paragraph]:
    """Yield whether the doctor may, then each condition that does not hold yet, those told before once for all."""
    open_ = [_reason(reason, sector, wording) for reason in sector.reasons if reason.holds is not Truth.YES]
    shared = "Les conditions dites plus haut valent ici aussi." if told.intersection(open_) else ""
    texts = [_sentence(sector), *(f"Condition\u00a0: {text}" for text in open_ if text not in told), shared]
    yield Paragraph(" ".join(filter(None, texts)), _TONES[sector.access], inset=1)
    told.update(open_)


def _sentence(sector: SectorPlan) -> str:
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


def _attention(sector: SectorPlan, wording: Wording) -> Iterator[tuple[str, str]]:
    """Yield what to beware of, but what cannot be undone, which stands above, and the access, told beside."""
    for alert in sector.alerts:
        if alert.rule.level == "attention" and not alert.rule.while_unknown:
            yield LEVELS["attention"].word, wording.finished(alert.text, alert.rule.figures)
    alerts = " ".join(alert.text for alert in sector.alerts)  # one of them may say already what is to come
    coming = [reason for reason in sector.coming if reason.text not in alerts]
    yield from ((LEVELS["attention"].word, text) for text in wording.coming(coming, wording.finished))


def _aids(sector: SectorPlan, now: SectorPlan | None, varying: frozenset[str], wording: Wording) -> Iterator[str]:
    """Yield how the aids of this sector differ from those of the answer; nothing where they are the same."""
    changed = tuple(aid_changes(sector, varying, wording))
    if changed or now is None or sector.is_current:
        yield one_off_amounts(sector, now)
        yield from (f"{change}." for change in changed)


def _commitments(sector: SectorPlan, wording: Wording) -> str:
    """Return what the sector answered asks of the doctor; the others are compared by what they give."""
    said = (wording.finished(text, sector.rule.figures) for text in sector.rule.commitments)
    return f"{'. '.join(said)}." if sector.is_current else ""


def _questions(sectors: Sequence[SectorPlan], wording: Wording) -> Iterator[tuple[str, str]]:
    """Yield the answers that settle an access, each once, with the command that gives it."""
    for fact in dict.fromkeys(fact for sector in sectors for fact in sector.ask):
        words = f"Pour savoir ce qui est ouvert, répondez à {quoted(wording.fact(fact))}\u00a0:"
        yield words, f"medinstall modifier {fact}"


def _more(sectors: Sequence[SectorPlan]) -> Iterator[tuple[str, str]]:
    other = next((sector.id for sector in sectors if not sector.is_current and sector.access is not Truth.NO), None)
    if other:
        words = "Pour comparer toute votre liste, dates comprises, sans rien enregistrer\u00a0:"
        yield words, f"medinstall simuler secteur={other}"
    yield "Pour changer votre réponse, après en avoir vu les effets\u00a0:", "medinstall modifier secteur"
