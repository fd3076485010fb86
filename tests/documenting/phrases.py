"""Criteria, dates and amounts of the rule pack as a reader can check them: French words around the ids of the data."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from medinstall.domain.aid_rule import Adjustment, AidValue, PaymentRule
from medinstall.domain.criterion import ALWAYS, AllOf, AnyOf, Check, Comparison, Condition, Criterion, NoneOf
from medinstall.domain.date_rule import DateRule
from medinstall.french import euros, listing, long_date, number, percent
from medinstall.outputs.markdown_escape import escape
from medinstall.wording.labels import BASES, PERIODS, duration

VERBS: dict[Comparison, str] = {
    "is": "=",
    "in": "parmi",
    "before": "avant",
    "from": "à partir de",
    "at_least": "≥",
    "at_most": "≤",
}


def code(text: str) -> str:
    """Return an id or a value as code."""
    return f"`{text}`"


def criterion(found: Criterion) -> str:
    """Return a criterion: « `zone` = `zip` et (`a` = oui ou `b` = oui) »."""
    if isinstance(found, Check):
        return f"{code(found.fact)} {VERBS[found.comparison]} {_operand(found)}"
    if found == ALWAYS:
        return "toujours"
    parts = [_inner(part) for part in found.parts]
    match found:
        case AllOf():
            return " et ".join(parts)
        case AnyOf():
            return " ou ".join(parts)
        case NoneOf():
            return f"non ({' ou '.join(parts)})"


def _inner(found: Criterion) -> str:
    text = criterion(found)
    nested = isinstance(found, AllOf | AnyOf) and len(found.parts) > 1
    return f"({text})" if nested else text


def _operand(check: Check) -> str:
    value = check.operand
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, date):
        return long_date(value)
    if isinstance(value, tuple):
        return listing((code(item) for item in value), "ou")
    return number(value) if isinstance(value, int | float) else code(value)


def condition(found: Condition) -> str:
    """Return a condition or a doubt as one item: its sentence, then what it reads."""
    if found.is_doubt:
        when = "" if found.criterion == ALWAYS else f" *Critère* : {criterion(found.criterion)}."
        return f"*À vérifier* : {escape(found.text)}.{when}"
    reads = "" if found.criterion == ALWAYS else f" *Critère* : {criterion(found.criterion)}."
    unsettled = f" *Reste à vérifier si* {criterion(found.unsettled)}." if found.unsettled else ""
    return f"{escape(found.text)}.{reads}{unsettled}"


def date_rules(rules: Iterable[DateRule]) -> str:
    """Return the ways a date is counted, the first that holds being used."""
    return " ; sinon ".join(date_rule(rule) for rule in rules)


def date_rule(rule: DateRule) -> str:
    """Return one way: « `date_debut` + 1 mois (délai légal : dans le mois qui suit…) »."""
    basis = BASES[rule.basis] if rule.basis else ""
    why = " : ".join(part for part in (basis, escape(rule.text)) if part)
    when = f"si {criterion(rule.when)}, " if rule.when else ""
    return f"{when}{_counted(rule)}{f' ({why})' if why else ''}"


def _counted(rule: DateRule) -> str:
    anchor, length = code(rule.anchor), duration(rule.duration)
    match rule.how:
        case "offset" if not length:
            return anchor
        case "offset":
            sign = "−" if rule.duration.months < 0 or rule.duration.days < 0 else "+"
            return f"{anchor} {sign} {length}"
        case "latest_start":
            return f"dernier jour qui laisse {length} avant {anchor}"
        case "year_end":
            return f"31 décembre de l’année de {anchor}"
        case "next_quarter":
            return f"premier jour du trimestre civil qui suit {anchor}"
        case "absent":
            return "aucune date"


def value(found: AidValue) -> str:
    """Return one dated value of an aid: « À partir du 1er janvier 2026 : 10 000 € »."""
    parts = [_worth(found), *(_adjusted(one) for one in found.adjustments)]
    return f"À partir du {long_date(found.start)} : {' ; '.join(part for part in parts if part)}"


def _worth(found: AidValue) -> str:
    if found.closed:
        return "fermée aux nouvelles demandes"
    words = "aucun montant calculé"
    if found.eur is not None:
        words = euros(found.eur)
    elif found.rate is not None:
        words = f"{percent(100 * found.rate)} de {code(found.of)}"
    most = f" ({number(found.times_max)} au plus)" if found.times_max is not None else ""
    times = f" × {code(found.times)}{most}" if found.times else ""
    cap = f", dans la limite de {euros(found.cap)}" if found.cap is not None else ""
    pending = "votée, décret attendu" if found.pending else ""
    text = f", {escape(found.text)}" if found.text else ""
    return f"{pending or ' '.join(f'{words}{times} {PERIODS[found.per]}'.split())}{cap}{text}"


def _adjusted(found: Adjustment) -> str:
    what = ""
    if found.factor is not None:
        what = f"× {number(found.factor)}"
    elif found.add is not None:
        what = f"+ {euros(found.add)}{f' × {code(found.times)}' if found.times else ''}"
    elif found.scale:
        what = f"× {code(found.scale)} (en pourcentage)"
    return f"{what} si {criterion(found.when)}" if found.when else what


def payment(found: PaymentRule) -> str:
    """Return one payment: « 50 % : `date_signature_contrat` »."""
    return f"{percent(100 * found.share)} : {date_rule(found.rule)}"
