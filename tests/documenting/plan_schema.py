"""The JSON Schema of the plan, docs/plan.schema.json, from the types of the code."""

from __future__ import annotations

import json
from typing import Any, TypeAlias, get_args

from medinstall.domain.aid_rule import Period
from medinstall.domain.date_rule import Basis
from medinstall.domain.plan import State, Verdict, Why
from medinstall.domain.profile import Answer
from medinstall.domain.rule import Level, Obligation, Stakes
from medinstall.outputs.json_parts import SCHEMA

Json: TypeAlias = "dict[str, Any]"

TEXT: Json = {"type": "string"}
NAME: Json = {"type": "string", "minLength": 1}
DAY: Json = {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
EUROS: Json = {"type": "number", "minimum": 0}
YES_NO: Json = {"type": "boolean"}
ANSWER: Json = {"type": ["string", "number", "boolean"]}


def plan_schema() -> Json:
    """Return the schema of what `liste --json` and `exporter json` print."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Plan d’installation de medinstall",
        "description": "Tous les champs sont là ; null : rien ne s’applique. Dates ISO 8601, montants en euros.",
        **_table(
            schema={"const": SCHEMA},
            dossier=NAME,
            today=DAY,
            rules=_table(version=NAME, checked_on=DAY),
            answers={"type": "object", "additionalProperties": ANSWER},
            unknown=_list(NAME),
            deduced={
                "type": "object",
                "additionalProperties": _table(value=ANSWER, **{"from": NAME}, source=NAME, on=_or_null(DAY)),
            },
            next=_table(step=_or_null(NAME), why=_one_of(Why), on=_or_null(DAY), ask=_list(NAME)),
            start=_table(on=_or_null(DAY), earliest_on=_or_null(DAY), feasible=_or_null(YES_NO), chain=_list(NAME)),
            steps=_list(_step()),
            aids=_list(_aid()),
            alerts=_list(_table(id=NAME, level=_one_of(Level), text=NAME, sources=_list(NAME))),
            totals=_table(certain_eur=EUROS, possible_eur=EUROS),
        ),
    }


def _step() -> Json:
    return _table(
        id=NAME,
        title=NAME,
        who=NAME,
        obligation=_one_of(Obligation),
        stakes=_one_of(Stakes),
        applies=_or_null(YES_NO),
        state=_one_of(State),
        opens_on=_or_null(DAY),
        target_on=_or_null(DAY),
        due_on=_or_null(DAY),
        due_basis=_or_null(_one_of(Basis)),
        practical_on=_or_null(DAY),
        provisional_on=_or_null(DAY),
        takes_effect_on=_or_null(DAY),
        milestones=_list(_table(on=DAY, text=NAME)),
        amount=_or_null(_amount()),
        after=_list(NAME),
        filed_on=_or_null(DAY),
        answer_expected_on=_or_null(DAY),
        outcome=_or_null(_one_of(Answer)),
        done_on=_or_null(DAY),
        note=_or_null(TEXT),
        reference=_or_null(TEXT),
        put_off_until=_or_null(DAY),
        dismissed=_or_null(TEXT),
        reasons=_list(_reason()),
        sources=_list(NAME),
    )


def _aid() -> Json:
    return _table(
        id=NAME,
        title=NAME,
        payer=NAME,
        verdict=_one_of(Verdict),
        amount=_or_null(_amount()),
        pay_by=_or_null(DAY),
        payments=_list(_table(on=DAY, eur=EUROS)),
        refund_eur=_or_null(EUROS),
        reasons=_list(_reason()),
        unlock=_list(_table(set={"type": "object", "minProperties": 1, "additionalProperties": ANSWER}, text=NAME)),
        sources=_list(NAME),
    )


def _amount() -> Json:
    return _table(eur=EUROS, per=_one_of(Period))


def _reason() -> Json:
    return _table(fact=_or_null(NAME), holds=_or_null(YES_NO), text=NAME)


def _table(**properties: Json) -> Json:
    """Return the schema of an object whose keys are all there, and no other."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _list(items: Json) -> Json:
    return {"type": "array", "items": items}


def _one_of(words: Any) -> Json:
    return {"enum": list(get_args(words))}


def _or_null(schema: Json) -> Json:
    return {"anyOf": [schema, {"type": "null"}]}


def plan_schema_text() -> str:
    """Return the schema as the file holds it."""
    return json.dumps(plan_schema(), ensure_ascii=False, indent=2) + "\n"
