"""The items of the Markdown checklist: one step, one aid, the references to the numbered sources."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

from medinstall.render.escape import escape, link
from medinstall.render.view import AidView, DateView, ReasonView, StepRow, StepView
from medinstall.render.words import capital

Numbers: TypeAlias = Mapping[str, tuple[int, str]]  # id of a source → its number and address


def step_item(view: StepView, numbers: Numbers, complete: bool) -> str:
    """Return one step as a task with its details under it."""
    row = view.row
    box = "[x]" if row.state == "faite" else "[ ]"
    lines = [f"- {box} **{escape(row.title)}** (`{row.id}`), {escape(_state(row))}"]
    details = [*_first_details(view, numbers), *(_more_details(view, numbers) if complete else ())]
    details.append(f"Sources\u00a0: {references((source.id for source in view.sources), numbers)}")
    return "\n".join(lines + [f"  - {detail}" for detail in details if detail])


def aid_item(view: AidView, numbers: Numbers, complete: bool) -> str:
    """Return one aid with its verdict, every reason and what would open it."""
    row = view.row
    details = [
        escape(view.sentence),
        f"Payée par\u00a0: {escape(row.payer)}",
        _dated("Payée au plus tard", row.pay_by, numbers),
        *(escape(payment) for payment in view.payments),
        *(_reason(reason, numbers) for reason in view.reasons if complete or reason.matters),
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


def references(ids: Iterable[str], numbers: Numbers) -> str:
    """Return « [1](https://…) [3](https://…) » for the sources cited; empty without any."""
    cited = (numbers[each] for each in dict.fromkeys(ids) if each in numbers)
    return " ".join(link(f"{number}", url) if url else f"({number})" for number, url in cited)


def bullets(lines: Iterable[str]) -> str:
    """Return lines of Markdown as a list."""
    return "\n".join(f"- {line}" for line in lines)


def _state(row: StepRow) -> str:
    if row.state == "faite":
        return f"faite le {row.tick.done}"
    if row.state == "deposee":
        return f"déposée le {row.tick.filed}, réponse attendue"
    return f"{row.sign.word}, {row.obligation}"


def _first_details(view: StepView, numbers: Numbers) -> Sequence[str]:
    row = view.row
    return [
        f"Interlocuteur\u00a0: {escape(row.who)}",
        *(_dated(label, day, numbers) for label, day in view.dates),
        *(f"{escape(item.day.words)}\u00a0: {escape(item.text)}" for item in view.milestones),
        capital(escape(row.remark)),
        _several("Pièces à apporter", view.bring),
        f"Référence\u00a0: {escape(row.tick.reference)}" if row.tick.reference else "",
        f"Note\u00a0: {escape(row.tick.note)}" if row.tick.note else "",
        *(escape(warning) for warning in view.warnings),
    ]


def _more_details(view: StepView, numbers: Numbers) -> Sequence[str]:
    return [
        escape(view.what),
        _several("Vous recevez", view.receive),
        f"En cas de retard\u00a0: {escape(view.sanction)}" if view.sanction else "",
        _several("Avant cette démarche", view.before),
        *map(escape, view.notes),
        *(_reason(reason, numbers) for reason in view.why),
        *(f"Contact\u00a0: {link(label, url)}" for label, url in view.contacts if url),
    ]


def _dated(label: str, day: DateView | None, numbers: Numbers) -> str:
    """Return a date with its basis, how it was counted, and on what it rests."""
    if day is None:
        return ""
    basis = f" ({escape(day.basis)})" if day.basis else ""
    derived = escape(". ".join(day.explained))
    cited = references(day.sources, numbers)
    return f"{label}\u00a0: **{escape(day.words)}**{basis}. {derived} {cited}".rstrip()


def _reason(reason: ReasonView, numbers: Numbers) -> str:
    answer = f" ({escape(reason.answer)})" if reason.answer else ""
    cited = references(reason.sources, numbers)
    return f"{capital(escape(reason.sign.word))}\u00a0: {escape(reason.text)}{answer} {cited}".rstrip()


def _several(label: str, texts: Sequence[str]) -> str:
    joined = "\u00a0; ".join(escape(text) for text in texts)
    return f"{label}\u00a0: {joined}" if joined else ""
