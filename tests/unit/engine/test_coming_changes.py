"""What the law changes on a known day is told before that day, to whom it concerns, and no longer after it."""

from __future__ import annotations

from datetime import date

import pytest

from medinstall.domain.pack import RulePack
from medinstall.domain.plan import Plan
from medinstall.domain.source import Article, Evidence
from medinstall.engine.plan import plan_of
from medinstall.engine.sectors import sectors_of
from medinstall.wording.plan_view import PlanView
from tests.building import pack, profile
from tests.unit.wording.build import aid_view, step_view

D = "2027-03-31"
ENDS = date(2027, 1, 1)
GP = {
    "specialite": "medecine_generale",
    "parcours": "jeune_diplome",
    "date_debut": D,
    "zone": "zip",
    "cabinet": "creation",
    "secteur": "secteur_1",
    "premiere_installation": True,
}


def changing(article: Article) -> RulePack:
    """Return the shipped rules where a step and an aid also rest on `article`."""
    rules = pack()
    source = rules.source["l1434-4"]._replace(id="changing", articles=(article,))
    proof = Evidence("changing", date(2026, 11, 22), ENDS, "high")
    step, aid = rules.step["carmf"], rules.aid["primo_zip"]
    return rules._replace(
        sources=(*rules.sources, source),
        steps=tuple(each._replace(evidence=(*each.evidence, proof)) if each is step else each for each in rules.steps),
        aids=tuple(each._replace(evidence=(*each.evidence, proof)) if each is aid else each for each in rules.aids),
    )


def plan(article: Article, today: date = date(2026, 11, 22), start: str = D) -> Plan:
    return plan_of(changing(article), profile({**GP, "date_debut": start}, today))


def told(found: Plan) -> tuple[str, ...]:
    """Return what is told of the step; the aid always says the same."""
    step = tuple(text.replace("\u00a0", " ") for text in step_view(found, "carmf").warnings if "La règle" in text)
    aid = tuple(text.replace("\u00a0", " ") for text in aid_view(found, "primo_zip").warnings if "La règle" in text)
    assert step == aid
    return step


ENDING = Article("Code du travail", "L. 1", "LEGIARTI1", date(2020, 1, 1), ENDS)


def test_an_end_before_the_first_day_is_told_with_what_is_known() -> None:
    known = ENDING._replace(then="le taux baisse, mais le décret n’a pas été lu")
    assert told(plan(known)) == (
        "La règle change le 1er janvier 2027, avant votre premier jour d’activité : le taux baisse, mais le décret n’a "
        "pas été lu (L. 1 du code du travail).",
    )


def test_an_end_of_which_nothing_is_known_says_so() -> None:
    assert told(plan(ENDING, start="2026-12-31")) == (
        "La règle change le 1er janvier 2027 : la suite n’a pas été lue, demandez-la avant d’agir (L. 1 du code du "
        "travail).",
    )


@pytest.mark.parametrize(
    ("today", "ends", "is_told"),
    [
        (date(2026, 12, 31), ENDS, True),
        (ENDS, ENDS, False),  # that day, the rule itself is to be read again
        (date(2026, 11, 22), date(2028, 3, 31), True),  # a year after the first day
        (date(2026, 11, 22), date(2028, 4, 1), False),
        (date(2026, 11, 22), None, False),
    ],
)
def test_it_is_told_until_that_day_and_a_year_ahead(today: date, ends: date | None, is_told: bool) -> None:
    assert bool(told(plan(ENDING._replace(until=ends), today))) is is_told


def test_a_version_that_begins_is_told_too() -> None:
    begins = ENDING._replace(since=date(2027, 7, 1), until=None)
    (text,) = told(plan(begins))
    assert text.startswith("La règle s’applique seulement à partir du 1er juillet 2027 : ")


def test_without_a_first_day_a_year_from_today_is_looked_at() -> None:
    answers = {key: value for key, value in GP.items() if key != "date_debut"}
    rules = changing(ENDING._replace(until=date(2027, 11, 22)))
    last = plan_of(rules, profile(answers, date(2026, 11, 22)))
    assert told(last)
    assert not told(plan_of(rules, profile(answers, date(2026, 11, 21))))


def test_it_changes_no_verdict_and_reaches_the_exports() -> None:
    before = {aid.id: aid.verdict for aid in plan_of(pack(), profile(GP)).aids}
    found = plan(ENDING)
    assert {aid.id: aid.verdict for aid in found.aids} == before
    shown = PlanView(found, "essai")
    assert any("La règle change" in text for step in shown.steps for text in step.warnings)
    assert any("La règle change" in text for aid in shown.aids for text in aid.warnings)


def test_outside_the_agreement_the_refund_of_prescriptions_ends() -> None:
    outside = {**GP, "secteur": "hors_convention"}
    text = "La règle change le 1er janvier 2027, avant votre premier jour d’activité : la rédaction qui suit"
    assert text in alert_of(plan_of(pack(), profile(outside)))
    assert "La règle change" not in alert_of(plan_of(pack(), profile(outside, ENDS)))


def alert_of(found: Plan) -> str:
    """Return what is told of prescriptions outside the agreement."""
    (text,) = (alert.text for alert in found.alerts if alert.id == "hors_convention_prescriptions")
    return text.replace("\u00a0", " ")


def test_a_sector_says_it_beside_its_alerts() -> None:
    coming = {sector.id: sector.coming for sector in sectors_of(pack(), profile(GP))}
    assert [reason.cause for reason in coming["hors_convention"]] == ["coming"]
    assert coming["secteur_1"] == ()
