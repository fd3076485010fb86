"""Ids and titles of the rules and dossiers, read without loading them: completing a word must take no time."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, TypeAlias

from medinstall.dossier import home
from medinstall.locate import data_folder

Named: TypeAlias = "tuple[str, str]"

_TITLE = re.compile(r'^title\s*=\s*"(.*)"', re.MULTILINE)
_OPENING = 2048  # bytes: a title stands among the first keys of its file
YES_NO = (("oui", ""), ("non", ""))


def step_names() -> Iterator[Named]:
    """Yield the id and the title of every step."""
    return _titled(data_folder() / "steps")


def aid_names() -> Iterator[Named]:
    """Yield the id and the title of every aid."""
    return _titled(data_folder() / "aids")


def fact_names() -> Iterator[Named]:
    """Yield the id and the label of every fact, in the order of the questions."""
    for name, fact in _facts().items():
        yield name, str(fact.get("label", ""))


def value_names(fact: str) -> Iterator[Named]:
    """Yield the values that a fact accepts, each with its label; none for dates, numbers and places."""
    found = _facts().get(fact, {})
    for choice in found.get("choices", ()):
        yield str(choice.get("value", "")), str(choice.get("label", ""))
    if found.get("kind") == "yes_no":
        yield from YES_NO


def dossier_names(environ: Mapping[str, str]) -> Iterator[Named]:
    """Yield the names of the dossiers."""
    yield from ((name, "dossier") for name in home.names(home.locate(environ)))


def term_names() -> Iterator[Named]:
    """Yield the terms of the glossary that are one word, and what they mean."""
    with (data_folder() / "glossary.toml").open("rb") as file:
        terms = tomllib.load(file).get("terms", {})
    yield from ((term, str(meaning)) for term, meaning in terms.items() if " " not in term)


def _titled(folder: Path) -> Iterator[Named]:
    for path in sorted(folder.glob("*.toml")):
        with path.open("rb") as file:
            title = _TITLE.search(file.read(_OPENING).decode("utf-8", "ignore"))
        yield path.stem, title[1] if title else ""


def _facts() -> dict[str, Any]:
    with (data_folder() / "facts.toml").open("rb") as file:
        found = tomllib.load(file).get("fact", {})
    return found if isinstance(found, dict) else {}
