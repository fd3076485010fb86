"""The journal of one dossier: opened by one writer at a time, read by anybody."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from types import TracebackType

from medinstall.actions import how_to
from medinstall.dossier import disk_errors, files
from medinstall.dossier.event_records import decode_line, encode
from medinstall.dossier.events import Event, taken_back
from medinstall.dossier.journal_parser import Contents, Header, Reading, check_undo, parse, written
from medinstall.dossier.json_lines import Unreadable
from medinstall.dossier.lock import Lock, Locked
from medinstall.dossier.repair import mend, understand
from medinstall.errors import MedinstallError, Refusal

_ROOM = "Libérez de la place ou vérifiez que vous pouvez écrire à cet endroit, puis recommencez."


class Taken(MedinstallError):
    """The journal held for writing was changed or removed by something else: nothing can be saved in it any more.

    No `Refusal`: asking again would not help.
    """


class Journal:
    """A journal held for writing. Close it, or use it in a `with`."""

    def __init__(self, path: Path, lock: Lock, reading: Reading) -> None:
        self.path = path
        self.name = path.stem
        self.notices = reading.notices
        self._events = list(reading.events)
        self._lock = lock
        self._descriptor = files.open_private(path, os.O_RDWR | os.O_APPEND)
        self._size = os.fstat(self._descriptor).st_size
        files.restrict(self._descriptor)

    @classmethod
    def create(cls, path: Path, header: Header, events: Iterable[Event] = ()) -> Journal:
        """Return the journal of a new dossier, on the disk with its first `events` or not at all.

        Raises `Refusal`, `Locked`.
        """
        with _locked(path, header.created, "ne peut pas être créé") as lock:
            if path.is_symlink() or path.exists():  # the lock is ours: nobody makes one meanwhile
                remedy = f"Reprenez-le avec {how_to('resume', path.stem)}, ou donnez un autre nom."
                raise Refusal(f"le dossier « {path.stem} » existe déjà.", str(path), remedy)
            data = written(header, events)
            return cls._placed(path, lock, data, Reading(parse(data).events))

    @classmethod
    def _placed(cls, path: Path, lock: Lock, data: bytes, reading: Reading) -> Journal:
        """Return a journal written and opened; nothing is left of it on failure. Raises OSError."""
        files.exchange(path, data)
        try:
            files.flush_folder(path.parent)
            return cls(path, lock, reading)
        except BaseException:
            path.unlink(missing_ok=True)
            raise

    @classmethod
    def open(cls, path: Path, now: datetime) -> Journal:
        """Return the journal of a dossier, mended and migrated if need be (`notices`). Raises `Refusal`, `Locked`."""
        with _unreadable(path):
            path.lstat()  # a missing dossier gets no lock file
        with _locked(path, now, "ne s'ouvre pas") as lock:
            return cls(path, lock, mend(path, load(path), now))

    def events(self) -> tuple[Event, ...]:
        """Return every event on the disk, in order."""
        return tuple(self._events)

    def append(self, event: Event) -> None:
        """Put one event on the disk; it is kept with its texts clean and its seconds whole.

        When it returns the event survives a power cut; when it raises `Refusal` or `Taken` nothing was added.
        """
        try:
            line = encode(event)
            kept = decode_line(line)
            check_undo(kept, self._events, taken_back(enumerate(self._events, 1)))
        except Unreadable as error:
            raise Refusal(f"la ligne ne peut pas être enregistrée : {error}.", str(self.path)) from error
        try:
            self._check_ours(len(line))
            self._write(line)
        except OSError as error:
            raise disk_errors.refusal("rien n'a été enregistré", error, self.path, _ROOM) from error
        self._events.append(kept)

    def close(self) -> None:
        """Let another window write; twice is once."""
        descriptor, self._descriptor = self._descriptor, -1
        if descriptor >= 0:
            files.close(descriptor)
        self._lock.release()

    def __enter__(self) -> Journal:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _write(self, line: bytes) -> None:
        """Write a line; take away whatever was written of it when anything, even Ctrl-C, comes in between."""
        try:
            files.write(self._descriptor, line)
            self._size += len(line)
        except BaseException:
            os.ftruncate(self._descriptor, self._size)
            raise

    def _check_ours(self, more: int) -> None:
        """Raise `Taken` when the file is gone or no longer the one that was read, OSError when it is full."""
        here = os.fstat(self._descriptor)
        try:
            ours = os.path.samestat(self.path.stat(follow_symlinks=False), here) and here.st_size == self._size
        except FileNotFoundError:
            ours = False
        if not ours:
            what = f"rien n'a été enregistré : le journal du dossier « {self.name} » a été modifié par ailleurs."
            raise Taken(what, str(self.path), "Quittez, puis rouvrez ce dossier.")
        if self._size + more > files.LARGEST_FILE:
            raise OSError(errno.EFBIG, "file too large")


def load(path: Path) -> Contents:
    """Return what a journal holds, without changing it. Raises `Refusal`."""
    with _unreadable(path):
        data = files.read(path)
    files.protect(path.parent, files.FOLDER_MODE)
    files.protect(path, files.FILE_MODE)
    return understand(path, data)


@contextmanager
def _locked(path: Path, now: datetime, failed: str) -> Iterator[Lock]:
    """Yield the lock of a journal, what a killed program left swept away; it is released if the block fails.

    Raises `Locked`, and `Refusal` for an OSError in the block.
    """
    lock = Lock.take(path, now)
    try:
        _sweep(path)
        yield lock
    except OSError as error:
        lock.release()
        raise disk_errors.refusal(f"le dossier « {path.stem} » {failed}", error, path, _ROOM) from error
    except BaseException:
        lock.release()
        raise


def _sweep(path: Path) -> None:
    """Remove what a program killed while it wrote this journal left; the lock must be held. One that resists stays."""
    with suppress(OSError):
        for stale in files.temporaries(path):
            stale.unlink()


@contextmanager
def _unreadable(path: Path) -> Iterator[None]:
    """Turn the OSError of a journal that is missing or cannot be read into a `Refusal`."""
    try:
        yield
    except OSError as error:
        if disk_errors.is_missing(error, path):
            remedy = "Vérifiez son nom dans la liste de vos dossiers."
            raise Refusal(f"le dossier « {path.stem} » n'existe pas.", str(path), remedy) from None
        raise disk_errors.refusal(f"le dossier « {path.stem} » est illisible", error, path) from error


def read(path: Path, now: datetime) -> Reading:
    """Return a journal without holding it. Raises `Refusal`.

    A torn end is set aside as `Journal.open` does, unless another window is writing it at this very moment or nothing
    can be written here; a journal of an older schema is migrated in memory only.
    """
    contents = load(path)
    notices: tuple[str, ...] = ()
    if contents.cut_short or contents.unended:
        try:
            with Journal.open(path, now) as journal:
                return Reading(journal.events(), journal.notices)
        except Locked:
            pass  # the line is being written: it is not said yet
        except Refusal as error:
            if contents.cut_short:
                notices = (f"La fin du journal est incomplète et n'est pas lue : {error.what}",)
    return Reading(contents.events, notices)
