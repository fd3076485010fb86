"""The time line: every date once, in order, today and the first day marked; readable at any width."""

from __future__ import annotations

import io
from datetime import date
from itertools import pairwise

import pytest

from medinstall.domain.date_rule import DateRule
from medinstall.domain.fact import Value
from medinstall.domain.plan import Milestone, Next, Plan, Reason, Running, Start
from medinstall.domain.profile import Tick
from medinstall.domain.truth import Truth
from medinstall.engine.next_step import next_of
from medinstall.outputs.console import Console
from medinstall.outputs.screen_page import print_page
from medinstall.wording.agenda import agenda
from medinstall.wording.blocks import Bullets, Heading, Labelled, TimelineDay
from medinstall.wording.groups import group_of
from medinstall.wording.next_step import next_words
from medinstall.wording.plan_view import PlanView
from medinstall.wording.schedule import scheduled_days
from medinstall.wording.timeline_page import timeline, timeline_page
from tests.unit.wording.build import TODAY, D, day, example, plan, profile, step

SUNDAY, FRIDAY = date(2027, 2, 28), date(2027, 2, 26)


def days(found: Plan) -> dict[date, TimelineDay]:
    return {each.on: each for _, group in timeline(PlanView(found)).months for each in group}


def told(found: Plan, title: str) -> list[str]:
    """Return the lines that stand under a title or beside a label of the page."""
    page = timeline_page(found, "x")
    under = [after.items for block, after in pairwise(page) if block == Heading(title) and isinstance(after, Bullets)]
    pairs = (pair for block in page if isinstance(block, Labelled) for pair in block.pairs)
    beside = (tuple(text.text for text in texts) for label, texts in pairs if label == title)
    return [text.replace("\u00a0", " ") for texts in (*under, *beside) for text in texts]


def lines(found: Plan, on: date) -> list[str]:
    """Return what a day holds: « label : text (details) », no-break spaces made plain."""
    view = days(found)[on]
    told = [f"{event.label} : {' '.join((event.text, event.basis, *event.details))}" for event in view.events]
    return [" ".join(line.split()).strip(" :") for line in told]


def test_nothing_counts_down_to_what_hangs_on_a_step_without_a_date() -> None:
    on = date(2027, 2, 1)
    hanging, other = (step("a", due=day(on), waits_for_undated=waits) for waits in (("permis",), ()))
    assert days(plan(hanging))[on].distance == ""
    assert days(plan(other))[on].distance == "dans 71\u00a0jours"


def test_everything_dated_stands_in_order_by_month() -> None:
    view = timeline(PlanView(example()))
    on = [each.on for _, group in view.months for each in group]
    assert on == sorted(set(on))
    assert [title for title, _ in view.months] == [
        "Novembre 2026",
        "Décembre 2026",
        "Février 2027",
        "Mars 2027",
        "Avril 2027",
        "Juin 2027",
    ]


def test_today_and_the_first_day_are_landmarks() -> None:
    found = example()
    assert lines(found, found.profile.today)[0] == "Aujourd’hui"
    assert lines(found, D)[0] == "Premier jour d’activité"
    assert days(found)[D].distance.replace("\u00a0", " ") == "dans 129 jours"
    assert lines(found, date(2027, 2, 22)) == ["Début possible au plus tôt"]


def test_a_latest_date_names_its_basis_and_says_a_target_only_before_it() -> None:
    late_target = step(due=day(date(2026, 12, 31), "calcul"), target=day(date(2027, 1, 30), None))
    found = plan(late_target)
    assert lines(found, date(2026, 12, 31)) == ["au plus tard : Faire ordre date calculée"]
    assert date(2027, 1, 30) not in days(found)


