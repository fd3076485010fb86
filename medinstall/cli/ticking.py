"""Ticking in a terminal: asks what a tick needs, then says at once what it starts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, get_args

from medinstall.cli.context import Context
from medinstall.cli.stdio import say
from medinstall.domain.fact import Choice
from medinstall.domain.profile import Answer
from medinstall.interview.asking import choose, choose_day, write

if TYPE_CHECKING:
    from medinstall.domain.plan import StepPlan
    from medinstall.usecases.recording import Report

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


def tick_asking(context: Context, steps: Sequence[str]) -> bool:
    """Ask what is to be told of steps, save it and say what it starts; return False when the doctor goes back."""
    from medinstall.usecases.recording import record_ticks

    name = context.name
    report = _asked(context, name, steps)
    if report is None:
        say("Rien n’a été coché.")
        return False
    record_ticks(context.workspace, name, steps, report)
    return True


def _asked(context: Context, name: str, steps: Sequence[str]) -> Report | None:
    from medinstall.usecases.recording import Report, step_of

    plan = context.workspace.plan(context.workspace.read(name).profile)
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
