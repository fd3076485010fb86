"""Notes, papers, links and sources that concern some doctors only."""

from __future__ import annotations

from datetime import date

import pytest

from medinstall.domain.criterion import ALWAYS, Check
from medinstall.domain.plan import Plan
from medinstall.domain.rule import ConditionalText, Link
from medinstall.domain.source import Article, Evidence, Source
from medinstall.engine.plan import plan_of
from tests.building import pack, profile

SEL = Check("mode_exercice", "is", "sel")
CHECKED = (date(2026, 11, 1), date(2027, 6, 30))
SURE, FRAGILE = Evidence("l4112-3", *CHECKED, "high"), Evidence("cnom-sel", *CHECKED, "low", "ancienne", SEL)
EVIDENCE = (SURE, FRAGILE)


def plan(**answers: object) -> Plan:
    """Return a plan whose insurance step and first aid hold an entry for all and one for a company."""
    step = (
        pack()
        .step["rcp"]
        ._replace(
            notes=(ConditionalText("tous"), ConditionalText("société", SEL)),
            bring=(ConditionalText("statuts", SEL), ConditionalText("diplome")),
            links=(Link("Registre", "https://example.org", SEL),),
            evidence=EVIDENCE,
        )
    )
    aid = pack().aid["primo_zip"]._replace(notes=(ConditionalText("société", SEL),), evidence=EVIDENCE)
    alert = pack().alert["regle_perimee"]._replace(criterion=ALWAYS, evidence=EVIDENCE)
    changed = pack()._replace(
        alerts=(alert,),
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
    assert step.evidence == aid.evidence == found.alerts[0].evidence == (EVIDENCE if shown else (SURE,))
    assert ("confidence" in {reason.cause for reason in aid.reasons}) is shown


def test_a_reason_without_source_cites_what_proves_the_rule_for_all() -> None:
    step = next(step for step in plan(mode_exercice="groupe").steps if step.id == "rcp")
    assert {reason.sources for reason in step.reasons} == {("l4112-3",)}


def test_an_article_that_changes_is_told_to_those_it_concerns() -> None:
    article = Article("Code du travail", "L. 1", until=date(2027, 1, 1), then="la suite n’est pas connue")
    source = Source("l1", "Article", "Légifrance", kind="article", articles=(article,))
    step = pack().step["rcp"]._replace(evidence=(Evidence("l1", *CHECKED, "high", "", SEL),))
    changed = pack()._replace(sources=(*pack().sources, source), steps=(step,), aids=(), alerts=())
    told = [
        "coming" in {reason.cause for reason in plan_of(changed, profile({"mode_exercice": mode})).steps[0].reasons}
        for mode in ("sel", "groupe")
    ]
    assert told == [True, False]


def test_a_fact_that_only_an_entry_reads_is_no_question() -> None:
    optional = Check("majoration_ars", "is", True)
    step = pack().step["rcp"]._replace(notes=(ConditionalText("prime", optional),))
    changed = pack()._replace(steps=(step,), aids=(), alerts=())
    assert "majoration_ars" not in plan_of(changed, profile({})).unknown
