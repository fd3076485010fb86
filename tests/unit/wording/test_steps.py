from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from medinstall.domain.fact import NonAnswer, Value
from medinstall.domain.place import Place
from medinstall.domain.plan import Milestone, Reason, State, StepPlan
from medinstall.domain.profile import Outcome, Tick
from medinstall.domain.rule import Link
from medinstall.domain.source import Evidence
from medinstall.domain.truth import Truth
from medinstall.wording.blocks import Bullets, Contacts, Paragraph
from medinstall.wording.contacts import contacts_of
from medinstall.wording.groups import MONTH, WEEK
from medinstall.wording.list_page import Filter
from medinstall.wording.phrasing import Wording
from medinstall.wording.plan_view import PlanView
from medinstall.wording.step_page import step_page
from medinstall.wording.steps import StepView

from .build import TODAY, D, alert, day, example, plan, profile, step, step_view

LOW = Evidence("fragile", TODAY, date(2026, 11, 1), "low", "une seule source")


def _plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def _page(name: str) -> StepView:
    return step_view(example(), name)


def test_every_date_comes_with_its_sum_its_basis_and_its_source() -> None:
    page = _page("carmf")
    assert [(label, _plain(view.words)) for label, view in page.dates] == [
        ("Possible dès", "mer. 31 mars 2027"),
        ("Au plus tard", "ven. 30 avril 2027"),
        ("Prise d’effet", "jeu. 1er avril 2027"),
    ]
    due = dict(page.dates)["Au plus tard"]
    assert _plain(due.explained[0]).endswith("+ 1 mois = 30 avril 2027 (avril n’a pas de 31)")
    assert _plain(due.explained[1]) == "Base légale : dans le mois qui suit (R. 643-1)"
    assert due.sources == ("loi",)
    assert [source.id for source in page.sources] == ["loi"]


def test_a_milestone_that_repeats_the_effect_is_not_told_twice() -> None:
    assert _page("carmf").milestones == ()
    later = Milestone(day(date(2028, 3, 31), months=12, text="Douze mois"), "Douze mois")
    ((text, told),) = step_view(plan(step(milestones=(later,))), "ordre").milestones
    assert (text, len(told.explained)) == ("Douze mois", 1)


def test_a_link_that_names_the_body_stands_for_it() -> None:
    own = step(rule={"who": "CARMF", "links": (Link("CARMF", "https://www.carmf.fr"),)})
    assert contacts_of(step_view(plan(own), "ordre")) == (("CARMF", "https://www.carmf.fr"),)


def test_a_page_says_what_to_do_bring_and_expect() -> None:
    page = step_page(example(), "ordre_inscription")
    told = [block for block in page if isinstance(block, Paragraph | Bullets)]
    for text in (
        "Déposez votre dossier auprès du conseil départemental de l’Ordre des médecins du Loiret.",
        "Exercer sans être inscrit est illégal.",
    ):
        assert Paragraph(text, inset=1) in told
    assert Bullets(("Votre diplôme",)) in told
    assert Bullets(("Un numéro RPPS",)) in told
    council = "Conseil départemental de l’Ordre des médecins du Loiret"
    assert Contacts(((council, "https://conseil45.ordre.medecin.fr"),)) in page


def test_prerequisites_tell_their_state_and_whether_they_block() -> None:
    assert [_plain(line) for line in _page("carmf").before] == [
        "S’inscrire au tableau de l’Ordre : à faire (indispensable)"
    ]
    assert _plain(_page("carmf").remark) == "attend : « S’inscrire au tableau de l’Ordre »"


def test_a_prerequisite_that_does_not_apply_is_not_told() -> None:
    first = step("a", state="sans_objet", applies=Truth.NO)
    assert step_view(plan(first, step("b", {"after": ("a",)})), "b").before == ()


def test_a_step_that_may_apply_names_the_answer_that_decides() -> None:
    row = _page("accessibilite")
    assert not row.is_certain
    assert _plain(row.remark) == "s’applique peut-être : dépend de « Travaux soumis à autorisation »"


def test_a_step_that_no_answer_settles_says_so() -> None:
    doubt = step(applies=Truth.UNKNOWN, reasons=(Reason((), Truth.UNKNOWN, "Autres publics"),))
    assert (
        _plain(step_view(plan(doubt), "ordre").remark)
        == "s’applique peut-être : vos réponses ne suffisent pas à trancher"
    )


