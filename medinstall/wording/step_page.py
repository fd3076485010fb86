"""One step as a page: what to do, by when and why, what to bring, whom to see, on what it rests."""

from __future__ import annotations

from collections.abc import Iterator

from medinstall.domain.plan import Plan
from medinstall.wording.blocks import (
    Block,
    Contacts,
    Labelled,
    Page,
    Paragraph,
    Reasons,
    Reference,
    Status,
    lists,
    part,
)
from medinstall.wording.contacts import contacts_of
from medinstall.wording.dates import labelled_date
from medinstall.wording.glossary import acronyms
from medinstall.wording.labels import TONES, capital
from medinstall.wording.plan_view import PlanView
from medinstall.wording.steps import StepView


def step_page(plan: Plan, step: str) -> Page:
    """Return one step in full."""
    view = PlanView(plan).step[step]
    page = (*_head(view), *to_act(view), *to_know(view), Reference(view.sources))
    return (*page, *acronyms(page, plan))


def step_reasons_page(plan: Plan, step: str) -> Page:
    """Return why a step applies, or does not, and how its dates are counted."""
    view = PlanView(plan).step[step]
    page = (*_head(view), *_why(view), *_dates(view), Reference(view.sources))
    return (*page, *acronyms(page, plan))


def _head(view: StepView) -> Iterator[Block]:
    yield Paragraph(view.title, "strong")
    yield Paragraph(f"{view.who} ({view.id})")
    settled = f" ({view.settled})" if view.settled else ""
    yield Status(view.sign, f"{settled}, {view.obligation}", TONES.get(view.state, ""))
    yield Paragraph(capital(view.remark))
    yield from view.final
    yield from (Paragraph(warning, "doubt") for warning in view.warnings)


def to_act(view: StepView) -> Iterator[Block]:
    """Yield what one needs to do the step."""
    yield from part("Que faire", Paragraph(view.say(view.plan.what), inset=1))
    yield from _dates(view)
    yield from lists(("Pièces à apporter", view.bring))
    yield from part("Votre suivi", Labelled(tuple((label, (Paragraph(text),)) for label, text in view.follow_up)))
    yield from part("Contacts", Contacts(contacts_of(view)))


def to_know(view: StepView) -> Iterator[Block]:
    """Yield what goes with it: what one gets, what is risked, what comes first, why it applies."""
    rule = view.plan.rule
    yield from lists(("Vous recevez", tuple(map(view.say, rule.receive))))
    yield from part("En cas de retard", Paragraph(view.say(rule.sanction), inset=1))
    yield from lists(("Avant cette démarche", view.before))
    yield from _why(view)
    yield from lists(("Bon à savoir", view.notes))


def _dates(view: StepView) -> Iterator[Block]:
    pairs = [labelled_date(label, day) for label, day in view.dates]
    pairs += [("Marge", (Paragraph(view.slack),))] if view.slack else []
    pairs += [labelled_date("À noter", day, text) for text, day in view.milestones]
    yield from part("Dates", Labelled(tuple(pairs)))


def _why(view: StepView) -> Iterator[Block]:
    yield from part("Pourquoi cette démarche", Reasons(view.why))
