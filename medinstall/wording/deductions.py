"""Where an answer comes from that nobody typed."""

from __future__ import annotations

from medinstall.domain.pack import RulePack
from medinstall.domain.profile import Deduction
from medinstall.french import long_date, typography
from medinstall.places.deductions import DEPARTEMENT, table_of


def deduced_words(deduced: Deduction, pack: RulePack) -> str:
    """Return « déduit de la commune, liste de la DGCL du 10 juillet 2025 », and what limits the answer."""
    table = table_of(pack, deduced)
    origin = "du département" if deduced.origin == DEPARTEMENT else "de la commune"
    by = f"arrêté du {long_date(deduced.on)}" if table.imported and deduced.on else table.label
    return typography(f"déduit {origin}, {by}{f' ; {deduced.note}' if deduced.note else ''}")


def suggestion_words(words: str, deduced: Deduction) -> str:
    """Return « ZIP, arrêté du 30 octobre 2025 »: what the doctor's own table answers, to be confirmed."""
    return typography(f"{words}, arrêté du {long_date(deduced.on)}" if deduced.on else words)
