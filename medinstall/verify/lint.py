"""Claims on how the rules are written: nothing dead in them, titles that say what to do.

What a file alone shows (an amount in a sentence, an unknown placeholder) the loader refuses already.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

from medinstall.domain.criterion import Check, every
from medinstall.domain.date_rule import DateRule
from medinstall.domain.pack import RulePack
from medinstall.domain.source import Evidence
from medinstall.rules.checks import rules_by_file
from medinstall.rules.sites import sites
from medinstall.rules.writing import PLACEHOLDER
from medinstall.verify.claims import Claim, Violation

INFINITIVE = re.compile(r"(?:S['’]|Se |Vous )?\w+(?:er|ir|re|oir)\b")
NAME = re.compile(r"[a-z][a-z0-9_]*")


def lint(pack: RulePack, folder: Path) -> tuple[Claim, ...]:
    """Return the claims about how the rule pack is written."""
    return _sources(pack), _dead(pack, folder), _titles(pack), _files(pack, folder)


def _sources(pack: RulePack) -> Claim:
    used = {source for statement in pack.stale for source in statement.sources}
    used |= {item.source for item in every(Evidence, pack)}
    used |= {source for _, rule in rules_by_file(pack) for path, source in sites(rule, str) if "sources" in path}
    violations = [
        Violation(source.id, "source qui ne sert à aucune règle") for source in pack.sources if source.id not in used
    ]
    return Claim("sources", "Chaque source sert à une règle", len(pack.sources), tuple(violations))


def _dead(pack: RulePack, folder: Path) -> Claim:
    read = {name for rule in (*(rule for _, rule in rules_by_file(pack)), *pack.dates) for name in _names(rule)}
    derived = [*pack.derived_date, *pack.derived_number]
    violations = [Violation(name, "fait dérivé qu’aucune règle ne lit") for name in derived if name not in read]
    brought = {item.text for step in pack.steps for item in step.bring}
    for document in pack.documents:
        if document.id not in brought:
            violations.append(Violation(document.id, "document qu’aucune démarche ne demande"))
    checked = len(derived) + len(pack.documents)
    for _, rule in rules_by_file(pack):
        cited = {name for _, text in sites(rule, str) for name in PLACEHOLDER.findall(text)}
        figures = {name for name, _ in rule.figures}
        checked += len(figures)
        violations += [
            Violation(rule.id, f"chiffre « {name} » qu’aucune phrase ne cite") for name in sorted(figures - cited)
        ]
    text = "\n".join(path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.toml")))
    named = tomllib.loads((folder / "conditions.toml").read_text(encoding="utf-8"))
    for name in named:
        if not re.search(rf'rule\s*=\s*"{name}"', text):
            violations.append(Violation(name, "critère nommé qui ne sert pas"))
    title = "Aucun fait dérivé, chiffre, document ou critère nommé n’est mort"
    return Claim("vivant", title, checked + len(named), tuple(violations))


def _names(rule: object) -> Iterator[str]:
    """Yield every fact a rule names."""
    for check in every(Check, rule):
        yield from (check.fact, str(check.operand))
    for day in every(DateRule, rule):
        yield day.anchor
    for path, text in sites(rule, str):
        if path[-1] in ("of", "times", "scale", "law_date", "while_unknown"):
            yield text


def _titles(pack: RulePack) -> Claim:
    titles = [(step.id, step.title) for step in pack.steps]
    titles += [(step.id, variant.title) for step in pack.steps for variant in step.variants if variant.title]
    violations = [
        Violation(step, f"« {title} » ne commence pas par un infinitif")
        for step, title in titles
        if not INFINITIVE.match(title)
    ]
    return Claim("titres", "Le titre de chaque démarche commence par un infinitif", len(titles), tuple(violations))


def _files(pack: RulePack, folder: Path) -> Claim:
    violations, checked = [], 0
    for kind, ids in (("steps", set(pack.step)), ("aids", set(pack.aid))):
        names = {path.stem for path in (folder / kind).iterdir()}
        checked += len(names)
        for name in sorted(names ^ ids):
            violations.append(Violation(f"{kind}/{name}", "fichier sans règle, ou règle sans fichier"))
        for name in sorted(names):
            if not NAME.fullmatch(name):
                violations.append(Violation(f"{kind}/{name}", "nom de fichier : a-z, 0-9 et _"))
    title = "Chaque identifiant est le nom de son fichier, et chaque fichier se lit"
    return Claim("fichiers", title, checked, tuple(violations))