def test_the_doctor_reads_back_the_answer_given() -> None:
    reasons = (
        Reason(("zone",), Truth.YES, "Zone"),
        Reason(("commune",), Truth.YES, "Commune"),
        Reason(("date_debut", "zone"), Truth.YES, "Deux"),
        Reason(("travaux",), Truth.UNKNOWN, "Travaux"),
        Reason(("socle_fmt",), Truth.YES, "Montant"),
        Reason(("region",), Truth.YES, "Fait déduit"),
    )
    answers: dict[str, Value] = {"travaux": NonAnswer.UNKNOWN, "socle_fmt": 1234.5}
    page = step_view(plan(step(reasons=reasons), profile=profile(answers)), "ordre")
    assert [_plain(reason.answer) for reason in page.why] == [
        "votre réponse : ZIP, intervention prioritaire",
        "votre réponse : Orléans (Loiret)",
        "vos réponses : Premier jour d’activité libérale : 31 mars 2027 ; "
        "Zone de l’ARS : ZIP, intervention prioritaire",
        "vous ne le savez pas encore",
        "votre réponse : 1 234,5 € par an",
        "",
    ]


def test_what_was_reported_is_kept_to_the_letter_but_harmless() -> None:
    tick = Tick(TODAY, D, "[/] :warning: \x1b[31mrouge\u202e\nfin", "1A-2 | 3")
    view = step_view(plan(step(state="faite", tick=tick)), "ordre")
    assert view.own_words == (("Référence", "1A-2 | 3"), ("Note", "[/] :warning: [31mrouge fin"))
    assert view.plan.tick[:2] == (TODAY, D)


@pytest.mark.parametrize(
    ("state", "tick", "words"),
    [
        ("faite", Tick(done_on=D), "faite le 31 mars 2027"),
        ("faite", Tick(), "réglée par vos réponses"),
        ("deposee", Tick(filed_on=TODAY), "déposée le 22 novembre 2026, réponse attendue"),
        ("a_faire", Tick(), "à faire"),
    ],
)
def test_a_state_is_told_with_its_day(state: State, tick: Tick, words: str) -> None:
    assert _plain(step_view(plan(step(state=state, tick=tick)), "ordre").state_words) == words


def test_stale_and_weak_rules_are_told_with_their_sources() -> None:
    page = step_view(plan(step(rule={"evidence": (LOW,)}, stale=True)), "ordre")
    assert len(page.warnings) == 2
    (source,) = page.sources
    assert _plain(source.checked) == (
        "Vérifiée le 22 novembre 2026, à relire depuis le 1er novembre 2026 ; confiance faible."
    )


def test_a_step_of_the_second_site_never_borrows_the_main_one() -> None:
    site = step("site", {"what": "Écrivez à {ordre}."}, at_second_site=True)
    page = step_view(plan(site), "site")
    assert page.who == "Le conseil départemental de l’Ordre de votre lieu d’exercice secondaire"
    assert "Loiret" not in page.say(page.plan.what)


def test_a_step_of_the_second_site_deals_with_its_council() -> None:
    second = Place(council="Conseil départemental de l'Ordre des médecins du Cher", departement="18")
    changed = (profile({"cabinet": "inchange"}))._replace(second_place=second)
    assert step_view(plan(step(at_second_site=True), profile=changed), "ordre").who.endswith("du Cher")


@pytest.mark.parametrize(
    ("found", "group"),
    [
        (step(target=day(date(2026, 9, 30))), "semaine"),
        (step(target=day(date(2026, 11, 29)), due=day(D)), "semaine"),
        (step(target=day(date(2026, 11, 30)), due=day(D)), "mois"),
        (step(target=day(date(2026, 12, 22))), "mois"),
        (step(target=day(date(2026, 12, 23))), "avant"),
        (step(target=day(date(2027, 3, 30)), due=day(D)), "avant"),
        (step(target=day(date(2027, 3, 30)), due=day(date(2027, 4, 15))), "debut"),
        (step(target=day(D), due=day(date(2027, 4, 30))), "debut"),
        (step(opens=day(date(2028, 1, 1))), "debut"),
        (step(target=day(date(2026, 11, 1)), opens=day(date(2027, 2, 1))), "avant"),
        (step(), "sans_date"),
        (step(state="en_retard", due=day(date(2026, 11, 21))), "retard"),
        (step(state="deposee", due=day(D)), "attente"),
        (step(state="faite", due=day(D)), "faites"),
    ],
)
def test_a_step_belongs_to_the_time_it_is_to_be_done_in(found: StepPlan, group: str) -> None:
    assert PlanView(plan(found), "x").listed[0].group == group


def test_a_step_put_off_moves_to_that_day() -> None:
    for aim in (date(2026, 11, 25), date(2026, 11, 1)):  # to come, or past
        found = step(rule={"obligation": "recommandé"}, target=day(aim), put_off_until=date(2027, 2, 1))
        (row,) = PlanView(plan(found), "x").listed
        assert (row.group, row.when.on if row.when else None) == ("avant", date(2027, 2, 1))
        assert not row.is_overdue_aim
        assert [(label, shown.words) for label, shown in row.dates] == [
            ("Objectif", "lun.\u00a01er\u00a0février\u00a02027")
        ]


