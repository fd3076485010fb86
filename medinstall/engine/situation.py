"""A profile read through a rule pack: every fact, step, aid and alert, computed once and only when asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from medinstall.domain.criterion import Check, every
from medinstall.domain.pack import RulePack
from medinstall.domain.plan import Alert, Start
from medinstall.domain.profile import Profile
from medinstall.domain.source import Evidence
from medinstall.engine import alerts, contracts, eligibility, start, steps
from medinstall.engine.compiled import compile_pack
from medinstall.engine.eligibility import Eligibility
from medinstall.engine.fact_value import NO, NOTHING, YES, FactValue, Judgement, of_truth, unknown
from medinstall.engine.facts import NEVER, located, value_of_date
from medinstall.engine.known import Known
from medinstall.engine.steps import StepDates
from medinstall.engine.working_days import holidays

START = "date_debut"
CONVENTION = "convention"
DONE = "faite."


class Situation(Known):
    """One profile seen by the rules: `situation[fact]` is what is known of a fact, answered or derived.

    What rules decide of steps, aids and alerts is read beside, and as facts: « verdict.primo_zip ».
    """

    __slots__ = ("_aids", "_alerts", "_dates", "_holidays", "_start", "compiled", "pack")

    def __init__(self, pack: RulePack, profile: Profile) -> None:
        super().__init__(profile)
        self.pack = pack
        self.compiled = compile_pack(pack)
        self._dates: dict[str, StepDates] = {}
        self._aids: dict[str, Eligibility] = {}
        self._alerts: dict[str, Judgement] = {}
        self._holidays: dict[tuple[frozenset[str], int], Mapping[date, str]] = {}
        self._start: Start | None = None

    def __missing__(self, fact: str) -> FactValue:
        read = self.compiled.facts.get(fact)
        if read is not None:
            found = read(self)
        else:
            kind, _, rule = fact.partition(".")
            found = _DERIVED[kind](self, rule)
        self[fact] = found
        return found

    def applies(self, step: str) -> Judgement:
        """Tell whether a step applies."""
        return self.compiled.steps[step].conditions.together(self)

    def dates(self, step: str) -> StepDates:
        """Return the dates a step has, or would have if it applied."""
        found = self._dates.get(step)
        if found is None:
            found = self._dates[step] = steps.dates_of(self.compiled.steps[step], self)
        return found

    def aid(self, aid: str) -> Eligibility:
        """Return the verdict of an aid with what it rests on."""
        found = self._aids.get(aid)
        if found is None:
            found = self._aids[aid] = eligibility.eligibility_of(self.compiled.aids[aid], self)
        return found

    def alert(self, alert: str) -> Judgement:
        """Tell whether an alert stands."""
        found = self._alerts.get(alert)
        if found is None:
            found = self._alerts[alert] = alerts.judge_alert(self.compiled.alerts[alert], self)
        return found

    def alerts(self) -> tuple[Alert, ...]:
        """Return the alerts that certainly stand, in the order of the contract."""
        compiled = self.compiled.alerts.values()
        told = (each for each in compiled if alerts.is_told(each.rule, self.alert(each.rule.id)))
        return tuple(alerts.worded(each, self) for each in told)

    def holidays(self, zones: frozenset[str], year: int) -> Mapping[date, str]:
        """Return the holidays of a year."""
        found = self._holidays.get((zones, year))
        if found is None:
            found = self._holidays[zones, year] = holidays(year, zones, self.pack.holidays)
        return found

    def start(self) -> Start:
        """Tell whether D can be kept."""
        if self._start is None:
            forbidden = any(self.alert(each) is YES for each in self.compiled.forbidding)
            self._start = start.start_of(self, self.compiled.processed, self.applies, forbidden=forbidden)
        return self._start

    def evidence_to_review(self) -> Iterator[tuple[Evidence, ...]]:
        """Yield the evidence, some of it past its date, of what may concern the doctor.

        That of each table that gave an answer, of each aid and of each step.
        """
        deduced = {each.source for each in self.profile.deduced.values()}
        for table in self.pack.place_tables:
            first = table.evidence[0]
            if first.source in deduced and first.review_by < self.today:
                yield table.evidence
        if self.today <= self.compiled.review_by:
            return
        for aid in self.compiled.aids.values():
            if aid.review_by < self.today:
                yield aid.rule.evidence
        for step in self.compiled.steps.values():
            if step.review_by < self.today and self.applies(step.rule.id) is not NO:
                yield step.rule.evidence


def _request_received(situation: Situation) -> FactValue:
    """R: the day answered, else the day the step `convention` was ticked."""
    found = situation["date_demande_convention"]
    ticked = situation.tick(CONVENTION).done_on
    return found if isinstance(found.value, date) or ticked is None else FactValue(ticked)


def _effect(situation: Situation, step: str) -> FactValue:
    return NEVER if situation.applies(step) is NO else value_of_date(situation.dates(step).effect)


def _feasible(situation: Situation) -> FactValue:
    found = situation.start()
    return FactValue(found.feasible, unknown(frozenset((START,)) if found.on is None else NOTHING))


def _dismissed_duty(situation: Situation) -> FactValue:
    """Whether the doctor dismissed a step that is certainly obligatory."""
    compiled = situation.compiled.steps
    return FactValue(
        any(
            compiled[step].rule.is_duty and situation.applies(step) is YES
            for step in situation.profile.dismissed
            if step in compiled
        )
    )


def _verdict(situation: Situation, aid: str) -> FactValue:
    found = situation.aid(aid)
    return FactValue(found.verdict, unknown(found.open))


def _may_run(situation: Situation, aid: str) -> FactValue:
    """Whether a contract runs, or no answer can tell whether it does."""
    found = contracts.running(situation.compiled.aids[aid], situation)
    return of_truth(found if found is NO or found.open else YES)


def steps_read(pack: RulePack) -> frozenset[str]:
    """Return the steps whose report moves the dates of others: a rule reads it, R is taken from it, or time runs."""
    read = {check.fact.removeprefix(DONE) for check in every(Check, pack) if check.fact.startswith(DONE)}
    return frozenset((CONVENTION, *read, *(step.id for step in pack.steps if step.processing)))


_DERIVED: dict[str, Callable[[Situation, str], FactValue]] = {
    "aujourdhui": lambda s, _: FactValue(s.today),
    "region": lambda s, _: located(s, s.place.region),
    "date_reception": lambda s, _: _request_received(s),
    "faite": lambda s, step: FactValue(s.tick(step).done_on is not None),
    "applique": lambda s, step: of_truth(s.applies(step)),
    "effet": _effect,
    "verdict": _verdict,
    "en_cours": lambda s, aid: of_truth(contracts.running(s.compiled.aids[aid], s)),
    "peut_courir": _may_run,
    "acces": lambda s, sector: of_truth(s.compiled.sectors[sector].access.together(s)),
    "depart": lambda s, _: _feasible(s),
    "ecartee": lambda s, _: _dismissed_duty(s),
    "regles": lambda s, _: FactValue(any(s.evidence_to_review())),
}
"""Facts that rules derive, by the first part of their name: « verdict.primo_zip » is the verdict of that aid."""
