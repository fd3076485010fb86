"""The standard streams: who sits behind one, what a Windows console must be told, letters that an encoding lacks."""

from __future__ import annotations

import codecs
import sys
from typing import Any

from medinstall.text import transliterate

HANDLER = "medinstall.nearest"
_ESCAPE_CODES = 4  # ENABLE_VIRTUAL_TERMINAL_PROCESSING, which the classic console leaves out

if sys.platform == "win32":
    import msvcrt

    def _console_mode(descriptor: int) -> int | None:
        """Return the mode of the console behind a descriptor, None when there is none."""
        from ctypes import byref, c_ulong, c_void_p, windll

        mode = c_ulong()
        found = windll.kernel32.GetConsoleMode(c_void_p(msvcrt.get_osfhandle(descriptor)), byref(mode))
        return mode.value if found else None

    def _set_console_mode(descriptor: int, mode: int) -> None:
        """Ask a console for a mode; one that is too old refuses, and stays as it is."""
        from ctypes import c_void_p, windll

        windll.kernel32.SetConsoleMode(c_void_p(msvcrt.get_osfhandle(descriptor)), mode)
else:

    def _console_mode(_descriptor: int) -> int | None:
        """Return the mode of a terminal: everywhere but on Windows, it is one and obeys escape codes."""
        return _ESCAPE_CODES

    def _set_console_mode(_descriptor: int, _mode: int) -> None:
        """Change nothing."""


def is_terminal(stream: Any) -> bool:
    """Return whether somebody sits behind a stream; on Windows NUL says so too, hence the question to the console."""
    try:
        return stream is not None and stream.isatty() and _console_mode(stream.fileno()) is not None
    except (OSError, ValueError):  # closed, or a buffer
        return False


def obey_escape_codes(stream: Any) -> None:
    """Have the console behind a stream obey escape codes, where it can: neither cmd nor PowerShell asks it to."""
    if is_terminal(stream):
        mode = _console_mode(stream.fileno()) or 0
        if not mode & _ESCAPE_CODES:
            _set_console_mode(stream.fileno(), mode | _ESCAPE_CODES)


def replace_unprintable(stream: Any) -> None:
    """Give `stream` an error handler that writes the nearest letters; nothing to do for one that cannot have it.

    The handler asks the stream for its encoding: the error of a codec made of a table calls every one « charmap ».
    """
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is None:
        return
    name = f"{HANDLER}.{stream.encoding}"

    def nearest(error: UnicodeError) -> tuple[str | bytes, int]:
        if not isinstance(error, UnicodeEncodeError):
            raise error
        return transliterate(error.object[error.start : error.end], stream.encoding), error.end

    codecs.register_error(name, nearest)
    reconfigure(errors=name)
