"""What is wrong with a file that is no TOML or no JSON, in French: the parsers say it in English."""

from __future__ import annotations

import json
import re

_PLACE = re.compile(r"\(at line (\d+), column (\d+)\)")
_TWICE = re.compile(r"twice|overwrite|duplicate", re.IGNORECASE)


def syntax_fault(error: Exception) -> str:
    """Return where a parser stopped, and why when it is one of the few reasons that a word can tell."""
    if isinstance(error, RecursionError):
        return "trop d’imbrications"
    if isinstance(error, UnicodeDecodeError):
        return "ce n’est pas un texte en UTF-8"
    if isinstance(error, json.JSONDecodeError):
        return f"ligne {error.lineno}, colonne {error.colno}"
    text = str(error)
    place = _PLACE.search(text)
    if place is None and "end of document" not in text:
        return "un nombre y est démesuré"
    where = f"ligne {place[1]}, colonne {place[2]}" if place else "à la fin du fichier"
    return f"une clé y est deux fois, {where}" if _TWICE.search(text) else where
