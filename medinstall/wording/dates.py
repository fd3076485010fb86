"""Dates in words: how each was counted, what fixes it, and the last working day before it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TypeAlias

from medinstall.domain.plan import Day
from medinstall.french import DAYS, MONTHS, long_date, number, typography, weekday_date
from medinstall.text import NBSP
from medinstall.wording.labels import BASES, capital, duration, uncapital
from medinstall.wording.phrasing import Wording
from medinstall.wording.view import DateView

Say: TypeAlias = Callable[[str], str]

_FIXED_BY = {
    "legal": "Base légale",
    "conventionnel": "Base conventionnelle",
    "organisme": "Demandée par l’organisme",
    "calcul": "Calcul",
    "conseil": "Conseil",
}


def date_view(
    day: Day | None, wording: Wording, say: Say, practical_on: date | None = None, *, explained: bool = True
) -> DateView | None:
    """Return a date in words, None for no date; `practical_on` is told only when it is another day.

    `say` finishes the sentences of the rule the date belongs to; a row of a list is not `explained`.
    """
    if day is None:
        return None
    earlier = practical_on if practical_on and practical_on != day.on else None
    return DateView(
        on=day.on,
        words=weekday_date(day.on),
        basis=BASES[day.rule.basis] if day.rule.basis else "",
        practical=f"soit {weekday_date(earlier)}\u00a0: dernier jour ouvré" if earlier else "",
        explained=tuple(_explained(day, earlier, wording.fact(day.anchor), say)) if explained else (),
        sources=day.rule.sources,
    )


def _explained(day: Day, practical_on: date | None, anchor: str, say: Say) -> list[str]:
    lines = [typography(derivation(day, anchor))]
    if day.rule.text:
        head = _FIXED_BY[day.rule.basis] if day.rule.basis else "Pourquoi"
        lines.append(f"{head}\u00a0: {say(day.rule.text)}")
    if practical_on:
        lines.append(f"Dernier jour ouvré\u00a0: {weekday_date(practical_on)} ({_why_closed(day.on)})")
    return lines


def derivation(day: Day, anchor: str) -> str:
    """Return the sum that gives a date: « 31 mars 2027 + 1 mois = 30 avril 2027 (avril n’a pas de 31) »."""
    start = f"{long_date(day.anchored_on)} ({uncapital(anchor)})" if anchor else long_date(day.anchored_on)
    end, length = long_date(day.on), duration(day.rule.duration)
    match day.rule.how:
        case "latest_start":
            return f"Dernier jour qui laisse {length} avant le {start} : {end}"
        case "year_end":
            return f"31 décembre de l’année du {start} ={NBSP}{end}"
        case "next_quarter":
            return f"Premier jour du trimestre civil qui suit le {start} ={NBSP}{end}"
    if not length:
        return capital(anchor) or end
    sign = "–" if min(day.rule.duration) < 0 else "+"
    return f"{start} {sign}{NBSP}{length} ={NBSP}{end}{_clamped(day)}"


def _clamped(day: Day) -> str:
    if not day.clamped:
        return ""
    index = day.anchored_on.year * 12 + day.anchored_on.month - 1 + day.rule.duration.months
    year, month = divmod(index, 12)
    name = f"{MONTHS[month]} {year}" if MONTHS[month] == "février" else MONTHS[month]
    return f" ({name} n’a pas de {day.anchored_on.day})"


def _why_closed(day: date) -> str:
    if day.weekday() >= 5:
        return f"le {long_date(day)} est un {DAYS[day.weekday()]}"
    return f"le {long_date(day)} est férié"


def distance(day: date, today: date) -> str:
    """Return « dans 39 jours », « demain », « depuis 3 jours »."""
    days = (day - today).days
    near = {0: "aujourd’hui", 1: "demain", -1: "depuis hier"}
    return near.get(days) or f"{'dans' if days > 0 else 'depuis'} {number(abs(days))}{NBSP}jours"
