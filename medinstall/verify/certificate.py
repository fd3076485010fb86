"""The certificate: every claim over the whole space, with what was counted and the hash of the rules it is about."""

from __future__ import annotations

import time
from datetime import date
from math import prod
from pathlib import Path

from medinstall.locate import data_folder
from medinstall.rules.loader import load
from medinstall.rules.writing import unusual
from medinstall.verify import money, questions, reach
from medinstall.verify.certainty import certainty, examine
from medinstall.verify.claims import Claim, Proof, Violation, prepare
from medinstall.verify.dates import dates_in_order, no_circle, quarters
from medinstall.verify.deduced import as_typed
from medinstall.verify.digest import digest
from medinstall.verify.domains import domains
from medinstall.verify.factoring import factored
from medinstall.verify.interviews import Interviews, interviews
from medinstall.verify.lint import lint
from medinstall.verify.space import Answers, is_asked, words

SCHEMA = 1


def certificate(today: date, folder: Path | None = None) -> dict[str, object]:
    """Return the certificate of the rules in `folder` (those shipped by default) as JSON holds it, dated `today`."""
    started = time.perf_counter()
    where = folder or data_folder()
    proof = prepare(load(where))
    claims, witnesses, lengths = _claims(proof, where)
    seconds = time.perf_counter() - started
    return {
        "schema": SCHEMA,
        "rules": {"version": proof.pack.version, "checked_on": proof.base.isoformat(), "sha256": digest(where)},
        "date": today.isoformat(),
        "seconds": round(seconds, 1),
        "counts": _counts(proof),
        "claims": [_claim(claim) for claim in claims],
        "questions": {name: {"mean": found.mean, "worst": found.most} for name, found in lengths.items()},
        "unusual": list(unusual(proof.pack)),
        "outcomes": _outcomes(proof, witnesses),
    }


def fails(found: dict[str, object]) -> bool:
    """Tell whether a claim of a certificate does not hold."""
    claims = found["claims"]
    assert isinstance(claims, list)
    return any(claim["violations"] for claim in claims)


def _claims(
    proof: Proof, folder: Path
) -> tuple[list[Claim], dict[str, dict[str, tuple[Answers, date]]], dict[str, Interviews]]:
    found = [examine(outcome, table) for outcome, table in proof.tables]
    reached, witnesses = reach.reached(proof)
    ends, lengths = interviews(proof)
    claims = [
        factored(proof),
        reached,
        reach.criteria_matter(proof),
        *certainty(proof, found),
        questions.useful(proof, found),
        questions.askable(proof),
        ends,
        money.exclusive(proof),
        money.totals_hold(proof),
        money.refusals_explained(proof),
        money.ways_out(proof),
        no_circle(proof),
        dates_in_order(proof),
        quarters(proof),
        as_typed(proof),
        *lint(proof.pack, folder),
    ]
    return claims, witnesses, lengths


def _counts(proof: Proof) -> dict[str, object]:
    by_root: dict[str, int] = {}
    for outcome, table in proof.tables:
        for root, values in domains(outcome.reads, table.today).items():
            if is_asked(root):
                by_root[root] = max(by_root.get(root, 0), len(values) + 1)
    return {
        "facts": len(proof.pack.facts),
        "outcomes": len(proof.by_outcome()),
        "classes": proof.classes,
        "profiles": proof.profiles,
        "unfactored": f"{prod(by_root.values()):.1e}",
    }


def _claim(claim: Claim) -> dict[str, object]:
    return {
        "id": claim.id,
        "title": claim.title,
        "checked": claim.checked,
        "holds": not claim.violations,
        "violations": [_violation(violation) for violation in claim.violations],
        "notes": list(claim.notes),
    }


def _violation(violation: Violation) -> dict[str, object]:
    today = violation.today.isoformat() if violation.today else None
    return {"of": violation.subject, "text": violation.text, "answers": words(violation.answers), "today": today}


def _outcomes(proof: Proof, witnesses: dict[str, dict[str, tuple[Answers, date]]]) -> dict[str, object]:
    """Return, by outcome, its support, how many classes it has, and the shortest answers for each verdict."""
    return {
        name: {
            "support": sorted(tables[0][0].reads.support),
            "classes": sum(len(table.seen) for _, table in tables),
            "witnesses": {
                verdict: {"answers": words(answers), "today": today.isoformat()}
                for verdict, (answers, today) in sorted(witnesses.get(name, {}).items())
            },
        }
        for name, tables in proof.by_outcome().items()
    }
