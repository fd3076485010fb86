"""Reading steps, aids, sectors and alerts: one function a kind, from a table to its frozen value."""

from __future__ import annotations

from medinstall.domain.criterion import ALWAYS, Criterion
from medinstall.domain.rule import (
    Adjustment,
    AfterWhen,
    AidRule,
    AidValue,
    AlertRule,
    AnswerTime,
    Contract,
    Duty,
    Level,
    Link,
    Obligation,
    PaymentRule,
    Period,
    Processing,
    SectorRule,
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
    date_rule,
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
LEVELS: tuple[Level, ...] = ("irreversible", "bloquant", "attention", "information")
PERIODS: tuple[Period, ...] = ("unique", "mois", "an", "stage")


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
        variants=_variants(node, named),
        evidence=evidence(node),
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


def _variants(node: Node, named: Named) -> tuple[Variant, ...]:
    found = []
    for child in node.children("variant"):
        when = criterion_alone(child.child("when"), named)
        what = child.text("what") or child.text("text")
        found.append(Variant(when, child.text("title"), what, child.texts("notes"), child.text("who")))
        child.close()
    return tuple(found)


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
        evidence=evidence(node),
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


def sectors(node: Node, named: Named) -> tuple[SectorRule, ...]:
    """Return the ways to practise; `access_of` adds the access conditions of another one to its own."""
    access = {name: conditions(table, named) for name, table in node.named()}
    return tuple(_sector(name, table, named, access) for name, table in node.named())


def _sector(name: str, node: Node, named: Named, access: dict[str, tuple]) -> SectorRule:  # type: ignore[type-arg]
    conditions(node, named)
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
                evidence=evidence(table),
                while_unknown=table.text("while_unknown"),
                step=table.text("step"),
                figures=figures(table),
                variants=_variants(table, named),
                no_start=table.flag("no_start"),
                crossed_when=optional_criterion(table, "crossed_when", named),
            )
        )
        table.close()
    return tuple(sorted(found, key=lambda alert: alert.order))
