"""Reading the aids, from a table to its frozen value."""

from __future__ import annotations

from medinstall.domain.rule import (
    Adjustment,
    AidRule,
    AidValue,
    Contract,
    PaymentRule,
    Period,
)
from medinstall.rules.criteria import (
    Named,
    conditional_texts,
    conditions,
    date_rule,
    date_rules,
    duration,
    evidence,
    figures,
    optional_criterion,
)
from medinstall.rules.table import Node

PERIODS: tuple[Period, ...] = ("unique", "mois", "an", "stage")


def aid(name: str, node: Node, named: Named) -> AidRule:
    """Return one aid."""
    found = AidRule(
        id=name,
        order=int(node.number("order", 0) or 0),
        title=node.text("title", None),
        payer=node.text("payer", None),
        law_date=node.text("law_date"),
        what=node.text("what", None),
        claim=node.text("claim"),
        conditions=conditions(node, named),
        commitments=node.texts("commitments"),
        values=tuple(_value(child, named) for child in node.children("value")),
        pay_by=date_rules(node, "pay_by", named),
        contract=_contract(node),
        excludes=node.texts("excludes"),
        unsettled_with=node.texts("unsettled_with"),
        figures=figures(node),
        notes=conditional_texts(node, "notes", named),
        evidence=evidence(node, named),
    )
    starts = [value.start for value in found.values]
    if not starts or starts != sorted(set(starts)):
        node.fault("value", "au moins une valeur est attendue, de la plus ancienne à la plus récente")
    node.close()
    return found


def _value(node: Node, named: Named) -> AidValue:
    found = AidValue(
        start=node.day("from"),
        closed=node.flag("closed"),
        unsettled=optional_criterion(node, "unsettled", named),
        pending=node.flag("pending"),
        eur=node.number("eur"),
        rate=node.number("rate"),
        of=node.text("of"),
        times=node.text("times"),
        times_max=node.number("times_max"),
        cap=node.number("cap"),
        per=node.one_of("per", PERIODS, "unique"),
        adjustments=tuple(_adjustment(child, named) for child in node.children("adjust")),
        payments=tuple(_payment(child, named) for child in node.children("payment")),
        text=node.text("text"),
    )
    node.close()
    return found


def _adjustment(node: Node, named: Named) -> Adjustment:
    when = optional_criterion(node, "when", named)
    found = Adjustment(when, node.number("factor"), node.number("add"), node.text("times"), node.text("scale"))
    node.close()
    return found


def _payment(node: Node, named: Named) -> PaymentRule:
    found = PaymentRule(date_rule(node, named), node.number("share") or 0)
    node.close()
    return found


def _contract(node: Node) -> Contract | None:
    if "contract" not in node:
        return None
    table = node.child("contract")
    found = Contract(duration(table, "term"), table.flag("renewal_unsettled"), table.flag("refund"))
    table.close()
    return found
