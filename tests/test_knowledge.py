"""The commands that explain, each through the real command in its own process: no English, no crash, nothing saved."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.commanding import ROOT, Medinstall, copied

ENGLISH = re.compile(
    r"\b(the|and|of|with|for|from|this|that|not|is|are|was|your|you|usage:|error|missing|unknown|invalid|must|please|"
    r"show|help|true|false|none|null|yes|file|folder|value|warning|traceback|object|step|aid|sector|unnamed)\b",
    re.IGNORECASE,
)
PATH = re.compile(r"\S*[/\\]\S*")  # addresses too
SCREENS = [
    ("secteurs",),
    ("--simple", "secteurs"),
    ("sources",),
    ("sources", "--perimees"),
    ("sources", "--a-relire"),
    ("glossaire",),
    ("glossaire", "cpam"),
    ("diagnostic",),
]
SPECIALIST = """
specialite = "autre_specialite"
parcours = "hospitalier"
premiere_installation = true
secteur = "secteur_2"
titre_hospitalier = "assistant_hopitaux"
annees_fonction = 2
date_debut = 2027-03-31
zone = "zip"
cabinet = "creation"
mode_exercice = "groupe"
cabinet_secondaire = "non"
date_derniere_aide = "jamais"
contrat_demographique = "aucun"
"""


@pytest.fixture(scope="module")
def medinstall(tmp_path_factory: pytest.TempPathFactory) -> Medinstall:
    return Medinstall(tmp_path_factory.mktemp("filled") / "home").started()


def english_in(text: str) -> list[str]:
    return ENGLISH.findall(PATH.sub("", text))


@pytest.mark.sampled(3)
@pytest.mark.parametrize("words", SCREENS, ids=" ".join)
@pytest.mark.parametrize("columns", ["40", "80", "120"])
def test_a_screen_is_french_and_fits(medinstall: Medinstall, words: tuple[str, ...], columns: str) -> None:
    said = Medinstall(medinstall.home, environ={"COLUMNS": columns})(*words)
    assert (said.code, said.err) == (0, "")
    assert english_in(said.out) == []
    assert "{" not in said.out
    broken = [line for line in said.out.splitlines() if len(line) > int(columns) and " " in line.strip()]
    assert broken == []  # an address or a path alone on its line stays whole


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("secteurs", "essai"), 2, "« essai » est en trop"),
        (("secteurs", "--xml"), 2, "l’option « --xml » n’existe pas"),
        (("sources", "ameli"), 2, "« ameli » est en trop"),
        (("sources", "--perime"), 2, "vouliez-vous dire « --perimees » ?"),
        (("glossaire", "carmff"), 1, "vouliez-vous dire « CARMF »"),
        (("diagnostic", "complet"), 2, "« complet » est en trop"),
        (("completion",), 2, "il manque « SHELL »"),
        (("completion", "tcsh"), 2, "écrivez bash, zsh, fish ou powershell"),
        (("completion", "fishh"), 2, "vouliez-vous dire « fish » ?"),
        (("-d", "absent", "secteurs"), 1, "absent"),
    ],
)
def test_a_wrong_usage_is_told_in_french(medinstall: Medinstall, words: tuple[str, ...], code: int, told: str) -> None:
    said = medinstall(*words)
    assert said.code == code
    assert told in said.told
    assert said.out == ""
    assert english_in(said.err) == []


# --- secteurs ---


def test_sectors_compare_access_refunds_and_aids(medinstall: Medinstall) -> None:
    said = medinstall("secteurs")
    assert "Votre réponse : Secteur 1" in said.text
    assert "Secteur 1 (votre réponse) Accès : ouvert Rendu au patient : 19 € sur 30 €" in said.text
    assert "CHOIX IRRÉVERSIBLE (Secteur 1)" in said.text
    assert "0 €, soit 10 000 € de moins que dans votre secteur actuel." in said.text
    assert "Perdue : Aide à la première installation en ZIP, 10 000 €" in said.text
    assert len(said.out.splitlines()) < 120
    assert "medinstall modifier titre_hospitalier" in said.out


def test_sectors_as_json_for_a_specialist(tmp_path: Path) -> None:
    found = json.loads(Medinstall(tmp_path / "home").started(SPECIALIST)("secteurs", "--json").out)
    sectors = {sector["id"]: sector for sector in found["sectors"]}
    assert found["current"] == "secteur_2"
    assert list(sectors) == ["secteur_1", "secteur_2", "secteur_2_optam", "secteur_2_optam_aco", "hors_convention"]
    assert sectors.pop("secteur_2_optam_aco")["access"] is None  # its fifty acts are not asked for
    assert all(sector["access"] is True for sector in sectors.values())
    assert sectors["secteur_2"]["aids"] == []
    gained = {aid["id"]: aid for aid in sectors["secteur_2_optam"]["aids"]}
    assert gained["primo_zip"]["before"] == {"verdict": "non_eligible", "amount": None}
    assert gained["primo_zip"]["after"] == {"verdict": "eligible", "amount": {"eur": 10000, "per": "unique"}}
    assert sectors["secteur_2_optam"]["totals"] == {"certain_eur": 10000, "possible_eur": 0}
    assert {alert["id"] for alert in sectors["secteur_1"]["alerts"]} == {"secteur_1_irrevocable"}


def test_sectors_save_nothing(medinstall: Medinstall) -> None:
    before = medinstall.journal.read_bytes()
    medinstall("secteurs")
    assert medinstall.journal.read_bytes() == before


def test_sectors_of_an_unfinished_dossier(tmp_path: Path) -> None:
    started = Medinstall(tmp_path / "home").started('specialite = "medecine_generale"\n')
    said = started("secteurs")
    assert said.code == 0
    assert "pas encore choisi" in said.text
    assert json.loads(started("secteurs", "--json").out)["current"] is None


def test_old_rules_are_told(medinstall: Medinstall) -> None:
    assert "ces règles sont à relire depuis le" in medinstall("secteurs", today="2027-02-01").text


# --- sources, glossaire, diagnostic ---


def test_sources_need_no_dossier_and_tell_what_is_overdue(tmp_path: Path) -> None:
    medinstall = Medinstall(tmp_path / "home")
    assert "aucune n’est périmée au 22 novembre 2026" in medinstall("sources").text
    late = medinstall("sources", "--perimees", today="2027-02-01")
    assert "périmée depuis le 31 décembre 2026" in late.text
    assert "On y lit : En secteur 2 et hors convention, la protection sociale relève du régime social" in late.text
    assert not (tmp_path / "home").exists()


def test_sources_as_json_say_their_kind_their_articles_and_how_sure_they_are(tmp_path: Path) -> None:
    medinstall = Medinstall(tmp_path / "home")
    found = {source["id"]: source for source in json.loads(medinstall("sources", "--json").out)["sources"]}
    ending = found["l162-5-10-css"]
    assert (ending["kind"], ending["review_by"]) == ("article", "2026-12-31")
    assert ending["articles"] == [
        {
            "code": "Code de la sécurité sociale",
            "number": "L. 162-5-10",
            "id": "LEGIARTI000006740760",
            "since": "2004-08-17",
            "until": "2027-01-01",
        }
    ]
    assert {rule["id"] for rule in ending["rules"]} == {"hors_convention", "hors_convention_prescriptions"}
    assert all(set(source) == set(ending) for source in found.values())


def test_what_is_to_be_read_again_comes_by_day(tmp_path: Path) -> None:
    medinstall = Medinstall(tmp_path / "home")
    said = medinstall("sources", "--a-relire").text
    assert said.index("Jeudi 31 décembre 2026") < said.index("Dimanche 28 février 2027")
    assert "Droit d’exercer" in said
    days = [source["review_by"] for source in json.loads(medinstall("sources", "--a-relire", "--json").out)["sources"]]
    assert days == sorted(days)
    assert json.loads(medinstall("sources", "--perimees", "--json").out)["sources"] == []


def test_a_term_is_found_without_accents(medinstall: Medinstall) -> None:
    assert medinstall("glossaire", "medecin", "traitant").text.startswith("Médecin traitant : ")
    assert len(medinstall("glossaire").out.splitlines()) > 90


def test_a_diagnosis_names_nobody(tmp_path: Path) -> None:
    person = tmp_path / "docteur-martin"
    medinstall = Medinstall(person / "donnees", environ={"HOME": str(person), "USERPROFILE": str(person)}).started()
    said = medinstall("diagnostic")
    assert "martin" not in said.out
    assert "essai" not in said.out
    assert "medecine_generale" not in said.out
    assert f"~{os.sep}donnees" in said.out
    assert "1 dossier" in said.text
    assert ("gérés par Windows" if os.name == "nt" else "pour les dossiers, 0700 : bons") in said.text
    assert "oui, la sortie n’est pas un terminal" in said.text


@pytest.mark.slow
def test_a_diagnosis_is_given_when_the_rules_are_broken(tmp_path: Path) -> None:
    code = copied(tmp_path / "code")
    (code / "data" / "alerts.toml").write_text("[broken", encoding="utf-8")
    said = Medinstall(tmp_path / "home", code)("diagnostic")
    assert said.code == 0
    assert "les règles de medinstall sont mal écrites" in said.text
    assert english_in(said.out) == []


# --- completion ---


@pytest.fixture
def path(tmp_path: Path) -> str:
    """A PATH whose `medinstall` is this checkout."""
    command = tmp_path / "bin" / "medinstall"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m medinstall "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    return f"{command.parent}:{os.environ['PATH']}"


@pytest.mark.sampled(6)
@pytest.mark.skipif(shutil.which("bash") is None, reason="no bash here")
@pytest.mark.parametrize(
    ("line", "replies"),
    [
        (("medinstall", "sect"), ["secteurs"]),
        (("medinstall", "etape", "car"), ["carmf"]),
        (("medinstall", "pourquoi", "primo"), ["primo_zac", "primo_zip"]),
        (("medinstall", "modifier", "zone", "="), ["zip", "zac", "hors_zone"]),
        (("medinstall", "modifier", "zone", "=", "z"), ["zip", "zac"]),
        (("medinstall", "simuler", "secteu"), ["secteur="]),
        (("medinstall", "-d", ""), ["essai"]),
        (("medinstall", "--dossier", "=", "e"), ["essai"]),
        (("medinstall", "-d", "essai", "etape", "rc"), ["rcp"]),
        (("medinstall", "etape", "zzz"), []),
        (("medinstall", "nouveau", "--reponses", ""), []),
    ],
)
def test_bash_completes_for_real(medinstall: Medinstall, path: str, line: tuple[str, ...], replies: list[str]) -> None:
    script = (
        'eval "$(medinstall completion bash)"\n'
        'COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _medinstall\n'
        'printf "%s\\n" "${COMPREPLY[@]}"'
    )
    done = subprocess.run(
        ["bash", "--norc", "-c", script, "bash", *line],
        env={"PATH": path, "PYTHONPATH": str(ROOT), "MEDINSTALL_HOME": str(medinstall.home), "LC_ALL": "C.UTF-8"},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert done.stdout.split() == replies


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_a_script_is_french_and_reads_as_a_script(medinstall: Medinstall, shell: str) -> None:
    said = medinstall("completion", shell)
    assert (said.code, said.err) == (0, "")
    comments = "\n".join(line for line in said.out.splitlines() if line.lstrip().startswith("# "))
    assert "Complétion de medinstall" in comments
    assert english_in(comments) == []
    reader = shutil.which(shell)
    if shell in ("bash", "zsh", "fish") and reader:
        subprocess.run([reader, "-n"], input=said.out, text=True, check=True, timeout=30)


def test_completing_survives_anything(medinstall: Medinstall) -> None:
    for words in ([], ["."], ["--", "."], ["--", "etape", ".\x1b[31m"], ["--", "-d"], ["--", "--dossier=x", ".é"]):
        said = medinstall("completer", *words)
        assert said.code == 0
        assert "\x1b" not in said.out
