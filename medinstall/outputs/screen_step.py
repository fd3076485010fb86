"""The screen of one step: what to do, by when and why, what to bring, whom to see, on what it rests."""

from __future__ import annotations

from collections.abc import Sequence

from medinstall.outputs.layout import Span
from medinstall.outputs.screen import STATE_STYLES, Sheet, references
from medinstall.wording.labels import capital
from medinstall.wording.view import DateView, ReasonView, SourceView, StepView


def draw_step(view: StepView, sheet: Sheet) -> None:
    """Draw one step in full."""
    _head(view, sheet)
    _part(sheet, "Que faire", view.what)
    _dates(view, sheet)
    _list(sheet, "Pièces à apporter", view.bring)
    _list(sheet, "Vous recevez", view.receive)
    _part(sheet, "En cas de retard", view.sanction)
    _list(sheet, "Avant cette démarche", view.before)
    _follow_up(view, sheet)
    _contacts(view, sheet)
    _reasons(view, sheet)
    _list(sheet, "Bon à savoir", view.notes)
    sheet.sources(view.sources)
    sheet.footer("", view.acronyms)


def draw_reasons(view: StepView, sheet: Sheet) -> None:
    """Draw why a step applies, or does not, and how its dates are counted."""
    _head(view, sheet)
    _reasons(view, sheet)
    _dates(view, sheet)
    sheet.sources(view.sources)
    sheet.footer("", view.acronyms)


def draw_criteria(reasons: Sequence[ReasonView], sources: Sequence[SourceView], sheet: Sheet) -> None:
    """Draw criteria: whether each holds, the sentence, the doctor's own answer, the numbers of the sources."""
    pairs = [
        (
            sheet.sign(reason.sign),
            (f"{reason.text} {references(reason.sources, sources)}".rstrip(), Span(reason.answer, "dim")),
        )
        for reason in reasons
    ]
    sheet.labelled(pairs)


def _head(view: StepView, sheet: Sheet) -> None:
    row = view.row
    sheet.text(row.title, "bold")
    sheet.text(f"{row.who} ({row.id})")
    sheet.text(f"{capital(sheet.sign(row.sign))}, {row.obligation}", STATE_STYLES.get(row.state, ""))
    sheet.text(capital(row.remark))
    for alert in view.final:
        sheet.alert(alert)
    for warning in view.warnings:
        sheet.text(warning, "magenta")


def _part(sheet: Sheet, title: str, text: str) -> None:
    if text:
        sheet.heading(title)
        sheet.text(text, indent=2)


def _list(sheet: Sheet, title: str, texts: Sequence[str]) -> None:
    if texts:
        sheet.heading(title)
        sheet.items(texts)


def _dates(view: StepView, sheet: Sheet) -> None:
    if not view.dates and not view.milestones:
        return
    sheet.heading("Dates")
    pairs: list[tuple[str, Sequence[Span | str]]] = [
        (label, (Span(_with_basis(day), "bold"), *_derived(day, view.sources))) for label, day in view.dates
    ]
    pairs += [("Marge", (view.slack,))] if view.slack else []
    pairs += [
        ("À noter", (Span(item.day.words, "bold"), item.text, *_derived(item.day, view.sources)))
        for item in view.milestones
    ]
    sheet.labelled(pairs)


def _with_basis(day: DateView) -> str:
    return f"{day.words} ({day.basis})" if day.basis else day.words


def _derived(day: DateView, sources: Sequence[SourceView]) -> tuple[str, ...]:
    *others, last = day.explained or ("",)
    return (*others, f"{last} {references(day.sources, sources)}".strip())


def _reasons(view: StepView, sheet: Sheet) -> None:
    if view.why:
        sheet.heading("Pourquoi cette démarche")
        draw_criteria(view.why, view.sources, sheet)


def _follow_up(view: StepView, sheet: Sheet) -> None:
    if view.follow_up:
        sheet.heading("Votre suivi")
        sheet.labelled([(label, (text,)) for label, text in view.follow_up])


def _contacts(view: StepView, sheet: Sheet) -> None:
    if view.contacts:
        sheet.heading("Contacts")
    for label, address in view.contacts:
        sheet.text(label, indent=2)
        sheet.address(address, 4)
