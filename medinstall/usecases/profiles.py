"""From a dossier to the profile the engine reads: answers typed again, places looked up, nothing guessed."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple, TypeVar

from medinstall.actions import how_to
from medinstall.domain.fact import Value
from medinstall.domain.pack import RulePack
from medinstall.domain.place import Place
from medinstall.domain.profile import Deduction, Profile
from medinstall.dossier.replay import Dossier, Note
from medinstall.engine.implied_answers import settled
from medinstall.french import long_date, numeric_date
from medinstall.places.deductions import deductions
from medinstall.places.directory import find_commune, place_of
from medinstall.places.zoning import Kept, is_old, kept_rows
from medinstall.rules.values import Wrong, value_of
from medinstall.text import shown
from medinstall.wording.deductions import contradiction

V = TypeVar("V")
COMMUNES = ("commune", "commune_secondaire")
UNREADABLE = f"Votre table des zonages est illisible, rien n’en est lu : redonnez-la avec « {how_to('give_zoning')} »."


class Built(NamedTuple):
    """A profile, and one French sentence for each answer or step that the rules no longer know, or the place denies."""

    profile: Profile
    quarantined: tuple[str, ...]


def build_profile(pack: RulePack, dossier: Dossier, today: date, zoning: Path | None = None) -> Built:
    """Return the profile of a dossier on `today`. An answer that is no longer one is set aside and told.

    `zoning` is where the doctor's own zoning table may be.
    """
    answers: dict[str, Value] = {}
    aside = []
    for key, raw in dossier.answers.items():
        fact = pack.fact.get(key)
        if fact is None:
            aside.append(f"La réponse « {shown(key)} » n’existe plus dans les règles : elle est mise de côté.")
            continue
        try:
            answers[key] = value_of(fact, raw)
        except Wrong as wrong:
            aside.append(f"« {shown(str(raw))} » n’est plus une réponse à « {fact.label} » : {wrong}.")
    gone = "La démarche « {} » n’existe plus dans les règles : ce que vous en avez noté est gardé, sans effet."
    aside += [gone.format(shown(step)) for step in dict.fromkeys(_reported(dossier)) if step not in pack.step]
    full = settled(pack.facts, answers)
    table = _kept(full, zoning)
    given = deductions(pack, full, table)
    aside += _of_table(table, given, today)
    aside += [
        contradiction(pack.fact[fact], answers[fact], deduced, pack)
        for fact, deduced in given.items()
        if answers.get(fact, deduced.value) != deduced.value
    ]
    return Built(_profile(pack, full, given, dossier, today), tuple(aside))


def _profile(
    pack: RulePack, answers: Mapping[str, Value], given: Mapping[str, Deduction], dossier: Dossier, today: date
) -> Profile:
    deduced = {fact: one for fact, one in given.items() if fact not in answers}
    return Profile(
        today,
        {**answers, **{fact: one.value for fact, one in deduced.items()}},
        _known(pack, dossier.ticks),
        _place(answers, "commune", "departement", "caisse"),
        _second_place(answers),
        notes={step: tuple(map(_words, notes)) for step, notes in _known(pack, dossier.notes).items()},
        put_off=_known(pack, dossier.put_off),
        dismissed=_known(pack, dossier.dismissed),
        outcomes=_known(pack, dossier.outcomes),
        deduced=deduced,
    )


def _kept(answers: Mapping[str, Value], zoning: Path | None) -> Kept:
    """Return what the doctor's own zoning table says of the communes of `answers`."""
    codes = (answers.get(fact) for fact in COMMUNES)
    communes = (find_commune(code) for code in codes if isinstance(code, str))
    return kept_rows(zoning, [commune.code for commune in communes if commune])


def _of_table(table: Kept, given: Mapping[str, Deduction], today: date) -> list[str]:
    """Return what is to be told of a zoning table: unreadable, or used and more than twelve months old."""
    if table.damaged:
        return [UNREADABLE]
    if table.on and is_old(table.on, today) and any(each.to_confirm for each in given.values()):
        return [f"La table des zonages date du {long_date(table.on)} : plus de douze mois. Téléchargez-la de nouveau."]
    return []


def _known(pack: RulePack, by_step: Mapping[str, V]) -> dict[str, V]:
    return {step: found for step, found in by_step.items() if step in pack.step}


def _reported(dossier: Dossier) -> tuple[str, ...]:
    return (*dossier.ticks, *dossier.notes, *dossier.put_off, *dossier.dismissed, *dossier.outcomes)


def _words(note: Note) -> str:
    return note.text if note.day is None else f"{numeric_date(note.day)} : {note.text}"


def _second_place(answers: Mapping[str, Value]) -> Place:
    return _place(answers, "commune_secondaire") if isinstance(answers.get("commune_secondaire"), str) else Place()


def _place(answers: Mapping[str, Value], commune: str, departement: str = "", fund: str = "") -> Place:
    found = [answers.get(fact) for fact in (commune, departement, fund)]
    code, home, chosen = (value if isinstance(value, str) else None for value in found)
    return place_of(code, home, chosen)
