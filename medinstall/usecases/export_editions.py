"""What a dossier showed before: everything an earlier export may hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time

from medinstall.domain.pack import RulePack
from medinstall.domain.profile import Tick
from medinstall.dossier.events import Event, Redone, Scalar, Undone, Visited, changes
from medinstall.dossier.replay import Dossier, State, state_after
from medinstall.engine.situation import steps_read
from medinstall.usecases.workspace import Opened, Workspace
from medinstall.wording.schedule import ScheduledDay, scheduled_days


def edition(opened: Opened, pack: RulePack) -> tuple[int, datetime]:
    """Return which state of a dossier is exported: a number that only grows, and the moment it was reached.

    The moment is never before the day the rules were checked. Looking at the list changes neither, so that two exports
    of the same state are the same file.
    """
    made = [entry for entry in opened.dossier.history if not isinstance(entry.event, Visited)]
    checked = datetime.combine(pack.checked_on, time(), UTC)
    if not made:
        return 0, checked
    return made[-1].number, max(checked, *(entry.event.at.astimezone(UTC) for entry in made))


def vanished(workspace: Workspace, opened: Opened) -> tuple[ScheduledDay, ...]:
    """Return the days that an earlier state of the dossier may have shown and that are gone, as they were last.

    Nothing says when an export was made, so every state counts. The cost grows with the answers that were different
    and the steps that were reported, not with the length of the history.
    """
    now = {day.key for day in scheduled_days(workspace.plan(opened.profile))}
    last: dict[str, ScheduledDay] = {}
    shared = steps_read(workspace.pack)
    for span in _spans([entry.event for entry in opened.dossier.history]):
        profile = workspace.profile_of(Dossier(answers=span.answers), span.first)
        for ticks in span.ticks(shared):
            known = {step: tick for step, tick in ticks.items() if step in workspace.pack.step}
            for day in dict.fromkeys((span.first, span.last)):
                plan = workspace.plan(profile._replace(today=day, ticks=known))
                last |= {scheduled.key: scheduled for scheduled in scheduled_days(plan)}
    return tuple(last[key] for key in sorted(last) if key not in now)


class _Span:
    """The states that share the same answers: their first day, the last, and what each step was reported to be."""

    def __init__(self, answers: Mapping[str, Scalar], first: date) -> None:
        self.answers = dict(answers)
        self.first = self.last = first
        self._seen: dict[str, dict[str, Tick]] = {}

    def note(self, step: str, tick: Tick) -> None:
        """Keep how a step stands; the latest of each kind is enough for its dates."""
        kind = "done" if tick.done_on else "filed" if tick.filed_on else "open"
        self._seen.setdefault(step, {})[kind] = tick

    def has(self, step: str) -> bool:
        """Tell whether a step was seen here."""
        return step in self._seen

    def ticks(self, shared: frozenset[str]) -> Iterator[dict[str, Tick]]:
        """Yield every step as little advanced as it was, then one step of `shared` after the other further on.

        No date hangs on two reports at once, so no other combination shows more. The steps that move no other are
        further on all together.
        """
        base = {step: next(kinds[kind] for kind in _KINDS if kind in kinds) for step, kinds in self._seen.items()}
        yield base
        for kind in _KINDS:
            further = {step: kinds[kind] for step, kinds in self._seen.items() if kind in kinds}
            further = {step: tick for step, tick in further.items() if tick is not base[step]}
            alone = {step: tick for step, tick in further.items() if step not in shared}
            if alone:
                yield base | alone
            yield from (base | {step: tick} for step, tick in further.items() if step in shared)


_KINDS = ("open", "filed", "done")


def _spans(events: Sequence[Event]) -> list[_Span]:
    """Return the spans of a history, in one pass; an undo replays what stands."""
    spans: dict[tuple[tuple[str, Scalar], ...], _Span] = {}
    state = State()
    span: _Span | None = None
    for number, event in enumerate(events, 1):
        if isinstance(event, Visited):
            continue
        if span is not None:
            span.last = event.day
        before = state.ticks.copy()
        if isinstance(event, Undone | Redone):
            state = state_after(events[:number])
        for change in changes(event):
            state.apply(change)
        span = spans.setdefault(tuple(sorted(state.answers.items())), _Span(state.answers, event.day))
        span.last = event.day
        for step in before.keys() | state.ticks.keys():
            if before.get(step) != state.ticks.get(step) or not span.has(step):
                span.note(step, before.get(step, Tick()))
                span.note(step, state.ticks.get(step, Tick()))
    return list(spans.values())
