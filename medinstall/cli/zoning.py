"""`medinstall zonage`: the national zoning table that the doctor downloaded."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from medinstall.cli.context import Context
from medinstall.cli.stdio import say, show
from medinstall.errors import UsageFault

LARGE = 2_000_000  # bytes: under it, reading takes no time to speak of


def zonage(
    ctx: typer.Context,
    fichier: Annotated[
        Path | None, typer.Argument(metavar="FICHIER", readable=False, help="La table téléchargée (CSV).")
    ] = None,
    oublier: Annotated[bool, typer.Option("--oublier", help="Efface la table gardée.")] = False,
) -> None:
    """Lit la table nationale des zonages que vous avez téléchargée ; sans fichier, dit laquelle est connue."""
    from medinstall.usecases.zoning import forget_zoning, import_zoning, known_zoning
    from medinstall.wording.zoning import kept_words, unknown_words

    context: Context = ctx.obj
    workspace = context.workspace
    if oublier:
        if fichier is not None:
            raise UsageFault("« --oublier » ne prend pas de fichier", remedy="medinstall zonage --oublier")
        say("La table des zonages est effacée." if forget_zoning(workspace) else "Aucune table n’était gardée.")
        return
    if fichier is not None:
        with _progress(fichier, simple=context.simple) as told:
            found = import_zoning(workspace, fichier, told)
        say("La table des zonages est enregistrée.")
    else:
        kept = known_zoning(workspace)
        if kept is None:
            show(unknown_words(damaged=workspace.zoning.exists()))
            return
        found = kept
    show(kept_words(found, workspace.pack, workspace.today))


@contextmanager
def _progress(path: Path, *, simple: bool) -> Iterator[Callable[[float], None]]:
    """Yield what draws the share read of a large file, on a terminal alone."""
    large = path.is_file() and path.stat().st_size > LARGE
    if simple or not large or not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Lecture de la table", total=1.0)
        yield lambda share: bar.update(task, completed=share)
