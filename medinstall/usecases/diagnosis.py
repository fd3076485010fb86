"""What may explain a fault on this machine, and nothing personal: no name, no answer, no path of the home folder."""

from __future__ import annotations

import os
import platform
import stat
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from medinstall import __version__
from medinstall.dossier import disk_errors, home
from medinstall.errors import MedinstallError
from medinstall.locate import PACKAGE, data_folder
from medinstall.text import clean
from medinstall.usecases.workspace import Workspace
from medinstall.usecases.zoning import zoning_words
from medinstall.verify.digest import digest
from medinstall.wording.diagnosis import OTHERS, Folder, Machine, Rules

LIBRARIES = ("typer", "rich", "questionary", "prompt_toolkit", "platformdirs", "python-dateutil")


def machine() -> Machine:
    """Return the program and what it runs on."""
    return Machine(
        program=__version__,
        where=tilde(PACKAGE),
        python=f"{platform.python_version()} ({platform.python_implementation()}), {tilde(Path(sys.executable))}",
        system=" ".join(part for part in (platform.system(), platform.release(), platform.machine()) if part),
        libraries=tuple(_libraries()),
    )


def tilde(path: Path) -> str:
    """Return a path with the home folder as « ~ »: it often holds the doctor's name."""
    try:
        home = Path.home()
    except RuntimeError:
        return clean(str(path))
    above = next((each for each in (path, *path.parents) if _same(each, home)), None)
    if above is None or above == Path(above.anchor):
        return clean(str(path))
    return clean(str(Path("~", path.relative_to(above))))


def _same(one: Path, other: Path) -> bool:
    """Return whether two paths lead to one folder, whatever their case, their accents and the links on the way."""
    try:
        return one == other or one.samefile(other)
    except OSError:  # one of them is not there
        return False


def _libraries() -> Iterator[tuple[str, str]]:
    for name in LIBRARIES:
        try:
            yield name, version(name)
        except PackageNotFoundError:
            yield name, ""


def folder_of(workspace: Workspace) -> Folder:
    """Return the state of the data folder; what cannot be read is said, never raised."""
    path = ""
    try:
        path = tilde(Path(os.path.realpath(workspace.home)))  # the Python of the Microsoft Store writes elsewhere
        place = home.dossiers(workspace.home)
        if not place.is_dir():
            return Folder(path)
        return Folder(
            path,
            exists=True,
            mode=_mode(workspace.home),
            inner_mode=_mode(place),
            dossiers=len(workspace.names()),
            loose=sum(bool((_mode(file) or 0) & OTHERS) for file in place.iterdir() if file.is_file()),
        )
    except MedinstallError as error:
        return Folder(path, exists=True, fault=error.what)
    except OSError as error:
        return Folder(path, exists=True, fault=disk_errors.refusal("le dossier est illisible", error, Path(path)).what)


def _mode(path: Path) -> int | None:
    return None if os.name == "nt" else stat.S_IMODE(path.lstat().st_mode)


def rules_of(workspace: Workspace) -> Rules:
    """Return the rule pack in use; one that is badly written is said so, never raised."""
    path = ""
    try:
        path = tilde(data_folder())
        found = digest(data_folder())
        pack = workspace.pack
    except MedinstallError as error:
        return Rules(path, fault=error.what)
    zoning = zoning_words(workspace)
    return Rules(path, pack.version, pack.checked_on, found, zoning=zoning)
