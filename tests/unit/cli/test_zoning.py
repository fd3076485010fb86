"""`medinstall zonage`, run as a command: what it keeps, what it refuses, what it forgets."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from tests.commanding import Medinstall, Said
from tests.unit.places.test_zoning import some_codes, table


def run(home: Path, *arguments: str) -> Said:
    """Return what one command said."""
    return Medinstall(home, today="2026-11-28")(*arguments)


@pytest.fixture
def downloaded(tmp_path: Path) -> Path:
    """Return a table on the disk."""
    path = tmp_path / "table.csv"
    path.write_text(table(), encoding="utf-8")
    return path


def test_a_table_is_kept_told_and_forgotten(tmp_path: Path, downloaded: Path) -> None:
    home = tmp_path / "home"
    assert "Aucune table" in run(home, "zonage").out
    kept = run(home, "zonage", str(downloaded))
    assert (kept.code, "enregistrée" in kept.err) == (0, True)
    assert "30 juillet 2026" in kept.out
    assert run(home, "zonage").out == kept.out
    if os.name == "posix":
        assert stat.S_IMODE((home / "zonage.csv").stat().st_mode) == 0o600
    assert run(home, "zonage", "--oublier").code == 0
    assert not (home / "zonage.csv").exists()
    assert "Aucune table" in run(home, "zonage").out


def test_a_refusal_keeps_the_table_there_was(tmp_path: Path, downloaded: Path) -> None:
    home = tmp_path / "home"
    run(home, "zonage", str(downloaded))
    before = (home / "zonage.csv").read_bytes()
    wrong = tmp_path / "wrong.csv"
    wrong.write_text("niveau,com_code,zide_niveau,zide_date_arrete\n", encoding="utf-8")
    refused = run(home, "zonage", str(wrong))
    assert refused.code == 1
    assert "infirmiers" in refused.err
    assert run(home, "zonage", str(tmp_path / "absente.csv")).code == 1
    assert (home / "zonage.csv").read_bytes() == before


def test_an_old_table_is_told_with_the_plan(tmp_path: Path) -> None:
    home, path = tmp_path / "home", tmp_path / "table.csv"
    path.write_text(table(updated="27/11/2024"), encoding="utf-8")
    assert "douze mois" in run(home, "zonage", str(path)).out
    answers = tmp_path / "a.toml"
    answers.write_text('commune = "01004"\n', encoding="utf-8")
    run(home, "nouveau", "a", "--reponses", str(answers))
    assert "douze mois" in run(home, "liste").err


def test_the_preview_of_an_undo_reads_the_table_too(tmp_path: Path) -> None:
    home, path, answers = tmp_path / "home", tmp_path / "table.csv", tmp_path / "answers.toml"
    path.write_text(table(), encoding="utf-8")
    answers.write_text(f'commune = "{some_codes()[0]}"\n', encoding="utf-8")
    for words in (["nouveau", "x", "--reponses", str(answers)], ["zonage", str(path)], ["noter", "rcp", "abc"]):
        assert run(home, *words).code == 0
    assert "Rien ne change." in run(home, "annuler", "--oui").out


def test_a_damaged_copy_is_told_where_the_table_is_asked_after(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    (home / "zonage.csv").write_bytes(b"")
    for command in ("zonage", "diagnostic"):
        told = run(home, command)
        assert (told.code, told.err) == (0, "")
        assert "est illisible" in told.out.replace("\N{NO-BREAK SPACE}", " ")
