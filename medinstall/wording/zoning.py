"""What is told of the doctor's own zoning table."""

from __future__ import annotations

from datetime import date

from medinstall.domain.pack import RulePack
from medinstall.french import count, long_date, number
from medinstall.places.zoning import Zoning, is_old

PAGE = "https://www.data.gouv.fr/fr/datasets/zonages-des-professionnels-de-sante-liberaux/"
LEVELS = {"1_ZIP": "ZIP", "2_ZAC": "ZAC", "3_HZ": "hors zone", "4_ZAR": "zone d’appui régional, ni ZIP ni ZAC"}


def kept_words(found: Zoning, pack: RulePack, today: date) -> list[str]:
    """Return the lines that say what a table holds, and how old it is."""
    lines = [f"Table nationale des zonages du {long_date(found.on)} : {number(len(found.classes))} communes."]
    lines += [f"  {LEVELS.get(level, level or 'sans niveau')} : {number(how)}" for level, how in found.levels.items()]
    if found.orders:
        first, last = found.orders
        lines.append(f"Arrêtés des agences régionales de santé : du {long_date(first)} au {long_date(last)}.")
    if found.unknown:
        lines.append(f"{count(found.unknown, 'code')} de commune ne sont pas connus ici : laissés de côté.")
    if is_old(found.on, today):
        lines.append(old_words(found.on))
    table = next(table for table in pack.place_tables if table.imported)
    return [*lines, f"Source : {table.credit}."]


def table_words(on: date | None, today: date) -> str:
    """Return which table is known, and its age, in a few words."""
    if on is None:
        return "aucune table donnée (medinstall zonage FICHIER)"
    old = ", plus de douze mois : à télécharger de nouveau" if is_old(on, today) else ""
    return f"votre table nationale du {long_date(on)}{old}"


def old_words(on: date) -> str:
    """Return the sentence of a table more than twelve months old."""
    return f"La table des zonages date du {long_date(on)}, plus de douze mois : téléchargez-la de nouveau ({PAGE})."


def unknown_words() -> list[str]:
    """Return the lines that say where to get the table."""
    return [
        "Aucune table des zonages n’est connue : la zone de l’ARS est demandée dans l’entretien.",
        f"Téléchargez « Zonages des professionnels de santé libéraux » (CSV) : {PAGE}",
        "puis : medinstall zonage FICHIER",
    ]
