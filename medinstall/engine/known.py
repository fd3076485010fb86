"""What is known of a doctor before any rule of the pack is applied. All the modules of rules read one of these."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import TypeAlias

from medinstall.domain.fact import NonAnswer, Value
from medinstall.domain.place import Place
from medinstall.domain.profile import Profile, Tick
from medinstall.engine.fact_value import FactValue, Judgement

Judge: TypeAlias = Callable[["Known"], Judgement]

NO_TICK = Tick()


class Known(dict[str, FactValue]):
    """The facts read so far, `known[fact]`, beside the answers, the ticks and the day they come from.

    How a fact not read yet is found is for `Situation`, which knows the rules. `judgements` holds what groups of
    criteria gave so far: the same one stands in many rules.
    """

    __slots__ = ("answers", "judgements", "profile", "said_unknown", "today")

    profile: Profile
    answers: Mapping[str, Value]
    today: date
    judgements: dict[Judge, Judgement]
    said_unknown: frozenset[str]

    def __init__(self, profile: Profile) -> None:
        self.profile = profile
        self.answers = profile.answers
        self.today = profile.today
        self.judgements = {}
        self.said_unknown = frozenset(fact for fact, value in self.answers.items() if value is NonAnswer.UNKNOWN)

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


class Supposing(Known):
    """What is known, were one fact another: what depends on that fact through others stays as it is."""

    __slots__ = ("_known",)

    def __init__(self, known: Known, fact: str, value: FactValue) -> None:
        super().__init__(known.profile)
        self._known = known
        self[fact] = value

    def __missing__(self, fact: str) -> FactValue:
        return self._known[fact]
