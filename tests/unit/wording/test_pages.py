"""The screens that say what to do now: properties of the contract, over the eight doctors and their days."""

from __future__ import annotations

import io
import re
import tomllib
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

import pytest

from medinstall.domain.plan import Plan
from medinstall.french import numeric_date
from medinstall.outputs.console import Console
from medinstall.outputs.screen_page import print_page
from medinstall.text import width_of
from medinstall.wording.agenda import agenda, agenda_page
from medinstall.wording.aid_page import aids_page
from medinstall.wording.blocks import Alert, Checklist, Page
from medinstall.wording.contacts import contact_views, contacts_page
from medinstall.wording.groups import GROUPS, MONTH, WEEK
from medinstall.wording.home import home_page
from medinstall.wording.list_page import Filter, item_of, list_page
from medinstall.wording.next_step import deadline_words
from medinstall.wording.plan_view import PlanView
from medinstall.wording.search import found_page, search
from medinstall.wording.start import start_view
from medinstall.wording.steps import StepView
from tests.building import plan

GENERALIST = """
specialite = "medecine_generale"
parcours = "jeune_diplome"
diplome = "france"
inscription_ordre = "non"
date_debut = 2027-03-31
commune = "45234"
zone = "zip"
qpv = false
france_ruralites = "non"
premiere_installation = true
secteur = "secteur_1"
mode_exercice = "individuel"
cabinet = "creation"
local = "location"
travaux = false
date_signature_contrats = 2027-01-31
remplacement_recent = false
activite_salariee = false
personnel = "aucun"
medecin_traitant = true
cabinet_secondaire = "non"
consultations_avancees = 0
cesp = false
date_derniere_aide = "jamais"
contrat_demographique = "aucun"
"""
BASE = tomllib.loads(GENERALIST)
DOCTORS: dict[str, dict[str, object]] = {
    "generalist": {},
    "locum": {"parcours": "remplacant", "inscription_ordre": "autre_departement", "mode_exercice": "groupe"},
    "anaesthetist": {
        "specialite": "anesthesie_chirurgie_obstetrique", "secteur": "secteur_2_optam_aco", "mode_exercice": "sel",
        "titre_hospitalier": "assistant_hopitaux", "annees_fonction": 2, "date_demande_convention": "jamais",
    },
    "hospital": {
        "parcours": "hospitalier", "statut_poste": "ph", "devenir_poste": "garde", "quotite_gardee": "temps_partiel",
        "specialite": "autre_specialite", "secteur": "secteur_2", "titre_hospitalier": "ph_temps_partiel",
        "nomination_permanente": True, "annees_fonction": 6,
    },
    "second site": {
        "parcours": "deja_installe", "premiere_installation": False, "cabinet": "inchange",
        "cabinet_secondaire": "creation", "date_ouverture_secondaire": date(2027, 2, 1),
    },
    "foreign": {"diplome": "hors_union_europeenne", "date_debut": date(2027, 6, 1)},
    "works": {"travaux": True, "date_debut": date(2027, 1, 15)},
    "retired": {"parcours": "retraite", "premiere_installation": False},
}  # fmt: skip
ACTS = ("late", "due", "target", "opens", "provisional")
DAYS = (date(2026, 11, 28), date(2027, 3, 1), date(2027, 3, 15), date(2027, 5, 2))


@cache
def found(doctor: str, today: date) -> Plan:
    return plan({**BASE, **DOCTORS[doctor]}, today)


def drawn(page: Page, width: int, *, simple: bool = False) -> list[str]:
    """Return the lines of a page as a terminal of that width shows them."""
    written = io.StringIO()
    print_page(page, Console(written, width=width, simple=simple))
    return written.getvalue().splitlines()


EVERY = [(doctor, today) for doctor in DOCTORS for today in DAYS]


@pytest.mark.sampled(3)
@pytest.mark.parametrize(("doctor", "today"), EVERY)
def test_home_holds_on_a_small_terminal(doctor: str, today: date) -> None:
    page = home_page(found(doctor, today), "essai")
    assert len(drawn(page, 80)) <= 24
    assert len(drawn(page, 60)) <= 24
    for width in (60, 80):
        assert max(map(width_of, drawn(page, width))) <= width


def test_home_shows_every_grave_alert_the_blocking_ones_first() -> None:
    refused = {**BASE, "parcours": "retraite", "premiere_installation": False, "secteur": "secteur_2"}
    page = home_page(plan({**refused, "exception_premiere_installation": "aucune"}, DAYS[0]), "essai")
    levels = [block.level for block in page if isinstance(block, Alert)]
    assert levels == ["bloquant", "irreversible", "irreversible"]
    assert "le secteur 2 ne vous est pas ouvert" in " ".join(drawn(page, 60)).casefold(), "not its first words alone"


