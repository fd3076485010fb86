"""What Windows does otherwise: played here where it can be, and the real thing where the tests run on it."""

from __future__ import annotations

import errno
import io
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from medinstall import streams
from medinstall.cli import run as running
from medinstall.usecases import diagnosis
from tests.commanding import ROOT, TODAY, Medinstall
from tests.inside import inside, started

WINDOWS = pytest.mark.skipif(sys.platform != "win32", reason="Windows alone does it")


@pytest.fixture
def m(tmp_path: Path) -> Medinstall:
    """The program with one dossier, in a folder named as a doctor names it."""
    return Medinstall(tmp_path / "ma caisse é").started()


# --- played on every system ---


class Nul(io.StringIO):
    """NUL, which says it is a terminal."""

    def isatty(self) -> bool:
        return True

    def fileno(self) -> int:
        return 0


def test_nul_is_asked_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("MEDINSTALL_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(streams, "_console_mode", lambda _: None)
    monkeypatch.setattr(io, "StringIO", Nul)  # what `inside` gives as stdin
    said = inside().refused(2)
    assert "il faut un terminal" in said.err
    assert not (tmp_path / "home").exists()


def test_a_reader_that_has_left_ends_in_silence(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("MEDINSTALL_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(running, "_READER_GONE", {errno.EINVAL})
    monkeypatch.setattr(running, "silence", lambda _: None)

    def closed(_: object) -> int:
        raise OSError(errno.EINVAL, "Invalid argument")

    monkeypatch.setattr(running, "_parsed", closed)
    said = inside("liste")
    assert (said.code, said.err) == (running.BROKEN_PIPE, "")


def test_a_name_that_the_system_refuses_is_no_closed_pipe(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("MEDINSTALL_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(running, "_READER_GONE", {errno.EINVAL})

    def refused(_: object) -> int:
        raise OSError(errno.EINVAL, "Invalid argument", "a?b")

    monkeypatch.setattr(running, "_parsed", refused)
    assert "le système n’accepte pas ce nom" in inside("liste").check(1).err


def test_answers_in_utf_16_say_how_to_write_them(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("MEDINSTALL_HOME", str(tmp_path / "home"))
    (tmp_path / "r.json").write_text("{}", encoding="utf-16")
    said = inside("nouveau", "essai", "--reponses", str(tmp_path / "r.json")).refused(1)
    assert "enregistrez-le en UTF-8" in said.err
    assert "exporter json -o" in said.err


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        ('ModuleNotFoundError("absent", name="typst")', "qui n’est pas installé"),
        ('ImportError("DLL load failed", name="typst")', "qui est installé et ne se charge pas"),
        ('ImportError("DLL load failed", name="_core", path="site-packages/typst/_core.pyd")', "ne se charge pas"),
        ('ModuleNotFoundError("absent", name="typst.missing")', "ne se charge pas"),
    ],
)
def test_typst_absent_or_broken_is_told_apart(
    m: Medinstall, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: str, told: str
) -> None:
    (tmp_path / "typst.py").write_text(f"raise {fault}\n", encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.delitem(sys.modules, "typst", raising=False)
    said = m("exporter", "pdf")
    assert said.code == 1
    assert told in said.told
    assert ("--force-reinstall" in said.told) == ("n’est pas installé" not in told)


def test_the_home_folder_is_known_under_another_spelling(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "samefile", lambda one, other: str(one).lower() == str(other).lower())
    monkeypatch.setattr(Path, "home", lambda: Path("/Users/Zoé"))
    assert diagnosis.tilde(Path("/users/zoÉ/Med")) == str(Path("~/Med"))


def test_git_bash_without_a_terminal_is_told_of_winpty(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("MEDINSTALL_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("MSYSTEM", "MINGW64")
    assert "winpty medinstall" in inside().refused(2).err
    started(tmp_path / "home", answers='specialite = "medecine_generale"\n')
    assert "winpty medinstall" in inside("reprendre", "essai").refused(2).err


# --- on Windows ---


@WINDOWS
@pytest.mark.parametrize("words", ["", "cocher", "reprendre essai"])
def test_a_scheduled_task_has_no_terminal(m: Medinstall, words: str) -> None:
    """NUL for every stream but the one read here."""
    environ = {**os.environ, "MEDINSTALL_HOME": str(m.home.parent / "vide") if not words else str(m.home)}
    done = subprocess.run(
        [sys.executable, "-m", "medinstall", "--aujourdhui", TODAY, *words.split()],
        cwd=ROOT, env={**environ, "PYTHONUTF8": "1"}, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE, timeout=60, check=False,
    )  # fmt: skip
    told = done.stderr.decode("utf-8")
    assert "erreur de sa part" not in told
    if words.startswith("reprendre"):
        assert done.returncode == 0, told  # nothing is left to ask
    else:
        assert done.returncode == 2, told
        assert "terminal" in told
    assert not (m.home.parent / "vide").exists()


@WINDOWS
@pytest.mark.parametrize("home", ["Q:\\x", "Q:\\x\\y", "\\\\absent\\partage\\x"])
def test_an_absent_drive_is_told(m: Medinstall, home: str) -> None:
    answers = str(m.home.parent / "reponses.toml")
    m.environ = {"MEDINSTALL_HOME": home}
    for words in (("nouveau", "essai", "--reponses", answers), ("dossiers",), ("--dossier", "essai", "cocher", "rcp")):
        said = m(*words)
        assert said.code == 1, words
        assert "ce disque est absent" in said.told, words


@WINDOWS
def test_quotes_that_cmd_keeps_do_no_harm(m: Medinstall) -> None:
    m.environ = {"MEDINSTALL_HOME": f'"{m.home}"'}
    assert m("liste").code == 0


@WINDOWS
def test_a_dossier_is_the_same_in_any_case(m: Medinstall) -> None:
    assert m("--dossier", "ESSAI", "cocher", "rcp").code == 0
    assert "@medinstall" in (calendar := m("--dossier", "ESSAI", "exporter", "ics").out)
    assert ".ESSAI@" not in calendar
    assert m("oublier", "ESSAI", "--oui").code == 0
    assert not [path for path in m.home.rglob("*") if path.is_file()]


@WINDOWS
@pytest.mark.parametrize("name", ["a?b.md", "a|b.md", "a*.md"])
def test_a_name_that_windows_refuses_is_told(m: Medinstall, name: str) -> None:
    said = m("exporter", "md", "-o", name)
    assert said.code == 1
    assert "le système n’accepte pas ce nom" in said.told


@WINDOWS
@pytest.mark.parametrize(
    ("name", "told"), [("x" * 260 + ".md", "le chemin est trop long"), ("Q:\\a.md", "ce disque est absent")]
)
def test_where_nothing_can_be_written_is_told(m: Medinstall, name: str, told: str) -> None:
    said = m("exporter", "md", "-o", name)
    assert said.code == 1
    assert told in said.told


@WINDOWS
def test_a_folder_is_no_answers_file(m: Medinstall) -> None:
    said = m("nouveau", "x", "--reponses", str(m.home))
    assert said.code == 1
    assert "c’est un dossier" in said.told


@WINDOWS
def test_a_pipe_closed_early_ends_in_silence(m: Medinstall) -> None:
    words = [sys.executable, "-m", "medinstall", "--aujourdhui", TODAY, "liste"]
    environ = {**os.environ, "MEDINSTALL_HOME": str(m.home)}
    with subprocess.Popen(words, cwd=ROOT, env=environ, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as child:
        assert child.stdout is not None
        assert child.stderr is not None
        child.stdout.close()
        assert child.stderr.read() == b""
        assert child.wait(60) == 1


@WINDOWS
def test_somebody_who_reads_for_a_moment_is_waited_for(m: Medinstall, monkeypatch: pytest.MonkeyPatch) -> None:
    pointer = m.home / "dernier"
    pointer.write_text("autre\n", encoding="ascii")  # so that it is written again
    with pointer.open("rb") as held:
        monkeypatch.setattr(time, "sleep", lambda _: held.close())  # the reader is done by the second try
        said = m("--dossier", "essai", "liste")
        assert held.closed, "nobody was in the way"
    assert (said.code, said.told) == (0, "")
    assert pointer.read_text(encoding="ascii") == "essai\n"


@WINDOWS
@pytest.mark.parametrize("encoding", ["cp1252", "cp850", "ascii"])
def test_what_a_doctor_gets_without_utf_8_is_readable(m: Medinstall, encoding: str) -> None:
    environ = {**os.environ, "MEDINSTALL_HOME": str(m.home), "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    words = [sys.executable, "-m", "medinstall", "--aujourdhui", TODAY, "liste"]
    done = subprocess.run(words, cwd=ROOT, env=environ, capture_output=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert ("médecin" if encoding != "ascii" else "medecin") in done.stdout.decode(encoding)
