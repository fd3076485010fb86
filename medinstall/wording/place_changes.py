"""What another place changes beside the plan: what it answers, whom to write to, its public holidays."""

from __future__ import annotations

from collections.abc import Iterator

from medinstall.domain.pack import HolidayRule
from medinstall.domain.place import Place
from medinstall.domain.plan import Plan
from medinstall.french import MONTHS, listing, typography
from medinstall.wording.deductions import deduced_words
from medinstall.wording.phrasing import Wording

ARROW = "\u00a0→ "
AGAIN = "à répondre de nouveau"
NONE = "non connu"


def place_groups(before: Plan, after: Plan) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return, by group, what the places of two plans set apart; nothing when they are the same."""
    one, other = before.profile, after.profile
    moved = [place.commune or place.departement for place in (one.place, one.second_place)] != [
        place.commune or place.departement for place in (other.place, other.second_place)
    ]
    groups = (
        ("Ce que dit le lieu", tuple(_answers(before, after)) if moved else ()),
        ("Contacts", tuple(_bodies(one.place, other.place))),
        ("Contacts du second lieu", tuple(_bodies(one.second_place, other.second_place))),
        ("Jours fériés du lieu", tuple(_holidays(before, after))),
    )
    return tuple((title, tuple(map(typography, lines))) for title, lines in groups if lines)


def contact_names(place: Place) -> dict[str, str]:
    """Return who is competent at a place, by kind of body; "" where it is not known."""
    return {
        "Caisse": listing(place.funds, "ou"),
        "Ordre": place.council or "",
        "Urssaf": place.urssaf or "",
        "Agence régionale de santé": place.ars or "",
        "Union régionale (URPS)": place.urps or "",
        "Portail d’accompagnement (PAPS)": place.paps_url or "",
    }


def _answers(before: Plan, after: Plan) -> Iterator[str]:
    """Yield the answers that the place gives or that are given for it, where they differ."""
    old, new = Wording(before), Wording(after)
    for fact in before.pack.facts:
        one, other = (plan.profile.answers.get(fact.id) for plan in (before, after))
        if one == other or not (fact.belongs_to or fact.known_from) or fact.kind == "departement":
            continue
        deduced = after.profile.deduced.get(fact.id)
        said = AGAIN if other is None else new.answer(fact.id, other)
        why = f" ({deduced_words(deduced, after.pack)})" if deduced else ""
        yield f"{fact.label} : {old.answer(fact.id, one)}{ARROW}{said}{why}"


def _bodies(before: Place, after: Place) -> Iterator[str]:
    old, new = contact_names(before), contact_names(after)
    yield from (f"{kind} : {old[kind] or NONE}{ARROW}{new[kind] or NONE}" for kind in old if old[kind] != new[kind])


def _holidays(before: Plan, after: Plan) -> Iterator[str]:
    one, other = (_own_holidays(plan) for plan in (before, after))
    for words, names in (("en plus", other - one), ("en moins", one - other)):
        if names:
            yield f"{words} : {listing(sorted(names))}"


def _own_holidays(plan: Plan) -> set[str]:
    zones = plan.profile.place.holiday_zones
    return {_day(rule) for rule in plan.pack.holidays if rule.zones and not zones.isdisjoint(rule.zones)}


def _day(rule: HolidayRule) -> str:
    return rule.name if rule.after_easter is not None else f"{rule.name} ({rule.day} {MONTHS[rule.month - 1]})"
