"""Whole processes that are killed, and that fight for a dossier."""

from __future__ import annotations

import os
import random
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from medinstall.actions import worded
from medinstall.cli.actions import COMMANDS
from medinstall.dossier import home as homes
from medinstall.dossier.event_records import encode
from medinstall.dossier.events import Answered, Event
from medinstall.dossier.forget import delete
from medinstall.dossier.journal import Journal, read
from medinstall.dossier.journal_parser import Header
from medinstall.dossier.lock import Locked
from medinstall.errors import Refusal

NOW = datetime(2026, 11, 22, 14, 5, tzinfo=UTC)
DAY = date(2026, 11, 22)
SCHEMA_1 = b"""\
{"type":"entete","schema":1,"name":"x","created":"2026-11-22T14:05:00+00:00","rules":"2026.11"}
{"type":"reponse","at":"2026-11-22T14:05:00+00:00","day":"2026-11-22","fact":"secteur","value":"a"}
{"type":"reponse","at":"2026-11-22T14:05:00+00:00","day":"2026-11-22","fact":"secteur","value":"b"}
"""
ROOT = Path(__file__).parents[1]

PREAMBLE = """
import os, sys, time
from datetime import UTC, date, datetime
from pathlib import Path
from medinstall.dossier.events import Answered
from medinstall.dossier.journal import Journal
from medinstall.dossier.lock import Locked
NOW = datetime.now(UTC)
path, who = Path(sys.argv[1]), sys.argv[2]
"""
# Answers for ever, and says each number once its answer is acknowledged.
WRITER = """
with Journal.open(path, NOW) as journal:
    n = len(journal.events())
    while True:
        journal.append(Answered("n", f"{n} {'é' * (n % 700)}", at=NOW, day=date(2026, 11, 22)))
        os.write(1, b"%d\\n" % n)
        n += 1
"""
# Opens, answers once, closes, 200 times over.
SHARER = """
for n in range(200):
    while True:
        try:
            journal = Journal.open(path, NOW)
            break
        except Locked:
            time.sleep(0.0005)
    with journal:
        journal.append(Answered(who, n, at=NOW, day=date(2026, 11, 22)))
        os.write(1, b"%d\\n" % n)
"""


def answer(value: int | str = "secteur_1") -> Answered:
    return Answered("secteur", value, at=NOW, day=DAY)


def new_journal(folder: Path, *events: Event) -> Path:
    path = homes.journal_path(homes.prepare(folder), "x")
    with Journal.create(path, Header("x", NOW, "2026.11")) as journal:
        for event in events:
            journal.append(event)
    return path


def start(program: str, path: Path, who: str = "a") -> subprocess.Popen[bytes]:
    environ = os.environ | {"PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", PREAMBLE + program, str(path), who]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environ)


def numbers(events: tuple[Event, ...]) -> list[int]:
    return [int(str(event.value).split()[0]) for event in events if isinstance(event, Answered)]


# Kills from outside


def kill_writers(folder: Path, kills: int, seed: int) -> None:
    """Start a writer and kill it at a random moment, again and again; nothing acknowledged may be missing."""
    chance = random.Random(seed)
    path, acknowledged = folder, -1
    for kill in range(kills):
        if kill % 10 == 0:  # a journal that stays short keeps the test fast
            path, acknowledged = new_journal(folder / str(kill)), -1
        process = start(WRITER, path)
        assert process.stdout is not None
        said = b""
        if chance.random() < 0.8:
            said = process.stdout.readline()  # it is under way
            time.sleep(chance.random() * 0.01)
        else:
            time.sleep(chance.random() * 0.2)  # perhaps not even started
        process.send_signal(chance.choice([signal.SIGKILL] * 7 + [signal.SIGTERM, signal.SIGHUP, signal.SIGINT]))
        try:
            rest, _ = process.communicate(timeout=10)
        except subprocess.TimeoutExpired:  # Python swallows a SIGINT that falls in a callback while it imports
            process.kill()
            rest, _ = process.communicate()
        acknowledged = max([acknowledged, *map(int, (said + rest).split())])
        with Journal.open(path, NOW) as journal:
            found = numbers(journal.events())
            assert found == list(range(len(found))), f"seed {seed}, kill {kill}"
            assert len(found) > acknowledged, f"seed {seed}, kill {kill}"
            assert len(journal.notices) <= 1