def test_the_legal_day_and_the_last_working_day_both_stand() -> None:
    found = plan(*(step(name, due=day(SUNDAY), practical_on=FRIDAY) for name in ("un", "deux")))
    assert lines(found, FRIDAY) == ["jour ouvré : Dernier jour ouvré pour les 2 échéances du dim. 28 février 2027"]
    assert len(lines(found, SUNDAY)) == 2
    missed = plan(step(due=day(date(2026, 11, 14)), practical_on=date(2026, 11, 13)))
    assert date(2026, 11, 13) not in days(missed)
    one = plan(step(due=day(SUNDAY), practical_on=FRIDAY))
    assert lines(one, FRIDAY) == ["jour ouvré : Dernier jour ouvré pour l’échéance du dim. 28 février 2027"]


def test_what_is_late_is_said_on_its_day_and_at_the_top() -> None:
    found = plan(step(state="en_retard", due=day(date(2026, 11, 12))))
    assert lines(found, date(2026, 11, 12)) == ["au plus tard : Faire ordre délai légal en retard de 10 jours"]
    assert told(found, "En retard") == ["Faire ordre, de 10 jours"]
    hanging = step(state="en_retard", due=day(date(2026, 11, 12)), waits_for_undated=("permis",))
    assert told(plan(hanging), "En retard") == ["Faire ordre, de 10 jours"]


def test_what_is_done_or_handed_in_replaces_what_was_to_do() -> None:
    filed, done = date(2026, 11, 2), date(2026, 11, 3)
    handed_in = step("ordre", due=day(D), state="deposee", tick=Tick(filed_on=filed))
    finished = step("rcp", due=day(D), state="faite", tick=Tick(done_on=done))
    running = Running("ordre", filed, date(2027, 2, 2), "")
    found = plan(handed_in, finished, start=Start(D, date(2027, 2, 2), True, ("ordre",), (running,)))
    assert lines(found, filed) == ["déposée : Faire ordre"]
    assert lines(found, done) == ["faite : Faire rcp"]
    assert "réponse due : Faire ordre dernier jour du délai légal" in lines(found, date(2027, 2, 2))
    assert lines(found, D) == ["Premier jour d’activité"]


def test_an_opening_hides_the_target_of_the_same_day_and_effects_follow() -> None:
    found = plan(step(opens=day(D, None), target=day(D, None), effect=day(date(2027, 4, 1), None)))
    assert lines(found, D) == ["Premier jour d’activité", "possible dès : Faire ordre"]
    assert lines(found, date(2027, 4, 1)) == ["prise d’effet : Faire ordre"]


def test_a_milestone_speaks_for_the_effect_of_the_same_day() -> None:
    effect = day(date(2027, 4, 1), None)
    found = plan(step(effect=effect, milestones=(Milestone(effect, "Votre affiliation prend effet"),)))
    assert lines(found, date(2027, 4, 1)) == ["à noter : Votre affiliation prend effet"]


def test_what_may_not_apply_says_so_and_what_does_not_is_left_out() -> None:
    waits = Reason(("zone",), Truth.UNKNOWN, "Votre cabinet est en ZIP", open=frozenset({"zone"}))
    doubt = Reason((), Truth.UNKNOWN, "Les sources se contredisent")
    maybe = step("un", applies=Truth.UNKNOWN, due=day(D), reasons=(waits,))
    doubtful = step("deux", applies=Truth.UNKNOWN, due=day(D), reasons=(doubt,))
    never = step("trois", applies=Truth.NO, state="sans_objet", due=day(D))
    assert lines(plan(maybe, doubtful, never), D)[1:] == [
        "au plus tard : Faire un délai légal peut-être : une réponse manque",
        "au plus tard : Faire deux délai légal peut-être : vos réponses ne suffisent pas à trancher",
    ]


def test_the_second_site_alone_has_its_own_landmark() -> None:
    opening = date(2027, 6, 1)
    answers: dict[str, Value] = {
        "cabinet": "inchange",
        "cabinet_secondaire": "creation",
        "date_ouverture_secondaire": opening,
    }
    found = plan(profile=profile(answers))
    assert lines(found, opening) == ["Ouverture du cabinet secondaire"]
    assert D not in days(found)


