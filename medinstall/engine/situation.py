"""A profile read through a rule pack: every fact, answered or derived, computed once and only when asked for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from medinstall.engine import aids, contracts, start, steps
from medinstall.engine.aids import AidOutcome
from medinstall.engine.counting import Dated, dated
from medinstall.engine.criteria import all_of, judge_condition
from medinstall.engine.reading import NOTHING, Judgement, Reading, of_truth
from medinstall.engine.steps import StepDates
from medinstall.model.fact import Fact, Unsaid
from medinstall.model.plan import Start
from medinstall.model.profile import Profile, Tick
from medinstall.model.rule import Duration, RulePack
from medinstall.model.truth import Truth

CONVENTION = "convention"
NO_TICK = Tick()


class Situation:
    """Reads facts, steps and aids for one profile. Nothing is computed twice."""

    def __init__(self, pack: RulePack, profile: Profile) -> None:
        self.pack = pack
        self.profile = profile
        self.today = profile.today
        self._readings: dict[str, Reading] = {}
        self._applies: dict[str, Judgement] = {}
        self._dates: dict[str, StepDates] = {}
        self._aids: dict[str, AidOutcome] = {}
        self._start: Start | None = None

    def read(self, fact: str) -> Reading:
        """Return what is known of a fact, answered or derived."""
        reading = self._readings.get(fact)
        if reading is None:
            reading = self._readings[fact] = self._read(fact)
        return reading

    def origin(self, fact: str) -> str:
        """Return the answered fact behind a derived date that adds nothing to it."""
        derived = self.pack.derived_date.get(fact)
        day = dated(derived.rules, self).day if derived else None
        return day.anchor if day and day.duration == Duration() else fact

    def day(self, fact: str) -> date | None:
        """Return the date a fact holds, None when it holds none (yet)."""
        value = self.read(fact).value
        return value if isinstance(value, date) else None

    def tick(self, step: str) -> Tick:
        """Return what was reported of a step."""
        return self.profile.ticks.get(step, NO_TICK)

    def applies(self, step: str) -> Judgement:
        """Tell whether a step applies."""
        judged = self._applies.get(step)
        if judged is None:
            conditions = self.pack.step[step].conditions
            judged = self._applies[step] = all_of(judge_condition(condition, self) for condition in conditions)
        return judged

    def dates(self, step: str) -> StepDates:
        """Return the dates a step has, or would have if it applied."""
        found = self._dates.get(step)
        if found is None:
            found = self._dates[step] = steps.dates_of(self.pack.step[step], self)
        return found

    def aid(self, aid: str) -> AidOutcome:
        """Return the verdict of an aid with what it rests on."""
        outcome = self._aids.get(aid)
        if outcome is None:
            outcome = self._aids[aid] = aids.outcome_of(self.pack.aid[aid], self)
        return outcome

    def start(self) -> Start:
        """Tell whether D can be kept."""
        if self._start is None:
            self._start = start.start_of(self)
        return self._start

    def _read(self, fact: str) -> Reading:
        asked = self.pack.fact.get(fact)
        if asked is not None:
            return self._answered(asked)
        if fact in self.pack.derived_date:
            return _of_dated(dated(self.pack.derived_date[fact].rules, self))
        if fact in self.pack.derived_number:
            return self._sum(fact)
        kind, _, name = fact.partition(".")
        return _DERIVED[kind](self, name)

    def _answered(self, fact: Fact) -> Reading:
        value = self.profile.answers.get(fact.id)
        if fact.id == "departement" and value in (None, Unsaid.UNKNOWN):
            return self._located(self.profile.place.departement)
        if value is None or value is Unsaid.UNKNOWN:
            return Reading(None, frozenset((fact.id,)), fact.minimum, fact.maximum)
        if isinstance(value, int | float):
            return Reading(value, NOTHING, value, value)
        return Reading(value)

    def _located(self, code: str | None) -> Reading:
        if code:
            return Reading(code)
        commune_unknown = self.profile.answers.get("commune") is Unsaid.UNKNOWN
        return Reading(None, frozenset(("departement" if commune_unknown else "commune",)))

    def _sum(self, name: str) -> Reading:
        low = high = 0.0
        opened = NOTHING
        for fact, limit in self.pack.derived_number[name].parts:
            part = self.read(fact)
            low += part.low if limit is None else min(part.low, limit)
            high += part.high if limit is None else min(part.high, limit)
            opened |= part.open
        return Reading(low if not opened else None, opened, low, high)

    def _request_received(self) -> Reading:
        """R: the day answered, else the day the step `convention` was ticked."""
        reading = self.read("date_demande_convention")
        ticked = self.tick(CONVENTION).done_on
        return reading if isinstance(reading.value, date) or ticked is None else Reading(ticked)

    def _effect(self, step: str) -> Reading:
        judged = self.applies(step)
        if judged.truth is Truth.NO:
            return Reading(Unsaid.NEVER)
        return _of_dated(self.dates(step).effect)

    def _access(self, sector: str) -> Reading:
        return of_truth(all_of(judge_condition(condition, self) for condition in self.pack.sector[sector].access))

    def _feasible(self) -> Reading:
        found = self.start()
        return Reading(found.feasible, frozenset(("date_debut",)) if found.on is None else NOTHING)

    def _stale(self) -> Reading:
        return Reading(any(steps.is_used(rule.id, self) and steps.is_stale(rule, self) for rule in self.pack.steps)
                       or any(aids.is_stale(rule, self) for rule in self.pack.aids))  # fmt: skip


def _of_dated(found: Dated) -> Reading:
    if found.day is not None:  # the usual case, as long as something is open: rules then count it as unknown
        return Reading(found.day.on, found.open)
    return Reading(Unsaid.NEVER) if found.never else Reading(None, found.open)


_DERIVED: dict[str, Callable[[Situation, str], Reading]] = {
    "region": lambda s, _: s._located(s.profile.place.region),
    "date_reception": lambda s, _: s._request_received(),
    "faite": lambda s, step: Reading(s.tick(step).done_on is not None),
    "applique": lambda s, step: of_truth(s.applies(step)),
    "effet": lambda s, step: s._effect(step),
    "verdict": lambda s, aid: Reading(s.aid(aid).verdict, s.aid(aid).open),
    "en_cours": lambda s, aid: of_truth(contracts.running(s.pack.aid[aid], s)),
    "acces": lambda s, sector: s._access(sector),
    "depart": lambda s, _: s._feasible(),
    "regles": lambda s, _: s._stale(),
}
