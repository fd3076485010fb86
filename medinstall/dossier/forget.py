"""Forgetting a dossier: every file that bears its name."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from medinstall.dossier import disk_errors, files, repair
from medinstall.dossier.home import dossiers, journal_path, leftovers, pointer, remembered, spelling
from medinstall.dossier.lock import Lock
from medinstall.errors import Refusal
from medinstall.french import count


def delete(home: Path, name: str, now: datetime) -> list[Path]:
    """Remove a dossier and return what was removed; what it leads to, if it is a link, stays.

    Goes with it: what was set aside, the journals of older schemas, the copies of a damaged journal that nobody has
    continued, `dernier` when it names the dossier, and what a killed program left of it. Raises `Refusal`; `Locked`
    when another window holds it.
    """
    name = spelling(home, name)
    journal = journal_path(home, name)
    if not traces(home, name):
        remedy = "Vérifiez son nom dans la liste de vos dossiers."
        raise Refusal(f"le dossier « {name} » n'existe pas.", str(journal), remedy)
    _refuse_folders(home, name)
    lock = Lock.take(journal, now)
    removed: list[Path] = []
    try:
        for path in _doomed(home, name):
            path.unlink()
            removed.append(path)
        files.flush_folder(journal.parent)
    except OSError as error:
        told = count(len(removed), "fichier supprimé", "fichiers supprimés")
        what = f"le dossier « {name} » n'est pas oublié en entier ({told})"
        raise disk_errors.refusal(what, error, journal, "Recommencez quand la cause est levée.") from error
    finally:
        lock.release()
    return removed


def traces(home: Path, name: str) -> list[Path]:
    """Return every file that bears the name of a dossier, its journal last. Raises `Refusal`."""
    folder, journal = dossiers(home), journal_path(home, name)
    try:
        found = [path for path in folder.iterdir() if path.name.startswith(f"{name}.")]  # no name holds a point
    except FileNotFoundError:
        return []
    except OSError as error:
        raise disk_errors.refusal("la liste des dossiers est illisible", error, folder) from error
    return sorted(found, key=lambda path: (path == journal, path.name))


def _doomed(home: Path, name: str) -> list[Path]:
    """Return what goes with a dossier, its journal last so that a second try finds the rest. Raises OSError."""
    journal = journal_path(home, name)
    copied: list[Path] = []
    if journal.is_file() and not journal.is_symlink() and journal.stat().st_size <= files.LARGEST_FILE:
        copied = repair.copies(journal, files.read(journal))
    named = [pointer(home)] if _is_remembered(home, name) else []
    own = [path for path in traces(home, name) if path.suffix != ".lock"]  # the lock goes when it is released
    return [*copied, *named, *leftovers(home), *own]


def _is_remembered(home: Path, name: str) -> bool:
    try:
        return remembered(home).lower() == name.lower()
    except OSError:  # it cannot be read, and is no more than a convenience: better gone than telling the name
        return True


def _refuse_folders(home: Path, name: str) -> None:
    """Raise `Refusal` when a folder bears the name of the dossier: what it holds is not ours to remove."""
    for path in traces(home, name):
        if path.is_dir() and not path.is_symlink():
            remedy = "Déplacez-le ou supprimez-le vous-même, puis recommencez."
            raise Refusal(
                f"« {path.name} » est un dossier et non un fichier : rien n'a été supprimé.", str(path), remedy
            )
