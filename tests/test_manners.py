"""The command where a stream, a colour or an alphabet is missing: results on stdout, all else on stderr, no crash."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from itertools import product
from pathlib import Path

import pytest

from tests.commanding import ROOT, Medinstall
from tests.inside import DAY, inside, started
from tests.shelling import POSIX, here, shell

WIDE = (("liste", "--tout"), ("etape", "rcp"), ("pourquoi", "primo_zip"), ("aides",), ("calendrier",), ("secteurs",),
        ("dossiers",), ("pieces",), ("sources",), ("glossaire",), ("diagnostic",))  # fmt: skip
READERS = ("liste", "exporter json", "calendrier", "annuler --historique", "--aide")


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with one dossier, for tests that only read."""
    return Medinstall(tmp_path_factory.mktemp("manners") / "home").started().home


# Streams that are closed, cut or full


@pytest.mark.sampled(5)
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


@pytest.mark.sampled(3)
@POSIX
@pytest.mark.parametrize("words", ["liste", "liste --json", "--aide"])
def test_a_full_disk_is_told(words: str, begun: Path) -> None:
    said = shell(f"m {words} > /dev/full", begun)
    assert said.code == 1
    assert "le disque est plein" in said.err


@pytest.mark.slow
@POSIX
def test_a_reader_that_has_seen_enough(begun: Path) -> None:
    said = shell(
        "; ".join(f"m {words} | head -1" for words in READERS) + "; m exporter md | true; m -Z 2>&1 | true", begun
    )
    assert said.err == ""
    assert said.out.count("\n") == len(READERS)


@pytest.mark.slow
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


@pytest.mark.sampled(3)
@POSIX
@pytest.mark.parametrize("alphabet", ALPHABETS, ids=lambda given: "-".join(given.values()))
def test_an_alphabet_that_lacks_letters(alphabet: dict[str, str], begun: Path) -> None:
    if "LC_ALL" in alphabet and not str(ROOT).isascii():
        pytest.skip("in ASCII, Python itself reads no path of a library with accents, and does not start")
    for words in ("etape étape", "liste", *(["liste --json"] if "cp1252" in alphabet.values() else [])):
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


@pytest.mark.sampled(3)
@pytest.mark.parametrize(
    ("words", "columns"),
    [*((words, "40") for words in WIDE), *product((("liste",), ("secteurs",)), ("0", "-5", "abc", "1", "100000"))],
    ids=str,
)
def test_any_width(words: tuple[str, ...], columns: str, begun: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here(monkeypatch, begun, COLUMNS=columns)
    said = inside(*words).check(0)
    if columns == "40":
        long = [line.strip() for line in said.out.splitlines() if len(line) > 40]
        assert not [line for line in long if " " in line], "only a word longer than the line may pass it"


@pytest.mark.parametrize(
    "words",
    [*WIDE, ("liste",), (), ("agenda",), ("contacts",), ("simuler", "secteur=secteur_2"), ("modifier", "zone=zac")],
    ids=" ".join,
)
def test_a_sign_stays_with_its_word(words: tuple[str, ...], begun: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MEDINSTALL_HOME", str(begun))
    assert not re.findall(r".*\w [;:?!»](?:\s|$).*", inside(*words, day=DAY).check(0, 2).out)
    assert not re.findall(r".*[a-z]'[a-z].*", inside(*words, day=DAY).out)
