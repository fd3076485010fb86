"""What should have been checked again: the evidence past its `review_by` date, of the rules that are used.

A rule is out of date as soon as one of its sources is, whomever that one concerns: no answer can make it fresh.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from medinstall.domain.source import Evidence


def due_for_review(evidence: Iterable[Evidence], today: date) -> tuple[Evidence, ...]:
    """Return what is past its `review_by` date."""
    return tuple(item for item in evidence if item.review_by < today)


def first_review(evidence: Iterable[Evidence]) -> date:
    """Return the first day on which some of it should be checked again."""
    return min((item.review_by for item in evidence), default=date.max)
