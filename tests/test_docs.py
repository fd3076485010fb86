"""Documentation that cannot lie: what is generated is fresh, what is written names things that exist."""

from __future__ import annotations

import re
import shlex
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any
from unittest import mock
from urllib.parse import unquote

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from medinstall.rules.letters import letter_ids, load_letter
from medinstall.rules.loader import load
from medinstall.rules.table import Node
from medinstall.wording.labels import STATES, VERDICTS
from tests.building import pack
from tests.commanding import ROOT
from tests.documenting.__main__ import wanted
from tests.documenting.commands import commands, commands_page, root, visible
from tests.documenting.pages import FOLDER, leftovers
from tests.documenting.screens import EXAMPLE
from tests.inside import inside
from tests.shelling import POSIX

PAGES = sorted(
    path
    for path in (*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), ROOT / "data" / "places" / "README.md")
    if path.is_file()
)
GENERATED = ROOT / FOLDER
WRITTEN = [path for path in PAGES if GENERATED not in path.parents]
SETTING_UP = "python3 -m venv .venv && .venv/bin/pip install --quiet . && .venv/bin/medinstall"
TESTING = "python3 -m venv .venv && .venv/bin/pip install --quiet --editable '.[dev]' && .venv/bin/pytest"
ASKS = {"", "reprendre", "cocher", "modifier", "oublier", "courrier", "etape", "pourquoi", "completion"}  # alone
DEVELOPERS = {"verifier"}  # told in CONTRIBUTING, not in the guide
PLACEHOLDER = re.compile(r"[A-Z_]{2,}")


def name_of(path: Path) -> str:
    """Return the name of a page in the project."""
    return path.relative_to(ROOT).as_posix()


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@cache
def tokens(path: Path) -> tuple[Token, ...]:
    found = MarkdownIt("commonmark").enable("table").parse(text_of(path))
    return tuple(each for token in found for each in (token, *(token.children or ())))


# What is generated


@pytest.mark.slow
@POSIX
def test_generated_pages_and_screens_are_fresh() -> None:
    stale = [path.name for path, text in wanted().items() if not path.is_file() or text_of(path) != text]
    assert not stale, "python -m tests.documenting"
    assert not leftovers(GENERATED)


def test_a_stale_page_would_be_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("medinstall.cli.french._help", lambda _: "autre chose")
    assert "\n\n".join(commands_page()) not in text_of(GENERATED / "commandes.md")


# Commands


def commands_of(path: Path) -> Iterator[list[str]]:
    """Yield the medinstall commands written as code, without `medinstall` itself."""
    for token in tokens(path):
        code = token.content if token.type in ("code_inline", "fence") else ""
        for line in code.splitlines():
            words = line.removeprefix("$ ").removeprefix(".venv/bin/").split("#")[0].strip()
            if re.match(r"medinstall(?= [a-z-]|$)", words) and token.info in ("", "sh", "text"):
                yield shlex.split(words.replace("’", "_"))[1:]


def split(words: list[str]) -> tuple[str, list[str]]:
    """Return the command and what follows it, the options of the program itself checked and left out."""
    options = known_options(root())
    while words and words[0].startswith("-"):
        assert words[0] in options, words[0]
        words = words[2 if options[words[0]] else 1 :]
    return (words[0], words[1:]) if words else ("", [])


def known_options(command: Any) -> dict[str, bool]:
    """Return the options of a command, and whether each takes a value."""
    options = [one for one in command.params if one.param_type_name == "option"]
    own = {name: not one.is_flag for one in options for name in one.opts}
    return own | dict.fromkeys(("--aide", "-h", "--help"), False)


def named_commands(path: Path) -> list[list[str]]:
    """Return the commands of a page whose name is written."""
    return [words for words in commands_of(path) if (name := split(words)[0]) and not PLACEHOLDER.fullmatch(name)]


