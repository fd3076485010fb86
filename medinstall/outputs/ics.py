"""The plan as a calendar file (RFC 5545): all-day events, or tasks, that a second import updates and cancels.

Equal input gives the same bytes: nothing here depends on the clock, nor on the day of evaluation.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, time, timedelta
from typing import Any, NamedTuple
from urllib.parse import quote

from icalendar import Alarm, Calendar, Component, Event, Todo, vText

from medinstall.domain.plan import State
from medinstall.outputs.ics_text import Entry, cancelled, entry
from medinstall.text import clean
from medinstall.wording.plan_view import PlanView
from medinstall.wording.schedule import ScheduledDay

WARNINGS = (timedelta(days=7), timedelta(days=1))
NINE = timedelta(hours=9)  # an alarm counted in whole days from an all-day event rings at midnight
PRIORITIES = {"obligatoire": 1, "obligatoire par contrat": 1, "recommandée": 5}
OPTIONAL = 9
TASK_STATUS: dict[State, str] = {"faite": "COMPLETED", "deposee": "IN-PROCESS"}


class Issue(NamedTuple):
    """Which export this is: the dossier, a number that only grows with it, and a moment fixed for equal input."""

    dossier: str
    number: int
    at: datetime


def calendar(view: PlanView, dates: Iterable[ScheduledDay], gone: Iterable[ScheduledDay], issue: Issue) -> bytes:
    """Return one event a date, and a cancelled one for each of `gone`, which an earlier export may hold."""
    events = [_event(day, issue, _status(day), entry(day, view)) for day in dates]
    return _file(view, [*events, *(_event(day, issue, "CANCELLED", cancelled(day)) for day in gone)])


def tasks(view: PlanView, dates: Iterable[ScheduledDay], gone: Iterable[ScheduledDay], issue: Issue) -> bytes:
    """Return one task for each day to act, and a cancelled one for each of `gone`."""
    todos = [_task(day, issue, view) for day in dates if day.is_act]
    return _file(view, [*todos, *(_todo(day, issue, "CANCELLED", cancelled(day)) for day in gone if day.is_act)])


def joined(files: Iterable[tuple[str, bytes]]) -> bytes:
    """Return one calendar of the files of several dossiers; each entry says whose it is, and keeps its identifier."""
    every = _empty("Mes installations")
    for name, file in files:
        for component in Calendar.from_ical(file).subcomponents:
            component["summary"] = _Words(f"{name}\u00a0: {component['summary']}")
            every.add_component(component)
    return bytes(every.to_ical())


def _file(view: PlanView, components: Sequence[Component]) -> bytes:
    file = _empty(f"Mon installation ({view.name})")
    for component in components:
        file.add_component(component)
    return bytes(file.to_ical())


def _empty(title: str) -> Calendar:
    file = Calendar()
    _fill(file, {"prodid": "-//medinstall//Installation de médecin libéral//FR", "version": "2.0", "method": "PUBLISH"})
    file.add("x-wr-calname", _Words(title))
    return file


def _status(day: ScheduledDay) -> str:
    return "CONFIRMED" if day.certain else "TENTATIVE"


def _event(day: ScheduledDay, issue: Issue, status: str, words: Entry) -> Event:
    event = Event()
    _describe(event, day.key, issue, status, words)
    _fill(event, {"dtstart": day.on, "dtend": day.on + timedelta(days=1), "transp": "TRANSPARENT"})
    if status != "CANCELLED" and not day.done:
        _warn(event, day, words.summary)
    return event


def _task(day: ScheduledDay, issue: Issue, view: PlanView) -> Todo:
    """Return a task still standing: when it may begin, how much it matters, whether it is done."""
    step = view.step[day.step]
    todo = _todo(day, issue, TASK_STATUS.get(step.state, "NEEDS-ACTION"), entry(day, view))
    first = step.opens or step.target
    if first and first.on < day.on:
        todo.add("dtstart", first.on)
    todo.add("priority", PRIORITIES.get(step.obligation, OPTIONAL))
    if day.done:
        todo.add("percent-complete", 100)
    if day.done_on is not None:
        todo.add("completed", datetime.combine(day.done_on, time(11), UTC))
    return todo


def _todo(day: ScheduledDay, issue: Issue, status: str, words: Entry) -> Todo:
    todo = Todo()
    _describe(todo, f"{day.key}.tache", issue, status, words)
    todo.add("due", day.on)
    if status in ("NEEDS-ACTION", "IN-PROCESS"):
        _warn(todo, day, words.summary, {"related": "END"})
    return todo


def _describe(component: Component, key: str, issue: Issue, status: str, words: Entry) -> None:
    _fill(component, {"uid": uid(key, issue.dossier), "dtstamp": issue.at, "sequence": issue.number, "status": status})
    _fill(component, {"summary": words.summary, "description": words.text})
    if words.url:
        component.add("url", words.url)


def _warn(component: Component, day: ScheduledDay, text: str, related: dict[str, str] | None = None) -> None:
    """Add the alarms, counted from the last working day to act and not from a Sunday on which nobody answers."""
    late = day.on - day.remind_on
    for before in WARNINGS:
        alarm = Alarm()
        _fill(alarm, {"action": "DISPLAY", "description": text})
        alarm.add("trigger", NINE - before - late, parameters=related or {})
        component.add_component(alarm)


class _Words(vText):
    r"""A text as it is: icalendar alone takes « \N », as in « C:\Notes », for the end of a line."""

    def to_ical(self) -> bytes:
        """Return the text escaped; no NUL is left in what we write, so that one may keep the two letters apart."""
        return bytes(vText(self.replace("\\N", "\\\0N")).to_ical()).replace(b"\0", b"")


def _fill(component: Component, properties: dict[str, Any]) -> None:
    for name, value in properties.items():
        component.add(name, _Words(value) if name in ("summary", "description") else value)


def uid(key: str, dossier: str) -> str:
    """Return the identifier of a date of a dossier, the same at every export."""
    return f"{key}.{quote(clean(dossier), safe='')}@medinstall"
