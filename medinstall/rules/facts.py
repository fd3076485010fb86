"""Reading `facts.toml`."""

from __future__ import annotations

from datetime import date

from medinstall.domain.criterion import Criterion
from medinstall.domain.fact import Choice, Fact, Kind, NonAnswer, Value, Wording
from medinstall.rules.criteria import Named, criterion_alone, optional_criterion
from medinstall.rules.table import Node

KINDS: tuple[Kind, ...] = ("choice", "yes_no", "date", "number", "commune", "departement")


def facts(node: Node, named: Named) -> tuple[Fact, ...]:
    """Return the facts, in the order of the file."""
    sections = node.child("sections")
    found = []
    for order, (name, table) in enumerate(node.child("fact").named()):
        fact = _fact(name, order, table, named)
        if fact.section not in sections.data:
            table.fault("section", f"section inconnue « {fact.section} » ({', '.join(sections.data)})")
        found.append(fact)
    node.close()
    return tuple(found)


def sections(node: Node) -> tuple[tuple[str, str], ...]:
    """Return the sections of the interview and their titles."""
    table = node.child("sections")
    return tuple((key, table.text(key, None)) for key in table.data)


def _fact(name: str, order: int, node: Node, named: Named) -> Fact:
    found = Fact(
        id=name,
        kind=node.one_of("kind", KINDS),
        section=node.text("section", None),
        order=order,
        question=node.text("question", None),
        why=node.text("why", None),
        label=node.text("label", None),
        choices=_choices(node),
        minimum=node.number("minimum", 0) or 0,
        maximum=node.number("maximum", 0) or 0,
        unit=node.text("unit"),
        unit_one=node.text("unit_one"),
        never=node.text("never"),
        optional=node.flag("optional"),
        choosable=node.flag("choosable"),
        screen=node.text("screen"),
        screen_label=node.text("screen_label"),
        unticked=_value(node.raw("unticked")),
        settles=_settles(node),
        known_from=_pairs(node.child("known_from")),
        belongs_to=node.text("belongs_to"),
        moved=_pairs(node.child("moved")),
        usually_by=node.text("usually_by"),
        past=node.flag("past"),
        ahead=node.flag("ahead"),
        hint=node.text("hint"),
        until=node.text("until"),
        parents=node.texts("parents"),
        variants=_variants(node, named),
        fixed_when=optional_criterion(node, "fixed_when", named),
        counts_as=_values_when(node, "counts_as", named),
        presumed=_values_when(node, "presumed", named),
    )
    node.close()
    return found


def _choices(node: Node) -> tuple[Choice, ...]:
    found = []
    for child in node.children("choices"):
        words = (child.text("value", None), child.text("label", None), child.text("help"))
        found.append(Choice(*words, vague=child.flag("vague")))
        child.close()
    return tuple(found)


def _variants(node: Node, named: Named) -> tuple[Wording, ...]:
    found = []
    for child in node.children("variant"):
        when = criterion_alone(child.child("when"), named)
        words = (child.text("question"), child.text("why"), child.text("label"))
        flags = (child.flag("alone"), child.flag("ahead"))
        found.append(Wording(when, *words, child.texts("without"), *flags, child.text("screen")))
        child.close()
    return tuple(found)


def _values_when(node: Node, key: str, named: Named) -> tuple[tuple[Criterion, Value], ...]:
    found = []
    for child in node.children(key):
        value = _value(child.raw("value"))
        if value is None:
            child.fault("value", "la réponse qui compte est attendue")
        else:
            found.append((criterion_alone(child.child("when"), named), value))
        child.close()
    return tuple(found)


def _settles(node: Node) -> tuple[tuple[Value, tuple[tuple[str, Value], ...]], ...]:
    return tuple(
        (value, tuple((fact, settled) for fact in table.data if (settled := _value(table.raw(fact))) is not None))
        for value, table in node.child("settles").named()
    )


def _pairs(node: Node) -> tuple[tuple[str, str], ...]:
    return tuple((key, node.text(key)) for key in node.data)


def _value(raw: object) -> Value | None:
    if raw in ("inconnu", "jamais"):
        return NonAnswer(raw)
    return raw if isinstance(raw, str | bool | int | float | date) else None
