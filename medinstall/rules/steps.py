"""Reading the steps, from a table to its frozen value."""

from __future__ import annotations

from medinstall.domain.criterion import ALWAYS, Criterion
from medinstall.domain.rule import (
    AfterWhen,
    AnswerTime,
    Duty,
    Link,
    Obligation,
    Processing,
    Slice,
    Stakes,
    StepRule,
    Variant,
)
from medinstall.rules.criteria import (
    Named,
    conditional_texts,
    conditions,
    criterion_alone,
    date_rules,
    duration,
    evidence,
    figures,
    milestones,
    optional_criterion,
)
from medinstall.rules.table import Node

OBLIGATIONS: tuple[Obligation, ...] = ("obligatoire", "obligatoire_par_contrat", "recommandé", "facultatif")
STAKES: tuple[Stakes, ...] = ("exercice", "irreversible", "argent", "formalite")


def step(name: str, node: Node, named: Named) -> StepRule:
    """Return one step."""
    dates = node.child("dates")
    found = StepRule(
        id=name,
        order=int(node.number("order", 0) or 0),
        title=node.text("title", None),
        who=node.text("who", None),
        obligation=node.one_of("obligation", OBLIGATIONS),
        stakes=node.one_of("stakes", STAKES),
        after=node.texts("after"),
        after_when=_after_when(node, named),
        requires=node.texts("requires"),
        conditions=conditions(node, named),
        opens=date_rules(dates, "opens", named),
        target=date_rules(dates, "target", named),
        due=date_rules(dates, "due", named, dated=True),
        effect=date_rules(dates, "effect", named),
        milestones=milestones(node, named),
        processing=_processing(node, named),
        processing_after=node.texts("processing_after"),
        answer=_answer(node, named),
        can_be_filed=node.flag("can_be_filed"),
        at_second_site=_site(node, named),
        what=node.text("what", None),
        bring=conditional_texts(node, "bring", named, "document"),
        receive=node.texts("receive"),
        sanction=node.text("sanction"),
        notes=conditional_texts(node, "notes", named),
        links=_links(node, named),
        figures=figures(node),
        variants=variants(node, named),
        evidence=evidence(node, named),
        duty=_duty(node, named),
        before_all=node.flag("before_all"),
        filed_by=node.text("filed_by"),
        done_by=node.text("done_by"),
    )
    dates.close()
    node.close()
    return found


def _site(node: Node, named: Named) -> Criterion | None:
    """Return when a step belongs to the second site: always for `true`, never without the key."""
    if isinstance(node.raw("at_second_site"), dict):
        return criterion_alone(node.child("at_second_site"), named)
    return ALWAYS if node.flag("at_second_site") else None


def _after_when(node: Node, named: Named) -> tuple[AfterWhen, ...]:
    found = []
    for child in node.children("after_when"):
        found.append(AfterWhen(criterion_alone(child.child("when"), named), child.texts("steps"), child.flag("blocks")))
        child.close()
    return tuple(found)


def _processing(node: Node, named: Named) -> tuple[Processing, ...]:
    found = []
    for child in node.children("processing"):
        length = None if child.flag("open_ended") else duration(child, "lasts")
        when = optional_criterion(child, "when", named)
        found.append(Processing(length, child.text("text"), when, child.flag("even_if_unknown")))
        child.close()
    return tuple(found)


def _duty(node: Node, named: Named) -> Duty | None:
    if "duty" not in node:
        return None
    table = node.child("duty")
    slices = []
    for child in table.children("slice"):
        slices.append(Slice(child.number("above") or 0, child.number("rate") or 0))
        child.close()
    when = optional_criterion(table, "when", named) or ALWAYS
    found = Duty(table.text("of", None), tuple(slices), table.number("minimum") or 0, when)
    table.close()
    return found


def _answer(node: Node, named: Named) -> tuple[AnswerTime, ...]:
    found = []
    for child in node.children("answer"):
        found.append(AnswerTime(duration(child, "lasts"), child.text("text"), optional_criterion(child, "when", named)))
        child.close()
    return tuple(found)


def _links(node: Node, named: Named) -> tuple[Link, ...]:
    raw = node.raw("links") or []
    if not isinstance(raw, list) or not all(_is_pair(item) or isinstance(item, dict) for item in raw):
        node.fault("links", "une liste de paires [libellé, adresse] est attendue")
        return ()
    return tuple(_link(item, node, named) for item in raw)


def _is_pair(item: object) -> bool:
    return isinstance(item, list) and len(item) == 2 and all(isinstance(part, str) for part in item)


def _link(item: list[str] | dict[str, object], node: Node, named: Named) -> Link:
    if isinstance(item, list):
        label, url = item
        return Link(label, url)
    table = Node(item, node.file, node.faults, "links")
    found = Link(table.text("label", None), table.text("url", None), criterion_alone(table.child("when"), named))
    table.close()
    return found


def variants(node: Node, named: Named) -> tuple[Variant, ...]:
    """Return what replaces the words of a rule, each with when."""
    found = []
    for child in node.children("variant"):
        when = criterion_alone(child.child("when"), named)
        what = child.text("what") or child.text("text")
        found.append(Variant(when, child.text("title"), what, child.texts("notes"), child.text("who")))
        child.close()
    return tuple(found)
