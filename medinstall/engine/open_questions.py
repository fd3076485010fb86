"""Which facts are still worth asking, and which answers no longer matter."""

from __future__ import annotations

from medinstall.domain.pack import RulePack
from medinstall.domain.profile import Profile
from medinstall.engine.plan import unknown_facts
from medinstall.engine.situation import Situation


def open_questions(pack: RulePack, profile: Profile) -> tuple[str, ...]:
    """Return the facts to ask now, in order: unanswered, not mere amounts, and something depends on them."""
    return tuple(fact for fact in _unasked(pack, profile) if not pack.fact[fact].optional)


def optional_questions(pack: RulePack, profile: Profile) -> tuple[str, ...]:
    """Return the amounts worth offering at the end."""
    return tuple(fact for fact in _unasked(pack, profile) if pack.fact[fact].optional)


def _unasked(pack: RulePack, profile: Profile) -> tuple[str, ...]:
    return tuple(fact for fact in unknown_facts(Situation(pack, profile)) if fact not in profile.answers)


def dormant(pack: RulePack, profile: Profile) -> tuple[str, ...]:
    """Return the answers kept although nothing depends on them: without them, nobody would ask."""
    return tuple(fact.id for fact in pack.facts if fact.id in profile.answers and not _matters(fact.id, pack, profile))


def _matters(fact: str, pack: RulePack, profile: Profile) -> bool:
    others = {key: value for key, value in profile.answers.items() if key != fact}
    return fact in unknown_facts(Situation(pack, profile._replace(answers=others)))
