"""Below the command line no sentence says how something is done there: it names an action, and `cli` has the words."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

import medinstall
from medinstall.actions import Action, how_to
from medinstall.cli.actions import COMMANDS
from medinstall.cli.commands import MODULES
from medinstall.errors import Refusal, layout
from tests.inside import command
from tests.test_no_law_in_python import sentences

PACKAGE = Path(medinstall.__file__).parent
PRINTING = ("cli", "wording", "outputs")  # pages and documents name the program that made them
NAMES = "|".join(MODULES)
COMMAND = re.compile(rf"medinstall (?:{NAMES}|-)\b|« (?:medinstall »|(?:{NAMES})\b)|--[a-z]|(?<![\w-])-[a-z]\b")


def modules() -> Iterator[tuple[str, tuple[ast.AST, ...]]]:
    """Yield the name and the nodes of every module below the front-end that prints no page."""
    for path in sorted(PACKAGE.rglob("*.py")):
        name = path.relative_to(PACKAGE)
        if name.parts[0] not in PRINTING:
            yield name.as_posix(), tuple(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))


def named() -> Iterator[tuple[str, int]]:
    """Yield every action that a sentence names, with the number of things it is about."""
    for _, nodes in modules():
        for node in nodes:
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "how_to":
                action, *of = node.args
                assert isinstance(action, ast.Constant)
                yield str(action.value), len(of)


def test_no_sentence_below_the_command_line_names_a_command() -> None:
    assert [
        f"{name}:{line}: {text!r}"
        for name, nodes in modules()
        for line, text in sentences(nodes)
        if COMMAND.search(text)
    ] == []


@pytest.mark.parametrize(
    "text",
    ["« medinstall chercher MOT » le donne", "lancez « medinstall »", "ajoutez --force", "par -o x", "« liste »"],
)
def test_the_search_finds_what_it_looks_for(text: str) -> None:
    assert COMMAND.search(text)


def test_every_action_is_named_somewhere_and_has_words() -> None:
    assert set(COMMANDS) == set(get_args(Action)) == {action for action, _ in named()}


def test_words_take_what_the_action_is_about() -> None:
    for action, about in named():
        assert COMMANDS[action].count("{}") == about, action


def test_every_command_that_is_named_exists() -> None:
    for words in COMMANDS.values():
        if found := re.match(r"medinstall ([a-z]\S*)", words):
            made = command(found[1])
            assert made is not None, words
            known = Counter(option for parameter in made.params for option in parameter.opts)
            assert all(known[option] for option in re.findall(r"--\S+", words)), words


def test_what_to_do_is_read_where_it_is_worded_alone() -> None:
    assert {
        name
        for name, nodes in modules()
        for node in nodes
        if isinstance(node, ast.Attribute) and node.attr == "remedy" and isinstance(node.ctx, ast.Load)
    } == {"errors.py"}


def test_an_error_can_be_read_without_a_front_end() -> None:
    error = Refusal("il existe déjà", remedy=f"reprenez-le avec « {how_to('resume', 'essai')} »")
    assert layout(error, {}).endswith("reprenez-le avec « resume essai »")
    assert layout(error, COMMANDS).endswith("reprenez-le avec « medinstall reprendre essai »")
