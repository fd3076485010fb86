"""The checklist as a page: the same head as the home screen, then the steps by when they are to be done."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from medinstall.domain.plan import Plan
from medinstall.french import count, numeric_date
from medinstall.wording.blocks import (
    Alert,
    Block,
    Bullets,
    Checklist,
    Heading,
    Item,
    Legend,
    Page,
    Paragraph,
)
from medinstall.wording.checklist import list_view
from medinstall.wording.filters import EVERY_STEP, Filter, narrowed
from medinstall.wording.glossary import acronyms
from medinstall.wording.labels import AT_ONCE, TONES, capital, uncapital
from medinstall.wording.view import AidRow, ListView, StepRow

MOST_QUESTIONS = 2
_SAID = ("en_retard", "bloquee", "urgente")
_DRAWN = ("eligible", "a_verifier")
MOST_AWAITING = 3


def list_page(plan: Plan, name: str, *, everything: bool = False, chosen: Filter = EVERY_STEP) -> Page:
    """Return the checklist; `everything` adds what does not apply and the words of the acronyms.

    Where only the steps `chosen` are asked for, aids, alerts and questions stand aside.
    """
    view = list_view(plan, name)
    if chosen != EVERY_STEP:
        view = narrowed(view, chosen, plan.profile.today)
    blocks = [*head(view), *_groups(view), *_awaiting(view, everything), Paragraph(view.nothing)]
    if chosen == EVERY_STEP:
        blocks += [*_aids(view, everything), *_alerts(view, everything), *_questions(view, everything)]
    if everything:
        blocks += _aside(view)
        return (*blocks, *acronyms(tuple(blocks), plan), Legend(""), Paragraph(view.limit, "quiet"))
    return (*blocks, Legend(view.limit.partition(". ")[0].replace("vérifiées le", "du") + "."))


def head(view: ListView, most_alerts: int | None = None) -> Iterator[Block]:
    """Yield what stands first everywhere: name and day, D, the grave alerts, what to do now."""
    at_home = most_alerts is not None  # where a bar shows the progress
    progress = "" if at_home else f"\u00a0: {view.progress}"
    yield Paragraph(f"{view.name}, {view.today}{progress}", "strong")
    yield Paragraph(view.start.short)
    grave = [alert for alert in view.alerts if alert.is_grave]
    yield from (Alert(alert, short=True) for alert in grave[:most_alerts])
    yield from _now(view, command=not at_home)


def _now(view: ListView, *, command: bool) -> Iterator[Block]:
    """Yield what to do now, by when and why, and the `command` that says the rest where no menu does."""
    row = view.next_thing
    if row is None:
        yield Paragraph(f"À faire maintenant\u00a0: {view.next_words[:1].lower()}{view.next_words[1:]}", "strong")
        return
    yield Paragraph(f"À faire maintenant\u00a0: {row.title}", "strong")
    yield Paragraph(capital(view.next_words), TONES.get(row.state, ""), inset=1)
    who = uncapital(row.who) if row.short_who[:1].islower() else row.who
    more = f"\u00a0: medinstall etape {row.id}" if command else f" ({who})."
    yield Paragraph(f"{view.next_why}{more}", inset=1)


def item_of(row: StepRow) -> Item:
    """Return a step as one line."""
    if row.state == "faite":
        return Item(row.sign, _day(row.done_on), row.title, tone="good", id=row.id)
    if row.state == "deposee":
        remark, awaited = row.remark or "déposée", "réponse attendue"
        word, title = "" if awaited in remark else awaited, f"{row.title}, {remark}"
        return Item(row.sign, _day(row.filed_on), title, row.short_who, "good", row.doubtful, row.id, word)
    word = row.sign.word if row.state in _SAID else ""
    tone = TONES.get(row.state, "")
    return Item(row.sign, _when(row), row.title, row.short_who, tone, row.doubtful, row.id, word)


def _day(day: date | None) -> str:
    return numeric_date(day) if day else ""


def _when(row: StepRow) -> str:
    """Return the latest day, else the one to aim at; no past day but that of what is late."""
    if row.when is None:
        return ""
    if row.is_overdue_aim:
        return AT_ONCE
    return f"{'' if row.due else '~'}{numeric_date(row.when.on)}"


def _groups(view: ListView) -> Iterator[Block]:
    for title, rows in view.groups:
        if all(row.state == "faite" for row in rows):
            yield Paragraph(f"{title}\u00a0: {', '.join(row.title for row in rows)}.", "good")
        elif items := tuple(item_of(row) for row in rows if not row.awaits_answer):
            yield Heading(title, tight=True)
            yield Checklist(items)


def _awaiting(view: ListView, everything: bool) -> Iterator[Block]:
    """Yield the steps that an answer nobody gave yet decides, without a date since it may never exist."""
    rows = [row for row in view.rows if row.awaits_answer]
    if everything and rows:
        yield Heading("Selon vos réponses")
        yield Bullets(tuple(f"{row.title} ({row.id})" for row in rows))
    elif len(rows) > MOST_AWAITING:
        yield Paragraph(f"Selon vos réponses\u00a0: {count(len(rows), 'démarche')} de plus (medinstall liste --tout).")
    elif rows:
        yield Paragraph(f"Selon vos réponses\u00a0: {', '.join(row.id for row in rows)} (medinstall etape).")


def _aids(view: ListView, everything: bool) -> Iterator[Block]:
    shown = [aid for aid in view.aids if everything or aid.verdict in _DRAWN]
    others = len(view.aids) - len(shown)
    more = f"{count(others, 'autre')} hors de portée" if others else ""
    told = [part for part in (view.money or "aucun versement acquis", more) if part]
    yield Heading("Vos aides", " ; ".join(told), tight=True)
    yield Checklist(tuple(map(aid_item, shown)), short=True)


def aid_item(aid: AidRow) -> Item:
    """Return an aid as one line."""
    return Item(aid.sign, aid.amount, aid.title, "", TONES.get(aid.verdict, ""), id=aid.id, word=aid.sign.word)


def _alerts(view: ListView, everything: bool) -> Iterator[Block]:
    """Yield the alerts that are not grave, a line each; all of them in full where everything is asked for."""
    told = view.alerts if everything else [alert for alert in view.alerts if alert.level == "attention"]
    if everything and told:
        yield Heading("À ne pas oublier")
    yield from (Alert(alert, short=not everything) for alert in told)


def _questions(view: ListView, everything: bool) -> Iterator[Block]:
    if not view.unknown:
        return
    shown: Sequence[tuple[str, str]] = view.unknown if everything else view.unknown[:MOST_QUESTIONS]
    others = len(view.unknown) - len(shown)
    told = ", ".join(f"{label} ({fact})" if everything else label for fact, label in shown)
    more = f" et {count(others, 'autre')}" if others else ""
    yield Paragraph(f"À répondre\u00a0: {told}{more}.")


def _aside(view: ListView) -> Iterator[Block]:
    if view.aside:
        yield Heading("Ce qui ne vous concerne pas")
        yield Bullets(tuple(f"{row.title} ({row.id})\u00a0: {row.remark}" for row in view.aside))
