"""The command lines typed most often, understood without the parser, which costs more than all the rest.

Only what cannot be mistaken is taken here: global options in full, no command or one of a few, its flags or its word.
Everything else, every help page and every mistake included, goes to typer. docs/adr/0014-quick-lane.md
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from medinstall.cli import showing
from medinstall.cli.context import Context, day

Work = Callable[[Context], None]

FLAGS: dict[str, tuple[Callable[..., None], dict[str, str]]] = {
    "liste": (showing.show_list, {"--json": "as_json", "--tout": "everything"}),
    "aides": (showing.show_aids, {"--json": "as_json"}),
    "dossiers": (showing.show_dossiers, {"--json": "as_json"}),
}
NAMES: dict[str, Callable[[Context, str], None]] = {"etape": showing.show_step, "pourquoi": showing.show_reasons}


def understood(arguments: list[str]) -> Callable[[], None] | None:
    """Return what a command line asks for, None when it is the parser's to understand."""
    if arguments == ["--version"]:
        return _version
    dossier, today, simple, words = None, None, False, list(arguments)
    while words and words[0].startswith("-"):
        option = words.pop(0)
        if option == "--simple":
            simple = True
        elif option in ("--dossier", "-d", "--aujourdhui") and words and not words[0].startswith("-"):
            value = words.pop(0)
            dossier, today = (dossier, value) if option == "--aujourdhui" else (value, today)
        else:
            return None
    work = _work(words)
    return None if work is None else lambda: work(Context(dossier, _day(today), simple))


def _day(text: str | None) -> date | None:
    return None if text is None else day(text, "--aujourdhui")


def _work(words: list[str]) -> Work | None:
    """Return what a command and its words ask for."""
    if not words:
        return _begin
    name, *rest = words
    if name in FLAGS:
        show, flags = FLAGS[name]
        return partial(show, **{flags[word]: True for word in rest}) if flags.keys() >= set(rest) else None
    if name in NAMES and len(rest) == 1 and not rest[0].startswith("-"):
        return partial(_named, NAMES[name], rest[0])
    return None


def _begin(context: Context) -> None:
    from medinstall.cli.interview import begin

    begin(context)


def _named(show: Callable[[Context, str], None], name: str, context: Context) -> None:
    show(context, name)


def _version() -> None:
    from medinstall.cli.version import version

    print(version())  # noqa: T201 - results go to stdout
