"""Every dossier at a glance."""

from __future__ import annotations

from typing import Any

from medinstall.domain.plan import Plan
from medinstall.errors import Refusal
from medinstall.usecases.workspace import Opened, Workspace
from medinstall.wording.plan_view import PlanView


def every_dossier(workspace: Workspace) -> tuple[list[Opened], list[str]]:
    """Return every dossier that can be read, and a sentence for each that cannot."""
    found, notices = [], []
    for name in workspace.names():
        try:
            found.append(workspace.read(name))
        except Refusal as refusal:
            notices.append(f"Le dossier « {name} » ne peut pas être lu : {refusal.what}")
    return found, notices


def every_plan(workspace: Workspace) -> tuple[list[tuple[str, Plan]], list[str]]:
    """Return the name and the plan of every dossier that can be read, and a sentence for each that cannot."""
    found, notices = every_dossier(workspace)
    return [(opened.name, workspace.plan(opened.profile)) for opened in found], notices


def summary_json(name: str, plan: Plan, *, current: bool) -> dict[str, Any]:
    """Return one dossier for a script: name, start, progress, next deadline."""
    view, coming = PlanView(plan), plan.next_due()
    return {
        "name": name,
        "current": current,
        "start_on": plan.start.on.isoformat() if plan.start.on else None,
        "done": view.done,
        "steps": view.counted,
        "next_due": {"on": coming.due.on.isoformat(), "step": coming.id} if coming and coming.due else None,
    }
