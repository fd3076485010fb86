"""Names that lead nowhere, in files too long for one of `tests/refused` to stand for them."""

from __future__ import annotations

from typing import Any

import pytest

from medinstall.rules.checks import check
from medinstall.rules.table import Faults
from tests.building import pack


def faults_of(kind: str, name: str, **changes: Any) -> list[str]:
    """Return the faults of the rule pack with one of its facts or alerts changed."""
    faults = Faults()
    rules: Any = {kind: tuple(r._replace(**changes) if r.id == name else r for r in getattr(pack(), kind))}
    check(pack()._replace(**rules), faults)
    return faults.lines


@pytest.mark.parametrize(
    ("kind", "name", "changes", "fault"),
    [
        ("facts", "qpv", {"parents": ("comune",)}, "facts.toml : parents : « comune » n’existe pas"),
        ("facts", "date_debut", {"usually_by": "date_fin"}, "facts.toml : usually_by : « date_fin » n’existe pas"),
        ("facts", "qpv", {"belongs_to": "zone"}, "facts.toml : belongs_to : « zone » n’existe pas"),
        ("facts", "qpv", {"known_from": (("commune", "qvp"),)}, "« qvp » n’existe pas ; vouliez-vous dire « qpv » ?"),
        ("facts", "zone", {"moved": (("zip", "zipp"),)}, "facts.toml : zone : « zipp » n’existe pas"),
        ("alerts", "secteur_2_a_confirmer", {"while_unknown": "acces.secteur_3"}, "« secteur_3 » n’existe pas"),
    ],
)
def test_a_name_that_leads_nowhere_is_refused(kind: str, name: str, changes: dict[str, Any], fault: str) -> None:
    (told,) = faults_of(kind, name, **changes)
    assert fault in told


def test_the_rules_shipped_lead_somewhere() -> None:
    assert faults_of("facts", "") == []
