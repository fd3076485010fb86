"""Homes that are none, read only or somewhere odd, and the command run from anywhere, by anybody, without a shell."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from tests.commanding import ANSWERS, ROOT, Medinstall
from tests.inside import inside, started
from tests.shelling import POSIX, here, shell


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with one dossier, for tests that only read."""
    return Medinstall(tmp_path_factory.mktemp("homes") / "home").started().home


@POSIX
@pytest.mark.parametrize(
    "home", ["file", "file/below", "/dev/null", "/proc/self/nowhere", "x" * 300, "a\nb\x1b[2J/file"]
)
def test_a_home_that_cannot_be_one(home: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "rep.toml").write_text(ANSWERS, encoding="utf-8")
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    here(monkeypatch, Path(home))
    inside("diagnostic").check(0)
    inside("dossiers").check(0, 1)
    inside("liste").check(1)
    if "\n" not in home:
        said = inside("nouveau", "essai", "--reponses", "rep.toml").refused(1)
        assert "Où\u00a0: " in said.err


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="needs to leave one user for another")
@pytest.mark.skipif(
    not all(folder.stat().st_mode & 0o001 for folder in ROOT.parents),
    reason="the checkout lies where that other user may not enter",
)
def test_a_folder_that_is_read_only_is_read_and_not_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here(monkeypatch, tmp_path / "home")
    journal = started(tmp_path / "home")
    started(tmp_path / "home", "autre")
    tried = ("cocher lieu", "modifier zone=zac --oui", "annuler --oui", "oublier essai --oui")
    for words in ("liste", "dossiers", "reprendre autre", *tried[:3], "nouveau a --reponses absent"):
        inside("--dossier", "autre", *words.split())  # every module is imported while it can be
    readable(tmp_path / "home")
    before = journal.read_bytes()
    monkeypatch.chdir("/")
    monkeypatch.setattr(os, "geteuid", lambda: 65534)
    os.seteuid(65534)
    try:
        said = inside("--dossier", "essai", "liste").check(0)
        assert "ne peut pas être retenu\u00a0: l’accès est refusé" in said.err
        assert inside("dossiers").check(0).out.count("Premier jour") == 2
        said = inside("reprendre", "essai").check(0)
        assert "Cette visite n’est pas notée" in said.err
        assert "Premier jour" in said.out
        for words in tried:
            assert "accès est refusé" in inside("--dossier", "essai", *words.split()).check(1, 2).err, words
        monkeypatch.setenv("MEDINSTALL_HOME", str(tmp_path / "home" / "new"))
        said = inside("nouveau", "a", "--reponses", str(tmp_path / "home" / "reponses.toml")).refused(1)
        assert "le dossier de données ne peut pas être préparé" in said.err
    finally:
        os.seteuid(0)
    assert journal.read_bytes() == before


def readable(folder: Path) -> None:
    """Let everybody read a folder and its files, nobody write them, and everybody come to it."""
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    for path in folder.parents:
        if path.stat().st_uid == os.getuid() and path.is_relative_to("/tmp/"):
            path.chmod(path.stat().st_mode | 0o055)


@pytest.mark.slow
@POSIX
def test_as_cron_runs_it(begun: Path) -> None:
    """An empty environment but for a home, no terminal, the root folder, the C locale."""
    home = begun.parent / "cron"
    home.mkdir(exist_ok=True)
    script = f"env -i HOME='{home}' PYTHONPATH='{ROOT}' '{sys.executable}' -m medinstall"
    assert shell(f"{script} dossiers", home, cwd="/").code == 0
    said = shell(f"{script} nouveau a --reponses '{begun.parent}/reponses.toml' && {script} liste", home, cwd="/")
    assert said.code == 0
    assert "Premier jour" in said.out
    assert list(home.rglob("a.jsonl")), "beneath the home, where the system wants it"
    assert shell(script, home, cwd="/").code == 0
    said = shell(f"env -i PYTHONPATH='{ROOT}' '{sys.executable}' -m medinstall --version", home, cwd="/")
    assert said.code == 0


@pytest.mark.slow
@POSIX
def test_from_anywhere(begun: Path, tmp_path: Path) -> None:
    odd = tmp_path / "Été à l’hôpital [bold] « 2 »"
    odd.mkdir()
    (odd / "mes réponses.toml").write_text(ANSWERS, encoding="utf-8")
    script = "m nouveau essai --reponses 'mes réponses.toml' && m exporter md -o 'à faire.md' && m liste"
    said = shell(script, odd / "é", cwd=odd)
    assert said.code == 0, said.err
    assert (odd / "à faire.md").read_text(encoding="utf-8").startswith("# ")
    assert shell("m liste", begun, cwd="/").code == 0
    gone = tmp_path / "gone"
    said = shell(f"mkdir '{gone}' && cd '{gone}' && rmdir '{gone}' && m liste", begun)
    assert said.code == 0
    said = shell("m liste", Path("relatif"), cwd=tmp_path)
    assert "Vous n’avez pas encore de dossier" in said.err or "vous n’avez pas encore de dossier" in said.err


def test_a_conflict_copy_of_a_dossier_is_told_and_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here(monkeypatch, tmp_path / "home")
    journal = started(tmp_path / "home")
    assert "copie de ce dossier" not in inside("liste").check(0).err
    copy = journal.with_name(f"{journal.stem} (copie en conflit de Anne).jsonl")
    copy.write_bytes(journal.read_bytes())
    assert f"« {copy.name} » est sans doute une copie" in inside("liste").check(0).err.replace("\u00a0", " ")
    assert inside("dossiers").check(0).out.count("Premier jour") == 1
    longer = journal.with_stem(f"{journal.stem}2")
    longer.write_bytes(journal.read_bytes())
    other = copy.rename(longer.with_stem(f"{longer.stem} (copie en conflit de Anne)"))
    assert "copie de ce dossier" not in inside("-d", journal.stem, "liste").check(0).err, "it is that of the other"
    assert "copie de ce dossier" in inside("-d", longer.stem, "liste").check(0).err
    longer.unlink()
    inside("-d", journal.stem, "liste").check(0)
    other.rename(journal.with_name("autre.jsonl"))
    assert "copie de ce dossier" not in inside("liste").check(0).err
    assert inside("dossiers").check(0).out.count("Premier jour") == 2
