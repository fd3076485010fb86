"""Commands whose help is French, and that offer a list in the place of what is missing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from typer import Exit
from typer._click import exceptions as click_errors
from typer._click.core import Command, Context
from typer._click.core import Parameter as ClickParameter
from typer.core import TyperCommand

from medinstall.french import typography
from medinstall.text import wrap

_WIDTH = 78


class French(Command):
    """What a command and a group of them share: help and errors in French."""

    def summaries(self) -> Mapping[str, str]:
        """Return what each command of a group does, in a line; nothing for a command."""
        return {}

    def format_help(self, ctx: Context, formatter: Any) -> None:
        """Write the help page."""
        formatter.write(help_page(self, ctx))

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """Read the words of the command line; whatever is wrong with them is wrong here."""
        try:
            return super().parse_args(ctx, args)
        except click_errors.UsageError as error:
            error.ctx = error.ctx or ctx
            raise


class FrenchCommand(French, TyperCommand):
    """A command whose help is French, and that offers a list in the place of an argument that is missing."""

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """Read the words of the command line, those picked in a terminal last."""
        try:
            return super().parse_args(ctx, list(args))
        except click_errors.MissingParameter as error:
            picked = _picked(error.param, ctx)
            if picked is None:
                raise
            return super().parse_args(ctx, [*args, *picked])


def _picked(parameter: ClickParameter | None, ctx: Context) -> list[str] | None:
    """Return what the doctor picks for an argument; None where nobody can be asked, or nothing is offered."""
    from medinstall.cli.context import has_terminal

    if parameter is None or parameter.param_type_name != "argument" or not has_terminal():
        return None
    from medinstall.cli.picking import pick_argument

    picked = pick_argument(ctx.obj, ctx.command.name or "", metavar_of(parameter))
    if picked == []:
        raise Exit
    return picked


def help_page(command: French, ctx: Context) -> str:
    """Return the help page of a command: usage, what it does, arguments, options, sub-commands."""
    arguments = [p for p in command.params if p.param_type_name == "argument"]
    options = [p for p in command.params if p.param_type_name == "option" and not getattr(p, "hidden", False)]
    words = [ctx.command_path, *(["[OPTIONS]"] if options else []), *(_usage_of(p) for p in arguments)]
    commands = command.summaries()
    usage = " ".join([*words, *(["COMMANDE"] if commands else [])])
    lines = [f"Usage : {usage}", "", *_wrapped(command.help or "", "")]
    lines += _table("Arguments", [(metavar_of(p), _help(p)) for p in arguments])
    options_rows = [(_spelled(p), _help(p)) for p in options]
    lines += _table("Options", [*options_rows, ("-h, --aide, --help", "Affiche cette aide.")])
    lines += _table("Commandes", list(commands.items()))
    return typography("\n".join(line.rstrip() for line in lines)) + "\n"


def _usage_of(parameter: ClickParameter) -> str:
    name = metavar_of(parameter) + ("..." if parameter.nargs != 1 else "")
    return name if parameter.required else f"[{name}]"


def metavar_of(parameter: ClickParameter) -> str:
    """Return the word that stands for the value of a parameter."""
    return parameter.metavar or (parameter.name or "").upper()


def _spelled(parameter: ClickParameter) -> str:
    names = ", ".join(sorted((*parameter.opts, *parameter.secondary_opts), key=len))
    takes_value = not getattr(parameter, "is_flag", False)
    return f"{names} {metavar_of(parameter)}" if takes_value else names


def _help(parameter: ClickParameter) -> str:
    return str(getattr(parameter, "help", None) or "")


def _table(title: str, rows: list[tuple[str, str]]) -> list[str]:
    if not rows:
        return []
    left = min(26, max(len(name) for name, _ in rows) + 2)
    lines = ["", f"{title} :"]
    for name, text in rows:
        wrapped = _wrapped(text, " " * (left + 2)) or [""]
        head = f"  {name}"
        if len(head) < left + 2:
            lines += [head.ljust(left + 2) + wrapped[0].lstrip(), *wrapped[1:]]
        else:
            lines += [head, *wrapped]
    return lines


def _wrapped(text: str, indent: str) -> list[str]:
    lines: list[str] = []
    for block in text.split("\n\n"):
        if paragraph := " ".join(block.split()):
            lines += [""] if lines else []
            lines += wrap(paragraph, _WIDTH, indent, indent)
    return lines
