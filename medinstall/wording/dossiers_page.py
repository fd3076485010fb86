"""Every dossier on one page."""

from __future__ import annotations

from collections.abc import Iterable

from medinstall.domain.plan import Plan
from medinstall.french import weekday_date
from medinstall.wording.blocks import Page, Paragraph, Table
from medinstall.wording.next_step import deadline_words
from medinstall.wording.plan_view import PlanView

HEADS = ("Dossier", "Prochaine échéance", "Premier jour", "Avancement")


def dossiers_page(dossiers: Iterable[tuple[str, Plan]], current: str | None) -> Page:
    """Return one line per dossier; the one in use is named so."""
    rows = tuple(_row(name, plan, name == current) for name, plan in dossiers)
    if not rows:
        return (Paragraph("Aucun dossier pour l’instant. Pour commencer\u00a0: medinstall nouveau"),)
    return (Table(HEADS, rows, flexible=1),)


def _row(name: str, plan: Plan, current: bool) -> tuple[str, ...]:
    start = weekday_date(plan.start.on) if plan.start.on else "pas encore fixé"
    in_use = " (en cours)" if current else ""
    view = PlanView(plan, name)
    return (f"{view.name}{in_use}", deadline_words(view) or "aucune", start, view.progress)
