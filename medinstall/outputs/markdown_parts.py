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
    lines = [f"- {box} **{escape(row.title)}** (`{row.id}`), {escape(_state(row))}"]
    details = [*_first_details(view, cited), *(_more_details(view, cited) if complete else ())]
    if complete or not any(day.sources for _, day in view.dates):
        details.append(f"Sources\u00a0: {cited.cite(source.id for source in view.sources)}")
    return "\n".join(lines + [f"  - {detail}" for detail in details if detail])


def aid_item(view: AidView, cited: Citations, complete: bool) -> str:
    """Return one aid with its verdict, every reason and what would open it."""
    row = view.row
    details = [
        escape(view.sentence),
        f"Payée par\u00a0: {escape(row.payer)}",
        _dated("Payée au plus tard", row.pay_by, cited),
        *(escape(payment) for payment in view.payments),
        *(_reason(reason, cited) for reason in view.reasons if complete or reason.matters),
        *(escape(text) for text in view.unlock),
        f"Comment la demander\u00a0: {escape(view.claim)}" if view.claim else "",
        *(escape(warning) for warning in view.warnings),
    ]
    if complete:
        details += [escape(view.what), _several("Engagements", view.commitments), *map(escape, view.notes)]
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
        return f"faite le {row.tick.done}"
    if row.state == "deposee":
        return f"déposée le {row.tick.filed}, réponse attendue"
    return f"{row.sign.word}, {row.obligation}"


def _first_details(view: StepView, cited: Citations) -> Sequence[str]:
    row = view.row
    return [
        f"**{escape(row.irreversible)}**" if row.irreversible else "",
        f"Interlocuteur\u00a0: {escape(row.who)}",
        *(_dated(label, day, cited) for label, day in view.dates),
        *(f"{escape(item.day.words)}\u00a0: {escape(item.text)}" for item in view.milestones),
        capital(escape(row.remark)),
        _several("Pièces à apporter", view.bring),
        f"Référence\u00a0: {escape(row.tick.reference)}" if row.tick.reference else "",
        f"Note\u00a0: {escape(row.tick.note)}" if row.tick.note else "",
        *(escape(warning) for warning in view.warnings),
    ]


def _more_details(view: StepView, cited: Citations) -> Sequence[str]:
    return [
        escape(view.what),
        _several("Vous recevez", view.receive),
        f"En cas de retard\u00a0: {escape(view.sanction)}" if view.sanction else "",
        _several("Avant cette démarche", view.before),
        *map(escape, view.notes),
        *(_reason(reason, cited) for reason in view.why),
        *(f"Contact\u00a0: {link(label, url)}" for label, url in view.contacts if url),
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
