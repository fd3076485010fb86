"""The plan: everything the rule pack says of one profile, on one day."""

from __future__ import annotations

from medinstall.domain.pack import RulePack
from medinstall.domain.plan import Plan, Start, StepPlan
from medinstall.domain.profile import Profile
from medinstall.domain.source import Evidence
from medinstall.engine.aids import evaluate_aid
from medinstall.engine.amounts import totals
from medinstall.engine.checklist import checklist_of
from medinstall.engine.evidence import due_for_review
from medinstall.engine.next_step import next_of
from medinstall.engine.open_questions import unknown_facts
from medinstall.engine.situation import Situation


def plan_of(pack: RulePack, profile: Profile) -> Plan:
    """Return the plan of `profile` on `profile.today`. Pure: the same input gives the same plan."""
    situation = Situation(pack, profile)
    found = tuple([evaluate_aid(aid, situation.aid(name), situation) for name, aid in situation.compiled.aids.items()])
    checklist, unknown = checklist_of(situation), unknown_facts(situation)
    return Plan(
        pack=pack,
        profile=profile,
        steps=checklist,
        aids=found,
        alerts=situation.alerts(),
        start=_start(checklist, situation),
        totals=totals(found),
        unknown=unknown,
        stale=_due_for_review(situation),
        next=next_of(checklist, unknown, profile.today),
    )


def _start(checklist: tuple[StepPlan, ...], situation: Situation) -> Start:
    found = situation.start()
    late = tuple(step.id for step in checklist if step.state == "en_retard")
    coming = found.on is not None and found.on >= situation.today
    return found._replace(late=late, kept=coming and found.feasible is True and not late)


def _due_for_review(situation: Situation) -> tuple[Evidence, ...]:
    """Return what is past its `review_by` date, of the rules that may concern the doctor and the place."""
    used = situation.evidence_to_review()
    return tuple(dict.fromkeys(item for evidence in used for item in due_for_review(evidence, situation.today)))
