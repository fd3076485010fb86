"""The screen of the checklist: what to do next first, then the deadlines, then the aids."""

from __future__ import annotations

from collections.abc import Sequence

from medinstall.french import count, listing, numeric_date, weekday_date
from medinstall.outputs.layout import GAP, Cell, Span, cell, columns, paragraph, widths
from medinstall.outputs.screen import GRAVE, Sheet
from medinstall.wording.view import WITHIN_REACH, AidRow, DateView, ListView, StepRow

WIDE, MIDDLE = 100, 70
VERDICT_WIDTH = 14  # « · pas encore applicable » takes two lines
STYLES = {
    "en_retard": "bold red",
    "urgente": "red",
    "faite": "green",
    "deposee": "green",
    "eligible": "green",
    "a_verifier": "magenta",
}


def draw_list(view: ListView, sheet: Sheet, everything: bool) -> None:
    """Draw the checklist; `everything` adds the steps that do not apply, and why."""
    sheet.text(f"{view.name}, {view.today}", "bold")
    _next(view, sheet)
    _summary(view, sheet)
    _alerts(view, sheet, grave=True)
    sheet.heading("Vos démarches", view.progress)
    draw_rows(view.rows, sheet)
    _aids(view, sheet)
    _alerts(view, sheet, grave=False)
    _unknown(view, sheet)
    if everything:
        _aside(view, sheet)
    sheet.footer(view.limit, view.acronyms)
    _commands(view, sheet)


def _next(view: ListView, sheet: Sheet) -> None:
    sheet.heading("À faire maintenant")
    row = view.next_thing
    if row is None:
        sheet.text(view.next_words, indent=2)
        return
    sheet.add(paragraph(row.title, sheet.prose, style="bold", first="  " if not sheet.glyphs else "→ "))
    sheet.text(row.who, indent=2)
    sheet.text(view.next_words, STYLES.get(row.state, ""), 2)


def _summary(view: ListView, sheet: Sheet) -> None:
    sheet.blank()
    pairs = [
        ("Prochaine échéance", (view.next_deadline,)),
        (view.start.label, (Span(view.start.day, "bold"), view.start.sentence)),
    ]
    sheet.labelled(pairs, indent=0)


def _alerts(view: ListView, sheet: Sheet, grave: bool) -> None:
    chosen = [alert for alert in view.alerts if alert.is_grave is grave]
    if chosen and not grave:
        sheet.heading("À ne pas oublier")
    for alert in chosen:
        if grave:
            sheet.blank()
        sheet.alert(alert)


def draw_rows(rows: tuple[StepRow, ...], sheet: Sheet) -> None:
    """Draw steps: every column where there is room, four below 100 columns, blocks below 70 and in simple mode."""
    if sheet.simple or sheet.width < MIDDLE:
        for number, row in enumerate(rows, 1):
            _block(row, sheet, f"Démarche {number}, " if sheet.simple else "")
        return
    wide = sheet.width >= WIDE
    heads = ("État", "Démarche et interlocuteur", "Au plus tard le", "Objectif", "Dès le")
    header = tuple(cell(Span(head, "bold")) for head in (heads if wide else heads[:4]))
    cells = [_cells(row, sheet, wide) for row in rows]
    sizes = widths((header, *cells), sheet.width, flexible=1)
    sheet.add(columns(header, sizes))
    rule = "─" if sheet.glyphs else "-"
    sheet.add([(Span(rule * (sum(sizes) + GAP * (len(sizes) - 1)), "dim"),)])
    for row_cells in cells:
        sheet.add(columns(row_cells, sizes))


def _cells(row: StepRow, sheet: Sheet, wide: bool) -> tuple[Cell, ...]:
    sign = Span(sheet.sign(row.sign), STYLES.get(row.state, ""))
    if row.state == "faite":
        done = cell(f"faite le {numeric_date(row.tick.done_on)}" if row.tick.done_on else "")
        return cell(sign), cell(row.title, Span(row.tick.note, "dim")), done, *_empty(wide)
    state = cell(sign, Span(_obligation(row), "dim"))
    about = f"{row.who} ({row.id})"
    waits = f"attend {listing(row.blocked_by)}" if row.blocked_by else row.remark
    what = cell(Span(row.title, "bold"), Span(row.irreversible, GRAVE), about, waits)
    dates = (cell(_numeric(row.target)), cell(_numeric(row.opens)))
    return state, what, _due(row), *(dates if wide else dates[:1])


def _empty(wide: bool) -> tuple[Cell, ...]:
    return (cell(),) * (2 if wide else 1)


def _obligation(row: StepRow) -> str:
    return row.obligation if row.obligation in ("recommandée", "facultative") else ""


def _numeric(day: DateView | None) -> str:
    return numeric_date(day.on) if day else ""


