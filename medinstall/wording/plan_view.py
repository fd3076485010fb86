"""Everything an export prints, in finished French."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from medinstall.domain.plan import Change, Plan
from medinstall.french import long_date
from medinstall.wording.aids import aid_view
from medinstall.wording.checklist import list_view
from medinstall.wording.documents import DocumentsView, documents_view
from medinstall.wording.phrasing import Wording
from medinstall.wording.schedule import ScheduledDay, scheduled_days
from medinstall.wording.steps import step_view
from medinstall.wording.view import AidView, ListView, SourceView, StepView


class PlanView(NamedTuple):
    """Everything an export needs."""

    checklist: ListView
    steps: tuple[StepView, ...]
    aids: tuple[AidView, ...]
    alert_sources: tuple[SourceView, ...]
    papers: DocumentsView
    days: tuple[ScheduledDay, ...]
    today: date
    established: str

    @property
    def step(self) -> dict[str, StepView]:
        """The steps by id."""
        return {view.row.id: view for view in self.steps}

    @property
    def groups(self) -> Iterator[tuple[str, tuple[StepView, ...]]]:
        """The steps that concern the doctor, by when they are to be done."""
        step = self.step
        return ((title, tuple(step[row.id] for row in rows)) for title, rows in self.checklist.groups)

    @property
    def sources(self) -> Iterator[SourceView]:
        """Every source that something of the plan rests on; one may come several times."""
        yield from self.alert_sources
        for step in self.steps:
            yield from step.sources
        for aid in self.aids:
            yield from aid.sources


def plan_view(plan: Plan, name: str, unlocks: Mapping[str, Sequence[Change]]) -> PlanView:
    """Return the plan of the dossier `name` as exports print it; `unlocks`: by aid, the answers that would open it."""
    wording = Wording(plan)
    return PlanView(
        checklist=list_view(plan, name),
        steps=tuple(step_view(step, wording) for step in plan.steps),
        aids=tuple(aid_view(aid, wording, unlocks.get(aid.id, ())) for aid in plan.aids),
        alert_sources=wording.sources(tuple(item for alert in plan.alerts for item in alert.evidence)),
        papers=documents_view(plan),
        days=scheduled_days(plan),
        today=plan.profile.today,
        established=f"Établi le {long_date(plan.profile.today)}, règles vérifiées le {long_date(plan.pack.checked_on)}",
    )
