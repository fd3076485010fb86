"""What should have been checked again: the evidence past its `review_by` date, of the rules that are used."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from medinstall.domain.rule import Evidence
from medinstall.engine.fact_value import NO

if TYPE_CHECKING:
    from medinstall.engine.situation import Situation


def overdue(situation: Situation) -> Iterator[tuple[Evidence, ...]]:
    """Yield the evidence, some of it past its date, of each aid and of each step that may concern the doctor."""
    ready, today, pack = situation.ready, situation.today, situation.pack
    if today <= ready.review_by:
        return
    for aid in pack.aids:
        if ready.aids[aid.id].review_by < today:
            yield aid.evidence
    for step in pack.steps:
        if ready.steps[step.id].review_by < today and situation.applies(step.id) is not NO:
            yield step.evidence


def stale_evidence(evidence: Iterable[Evidence], today: date) -> tuple[Evidence, ...]:
    """Return what is past its `review_by` date."""
    return tuple(item for item in evidence if item.review_by < today)
