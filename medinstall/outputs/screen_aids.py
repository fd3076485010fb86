"""The screens of the aids: the summary, and one aid criterion by criterion."""

from __future__ import annotations

from medinstall.outputs.layout import Span
from medinstall.outputs.screen import STATE_STYLES, Sheet
from medinstall.outputs.screen_step import draw_criteria
from medinstall.wording.labels import uncapital
from medinstall.wording.view import AidsView, AidView

_GROUPS = (
    ("Vous y avez droit", ("eligible",)),
    ("À vérifier", ("a_verifier",)),
    ("Pas encore applicables", ("pas_encore_applicable",)),
    ("Hors de portée en l’état", ("non_eligible",)),
    ("Fermées aux nouvelles demandes", ("fermee",)),
)


def draw_aids(view: AidsView, sheet: Sheet) -> None:
    """Draw the summary: verdict, amount, payment and every reason, the aids that may be drawn first."""
    sheet.text(f"{view.name}, vos aides", "bold")
    sheet.blank()
    sheet.text(view.totals, "bold")
    for title, verdicts in _GROUPS:
        aids = [aid for aid in view.aids if aid.row.verdict in verdicts]
        if aids:
            sheet.heading(title)
        for aid in aids:
            sheet.blank()
            _summary(aid, sheet)
    sheet.footer(view.limit, view.acronyms)


def draw_aid(view: AidView, sheet: Sheet) -> None:
    """Draw one aid in full."""
    sheet.text(view.row.title, "bold")
    sheet.text(f"{view.row.payer} ({view.row.id})")
    sheet.text(
        f"{sheet.sign(view.row.sign)}\u00a0: {uncapital(view.sentence)}", STATE_STYLES.get(view.row.verdict, "bold")
    )
    _money(view, sheet)
    for warning in view.warnings:
        sheet.text(f"Attention\u00a0: {warning}", "magenta")
    sheet.heading("Pourquoi")
    draw_criteria(view.reasons, view.sources, sheet)
    for title, text in (("L’aide", view.what), ("Comment la demander", view.claim)):
        if text:
            sheet.heading(title)
            sheet.text(text, indent=2)
    parts = (
        ("Ce qui l’ouvrirait", view.unlock),
        ("Ce qui la ferait perdre", view.losing),
        ("Engagements", view.commitments),
        ("Bon à savoir", view.notes),
    )
    for title, texts in parts:
        if texts:
            sheet.heading(title)
            sheet.items(texts)
    sheet.sources(view.sources)
    sheet.footer("", view.acronyms)


def _summary(view: AidView, sheet: Sheet) -> None:
    row = view.row
    amount = f"\u00a0: {row.amount}" if row.amount else ""
    sheet.text(f"{row.title}{amount}", "bold")
    sheet.text(f"{row.payer} ({row.id})")
    sheet.text(f"{sheet.sign(row.sign)}\u00a0: {uncapital(view.sentence)}", STATE_STYLES.get(row.verdict, ""))
    _money(view, sheet, with_amount=False)
    draw_criteria([reason for reason in view.reasons if reason.matters], (), sheet)
    if view.unlock:
        sheet.text("Ce qui l’ouvrirait\u00a0:", indent=2)
        sheet.items(view.unlock, indent=4)


def _money(view: AidView, sheet: Sheet, with_amount: bool = True) -> None:
    row = view.row
    paid: tuple[Span | str, ...] = (row.pay_by.words, *row.pay_by.explained) if row.pay_by else ()
    amount = (row.amount,) if with_amount else ()
    sheet.labelled([("Montant", amount), ("Payée au plus tard", paid), ("Versements", view.payments)])
