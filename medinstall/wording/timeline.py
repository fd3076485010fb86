"""The time line of a plan in words: everything dated around the first day of activity, by month, then by day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import Literal, NamedTuple, TypeAlias

from medinstall.domain.plan import AidPlan, Day, Plan, Reason, StepPlan
from medinstall.domain.truth import Truth
from medinstall.french import MONTHS, SHORT_DAYS, count, day_number, euros, full_date, listing, weekday_date
from medinstall.text import clean
from medinstall.wording.checklist import acronyms, deadline_words, limit
from medinstall.wording.dates import distance
from medinstall.wording.labels import BASES, capital, quoted
from medinstall.wording.phrasing import Wording
from medinstall.wording.start import start_view
from medinstall.wording.view import StartView

Kind: TypeAlias = Literal["repere", "retard", "echeance", "ouvre", "dispo", "objectif", "effet", "note", "fait"]
_ORDER: tuple[Kind, ...] = ("repere", "retard", "echeance", "ouvre", "dispo", "objectif", "effet", "note", "fait")
PERHAPS = "peut-être\u00a0: une réponse manque"
UNSETTLED = "peut-être\u00a0: vos réponses ne suffisent pas à trancher"


class EventView(NamedTuple):
    """One thing on one day: « au plus tard », what, and what fixes the date. A `repere` is a landmark: today, D."""

    kind: Kind
    label: str
    text: str
    details: tuple[str, ...] = ()
    basis: str = ""


class DayView(NamedTuple):
    """One day: « jeu. 31 », « jeudi 31 décembre 2026 », and how far it is when something is due or begins."""

    on: date
    short: str
    words: str
    distance: str
    events: tuple[EventView, ...]


class CalendarView(NamedTuple):
    """The time line. `late` holds one line for each step that is late; `undated` what has no day yet, and why."""

    name: str
    today: str
    start: StartView
    margin: str
    deadline: str
    late: tuple[str, ...]
    months: tuple[tuple[str, tuple[DayView, ...]], ...]
    undated: tuple[str, ...]
    limit: str
    acronyms: tuple[tuple[str, str], ...] = ()


class _Event(NamedTuple):
    on: date
    view: EventView


def calendar_view(plan: Plan, name: str) -> CalendarView:
    """Return the time line of the dossier `name`."""
    wording = Wording(plan)
    events = (*_landmarks(plan), *_of_steps(plan, wording), *_of_aids(plan, wording))
    days = _days(events, plan.profile.today)
    view = CalendarView(
        name=clean(name),
        today=full_date(plan.profile.today),
        start=start_view(plan, wording),
        margin=_margin(plan),
        deadline=deadline_words(plan, wording),
        late=tuple(_late(plan, wording)),
        months=tuple((title, tuple(group)) for title, group in groupby(days, lambda day: _month(day.on))),
        undated=tuple(_undated(plan, wording)),
        limit=limit(plan),
    )
    return view._replace(acronyms=acronyms(view, plan))


def _days(events: Iterable[_Event], today: date) -> Iterator[DayView]:
    ordered = sorted(events, key=lambda event: (event.on, _ORDER.index(event.view.kind)))
    for on, group in groupby(ordered, lambda event: event.on):
        views = tuple(event.view for event in group)
        told = any(view.kind in ("repere", "retard", "echeance") for view in views)
        short = f"{SHORT_DAYS[on.weekday()]}\u00a0{day_number(on)}"
        yield DayView(on, short, full_date(on), _distance(on, today) if told else "", views)


def _distance(day: date, today: date) -> str:
    """Return how far a day is; today says so itself."""
    if day == today:
        return ""
    return distance(day, today) if day > today else f"il y a {count((today - day).days, 'jour')}"


def _month(day: date) -> str:
    return f"{capital(MONTHS[day.month - 1])} {day.year}"


def _landmarks(plan: Plan) -> Iterator[_Event]:
    start, answers = plan.start, plan.profile.answers
    yield _Event(plan.profile.today, EventView("repere", "", "Aujourd’hui"))
    opening = answers.get("date_ouverture_secondaire")
    if isinstance(opening, date) and answers.get("cabinet_secondaire") in ("creation", "reprise"):
        yield _Event(opening, EventView("repere", "", "Ouverture du cabinet secondaire"))
    if answers.get("cabinet") == "inchange":
        return
    if start.on is not None:
        yield _Event(start.on, EventView("repere", "", "Premier jour d’activité"))
    if start.earliest_on is not None and start.chain and start.earliest_on != start.on:
        yield _Event(start.earliest_on, EventView("repere", "", "Début possible au plus tôt"))


def _of_steps(plan: Plan, wording: Wording) -> Iterator[_Event]:
    for step in plan.steps:
        if step.state == "sans_objet":
            continue
        title = wording.of_step(step, step.title)
        yield from _done(step, title, plan)
        if not step.is_closed:
            yield from _to_do(step, title, plan.profile.today)
        yield from _to_know(step, title, wording)
    yield from _working_days(plan)


def _done(step: StepPlan, title: str, plan: Plan) -> Iterator[_Event]:
    tick = step.tick
    if tick.filed_on is not None:
        yield _Event(tick.filed_on, EventView("fait", "déposée", title))
    if tick.done_on is not None:
        yield _Event(tick.done_on, EventView("fait", "faite", title))
        return
    running = {item.step: item for item in plan.start.running}
    if tick.filed_on is not None and step.id in running:
        awaited = EventView("note", "réponse due", title, ("dernier jour du délai légal",))
        yield _Event(running[step.id].until, awaited)


def _to_do(step: StepPlan, title: str, today: date) -> Iterator[_Event]:
    opens, target, due = step.opens, step.target, step.due
    perhaps = _perhaps(step)
    if due is None and step.provisional is not None:
        target = step.provisional  # as in the list
        perhaps = ("date provisoire\u00a0: si l’étape d’avant part à sa date", *perhaps)
    if due is not None:
        yield _Event(due.on, _due(step, due, title, today))
    if opens is not None and opens.on >= today:
        yield _Event(opens.on, EventView("ouvre", "possible dès", title, perhaps))
    if target is not None and not _is_told(target, opens, today) and (due is None or target.on < due.on):
        missed = ("jour passé\u00a0: à faire dès que possible",) if target.on < today else ()
        yield _Event(target.on, EventView("objectif", "objectif", title, (*missed, *perhaps)))


def _is_told(target: Day, opens: Day | None, today: date) -> bool:
    return opens is not None and target.on == opens.on and opens.on >= today


def _due(step: StepPlan, due: Day, title: str, today: date) -> EventView:
    basis = BASES[due.rule.basis] if due.rule.basis else ""
    left = step.days_left(today)
    if step.state == "en_retard" and left is not None:
        return EventView("retard", "au plus tard", title, (f"en retard de {count(-left, 'jour')}",), basis)
    perhaps = _perhaps(step)
    return EventView("echeance", "au plus tard", title, perhaps, basis)


def _to_know(step: StepPlan, title: str, wording: Wording) -> Iterator[_Event]:
    told = {milestone.day.on for milestone in step.milestones}
    if step.effect is not None and step.effect.on not in told:
        yield _Event(step.effect.on, EventView("effet", "prise d’effet", title))
    for milestone in step.milestones:
        yield _Event(milestone.day.on, EventView("note", "à noter", wording.of_step(step, milestone.text)))


def _working_days(plan: Plan) -> Iterator[_Event]:
    """Yield the last working day before each latest date to come that falls on a day when everything is closed."""
    waiting = [step for step in plan.steps if not step.is_closed]
    dues = [(step.practical_on, step.due.on) for step in waiting if step.practical_on and step.due]
    closed = Counter(pair for pair in dues if pair[0] != pair[1] >= plan.profile.today)
    for (practical, due), number in closed.items():
        what = "l’échéance" if number == 1 else f"les {count(number, 'échéance')}"
        text = f"Dernier jour ouvré pour {what} du {weekday_date(due)}"
        yield _Event(practical, EventView("dispo", "jour ouvré", text))


def _of_aids(plan: Plan, wording: Wording) -> Iterator[_Event]:
    """Yield the days money is expected, unless a milestone of a step already says so."""
    told = {milestone.day.on for step in plan.steps for milestone in step.milestones if step.id == "demande_aides"}
    for aid in plan.aids:
        title = wording.of_aid(aid, aid.rule.title)
        for payment in aid.payments:
            yield _Event(payment.on, EventView("note", "versement", title, (euros(payment.eur),)))
        if aid.pay_by is not None and aid.pay_by.on not in told:
            yield _Event(aid.pay_by.on, EventView("note", "versement", title, _paid(aid)))


def _paid(aid: AidPlan) -> tuple[str, ...]:
    doubt = (_missing(aid.reasons),) if aid.verdict == "a_verifier" else ()
    return ("au plus tard ce jour-là", *doubt)


def _perhaps(step: StepPlan) -> tuple[str, ...]:
    return (_missing(step.reasons),) if step.applies is Truth.UNKNOWN else ()


def _missing(reasons: Iterable[Reason]) -> str:
    """Say what keeps it open: an answer, or the law itself."""
    return PERHAPS if any(reason.open for reason in reasons if reason.holds is Truth.UNKNOWN) else UNSETTLED


def _margin(plan: Plan) -> str:
    days = plan.start.margin
    if days is None or days < 0:
        return ""
    return f"{count(days, 'jour')} entre le début possible au plus tôt et celui que vous avez choisi"


def _late(plan: Plan, wording: Wording) -> Iterator[str]:
    late = [step for step in plan.steps if step.state == "en_retard" and step.due is not None]
    for step in sorted(late, key=lambda step: step.due.on if step.due else plan.profile.today):
        left = step.days_left(plan.profile.today) or 0
        yield f"{wording.of_step(step, step.title)}, de {count(-left, 'jour')}"


def _undated(plan: Plan, wording: Wording) -> Iterator[str]:
    for step in plan.steps:
        dated = (step.opens, step.target, step.due, step.provisional, step.effect, *step.milestones)
        if not step.is_closed and not any(dated):
            yield f"{wording.of_step(step, step.title)}\u00a0: {_why_undated(step, wording)}"


def _why_undated(step: StepPlan, wording: Wording) -> str:
    rules: Sequence[str] = [rule.anchor for rule in (*step.rule.opens, *step.rule.target, *step.rule.due)]
    awaited = dict.fromkeys(quoted(wording.fact(anchor)) for anchor in rules if wording.fact(anchor))
    return f"dépend de {listing(awaited)}" if awaited else "aucune date ne peut être promise"
