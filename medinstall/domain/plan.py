"""The plan: what the engine computes and the view puts into words."""

from datetime import date
from typing import Literal, NamedTuple, TypeAlias

from medinstall.domain.aid_rule import AidRule, Period
from medinstall.domain.date_rule import DateRule
from medinstall.domain.fact import Value
from medinstall.domain.pack import RulePack
from medinstall.domain.profile import Outcome, Profile, Tick
from medinstall.domain.rule import AlertRule, Link, StepRule
from medinstall.domain.source import Evidence
from medinstall.domain.truth import Truth

State: TypeAlias = Literal["sans_objet", "faite", "deposee", "en_retard", "bloquee", "a_venir", "urgente", "a_faire"]
Verdict: TypeAlias = Literal["fermee", "non_eligible", "pas_encore_applicable", "a_verifier", "eligible"]
Cause: TypeAlias = Literal[
    "condition", "doubt", "coverage", "closed", "pending", "term", "stale", "confidence", "named", "coming"
]


Why: TypeAlias = Literal["ask", "blocking", "late", "urgent", "target", "none"]


class Day(NamedTuple):
    """A date and how it was counted: by `rule`, from the fact `anchor` on `anchored_on`.

    `clamped`: the month has no such day, its last day was taken. `put_off`: the doctor chose this day instead.
    """

    on: date
    rule: DateRule
    anchor: str
    anchored_on: date
    clamped: bool = False
    put_off: bool = False


class Reason(NamedTuple):
    """Why a step applies or an aid is granted: one criterion, whether it holds, and the sentence that says it.

    `facts` are the facts the criterion reads; `open` those of the profile that could still settle it.
    """

    facts: tuple[str, ...]
    holds: Truth
    text: str
    sources: tuple[str, ...] = ()
    cause: Cause = "condition"
    open: frozenset[str] = frozenset()

    @property
    def is_idle(self) -> bool:
        """Tell whether this is a doubt that the situation does not raise."""
        return self.cause == "doubt" and self.holds is Truth.YES


class Milestone(NamedTuple):
    """A dated thing to know."""

    day: Day
    text: str


class Amount(NamedTuple):
    """Euros, and what they are paid for. `minimum`: an unknown bonus may come on top."""

    eur: float
    per: Period
    minimum: bool = False


class StepPlan(NamedTuple):
    """One step in this profile. `title`, `who`, `what` and `notes` are those of the variant in force.

    `requires`: those of `after` that block it in this profile.
    `notes`, `bring` (ids of documents), `links` and `evidence` hold what concerns the doctor, or may.
    `provisional`: its due date if the step it counts from is done on its target. `waits_for_undated`: the steps not
    done that block it, near or far, and have no date: nothing counts down to it. `note` joins the doctor's own.
    """

    rule: StepRule
    title: str
    who: str
    what: str
    notes: tuple[str, ...]
    applies: Truth
    state: State
    after: tuple[str, ...]
    blocked_by: tuple[str, ...]
    waits_for: tuple[str, ...]
    opens: Day | None
    target: Day | None
    due: Day | None
    effect: Day | None
    practical_on: date | None
    milestones: tuple[Milestone, ...]
    tick: Tick
    reasons: tuple[Reason, ...]
    stale: bool
    requires: tuple[str, ...] = ()
    at_second_site: bool = False
    bring: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    duty: Amount | None = None
    provisional: Day | None = None
    answer_expected_on: date | None = None
    outcome: Outcome | None = None
    put_off_until: date | None = None
    dismissed: str | None = None
    note: str | None = None
    waits_for_undated: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The id of the step."""
        return self.rule.id

    @property
    def is_closed(self) -> bool:
        """Whether nothing more is asked of the doctor, or only to wait for the answer."""
        return self.state in ("faite", "deposee", "sans_objet")

    @property
    def is_aside(self) -> bool:
        """Whether it is out of the list: it does not concern the doctor, or was dismissed."""
        return self.state == "sans_objet" or self.dismissed is not None

    @property
    def is_to_do(self) -> bool:
        """Whether it certainly asks something of the doctor."""
        return self.applies is Truth.YES and not self.is_closed and not self.is_aside

    def is_put_aside(self, today: date) -> bool:
        """Tell whether the doctor put the step off; for a duty, only its target moves."""
        return self.put_off_until is not None and self.put_off_until > today and not self.rule.is_duty

    def aimed_on(self, today: date) -> date | None:
        """Return the day to which the doctor put the step aside, else the day to aim at."""
        if self.is_put_aside(today):
            return self.put_off_until
        return self.target.on if self.target else None

    def act_on(self, today: date) -> date | None:
        """Return the day to act: that to which the step was put aside, else its first date; never before it opens.

        None for a step without any date.
        """
        days = [day.on for day in (self.target, self.due, self.provisional) if day is not None]
        on = self.aimed_on(today) if self.is_put_aside(today) else min(days, default=None)
        opens = self.opens.on if self.opens else None
        return on or opens if on is None or opens is None else max(on, opens)

    def days_left(self, today: date) -> int | None:
        """Return the days from today to the latest date of the step, negative once it is past.

        None when the step has no latest date, does not certainly ask something of the doctor, or hangs on a step that
        has no date itself.
        """
        if self.due is None or not self.is_to_do or self.waits_for_undated:
            return None
        return (self.due.on - today).days


class Payment(NamedTuple):
    """A part of an amount and the day it is paid."""

    on: date
    eur: float


class Change(NamedTuple):
    """A set of answers that would turn the verdict of an aid into `verdict`."""

    set: tuple[tuple[str, Value], ...]
    verdict: Verdict


class AidPlan(NamedTuple):
    """One aid in this profile. `law_date` is the day whose law was read; `value_from` the value's first day."""

    rule: AidRule
    verdict: Verdict
    amount: Amount | None
    pay_by: Day | None
    payments: tuple[Payment, ...]
    refund_eur: float | None
    signed: bool
    law_date: date | None
    reasons: tuple[Reason, ...]
    stale: bool
    notes: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()

    @property
    def id(self) -> str:
        """The id of the aid."""
        return self.rule.id


