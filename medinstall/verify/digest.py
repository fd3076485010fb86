"""The hash that names a rule pack: in the certificate, and behind `medinstall --version`."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

SHORT = 12
HELD = (".toml", ".csv")


def digest(folder: Path) -> str:
    """Return the SHA-256 of every file of the rules, the same whatever the line ends a copy gave them."""
    total = sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix in HELD):
        total.update(path.relative_to(folder).as_posix().encode())
        total.update(sha256(path.read_bytes().replace(b"\r\n", b"\n")).digest())
    return total.hexdigest()
