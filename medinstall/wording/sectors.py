"""The ways to practise, side by side, as a page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from medinstall.domain.plan import Plan
from medinstall.domain.truth import Truth
from medinstall.engine.sectors import SectorPlan, varying_aids
from medinstall.french import listing, long_date, typography
from medinstall.text import clean
from medinstall.wording.blocks import Block, Commands, Heading, Page, Paragraph, Table
from medinstall.wording.labels import Sign
from medinstall.wording.phrasing import Wording, limit
from medinstall.wording.sector import HEADS, details, question, row

EXPLAINED = "Rendu\u00a0: à qui a un médecin traitant. Cotisations payées\u00a0: par la caisse."


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
        *(block for sector in sectors for block in details(sector, now, varying, wording, told)),
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
    rows = tuple(row(sector, names[sector.id], wording) for sector in sectors)
    marked = next((number for number, sector in enumerate(sectors) if sector.is_current), None)
    return Table(HEADS, rows, flexible=len(HEADS) - 1, marked=marked)


def _questions(sectors: Sequence[SectorPlan], wording: Wording) -> Iterator[tuple[str, str]]:
    """Yield the answers that settle an access, each once."""
    return (question(fact, wording) for fact in dict.fromkeys(fact for sector in sectors for fact in sector.ask))


def _more(sectors: Sequence[SectorPlan]) -> Iterator[tuple[str, str]]:
    other = next((sector.id for sector in sectors if not sector.is_current and sector.access is not Truth.NO), None)
    if other:
        words = "Pour comparer toute votre liste, dates comprises, sans rien enregistrer\u00a0:"
        yield words, f"medinstall simuler secteur={other}"
    yield "Pour changer votre réponse, après en avoir vu les effets\u00a0:", "medinstall modifier secteur"


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
