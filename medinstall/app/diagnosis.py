"""What may explain a fault on this machine, and nothing personal: no name, no answer, no path of the home folder."""

from __future__ import annotations

import os
import platform
import stat
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from medinstall import __version__
from medinstall.app.workspace import Workspace
from medinstall.catalog.locate import data_folder
from medinstall.errors import MedinstallError
from medinstall.store import files, home

OTHERS = 0o077
OTHERS_WRITE = 0o022
LIBRARIES = ("typer", "rich", "questionary", "prompt_toolkit", "platformdirs", "python-dateutil")


@dataclass(frozen=True, slots=True)
class Folder:
    """The data folder, and the one of the dossiers in it; modes are None where there are none, or nothing yet.

    `loose` counts the files that others may read. `fault` is the French sentence of what could not be read.
    """

    path: str
    exists: bool = False
    mode: int | None = None
    inner_mode: int | None = None
    dossiers: int | None = None
    loose: int = 0
    fault: str = ""

    @property
    def is_private(self) -> bool:
        """Tell whether nobody else may enter the dossiers, read one, or put anything beside them."""
        return not ((self.inner_mode or 0) & OTHERS or (self.mode or 0) & OTHERS_WRITE or self.loose)


@dataclass(frozen=True, slots=True)
class Rules:
    """The rule pack in use; `digest` tells two packs apart whatever their version says."""

    path: str
    version: str
    checked_on: date | None
    digest: str
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """The program, the machine, the dossiers folder, the rules."""

    program: str
    where: str
    python: str
    system: str
    libraries: tuple[tuple[str, str], ...]
    folder: Folder
    rules: Rules


def diagnose(workspace: Workspace) -> Diagnosis:
    """Return what is known of this installation; a part that cannot be read says so and spares the others."""
    return Diagnosis(
        program=__version__,
        where=tilde(Path(__file__).resolve().parent.parent),
        python=f"{platform.python_version()} ({platform.python_implementation()}), {tilde(Path(sys.executable))}",
        system=" ".join(part for part in (platform.system(), platform.release(), platform.machine()) if part),
        libraries=tuple(_libraries()),
        folder=_folder(workspace),
        rules=_rules(workspace),
    )


def tilde(path: Path) -> str:
    """Return a path with the home folder as « ~ »: it often holds the doctor's name."""
    for place in _homes():
        if path == place or place in path.parents:
            return f"~{os.sep}{path.relative_to(place)}" if path != place else "~"
    return str(path)


def _homes() -> Iterator[Path]:
    try:
        found = Path.home()
    except RuntimeError:
        return
    yield from (place for place in dict.fromkeys((found, found.resolve())) if place != Path(place.anchor))


def _libraries() -> Iterator[tuple[str, str]]:
    for name in LIBRARIES:
        try:
            yield name, version(name)
        except PackageNotFoundError:
            yield name, ""


def _folder(workspace: Workspace) -> Folder:
    path = ""
    try:
        path = tilde(workspace.home)
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
        return Folder(path, exists=True, fault=files.refusal("le dossier est illisible", error, Path(path)).what)


def _mode(path: Path) -> int | None:
    return None if os.name == "nt" else stat.S_IMODE(path.lstat().st_mode)


def _rules(workspace: Workspace) -> Rules:
    path = ""
    try:
        path = tilde(data_folder())
        digest = digest_of(data_folder())
        pack = workspace.pack
    except MedinstallError as error:
        return Rules(path, "", None, "", error.what)
    return Rules(path, pack.version, pack.checked_on, digest)


def digest_of(folder: Path) -> str:
    """Return the SHA-256 of every file of the rules, the same whatever the line ends a copy gave them."""
    total = sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix in (".toml", ".csv")):
        total.update(path.relative_to(folder).as_posix().encode())
        total.update(sha256(path.read_bytes().replace(b"\r\n", b"\n")).digest())
    return total.hexdigest()