def test_commands_written_exist_with_their_options() -> None:
    written = [words for path in WRITTEN for words in named_commands(path)]
    assert len(written) > 100
    for words in written:
        name, rest = split(words)
        assert name in commands(), words
        options = known_options(commands()[name])
        asked = [word for word in rest if word.startswith("-") and word != "--contre"]
        assert set(asked) <= set(options), words
        plain = [word for word, before in zip(rest, ["", *rest], strict=False) if not options.get(before)]
        for word in plain:
            check_word(name, word)


def check_word(command: str, word: str) -> None:
    """Check that a step, an aid or a fact that an example names exists."""
    if word.startswith("-") or PLACEHOLDER.search(word):
        return
    fact, sign, _ = word.partition("=")
    if sign or command == "modifier":
        assert fact in pack().fact, word
    elif command in ("etape", "cocher", "decocher", "pourquoi"):
        assert word in {*pack().step, *pack().aid, "cpts"}, word  # cpts: the example of adding-a-rule.md


def test_every_command_is_in_the_reference_and_in_the_guide() -> None:
    reference = text_of(GENERATED / "commandes.md")
    told = {split(words)[0] for words in commands_of(ROOT / "docs" / "guide.md")}
    assert all(f"## medinstall {name}\n" in reference for name in visible())
    assert set(visible()) - DEVELOPERS <= told
    assert all(f"medinstall {name}" in text_of(ROOT / "CONTRIBUTING.md") for name in DEVELOPERS)


def runnable() -> list[list[str]]:
    found = [words for words in commands_of(ROOT / "README.md") if not any(map(PLACEHOLDER.search, words))]
    return [words for words in found if split(list(words))[1] or split(list(words))[0] not in ASKS]


