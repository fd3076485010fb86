"""Changing, comparing, undoing, looking back: each through the real command, in its own process."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tests.commanding import Medinstall, copied

LATER = "2027-01-10"  # the registration should have been handed in by 31 December


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Medinstall(tmp_path_factory.mktemp("filled") / "home").started().home


@pytest.fixture
def medinstall(filled: Path, tmp_path: Path) -> Medinstall:
    shutil.copytree(filled, tmp_path / "home")
    return Medinstall(tmp_path / "home")


# --- modifier ---


@pytest.mark.parametrize("command", ["simuler", "modifier"])
def test_leaving_sector_2_shows_first_what_is_for_good(medinstall: Medinstall, command: str) -> None:
    text = "vous ne reviendrez pas en secteur 2. Vous pouvez le demander à tout moment"
    assert medinstall("modifier", "secteur=secteur_2", "--oui").code == 0
    told = medinstall(command, "secteur=secteur_1").text
    assert told.index(text) < told.index("au verdict changé")
    assert text not in medinstall(command, "secteur=secteur_2_optam").text


def test_an_edit_shows_what_it_changes_and_waits_for_a_yes(medinstall: Medinstall) -> None:
    before = medinstall.journal.read_bytes()
    said = medinstall("modifier", "zone=hors_zone")
    assert said.code == 2
    assert "1 démarche en moins" in said.text
    assert "Demander vos aides à la caisse" in said.text
    assert "10 000 € → non éligible" in said.text
    assert "--oui" in said.told
    assert medinstall.journal.read_bytes() == before


def test_an_edit_confirmed_is_saved(medinstall: Medinstall) -> None:
    said = medinstall("modifier", "zone=hors_zone", "--oui")
    assert said.code == 0
    assert "non éligible" in said.text
    assert "Enregistré : Zone de l’ARS : Ni ZIP ni ZAC." in said.told
    assert "Rien ne change." in medinstall("modifier", "zone=hors_zone", "--oui").text


def test_a_date_is_read_as_people_say_it(medinstall: Medinstall) -> None:
    said = medinstall("modifier", "date_debut=30 avril 2027", "--oui")
    assert said.code == 0
    assert "Premier jour : 31/03/2027 → 30/04/2027" in said.text
    assert "S’affilier à la CARMF, au plus tard le 30/04/2027 → 30/05/2027" in said.text


def test_the_headline_counts_the_steps_that_are_listed(medinstall: Medinstall) -> None:
    told = medinstall("modifier", "date_debut=2027-04-30").text
    found = re.search(r"(\d+) démarches à d’autres dates", told)
    listed = told.partition("Dates et états :")[2].partition("Versements uniques")[0]
    assert found
    assert int(found[1]) == len(re.findall(r"\d\d/\d\d/\d{4} → \d\d/\d\d/\d{4}", listed))


def test_an_edit_and_its_inverse_change_nothing(medinstall: Medinstall) -> None:
    before = medinstall("liste", "--json").out
    medinstall("modifier", "secteur=secteur_2", "--oui")
    assert medinstall("liste", "--json").out != before
    medinstall("modifier", "secteur=secteur_1", "--oui")
    assert medinstall("liste", "--json").out == before


def test_without_a_terminal_nothing_is_asked(medinstall: Medinstall) -> None:
    said = medinstall("modifier", "zone")
    assert said.code == 2
    assert "aucun terminal" in said.told


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ("zonne=zip", "vouliez-vous dire « zone »"),
        ("zone=rouge", "zip, zac, hors_zone"),
        ("date_debut=31 février", "31 février"),
        ("departement=59", "diffère du département de la commune Orléans"),
    ],
)
def test_an_answer_that_cannot_be_is_refused(medinstall: Medinstall, change: str, told: str) -> None:
    before = medinstall.journal.read_bytes()
    said = medinstall("modifier", change, "--oui")
    assert said.code == 1
    assert told in said.told
    assert "Que faire" in said.told
    assert medinstall.journal.read_bytes() == before


def test_answers_that_no_longer_matter_sleep_and_come_back(medinstall: Medinstall) -> None:
    medinstall("modifier", "secteur=secteur_2", "--oui")
    medinstall("modifier", "titre_hospitalier=ccu_ah", "--oui")
    asleep = medinstall("modifier", "secteur=secteur_1", "--oui")
    assert "Gardé, mais sans effet désormais : Titre hospitalier." in asleep.text
    awake = medinstall("modifier", "secteur=secteur_2_optam", "--oui")
    assert re.search(r"Compte de nouveau : .*Titre hospitalier", awake.text)
    assert '"titre_hospitalier": "ccu_ah"' in medinstall("liste", "--json").out


# --- simuler ---


def test_answers_that_count_again_are_told_in_the_order_of_the_questions(filled: Path) -> None:
    told = set()
    for seed in ("1", "2"):  # the order of a set of names differs between these two
        program = Medinstall(filled, apart=True, environ={"PYTHONHASHSEED": seed})
        said = program("modifier", "zone=hors_zone")
        told.add(said.text)
        assert "Compte de nouveau" in said.text, said
    assert len(told) == 1


def test_a_simulation_saves_nothing(medinstall: Medinstall) -> None:
    before = medinstall.journal.read_bytes()
    said = medinstall("simuler", "zone=zac")
    assert said.code == 0
    assert "Avec Zone de l’ARS : ZAC" in said.text
    assert "éligible, 5 000 €" in said.text
    assert medinstall.journal.read_bytes() == before


def test_variants_stand_one_under_the_other_each_against_the_present(medinstall: Medinstall) -> None:
    before = medinstall.journal.read_bytes()
    said = medinstall("simuler", "zone=zac", "--contre", "travaux=oui", "mode_exercice=sel", "--contre", "zone=zip")
    assert said.code == 0
    first, second, third = said.text.split("Avec ")[1:]
    assert "ZAC" in first
    assert "Travaux soumis à autorisation : oui et Mode d’exercice : En société (SEL)" in second
    assert "Date tenable → pas tenable" in second
    assert "Rien ne change." in third
    assert medinstall.journal.read_bytes() == before


@pytest.mark.parametrize(
    "words",
    [
        ("zone=zac", "--contre"),
        ("--contre", "zone=zac"),
        ("zone=zac", "--contra", "zone=zip"),
        ("zone=zac", "ZONE=zip"),
        tuple(" --contre ".join(["zone=zac"] * 5).split()),
    ],
)
def test_a_comparison_written_wrong_is_a_wrong_usage(medinstall: Medinstall, words: tuple[str, ...]) -> None:
    said = medinstall("simuler", *words)
    assert said.code == 2
    assert "Que faire" in said.told


# --- annuler ---


def test_undoing_goes_back_one_event_at_a_time(medinstall: Medinstall) -> None:
    start = medinstall("liste", "--json").out
    medinstall("modifier", "zone=zac", "--oui")
    medinstall("cocher", "rcp", "--le", "2026-11-20", "--reference", "A-12")
    assert (
        "Assurer votre responsabilité civile professionnelle » faite le 20 novembre"
        in medinstall("annuler", "--oui").told
    )
    assert "Zone de l’ARS" in medinstall("annuler", "--oui").told
    assert medinstall("liste", "--json").out == start
    assert "et 22 autres" in medinstall("annuler", "--oui").told  # all the answers of the file
    assert '"secteur"' not in medinstall("liste", "--json").out.split('"unknown"')[0]


def test_when_nothing_is_left_to_undo_it_is_refused(tmp_path: Path) -> None:
    medinstall = Medinstall(tmp_path / "home").started('zone = "zip"\n')
    assert medinstall("annuler", "--oui").code == 0
    said = medinstall("annuler", "--oui")
    assert said.code == 1
    assert "rien à annuler" in said.told


def test_the_history_lists_what_stands_and_what_was_taken_back(medinstall: Medinstall) -> None:
    medinstall("cocher", "ordre_inscription", "--depose-le", "2026-11-20", "--note", "en main propre")
    medinstall("annuler", "--oui")
    lines = medinstall("annuler", "--historique").out.splitlines()
    assert lines[0].split(" : ", 1)[1] == "25 enregistrements"
    assert lines[1] == "      - Spécialité : Médecine générale"
    assert lines[-2].endswith("déposée le 20 novembre 2026 ; en main propre (annulé)")
    assert "annulation de l’évènement" in lines[-1]


# --- liste --au ---


def test_the_list_of_an_earlier_day_knows_nothing_of_what_came_later(medinstall: Medinstall) -> None:
    then = medinstall("liste", "--json").out
    medinstall("modifier", "zone=zac", "--oui", today="2026-12-01")
    medinstall("cocher", "rcp", today="2026-12-02")
    now = medinstall("liste", "--json", today="2026-12-02").out
    assert '"zone": "zac"' in now
    assert medinstall("liste", "--json", "--au", "2026-11-22", today="2026-12-02").out == then
    between = medinstall("liste", "--json", "--au", "2026-12-01", today="2026-12-02").out
    assert '"zone": "zac"' in between
    assert '"done_on": "' not in between


# --- reprendre: what changed since the last visit, by cause ---

TIME, OWN, RULES = "le temps a passé", "vos réponses et vos coches", "les règles ont changé"


def test_the_first_visit_and_one_where_nothing_changed_tell_nothing(medinstall: Medinstall) -> None:
    for _ in range(2):
        said = medinstall("reprendre")
        assert said.code == 0
        assert "Depuis votre visite" not in said.text


def test_time_passing_is_told_apart(medinstall: Medinstall) -> None:
    medinstall("reprendre")
    said = medinstall("reprendre", today=LATER)
    assert "Depuis votre visite du 22/11/2026 : le temps a passé" in said.text
    assert "Au plus tôt : 22/02/2027 → 10/04/2027" in said.text
    assert "à faire → en retard" in said.text
    assert OWN not in said.text
    assert RULES not in said.text
    assert "Depuis votre visite" not in medinstall("reprendre", today=LATER).text


def test_answers_and_ticks_are_told_apart(medinstall: Medinstall) -> None:
    medinstall("reprendre")
    medinstall("modifier", "zone=hors_zone", "--oui")
    medinstall("cocher", "rcp")
    said = medinstall("reprendre")
    assert OWN in said.text
    assert "10 000 € → non éligible" in said.text
    assert "Assurer votre responsabilité civile professionnelle : à faire → faite" in said.text
    assert TIME not in said.text
    assert RULES not in said.text


def test_what_is_taken_back_before_the_next_visit_shows_nothing(medinstall: Medinstall) -> None:
    medinstall("reprendre")
    medinstall("modifier", "zone=hors_zone", "--oui")
    medinstall("annuler", "--oui")
    assert "Depuis votre visite" not in medinstall("reprendre").text


@pytest.mark.slow
def test_rules_that_changed_are_told_apart_with_their_sources(tmp_path: Path) -> None:
    code = copied(tmp_path / "code")
    medinstall = Medinstall(tmp_path / "home", code).started()
    medinstall("reprendre", today="2026-11-21")
    medinstall("reprendre")
    rewrite(code / "data" / "steps" / "carmf.toml", 'offset = "P1M"', 'offset = "P2M"')
    rewrite(code / "data" / "steps" / "carmf.toml", "checked_on = 2026-11-22", "checked_on = 2026-11-23")
    medinstall("modifier", "zone=zac", "--oui", today=LATER)
    said = medinstall("reprendre", today=LATER)
    answers, rules, time = (said.text.index(cause) for cause in (OWN, RULES, TIME))
    end = said.text.index("Sources de ces règles")
    assert answers < rules < time < end
    assert "S’affilier à la CARMF, au plus tard le 30/04/2027 → 31/05/2027" in said.text[rules:time]
    assert "CARMF" not in said.text[answers:rules]
    assert re.search(r"Avant : .*vérifiée le 22 novembre 2026.* Maintenant : .*le 23 novembre 2026", said.text[end:])


@pytest.mark.slow
def test_an_update_tells_what_it_changed_rule_by_rule_and_once(tmp_path: Path) -> None:
    """Two versions of the program, each with its own rules, read the same dossier one after the other."""
    home, older, newer = tmp_path / "home", copied(tmp_path / "older"), copied(tmp_path / "newer")
    rewrite(newer / "data" / "steps" / "carmf.toml", 'offset = "P1M"', 'offset = "P2M"')
    rewrite(newer / "data" / "steps" / "carmf.toml", "checked_on = 2026-11-22", "checked_on = 2026-11-23")
    rewrite(newer / "data" / "aids" / "primo_zip.toml", "eur  = 10000", "eur  = 12000")
    before = Medinstall(home, older).started()
    before("reprendre")
    after = Medinstall(home, newer)
    said = after("reprendre")
    assert RULES in said.text
    assert OWN not in said.text
    assert TIME not in said.text
    rules = said.text[said.text.index(RULES) :]
    assert "S’affilier à la CARMF, au plus tard le 30/04/2027 → 31/05/2027" in rules
    assert "Aide à la première installation en ZIP : éligible, 10 000 € → éligible, 12 000 €" in rules
    assert re.search(r"Avant : .*vérifiée le 22 novembre 2026.* Maintenant : .*le 23 novembre 2026", rules)
    assert RULES not in after("reprendre").text


def rewrite(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{path.name} no longer holds {old!r}"
    path.write_text(text.replace(old, new), encoding="utf-8")
