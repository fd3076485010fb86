"""Dates in words: how each was counted, what fixes it, and the last working day before it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple, TypeAlias

from medinstall.domain.plan import Day
from medinstall.french import DAYS, MONTHS, long_date, number, typography, weekday_date
from medinstall.text import NBSP
from medinstall.wording.blocks import Paragraph
from medinstall.wording.labels import BASES, capital, duration, uncapital
from medinstall.wording.phrasing import Wording

Say: TypeAlias = Callable[[str], str]

_FIXED_BY = {
    "legal": "Base légale",
    "conventionnel": "Base conventionnelle",
    "organisme": "Demandée par l’organisme",
    "calcul": "Calcul",
    "conseil": "Conseil",
}


class DateView(NamedTuple):
    """A date in words: « mar. 3 mars 2027 », and how it was counted; `say` finishes the sentences of its rule.

    `working_day`: the last working day before it, when it is another day. One the doctor chose was not counted.
    """

    on: date
    words: str
    counted: Day | None = None
    anchor: str = ""
    say: Say = str
    working_day: date | None = None

    @property
    def basis(self) -> str:
        """What fixes the date; empty for most."""
        basis = self.counted.rule.basis if self.counted else None
        return BASES[basis] if basis else ""

    @property
    def practical(self) -> str:
        """The last working day before it."""
        return f"soit {weekday_date(self.working_day)}\u00a0: dernier jour ouvré" if self.working_day else ""

    @property
    def with_basis(self) -> str:
        """The day, and what fixes it."""
        return f"{self.words} ({self.basis})" if self.basis else self.words

    @property
    def in_full(self) -> str:
        """The day, what fixes it, and the last working day before it."""
        return f"{self.with_basis}, {self.practical}" if self.practical else self.with_basis

    @property
    def explained(self) -> tuple[str, ...]:
        """The sentences that derive it: the sum, what fixes it, the last working day."""
        return tuple(self._explained())

    @property
    def sources(self) -> tuple[str, ...]:
        """The ids of the sources of its rule."""
        return self.counted.rule.sources if self.counted else ()

    def _explained(self) -> Iterator[str]:
        if self.counted is None:
            return
        rule = self.counted.rule
        yield typography(derivation(self.counted, self.anchor))
        if rule.text:
            yield f"{_FIXED_BY[rule.basis] if rule.basis else 'Pourquoi'}\u00a0: {self.say(rule.text)}"
        if self.working_day:
            yield f"Dernier jour ouvré\u00a0: {weekday_date(self.working_day)} ({_why_closed(self.on)})"


def date_view(day: Day | None, wording: Wording, say: Say, practical_on: date | None = None) -> DateView | None:
    """Return a date in words, None for no date; `practical_on` is told only when it is another day."""
    if day is None:
        return None
    working_day = practical_on if practical_on != day.on else None
    return DateView(day.on, weekday_date(day.on), day, wording.fact(day.anchor), say, working_day)


def labelled_date(label: str, day: DateView, *texts: str) -> tuple[str, tuple[Paragraph, ...]]:
    """Return a date under its label: what fixes it, what it is for, how it was counted, on what it rests."""
    *others, last = (*texts, *day.explained) or ("",)
    return label, (Paragraph(day.with_basis, "strong"), *map(Paragraph, others), Paragraph(last, sources=day.sources))


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
