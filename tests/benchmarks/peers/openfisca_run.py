"""openfisca-core on the benchmark's rules: one simulation a profile, then all profiles in one simulation.

Run by the Python of its own environment: reads profiles as JSON on stdin, writes results.
"""

# mypy: ignore-errors
from __future__ import annotations

import json
import sys
from datetime import date
from importlib.metadata import version
from time import perf_counter

import numpy as np
from openfisca_core.entities import Entity
from openfisca_core.periods import DateUnit, period
from openfisca_core.simulation_builder import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

DOCTOR = Entity("doctor", "doctors", "", "")
PERIOD = period("2026-11")  # read once: a text would be parsed again for each variable
SECTORS = {"secteur_1": 1, "secteur_2": 2, "secteur_2_optam": 3}
ZONES = {"zip": 1, "zac": 2, "hors_zone": 0}
ONE_DAY, FIFTEEN_DAYS = np.timedelta64(1, "D"), np.timedelta64(15, "D")
TEN_YEARS = 120


def declared(name, value_type, formula=None):
    """Return a variable of one doctor and one month."""
    content = {"value_type": value_type, "entity": DOCTOR, "definition_period": DateUnit.MONTH, "label": name}
    return type(name, (Variable,), {**content, **({"formula": formula} if formula else {})})


def moved(day, months):
    """Return the same day `months` later, before its month's end is looked at, and that month's last day."""
    month = day.astype("M8[M]")
    target = month + months
    same = target.astype("M8[D]") + (day - month.astype("M8[D]"))
    return same, (target + 1).astype("M8[D]") - ONE_DAY


def plus_months(day, months):
    """Return days `months` later, clamped to the month's last day."""
    return np.minimum(*moved(day, months))


def latest_start(day, months):
    """Return the latest days whose sum with `months` is not after `day`: a month's last day, if `day` is one."""
    same, last = moved(day, -months)
    ends = (day + ONE_DAY).astype("M8[M]") != day.astype("M8[M]")
    return np.where(ends, last, np.minimum(same, last))


def aid(day, zone, wanted, values, first):
    """Return the formula of an aid; `values`: the euros from a day on."""
    dated = [(np.datetime64(start), euros) for start, euros in values]

    def formula(doctor, period):
        on, sector = doctor(day, period), doctor("secteur", period)
        euros = 0
        for start, amount in dated:
            euros = np.where(on >= start, amount, euros)
        holds = (sector != SECTORS["secteur_2"]) & (doctor(zone, period) == wanted) & (on >= doctor("limite", period))
        return euros * (holds & doctor("premiere", period) if first else holds)

    return formula


def months_of_ordre(doctor, period):
    """Return how long the Ordre may take."""
    return np.where(doctor("etranger", period), 6, 3)


INPUTS = {
    "debut": date, "ouverture": date, "derniere": date, "secteur": int, "zone": int, "seconde": int,
    "premiere": bool, "etranger": bool,
}  # fmt: skip
SHARED = {"limite": (date, lambda doctor, period: plus_months(doctor("derniere", period), TEN_YEARS))}
AIDS = {
    "primo_zip": aid("debut", "zone", ZONES["zip"], (("2026-01-01", 10000), ("2030-01-01", 12000)), first=True),
    "primo_zac": aid("debut", "zone", ZONES["zac"], (("2026-01-01", 5000),), first=True),
    "second": aid("ouverture", "seconde", ZONES["zip"], (("2026-01-01", 3000),), first=False),
}
STEPS = {
    "carmf": lambda doctor, period: plus_months(doctor("debut", period), 1),
    "inpi": lambda doctor, period: doctor("debut", period) + FIFTEEN_DAYS,
    "ordre": lambda doctor, period: latest_start(doctor("debut", period), months_of_ordre(doctor, period)),
}


def system():
    """Return the rules."""
    found = TaxBenefitSystem([DOCTOR])
    formulas = {
        **{name: (int, made) for name, made in AIDS.items()},
        **{name: (date, made) for name, made in STEPS.items()},
    }
    for name, value_type in INPUTS.items():
        found.add_variable(declared(name, value_type))
    for name, (value_type, formula) in {**SHARED, **formulas}.items():
        found.add_variable(declared(name, value_type, formula))
    return found


def typed(raw):
    """Return the inputs of a profile."""
    names = ("date_debut", "date_ouverture_secondaire", "date_derniere_aide")
    debut, ouverture, derniere = (np.datetime64(raw[name]) for name in names)
    return {
        "debut": debut, "ouverture": ouverture, "derniere": derniere,
        "secteur": SECTORS[raw["secteur"]], "zone": ZONES[raw["zone"]], "seconde": ZONES[raw["zone_secondaire"]],
        "premiere": raw["premiere_installation"], "etranger": raw["diplome"] == "hors_union_europeenne",
    }  # fmt: skip


def vectors(people):
    """Return the inputs of some profiles, an array each."""
    return {name: np.array([person[name] for person in people]) for name in INPUTS}


def evaluated(rules, inputs, count=1):
    """Return the results of some profiles in one simulation, an array each."""
    simulation = SimulationBuilder().build_default_simulation(rules, count)
    for name, values in inputs.items():
        simulation.set_input(name, PERIOD, values)
    return [simulation.calculate(name, PERIOD) for name in (*AIDS, *STEPS)]


def written(results):
    """Return the results of some profiles as JSON holds them, a row each."""
    columns = [values.astype(str).tolist() if values.dtype.kind == "M" else values.tolist() for values in results]
    return [list(row) for row in zip(*columns, strict=True)]


def main():
    """Evaluate every profile alone, then all together, and say how long each took."""
    rules, given = system(), json.load(sys.stdin)
    people = [typed(raw) for raw in given["timed"]]
    for other in given["warm"]:
        evaluated(rules, vectors([typed(other)]))
    alone, everyone = [vectors([person]) for person in people], vectors(people)
    started = perf_counter()
    results = [evaluated(rules, inputs) for inputs in alone]
    seconds = perf_counter() - started
    started = perf_counter()
    together = evaluated(rules, everyone, len(people))
    at_once = perf_counter() - started
    rows = [written(found)[0] for found in results]
    assert written(together) == rows
    others = {"all profiles in one vector": len(people) / at_once}
    said = {"version": version("openfisca-core"), "seconds": seconds, "others": others, "results": rows}
    json.dump(said, sys.stdout)


if __name__ == "__main__":
    main()
