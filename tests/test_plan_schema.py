"""The published schema of the plan: fresh, sound, and true of real plans."""

from __future__ import annotations

import copy
import json
from datetime import date
from typing import Any

import jsonschema
import pytest

from tests.building import as_json, pack, plan
from tests.documenting.plan_schema import plan_schema

CHECKER = jsonschema.Draft202012Validator(plan_schema(), format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER)
SETTLED: dict[str, object] = {
    "specialite": "medecine_generale", "parcours": "deja_installe", "inscription_ordre": "meme_departement",
    "date_debut": date(2026, 2, 1), "commune": "45234", "zone": "zip", "secteur": "secteur_1", "cabinet": "creation",
    "mode_exercice": "groupe", "contrat_demographique": "caim", "date_signature_contrat": date(2024, 6, 1),
    "jours_par_semaine": "4", "date_resiliation": date(2026, 6, 1), "date_derniere_aide": "jamais", "qpv": "inconnu",
}  # fmt: skip


def test_the_schema_is_itself_valid() -> None:
    of_schemas = jsonschema.Draft202012Validator(jsonschema.Draft202012Validator.META_SCHEMA)
    assert list(of_schemas.iter_errors(plan_schema())) == []


@pytest.mark.parametrize("answers", [{}, {"date_debut": date(2027, 3, 31)}, SETTLED], ids=["empty", "date", "contract"])
def test_real_plans_are_valid(answers: dict[str, object]) -> None:
    found = as_json(plan(answers, done={"rcp": date(2026, 11, 20)}, filed={"ordre_inscription": date(2026, 11, 1)}))
    CHECKER.validate(json.loads(json.dumps(found)))
    reasons = [reason for item in (*found["steps"], *found["aids"]) for reason in item["reasons"]]
    assert {reason["fact"] for reason in reasons if reason["fact"]} <= set(pack().fact), "a script knows no others"


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("schema",), 1),
        (("schema",), 3),
        (("today",), "22/11/2026"),
        (("steps", 0, "state"), "finie"),
        (("steps", 0, "due_on"), ""),
        (("aids", 0, "verdict"), None),
        (("aids", 0, "amount"), {"eur": 1}),
        (("totals", "certain_eur"), -1),
        (("nouveau",), 1),
    ],
)
def test_a_plan_that_breaks_the_contract_is_not_valid(path: tuple[str | int, ...], value: object) -> None:
    broken: Any = copy.deepcopy(as_json(plan({})))
    part = broken
    for key in path[:-1]:
        part = part[key]
    part[path[-1]] = value
    assert not CHECKER.is_valid(broken)


@pytest.mark.parametrize("key", ["unknown", "alerts"])
def test_no_key_may_be_missing(key: str) -> None:
    broken = as_json(plan({}))
    del broken[key]
    assert not CHECKER.is_valid(broken)
