"""What a disk may refuse, in French."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from medinstall.errors import Refusal
from medinstall.text import shown

_DENIAL = "l'accès est refusé" + (", ou un autre programme tient ce fichier ouvert" if os.name == "nt" else "")
_REASONS = {
    errno.ENOSPC: "le disque est plein",
    errno.EDQUOT: "le quota de disque est atteint",
    errno.EFBIG: "le fichier atteint la taille permise",
    errno.EROFS: "le disque est en lecture seule",
    errno.EACCES: _DENIAL,
    errno.EPERM: _DENIAL,
    errno.EIO: "le disque répond par une erreur",
    errno.ENOENT: "le dossier n'existe plus",
    errno.ENOTDIR: "un fichier porte le nom d'un dossier",
    errno.EISDIR: "un dossier porte le nom du fichier",
    errno.ELOOP: "c'est un lien vers un autre fichier",
    errno.ENXIO: "ce n'est pas un fichier ordinaire",
    errno.EBADF: "ce n'est pas un fichier ordinaire",  # a device of Windows: con.md
    errno.ENAMETOOLONG: "le chemin est trop long",
    errno.EMFILE: "trop de fichiers sont ouverts",
    errno.ENFILE: "trop de fichiers sont ouverts",
    errno.ENOLCK: "ce disque ne sait pas verrouiller un fichier",
    errno.ENOTSUP: "ce disque ne sait pas verrouiller un fichier",
    errno.EOPNOTSUPP: "ce disque ne sait pas verrouiller un fichier",  # macOS has two of them
    errno.EINVAL: "le système n'accepte pas ce nom",
    errno.ENODEV: "ce disque est absent : il n'est pas branché, ou pas partagé",
}
_LONGEST_PATH = 248  # what Windows takes at most, unless told otherwise; beyond, it says that nothing is there
_DENIED = "Rendez-vous propriétaire de ces fichiers, ou choisissez un endroit où vous pouvez lire et écrire."
_TROUBLED = "Vérifiez ce qui se trouve à cet endroit."
_UNPLUGGED = "Branchez ce disque, ou choisissez un autre endroit."


def on_a_drive(path: Path) -> bool:
    """Return whether the drive of a path is there: a USB key that is out is no empty folder, and nothing is lost."""
    return Path(path.anchor).exists()


def is_missing(error: OSError, path: Path) -> bool:
    """Return whether an error says that nothing is at `path`, on a drive that is there."""
    return isinstance(error, FileNotFoundError) and on_a_drive(path)


def refusal(what: str, error: OSError, path: Path, remedy: str = "") -> Refusal:
    """Return the refusal that says « `what` : why. » in French, whatever the system said."""
    too_long = os.name == "nt" and error.errno == errno.ENOENT and len(str(path.absolute())) >= _LONGEST_PATH
    absent = error.errno == errno.ENOENT and not on_a_drive(path)
    number = errno.ENAMETOOLONG if too_long else errno.ENODEV if absent else error.errno or 0
    why = _REASONS.get(number, f"erreur système {error.errno}")
    denied = error.errno in (errno.EACCES, errno.EPERM)
    place = shown(str(path), 200) if number == errno.ENAMETOOLONG else str(path)  # enough to know it by
    general = _DENIED if denied else _UNPLUGGED if absent else _TROUBLED
    return Refusal(f"{what} : {why}.", place, remedy or general)
