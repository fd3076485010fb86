"""What tables write otherwise than the records they become: criteria, conditions, durations, dates, evidence."""

from __future__ import annotations

import re
from datetime import date

from medinstall.domain.criterion import ALWAYS, AllOf, AnyOf, Check, Comparison, Condition, Criterion, NoneOf
from medinstall.domain.date_rule import Basis, DateRule, Duration
from medinstall.domain.rule import ConditionalText
from medinstall.domain.source import Confidence, Evidence
from medinstall.errors import suggestion
from medinstall.rules.table import Node

GROUPS: dict[str, type[AllOf | AnyOf | NoneOf]] = {"all": AllOf, "any": AnyOf, "none": NoneOf}
COMPARISONS: tuple[Comparison, ...] = ("is", "in", "before", "from", "at_least", "at_most")
CONFIDENCES: tuple[Confidence, ...] = ("high", "medium", "low")
BASES: tuple[Basis, ...] = ("legal", "conventionnel", "organisme", "calcul", "conseil")
_DURATION = re.compile(r"(-?)P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?")


def criterion(node: Node) -> Criterion | None:
    """Return the criterion written in a table, None when it holds none; other keys are left to the caller."""
    found = [key for key in (*GROUPS, "rule", "fact") if key in node]
    if not found:
        return None
    if len(found) > 1:
        node.fault(found[1], f"une seule forme par table : « {found[0]} » y est déjà")
    if found[0] in GROUPS:
        parts = (criterion_alone(part) for part in node.children(found[0]))
        return GROUPS[found[0]](tuple(parts))
    if found[0] == "rule":
        return _named(node)
    return _check(node)


def criterion_alone(node: Node) -> Criterion:
    """Return the criterion of a table that must hold one and nothing else."""
    found = criterion(node)
    if found is None:
        node.fault("", f"un critère est attendu ({', '.join((*GROUPS, 'rule', 'fact'))})")
    node.close()
    return found or ALWAYS


def required_criterion(node: Node, key: str) -> Criterion:
    """Return the criterion under `key`."""
    return criterion_alone(node.child(key))


def optional_criterion(node: Node, key: str) -> Criterion | None:
    """Return the criterion under `key`, None when absent."""
    return required_criterion(node, key) if key in node else None


def _named(node: Node) -> Criterion:
    name = node.text("rule")
    if name not in node.named:
        node.fault("rule", f"critère nommé inconnu « {name} »{suggestion(name, node.named)}")
    return node.named.get(name, ALWAYS)


def _check(node: Node) -> Criterion:
    fact = node.text("fact")
    used = [key for key in COMPARISONS if key in node]
    if len(used) != 1:
        node.fault("fact", f"une comparaison, et une seule, est attendue ({', '.join(COMPARISONS)})")
        return ALWAYS
    operand = node.raw(used[0])
    if isinstance(operand, list):
        operand = tuple(str(item) for item in operand)
    if not isinstance(operand, str | bool | int | float | date | tuple) or (used[0] == "in") != isinstance(
        operand, tuple
    ):
        node.fault(used[0], f"valeur impossible pour cette comparaison : {operand!r}")
        return ALWAYS
    return Check(fact, used[0], operand)


def conditions(node: Node) -> tuple[Condition, ...]:
    """Return the conditions of a rule, then its doubts."""
    found = [_condition(child) for child in node.children("condition")]
    return (*found, *(_doubt(child) for child in node.children("doubt")))


def _condition(node: Node) -> Condition:
    text, unsettled = node.text("text", None), optional_criterion(node, "unsettled")
    found = Condition(text, criterion(node) or ALWAYS, unsettled, node.texts("sources"))
    node.close()
    return found


def _doubt(node: Node) -> Condition:
    when = optional_criterion(node, "when") or ALWAYS
    found = Condition(node.text("text", None), when, None, node.texts("sources"), is_doubt=True)
    node.close()
    return found


def duration(node: Node, key: str) -> Duration:
    """Return an ISO 8601 calendar duration (« -P1M », « P15D », « P5Y »), zero when absent."""
    text = node.text(key)
    match = _DURATION.fullmatch(text)
    if not text:
        return Duration()
    if match is None or not any(match.groups()[1:]):
        node.fault(key, f"durée ISO 8601 attendue (P1M, -P15D, P5Y), pas « {text} »")
        return Duration()
    sign = -1 if match[1] else 1
    years, months, days = (int(group or 0) for group in match.groups()[1:])
    return Duration(sign * (12 * years + months), sign * days)


def date_rules(node: Node, key: str, *, dated: bool = False) -> tuple[DateRule, ...]:
    """Return the rules of a date; `dated`: each needs a basis."""
    found = []
    for child in node.children(key):
        found.append(date_rule(child, dated=dated))
        child.close()
    return tuple(found)


def date_rule(node: Node, *, dated: bool = False) -> DateRule:
    """Return the date rule written in a table; other keys are left to the caller."""
    when = optional_criterion(node, "when")
    if node.flag("absent"):
        return DateRule("absent", when=when)
    forms = {"from": "offset", "until": "latest_start", "year_end_of": "year_end", "next_quarter_after": "next_quarter"}
    used = [key for key in forms if key in node]
    if len(used) != 1:
        node.fault("from", f"une forme, et une seule, est attendue ({', '.join(forms)}, absent)")
        return DateRule("absent", when=when)
    basis = node.one_of("basis", BASES) if dated or "basis" in node else None
    length = duration(node, "lasts" if used[0] == "until" else "offset")
    count = forms[used[0]]
    return DateRule(count, node.text(used[0]), length, basis, node.text("text"), when, node.texts("sources"))  # type: ignore[arg-type]


def conditional_texts(node: Node, key: str, text: str = "text") -> tuple[ConditionalText, ...]:
    """Return the entries of a list: sentences, or tables that hold one under `text` and say when it concerns."""
    found = []
    for entry in node.entries(key):
        if isinstance(entry, str):
            found.append(ConditionalText(entry))
        else:
            found.append(ConditionalText(entry.text(text, None), required_criterion(entry, "when")))
            entry.close()
    return tuple(found)


def evidence(node: Node, *, for_all: bool = False) -> tuple[Evidence, ...]:
    """Return what a rule rests on; a rule without any does not load.

    The days that a rule gives are those of each of its sources that gives none of its own. `for_all`: what it says
    concerns everybody, so that no source carries a condition.
    """
    found = []
    checked_on, review_by = (node.day(key) if key in node else None for key in ("checked_on", "review_by"))
    for child in node.children("evidence"):
        sure = child.one_of("confidence", CONFIDENCES)
        note = child.text("note")
        if sure == "low" and not note:
            child.fault("note", "une confiance faible demande une note qui dit ce qui n’est pas sûr")
        days = child.day("checked_on", checked_on), child.day("review_by", review_by)
        when = None if for_all else optional_criterion(child, "when")
        found.append(Evidence(child.text("source", None), *days, sure, note, when))
        child.close()
    if not found:
        node.fault("evidence", "au moins une source, avec sa date de vérification, est obligatoire")
    return tuple(found)
