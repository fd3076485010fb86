"""docs/certificat.json is what the shipped rules give today, the day and the seconds apart; and every claim holds."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from medinstall.locate import data_folder
from medinstall.rules.loader import load
from medinstall.verify.certificate import certificate
from medinstall.verify.digest import digest
from medinstall.verify.lint import lint

KEPT = Path(__file__).parent.parent / "docs" / "certificat.json"
OF_THE_DAY = ("date", "seconds")


@cache
def made() -> dict[str, Any]:
    return certificate(load().checked_on)


def timeless(found: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in found.items() if key not in OF_THE_DAY}


@pytest.mark.proof
def test_the_certificate_kept_is_the_one_made() -> None:
    """Written again by `medinstall verifier --json > docs/certificat.json`."""
    assert timeless(json.loads(KEPT.read_text(encoding="utf-8"))) == timeless(json.loads(json.dumps(made())))


@pytest.mark.proof
def test_every_claim_holds() -> None:
    assert {claim["id"]: claim["violations"] for claim in made()["claims"] if not claim["holds"]} == {}


def test_the_certificate_is_about_the_rules_of_today() -> None:
    assert json.loads(KEPT.read_text(encoding="utf-8"))["rules"]["sha256"] == digest(data_folder())


def test_the_rules_are_well_written() -> None:
    faults = {claim.id: claim.violations for claim in lint(load(), data_folder()) if claim.violations}
    assert faults == {}


def test_the_hash_follows_every_file(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text("a = 1\n", encoding="utf-8")
    first = digest(tmp_path)
    (tmp_path / "a.toml").write_text("a = 2\n", encoding="utf-8")
    assert digest(tmp_path) != first
    (tmp_path / "a.toml").write_bytes(b"a = 1\r\n")
    assert digest(tmp_path) == first
