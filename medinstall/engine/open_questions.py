"""Which facts are still worth asking, in which words, and which answers no longer matter."""

from __future__ import annotations

from medinstall.domain.fact import Fact, NonAnswer
from medinstall.domain.pack import RulePack
from medinstall.domain.profile import Profile
from medinstall.engine import aids, alerts, steps
from medinstall.engine.criteria import judge
from medinstall.engine.fact_value import NO, YES
from medinstall.engine.situation import Situation


def unknown_facts(situation: Situation) -> tuple[str, ...]:
    """Return the facts, unanswered or "inconnu", on which a step, an aid or an alert still depends, in order."""
    opened = _open_places(situation)
    for name, step in situation.compiled.steps.items():
        applies = situation.applies(name)
        if applies is not NO:
            opened |= steps.open_facts(step, applies, situation.dates(name), situation)
    for name, aid in situation.compiled.aids.items():
        found = situation.aid(name)
        opened |= found.open | aids.amount(aid, found, situation).open
    for name, alert in situation.compiled.alerts.items():
        opened |= alerts.open_facts(alert, situation.alert(name), situation)
    return tuple(fact for fact in situation.pack.fact if fact in opened)


def _open_places(situation: Situation) -> set[str]:
    """Return the place facts still open: they give contacts and working days, which every plan shows."""
    answers, place = situation.answers, situation.place
    commune, departement = answers.get("commune"), answers.get("departement")
    opened = {"commune"} if _is_unknown(commune) else set()
    if _is_unknown(commune) and _is_unknown(departement) and NonAnswer.UNKNOWN in (commune, departement):
        opened.add("departement")  # asked after the commune only, but read as soon as it is given
    if len(place.funds) > 1 and _is_unknown(answers.get("caisse")):
        opened.add("caisse")
    second = any(
        situation.applies(step) is not NO and steps.is_at_second_site(situation.compiled.steps[step], situation)
        for step in situation.compiled.at_second_site
    )
    if second and _is_unknown(answers.get("commune_secondaire")):
        opened.add("commune_secondaire")
    return opened


def _is_unknown(value: object) -> bool:
    return value is None or value is NonAnswer.UNKNOWN


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
    if profile.answers[fact] in profile.place.funds:  # the place is already narrowed to the fund that was answered
        return True
    others = {**profile.answers, fact: NonAnswer.UNKNOWN}  # not left out: what is presumed then is no reason to ask
    return fact in unknown_facts(Situation(pack, profile._replace(answers=others)))
