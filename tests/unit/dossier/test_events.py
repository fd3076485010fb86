from __future__ import annotations

import contextlib
import json
from datetime import UTC, date, datetime
from typing import Any
from zlib import crc32

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medinstall.dossier.event_records import decode, decode_line, encode
from medinstall.dossier.events import Answered, Event, Noted, Ticked, Visited, changes, together
from medinstall.dossier.json_lines import LONGEST_LINE, Unfinished, Unreadable, load, seal

from .sample import DAY, NOW, answer, calm, one_of_each

GOOD: dict[str, Any] = {"type": "reponse", "at": NOW.isoformat(), "day": "2026-11-22", "fact": "zone", "value": "zip"}
TICK: dict[str, Any] = {"type": "fait", "at": NOW.isoformat(), "day": "2026-11-22", "step": "carmf", "on": "2026-11-22"}


def line(**changes: Any) -> bytes:
    return json.dumps(GOOD | changes).encode()


@pytest.mark.parametrize("event", one_of_each(), ids=lambda event: type(event).__name__)
def test_every_kind_of_event_comes_back_as_it_went(event: Event) -> None:
    written = encode(event)
    assert decode_line(written.removesuffix(b"\n")) == event
    assert written.count(b"\n") == 1
    assert written.endswith(b"}\n")


def test_a_line_reads_as_french() -> None:
    body = (
        '{"type":"fait","at":"2026-11-22T14:05:00+00:00","day":"2026-11-22","step":"carmf","on":"2026-11-22",'
        '"note":"reçu à Orléans"}'
    )
    written = encode(Ticked("carmf", DAY, note="reçu à Orléans", at=NOW, day=DAY)).decode()
    assert written == f'{body[:-1]},"check":"{crc32(body.encode()):08x}"}}\n'


@pytest.mark.parametrize("event", one_of_each(), ids=lambda event: type(event).__name__)
def test_a_changed_byte_is_seen_wherever_it_is(event: Event) -> None:
    written = encode(event)
    for at in range(len(written) - 1):
        for byte in {written[at] ^ 1, written[at] ^ 0x80, 0x20, 0x30} - {written[at]}:
            with pytest.raises(Unreadable):
                decode_line(written[:at] + bytes([byte]) + written[at + 1 :])


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (line(), "il y manque la somme de contrôle"),
        (seal(line()).replace(b"zip", b"zac"), "ne lui correspond pas"),
        (seal(line()).replace(b'"check"', b'"sum"'), "il y manque la somme de contrôle"),
        (seal(line()).replace(b"}", b',"x":1}'), "il y manque la somme de contrôle"),
        (seal(seal(line())), "la clé « check » y est deux fois"),
    ],
    ids=ascii,
)
def test_a_line_without_its_own_check_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason) as refusal:
        decode_line(data)
    assert not isinstance(refusal.value, Unfinished)


def test_a_batch_holds_events_of_one_command_and_nothing_else() -> None:
    batch = together([answer(), Ticked("rcp", DAY, at=NOW, day=DAY)])
    assert decode_line(encode(batch)) == batch
    assert changes(batch) == (answer(), Ticked("rcp", DAY, at=NOW, day=DAY))
    assert together([answer()]) == answer()
    for inner in (b'{"type":"annulation","target":1}', b'{"type":"lot","events":[]}', b"1", b"[]"):
        record = b'{"type":"lot","at":"2026-11-22T14:05:00+00:00","day":"2026-11-22","events":[%s,%s]}' % (inner, inner)
        with pytest.raises(Unreadable):
            decode(load(record))


def test_seconds_are_whole() -> None:
    event = Answered("zone", "zip", at=datetime(2026, 11, 22, 14, 5, 1, 999, tzinfo=UTC), day=DAY)
    assert decode_line(encode(event)) == Answered(
        "zone", "zip", at=datetime(2026, 11, 22, 14, 5, 1, tzinfo=UTC), day=DAY
    )


