"""What is known of a doctor before any rule of the pack is applied. All the modules of rules read one of these."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from medinstall.domain.fact import Value
from medinstall.domain.place import Place
from medinstall.domain.profile import Profile, Tick
from medinstall.engine.fact_value import FactValue

NO_TICK = Tick()


class Known(dict[str, FactValue]):
    """The facts read so far, `known[fact]`, beside the answers, the ticks and the day they come from.

    How a fact not read yet is found is for `Situation`, which knows the rules.
    """

    __slots__ = ("answers", "profile", "today")

    profile: Profile
    answers: Mapping[str, Value]
    today: date

    def __init__(self, profile: Profile) -> None:
        self.profile = profile
        self.answers = profile.answers
        self.today = profile.today

    def day(self, fact: str) -> date | None:
        """Return the date a fact holds, None when it holds none (yet)."""
        value = self[fact].value
        return value if isinstance(value, date) else None

    def tick(self, step: str) -> Tick:
        """Return what was reported of a step."""
        return self.profile.ticks.get(step, NO_TICK)

    @property
    def place(self) -> Place:
        """The main place of practice."""
        return self.profile.place
