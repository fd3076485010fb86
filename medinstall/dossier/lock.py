"""One writer for one dossier: a lock that the system frees when its holder dies."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import sys
from datetime import datetime
from pathlib import Path

from medinstall.dossier import disk_errors, files
from medinstall.dossier.event_records import moment, whole_number
from medinstall.dossier.json_lines import Unreadable, load
from medinstall.errors import Refusal

if sys.platform == "win32":
    import msvcrt

    _FAR = 1 << 30  # Windows forbids others to read what is locked: the words stay before it

    def _seize(descriptor: int) -> None:
        os.lseek(descriptor, _FAR, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        os.lseek(descriptor, 0, os.SEEK_SET)
else:
    import fcntl

    def _seize(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


_BUSY = frozenset({errno.EWOULDBLOCK, errno.EAGAIN, errno.EACCES, errno.EDEADLK})
_TRIES = 100
_WAIT = "Fermez l'autre fenêtre ou attendez qu'elle ait fini ; rien n'a été modifié ici."


class Locked(Refusal):
    """Another window holds the dossier."""


class Lock:
    """The right to write one dossier, held until `release`."""

    def __init__(self, path: Path, descriptor: int) -> None:
        self._path = path
        self._descriptor = descriptor

    @classmethod
    def take(cls, journal: Path, now: datetime) -> Lock:
        """Return the lock of a journal. Raises `Locked` when another holds it, `Refusal` when there can be none."""
        beside = journal.with_suffix(".lock")
        try:
            for _ in range(_TRIES):
                descriptor = files.open_private(beside, os.O_RDWR | os.O_CREAT)
                if not _seized(descriptor):
                    raise Locked(_held(journal.stem, descriptor), str(journal), _WAIT)
                if _same(beside, descriptor):
                    _sign(descriptor, now)
                    return cls(beside, descriptor)
                files.close(descriptor)  # its holder removed it between our opening and our seizing
        except OSError as error:
            what = f"le dossier « {journal.stem} » ne peut pas être modifié"
            raise disk_errors.refusal(what, error, journal, "Vérifiez que vous pouvez écrire à cet endroit.") from error
        raise Locked(f"le dossier « {journal.stem} » est ouvert dans une autre fenêtre.", str(journal), _WAIT)

    def release(self) -> None:
        """Free the dossier; twice is once."""
        descriptor, self._descriptor = self._descriptor, -1
        if descriptor < 0:
            return
        with contextlib.suppress(OSError):  # the file may stay: what locks is the system, not the file
            if os.name != "nt" and _same(self._path, descriptor):
                self._path.unlink()  # still held: whoever opened it meanwhile sees that it is no longer the one
        files.close(descriptor)
        if os.name == "nt":
            with contextlib.suppress(OSError):  # Windows refuses while anybody has it open
                self._path.unlink()


def _seized(descriptor: int) -> bool:
    """Return whether the lock is ours now. Raises OSError when the disk knows no locks."""
    try:
        _seize(descriptor)
    except OSError as error:
        if error.errno in _BUSY:
            return False
        files.close(descriptor)
        raise
    return True


def _same(path: Path, descriptor: int) -> bool:
    """Return whether `path` still names the file behind `descriptor`."""
    try:
        return os.path.samestat(path.stat(follow_symlinks=False), os.fstat(descriptor))
    except FileNotFoundError:
        return False


def _sign(descriptor: int, now: datetime) -> None:
    """Write who holds the lock; on a full disk it stays unsigned, and holds all the same."""
    words = json.dumps({"pid": os.getpid(), "since": now.isoformat(timespec="seconds")})
    with contextlib.suppress(OSError):
        os.ftruncate(descriptor, 0)
        os.write(descriptor, words.encode("ascii"))


def _held(name: str, descriptor: int) -> str:
    """Return the sentence that says who holds the lock, as far as it is signed; close the descriptor."""
    from medinstall.french import long_moment

    try:
        os.lseek(descriptor, 0, os.SEEK_SET)
        signed = load(os.read(descriptor, 200))
        since = long_moment(moment(signed.get("since")))
        who = f" (processus {whole_number(signed.get('pid'))}, depuis le {since})"
    except (OSError, Unreadable):
        who = ""
    finally:
        files.close(descriptor)
    return f"le dossier « {name} » est ouvert dans une autre fenêtre{who}."
