"""A whole plan in finished French: what the pages and the exports share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property

from medinstall.domain.plan import Change, Plan
from medinstall.domain.truth import Truth
from medinstall.french import count, long_date, number
from medinstall.text import clean
from medinstall.wording.aids import AidView
from medinstall.wording.blocks import Alert, SourceView
from medinstall.wording.groups import GROUPS
from medinstall.wording.labels import LEVELS
from medinstall.wording.phrasing import Wording
from medinstall.wording.steps import StepView

OWN_TITLE, DEFAULT_NAME = "Mon installation", "mon-installation"


class PlanView:
    """A plan in words, each part worked out when it is asked for.

    `name` is the dossier; `unlocks` gives, by aid, the answers that would open it.
    """

    def __init__(self, plan: Plan, name: str = "", unlocks: Mapping[str, Sequence[Change]] | None = None) -> None:
        self.plan = plan
        self.name = clean(name)
        self.today = plan.profile.today
        self.wording = Wording(plan)
        self._unlocks = unlocks or {}

    @property
    def heading(self) -> str:
        """The title of a document; the name of the first dossier already says it."""
        return OWN_TITLE if self.name == DEFAULT_NAME else f"{OWN_TITLE}\u00a0: {self.name}"

    @property
    def established(self) -> str:
        """The day of the plan and that of the rules."""
        return f"Établi le {long_date(self.today)}, règles vérifiées le {long_date(self.plan.pack.checked_on)}."

    @cached_property
    def steps(self) -> tuple[StepView, ...]:
        """Every step, in the order of the plan."""
        return tuple(StepView(step, self.wording) for step in self.plan.steps)

    @cached_property
    def step(self) -> dict[str, StepView]:
        """The steps by id."""
        return {step.id: step for step in self.steps}

    @property
    def listed(self) -> tuple[StepView, ...]:
        """The steps that apply or may apply, and that the doctor did not set aside."""
        return tuple(step for step in self.steps if not step.is_aside)

    @property
    def aside(self) -> tuple[StepView, ...]:
        """The steps that do not concern the doctor, or were set aside."""
        return tuple(step for step in self.steps if step.is_aside)

    @property
    def groups(self) -> tuple[tuple[str, tuple[StepView, ...]], ...]:
        """The same steps, by when they are to be done."""
        return grouped(self.listed)

    @property
    def next_step(self) -> StepView | None:
        """The step to do now; None when there is none, or when answers come first."""
        return self.step.get(self.plan.next.step or "")

    @property
    def done(self) -> int:
        """How many of the listed steps that certainly apply are done."""
        return sum(step.state == "faite" for step in self.listed if step.is_certain)

    @property
    def counted(self) -> int:
        """How many of the listed steps certainly apply."""
        return sum(step.is_certain for step in self.listed)

    @property
    def progress(self) -> str:
        """« 3 faites sur 26 », of those; « et 12 selon vos réponses » where some may."""
        open_ = sum(step.awaits_answer for step in self.listed)
        told = f"{count(self.done, 'faite')} sur {number(self.counted)}"
        return f"{told}, et {number(open_)} selon vos réponses" if open_ else told

    @cached_property
    def aids(self) -> tuple[AidView, ...]:
        """Every aid, in the order of the plan."""
        return tuple(AidView(aid, self.wording, self._unlocks.get(aid.id, ())) for aid in self.plan.aids)

    @property
    def alerts(self) -> tuple[Alert, ...]:
        """The alerts, the gravest first."""
        views = (self.wording.alert(alert) for alert in self.plan.alerts)
        return tuple(sorted(views, key=lambda alert: tuple(LEVELS).index(alert.level)))

    @property
    def questions(self) -> tuple[tuple[str, str], ...]:
        """The open questions by id and label, that on which most depends first; a mere amount is none."""
        found = (*(step.reasons for step in self.plan.steps), *(aid.reasons for aid in self.plan.aids))
        unknown = (reason for reasons in found for reason in reasons if reason.holds is Truth.UNKNOWN)
        weight = Counter(fact for reason in unknown for fact in reason.open or reason.facts)
        asked = (fact for fact in self.plan.unknown if not self.plan.pack.fact[fact].optional)
        return tuple((fact, self.wording.fact(fact)) for fact in sorted(asked, key=lambda fact: -weight[fact]))

    @property
    def sources(self) -> Iterator[SourceView]:
        """Every source that something of the plan rests on; one may come several times."""
        yield from self.wording.sources(tuple(item for alert in self.plan.alerts for item in alert.evidence))
        for step in self.steps:
            yield from step.sources
        for aid in self.aids:
            yield from aid.sources


def grouped(steps: Iterable[StepView]) -> tuple[tuple[str, tuple[StepView, ...]], ...]:
    """Return the filled groups in their order, each sorted by the date in its first column."""
    held = list(steps)
    groups = ((title, sorted((step for step in held if step.group == name), key=_first_date)) for name, title in GROUPS)
    return tuple((title, tuple(found)) for title, found in groups if found)


def _first_date(step: StepView) -> date:
    if step.group == "faites":
        return step.plan.tick.done_on or date.min
    if step.group == "attente":
        return step.plan.tick.filed_on or date.min
    return step.when.on if step.when else date.max
