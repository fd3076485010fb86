"""The articles of one code, as the npm package publishes them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, NamedTuple

CODES = {
    "Code de la sécurité sociale": "LEGITEXT000006073189",
    "Code du travail": "LEGITEXT000006072050",
}
NEVER = date(2999, 1, 1)  # how Légifrance writes « no end »


class Version(NamedTuple):
    """One version of an article: its Légifrance id, its first day, the first day it no longer holds (or None)."""

    id: str
    since: date
    until: date | None


class CodeArticle(NamedTuple):
    """An article as the package gives it: the version in force that day, its text, the version announced after it."""

    number: str
    version: Version
    text: str
    following: Version | None


def read_code(folder: Path, code: str) -> dict[str, CodeArticle]:
    """Return the articles of a code by number (« R. 643-1 »). Raises OSError or ValueError when it cannot be read."""
    tree = json.loads((folder / "data" / f"{CODES[code]}.json").read_text(encoding="utf-8"))
    return {article.number: article for article in map(_article, _articles(tree))}


def day_of_code(folder: Path, code: str) -> date:
    """Return the day on which the package read the code."""
    with (folder / "data" / f"{CODES[code]}.json").open(encoding="utf-8") as file:
        found = re.search(r'"dateModif":\s*"(\d{4}-\d\d-\d\d)"', file.read(4096))
    if found is None:
        raise ValueError(f"{CODES[code]}.json: no dateModif")
    return date.fromisoformat(found[1])


def spelled(number: str) -> str:
    """Return « R. 643-1 » for « R643-1 », the way the sources write it."""
    return re.sub(r"^([LRD])\*?\.?\s*", r"\1. ", number.strip())


def _articles(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    if node["type"] == "article" and node["data"].get("num"):
        yield node["data"]
    for child in node.get("children", ()):
        yield from _articles(child)


def _article(data: dict[str, Any]) -> CodeArticle:
    version = _version(data)
    others = map(_version, data.get("articleVersions") or ())
    # a version repealed before its first day never held: it ends before it begins
    later = [found for found in others if found.since > version.since and (found.until or NEVER) > found.since]
    return CodeArticle(
        number=spelled(data["num"]),
        version=version,
        text=" ".join((data.get("texte") or "").split()),
        following=min(later, key=lambda found: found.since, default=None),
    )


def _version(data: dict[str, Any]) -> Version:
    until = _day(data["dateFin"])
    return Version(data["id"], _day(data["dateDebut"]), until if until < NEVER else None)


def _day(milliseconds: int) -> date:
    return datetime.fromtimestamp(milliseconds / 1000, tz=UTC).date()
