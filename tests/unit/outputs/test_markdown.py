"""The Markdown, read back by an independent parser."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from medinstall.domain.plan import Plan
from medinstall.domain.profile import Tick
from medinstall.outputs.markdown import markdown
from medinstall.outputs.markdown_escape import escape
from medinstall.text import clean
from medinstall.wording.plan_view import PlanView
from tests.unit.wording.build import TODAY, D, aid, alert, day, example, plan, step

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
HOSTILE = [
    "[remplaçant]",
    "[/]",
    ":warning:",
    "\x1b[31mrouge\x07",
    "\u202egauche",
    "<script>alert(1)</script>",
    "| a | b |",
    "*gras* _italique_ `code` ~~barré~~ ***",
    "# titre #",
    "- tiret",
    "1. un",
    "2) deux",
    "+ plus",
    "> cité",
    "--- === ```",
    "&amp; &#42; <https://exemple.fr> ![image](x) [lien](javascript:x)",
    "fin\\",
    "ligne\n\n# autre\t<b>",
]


def _text(tokens: list[Token]) -> str:
    kinds = {token.type for token in tokens}
    assert kinds <= {"text", "text_special", "softbreak", "strong_open", "strong_close", "code_inline"}, kinds
    return "".join(token.content for token in tokens)


def _inline(document: str) -> list[Token]:
    return [token for token in READER.parse(document) if token.type == "inline"]


def _tasks(document: str) -> dict[str, bool]:
    """Return the id of every task and whether it is ticked."""
    found = (re.match(r"\[(?P<tick>[ x])\] .*?\(`(?P<id>\w+)`\)", token.content) for token in _inline(document))
    return {match["id"]: match["tick"] == "x" for match in found if match}


@pytest.mark.parametrize("complete", [False, True])
def test_the_tasks_are_the_steps_that_may_apply_with_their_ticks(complete: bool) -> None:
    found = example()
    expected = {item.id: item.state == "faite" for item in found.steps if item.state != "sans_objet"}
    assert _tasks(markdown(PlanView(found, "x"), complete)) == expected


def test_the_short_form_says_the_day_to_aim_at_and_the_latest_day_of_each_step() -> None:
    document = markdown(PlanView(example(), "x")).replace("\u00a0", " ")
    assert "À viser : mer. 31 mars 2027 ; au plus tard : **ven. 30 avril 2027** (délai légal)" in document
    assert "+ 1 mois" not in document


def test_the_long_form_derives_every_due_date() -> None:
    document = markdown(PlanView(example(), "x"), complete=True).replace("\u00a0", " ")
    assert "Au plus tard : **ven. 30 avril 2027 (délai légal)**. 31 mars 2027" in document
    assert "+ 1 mois = 30 avril 2027 (avril n’a pas de 31). Base légale : dans le mois" in document
    assert "Au plus tard : **dim. 28 février 2027" in document


def test_alerts_come_first_then_what_to_do_then_the_periods_then_the_aids_then_the_sources() -> None:
    titles = re.findall(r"^##+ (.*)$", markdown(PlanView(example(), "x")).replace("\u00a0", " "), re.MULTILINE)
    assert titles == [
        "À ne pas oublier",
        "À faire maintenant",
        "Démarches : 1 faite sur 3, et 1 selon vos réponses",
        "Ce mois-ci",
        "Plus tard avant le début",
        "Au début et après",
        "Faites",
        "Aides",
        "Hors de portée ou fermées",
        "Questions encore ouvertes",
        "Sources",
    ]


def test_the_short_form_is_shorter_and_the_long_one_explains() -> None:
    short, long = (markdown(PlanView(example(), "x"), complete) for complete in (False, True))
    assert len(short) < len(long)
    assert "Ce qui ne vous concerne pas" in long
    assert "Ce qui ne vous concerne pas" not in short
    assert "Déposez votre dossier" in long


def test_sources_are_numbered_links_and_every_number_exists() -> None:
    document = markdown(PlanView(example(), "x"))
    assert "1. [Code de la santé publique](https://www.legifrance.gouv.fr/loi), Légifrance." in document
    assert document.count("https://www.legifrance.gouv.fr/loi") == 1
    assert set(re.findall(r" \((\d+)\)$", document, re.MULTILINE)) == {"1"}


def test_it_says_when_it_was_made_and_when_the_rules_were_checked() -> None:
    document = markdown(PlanView(example(), "x")).replace("\u00a0", " ")
    assert "Établi le 22 novembre 2026, règles vérifiées le 22 novembre 2026." in document
    assert document.endswith("Sans valeur de conseil juridique.\n")


def test_it_needs_nothing_but_a_name() -> None:
    document = markdown(PlanView(plan(), "vide"), complete=True)
    assert document.startswith("# Mon installation\u00a0: vide\n")
    assert "Rien à faire" in document


@pytest.mark.parametrize("note", HOSTILE)
def test_a_note_comes_out_to_the_letter(note: str) -> None:
    found = plan(step("a", state="faite", tick=Tick(done_on=TODAY, note=note, reference=note)), aid())
    document = markdown(PlanView(found, note))
    lines = {_text(token.children or []) for token in _inline(document) if "Note" in token.content}
    assert lines == {f"Note\u00a0: {clean(note)}".rstrip()}
    assert _tasks(document) == {"a": True}
    assert not re.search(r"[\x00-\x09\x0b-\x1f\u202e]", document)


@given(st.text(max_size=60))
def test_any_text_is_verbatim_at_the_start_of_a_paragraph_of_an_item_and_of_a_title(raw: str) -> None:
    text = clean(raw).strip()
    for before in ("", "- ", "# ", "> ", "- a\n  - "):
        tokens = _inline(f"{before}{escape(text)}\n")
        if text:
            assert _text(tokens[-1].children or []).strip() == text


def test_a_colon_word_is_no_emoji() -> None:
    assert escape(":warning: à 10:30:45") == r"\:warning: à 10\:30:45"


def _changed(found: Plan) -> str:
    return markdown(PlanView(found, "x"))


def test_the_same_plan_gives_the_same_bytes() -> None:
    assert _changed(example()) == _changed(example())


def test_the_first_dossier_is_not_named_twice_and_short_leaves_out_what_is_only_to_know() -> None:
    view = PlanView(plan(alert("contrats", "information", "Des contrats ne se signent plus.")), "mon-installation")
    assert markdown(view).startswith("# Mon installation\n")
    assert "ne se signent plus" not in markdown(view)
    assert "ne se signent plus" in markdown(view, complete=True)


def test_a_day_put_off_beyond_the_latest_one_is_no_day_to_aim_at() -> None:
    rule = {"obligation": "recommandé"}
    late, early = (step(rule=rule, due=day(D), put_off_until=until) for until in (date(2027, 5, 2), date(2027, 3, 2)))
    assert "viser" not in _document(plan(late))
    assert "À viser : mar. 2 mars 2027 ; au plus tard : **mer. 31 mars 2027**" in _document(plan(early))


def _document(found: Plan) -> str:
    return markdown(PlanView(found)).replace("\u00a0", " ")
