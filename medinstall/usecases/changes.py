"""What would change a plan."""

from __future__ import annotations

from medinstall.domain.plan import Change, Plan
from medinstall.engine.counterfactuals import unlocks


def all_unlocks(plan: Plan) -> dict[str, tuple[Change, ...]]:
    """Return, for each aid that is refused, the smallest changes that would make it eligible."""
    return {aid.id: unlocks(plan.pack, plan.profile, aid.id) for aid in plan.aids}
