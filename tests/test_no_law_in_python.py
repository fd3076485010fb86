"""No amount and no date of law is written in Python: they are values of the rule pack."""

from __future__ import annotations

import ast
import re
from collections.abc import Collection, Iterator
from pathlib import Path

import medinstall

PACKAGE = Path(medinstall.__file__).parent
PROOF = PACKAGE / "verify"  # chooses the years it proves over: no law
FIRST_LAW_YEAR = 2000
AMOUNT = re.compile(r"\d[\d\s.,]*\s*(?:€|euros|%)")
EXAMPLES = ("12 000 €", "10 000 €", "19,50 €", "1 234", "38 000 €", "25 %", "200 €", "12 500 €", "6 000 €")


def sentences(nodes: Collection[ast.AST]) -> Iterator[tuple[int, str]]:
    """Yield the strings of a module that are not docstrings, each with its line."""
    docs = {
        id(node.body[0].value)
        for node in nodes
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            yield node.lineno, node.value


def law_dates(nodes: Collection[ast.AST]) -> Iterator[ast.Call]:
    """Yield the calls `date(2026, …)` written with figures."""
    for node in nodes:
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "date" and node.args:
            year = node.args[0]
            if isinstance(year, ast.Constant) and isinstance(year.value, int) and FIRST_LAW_YEAR <= year.value < 2100:
                yield node


def test_no_amount_and_no_date_of_law_in_python() -> None:
    found = []
    for path in sorted(set(PACKAGE.rglob("*.py")) - set(PROOF.rglob("*.py"))):
        nodes = tuple(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
        found += [f"{path.name}:{node.lineno}: a date" for node in law_dates(nodes)]
        found += [
            f"{path.name}:{line}: {text!r}"
            for line, text in sentences(nodes)
            if AMOUNT.search(text) and not any(example in text for example in EXAMPLES)
        ]
    assert not found


def test_the_search_finds_what_it_looks_for() -> None:
    nodes = tuple(ast.walk(ast.parse('x = date(2026, 1, 1)\ny = "une aide de 45 000 €"\n')))
    assert len(list(law_dates(nodes))) == 1
    assert [bool(AMOUNT.search(text)) for _, text in sentences(nodes)] == [True]
