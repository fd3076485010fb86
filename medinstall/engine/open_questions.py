"""Which facts are still worth asking, in which words, and which answers no longer matter."""

from __future__ import annotations

from medinstall.domain.fact import Fact, NonAnswer
from medinstall.domain.pack import RulePack
from medinstall.domain.profile import Profile
from medinstall.engine.criteria import judge
from medinstall.engine.fact_value import YES
from medinstall.engine.plan import unknown_facts
from medinstall.engine.situation import Situation


def open_questions(pack: RulePack, profile: Profile) -> tuple[str, ...]:
    """Return the facts to ask now, in order: unanswered, not mere amounts, and something depends on them."""
    return tuple(fact for fact in _unasked(pack, profile) if not pack.fact[fact].optional)


def optional_questions(pack: RulePack, profile: Profile) -> tuple[str, ...]:
    """Return the amounts worth offering at the end."""
    return tuple(fact for fact in _unasked(pack, profile) if pack.fact[fact].optional)


def worded(pack: RulePack, profile: Profile) -> tuple[Fact, ...]:
    """Return the facts with the words and the choices that fit the answers known."""
    situation = Situation(pack, profile)
    return tuple(_worded(fact, situation) if fact.variants else fact for fact in pack.facts)


def _worded(fact: Fact, situation: Situation) -> Fact:
    for variant in fact.variants:
        if judge(variant.when, situation) is YES:
            fact = fact._replace(
                question=variant.question or fact.question,
                why=variant.why or fact.why,
                label=variant.label or fact.label,
                choices=tuple(choice for choice in fact.choices if choice.value not in variant.without),
                screen="" if variant.alone else variant.screen or fact.screen,
                ahead=fact.ahead or variant.ahead,
            )
    return fact


def _unasked(pack: RulePack, profile: Profile) -> tuple[str, ...]:
    waiting = {fact for fact, deduced in profile.deduced.items() if deduced.to_confirm}
    answers = {fact: value for fact, value in profile.answers.items() if fact not in waiting}
    profile = profile._replace(answers=answers) if waiting else profile
    matter = unknown_facts(Situation(pack, profile))
    return tuple(
        fact.id
        for fact in pack.facts
        if fact.id not in profile.answers
        and (fact.id in matter or (fact.until and fact.until not in profile.answers))
        and not _is_orphan(fact, pack, profile)
    )


def _is_orphan(fact: Fact, pack: RulePack, profile: Profile) -> bool:
    """Tell whether a parent of the question is answered « inconnu », or was not asked for want of its own."""
    answers = profile.answers
    return any(
        answers.get(parent) is NonAnswer.UNKNOWN
        or (parent not in answers and _is_orphan(pack.fact[parent], pack, profile))
        for parent in fact.parents
    )


def dormant(pack: RulePack, profile: Profile) -> tuple[str, ...]:
    """Return the answers kept although nothing depends on them, were they unknown."""
    return tuple(fact.id for fact in pack.facts if fact.id in profile.answers and not _matters(fact.id, pack, profile))


def _matters(fact: str, pack: RulePack, profile: Profile) -> bool:
    if pack.fact[fact].until:  # it decided other answers, whatever depends on them
        return True
    others = {**profile.answers, fact: NonAnswer.UNKNOWN}  # not left out: what is presumed then is no reason to ask
    return fact in unknown_facts(Situation(pack, profile._replace(answers=others)))
