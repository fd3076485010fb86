"""What is told of the doctor's own zoning table."""

from __future__ import annotations

from datetime import date

from medinstall.domain.pack import RulePack
from medinstall.french import count, long_date, number
from medinstall.places.zoning import Kept, Zoning, is_old

PAGE = "https://www.data.gouv.fr/fr/datasets/zonages-des-professionnels-de-sante-liberaux/"
LEVELS = {"1_ZIP": "ZIP", "2_ZAC": "ZAC", "3_HZ": "hors zone", "4_ZAR": "zone d’appui régional, ni ZIP ni ZAC"}


def kept_words(found: Zoning, pack: RulePack, today: date) -> list[str]:
    """Return the lines that say what a table holds, and how old it is."""
    lines = [f"Table nationale des zonages du {long_date(found.on)} : {number(len(found.classes))} communes."]
    lines += [f"  {LEVELS.get(level, level or 'sans niveau')} : {number(how)}" for level, how in found.levels.items()]
    if found.orders:
        first, last = map(long_date, found.orders)
        days = f"du {first}" + (f" au {last}" if last != first else "")
        lines.append(f"Arrêtés des agences régionales de santé : {days}.")
    if found.unknown:
        lines.append(f"Laissé de côté : {count(found.unknown, 'code')} de commune que medinstall ne connaît pas.")
    if is_old(found.on, today):
        old = f"La table des zonages date du {long_date(found.on)}, plus de douze mois"
        lines.append(f"{old} : téléchargez-la de nouveau ({PAGE}).")
    table = next(table for table in pack.place_tables if table.imported)
    return [*lines, f"Source : {table.credit}."]


def table_words(kept: Kept, today: date) -> str:
    """Return which table is known, and its age, in a few words."""
    if kept.damaged:
        return "votre table est illisible : à redonner (medinstall zonage FICHIER)"
    if kept.on is None:
        return "aucune table donnée (medinstall zonage FICHIER)"
    old = ", plus de douze mois : à télécharger de nouveau" if is_old(kept.on, today) else ""
    return f"votre table nationale du {long_date(kept.on)}{old}"


def unknown_words(*, damaged: bool) -> list[str]:
    """Return the lines that say where to get the table; `damaged`: there is one, that cannot be read."""
    what = "Votre table des zonages est illisible" if damaged else "Aucune table des zonages n’est connue"
    return [
        f"{what} : la zone de l’ARS est demandée dans l’entretien.",
        f"Téléchargez « Zonages des professionnels de santé libéraux » (CSV) : {PAGE}",
        "puis : medinstall zonage FICHIER",
    ]
