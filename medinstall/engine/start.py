"""The earliest feasible start: the legal processing times still to run, and the chain that blocks."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import TypeAlias

from medinstall.domain.plan import Running, Start
from medinstall.domain.rule import Processing
from medinstall.engine.criteria import first_in_force
from medinstall.engine.fact_value import NO, YES, Judgement
from medinstall.engine.known import Known
from medinstall.engine.month_arithmetic import add
from medinstall.engine.steps import CompiledStep

Applies: TypeAlias = Callable[[str], Judgement]


def start_of(known: Known, processed: Iterable[CompiledStep], applies: Applies, *, forbidden: bool) -> Start:
    """Return whether D can be kept, the earliest feasible day and the steps that decide it (contract, section 3).

    `processed`: the steps with a processing time, each behind those its own waits for. `forbidden`: no day can be
    promised whatever is done.
    """
    on = known.day("date_debut")
    if forbidden:
        return Start(on, None, None if on is None else False, ())
    running, endless = _running(known, processed, applies)
    if endless:
        return Start(on, None, None if on is None else False, endless, tuple(running.values()))
    if not running:
        earliest = min(on or known.today, known.today)
        return Start(on, earliest, None if on is None else on >= earliest, ())
    earliest = max(item.until for item in running.values())
    chain = _chain(running, earliest)
    return Start(on, earliest, None if on is None else on >= earliest, chain, tuple(running.values()))


def _running(
    known: Known, processed: Iterable[CompiledStep], applies: Applies
) -> tuple[dict[str, Running], tuple[str, ...]]:
    """Return the processing times still to run, and the steps of which no end can be promised."""
    running: dict[str, Running] = {}
    endless = []
    for step in processed:
        processing = _planned(step, known, applies)
        if processing is None:
            continue
        rule = step.rule
        if processing.duration is None:
            endless.append(rule.id)
            continue
        filed = known.tick(rule.id).filed_on
        waits = tuple(other for other in rule.processing_after if other in running) if filed is None else ()
        since = filed or max((known.today, *(running[other].until for other in waits)))
        until = add(since, processing.duration)
        if until > known.today:
            running[rule.id] = Running(rule.id, since, until, processing.text, waits)
    return running, tuple(endless)


def _planned(step: CompiledStep, known: Known, applies: Applies) -> Processing | None:
    """Return the processing time to plan for this step, None when there is none, or no longer."""
    if known.tick(step.rule.id).done_on is not None:
        return None
    judged = applies(step.rule.id)
    found = None if judged is NO else first_in_force(step.processing, known)
    return found if found and (judged is YES or found.even_if_unknown) else None


def _chain(running: dict[str, Running], earliest: date) -> tuple[str, ...]:
    """Return the steps that end on `earliest` and what they wait for, in the order they run."""
    wanted = {step for step, item in running.items() if item.until == earliest}
    for step in tuple(wanted):
        wanted.update(running[step].waits_for)
    return tuple(step for step in running if step in wanted)
