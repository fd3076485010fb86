"""What a dossier showed before: everything an earlier export may hold."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime, time
from typing import NamedTuple, Protocol, TypeVar

from medinstall.domain.pack import RulePack
from medinstall.domain.plan import Plan
from medinstall.domain.profile import Profile
from medinstall.dossier.events import Noted, Visited
from medinstall.dossier.replay import replay
from medinstall.engine.plan import plan_of
from medinstall.usecases.profiles import build_profile
from medinstall.usecases.workspace import Opened, Workspace


class Keyed(Protocol):
    """A thing that can be recognised from one export to the next."""

    @property
    def key(self) -> str:
        """What identifies it."""


K = TypeVar("K", bound=Keyed)


class Edition(NamedTuple):
    """Which state of a dossier is exported: a number that only grows, and the moment it was reached.

    Looking at the list changes neither, so that two exports of the same state are the same file.
    """

    number: int
    at: datetime


def edition(opened: Opened, pack: RulePack) -> Edition:
    """Return the edition of a dossier. Its moment is never before the day the rules were checked."""
    changes = [entry for entry in opened.dossier.history if not isinstance(entry.event, Visited)]
    checked = datetime.combine(pack.checked_on, time(), UTC)
    if not changes:
        return Edition(0, checked)
    return Edition(changes[-1].number, max(checked, *(entry.event.at.astimezone(UTC) for entry in changes)))


def vanished(workspace: Workspace, opened: Opened, found_in: Callable[[Plan], Iterable[K]]) -> tuple[K, ...]:
    """Return what `found_in` saw in an earlier state of the dossier and no longer sees, as it was last.

    Nothing says when an export was made, so every state counts: after each event, on its day and on the day of the
    next one.
    """
    now = {each.key for each in found_in(workspace.plan(opened.profile))}
    last: dict[str, K] = {}
    for profile in _earlier(workspace.pack, opened):
        last |= {each.key: each for each in found_in(plan_of(workspace.pack, profile))}
    return tuple(last[key] for key in sorted(last) if key not in now)


def _earlier(pack: RulePack, opened: Opened) -> Iterator[Profile]:
    events = [entry.event for entry in opened.dossier.history]
    for number, event in enumerate(events, 1):
        if isinstance(event, (Visited, Noted)):
            continue
        dossier = replay(events[:number])
        for day in dict.fromkeys(each.day for each in events[number - 1 : number + 1]):
            yield build_profile(pack, dossier, day).profile
