"""Answers from outside, together: read from a file with every fault said at once; what contradicts itself in them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from medinstall.domain.fact import Fact, Value
from medinstall.errors import suggestion
from medinstall.french import long_date
from medinstall.places.directory import funds_of, resolve
from medinstall.rules.values import LARGEST, Wrong, value_of
from medinstall.text import shown


def read_answers(
    facts: Mapping[str, Fact], raw: Mapping[str, object], read: Callable[[Fact, object], Value] = value_of
) -> tuple[dict[str, Value], list[str]]:
    """Return the answers of a file and its faults, one line each: the key, what was found, what is accepted."""
    answers: dict[str, Value] = {}
    faults = []
    for key, found in raw.items():
        fact = facts.get(key)
        if fact is None:
            faults.append(f"« {shown(key)} » : cette réponse n’existe pas{suggestion(key, facts)}")
            continue
        try:
            answers[key] = read(fact, found)
        except Wrong as wrong:
            faults.append(f"{key} : « {_spelled(found)} » n’est pas admis ; {wrong}")
    return answers, [*faults, *inconsistencies(answers)]


def _spelled(found: object) -> str:
    """Return a value as its file writes it, short enough to be quoted."""
    match found:
        case bool():
            return str(found).lower()
        case list():
            return "[…]"
        case dict():
            return "{…}"
        case None:
            return "null"
        case int() if abs(found) >= LARGEST:
            return "un nombre démesuré"
    return shown(str(found))


def inconsistencies(answers: Mapping[str, Value]) -> Iterable[str]:
    """Return the faults of answers that contradict one another: they are refused, not guessed."""
    commune, departement = answers.get("commune"), answers.get("departement")
    home = departement if isinstance(departement, str) else None
    if isinstance(commune, str) and (found := resolve(commune)) is not None:
        if home is not None and found.commune.departement != home:
            yield (
                f"departement : « {home} » diffère du département de la commune {found.commune.name} "
                f"({found.commune.departement}) ; corrigez l’un des deux"
            )
        home = found.commune.departement
    fund = answers.get("caisse")
    if home is not None and isinstance(fund, str) and fund not in funds_of(home):
        yield f"caisse : « {shown(fund)} » n’existe pas dans le {home} ; valeurs admises : {', '.join(funds_of(home))}"
    signed, ended = answers.get("date_signature_contrat"), answers.get("date_resiliation")
    if isinstance(signed, date) and isinstance(ended, date) and ended < signed:
        yield (
            f"date_resiliation : « {ended.isoformat()} » précède date_signature_contrat ({signed.isoformat()}) ; "
            "une date à partir de la signature est attendue"
        )


def unusual_dates(facts: Mapping[str, Fact], answers: Mapping[str, Value], today: date) -> Iterable[str]:
    """Return a notice for each date in an unusual order: told, never refused."""
    for key, fact in facts.items():
        day, limit = answers.get(key), answers.get(fact.usually_by)
        if not isinstance(day, date):
            continue
        if isinstance(limit, date) and day > limit:
            yield f"« {fact.label} » ({long_date(day)}) vient après « {facts[fact.usually_by].label} » : à vérifier."
        if fact.past and day > today:
            yield f"« {fact.label} » ({long_date(day)}) n’est pas encore passée : à vérifier."


def replaced_communes(raw: Mapping[str, object]) -> Iterable[str]:
    """Return a notice for each former commune that was replaced by the one of today."""
    for key in ("commune", "commune_secondaire"):
        found = resolve(str(raw.get(key, "")).strip().upper())
        if found is not None and found.replaced is not None:
            name, code = found.commune.name, found.commune.code
            yield f"{found.replaced} fait partie de la commune {name} : {key} vaut maintenant {code}."
