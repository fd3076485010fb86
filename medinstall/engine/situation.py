"""A profile read through a rule pack: every fact, answered or derived, computed once and only when asked for."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from medinstall.domain.fact import Value
from medinstall.domain.pack import RulePack
from medinstall.domain.plan import Start
from medinstall.domain.profile import Profile, Tick
from medinstall.engine import alerts, start
from medinstall.engine.compiled import Ready, ready_of
from medinstall.engine.eligibility import AidOutcome
from medinstall.engine.fact_value import Judgement, Reading
from medinstall.engine.facts import DEPARTEMENT, Answers
from medinstall.engine.steps import StepDates, StepSeen

NO_TICK = Tick()


class Situation(dict[str, Reading]):
    """One profile seen by the rules: `situation[fact]` is what is known of a fact, answered or derived.

    Steps, aids and alerts are read beside. Nothing is computed twice.
    """

    __slots__ = ("_alerts", "_applies", "_start", "answers", "pack", "profile", "ready", "today")

    pack: RulePack
    ready: Ready
    profile: Profile
    answers: Mapping[str, Value]
    today: date

    def __init__(self, pack: RulePack, profile: Profile) -> None:
        self.pack = pack
        self.ready = ready = ready_of(pack)
        self.profile = profile
        self.answers = profile.answers
        self.today = profile.today
        self._applies: dict[str, Judgement] = {}
        self._alerts: dict[str, Judgement] = {}
        self._start: Start | None = None
        self._read(ready.answers)

    def _read(self, answers: Mapping[str, Answers]) -> None:
        """Read the answers: nearly all will be asked for."""
        for fact, value in self.answers.items():
            self[fact] = answers[fact][value]
        self.pop(DEPARTEMENT, None)  # the place may know it

    def __missing__(self, fact: str) -> Reading:
        reading = self.ready.facts[fact](self)
        self[fact] = reading
        return reading

    def day(self, fact: str) -> date | None:
        """Return the date a fact holds, None when it holds none (yet)."""
        value = self[fact].value
        return value if isinstance(value, date) else None

    def tick(self, step: str) -> Tick:
        """Return what was reported of a step."""
        return self.profile.ticks.get(step, NO_TICK)

    def applies(self, step: str) -> Judgement:
        """Tell whether a step applies."""
        judged = self._applies.get(step)
        if judged is None:
            judged = self._applies[step] = self.ready.steps[step].applies(self)
        return judged

    def dates(self, step: str) -> StepDates:
        """Return the dates a step has, or would have if it applied."""
        return self.ready.steps[step].dates(self)

    def step(self, step: str) -> StepSeen:
        """Return all that answers decide of a step."""
        return self.ready.steps[step].seen(self)

    def aid(self, aid: str) -> AidOutcome:
        """Return the verdict of an aid with what it rests on."""
        return self.ready.aids[aid].outcome(self)

    def stands(self, alert: str) -> Judgement:
        """Tell whether an alert stands."""
        judged = self._alerts.get(alert)
        if judged is None:
            judged = self._alerts[alert] = alerts.stands(self.ready.alerts[alert], self)
        return judged

    def start(self) -> Start:
        """Tell whether D can be kept."""
        if self._start is None:
            self._start = start.start_of(self)
        return self._start
