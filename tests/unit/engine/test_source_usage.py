from __future__ import annotations

from datetime import date

from medinstall.engine.source_usage import Rule, SourceUsage, source_usages
from tests.building import TODAY, pack


def found(today: date = TODAY) -> dict[str, SourceUsage]:
    return {usage.source.id: usage for usage in source_usages(pack(), today)}


def test_every_source_is_there_with_every_rule_that_cites_it() -> None:
    views = found()
    assert set(views) == {source.id for source in pack().sources}
    rules: tuple[Rule, ...] = (*pack().steps, *pack().aids, *pack().sectors, *pack().alerts)
    for rule in rules:
        for item in rule.evidence:
            assert (rule, item) in [(use.rule, use.evidence) for use in views[item.source].uses]


def test_a_source_that_only_a_condition_cites_has_no_evidence_there() -> None:
    used = [use for use in found()["snmr-espic"].uses if use.kind == "sector"]
    assert used
    assert all(use.evidence is None for use in used)


def test_overdue_begins_the_day_after_the_review() -> None:
    review = found()["ameli-optam"].evidence[0].review_by
    assert not found(review)["ameli-optam"].overdue
    assert found(date.fromordinal(review.toordinal() + 1))["ameli-optam"].overdue
