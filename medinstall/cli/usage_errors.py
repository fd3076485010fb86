"""The parser's errors in French: typer carries click without its translations."""

from __future__ import annotations

import re
from typing import Any

from typer._click import exceptions as click_errors
from typer._click.core import Context
from typer._click.core import Parameter as ClickParameter

from medinstall.cli.french import metavar_of
from medinstall.errors import UsageFault
from medinstall.text import shown

_UNEXPECTED = re.compile(r"Got unexpected extra argument(?:s|\(s\))? \((.*)\)", re.DOTALL)


def usage_fault(error: click_errors.ClickException) -> UsageFault:
    """Return the parser's error as one of ours, in French."""
    context = getattr(error, "ctx", None)
    path = context.command_path if context is not None else "medinstall"
    if isinstance(error, click_errors.NoSuchOption) and (early := _global(error.option_name, context)):
        what = f"l’option « {error.option_name} » s’écrit avant la commande"
        return UsageFault(what, remedy=f"par exemple : {early}")
    return UsageFault(_reason(error), remedy=f"« {path} --aide » montre comment faire")


def _global(name: str, context: Context | None) -> str:
    """Return the command line with a global option in its place, nothing when `name` is none."""
    if context is None or context.parent is None:
        return ""
    for option in context.parent.command.params:
        if name in option.opts:
            value = "" if getattr(option, "is_flag", False) else f" {metavar_of(option)}"
            return f"{context.parent.command_path} {name}{value} {context.info_name}"
    return ""


def _wanted(param: Any) -> str:
    """Return what is wrong with a value: for a number, the least and the most that it may be."""
    kind = getattr(param, "type", None)
    least, most = getattr(kind, "min", None), getattr(kind, "max", None)
    if least is None or most is None:
        return "n’a pas une valeur admise"
    return f"attend un nombre entier, de {least} à {most}"


def _reason(error: click_errors.ClickException) -> str:
    match error:
        case click_errors.NoSuchOption():
            near = f" ; vouliez-vous dire « {error.possibilities[0]} » ?" if error.possibilities else ""
            return f"l’option « {shown(error.option_name)} » n’existe pas{near}"
        case click_errors.MissingParameter():
            return f"il manque {_named(error.param)}"
        case click_errors.BadParameter():
            return f"{_named(error.param)} {_wanted(error.param)}"
        case click_errors.BadOptionUsage():
            wanting = "requires" in error.message
            return f"l’option « {shown(error.option_name)} » {'attend une' if wanting else 'se passe de'} valeur"
    if found := _UNEXPECTED.match(error.message):
        return f"« {shown(found[1])} » est en trop"
    return "la commande n’est pas comprise"


def _named(parameter: ClickParameter | None) -> str:
    if parameter is None:
        return "une valeur"
    return f"« {metavar_of(parameter) if parameter.param_type_name == 'argument' else parameter.opts[0]} »"