def test_without_a_first_day_what_waits_for_it_is_named() -> None:
    counted = {"due": (DateRule("offset", "date_debut"),)}
    found = plan(step("un", counted), step("deux"), start=Start(None, None, None, ()))
    assert told(found, "Sans date pour l’instant") == [
        "Faire un : dépend de « Premier jour d’activité libérale »",
        "Faire deux : aucune date ne peut être promise",
    ]


def test_a_provisional_day_stands_in_the_line_and_is_told_as_such() -> None:
    found = plan(step("titres", provisional=day(date(2027, 3, 8))))
    assert lines(found, date(2027, 3, 8)) == [
        "objectif : Faire titres date provisoire : si l’étape d’avant part à sa date"
    ]
    assert told(found, "Sans date pour l’instant") == []


@pytest.mark.parametrize("width", [20, 40, 69, 80, 120])
@pytest.mark.parametrize("simple", [False, True])
def test_the_screen_holds_every_width(width: int, simple: bool) -> None:
    text = printed(example(), width, simple)
    longest = max(len(line) for line in text.splitlines())
    assert longest <= max(width, 24)
    for word in ("CARMF", "AUJOURD’HUI", "PREMIER"):
        assert word in text.upper()


def test_simple_mode_is_plain_lines() -> None:
    text = printed(example(), 80, simple=True)
    assert not set(text) & set("━─┃□✓→")
    assert "jeudi\u00a031\u00a0décembre\u00a02026, dans 39\u00a0jours" in text


def printed(found: Plan, width: int, simple: bool) -> str:
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    print_page(timeline_page(found, "essai"), Console(out, width=width, simple=simple))
    out.seek(0)
    return out.read()


@pytest.mark.parametrize("aim", [date(2026, 11, 30), date(2027, 1, 31)])
def test_a_step_put_aside_is_to_be_done_on_that_day_whatever_it_aimed_at(aim: date) -> None:
    until = date(2026, 12, 20)
    advice = step(rule={"obligation": "recommandé"}, target=day(aim), put_off_until=until)
    found = plan(advice)
    assert next_of([advice], (), TODAY) == Next(None, "none", until)
    assert lines(found, until) == ["objectif : Faire ordre"]
    assert [each.on for each in scheduled_days(found) if each.step] == [until]
    assert group_of(advice, found) == "mois"
    assert advice.act_on(until) == aim, "once that day has come, it is aimed at as before"


def test_what_comes_next_is_nothing_that_was_dismissed_or_may_not_apply() -> None:
    on = date(2027, 1, 31)
    gone = step("gone", target=day(on), dismissed="déjà fait")
    perhaps = step("perhaps", target=day(on), applies=Truth.UNKNOWN)
    found = plan(gone, perhaps, step("sure", target=day(on)), next=Next(None, "none", on))
    assert next_words(PlanView(found)).endswith(": Faire sure.")


def test_a_step_that_was_dismissed_has_no_day_left_to_meet() -> None:
    gone = step(due=day(date(2026, 11, 1)), practical_on=date(2026, 10, 30), state="en_retard", dismissed="déjà fait")
    later = step("later", due=day(SUNDAY), practical_on=FRIDAY, target=day(D), dismissed="déjà fait")
    to_open = step("to_open", opens=day(D), state="a_venir", dismissed="déjà fait")
    found = plan(gone, later, to_open, step("undated", dismissed="déjà fait"))
    assert told(found, "Sans date pour l’instant") == []
    labels = {event.label for each in days(found).values() for event in each.events}
    assert labels.isdisjoint(("au plus tard", "objectif", "jour ouvré"))
    assert told(found, "En retard") == []
    assert agenda([("essai", found)], 365) == ()
    assert found.next_due() is None
