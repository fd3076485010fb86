"""Where dossiers live: MEDINSTALL_HOME, their names, the last one used, and how to forget one."""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Mapping
from pathlib import Path

from medinstall.dossier import files
from medinstall.errors import Refusal
from medinstall.text import shown

SUFFIX = ".jsonl"
LONGEST_NAME = 64
_ALLOWED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
_DEVICES = frozenset({"con", "prn", "aux", "nul"} | {f"{port}{n}" for port in ("com", "lpt") for n in range(10)})


def locate(environ: Mapping[str, str]) -> Path:
    """Return the data folder, absolute, created or not. Raises `Refusal` when there is no home to put it in."""
    given = environ.get("MEDINSTALL_HOME", "")
    try:
        if given:
            return Path(given).expanduser().absolute()
        from platformdirs import user_data_path

        found = user_data_path("medinstall", appauthor=False).expanduser()
    except (RuntimeError, OSError) as error:
        raise _homeless() from error
    if not found.is_absolute():
        raise _homeless()
    return found


def prepare(home: Path) -> Path:
    """Create the data folder and its `dossiers`, 0700 with every parent that is missing; return the data folder.

    A folder that was there keeps its mode, except `dossiers`, which is ours. Raises `Refusal`.
    """
    folder = dossiers(home)
    try:
        _create(folder)
        if folder.stat().st_mode & 0o077 and os.name != "nt":
            with contextlib.suppress(OSError):  # no modes on this disk, or a disk that is read only
                folder.chmod(files.FOLDER_MODE)
    except OSError as error:
        remedy = "Donnez à MEDINSTALL_HOME le chemin d'un dossier où vous pouvez écrire."
        raise files.refusal("le dossier de données ne peut pas être préparé", error, folder, remedy) from error
    return home


def home(environ: Mapping[str, str]) -> Path:
    """Return the data folder, ready to be written to. Raises `Refusal`."""
    return prepare(locate(environ))


def dossiers(home: Path) -> Path:
    """Return the folder of the journals."""
    return home / "dossiers"


def journal_path(home: Path, name: str) -> Path:
    """Return the path of a dossier's journal. Raises `Refusal` on a name that is none."""
    return dossiers(home) / f"{check_name(name)}{SUFFIX}"


def check_name(name: str) -> str:
    """Return `name` when it may name a dossier. Raises `Refusal`."""
    remedy = "Prenez de 1 à 64 lettres sans accent, chiffres, « - » et « _ »."
    if not is_name(name):
        raise Refusal(f"« {shown(name)} » ne peut pas nommer un dossier.", "", remedy)
    return name


def is_name(name: str) -> bool:
    """Return whether `name` may name a dossier, on every system."""
    return 1 <= len(name) <= LONGEST_NAME and _ALLOWED.issuperset(name) and name.lower() not in _DEVICES


def names(home: Path) -> list[str]:
    """Return the names of the dossiers, sorted; none when there is no data folder. Raises `Refusal`."""
    try:
        found = [path.name.removesuffix(SUFFIX) for path in dossiers(home).iterdir() if path.suffix == SUFFIX]
    except FileNotFoundError:
        return []
    except OSError as error:
        raise files.refusal("la liste des dossiers est illisible", error, dossiers(home)) from error
    return sorted(name for name in found if is_name(name))


def last_name(home: Path) -> str | None:
    """Return the name of the last dossier used, None when none is remembered or it is gone. Raises `Refusal`."""
    try:
        name = remembered(home)
        return name if is_name(name) and journal_path(home, name).is_file() else None
    except OSError as error:
        raise files.refusal("le nom du dernier dossier utilisé est illisible", error, pointer(home)) from error


def set_last_name(home: Path, name: str) -> None:
    """Remember the dossier in use; writes nothing when it is the one already. Raises `Refusal`."""
    check_name(name)
    try:
        if remembered(home) != name:
            files.replace(pointer(home), f"{name}\n".encode("ascii"))
    except OSError as error:
        raise files.refusal("le dossier utilisé ne peut pas être retenu", error, pointer(home)) from error


def pointer(home: Path) -> Path:
    """Return the path of the file that holds the name of the last dossier used."""
    return home / "dernier"


def remembered(home: Path) -> str:
    """Return what that file says, be it a name or not; nothing when it is missing or is a link. Raises OSError."""
    path = pointer(home)
    if path.is_symlink() or not path.is_file():
        return ""
    with path.open("rb") as file:
        return file.read(LONGEST_NAME + 2).decode("ascii", "replace").strip()


def _create(folder: Path) -> None:
    """Create a folder and its missing parents, each 0700 under any umask."""
    if folder.is_dir():
        return
    if not folder.parent.is_dir():
        _create(folder.parent)
    try:
        folder.mkdir(files.FOLDER_MODE)
    except FileExistsError:
        if not folder.is_dir():
            raise NotADirectoryError(errno.ENOTDIR, "not a folder") from None
        return  # another window was faster
    folder.chmod(files.FOLDER_MODE)


def _homeless() -> Refusal:
    what = "votre dossier personnel est introuvable."
    return Refusal(what, "", "Donnez à MEDINSTALL_HOME le chemin d'un dossier où vous pouvez écrire.")
