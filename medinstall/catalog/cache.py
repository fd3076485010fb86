"""The rule pack kept compiled beside the bytecode, so that a command does not parse seventy files of TOML.

The name of the file is a hash of everything it was made from: the bytes of the data, and the code that reads them.
An edited file is therefore seen at once, and a cache that is missing, damaged or unwritable only costs time. It lies
in `__pycache__`, trusted exactly as the bytecode there is. docs/adr/0009-compiled-rules.md
"""

from __future__ import annotations

import contextlib
import os
import pickle
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from medinstall.catalog.locate import PACKAGE, data_folder

if TYPE_CHECKING:
    from medinstall.model.pack import RulePack

try:  # hashlib brings OpenSSL along, for 3 ms at every start
    from _blake2 import blake2b
except ImportError:  # a Python that keeps it elsewhere
    from hashlib import blake2b

KIND = "rules"
CODE = ("catalog", "model")
# Whatever a file that was cut or altered makes of unpickling; what it says is then read from the data again.
DAMAGED = (OSError, pickle.PickleError, EOFError, AttributeError, ImportError, ValueError, TypeError, LookupError)


def load_rules(folder: Path | None = None) -> RulePack:
    """Return the rule pack of `folder`, compiled when it was read before. Raises CatalogError as the loader does."""
    folder = folder or data_folder()
    path = _cache_path(folder)
    if path is not None:
        with contextlib.suppress(*DAMAGED):
            found: RulePack = pickle.loads(path.read_bytes())
            return found
    from medinstall.catalog.loader import load

    pack = load(folder)
    if path is not None and not sys.dont_write_bytecode:
        from pickletools import optimize

        _keep(path, optimize(pickle.dumps(pack, pickle.HIGHEST_PROTOCOL)))
    return pack


def _cache_path(folder: Path) -> Path | None:
    """Return where the compiled rules would lie, None when the files cannot even be read: the loader then says why."""
    with contextlib.suppress(OSError):
        return PACKAGE / "__pycache__" / f"{KIND}.{sys.implementation.cache_tag}.{fingerprint(folder)}.pickle"
    return None


def fingerprint(folder: Path) -> str:
    """Return the hash of every rule file and of the code that reads them."""
    digest = blake2b(digest_size=16)
    for path in _sources(folder):
        digest.update(f"{os.path.basename(path)}\0".encode())  # noqa: PTH119 - a hundred files at every start
        with open(path, "rb", 0) as file:  # noqa: PTH123
            digest.update(file.read())
    return digest.hexdigest()


def _sources(folder: Path) -> list[str]:
    folders = [folder, *(folder / part for part in ("steps", "aids", "sources")), *(PACKAGE / part for part in CODE)]
    return sorted(entry.path for each in folders for entry in os.scandir(each) if entry.name.endswith((".toml", ".py")))


def _keep(path: Path, data: bytes) -> None:
    """Write the cache whole or not at all, and drop those of earlier rules."""
    with contextlib.suppress(OSError):
        path.parent.mkdir(exist_ok=True)
        draft = path.with_suffix(f".{os.getpid()}")
        draft.write_bytes(data)
        draft.replace(path)
        for old in path.parent.glob(f"{KIND}.{sys.implementation.cache_tag}.*"):
            if old != path:
                old.unlink()
