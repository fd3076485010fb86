from __future__ import annotations

from datetime import date

import pytest

from medinstall.domain.aid_rule import AidValue
from medinstall.domain.plan import Amount, Change, Payment, Reason
from medinstall.domain.source import Evidence
from medinstall.domain.truth import Truth
from medinstall.wording.aid_page import aids_page
from medinstall.wording.blocks import Bullets, Checklist
from medinstall.wording.labels import UNRAISED
from medinstall.wording.list_page import list_page
from medinstall.wording.plan_view import PlanView

from .build import TODAY, aid, aid_view, example, plan

UNKNOWN = Reason(("zone",), Truth.UNKNOWN, "Votre cabinet est en ZIP", ("loi",))
DOUBT = Reason((), Truth.UNKNOWN, "Les textes se contredisent", ("loi",), "doubt")
MISSING = Reason(("zone",), Truth.NO, "Votre cabinet est en ZIP", ("loi",))


def _plain(text: str) -> str:
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("verdict", "reasons", "sentence"),
    [
        ("eligible", (), "Vous y avez droit, d’après vos réponses."),
        ("a_verifier", (UNKNOWN,), "Dépend de « Zone de l’ARS »."),
        ("a_verifier", (DOUBT,), "Vos réponses ne suffisent pas à trancher."),
        (
            "a_verifier",
            (UNKNOWN, DOUBT),
            "Dépend de « Zone de l’ARS » ; vos réponses ne suffisent pas à trancher.",
        ),
        ("non_eligible", (MISSING,), "1 condition n’est pas remplie."),
        ("non_eligible", (MISSING, MISSING), "2 conditions ne sont pas remplies."),
        ("fermee", (), "Plus aucune nouvelle demande n’est possible."),
        (
            "pas_encore_applicable",
            (),
            "Votée, mais le texte d’application manque.",
        ),
    ],
)
def test_a_verdict_is_one_sentence(verdict: str, reasons: tuple[Reason, ...], sentence: str) -> None:
    found = aid(verdict=verdict, reasons=reasons)
    assert _plain(aid_view(plan(found, unknown=("zone",)), "primo_zip").sentence) == sentence


@pytest.mark.parametrize(("verdict", "words"), [("eligible", "il va à son terme"), ("fermee", "est terminé")])
def test_a_signed_contract_runs_or_has_ended(verdict: str, words: str) -> None:
    assert words in aid_view(plan(aid(verdict=verdict, signed=True)), "primo_zip").sentence


def test_a_contract_signed_after_its_closing_day_never_began() -> None:
    closed = Reason(("date_signature_contrat",), Truth.NO, "Fermée", ("loi",), "closed")
    view = aid_view(plan(aid(verdict="fermee", signed=True, reasons=(closed,))), "primo_zip")
    assert "ne se signait plus" in _plain(view.sentence)


def test_every_reason_carries_its_mark_and_the_answer() -> None:
    view = aid_view(plan(aid(reasons=(MISSING, DOUBT))), "primo_zip")
    assert [(reason.sign.word, reason.text, _plain(reason.answer)) for reason in view.reasons] == [
        ("non", "Votre cabinet est en ZIP", "votre réponse : ZIP, intervention prioritaire"),
        ("à vérifier", "Les textes se contredisent", ""),
    ]


def test_a_doubt_that_the_profile_does_not_raise_is_no_yes() -> None:
    unraised = Reason(("zone",), Truth.YES, "Le cas d’un retraité n’est pas réglé", ("loi",), "doubt")
    (reason,) = aid_view(plan(aid(reasons=(unraised,))), "primo_zip").reasons
    assert reason.sign is UNRAISED


def test_a_reason_cites_its_own_sources_only_when_they_differ_from_those_of_the_rule() -> None:
    own = Reason(("zone",), Truth.YES, "Autre", ("decret",))
    view = aid_view(plan(aid(reasons=(MISSING, own))), "primo_zip")
    assert [reason.sources for reason in view.reasons] == [(), ("decret",)]
    assert [source.id for source in view.sources] == ["loi", "decret"]


