"""What is near, and what is looked for: the filters of the list, the agenda, the search, one calendar for all."""

from __future__ import annotations

import json
from pathlib import Path

import icalendar
import pytest

from tests.commanding import ROOT
from tests.inside import inside, started

EXAMPLE = ROOT / "docs" / "exemples" / "cabinet-orleans.toml"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("MEDINSTALL_HOME", str(tmp_path / "home"))
    started(tmp_path / "home")
    return tmp_path


def test_the_week_is_within_the_month_and_the_month_within_the_list() -> None:
    week, month, every = (inside("liste", *words).check(0).out for words in (["--semaine"], ["--mois"], []))
    assert len(week.splitlines()) <= len(month.splitlines()) < len(every.splitlines())
    assert "Plus tard avant le début" in every
    assert "Plus tard avant le début" not in month


def test_filters_combine() -> None:
    council = inside("liste", "--chez", "ordre").check(0).out
    assert "conseil de l’Ordre" in council
    assert "CARMF" not in council
    advised = inside("liste", "--chez", "assureur").check(0).out
    required = inside("liste", "--chez", "assureur", "--obligatoires").check(0).out
    assert "revenus en cas d’arrêt" in advised
    assert "revenus en cas d’arrêt" not in required
    assert "responsabilité civile" in required


def test_a_filter_that_keeps_nothing_says_so() -> None:
    unknown = " ".join(inside("liste", "--chez", "zzz").check(0).out.split())
    assert "ne passe par « zzz »" in unknown
    assert "CPAM" in unknown
    known = " ".join(inside("liste", "--chez", "carmf", "--semaine").check(0).out.split())
    assert "ne répond à tous ces filtres" in known
    inside("nouveau", "calme", "--reponses", str(EXAMPLE)).check(0)
    inside("cocher", "rcp", "--le", "2026-11-20").check(0)
    inside("cocher", "ordre_inscription", "--depose-le", "2026-11-20").check(0)
    assert "Rien à faire dans les 7 jours à venir." in inside("liste", "--semaine").check(0).out


def test_the_agenda_holds_what_comes_in_so_many_days() -> None:
    soon = json.loads(inside("agenda", "--jours", "10", "--json").check(0).out)
    later = json.loads(inside("agenda", "--jours", "90", "--json").check(0).out)
    assert {entry["step"] for entry in later} > {entry["step"] for entry in soon}
    assert [entry["on"] for entry in later] == sorted(entry["on"] for entry in later)
    for days, told in (("1", "le jour à venir"), ("90", "les 90 jours à venir"), ("1200", "les 1 200 jours à venir")):
        assert told in inside("agenda", "--jours", days).check(0).out.replace("\u00a0", " ").replace("\u202f", " ")
    inside("agenda", "--jours", "0").refused(2)


def test_the_agenda_says_the_first_day_once_and_no_limit_already_past() -> None:
    inside("modifier", "travaux=inconnu", "--oui").check(0)
    inside("modifier", "date_debut=2027-01-15", "--oui").check(0)
    told = " ".join(inside("--aujourdhui", "2026-12-20", "agenda").check(0).out.split())
    assert "Premier jour d’activité libérale, premier jour" not in told
    assert "Demander l’autorisation de travaux du cabinet, à faire sans attendre (mairie)" in told


def test_an_adviser_sees_every_dossier_on_one_page(home: Path) -> None:
    answers = home / "reponses.toml"
    answers.write_text('commune = "18033"\ndate_debut = 2027-01-15\nparcours = "jeune_diplome"\n', encoding="utf-8")
    inside("nouveau", "bourges", "--reponses", str(answers)).check(0)
    alone = json.loads(inside("--dossier", "bourges", "agenda", "--json").check(0).out)
    every = json.loads(inside("agenda", "--tous", "--json").check(0).out)
    assert {entry["dossier"] for entry in alone} == {"bourges"}
    assert len({entry["dossier"] for entry in every}) == 2


def test_all_dossiers_go_into_one_calendar_under_their_own_identifiers(home: Path) -> None:
    inside("nouveau", "bourges", "--reponses", str(EXAMPLE)).check(0)
    inside("--dossier", "bourges", "exporter", "ics", "-o", str(home / "un.ics")).check(0)
    inside("exporter", "ics", "--tous", "-o", str(home / "tous.ics")).check(0)
    one, every = (icalendar.Calendar.from_ical((home / name).read_bytes()) for name in ("un.ics", "tous.ics"))
    uids = {str(event["uid"]) for event in every.subcomponents}
    assert one.subcomponents
    assert {str(event["uid"]) for event in one.subcomponents} < uids
    assert len(uids) == len(every.subcomponents)
    assert {str(event["summary"]).partition("\u00a0:")[0] for event in every.subcomponents} >= {"bourges"}
    inside("exporter", "md", "--tous").refused(2)


def test_a_search_ignores_accents_and_gives_what_opens_each_thing() -> None:
    found = json.loads(inside("chercher", "DECHETS", "--json").check(0).out)
    assert ["medinstall", "etape", "dechets"] in [hit["command"] for hit in found]
    page = inside("chercher", "déchets").check(0).out
    assert "medinstall etape dechets" in page
    for hit in found:
        inside(*hit["command"][1:]).check(0, 2)
    assert "0\u00a0résultat" in inside("chercher", "xyzzy").check(0).out


def test_what_an_open_question_decides_is_marked() -> None:
    for answer, doubtful in (("inconnu", True), ("oui", False)):
        inside("modifier", f"emprunt={answer}", "--oui").check(0)
        held = json.loads(inside("--aujourdhui", "2026-12-15", "agenda", "--json").check(0).out)
        assert [entry["doubtful"] for entry in held if entry["step"] == "emprunt"] == [doubtful]
