"""French text on a terminal or in a file that cannot spell it: the nearest letters instead of a crash."""

from __future__ import annotations

import codecs
from typing import Any

from medinstall.text import transliterate

HANDLER = "medinstall.nearest"


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
