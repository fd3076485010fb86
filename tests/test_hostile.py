"""Files that nobody should have written: refused soon, in a clear sentence that names the place."""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random, randrange

import pytest

from medinstall.domain.pack import RulePack
from medinstall.errors import Refusal, layout
from medinstall.rules import loader
from medinstall.rules.table import CatalogError
from medinstall.rules.values import raw_of, value_of
from medinstall.text import clean
from medinstall.usecases.answers_file import read_answers_file
from tests.breaking import answers_file, copied, rule_files, wrong_rules
from tests.building import TODAY, pack
from tests.english import english_in
from tests.inside import inside

LONGEST = 5.0  # seconds of this process alone, however busy the machine: a file that makes reading explode
FAULT = re.compile(r"[\w/.-]+ : .+ : \S", re.DOTALL)


# Answers files


def read_broken_answers(seeds: Iterator[int], path: Path) -> Counter[str]:
    """Read files of answers that are wrong; each is read whole or refused, soon, and the refusal names the place."""
    ends: Counter[str] = Counter()
    for seed in seeds:
        path.write_bytes(answers_file(Random(seed)))
        begun = time.process_time()
        try:
            found = read_answers_file(path, pack(), TODAY)
        except Refusal as refusal:
            ends["refused"] += 1
            _check_refusal(refusal, path, seed)
        else:
            ends["read"] += 1
            for fact, value in found.answers.items():
                assert value_of(pack().fact[fact], raw_of(value)) == value, seed
        assert time.process_time() - begun < LONGEST, seed
    return ends


def _check_refusal(refusal: Refusal, path: Path, seed: int) -> None:
    told = layout(refusal, {})
    assert path.name in told, seed
    assert english_in(told) == [], seed
    assert clean(told.replace("\n", "")) == told.replace("\n", ""), seed
    assert all(fault.startswith(f"{path.name} : ") and len(fault) < 600 for fault in refusal.faults), seed


@pytest.mark.slow
def test_broken_answers_are_refused(tmp_path: Path) -> None:
    ends = read_broken_answers(iter(range(300)), tmp_path / "réponses.toml")
    assert set(ends) == {"refused", "read"}


@pytest.mark.slow
@pytest.mark.parametrize("part", range(3))
def test_fifteen_thousand_broken_answers(part: int, tmp_path: Path) -> None:
    first = randrange(10**9) + part * 10**9
    read_broken_answers(iter(range(first, first + 5_000)), tmp_path / "réponses.toml")


def test_a_refused_file_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = tmp_path / "home"
    monkeypatch.setenv("MEDINSTALL_HOME", str(home))
    path = tmp_path / "réponses.toml"
    for seed in range(20):
        path.write_bytes(answers_file(Random(seed)))
        name = f"n{seed}"
        said = inside("nouveau", name, "--reponses", str(path)).check(0, 1)
        assert (home / "dossiers" / f"{name}.jsonl").exists() is (said.code == 0), seed
        if said.code == 0:
            inside("--dossier", name, "liste").check(0)
            inside("--dossier", name, "liste", "--json").check(0)


# Rule files


def load_broken_rules(seeds: Iterator[int], folder: Path) -> Counter[str]:
    """Load rules of which one file is wrong: they load, or every fault is a line with its file and its key."""
    files = rule_files()
    copied(files, folder)
    ends: Counter[str] = Counter()
    for seed in seeds:
        chance = Random(seed)
        name = chance.choice(list(files))
        what, data = wrong_rules(files[name], chance)
        (folder / name).write_bytes(data)
        begun = time.process_time()
        try:
            assert isinstance(loader.load(folder), RulePack)
            ends[f"loaded {what.split()[0]}"] += 1
        except CatalogError as error:
            ends[f"refused {what.split()[0]}"] += 1
            unplaced = [fault for fault in error.faults or ("",) if not FAULT.match(fault)]
            assert not unplaced, (seed, name, what)
        assert time.process_time() - begun < LONGEST, (seed, name, what)
        (folder / name).write_bytes(files[name])
    return ends


@pytest.mark.slow
def test_broken_rules_are_refused(tmp_path: Path) -> None:
    ends = load_broken_rules(iter(range(100)), tmp_path)
    assert ends["refused misspelt"] > ends["loaded misspelt"]
    assert ends["refused retyped"] > ends["loaded retyped"]


@pytest.mark.slow
@pytest.mark.parametrize("part", range(3))
def test_fifteen_hundred_broken_rules(part: int, tmp_path: Path) -> None:
    first = randrange(10**9) + part * 10**9
    load_broken_rules(iter(range(first, first + 500)), tmp_path)


