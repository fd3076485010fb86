"""The sheet to carry: its words read back by pdftotext, its tags and pages counted."""

from __future__ import annotations

import re
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest

from medinstall.domain.plan import Plan
from medinstall.domain.profile import Tick
from medinstall.outputs import pdf as sheets
from medinstall.text import clean
from medinstall.wording.plan_view import PlanView
from tests.unit.wording.build import D, day, example, plan, step

from .hostile import HOSTILE, carrying

READER = shutil.which("pdftotext")
NEEDS_READER = pytest.mark.skipif(not READER, reason="pdftotext n’est pas installé : le PDF n’est pas relu")


def _made(found: Plan, name: str = "essai") -> bytes:
    return sheets.pdf(PlanView(found, name))


def _words(data: bytes, folder: Path) -> str:
    file = folder / "feuille.pdf"
    file.write_bytes(data)
    done = subprocess.run([str(READER), "-raw", str(file), "-"], capture_output=True, check=True)
    return done.stdout.decode()


def _squeezed(text: str) -> str:
    """Leave out spaces, line ends and the marks of direction that the reader adds."""
    return re.sub(r"[\s\u200b-\u200f\u202a-\u202e]", "", text)


@NEEDS_READER
def test_several_long_notes_are_told_to_the_end_where_there_is_room(tmp_path: Path) -> None:
    notes = " ; ".join(f"note {number} : {'appeler le service, ' * 10}fin {number}" for number in range(4))
    words = " ".join(_words(_made(plan(step(note=notes))), tmp_path).split())
    assert all(f"fin {number}" in words for number in range(4))


def _pages(data: bytes) -> int:
    found = re.search(rb"/Type ?/Pages ?/Count (\d+)", data)
    assert found
    return int(found[1])


@NEEDS_READER
def test_it_tells_the_steps_their_dates_the_bodies_and_the_papers(tmp_path: Path) -> None:
    words = " ".join(_words(_made(example()), tmp_path).split())
    assert "Mon installation : essai" in words
    assert "ven. 30 avril 2027" in words
    assert "jeu. 31 décembre 2026" in words
    assert "conseil45.ordre.medecin.fr" in words
    assert "Votre diplôme" in words
    assert "Transmettre vos contrats, fait le 20 novembre 2026" in words


def test_it_is_tagged_for_screen_readers_in_french() -> None:
    data = _made(example())
    assert b"/MarkInfo" in data
    assert b"/StructTreeRoot" in data
    assert b"pdfuaid:part" in data
    assert re.search(rb"/Lang ?\(fr", data)


def test_equal_input_gives_equal_bytes() -> None:
    assert _made(example()) == _made(example())


def test_what_is_done_has_no_box_and_what_is_left_has_one() -> None:
    found = example()
    data = sheets.sheet(PlanView(found, "essai"))
    titles = [row["title"] for phase in data["phases"] for row in phase["steps"]]
    assert titles == ["S’inscrire au tableau de l’Ordre", "Demander l’autorisation de travaux", "S’affilier à la CARMF"]
    assert [row["title"] for row in data["done"]] == ["Transmettre vos contrats"]


def test_a_very_full_dossier_still_holds_on_two_pages() -> None:
    long = Tick(note="une très longue note " * 30, reference="recommandé 1A 234 567 8901 2")
    steps = [step(f"demarche_{number}", due=day(D), practical_on=date(2027, 3, 29), tick=long) for number in range(32)]
    assert _pages(_made(plan(*steps))) == 2
    assert _pages(_made(example())) == 1


@NEEDS_READER
@pytest.mark.sampled(4)
@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_name_or_note_is_verbatim_and_adds_nothing(text: str, tmp_path: Path) -> None:
    found = carrying(text)
    words = _squeezed(_words(_made(found, text), tmp_path))
    expected = [part for part in re.split(r"[^\x20-\uffff]|[\u4e00-\u9fff\ufffe\u200d]", clean(text)) if part]
    assert all(words.count(_squeezed(part)) >= 3 for part in expected)
    assert _pages(_made(found, text)) == 1


@NEEDS_READER
def test_a_character_that_no_font_draws_is_spelled_and_never_lost(tmp_path: Path) -> None:
    words = _squeezed(_words(_made(carrying("avant\u0378après")), tmp_path))
    assert "avant[U+0378]après" in words


@pytest.mark.slow
def test_a_note_in_a_script_no_font_draws_is_spelled_in_one_go() -> None:
    assert _pages(_made(carrying("".join(map(chr, range(0x4E00, 0x4E60)))))) == 1


def test_without_typst_the_export_says_which_module_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "typst", None)
    with pytest.raises(ModuleNotFoundError) as raised:
        _made(example())
    assert raised.value.name == "typst"


def test_the_requirement_is_the_one_of_the_extra() -> None:
    project = Path(__file__).parents[3] / "pyproject.toml"
    assert f'pdf = ["{sheets.REQUIREMENT}"]' in project.read_text(encoding="utf-8")


def test_a_late_step_says_so() -> None:
    late = (step(due=day(D)))._replace(state="en_retard")
    data = sheets.sheet(PlanView(plan(late), "x"))
    assert data["phases"][0]["steps"][0]["lines"] == ["En retard"]


def test_a_file_handed_in_says_when_and_by_when_the_answer_should_come_each_once() -> None:
    filed = step(state="deposee", tick=Tick(filed_on=date(2026, 11, 20)), answer_expected_on=date(2027, 2, 20))
    [phase] = sheets.sheet(PlanView(plan(filed)))["phases"]
    [told] = phase["steps"]
    lines = [line.replace("\u00a0", " ") for line in told["lines"]]
    assert lines == ["Déposée le 20 novembre 2026", "Déposée, réponse attendue vers le 20 février 2027"]


def test_a_file_handed_in_has_no_day_left_to_meet() -> None:
    filed = step(state="deposee", target=day(date(2026, 11, 1)), due=day(D), tick=Tick(filed_on=date(2026, 11, 20)))
    [phase] = sheets.sheet(PlanView(plan(filed)))["phases"]
    assert [(told["lead"], told["when"], told["how"]) for told in phase["steps"]] == [("", "déposée", "")]


def test_the_first_part_is_what_to_do_before_the_first_day_in_order_of_the_day_to_aim_at() -> None:
    steps = (
        step(
            "contrats", target=day(date(2027, 3, 1), None), due=day(date(2027, 3, 15)), practical_on=date(2027, 3, 15)
        ),
        step("titres", provisional=day(date(2027, 3, 8))),
        step("rcp", target=day(date(2027, 2, 1), None), due=day(D), practical_on=D),
        step("passee", target=day(date(2026, 11, 1), None), due=day(D), practical_on=D),
        step("carmf", target=day(D, None), due=day(date(2027, 4, 30)), practical_on=date(2027, 4, 30)),
    )
    first, second = sheets.sheet(PlanView(plan(*steps), "x"))["phases"]
    told = [(row["title"], *(row[key].replace("\u00a0", " ") for key in ("lead", "when"))) for row in first["steps"]]
    assert told == [
        ("Faire passee", "", "dès que possible"),
        ("Faire rcp", "à viser :", "lun. 1er février 2027"),
        ("Faire contrats", "à viser :", "lun. 1er mars 2027"),
        ("Faire titres", "au plus tard le", "lun. 8 mars 2027"),
    ]
    assert first["steps"][1]["how"].replace("\u00a0", " ").startswith("limite : mer. 31 mars 2027")
    assert "provisoire" in first["steps"][3]["how"]
    assert [row["title"] for row in second["steps"]] == ["Faire carmf"]