def test_a_provisional_day_places_a_step_that_has_no_other() -> None:
    found = step(provisional=day(date(2027, 2, 28)))
    assert PlanView(plan(found), "x").listed[0].group == "avant"


def test_each_group_is_sorted_by_the_date_in_its_first_column() -> None:
    near = day(date(2026, 11, 24))
    steps = (step("a", target=near, due=day(D)), step("b", target=near), step("c", due=day(date(2026, 11, 28))))
    [(title, rows)] = PlanView(plan(*steps), "x").groups
    assert (title, [row.id for row in rows]) == ("Cette semaine", ["b", "c", "a"])


@pytest.mark.parametrize(
    ("chosen", "kept"),
    [
        (Filter(within=WEEK), ["ordre"]),
        (Filter(within=MONTH), ["ordre", "carmf"]),
        (Filter(who="cárm"), ["carmf"]),
        (Filter(required=True), ["ordre"]),
        (Filter(within=MONTH, who="ordre", required=True), ["ordre"]),
        (Filter(who="mairie"), []),
    ],
)
def test_filters_narrow_the_list_and_combine(chosen: Filter, kept: list[str]) -> None:
    steps = (
        step("ordre", target=day(date(2026, 11, 24))),
        step("carmf", {"who": "CARMF", "obligation": "recommandé"}, target=day(date(2026, 12, 20))),
    )
    assert [row.id for row in PlanView(plan(*steps), "x").listed if chosen.keeps(row)] == kept


@pytest.mark.parametrize(
    ("who", "short"),
    [
        ("{caisse}", "CPAM"),
        ("{ordre}", "Ordre"),
        ("INPI, guichet unique", "INPI"),
        ("Centre national de gestion (CNG)", "CNG"),
        ("Collecteur de déchets", "collecteur"),
        ("Banque", "banque"),
    ],
)
def test_whom_to_deal_with_is_named_in_a_word(who: str, short: str) -> None:
    assert PlanView(plan(step(rule={"who": who})), "x").listed[0].short_who == short


def test_what_was_reported_awaited_and_set_aside_is_told() -> None:
    def told(**changes: Any) -> dict[str, str]:
        view = StepView(step("ordre")._replace(**changes), Wording(plan(step("ordre"))))
        return {label: text.replace("\u00a0", " ") for label, text in view.follow_up}

    filed: dict[str, Any] = {"state": "deposee", "tick": Tick(filed_on=date(2026, 11, 1))}
    assert told() == {}
    assert told(**filed, answer_expected_on=date(2026, 12, 1))["Réponse attendue"] == "vers le 1er décembre 2026"
    late = told(**filed, answer_expected_on=date(2026, 11, 20))["Réponse attendue"]
    assert late.startswith("depuis le 20 novembre 2026 ; dites ce qu’elle est : medinstall cocher ordre --reponse")
    assert told(outcome=Outcome("refusee", TODAY))["Réponse reçue"] == "refusée : l’étape est rouverte"
    assert told(put_off_until=date(2027, 1, 4)) == {"Reportée au": "4 janvier 2027"}
    assert told(put_off_until=TODAY) == {}
    assert told(dismissed="déjà fait", note="appeler lundi") == {"Écartée": "déjà fait", "Note": "appeler lundi"}


def test_a_choice_for_life_is_told_in_full_where_it_is_made() -> None:
    final = alert("sans_retour", "irreversible", "On ne revient pas.")
    held = plan(step("ordre"), final._replace(rule=final.rule._replace(step="ordre")))
    assert [each.text for each in StepView(held.steps[0], Wording(held)).final] == ["On ne revient pas."]
    assert StepView(step("ordre", state="faite"), Wording(held)).final == ()


def test_a_provisional_date_is_among_the_dates() -> None:
    view = StepView(step("titres", provisional=day(date(2027, 3, 8))), Wording(plan()))
    assert [(label, each.on) for label, each in view.dates] == [("Date provisoire", date(2027, 3, 8))]


def test_a_day_to_aim_at_that_is_past_says_so_while_the_step_is_open() -> None:
    past = step("un", target=day(date(2026, 11, 21), None), due=day(date(2027, 1, 4)))
    ((label, told), _) = StepView(past, Wording(plan())).dates
    assert (label, told.words.replace("\u00a0", " ")) == (
        "Objectif", "sam. 21 novembre 2026 : passé, à faire sans attendre",
    )  # fmt: skip
    for other in (past._replace(state="faite"), past._replace(target=day(TODAY, None))):
        ((_, told), _) = StepView(other, Wording(plan())).dates
        assert "passé" not in told.words
