"""The home screen: what a tired doctor must know in ten seconds. The menu under it belongs to the command line."""

from __future__ import annotations

from collections.abc import Iterator

from medinstall.domain.plan import Plan
from medinstall.french import count
from medinstall.wording.blocks import Bar, Block, Checklist, Heading, Page, Paragraph
from medinstall.wording.checklist import list_view
from medinstall.wording.list_page import head, item_of
from medinstall.wording.view import ListView, StepRow

MOST_ROWS = 5
MOST_ALERTS = 2
_NEAR = ("retard", "semaine", "mois")


def home_page(plan: Plan, name: str, most_rows: int = MOST_ROWS, most_alerts: int = MOST_ALERTS) -> Page:
    """Return the home screen: at most `most_alerts` + `most_rows` + 7 lines at 80 columns."""
    view = list_view(plan, name)
    near = [row for row in view.rows if row.group in _NEAR and row is not view.next_thing and row.is_open]
    near.sort(key=_urgency)
    unseen = 0 if most_rows else sum(row.certain for row in near)
    bar = Bar(view.done, view.counted, _counts(view, unseen))
    return (*head(view, most_alerts), *_near(near, most_rows), bar, _aids(view))


def _near(rows: list[StepRow], most: int) -> Iterator[Block]:
    if not rows or most < 1:
        return
    others = len(rows) - most
    yield Heading(
        "Cette semaine et ce mois-ci", f"{count(others, 'autre')} (medinstall liste)" if others > 0 else "", tight=True
    )
    yield Checklist(tuple(map(item_of, rows[:most])), short=True)


def _urgency(row: StepRow) -> tuple[int, str]:
    return _NEAR.index(row.group), row.when.on.isoformat() if row.when else ""


def _counts(view: ListView, unseen: int) -> str:
    later = sum(row.certain and row.is_open and row.group not in _NEAR for row in view.rows)
    waiting = sum(row.state == "deposee" for row in view.rows)
    soon = f"{unseen} ce mois-ci" if unseen else ""
    parts = [view.progress, soon, f"{later} plus tard", f"{waiting} en attente d’une réponse" if waiting else ""]
    return " ; ".join(part for part in parts if part)


def _aids(view: ListView) -> Paragraph:
    checked = sum(aid.verdict == "a_verifier" for aid in view.aids)
    more = f"{count(checked, 'aide')} à vérifier" if checked else ""
    told = ", ".join(part for part in (view.money or "aucun versement acquis", more) if part)
    return Paragraph(f"Aides\u00a0: {told}.")
