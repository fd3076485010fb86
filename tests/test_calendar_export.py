"""The calendar through the real command: what it holds, and that a second import mends the first."""

from __future__ import annotations

from typing import Any

import pytest

from tests.commanding import Medinstall
from tests.exporting import events, export, filled_home, own_copy, plan_of  # noqa: F401 - fixtures are imported

# --- calendar: what it holds ---


def test_the_calendar_holds_every_day_to_act_of_the_plan_and_no_other(medinstall: Medinstall) -> None:
    found = {str(event["UID"]): event["DTSTART"].dt.isoformat() for event in events(export(medinstall, "ics"))}
    plan = plan_of(medinstall)
    applying = [step for step in plan["steps"] if step["applies"]]
    expected = {f"{step['id']}.essai@medinstall": step["due_on"] or step["target_on"] for step in applying}
    expected |= {
        f"{step['id']}.objectif.essai@medinstall": step["target_on"]
        for step in applying
        if step["due_on"] and step["target_on"] and step["target_on"] < step["due_on"]
    }
    expected = {uid: day for uid, day in expected.items() if day and day >= plan["today"]}
    perhaps = {step["id"] for step in plan["steps"] if step["applies"] is None}
    certain = {uid: day for uid, day in found.items() if uid.partition(".")[0] not in perhaps}
    assert {uid: certain.get(uid) for uid in expected} == expected
    milestones = {uid: day for uid, day in certain.items() if uid not in expected}
    told = [item["on"] for step in applying for item in step["milestones"] if item["on"] >= plan["today"]]
    assert sorted(milestones.values()) == sorted([*told, "2027-03-31"])
    assert milestones["date_debut.essai@medinstall"] == "2027-03-31"


def test_a_first_export_cancels_nothing(medinstall: Medinstall) -> None:
    assert not [event for event in events(export(medinstall, "ics")) if event["STATUS"] == "CANCELLED"]


def test_the_same_state_is_the_same_file_even_another_day_or_after_a_visit(medinstall: Medinstall) -> None:
    first = export(medinstall, "ics")
    assert export(medinstall, "ics") == first
    assert export(medinstall, "ics", today="2026-11-25") == first
    assert medinstall().code == 0
    assert '"visite"' in medinstall.journal.read_text(encoding="utf-8")
    assert export(medinstall, "ics") == first
    assert export(medinstall, "pdf") == export(medinstall, "pdf")
    assert export(medinstall, "html") == export(medinstall, "html")


def test_tasks_have_their_own_identifiers(medinstall: Medinstall) -> None:
    tasks = {str(task["UID"]) for task in events(export(medinstall, "ics", "--taches"), "VTODO")}
    assert "rcp.tache.essai@medinstall" in tasks
    assert not tasks & {str(event["UID"]) for event in events(export(medinstall, "ics"))}


# --- calendar: a plain importer ---


class Importer:
    """Does what RFC 5546 asks of a calendar: by UID, the highest SEQUENCE wins, what is cancelled goes away."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self.seen: dict[str, Any] = {}

    def read(self, data: bytes) -> None:
        """Import one file."""
        for part in events(data, self.kind):
            known = self.seen.get(str(part["UID"]))
            if known is None or int(part["SEQUENCE"]) >= int(known["SEQUENCE"]):
                self.seen[str(part["UID"])] = part

    @property
    def shown(self) -> dict[str, tuple[str, str]]:
        """What the doctor sees: title and day by identifier."""
        day = "DTSTART" if self.kind == "VEVENT" else "DUE"
        return {
            uid: (str(part["SUMMARY"]), part[day].dt.isoformat())
            for uid, part in self.seen.items()
            if part["STATUS"] != "CANCELLED"
        }


def _shown(data: bytes, kind: str) -> dict[str, tuple[str, str]]:
    fresh = Importer(kind)
    fresh.read(data)
    return fresh.shown


CHANGES = [
    ("modifier", "zone=hors_zone", "--oui"),
    ("modifier", "date_debut=2027-06-30", "--oui"),
    ("modifier", "inscription_ordre=autre_departement", "--oui"),
    ("modifier", "date_signature_contrats=2027-02-15", "--oui"),
    ("modifier", "cabinet=inchange", "--oui"),
    ("cocher", "rcp", "--le", "2026-11-20"),
    ("annuler", "--oui"),
]


@pytest.mark.sampled(9)
@pytest.mark.parametrize(
    ("change", "options"),
    [*((change, ()) for change in CHANGES), *((change, ("--taches",)) for change in CHANGES[:2])],
    ids=" ".join,
)
def test_both_exports_merged_leave_exactly_the_second_state(
    medinstall: Medinstall, change: tuple[str, ...], options: tuple[str, ...]
) -> None:
    kind = "VTODO" if options else "VEVENT"
    calendar = Importer(kind)
    calendar.read(export(medinstall, "ics", *options))
    before = calendar.shown
    assert medinstall(*change).code == 0
    second = export(medinstall, "ics", *options)
    calendar.read(second)
    assert calendar.shown == _shown(second, kind)
    assert calendar.shown != before or change == ("annuler", "--oui")


def test_back_and_forth_leaves_the_last_state(medinstall: Medinstall) -> None:
    calendar = Importer("VEVENT")
    calendar.read(export(medinstall, "ics"))
    first = calendar.shown
    assert medinstall("modifier", "zone=hors_zone", "--oui").code == 0
    calendar.read(export(medinstall, "ics"))
    assert "demande_aides.essai@medinstall" not in calendar.shown
    assert medinstall("annuler", "--oui").code == 0
    calendar.read(export(medinstall, "ics"))
    assert calendar.shown == first


def test_an_older_file_read_last_changes_nothing(medinstall: Medinstall) -> None:
    old = export(medinstall, "ics")
    assert medinstall("modifier", "date_debut=2027-06-30", "--oui").code == 0
    calendar = Importer("VEVENT")
    calendar.read(export(medinstall, "ics"))
    shown = calendar.shown
    calendar.read(old)
    assert {uid: shown[uid] for uid in shown} == {uid: calendar.shown[uid] for uid in shown}