@pytest.mark.sampled(3)
@pytest.mark.parametrize(("doctor", "today"), EVERY)
def test_no_word_is_cut(doctor: str, today: date) -> None:
    """A line that does not fit ends at a word, with « … » after it."""
    held = found(doctor, today)
    words = set(" ".join(drawn(list_page(held, "essai", everything=True), 1000)).split())
    words |= set(" ".join(drawn(home_page(held, "essai"), 1000)).split())
    for line in drawn(home_page(held, "essai"), 60):
        if line.endswith("…"):
            last = line.rstrip("…").split()[-1]
            assert last in words or any(word.rstrip(",;:.)") == last for word in words), line


def test_the_list_of_the_first_generalist_is_short_and_holds_every_step() -> None:
    held = found("generalist", date(2026, 11, 22))
    lines = drawn(list_page(held, "essai"), 80)
    assert len(lines) < 45
    said = " ".join(" ".join(lines).split()).replace("\u00a0", " ")
    for row in PlanView(held, "essai").listed:
        assert row.title.replace("\u00a0", " ") in said or row.id in said


@pytest.mark.parametrize(("doctor", "today"), EVERY)
def test_a_group_is_sorted_by_its_first_column(doctor: str, today: date) -> None:
    view = PlanView(found(doctor, today), "essai")
    titles = [title for _, title in GROUPS]
    assert [title for title, _ in view.groups] == sorted((title for title, _ in view.groups), key=titles.index)
    for title, rows in view.groups:
        if title not in ("Faites", "En attente d’une réponse"):
            days = [row.when.on if row.when else date.max for row in rows]
            assert days == sorted(days), title


@pytest.mark.parametrize(("doctor", "today"), EVERY)
def test_a_date_is_never_kept_beside_a_late_duty(doctor: str, today: date) -> None:
    held = found(doctor, today)
    start = start_view(PlanView(held))
    late = [step.id for step in held.steps if step.state == "en_retard" and step.rule.is_duty]
    assert not (late and "enable" in f"{start.sentence} {start.short}")


@pytest.mark.parametrize("today", DAYS)
def test_nothing_counts_down_to_what_waits_for_an_undated_step(today: date) -> None:
    held = found("foreign", today)
    waiting = [step for step in held.steps if step.waits_for_undated]
    assert waiting
    view = PlanView(held, "essai")
    for step in waiting:
        assert step.title not in deadline_words(PlanView(held))
        assert view.next_step is None or view.next_step.id != step.id


def _kept(doctor: str, chosen: Filter) -> Iterator[str]:
    held = found(doctor, DAYS[0])
    return (row.id for row in PlanView(held, "essai").listed if chosen.keeps(row))


@pytest.mark.parametrize("doctor", DOCTORS)
def test_filters_keep_what_they_say_and_combine(doctor: str) -> None:
    def near(row: StepView, within: timedelta) -> bool:
        day = row.plan.act_on(DAYS[0])
        return day is not None and day <= DAYS[0] + within

    held = found(doctor, DAYS[0])
    steps = {step.id: step for step in held.steps}
    rows = {row.id: row for row in PlanView(held, "essai").listed}
    week, month = (set(_kept(doctor, Filter(within=within))) for within in (WEEK, MONTH))
    assert week <= month
    for name in month:
        row = rows[name]
        assert row.group == "retard" or near(row, MONTH)
        assert steps[name].state not in ("faite", "deposee")
    for name, row in rows.items():
        if row.is_open and near(row, WEEK):
            assert name in week
    duties = set(_kept(doctor, Filter(required=True)))
    assert duties == {name for name in rows if steps[name].rule.is_duty}
    assert set(_kept(doctor, Filter(within=MONTH, required=True))) == month & duties


def test_the_filter_of_a_body_ignores_accents_and_case() -> None:
    assert set(_kept("generalist", Filter(who="ORDRE"))) == set(_kept("generalist", Filter(who="ordre"))) != set()
    assert set(_kept("generalist", Filter(who="medécins"))) == set(_kept("generalist", Filter(who="médecins")))
    assert set(_kept("generalist", Filter(who="zanzibar"))) == set()


@pytest.mark.parametrize(("doctor", "today"), EVERY)
def test_the_agenda_holds_the_days_to_come_and_nothing_done(doctor: str, today: date) -> None:
    entries = agenda([("essai", found(doctor, today))], 30)
    assert [entry.on for entry in entries] == sorted(entry.on for entry in entries)
    assert all(today <= entry.on <= today + timedelta(days=30) for entry in entries)
    late = {step.id for step in found(doctor, today).steps if step.state == "en_retard" and step.due}
    assert {entry.step for entry in entries if entry.kind == "late"} == late