@pytest.fixture
def example(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder like a clone; the data folder holds the dossier of the example, which leaves no question open."""
    for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("MEDINSTALL_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "docs" / "exemples").mkdir(parents=True)
    (tmp_path / "docs" / "exemples" / EXAMPLE.name).write_bytes(EXAMPLE.read_bytes())
    assert "Il reste à répondre" not in inside("nouveau", EXAMPLE.stem, "--reponses", str(EXAMPLE)).check(0).err
    return tmp_path


def test_the_commands_of_the_readme_run(example: Path) -> None:
    commands = runnable()
    assert len(commands) > 20
    for words in commands:
        said = inside(*words, day=())
        without_pdf = "pdf" in words and "typst" in said.err
        assert said.code == 0 or without_pdf, (words, said.err)
    assert {"liste.md", "dates.ics", "liste.html"} <= {path.name for path in example.iterdir()}


def test_the_readme_gives_the_two_commands_and_ci_runs_the_second() -> None:
    assert f"```sh\n{SETTING_UP}\n```" in text_of(ROOT / "README.md")
    assert f"```sh\n{TESTING}\n```" in text_of(ROOT / "README.md")
    assert f"\n{TESTING}\n" in text_of(ROOT / ".ci" / "run")


def test_the_guide_gives_each_sign_with_its_word() -> None:
    guide = text_of(ROOT / "docs" / "guide.md")
    for sign in (*STATES.values(), *VERDICTS.values()):
        assert f"| {sign.mark} | {sign.word} |" in guide


def test_each_task_is_told_to_who_contributes() -> None:
    tasks = re.findall(r'"(\w+)": \w+[,}]', text_of(ROOT / ".ci" / "tasks.py").partition("TASKS: ")[2])
    told = text_of(ROOT / "CONTRIBUTING.md")
    assert len(tasks) > 10
    assert not [
        task for task in tasks if not re.search(rf"\| `{task}` \||tasks\.py {task} ", told) and task != "install"
    ]


# Links


@cache
def anchors(path: Path) -> set[str]:
    """Return the anchors that a forge gives the headings of a page."""
    found: set[str] = set()
    heading = False
    for token in tokens(path):
        if heading and token.type == "inline":
            words = "".join(child.content for child in token.children or ())
            kept = re.sub(r"[^\w\- ]", "", words.lower())
            found.add(kept.replace(" ", "-"))
        heading = token.type == "heading_open"
    return found


def links_between_pages(path: Path) -> list[str]:
    """Return the links of a page to another one, or to a part of itself."""
    hrefs = (str(token.attrGet("href") or "") for token in tokens(path) if token.type == "link_open")
    return [href for href in hrefs if href and not re.match(r"[a-z]+:", href)]


def test_links_between_pages_lead_somewhere() -> None:
    links = [(path, href) for path in PAGES for href in links_between_pages(path)]
    assert len(links) > 50
    for path, href in links:
        place, _, anchor = href.partition("#")
        target = (path.parent / place).resolve() if place else path
        assert target.exists(), (path, href)
        if anchor:
            assert unquote(anchor) in anchors(target), (path, href)


# The pages for developers


NAMING_FILES = [
    *(ROOT / "docs" / name for name in ("architecture.md", "dates.md", "rule-format.md", "proof.md", "re-reading.md")),
    *sorted((ROOT / "docs" / "adr").glob("*.md")),
]


@pytest.mark.parametrize("page", NAMING_FILES, ids=name_of)
def test_files_named_by_developer_pages_exist(page: Path) -> None:
    code = {token.content for token in tokens(page) if token.type == "code_inline"}
    paths = {word for word in code if re.fullmatch(r"[\w./]+/[\w./]*|[\w/]+\.py", word) and "//" not in word}
    places = (ROOT, ROOT / "medinstall", ROOT / "data")
    assert {path for path in paths if not any((place / path).exists() for place in places)} == set()


def keys_read() -> set[str]:
    """Return every key that the rules and the letters may hold."""
    read: set[str] = set()
    close = Node.close

    def noted(node: Node) -> None:
        read.update(node._known)
        close(node)

    with mock.patch.object(Node, "close", noted):
        pack = load()
        for step in letter_ids():
            load_letter(step, pack)
    return read


def test_every_key_that_is_read_from_the_data_is_in_the_format() -> None:
    page, read = text_of(ROOT / "docs" / "rule-format.md"), keys_read()
    assert len(read) > 100
    assert not [key for key in sorted(read) if not re.search(rf"\b{key}\b", page)]


# The tree

# Split, so that this file does not hold them.
FOREIGN = re.compile("|".join(("/wor" + "k/", r"\.libr" + "ary", r"\bfar" + r"m\b", "/opt/" + "pypi", "/ro" + r"ot\b")))
BINARY = (".index", ".png", ".pdf", ".ttf", ".otf", ".woff2")


def tracked() -> list[Path]:
    """Return the files git knows, or would add; every file of the checkout's folders without git."""
    listing = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    try:
        done = subprocess.run(listing, cwd=ROOT, capture_output=True, check=True, text=True, encoding="utf-8")
        names = done.stdout.splitlines()
    except (OSError, subprocess.CalledProcessError):
        folders = ("medinstall", "data", "docs", "tests")
        names = [str(path.relative_to(ROOT)) for folder in folders for path in (ROOT / folder).rglob("*.*")]
    return [ROOT / name for name in names if not name.endswith(BINARY) and "__pycache__" not in name]


def test_the_tree_names_no_workplace() -> None:
    found = []
    for path in tracked():
        if path.is_file() and path.stat().st_size < 1_000_000:
            lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
            found += [
                f"{path.relative_to(ROOT)}:{n}: {line[:80]}" for n, line in enumerate(lines, 1) if FOREIGN.search(line)
            ]
    assert not found


def test_no_path_of_a_home_folder_is_written_in_the_program() -> None:
    homes = re.compile(r"(?<![\w~])/(?:home|Users)/\w+")
    for path in tracked():
        if path.suffix in (".py", ".toml", ".md", ".yml") and path.is_file() and ROOT / "tests" not in path.parents:
            assert not homes.search(text_of(path)), path
