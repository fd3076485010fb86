"""The letters of `data/letters`: read, checked against the rule pack, frozen. Only `medinstall courrier` loads them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from pathlib import Path

from medinstall.domain.criterion import Criterion, facts_of
from medinstall.domain.letter import Letter, LetterPart, LetterRule
from medinstall.domain.pack import RulePack
from medinstall.errors import suggestion
from medinstall.locate import data_folder
from medinstall.rules.criteria import conditional_texts, evidence, optional_criterion
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
    path = (folder or data_folder()) / FOLDER / f"{step}.toml"
    if step not in letter_ids(folder):
        raise KeyError(step)
    faults = Faults()
    rule = _rule(step, _table(path, faults), pack, faults)
    faults.raise_any()
    return rule


def _table(path: Path, faults: Faults) -> Node:
    name = f"{FOLDER}/{path.name}"
    try:
        return Node(tomllib.loads(path.read_text(encoding="utf-8")), name, faults)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        faults.add(name, "", f"TOML illisible ({error})")
        faults.raise_any()
        raise


def _rule(step: str, node: Node, pack: RulePack, faults: Faults) -> LetterRule:
    rule = LetterRule(
        step=step,
        title=node.text("title", None),
        advice=conditional_texts(node, "advice", {}),
        letters=tuple(_letter(child, pack) for child in node.children("letter")),
        evidence=evidence(node, {}),
    )
    node.close()
    _check("(nom du fichier)", (step,), pack.step, node)
    _check("evidence", (item.source for item in rule.evidence), pack.source, node)
    for when in (*(each.when for each in rule.advice), *(each.when for each in rule.evidence)):
        _check_when(when, pack, node)
    if not rule.letters:
        faults.add(node.file, "letter", "au moins une lettre est attendue")
    return rule


def _letter(node: Node, pack: RulePack) -> Letter:
    texts = (node.text("to", None), node.text("greeting", None), node.text("subject", None))
    parts = tuple(_part(child, pack) for child in node.children("part"))
    letter = Letter(*texts, parts, node.texts("enclose"), optional_criterion(node, "when", {}))
    _check("to", _PLACEHOLDER.findall(letter.to), BODIES, node)
    _check("enclose", letter.enclose, pack.document, node)
    _check_when(letter.when, pack, node)
    node.close()
    return letter


def _part(node: Node, pack: RulePack) -> LetterPart:
    part = LetterPart(
        node.text("text"),
        node.texts("items"),
        node.texts("boxes"),
        node.flag("aids"),
        optional_criterion(node, "when", {}),
    )
    if sum(map(bool, (part.text, part.items, part.boxes, part.aids))) != 1:
        node.fault("", "une forme, et une seule, est attendue (text, items, boxes, aids)")
    known = (*pack.fact, *BODIES, *DATES)
    for text in (part.text, *part.items, *part.boxes):
        _check("text", _PLACEHOLDER.findall(text), known, node)
    _check_when(part.when, pack, node)
    node.close()
    return part


def _check_when(when: Criterion | None, pack: RulePack, node: Node) -> None:
    if when is not None:
        _check("when", facts_of(when), pack.fact, node)


def _check(key: str, names: Iterable[str], known: Iterable[str], node: Node) -> None:
    for name in names:
        if name not in known:
            node.fault(key, f"« {name} » n’existe pas{suggestion(name, known)}")
