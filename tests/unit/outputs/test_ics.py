"""The calendar file, read back by icalendar and by the letter of RFC 5545."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import example as always
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from medinstall.domain.date_rule import DateRule
from medinstall.domain.fact import NonAnswer
from medinstall.domain.plan import Milestone, Plan, Reason
from medinstall.domain.profile import Tick
from medinstall.domain.rule import MilestoneRule
from medinstall.domain.truth import Truth
from medinstall.outputs.ics import Issue, calendar, tasks, uid
from medinstall.text import clean
from medinstall.wording.plan_view import PlanView
from medinstall.wording.schedule import ScheduledDay, awaited_steps, scheduled_days, to_come
from tests.unit.wording.build import TODAY, D, aid, alert, day, example, plan, profile, step

from .hostile import HOSTILE, carrying

UNKNOWN = NonAnswer.UNKNOWN
DATE_RULE = DateRule("offset", "date_debut")
ISSUE = Issue("essai", 7, datetime(2026, 11, 22, 9, 30, tzinfo=UTC))


def _made(found: Plan, gone: tuple[ScheduledDay, ...] = (), *, todo: bool = False, issue: Issue = ISSUE) -> bytes:
    make = tasks if todo else calendar
    return make(PlanView(found, issue.dossier), scheduled_days(found), gone, issue)


def _read(data: bytes, kind: str = "VEVENT") -> dict[str, Any]:
    file = Calendar.from_ical(data)
    assert not file.errors
    parts = file.walk(kind)
    assert all(not part.errors for part in parts)
    found = {str(part["UID"]): part for part in parts}
    assert len(found) == len(parts), "a UID twice"
    return found


def _unescaped(text: str) -> str:
    """Undo what RFC 5545 asks of a text."""
    return re.sub(r"\\([\\,;nN])", lambda found: "\n" if found[1] in "nN" else found[1], text)


def _check_lines(data: bytes) -> None:
    assert data.endswith(b"\r\n")
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert b"\r" not in data.replace(b"\r\n", b"")
    for line in data.split(b"\r\n"):
        assert len(line) <= 75, line
        line.decode()


def test_every_line_ends_and_folds_as_the_standard_says() -> None:
    _check_lines(_made(example()))
    _check_lines(_made(example(), todo=True))


def test_a_due_date_is_an_all_day_event_that_leaves_the_day_free() -> None:
    event = _read(_made(example()))["carmf.essai@medinstall"]
    assert event["DTSTART"].dt == date(2027, 4, 30)
    assert event["DTEND"].dt == date(2027, 5, 1)
    assert event["DTSTART"].params == {"VALUE": "DATE"}
    assert event["TRANSP"] == "TRANSPARENT"
    assert (event["STATUS"], event["SEQUENCE"]) == ("CONFIRMED", 7)
    assert event["DTSTAMP"].dt == ISSUE.at
    assert event["SUMMARY"] == "S’affilier à la CARMF (au plus tard)"


def test_the_file_is_published_and_named() -> None:
    file = Calendar.from_ical(_made(example()))
    assert (file["METHOD"], file["VERSION"]) == ("PUBLISH", "2.0")
    assert file["X-WR-CALNAME"] == "Mon installation (essai)"


def test_an_event_says_its_basis_its_sum_its_body_its_source_and_the_last_working_day() -> None:
    late = step(due=day(date(2027, 2, 28), text="un mois"), practical_on=date(2027, 2, 26))
    text = str(_read(_made(plan(late)))["ordre.essai@medinstall"]["DESCRIPTION"]).replace("\u00a0", " ")
    assert "Au plus tard : dim. 28 février 2027 (délai légal), soit ven. 26 février 2027 : dernier jour ouvré." in text
    assert "Base légale : un mois." in text
    assert "https://conseil45.ordre.medecin.fr" in text
    assert "Sources : Code de la santé publique." in text
    assert "medinstall etape ordre" in text
    assert "Règles vérifiées le 22 novembre 2026" in text


def test_the_alarms_ring_at_nine_a_week_and_a_day_before_the_last_working_day() -> None:
    late = step(due=day(date(2027, 2, 28)), practical_on=date(2027, 2, 26))
    event = _read(_made(plan(late)))["ordre.essai@medinstall"]
    rings = [datetime(2027, 2, 28, tzinfo=UTC) + alarm["TRIGGER"].dt for alarm in event.walk("VALARM")]
    assert rings == [datetime(2027, 2, 19, 9, tzinfo=UTC), datetime(2027, 2, 25, 9, tzinfo=UTC)]
    assert all(alarm["ACTION"] == "DISPLAY" for alarm in event.walk("VALARM"))


def test_a_target_stands_in_where_nothing_is_due() -> None:
    event = _read(_made(plan(step(target=day(date(2027, 1, 29), None)))))["ordre.essai@medinstall"]
    assert event["DTSTART"].dt == date(2027, 1, 29)
    assert str(event["SUMMARY"]).endswith("(à faire)")


def test_what_an_answer_settled_is_done_although_on_no_day() -> None:
    settled = plan(step(target=day(date(2027, 1, 29), None), state="faite"))
    assert to_come(scheduled_days(settled), TODAY) == ()
    task = _read(_made(settled, todo=True), "VTODO")["ordre.tache.essai@medinstall"]
    assert (task["STATUS"], task["PERCENT-COMPLETE"], "COMPLETED" in task) == ("COMPLETED", 100, False)
    assert str(task["SUMMARY"]).endswith("(réglé par vos réponses)")
    assert not _read(_made(settled))["ordre.essai@medinstall"].walk("VALARM")


def test_a_step_without_any_date_gives_no_event_and_none_is_invented() -> None:
    assert scheduled_days(plan(step())) == ()


def test_a_milestone_keeps_its_key_when_another_is_no_longer_told() -> None:
    first, second = Milestone(day(date(2027, 4, 8)), "Un"), Milestone(day(date(2027, 6, 30)), "Deux")
    rules = {"milestones": tuple(MilestoneRule(DATE_RULE, each.text) for each in (first, second))}
    both = {view.key for view in scheduled_days(plan(step(rule=rules, milestones=(first, second))))}
    alone = {view.key for view in scheduled_days(plan(step(rule=rules, milestones=(second,))))}
    assert both == {"ordre.jalon-1", "ordre.jalon-2"}
    assert alone == {"ordre.jalon-2"}


def test_the_first_day_is_there_once_it_is_known_to_be_one() -> None:
    known = plan(profile=profile({"cabinet": "creation"}))
    assert [(view.key, view.on) for view in scheduled_days(known)] == [("date_debut", D)]
    assert scheduled_days(plan(profile=profile({"cabinet": "inchange"}))) == ()


def test_a_done_step_stays_says_so_and_rings_no_more() -> None:
    found = plan(step(state="faite", tick=Tick(done_on=TODAY), due=day(date(2027, 4, 30))))
    event = _read(_made(found))["ordre.essai@medinstall"]
    assert event["SUMMARY"] == "Faire ordre (fait le 22\u00a0novembre\u00a02026)"
    assert str(event["DESCRIPTION"]).startswith("Fait le 22\u00a0novembre\u00a02026.")
    assert not event.walk("VALARM")


def test_what_vanished_is_cancelled() -> None:
    gone = ScheduledDay("rcp", "rcp", D, "due", "Assurer", D)
    event = _read(_made(plan(), (gone,)))["rcp.essai@medinstall"]
    assert (event["STATUS"], event["DTSTART"].dt, event["SEQUENCE"]) == ("CANCELLED", D, 7)
    assert str(event["SUMMARY"]).startswith("Annulé\u00a0: Assurer")
    assert not event.walk("VALARM")


def test_a_step_that_waits_for_a_question_nobody_asked_is_left_out_and_told() -> None:
    reason = Reason(("travaux",), Truth.UNKNOWN, "Des travaux", open=frozenset({"travaux"}))
    works = step("accessibilite", applies=Truth.UNKNOWN, reasons=(reason,), due=day(date(2027, 2, 28), "calcul"))
    unasked = plan(works, unknown=("travaux",))
    assert scheduled_days(unasked) == ()
    assert [found.id for found in awaited_steps(unasked)] == ["accessibilite"]
    assert awaited_steps(unasked._replace(steps=(works._replace(dismissed="pas de travaux"),))) == ()


def test_a_step_in_doubt_for_good_is_tentative() -> None:
    reason = Reason(("travaux",), Truth.UNKNOWN, "Des travaux", open=frozenset({"travaux"}))
    works = step("accessibilite", applies=Truth.UNKNOWN, reasons=(reason,), due=day(date(2027, 2, 28), "calcul"))
    asked = plan(works, profile=profile({"travaux": UNKNOWN}), unknown=("travaux",))
    event = _read(_made(asked))["accessibilite.essai@medinstall"]
    assert event["STATUS"] == "TENTATIVE"
    assert "si cela vous concerne" in event["SUMMARY"]
    assert "S’applique peut-être" in event["DESCRIPTION"]


def test_a_step_that_hangs_on_an_aid_waiting_for_an_answer_is_left_out() -> None:
    waiting = Reason(("zone",), Truth.UNKNOWN, "En ZIP", open=frozenset({"zone"}))
    claim = Reason(("verdict.primo_zip",), Truth.YES, "Une aide est ouverte")
    asking = step("demande_aides", reasons=(claim,), target=day(D, None))
    checked = aid(verdict="a_verifier", reasons=(waiting,))
    someone = profile()._replace(answers={"date_debut": D})
    assert scheduled_days(plan(asking, checked, profile=someone)) == ()
    assert len(scheduled_days(plan(asking, aid(), profile=someone))) == 1


def test_equal_input_gives_equal_bytes_whatever_the_day() -> None:
    found = example()
    later = found._replace(profile=found.profile._replace(today=TODAY + timedelta(days=3)))
    assert _made(found) == _made(found) == _made(later)


def test_tasks_carry_their_dates_their_state_and_their_weight() -> None:
    doing = step("doing", opens=day(date(2027, 3, 1), None), due=day(date(2027, 4, 30)))
    done = step("done", state="faite", tick=Tick(done_on=TODAY), due=day(D))
    filed = step("filed", state="deposee", tick=Tick(filed_on=TODAY), due=day(D), rule={"obligation": "facultatif"})
    found = _read(_made(plan(doing, done, filed), todo=True), "VTODO")
    task = found["doing.tache.essai@medinstall"]
    assert (task["DTSTART"].dt, task["DUE"].dt) == (date(2027, 3, 1), date(2027, 4, 30))
    assert (task["STATUS"], task["PRIORITY"]) == ("NEEDS-ACTION", 1)
    assert [alarm["TRIGGER"].params["RELATED"] for alarm in task.walk("VALARM")] == ["END", "END"]
    assert found["done.tache.essai@medinstall"]["STATUS"] == "COMPLETED"
    assert found["done.tache.essai@medinstall"]["COMPLETED"].dt == datetime(2026, 11, 22, 11, tzinfo=UTC)
    assert (found["filed.tache.essai@medinstall"]["STATUS"], found["filed.tache.essai@medinstall"]["PRIORITY"]) == (
        "IN-PROCESS",
        9,
    )


def test_a_vanished_task_is_cancelled_and_a_vanished_milestone_is_none() -> None:
    act = ScheduledDay("rcp", "rcp", D, "due", "Assurer", D)
    note = ScheduledDay("rcp.jalon-1", "rcp", D, "milestone", "À savoir", D)
    found = _read(_made(plan(), (act, note), todo=True), "VTODO")
    assert {key: str(task["STATUS"]) for key, task in found.items()} == {"rcp.tache.essai@medinstall": "CANCELLED"}


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("todo", [False, True])
def test_a_hostile_name_or_note_is_verbatim_and_adds_nothing(text: str, todo: bool) -> None:
    kind = "VTODO" if todo else "VEVENT"
    issue = ISSUE._replace(dossier=text)
    data = _made(carrying(text), todo=todo, issue=issue)
    _check_lines(data)
    found = _read(data, kind)
    assert len(found) == 2
    assert all(f"Note\u00a0: {clean(text)}" in str(part["DESCRIPTION"]) for part in found.values())
    named = data.decode("utf-8").replace("\r\n ", "").split("X-WR-CALNAME:")[1].split("\r\n")[0]
    assert _unescaped(named) == f"Mon installation ({clean(text)})"  # the older icalendar undoes it, the newer does not


@given(st.text(max_size=300))
@always("C:\\Notes\\n")
def test_any_text_survives_folding_and_escaping(raw: str) -> None:
    data = _made(carrying(raw))
    _check_lines(data)
    text = str(_read(data)["reste.essai@medinstall"]["DESCRIPTION"])
    assert not clean(raw) or f"Note\u00a0: {clean(raw)}" in text


def test_the_identifier_of_a_dossier_with_a_strange_name_is_still_one_word() -> None:
    assert uid("rcp", "a b@c\n") == "rcp.a%20b%40c%20@medinstall"


def test_alerts_and_aids_have_no_event_of_their_own() -> None:
    assert not _read(_made(plan(aid(), alert("x", "attention", "Texte"))))
