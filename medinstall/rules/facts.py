"""Reading `facts.toml`."""

from __future__ import annotations

from medinstall.domain.fact import Fact
from medinstall.rules.records import record
from medinstall.rules.table import Node


def facts(node: Node) -> tuple[Fact, ...]:
    """Return the facts, in the order of the file."""
    sections = node.child("sections").data
    found = []
    for order, (name, table) in enumerate(node.child("fact").tables()):
        fact = record(Fact, table, id=name, order=order)
        if fact.section not in sections:
            table.fault("section", f"section inconnue « {fact.section} » ({', '.join(sections)})")
        found.append(fact)
    node.close()
    return tuple(found)


def sections(node: Node) -> tuple[tuple[str, str], ...]:
    """Return the sections of the interview and their titles."""
    table = node.child("sections")
    return tuple((key, table.text(key, None)) for key in table.data)