STEP, AID = "steps/rcp.toml", "aids/primo_zip.toml"
EVIDENCE = "confidence = "


@pytest.mark.sampled(3)
@pytest.mark.parametrize(
    ("name", "old", "new", "fault"),
    [
        (STEP, "order = ", "ordre = ", "ordre : clé inconnue ; vouliez-vous dire « order » ?"),
        (STEP, "title = ", "# title = ", "title : clé obligatoire absente"),
        (STEP, "order = ", "order = nan # ", "order : ce nombre est démesuré"),
        (STEP, "order = ", "order = 1e300 # ", "order : ce nombre est démesuré"),
        (STEP, "order = ", f"order = 0x{'f' * 9_000} # ", "order : ce nombre est démesuré"),
        (STEP, "order = ", f"order = {'9' * 9_000} # ", "(fichier) : TOML illisible (un nombre y est démesuré)"),
        (STEP, "order = ", "order = = ", "(fichier) : TOML illisible (ligne "),
        (STEP, "title = ", 'title = "a"\ntitle = ', "(fichier) : TOML illisible (une clé y est deux fois, ligne "),
        (STEP, "title = ", f"title = {'[' * 3_000}{']' * 3_000} #", "(fichier) : TOML illisible (trop d’imbrications)"),
        (STEP, "title = ", f"a.{'a.' * 60}b = 1\ntitle = ", "(fichier) : trop d’imbrications"),
        (STEP, "after = [", 'after = ["carmf", ', "démarches qui s’attendent en cercle"),
        (STEP, "after = [", 'after = ["liue", ', "« liue » n’existe pas ; vouliez-vous dire « lieu » ?"),
        (STEP, "checked_on = ", "checked_on = 2026-11-22T10:00:00 # ", "checked_on : une date sans heure"),
        (STEP, "checked_on = ", 'checked_on = "hier" # ', "checked_on : "),
        (STEP, EVIDENCE, 'confidence = "hihg" # ', "« hihg » n’est pas admis (high, medium, low)"),
        (AID, "payer = ", "payeur = ", "payeur : clé inconnue ; vouliez-vous dire « payer » ?"),
        ("documents.toml", "label = ", "libelle = ", "libelle : clé inconnue"),
        ("derived.toml", "at_most = ", "at_mots = ", "at_mots : clé inconnue ; vouliez-vous dire « at_most » ?"),
        ("holidays.toml", "month = 1", "month = 1000000000000", "month : ce nombre est démesuré"),
    ],
)
def test_a_wrong_rule_names_its_file_and_its_key(name: str, old: str, new: str, fault: str, tmp_path: Path) -> None:
    files = rule_files()
    text = re.sub(r"^(\w+) +=", r"\1 =", files[name].decode(), flags=re.MULTILINE)
    assert old in text, "the file has changed: choose another key"
    folder = copied({**files, name: text.replace(old, new, 1).encode()}, tmp_path)
    with pytest.raises(CatalogError) as caught:
        loader.load(folder)
    assert any(fault in line for line in caught.value.faults), caught.value.faults
    assert all(FAULT.match(line) for line in caught.value.faults)


@pytest.mark.sampled(6)
@pytest.mark.parametrize("name", [*(name for name in rule_files() if "/" not in name), STEP, AID])
def test_a_rule_file_that_is_absent_or_a_folder(name: str, tmp_path: Path) -> None:
    folder = copied(rule_files(), tmp_path)
    (folder / name).unlink()
    (folder / name).mkdir()
    with pytest.raises(CatalogError) as caught:
        loader.load(folder)
    assert f"{name} : (fichier) : fichier illisible" in caught.value.faults
    (folder / name).rmdir()
    if "/" not in name:
        with pytest.raises(CatalogError) as caught:
            loader.load(folder)
        assert f"{name} : (fichier) : fichier absent" in caught.value.faults


def test_a_fund_that_is_none_is_refused_where_no_departement_is_known(tmp_path: Path) -> None:
    path = tmp_path / "r.toml"
    path.write_text('caisse = "[red]CPAM[/red]"\n', encoding="utf-8")
    with pytest.raises(Refusal) as caught:
        read_answers_file(path, pack(), TODAY)
    assert caught.value.faults[0].startswith("r.toml : caisse : « [red]CPAM[/red] » n’est pas admis")
    path.write_text('caisse = "CPAM du Loiret"\n', encoding="utf-8")
    assert read_answers_file(path, pack(), TODAY).answers == {"caisse": "CPAM du Loiret"}