@pytest.mark.slow
def test_thirty_kills_lose_nothing(tmp_path: Path) -> None:
    kill_writers(tmp_path, 30, seed=1)


@pytest.mark.slow
def test_five_hundred_kills_lose_nothing(tmp_path: Path) -> None:
    kill_writers(tmp_path, 500, seed=random.randrange(1_000_000))


# Kills from inside: at every call that changes the disk


def killed(at: int, action: Callable[[], object], *, part: float) -> bool:
    """Run `action` in a child that is killed before its call number `at` (`part` of it done, if it is a write).

    Return False when the action needed fewer calls.
    """
    child = os.fork()
    if child == 0:
        calls = iter(range(1, 1_000_000))

        def guard(owner: Any, name: str) -> None:
            call = getattr(owner, name)

            def guarded(*args: Any, **kwargs: Any) -> Any:
                if next(calls) == at:
                    if name == "write":
                        call(args[0], bytes(args[1])[: int(len(args[1]) * part)])
                    os.kill(os.getpid(), signal.SIGKILL)
                return call(*args, **kwargs)

            setattr(owner, name, guarded)

        for name in ("open", "write", "fsync", "ftruncate", "fchmod", "close"):
            guard(os, name)
        for name in ("replace", "unlink"):
            guard(Path, name)
        try:
            action()
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def every_kill(folder: Path, prepare: Callable[[Path], Path], action: Callable[[Path], object]) -> Iterator[Path]:
    """Yield a dossier after a kill at each call of `action`, in turn; the last one has seen the action through."""
    for part in (0, 0.5, 1):
        at = 0
        while True:
            at += 1
            path = prepare(folder / f"{part} {at}")
            dead = killed(at, lambda path=path: action(path), part=part)  # type: ignore[misc]
            yield path
            if not dead:
                assert at > 4, "nothing was killed"
                break


def append_one(path: Path) -> None:
    with Journal.open(path, NOW) as journal:
        journal.append(answer(2))


def torn_journal(folder: Path) -> Path:
    path = new_journal(folder, answer(0), answer(1))
    with path.open("ab") as file:
        file.write(b'{"type":"reponse","at"')
    return path


def test_a_kill_at_any_call_of_an_append(tmp_path: Path) -> None:
    seen = set()
    for path in every_kill(tmp_path, lambda folder: new_journal(folder, answer(0), answer(1)), append_one):
        events = read(path, NOW).events
        assert events[:2] == (answer(0), answer(1))
        assert events[2:] in {(), (answer(2),)}
        seen.add(len(events))
    assert seen == {2, 3}


@pytest.mark.slow
def test_a_kill_at_any_call_of_a_repair(tmp_path: Path) -> None:
    for path in every_kill(tmp_path, torn_journal, append_one):
        with Journal.open(path, NOW) as journal:
            assert journal.events()[:2] == (answer(0), answer(1))
            journal.append(answer(3))
        assert b'{"type":"reponse","at"\n' in path.with_name("x.jsonl.reste").read_bytes()


@pytest.mark.slow
def test_a_kill_at_any_call_of_a_creation(tmp_path: Path) -> None:
    def create(path: Path) -> None:
        Journal.create(path, Header("x", NOW, "2026.11")).close()

    def folder_only(folder: Path) -> Path:
        return homes.journal_path(homes.prepare(folder), "x")

    for path in every_kill(tmp_path, folder_only, create):
        if homes.names(path.parents[1]):
            with Journal.open(path, NOW) as journal:
                journal.append(answer())
        else:
            create(path)
        assert read(path, NOW).notices == ()


