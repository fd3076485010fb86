from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest

from medinstall.domain.plan import Change
from medinstall.engine.sectors import sectors_of
from medinstall.french import euros
from medinstall.wording.blocks import Alert, Commands, Heading, Page, Paragraph, Table
from medinstall.wording.phrasing import Wording
from medinstall.wording.sectors import sectors_page, together
from tests.building import TODAY, pack, plan

ANSWERS = {"premiere_installation": True, "titre_hospitalier": "espic", "secteur": "secteur_2_optam"}
MAY = {"premiere_installation": True, "titre_hospitalier": "ahu"}


def page(answers: Mapping[str, object], today: date = TODAY) -> Page:
    found = plan(answers, today)
    return sectors_page(sectors_of(pack(), found.profile), found, "essai")


def rows(answers: Mapping[str, object]) -> dict[str, tuple[str, ...]]:
    (table,) = (block for block in page(answers) if isinstance(block, Table))
    return {_plain(row[0]): tuple(map(_plain, row[1:])) for row in table.rows}


def told(answers: Mapping[str, object], title: str) -> str:
    """Return what is said of one sector, under its title."""
    blocks = page(answers)
    first = next(i for i, block in enumerate(blocks) if isinstance(block, Heading) and block.text.startswith(title))
    after = next(i for i, block in enumerate(blocks) if i > first and isinstance(block, Heading))
    return _plain(" ".join(block.text for block in blocks[first + 1 : after] if isinstance(block, Paragraph)))


def _plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def test_the_figures_are_those_of_the_rules_and_of_the_specialty() -> None:
    figures = {sector.id: dict(sector.figures) for sector in pack().sectors}
    doctor = {specialty: rows({"specialite": specialty}) for specialty in ("medecine_generale", "autre_specialite")}
    outside = "Hors convention (« secteur 3 »)"
    assert doctor["medecine_generale"]["Secteur 1"][1].startswith(_plain(euros(figures["secteur_1"]["rendu_eur"])))
    for specialty, key in (
        ("medecine_generale", "autorite_generaliste_eur"),
        ("autre_specialite", "autorite_specialiste_eur"),
    ):
        assert doctor[specialty][outside][1] == _plain(f"{euros(figures['hors_convention'][key])} au plus")
    assert not any("€" in doctor["autre_specialite"][name][1] for name in doctor["autre_specialite"] if name != outside)
    assert not any("€" in row[1] for row in rows({}).values())  # specialty unknown: nobody's figure


@pytest.mark.parametrize(
    ("specialty", "access"),
    [
        ("medecine_generale", "fermé"),
        ("autre_specialite", "à confirmer"),
        ("anesthesie_chirurgie_obstetrique", "ouvert"),
    ],
)
def test_optam_aco_is_for_those_who_do_its_acts(specialty: str, access: str) -> None:
    found = rows({**MAY, "specialite": specialty})
    assert found["Secteur 2 avec OPTAM-ACO"][0] == access
    assert found["Secteur 2 avec OPTAM"][0] == "ouvert"


def test_optam_aco_borrows_the_conditions_of_secteur_2() -> None:
    closed = {**MAY, "titre_hospitalier": "aucun", "specialite": "anesthesie_chirurgie_obstetrique"}
    assert rows(closed)["Secteur 2 avec OPTAM-ACO"][0] == "fermé"


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"titre_hospitalier": "aucun"}, "Fermé, d’après vos réponses."),
        ({}, "Accès à confirmer : il manque une réponse."),
        ({"titre_hospitalier": "espic"}, "Accès à confirmer auprès de votre caisse"),
    ],
)
def test_access_is_one_sentence_unless_it_is_open(answers: dict[str, object], words: str) -> None:
    assert told({"premiere_installation": True, **answers}, "Secteur 2, ").startswith(words)
    assert told(MAY, "Secteur 2, ").startswith("Honoraires")


def test_a_closed_sector_says_why_and_nothing_else() -> None:
    said = told({**MAY, "titre_hospitalier": "aucun"}, "Secteur 2, ")
    assert "Titre hospitalier : Aucun" in said
    assert "Honoraires" not in said


def test_what_one_sector_has_told_another_does_not_tell_again() -> None:
    said = told(ANSWERS, "Secteur 2 avec l’OPTAM")
    assert "Les conditions dites plus haut valent ici aussi." in said
    assert "Condition :" not in said


def test_each_sector_says_its_aids_even_those_of_another() -> None:
    undecided = {"specialite": "autre_specialite", "zone": "zip", "cabinet": "creation", "date_debut": date(2027, 6, 1)}
    for title in ("Secteur 1", "Secteur 2 avec l’OPTAM", "Secteur 2 avec l’OPTAM-ACO"):
        assert "Aide à la première installation en ZIP, 10 000 €" in told(undecided, title), title


def test_the_answers_that_settle_access_are_asked_once() -> None:
    commands = [block.commands for block in page({"premiere_installation": True}) if isinstance(block, Commands)]
    assert [command for _, command in commands[0]].count("medinstall modifier titre_hospitalier") == 1


def test_what_cannot_be_undone_names_the_sectors_that_are_not_closed() -> None:
    answers = {**ANSWERS, "specialite": "medecine_generale"}
    found = [(block.sign.word, block.text.split()[:3]) for block in page(answers) if isinstance(block, Alert)]
    assert ("CHOIX IRRÉVERSIBLE (Secteur 1)", ["Le", "secteur", "1"]) in found
    assert ("CHOIX IRRÉVERSIBLE (Secteur 2 sans option et avec OPTAM)", ["Un", "mois", "pour"]) in found


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
    warnings = [
        [block for block in page(ANSWERS, day)[:3] if isinstance(block, Paragraph)] for day in (TODAY, date(2030, 1, 1))
    ]
    assert [any("à relire depuis le" in _plain(block.text) for block in each) for each in warnings] == [False, True]


def test_the_notes_of_the_editors_are_left_to_the_sources() -> None:
    notes = {item.note for sector in pack().sectors for item in sector.evidence if item.note}
    said = " ".join(block.text for block in page(ANSWERS) if isinstance(block, Paragraph))
    assert not any(note in said for note in notes)


def test_what_would_make_a_doctor_leave_secteur_2_says_that_it_is_for_good() -> None:
    wording = Wording(plan({"secteur": "secteur_2"}))
    said = {name: wording.change(Change((("secteur", name),), "eligible")) for name in ("secteur_1", "secteur_2_optam")}
    assert "définitif" in said["secteur_1"]
    assert "définitif" not in said["secteur_2_optam"]


def test_what_a_sector_asks_is_read_under_the_one_that_was_answered() -> None:
    """The commitments of the others would double the page; their fees say what the fund checks."""
    answers = {**MAY, "secteur": "secteur_2_optam"}
    assert "Engagements : Signer un contrat avec la caisse" in told(answers, "Secteur 2 avec l’OPTAM")
    assert "Engagements" not in told(answers, "Secteur 1")
    assert "une pénalité qui peut atteindre deux fois" in told(answers, "Secteur 2, honoraires")
