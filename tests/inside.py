"""The command run in this process, for tests that need it a thousand times: what it says, and how it ends."""

from __future__ import annotations

import io
import re
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from unittest import mock

import typer
from typer._click.core import Command

from medinstall.cli.commands import Commands, app
from medinstall.cli.run import run
from medinstall.rules.cache import load_rules
from medinstall.text import clean
from tests.commanding import ANSWERS, TODAY
from tests.english import english_in

DAY = ("--aujourdhui", TODAY)
rules = cache(load_rules)  # a test that edits the rules runs a checkout of its own: `commanding.copied`
parser = cache(typer.main.get_command)  # read from signatures, which takes as long as many a command
build = Commands.get_command


@cache
def command(name: str) -> Command | None:
    """Return a command of the program, built once."""
    return build(parser(app), None, name)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Said:
    """What one run printed."""

    code: int
    out: str
    err: str

    @property
    def told(self) -> str:
        """Everything on stderr, on one line, spaces made plain."""
        return " ".join(self.err.split())

    def check(self, *codes: int) -> Said:
        """Fail unless the run ended as told, in French, without a traceback nor a control character."""
        assert self.code in codes, f"{self.code}\n{self.err}{self.out[:500]}"
        for text in (self.out, self.err):
            assert "Traceback" not in text
            assert "erreur de sa part" not in text, text
            assert clean(line := re.sub("\r?\n|\t", "", text)) == line, ascii(text)
        assert english_in(self.err) == [], self.err
        if self.code in (1, 2):
            assert self.err.startswith("Erreur\u00a0: "), self.err
        return self

    def refused(self, *codes: int) -> Said:
        """Fail unless the run was refused: all on stderr, and how to mend it."""
        self.check(*codes or (2,))
        assert self.out == ""
        assert re.search(r"^  Que faire\u00a0: \S", self.err, re.MULTILINE), self.err
        return self


class _Stream(io.TextIOWrapper):
    """A standard stream that is a buffer and no terminal."""

    def __init__(self) -> None:
        self.kept = io.BytesIO()
        super().__init__(self.kept, encoding="utf-8", write_through=True)


def inside(*words: str, day: tuple[str, ...] = DAY) -> Said:
    """Run one command without a terminal."""
    with (
        _streams() as (out, err),
        mock.patch("medinstall.usecases.workspace.load_rules", rules),
        mock.patch("typer.main.get_command", parser),
        mock.patch.object(Commands, "get_command", lambda _group, _context, name: command(name)),
    ):
        code = run([*day, *words])
        sys.stdout.flush()
    return Said(code, out.kept.getvalue().decode(), err.kept.getvalue().decode())


@contextmanager
def _streams() -> Iterator[tuple[_Stream, _Stream]]:
    """Put buffers in the place of the standard streams, and the handlers of signals back afterwards."""
    kept = sys.stdin, sys.stdout, sys.stderr
    numbers = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    handlers = [signal.getsignal(number) for number in numbers]
    out, err = _Stream(), _Stream()
    sys.stdin, sys.stdout, sys.stderr = io.StringIO(), out, err
    try:
        yield out, err
    finally:
        sys.stdin, sys.stdout, sys.stderr = kept
        for number, handler in zip(numbers, handlers, strict=True):
            signal.signal(number, handler)


_begun: dict[tuple[str, str], tuple[bytes, bytes]] = {}


def started(home: Path, name: str = "essai", answers: str = ANSWERS, file: Path | None = None) -> Path:
    """Create a dossier in `home`, which is to be MEDINSTALL_HOME; return its journal. A second one alike is a copy."""
    home.mkdir(parents=True, exist_ok=True)
    file, journal, last = file or home / "reponses.toml", home / "dossiers" / f"{name}.jsonl", home / "dernier"
    file.write_text(answers, encoding="utf-8")
    if kept := _begun.get((name, answers)):
        journal.parent.mkdir(mode=0o700, exist_ok=True)
        for path, data in zip((journal, last), kept, strict=True):
            path.touch(mode=0o600)
            path.write_bytes(data)
    else:
        inside("nouveau", name, "--reponses", str(file)).check(0)
        _begun[name, answers] = journal.read_bytes(), last.read_bytes()
    return journal
