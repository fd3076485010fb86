"""`nouveau --reponses`: what is wrong is told line by line and nothing is saved; what is odd is told, and saved."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from medinstall.usecases.answers_file import PLAN
from tests.commanding import ANSWERS
from tests.inside import Said, inside


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("MEDINSTALL_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    return tmp_path / "home"


def new(text: str | bytes, file: str = "réponses.toml") -> Said:
    Path(file).write_bytes(text if isinstance(text, bytes) else text.encode())
    return inside("nouveau", "essai", "--reponses", file)


def faults(said: Said) -> list[str]:
    """Return the lines of a refusal that tell a fault, spaces made plain."""
    lines = said.refused(1).err.replace("\u00a0", " ").splitlines()
    return [line.removeprefix("  - ") for line in lines if line.startswith("  - ")]


FAULTS = {
    'zone = "zipp"': "zone : « zipp » n’est pas admis ; valeurs admises : zip, zac, hors_zone, inconnu ; "
    "vouliez-vous dire « zip » ?",
    "zone = [1]": "zone : « […] » n’est pas admis ; valeurs admises : zip, zac, hors_zone, inconnu",
    "qpv = 1": "qpv : « 1 » n’est pas admis ; valeurs admises : oui ou non, inconnu",
    'qpv = "yes"': "qpv : « yes » n’est pas admis ; valeurs admises : oui ou non, inconnu",
    'date_debut = "31/02/2027"': "date_debut : « 31/02/2027 » n’est pas admis ; valeurs admises : "
    "une date (AAAA-MM-JJ), inconnu ; février 2027 va du 1er au 28 : corrigez le jour",
    "date_debut = 2027-03-01T10:00:00": "date_debut : « 2027-03-01 10:00:00 » n’est pas admis ; valeurs admises : "
    "une date (AAAA-MM-JJ), inconnu",
    "date_debut = 1900-01-01": "date_debut : « 1900-01-01 » n’est pas admis ; une date de 1950 à 2100 est attendue",
    'date_debut = "jamais"': "date_debut : « jamais » n’est pas admis ; valeurs admises : une date (AAAA-MM-JJ), "
    "inconnu ; date non comprise : tapez par exemple 15/01/2027 ou « dans 3 mois »",
    "consultations_avancees = 32": "consultations_avancees : « 32 » n’est pas admis ; valeurs admises : "
    "un nombre de 0 à 31 (demi-journées par mois), inconnu",
    "consultations_avancees = nan": "consultations_avancees : « nan » n’est pas admis ; valeurs admises : "
    "un nombre de 0 à 31 (demi-journées par mois), inconnu",
    "honoraires_zone = -1": "honoraires_zone : « -1 » n’est pas admis ; valeurs admises : "
    "un nombre de 0 à 10 000 000 (€ par an), inconnu",
    'commune = "99999"': "commune : « 99999 » n’est pas admis ; valeurs admises : "
    "le nom d’une commune, son code postal ou son code INSEE, inconnu",
    "commune = true": "commune : « true » n’est pas admis ; valeurs admises : "
    "le nom d’une commune, son code postal ou son code INSEE, inconnu",
    "departement = 99": "departement : « 99 » n’est pas admis ; valeurs admises : "
    "un département, par son code (45, 2A, 971) ou son nom, inconnu",
    "jours_par_semaine = 7": "jours_par_semaine : « 7 » n’est pas admis ; valeurs admises : 2, 2.5, 3, 3.5, 4, inconnu",
    'zonne = "zip"': "« zonne » : cette réponse n’existe pas ; vouliez-vous dire « zone » ?",
    '"\\u001b[2J" = 1': "« [2J » : cette réponse n’existe pas",
}
CONTRADICTIONS = {
    'commune = "45234"\ndepartement = "41"': "departement : « 41 » diffère du département de la commune Orléans (45) ; "
    "corrigez l’un des deux",
    "date_signature_contrat = 2025-03-01\ndate_resiliation = 2025-02-28": "date_resiliation : « 2025-02-28 » précède "
    "date_signature_contrat (2025-03-01) ; une date à partir de la signature est attendue",
    'commune = "45234"\ncaisse = "CPAM de Paris"': "caisse : « CPAM de Paris » n’existe pas dans le 45 ; "
    "valeurs admises : CPAM du Loiret",
}


@pytest.mark.parametrize(("text", "told"), [*FAULTS.items(), *CONTRADICTIONS.items()])
def test_a_fault_names_file_key_found_and_accepted(text: str, told: str, home: Path) -> None:
    assert faults(new(text)) == [f"réponses.toml : {told}"]
    assert not list(home.rglob("essai*"))


def test_one_line_for_each_fault_and_nothing_saved(home: Path) -> None:
    keys = {text.partition(" = ")[0]: text for text in FAULTS}
    said = faults(new("\n".join(keys.values())))
    assert said == [f"réponses.toml : {FAULTS[text]}" for text in keys.values()]
    assert not list(home.rglob("essai*"))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("zone = zip", "pas du TOML valide (ligne 1, colonne 8)"),
        ('qpv = true\nzone = "zip', "pas du TOML valide (à la fin du fichier)"),
        ("qpv = true\nqpv = true", "pas du TOML valide (une clé y est deux fois, à la fin du fichier)"),
        ("qpv = true\nqpv = true\n", "pas du TOML valide (une clé y est deux fois, ligne 2, colonne 11)"),
        ('{"qpv": true, "qpv": false}', "pas du JSON valide (la clé « qpv » y est deux fois)"),
        ('{"qpv": true', "pas du JSON valide (ligne 1, colonne 13)"),
        ('{"answers": [1]}', "« answers » doit être une table"),
        (f"zone = {'[' * 900}", "pas du TOML valide (trop d’imbrications)"),
        ("x" * 1_200, "la ligne 1 de ce fichier est bien trop longue"),
        ("# x\n" * 30_000, "bien trop grand"),
        (b"x" * 10_000_000, "bien trop grand"),
        ("\n".join(f"x{n} = 1" for n in range(300)), "300 réponses, bien plus que de questions"),
        (b"zone = \xff", "pas un texte en UTF-8"),
        ("zone = 'zip'".encode("utf-16"), "pas un texte en UTF-8"),
        ("# d\xe9but\n".encode("cp1252"), "enregistrez-le en UTF-8"),
        ('"zip"'.encode("utf-16"), "plutôt que par « > »"),
        ("commune = 01053", 'entre guillemets, par exemple : commune = "01053"'),
        (b"zone = 'z\0'", "pas du TOML valide (ligne 1, colonne 10)"),
    ],
    ids=lambda given: str(given)[:24],
)
def test_a_file_that_is_none_is_refused_with_its_place(text: str | bytes, told: str, home: Path) -> None:
    said = new(text).refused(1)
    assert told in said.told.replace("\u00a0", " ")
    assert "Où : réponses.toml" in said.told
    assert not list(home.rglob("essai*"))


@pytest.mark.parametrize(
    ("file", "told"), [("absent.toml", "n’existe pas"), (".", "c’est un dossier"), ("", "dossier")]
)
def test_a_file_that_is_not_there(file: str, told: str, home: Path) -> None:
    assert told in inside("nouveau", "essai", "--reponses", file).refused(1).told


def test_an_endless_file_ends(home: Path) -> None:
    for device in ("/dev/zero", "/dev/urandom"):
        if Path(device).exists():
            inside("nouveau", "essai", "--reponses", device).refused(1)


def test_the_usual_spellings_are_read(home: Path) -> None:
    lines = 'qpv = "Oui"', "cesp = false", 'commune = "2a004"', "jours_par_semaine = 3", 'date_debut = "2027-03-01"'
    assert new("\ufeff" + "\r\n".join(lines)).check(0)
    found = json.loads(inside("liste", "--json").out)["answers"]
    assert (found["qpv"], found["cesp"], found["commune"], found["date_debut"]) == (True, False, "2A004", "2027-03-01")
    assert found["jours_par_semaine"] == "3"


def test_an_exported_plan_is_read_again(home: Path) -> None:
    new(ANSWERS).check(0)
    exported = inside("exporter", "json").out
    Path("plan.json").write_text(exported, encoding="utf-8")
    inside("nouveau", "copie", "--reponses", "plan.json").check(0)
    again = json.loads(inside("--dossier", "copie", "liste", "--json").out)
    assert again["answers"] == json.loads(exported)["answers"]


def test_an_unfinished_file_is_saved_and_what_is_open_is_told(home: Path) -> None:
    said = new('specialite = "medecine_generale"').check(0)
    assert said.out == ""
    assert "Il reste à répondre : " in said.told
    assert "(date_debut)" in said.told
    for words in ("liste", "aides", "etape rcp", "exporter md", "liste --json"):
        inside(*words.split()).check(0)
    assert inside().refused(2).told.startswith("Erreur : il reste des questions")
    assert new("", "vide.toml").code == 1, "the name is taken"


def test_odd_dates_sleeping_answers_and_former_communes_are_told_and_kept(home: Path) -> None:
    odd = ANSWERS.replace("2027-01-31", "2027-06-30").replace('"45234"', '"49001"')
    said = new(f"{odd}annees_fonction = 3\ndate_derniere_aide = 2030-01-01\n").check(0)
    told = said.told.replace("\u00a0", " ")
    assert said.out == ""
    assert "vient après « " in told
    assert "n’est pas encore passée" in told
    assert "Gardé mais sans effet avec vos autres réponses" in told
    assert "(annees_fonction)" in told
    assert "fait partie de la commune" in told
    assert json.loads(inside("liste", "--json").out)["answers"]["annees_fonction"] == 3


@pytest.mark.parametrize(
    ("text", "named"),
    [('departement = "67"', "Bas-Rhin"), ('commune = "59350"\ncaisse = "CPAM des Flandres"', "CPAM des Flandres")],
)
def test_an_answer_that_names_a_body_is_not_said_to_be_without_effect(home: Path, text: str, named: str) -> None:
    assert "Gardé mais sans effet" not in new(text).check(0).told
    plan = json.loads(inside("liste", "--json").check(0).out)
    assert any(named in step["who"] for step in plan["steps"])


def test_an_answer_that_the_place_denies_is_told_at_once(home: Path) -> None:
    denied = "« Zone France ruralités » : Non d’après vous, Oui, en ZFRR « plus » d’après la commune"
    told = new('commune = "18015"\nfrance_ruralites = "non"').check(0).told.replace("\u00a0", " ")
    assert denied in told
    inside("modifier", "france_ruralites=zfrr_plus", "--oui").check(0)
    said = inside("modifier", "france_ruralites=non", "--oui").check(0).told.replace("\u00a0", " ")
    assert said.count(denied) == 1


def test_what_was_deduced_is_never_said_to_have_been_kept(home: Path) -> None:
    said = new('projet = "second_lieu"\ncommune = "18033"\n').check(0)
    assert "Gardé mais sans effet" not in said.told
    assert json.loads(inside("liste", "--json").out)["answers"]["parcours"] == "deja_installe"


def test_answers_beside_the_table_are_read_with_it(home: Path) -> None:
    assert "zonne" in " ".join(faults(new('{"answers": {"qpv": false}, "zonne": "zac", "today": "2026-11-27"}')))
    new('zone = "zac"\n[answers]\nqpv = false\n').check(0)
    assert '"zone"' in (home / "dossiers" / "essai.jsonl").read_text("utf-8")


def test_a_fact_answered_twice_is_refused(home: Path) -> None:
    said = new('zone = "zac"\n[answers]\nzone = "zip"\n').refused(1)
    assert "« zone » a deux réponses" in said.err.replace("\u00a0", " ")
    assert not (home / "dossiers" / "essai.jsonl").exists()


def test_what_stands_beside_the_answers_of_an_export_is_all_known(home: Path) -> None:
    new('zone = "zac"\n').check(0)
    plan = json.loads(inside("liste", "--json").check(0).out)
    assert set(plan) - {"answers"} == PLAN
