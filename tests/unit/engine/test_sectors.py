"""Who may practise in which sector, and what another one would change: the shipped rules, both sides of each limit."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from medinstall.domain.criterion import ALWAYS
from medinstall.domain.rule import AlertRule
from medinstall.domain.truth import Truth
from medinstall.engine.sectors import SectorPlan, sectors_of, varying_aids
from tests.building import pack, profile

FIRST = {"premiere_installation": True, "secteur": "secteur_2"}
SURGEON = "anesthesie_chirurgie_obstetrique"  # the one specialty to which every option of secteur 2 is open
FROM_HOSPITAL = {"parcours": "hospitalier"}  # whoever practises already keeps the sector
SECTOR_2 = ("secteur_2", "secteur_2_optam", "secteur_2_optam_aco")
GP = {
    "specialite": "medecine_generale",
    "parcours": "jeune_diplome",
    "date_debut": "2027-03-31",
    "zone": "zip",
    "qpv": False,
    "mode_exercice": "individuel",
    "cabinet": "creation",
    "medecin_traitant": True,
    "cabinet_secondaire": "non",
    "secteur": "secteur_1",
}


def sectors(answers: Mapping[str, object]) -> dict[str, SectorPlan]:
    return {sector.id: sector for sector in sectors_of(pack(), profile(answers))}


@pytest.mark.parametrize(
    ("title", "access"),
    [
        ({"titre_hospitalier": "aucun"}, Truth.NO),
        ({"titre_hospitalier": "ahu"}, Truth.YES),
        ({"titre_hospitalier": "ccu_mg"}, Truth.YES),
        ({"titre_hospitalier": "medecin_armees"}, Truth.YES),
        ({"titre_hospitalier": "ccu_ah", "annees_fonction": 2}, Truth.YES),
        ({"titre_hospitalier": "ccu_ah", "annees_fonction": 1}, Truth.UNKNOWN),
        ({"titre_hospitalier": "assistant_hopitaux", "annees_fonction": 2}, Truth.YES),
        ({"titre_hospitalier": "assistant_hopitaux", "annees_fonction": 1, "annees_docteur_junior": 0}, Truth.NO),
        ({"titre_hospitalier": "assistant_hopitaux", "annees_fonction": 1, "annees_docteur_junior": 1}, Truth.YES),
        ({"titre_hospitalier": "assistant_hopitaux", "annees_fonction": 0, "annees_docteur_junior": 2}, Truth.NO),
        ({"titre_hospitalier": "ph_temps_plein", "nomination_permanente": True}, Truth.YES),
        ({"titre_hospitalier": "ph_temps_plein", "nomination_permanente": False}, Truth.NO),
        ({"titre_hospitalier": "ph_temps_partiel", "nomination_permanente": True, "annees_fonction": 5}, Truth.YES),
        ({"titre_hospitalier": "ph_temps_partiel", "nomination_permanente": True, "annees_fonction": 4.9}, Truth.NO),
        ({"titre_hospitalier": "ph_temps_partiel", "nomination_permanente": False, "annees_fonction": 9}, Truth.NO),
        ({"titre_hospitalier": "ph_autre_quotite"}, Truth.UNKNOWN),
        ({"titre_hospitalier": "espic"}, Truth.UNKNOWN),
        ({"titre_hospitalier": "titre_etranger"}, Truth.UNKNOWN),
    ],
)
def test_a_title_opens_sector_2_or_not(title: dict[str, object], access: Truth) -> None:
    found = sectors({"specialite": SURGEON, **FIRST, **title})
    assert {found[sector].access for sector in SECTOR_2} == {access}
    assert found["secteur_1"].access is found["hors_convention"].access is Truth.YES


@pytest.mark.parametrize(
    ("answers", "access"),
    [
        ({"premiere_installation": False, "exception_premiere_installation": "aucune"}, Truth.NO),
        ({"premiere_installation": False, "exception_premiere_installation": "hors_convention"}, Truth.YES),
        ({"premiere_installation": False}, Truth.UNKNOWN),
        ({"premiere_installation": "inconnu"}, Truth.UNKNOWN),
    ],
)
def test_a_first_installation_is_asked_or_one_of_its_exceptions(answers: dict[str, object], access: Truth) -> None:
    assert sectors({**FROM_HOSPITAL, "titre_hospitalier": "ahu", **answers})["secteur_2"].access is access


def test_the_answer_that_would_settle_access_is_named() -> None:
    assert sectors({**FROM_HOSPITAL, "premiere_installation": True})["secteur_2"].ask == ("titre_hospitalier",)
    assert sectors({**FROM_HOSPITAL, "titre_hospitalier": "ahu"})["secteur_2"].ask == ("premiere_installation",)
    half = {"premiere_installation": True, "titre_hospitalier": "ph_temps_partiel", "nomination_permanente": True}
    assert sectors({**FROM_HOSPITAL, **half})["secteur_2"].ask == ("annees_fonction",)


@pytest.mark.parametrize("title", ["espic", "aucun", "ahu"])
def test_nothing_is_asked_where_no_answer_would_help(title: str) -> None:
    assert sectors({**FIRST, "titre_hospitalier": title})["secteur_2"].ask == ()


def test_nothing_is_asked_once_one_condition_has_failed() -> None:
    found = sectors({**FROM_HOSPITAL, "titre_hospitalier": "aucun"})["secteur_2"]
    assert found.access is Truth.NO
    assert found.ask == ()


def test_every_condition_gives_a_reason_even_after_one_has_failed() -> None:
    closed = {"premiere_installation": False, "exception_premiere_installation": "aucune", "titre_hospitalier": "aucun"}
    found = sectors({**FROM_HOSPITAL, **closed})["secteur_2"]
    assert [reason.holds for reason in found.reasons] == [Truth.NO, Truth.NO, Truth.YES]


def test_the_sector_answered_is_marked_and_changes_nothing() -> None:
    found = sectors(GP)
    assert [name for name, sector in found.items() if sector.is_current] == ["secteur_1"]
    assert found["secteur_1"].changes == ()


def test_another_sector_shows_the_aids_that_change() -> None:
    changes = sectors(GP)["secteur_2"].changes
    assert changes is not None
    verdicts = {change.after.id: (change.before.verdict, change.after.verdict) for change in changes}
    assert verdicts["primo_zip"] == ("eligible", "non_eligible")
    assert sectors(GP)["secteur_2"].plan.totals.certain_eur == 0


def test_without_an_answer_nothing_is_compared() -> None:
    found = sectors({fact: value for fact, value in GP.items() if fact != "secteur"})
    assert all(sector.changes is None and not sector.is_current for sector in found.values())
    assert "primo_zip" in varying_aids(tuple(found.values()))
    assert "acre" not in varying_aids(tuple(found.values()))


@pytest.mark.parametrize(
    ("answers", "stands"),
    [({"premiere_installation": True}, True), ({"premiere_installation": False}, False), ({}, True)],
)
def test_what_cannot_be_undone_stands_unless_it_is_certain_that_it_does_not(
    answers: dict[str, object], stands: bool
) -> None:
    final = {alert.id for alert in sectors(answers)["secteur_1"].final}
    assert ("secteur_1_irrevocable" in final) is stands


def test_the_month_to_give_titles_belongs_to_every_form_of_sector_2_only() -> None:
    holders = {name for name, sector in sectors(GP).items() if any(a.id == "secteur_2_delai" for a in sector.final)}
    assert holders == set(SECTOR_2)


def test_an_alert_of_every_sector_is_nobody_s() -> None:
    found = sectors(GP)
    assert all("contrats_supprimes" in {alert.id for alert in sector.plan.alerts} for sector in found.values())
    assert not any("contrats_supprimes" in {alert.id for alert in sector.alerts} for sector in found.values())
    closed = {**GP, "titre_hospitalier": "aucun"}
    assert "secteur_2_ferme" in {alert.id for alert in sectors(closed)["secteur_2"].alerts}


def test_what_cannot_be_undone_whatever_the_sector_is_not_told_of_each() -> None:
    always = AlertRule("toujours", 1, "irreversible", "Rien ne se défait", ALWAYS, ())
    found = sectors_of(pack()._replace(alerts=(*pack().alerts, always)), profile(GP))
    assert not any(alert.id == "toujours" for sector in found for alert in sector.final)
