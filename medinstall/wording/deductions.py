"""Where an answer comes from that nobody typed."""

from __future__ import annotations

from medinstall.domain.pack import RulePack
from medinstall.domain.place import Place
from medinstall.domain.profile import Deduction
from medinstall.french import long_date, typography
from medinstall.places.deductions import DEPARTEMENT, table_of


def deduced_words(deduced: Deduction, pack: RulePack) -> str:
    """Return « déduit de la commune, liste de la DGCL du 10 juillet 2025 », and what limits the answer."""
    table = table_of(pack, deduced)
    origin = "du département" if deduced.origin == DEPARTEMENT else "de la commune"
    by = f"arrêté du {long_date(deduced.on)}" if table.imported and deduced.on else table.label
    return typography(f"déduit {origin}, {by}{f' ; {deduced.note}' if deduced.note else ''}")


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
