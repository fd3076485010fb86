from __future__ import annotations

from datetime import date

import pytest

from medinstall.domain.fact import Value
from medinstall.domain.plan import Next, Running, Start, Totals
from medinstall.usecases.dossiers import summary_json
from medinstall.wording.aids import totals
from medinstall.wording.blocks import Heading, Labelled, Paragraph, Table
from medinstall.wording.dossiers_page import dossiers_page
from medinstall.wording.glossary import acronyms
from medinstall.wording.next_step import next_why, next_words
from medinstall.wording.phrasing import limit
from medinstall.wording.plan_view import PlanView
from medinstall.wording.start import start_view

from .build import TODAY, D, alert, day, example, pack, plan, profile, step


def _plain(text: str) -> str:
    return text.replace("\u00a0", " ")


ORDRE = step("ordre", {"title": "S'inscrire"}, due=day(date(2026, 12, 31)))
SEL = step("sel", {"title": "Inscrire la société"})
CHAIN = (Running("ordre", TODAY, date(2027, 2, 22), ""), Running("sel", date(2027, 2, 22), date(2027, 5, 22), ""))


@pytest.mark.parametrize(
    ("start", "sentence"),
    [
        (
            Start(date(2027, 3, 31), date(2026, 11, 22), True, ()),
            "Date tenable : aucune instruction de dossier ne la retarde.",
        ),
        (
            Start(date(2027, 3, 31), date(2027, 2, 22), True, ("ordre",), CHAIN[:1]),
            "Date tenable. Au plus tôt : lundi 22 février 2027, à cause de « S’inscrire ».",
        ),
        (
            Start(date(2027, 1, 4), date(2027, 5, 22), False, ("ordre", "sel"), CHAIN),
            "Date trop proche : début possible au plus tôt le samedi 22 mai 2027, à cause de « S’inscrire » "
            "(jusqu’au 22 février 2027) puis « Inscrire la société ».",
        ),
        (
            Start(None, date(2027, 2, 22), None, ("ordre",), CHAIN[:1]),
            "Au plus tôt : lundi 22 février 2027, à cause de « S’inscrire ».",
        ),
        (
            Start(date(2027, 1, 4), None, False, ("ordre",)),
            "Aucune date ne peut être promise tant que reste ouvert : « S’inscrire ».",
        ),
    ],
)
def test_the_start_is_told_with_what_retains_it(start: Start, sentence: str) -> None:
    assert _plain(start_view(PlanView(plan(ORDRE, SEL, start=start))).sentence) == sentence


def test_the_first_day_stands_in_full_words() -> None:
    start = start_view(PlanView(plan()))
    assert (start.label, _plain(start.day)) == ("Premier jour d’activité", "mercredi 31 mars 2027")
    assert start_view(PlanView(plan(start=Start(None, None, None, ())))).day == "pas encore fixé"


def test_without_a_new_practice_the_second_site_is_what_opens() -> None:
    answers: dict[str, Value] = {"cabinet": "inchange", "date_ouverture_secondaire": date(2027, 6, 1)}
    start = start_view(PlanView(plan(profile=profile(answers))))
    assert (start.label, _plain(start.day)) == ("Ouverture du second lieu", "mardi 1er juin 2027")
    alone = plan(profile=profile({"cabinet": "inchange", "cabinet_secondaire": "non"}))
    assert start_view(PlanView(alone)).short == "Votre cabinet ne change pas."


def test_the_next_thing_says_by_when() -> None:
    assert _plain(next_words(PlanView(plan(ORDRE)))) == "au plus tard le jeu. 31 décembre 2026 (dans 39 jours)"
    target = step(target=day(date(2027, 1, 1)))
    assert _plain(next_words(PlanView(plan(target)))) == "visez le ven. 1er janvier 2027 (dans 40 jours)"
    late = step(state="en_retard", due=day(date(2026, 11, 21)))
    assert _plain(next_words(PlanView(plan(late)))) == (
        "en retard : c’était au plus tard le sam. 21 novembre 2026 (depuis hier)"
    )
    assert next_words(PlanView(plan(step()))) == "dès que possible"


def test_what_a_second_site_lacks_stops_nobody_elsewhere() -> None:
    site, post = (
        step("a", {"stakes": "exercice"}, at_second_site=there, due=day(date(2029, 2, 1))) for there in (True, False)
    )
    assert next_why(PlanView(plan(site))) == "Sans cela, vous ne pouvez pas exercer dans ce second lieu"
    assert next_why(PlanView(plan(post))) == "Sans cela, vous ne pouvez pas exercer"


def test_what_holds_back_a_late_step_says_which() -> None:
    site = step("site", {"title": "Déclarer le second lieu"}, state="en_retard", blocked_by=("ordre",))
    first = step("ordre", {"title": "S'inscrire"}, target=day(date(2029, 1, 1)), due=day(date(2029, 2, 1)))
    wording = PlanView(plan(first, site, next=Next("ordre", "blocking", None)))
    assert next_words(wording) == "dès que possible"
    assert _plain(next_why(wording)) == "« Déclarer le second lieu », en retard, en dépend"
    foreign = step("permis", {"before_all": True})
    assert next_why(PlanView(plan(foreign, next=Next("permis", "blocking", None)))) == "Tout le reste en dépend"


