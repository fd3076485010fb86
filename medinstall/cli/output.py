"""Where an export goes: stdout, or a file that is never overwritten unasked."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from medinstall.cli.saying import say
from medinstall.errors import Refusal

PRIVATE = 0o600


def write_export(text: str, output: Path | None, *, force: bool) -> None:
    """Write an export on stdout, or to `output`. Raises Refusal when the file exists or cannot be written."""
    data = text.encode()
    if output is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        return
    try:
        _write(data, output, force=force)
    except FileExistsError:
        raise Refusal(
            f"le fichier « {output.name} » existe déjà, peut-être annoté de votre main",
            where=str(output),
            remedy="choisissez un autre nom, ou ajoutez --force pour le remplacer",
        ) from None
    except OSError as error:
        raise Refusal(
            f"« {output.name} » ne peut pas être écrit ({error.strerror or type(error).__name__})",
            where=str(output),
            remedy="vérifiez que le dossier existe et que vous pouvez y écrire",
        ) from error


def _write(data: bytes, output: Path, *, force: bool) -> None:
    if output.is_symlink():
        raise OSError(f"{output.name} est un lien")
    if output.is_file() and output.read_bytes() == data:
        say(f"« {output.name} » est déjà à jour : rien n’a changé.")
        return
    flags = os.O_WRONLY | os.O_CREAT | (os.O_TRUNC if force else os.O_EXCL)
    with os.fdopen(os.open(output, flags, PRIVATE), "wb") as file:
        file.write(data)
    say(f"Écrit : {output}")
