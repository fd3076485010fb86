"""What is to be read again: by day, then by what a wrong rule would cost."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from medinstall.domain.aid_rule import AidRule
from medinstall.domain.place import Place
from medinstall.domain.rule import AlertRule, Stakes, StepRule
from medinstall.engine.source_usage import Citation, SourceUsage
from medinstall.french import count, full_date
from medinstall.text import fold
from medinstall.wording.blocks import Block, Bullets, Heading, Page, Paragraph, Space
from medinstall.wording.labels import capital
from medinstall.wording.placeholders import names_of
from medinstall.wording.sources import rule_titles, title_words

# what is lost where the rule is wrong, the worst first
STAKES: dict[Stakes, str] = {
    "irreversible": "Choix irréversible",
    "exercice": "Droit d’exercer",
    "argent": "Argent",
    "formalite": "Formalité",
}
_OF_ALERTS: dict[str, Stakes] = {"irreversible": "irreversible", "bloquant": "exercice", "attention": "argent"}


def review_plan_page(usages: Iterable[SourceUsage], today: date) -> Page:
    """Return the sources to open and the rules to correct by each: by day, then what would cost most first."""
    names = names_of(Place())
    due: dict[date, dict[Stakes, list[tuple[str, str]]]] = defaultdict(lambda: {stake: [] for stake in STAKES})
    for usage in usages:
        for (day, stake), uses in _by_day(usage.uses).items():
            due[day][stake].append((title_words(usage.source), rule_titles(uses, names)))
    reviews = sum(len(found) for stakes in due.values() for found in stakes.values())
    summary = f"{count(reviews, 'relecture')}, la plus proche d’abord."
    blocks: list[Block] = [Paragraph("Ce qu’il faut relire, et quand", "strong"), Paragraph(summary)]
    for day, stakes in sorted(due.items()):
        late = day < today
        blocks.append(Heading(f"{capital(full_date(day))}{', dépassé' if late else ''}"))
        for stake, found in stakes.items():
            blocks += [Space(), Paragraph(STAKES[stake], "danger" if late else "strong")] if found else []
            for source, rules in sorted(found, key=lambda review: fold(review[0])):
                blocks += [Bullets((source,)), Paragraph(rules, "quiet", 2)]
    return tuple(blocks)


def _by_day(uses: Iterable[Citation]) -> Mapping[tuple[date, Stakes], list[Citation]]:
    groups: dict[tuple[date, Stakes], list[Citation]] = defaultdict(list)
    for use in uses:
        if use.evidence:
            groups[use.evidence.review_by, _stake(use)].append(use)
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
