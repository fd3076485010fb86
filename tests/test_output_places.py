"""Where an export may go: a folder that is not there, out of reach or gone, a name left empty, « ~ », capitals."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.inside import inside, started


@pytest.fixture(autouse=True)
def _dossier(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MEDINSTALL_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    started(tmp_path / "home")


@pytest.mark.parametrize("folder", ["a" * 300, "fichier"])
def test_a_folder_out_of_reach_is_refused_as_a_place_to_write(folder: str) -> None:
    Path("fichier").touch()
    told = inside("exporter", "md", "-o", f"{folder}/x.md").refused(1).told
    assert "x.md" in told
    assert "choisissez un autre" in told
    assert "MEDINSTALL_HOME" not in told


def test_an_empty_name_is_told_as_such() -> None:
    assert "n’a pas de nom" in inside("exporter", "md", "-o", "").refused(1).told


def test_a_quoted_tilde_is_the_home_of_the_doctor(tmp_path: Path) -> None:
    inside("exporter", "md", "-o", "~/x.md").check(0)
    assert (tmp_path / "x.md").is_file()


@pytest.mark.skipif(os.name == "nt", reason="Windows removes no folder that somebody works in")
def test_a_pdf_is_made_from_a_folder_that_is_gone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("typst")
    gone = tmp_path / "parti"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    inside("exporter", "pdf", "-o", str(tmp_path / "x.pdf")).check(0)
    assert (tmp_path / "x.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize(
    "words", [("pourquoi", "PRIMO_ZIP"), ("etape", "INPI"), ("exporter", "MD", "-o", "-"), ("LISTE",)], ids=str
)
def test_commands_and_ids_are_taken_in_any_case(words: tuple[str, ...]) -> None:
    inside(*words).check(0)


@pytest.mark.parametrize(
    ("words", "near"), [(("etape", "INPY"), "inpi"), (("pourquoi", "PRIMO_ZI"), "primo_zip"), (("LISTES",), "liste")]
)
def test_a_near_word_is_proposed_whatever_the_capitals(words: tuple[str, ...], near: str) -> None:
    said = inside(*words)
    assert f"« {near} »" in said.err.replace("\u00a0", " ")
