"""Every dossier at a glance."""

from __future__ import annotations

from typing import Any, NamedTuple

from medinstall.domain.plan import Plan
from medinstall.domain.truth import Truth
from medinstall.errors import Refusal
from medinstall.usecases.workspace import Workspace


class Summary(NamedTuple):
    """One dossier: its plan says all there is to tell."""

    name: str
    plan: Plan
    current: bool


def summaries(workspace: Workspace) -> tuple[list[Summary], list[str]]:
    """Return every dossier that can be read, and one sentence for each that cannot."""
    found, notices = [], []
    current = workspace.default()
    for name in workspace.names():
        try:
            opened = workspace.read(name)
        except Refusal as refusal:
            notices.append(f"Le dossier « {name} » ne peut pas être lu : {refusal.what}")
            continue
        found.append(Summary(name, workspace.plan(opened.profile), name == current))
    return found, notices


def summary_json(summary: Summary) -> dict[str, Any]:
    """Return one dossier for a script: name, start, progress, next deadline."""
    plan = summary.plan
    sure = [step for step in plan.steps if step.applies is Truth.YES]
    coming = plan.next_due()
    return {
        "name": summary.name,
        "current": summary.current,
        "start_on": plan.start.on.isoformat() if plan.start.on else None,
        "done": sum(step.state == "faite" for step in sure),
        "steps": len(sure),
        "next_due": {"on": coming.due.on.isoformat(), "step": coming.id} if coming and coming.due else None,
    }
