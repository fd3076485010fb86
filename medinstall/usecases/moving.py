"""Another place: the answers given for the former one are asked again, or become what they are elsewhere."""

from __future__ import annotations

from collections.abc import Mapping

from medinstall.domain.fact import Fact, Value
from medinstall.domain.pack import RulePack
from medinstall.domain.profile import Profile
from medinstall.french import listing
from medinstall.places.directory import find_commune

COMMUNE, DEPARTEMENT = "commune", "departement"
Answers = Mapping[str, Value | None]


def with_moves(pack: RulePack, profile: Profile, changes: Answers) -> dict[str, Value | None]:
    """Return `changes` with what another place does to the answers of `profile`: None takes one back.

    An answer given together with the new place is one for that place.
    """
    before: Answers = {fact: value for fact, value in profile.answers.items() if fact not in profile.deduced}
    after = {**before, **changes}
    return {**_moves(pack, before, after, changes), **changes}


def _moves(pack: RulePack, before: Answers, after: Answers, changes: Answers) -> dict[str, Value | None]:
    found: dict[str, Value | None] = {}
    for fact in pack.facts:
        if not fact.belongs_to or fact.id not in before or fact.id in changes:
            continue
        old, new = (_where(fact.belongs_to, answers) for answers in (before, after))
        if old is None or old == new:
            continue
        moved = _moved(fact, before[fact.id], known=new is not None)
        if moved != before[fact.id]:
            found[fact.id] = moved
    return found


def _moved(fact: Fact, value: Value | None, *, known: bool) -> Value | None:
    """Return what an answer becomes elsewhere; nothing where the new place is not known."""
    becomes = dict(fact.moved).get(value) if isinstance(value, str) else None
    return becomes if known or becomes == value else None


def _where(place: str, answers: Answers) -> str | None:
    """Return the commune, or the département, of some answers."""
    if place != DEPARTEMENT:
        code = answers.get(place)
        return code if isinstance(code, str) else None
    code, home = answers.get(COMMUNE), answers.get(DEPARTEMENT)
    commune = find_commune(code) if isinstance(code, str) else None
    return commune.departement if commune else home if isinstance(home, str) else None


def moved_words(pack: RulePack, changes: Answers, typed: Answers, profile: Profile) -> tuple[str, ...]:
    """Return what to tell of the answers that another place changed, beside those typed and those `profile` deduces."""
    given = {*typed, *(fact for fact, deduced in profile.deduced.items() if not deduced.to_confirm)}
    moved = {fact: value for fact, value in changes.items() if fact not in given}
    again = listing(f"« {pack.fact[fact].label} »" for fact, value in moved.items() if value is None)
    told = [f"Le lieu change, à répondre de nouveau : {again}."] if again else []
    for fact, value in moved.items():
        words = next((choice.label for choice in pack.fact[fact].choices if choice.value == value), "")
        told += [f"Le lieu change : « {pack.fact[fact].label} » devient « {words} »."] if words else []
    return tuple(told)
