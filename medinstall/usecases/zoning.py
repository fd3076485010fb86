"""The doctor's own copy of the national zoning table: taken in, known, forgotten."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from medinstall.dossier import disk_errors, files
from medinstall.dossier import home as homes
from medinstall.errors import Refusal
from medinstall.places.zoning import Zoning, kept_rows, load_zoning, written
from medinstall.places.zoning_import import LARGEST, read_zoning
from medinstall.usecases.workspace import Workspace
from medinstall.wording.zoning import table_words


def import_zoning(workspace: Workspace, path: Path, progress: Callable[[float], None] = lambda _: None) -> Zoning:
    """Read a downloaded table and keep it, whole or not at all. Raises Refusal, and keeps the one there was."""
    found = read_zoning(_data(path), workspace.today, progress)
    homes.prepare(workspace.home)
    try:
        files.replace(workspace.zoning, written(found))
    except OSError as error:
        raise disk_errors.refusal(
            "la table des zonages ne peut pas être enregistrée", error, workspace.zoning
        ) from error
    return found


def known_zoning(workspace: Workspace) -> Zoning | None:
    """Return the table kept, None without one."""
    return load_zoning(workspace.zoning)


def zoning_words(workspace: Workspace) -> str:
    """Return which table is known, and how old it is."""
    return table_words(kept_rows(workspace.zoning), workspace.today)


def forget_zoning(workspace: Workspace) -> bool:
    """Remove the table kept; tell whether there was one. Raises Refusal."""
    try:
        workspace.zoning.unlink()
    except FileNotFoundError:
        return False
    except OSError as error:
        raise disk_errors.refusal("la table des zonages ne peut pas être effacée", error, workspace.zoning) from error
    return True


def _data(path: Path) -> bytes:
    try:
        if not path.is_file():
            what = "ce n’est pas un fichier" if path.exists() else "ce fichier n’existe pas"
            raise Refusal(what, str(path), "donnez le chemin de la table téléchargée")
        with path.open("rb") as file:
            return file.read(LARGEST + 1)
    except OSError as error:
        raise disk_errors.refusal("la table ne peut pas être lue", error, path) from error
