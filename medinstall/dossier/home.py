"""Where dossiers live: MEDINSTALL_HOME, their names, the last one used."""

from __future__ import annotations

import contextlib
import errno
from collections.abc import Iterator, Mapping
from pathlib import Path

from medinstall.dossier import disk_errors, files
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
            return Path(_unquoted(given)).expanduser().absolute()
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
        files.protect(folder, files.FOLDER_MODE)
    except OSError as error:
        remedy = "Donnez à MEDINSTALL_HOME le chemin d'un dossier où vous pouvez écrire."
        raise disk_errors.refusal("le dossier de données ne peut pas être préparé", error, folder, remedy) from error
    return home


def dossiers(home: Path) -> Path:
    """Return the folder of the journals."""
    return home / "dossiers"


def journal_path(home: Path, name: str) -> Path:
    """Return the path of a dossier's journal. Raises `Refusal` on a name that is none."""
    return dossiers(home) / f"{check_name(name)}{SUFFIX}"


def spelling(home: Path, name: str) -> str:
    """Return the name of a dossier as it is written on the disk, whatever the case of `name`.

    Two dossiers never differ by case alone, on any system: some disks would take them for one. Raises `Refusal` on a
    name that is none.
    """
    check_name(name)
    try:
        known = names(home)
    except Refusal:  # whoever opens the dossier is refused, and told why
        return name
    return name if name in known else next((each for each in known if each.lower() == name.lower()), name)


def check_new_name(name: str) -> str:
    """Return `name` when a new dossier may have it: one that no command line takes for an option. Raises `Refusal`."""
    if name.startswith(("-", "_")):
        raise _no_name(name)
    return check_name(name)


def check_name(name: str) -> str:
    """Return `name` when it may name a dossier. Raises `Refusal`."""
    if not is_name(name):
        raise _no_name(name)
    return name


def is_name(name: str) -> bool:
    """Return whether `name` may name a dossier, on every system; older versions let it begin with « - » or « _ »."""
    return 1 <= len(name) <= LONGEST_NAME and _ALLOWED.issuperset(name) and name.lower() not in _DEVICES


def names(home: Path) -> list[str]:
    """Return the names of the dossiers, sorted; none when there is no data folder. Raises `Refusal`."""
    try:
        found = [path.name.removesuffix(SUFFIX) for path in dossiers(home).iterdir() if path.suffix == SUFFIX]
    except OSError as error:
        if disk_errors.is_missing(error, home):
            return []
        raise disk_errors.refusal("la liste des dossiers est illisible", error, dossiers(home)) from error
    return sorted(name for name in found if is_name(name))


def conflict_copies(home: Path, name: str) -> list[str]:
    """Return the files beside a dossier that a synchronised folder names after it: « essai (copie en conflit).jsonl ».

    Of « essai » and « essai2 », one that begins with both is that of « essai2 ». A comfort: none where the folder
    cannot be read.
    """
    try:
        beside = [path.stem for path in dossiers(home).iterdir() if path.suffix == SUFFIX]
    except OSError:
        return []
    known = [each for each in beside if is_name(each)]
    copies = (each for each in beside if not is_name(each))
    own = (each for each in copies if max(filter(each.startswith, known), key=len, default="") == name)
    return sorted(f"{each}{SUFFIX}" for each in own)


def last_name(home: Path) -> str | None:
    """Return the name of the last dossier used, None when none is remembered, it is gone or cannot be read."""
    try:
        name = remembered(home)
        return spelling(home, name) if is_name(name) and journal_path(home, name).is_file() else None
    except (OSError, Refusal):
        return None


def set_last_name(home: Path, name: str) -> None:
    """Remember the dossier in use; writes nothing when it is the one already. Raises `Refusal`."""
    check_name(name)
    try:
        with contextlib.suppress(OSError):  # unreadable: it is replaced
            if remembered(home) == name:
                return
        files.replace(pointer(home), f"{name}\n".encode("ascii"))
    except OSError as error:
        raise disk_errors.refusal("le dossier utilisé ne peut pas être retenu", error, pointer(home)) from error


def pointer(home: Path) -> Path:
    """Return the path of the file that holds the name of the last dossier used."""
    return home / "dernier"


def remembered(home: Path) -> str:
    """Return what that file says, be it a name or not; nothing when it is missing or is a link. Raises OSError."""
    path = pointer(home)
    if path.is_symlink() or not path.is_file():
        return ""
    return files.read(path).decode("ascii", "replace").strip()


def leftovers(home: Path) -> Iterator[Path]:
    """Yield the temporary files that a killed program left of `dernier`. Raises OSError."""
    yield from (path for path in home.glob(f"{pointer(home).name}.*") if path.is_file() and not path.is_symlink())


def _unquoted(path: str) -> str:
    """Return a path without the quotes round it, which « set MEDINSTALL_HOME="…" » keeps in cmd."""
    return path[1:-1] if len(path) > 2 and path[0] == path[-1] == '"' else path


def _create(folder: Path) -> None:
    """Create a folder and its missing parents, each 0700 under any umask."""
    if folder.is_dir():
        return
    if folder.parent == folder:
        raise OSError(errno.ENODEV, "no such drive")
    if not folder.parent.is_dir():
        _create(folder.parent)
    try:
        folder.mkdir(files.FOLDER_MODE)
    except FileExistsError:
        if not folder.is_dir():
            raise NotADirectoryError(errno.ENOTDIR, "not a folder") from None
        return  # another window was faster
    folder.chmod(files.FOLDER_MODE)


def _no_name(name: str) -> Refusal:
    remedy = "Prenez de 1 à 64 lettres sans accent, chiffres, « - » et « _ », une lettre ou un chiffre d'abord."
    return Refusal(f"« {shown(name)} » ne peut pas nommer un dossier.", "", remedy)


def _homeless() -> Refusal:
    what = "votre dossier personnel est introuvable."
    return Refusal(what, "", "Donnez à MEDINSTALL_HOME le chemin d'un dossier où vous pouvez écrire.")
