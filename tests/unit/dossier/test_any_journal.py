"""Journals that nobody should have written."""

from __future__ import annotations

import json
import re
import tempfile
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from medinstall.dossier import home as homes
from medinstall.dossier.event_records import encode
from medinstall.dossier.events import Undone, Visited
from medinstall.dossier.journal import read
from medinstall.errors import Refusal, layout
from medinstall.text import clean

from .sample import DAY, NOW, answer

HEADER_LINE = b'{"type":"entete","schema":1,"name":"x","created":"2026-11-22T14:05:00+00:00","rules":"2026.11"}'
GOOD_LINES = [
    encode(event).strip()
    for event in (answer(), answer(value=3), Undone(1, at=NOW, day=DAY), Visited({"a": [1]}, at=NOW, day=DAY))
]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


@st.composite
def spoiled(draw: st.DrawFn) -> bytes:
    """A good line with some bytes cut, put in or changed."""
    line = draw(st.sampled_from([HEADER_LINE, *GOOD_LINES]))
    start, length = draw(st.integers(0, len(line))), draw(st.integers(0, 12))
    return line[:start] + draw(st.binary(max_size=6)) + line[start + length :]


@st.composite
def misfit(draw: st.DrawFn) -> bytes:
    """A good line with a value, a key or the type of another kind."""
    record = json.loads(draw(st.sampled_from([HEADER_LINE, *GOOD_LINES])))
    record[draw(st.sampled_from([*record, "note", "target", "on"]))] = draw(JSON)
    return json.dumps(record).encode()


LINE = st.one_of(
    st.sampled_from(GOOD_LINES),
    st.sampled_from(GOOD_LINES),
    spoiled(),
    misfit(),
    st.binary(max_size=40),
    JSON.map(lambda value: json.dumps(value).encode()),
    st.sampled_from(
        [b"", b" ", b"\0" * 50, HEADER_LINE, b"[" * 2_000, b'{"a":' * 2_000, b'"' + b"x" * 1_000_001 + b'"']
    ),
)


@st.composite
def journals(draw: st.DrawFn) -> bytes:
    first = draw(st.sampled_from([HEADER_LINE] * 6 + [HEADER_LINE.replace(b":1,", b":7,")]) | LINE)
    lines = [first, *draw(st.lists(LINE, max_size=6))]
    return draw(st.sampled_from([b"\n", b"\n", b"\r\n"])).join(lines) + draw(st.sampled_from([b"\n", b"", b"\r\n"]))


def check_any_journal(data: bytes) -> None:
    """It is read, twice the same and without losing a byte; or it is refused, clearly, and left as it is."""
    with tempfile.TemporaryDirectory() as folder:
        path = homes.journal_path(homes.prepare(Path(folder)), "x")
        path.write_bytes(data)
        begun = time.process_time()
        try:
            reading = read(path, NOW)
        except Refusal as refusal:
            _check_refusal(refusal, path, data)
        else:
            side = path.with_name("x.jsonl.reste")
            aside = side.read_bytes().removesuffix(b"\n") if side.exists() else b""
            assert bool(aside.strip()) <= bool(reading.notices)
            assert aside == b"" or data.endswith(aside)
            assert read(path, NOW) == (reading.events, ())
            kept = [line for line in data.removesuffix(aside).split(b"\n") if line.strip()]
            assert not kept or len(kept) == len(reading.events) + 1
        assert time.process_time() - begun < 2


def _check_refusal(refusal: Refusal, path: Path, data: bytes) -> None:
    said = layout(refusal, {})
    said.encode("utf-8")
    assert all(clean(line) == line for line in said.split("\n"))
    assert "récente" in said or re.search(r"Où : .*[/\\]x\.jsonl, ligne \d+", said)
    assert len(said) < 1_000
    assert path.read_bytes() == data


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(journals())
def test_any_journal_is_read_or_refused(data: bytes) -> None:
    check_any_journal(data)


@pytest.mark.slow
@settings(max_examples=7_000, deadline=None, suppress_health_check=list(HealthCheck))
@given(journals())
def test_seven_thousand_journals_are_read_or_refused(data: bytes) -> None:
    check_any_journal(data)
