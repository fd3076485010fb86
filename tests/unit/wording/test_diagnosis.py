from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from medinstall.wording.blocks import Heading, Labelled, Paragraph
from medinstall.wording.diagnosis import Folder, Machine, Rules, Terminal, diagnosis_page

MACHINE = Machine("0.1.0", "~/medinstall", "3.11.7", "Linux", (("typer", "0.28.0"), ("rich", "")))
RULES = Rules("~/data", "2026.11", date(2026, 11, 22), "0123456789abcdef" * 4)
PRIVATE = Folder("~/dossiers", exists=True, mode=0o700, inner_mode=0o700, dossiers=2)


def terminal(**changes: Any) -> Terminal:
    return Terminal(
        **{
            "width": 80, "columns": 80, "lines": 24, "encoding": "utf-8", "term": "xterm", "colours": "256",
            "simple": False, "asked": False, "reads": True, "writes": True, "settings": (), **changes,
        }
    )  # fmt: skip


def told(folder: Folder = PRIVATE, rules: Rules = RULES, **changes: Any) -> dict[str, str]:
    """Return what the page says, by the title of the part and the label."""
    found: dict[str, str] = {}
    title = ""
    for block in diagnosis_page(MACHINE, folder, rules, terminal(**changes)):
        if isinstance(block, Heading):
            title = block.text
        elif isinstance(block, Labelled):
            found |= {f"{title} {label}": text.text.replace("\u00a0", " ") for label, (text,) in block.pairs}
    return found


def test_versions_and_a_library_that_is_missing() -> None:
    assert told()["Programme Bibliothèques"] == "typer 0.28.0 et rich absente"


def test_the_digest_is_short_enough_to_be_read_aloud() -> None:
    assert told()["Règles Empreinte"] == "0123456789abcdef"


@pytest.mark.parametrize(
    ("folder", "words"),
    [
        (PRIVATE, "0700 et, pour les dossiers, 0700 : bons, vous seul les lisez"),
        (Folder("x", exists=True, mode=0o755, inner_mode=0o700), "bons, vous seul"),
        (Folder("x", exists=True, mode=0o777, inner_mode=0o700), "trop ouverts"),
        (Folder("x", exists=True, mode=0o700, inner_mode=0o750), "trop ouverts"),
        (Folder("x", exists=True, mode=0o700, inner_mode=0o700, loose=2), "2 fichiers à la portée d’autres comptes"),
        (Folder("x", exists=True), "gérés par Windows"),
    ],
)
def test_rights_are_good_or_mended(folder: Folder, words: str) -> None:
    assert words in told(folder)["Vos dossiers Droits"]


def test_nothing_saved_yet() -> None:
    assert told(Folder("~/x"))["Vos dossiers État"] == "rien n’y est encore enregistré"


def test_what_cannot_be_read_comes_first() -> None:
    broken = Folder("~/x", exists=True, fault="le dossier est illisible : l'accès est refusé.")
    page = diagnosis_page(MACHINE, broken, Rules("~/data", fault="les règles sont mal écrites"), terminal())
    assert [block.tone for block in page[:3] if isinstance(block, Paragraph)] == ["danger", "danger"]
    assert "Vos dossiers Nombre" not in told(broken)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "non"),
        ({"simple": True, "asked": True}, "oui, demandé par --simple"),
        ({"simple": True, "writes": False}, "oui, la sortie n’est pas un terminal"),
        ({"simple": True}, "oui, d’après l’environnement (ACCESSIBLE ou TERM)"),
    ],
)
def test_simple_mode_says_why(changes: dict[str, Any], words: str) -> None:
    assert told(**changes)["Terminal Mode simple"] == words
    questions = told(**changes)["Terminal Questions"]
    assert questions.startswith("possibles" if changes.get("writes", True) else "impossibles")
