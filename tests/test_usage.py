"""Every command and every alias used wrongly in every way: French, short, no traceback, and nothing changes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from medinstall.french import typography
from tests.commanding import Medinstall
from tests.documenting.commands import commands, root
from tests.inside import Said, inside, started

COMMANDS: dict[str, Any] = {name: command for name, command in commands().items() if name != "completer"}
ALIASES = {"start", "resume", "list", "done", "edit", "undo", "aids", "why", "export", "forget"}

# What an argument takes, and a misspelling of it with the word that is to be proposed (or a word of the refusal).
VALID = {
    "NOM": "essai",
    "DEMARCHE": "rcp",
    "DEMARCHE_OU_AIDE": "primo_zip",
    "FAIT": "zone=zip",
    "FAIT=VALEUR": "zone=zac",
    "FORMAT": "md",
    "SHELL": "bash",
    "TERME": "CPAM",
    "TEXTE": "appeler lundi",
    "MOT": "retraite",
    "FICHIER": "zonage.csv",
}
NEARLY = {
    "NOM": ("esai", "n’existe pas"),
    "DEMARCHE": ("carnf", "« carmf »"),
    "DEMARCHE_OU_AIDE": ("primo_zipp", "« primo_zip »"),
    "FAIT": ("zonne=zip", "« zone »"),
    "FAIT=VALEUR": ("zone=zipp", "« zip »"),
    "FORMAT": ("mdd", "« md »"),
    "SHELL": ("bsh", "« bash »"),
    "TERME": ("CPAN", "« CPAM »"),
    "MOT": ("retraitte", "« retraitte »"),
    "FICHIER": ("zonnage.csv", "zonnage.csv"),
}
NOT_A_DATE = (
    "", " ", "bientôt", "31/02/2027", "2027-02-30", "2027-13-01", "20-13-2027", "0001-01-01", "9999-12-31", "2027",
    "2027-01-15T10:00", "١٥", "-1", "1e9", "\x1b[2J", "[red]2027-01-01[/red]", "9" * 5000, "\udcff",
)  # fmt: skip
HOSTILE = ("", " ", "\x1b]0;titre\x07", "[bold]x[/bold]", "é" * 10_000, "\udcff", "\u202eabc", "a\nb", "-", "%s{0}")
FREE = ("TEXTE", "NUMERO")  # what may be empty or odd without being wrong


@pytest.fixture(scope="module")
def journal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A dossier in this process's data folder."""
    home = tmp_path_factory.mktemp("usage") / "home"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MEDINSTALL_HOME", str(home))
        patch.chdir(home.parent)
        yield started(home)


@pytest.fixture(autouse=True)
def _unchanged(journal: Path) -> Iterator[None]:
    """Wrong usage changes nothing: neither the dossier nor the folder."""
    before = journal.read_bytes()
    yield
    assert journal.read_bytes() == before
    assert [path.name for path in journal.parent.iterdir()] == ["essai.jsonl"]


def arguments(command: Any) -> list[Any]:
    return [parameter for parameter in command.params if parameter.param_type_name == "argument"]


def options(command: Any) -> list[Any]:
    return [parameter for parameter in command.params if parameter.param_type_name == "option"]


def valued(command: Any) -> list[Any]:
    return [option for option in options(command) if not option.is_flag]


def valid(command: Any) -> list[str]:
    """Return arguments that the command accepts."""
    return [VALID[argument.metavar] for argument in arguments(command)]


def short(word: str) -> str:
    return ascii(word)[:16]


every_command = pytest.mark.parametrize("name", COMMANDS)


