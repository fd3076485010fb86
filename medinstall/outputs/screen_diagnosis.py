"""The screen of this installation: what to copy into a message when something goes wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from medinstall.outputs.screen import GRAVE, Sheet
from medinstall.wording.diagnosis import DiagnosisView

if TYPE_CHECKING:
    from medinstall.outputs.console import Console


_PROMISE = "Ni nom de dossier ni réponse ici\u00a0; votre dossier personnel s’écrit ~. Relisez avant d’envoyer."


def print_diagnosis(view: DiagnosisView, console: Console) -> None:
    """Print the diagnosis, faults first."""
    sheet = Sheet(console)
    for fault in view.faults:
        sheet.text(f"Problème\u00a0: {fault}", GRAVE)
    for title, pairs in view.parts:
        sheet.heading(title)
        sheet.labelled([(label, (text,)) for label, text in pairs])
    sheet.blank()
    sheet.text(_PROMISE, "dim")
    sheet.show()
