"""The profile as the engine receives it: answers, ticks, places and the day of evaluation."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from medinstall.domain.fact import Value
from medinstall.domain.place import Place


class Tick(NamedTuple):
    """What the doctor reported of a step: handed in on `filed_on`, decided or obtained on `done_on`."""

    filed_on: date | None = None
    done_on: date | None = None
    note: str | None = None
    reference: str | None = None


NO_TICKS: Mapping[str, Tick] = MappingProxyType({})


class Profile(NamedTuple):
    """Everything a plan is computed from. `answers` holds known values, `Unsaid.UNKNOWN` and `Unsaid.NEVER`."""

    today: date
    answers: Mapping[str, Value]
    ticks: Mapping[str, Tick] = NO_TICKS
    place: Place = Place()
    second_place: Place = Place()
