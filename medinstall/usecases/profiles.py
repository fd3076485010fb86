"""From a dossier to the profile the engine reads: answers typed again, places looked up, nothing guessed."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from medinstall.domain.fact import Value
from medinstall.domain.pack import RulePack
from medinstall.domain.place import Place
from medinstall.domain.profile import Profile
from medinstall.dossier.replay import Dossier
from medinstall.engine.implied_answers import located, settled
from medinstall.places.directory import place_of
from medinstall.rules.answers import Wrong, value_of
from medinstall.text import shown


class Built(NamedTuple):
    """A profile, and one French sentence for each answer that the rules no longer know."""

    profile: Profile
    quarantined: tuple[str, ...]


def build_profile(pack: RulePack, dossier: Dossier, today: date) -> Built:
    """Return the profile of a dossier on `today`. An answer that is no longer one is set aside and told."""
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
    return Built(profile_of(pack, answers, dossier, today), tuple(aside))


def profile_of(pack: RulePack, answers: Mapping[str, Value], dossier: Dossier, today: date) -> Profile:
    """Return the profile that `answers` make, with the ticks of `dossier`."""
    full = settled(pack.facts, answers)
    place = _place(full, "commune", "departement", "caisse")
    full = located(pack.facts, full, place.departement)
    ticks = {step: tick for step, tick in dossier.ticks.items() if step in pack.step}
    return Profile(today, full, ticks, place, _second_place(full))


def _second_place(answers: Mapping[str, Value]) -> Place:
    return _place(answers, "commune_secondaire") if isinstance(answers.get("commune_secondaire"), str) else Place()


def _place(answers: Mapping[str, Value], commune: str, departement: str = "", fund: str = "") -> Place:
    found = [answers.get(fact) for fact in (commune, departement, fund)]
    code, home, chosen = (value if isinstance(value, str) else None for value in found)
    return place_of(code, home, chosen)
