"""The zone in the interview: what the doctor's own table answers, to be confirmed; without one, where to read it."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from medinstall.interview.run import _Interview
from medinstall.places.zoning_import import read_zoning
from medinstall.usecases.interview_session import DossierSession
from medinstall.usecases.workspace import Workspace
from medinstall.usecases.zoning import import_zoning
from tests.commanding import ROOT, Medinstall
from tests.unit.places.test_zoning import some_codes, table

ROWS = ROOT / "tests" / "fixtures" / "zonages_com_format.csv"
TODAY = date(2026, 11, 27)
FABREZAN, NARBONNE, ORLEANS, CAYENNE = "11132", "11262", "45234", "97302"
REAL = list(csv.DictReader(ROWS.read_text(encoding="utf-8").splitlines()))


class Listener:
    """Hears what the interview says."""

    def done(self, *_: str) -> None:
        """Take an answer as saved."""

    def tell(self, _: str) -> None:
        """Take a sentence."""


def real_table() -> str:
    """Return the four true rows, and enough others to be a whole table."""
    taken = {row["com_code"] for row in REAL}
    others = table(tuple(code for code in some_codes() if code not in taken), columns=list(REAL[0]))
    return ROWS.read_text(encoding="utf-8").rstrip("\n") + "\n" + others.partition("\n")[2]


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace({"MEDINSTALL_HOME": str(tmp_path)}, TODAY, lambda: datetime(2026, 11, 27, 9, tzinfo=UTC))


@pytest.fixture
def session(workspace: Workspace) -> Iterator[DossierSession]:
    with workspace.create("essai") as journal:
        yield DossierSession(workspace, journal)


def give_table(workspace: Workspace, folder: Path) -> None:
    path = folder / "table.csv"
    path.write_text(real_table(), encoding="utf-8")
    import_zoning(workspace, path)


def test_the_true_rows_are_read_as_they_are() -> None:
    found = read_zoning(real_table().encode(), TODAY)
    assert found.on == date(2026, 7, 30)
    for row in REAL:
        day, month, year = map(int, row["zmed_date_arrete"].split("/"))
        assert found.classes[row["com_code"]] == (row["zmed_niveau"], date(year, month, day))


def test_the_zone_of_the_table_is_confirmed_once(workspace: Workspace, session: DossierSession, tmp_path: Path) -> None:
    give_table(workspace, tmp_path)
    session.save({"specialite": "medecine_generale", "parcours": "jeune_diplome", "cabinet": "creation"})
    session.save({"commune": FABREZAN})
    assert "ZAC" in session.guidance("zone")
    assert "arrêté du 30 octobre 2025" in session.guidance("zone").replace("\u00a0", " ")
    assert "zone" in session.open()
    assert _Interview(session, Listener(), TODAY, {})._settle({"zone": "zac"}, "", "")  # type: ignore[arg-type]
    assert "zone" not in session.open(), "an Enter that saves nothing would ask for ever"
    session.save({"commune": NARBONNE})
    assert session.answers()["zone"] == "hors_zone"
    assert "zone" in session.open()


def test_without_a_table_the_question_says_where_to_read_it(session: DossierSession) -> None:
    session.save({"commune": ORLEANS})
    assert "zonage-medecin-en-centre-val-de-loire" in session.guidance("zone")
    assert "Rezone" in session.guidance("zone")
    assert session.guidance("secteur") == ""


def test_the_table_is_named_with_its_age(workspace: Workspace, tmp_path: Path) -> None:
    medinstall = Medinstall(tmp_path)
    assert "aucune table donnée" in medinstall("diagnostic").text
    give_table(workspace, tmp_path)
    for command in ("diagnostic", "sources"):
        assert "votre table nationale du 30 juillet 2026" in medinstall(command).text
    assert "plus de douze mois" in medinstall("sources", today="2027-07-31").text
