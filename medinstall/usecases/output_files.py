"""The file of an export, never overwritten unasked nor half written; and what the disk refuses, in French."""

from __future__ import annotations

import errno
import stat
from pathlib import Path

from medinstall.actions import how_to
from medinstall.dossier import disk_errors, files
from medinstall.errors import MedinstallError, Refusal
from medinstall.text import verbatim


def write_file(data: bytes, output: Path, *, force: bool) -> str:
    """Write an export to a file; return what there is to tell. Raises Refusal when it exists or cannot be written."""
    if output == Path():  # -o ""
        raise Refusal("le fichier à écrire n’a pas de nom", remedy=how_to("name_file"))
    output = _at_home(output)
    try:
        if not stat.S_ISDIR(output.parent.stat().st_mode):
            raise NotADirectoryError(errno.ENOTDIR, "not a folder", str(output.parent))
        return _write(data, output, force=force)
    except FileExistsError:
        raise Refusal(
            f"le fichier « {output.name} » existe déjà, peut-être annoté de votre main",
            where=str(output),
            remedy=f"choisissez un autre nom, ou {how_to('replace_file')}",
        ) from None
    except OSError as error:
        if disk_errors.is_missing(error, output) and not output.parent.is_dir():
            remedy = "créez-le d’abord, ou choisissez un autre endroit"
            raise Refusal(f"le dossier « {output.parent} » n’existe pas", where=str(output), remedy=remedy) from None
        remedy = "choisissez un autre nom, ou un autre endroit"
        raise disk_errors.refusal(f"« {output.name} » ne peut pas être écrit", error, output, remedy) from error


def _at_home(output: Path) -> Path:
    """Return a path with « ~ » read as a shell does where it is not quoted."""
    try:
        return output.expanduser()
    except RuntimeError:  # nobody has that name, or no home
        return output


def _write(data: bytes, output: Path, *, force: bool) -> str:
    if output.is_symlink():
        raise OSError(errno.ELOOP, "symbolic link")
    if output.is_dir():
        raise OSError(errno.EISDIR, "folder")
    if output.exists() and not output.is_file():
        raise OSError(errno.ENXIO, "not a regular file")
    if output.is_file() and output.stat().st_size == len(data) and files.read(output) == data:
        return f"« {output.name} » est déjà à jour : rien n’a changé."
    put = files.replace if force else files.create
    put(output, data)
    return f"Écrit : {verbatim(str(output))}"


def refused_by_the_disk(error: OSError) -> MedinstallError:
    """Return a sentence for a file that nobody saw coming, or for a result that cannot be written."""
    if error.filename:
        remedy = "vérifiez cet endroit ; MEDINSTALL_HOME peut en donner un autre à vos dossiers"
        return disk_errors.refusal("un fichier ne peut pas être lu ou écrit", error, Path(str(error.filename)), remedy)
    return disk_errors.refusal("le résultat ne peut pas être écrit", error, Path("sortie standard"))
