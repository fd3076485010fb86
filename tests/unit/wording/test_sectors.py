from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest

from medinstall.domain.truth import Truth
from medinstall.engine.sectors import sectors_of
from medinstall.french import euros
from medinstall.wording.sector import ACCESS, SectorView, refund
from medinstall.wording.sectors import SectorsView, sectors_view, together
from tests.building import TODAY, pack, plan

ANSWERS = {"premiere_installation": True, "titre_hospitalier": "espic", "secteur": "secteur_2_optam"}


def view(answers: Mapping[str, object], today: date = TODAY) -> SectorsView:
    found = plan(answers, today)
    return sectors_view(sectors_of(pack(), found.profile), found, "essai")


def one(name: str, answers: Mapping[str, object]) -> SectorView:
    return next(sector for sector in view(answers).sectors if sector.id == name)


def _plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def test_every_sector_has_every_line() -> None:
    for sector in view(ANSWERS).sectors:
        parts = (sector.name, sector.access, sector.fees, sector.refund, sector.reimbursement, sector.social)
        assert all((*parts, sector.money, sector.total, sector.undo, sector.sources))
        assert sector.commitments or sector.same_as or sector.id == "hors_convention"


def test_figures_are_those_of_the_rules() -> None:
    figures = dict(pack().sector["secteur_1"].figures)
    assert euros(figures["rendu_eur"]) in one("secteur_1", ANSWERS).reimbursement
    assert one("secteur_1", ANSWERS).refund.startswith(euros(figures["rendu_eur"]))


@pytest.mark.parametrize(
    ("figures", "words"),
    [
        ({"rendu_eur": 19, "consultation_eur": 30}, "19 € sur 30 €"),
        ({"rendu_eur": 14.1, "consultation_eur": 30, "base_eur": 23}, "14,10 € sur 23 €"),
        ({"autorite_generaliste_eur": 0.61}, "0,61 € au plus"),
        ({}, ""),
    ],
)
def test_what_the_patient_gets_back_is_short(figures: dict[str, float], words: str) -> None:
    assert _plain(refund(figures)) == words


def test_the_same_conditions_commitments_and_alerts_are_told_once() -> None:
    first, optam, aco = (one(name, ANSWERS) for name in ("secteur_2", "secteur_2_optam", "secteur_2_optam_aco"))
    assert first.reasons
    assert first.alerts
    assert optam.reasons == ()
    assert optam.alerts == ()
    assert _plain(optam.access) == "À confirmer : mêmes conditions que « Secteur 2 sans option »."
    assert _plain(aco.same_as) == "Ceux de « Secteur 2 avec OPTAM »"
    assert len(aco.commitments) == 1


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"titre_hospitalier": "ahu"}, "Ouvert, d’après vos réponses."),
        ({"titre_hospitalier": "aucun"}, "Fermé, d’après vos réponses."),
        ({}, "À confirmer : il manque une réponse."),
        ({"titre_hospitalier": "espic"}, "À confirmer par la caisse : les textes ne tranchent pas votre situation."),
    ],
)
def test_access_is_one_sentence(answers: dict[str, object], words: str) -> None:
    assert _plain(one("secteur_2", {"premiere_installation": True, **answers}).access) == words


def test_a_reason_shows_the_answers_given_and_nothing_else() -> None:
    answers = {"premiere_installation": True, "titre_hospitalier": "assistant_hopitaux", "annees_fonction": 2}
    told = [_plain(reason.answer) for reason in one("secteur_2", answers).reasons]
    assert told[0] == "votre réponse : oui"
    assert told[1].startswith("vos réponses : Titre hospitalier : Assistant des hôpitaux ; Années")
    assert one("secteur_2", {}).reasons[1].answer == "pas encore répondu"


def test_the_command_that_settles_access_is_whole() -> None:
    (question,) = one("secteur_2", {"premiere_installation": True}).ask
    assert question.command == "medinstall modifier titre_hospitalier"


def test_what_cannot_be_undone_names_the_sectors_once() -> None:
    final = {alert.id: alert.sign.word for alert in view({**ANSWERS, "premiere_installation": True}).final}
    assert final["secteur_1_irrevocable"] == "CHOIX IRRÉVERSIBLE (Secteur 1)"
    assert final["secteur_2_delai"] == "CHOIX IRRÉVERSIBLE (Secteur 2 sans option, avec OPTAM et avec OPTAM-ACO)"
    assert not one("hors_convention", ANSWERS).binds


@pytest.mark.parametrize(
    ("names", "words"),
    [
        (["Secteur 1"], "Secteur 1"),
        (["Secteur 2 seul", "Secteur 2 aidé"], "Secteur 2 seul et aidé"),
        (["Secteur 2", "Secteur 2 aidé"], "Secteur 2 et 2 aidé"),
        (["Un", "Deux"], "Un et Deux"),
        ([], ""),
    ],
)
def test_names_share_their_first_words(names: list[str], words: str) -> None:
    assert together(names) == words


def test_rules_to_be_read_again_are_told_first() -> None:
    assert view(ANSWERS).warning == ""
    assert "à relire depuis le" in _plain(view(ANSWERS, date(2030, 1, 1)).warning)


def test_what_is_not_sure_stands_with_the_sector() -> None:
    cautions = dict(one("secteur_2", ANSWERS).cautions)
    assert _plain(cautions["apicil-optam"]).startswith("confiance faible : ")
    assert {ACCESS[truth].word for truth in Truth} == {"ouvert", "fermé", "à confirmer"}
