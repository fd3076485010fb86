"""Reading the alerts and the sectors, from a table to its frozen values."""

from __future__ import annotations

from collections.abc import Mapping

from medinstall.domain.criterion import ALWAYS, Condition
from medinstall.domain.rule import (
    AlertRule,
    Level,
    SectorRule,
)
from medinstall.rules.criteria import (
    Named,
    conditional_texts,
    conditions,
    evidence,
    figures,
    optional_criterion,
)
from medinstall.rules.steps import variants
from medinstall.rules.table import Node

LEVELS: tuple[Level, ...] = ("irreversible", "bloquant", "attention", "information")


def sectors(node: Node, named: Named) -> tuple[SectorRule, ...]:
    """Return the ways to practise; `access_of` adds the access conditions of another one to its own."""
    tables = dict(node.named())
    access = {name: conditions(table, named) for name, table in tables.items()}
    return tuple(_sector(name, table, named, access) for name, table in tables.items())


def _sector(name: str, node: Node, named: Named, access: Mapping[str, tuple[Condition, ...]]) -> SectorRule:
    found = SectorRule(
        id=name,
        title=node.text("title", None),
        access=(*access.get(node.text("access_of"), ()), *access[name]),
        fees=node.text("fees", None),
        reimbursement=node.text("reimbursement", None),
        refund=conditional_texts(node, "refund", named),
        contributions=node.text("contributions", None),
        bonus=node.text("bonus", None),
        binding=node.text("binding", None),
        social=node.text("social", None),
        irreversible=node.text("irreversible", None),
        commitments=node.texts("commitments"),
        figures=figures(node),
        evidence=evidence(node),
    )
    node.close()
    return found


def alerts(node: Node, named: Named) -> tuple[AlertRule, ...]:
    """Return the alerts, in their order."""
    found = []
    for name, table in node.named():
        found.append(
            AlertRule(
                id=name,
                order=int(table.number("order", 0) or 0),
                level=table.one_of("level", LEVELS),
                text=table.text("text", None),
                criterion=optional_criterion(table, "when", named) or ALWAYS,
                evidence=evidence(table, named),
                while_unknown=table.text("while_unknown"),
                step=table.text("step"),
                figures=figures(table),
                variants=variants(table, named),
                no_start=table.flag("no_start"),
                crossed_when=optional_criterion(table, "crossed_when", named),
            )
        )
        table.close()
    return tuple(sorted(found, key=lambda alert: alert.order))
