"""Everything that stands on a day of a plan: what is due, begins, is aimed at, was done, is paid."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

from medinstall.domain.plan import Plan, Reason
from medinstall.domain.truth import Truth
from medinstall.french import count, euros, weekday_date
from medinstall.wording.blocks import Event, EventKind
from medinstall.wording.dates import DateView
from medinstall.wording.groups import opens_second_site_only
from medinstall.wording.plan_view import PlanView
from medinstall.wording.steps import StepView

PERHAPS = "peut-être\u00a0: une réponse manque"
UNSETTLED = "peut-être\u00a0: vos réponses ne suffisent pas à trancher"


def timeline_events(view: PlanView) -> Iterator[Event]:
    """Yield every event of a plan, in no order."""
    yield from _landmarks(view.plan)
    for step in view.steps:
        if step.state != "sans_objet":
            yield from _done(step)
        if not step.is_aside:
            yield from _to_do(step)
            yield from _to_know(step)
    yield from _working_days(view)
    yield from _of_aids(view)


def _landmarks(plan: Plan) -> Iterator[Event]:
    start, answers = plan.start, plan.profile.answers
    yield Event(plan.profile.today, "repere", "", "Aujourd’hui")
    opening = answers.get("date_ouverture_secondaire")
    if isinstance(opening, date) and answers.get("cabinet_secondaire") in ("creation", "reprise"):
        yield Event(opening, "repere", "", "Ouverture du cabinet secondaire")
    if opens_second_site_only(plan):
        return
    if start.on is not None:
        yield Event(start.on, "repere", "", "Premier jour d’activité")
    if start.earliest_on is not None and start.chain and start.earliest_on != start.on:
        yield Event(start.earliest_on, "repere", "", "Début possible au plus tôt")


def _done(step: StepView) -> Iterator[Event]:
    tick = step.plan.tick
    if tick.filed_on is not None:
        yield Event(tick.filed_on, "fait", "déposée", step.title)
    if tick.done_on is not None:
        yield Event(tick.done_on, "fait", "faite", step.title)
        return
    running = {item.step: item.until for item in step.wording.plan.start.running}
    if tick.filed_on is not None and step.id in running:
        yield Event(running[step.id], "note", "réponse due", step.title, ("dernier jour du délai légal",))


def _to_do(step: StepView) -> Iterator[Event]:
    if not step.is_open:
        return
    opens, due, aim, today = step.opens, step.due, step.target, step.today
    perhaps = _perhaps(step)
    if due is None and step.provisional is not None:
        aim = step.provisional  # as in the list
        perhaps = ("date provisoire\u00a0: si l’étape d’avant part à sa date", *perhaps)
    if due is not None:
        yield _due(step, due)
    if opens is not None and opens.on >= today:
        yield Event(opens.on, "ouvre", "possible dès", step.title, perhaps)
    is_told = opens is not None and aim is not None and aim.on == opens.on >= today
    if aim is not None and not is_told and (due is None or aim.on < due.on):
        missed = ("jour passé\u00a0: à faire dès que possible",) if aim.on < today else ()
        yield Event(aim.on, "objectif", "objectif", step.title, (*missed, *perhaps))


def _due(step: StepView, due: DateView) -> Event:
    left = step.plan.days_left(step.today)
    if step.state == "en_retard" and left is not None:
        late = f"en retard de {count(-left, 'jour')}"
        return Event(due.on, "retard", "au plus tard", step.title, (late,), due.basis)
    kind: EventKind = "note" if step.plan.waits_for_undated else "echeance"  # nothing counts down to it
    return Event(due.on, kind, "au plus tard", step.title, _perhaps(step), due.basis)


def _to_know(step: StepView) -> Iterator[Event]:
    told = {milestone.day.on for milestone in step.plan.milestones}
    if step.effect is not None and step.effect.on not in told:
        yield Event(step.effect.on, "effet", "prise d’effet", step.title)
    for milestone in step.plan.milestones:
        yield Event(milestone.day.on, "note", "à noter", step.say(milestone.text))


def _working_days(view: PlanView) -> Iterator[Event]:
    """Yield the last working day before each latest date to come that falls on a day when everything is closed."""
    dues = (step.due for step in view.listed if step.is_open and step.due)
    closed = Counter((due.working_day, due.on) for due in dues if due.working_day and due.on >= view.today)
    for (working_day, due), number in closed.items():
        what = "l’échéance" if number == 1 else f"les {count(number, 'échéance')}"
        yield Event(working_day, "dispo", "jour ouvré", f"Dernier jour ouvré pour {what} du {weekday_date(due)}")


def _of_aids(view: PlanView) -> Iterator[Event]:
    """Yield the days money is expected, unless a milestone of a step already says so."""
    asking = view.step.get("demande_aides")
    told = {milestone.day.on for milestone in asking.plan.milestones} if asking else set()
    for aid in view.aids:
        for payment in aid.plan.payments:
            yield Event(payment.on, "note", "versement", aid.title, (euros(payment.eur),))
        if aid.pay_by is not None and aid.pay_by.on not in told:
            doubt = (_missing(aid.plan.reasons),) if aid.verdict == "a_verifier" else ()
            yield Event(aid.pay_by.on, "note", "versement", aid.title, ("au plus tard ce jour-là", *doubt))


def _perhaps(step: StepView) -> tuple[str, ...]:
    return () if step.is_certain else (_missing(step.plan.reasons),)


def _missing(reasons: Iterable[Reason]) -> str:
    """Say what keeps it open: an answer, or the law itself."""
    return PERHAPS if any(reason.open for reason in reasons if reason.holds is Truth.UNKNOWN) else UNSETTLED
