"""Where an answer comes from that nobody typed."""

from __future__ import annotations

from medinstall.domain.fact import Fact, NonAnswer, Value
from medinstall.domain.pack import RulePack
from medinstall.domain.place import Place
from medinstall.domain.profile import Deduction
from medinstall.french import long_date, typography
from medinstall.places.deductions import DEPARTEMENT, table_of
from medinstall.wording.phrasing import answer_in_words


def deduced_words(deduced: Deduction, pack: RulePack) -> str:
    """Return « déduit de la commune, liste de la DGCL du 10 juillet 2025 », and what limits the answer."""
    table = table_of(pack, deduced)
    origin = "du département" if deduced.origin == DEPARTEMENT else "de la commune"
    by = f"arrêté du {long_date(deduced.on)}" if table.imported and deduced.on else table.label
    return typography(f"déduit {origin}, {by}{f' ; {deduced.note}' if deduced.note else ''}")


def contradiction(fact: Fact, value: Value, deduced: Deduction, pack: RulePack) -> str:
    """Return the sentence that tells an answer the place does not give; it is kept."""
    typed = "inconnu" if value is NonAnswer.UNKNOWN else answer_in_words(fact, value)
    given = f"{answer_in_words(fact, deduced.value)} d’après la commune ({table_of(pack, deduced).label})"
    return f"« {fact.label} » : {typed} d’après vous, {given} : votre réponse est gardée."


def confirm_words(words: str, deduced: Deduction) -> str:
    """Return « D’après votre table : ZIP, arrêté du 30 octobre 2025. … »: what Enter confirms."""
    order = f", arrêté du {long_date(deduced.on)}" if deduced.on else ""
    return typography(
        f"D’après votre table : {words}{order}. Entrée confirme ; le classement peut dépendre de l’adresse."
    )


def read_words(place: Place) -> str:
    """Return where the zone of a place is to be read: Rezone, and the page of the region where it was seen."""
    page = f" Page de la région : {place.zoning_page}" if place.zoning_page else ""
    return typography(f"Se lit sur Rezone ; « medinstall zonage » lit la table nationale si vous l’avez.{page}")
