"""The items of the Markdown checklist: one step, one aid, the references to the numbered sources."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from medinstall.outputs.citations import Citations
from medinstall.outputs.markdown_escape import escape, link
from medinstall.wording.labels import capital
from medinstall.wording.view import AidView, DateView, ReasonView, StepRow, StepView


def step_item(view: StepView, cited: Citations, complete: bool) -> str:
    """Return one step as a task with its details under it."""
    row = view.row
    box = "[x]" if row.state == "faite" else "[ ]"
    lines = [f"- {box} **{escape(row.title)}** (`{row.id}`), {escape(_state(row))}, {escape(row.who)}"]
    details = (
        *(_long_dates(view, cited) if complete else _short_dates(view)),
        *_first_details(view),
        *(_more_details(view, cited) if complete else ()),
    )
    if not complete and row.is_open:
        lines[0] += f" {cited.cite(_leading(view))}"
    return "\n".join([lines[0].rstrip(), *(f"  - {detail}" for detail in details if detail)])


def _leading(view: StepView) -> Iterable[str]:
    """Return the sources of the dates, which bind; without any, the first one of the step."""
    dated = [source for _, day in view.dates for source in day.sources]
    return dated or [source.id for source in view.sources[:1]]


def aid_item(view: AidView, cited: Citations, complete: bool) -> str:
    """Return one aid with its verdict; `complete` adds every reason and what would open it."""
    row = view.row
    if not complete:
        paid = f", {escape(row.payer)}" + (f", au plus tard le {escape(row.pay_by.words)}" if row.pay_by else "")
        return f"{aid_line(view)}{paid} {cited.cite(source.id for source in view.sources[:1])}".rstrip()
    details = [
        escape(view.sentence),
        f"Payée par\u00a0: {escape(row.payer)}",
        _dated("Payée au plus tard", row.pay_by, cited),
        *(escape(payment) for payment in view.payments),
        *(_reason(reason, cited) for reason in view.reasons),
        *(escape(text) for text in view.unlock),
        f"Comment la demander\u00a0: {escape(view.claim)}" if view.claim else "",
        *(escape(warning) for warning in view.warnings),
        escape(view.what),
        _several("Engagements", view.commitments),
        *map(escape, view.notes),
        f"Sources\u00a0: {cited.cite(source.id for source in view.sources)}",
    ]
    return "\n".join([aid_line(view), *(f"  - {detail}" for detail in details if detail)])


def aid_line(view: AidView) -> str:
    """Return one aid on one line: title, verdict, amount or the reason that decides."""
    row = view.row
    after = row.amount or row.remark
    return (
        f"- **{escape(row.title)}** (`{row.id}`)\u00a0: {escape(row.sign.word)}{f', {escape(after)}' if after else ''}"
    )


def bullets(lines: Iterable[str]) -> str:
    """Return lines of Markdown as a list."""
    return "\n".join(f"- {line}" for line in lines)


def _state(row: StepRow) -> str:
    if row.state == "faite":
        return f"faite le {row.tick.done}" if row.tick.done else "réglée par vos réponses"
    if row.state == "deposee":
        return f"déposée le {row.tick.filed}, réponse attendue"
    return f"{row.sign.word}, {row.obligation}"


def _short_dates(view: StepView) -> Iterable[str]:
    """Yield on one line the day to aim at and the latest day, with what fixes it."""
    row = view.row
    if row.state in ("faite", "deposee"):
        return
    parts = [
        f"à viser\u00a0: {escape(row.target.words)}"
        if row.target and (row.due is None or row.target.on != row.due.on)
        else "",
        f"au plus tard\u00a0: **{escape(row.due.words)}** ({escape(row.due.basis)})" if row.due else "",
        f"date provisoire\u00a0: {escape(row.provisional.words)}" if row.provisional else "",
    ]
    yield capital("\u00a0; ".join(part for part in parts if part))


def _long_dates(view: StepView, cited: Citations) -> Iterable[str]:
    yield from (_dated(label, day, cited) for label, day in view.dates)
    yield from (f"{escape(item.day.words)}\u00a0: {escape(item.text)}" for item in view.milestones)


def _first_details(view: StepView) -> Sequence[str]:
    row = view.row
    return [
        f"**{escape(row.irreversible)}**" if row.irreversible else "",
        capital(escape(row.remark)),
        f"Référence\u00a0: {escape(row.tick.reference)}" if row.tick.reference else "",
        f"Note\u00a0: {escape(row.tick.note)}" if row.tick.note else "",
        *(escape(warning) for warning in view.warnings if row.state != "faite"),
    ]


def _more_details(view: StepView, cited: Citations) -> Sequence[str]:
    return [
        escape(view.what),
        _several("Pièces à apporter", view.bring),
        _several("Vous recevez", view.receive),
        f"En cas de retard\u00a0: {escape(view.sanction)}" if view.sanction else "",
        _several("Avant cette démarche", view.before),
        *map(escape, view.notes),
        *(_reason(reason, cited) for reason in view.why),
        *(f"Contact\u00a0: {link(label, url)}" for label, url in view.contacts if url),
        f"Sources\u00a0: {cited.cite(source.id for source in view.sources)}",
    ]


def _dated(label: str, day: DateView | None, cited: Citations) -> str:
    """Return a date with its basis, how it was counted, and on what it rests."""
    if day is None:
        return ""
    basis = f" ({escape(day.basis)})" if day.basis else ""
    derived = escape(". ".join(day.explained))
    return f"{label}\u00a0: **{escape(day.words)}**{basis}. {derived} {cited.cite(day.sources)}".rstrip()


def _reason(reason: ReasonView, cited: Citations) -> str:
    answer = f" ({escape(reason.answer)})" if reason.answer else ""
    said = f"{capital(reason.sign.word)}\u00a0: {reason.text}"
    return f"{escape(said)}{answer} {cited.cite(reason.sources)}".rstrip()


def _several(label: str, texts: Sequence[str]) -> str:
    joined = "\u00a0; ".join(escape(text) for text in texts)
    return f"{label}\u00a0: {joined}" if joined else ""
