"""Everything that stands on a day of a plan: what is due, begins, is aimed at, was done, is paid."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

from medinstall.domain.plan import AidPlan, Day, Plan, Reason, StepPlan
from medinstall.domain.truth import Truth
from medinstall.french import count, euros, weekday_date
from medinstall.wording.blocks import Event
from medinstall.wording.labels import BASES
from medinstall.wording.phrasing import Wording
from medinstall.wording.start import opens_second_site_only

PERHAPS = "peut-être\u00a0: une réponse manque"
UNSETTLED = "peut-être\u00a0: vos réponses ne suffisent pas à trancher"


def timeline_events(wording: Wording) -> Iterator[Event]:
    """Yield every event of a plan, in no order."""
    plan = wording.plan
    yield from _landmarks(plan)
    for step in plan.steps:
        if step.state != "sans_objet":
            yield from _of_step(step, wording)
    yield from _working_days(plan)
    yield from _of_aids(plan, wording)


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


def _of_step(step: StepPlan, wording: Wording) -> Iterator[Event]:
    title = wording.title(step)
    yield from _done(step, title, wording.plan)
    if step.dismissed is not None:
        return
    if not step.is_closed:
        yield from _to_do(step, title, wording.profile.today)
    yield from _to_know(step, title, wording)


def _done(step: StepPlan, title: str, plan: Plan) -> Iterator[Event]:
    tick = step.tick
    if tick.filed_on is not None:
        yield Event(tick.filed_on, "fait", "déposée", title)
    if tick.done_on is not None:
        yield Event(tick.done_on, "fait", "faite", title)
        return
    running = {item.step: item for item in plan.start.running}
    if tick.filed_on is not None and step.id in running:
        until, told = running[step.id].until, ("dernier jour du délai légal",)
        yield Event(until, "note", "réponse due", title, told)


def _to_do(step: StepPlan, title: str, today: date) -> Iterator[Event]:
    opens, due, aim = step.opens, step.due, step.aimed_on(today)
    perhaps = _perhaps(step)
    if due is None and step.provisional is not None:
        aim = step.provisional.on  # as in the list
        perhaps = ("date provisoire\u00a0: si l’étape d’avant part à sa date", *perhaps)
    if due is not None:
        yield _due(step, due, title, today)
    if opens is not None and opens.on >= today:
        yield Event(opens.on, "ouvre", "possible dès", title, perhaps)
    if aim is not None and not _is_told(aim, opens, today) and (due is None or aim < due.on):
        missed = ("jour passé\u00a0: à faire dès que possible",) if aim < today else ()
        yield Event(aim, "objectif", "objectif", title, (*missed, *perhaps))


def _is_told(aim: date, opens: Day | None, today: date) -> bool:
    return opens is not None and aim == opens.on and opens.on >= today


def _due(step: StepPlan, due: Day, title: str, today: date) -> Event:
    basis = BASES[due.rule.basis] if due.rule.basis else ""
    left = step.days_left(today)
    if step.state == "en_retard" and left is not None:
        return Event(due.on, "retard", "au plus tard", title, (f"en retard de {count(-left, 'jour')}",), basis)
    return Event(due.on, "echeance", "au plus tard", title, _perhaps(step), basis)


def _to_know(step: StepPlan, title: str, wording: Wording) -> Iterator[Event]:
    told = {milestone.day.on for milestone in step.milestones}
    if step.effect is not None and step.effect.on not in told:
        yield Event(step.effect.on, "effet", "prise d’effet", title)
    for milestone in step.milestones:
        yield Event(milestone.day.on, "note", "à noter", wording.of_step(step, milestone.text))


def _working_days(plan: Plan) -> Iterator[Event]:
    """Yield the last working day before each latest date to come that falls on a day when everything is closed."""
    waiting = [step for step in plan.steps if not step.is_closed and step.dismissed is None]
    dues = [(step.practical_on, step.due.on) for step in waiting if step.practical_on and step.due]
    closed = Counter(pair for pair in dues if pair[0] != pair[1] >= plan.profile.today)
    for (practical, due), number in closed.items():
        what = "l’échéance" if number == 1 else f"les {count(number, 'échéance')}"
        text = f"Dernier jour ouvré pour {what} du {weekday_date(due)}"
        yield Event(practical, "dispo", "jour ouvré", text)


def _of_aids(plan: Plan, wording: Wording) -> Iterator[Event]:
    """Yield the days money is expected, unless a milestone of a step already says so."""
    told = {milestone.day.on for step in plan.steps for milestone in step.milestones if step.id == "demande_aides"}
    for aid in plan.aids:
        title = wording.title(aid)
        for payment in aid.payments:
            yield Event(payment.on, "note", "versement", title, (euros(payment.eur),))
        if aid.pay_by is not None and aid.pay_by.on not in told:
            yield Event(aid.pay_by.on, "note", "versement", title, _paid(aid))


def _paid(aid: AidPlan) -> tuple[str, ...]:
    doubt = (_missing(aid.reasons),) if aid.verdict == "a_verifier" else ()
    return ("au plus tard ce jour-là", *doubt)


def _perhaps(step: StepPlan) -> tuple[str, ...]:
    return (_missing(step.reasons),) if step.applies is Truth.UNKNOWN else ()


def _missing(reasons: Iterable[Reason]) -> str:
    """Say what keeps it open: an answer, or the law itself."""
    return PERHAPS if any(reason.open for reason in reasons if reason.holds is Truth.UNKNOWN) else UNSETTLED
