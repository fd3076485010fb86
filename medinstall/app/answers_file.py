"""Answers from a file: TOML keyed by fact, or the JSON that `liste --json` and `exporter json` print."""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass
from pathlib import Path

from medinstall.catalog.answers import read_answers, replaced_communes
from medinstall.errors import Refusal
from medinstall.model.fact import Value
from medinstall.model.rule import RulePack

LARGEST = 1_000_000


@dataclass(frozen=True, slots=True)
class FromFile:
    """The answers of a file, and what there is to tell about them."""

    answers: dict[str, Value]
    notices: tuple[str, ...]


def read_answers_file(path: Path, pack: RulePack) -> FromFile:
    """Return the answers of a file. Raises Refusal with one line per fault: file, key, found, accepted."""
    raw = _parsed(path)
    answers, faults = read_answers(pack.fact, raw)
    if faults:
        raise Refusal(
            "ce fichier de réponses ne peut pas être lu ; rien n’a été enregistré",
            where=str(path),
            remedy="corrigez chaque ligne ci-dessus, puis recommencez",
            faults=(f"{path.name} : {fault}" for fault in faults),
        )
    return FromFile(answers, tuple(replaced_communes(raw)))


def _parsed(path: Path) -> dict[str, object]:
    text = _text(path)
    try:
        found = json.loads(text) if text.lstrip().startswith("{") else tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        kind = "JSON" if text.lstrip().startswith("{") else "TOML"
        raise Refusal(f"ce fichier n’est pas du {kind} valide ({_short(error)})", str(path), _example()) from error
    answers = found.get("answers", found)
    if not isinstance(answers, dict):
        raise Refusal("« answers » doit être une table de réponses", str(path), _example())
    return answers


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > LARGEST:
            raise Refusal("ce fichier est bien trop grand pour des réponses", str(path), _example())
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refusal("ce fichier n’est pas un texte en UTF-8", str(path), _example()) from error
    except OSError as error:
        raise Refusal("ce fichier est introuvable ou illisible", str(path), "vérifiez son nom et vos droits") from error


def _short(error: BaseException) -> str:
    return "trop d’imbrications" if isinstance(error, RecursionError) else str(error)


def _example() -> str:
    return 'écrivez une réponse par ligne, par exemple : zone = "zip"'
