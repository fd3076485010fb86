"""Notes, papers and links that concern some doctors only."""

from __future__ import annotations

import pytest

from medinstall.domain.criterion import Check
from medinstall.domain.plan import Plan
from medinstall.domain.rule import ConditionalText, Link
from medinstall.engine.plan import plan_of
from tests.building import pack, profile

SEL = Check("mode_exercice", "is", "sel")


def plan(**answers: object) -> Plan:
    """Return a plan whose insurance step and first aid hold an entry for all and one for a company."""
    step = (
        pack()
        .step["rcp"]
        ._replace(
            notes=(ConditionalText("tous"), ConditionalText("société", SEL)),
            bring=(ConditionalText("statuts", SEL), ConditionalText("diplome")),
            links=(Link("Registre", "https://example.org", SEL),),
        )
    )
    aid = pack().aid["primo_zip"]._replace(notes=(ConditionalText("société", SEL),))
    changed = pack()._replace(
        steps=tuple(step if each.id == step.id else each for each in pack().steps),
        aids=tuple(aid if each.id == aid.id else each for each in pack().aids),
    )
    return plan_of(changed, profile(answers))


@pytest.mark.parametrize(("answer", "shown"), [("sel", True), ("groupe", False), ("inconnu", True), (None, False)])
def test_an_entry_is_shown_to_those_it_concerns_or_who_cannot_say(answer: str | None, shown: bool) -> None:
    found = plan(mode_exercice=answer) if answer else plan()
    step = next(step for step in found.steps if step.id == "rcp")
    aid = next(aid for aid in found.aids if aid.id == "primo_zip")
    assert step.notes == (("tous", "société") if shown else ("tous",))
    assert step.bring == (("statuts", "diplome") if shown else ("diplome",))
    assert [link.label for link in step.links] == (["Registre"] if shown else [])
    assert aid.notes == (("société",) if shown else ())


def test_a_fact_that_only_an_entry_reads_is_no_question() -> None:
    optional = Check("majoration_ars", "is", True)
    step = pack().step["rcp"]._replace(notes=(ConditionalText("prime", optional),))
    changed = pack()._replace(steps=(step,), aids=(), alerts=())
    assert "majoration_ars" not in plan_of(changed, profile({})).unknown
