from __future__ import annotations

from medinstall.domain.plan import Reason
from medinstall.domain.truth import Truth
from medinstall.outputs.plan_json import plan_json
from tests.unit.wording.build import plan, step


def test_a_reason_names_the_open_fact_that_is_asked_first() -> None:
    several = Reason(("zone",), Truth.UNKNOWN, "Un", open=frozenset({"socle_fmt", "travaux", "zone"}))
    settled = Reason(("commune", "zone"), Truth.YES, "Deux")
    found = plan_json(plan(step(reasons=(several, settled, Reason((), Truth.NO, "Trois")))), "x", {})
    assert [reason["fact"] for reason in found["steps"][0]["reasons"]] == ["zone", "commune", None]
