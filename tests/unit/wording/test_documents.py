"""The papers to gather: each once, with those who ask for it."""

from __future__ import annotations

import io
from datetime import date

from medinstall.domain.plan import Plan
from medinstall.domain.profile import Tick
from medinstall.domain.rule import Document
from medinstall.domain.truth import Truth
from medinstall.outputs.console import Console
from medinstall.outputs.markdown import markdown
from medinstall.outputs.pdf import sheet
from medinstall.outputs.screen_page import print_page
from medinstall.wording.contacts import contact_views
from medinstall.wording.documents import DocumentsView, documents_page, documents_view, when_asked
from medinstall.wording.plan_view import PlanView

from .build import D, day, pack, plan, step

PAPERS = tuple(Document(name, f"Papier {name}") for name in ("diplome", "rib", "bail", "photo"))


def _plan(*changes: object) -> Plan:
    return plan(
        step("ordre", {"bring": ("diplome", "photo"), "who": "{ordre}"}, due=day(date(2026, 12, 31), "calcul")),
        step("cpam", {"bring": ("rib", "diplome"), "who": "{caisse}"}, target=day(date(2027, 1, 31), None)),
        step("banque", {"bring": ("diplome",), "who": "Banque"}, due=day(D)),
        step("ordre_bis", {"bring": ("diplome",), "who": "{ordre}"}, due=day(date(2027, 4, 30))),
        step("fait", {"bring": ("bail", "rib")}, state="faite", tick=Tick(done_on=D), due=day(date(2026, 11, 1))),
        step("autre", {"bring": ("bail",)}, applies=Truth.NO, state="sans_objet"),
        pack=pack(documents=PAPERS),
    )


def _labels(view: DocumentsView) -> dict[str, list[str]]:
    return {group.first.id: [document.label.split()[-1] for document in group.documents] for group in view.groups}


def test_each_paper_stands_once_under_the_first_who_still_asks_for_it() -> None:
    view = documents_view(PlanView(_plan()))
    assert _labels(view) == {"ordre": ["diplome", "photo"], "cpam": ["rib"]}
    assert [document.label for document in view.given] == ["Papier bail"]
    assert view.total == "3\u00a0documents"


def test_bodies_are_counted_once_and_steps_apart() -> None:
    view = documents_view(PlanView(_plan()))
    diploma = view.groups[0].documents[0]
    assert diploma.asked_by.replace("\u00a0", " ") == "document demandé par 3 organismes, pour 4 démarches"
    assert [when_asked(each).replace("\u00a0", " ") for each in diploma.asked] == [
        "au plus tard le jeu. 31 décembre 2026",
        "de préférence le dim. 31 janvier 2027",
        "au plus tard le mer. 31 mars 2027",
        "au plus tard le ven. 30 avril 2027",
    ]


def test_a_step_that_was_dismissed_asks_for_nothing_and_sends_to_nobody() -> None:
    gone = step("gone", {"bring": ("photo",), "who": "Banque"}, due=day(D), dismissed="déjà fait")
    view = PlanView(plan(gone, pack=pack(documents=PAPERS)))
    assert (documents_view(view).groups, documents_view(view).given) == ((), ())
    assert "Banque" not in {body.name for body in contact_views(view.plan)}
    assert sheet(view)["contacts"] == []


def test_what_a_done_step_had_is_given() -> None:
    bank_details = documents_view(PlanView(_plan())).groups[1].documents[0]
    assert [each.id for each in bank_details.asked] == ["fait", "cpam"]
    assert when_asked(bank_details.asked[0]) == "déjà remis"
    assert [each.id for each in bank_details.waiting] == ["cpam"]


def test_a_step_without_date_comes_last_and_says_so() -> None:
    found = plan(
        step("un", {"bring": ("rib",)}), step("deux", {"bring": ("bail",)}, due=day(D)), pack=pack(documents=PAPERS)
    )
    view = documents_view(PlanView(found))
    assert list(_labels(view)) == ["deux", "un"]
    assert when_asked(view.groups[1].first) == "sans date pour l’instant"


def test_the_screen_and_the_markdown_name_every_paper_once() -> None:
    found = _plan()
    file = io.StringIO()
    print_page(documents_page(found), Console(file, width=80, simple=True))
    texts = (file.getvalue(), markdown(PlanView(found, "essai", {}), complete=True).split("## Documents")[1])
    for text in texts:
        assert all(text.count(f"Papier {name}") >= 1 for name in ("diplome", "rib", "bail", "photo"))
    assert texts[0].count("Papier diplome") == 1


def test_the_short_markdown_has_no_list_of_papers() -> None:
    assert "Documents à réunir" not in markdown(PlanView(_plan(), "essai", {}))


def test_a_provisional_day_is_told_as_such() -> None:
    titles = step("titres", {"bring": ("diplome",)}, provisional=day(date(2027, 3, 8)))
    (group,) = documents_view(PlanView(plan(titles, pack=pack(documents=PAPERS)))).groups
    assert when_asked(group.first).replace("\u00a0", " ") == "date provisoire, le lun. 8 mars 2027"


def test_a_day_to_aim_at_that_is_past_is_never_shown() -> None:
    bank = step("banque", {"bring": ("rib",), "title": "Ouvrir un compte"}, target=day(date(2026, 11, 1), None))
    held = plan(bank, pack=pack(documents=PAPERS))
    (group,) = documents_view(PlanView(held)).groups
    assert when_asked(group.first) == "de préférence sans tarder"
    text = markdown(PlanView(held, "essai", {})).replace("\u00a0", " ")
    assert "À viser : sans tarder" in text
    assert "1er novembre 2026" not in text
