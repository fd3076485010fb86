"""Why a plan is as it is, and what would make it another: aids, sectors."""

from __future__ import annotations

from medinstall.domain.plan import Change, Plan
from medinstall.engine.counterfactuals import losses, unlocks
from medinstall.engine.sectors import SectorPlan, sectors_of


def all_unlocks(plan: Plan) -> dict[str, tuple[Change, ...]]:
    """Return, for each aid that is refused, the smallest changes that would make it eligible."""
    return {aid.id: unlocks(plan.pack, plan.profile, aid.id) for aid in plan.aids}


def ways(plan: Plan, aid: str) -> tuple[tuple[Change, ...], tuple[Change, ...]]:
    """Return the changes of answers that would open an aid, and those that would close it."""
    return unlocks(plan.pack, plan.profile, aid), losses(plan.pack, plan.profile, aid)


def compared_sectors(plan: Plan) -> tuple[SectorPlan, ...]:
    """Return every sector as it would be for this doctor."""
    return sectors_of(plan.pack, plan.profile)
