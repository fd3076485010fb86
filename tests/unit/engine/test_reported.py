"""What the doctor reports beside the answers: put off, dismissed, noted, answered; what it does to the plan."""

from __future__ import annotations

from datetime import date
from typing import Any

from medinstall.domain.plan import Plan, StepPlan
from medinstall.domain.profile import Outcome, Tick
from medinstall.engine.counterfactuals import unlocks
from medinstall.engine.plan import plan_of
from tests.building import TODAY, as_json, pack, profile

BASE: dict[str, object] = {
    "specialite": "medecine_generale",
    "parcours": "hospitalier",
    "diplome": "france",
    "inscription_ordre": "meme_departement",
    "cabinet": "creation",
    "commune": "37261",
    "mode_exercice": "individuel",
    "secteur": "secteur_1",
    "travaux": False,
    "date_debut": date(2027, 3, 15),
}
WHOLE: dict[str, object] = {
    **BASE,
    "zone": "hors_zone",
    "qpv": False,
    "france_ruralites": "non",
    "premiere_installation": True,
    "exception_premiere_installation": "aucune",
    "titre_hospitalier": "aucun",
    "local": "propriete",
    "remplacement_recent": False,
    "activite_salariee": False,
    "devenir_poste": "quitte",
    "personnel": "aucun",
    "medecin_traitant": True,
    "cabinet_secondaire": "non",
    "consultations_avancees": 0,
    "cesp": False,
    "date_derniere_aide": "jamais",
    "contrat_demographique": "aucun",
    "jours_par_semaine": "4",
    "majoration_ars": False,
    "hopital_proximite": False,
}


def planned(**reported: Any) -> Plan:
    return plan_of(pack(), profile(BASE)._replace(**reported))


def step(found: Plan, name: str) -> StepPlan:
    return next(step for step in found.steps if step.id == name)


def test_a_duty_put_off_is_aimed_at_that_day_and_never_after_its_due_date() -> None:
    assert step(planned(put_off={"rcp": date(2027, 2, 20)}), "rcp").target.on == date(2027, 2, 20)  # type: ignore[union-attr]
    late = step(planned(put_off={"rcp": date(2027, 6, 1)}), "rcp")
    assert late.target is not None
    assert late.target.on == date(2027, 3, 15) == late.due.on  # type: ignore[union-attr]
    assert late.put_off_until == date(2027, 6, 1)


def test_a_duty_is_never_aimed_at_before_it_opens() -> None:
    found = step(planned(put_off={"carmf": date(2027, 1, 1)}), "carmf")
    assert found.target.on == found.opens.on == date(2027, 3, 15)  # type: ignore[union-attr]


def test_an_advice_put_off_keeps_its_target_and_is_not_next() -> None:
    done = {name: Tick(done_on=TODAY) for name in ("rcp", "cpam", "convention", "at_mp")}
    today = date(2027, 1, 14)
    plain, put_off = (
        {"today": today, "ticks": done, "put_off": days} for days in ({}, {"prevoyance": date(2027, 1, 20)})
    )
    assert planned(**plain).next.step == "prevoyance"
    found = planned(**put_off)
    assert found.next.step == "compte_bancaire"
    assert step(found, "prevoyance").target == step(planned(**plain), "prevoyance").target


def test_a_dismissed_step_is_never_next_and_holds_nobody_back() -> None:
    assert planned(today=date(2027, 3, 16)).next.step == "rcp"
    found = planned(today=date(2027, 3, 16), dismissed={"rcp": "couvert par le groupe"})
    assert found.next.step == "convention"
    assert step(found, "rcp").dismissed == "couvert par le groupe"
    assert not found.start.kept
    unregistered = profile({**BASE, "inscription_ordre": "non"})
    blocked = plan_of(pack(), unregistered)
    freed = plan_of(pack(), unregistered._replace(dismissed={"ordre_inscription": "fait autrement"}))
    assert step(blocked, "cpam").blocked_by == ("ordre_inscription",)
    assert not step(freed, "cpam").blocked_by


