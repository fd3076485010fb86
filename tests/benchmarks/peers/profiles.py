"""The profiles every engine is given: fully answered, month ends and both sides of every threshold among them."""

from __future__ import annotations

import random
from datetime import date, timedelta
from itertools import product

from dateutil.relativedelta import relativedelta

FIRST, LAST = date(2025, 1, 1), date(2036, 12, 31)
SEED, OTHER_SEED = 9, 10
# the days on which a value begins, month ends that are clamped, and the days around 29 February
EDGES = (
    date(2025, 12, 31), date(2026, 1, 1), date(2026, 2, 28), date(2026, 8, 31), date(2027, 1, 31), date(2027, 5, 31),
    date(2028, 2, 28), date(2028, 2, 29), date(2028, 3, 1), date(2029, 12, 31), date(2030, 1, 1), date(2034, 2, 28),
)  # fmt: skip
TEN_YEARS = relativedelta(years=10)
DIPLOMAS = ("france", "hors_union_europeenne")
Profile = dict[str, str | bool]


def profiles(count: int) -> list[Profile]:
    """Return `count` profiles, the same each time, dates in ISO 8601: every corner, then doctors at random."""
    return (corners() + _at_random(count, SEED))[:count]


def other_profiles(count: int) -> list[Profile]:
    """Return `count` profiles to warm an engine up with: none of those it is then timed on."""
    return _at_random(count, OTHER_SEED)


def corners() -> list[Profile]:
    """Return doctors to whom all is open: on each edge, and a day before, when and a day after ten years are over."""
    return [
        {
            "diplome": diploma,
            "date_debut": start.isoformat(),
            "premiere_installation": True,
            "secteur": "secteur_1",
            "zone": zone,
            "zone_secondaire": "zip",
            "date_ouverture_secondaire": start.isoformat(),
            "date_derniere_aide": (start - TEN_YEARS + timedelta(days)).isoformat(),
        }
        for start, days, zone, diploma in product(EDGES, (-1, 0, 1), ("zip", "zac"), DIPLOMAS)
    ]


def _at_random(count: int, seed: int) -> list[Profile]:
    rng = random.Random(seed)
    return [_profile(rng) for _ in range(count)]


def _profile(rng: random.Random) -> Profile:
    start, opening = _day(rng), _day(rng)
    return {
        "diplome": rng.choice(DIPLOMAS),
        "date_debut": start.isoformat(),
        "premiere_installation": rng.random() < 0.7,
        "secteur": rng.choice(("secteur_1", "secteur_2", "secteur_2_optam")),
        "zone": rng.choice(("zip", "zac", "hors_zone")),
        "zone_secondaire": rng.choice(("zip", "hors_zone")),
        "date_ouverture_secondaire": opening.isoformat(),
        "date_derniere_aide": (start - timedelta(rng.randrange(8 * 365, 12 * 365))).isoformat(),
    }


def _day(rng: random.Random) -> date:
    return FIRST + timedelta(rng.randrange((LAST - FIRST).days + 1))
