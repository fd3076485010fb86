"""Answers from a file: TOML keyed by fact, or the JSON that `liste --json` and `exporter json` print."""

from __future__ import annotations

import codecs
import json
import os
import re
import select
import sys
import time
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

from medinstall.actions import how_to
from medinstall.domain.fact import Fact, Value
from medinstall.domain.pack import RulePack
from medinstall.errors import Refusal, UsageFault
from medinstall.rules.answers import read_answers, replaced_communes
from medinstall.rules.syntax import syntax_fault
from medinstall.text import shown
from medinstall.usecases.typed import Several, typed_value, understood

LARGEST = 1_000_000  # bytes: an exported plan is long
LARGEST_TOML = 50_000  # characters; beyond, and on longer lines, a hostile file makes the parser run for minutes
LONGEST_LINE = 1_000
LONGEST_WAIT = 3.0  # seconds
MOST_ANSWERS = 200  # four times the questions
PLAN = {  # beside the answers in an exported plan, and in no other file
    "schema", "dossier", "today", "rules", "unknown", "deduced", "next", "start", "totals", "steps", "aids", "alerts",
}  # fmt: skip
_LOST_ZERO = re.compile(r"^\s*\w+\s*=\s*0\d+\s*(#.*)?$", re.MULTILINE)
_ZERO = 'un code qui commence par zéro s’écrit entre guillemets, par exemple : commune = "01053"'
_UTF_8 = "enregistrez-le en UTF-8 (Bloc-notes, « Enregistrer sous », codage UTF-8), puis recommencez"
_UTF_16 = (  # what « > » makes in the PowerShell of Windows
    f"enregistrez-le en UTF-8 (Bloc-notes, « Enregistrer sous »), ou {how_to('export_answers')}"
)


class FromFile(NamedTuple):
    """The answers of a file, and what there is to tell about them."""

    answers: dict[str, Value]
    notices: tuple[str, ...]


class _Twice(ValueError):
    """A key of a JSON object that is there twice."""


def read_answers_file(path: Path, pack: RulePack, today: date) -> FromFile:
    """Return the answers of a file. Raises Refusal with one line per fault: file, key, found, accepted.

    UsageFault where a name is that of several communes.
    """
    raw = _parsed(path)
    several = []

    def read(fact: Fact, found: object) -> Value:
        try:
            return typed_value(fact, found, today)
        except Several as fault:
            several.append(fault)
            raise

    answers, faults = read_answers(pack.fact, raw, read)
    if faults:
        raise (UsageFault if several else Refusal)(
            "ce fichier de réponses ne peut pas être lu ; rien n’a été enregistré",
            where=str(path),
            remedy="corrigez chaque ligne ci-dessus, puis recommencez",
            faults=(f"{path.name} : {fault}" for fault in faults),
        )
    return FromFile(answers, (*replaced_communes(raw), *_understood(pack, raw, answers)))


def _understood(pack: RulePack, raw: Mapping[str, object], answers: Mapping[str, Value]) -> Iterator[str]:
    told = (understood(pack.fact[key], raw[key], value) for key, value in answers.items())
    return filter(None, told)


def _parsed(path: Path) -> dict[str, object]:
    text = _text(path)
    is_json = text.lstrip().startswith("{")
    if not is_json:
        _check_lines(text, path)
    try:
        found = json.loads(text, object_pairs_hook=_object) if is_json else tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        why = str(error) if isinstance(error, _Twice) else syntax_fault(error)
        kind = "JSON" if is_json else "TOML"
        remedy = _ZERO if _LOST_ZERO.search(text) and not is_json else _example()
        raise Refusal(f"ce fichier n’est pas du {kind} valide ({why})", str(path), remedy) from error
    answers = found.pop("answers", {})
    if not isinstance(answers, dict):
        raise Refusal("« answers » doit être une table de réponses", str(path), _example())
    if twice := [key for key in found if key in answers]:
        what = f"« {shown(twice[0])} » a deux réponses, dans « answers » et à côté"
        raise Refusal(what, str(path), "gardez l’une des deux")
    answers |= {key: value for key, value in found.items() if not (is_json and key in PLAN)}
    if len(answers) > MOST_ANSWERS:
        raise Refusal(f"ce fichier contient {len(answers)} réponses, bien plus que de questions", str(path), _example())
    return answers


def _text(path: Path) -> str:
    remedy = "vérifiez son nom et vos droits"
    try:
        if path.is_dir():  # of which Windows says no more than that the access is denied
            raise Refusal("c’est un dossier, et un fichier est attendu", str(path), remedy)
        data = _piped(path) if path.is_fifo() else _bytes(path)
        text = data.decode("utf-8-sig")
    except FileNotFoundError as error:
        raise Refusal("ce fichier n’existe pas", str(path), remedy) from error
    except UnicodeDecodeError as error:
        if len(data) > LARGEST:
            raise _too_big(path) from error
        how = _UTF_16 if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else _UTF_8
        raise Refusal("ce fichier n’est pas un texte en UTF-8", str(path), how) from error
    except (OSError, ValueError) as error:
        raise Refusal("ce fichier est illisible", str(path), remedy) from error
    if len(data) > LARGEST:
        raise _too_big(path)
    return text


def _bytes(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(LARGEST + 1)


def _piped(path: Path) -> bytes:
    """Return what comes through a pipe. Raises Refusal when nobody has begun to write in it after a while."""
    if sys.platform == "win32":
        return _bytes(path)  # no pipe has a path there
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK)  # to open it otherwise would wait for a writer for ever
    end = time.monotonic() + LONGEST_WAIT
    data = b""
    try:
        while len(data) <= LARGEST:
            try:
                piece = os.read(descriptor, LARGEST)
            except BlockingIOError:  # somebody holds the other end, and thinks
                select.select([descriptor], [], [])
                continue
            data += piece
            if not piece and data:
                break
            if not piece:
                if time.monotonic() > end:
                    raise Refusal("personne n’écrit dans ce tube", str(path), "donnez un fichier de réponses")
                time.sleep(0.02)
    finally:
        os.close(descriptor)
    return data


def _check_lines(text: str, path: Path) -> None:
    """Refuse what no file of answers is, before the parser tries."""
    if len(text) > LARGEST_TOML:
        raise _too_big(path)
    for number, line in enumerate(text.split("\n"), 1):
        if len(line) > LONGEST_LINE:
            raise Refusal(f"la ligne {number} de ce fichier est bien trop longue", str(path), _example())


def _too_big(path: Path) -> Refusal:
    return Refusal("ce fichier est bien trop grand pour des réponses", str(path), _example())


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Return a JSON object; a key written twice is a mistake of the hand, not an answer."""
    found = dict(pairs)
    if len(found) < len(pairs):
        twice, _ = Counter(key for key, _ in pairs).most_common(1)[0]
        raise _Twice(f"la clé « {shown(twice)} » y est deux fois")
    return found


def _example() -> str:
    return 'écrivez une réponse par ligne, par exemple : zone = "zip"'
