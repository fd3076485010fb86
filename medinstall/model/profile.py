"""The profile as the engine receives it: answers, ticks, places and the day of evaluation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from medinstall.model.fact import Value
from medinstall.model.place import Place


@dataclass(frozen=True, slots=True)
class Tick:
    """What the doctor reported of a step: handed in on `filed_on`, decided or obtained on `done_on`."""

    filed_on: date | None = None
    done_on: date | None = None
    note: str | None = None
    reference: str | None = None


@dataclass(frozen=True, slots=True)
class Profile:
    """Everything a plan is computed from. `answers` holds known values, `Unsaid.UNKNOWN` and `Unsaid.NEVER`."""

    today: date
    answers: Mapping[str, Value]
    ticks: Mapping[str, Tick] = field(default_factory=dict)
    place: Place = field(default_factory=Place)
    second_place: Place = field(default_factory=Place)
