"""What to do with a journal that a crash, an older program or a hand has changed. Nothing is ever lost here."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from medinstall.actions import how_to
from medinstall.dossier import disk_errors, files
from medinstall.dossier.home import LONGEST_NAME
from medinstall.dossier.journal_parser import SCHEMA, Contents, Damaged, Header, NewerSchema, Reading, parse, written
from medinstall.dossier.json_lines import BLANKS, Unreadable
from medinstall.errors import Refusal

_COPIES = 100


def understand(path: Path, data: bytes) -> Contents:
    """Return what a journal holds. Raises `Refusal`: newer, or damaged (the good part is then copied beside it)."""
    name = path.stem
    try:
        return parse(data)
    except NewerSchema as error:
        what = f"le dossier « {name} » vient d'une version plus récente de medinstall"
        schemas = f"schéma {error.schema}, cette version lit jusqu'au schéma {SCHEMA}"
        changed = "" if error.sure else ", ou sa première ligne a été changée"
        mend = "" if error.sure else ", ou remettez cette ligne comme elle était"
        remedy = f"Mettez medinstall à jour{mend}. Le fichier n'a pas été touché."
        raise Refusal(f"{what} ({schemas}){changed}.", str(path), remedy) from None
    except Damaged as error:
        what = f"le journal du dossier « {name} » est abîmé à la ligne {error.line} : {error.reason}."
        where = f"{path}, ligne {error.line}"
        raise Refusal(what, where, _way_out(path, data, error)) from None


def _way_out(path: Path, data: bytes, damage: Damaged) -> str:
    """Copy what is good before the damage into a dossier of its own, and return the sentence that offers it."""
    by_hand = "remettez cette ligne comme elle était, d'après une sauvegarde ; le fichier n'a pas été touché."
    if not damage.events:
        return by_hand.capitalize()
    try:
        copy = files.keep(_copies(path), data[: damage.whole])
    except OSError as error:
        return (
            f"{by_hand.capitalize()} {disk_errors.refusal('une copie saine ne peut pas être écrite', error, path).what}"
        )
    said = f"Les {damage.events} premiers événements sont" if damage.events > 1 else "Le premier événement est"
    return f"{said} dans un dossier à part : {how_to('resume', copy.stem)}. Ou bien {by_hand}"


def copies(path: Path, data: bytes) -> list[Path]:
    """Return the copies made of a damaged journal that nobody has continued since. Raises OSError."""
    found = [copy for copy in _copies(path) if copy.is_file() and not copy.is_symlink()]
    return [copy for copy in found if (kept := files.read(copy)) and data.startswith(kept)]


def _copies(path: Path) -> Iterator[Path]:
    for end in _numbered("-recupere"):
        yield path.with_name(f"{path.stem[: LONGEST_NAME - len(end)]}{end}{path.suffix}")


def _numbered(end: str) -> Iterator[str]:
    """Yield the ends that a file kept beside the journal may have: the first has no number."""
    yield end
    yield from (f"{end}-{number}" for number in range(2, _COPIES + 1))


def mend(path: Path, contents: Contents, now: datetime) -> Reading:
    """Make a journal fit to be appended to; return it with what was done, in French. Raises OSError, `Refusal`.

    The lock must be held. A torn end goes to `<name>.jsonl.reste` before it is cut; a journal of an older schema is
    kept whole as `<name>.jsonl.schema<n>` before it is rewritten.
    """
    notices = []
    if contents.torn.strip(BLANKS):
        side = path.with_name(f"{path.name}.reste")
        files.add(side, contents.torn + b"\n")
        notices.append(f"{_TORN.format(path.stem)} {side}.")
    if contents.header is None:
        _rewrite(path, written(Header(path.stem, now, "")))
        return Reading((), (*notices, _UNBORN.format(path.stem)))
    if contents.torn or contents.unended:
        _cut(path, contents)
    if contents.unended:
        notices.append(_UNENDED.format(path.stem))
    if contents.schema < SCHEMA:
        notices.append(_migrate(path, contents, contents.header))
    return Reading(contents.events, tuple(notices))


_TORN = "La dernière ligne du dossier « {} » n'avait pas fini de s'écrire ; elle est mise de côté dans"
_UNBORN = "La création du dossier « {} » avait été interrompue ; il est vide et prêt."
_UNENDED = "La dernière ligne du dossier « {} » n'avait pas sa fin de ligne ; elle était entière et a été gardée."


def _cut(path: Path, contents: Contents) -> None:
    """Take away what follows the last good line, and give that line its end."""
    descriptor = files.open_private(path, os.O_WRONLY | os.O_APPEND)
    try:
        os.ftruncate(descriptor, contents.whole)
        files.write(descriptor, b"\n" if contents.unended else b"")
    finally:
        files.close(descriptor)


def _rewrite(path: Path, data: bytes) -> None:
    """Put a whole journal in the place of another, for good: what is added next must not go with a power cut."""
    files.exchange(path, data)
    files.flush_folder(path.parent)


def _migrate(path: Path, contents: Contents, header: Header) -> str:
    """Rewrite a journal in today's schema and return the sentence that says where the old one is."""
    try:
        fresh = written(header, contents.events)
    except Unreadable as error:
        raise Refusal(f"le dossier « {path.stem} » ne peut pas changer de schéma : {error}.", str(path)) from error
    sides = (path.with_name(f"{path.name}{end}") for end in _numbered(f".schema{contents.schema}"))
    kept = files.keep(sides, files.read(path))
    _rewrite(path, fresh)
    schemas = f"du schéma {contents.schema} au schéma {SCHEMA}"
    return f"Le dossier « {path.stem} » est passé {schemas} ; l'ancien fichier est gardé dans {kept}."
