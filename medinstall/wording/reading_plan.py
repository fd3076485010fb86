"""What is to be read again: by day, then by what a wrong rule would cost. In finished French."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from medinstall.domain.place import Place
from medinstall.domain.rule import AidRule, AlertRule, Stakes, StepRule
from medinstall.engine.source_usage import Citation, SourceUsage
from medinstall.french import count, full_date, typography
from medinstall.text import fold
from medinstall.wording.blocks import Block, Bullets, Heading, Page, Paragraph, Space
from medinstall.wording.labels import capital
from medinstall.wording.placeholders import Name, names_of
from medinstall.wording.sources import named, rule_title

# what is lost where the rule is wrong, the worst first
STAKES: dict[Stakes, str] = {
    "irreversible": "Choix irréversible",
    "exercice": "Droit d’exercer",
    "argent": "Argent",
    "formalite": "Formalité",
}
_OF_ALERTS: dict[str, Stakes] = {"irreversible": "irreversible", "bloquant": "exercice", "attention": "argent"}


class Reading(NamedTuple):
    """A source to open, and the rules to correct by it."""

    source: str
    rules: str


class ReadingDay(NamedTuple):
    """What comes to its `review_by` on one day, by stake."""

    title: str
    overdue: bool
    stakes: tuple[tuple[str, tuple[Reading, ...]], ...]


class ReadingPlanView(NamedTuple):
    """All that is to be read again, the earliest day first."""

    summary: str
    days: tuple[ReadingDay, ...]


def reading_plan_view(source_usages: Iterable[SourceUsage], today: date) -> ReadingPlanView:
    """Return what rests on each source, by the day it is to be read again, what would cost most first."""
    names = names_of(Place())
    due: dict[date, dict[Stakes, list[Reading]]] = {}
    for usage in source_usages:
        for (day, stake), uses in _by_day(usage.uses).items():
            stakes = due.setdefault(day, {known: [] for known in STAKES})
            stakes[stake].append(_reading(usage, uses, names))
    days = tuple(_day(day, due[day], today) for day in sorted(due))
    readings = sum(len(found) for stakes in due.values() for found in stakes.values())
    return ReadingPlanView(f"{count(readings, 'relecture')}, la plus proche d’abord.", days)


def _by_day(uses: Iterable[Citation]) -> Mapping[tuple[date, Stakes], list[Citation]]:
    groups: dict[tuple[date, Stakes], list[Citation]] = {}
    for use in uses:
        if use.evidence:
            groups.setdefault((use.evidence.review_by, _stake(use)), []).append(use)
    return groups


def _stake(use: Citation) -> Stakes:
    match use.rule:
        case StepRule():
            return use.rule.stakes
        case AidRule():
            return "argent"
        case AlertRule():
            return _OF_ALERTS.get(use.rule.level, "formalite")
        case _:
            return "irreversible"  # the choice of a sector


def _reading(usage: SourceUsage, uses: Iterable[Citation], names: Mapping[str, Name]) -> Reading:
    title = named(usage.source.title, usage.source.publisher)
    rules = " ; ".join(dict.fromkeys(rule_title(use, names) for use in uses))
    return Reading(typography(title), typography(rules))


def _day(day: date, stakes: Mapping[Stakes, list[Reading]], today: date) -> ReadingDay:
    late = day < today
    found = ((STAKES[stake], tuple(sorted(readings, key=_order))) for stake, readings in stakes.items() if readings)
    title = f"{capital(full_date(day))}{', dépassé' if late else ''}"
    return ReadingDay(title, late, tuple(found))


def _order(reading: Reading) -> str:
    return fold(reading.source)


def reading_plan_page(view: ReadingPlanView) -> Page:
    """Return what is to be read again: by day, what loses most first."""
    blocks: list[Block] = [Paragraph("Ce qu’il faut relire, et quand", "strong"), Paragraph(view.summary)]
    for day in view.days:
        blocks.append(Heading(day.title))
        for stake, readings in day.stakes:
            blocks += [Space(), Paragraph(stake, "danger" if day.overdue else "strong")]
            for reading in readings:
                blocks += [Bullets((reading.source,)), Paragraph(reading.rules, "quiet", 2)]
    return tuple(blocks)
