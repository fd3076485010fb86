"""The help pages of every command, and the detector that all tests of language lean on."""

from __future__ import annotations

import pytest

from tests.documenting.commands import commands
from tests.english import english_in
from tests.inside import inside

COMMANDS = {name: command for name, command in commands().items() if name != "completer"}
ALIASES = [name for name, command in COMMANDS.items() if command.hidden]


@pytest.mark.parametrize(
    "text",
    [
        "Usage: medinstall [OPTIONS] COMMAND", "No such option: --x", "Missing argument 'NOM'.", "Got unexpected extra",
        "Try 'medinstall --help'", "Invalid value for '--le'", "Error: x", "Option '--au' requires an argument.",
        "(Possible options: --aide)", "No such file or directory", "Permission denied", "Is a directory", "Aborted!",
        "Expected '=' after a key", "Cannot overwrite a value", "Broken pipe", "Did you mean 'liste'?",
        "No space left on device", "Exceeds the limit", "(at line 3, column 2)", "month must be in 1..12",
    ],
)  # fmt: skip
def test_the_detector_knows_english(text: str) -> None:
    assert english_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "Usage : medinstall [OPTIONS] COMMANDE", "Options :", "Arguments :", "« the end » n’est pas admis", "l’IS",
        "/home/the/file : un dossier porte le nom du fichier", "-h, --aide, --help  Affiche cette aide.",
    ],
)  # fmt: skip
def test_the_detector_leaves_french_alone(text: str) -> None:
    assert english_in(text) == []


def test_every_argument_and_option_says_what_it_takes() -> None:
    mute = [(name, one.name) for name, command in COMMANDS.items() for one in command.params if not one.help]
    assert len(COMMANDS) > 30
    assert not mute


@pytest.mark.parametrize("name", COMMANDS)
def test_help_is_french_on_stdout(name: str) -> None:
    said = inside(name, "--aide").check(0)
    assert inside(name, "-h") == inside(name, "--help") == said
    assert said.err == ""
    assert said.out.startswith(f"Usage\u00a0: medinstall {name}")
    assert english_in(said.out) == []
    assert max(map(len, said.out.splitlines())) <= 80
    for option in COMMANDS[name].params:
        if option.param_type_name == "option":
            assert option.opts[0] in said.out
            assert option.help, f"{option.opts} says nothing"


@pytest.mark.parametrize("words", [["--aide"], ["-h"], ["--help"], ["--simple", "--aide"], ["--aide", "lsite"]])
def test_the_first_help_names_every_command_in_one_order(words: list[str]) -> None:
    said = inside(*words).check(0)
    places = [said.out.index(f"\n  {name} ") for name, command in COMMANDS.items() if not command.hidden]
    assert places == sorted(places)
    assert english_in(said.out) == []
    assert not any(f"\n  {alias} " in said.out for alias in ALIASES)
