"""Criteria: each judged once in a situation, whatever the rules it stands in; one fact supposed to be another."""

from __future__ import annotations

from datetime import date

from medinstall.domain.criterion import AllOf, Check, NoneOf
from medinstall.domain.profile import Profile
from medinstall.engine.criteria import concerning, judge, judge_of
from medinstall.engine.fact_value import NO, YES, FactValue, unknown
from medinstall.engine.known import Known, Supposing

ZIP, LATE = Check("zone", "is", "zip"), Check("zone", "in", ("zac", "hors_zone"))


class Counting(Known):
    """Facts that are all « zip », each reading noted."""

    def __init__(self) -> None:
        super().__init__(Profile(date(2026, 11, 22), {}))
        self.read: list[str] = []

    def __missing__(self, fact: str) -> FactValue:
        self.read.append(fact)
        return FactValue("zip")


def test_a_group_that_stands_in_several_rules_is_judged_once() -> None:
    known = Counting()
    assert judge(AllOf((ZIP, NoneOf((LATE,)))), known) is YES
    assert known.read == ["zone", "zone"]
    assert judge(AllOf((Check("zone", "is", "zip"), NoneOf((LATE,)))), known) is YES
    assert judge(NoneOf((AllOf((ZIP, NoneOf((LATE,)))),)), known) is NO
    assert known.read == ["zone", "zone"]


def test_what_may_concern_the_doctor_is_kept() -> None:
    assert concerning([(ZIP, "shown"), (LATE, "hidden"), (None, "always")])(Counting()) == ("shown", "always")


def test_another_situation_is_judged_anew() -> None:
    one, other = Counting(), Counting()
    assert judge_of(ZIP)(one) is judge_of(ZIP)(other) is YES
    assert one.read == other.read == ["zone"]


def test_a_fact_supposed_to_be_another_is_judged_apart() -> None:
    known = Counting()
    assert judge(ZIP, known) is YES
    supposed = Supposing(known, "zone", FactValue(None, unknown(frozenset({"commune"}))))
    assert judge(ZIP, supposed).open == {"commune"}
    assert judge(Check("secteur", "is", "1"), supposed) is NO
    assert judge(ZIP, known) is YES
