"""Why a plan is as it is, and what would make it another: aids, sectors."""

from __future__ import annotations

from medinstall.domain.plan import Change, Plan
from medinstall.engine.counterfactuals import losses, unlocks
from medinstall.engine.sectors import SectorPlan, sectors_of
from medinstall.wording.checklist import aid_view
from medinstall.wording.view import AidView


def all_unlocks(plan: Plan) -> dict[str, tuple[Change, ...]]:
    """Return, for each aid that is refused, the smallest changes that would make it eligible."""
    return {aid.id: unlocks(plan.pack, plan.profile, aid.id) for aid in plan.aids}


def explained_aid(plan: Plan, aid: str) -> AidView:
    """Return one aid in full, with the changes that would open or close it."""
    return aid_view(plan, aid, unlocks(plan.pack, plan.profile, aid), losses(plan.pack, plan.profile, aid))


def compared_sectors(plan: Plan) -> tuple[SectorPlan, ...]:
    """Return every sector as it would be for this doctor."""
    return sectors_of(plan.pack, plan.profile)
