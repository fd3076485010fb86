"""What every test needs, whatever the machine: no deadline, SIGINT obeyed, a missing reader told as a failure in CI.

Three options make a busy machine deterministic, for the tests that drive a terminal:
`--slow-reads 0.4 --slow-waits 1.6 --slow-spawns 2.5` sleep so many seconds before each read of the screen, after each
thing waited for, and after each program started. `--unasserted` (with `-o enable_assertion_pass_hook=true -n 0`) lists
the tests that passed without reaching an assertion.
"""

from __future__ import annotations

import gc
import os
import signal
import time
import tomllib
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from unittest import mock

import hypothesis
import pytest

HELPERS = ("building", "commanding", "exporting", "inside", "shelling", "terminal.screens")  # they assert too
pytest.register_assert_rewrite(*(f"tests.{name}" for name in HELPERS))

ALL = os.environ.get("MEDINSTALL_TEST_ALL") == "1"  # what .ci/run sets
hypothesis.settings.register_profile(
    "any-machine",
    deadline=None,
    max_examples=100 if ALL else 40,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.load_profile("any-machine")

READERS = ("pdftotext", "Chromium", "unshare")  # what .ci/run installs
_asserted: set[str] = set()
_silent: list[str] = []


def pytest_addoption(parser: pytest.Parser) -> None:
    """Declare the options."""
    group = parser.getgroup("medinstall")
    for name in ("reads", "waits", "spawns"):
        group.addoption(f"--slow-{name}", type=float, default=0.0, help="seconds to lose, to stand for a busy machine")
    group.addoption("--unasserted", action="store_true", help="list the tests that reach no assertion")


def pytest_configure(config: pytest.Config) -> None:
    """Obey Ctrl-C even where pytest was started deaf to it (`pytest &` in a script), and slow the terminals down."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # each of a hundred processes would compile the program again
    if os.name == "nt":
        _skip_without_links()
        for name in ("mkfifo", "fork"):
            setattr(os, name, lambda *_: pytest.skip("Windows has neither fork nor pipes with a name"))
    delays = {name: config.getoption(f"--slow-{name}") for name in ("reads", "waits", "spawns")}
    if any(delays.values()):
        _slow_terminals(**delays)
    if config.getoption("--unasserted"):
        _count_other_assertions()


def _skip_without_links() -> None:
    """Skip a test where it makes a symbolic link and gets none."""
    make = Path.symlink_to

    def symlink_to(self: Path, target: str | os.PathLike[str], target_is_directory: bool = False) -> None:
        with suppress(OSError):
            make(self, target, target_is_directory)
        in_a_test = os.environ.get("PYTEST_CURRENT_TEST", "").endswith("(call)")  # pytest makes some of its own
        if in_a_test and not self.is_symlink():
            pytest.skip("Windows makes symbolic links in developer mode only, and Wine none")

    Path.symlink_to = symlink_to  # type: ignore[method-assign, assignment]


def _slow_terminals(reads: float, waits: float, spawns: float) -> None:
    """Make every test terminal lose time where a busy machine does."""
    from tests.terminal.screens import Terminal

    read, until, start = Terminal._read, Terminal._until, Terminal.__init__

    def _read(self: Terminal) -> bool:
        time.sleep(reads)
        return read(self)

    def _until(self: Terminal, condition: object, wanted: str) -> None:
        until(self, condition, wanted)
        time.sleep(waits)

    def spawn(self: Terminal, *arguments: str, **options: Any) -> None:
        start(self, *arguments, **options)
        time.sleep(spawns)

    Terminal._read, Terminal._until = _read, _until  # type: ignore[method-assign]
    Terminal.__init__ = spawn  # type: ignore[method-assign]


def pytest_assertion_pass(item: pytest.Item) -> None:
    """Note a test that reached an assertion."""
    _asserted.add(item.nodeid)


def _count_other_assertions() -> None:
    """Let `pytest.raises` and a thing waited for on a screen count as assertions."""
    from _pytest.raises import RaisesExc

    from tests.terminal.screens import Terminal

    leave, until = RaisesExc.__exit__, Terminal._until

    def exit_(self: Any, *error: Any) -> bool:
        _asserted.add(_running())
        return leave(self, *error)

    def _until(self: Terminal, condition: object, wanted: str) -> None:
        _asserted.add(_running())
        until(self, condition, wanted)

    RaisesExc.__exit__ = exit_  # type: ignore[method-assign]
    Terminal._until = _until  # type: ignore[method-assign]


def _running() -> str:
    return os.environ.get("PYTEST_CURRENT_TEST", "").rsplit(" ", 1)[0]


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave to the slow run all rows but one in N of a test marked `sampled(N)`: the others say the same elsewhere."""
    met: Counter[str] = Counter()
    for item in items:
        if mark := item.get_closest_marker("sampled"):
            test = item.nodeid.partition("[")[0]
            if met[test] % mark.args[0]:
                item.add_marker("slow")
            met[test] += 1


def pytest_collection_finish() -> None:
    """Let the garbage collector leave thousands of collected tests alone, which it would walk again and again."""
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


@pytest.fixture(scope="session", autouse=True)
def _read_once() -> Iterator[None]:
    """Parse a rule file once, many tests load seventy of them with one changed; look a place up once."""
    from medinstall.places import directory

    parsed = cache(tomllib.loads)
    toml = SimpleNamespace(load=lambda file: parsed(file.read().decode()))
    row = cache(directory._row)
    with mock.patch("medinstall.rules.files.tomllib", toml), mock.patch.object(directory, "_row", row):
        yield


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """Turn a skip for a missing reader into a failure where everything must run (MEDINSTALL_TEST_ALL=1)."""
    report: Any = yield
    if report.skipped and ALL:
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        if any(reader in reason for reader in READERS):
            report.outcome, report.longrepr = "failed", f"MEDINSTALL_TEST_ALL=1: {reason}"
    if report.when == "call" and report.passed and item.config.getoption("--unasserted"):
        _silent.extend({item.nodeid} - _asserted)
    return report  # type: ignore[no-any-return]


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """List the tests that reached no assertion."""
    if config.getoption("--unasserted"):
        terminalreporter.section(f"{len(_silent)} tests reach no assertion")
        for name in _silent:
            terminalreporter.line(name)
