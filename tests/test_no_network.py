"""Nothing leaves the machine: no command connects, listens or looks a name up, and all work without a network."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.commanding import ROOT, TODAY, Medinstall
from tests.inside import inside, started
from tests.terminal.screens import CTRL_C, ENTER, READY
from tests.terminal.screens import Medinstall as InTerminal

COMMANDS = (
    "liste", "liste --tout --json", "etape rcp", "aides", "aides --json", "pourquoi primo_zip", "pourquoi rcp",
    "dossiers", "secteurs", "calendrier", "pieces", "sources", "sources --perimees", "glossaire", "diagnostic",
    "exporter md --complet", "exporter ics", "exporter html -o -", "exporter json", "courrier demande_aides",
    "simuler zone=zac", "modifier zone=zac --oui", "cocher lieu --note x", "decocher lieu", "annuler --oui",
    "annuler --historique", "completion bash", "--version", "--aide", "reprendre essai", "oublier essai --oui",
)  # fmt: skip


class Reached(AssertionError):
    """The program reached for the network."""


def forbid(patch: pytest.MonkeyPatch, reached: list[str]) -> None:
    """Make every way to a network fail, and note it: a fault of ours could be swallowed."""

    def forbidden(name: str) -> Any:
        def reach(*arguments: object, **_: object) -> None:
            reached.append(f"{name}{arguments}")
            raise Reached(reached[-1])

        return reach

    patch.setattr(socket, "socket", _socket_without(forbidden))
    for name in ("getaddrinfo", "gethostbyname", "gethostbyname_ex", "gethostbyaddr", "getnameinfo", "getfqdn",
                 "create_connection", "create_server", "gethostname"):  # fmt: skip
        patch.setattr(socket, name, forbidden(name))


def _socket_without(forbidden: Any) -> type[socket.socket]:
    names = ("connect", "connect_ex", "bind", "listen", "sendto", "sendmsg", "accept")
    return type("Guarded", (socket.socket,), {name: forbidden(name) for name in names})


@pytest.fixture
def reached(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    found: list[str] = []
    monkeypatch.setenv("MEDINSTALL_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    forbid(monkeypatch, found)
    yield found
    assert found == []


def test_the_guard_guards(monkeypatch: pytest.MonkeyPatch) -> None:
    found: list[str] = []
    forbid(monkeypatch, found)
    with pytest.raises(Reached):
        socket.create_connection(("127.0.0.1", 9))
    with pytest.raises(Reached), socket.socket() as one:
        one.connect(("127.0.0.1", 9))
    with pytest.raises(Reached), socket.socket() as one:
        one.bind(("127.0.0.1", 0))
    if sys.platform != "win32":  # there it binds and connects to 127.0.0.1, as README says
        left, right = socket.socketpair()  # an event loop's own
        left.close()
        right.close()
    assert len(found) == 3


def test_no_command_reaches_for_the_network(reached: list[str], tmp_path: Path) -> None:
    started(tmp_path / "home")
    for words in COMMANDS:
        inside(*words.split()).check(0)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="a pseudo-terminal")
def test_the_interview_reaches_for_no_network(tmp_path: Path) -> None:
    """The real interview, in a terminal, with a guard that Python loads before anything else."""
    (tmp_path / "sitecustomize.py").write_text(GUARD.format(log=str(tmp_path / "reached")), encoding="utf-8")
    path = f"{tmp_path}:{ROOT}"
    terminal = InTerminal("--aujourdhui", TODAY, MEDINSTALL_HOME=str(tmp_path / "home"), PYTHONPATH=path)
    terminal.wait(READY)
    asked = ("Quelle est votre spécialité", "D’où venez-vous ?", "Êtes-vous inscrit", "Où avez-vous obtenu")
    for then in (*asked, "Quel sera votre premier jour"):
        terminal.press(ENTER, then)
    terminal.press("31/03/2027" + ENTER, "Dans quelle commune")
    terminal.press("orl", "Orléans — 45000")
    terminal.press(ENTER, "classe-t-elle votre lieu")
    terminal.press(CTRL_C)
    assert terminal.end() == 130
    assert (tmp_path / "reached").read_text(encoding="utf-8") == "guard\n"


GUARD = """
import sys
log = open({log!r}, "a", buffering=1)
log.write("guard\\n")
def hook(event, arguments):
    if event.startswith("socket.") and event not in ("socket.__new__",):
        log.write(event + repr(arguments) + "\\n")
sys.addaudithook(hook)
"""


def unshared() -> list[str]:
    """Return the words that run a command in an empty network namespace; none where that cannot be."""
    for words in (["unshare", "-n"], ["unshare", "-r", "-n"]):
        if (
            shutil.which("unshare")
            and not subprocess.run([*words, "true"], capture_output=True, check=False).returncode
        ):
            return words
    return []


@pytest.mark.slow
@pytest.mark.skipif(not unshared(), reason="no network namespaces here")
def test_everything_works_in_an_empty_network(tmp_path: Path) -> None:
    m = Medinstall(tmp_path / "home", apart=True).started()
    here = {words: m(*words.split()) for words in ("liste", "secteurs", "diagnostic")}
    shell = f"cd '{tmp_path}'; ip -o link 2>/dev/null | grep -v 'lo:' && exit 9\n"
    shell += "".join(f"'{sys.executable}' -m medinstall --aujourdhui {TODAY} {words} || exit 8\n" for words in here)
    done = subprocess.run(
        [*unshared(), "bash", "-c", shell],
        env={"PATH": "/usr/bin:/bin", "MEDINSTALL_HOME": str(m.home), "PYTHONPATH": str(ROOT), "COLUMNS": "100"},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.replace("\u00a0", " ").startswith(here["liste"].out)
