"""The page of questions: how each fact is asked, what it accepts, and which rules read it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache

from medinstall.domain.aid_rule import AidRule
from medinstall.domain.criterion import Condition, Criterion, facts_of
from medinstall.domain.date_rule import DateRule
from medinstall.domain.fact import Fact, NonAnswer, Value
from medinstall.domain.pack import DerivedDate, DerivedNumber
from medinstall.domain.rule import StepRule, Variant
from medinstall.french import listing, number
from medinstall.outputs.markdown_escape import escape
from tests.building import pack
from tests.documenting.phrases import code, date_rules
from tests.documenting.rules import bullets

KINDS = {
    "choice": "un choix",
    "yes_no": "oui ou non (`true`, `false`, `\"oui\"`, `\"non\"`)",
    "date": "une date (`2027-03-31`)",
    "number": "un nombre",
    "commune": "le code Insee d’une commune (`\"45234\"`), cherchée par son nom dans l’entretien",
    "departement": "le code d’un département (`\"45\"`, `\"2A\"`, `\"971\"`)",
}  # fmt: skip


def facts_page() -> Iterator[str]:
    """Yield one part a section, one a question."""
    yield (
        "L’entretien ne pose une question que si une démarche, une aide ou une alerte en dépend encore. Dans un "
        "fichier de réponses, chaque question est une clé ; une clé absente est « pas encore répondu », "
        '`"inconnu"` est « je ne sais pas encore ».'
    )
    for section, title in pack().sections:
        yield f"## {escape(title)}"
        for fact in pack().facts:
            if fact.section == section:
                yield from _fact(fact)
    yield "## Dates et nombres déduits"
    yield bullets((*map(_derived_date, pack().dates), *map(_derived_number, pack().numbers)))


def _derived_date(found: DerivedDate) -> str:
    return f"{code(found.id)} : {date_rules(found.rules)}"


def _derived_number(found: DerivedNumber) -> str:
    parts = (f"{code(fact)}{f' (compté pour {number(most)} au plus)' if most else ''}" for fact, most in found.parts)
    return f"{code(found.id)} : {' + '.join(parts)}"


def _fact(fact: Fact) -> Iterator[str]:
    yield f"### {fact.id}"
    yield f"**{escape(fact.label)}.** {escape(fact.question)} {escape(fact.why)}"
    lines = [f"Réponse : {_accepted(fact)}."]
    lines += [f"  - {code(choice.value)} : {escape(choice.label)}{_help(choice.help)}" for choice in fact.choices]
    lines += [_settled(fact, value, others) for value, others in fact.settles]
    lines += [f"Connue par {code(origin)} : {pack().place_table[table].label}." for origin, table in fact.known_from]
    if fact.belongs_to:
        lines.append(f"Redemandée quand {code(fact.belongs_to)} change.")
    if fact.screen:
        unticked = "" if fact.unticked is None else f", sans la coche : {_said(fact.unticked)}"
        lines.append(f"Se coche dans l’entretien : « {escape(fact.screen_label or fact.label)} »{unticked}.")
    if fact.optional:
        lines.append("Facultative : proposée à la fin, elle ne laisse jamais un dossier ouvert.")
    if fact.choosable:
        lines.append("Vous pouvez en décider : elle peut être proposée comme moyen d’obtenir une aide.")
    if found := readers()[fact.id]:
        lines.append(f"Lue par : {listing(found)}.")
    yield "\n".join(line if line.startswith("  ") else f"- {line}" for line in lines)


def _accepted(fact: Fact) -> str:
    bounds = f" de {number(fact.minimum)} à {number(fact.maximum)} ({fact.unit})" if fact.kind == "number" else ""
    never = f', ou `"jamais"` ({fact.never})' if fact.never else ""
    listed = " parmi les caisses du département" if fact.kind == "choice" and not fact.choices else ""
    return f"{KINDS[fact.kind]}{listed}{bounds}{never}"


def _help(text: str) -> str:
    return f" ({escape(text)})" if text else ""


def _settled(fact: Fact, value: Value, others: Iterable[tuple[str, Value]]) -> str:
    said = listing(f"{code(other)} = {_said(answer)}" for other, answer in others)
    return f"{code(fact.id)} = {_said(value)} décide aussi : {said}."


def _said(value: Value) -> str:
    if isinstance(value, bool):
        return "oui" if value else "non"
    return code(value.value if isinstance(value, NonAnswer) else str(value))


@cache
def readers() -> dict[str, list[str]]:
    """Return, by fact, links to the rules that read it themselves or through a derived date or number."""
    found: dict[str, list[str]] = defaultdict(list)
    for link, facts in _readings():
        for fact in dict.fromkeys(root for name in facts for root in _roots(name)):
            found[fact].append(link)
    return found


def _roots(name: str) -> Iterator[str]:
    """Yield the asked facts behind a name."""
    found = pack()
    if name in found.derived_date:
        for rule in found.derived_date[name].rules:
            yield from (root for read in _of_date(rule) for root in _roots(read))
    elif name in found.derived_number:
        yield from (fact for fact, _ in found.derived_number[name].parts)
    elif name == "region":
        yield from ("commune", "departement")
    elif name == "date_reception":
        yield "date_demande_convention"
    elif name in found.fact:
        yield name


def _readings() -> Iterator[tuple[str, Iterable[str]]]:
    for step in pack().steps:
        yield f"[{step.id}](demarches.md#{step.id})", _of_step(step)
    for aid in pack().aids:
        yield f"[{aid.id}](aides.md#{aid.id})", _of_aid(aid)
    for sector in pack().sectors:
        yield f"[{sector.id}](secteurs.md#{sector.id})", _of_conditions(sector.access)
    for alert in pack().alerts:
        yield f"[{alert.id}](alertes.md#{alert.id})", [*facts_of(alert.criterion), *_of_variants(alert.variants)]


def _of_step(step: StepRule) -> Iterator[str]:
    yield from _of_conditions(step.conditions)
    for rule in (*step.opens, *step.target, *step.due, *step.effect, *(one.rule for one in step.milestones)):
        yield from _of_date(rule)
    yield from _of_variants(step.variants)
    whens: list[Criterion | None] = [step.at_second_site, *(each.when for each in step.after_when)]
    for when in (*whens, *(one.when for one in step.processing)):
        yield from facts_of(when) if when else ()


def _of_aid(aid: AidRule) -> Iterator[str]:
    yield aid.law_date or "date_debut"
    yield from _of_conditions(aid.conditions)
    for rule in (*aid.pay_by, *(payment.rule for value in aid.values for payment in value.payments)):
        yield from _of_date(rule)
    for value in aid.values:
        yield from filter(None, (value.of, value.times))
        for one in value.adjustments:
            yield from filter(None, (one.times, one.scale))
            yield from facts_of(one.when) if one.when else ()


def _of_conditions(conditions: Iterable[Condition]) -> Iterator[str]:
    for one in conditions:
        yield from facts_of(one.criterion)
        yield from facts_of(one.unsettled) if one.unsettled else ()


def _of_variants(variants: Iterable[Variant]) -> Iterator[str]:
    for one in variants:
        yield from facts_of(one.when)


def _of_date(rule: DateRule) -> Iterator[str]:
    yield from filter(None, (rule.anchor,))
    yield from facts_of(rule.when) if rule.when else ()
