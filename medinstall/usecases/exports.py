"""The exports of a dossier: the forms there are, each of which gathers what it needs and returns the whole file.

What a form needs is imported when it is made: help, completion and menus read the table of forms alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from medinstall.domain.plan import Plan
    from medinstall.usecases.workspace import Opened, Workspace
    from medinstall.wording.plan_view import PlanView

SECOND = 10_000  # an export of version 2 must win over any of version 1 in a calendar that compares their numbers

Content: TypeAlias = str | bytes


class Export(NamedTuple):
    """A dossier to export, and the two choices there are: the long Markdown, tasks instead of events."""

    workspace: Workspace
    opened: Opened
    plan: Plan
    complete: bool = False
    tasks: bool = False

    def view(self) -> PlanView:
        """Return the plan in words."""
        from medinstall.usecases.explain import all_unlocks
        from medinstall.wording.plan_view import PlanView

        return PlanView(self.plan, self.opened.name, all_unlocks(self.plan))


class Form(NamedTuple):
    """A form of export: what it is called, what it is for, and what makes the whole file."""

    label: str
    purpose: str
    make: Callable[[Export], Content]


def as_markdown(export: Export) -> str:
    """Return the checklist as Markdown; the long one lists the papers too."""
    from medinstall.outputs.markdown import markdown

    return markdown(export.view(), export.complete)


def as_calendar(export: Export) -> bytes:
    """Return the dates as a calendar, with the cancellation of those that earlier exports may hold."""
    from medinstall.outputs.ics import Issue, calendar, tasks
    from medinstall.usecases.export_editions import edition, vanished
    from medinstall.wording.schedule import scheduled_days, settled, to_come

    number, at = edition(export.opened, export.workspace.pack)
    issue = Issue(export.opened.name, SECOND + number, at)
    view, days, today = export.view(), scheduled_days(export.plan), export.plan.profile.today
    gone = vanished(export.workspace, export.opened)
    if export.tasks:
        return tasks(view, days, gone, issue)
    past_caring = (*settled(days, today), *(day for day in gone if day.on >= today))
    return calendar(view, to_come(days, today), past_caring, issue)


def as_every_calendar(workspace: Workspace, tasks: bool) -> tuple[bytes, list[str]]:
    """Return one calendar for all the dossiers that can be read, and a sentence for each that cannot."""
    from medinstall.outputs.ics import joined
    from medinstall.usecases.dossiers import every_dossier

    found, unread = every_dossier(workspace)
    exports = (Export(workspace, opened, workspace.plan(opened.profile), tasks=tasks) for opened in found)
    return joined((export.opened.name, as_calendar(export)) for export in exports), unread


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
    import json

    from medinstall.outputs.plan_json import plan_json
    from medinstall.usecases.explain import all_unlocks

    found = plan_json(export.plan, export.opened.name, all_unlocks(export.plan))
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"


FORMS = {
    "md": Form("Texte", "la liste, à relire ou à envoyer", as_markdown),
    "ics": Form("Calendrier", "les dates, pour un téléphone ou un agenda", as_calendar),
    "html": Form("Page", "à ouvrir dans un navigateur, ou à imprimer", as_page),
    "pdf": Form("Feuille à emporter", "ce qu’il faut faire, avec des cases", as_sheet),
    "json": Form("Données", "pour un autre programme, ou pour un nouveau dossier", as_data),
}


def notices(form: str, export: Export) -> Iterator[str]:
    """Yield what to tell beside an export."""
    if form != "ics":
        return
    from medinstall.french import listing
    from medinstall.wording.labels import quoted
    from medinstall.wording.phrasing import Wording
    from medinstall.wording.schedule import awaited_steps

    wording = Wording(export.plan)
    if awaited := [quoted(wording.title(step)) for step in awaited_steps(export.plan)]:
        yield f"Pas dans le calendrier tant que des questions restent ouvertes : {listing(awaited)}."
    yield "Importez-le dans un calendrier à part : le prochain export y met à jour et y annule ses propres dates."
