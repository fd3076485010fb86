"""The letters of `data/letters`: read, checked against the rule pack, frozen. Only `medinstall courrier` loads them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from medinstall.domain.criterion import facts_of
from medinstall.domain.letter import Letter, LetterPart, LetterRule
from medinstall.domain.pack import RulePack
from medinstall.errors import suggestion
from medinstall.locate import data_folder
from medinstall.rules.files import open_table
from medinstall.rules.records import record
from medinstall.rules.table import Faults, Node
from medinstall.rules.writing import BODIES

FOLDER = "letters"
DATES = ("date_reception",)
_PLACEHOLDER = re.compile(r"\{(\w+)\}")


def letter_ids(folder: Path | None = None) -> tuple[str, ...]:
    """Return the steps that have a letter, in alphabetical order."""
    return tuple(sorted(path.stem for path in ((folder or data_folder()) / FOLDER).glob("*.toml")))


def load_letter(step: str, pack: RulePack, folder: Path | None = None) -> LetterRule:
    """Return the letter of a step. Raises CatalogError with one line per fault, KeyError when there is none."""
    if step not in letter_ids(folder):
        raise KeyError(step)
    faults = Faults()
    node = open_table(folder or data_folder(), f"{FOLDER}/{step}.toml", faults)
    rule = record(LetterRule, node, step=step)
    _check(rule, pack, node)
    faults.raise_any()
    return rule


def _check(rule: LetterRule, pack: RulePack, node: Node) -> None:
    _check_names("(nom du fichier)", (rule.step,), pack.step, node)
    _check_names("evidence", (item.source for item in rule.evidence), pack.source, node)
    _check_names("when", facts_of(rule), pack.fact, node)
    if not rule.letters:
        node.fault("letter", "au moins une lettre est attendue")
    for place, letter in enumerate(rule.letters):
        _check_letter(f"letter[{place}]", letter, pack, node)


def _check_letter(path: str, letter: Letter, pack: RulePack, node: Node) -> None:
    _check_names(f"{path}.to", _PLACEHOLDER.findall(letter.to), BODIES, node)
    _check_names(f"{path}.enclose", letter.enclose, pack.document, node)
    for place, part in enumerate(letter.parts):
        _check_part(f"{path}.part[{place}]", part, pack, node)


def _check_part(path: str, part: LetterPart, pack: RulePack, node: Node) -> None:
    if sum(map(bool, (part.text, part.items, part.boxes, part.aids))) != 1:
        node.fault(path, "une forme, et une seule, est attendue (text, items, boxes, aids)")
    known = (*pack.fact, *BODIES, *DATES)
    for text in (part.text, *part.items, *part.boxes):
        _check_names(f"{path}.text", _PLACEHOLDER.findall(text), known, node)


def _check_names(key: str, names: Iterable[str], known: Iterable[str], node: Node) -> None:
    for name in names:
        if name not in known:
            node.fault(key, f"« {name} » n’existe pas{suggestion(name, known)}")
