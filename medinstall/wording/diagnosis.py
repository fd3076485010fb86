"""The state of this installation, in finished French."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from medinstall.french import count, listing, long_date, typography
from medinstall.wording.blocks import Labelled, Page, Paragraph, Space, part

Pairs = tuple[tuple[str, str], ...]

_PROMISE = "Ni nom de dossier ni réponse ici\u00a0; votre dossier personnel s’écrit ~. Relisez avant d’envoyer."
OTHERS = 0o077
OTHERS_WRITE = 0o022
_DIGEST_SHOWN = 16  # of 64: enough to compare aloud


class Machine(NamedTuple):
    """The program and what it runs on; a library that is absent has no version."""

    program: str
    where: str
    python: str
    system: str
    libraries: Pairs


class Folder(NamedTuple):
    """The data folder, and the one of the dossiers in it; modes are None where there are none, or nothing yet.

    `loose` counts the files that others may read. `fault` is the French sentence of what could not be read.
    """

    path: str
    exists: bool = False
    mode: int | None = None
    inner_mode: int | None = None
    dossiers: int = 0
    loose: int = 0
    fault: str = ""

    @property
    def is_private(self) -> bool:
        """Tell whether nobody else may enter the dossiers, read one, or put anything beside them."""
        return not ((self.inner_mode or 0) & OTHERS or (self.mode or 0) & OTHERS_WRITE or self.loose)


class Rules(NamedTuple):
    """The rule pack in use; `digest` tells two packs apart whatever their version says.

    `zoning` says which zoning table the doctor gave, and how old it is.
    """

    path: str
    version: str = ""
    checked_on: date | None = None
    digest: str = ""
    fault: str = ""
    zoning: str = ""


class Terminal(NamedTuple):
    """What the terminal is. `width` is what screens are drawn for; `colours` is empty without any."""

    width: int
    columns: int
    lines: int
    encoding: str
    term: str
    colours: str
    simple: bool
    asked: bool
    reads: bool
    writes: bool
    settings: Pairs


def diagnosis_page(machine: Machine, folder: Folder, rules: Rules, terminal: Terminal) -> Page:
    """Return the diagnosis, faults first: what to copy into a message when something goes wrong."""
    faults = (typography(fault) for fault in (folder.fault, rules.fault) if fault)
    return (
        *(Paragraph(f"Problème\u00a0: {fault}", "danger") for fault in faults),
        *part("Programme", _labelled(_program(machine))),
        *part("Vos dossiers", _labelled(_dossiers(folder))),
        *part("Règles", _labelled(_rules(rules))),
        *part("Terminal", _labelled(_terminal(terminal))),
        Space(),
        Paragraph(_PROMISE, "quiet"),
    )


def _labelled(pairs: Iterable[tuple[str, str]]) -> Labelled:
    return Labelled(tuple((label, (Paragraph(typography(text)),)) for label, text in pairs))


def _program(machine: Machine) -> Iterator[tuple[str, str]]:
    yield "medinstall", f"{machine.program}, dans {machine.where}"
    yield "Python", machine.python
    yield "Système", machine.system
    yield "Bibliothèques", listing(f"{name} {version or 'absente'}" for name, version in machine.libraries)


def _dossiers(folder: Folder) -> Iterator[tuple[str, str]]:
    yield "Emplacement", folder.path
    if folder.fault:
        return
    if not folder.exists:
        yield "État", "rien n’y est encore enregistré"
        return
    yield "Nombre", count(folder.dossiers, "dossier")
    yield "Droits", _rights(folder)


def _rights(folder: Folder) -> str:
    if folder.inner_mode is None:
        return "gérés par Windows"
    modes = f"{_octal(folder.mode)} et, pour les dossiers, {_octal(folder.inner_mode)}"
    if folder.is_private:
        return f"{modes} : bons, vous seul les lisez"
    loose = f" ; {count(folder.loose, 'fichier')} à la portée d’autres comptes" if folder.loose else ""
    return f"{modes} : trop ouverts{loose}. Pour les fermer : chmod -R go-rwx, suivi de l’emplacement ci-dessus"


def _octal(mode: int | None) -> str:
    return "inconnus" if mode is None else f"{mode:04o}"


def _rules(rules: Rules) -> Iterator[tuple[str, str]]:
    yield "Emplacement", rules.path
    if rules.checked_on is not None:
        yield "Version", f"{rules.version}, vérifiées le {long_date(rules.checked_on)}"
    yield "Empreinte", rules.digest[:_DIGEST_SHOWN]
    yield "Zonages", rules.zoning


def _terminal(terminal: Terminal) -> Iterator[tuple[str, str]]:
    drawn = f" ; écrans de {terminal.width} colonnes" if terminal.width != terminal.columns else ""
    yield "Taille", f"{terminal.columns} colonnes sur {terminal.lines} lignes{drawn}"
    yield "Caractères", terminal.encoding or "inconnus"
    yield "TERM", terminal.term or "absent"
    yield "Couleurs", terminal.colours or "aucune"
    yield "Mode simple", _simple(terminal)
    yield "Questions", "possibles" if terminal.reads and terminal.writes else "impossibles : il faut un terminal"
    yield "Réglages", listing(f"{name}={value}" for name, value in terminal.settings)


def _simple(terminal: Terminal) -> str:
    if not terminal.simple:
        return "non"
    if terminal.asked:
        return "oui, demandé par --simple"
    if not terminal.writes:
        return "oui, la sortie n’est pas un terminal"
    return "oui, d’après l’environnement (ACCESSIBLE ou TERM)"
