"""Where the data files stand: in a checkout, and in an installed wheel."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from medinstall.errors import MedinstallError

PACKAGE = Path(__file__).resolve().parent


@cache
def data_folder() -> Path:
    """Return the folder that holds the rules and the places.

    A clone and an editable install read the checkout's `data/`, so that an edited file counts at once; an installed
    wheel reads `medinstall/_data`. The project file tells the two apart: another package may well have put a folder
    `data` beside ours in site-packages. Raises MedinstallError when neither is there.
    """
    checkout = PACKAGE.parent
    if (checkout / "pyproject.toml").is_file() and (checkout / "data" / "places").is_dir():
        return checkout / "data"
    packaged = PACKAGE / "_data"
    if packaged.is_dir():
        return packaged
    raise MedinstallError(
        "les fichiers de règles et de communes sont introuvables",
        where=str(packaged),
        remedy="réinstallez medinstall",
    )