@pytest.mark.slow
def test_a_kill_at_any_call_of_a_migration(tmp_path: Path) -> None:
    def old(folder: Path) -> Path:
        path = homes.journal_path(homes.prepare(folder), "x")
        path.write_bytes(SCHEMA_1)
        return path

    for path in every_kill(tmp_path, old, lambda path: Journal.open(path, NOW).close()):
        with Journal.open(path, NOW) as journal:
            assert journal.events() == (answer("a"), answer("b"))
        kept = [p.read_bytes() for p in path.parent.iterdir() if p.name.startswith("x.jsonl.schema1")]
        assert SCHEMA_1 in kept


@pytest.mark.slow
def test_a_kill_at_any_call_of_a_deletion(tmp_path: Path) -> None:
    def with_traces(folder: Path) -> Path:
        path = torn_journal(folder)
        read(path, NOW)
        homes.set_last_name(folder, "x")
        return path

    for path in every_kill(tmp_path, with_traces, lambda path: delete(path.parents[1], "x", NOW)):
        if any(path.parents[1].rglob("x.*")):
            delete(path.parents[1], "x", NOW)
        assert [p for p in path.parents[1].rglob("*") if p.is_file()] == []


@pytest.mark.slow
def test_a_kill_at_any_call_of_a_rescue(tmp_path: Path) -> None:
    def damaged(folder: Path) -> Path:
        path = new_journal(folder, answer(0), answer(1))
        path.write_bytes(path.read_bytes().replace(b'"value":1', b'"value":'))
        with path.open("ab") as file:
            file.write(encode(answer(2)))
        return path

    for path in every_kill(tmp_path, damaged, lambda path: read(path, NOW)):
        with pytest.raises(Refusal, match="ligne 3") as refusal:
            read(path, NOW)
        name = re.findall(r"reprendre (\S+)\.", worded(refusal.value.remedy, COMMANDS))[0]
        assert read(path.with_name(f"{name}.jsonl"), NOW).events == (answer(0),)


# Two windows


@pytest.mark.slow
def test_two_processes_interleave_two_hundred_writes_each(tmp_path: Path) -> None:
    path = new_journal(tmp_path)
    processes = {who: start(SHARER, path, who) for who in ("a", "b")}
    for who, process in processes.items():
        said, errors = process.communicate(timeout=120)
        assert (process.returncode, errors) == (0, b""), who
        assert said.split() == [b"%d" % n for n in range(200)]
    reading = read(path, NOW)
    assert reading.notices == ()
    for who in processes:
        assert [e.value for e in reading.events if isinstance(e, Answered) and e.fact == who] == list(range(200))
    assert len(reading.events) == 400
    assert [p.name for p in path.parent.iterdir()] == ["x.jsonl"]


def test_the_second_window_is_told_which_process_holds_the_dossier_until_it_is_killed(tmp_path: Path) -> None:
    path = new_journal(tmp_path)
    process = start(WRITER, path)
    assert process.stdout is not None
    process.stdout.readline()
    with pytest.raises(Locked, match=rf"\(processus {process.pid}, depuis le ") as refusal:
        Journal.open(path, NOW)
    assert re.search(r"depuis le \d+(er)?\s\w+\s\d{4} à \d+ h \d\d\)\.$", refusal.value.what)
    process.kill()
    process.communicate()
    with Journal.open(path, NOW) as journal:
        assert journal.events()
    assert [p.name for p in path.parent.iterdir() if p.suffix == ".lock"] == []


def test_a_reader_sees_whole_events_while_another_window_writes(tmp_path: Path) -> None:
    path = new_journal(tmp_path)
    process = start(WRITER, path)
    assert process.stdout is not None
    process.stdout.readline()
    seen = 0
    end = time.monotonic() + 1
    while time.monotonic() < end:
        reading = read(path, NOW)
        assert reading.notices == ()
        assert numbers(reading.events) == list(range(len(reading.events)))
        assert len(reading.events) >= seen
        seen = len(reading.events)
    process.kill()
    process.communicate()
    assert seen > 1