REFUSED: list[tuple[str, bytes, str]] = [
    ("unknown type", line(type="reponce"), "type d'événement inconnu (« reponce »)"),
    ("type is a list", line(type=[]), "type d'événement inconnu"),
    ("unknown key", line(valeur=1), "clé inconnue (« valeur »)"),
    ("no fact", json.dumps({k: v for k, v in GOOD.items() if k != "fact"}).encode(), "il y manque « fact »"),
    ("no value", json.dumps({k: v for k, v in GOOD.items() if k != "value"}).encode(), "il y manque « value »"),
    ("empty fact", line(fact=""), "de 1 à 64 caractères"),
    ("long fact", line(fact="x" * 65), "de 1 à 64 caractères"),
    ("fact is a number", line(fact=3), "n'est pas un texte"),
    ("value is a list", line(value=["zip"]), "une réponse est un texte, un nombre, vrai ou faux"),
    ("value is an object", line(value={}), "une réponse est un texte, un nombre, vrai ou faux"),
    ("no time zone", line(at="2026-11-22T14:05:00"), "pas de fuseau horaire"),
    ("no time", line(at="hier"), "n'est pas un horodatage"),
    ("time is a number", line(at=3), "n'est pas un horodatage"),
    ("no such day", line(day="2026-02-31"), "n'est pas une date"),
    ("French day", line(day="22/11/2026"), "n'est pas une date"),
    ("compact day", line(day="20261122"), "n'est pas une date"),
    ("week day", line(day="2026-W47-7"), "n'est pas une date"),
    ("day is a list of ten", line(day=[1] * 10), "n'est pas une date"),
    ("tick without a day", json.dumps(TICK | {"on": None}).encode(), "n'est pas une date"),
    ("note is a number", json.dumps(TICK | {"note": 3}).encode(), "n'est pas un texte"),
    ("undo of nothing", line(type="annulation", target=0).replace(b', "fact": "zone", "value": "zip"', b""), "positif"),
    ("undo of true", line(type="annulation", target=True).replace(b', "fact": "zone", "value": "zip"', b""), "positif"),
    ("not an object", b"[]", "ce n'est pas un objet JSON"),
    ("twice the same key", line()[:-1] + b',"fact":"secteur"}', "la clé « fact » y est deux fois"),
    ("NaN", line().replace(b'"zip"', b"NaN"), "n'est pas un nombre"),
    ("-Infinity", line().replace(b'"zip"', b"-Infinity"), "n'est pas un nombre"),
    ("huge float", line().replace(b'"zip"', b"1e999"), "nombre démesuré"),
    ("huge integer", line().replace(b'"zip"', b"9" * 5000), "nombre démesuré"),
    ("large integer", line().replace(b'"zip"', b"9" * 17), "nombre démesuré"),
    ("too deep for us", line().replace(b'"zip"', b"[" * 40 + b"]" * 40), "imbriquée trop profondément"),
    ("too deep for Python", line().replace(b'"zip"', b"[" * 99_999 + b"]" * 99_999), "imbriquée trop profondément"),
    ("objects too deep", line().replace(b'"zip"', b'{"a":' * 99_999 + b"1" + b"}" * 99_999), "trop profondément"),
    ("too long", line(value="x" * LONGEST_LINE), "elle dépasse 1 Mo"),
]  # fmt: skip


@pytest.mark.parametrize(("data", "reason"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED])
def test_a_line_that_is_no_event_is_refused_with_the_reason(data: bytes, reason: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        decode(load(data))
    assert reason in str(refusal.value)
    assert not isinstance(refusal.value, Unfinished)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "elle est vide"),
        (b" \t\r", "elle est vide"),
        (b"\0" * 100, "octets nuls"),
        (line().replace(b"zip", b"z\0p"), "octets nuls"),
        (line().replace(b"zip", b"z\xffp"), "UTF-8"),
        (line().replace(b"zip", b"\xed\xa0\x80"), "UTF-8"),
        (line()[:-1], "pas du JSON"),
        (line() + b"}", "pas du JSON"),
        (line().replace(b"zip", b"z\x1bp"), "pas du JSON"),
        (b"{'type': 'reponse'}", "pas du JSON"),
    ],
    ids=ascii,
)
def test_bytes_that_are_no_json_are_told_apart(data: bytes, reason: str) -> None:
    with pytest.raises(Unfinished, match=reason):
        load(data)


def test_controls_in_a_line_are_gone_when_it_is_read() -> None:
    data = line(value="a\x1b[31m\u202eb\x00\x9b\ud800", fact="zo\x07ne")
    event = decode(load(data))
    assert isinstance(event, Answered)
    assert (event.fact, event.value) == ("zone", "a[31mb\ufffd")


def test_controls_in_the_keys_of_a_snapshot_are_gone() -> None:
    data = line(type="visite", snapshot={"a\x1b": {"\u202eb": "c\x07"}}).replace(
        b', "fact": "zone", "value": "zip"', b""
    )
    assert decode(load(data)) == Visited({"a": {"b": "c"}}, at=NOW, day=DAY)


def test_controls_in_an_event_never_reach_the_disk() -> None:
    written = encode(Noted("carmf", note="a\x1b]0;x\x07\n\u202eb", reference="\x00\ud800", at=NOW, day=DAY))
    assert b"a]0;x b" in written
    assert not any(control in written for control in (b"\x1b", b"\\u", "\u202e".encode()))


@pytest.mark.parametrize("value", [float("nan"), float("inf"), 10**16, "x" * LONGEST_LINE, object(), b"x", DAY])
def test_an_event_that_could_not_be_read_again_is_not_written(value: Any) -> None:
    if value == DAY:
        assert decode_line(encode(answer(value=value))) == answer(value="2026-11-22")
        return
    with pytest.raises(Unreadable):
        encode(answer(value=value))


def test_a_snapshot_that_contains_itself_is_not_written() -> None:
    snapshot: dict[str, Any] = {}
    snapshot["again"] = snapshot
    with pytest.raises(Unreadable, match="trop profondément"):
        encode(Visited(snapshot, at=NOW, day=DAY))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters()),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@calm
@given(st.dictionaries(st.sampled_from([*GOOD, "step", "on", "note", "target", "snapshot", "x"]), JSON))
def test_any_object_is_an_event_or_a_reason(changed: dict[str, Any]) -> None:
    with contextlib.suppress(Unreadable):
        event = decode(load(json.dumps(GOOD | changed).encode()))
        assert decode_line(encode(event)) == event


@calm
@given(st.binary(max_size=200))
def test_any_bytes_are_an_object_or_a_reason(data: bytes) -> None:
    with contextlib.suppress(Unreadable):
        assert isinstance(load(data), dict)


@calm
@given(st.dates(), st.text(st.characters(), min_size=1, max_size=64), st.text(st.characters()) | st.none())
def test_what_is_written_is_what_is_read(on: date, step: str, note: str | None) -> None:
    try:
        written = encode(Ticked(step, on, note=note, at=NOW, day=DAY))
    except Unreadable:
        return  # nothing but controls in the id
    assert encode(decode_line(written)) == written
