"""What `medinstall --version` says."""

from __future__ import annotations

from medinstall import __version__


def version() -> str:
    """Return the version of the program, and the beginning of the hash that the certificate gives to its rules."""
    from medinstall.locate import data_folder
    from medinstall.verify.digest import SHORT, digest

    return f"medinstall {__version__}, règles {digest(data_folder())[:SHORT]}"
