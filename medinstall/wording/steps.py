"""From the steps of a plan to their rows and their full pages, in finished French."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial

from medinstall.domain.plan import Plan, StepPlan
from medinstall.domain.truth import Truth
from medinstall.french import count, listing, long_date, typography, weekday_date
from medinstall.text import clean
from medinstall.wording.contacts import contacts_of
from medinstall.wording.dates import Say, date_view
from medinstall.wording.groups import act_day, group_of
from medinstall.wording.labels import OBLIGATIONS, OUTCOMES, STATES, amount, quoted, unmet
from medinstall.wording.phrasing import Wording, warnings_of
from medinstall.wording.view import AlertView, DateView, StepRow, StepView


def step_row(step: StepPlan, wording: Wording, *, explained: bool = False) -> StepRow:
    """Return one step as a row of the checklist; `explained`: with how its dates were counted."""
    worded = partial(date_view, wording=wording, say=partial(wording.of_step, step), explained=explained)
    due = worded(step.due, practical_on=step.practical_on)
    opens, provisional = worded(step.opens), worded(step.provisional)
    today, put_off = wording.profile.today, step.put_off_until
    target = worded(step.target)
    if put_off and step.is_put_aside(today):
        target = DateView(put_off, weekday_date(put_off))
    return StepRow(
        id=step.id,
        state=step.state,
        sign=STATES[step.state],
        title=wording.title(step),
        who=wording.who(step),
        short_who=wording.short_who(step),
        obligation=OBLIGATIONS[step.rule.obligation],
        is_duty=step.rule.is_duty,
        group=group_of(step, wording.plan),
        act_on=act_day(step),
        due=due,
        target=target,
        provisional=provisional,
        opens=opens,
        is_aim_past=_is_missed(target, step, today),
        is_overdue_aim=_is_missed(due or target or provisional or opens, step, today) and step.state != "en_retard",
        filed_on=step.tick.filed_on,
        done_on=step.tick.done_on,
        remark=_remark(step, wording),
        certain=step.applies is not Truth.UNKNOWN,
        awaits_answer=awaits_answer(step, wording.plan),
        doubtful=_is_doubtful(step),
        dismissed=step.dismissed is not None,
    )


def _is_missed(day: DateView | None, step: StepPlan, today: date) -> bool:
    return day is not None and day.on < today and not step.is_closed


def step_view(step: StepPlan, wording: Wording) -> StepView:
    """Return one step in full."""
    say = partial(wording.of_step, step)
    row = step_row(step, wording, explained=True)
    who = wording.with_whom(step.who, step)
    reasons = (reason for reason in step.reasons if reason.cause != "coming")
    why = tuple(wording.reason(reason, say(reason.text), step.evidence) for reason in reasons)
    dates = tuple(_dates(step, row, wording))
    milestones = tuple(_milestones(step, wording, say))
    cited = [source for _, day in (*dates, *milestones) for source in day.sources]
    cited += [source for reason in why for source in reason.sources]
    return StepView(
        row=row,
        why=why,
        dates=dates,
        milestones=milestones,
        what=say(step.what),
        bring=_documents(step, wording),
        receive=tuple(map(say, step.rule.receive)),
        sanction=say(step.rule.sanction),
        notes=(*_duty(step), *map(say, step.notes)),
        before=_before(step, wording),
        contacts=contacts_of(step, wording),
        sources=wording.sources(step.evidence, *cited),
        warnings=(*wording.coming(step.reasons, say), *warnings_of(step.evidence, step.stale, who)),
        slack=_slack(step.days_left(wording.profile.today)),
        final=_final(step, wording),
        follow_up=tuple((label, text) for label, text in _follow_up(step, wording) if text),
    )


def _final(step: StepPlan, wording: Wording) -> tuple[AlertView, ...]:
    """Return the alerts that make this step a choice for life, until it is done."""
    decided_here = (alert for alert in wording.plan.alerts if alert.rule.step == step.id and step.state != "faite")
    return tuple(wording.alert(alert) for alert in decided_here if alert.rule.level == "irreversible")


def _follow_up(step: StepPlan, wording: Wording) -> Iterator[tuple[str, str]]:
    """Yield what the doctor reported of a step, what was answered or is awaited, and what was set aside."""
    tick, outcome, until = step.tick, step.outcome, step.put_off_until
    yield "Déposée le", long_date(tick.filed_on) if tick.filed_on else ""
    yield "Réponse attendue", _awaited(step, wording)
    yield "Réponse reçue", OUTCOMES[outcome.answer] if outcome else ""
    yield "Reportée au", long_date(until) if until and until > wording.profile.today else ""
    yield "Écartée", clean(step.dismissed or "")
    yield "Faite le", long_date(tick.done_on) if tick.done_on else ""
    yield "Référence", clean(tick.reference or "")
    yield "Note", clean(step.note or tick.note or "")


def _awaited(step: StepPlan, wording: Wording) -> str:
    """Return by when the answer to a file should come; once that day is past, ask what it was."""
    expected = step.answer_expected_on
    if step.state != "deposee" or expected is None:
        return ""
    if expected >= wording.profile.today:
        return f"vers le {long_date(expected)}"
    ask = f"dites ce qu’elle est\u00a0: medinstall cocher {step.id} --reponse acceptee (ou refusee, incomplete)"
    return f"depuis le {long_date(expected)}\u00a0; {ask}"


def awaits_answer(step: StepPlan, plan: Plan) -> bool:
    """Tell whether an answer nobody gave yet decides whether the step applies."""
    if step.applies is not Truth.UNKNOWN:
        return False
    unknown = set(plan.unknown)
    return any(reason.holds is Truth.UNKNOWN and unknown & {*reason.facts, *reason.open} for reason in step.reasons)


def _is_doubtful(step: StepPlan) -> bool:
    """Tell whether a list must mark the step: it may not apply, a source is weak, or past its date of review."""
    weak = any(item.confidence == "low" for item in step.evidence)
    return step.state != "faite" and (step.applies is Truth.UNKNOWN or weak or step.stale)


def _remark(step: StepPlan, wording: Wording) -> str:
    """Return why a step waits, or what decides whether it applies; empty for most."""
    if step.dismissed is not None:
        return typography(f"écartée par vous : {clean(step.dismissed)}")
    if step.applies is Truth.UNKNOWN:
        unknown = [reason for reason in step.reasons if reason.holds is Truth.UNKNOWN]
        return f"s’applique peut-être\u00a0: {wording.undecided(unknown)}"
    if step.applies is Truth.NO:
        texts = (wording.of_step(step, reason.text) for reason in step.reasons if reason.holds is Truth.NO)
        return next(map(unmet, texts), "")
    if step.state == "deposee" and step.answer_expected_on:
        return _expected(step.answer_expected_on, wording.profile.today)
    if step.state == "bloquee":
        return f"attend\u00a0: {_titles(step.blocked_by, wording)}"
    return ""


def _expected(day: date, today: date) -> str:
    """Return by when the answer to a file should come, or that it should have."""
    if day < today:
        return f"réponse attendue depuis le {long_date(day)}\u00a0: est-elle arrivée\u00a0?"
    return f"déposée, réponse attendue vers le {long_date(day)}"


def _titles(ids: tuple[str, ...], wording: Wording) -> str:
    return listing(quoted(wording.title(wording.steps[step])) for step in ids if step in wording.steps)


def _dates(step: StepPlan, row: StepRow, wording: Wording) -> Iterator[tuple[str, DateView]]:
    """Yield each date of a step under its label; a day to aim at that is past is told as such."""
    say = partial(wording.of_step, step)
    target = None if step.target == step.opens else date_view(step.target, wording, say)
    if target and target.on < wording.profile.today and not step.is_closed:
        target = target._replace(words=f"{target.words}\u00a0: passé, à faire sans attendre")
    labelled = (
        ("Possible dès", row.opens),
        ("Objectif", target),
        ("Au plus tard", row.due),
        ("Date provisoire", row.provisional),
        ("Prise d’effet", date_view(step.effect, wording, say)),
    )
    return ((label, view) for label, view in labelled if view)


def _slack(days: int | None) -> str:
    """Return how many days are left until the latest date; empty where none is, or nothing is left to do."""
    if days is None:
        return ""
    if days == 0:
        return "aucune, c’est aujourd’hui le dernier jour"
    return count(days, "jour") if days > 0 else f"aucune, en retard de {count(-days, 'jour')}"


def _duty(step: StepPlan) -> tuple[str, ...]:
    return (typography(f"Montant calculé, à faire confirmer : {amount(step.duty)}."),) if step.duty else ()


def _milestones(step: StepPlan, wording: Wording, say: Say) -> Iterator[tuple[str, DateView]]:
    """Yield what is to be known on a day, but for the day the step takes effect, told beside."""
    for day, text in step.milestones:
        bare = day._replace(rule=day.rule._replace(text=""))
        view = date_view(bare, wording, say)
        if view and (step.effect is None or day.on != step.effect.on):
            yield say(text), view


def _documents(step: StepPlan, wording: Wording) -> tuple[str, ...]:
    known = wording.pack.document
    return tuple(wording.of_step(step, known[item].label if item in known else item) for item in step.bring)


def _before(step: StepPlan, wording: Wording) -> tuple[str, ...]:
    """Return each prerequisite that applies, with its state and whether it blocks."""
    lines = []
    for plan in (wording.steps[name] for name in step.after if name in wording.steps):
        if plan.state == "sans_objet":
            continue
        bond = "indispensable" if plan.id in step.requires else "de préférence"
        lines.append(f"{wording.title(plan)}\u00a0: {STATES[plan.state].word} ({bond})")
    return tuple(lines)
