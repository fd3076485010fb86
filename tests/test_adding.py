"""docs/adding-a-rule.md, done word for word in a copy of the program: a step, an aid, a question, a region, as data."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import textwrap
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from medinstall.dossier.replay import Dossier
from medinstall.engine.plan import plan_of
from medinstall.rules.answers import read_answers
from medinstall.rules.loader import load
from tests.building import profile_of
from tests.commanding import ROOT, Medinstall
from tests.test_cases import faults, outcome

pytestmark = pytest.mark.slow  # whole copies of the program

GUIDE = ROOT / "docs" / "adding-a-rule.md"
SECTION = re.compile(r"^## (.+)$", re.MULTILINE)
FENCE = r"\s*^(?P<indent> *)```\w+\n(?P<{name}>.*?)^ *```$"
ACT = re.compile(
    r"(?P<act>Create|Append to|Insert into|Replace in) `(?P<path>[^`]+)`:" + FENCE.format(name="body"),
    re.MULTILINE | re.DOTALL,
)
NEW = re.compile(r"\s*with:" + FENCE.format(name="new"), re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Copy:
    """The program in a folder of its own, with its dossiers."""

    folder: Path

    @property
    def medinstall(self) -> Medinstall:
        return Medinstall(self.folder / "home", self.folder)

    def plan(self, answers: Mapping[str, object]) -> dict[str, Any]:
        """Return the plan of answers, as a script receives it."""
        name = f"cas-{len(list(self.folder.glob('cas-*.json')))}"
        file = self.folder / f"{name}.json"
        file.write_text(json.dumps({"answers": answers}, default=date.isoformat), encoding="utf-8")
        said = self.medinstall("nouveau", name, "--reponses", str(file))
        assert said.code == 0, said.err
        return dict(json.loads(self.medinstall("liste", "--json").out))

    def markdown(self) -> str:
        return self.medinstall("exporter", "md").out

    def check_cases(self, name: str, word: str) -> None:
        """Check the rows of a file of cases whose expectations hold `word`, against the rules of the copy."""
        pack = load(self.folder / "data")
        document = tomllib.loads(read(self.folder / "tests" / "cases" / name))
        rows = [case for case in document["case"] if word in str(case["expect"])]
        assert rows
        for case in rows:
            values, wrong = read_answers(pack.fact, {**document["answers"], **case["answers"]})
            assert not wrong
            plan = plan_of(pack, profile_of(pack, values, Dossier(), case["today"]))
            assert not list(faults(case["expect"], outcome(plan, case["expect"]))), case["name"]


def part(title: str) -> str:
    """Return one part of the guide."""
    parts = SECTION.split(GUIDE.read_text(encoding="utf-8"))
    return parts[parts.index(title) + 1]


def follow(text: str, folder: Path) -> list[str]:
    """Do what the guide says, in its order; return the files written."""
    done = []
    for found in ACT.finditer(text):
        path, body = folder / found["path"], textwrap.dedent(found["body"])
        match found["act"]:
            case "Create":
                assert not path.exists(), f"{path} is there already"
                write(path, body)
            case "Append to":
                write(path, f"{read(path)}\n{body}")
            case "Insert into":
                head, *lines = read(path).splitlines(keepends=True)
                write(path, "".join((head, *sorted((*lines, body), key=lambda line: line.split(";")[0].encode()))))
            case "Replace in":
                new = NEW.match(text, found.end())
                assert new
                assert read(path).count(body) == 1
                write(path, read(path).replace(body, textwrap.dedent(new["new"])))
        done.append(found["path"])
    return done


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


def python_files(folder: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted((folder / "medinstall").rglob("*.py")):
        yield path.relative_to(folder).as_posix(), path.read_bytes()


def copied_with_bytecode(folder: Path) -> Path:
    """Return a copy of the program and of its cases; with its bytecode, for five copies are made."""
    moving = shutil.ignore_patterns("*.pyc.*", "*rules.pickle", "*.rules.*")  # what another test may be writing
    shutil.copytree(ROOT / "medinstall", folder / "medinstall", ignore=moving)
    shutil.copytree(ROOT / "data", folder / "data")
    shutil.copytree(ROOT / "tests" / "cases", folder / "tests" / "cases")
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


@pytest.fixture
def walk(tmp_path: Path) -> Callable[[str], Copy]:
    """Return what makes a copy of the program, follows a part of the guide there, and sees that no Python changed."""

    def done(title: str) -> Copy:
        copy = Copy(copied_with_bytecode(tmp_path / "copy"))
        before = dict(python_files(copy.folder))
        written = follow(part(title), copy.folder)
        assert written
        assert all(path.startswith(("data/", "tests/cases/")) for path in written)
        assert dict(python_files(copy.folder)) == before
        return copy

    return done


BASE: dict[str, object] = {
    "specialite": "medecine_generale",
    "parcours": "jeune_diplome",
    "date_debut": "2027-03-31",
    "commune": "45234",
    "zone": "zip",
    "secteur": "secteur_1",
    "cabinet": "creation",
}


def test_the_walks_can_follow_each_other_in_one_copy(tmp_path: Path) -> None:
    folder = copied_with_bytecode(tmp_path / "copy")
    follow(GUIDE.read_text(encoding="utf-8"), folder)
    assert {"cpts", "agrement_stage"} <= load(folder / "data").step.keys()


def test_a_step_is_added_by_its_file(walk: Callable[[str], Copy]) -> None:
    copy, title = walk("A step"), "Vous présenter à la communauté de soignants de votre territoire"
    copy.check_cases("steps.toml", "cpts")
    found = copy.plan(BASE)
    assert next(step for step in found["steps"] if step["id"] == "cpts")["title"] == title
    assert title in copy.medinstall("liste").text
    assert "+ 15 jours" in copy.medinstall("etape", "cpts").text
    assert f"- [ ] **{title}** (`cpts`)" in copy.markdown()
    assert copy.medinstall("cocher", "cpts").code == 0
    assert f"- [x] **{title}** (`cpts`)" in copy.markdown()


def test_an_aid_is_added_by_its_file_and_its_amount_by_a_value(walk: Callable[[str], Copy]) -> None:
    copy, title = walk("An aid"), "Aide à l’équipement du cabinet"
    copy.check_cases("aids.toml", "equipement")
    assert amount(copy.plan(BASE | {"date_debut": "2027-02-28"})) == 2500
    assert amount(copy.plan(BASE)) == 3000
    assert f"3 000 € {title}, éligible" in copy.medinstall("liste").text
    assert f"{title} : 3 000 € ARS Centre-Val de Loire (equipement)" in copy.medinstall("aides").text
    assert "reprise de cabinet" in copy.medinstall("pourquoi", "equipement").text
    assert f"**{title}** (`equipement`)" in copy.markdown()


def amount(found: dict[str, Any]) -> float:
    return float(next(aid for aid in found["aids"] if aid["id"] == "equipement")["amount"]["eur"])


def test_a_question_is_added_with_the_step_that_reads_it(walk: Callable[[str], Copy]) -> None:
    copy = walk("A question")
    copy.check_cases("steps.toml", "agrement_stage")
    assert "accueil_internes" in copy.plan(BASE)["unknown"]
    assert "Accueil d’internes (accueil_internes)" in copy.medinstall("liste", "--tout").text
    assert "Accueil d’internes" in copy.markdown()
    said = copy.medinstall("modifier", "accueil_internes=peut_etre", "--oui")
    assert said.code == 1
    assert "plus_tard" in said.told
    assert copy.medinstall("modifier", "accueil_internes=oui", "--oui").code == 0
    assert "agrément de maître de stage" in copy.medinstall("liste").text


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminal here")
def test_the_interview_asks_the_new_question(walk: Callable[[str], Copy]) -> None:
    from tests.terminal.screens import ENTER
    from tests.terminal.screens import Medinstall as Terminal

    copy = walk("A question")
    copy.plan(BASE)
    terminal = Terminal(
        *("--aujourdhui", "2026-11-22", "modifier", "accueil_internes"),
        MEDINSTALL_HOME=str(copy.folder / "home"),
        PYTHONPATH=str(copy.folder),
        PYTHONSAFEPATH="1",
    )
    terminal.wait("Accueillerez-vous des internes dans votre cabinet ?")
    terminal.wait("Oui, dès que possible")
    terminal.press(ENTER, "Enregistrer cette réponse")
    terminal.press("o" + ENTER)
    assert terminal.end() == 0


def test_a_region_is_added_by_rows(walk: Callable[[str], Copy]) -> None:
    copy = walk("A region")
    index = copy.folder / "data" / "places" / "communes.index"
    before = index.read_bytes()
    run_python(copy, "-m", "medinstall.places.commune_index")
    assert index.read_bytes() != before
    document = tomllib.loads(read(copy.folder / "tests" / "cases" / "aids.toml"))
    case = document["case"][-1]
    wanted = case["expect"]["aids"]["primo_zip"]
    found = {aid["id"]: aid for aid in copy.plan({**document["answers"], **case["answers"]})["aids"]}["primo_zip"]
    assert {key: found[key] for key in wanted} == wanted, case["name"]
    assert "ARS Outre-Exemple" in copy.medinstall("etape", "lieu").text
    enrolment = copy.medinstall("etape", "ordre_inscription").text
    assert "Conseil départemental de l’Ordre des médecins de l’Exemple-Maritime" in enrolment
    assert "CPAM de l’Exemple-Maritime" in copy.markdown()
    picked = "from medinstall.places.commune_search import search; print(search('exempl')[0].code)"
    assert "99001" in run_python(copy, "-c", picked)


def run_python(copy: Copy, *words: str) -> str:
    """Run Python on the copy's package."""
    environ = {**os.environ, "PYTHONPATH": str(copy.folder), "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, *words]
    done = subprocess.run(command, cwd=copy.folder, env=environ, capture_output=True, check=True, timeout=60)
    return done.stdout.decode("utf-8")
