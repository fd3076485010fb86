"""Plans built by hand, from a small rule pack that never changes: what a view receives from the engine."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from medinstall.domain.aid_rule import AidRule, AidValue
from medinstall.domain.criterion import ALWAYS
from medinstall.domain.date_rule import Basis, Count, DateRule, Duration
from medinstall.domain.fact import Choice, Fact, Value
from medinstall.domain.pack import RulePack
from medinstall.domain.place import Place
from medinstall.domain.plan import (
    AidPlan,
    Alert,
    Amount,
    Change,
    Day,
    Milestone,
    Next,
    Plan,
    Reason,
    Running,
    Start,
    StepPlan,
    Totals,
)
from medinstall.domain.profile import Profile, Tick
from medinstall.domain.rule import AlertRule, ConditionalText, Document, Level, StepRule
from medinstall.domain.source import Evidence, Source
from medinstall.domain.truth import Truth
from medinstall.wording.aids import AidView
from medinstall.wording.phrasing import Wording
from medinstall.wording.plan_view import PlanView
from medinstall.wording.steps import StepView

TODAY = date(2026, 11, 22)
D = date(2027, 3, 31)
ORDRE = "Conseil départemental de l'Ordre des médecins du Loiret"
LOIRET = Place(
    commune="45234",
    commune_name="Orléans",
    departement="45",
    departement_name="Loiret",
    funds=("CPAM du Loiret",),
    council=ORDRE,
    council_url="https://conseil45.ordre.medecin.fr",
    urssaf="Urssaf Centre-Val de Loire",
    ars="ARS Centre-Val de Loire",
)
NORD = Place(departement="59", funds=("CPAM des Flandres", "CPAM de Lille-Douai", "CPAM du Hainaut"))
CHECKED = Evidence("loi", date(2026, 11, 22), date(2027, 6, 30), "high")
FACTS = (
    Fact("date_debut", "date", "vous", 1, "Quand ?", "", "Premier jour d’activité libérale", choosable=True),
    Fact("commune", "commune", "lieu", 2, "Où ?", "", "Commune d’exercice"),
    Fact(
        "zone", "choice", "lieu", 3, "Quelle zone ?", "", "Zone de l’ARS",
        (Choice("zip", "ZIP, intervention prioritaire"), Choice("zac", "ZAC, action complémentaire")),
    ),
    Fact("travaux", "yes_no", "cabinet", 4, "Des travaux ?", "", "Travaux soumis à autorisation"),
    Fact("socle_fmt", "number", "montants", 5, "Combien ?", "", "Socle du forfait", unit="€ par an"),
    Fact(
        "cabinet", "choice", "cabinet", 6, "Cabinet ?", "", "Cabinet principal",
        (Choice("inchange", "Il ne change pas"),),
    ),
    Fact("date_ouverture_secondaire", "date", "ailleurs", 7, "Quand ?", "", "Ouverture du cabinet secondaire"),
)  # fmt: skip


def day(
    on: date, basis: Basis | None = "legal", *, months: int = 0, days: int = 0, count: Count = "offset", **more: Any
) -> Day:
    """Return a date counted from D."""
    rule = DateRule(count, "date_debut", Duration(months, days), basis, more.pop("text", ""), sources=("loi",))
    return Day(on, rule, "date_debut", D, **more)


def step_rule(name: str, **changes: Any) -> StepRule:
    """Return a bare step, then changed."""
    rule = StepRule(
        id=name, order=1, title=f"Faire {name}", who="{ordre}", obligation="obligatoire", stakes="formalite", after=(),
        after_when=(), requires=(), conditions=(), opens=(), target=(), due=(), effect=(), milestones=(), processing=(),
        processing_after=(), answer=(), can_be_filed=False, at_second_site=None, what="", bring=(), receive=(),
        sanction="", notes=(), links=(), figures=(), variants=(), evidence=(CHECKED,),
    )  # fmt: skip
    papers = tuple(map(ConditionalText, changes.pop("bring", ())))
    return rule._replace(bring=papers, **changes)


def step(name: str = "ordre", rule: Mapping[str, Any] | None = None, **changes: Any) -> StepPlan:
    """Return a step to do, then changed; `rule` changes what the rule pack says of it."""
    written = step_rule(name, **(rule or {}))
    plan = StepPlan(
        rule=written, title=written.title, who=written.who, what=written.what, notes=(), applies=Truth.YES,
        state="a_faire", after=written.after, blocked_by=(), waits_for=(), opens=None, target=None, due=None,
        effect=None, practical_on=None, milestones=(), tick=Tick(), reasons=(), stale=False,
        requires=written.requires,
        bring=tuple(paper.text for paper in written.bring), links=written.links, evidence=written.evidence,
    )  # fmt: skip
    return plan._replace(**changes)


def aid(name: str = "primo_zip", rule: Mapping[str, Any] | None = None, **changes: Any) -> AidPlan:
    """Return an eligible aid of 10,000 euros, then changed."""
    written = AidRule(
        id=name, order=1, title="Aide à la première installation", payer="{caisse}", law_date="date_debut",
        what="Versement unique de {eur}.", claim="Prenez contact avec votre caisse.", conditions=(), commitments=(),
        values=(AidValue(date(2026, 1, 1), eur=10000),), pay_by=(), contract=None, excludes=(), unsettled_with=(),
        figures=(("taux_pct", 25), ("plafond_eur", 38000), ("jours_max", 15)), notes=(), evidence=(CHECKED,),
    )  # fmt: skip
    plan = AidPlan(
        rule=written._replace(**(rule or {})), verdict="eligible", amount=Amount(10000, "unique"),
        pay_by=day(date(2027, 6, 30), "conventionnel", months=3), payments=(), refund_eur=None, signed=False,
        law_date=D, reasons=(Reason(("zone",), Truth.YES, "Votre cabinet est en ZIP", ("loi",)),), stale=False,
        evidence=(rule or {}).get("evidence", written.evidence),
    )  # fmt: skip
    return plan._replace(**changes)


def alert(name: str, level: Level, text: str) -> Alert:
    """Return an alert."""
    return Alert(AlertRule(name, 1, level, text, ALWAYS, (CHECKED,)), text, (CHECKED,))


def pack(**changes: Any) -> RulePack:
    """Return the small rule pack."""
    bare = RulePack(
        version="2026.11", checked_on=TODAY, facts=FACTS, sections=(), steps=(), aids=(), alerts=(), sectors=(),
        dates=(), numbers=(), holidays=(), documents=(Document("diplome", "Votre diplôme"),),
        sources=(Source("loi", "Code de la santé publique", "Légifrance", "https://www.legifrance.gouv.fr/loi"),),
        stale=(), place_tables=(),
        glossary=(("CPAM", "caisse primaire d'assurance maladie"), ("ARS", "agence régionale de santé")),
    )  # fmt: skip
    return bare._replace(**changes)


def profile(answers: Mapping[str, Value] | None = None, **changes: Any) -> Profile:
    """Return a doctor who starts on D in Orléans, then changed."""
    said: dict[str, Value] = {"date_debut": D, "commune": "45234", "zone": "zip"}
    return (Profile(TODAY, said | dict(answers or {}), place=LOIRET))._replace(**changes)


def plan(*parts: StepPlan | AidPlan | Alert, **changes: Any) -> Plan:
    """Return a plan of these steps, aids and alerts, then changed."""
    steps = tuple(part for part in parts if isinstance(part, StepPlan))
    first = next((each.id for each in steps if each.state in ("en_retard", "urgente", "a_faire")), None)
    bare = Plan(
        pack=pack(),
        profile=profile(),
        steps=steps,
        aids=tuple(part for part in parts if isinstance(part, AidPlan)),
        alerts=tuple(part for part in parts if isinstance(part, Alert)),
        start=Start(D, date(2027, 2, 22), True, ()),
        totals=Totals(10000, 0),
        unknown=(),
        stale=(),
        next=Next(first, "target" if first else "none", None),
    )
    return bare._replace(**changes)


def example() -> Plan:
    """Return a plan that uses every part of a screen once."""
    registration = step(
        "ordre_inscription",
        {
            "title": "S'inscrire au tableau de l'Ordre", "what": "Déposez votre dossier auprès de {ordre}.",
            "bring": ("diplome",), "receive": ("Un numéro RPPS",), "sanction": "Exercer sans être inscrit est illégal.",
        },
        target=day(date(2026, 11, 30), None, months=-4),
        due=day(date(2026, 12, 31), "calcul", months=3, count="latest_start", text="trois mois d'instruction"),
        practical_on=date(2026, 12, 31),
    )  # fmt: skip
    retirement = step(
        "carmf",
        {
            "title": "S'affilier à la CARMF", "who": "CARMF",
            "after": ("ordre_inscription",), "requires": ("ordre_inscription",),
        },
        state="bloquee", blocked_by=("ordre_inscription",), opens=day(D, None), target=day(D, None),
        due=day(date(2027, 4, 30), months=1, clamped=True, text="dans le mois qui suit (R. 643-1)"),
        practical_on=date(2027, 4, 30), effect=day(date(2027, 4, 1), None, count="next_quarter"),
        milestones=(Milestone(day(date(2027, 4, 1), None, count="next_quarter"), "Votre affiliation prend effet"),),
    )  # fmt: skip
    lease = step(
        "contrats",
        {"title": "Transmettre vos contrats"},
        state="faite",
        tick=Tick(done_on=date(2026, 11, 20), note="envoyé en recommandé", reference="1A 234"),
    )
    works = step(
        "accessibilite",
        {"title": "Demander l'autorisation de travaux", "who": "Mairie"},
        applies=Truth.UNKNOWN,
        reasons=(Reason(("travaux",), Truth.UNKNOWN, "Des travaux demandent une autorisation"),),
        due=day(date(2027, 2, 28), "calcul"),
        practical_on=date(2027, 2, 26),
    )
    second = step(
        "site_distinct",
        {"title": "Déclarer le second site"},
        applies=Truth.NO,
        state="sans_objet",
        reasons=(Reason(("cabinet",), Truth.NO, "Vous ouvrez un second cabinet"),),
    )
    chain = ("ordre_inscription",)
    return plan(
        registration, retirement, lease, works, second, aid(),
        aid("caim", {"title": "Contrat d'aide à l'installation", "excludes": ("primo_zip",)}, verdict="fermee",
            amount=None, pay_by=None, reasons=(Reason((), Truth.NO, "Fermée depuis 2026", cause="closed"),)),
        alert("contrats_supprimes", "information", "Les anciens contrats sont fermés."),
        alert("secteur_1_irrevocable", "irreversible", "Le secteur 1 est définitif."),
        start=Start(D, date(2027, 2, 22), True, chain, (Running("ordre_inscription", TODAY, date(2027, 2, 22), ""),)),
        unknown=("travaux",),
    )  # fmt: skip


def step_view(found: Plan, step: str) -> StepView:
    """Return one step of a plan in full."""
    return PlanView(found).step[step]


def aid_view(found: Plan, aid: str, unlocks: Sequence[Change] = ()) -> AidView:
    """Return one aid of a plan in full."""
    return AidView(next(each for each in found.aids if each.id == aid), Wording(found), unlocks)
