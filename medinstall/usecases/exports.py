"""The exports of a dossier: each gathers what its form needs and returns the whole file."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import NamedTuple, TypeAlias

from medinstall.domain.plan import Plan
from medinstall.french import listing
from medinstall.usecases.explain import all_unlocks
from medinstall.usecases.export_editions import edition, vanished
from medinstall.usecases.workspace import Opened, Workspace
from medinstall.wording.labels import quoted
from medinstall.wording.phrasing import Wording
from medinstall.wording.plan_view import PlanView, plan_view
from medinstall.wording.schedule import awaited_steps, settled, to_come


class Export(NamedTuple):
    """A dossier to export, and the two choices there are: the long Markdown, tasks instead of events."""

    workspace: Workspace
    opened: Opened
    plan: Plan
    complete: bool = False
    tasks: bool = False

    @property
    def name(self) -> str:
        """The name of the dossier."""
        return self.opened.name

    def view(self) -> PlanView:
        """Return the plan in words."""
        return plan_view(self.plan, self.name, all_unlocks(self.plan))


SECOND = 10_000  # an export of version 2 must win over any of version 1 in a calendar that compares their numbers

Make: TypeAlias = Callable[[Export], "str | bytes"]


def as_markdown(export: Export) -> str:
    """Return the checklist as Markdown; the long one lists the papers too."""
    from medinstall.outputs.markdown import markdown

    return markdown(export.view(), export.complete)


def as_calendar(export: Export) -> bytes:
    """Return the dates as a calendar, with the cancellation of those that earlier exports may hold."""
    from medinstall.outputs.ics import Issue, calendar, tasks

    number, at = edition(export.opened, export.workspace.pack)
    issue = Issue(export.name, SECOND + number, at)
    view, today = export.view(), export.plan.profile.today
    gone = vanished(export.workspace, export.opened)
    if export.tasks:
        return tasks(view, view.days, gone, issue)
    past_caring = (*settled(view.days, today), *(day for day in gone if day.on >= today))
    return calendar(view, to_come(view.days, today), past_caring, issue)


def as_every_calendar(workspace: Workspace, tasks: bool) -> tuple[bytes, list[str]]:
    """Return one calendar for all the dossiers that can be read, and a sentence for each that cannot."""
    from medinstall.outputs.ics import joined
    from medinstall.usecases.dossiers import every_plan

    found, unread = every_plan(workspace)
    exports = [Export(workspace, workspace.read(name), plan, tasks=tasks) for name, plan in found]
    return joined((export.name, as_calendar(export)) for export in exports), unread


def as_page(export: Export) -> str:
    """Return the page."""
    from medinstall.outputs.html import page

    return page(export.view())


def as_sheet(export: Export) -> bytes:
    """Return the sheet to carry. Raises ImportError without typst."""
    from medinstall.outputs.pdf import pdf

    return pdf(export.view())


def as_data(export: Export) -> str:
    """Return the plan as JSON, which `nouveau --reponses` reads back."""
    from medinstall.outputs.plan_json import plan_json

    return (
        json.dumps(plan_json(export.plan, export.name, all_unlocks(export.plan)), ensure_ascii=False, indent=2) + "\n"
    )


FORMS: dict[str, Make] = {"md": as_markdown, "ics": as_calendar, "html": as_page, "pdf": as_sheet, "json": as_data}


def notices(form: str, export: Export) -> Iterator[str]:
    """Yield what to tell beside an export."""
    if form == "ics":
        wording = Wording(export.plan)
        awaited = [quoted(wording.title(step)) for step in awaited_steps(export.plan)]
        if awaited:
            yield f"Pas dans le calendrier tant que des questions restent ouvertes : {listing(awaited)}."
        yield "Importez-le dans un calendrier à part : le prochain export y met à jour et y annule ses propres dates."
