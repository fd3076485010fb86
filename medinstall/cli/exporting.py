"""Commands that make files: exports, the papers to gather, drafts of letters."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

from medinstall.cli.context import Context, has_terminal
from medinstall.cli.stdio import put, say
from medinstall.errors import Refusal, UsageFault, nearest
from medinstall.french import listing
from medinstall.text import shown, verbatim
from medinstall.usecases.exports import FORMS, Content, Export, as_every_calendar, notices

if TYPE_CHECKING:
    from medinstall.domain.plan import Plan

UNSEEN = ("html", "pdf")  # nobody reads them in a terminal
STDOUT = Path("-")

Made: TypeAlias = tuple[str, Content, list[str]]  # the name for a file, what it holds, what to tell beside it
Force = Annotated[bool, typer.Option("--force", help="Remplace le fichier s’il existe.")]


def exporter(
    ctx: typer.Context,
    form: Annotated[str, typer.Argument(metavar="FORMAT", help=listing(FORMS, "ou"))],
    output: Annotated[
        Path | None, typer.Option("-o", metavar="FICHIER", readable=False, help="Fichier à écrire.")
    ] = None,
    force: Force = False,
    complet: Annotated[bool, typer.Option("--complet", help="md : version longue, avec raisons et documents.")] = False,
    taches: Annotated[bool, typer.Option("--taches", help="ics : des tâches au lieu d’évènements.")] = False,
    tous: Annotated[bool, typer.Option("--tous", help="ics : réunit les dates de tous vos dossiers.")] = False,
    ouvrir: Annotated[bool, typer.Option("--ouvrir", help="Ouvre le fichier dans son programme.")] = False,
) -> None:
    """Exporte votre dossier : texte (md), calendrier (ics), page (html), feuille à emporter (pdf), données (json)."""
    context: Context = ctx.obj
    form = form.lower()
    _check(form, complet=complet, taches=taches, tous=tous)
    name, content, told = _every_dossier(context, taches) if tous else _one_dossier(context, form, complet, taches)
    if output is None and (ouvrir or form in UNSEEN):
        output = Path(f"{name}.{form}")
    target = None if output == STDOUT else output
    _deliver(content, target, force=force)
    context.workspace.tell(*told)
    if ouvrir and target is not None:
        typer.launch(str(target))


def _deliver(content: Content, output: Path | None, *, force: bool) -> None:
    """Write an export on stdout, or to a file. Raises Refusal."""
    data = content.encode() if isinstance(content, str) else content
    if output is None:
        put(data)
        return
    from medinstall.usecases.output_files import write_file

    say(write_file(data, output, force=force))


def _every_dossier(context: Context, tasks: bool) -> Made:
    return "mes-installations", *as_every_calendar(context.workspace, tasks)


def _one_dossier(context: Context, form: str, complete: bool, tasks: bool) -> Made:
    export = Export(context.workspace, *context.plan(), complete, tasks)
    with _explaining_typst():
        return export.opened.name, FORMS[form].make(export), list(notices(form, export))


def _check(form: str, *, complet: bool, taches: bool, tous: bool) -> None:
    if form not in FORMS:
        near = nearest(form, FORMS)
        raise UsageFault(f"le format « {shown(form)} » n’existe pas", remedy=near or f"formats : {', '.join(FORMS)}")
    for option, given, only in (("--complet", complet, "md"), ("--taches", taches, "ics"), ("--tous", tous, "ics")):
        if given and form != only:
            raise UsageFault(
                f"{option} ne vaut que pour le format {only}", remedy=f"medinstall exporter {only} {option}"
            )


@contextmanager
def _explaining_typst() -> Iterator[None]:
    """Turn the ImportError of the module the PDF needs, absent or broken, into a Refusal; any other is a fault of ours.

    A module whose library does not load is named by its file alone.
    """
    try:
        yield
    except ImportError as error:
        if "typst" not in f"{error.name} {error.path}":
            raise
        raise _without_typst(error) from error


def _without_typst(error: ImportError) -> Refusal:
    """Return the refusal that says how to get the module."""
    import shlex
    import subprocess

    from medinstall.outputs.pdf import REQUIREMENT

    absent = isinstance(error, ModuleNotFoundError) and error.name == "typst"
    python = subprocess.list2cmdline([sys.executable]) if sys.platform == "win32" else shlex.quote(sys.executable)
    again = "" if absent else "--force-reinstall "
    install = verbatim(f'{python} -m pip install {again}"{REQUIREMENT}"')  # the quotes that cmd knows too
    return Refusal(
        f"le PDF demande le module typst, qui {'n’est pas installé' if absent else 'est installé et ne se charge pas'}",
        remedy=(
            f"{install} l’installe{'' if absent else ' de nouveau'} ; "
            "ou bien « medinstall exporter html » fait une page à imprimer"
        ),
    )


def pieces(ctx: typer.Context) -> None:
    """Liste les documents à réunir, chacun une fois, avec ceux qui le demandent et pour quand."""
    from medinstall.wording.documents import documents_page

    context: Context = ctx.obj
    _, plan = context.plan()
    context.show(documents_page(plan))


def courrier(
    ctx: typer.Context,
    step: Annotated[str | None, typer.Argument(metavar="DEMARCHE", help="Démarche dont il faut la lettre.")] = None,
    output: Annotated[
        Path | None,
        typer.Option("-o", metavar="FICHIER", readable=False, help="Fichier à écrire : .txt, .md, .docx ou .pdf."),
    ] = None,
    force: Force = False,
) -> None:
    """Prépare le brouillon d’une lettre que les règles demandent, rempli avec vos réponses."""
    from medinstall.usecases.letters import letter_file, letter_for, letter_notices
    from medinstall.wording.letter import letters_view

    context: Context = ctx.obj
    _, plan = context.plan()
    step = _chosen_letter(context, plan) if step is None else step.lower()
    if step is None:
        return
    suffix = output.suffix if output is not None and output != STDOUT else ".txt"
    with _explaining_typst():
        text = letter_file(letters_view(letter_for(step, plan), plan), suffix)
    _deliver(text, None if output == STDOUT else output, force=force)
    context.workspace.tell(*letter_notices(step, plan))


def _chosen_letter(context: Context, plan: "Plan") -> str | None:
    """Return the letter picked among those that concern the doctor. Raises UsageFault where nobody can be asked."""
    from medinstall.usecases.letters import concerned_letters

    concerned = concerned_letters(plan)
    if not has_terminal():
        raise UsageFault(
            "il manque la lettre à préparer",
            remedy=f"par exemple : medinstall courrier {concerned[0][0]}" if concerned else "aucune ne vous concerne",
            faults=[f"{letter} : {title}" for letter, title in concerned],
        )
    from medinstall.cli.picking import pick_letter

    return pick_letter(context, concerned)
