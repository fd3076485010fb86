"""Claims on dates: none comes before its anchor, no step waits for itself, each quarter of 2017 to 2036 has a plan."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from medinstall.domain.date_rule import Duration
from medinstall.domain.fact import Value
from medinstall.domain.pack import RulePack
from medinstall.domain.plan import Plan
from medinstall.domain.truth import Truth
from medinstall.engine.contracts import value_on
from medinstall.engine.month_arithmetic import add
from medinstall.engine.plan import plan_of
from medinstall.engine.situation import Situation
from medinstall.rules.checks import circle_of
from medinstall.verify.claims import Claim, Proof, Violation
from medinstall.verify.space import Answers, profile_of, situation_of
from medinstall.verify.table import Table

FIRST_YEAR, LAST_YEAR = 2017, 2036
DAYS = tuple(date(2027, 1, 1) + timedelta(days=n) for n in range(731))  # a plain year and a leap year
LATER, FIVE = timedelta(days=40), Duration(months=5)


def no_circle(proof: Proof) -> Claim:
    """Return the claim that no step waits for itself, and that a step only waits for one that may apply with it."""
    checked, waiting = len(proof.pack.steps), circle_of(proof.pack)
    violations = [Violation(f"step.{step}", f"attend en cercle {', '.join(sorted(o))}") for step, o in waiting.items()]
    notes = []
    for step in proof.pack.steps:
        for other in (*step.requires, *(o for each in step.after_when if each.blocks for o in each.steps)):
            checked += 1
            together, alone = _meets(proof, step.id, other)
            if not together:
                violations.append(Violation(f"step.{step.id}", f"attend {other}, qui ne s’applique jamais avec elle"))
            if alone is not None:
                notes.append(f"{step.id} peut s’appliquer sans {other}, qui ne la bloque alors pas")
    title = "Les préalables d’une démarche s’appliquent avec elle ou ne la bloquent pas, et rien n’attend en cercle"
    return Claim("prealables", title, checked, tuple(violations), tuple(notes))


def _meets(proof: Proof, step: str, other: str) -> tuple[bool, Answers | None]:
    """Tell whether a step and its prerequisite apply together somewhere, and where the step applies alone."""
    together, alone = False, None
    tables = proof.by_outcome()
    for _, table in tables[f"step.{step}"]:
        for row in _rows(table, Truth.YES):
            for _, second in tables[f"step.{other}"]:
                for there in [*_some(second, Truth.YES), *_some(second, Truth.NO)]:
                    answers = {**second.answers(there), **table.answers(row)}
                    situation = situation_of(proof.pack, answers, table.today)
                    if situation.applies(step).truth is Truth.YES:
                        together |= situation.applies(other).truth is Truth.YES
                        alone = alone or (answers if situation.applies(other).truth is Truth.NO else None)
            if together and alone is not None:
                return together, alone
    return together, alone


def _rows(table: Table, truth: Truth) -> Iterator[int]:
    yield from (row for row, seen in enumerate(table.seen) if seen.verdict is truth)


def _some(table: Table, truth: Truth) -> list[int]:
    return [row for row, _ in zip(_rows(table, truth), range(20), strict=False)]


def dates_in_order(proof: Proof) -> Claim:
    """Return the claim that a step opens, is aimed at and falls due in that order, and none of it before its cause.

    Each way a step has of counting its dates is counted from every day of two years, one of them a leap year.
    """
    found: dict[tuple[str, str], Violation] = {}
    checked = 0
    for outcome, table in proof.tables:
        if outcome.kind != "step" or table.today != proof.base:
            continue
        for answers in _ways(table):
            for day in DAYS:
                checked += 1
                moved = _moved(answers, day, proof.pack)
                situation = situation_of(proof.pack, moved, proof.base)
                for text in _disorder(outcome.id, situation):
                    found.setdefault((outcome.name, text), Violation(outcome.name, text, moved, proof.base))
    title = "Une démarche s’ouvre, se vise et échoit dans cet ordre, après ses préalables, et rien ne précède sa cause"
    return Claim("dates", title, checked, tuple(found.values()))


def _ways(table: Table) -> Iterator[Answers]:
    """Yield answers for each way a step counts its dates, all of its anchors being known."""
    known: dict[object, Answers] = {}
    for row, seen in enumerate(table.seen):
        if seen.verdict is Truth.YES and not seen.open:
            known.setdefault(seen.detail, table.answers(row))
    yield from known.values()


def _moved(answers: Answers, day: date, pack: RulePack) -> dict[str, Value]:
    """Return answers with every date on `day`: what compares two of them stands in the table already."""
    dates = {fact.id for fact in pack.facts if fact.kind == "date"}
    return {root: day if root in dates and isinstance(value, date) else value for root, value in answers.items()}


def _disorder(step: str, situation: Situation) -> Iterator[str]:
    rule, dates = situation.pack.step[step], situation.dates(step)
    opens, target, due = dates.opens.day, dates.target.day, dates.due.day
    pairs = (("opens", opens, "target", target), ("opens", opens, "due", due), ("target", target, "due", due))
    for first, one, second, other in pairs:
        if one and other and one.on > other.on:
            yield f"{first} tombe après {second}"
    for found in (dates.effect.day, *(milestone.day for milestone in dates.milestones)):
        if found and found.on < found.anchored_on:
            yield "une date tombe avant le jour dont elle part"
    if due and due.rule.how == "latest_start" and not _is_latest(due.on, due.anchored_on, situation, step):
        yield "la date limite n’est pas le dernier jour qui laisse le délai entier"
    for before in rule.requires:
        aimed = situation.dates(before).target.day
        if target and aimed and aimed.on > target.on and situation.applies(before).truth is Truth.YES:
            yield f"se vise avant {before}, qui la précède"


def _is_latest(due: date, end: date, situation: Situation, step: str) -> bool:
    """Tell by counting on from the day, apart from the engine, which counts back to it."""
    lengths = [rule.duration for rule in situation.pack.step[step].due if rule.how == "latest_start"]
    return any(add(due, length) <= end < add(due + timedelta(days=1), length) for length in lengths)


def quarters(proof: Proof) -> Claim:
    """Return the claim that the plan holds on the first day of each quarter: one value in force, or « non couvert »."""
    violations, checked = [], 0
    for year in range(FIRST_YEAR, LAST_YEAR + 1):
        for month in (1, 4, 7, 10):
            today = date(year, month, 1)
            for name, answers in doctors(today).items():
                checked += 1
                plan = plan_of(proof.pack, profile_of(answers, today))
                violations += [Violation(name, text, answers, today) for text in _uncovered(plan)]
    for aid in proof.pack.aids:
        starts = [value.start for value in aid.values]
        if starts != sorted(set(starts)) or any(value.closed for value in aid.values[:-1]):
            violations.append(Violation(f"aid.{aid.id}", "valeurs qui se recouvrent, ou fermeture suivie d’une valeur"))
    title = f"Le plan tient chaque trimestre de {FIRST_YEAR} à {LAST_YEAR}, sans trou ni recouvrement"
    return Claim("temps", title, checked, tuple(violations))


def _uncovered(plan: Plan) -> Iterator[str]:
    for aid in plan.aids:
        value = value_on(aid.rule, aid.law_date) if aid.law_date else None
        told = any("Non couvert à cette date" in reason.text for reason in aid.reasons)
        if aid.law_date and (value is None) != told:
            yield f"{aid.id} : « non couvert à cette date » dit à tort, ou pas dit"
        if aid.law_date and value is None and aid.verdict != "non_eligible":
            yield f"{aid.id} : verdict {aid.verdict} avant la première valeur"
        if value is not None and value.closed and value.unsettled is None and aid.verdict != "fermee":
            yield f"{aid.id} : verdict {aid.verdict} après la fermeture"
    if {step.id for step in plan.steps} != set(plan.pack.step):
        yield "une démarche manque"


def doctors(today: date) -> Mapping[str, dict[str, Value]]:
    """Return a few doctors who install soon after `today`, the first having answered nothing."""
    young: dict[str, Value] = {
        "parcours": "jeune_diplome", "specialite": "medecine_generale", "inscription_ordre": "non", "diplome": "france",
        "date_debut": add(today, FIVE), "zone": "zip", "premiere_installation": True, "secteur": "secteur_1",
        "cabinet": "creation", "mode_exercice": "individuel", "medecin_traitant": True, "qpv": False,
        "contrat_demographique": "aucun", "cabinet_secondaire": "non", "france_ruralites": "zfrr", "cesp": False,
    }  # fmt: skip
    signed = {**young, "contrat_demographique": "caim", "date_signature_contrat": date(2020, 2, 29)}
    return {
        "sans réponse": {},
        "jeune généraliste": young,
        "chirurgien en secteur 2": {**young, "specialite": "anesthesie_chirurgie_obstetrique", "secteur": "secteur_2"},
        "hors convention": {**young, "secteur": "hors_convention", "zone": "hors_zone"},
        "second site seul": {
            "cabinet": "inchange", "cabinet_secondaire": "creation", "zone_secondaire": "zip", "secteur": "secteur_1",
            "date_ouverture_secondaire": add(today, FIVE), "parcours": "deja_installe", "date_debut": today,
        },
        "contrat en cours": {**signed, "jours_par_semaine": "3", "date_resiliation": today + LATER},
    }  # fmt: skip