def test_nothing_to_do_announces_the_first_day_on_which_something_is() -> None:
    quiet = plan(next=Next(None, "none", date(2027, 2, 28)))
    assert _plain(next_words(PlanView(quiet))) == "Rien à faire pour l’instant. La suite, le dim. 28 février 2027."
    assert next_words(PlanView(plan())) == "Rien à faire pour l’instant."


def test_what_must_be_answered_first_is_asked() -> None:
    told = next_words(PlanView(plan(next=Next(None, "ask", None, ("commune", "cabinet")))))
    assert _plain(told) == "Répondez d’abord à : « Commune d’exercice » et « Cabinet principal »."


def test_a_step_set_aside_leaves_the_list_with_its_reason() -> None:
    view = PlanView(plan(step(dismissed="déjà fait ailleurs")), "x")
    assert view.listed == ()
    assert [_plain(row.remark) for row in view.aside] == ["écartée par vous : déjà fait ailleurs"]


def test_alerts_stand_in_order_of_gravity() -> None:
    alerts = (
        alert("a", "information", "a"),
        alert("b", "attention", "b"),
        alert("c", "bloquant", "c"),
        alert("d", "irreversible", "d"),
    )
    view = PlanView(plan(*alerts), "x")
    assert [each.text for each in view.alerts] == ["d", "c", "b", "a"]
    assert [each.is_grave for each in view.alerts] == [True, True, False, False]


def test_what_does_not_apply_is_set_aside_with_its_reason() -> None:
    view = PlanView(example(), "x")
    assert [row.id for row in view.listed] == ["ordre_inscription", "carmf", "contrats", "accessibilite"]
    assert [(row.id, _plain(row.remark)) for row in view.aside] == [
        ("site_distinct", "condition non remplie : vous ouvrez un second cabinet")
    ]


def test_progress_counts_what_certainly_applies() -> None:
    assert _plain(PlanView(example(), "x").progress) == "1 faite sur 3, et 1 selon vos réponses"
    (table,) = dossiers_page([("x", example())], "x")
    assert isinstance(table, Table)
    assert [_plain(text) for text in table.rows[0][::3]] == ["x (en cours)", "1 faite sur 3, et 1 selon vos réponses"]


def test_open_questions_and_the_date_of_the_rules_are_told() -> None:
    view = PlanView(example(), "x")
    assert view.questions == (("travaux", "Travaux soumis à autorisation"),)
    assert "22\u00a0novembre\u00a02026" in limit(view.plan)


@pytest.mark.parametrize(
    ("sure", "possible", "sentence"),
    [
        (10000, 0, "Versements uniques que vous pouvez réunir : 10 000 € d’après vos réponses."),
        (
            10000,
            3000,
            "Versements uniques que vous pouvez réunir : 10 000 € d’après vos réponses et 3 000 € de plus à vérifier.",
        ),
        (0, 5000, "Versements uniques que vous pouvez réunir : 5 000 € à vérifier."),
        (0, 0, "Aucun versement unique n’est acquis d’après vos réponses."),
    ],
)
def test_totals_part_the_sure_from_the_possible(sure: float, possible: float, sentence: str) -> None:
    assert _plain(totals(plan(totals=Totals(sure, possible)))) == sentence


def test_a_late_duty_that_was_dismissed_is_not_told_late_nor_the_day_kept() -> None:
    gone = step(state="en_retard", due=day(date(2026, 11, 21)), dismissed="déjà fait")
    view = start_view(PlanView(plan(gone, start=Start(D, TODAY, True, ()))))
    assert (view.sentence, _plain(view.short)) == ("", "Premier jour : mer. 31 mars 2027.")


def test_what_was_dismissed_is_no_longer_counted() -> None:
    left, done, gone = step("left"), step("done", state="faite"), step("gone", dismissed="déjà fait")
    assert _plain(PlanView(plan(left, done, gone)).progress) == "1 faite sur 2"
    told = summary_json("x", plan(left, done, gone), current=True)
    assert (told["done"], told["steps"]) == (1, 2)


def test_an_acronym_is_spelled_out_once_unless_the_screen_does() -> None:
    page = (Paragraph("La CPAM verse l’aide à la première installation."),)
    heading, terms = acronyms(page, plan())
    assert heading == Heading("Sigles")
    assert terms == Labelled((("CPAM", (Paragraph("caisse primaire d’assurance maladie"),)),))
    told = pack(glossary=(("CPAM", "aide à la première installation"), ("ARS", "agence"), ("RGPD", "règlement")))
    assert tuple(acronyms(page, plan(pack=told))) == ()


def test_the_name_of_a_dossier_cannot_drive_the_terminal() -> None:
    assert PlanView(plan(), "a\x1b[31mb\u202ec").name == "a[31mbc"


def test_an_export_has_every_step_and_aid() -> None:
    view = PlanView(example(), "x")
    assert len(view.steps) == len(example().steps)
    assert [each.id for each in view.aids] == ["primo_zip", "caim"]
    assert _plain(view.established) == "Établi le 22 novembre 2026, règles vérifiées le 22 novembre 2026."
