"""Why an aid gets its verdict: one reason for each criterion, and for the law of the day itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from medinstall.domain.aid_rule import AidRule
from medinstall.domain.plan import Cause, Reason
from medinstall.domain.source import Evidence
from medinstall.domain.truth import Truth
from medinstall.engine import contracts
from medinstall.engine.compiled_aid import CompiledAid
from medinstall.engine.eligibility import Eligibility
from medinstall.engine.evidence import due_for_review
from medinstall.engine.known import Known
from medinstall.engine.month_arithmetic import add
from medinstall.engine.reasons import reasons_of
from medinstall.french import long_date


def aid_reasons(aid: CompiledAid, found: Eligibility, known: Known) -> tuple[Reason, ...]:
    """Return every reason of a verdict, the law of the day first, then the criteria, then how sure we are."""
    rule, evidence = aid.rule, aid.evidence(known)
    default = tuple([item.source for item in evidence])
    reasons = list(_law(rule, found, default))
    if found.verdict != "fermee":
        reasons += reasons_of(aid.conditions, known)
    if rule.contract is not None:
        reasons += _contract(rule, found, default, known)
    if found.value is not None and found.value.pending:
        text = found.value.text or f"Votée le {long_date(found.value.start)} ; le texte d’application manque"
        reasons.append(_reason((), Truth.UNKNOWN, text, default, "pending"))
    reasons += _confidence(evidence, default)
    return (*reasons, *_stale(rule, known)) if aid.review_by < known.today else tuple(reasons)


def _reason(facts: tuple[str, ...], holds: Truth, text: str, sources: tuple[str, ...], cause: Cause) -> Reason:
    return Reason(facts, holds, text, sources, cause)


def _law(rule: AidRule, found: Eligibility, sources: tuple[str, ...]) -> Iterator[Reason]:
    """Say when the law of the day decides: not yet written, closed, or hanging on a date not known."""
    facts, law = (rule.law_date or "date_debut",), found.law
    if law.open and rule.contract is None:
        text = f"Le jour qui décide n’est pas encore connu ; l’aide existe depuis le {long_date(rule.values[0].start)}"
        yield _reason(facts, Truth.UNKNOWN, text, sources, "coverage")
    elif found.value is None:
        yield _reason(
            facts,
            Truth.NO,
            f"Non couvert à cette date : l’aide commence le {long_date(rule.values[0].start)}",
            sources,
            "coverage",
        )
    elif found.value.closed and not _admitted(found):
        since = long_date(found.value.start)
        text = found.value.text or f"Fermée aux nouvelles demandes depuis le {since}"
        yield _reason(facts, Truth.NO, f"{text} (droit lu au {long_date(law.on)})", sources, "closed")


def _admitted(found: Eligibility) -> bool:
    """Tell whether a contract counts although it was signed after its closing day."""
    return found.ran or found.verdict != "fermee"


def _contract(rule: AidRule, found: Eligibility, sources: tuple[str, ...], known: Known) -> Iterator[Reason]:
    """Say whether the contract is named, runs, or has ended."""
    assert rule.contract is not None
    named = contracts.named(rule, known)
    if named.truth is Truth.UNKNOWN:
        text = "Un contrat de ce nom, signé à temps, irait à son terme : dites si vous en avez un"
        yield _reason((contracts.NAMED_BY,), Truth.UNKNOWN, text, sources, "named")
    signed = known.day(contracts.SIGNED)
    if named.truth is not Truth.YES or found.value is None or (found.value.closed and not _admitted(found)):
        return
    if found.value.closed:
        yield _reason((contracts.SIGNED,), Truth.UNKNOWN, found.value.text, sources, "named")
    if signed is None:
        return
    end = add(signed, rule.contract.term)
    term, is_asked = long_date(end), contracts.ENDED in found.running.open and end > known.today
    then = "Dites s’il a été résilié avant" if is_asked else "La suite est à faire confirmer par la caisse"
    texts = {
        Truth.YES: f"Contrat en cours : il prend fin le {term}",
        Truth.UNKNOWN: f"Terme initial : {term}. {then}",
        Truth.NO: f"Contrat terminé (terme initial : {term})",
    }
    facts = (contracts.SIGNED, contracts.ENDED)
    yield _reason(facts, found.running.truth, texts[found.running.truth], sources, "term")


def _confidence(evidence: Iterable[Evidence], sources: tuple[str, ...]) -> Iterator[Reason]:
    for item in evidence:
        if item.confidence == "low":
            yield _reason((), Truth.UNKNOWN, f"Source fragile : {item.note}", sources, "confidence")


def _stale(rule: AidRule, known: Known) -> Iterator[Reason]:
    for item in due_for_review(rule.evidence, known.today):
        text = (
            f"Règle vérifiée le {long_date(item.checked_on)}, à revoir depuis le {long_date(item.review_by)} : "
            "faites-la confirmer"
        )
        yield _reason((), Truth.UNKNOWN, text, (item.source,), "stale")
