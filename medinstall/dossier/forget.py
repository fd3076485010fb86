"""Forgetting a dossier: every file that bears its name."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from medinstall.dossier import files, repair
from medinstall.dossier.home import dossiers, journal_path, pointer, remembered
from medinstall.dossier.lock import Lock
from medinstall.errors import Refusal


def delete(home: Path, name: str, now: datetime) -> list[Path]:
    """Remove a dossier and return what was removed; what it leads to, if it is a link, stays.

    Goes with it: what was set aside, the journals of older schemas, the copies of a damaged journal that nobody has
    continued, and `dernier` when it names the dossier. Raises `Refusal`; `Locked` when another window holds it.
    """
    journal = journal_path(home, name)
    if not traces(home, name):
        remedy = "medinstall dossiers donne la liste de vos dossiers."
        raise Refusal(f"le dossier « {name} » n'existe pas.", str(journal), remedy)
    lock = Lock.take(journal, now)
    removed: list[Path] = []
    try:
        for path in _doomed(home, name):
            path.unlink()
            removed.append(path)
        files.flush_folder(journal.parent)
    except OSError as error:
        what = f"le dossier « {name} » n'est pas oublié en entier ({len(removed)} fichiers supprimés)"
        raise files.refusal(what, error, journal, "Recommencez quand la cause est levée.") from error
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
        raise files.refusal("la liste des dossiers est illisible", error, folder) from error
    return sorted(found, key=lambda path: (path == journal, path.name))


def _doomed(home: Path, name: str) -> list[Path]:
    """Return what goes with a dossier, its journal last so that a second try finds the rest. Raises OSError."""
    journal = journal_path(home, name)
    copied: list[Path] = []
    if journal.is_file() and not journal.is_symlink() and journal.stat().st_size <= files.LARGEST_FILE:
        copied = repair.copies(journal, files.read(journal))
    named = [pointer(home)] if remembered(home) == name else []
    own = [path for path in traces(home, name) if path.suffix != ".lock"]  # the lock goes when it is released
    return [*copied, *named, *own]
