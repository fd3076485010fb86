"""The home screen: what a tired doctor must know in ten seconds. The menu under it belongs to the command line."""

from __future__ import annotations

from collections.abc import Iterator

from medinstall.domain.plan import Plan
from medinstall.french import count
from medinstall.wording.aids import money
from medinstall.wording.blocks import Bar, Block, Checklist, Heading, Page, Paragraph
from medinstall.wording.list_page import head, item_of
from medinstall.wording.plan_view import PlanView
from medinstall.wording.steps import StepView

MOST_ROWS = 5
MOST_ALERTS = 4
_NEAR = ("retard", "semaine", "mois")


def home_page(plan: Plan, name: str, most_rows: int = MOST_ROWS, most_alerts: int = MOST_ALERTS) -> Page:
    """Return the home screen: at most `most_alerts` + `most_rows` + 7 lines at 80 columns."""
    view = PlanView(plan, name)
    near = [step for step in view.listed if step.group in _NEAR and step is not view.next_step and step.is_open]
    near.sort(key=_urgency)
    unseen = 0 if most_rows else sum(step.is_certain for step in near)
    bar = Bar(view.done, view.counted, _counts(view, unseen))
    return (*head(view, most_alerts), *_near(near, most_rows), bar, _aids(view))


def _near(steps: list[StepView], most: int) -> Iterator[Block]:
    if not steps or most < 1:
        return
    others = len(steps) - most
    yield Heading(
        "Cette semaine et ce mois-ci", f"{count(others, 'autre')} (medinstall liste)" if others > 0 else "", tight=True
    )
    yield Checklist(tuple(map(item_of, steps[:most])), short=True)


def _urgency(step: StepView) -> tuple[int, str]:
    return _NEAR.index(step.group), step.when.on.isoformat() if step.when else ""


def _counts(view: PlanView, unseen: int) -> str:
    later = sum(step.is_certain and step.is_open and step.group not in _NEAR for step in view.listed)
    waiting = sum(step.state == "deposee" for step in view.listed)
    soon = f"{unseen} ce mois-ci" if unseen else ""
    parts = [view.progress, soon, f"{later} plus tard", f"{waiting} en attente d’une réponse" if waiting else ""]
    return "\u00a0; ".join(part for part in parts if part)


def _aids(view: PlanView) -> Paragraph:
    checked = sum(aid.verdict == "a_verifier" for aid in view.aids)
    more = f"{count(checked, 'aide')} à vérifier" if checked else ""
    told = ", ".join(part for part in (money(view.plan), more) if part)
    return Paragraph(f"Aides\u00a0: {told}.")