def test_only_a_duty_that_applies_is_warned_of_when_dismissed() -> None:
    def alerts(name: str) -> set[str]:
        return {alert.id for alert in planned(dismissed={name: "non"}).alerts}

    assert "etape_ecartee" in alerts("rcp")
    assert "etape_ecartee" not in alerts("prevoyance")  # an advice
    assert "etape_ecartee" not in alerts("ordre_inscription")  # does not apply


def test_notes_are_joined_the_newest_last_and_a_tick_s_note_is_not_lost() -> None:
    tick = {"rcp": Tick(done_on=TODAY, note="signé")}
    assert step(planned(notes={"rcp": ("un", "deux")}, ticks=tick), "rcp").note == "signé\nun\ndeux"
    assert step(planned(notes={"rcp": ("signé", "deux")}, ticks=tick), "rcp").note == "signé\ndeux"
    assert step(planned(), "rcp").note is None


def test_the_json_tells_what_was_reported() -> None:
    outcome = {"at_mp": Outcome("refusee", TODAY)}
    found = as_json(
        planned(put_off={"at_mp": date(2027, 2, 1)}, dismissed={"rcp": "non"}, outcomes=outcome), frozenset()
    )
    by_id = {item["id"]: item for item in found["steps"]}
    assert by_id["at_mp"]["outcome"] == "refusee"
    assert by_id["at_mp"]["put_off_until"] == "2027-02-01"
    assert by_id["rcp"]["dismissed"] == "non"


def test_a_file_handed_in_has_an_answer_expected() -> None:
    found = plan_of(
        pack(), profile({**BASE, "inscription_ordre": "non"}, filed={"ordre_inscription": date(2026, 11, 2)})
    )
    assert step(found, "ordre_inscription").answer_expected_on == date(2027, 2, 2)
    assert step(found, "rcp").answer_expected_on is None


def test_a_signed_contract_proposes_nothing() -> None:
    named = {**WHOLE, "mode_exercice": "groupe", "contrat_demographique": "caim"}
    signed = profile({**named, "date_signature_contrat": date(2025, 3, 10), "date_resiliation": "jamais"})
    caim = next(aid for aid in plan_of(pack(), signed).aids if aid.id == "caim")
    assert caim.verdict == "non_eligible"  # another zone would open it
    assert not unlocks(pack(), signed, "caim")


def test_what_a_second_site_cannot_change_is_not_proposed() -> None:
    def proposed(**answers: object) -> set[str]:
        plan = plan_of(pack(), profile({**WHOLE, **answers}))
        changes = (change for aid in pack().aid for change in unlocks(pack(), plan.profile, aid))
        return {fact for change in changes for fact, _ in change.set}

    assert "zone" in proposed()
    second = {"cabinet": "inchange", "cabinet_secondaire": "creation", "date_ouverture_secondaire": date(2027, 5, 1)}
    assert not proposed(**second) & {"zone", "qpv", "france_ruralites", "mode_exercice"}


def test_nothing_is_proposed_that_gives_up_a_better_aid() -> None:
    """A newcomer has the larger increase: working as a collaborateur would only leave the smaller one."""
    newcomer = {**WHOLE, "premiere_installation": True, "secteur": "secteur_1", "medecin_traitant": True}
    for zone in ("zip", "hors_zone"):
        found = profile({**newcomer, "zone": zone})
        assert not unlocks(pack(), found, "fmt_zone"), zone
    assert not unlocks(pack(), profile({**newcomer, "zone": "zip"}), "primo_zac")
    assert [dict(change.set) for change in unlocks(pack(), profile({**newcomer, "zone": "zac"}), "primo_zip")] == [
        {"zone": "zip"}
    ]


def test_a_sector_closed_to_the_doctor_is_not_proposed() -> None:
    """Whoever practised in secteur 1 keeps it: no alert says so of secteur 2, which nobody asked for."""
    settled = profile({**WHOLE, "parcours": "deja_installe", "premiere_installation": False})
    for aid in pack().aid:
        for change in unlocks(pack(), settled, aid):
            assert not str(dict(change.set).get("secteur", "")).startswith("secteur_2"), (aid, change)
