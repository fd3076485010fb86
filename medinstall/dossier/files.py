"""Files that only their owner reads, written whole and flushed."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import stat
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

if sys.platform != "win32":
    import fcntl

    _FULL_FLUSH = getattr(fcntl, "F_FULLFSYNC", None)

FILE_MODE = 0o600
FOLDER_MODE = 0o700
LARGEST_FILE = 16_000_000  # bytes
A_DAY = 86_400  # seconds
_RANDOM = re.compile("[0-9a-f]{16}")  # what ends the name of a temporary file
_LONGEST_START = 72  # characters of a name that its temporary file keeps: all of a journal's

# Not on every system: follow no link, translate no line end (Windows), never wait for the other end of a pipe.
_GUARD = sum({getattr(os, flag, 0) for flag in ("O_NOFOLLOW", "O_BINARY", "O_NONBLOCK", "O_CLOEXEC")})
_PATIENCE = 50 if os.name == "nt" else 0
_MOMENT = 0.02  # seconds

T = TypeVar("T")


def open_private(path: Path, flags: int) -> int:
    """Return a descriptor on a regular file, created 0600 whatever the umask. Raises OSError, on a link too."""
    if path.is_symlink():
        raise OSError(errno.ELOOP, "symbolic link")
    descriptor = _opened(path, flags | _GUARD)
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError(errno.ENXIO, "not a regular file")
        if flags & os.O_CREAT:
            restrict(descriptor)
    except BaseException:
        close(descriptor)
        if flags & os.O_EXCL:
            path.unlink(missing_ok=True)  # made by this call, and nobody else's
        raise
    return descriptor


def patiently(act: Callable[[], T]) -> T:
    """Return what `act` returns. Windows refuses a file that somebody holds for a moment: it is then asked again.

    An antivirus, an indexer, a second command that reads it, or removes it.
    """
    for _ in range(_PATIENCE):
        with contextlib.suppress(PermissionError):
            return act()
        time.sleep(_MOMENT)
    return act()


def _opened(path: Path, flags: int) -> int:
    """Return a descriptor. Raises OSError, EISDIR on a folder, of which Windows says no more than EACCES."""
    try:
        return patiently(lambda: os.open(path, flags, FILE_MODE))
    except PermissionError:
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, "a folder") from None
        raise


def restrict(descriptor: int) -> None:
    """Leave a file to its owner alone, where files have modes."""
    if hasattr(os, "fchmod"):
        with contextlib.suppress(OSError):  # no modes on this disk, a disk that is read only, somebody else's file
            os.fchmod(descriptor, FILE_MODE)


def protect(path: Path, mode: int) -> None:
    """Take a file or a folder of ours back from everybody else, as after a restored backup; where that is possible."""
    with contextlib.suppress(OSError):
        if os.name != "nt" and path.stat().st_mode & 0o077:
            path.chmod(mode)


def read(path: Path, largest: int = LARGEST_FILE) -> bytes:
    """Return the bytes of a regular file. Raises OSError; EFBIG above `largest` bytes."""
    descriptor = open_private(path, os.O_RDONLY)
    try:
        pieces, size = [], 0
        while size <= largest and (piece := os.read(descriptor, 1 << 20)):
            pieces.append(piece)
            size += len(piece)
    finally:
        close(descriptor)
    if size > largest:
        raise OSError(errno.EFBIG, "file too large")
    return b"".join(pieces)


def close(descriptor: int) -> None:
    """Give a descriptor back. What was written is flushed already: a disk that complains now takes nothing away."""
    with contextlib.suppress(OSError):
        os.close(descriptor)


def write(descriptor: int, data: bytes) -> None:
    """Put all of `data` on the disk, flushed, in one write unless the system cuts it short. Raises OSError."""
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest) :]
    _flush(descriptor)


def _flush(descriptor: int) -> None:
    """Bring a file to the disk itself. macOS's fsync stops at the memory of the drive, its F_FULLFSYNC does not."""
    if sys.platform != "win32" and _FULL_FLUSH is not None:
        with contextlib.suppress(OSError):  # a network disk knows only the other
            fcntl.fcntl(descriptor, _FULL_FLUSH)
            return
    os.fsync(descriptor)


def create(path: Path, data: bytes) -> None:
    """Write a new file, flushed with its folder; nothing is left of it on failure. Raises OSError, FileExistsError."""
    descriptor = open_private(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL)
    try:
        write(descriptor, data)
        flush_folder(path.parent)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    finally:
        close(descriptor)


def add(path: Path, data: bytes) -> None:
    """Append to a side file, flushed. Raises OSError."""
    descriptor = open_private(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    try:
        write(descriptor, data)
    finally:
        close(descriptor)
    flush_folder(path.parent)


def temporaries(path: Path) -> list[Path]:
    """Return the temporary files that `replace`, killed, left of a file. Raises OSError."""
    start = f"{path.name[:_LONGEST_START]}."
    found = [each for each in path.parent.glob(f"{start}*") if _RANDOM.fullmatch(each.name.removeprefix(start))]
    return [each for each in found if each.is_file() and not each.is_symlink()]


def replace(path: Path, data: bytes) -> None:
    """Put `data` in the place of a file: all of it or the old content, never half. Raises OSError, before that alone.

    When the folder cannot be flushed, a power cut may bring the old content back, whole.
    """
    exchange(path, data)
    with contextlib.suppress(OSError):
        flush_folder(path.parent)
    with contextlib.suppress(OSError):
        for stale in temporaries(path):  # of a program killed here; a fresh one may be another window's
            if stale.stat().st_mtime < path.stat().st_mtime - A_DAY:
                stale.unlink()


def exchange(path: Path, data: bytes) -> None:
    """Put `data` in the place of a file, and leave it to the caller to flush the folder. Raises OSError."""
    fresh = path.with_name(f"{path.name[:_LONGEST_START]}.{os.urandom(8).hex()}")  # a name nobody can make beforehand
    try:
        descriptor = open_private(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL)
        try:
            write(descriptor, data)
        finally:
            close(descriptor)
        patiently(lambda: fresh.replace(path))
    except BaseException:  # Ctrl-C as soon as it is opened too
        fresh.unlink(missing_ok=True)
        raise


def keep(candidates: Iterable[Path], data: bytes) -> Path:
    """Return the first of `candidates` that holds `data`: already there, or written now. Overwrites nothing."""
    for path in candidates:
        if path.is_symlink():
            continue
        try:
            create(path, data)
        except FileExistsError:
            if not path.is_file() or read(path) != data:
                continue
        return path
    raise OSError(errno.EEXIST, "no free name")


def flush_folder(folder: Path) -> None:
    """Flush the names in a folder, where the system can. Raises OSError."""
    if os.name == "nt":
        return  # Windows opens no folder
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        _flush(descriptor)
    except OSError as error:
        if error.errno not in {errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP}:  # some network disks flush no folder
            raise
    finally:
        close(descriptor)
