"""Files that nobody should have written: answers and rules broken at random, the same ones for the same seed."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from pathlib import Path
from random import Random
from typing import Any

from medinstall.locate import data_folder
from tests.building import pack
from tests.commanding import ANSWERS

HOSTILE = (
    "\x1b[2J", "\x1b]0;titre\x07", "\u202egnp.exe", "\u2066x", "\x7f\x80\x9b31m", "[red]rouge[/red]", "[/]",
    "[link=file:///etc/passwd]x[/link]", "<script>alert(1)</script>", "<img src=x onerror=y>", "`id` | **b** | ~~c~~",
    "![x](http://example.org)", "[x]: http://example.org", "http://example.org", "# titre", "- [x] fait", "| a | b |",
    "=cmd|'/C calc'!A0", "@SUM(1)", "+1", "x\nBEGIN:VEVENT", "a\r\nEND:VCALENDAR", "%s%n{0}{x.__class__}", "{caisse}",
    "\\", "&lt;b&gt;", "</style><b>", "${HOME}$(id)", "\U0001f468\u200d\u2695\ufe0f", "\ud7ff", ":smile:",
    "e\u0301" * 40,
)  # fmt: skip
"""What a note, an answer or a name may hold to drive a terminal, a reader or another program."""

TEXTS = (
    *HOSTILE, "", " ", "inconnu", "jamais", "zip", "2027-02-31", "2027-13-01", "0000-00-00", "99999-01-01", "nan",
    "inf", "1e999", "45234", "75056", "2A004", "2a", "99999", "CPAM du Loiret", "\x00", "\u2028", "é" * 300,
    "a" * 10_000,
    "../../etc/passwd", "'; DROP TABLE", "\ufffe\uffff", "true", "oui", "non", "-0", "٣", "１２", "1_0", "0x10", "None",
)  # fmt: skip
NUMBERS = (
    0, -1, 1, 2, 2.5, 3.0, 4, 31, 32, 45, 50, 51, 100.0001, 971, 10**9, 10**18, -(10**30), 10**400, 2**63, 1e308,
    5e-324, float("nan"), float("inf"), float("-inf"), -0.0,
)  # fmt: skip
DAYS = (date(1, 1, 1), date(1949, 12, 31), date(2027, 3, 1), date(2101, 1, 1), date(9999, 12, 31),
        datetime(2027, 3, 1, 10), time(10, 30))  # fmt: skip  # noqa: DTZ001


def value(chance: Random, depth: int = 0) -> Any:
    """Return any value that TOML or JSON can hold."""
    kind = chance.randrange(9 if depth < 4 else 6)
    if kind < 3:
        return chance.choice(TEXTS)
    if kind < 5:
        return chance.choice(NUMBERS)
    if kind == 5:
        return chance.choice((True, False, *DAYS))
    if kind == 6:
        return [value(chance, depth + 1) for _ in range(chance.randrange(4))]
    return {chance.choice(("a", "", "é", *list(pack().fact)[:9])): value(chance, depth + 1) for _ in range(kind - 6)}


# Answers files


def answers_file(chance: Random) -> bytes:
    """Return a file that claims to hold answers."""
    text = _json(chance) if chance.random() < 0.35 else _toml(chance)
    data = text.encode("utf-8", "surrogatepass")
    for _ in range(chance.choice((0, 0, 0, 0, 0, 1, 1, 3))):
        data = chance.choice(DAMAGES)(data, chance)
    return data


def answers(chance: Random) -> dict[str, Any]:
    """Return answers that are right, but for some."""
    found: dict[str, Any] = dict(tomllib.loads(ANSWERS))
    facts = list(pack().fact)
    for _ in range(chance.choice((0, 1, 1, 2, 5))):
        found[chance.choice(facts)] = value(chance)
    for _ in range(chance.choice((0, 0, 0, 1, 3))):
        found[chance.choice((*TEXTS, chance.choice(facts)[:-1]))] = value(chance)
    for _ in range(chance.randrange(6)):
        found.pop(chance.choice(list(found)), None)
    return found


def _toml(chance: Random) -> str:
    lines = [f"{_key(name, chance)} = {toml(item)}" for name, item in answers(chance).items()]
    match chance.randrange(14):
        case 0:
            lines.append(chance.choice(lines or [""]))  # twice
        case 1:
            lines.append(f"zone = {'[' * 2_000}")
        case 2:
            lines.append(f"zone = {'[' * 80}{']' * 80}")
        case 3:
            lines.append(f"{'a.' * chance.choice((30, 450, 40_000))}a = 1")
        case 4:
            lines.append(f"x = 0x{'f' * chance.choice((20, 900, 20_000))}")
        case 5:
            lines.append(f"x = {'9' * chance.choice((30, 900, 5_000))}")
        case 6:
            lines.insert(0, chance.choice(("[answers]", "[zone]", "[[zone]]", "[", "[answers.zone]", "# é\r")))
        case 7:
            lines.append("a" * chance.choice((2_000, 60_000)))
        case 8:
            lines.extend(f"{'k.' * 400}k{n} = 1" for n in range(50))
        case 9:
            lines.extend(f"x{n} = 1" for n in range(chance.choice((190, 3_000))))
    chance.shuffle(lines)
    return chance.choice(("\n", "\n", "\r\n")).join(lines)


def _json(chance: Random) -> str:
    found: Any = answers(chance)
    if chance.random() < 0.5:
        found = {
            "schema": chance.choice((1, 2, value(chance))),
            "answers": chance.choice((found, found, value(chance))),
        }
    text = json.dumps(found, ensure_ascii=chance.random() < 0.5, indent=chance.choice((None, 2)), default=str)
    spoiled = (
        lambda: text[:-1] + ', "zone": "zip", "zone": "zac"}',
        lambda: '{"answers": ' + "[" * chance.choice((50, 900, 100_000)),
        lambda: '{"zone": ' + '{"a": ' * chance.choice((100, 970, 990, 5_000)) + "1" + "}" * 5_001,
        lambda: '{"age": ' + "9" * chance.choice((400, 4_000, 5_000)) + "}",
        lambda: '{"zone": "\\ud800", "caisse": "\\u0000\\u001b[2J"}',
        lambda: "{" + ", ".join(f'"k{n}": 1' for n in range(chance.choice((150, 40_000)))) + "}",
    )
    return chance.choice(spoiled)() if chance.random() < 0.6 else text


def _key(name: str, chance: Random) -> str:
    return json.dumps(name) if not name.isidentifier() or not name.isascii() or chance.random() < 0.1 else name


def _insert(data: bytes, chance: Random) -> bytes:
    at = chance.randrange(len(data) + 1)
    return data[:at] + chance.choice((b"\0", b"\xff", b"\xc3", b"\x1b[31m", b'"', b"'''", b"{", b"]", b"=")) + data[at:]


DAMAGES: tuple[Callable[[bytes, Random], bytes], ...] = (
    _insert,
    _insert,
    lambda data, chance: data[: chance.randrange(len(data) + 1)],
    lambda data, _: b"\xef\xbb\xbf" + data,
    lambda data, _: data.decode("utf-8", "replace").encode("utf-16"),
    lambda data, chance: (data[:50_000] * chance.choice((2, 40, 2_000)))[:10_000_000],
    lambda _, chance: bytes(chance.randrange(256) for _ in range(chance.randrange(200))),
)


# Rule files


def rule_files() -> dict[str, bytes]:
    """Return the files of the rule pack."""
    folder = data_folder()
    paths = (
        *folder.glob("*.toml"),
        *(path for part in ("steps", "aids", "sources") for path in folder.glob(f"{part}/*.toml")),
    )
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(paths)}


def copied(files: dict[str, bytes], folder: Path) -> Path:
    """Write the rule pack in a folder."""
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder


def wrong_rules(data: bytes, chance: Random) -> tuple[str, bytes]:
    """Return what was done to a rule file, and the file."""
    if chance.random() < 0.08:
        return "damaged", chance.choice(DAMAGES)(data, chance)
    found: dict[str, Any] = tomllib.loads(data.decode())
    holder, key = chance.choice([place for place in _places(found) if place[0] is not None])
    what = chance.choice(("deleted", "retyped", "retyped", "misspelt", "misspelt", "added", "emptied", "renamed"))
    if what == "misspelt" and isinstance(holder, list):
        what = "retyped"
    match what:
        case "deleted":
            del holder[key]
        case "retyped":
            holder[key] = value(chance)
        case "misspelt":
            holder[_misspelt(key, chance)] = holder.pop(key)
        case "added":
            target = holder if isinstance(holder, dict) else found
            target[chance.choice(("clé", "oder", "titel", "when", "after", "condition"))] = value(chance)
        case "emptied":
            holder[key] = type(holder[key])() if not isinstance(holder[key], date) else ""
        case "renamed":
            holder[key] = _misspelt(holder[key], chance) if isinstance(holder[key], str) else value(chance)
    return f"{what} {key}", "".join(f"{json.dumps(name)} = {toml(item)}\n" for name, item in found.items()).encode()


def _places(found: Any) -> Iterator[tuple[Any, Any]]:
    """Yield every value of a table by what holds it and under which key."""
    for key, item in found.items() if isinstance(found, dict) else enumerate(found):
        yield found, key
        if isinstance(item, dict | list):
            yield from _places(item)


def _misspelt(word: str, chance: Random) -> str:
    at = chance.randrange(len(word) + 1)
    return chance.choice(
        (word[:at] + "x" + word[at:], word[: at - 1] + word[at:] if at else word + "x", word.upper() + "_")
    )


def toml(item: Any) -> str:
    """Return a value as TOML writes it on one line."""
    match item:
        case bool():
            return str(item).lower()
        case str():
            return json.dumps(item, ensure_ascii=False).replace("\x7f", "\\u007f")
        case dict():
            return "{" + ", ".join(f"{json.dumps(str(key))} = {toml(each)}" for key, each in item.items()) + "}"
        case list():
            return f"[{', '.join(map(toml, item))}]"
        case int() | float():
            return hex(item) if isinstance(item, int) and abs(item) >= 10**4000 else repr(item)
    return str(item.isoformat())
