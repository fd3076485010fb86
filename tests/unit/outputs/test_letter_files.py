from __future__ import annotations

import io
import shutil
from pathlib import Path
from subprocess import run

import pytest

from medinstall.errors import Refusal
from medinstall.outputs.letter_files import letter_docx, letter_markdown, letter_pdf, letter_text
from medinstall.usecases.letters import letter_file
from medinstall.wording.letter import BOX, Draft, LetterLine, LettersView

READER = shutil.which("pdftotext")
NEEDS_READER = pytest.mark.skipif(not READER, reason="pdftotext n’est pas installé : le PDF n’est pas relu")
LETTER: Draft = (
    (LetterLine("CPAM du Loiret", right=True, strong=True), LetterLine("____ (adresse)", right=True)),
    (LetterLine("Objet\u00a0: votre demande", strong=True),),
    (LetterLine("Je vous écris " + "longuement " * 20),),
    (LetterLine("un", "- "), LetterLine("deux", "- ")),
    (LetterLine("Merci."),),
    (LetterLine("____ (signature)"),),
    (LetterLine("la carte", BOX),),
)
URSSAF: Draft = ((LetterLine("Urssaf", right=True),), *LETTER[1:])
VIEW = LettersView("Demander", (LETTER, URSSAF), "À relire.", ("Gardez une copie.",), (), "Limite.")


def test_a_letter_reads_as_a_letter_and_breaks_no_word() -> None:
    lines = letter_text(VIEW).splitlines()
    assert all(len(line) <= 76 for line in lines)
    assert "longuement longuement" in " ".join(lines)
    assert "**" not in letter_text(VIEW)
    assert "- un" in lines
    assert lines[lines.index("- un") + 1] == "- deux"
    assert any(line.startswith(" ") and line.strip() == "CPAM du Loiret" for line in lines)
    address = next(number for number, line in enumerate(lines) if line.strip() == "____ (adresse)")
    assert lines[address - 1].strip() == "CPAM du Loiret"
    assert lines[address + 1] == ""
    assert lines[lines.index("Merci.") + 1] == "____ (signature)"


def test_a_forge_gets_boxes_and_blanks_that_open_no_emphasis() -> None:
    document = letter_markdown(VIEW)
    assert "**CPAM du Loiret**  \n____ (adresse)\n\n**Objet\u00a0: votre demande**" in document
    assert "- un\n- deux\n\nMerci.\n\n____ (signature)\n\n- [ ] la carte\n" in document


def test_a_word_processor_gets_every_paragraph_and_a_page_a_letter() -> None:
    import docx

    document = docx.Document(io.BytesIO(letter_docx(VIEW)))
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert "Objet\u00a0: votre demande" in texts
    assert texts.count("☐ la carte") == 2
    assert sum(bool(each.paragraph_format.page_break_before) for each in document.paragraphs) == 1


@NEEDS_READER
def test_a_printer_gets_every_paragraph_and_a_page_a_letter(tmp_path: Path) -> None:
    sheet = tmp_path / "lettre.pdf"
    sheet.write_bytes(letter_pdf(VIEW))
    read = run([str(READER), "-layout", sheet, "-"], capture_output=True, text=True, check=True).stdout
    pages = [" ".join(page.split()) for page in read.split("\f") if page.strip()]
    assert len(pages) == 2
    assert all("Objet : votre demande" in page.replace("\u00a0", " ") and "la carte" in page for page in pages)


def test_another_form_is_refused_with_those_there_are() -> None:
    with pytest.raises(Refusal) as refusal:
        letter_file(VIEW, ".odt")
    assert ".docx" in refusal.value.remedy
