"""The ways to practise, side by side, in finished French."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from medinstall.domain.plan import Plan
from medinstall.domain.rule import Evidence
from medinstall.domain.truth import Truth
from medinstall.engine.sectors import SectorPlan, varying_aids
from medinstall.french import listing, long_date, typography
from medinstall.text import clean
from medinstall.wording import gains as view_gains
from medinstall.wording.checklist import acronyms, limit
from medinstall.wording.labels import Sign, capital, quoted
from medinstall.wording.phrasing import Wording
from medinstall.wording.sector import CommandView, SectorView, alert_view, sector_view
from medinstall.wording.view import AlertView, SourceView


class SectorsView(NamedTuple):
    """Every way to practise. `final`: what cannot be undone, with the sectors concerned in its sign.

    `warning` is for rules past their date of review.
    """

    name: str
    current: str
    warning: str
    example: str
    sectors: tuple[SectorView, ...]
    final: tuple[AlertView, ...]
    sources: tuple[SourceView, ...]
    more: tuple[CommandView, ...]
    limit: str
    acronyms: tuple[tuple[str, str], ...] = ()


def sectors_view(sectors: Sequence[SectorPlan], plan: Plan, dossier: str) -> SectorsView:
    """Return every way to practise for the profile of `plan`, which is the plan as answered now."""
    wording = Wording(plan)
    names = {sector.id: wording.answer("secteur", sector.id) for sector in sectors}
    now = next((sector for sector in sectors if sector.is_current), None)
    view = SectorsView(
        name=clean(dossier),
        current=names[now.id] if now else "pas encore choisi",
        warning=_warning(sectors, plan),
        example="Rendu au patient\u00a0: pour une consultation chez un généraliste qui est son médecin traitant.",
        sectors=tuple(_views(sectors, names, now, wording)),
        final=tuple(_final(sectors, names, wording)),
        sources=wording.sources(_evidence(sectors)),
        more=tuple(_more(sectors)),
        limit=limit(plan),
    )
    return view._replace(acronyms=acronyms(view, plan))


def _warning(sectors: Sequence[SectorPlan], plan: Plan) -> str:
    days = [item.review_by for sector in sectors for item in sector.rule.evidence]
    late = [day for day in days if day < plan.profile.today]
    if not late:
        return ""
    return f"Attention\u00a0: ces règles sont à relire depuis le {long_date(min(late))}. Faites-les confirmer."


def _views(
    sectors: Sequence[SectorPlan], names: Mapping[str, str], now: SectorPlan | None, wording: Wording
) -> Iterator[SectorView]:
    varying = varying_aids(tuple(sectors))
    lenders: dict[object, str] = {}
    earlier: list[SectorView] = []
    for sector in sectors:
        view = sector_view(sector, names[sector.id], wording)
        lender = lenders.setdefault(sector.rule.access, view.name)
        if lender != view.name:
            same = f"{capital(view.sign.word)}\u00a0: mêmes conditions que {quoted(lender)}."
            view = view._replace(access=same, reasons=(), ask=())
        view = view._replace(
            total=view_gains.total(sector, now), gains=tuple(view_gains.gains(sector, varying, wording))
        )
        yield _shortened(view, earlier)
        earlier.append(view)


def _shortened(view: SectorView, earlier: Sequence[SectorView]) -> SectorView:
    """Return a sector without the alerts and commitments that those before it have told."""
    told = {alert.id for other in earlier for alert in other.alerts}
    alerts = tuple(alert for alert in view.alerts if alert.id not in told)
    same = next((other for other in earlier if len(other.commitments) > 1 and _holds(view, other)), None)
    if same is None:
        return view._replace(alerts=alerts)
    own = tuple(text for text in view.commitments if text not in same.commitments)
    return view._replace(alerts=alerts, commitments=own, same_as=f"Ceux de {quoted(same.name)}")


def _holds(view: SectorView, other: SectorView) -> bool:
    return set(other.commitments) <= set(view.commitments)


def _more(sectors: Sequence[SectorPlan]) -> Iterator[CommandView]:
    other = next((sector.id for sector in sectors if not sector.is_current and sector.access is not Truth.NO), None)
    if other:
        yield CommandView(
            "Pour comparer toute votre liste, dates comprises, sans rien enregistrer\u00a0:",
            f"medinstall simuler secteur={other}",
        )
    yield CommandView("Pour changer votre réponse, après en avoir vu les effets\u00a0:", "medinstall modifier secteur")


def _final(sectors: Sequence[SectorPlan], names: Mapping[str, str], wording: Wording) -> Iterator[AlertView]:
    alerts = {alert.id: alert for sector in sectors for alert in sector.final}
    for name, alert in alerts.items():
        holders = [names[sector.id] for sector in sectors if any(item.id == name for item in sector.final)]
        view = alert_view(alert, wording)
        yield view._replace(sign=Sign(view.sign.mark, f"{view.sign.word} ({typography(together(holders))})"))


def together(names: Sequence[str]) -> str:
    """Return names with the words they all begin with said once: « Secteur 2 sans option et avec OPTAM »."""
    words = [name.split(" ") for name in names]
    shared = 0
    while len(names) > 1 and all(len(each) > shared + 1 and each[shared] == words[0][shared] for each in words):
        shared += 1
    rest = listing(" ".join(each[shared:]) for each in words)
    return " ".join((*words[0][:shared], rest)) if names else ""


def _evidence(sectors: Sequence[SectorPlan]) -> tuple[Evidence, ...]:
    """Return all that is leant on, once a source; the notes of the sectors stand with them, as cautions."""
    found = {item.source: item._replace(note="") for sector in sectors for item in sector.rule.evidence}
    alerts = (alert for sector in sectors for alert in (*sector.final, *sector.alerts))
    for item in (item for alert in alerts for item in alert.rule.evidence):
        found.setdefault(item.source, item)
    return tuple(found.values())
