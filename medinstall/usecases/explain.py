"""Why a plan is as it is, what would make it another, and the sources it rests on."""

from __future__ import annotations

from medinstall.actions import how_to
from medinstall.domain.pack import RulePack
from medinstall.domain.plan import Change, Plan
from medinstall.engine.counterfactuals import losses, unlocks
from medinstall.engine.sectors import SectorPlan, sectors_of
from medinstall.engine.source_usage import SourceUsage, review_by, source_usages
from medinstall.errors import Refusal, nearest
from medinstall.text import shown
from medinstall.usecases.workspace import Workspace


def find_step_or_aid(pack: RulePack, name: str) -> str:
    """Return the id of a step or an aid, typed in any case. Raises Refusal with the nearest id."""
    if name.lower() in pack.step or name.lower() in pack.aid:
        return name.lower()
    near = nearest(name.lower(), (*pack.aid, *pack.step))
    remedy = near or f"« {how_to('all_steps')} » les montre"
    raise Refusal(f"« {shown(name.lower())} » n’est ni une démarche ni une aide", remedy=remedy)


def all_unlocks(plan: Plan) -> dict[str, tuple[Change, ...]]:
    """Return, for each aid that is refused, the smallest changes that would make it eligible."""
    return {aid.id: unlocks(plan.pack, plan.profile, aid.id) for aid in plan.aids}


def ways(plan: Plan, aid: str) -> tuple[tuple[Change, ...], tuple[Change, ...]]:
    """Return the changes of answers that would open an aid, and those that would close it."""
    return unlocks(plan.pack, plan.profile, aid), losses(plan.pack, plan.profile, aid)


def compared_sectors(plan: Plan) -> tuple[SectorPlan, ...]:
    """Return every sector as it would be for this doctor."""
    return sectors_of(plan.pack, plan.profile)


def known_sources(workspace: Workspace, *, overdue: bool = False, to_read_again: bool = False) -> list[SourceUsage]:
    """Return each source with what rests on it: all, those `overdue`, those a rule leans on by day `to_read_again`."""
    found = [each for each in source_usages(workspace.pack, workspace.today) if each.overdue or not overdue]
    return sorted((each for each in found if each.evidence), key=review_by) if to_read_again else found
