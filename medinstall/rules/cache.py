"""The rule pack kept compiled, so that a command does not parse seventy files of TOML.

A compiled pack begins with the hash of all it was made from: the bytes of the data, and the code that reads them. An
edited file is therefore seen at once, and a pack that is missing, damaged or unwritable only costs time. A wheel brings
one along (`hatch_build.py`); a checkout keeps its own in `__pycache__`, trusted exactly as the bytecode there is.
docs/adr/0009-compiled-rules.md
"""

from __future__ import annotations

import contextlib
import os
import pickle
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from medinstall.locate import PACKAGE, data_folder

if TYPE_CHECKING:
    from medinstall.domain.pack import RulePack

try:  # hashlib brings OpenSSL along, for 3 ms at every start
    from _blake2 import blake2b
except ImportError:  # a Python that keeps it elsewhere
    from hashlib import blake2b

NAME = "rules.pickle"
CODE = ("rules", "places", "domain")
HASH_SIZE = 16
# Whatever a file that was cut or altered makes of unpickling; what it says is then read from the data again.
DAMAGED = (OSError, pickle.PickleError, EOFError, AttributeError, ImportError, ValueError, TypeError, LookupError)


def load_rules(folder: Path | None = None) -> RulePack:
    """Return the rule pack of `folder`, compiled when it was read before. Raises CatalogError as the loader does."""
    folder = folder or data_folder()
    key = b""
    with contextlib.suppress(OSError):  # files that cannot even be read: the loader says why
        key = fingerprint(folder)
    kept = PACKAGE / "__pycache__" / f"{sys.implementation.cache_tag}.{NAME}"
    for path in (folder / NAME, kept) if key else ():
        with contextlib.suppress(*DAMAGED):
            data = path.read_bytes()
            if data.startswith(key):
                found: RulePack = pickle.loads(data[HASH_SIZE:])
                return found
    from medinstall.rules.loader import load

    pack = load(folder)
    if key and not sys.dont_write_bytecode:
        _keep(kept, key + compiled(pack))
    return pack


def compiled(pack: RulePack) -> bytes:
    """Return a rule pack as bytes, short to read again."""
    from pickletools import optimize

    return optimize(pickle.dumps(pack, pickle.HIGHEST_PROTOCOL))


def fingerprint(folder: Path) -> bytes:
    """Return the hash of every rule file and of the code that reads them. Raises OSError."""
    digest = blake2b(digest_size=HASH_SIZE)
    for part in (folder, *(folder / name for name in ("steps", "aids", "sources")), *(PACKAGE / name for name in CODE)):
        for entry in sorted(os.scandir(part), key=lambda entry: entry.name):
            if entry.name.endswith((".toml", ".py")):
                digest.update(f"{entry.name}\0".encode())
                with open(entry.path, "rb", 0) as file:  # noqa: PTH123 - a hundred files at every start
                    digest.update(file.read())
    return digest.digest()


def _keep(path: Path, data: bytes) -> None:
    """Write a compiled pack whole or not at all."""
    with contextlib.suppress(OSError):
        path.parent.mkdir(exist_ok=True)
        draft = path.with_suffix(f".{os.getpid()}")
        draft.write_bytes(data)
        draft.replace(path)
