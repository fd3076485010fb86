"""What a calendar entry says: one line for the month view, then everything needed to act without medinstall."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from medinstall.french import count, long_date
from medinstall.wording.contacts import contacts_of
from medinstall.wording.dates import DateView
from medinstall.wording.labels import capital
from medinstall.wording.phrasing import limit
from medinstall.wording.plan_view import PlanView
from medinstall.wording.schedule import KINDS, Kind, ScheduledDay
from medinstall.wording.steps import StepView

# the title of the others says what they are
_TOLD: tuple[Kind, ...] = ("due", "target", "effect", "expected", "provisional")
_AND = "\u00a0; "
_CITED = 3


class Entry(NamedTuple):
    """The words of an event or a task; `url` is the first address to open."""

    summary: str
    text: str
    url: str = ""


def entry(day: ScheduledDay, view: PlanView) -> Entry:
    """Return the words of a date of the plan."""
    step = view.step.get(day.step)
    lines = _lines(day, step) if step else ("Vos échéances se comptent à partir de ce jour.",)
    url = next((url for _, url in contacts_of(step) if url.startswith("http")), "") if step else ""
    return Entry(summary(day), "\n".join((*lines, limit(view.plan))), url)


def cancelled(day: ScheduledDay) -> Entry:
    """Return the words of a date that an earlier export may hold and that is no more."""
    return Entry(
        f"Annulé\u00a0: {summary(day)}",
        "C’est fait, ou vos réponses ont changé\u00a0: cette date n’a plus lieu d’être.",
    )


def summary(day: ScheduledDay) -> str:
    """Return the title, then what the date is: the first words are all that a month view shows."""
    if day.done:
        when = f"fait le {long_date(day.done_on)}" if day.done_on else "réglé par vos réponses"
        return f"{day.title} ({when})"
    label = KINDS[day.kind] if day.kind in _TOLD else ""
    told = ", ".join(part for part in (label, "" if day.certain else "si cela vous concerne") if part)
    return f"{day.title} ({told})" if told else day.title


def _lines(day: ScheduledDay, step: StepView) -> Iterator[str]:
    tick, when = step.plan.tick, _date(day, step)
    if tick.done_on:
        yield f"Fait le {long_date(tick.done_on)}."
    elif tick.filed_on:
        yield f"Dossier déposé le {long_date(tick.filed_on)}, réponse attendue."
    if not step.is_certain:
        yield f"S’applique peut-être\u00a0: {step.remark.partition(': ')[2] or step.remark}"
    if when is not None:
        yield from _when(day, when)
    if day.kind in ("due", "target"):
        yield from _how(step)
    cited = [source.title for source in step.sources if when is None or not when.sources or source.id in when.sources]
    if cited:
        more = f" et {count(len(cited) - _CITED, 'autre')}" if len(cited) > _CITED else ""
        yield f"Sources\u00a0: {_AND.join(cited[:_CITED])}{more}."
    yield f"En entier\u00a0: medinstall etape {step.id}"


def _when(day: ScheduledDay, when: DateView) -> Iterator[str]:
    lead = f"{capital(KINDS[day.kind])}\u00a0: " if day.kind in _TOLD else ""
    yield f"{lead}{when.in_full}."
    yield from (f"{sentence}." for sentence in when.explained)


def _how(step: StepView) -> Iterator[str]:
    addresses = [(label, url) for label, url in contacts_of(step) if url]
    if step.who not in dict(addresses):
        yield f"Interlocuteur\u00a0: {step.who}"
    yield from (f"{label}\u00a0: {url}" for label, url in addresses)
    if step.bring:
        yield f"Pièces à apporter\u00a0: {_AND.join(step.bring)}."
    yield from (f"Attention\u00a0: {warning}" for warning in step.warnings)
    if sanction := step.say(step.plan.rule.sanction):
        yield f"En cas de retard\u00a0: {sanction}"
    yield from (f"{label}\u00a0: {text}" for label, text in step.own_words)


def _date(day: ScheduledDay, step: StepView) -> DateView | None:
    """Return the date in words, with its derivation."""
    if day.kind == "milestone":
        milestones = (view for text, view in step.milestones if view.on == day.on and text == day.title)
        return next(milestones, step.effect)
    return {"due": step.due, "target": step.target, "effect": step.effect}.get(day.kind)
