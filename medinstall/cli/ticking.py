"""Ticking: asks, in a terminal, what a tick needs and was not given, then says at once what it starts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, get_args

from medinstall.cli.context import Context, has_terminal
from medinstall.cli.stdio import say
from medinstall.domain.fact import Choice
from medinstall.domain.profile import Answer
from medinstall.errors import Refusal, UsageFault
from medinstall.interview.asking import choose, choose_day, pick, write
from medinstall.usecases.recording import Report, record_ticks, step_of, to_tick

if TYPE_CHECKING:
    from medinstall.domain.plan import Plan, StepPlan

DONE, FILED = "done", "filed"
KINDS = (
    Choice(DONE, "C’est fait", "décidé, ou obtenu"),
    Choice(FILED, "Dossier remis", "la réponse est attendue"),
)
OUTCOMES = (
    Choice("acceptee", "Acceptée", "la démarche est faite"),
    Choice("refusee", "Refusée", "la démarche est de nouveau à faire"),
    Choice("incomplete", "Déclarée incomplète", "la démarche est de nouveau à faire"),
)


def tick(context: Context, steps: Sequence[str], report: Report | None = None) -> bool:
    """Record a report on steps and say what it starts; ask for the steps, or for the report, that are not given.

    Return False when the doctor goes back. The dossier is held before anything is asked, so that nothing said is lost.
    """
    workspace = context.workspace
    with workspace.held(context.name) as (journal, opened):
        plan = workspace.plan(opened.profile)
        chosen = steps or _picked(context, plan)
        if chosen and report is None:
            report = _asked(context, plan, chosen)
        if not chosen or report is None:
            say("Rien n’a été coché.")
            return False
        record_ticks(workspace, journal, plan, chosen, report)
    return True


def _picked(context: Context, plan: Plan) -> list[str]:
    """Return the steps ticked on a screen that shows those that can be done now."""
    doable = to_tick(plan)
    if not has_terminal():
        raise UsageFault(
            "il manque la démarche à cocher, et aucun terminal n’est ouvert pour la choisir",
            remedy="par exemple : medinstall cocher rcp",
            faults=(f"{step.id} : {step.title}" for step in doable),
        )
    if not doable:
        raise Refusal("aucune démarche ne peut être cochée aujourd’hui", remedy="« medinstall liste » montre la suite")
    choices = [Choice(step.id, step.title) for step in doable]
    return pick(choices, "Quelles démarches sont faites ?", context.plain)


def _asked(context: Context, plan: Plan, steps: Sequence[str]) -> Report | None:
    """Return what is to be told of steps, None when the doctor goes back."""
    first = step_of(plan, steps[0])
    kind = _kind(first, context) if len(steps) == 1 else DONE
    if kind is None:
        return None
    title = f"« {first.title} » : quel jour ?" if len(steps) == 1 else f"{len(steps)} démarches faites : quel jour ?"
    day = choose_day(title, context.workspace.today, context.plain, past=True)
    if day is None:
        return None
    reference: str | None = ""
    if len(steps) == 1 and first.rule.is_duty:
        title = "Avez-vous un numéro de dossier ou de récépissé ?"
        reference = write(title, "Numéro", context.plain, nothing="Aucun numéro")
    if reference is None:
        return None
    known: dict[str, Answer] = {answer: answer for answer in get_args(Answer)}
    done = None if kind == FILED else day
    return Report(done, day if kind == FILED else None, reference=reference or None, answer=known.get(kind))


def _kind(step: StepPlan, context: Context) -> str | None:
    """Return whether a step is done, handed in, or what was answered; asked only where there is a choice."""
    if not step.rule.can_be_filed:
        return DONE
    if step.state == "deposee":
        return choose(OUTCOMES, f"« {step.title} » : quelle est la réponse ?", context.plain)
    return choose(KINDS, f"« {step.title} » : où en êtes-vous ?", context.plain)
