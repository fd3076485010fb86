"""What changes a dossier: answers and ticks, each on disk before the next, each checked before it is written."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from medinstall.domain.fact import Value
from medinstall.domain.pack import RulePack
from medinstall.domain.plan import StepPlan
from medinstall.domain.truth import Truth
from medinstall.dossier.events import Answered, Change, Filed, Ticked, Unticked, together
from medinstall.dossier.journal import Journal
from medinstall.engine.plan import plan_of
from medinstall.errors import Refusal, suggestion
from medinstall.french import listing, long_date
from medinstall.rules.answers import inconsistencies, raw_of
from medinstall.text import shown
from medinstall.usecases.workspace import Opened, Workspace


class Report(NamedTuple):
    """What the doctor reports of a step."""

    done_on: date | None = None
    filed_on: date | None = None
    note: str | None = None
    reference: str | None = None


def record_answers(journal: Journal, changes: Mapping[str, Value | None], workspace: Workspace) -> None:
    """Put answers on disk together; None takes one back. Raises Refusal when they contradict others."""
    opened = workspace.of_journal(journal)
    check_answers({**opened.profile.answers, **changes})
    if changes:
        journal.append(together(answered(changes, workspace)))


def answered(changes: Mapping[str, Value | None], workspace: Workspace) -> list[Change]:
    """Return the events that record answers."""
    at = workspace.clock()
    raw = {fact: None if value is None else raw_of(value) for fact, value in changes.items()}
    return [Answered(fact, value, at=at, day=workspace.today) for fact, value in raw.items()]


def check_answers(answers: Mapping[str, Value | None]) -> None:
    """Raise Refusal when answers contradict each other."""
    faults = list(inconsistencies({fact: value for fact, value in answers.items() if value is not None}))
    if faults:
        raise Refusal("ces réponses se contredisent ; rien n’a été enregistré", faults=faults)


def find_step(pack: RulePack, step: str) -> str:
    """Return `step` when it is one. Raises Refusal with the nearest id."""
    if step not in pack.step:
        near = suggestion(step, pack.step).removeprefix(" ; ")
        raise Refusal(
            f"la démarche « {shown(step)} » n’existe pas",
            remedy=near or "« medinstall liste » montre les démarches et leurs identifiants",
        )
    return step


def record_tick(journal: Journal, step: str, report: Report, workspace: Workspace) -> tuple[str, ...]:
    """Tick a step done, or record that its file was handed in; return warnings. Raises Refusal."""
    opened = workspace.of_journal(journal)
    plan = _checked(step, report, opened, workspace)
    written = (workspace.clock(), workspace.today, report.note, report.reference)
    if report.filed_on is not None:
        journal.append(Filed(step, report.filed_on, *written))
    if report.done_on is not None:
        journal.append(Ticked(step, report.done_on, *written))
    waiting = (*plan.blocked_by, *plan.waits_for)
    if not waiting or plan.state == "faite":
        return ()
    titles = listing(f"« {workspace.pack.step[other].title} »" for other in waiting)
    return (f"« {plan.title} » vient normalement après {titles} : rien n’est encore coché de ce côté.",)


def record_untick(journal: Journal, step: str, workspace: Workspace) -> None:
    """Take back the last tick of a step. Raises Refusal when there is none."""
    find_step(workspace.pack, step)
    tick = workspace.of_journal(journal).profile.ticks.get(step)
    if tick is None or (tick.done_on is None and tick.filed_on is None):
        raise Refusal(f"la démarche « {step} » n’est pas cochée", remedy="« medinstall liste » montre ce qui l’est")
    journal.append(Unticked(step, at=workspace.clock(), day=workspace.today))


def _checked(step: str, report: Report, opened: Opened, workspace: Workspace) -> StepPlan:
    rule = workspace.pack.step[find_step(workspace.pack, step)]
    for day in filter(None, (report.done_on, report.filed_on)):
        if day > workspace.today:
            raise Refusal(
                f"le {long_date(day)} n’est pas encore passé : « {rule.title} » ne peut pas être coché à cette date",
                remedy="donnez une date jusqu’à aujourd’hui",
            )
    if report.filed_on is not None and not rule.can_be_filed:
        fileable = listing(rule.id for rule in workspace.pack.steps if rule.can_be_filed)
        raise Refusal(
            f"« {rule.title} » n’a pas de dépôt suivi d’une attente", remedy=f"--depose-le vaut pour {fileable}"
        )
    found = next(plan for plan in plan_of(workspace.pack, opened.profile).steps if plan.id == step)
    if found.applies is Truth.NO:
        raise Refusal(
            f"« {rule.title} » ne vous concerne pas, d’après vos réponses",
            remedy=f"« medinstall pourquoi {step} » dit pourquoi",
        )
    return found
