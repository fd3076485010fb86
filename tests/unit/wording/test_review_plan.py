from __future__ import annotations

from datetime import date

from medinstall.domain.source import Evidence
from medinstall.engine.source_usage import Citation, Rule, SourceUsage, source_usages
from medinstall.wording.blocks import Heading, Page, Paragraph
from medinstall.wording.review_plan import STAKES, review_plan_page
from tests.building import TODAY, pack

EARLY, LATE = date(2026, 12, 31), date(2027, 2, 28)


def _usage(*uses: tuple[str, date]) -> SourceUsage:
    """Return a source on which steps, aids, alerts or sectors rest, each read again on its day."""
    rules: dict[str, Rule] = {**pack().step, **pack().aid, **{alert.id: alert for alert in pack().alerts}}
    source = pack().source["ameli-optam"]
    found = (Citation("step", rules[name], Evidence(source.id, TODAY, day, "high")) for name, day in uses)
    return SourceUsage(source, tuple(found), ())


def days(page: Page) -> dict[str, list[str]]:
    """Return the days of the plan, each with its stakes."""
    found: dict[str, list[str]] = {}
    for block in page:
        if isinstance(block, Heading):
            found[block.text.replace("\u00a0", " ")] = []
        elif isinstance(block, Paragraph) and block.text in STAKES.values():
            list(found.values())[-1].append(block.text)
    return found


def test_the_earliest_day_comes_first_and_the_worst_loss_before_the_others() -> None:
    steps = {stakes: step.id for step in pack().steps for stakes in (step.stakes,)}
    usage = _usage((steps["formalite"], EARLY), (steps["exercice"], EARLY), (steps["argent"], LATE))
    assert list(days(review_plan_page([usage], TODAY)).items()) == [
        ("Jeudi 31 décembre 2026", ["Droit d’exercer", "Formalité"]),
        ("Dimanche 28 février 2027", ["Argent"]),
    ]


def test_an_aid_is_money_and_a_choice_for_life_comes_first() -> None:
    page = review_plan_page([_usage(("primo_zip", EARLY), ("secteur_1_irrevocable", EARLY))], TODAY)
    assert list(days(page).values()) == [["Choix irréversible", "Argent"]]


def test_a_day_that_is_past_is_told() -> None:
    late = review_plan_page([_usage(("primo_zip", EARLY))], date(2027, 1, 1))
    assert list(days(late)) == ["Jeudi 31 décembre 2026, dépassé"]
    assert Paragraph("Argent", "danger") in late
    assert Paragraph("Argent", "strong") in review_plan_page([_usage(("primo_zip", EARLY))], EARLY)


def test_every_evidence_of_the_rule_pack_is_in_the_plan() -> None:
    shown = days(review_plan_page(source_usages(pack(), TODAY), TODAY))
    proved = {use.evidence.review_by for found in source_usages(pack(), TODAY) for use in found.uses if use.evidence}
    assert len(shown) == len(proved)
