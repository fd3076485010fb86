"""What a reader of the rule pack expects of its writing: nothing dead in it, titles that say what to do.

What a file alone shows (an amount in a sentence, an unknown placeholder) the loader refuses already.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import TypeAlias

from medinstall.domain.criterion import Check
from medinstall.domain.pack import RulePack
from medinstall.domain.rule import AidRule, AlertRule, DateRule, Evidence, SectorRule, StepRule
from medinstall.rules.writing import PLACEHOLDER
from medinstall.verify.claims import Claim, Violation
from medinstall.verify.rewrite import sites

Rule: TypeAlias = StepRule | AidRule | AlertRule | SectorRule
INFINITIVE = re.compile(r"(?:S['’]|Se |Vous )?\w+(?:er|ir|re|oir)\b")
NAME = re.compile(r"[a-z][a-z0-9_]*")


def lint(pack: RulePack, folder: Path) -> tuple[Claim, ...]:
    """Return the claims about how the rule pack is written."""
    return (
        _claim("sources", "Chaque source sert à une règle", _sources(pack)),
        _claim("vivant", "Aucun fait dérivé, chiffre, document ou critère nommé n’est mort", _dead(pack, folder)),
        _claim("titres", "Le titre de chaque démarche commence par un infinitif", _titles(pack)),
        _claim(
            "fichiers", "Chaque identifiant est le nom de son fichier, et chaque fichier se lit", _files(pack, folder)
        ),
    )


def _claim(name: str, title: str, found: Iterator[tuple[int, Violation | None]]) -> Claim:
    checked, violations = 0, []
    for count, violation in found:
        checked += count
        if violation is not None:
            violations.append(violation)
    return Claim(name, title, checked, tuple(violations))


def _sources(pack: RulePack) -> Iterator[tuple[int, Violation | None]]:
    used = {source for statement in pack.stale for source in statement.sources}
    used |= {item.source for table in pack.place_tables for item in table.evidence}
    for rule in _rules(pack):
        used |= {item.source for _, item in sites(rule, Evidence)}
        used |= {source for path, found in sites(rule, str) if "sources" in path for source in [found]}
    for source in pack.sources:
        yield 1, None if source.id in used else Violation(source.id, "source qui ne sert à aucune règle")


def _rules(pack: RulePack) -> tuple[Rule, ...]:
    return (*pack.steps, *pack.aids, *pack.alerts, *pack.sectors)


def _dead(pack: RulePack, folder: Path) -> Iterator[tuple[int, Violation | None]]:
    read = {name for rule in _rules(pack) for name in _names(rule)} | {n for d in pack.dates for n in _names(d)}
    for derived in (*(found.id for found in pack.dates), *(found.id for found in pack.numbers)):
        yield 1, None if derived in read else Violation(derived, "fait dérivé qu’aucune règle ne lit")
    brought = {document for step in pack.steps for document in (item.text for item in step.bring)}
    for document in pack.documents:
        yield 1, None if document.id in brought else Violation(document.id, "document qu’aucune démarche ne demande")
    for rule in _rules(pack):
        cited = {name for _, text in sites(rule, str) for name in PLACEHOLDER.findall(text)}
        figures = {name for name, _ in getattr(rule, "figures", ())}
        for name in sorted(figures - cited):
            yield 1, Violation(rule.id, f"chiffre « {name} » qu’aucune phrase ne cite")
        yield len(figures), None
    text = "\n".join(path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.toml")))
    for name in tomllib.loads((folder / "conditions.toml").read_text(encoding="utf-8")):
        used = re.search(rf'rule\s*=\s*"{name}"', text)
        yield 1, None if used else Violation(name, "critère nommé qui ne sert pas")


def _names(rule: object) -> Iterator[str]:
    """Yield every fact a rule names."""
    for _, check in sites(rule, Check):
        yield from (check.fact, str(check.operand))
    for _, day in sites(rule, DateRule):
        yield day.anchor
    for path, text in sites(rule, str):
        if path[-1] in ("of", "times", "scale", "law_date", "while_unknown"):
            yield text


def _titles(pack: RulePack) -> Iterator[tuple[int, Violation | None]]:
    for step in pack.steps:
        for title in (step.title, *(variant.title for variant in step.variants if variant.title)):
            yield (
                1,
                None
                if INFINITIVE.match(title)
                else Violation(step.id, f"« {title} » ne commence pas par un infinitif"),
            )


def _files(pack: RulePack, folder: Path) -> Iterator[tuple[int, Violation | None]]:
    kinds: tuple[tuple[str, tuple[StepRule, ...] | tuple[AidRule, ...]], ...] = (
        ("steps", pack.steps),
        ("aids", pack.aids),
    )
    for kind, rules in kinds:
        names = {path.stem for path in (folder / kind).iterdir()}
        for name in sorted(names ^ {rule.id for rule in rules}):
            yield 1, Violation(f"{kind}/{name}", "fichier sans règle, ou règle sans fichier")
        for name in sorted(names):
            yield 1, None if NAME.fullmatch(name) else Violation(f"{kind}/{name}", "nom de fichier : a-z, 0-9 et _")