class Alert(NamedTuple):
    """Something that must not be missed, in the words of the situation."""

    rule: AlertRule
    text: str
    evidence: tuple[Evidence, ...] = ()

    @property
    def id(self) -> str:
        """The id of the alert."""
        return self.rule.id


class Running(NamedTuple):
    """A legal processing time still to run: from `since` until `until`."""

    step: str
    since: date
    until: date
    text: str
    waits_for: tuple[str, ...] = ()


class Start(NamedTuple):
    """Whether D can be kept. `earliest_on` is None while an open authorisation forbids any promise.

    `late`: the obligatory steps past their due date. `kept`: a D to come is feasible and nothing is late.
    """

    on: date | None
    earliest_on: date | None
    feasible: bool | None
    chain: tuple[str, ...]
    running: tuple[Running, ...] = ()
    late: tuple[str, ...] = ()
    kept: bool = False

    @property
    def margin(self) -> int | None:
        """The days between the earliest feasible start and D, negative when D comes too soon.

        None when D is unknown, when no start can be promised, and when nothing is left to wait for.
        """
        if self.on is None or self.earliest_on is None or not self.chain:
            return None
        return (self.on - self.earliest_on).days


class Next(NamedTuple):
    """What to do now: a step, or the facts to answer first (`ask`), or nothing until `on`."""

    step: str | None
    why: Why
    on: date | None
    ask: tuple[str, ...] = ()


class Totals(NamedTuple):
    """One-off amounts, in euros, that can be drawn together: sure, and on top of it if all goes well."""

    certain_eur: float
    possible_eur: float


class Plan(NamedTuple):
    """Steps and aids in the order of the checklist, alerts, and the facts on which something still depends."""

    pack: RulePack
    profile: Profile
    steps: tuple[StepPlan, ...]
    aids: tuple[AidPlan, ...]
    alerts: tuple[Alert, ...]
    start: Start
    totals: Totals
    unknown: tuple[str, ...]
    stale: tuple[Evidence, ...]
    next: Next = Next(None, "none", None)

    def next_due(self) -> StepPlan | None:
        """Return the step whose latest date comes first, from today on; None without any.

        A step that hangs on another without a date is left out: nobody can meet its date.
        """
        left = ((step.days_left(self.profile.today), step) for step in self.steps)
        coming = [(days, step) for days, step in left if days is not None and days >= 0]
        return min(coming, key=lambda pair: pair[0])[1] if coming else None