def _due(row: StepRow) -> Cell:
    if row.tick.filed_on:
        return cell(f"déposée le {numeric_date(row.tick.filed_on)}", "réponse attendue")
    if row.due is None:
        return cell()
    earlier = row.due.practical_on
    practical = ("dernier jour ouvré\u00a0:", weekday_date(earlier)) if earlier else ()
    return cell(row.due.words, Span(row.due.basis, "dim"), *practical)


def _block(row: StepRow, sheet: Sheet, number: str) -> None:
    sheet.blank()
    sheet.text(f"{number}{sheet.sign(row.sign)}", STYLES.get(row.state, "bold"))
    who = f"Interlocuteur\u00a0: {row.who}" if sheet.simple else row.who
    about = ("", "", row.tick.note) if row.state == "faite" else (who, _obligation(row), row.remark)
    sheet.text(row.title, "bold", 2)
    sheet.text(row.irreversible, GRAVE, 2)
    for text in about:
        sheet.text(text, indent=2)
    for text in _block_dates(row):
        sheet.text(text, indent=2)
    sheet.text(_named(row.id, sheet), "dim", 2)


def _named(name: str, sheet: Sheet) -> str:
    return f"Identifiant\u00a0: {name}" if sheet.simple else name


def _block_dates(row: StepRow) -> list[str]:
    if row.state == "faite":
        return [f"faite le {row.tick.done}"]
    if row.state == "deposee":
        return [f"déposée le {row.tick.filed}", "réponse attendue"]
    lines = []
    if row.due:
        practical = f", {row.due.practical}" if row.due.practical else ""
        lines.append(f"au plus tard le {row.due.words} ({row.due.basis}){practical}")
    if row.target and (row.due is None or row.target.on != row.due.on):
        lines.append(f"objectif\u00a0: {row.target.words}")
    if row.opens and row.state == "a_venir":
        lines.append(f"possible dès le {row.opens.words}")
    return lines


def _aids(view: ListView, sheet: Sheet) -> None:
    sheet.heading("Vos aides")
    shown = [aid for aid in view.aids if aid.verdict in WITHIN_REACH]
    if sheet.simple or sheet.width < MIDDLE:
        for aid in shown:
            _aid_block(aid, sheet)
    elif shown:
        cells = [_aid_cells(aid, sheet) for aid in shown]
        sizes = widths(cells, sheet.width, flexible=1, most={0: VERDICT_WIDTH})
        for row in cells:
            sheet.add(columns(row, sizes))
    sheet.blank()
    sheet.text(view.totals, "bold")
    others = len(view.aids) - len(shown)
    if others:
        sheet.text(f"Hors de portée ou fermées\u00a0: {count(others, 'autre aide', 'autres aides')} (medinstall aides)")


def _aid_cells(aid: AidRow, sheet: Sheet) -> tuple[Cell, ...]:
    paid = f"payée au plus tard le {aid.pay_by.words}" if aid.pay_by else ""
    about = cell(Span(aid.title, "bold"), f"{aid.payer} ({aid.id})", paid, aid.remark)
    return cell(Span(sheet.sign(aid.sign), STYLES.get(aid.verdict, ""))), about, cell(aid.amount)


def _aid_block(aid: AidRow, sheet: Sheet) -> None:
    sheet.blank()
    sheet.text(sheet.sign(aid.sign), STYLES.get(aid.verdict, "bold"))
    for text, style in ((aid.title, "bold"), (aid.amount, ""), (aid.payer, "")):
        sheet.text(text, style, 2)
    if aid.pay_by:
        sheet.text(f"payée au plus tard le {aid.pay_by.words}", indent=2)
    sheet.text(aid.remark, indent=2)
    sheet.text(_named(aid.id, sheet), "dim", 2)


def _unknown(view: ListView, sheet: Sheet) -> None:
    if view.unknown:
        sheet.heading("Questions encore ouvertes")
        sheet.items(f"{label}\u00a0: medinstall modifier {fact}" for fact, label in view.unknown)


def _aside(view: ListView, sheet: Sheet) -> None:
    if view.aside:
        sheet.heading("Ce qui ne vous concerne pas")
        sheet.items(f"{row.title} ({row.id})\u00a0: {row.remark}" for row in view.aside)


def _commands(view: ListView, sheet: Sheet) -> None:
    if view.next_thing is None:
        return
    sheet.blank()
    name = view.next_thing.id
    pairs: list[tuple[str, Sequence[Span | str]]] = [
        ("À faire maintenant", (Span(view.next_thing.title, "bold"),)),
        ("Tout savoir", (f"medinstall etape {name}",)),
        ("Une fois faite", (f"medinstall cocher {name}",)),
    ]
    sheet.labelled(pairs, indent=0)
