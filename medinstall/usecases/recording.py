"""What changes a dossier: answers and reports on steps, checked first, then on disk together or not at all."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from typing import NamedTuple

from medinstall.actions import how_to
from medinstall.domain.fact import Value
from medinstall.domain.pack import RulePack
from medinstall.domain.plan import Plan, StepPlan
from medinstall.domain.profile import Answer, Profile
from medinstall.domain.truth import Truth
from medinstall.dossier.events import Answered, Change, Decided, Filed, Ticked, together
from medinstall.dossier.journal import Journal
from medinstall.errors import Refusal, nearest
from medinstall.french import listing, long_date
from medinstall.rules.answers import inconsistencies
from medinstall.rules.values import raw_of
from medinstall.text import shown
from medinstall.usecases.workspace import Workspace

LOOK = f"« {how_to('find_step')} » donne le nom court d’une démarche"
ANSWERS: Mapping[Answer, str] = {"acceptee": "acceptée", "refusee": "refusée", "incomplete": "déclarée incomplète"}


class Report(NamedTuple):
    """What the doctor reports of steps. With `answer`, that of the body to the file handed in, given on `done_on`."""

    done_on: date | None = None
    filed_on: date | None = None
    note: str | None = None
    reference: str | None = None
    answer: Answer | None = None


def record_answers(
    workspace: Workspace, journal: Journal, profile: Profile, changes: Mapping[str, Value | None]
) -> None:
    """Put answers on disk together; None takes one back. Raises Refusal when they contradict others of `profile`."""
    check_answers({**profile.answers, **changes})
    if changes:
        journal.append(together(answered(changes, workspace)))


def answered(changes: Mapping[str, Value | None], workspace: Workspace) -> list[Change]:
    """Return the events that record answers."""
    at, day = workspace.now()
    return [Answered(fact, None if value is None else raw_of(value), at, day) for fact, value in changes.items()]


def check_answers(answers: Mapping[str, Value | None]) -> None:
    """Raise Refusal when answers contradict each other."""
    faults = list(inconsistencies({fact: value for fact, value in answers.items() if value is not None}))
    if faults:
        raise Refusal("ces réponses se contredisent ; rien n’a été enregistré", faults=faults)


def find_step(pack: RulePack, step: str) -> str:
    """Return the id of a step, typed in any case. Raises Refusal with the nearest id."""
    if step.lower() in pack.step:
        return step.lower()
    near = nearest(step, pack.step)
    raise Refusal(f"la démarche « {shown(step)} » n’existe pas", remedy=near or LOOK)


def step_of(plan: Plan, step: str) -> StepPlan:
    """Return a step of a plan. Raises Refusal when there is none of that id."""
    known = find_step(plan.pack, step)
    return next(found for found in plan.steps if found.id == known)


def to_tick(plan: Plan) -> list[StepPlan]:
    """Return the steps that can be reported done or answered now."""
    found = (step for step in plan.steps if not step.is_aside)
    return [step for step in found if step.state in ("en_retard", "urgente", "a_faire", "deposee")]


def record_ticks(workspace: Workspace, journal: Journal, plan: Plan, steps: Sequence[str], report: Report) -> None:
    """Record the same report on steps of `plan`, all of them or none, and tell what it starts. Raises Refusal."""
    chosen = [_checked(step, report, plan) for step in dict.fromkeys(find_step(plan.pack, each) for each in steps)]
    at, day = workspace.now()
    event = together([event for step in chosen for event in _events(step.id, report, at, day)])
    after = workspace.plan(workspace.profile_with(journal, event))
    journal.append(event)  # last: once it is on disk nothing can fail
    workspace.remember(journal.name)
    for step in chosen:
        workspace.tell(*_out_of_order(step, plan), _told(step, report))
    workspace.tell(*_clocks_started(plan, after, {step.id for step in chosen}))


class HeldStep(NamedTuple):
    """A step of a dossier held for writing."""

    workspace: Workspace
    journal: Journal
    step: StepPlan
    profile: Profile

    def record(self, event: Change, told: str) -> None:
        """Put an event about the step on disk, then say what was done."""
        self.journal.append(event)
        self.workspace.remember(self.journal.name)
        self.workspace.tell(told)


@contextmanager
def held_step(workspace: Workspace, name: str, step: str) -> Iterator[HeldStep]:
    """Yield a step of a dossier held for writing. Raises Refusal, Locked."""
    with workspace.held(name) as (journal, opened):
        yield HeldStep(workspace, journal, step_of(workspace.plan(opened.profile), step), opened.profile)


def _events(step: str, report: Report, at: datetime, today: date) -> Iterator[Change]:
    """Yield what a report on a step writes; its note and reference once, with what comes last."""
    said = {"note": report.note, "reference": report.reference}
    if report.filed_on is not None:
        yield Filed(step, report.filed_on, at, today, **({} if report.done_on else said))
    if report.done_on is None:
        return
    if report.answer is None:
        yield Ticked(step, report.done_on, at, today, **said)
    else:
        yield Decided(step, report.answer, report.done_on, at, today, **said)


def _checked(step: str, report: Report, plan: Plan) -> StepPlan:
    """Return the step reported on. Raises Refusal."""
    found = step_of(plan, step)
    filed = report.filed_on or found.tick.filed_on
    _check_days(found, report, filed, plan.profile.today)
    if report.filed_on is not None and not found.rule.can_be_filed:
        fileable = listing(rule.id for rule in plan.pack.steps if rule.can_be_filed)
        raise Refusal(
            f"« {found.title} » n’a pas de dépôt suivi d’une attente", remedy=f"un dépôt se note pour {fileable}"
        )
    if found.applies is Truth.NO:
        raise Refusal(
            f"« {found.title} » ne vous concerne pas, d’après vos réponses",
            remedy="corrigez la réponse qui l’écarte, si elle est fausse",
        )
    if report.answer is not None and (filed is None or found.tick.done_on is not None):
        raise Refusal(
            f"« {found.title} » n’attend pas de réponse", remedy="notez d’abord le jour du dépôt, puis la réponse"
        )
    return found


def _check_days(step: StepPlan, report: Report, filed: date | None, today: date) -> None:
    """Raise Refusal for a day to come, and for a decision that would come before the file was handed in."""
    done = report.done_on
    for day in filter(None, (done, report.filed_on)):
        if day > today:
            raise Refusal(
                f"le {long_date(day)} n’est pas encore passé : « {step.title} » ne peut pas être coché à cette date",
                remedy="donnez une date jusqu’à aujourd’hui",
            )
    decided = done or step.tick.done_on
    if decided is not None and filed is not None and decided < filed:
        raise Refusal(
            f"la réponse, le {long_date(decided)}, ne peut pas précéder le dépôt de « {step.title} », "
            f"le {long_date(filed)}",
            remedy="donnez le jour de la réponse"
            if done
            else "donnez le jour du dépôt, ou décochez d’abord la démarche",
        )


def _told(step: StepPlan, report: Report) -> str:
    if report.answer is not None:
        again = "" if report.answer == "acceptee" else " ; la démarche est de nouveau à faire"
        return f"Réponse notée, {ANSWERS[report.answer]} : {step.title}{again}"
    if report.filed_on is None:
        return f"Coché : {step.title}"
    done = "" if (report.done_on or step.tick.done_on) is None else " ; la démarche est cochée"
    return f"Dépôt noté : {step.title}{done}"


def _out_of_order(step: StepPlan, plan: Plan) -> Iterator[str]:
    """Yield a warning when a step usually comes after others of which nothing is reported."""
    waiting = (*step.blocked_by, *step.waits_for)
    if waiting and step.state != "faite":
        titles = listing(f"« {plan.pack.step[other].title} »" for other in waiting)
        yield f"« {step.title} » vient normalement après {titles} : rien n’est encore coché de ce côté."


def _clocks_started(before: Plan, after: Plan, reported: Collection[str]) -> Iterator[str]:
    """Yield what is due or expected from now on, and when, because of what was just reported."""
    known = {step.id: step.due.on for step in before.steps if step.due is not None}
    for step in after.steps:
        if step.id in reported and step.state == "deposee" and step.answer_expected_on is not None:
            yield f"La réponse est attendue vers le {long_date(step.answer_expected_on)}."
        open_still = step.applies is not Truth.NO and step.tick.done_on is None and step.id not in reported
        if open_still and step.due is not None and known.get(step.id) != step.due.on:
            yield f"Un délai court maintenant : {step.title}, au plus tard le {long_date(step.due.on)}."
