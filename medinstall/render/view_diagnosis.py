"""The state of this installation, in finished French."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from medinstall.french import count, listing, long_date, typography

Pairs = tuple[tuple[str, str], ...]

_DIGEST_SHOWN = 16  # of 64: enough to compare aloud


@dataclass(frozen=True, slots=True)
class Terminal:
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


@dataclass(frozen=True, slots=True)
class DiagnosisView:
    """Parts of the screen: a title, and labels with what they hold. `faults` are sentences to read first."""

    parts: tuple[tuple[str, Pairs], ...]
    faults: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Seen:
    """What the use case measured, as plain values: modes are None where there are none."""

    program: str
    where: str
    python: str
    system: str
    libraries: Pairs
    folder: str
    folder_exists: bool
    folder_mode: int | None
    dossiers_mode: int | None
    dossiers: int | None
    loose: int
    is_private: bool
    folder_fault: str
    rules: str
    rules_version: str
    rules_checked_on: date | None
    rules_digest: str
    rules_fault: str


def diagnosis_view(seen: Seen, terminal: Terminal) -> DiagnosisView:
    """Return the diagnosis in words."""
    parts = (
        ("Programme", tuple(_program(seen))),
        ("Vos dossiers", tuple(_dossiers(seen))),
        ("Règles", tuple(_rules(seen))),
        ("Terminal", tuple(_terminal(terminal))),
    )
    told = tuple((title, tuple((label, typography(text)) for label, text in pairs if text)) for title, pairs in parts)
    faults = tuple(typography(fault) for fault in (seen.folder_fault, seen.rules_fault) if fault)
    return DiagnosisView(told, faults)


def _program(seen: Seen) -> Iterator[tuple[str, str]]:
    yield "medinstall", f"{seen.program}, dans {seen.where}"
    yield "Python", seen.python
    yield "Système", seen.system
    yield "Bibliothèques", listing((f"{name} {version or 'absente'}" for name, version in seen.libraries))


def _dossiers(seen: Seen) -> Iterator[tuple[str, str]]:
    yield "Emplacement", seen.folder
    if seen.folder_fault:
        return
    if not seen.folder_exists:
        yield "État", "rien n’y est encore enregistré"
        return
    yield "Nombre", count(seen.dossiers or 0, "dossier")
    yield "Droits", _rights(seen)


def _rights(seen: Seen) -> str:
    if seen.dossiers_mode is None:
        return "gérés par Windows"
    modes = f"{_octal(seen.folder_mode)} et, pour les dossiers, {_octal(seen.dossiers_mode)}"
    if seen.is_private:
        return f"{modes} : bons, vous seul les lisez"
    loose = f" ; {count(seen.loose, 'fichier')} à la portée d’autres comptes" if seen.loose else ""
    return f"{modes} : trop ouverts{loose}. Pour les fermer : chmod -R go-rwx, suivi de l’emplacement ci-dessus"


def _octal(mode: int | None) -> str:
    return "inconnus" if mode is None else f"{mode:04o}"


def _rules(seen: Seen) -> Iterator[tuple[str, str]]:
    yield "Emplacement", seen.rules
    if seen.rules_checked_on is not None:
        yield "Version", f"{seen.rules_version}, vérifiées le {long_date(seen.rules_checked_on)}"
    yield "Empreinte", seen.rules_digest[:_DIGEST_SHOWN]


def _terminal(terminal: Terminal) -> Iterator[tuple[str, str]]:
    yield "Taille", f"{terminal.columns} colonnes sur {terminal.lines} lignes ; écrans de {terminal.width} colonnes"
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