def test_a_closure_is_no_answer_of_the_doctor() -> None:
    closed = Reason(("travaux",), Truth.NO, "Fermée", (), "closed")
    (reason,) = aid_view(plan(aid(reasons=(closed,))), "primo_zip").reasons
    assert reason.answer == ""


def test_the_amount_is_the_one_in_force_that_day() -> None:
    values = (AidValue(date(2024, 1, 1), eur=5000), AidValue(date(2026, 1, 1), eur=10000), AidValue(date(2028, 1, 1)))
    view = aid_view(plan(aid(rule={"values": values})), "primo_zip")
    assert _plain(view.say(view.plan.rule.what)) == "Versement unique de 10 000 €."
    before = aid_view(plan(aid(rule={"values": values}, law_date=date(2025, 1, 1))), "primo_zip")
    assert _plain(before.say(before.plan.rule.what)) == "Versement unique de 5 000 €."


def test_what_is_to_be_given_back_is_seen_at_once() -> None:
    """A contract that has ended is closed, but nobody may miss what it still costs."""
    for verdict, told in (("fermee", "12 500,50 € à rendre"), ("eligible", "10 000 €")):
        found = plan(aid(verdict=verdict, signed=True, refund_eur=12500.5))
        for page in (aids_page(found, "x", {}), list_page(found, "x")):
            items = [item for block in page if isinstance(block, Checklist) for item in block.items]
            assert [_plain(item.when) for item in items] == [told]


def test_payments_and_refund_are_told() -> None:
    found = aid(payments=(Payment(date(2025, 3, 3), 25000),), refund_eur=12500.5, amount=Amount(50000, "unique"))
    assert [_plain(line) for line in aid_view(plan(found), "primo_zip").payments] == [
        "25 000 € le 3 mars 2025",
        "Somme à rendre après la résiliation : 12 500,50 €",
    ]


def test_what_would_open_an_aid_is_told_in_the_words_of_the_questions() -> None:
    change = Change((("zone", "zac"), ("travaux", False)), "eligible")
    (line,) = aid_view(plan(aid()), "primo_zip", (change,)).unlock
    assert _plain(line) == (
        "Avec « Zone de l’ARS : ZAC, action complémentaire » "
        "et « Travaux soumis à autorisation : non », elle serait éligible."
    )


def test_aids_that_exclude_each_other_name_each_other() -> None:
    notes = aid_view(example(), "caim").notes
    assert [_plain(note) for note in notes] == ["Ne se cumule pas avec « Aide à la première installation »."]


def test_staleness_is_told_once() -> None:
    weak = Evidence("loi", TODAY, date(2026, 11, 1), "low", "note")
    bare = aid_view(plan(aid(rule={"evidence": (weak,)}, stale=True)), "primo_zip")
    assert len(bare.warnings) == 2
    reasons = (Reason((), Truth.UNKNOWN, "x", cause="stale"), Reason((), Truth.UNKNOWN, "y", cause="confidence"))
    told = aid_view(plan(aid(rule={"evidence": (weak,)}, stale=True, reasons=reasons)), "primo_zip")
    assert told.warnings == ()


def test_a_row_says_in_a_few_words_what_decides() -> None:
    rows = PlanView(plan(aid(verdict="non_eligible", reasons=(MISSING,)), *example().aids[1:]), "x").aids
    assert [_plain(row.remark) for row in rows] == [
        "condition non remplie : votre cabinet est en ZIP",
        "Fermée depuis 2026",
    ]


def test_an_amount_that_an_answer_would_give_names_it() -> None:
    values = (AidValue(date(2026, 1, 1), rate=0.5, of="socle_fmt"),)
    (row,) = PlanView(plan(aid(rule={"values": values}, amount=None), unknown=("socle_fmt",)), "x").aids
    assert _plain(row.remark) == "montant à calculer : donnez « Socle du forfait »"


def test_the_summary_says_what_would_open_an_aid() -> None:
    change = Change((("zone", "zip"),), "eligible")
    ways = [block.items for block in aids_page(example(), "x", {"caim": (change,)}) if isinstance(block, Bullets)]
    assert [len(items) for items in ways] == [1]
    assert not any(isinstance(block, Bullets) for block in aids_page(example(), "x", {}))
