"""The earliest feasible start: the legal processing times still to run, and the chain that blocks."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from medinstall.domain.plan import Running, Start
from medinstall.domain.rule import Processing, StepRule
from medinstall.engine.fact_value import NO, YES
from medinstall.engine.month_arithmetic import add
from medinstall.engine.steps import first_in_force

if TYPE_CHECKING:
    from medinstall.engine.situation import Situation


def start_of(situation: Situation) -> Start:
    """Return whether D can be kept, the earliest feasible day and the steps that decide it (contract, section 3)."""
    on = situation.day("date_debut")
    running, endless = _running(situation)
    if endless:
        return Start(on, None, None if on is None else False, endless, tuple(running.values()))
    if not running:
        earliest = min(on or situation.today, situation.today)
        return Start(on, earliest, None if on is None else on >= earliest, ())
    earliest = max(item.until for item in running.values())
    chain = _chain(running, earliest)
    return Start(on, earliest, None if on is None else on >= earliest, chain, tuple(running.values()))


def _running(situation: Situation) -> tuple[dict[str, Running], tuple[str, ...]]:
    """Return the processing times still to run, and the steps of which no end can be promised."""
    running: dict[str, Running] = {}
    endless = []
    for rule in situation.ready.processed:  # a step stands behind those its processing waits for
        processing = _planned(rule, situation)
        if processing is None:
            continue
        if processing.duration is None:
            endless.append(rule.id)
            continue
        filed = situation.tick(rule.id).filed_on
        waits = tuple(step for step in rule.processing_after if step in running) if filed is None else ()
        since = filed or max((situation.today, *(running[step].until for step in waits)))
        until = add(since, processing.duration)
        if until > situation.today:
            running[rule.id] = Running(rule.id, since, until, processing.text, waits)
    return running, tuple(endless)


def _planned(rule: StepRule, situation: Situation) -> Processing | None:
    """Return the processing time to plan for this step, None when there is none, or no longer."""
    if situation.tick(rule.id).done_on is not None:
        return None
    applies = situation.applies(rule.id)
    found = None if applies is NO else first_in_force(situation.ready.steps[rule.id].processing, situation)
    return found if found and (applies is YES or found.even_if_unknown) else None


def _chain(running: dict[str, Running], earliest: date) -> tuple[str, ...]:
    """Return the steps that end on `earliest` and what they wait for, in the order they run."""
    wanted = {step for step, item in running.items() if item.until == earliest}
    for step in tuple(wanted):
        wanted.update(running[step].waits_for)
    return tuple(step for step in running if step in wanted)
