"""`medinstall verifier` on rules with one fault of every kind that a file can hold: each is named, and the exit is 1.

The claims about the engine itself (`ENGINE`) no rule file can break: their faults are put in by hand, here and in
`test_proof.py`.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from medinstall.cli.proving import lines
from medinstall.domain.plan import Change, Totals
from medinstall.locate import PACKAGE, data_folder
from medinstall.verify import certificate, factoring, interviews, money
from medinstall.verify.claims import Claim, Proof, Violation
from medinstall.verify.outcomes import outcomes
from medinstall.verify.table import tabulate
from tests.building import pack

ENGINE = {"factorisation", "certitude", "suffisance", "utilite", "entretien", "totaux", "raisons", "deblocage"}


def edit(path: Path, old: str, new: str) -> None:
    """Replace the first `old` of a file."""
    text = path.read_text(encoding="utf-8")
    assert old in text, (path.name, old)
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def append(path: Path, text: str) -> None:
    """Add to the end of a file."""
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")


FAULTS: dict[str, Callable[[Path], object]] = {
    "atteinte": lambda data: edit(
        data / "aids" / "ptma.toml", "[[condition]]", '[[condition]]\ntext = "Jamais"\nany = []\n\n[[condition]]'
    ),
    "criteres": lambda data: edit(
        data / "steps" / "site_distinct.toml",
        "[[condition]]",
        '[[condition]]\ntext = "Deux fois"\nall = [{ fact = "zone", is = "zip" }, { fact = "zone", is = "zip" }]\n'
        "\n[[condition]]",
    ),
    "questions": lambda data: append(
        data / "facts.toml",
        '\n[fact.inutile]\nkind = "yes_no"\nsection = "cabinet"\nlabel = "Inutile"\nquestion = "Inutile ?"\n'
        'why = "Aucune règle ne le lit."\n',
    ),
    "exclusion": lambda data: edit(
        data / "aids" / "aides_collectivites.toml", "\ntitle ", '\nexcludes = ["optam_prime"]\ntitle '
    ),
    "prealables": lambda data: append(
        data / "steps" / "ordre_transfert.toml",
        '\n[[after_when]]\nwhen = { fact = "zone", is = "zip" }\nsteps = ["ordre_inscription"]\nblocks = true\n',
    ),
    "dates": lambda data: edit(
        data / "steps" / "prevoyance.toml", '"date_debut", offset = "-P2M"', '"date_debut", offset = "-P9M"'
    ),
    "temps": lambda data: edit(
        data / "aids" / "caim.toml", "[[value]]", "[[value]]\nfrom = 1999-01-01\nclosed = true\n\n[[value]]"
    ),
    "sources": lambda data: append(
        data / "sources" / "aides.toml", '\n[jamais-citee]\ntitle = "Page"\npublisher = "Éditeur"\nurl = ""\n'
    ),
    "vivant": lambda data: append(data / "documents.toml", '\n[jamais_demande]\nlabel = "Papier"\n'),
    "titres": lambda data: edit(data / "steps" / "cps.toml", 'title      = "', 'title      = "La carte. '),
    "fichiers": lambda data: (data / "aids" / "ptma.toml").rename(data / "aids" / "ptma-2.toml"),
}


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a checkout whose rules hold every fault."""
    checkout = tmp_path_factory.mktemp("checkout")
    shutil.copytree(PACKAGE, checkout / "medinstall", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(data_folder(), checkout / "data")
    shutil.copyfile(PACKAGE.parent / "pyproject.toml", checkout / "pyproject.toml")
    for fault in FAULTS.values():
        fault(checkout / "data")
    return checkout


@pytest.mark.proof
def test_the_command_names_every_fault(broken: Path, tmp_path: Path) -> None:
    env = {**os.environ, "PYTHONPATH": str(broken), "MEDINSTALL_HOME": str(tmp_path)}
    command = [sys.executable, "-m", "medinstall", "verifier", "--json"]
    done = subprocess.run(command, cwd=broken, env=env, capture_output=True, text=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr) == (1, "")
    found = json.loads(done.stdout)
    failing = {claim["id"]: claim["violations"] for claim in found["claims"] if not claim["holds"]}
    assert set(FAULTS) <= set(failing)
    assert {claim["id"] for claim in found["claims"]} == {*FAULTS, *ENGINE}
    assert all(violation["of"] and violation["text"] for told in failing.values() for violation in told)
    told = "\n".join(lines(found))
    assert told.count("[FAUX]") == len(failing)
    assert "jamais-citee : source qui ne sert à aucune règle (sans réponse)" in told


@cache
def proof_of(*names: str) -> Proof:
    """Return the tables of a few outcomes of the rules shipped."""
    chosen = [found for found in outcomes(pack()) if found.name in names]
    return Proof(pack(), pack().checked_on, [(one, tabulate(one.reads, one.see, pack().checked_on)) for one in chosen])


def test_a_fault_without_answers_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    """In process: the certificate of rules that a claim finds at fault, whatever the claim."""
    monkeypatch.setattr(certificate, "prepare", lambda _: proof_of("step.affichage"))
    claim = Claim("titres", "Titre", 1, (Violation("step.lieu", "mal dit"),))
    monkeypatch.setattr(certificate, "_claims", lambda *_: ([claim], {}, {}))
    found = certificate.certificate(date(2026, 11, 28))
    assert certificate.fails(found)
    assert "    step.lieu : mal dit (sans réponse)" in lines(found)


def test_an_outcome_that_reads_elsewhere_is_seen() -> None:
    proof = proof_of("step.affichage")
    (outcome, table), *_ = proof.tables
    spying = outcome._replace(see=lambda situation: (situation["zone"], outcome.see(situation))[1])
    assert not factoring.factored(proof).violations
    assert factoring.factored(Proof(proof.pack, proof.base, [(spying, table)])).violations


def test_a_total_that_adds_what_excludes_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    proof = proof_of("step.affichage")
    assert not money.totals_hold(proof).violations
    monkeypatch.setattr(money, "totals", money_of)
    assert money.totals_hold(proof).violations


def money_of(aids: Any) -> Any:
    """Return totals that add whatever is granted."""
    return Totals(sum(aid.amount.eur for aid in aids if aid.verdict == "eligible"), 0)


def test_a_refusal_without_a_reason_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    proof = proof_of("aid.acre")
    assert not money.refusals_explained(proof).violations
    monkeypatch.setattr(money, "aid_reasons", lambda *_: ())
    assert money.refusals_explained(proof).violations


def test_a_change_that_unlocks_nothing_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    proof = proof_of("aid.acre")
    monkeypatch.setattr(money, "unlocks", lambda *_: (Change((("zone", "hors_zone"),), "eligible"),))
    assert money.ways_out(proof).violations


def test_an_interview_left_open_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    proof = proof_of("step.affichage")
    monkeypatch.setattr(interviews, "play", lambda *_: (1, {}))
    claim, _ = interviews.interviews(proof)
    assert claim.violations
