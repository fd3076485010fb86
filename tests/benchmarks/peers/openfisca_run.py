"""openfisca-core on the benchmark's rules: one simulation a profile, then all profiles in one simulation.

Run by the Python of its own environment: reads profiles as JSON on stdin, writes results.
"""

# mypy: ignore-errors
from __future__ import annotations

import json
import sys
from importlib.metadata import version
from time import perf_counter

import numpy as np
from openfisca_core.entities import Entity
from openfisca_core.periods import DateUnit
from openfisca_core.simulation_builder import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

DOCTOR = Entity("doctor", "doctors", "", "")
PERIOD = "2026-11"
SECTORS = {"secteur_1": 1, "secteur_2": 2, "secteur_2_optam": 3}
ZONES = {"zip": 1, "zac": 2, "hors_zone": 0}
SHORT, FEBRUARY, LONG, LEAP = (4, 6, 9, 11), 2, 31, 4


def declared(name, value_type=int, formula=None):
    """Return a variable of one doctor and one month."""
    content = {"value_type": value_type, "entity": DOCTOR, "definition_period": DateUnit.MONTH, "label": name}
    return type(name, (Variable,), {**content, **({"formula": formula} if formula else {})})


def last_day(year, month):
    """Return the last day of months."""
    february = np.where(year % LEAP == 0, 29, 28)
    return np.where(month == FEBRUARY, february, np.where(np.isin(month, SHORT), 30, LONG))


def moved(doctor, period, months):
    """Return the year, the month and the last day of that month, `months` after D."""
    count = doctor("an", period) * 12 + doctor("mois", period) - 1 + months
    year, month = count // 12, count % 12 + 1
    return year, month, last_day(year, month)


def written(year, month, day):
    """Return days as 20270131."""
    return year * 10000 + month * 100 + day


def latest(doctor, period, months):
    """Return the latest day whose sum with `months` is not after D."""
    year, month, last = moved(doctor, period, -months)
    jour = doctor("jour", period)
    ends = jour == last_day(doctor("an", period), doctor("mois", period))
    return written(year, month, np.where(ends, last, np.minimum(jour, last)))


def aid(day, zone, wanted, euros, first):
    """Return the formula of an aid."""

    def formula(doctor, period):
        on, sector = doctor(day, period), doctor("secteur", period)
        holds = (on >= 20260101) & np.isin(sector, (1, 3)) & (on >= doctor("derniere", period) + 100000)
        holds &= doctor(zone, period) == wanted
        return euros * (holds & doctor("premiere", period) if first else holds)

    return formula


def carmf(doctor, period):
    """Return the last day of the CARMF."""
    year, month, last = moved(doctor, period, 1)
    return written(year, month, np.minimum(doctor("jour", period), last))


def inpi(doctor, period):
    """Return the last day of the INPI."""
    an, mois, jour = (doctor(name, period) for name in ("an", "mois", "jour"))
    last = last_day(an, mois)
    year, month, _ = moved(doctor, period, 1)
    return np.where(jour + 15 <= last, written(an, mois, jour + 15), written(year, month, jour + 15 - last))


def ordre(doctor, period):
    """Return the last day of the Ordre."""
    return np.where(doctor("etranger", period), latest(doctor, period, 6), latest(doctor, period, 3))


INPUTS = {
    "an": int, "mois": int, "jour": int, "debut": int, "ouverture": int, "derniere": int, "secteur": int, "zone": int,
    "seconde": int, "premiere": bool, "etranger": bool,
}  # fmt: skip
OUTPUTS = {
    "primo_zip": aid("debut", "zone", ZONES["zip"], 10000, first=True),
    "primo_zac": aid("debut", "zone", ZONES["zac"], 5000, first=True),
    "second": aid("ouverture", "seconde", ZONES["zip"], 3000, first=False),
    "carmf": carmf,
    "inpi": inpi,
    "ordre": ordre,
}


def system():
    """Return the rules."""
    found = TaxBenefitSystem([DOCTOR])
    for name, value_type in INPUTS.items():
        found.add_variable(declared(name, value_type))
    for name, formula in OUTPUTS.items():
        found.add_variable(declared(name, int, formula))
    return found


def typed(raw):
    """Return the inputs of a profile."""
    an, mois, jour = map(int, raw["date_debut"].split("-"))
    names = ("date_debut", "date_ouverture_secondaire", "date_derniere_aide")
    debut, ouverture, derniere = (int(raw[name].replace("-", "")) for name in names)
    return {
        "an": an, "mois": mois, "jour": jour, "debut": debut, "ouverture": ouverture, "derniere": derniere,
        "secteur": SECTORS[raw["secteur"]], "zone": ZONES[raw["zone"]], "seconde": ZONES[raw["zone_secondaire"]],
        "premiere": raw["premiere_installation"], "etranger": raw["diplome"] == "hors_union_europeenne",
    }  # fmt: skip


def evaluated(rules, people):
    """Return the results of some profiles in one simulation, a row each."""
    simulation = SimulationBuilder().build_default_simulation(rules, len(people))
    for name in INPUTS:
        simulation.set_input(name, PERIOD, np.array([person[name] for person in people]))
    return np.stack([simulation.calculate(name, PERIOD) for name in OUTPUTS], axis=1).astype(int).tolist()


def main():
    """Evaluate every profile alone, then all together, and say how long each took."""
    rules = system()
    people = [typed(raw) for raw in json.load(sys.stdin)]
    evaluated(rules, people[:1])
    started = perf_counter()
    results = [evaluated(rules, [person])[0] for person in people]
    seconds = perf_counter() - started
    started = perf_counter()
    assert evaluated(rules, people) == results
    together = perf_counter() - started
    found = {"version": version("openfisca-core"), "seconds": seconds, "together": together, "results": results}
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main()