def every(
    pairs: Callable[[Any], Iterable[Any]], value: str, *, aliases: bool = True
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Return a decorator that runs a test for each command and each thing that `pairs` finds in it."""
    found = [
        pytest.param(name, each, id=f"{name}-{getattr(each, 'name', each)}")
        for name, command in COMMANDS.items()
        if aliases or name not in ALIASES
        for each in pairs(command)
    ]
    return pytest.mark.parametrize(("name", value), found)


def dated(command: Any) -> list[Any]:
    return [option for option in valued(command) if option.metavar == "AAAA-MM-JJ"]


def told(parameters: list[Any]) -> list[Any]:
    """Return those of which an odd value is wrong."""
    return [parameter for parameter in parameters if parameter.metavar not in FREE]


def test_the_aliases_are_hidden_and_everything_else_has_a_french_name() -> None:
    assert {name for name, command in commands().items() if command.hidden} == ALIASES | {"completer"}


def test_every_kind_of_argument_has_a_right_and_a_wrong_value_here() -> None:
    known = {argument.metavar for command in COMMANDS.values() for argument in arguments(command)}
    assert known <= VALID.keys()
    assert VALID.keys() - set(FREE) == NEARLY.keys()


@pytest.mark.sampled(8)
@every_command
@pytest.mark.parametrize("word", ["--inconnue", "--inconnue=3", "-Z", "--"])
def test_an_unknown_option(name: str, word: str) -> None:
    if word == "--":  # ends the options; what follows is an argument too many, or a wrong one
        said = inside(name, *valid(COMMANDS[name]), "--", "--inconnue")
        assert "--inconnue" in (said.check(0).out if name == "chercher" else said.refused(1, 2).err)
        return
    said = inside(name, word).refused(2)
    assert f"l’option «\u00a0{word.partition('=')[0]}" in said.err
    assert f"medinstall {name} --aide" in said.err


@pytest.mark.sampled(4)
@every(lambda command: [option.opts[-1] for option in options(command) if len(option.opts[-1]) > 4], "option")
def test_a_misspelt_option_is_guessed(name: str, option: str) -> None:
    said = _plain(inside(name, option[:-1] + "zz").refused(2))
    assert f"« {option} »" in said or name == "simuler"  # which takes any word: an answer may begin with a dash


@pytest.mark.sampled(3)
@every(valued, "option")
def test_an_option_without_its_value(name: str, option: Any) -> None:
    said = inside(name, *valid(COMMANDS[name]), option.opts[-1]).refused(2)
    assert "attend une valeur" in said.told
    assert f"medinstall {name} --aide" in said.told


@pytest.mark.sampled(4)
@every(lambda command: [option.opts[-1] for option in options(command) if option.is_flag], "option")
def test_a_flag_with_a_value(name: str, option: str) -> None:
    assert "se passe de valeur" in inside(name, f"{option}=3").refused(2).told


@pytest.mark.sampled(2)
@every(lambda command: [each.metavar for each in arguments(command) if each.required][:1], "missing")
def test_an_argument_missing(name: str, missing: str) -> None:
    assert f"il manque « {missing} »" in _plain(inside(name).refused(2))


@pytest.mark.sampled(3)
@every(lambda command: ["de-trop"] if all(each.nargs != -1 for each in arguments(command)) else [], "word")
def test_an_argument_too_many(name: str, word: str) -> None:
    command = COMMANDS[name]
    assert f"« {word} » est en trop" in _plain(inside(name, *valid(command), word).refused(2))
    assert "« x y » est en trop" in _plain(inside(name, *valid(command), "x", "y").refused(2))


@every(lambda command: told(arguments(command)), "argument")
def test_an_unknown_name_is_told_with_the_nearest(name: str, argument: Any) -> None:
    command = COMMANDS[name]
    words = valid(command)
    if name in ("nouveau", "start"):  # a new name may be any
        assert inside(name, *words).refused(1).out == ""
        return
    if argument.metavar == "MOT":
        assert "0 résultat pour « retraitte »" in _spaced(inside(name, "retraitte").check(0).out)
        return
    near = NEARLY[argument.metavar] if name != "courrier" else ("site_distnct", "« site_distinct »")
    words[arguments(command).index(argument)] = near[0]
    said = inside(name, *words, *(["--oui"] if argument.metavar == "FAIT" else [])).check(1, 2)
    assert said.out == ""
    assert near[1] in _plain(said), said.err


@pytest.mark.sampled(9)
@every(lambda command: told(arguments(command)), "argument", aliases=False)
@pytest.mark.parametrize("word", HOSTILE, ids=short)
def test_an_odd_argument_is_refused_calmly(name: str, argument: Any, word: str) -> None:
    command = COMMANDS[name]
    words = valid(command)
    words[arguments(command).index(argument)] = word
    if argument.metavar == "MOT":  # what is sought may be found, or not
        assert len(inside(name, *words).check(0).out.splitlines()[0]) < 100, "a long word is quoted short"
    else:
        assert len(inside(name, *words).refused(1, 2).err) < 2000, "a long word is quoted short"


@pytest.mark.sampled(9)
@every(lambda command: told(valued(command)), "option", aliases=False)
@pytest.mark.parametrize("word", HOSTILE, ids=short)
def test_an_odd_value_is_refused_calmly(name: str, option: Any, word: str) -> None:
    said = inside(name, *valid(COMMANDS[name]), option.opts[-1], word)
    odd = option.metavar == "FICHIER" and word and name != "nouveau"  # odd, but a file may bear it
    if odd or option.metavar == "MOT":  # a part of a name: what holds it may be nothing
        said.check(0, 1)
    else:
        said.refused(1, 2)


@pytest.mark.sampled(7)
@every(dated, "option", aliases=False)
@pytest.mark.parametrize("word", NOT_A_DATE, ids=short)
def test_a_wrong_date(name: str, option: Any, word: str) -> None:
    said = inside(name, *valid(COMMANDS[name]), option.opts[-1], word).refused(2)
    assert option.opts[-1] in said.err


@pytest.mark.parametrize("word", NOT_A_DATE, ids=short)
def test_a_wrong_day_of_evaluation(word: str) -> None:
    assert "--aujourdhui" in inside("--aujourdhui", word, "liste").refused(2).err


@pytest.mark.sampled(9)
@every_command
def test_a_global_option_after_the_command_is_put_back_before_it(name: str) -> None:
    for option in options(root()):
        for word in option.opts:
            value = [] if option.is_flag else ["2026-11-22"]
            said = inside(name, *valid(COMMANDS[name]), word, *value).refused(2)
            if name != "simuler":
                assert "s’écrit avant la commande" in said.told
                assert f"medinstall {word}" in said.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["lsite"], "« liste »"),
        (["etpae", "rcp"], "« etape »"),
        ([""], "la commande «  » n’existe pas"),
        (["\x1b[31mliste"], "n’existe pas"),
        (["x" * 5000], "n’existe pas"),
        (["--inconnue"], "l’option « --inconnue » n’existe pas"),
        (["--dosier", "x"], "« --dossier »"),
        (["--dossier"], "attend une valeur"),
        (["-d"], "attend une valeur"),
        (["--simple=non", "liste"], "se passe de valeur"),
        (["--json"], "l’option « --json » n’existe pas"),
        (["liste", "--", "x"], "« x » est en trop"),
        (["agenda", "--jours", "0"], "« --jours » attend un nombre entier, de 1 à 3660"),
        (["agenda", "--jours", "dix"], "« --jours » attend un nombre entier, de 1 à 3660"),
        (["simuler", "--contre"], "une variante est vide"),
        (["simuler", "zone=zac", "--contre"], "une variante est vide"),
        (["simuler", *" --contre ".join(["zone=zac"] * 5).split()], "5 variantes, c’est trop"),
        (["simuler", "zone=zac", "--simple"], "l’option « --simple » n’existe pas"),
        (["simuler", "zone"], "il manque la réponse à « zone »"),
    ],
)
def test_the_command_line_itself(words: list[str], said: str) -> None:
    assert said in _plain(inside(*words).refused(2))


@pytest.mark.parametrize("name", ["", "../x", "CON", "é", "a" * 65, "x/y", "a.b", "nul\x1b"], ids=short)
def test_a_dossier_name_that_is_none(name: str) -> None:
    for words in (
        ("--dossier", name, "liste"), ("--dossier", name), ("-d", name, "cocher", "rcp"), ("reprendre", name),
        ("nouveau", name), ("nouveau", name, "--reponses", "reponses.toml"), ("oublier", name, "--oui"),
    ):  # fmt: skip
        assert "ne peut pas nommer un dossier" in inside(*words).refused(1).told


@pytest.mark.parametrize("words", [["--dossier", "absent", "liste"], ["reprendre", "absent"], ["oublier", "absent"]])
def test_a_dossier_that_is_not_there(words: list[str]) -> None:
    assert "n’existe pas" in inside(*words).refused(1).told


@pytest.mark.parametrize("words", [["nouveau", "essai"], ["nouveau", "essai", "--reponses", "home/reponses.toml"]])
def test_a_name_that_is_taken(words: list[str]) -> None:
    assert "existe déjà" in inside(*words).refused(1).told


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["nouveau", "autre"], "medinstall nouveau autre --reponses FICHIER"),
        (["modifier"], "medinstall modifier zone=zip --oui"),
        (["modifier", "zone"], "medinstall modifier zone=zip --oui"),
        (["cocher"], "medinstall cocher rcp"),
        (["oublier", "essai"], "ajoutez --oui"),
    ],
)
def test_what_would_have_to_ask_says_how_to_answer(words: list[str], said: str) -> None:
    assert said in inside(*words).refused(2).told


def test_a_change_is_shown_and_not_saved_without_a_word_of_agreement() -> None:
    said = inside("modifier", "zone=zac").check(2)
    assert "ZAC" in said.out
    assert "--oui" in said.err


@pytest.mark.sampled(7)
@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["liste", "--inconnue"], 2), (["etape", "carnf"], 1), (["cocher", "rcp", "--le", "bientôt"], 2),
        (["--simple", "lsite"], 2), (["exporter"], 2), (["liste", "--aide"], 0), (["nouveau"], 2),
    ],
)  # fmt: skip
def test_the_real_command_says_the_same(words: list[str], code: int, journal: Path) -> None:
    here = inside(*words)
    there = Medinstall(journal.parents[1], apart=True)(*words)
    assert (there.code, there.out, there.err) == (code, _spaced(here.out), _spaced(here.err))


def _plain(said: Said) -> str:
    return _spaced(said.err)


def _spaced(text: str) -> str:
    return typography(text).replace("\u00a0", " ").replace("\u202f", " ")
