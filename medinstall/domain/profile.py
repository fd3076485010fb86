"""The profile as the engine receives it: answers, ticks, wishes, places and the day of evaluation."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, Literal, NamedTuple, TypeAlias

from medinstall.domain.fact import Value
from medinstall.domain.place import Place

Answer: TypeAlias = Literal["acceptee", "refusee", "incomplete"]


class Tick(NamedTuple):
    """What the doctor reported of a step: handed in on `filed_on`, decided or obtained on `done_on`."""

    filed_on: date | None = None
    done_on: date | None = None
    note: str | None = None
    reference: str | None = None


class Outcome(NamedTuple):
    """What a body answered to a file handed in, and the day it was reported.

    Accepted: the tick says done too. Refused or incomplete: the tick no longer holds `filed_on`, the step is open.
    """

    answer: Answer
    on: date


class Deduction(NamedTuple):
    """An answer that nobody typed: `value`, given by the fact `origin`, from `source`, true on the day `on`.

    `note`: what limits it. `to_confirm`: it counts, and the interview still proposes it.
    """

    value: Value
    origin: str
    source: str
    on: date | None = None
    note: str = ""
    to_confirm: bool = False


NOTHING: Mapping[str, Any] = MappingProxyType({})


class Profile(NamedTuple):
    """Everything a plan is computed from. `answers` holds known values, `NonAnswer.UNKNOWN` and `NonAnswer.NEVER`.

    By step: `notes` in the order written, `put_off` until a day, `dismissed` with the reason given, `outcomes` of files
    handed in. `deduced`, by fact, says where those of `answers` come from that the place gives.
    """

    today: date
    answers: Mapping[str, Value]
    ticks: Mapping[str, Tick] = NOTHING
    place: Place = Place()
    second_place: Place = Place()
    notes: Mapping[str, tuple[str, ...]] = NOTHING
    put_off: Mapping[str, date] = NOTHING
    dismissed: Mapping[str, str] = NOTHING
    outcomes: Mapping[str, Outcome] = NOTHING
    deduced: Mapping[str, Deduction] = NOTHING
