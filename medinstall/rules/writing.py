"""How rules must be written, whatever they are about: what costs nothing to see, so that the loader refuses it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from medinstall.domain.aid_rule import AidRule
from medinstall.domain.criterion import ALWAYS
from medinstall.domain.date_rule import DateRule
from medinstall.domain.fact import Fact
from medinstall.domain.pack import RulePack
from medinstall.domain.rule import AnswerTime, StepRule
from medinstall.domain.source import Evidence
from medinstall.rules.checks import Rule, rules_by_file
from medinstall.rules.sites import sites
from medinstall.rules.table import Faults

AMOUNT = re.compile(r"\d[\d\s.,]*(?:€|euros?\b|%)|\bpour ?cent\b", re.IGNORECASE)
DAY = re.compile(r"\b\d{1,2}/\d{1,2}/\d{2,4}\b|\b\d{4}-\d{2}-\d{2}\b")
PLACEHOLDER = re.compile(r"\{(\w*)\}")
BODIES = ("caisse", "ordre", "urssaf", "ars", "urps", "caisse_secondaire", "ordre_secondaire")
COMMON = (*BODIES, "eur")
WIDEST_LABEL = 34
NOT_SHOWN = frozenset(
    ("id", "evidence", "figures", "url", "criterion", "when", "unsettled", "sources", "requires", "after")
)


def check_writing(pack: RulePack, faults: Faults) -> None:
    """Add a fault for every sentence, date or order that cannot be right whatever it is about."""
    for file, rule in rules_by_file(pack):
        _check_sentences(file, rule, pack, faults)
        _check_evidence(file, rule.evidence, faults)
        for key, rules in _dates(rule):
            _check_branches(file, key, rules, faults)
    for table in pack.place_tables:
        _check_evidence("places.toml", table.evidence, faults)
    for derived in pack.dates:
        _check_branches("derived.toml", f"date.{derived.id}.value", derived.rules, faults)
    for fact in pack.facts:
        _check_fact(fact, faults)
    _check_orders("steps", pack.steps, faults)
    _check_orders("aids", pack.aids, faults)


def unusual(pack: RulePack) -> Iterator[str]:
    """Yield what may be right and seldom is: an aim after the day that all its like come before."""
    for step in pack.steps:
        opens = {rule.anchor for rule in step.opens}
        for rule in step.target:
            if rule.how == "offset" and max(rule.duration) > 0 and rule.anchor not in opens:
                yield (
                    f"steps/{step.id}.toml : dates.target : l’objectif vient après « {rule.anchor} », alors que la "
                    "démarche peut se faire avant : un signe moins manque-t-il à sa durée ?"
                )


def _check_sentences(file: str, rule: Rule, pack: RulePack, faults: Faults) -> None:
    known = {*COMMON, *(name for name, _ in rule.figures)}
    for key, text in sentences(rule):
        for name in PLACEHOLDER.findall(text):
            if name not in known:
                faults.add(file, key, f"« {{{name}}} » n’est ni un organisme ni un chiffre de [figures]")
        _check_prose(file, key, text, faults)
    if isinstance(rule, StepRule):
        for paper in rule.bring:
            label = pack.document[paper.text].label if paper.text in pack.document else ""
            _check_prose("documents.toml", paper.text, label, faults)


def _check_prose(file: str, key: str, text: str, faults: Faults) -> None:
    if found := AMOUNT.search(text):
        faults.add(
            file, key, f"« {found[0].strip()} » : un montant ou un taux s’écrit dans [figures] et se cite {{ainsi}}"
        )
    if found := DAY.search(text):
        faults.add(file, key, f"« {found[0]} » : une date de droit est une valeur, ou s’écrit en toutes lettres")


def sentences(rule: Rule) -> Iterator[tuple[str, str]]:
    """Yield every text of a rule that is shown, with the key it stands under; the ids, evidence and urls are left."""
    for path, text in sites(rule, str):
        if NOT_SHOWN.isdisjoint(path):
            yield ".".join(name for name in path if isinstance(name, str)), text


def _check_evidence(file: str, evidence: Iterable[Evidence], faults: Faults) -> None:
    for item in evidence:
        if item.review_by <= item.checked_on and date.min not in (item.review_by, item.checked_on):
            faults.add(file, "evidence", f"« {item.source} » : review_by vient avant checked_on")


def _dates(rule: Rule) -> Iterator[tuple[str, Sequence[DateRule | AnswerTime]]]:
    if isinstance(rule, StepRule):
        yield from (("dates.opens", rule.opens), ("dates.target", rule.target), ("dates.due", rule.due))
        yield from (("dates.effect", rule.effect), ("answer", rule.answer))
    if isinstance(rule, AidRule):
        yield "pay_by", rule.pay_by


def _check_branches(file: str, key: str, rules: Sequence[DateRule | AnswerTime], faults: Faults) -> None:
    """The first whose `when` holds is used: after one that always holds, or under the same `when`, none is."""
    for place, rule in enumerate(rules):
        if any(before.when in (None, ALWAYS, rule.when) for before in rules[:place]):
            faults.add(
                file, f"{key}[{place}]", "cette branche ne peut jamais servir : une autre, avant, tient toujours"
            )


def _check_fact(fact: Fact, faults: Faults) -> None:
    for choice in fact.choices:
        if len(choice.label) > WIDEST_LABEL:
            told = (
                f"« {choice.label} » a {len(choice.label)} caractères, {WIDEST_LABEL} au plus ; le reste va dans help"
            )
            faults.add("facts.toml", f"fact.{fact.id}.choices", told)
    for key, text in (("question", fact.question), ("why", fact.why), ("label", fact.label)):
        _check_prose("facts.toml", f"fact.{fact.id}.{key}", text, faults)


def _check_orders(kind: str, rules: Sequence[StepRule | AidRule], faults: Faults) -> None:
    first: dict[int, str] = {}
    for rule in rules:
        if rule.order in first:
            faults.add(f"{kind}/{rule.id}.toml", "order", f"{rule.order} est déjà le rang de « {first[rule.order]} »")
        first.setdefault(rule.order, rule.id)
