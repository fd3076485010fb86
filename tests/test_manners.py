"""The command where a terminal, a stream, a home or an alphabet is missing: as cron, a pipe or a script runs it."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.commanding import ANSWERS, ROOT, Medinstall, Said
from tests.english import english_in
from tests.inside import DAY, inside, started
from tests.terminal import screens
from tests.terminal.screens import DOWN, ENTER, READY, cursor_is_shown

WIDE = (("liste", "--tout"), ("etape", "rcp"), ("pourquoi", "primo_zip"), ("aides",), ("calendrier",), ("secteurs",),
        ("dossiers",), ("pieces",), ("sources",), ("glossaire",), ("diagnostic",))  # fmt: skip
POSIX = pytest.mark.skipif(os.name == "nt", reason="a POSIX shell")
ESCAPE = re.compile(r"\x1b\[[0-9;]*m")
READERS = ("liste", "exporter json", "calendrier", "annuler --historique", "--aide")


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with one dossier, for tests that only read."""
    return Medinstall(tmp_path_factory.mktemp("manners") / "home").started().home


def shell(script: str, home: Path, environ: Mapping[str, str] | None = None, cwd: Path | str = "") -> Said:
    """Run a line of shell in which `m` is the command."""
    kept = {"PATH": os.environ["PATH"], "MEDINSTALL_HOME": str(home), "PYTHONPATH": str(ROOT)}
    command = f"m() {{ '{sys.executable}' -m medinstall {' '.join(DAY)} \"$@\"; }}\n{script}"
    done = subprocess.run(
        ["bash", "-c", command], env=kept | dict(environ or {}), capture_output=True, timeout=60, check=False,
        cwd=cwd or home.parent, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    said = Said(done.returncode, done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace"))
    for text in (said.out, said.err):
        assert "Traceback" not in text
        assert "Exception ignored" not in text
        assert "erreur de sa part" not in text, text
    assert english_in(said.err) == []
    return said


# Streams that are closed, cut or full


@POSIX
@pytest.mark.parametrize(
    ("script", "code"),
    [
        ("m dossiers <&- >&- 2>&-", 0), ("m liste --json >&-", 0), ("m exporter md >&-", 0), ("m --aide >&-", 0),
        ("m annuler --historique >&-", 0), ("m etape absente 2>&-", 1), ("m -Z >&- 2>/dev/full", 2),
        ("m cocher <&-", 2), ("m --dossier absent < /dev/null >&-", 2),
    ],
)  # fmt: skip
def test_a_closed_stream_is_no_fault(script: str, code: int, begun: Path) -> None:
    assert shell(script, begun).code == code


@POSIX
@pytest.mark.parametrize("words", ["liste", "liste --json", "--aide"])
def test_a_full_disk_is_told(words: str, begun: Path) -> None:
    said = shell(f"m {words} > /dev/full", begun)
    assert said.code == 1
    assert "le disque est plein" in said.err


@POSIX
def test_a_reader_that_has_seen_enough(begun: Path) -> None:
    said = shell(
        "; ".join(f"m {words} | head -1" for words in READERS) + "; m exporter md | true; m -Z 2>&1 | true", begun
    )
    assert said.err == ""
    assert said.out.count("\n") == len(READERS)


@POSIX
def test_results_in_a_file_are_what_a_pipe_gets(begun: Path, tmp_path: Path) -> None:
    for words in READERS[:2]:
        shell(f"m {words} > '{tmp_path}/f'; m {words} | cat > '{tmp_path}/g'", begun)
        assert (tmp_path / "f").read_bytes() == (tmp_path / "g").read_bytes() != b""
        assert b"\x1b" not in (tmp_path / "f").read_bytes()


@POSIX
def test_json_on_stdout_is_json_whatever_is_told_beside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here(monkeypatch, tmp_path / "home")
    journal = started(tmp_path / "home")
    whole = journal.read_bytes()
    (journal.parent / "casse.jsonl").write_bytes(b"rien\nrien\n")
    for words in ("dossiers --json", "liste --json", "aides --json", "secteurs --json", "exporter json"):
        journal.write_bytes(whole + b'{"torn')
        said = inside(*words.split()).check(0)
        assert json.loads(said.out)
        assert ("casse" if "dossiers" in words else "n’avait pas fini de s’écrire") in said.err
    assert json.loads(shell("m dossiers --json 2>&-", tmp_path / "home").out)


# Alphabets, colours, widths


ALPHABETS: tuple[dict[str, str], ...] = (
    {"PYTHONIOENCODING": "ascii"},
    {"PYTHONIOENCODING": "cp1252"},
    {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
)


@POSIX
@pytest.mark.parametrize("alphabet", ALPHABETS, ids=lambda given: "-".join(given.values()))
def test_an_alphabet_that_lacks_letters(alphabet: dict[str, str], begun: Path) -> None:
    for words in ("liste", "etape étape", *(["liste --json"] if "PYTHONIOENCODING" in alphabet else [])):
        done = subprocess.run(
            [sys.executable, "-m", "medinstall", *DAY, *words.split()],
            env={"PATH": os.environ["PATH"], "MEDINSTALL_HOME": str(begun), "PYTHONPATH": str(ROOT), **alphabet},
            capture_output=True,
            check=False,
            cwd=begun,
        )
        encoding = alphabet.get("PYTHONIOENCODING", "utf-8")
        if words == "liste --json":
            assert json.loads(done.stdout.decode("utf-8"))["dossier"] == "essai"
            continue
        text = (done.stdout + done.stderr).decode(encoding)
        assert done.returncode == (1 if "etape" in words else 0)
        assert "Traceback" not in text
        assert "erreur de sa part" not in text
        assert re.search(r"[ÀA] faire maintenant|d.march", text)


@pytest.mark.parametrize(
    ("environ", "coloured"),
    [
        ({}, False),
        ({"FORCE_COLOR": "1"}, True),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        ({"FORCE_COLOR": "1", "TERM": "dumb"}, False),
        ({"FORCE_COLOR": "1", "ACCESSIBLE": "1"}, False),
        ({"NO_COLOR": "1"}, False),
    ],
)
def test_colours_follow_the_environment(
    environ: dict[str, str], coloured: bool, begun: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here(monkeypatch, begun, **{"TERM": "xterm", **environ})
    said = inside("secteurs")
    assert said.code == 0
    assert bool(re.search(r"\x1b\[(?:\d+;)*[349]\d", said.out)) is coloured
    if "FORCE_COLOR" not in environ:
        assert "\x1b" not in said.out


@pytest.mark.parametrize("columns", ["40", "0", "-5", "abc", "1", "100000"])
@pytest.mark.parametrize("words", WIDE, ids=" ".join)
def test_any_width(words: tuple[str, ...], columns: str, begun: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here(monkeypatch, begun, COLUMNS=columns)
    said = inside(*words).check(0)
    if columns == "40":
        long = [line.strip() for line in said.out.splitlines() if len(line) > 40]
        assert not [line for line in long if " " in line], "only a word longer than the line may pass it"


def here(patch: pytest.MonkeyPatch, home: Path, **environ: str) -> None:
    """Give this process the environment of a bare command."""
    for name in ("NO_COLOR", "FORCE_COLOR", "ACCESSIBLE", "COLUMNS", "TERM"):
        patch.delenv(name, raising=False)
    for name, value in {"MEDINSTALL_HOME": str(home), **environ}.items():
        patch.setenv(name, value)


# Homes


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
def test_a_folder_that_is_read_only_is_read_and_not_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here(monkeypatch, tmp_path / "home")
    journal = started(tmp_path / "home")
    started(tmp_path / "home", "autre")
    tried = ("cocher lieu", "modifier zone=zac --oui", "annuler", "oublier essai --oui", "reprendre essai")
    for words in ("liste", "dossiers", *tried[:3], "nouveau a --reponses absent"):
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


@POSIX
def test_as_cron_runs_it(begun: Path) -> None:
    """An empty environment but for a home, no terminal, the root folder, the C locale."""
    home = begun.parent / "cron"
    home.mkdir(exist_ok=True)
    script = f"env -i HOME='{home}' PYTHONPATH='{ROOT}' '{sys.executable}' -m medinstall"
    assert shell(f"{script} dossiers", home, cwd="/").code == 0
    said = shell(f"{script} nouveau a --reponses '{begun.parent}/reponses.toml' && {script} liste", home, cwd="/")
    assert said.code == 0
    assert "DÉMARCHES" in said.out.upper()
    assert list(home.rglob("a.jsonl")), "beneath the home, where the system wants it"
    assert shell(script, home, cwd="/").code == 0
    said = shell(f"env -i PYTHONPATH='{ROOT}' '{sys.executable}' -m medinstall --version", home, cwd="/")
    assert said.code == 0


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


# Signals and two windows, in a real terminal


def opened(home: Path) -> screens.Medinstall:
    """Answer two questions of an interview."""
    terminal = screens.Medinstall(*DAY, MEDINSTALL_HOME=str(home))
    terminal.wait(READY)
    terminal.press(ENTER, "D’où venez-vous ?")
    terminal.press(ENTER, "Êtes-vous inscrit")
    return terminal


def answers(home: Path) -> dict[str, Any]:
    return dict(json.loads(Medinstall(home)("liste", "--json").out)["answers"])


@POSIX
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP], ids=lambda number: number.name)
def test_a_signal_in_the_interview_saves_and_says_how_to_resume(number: signal.Signals, tmp_path: Path) -> None:
    home = tmp_path / "home"
    terminal = opened(home)
    terminal.child.kill(number)
    assert terminal.end() == 130
    assert "toutes vos réponses sont enregistrées" in terminal.text
    assert "medinstall reprendre mon-installation" in terminal.text
    assert cursor_is_shown(terminal.raw)
    assert "Traceback" not in terminal.raw
    found = answers(home)
    assert (found["specialite"], found["parcours"]) == ("medecine_generale", "jeune_diplome")
    assert not list(home.rglob("*.lock"))


@POSIX
def test_an_impatient_hand_on_ctrl_c(tmp_path: Path) -> None:
    terminal = opened(tmp_path / "home")
    terminal.press("\x03\x03\x03\x03")
    for _ in range(3):
        terminal.child.kill(signal.SIGINT)
    assert terminal.end() == 130
    assert "Traceback" not in terminal.raw


@POSIX
def test_a_signal_at_a_confirmation_changes_nothing(tmp_path: Path) -> None:
    m = Medinstall(tmp_path / "home").started()
    before = m.journal.read_bytes()
    for words in (["oublier", "essai"], ["modifier", "zone=zac"]):
        terminal = screens.Medinstall(*DAY, *words, MEDINSTALL_HOME=str(m.home))
        terminal.wait("Entrée seule = non")
        terminal.press("\x03")
        assert terminal.end() == 130
        assert "vous avez quitté" in terminal.text
        assert english_in(terminal.text) == []
    assert m.journal.read_bytes() == before


@POSIX
def test_the_second_window_is_told_who_holds_the_dossier(tmp_path: Path) -> None:
    home = tmp_path / "home"
    terminal = opened(home)
    m = Medinstall(home)
    for words in ("cocher lieu", "modifier zone=zip --oui", "annuler", "oublier mon-installation --oui"):
        said = m(*words.split())
        assert said.code == 1, words
        assert f"(processus {terminal.child.pid}, depuis le " in said.told, said.err
    second = screens.Medinstall(*DAY, MEDINSTALL_HOME=str(home))
    assert second.end() == 1
    assert f"processus {terminal.child.pid}" in second.text
    assert m("liste").code == 0, "reading disturbs nobody"
    terminal.press(DOWN + ENTER, "Tapez, puis Entrée")
    terminal.press("\x03")
    assert terminal.end() == 130
    assert m("cocher", "lieu").code == 0
    assert answers(home)["inscription_ordre"]