def test_the_agenda_of_several_dossiers_names_each() -> None:
    held = found("generalist", DAYS[0])
    several = agenda_page([("un", held), ("deux", held)])
    items = [item for block in several if isinstance(block, Checklist) for item in block.items]
    assert {item.text.partition("\u00a0: ")[0] for item in items} == {"un", "deux"}


@pytest.mark.parametrize("doctor", DOCTORS)
def test_every_body_of_the_project_is_a_contact_once_with_its_steps(doctor: str) -> None:
    held = found(doctor, DAYS[0])
    views = contact_views(held)
    assert len({view.name for view in views}) == len(views)
    named = [step for view in views for step, _ in view.steps]
    concerned = {step.id for step in held.steps if step.state != "sans_objet" and step.rule.who != "Votre cabinet"}
    assert set(named) == concerned
    assert max(map(width_of, drawn(contacts_page(held, "essai"), 60))) <= 60 or any(
        "://" in line for line in drawn(contacts_page(held, "essai"), 60)
    )


def test_search_ignores_accents_asks_for_every_word_and_opens_what_it_finds() -> None:
    held = found("generalist", DAYS[0])
    assert search(held, ["déchets"]) == search(held, ["DECHETS"]) != ()
    assert search(held, []) == ()
    both = search(held, ["carmf", "affiliation"])
    assert both
    assert set(both) <= set(search(held, ["carmf"]))
    for entry in search(held, ["ordre"]):
        assert entry.command[0] in ("etape", "pourquoi", "liste", "pieces", "modifier", "glossaire")
    assert "Essayez un autre mot" in " ".join(drawn(found_page((), ["zzz"]), 80)).replace("\u00a0", " ")


def test_a_row_says_no_past_day_but_that_of_what_is_late() -> None:
    """A target behind us is « sans tarder », and no row before the start carries a day after it."""
    today = date(2027, 3, 20)
    view = PlanView(found("generalist", today), "essai")
    for title, rows in view.groups:
        for row in rows:
            day = item_of(row).when.lstrip("~")
            if row.is_open and row.when and row.when.on < today:
                assert day == ("sans tarder" if row.state != "en_retard" else numeric_date(row.when.on)), row.id
            if title == "Plus tard avant le début" and row.due:
                assert row.due.on <= date(2027, 3, 31), row.id


def test_many_steps_that_answers_decide_are_counted_and_never_named_by_their_ids() -> None:
    nothing = list_page(plan({"parcours": "inconnu"}, date(2026, 11, 22)), "essai")
    said = " ".join(" ".join(drawn(nothing, 80)).split())
    assert "secteur_2_titres" not in said
    assert re.search(r"Selon vos réponses\W+: \d+ démarches de plus \(medinstall liste --tout\)", said)


def test_an_aid_out_of_reach_says_what_bars_it_alone() -> None:
    """The summary explains what may be drawn; of the rest it gives what fails, and `pourquoi` the whole."""
    held = plan(BASE | {"secteur": "secteur_2", "zone": "hors_zone"}, date(2026, 11, 22))
    text = "\n".join(drawn(aids_page(held, "essai", {}), 80))
    far = text[text.index("HORS DE PORTÉE") :]
    assert "✓ oui" not in far
    assert "× non" in far


def test_the_first_screen_of_the_aids_holds_one_line_for_each_within_reach() -> None:
    held = found("generalist", date(2026, 11, 22))
    lines = drawn(aids_page(held, "essai", {}), 80)
    near = [row for row in PlanView(held, "essai").aids if row.is_within_reach]
    assert len(near) > 3
    for row in near:
        assert any(row.title[:40] in line for line in lines[:18]), row.title


def test_the_steps_counted_on_home_add_up() -> None:
    """Those that may not apply are in no number: « 1 faite sur 24 ; 22 plus tard » leaves what is near."""
    held = plan(BASE | {"france_ruralites": "non", "qpv": False}, date(2026, 11, 28))
    view = PlanView(held, "essai")
    assert any(not row.is_certain and row.is_open for row in view.listed)
    near = sum(row.is_certain and row.group in ("retard", "semaine", "mois") for row in view.listed)
    said = " ".join(" ".join(drawn(home_page(held, "essai"), 80)).split())
    told = view.progress.replace("\u00a0", " ")
    assert f"{told} ; {view.counted - view.done - near} plus tard" in said
    small = " ".join(" ".join(drawn(home_page(held, "essai", most_rows=0), 80)).split())
    assert near > 1
    assert f"{told} ; {near - 1} ce mois-ci ; " in small, "the one to do now stands above"


@pytest.mark.parametrize("doctor", DOCTORS)
def test_the_agenda_names_a_step_once_a_day(doctor: str) -> None:
    for today in (*DAYS, date(2027, 2, 10), date(2026, 12, 20)):
        held = [(entry.on, entry.step) for entry in agenda([("x", found(doctor, today))], 60) if entry.kind in ACTS]
        assert len(held) == len(set(held)), today
