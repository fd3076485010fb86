"""The profiles every engine is given: fully answered, month ends and both sides of every threshold among them."""

from __future__ import annotations

import random
from datetime import date, timedelta

FIRST, LAST = date(2025, 1, 1), date(2036, 12, 31)
SEED = 9
EDGES = (date(2025, 12, 31), date(2026, 1, 1), date(2028, 2, 29), date(2027, 1, 31), date(2027, 5, 31))
Profile = dict[str, str | bool]


def profiles(count: int) -> list[Profile]:
    """Return `count` profiles, the same each time; dates in ISO 8601."""
    rng = random.Random(SEED)
    return [_profile(rng) for _ in range(count)]


def _profile(rng: random.Random) -> Profile:
    start = _day(rng)
    opening = _day(rng)
    return {
        "diplome": rng.choice(("france", "hors_union_europeenne")),
        "date_debut": start.isoformat(),
        "premiere_installation": rng.random() < 0.7,
        "secteur": rng.choice(("secteur_1", "secteur_2", "secteur_2_optam")),
        "zone": rng.choice(("zip", "zac", "hors_zone")),
        "zone_secondaire": rng.choice(("zip", "hors_zone")),
        "date_ouverture_secondaire": opening.isoformat(),
        "date_derniere_aide": (start - timedelta(rng.randrange(8 * 365, 12 * 365))).isoformat(),
    }


def _day(rng: random.Random) -> date:
    if rng.random() < 0.1:
        return rng.choice(EDGES)
    return FIRST + timedelta(rng.randrange((LAST - FIRST).days))
