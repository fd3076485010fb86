"""The situation that a class of answers stands for, as the engine reads it.

A class is written with *roots*: facts of the profile, plus a few that no question asks. `coche.<step>` is whether the
step is ticked done; `ecartee.obligatoire` whether an obligatory one was dismissed. `verdict.<aid>` stands for the
verdict of an aid, `en_cours.<aid>` and `peut_courir.<aid>` for whether that contract runs, so that a rule that reads
one of them is not multiplied by everything that aid reads. A root that is absent is unknown.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import TypeAlias

from medinstall.domain.fact import NonAnswer, Value
from medinstall.domain.pack import RulePack
from medinstall.domain.place import Place
from medinstall.domain.profile import Profile, Tick
from medinstall.engine.fact_value import FactValue
from medinstall.engine.situation import Situation
from medinstall.places.csv_lookup import rows, table_path
from medinstall.places.directory import COMMUNES, departements, place_of
from medinstall.rules.values import raw_of

Answers: TypeAlias = Mapping[str, Value]

TICKED = "coche."
VERDICT = "verdict."
RUNNING = ("en_cours.", "peut_courir.")
DISMISSED = "ecartee.obligatoire"
NOWHERE = Place()


class Posed(Situation):
    """A situation some of whose derived facts are given instead of computed, and that knows what was read."""

    def __init__(self, pack: RulePack, profile: Profile, given: Mapping[str, FactValue]) -> None:
        super().__init__(pack, profile)
        self.update(given)
        self._ticks: set[str] = set()

    @property
    def seen(self) -> set[str]:
        """What was asked for, given facts included."""
        return self._ticks | set(self)

    def tick(self, step: str) -> Tick:
        """Return what was reported of a step, and note that it was asked for."""
        self._ticks.add(f"faite.{step}")
        return super().tick(step)


def is_asked(root: str) -> bool:
    """Tell whether a root is a fact of the profile, that a doctor may not know."""
    return not (root.startswith(TICKED) or is_posed(root))


def is_posed(root: str) -> bool:
    """Tell whether a root is a derived fact, given instead of computed."""
    return root.startswith((VERDICT, *RUNNING)) or root == DISMISSED


def profile_of(answers: Answers, today: date) -> Profile:
    """Return the profile of a class on `today`."""
    facts = {root: value for root, value in answers.items() if is_asked(root)}
    ticked = (root.removeprefix(TICKED) for root, value in answers.items() if root.startswith(TICKED) and value)
    home, second = facts.get("commune"), facts.get("commune_secondaire")
    department = facts.get("departement")
    return Profile(
        today,
        facts,
        {step: Tick(done_on=today) for step in ticked},
        place(home if isinstance(home, str) else "", department if isinstance(department, str) else ""),
        place(second if isinstance(second, str) else "", ""),
    )


def situation_of(pack: RulePack, answers: Answers, today: date) -> Posed:
    """Return the situation of a class on `today`."""
    posed = ((root, value) for root, value in answers.items() if is_posed(root))
    given = {root: FactValue(None if value is NonAnswer.UNKNOWN else value) for root, value in posed}
    return Posed(pack, profile_of(answers, today), given)


@cache
def place(commune: str, departement: str) -> Place:
    """Return a place, looked up once."""
    return place_of(commune or None, departement or None) if commune or departement else NOWHERE


@cache
def one_commune_by_departement() -> dict[str, str]:
    """Return the code of one commune of each département: its reading stands for all the others'."""
    found: dict[str, str] = {}
    for row in rows(table_path(COMMUNES)):
        found.setdefault(row["departement"], row["code"])
    return found


@cache
def region_by_departement() -> dict[str, str]:
    """Return the region of each département."""
    return {departement.code: departement.region for departement in departements()}


def words(answers: Answers) -> dict[str, object]:
    """Return a class as JSON holds it."""
    return {root: raw_of(value) for root, value in sorted(answers.items()) if value is not False or is_asked(root)}
