"""Exports through the real command: five forms, files never overwritten, papers, letters."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import html5lib
import jsonschema
import pytest
from markdown_it import MarkdownIt

from medinstall.usecases.exports import FORMS
from tests.commanding import ANSWERS, ROOT, Medinstall
from tests.exporting import events, export, filled_home, loaded, own_copy, plan_of  # noqa: F401 - fixtures are imported

NOTE = "<script>alert(1)</script> [x] **gras** ;, \\n :warning: « fin »"
BOTH = ANSWERS.replace('cabinet_secondaire = "non"', 'cabinet_secondaire = "creation"') + (
    'commune_secondaire = "41018"\nzone_secondaire = "zip"\ndate_ouverture_secondaire = 2027-09-01\n'
)


# --- the other forms ---


def test_markdown_and_json_tell_the_same_steps_and_ticks(medinstall: Medinstall) -> None:
    assert medinstall("cocher", "rcp", "--note", NOTE).code == 0
    tokens = MarkdownIt("commonmark").parse(export(medinstall, "md", "--complet").decode())
    items = [token.content for token in tokens if token.type == "inline" and token.content.startswith("[")]
    steps = [step for step in plan_of(medinstall)["steps"] if step["state"] != "sans_objet"]
    for step in steps:
        box = "[x]" if step["state"] == "faite" else "[ ]"
        (item,) = (item for item in items if f"(`{step['id']}`)" in item)
        assert item.startswith(box)


def test_the_json_is_the_plan_and_fits_its_schema(medinstall: Medinstall) -> None:
    assert medinstall("cocher", "rcp", "--note", NOTE).code == 0
    found = loaded(export(medinstall, "json").decode())
    assert found == plan_of(medinstall)
    jsonschema.validate(found, json.loads((ROOT / "docs" / "plan.schema.json").read_text(encoding="utf-8")))
    assert next(step for step in found["steps"] if step["id"] == "rcp")["note"] == NOTE


def test_the_json_comes_back_as_a_dossier_with_the_same_plan(medinstall: Medinstall) -> None:
    file = medinstall.home.parent / "transmis.json"
    assert medinstall("exporter", "json", "-o", str(file)).code == 0
    assert medinstall("nouveau", "copie", "--reponses", str(file)).code == 0
    found, copy = loaded(file.read_text(encoding="utf-8")), plan_of(medinstall)
    assert copy.pop("dossier") == "copie"
    assert found.pop("dossier") == "essai"
    assert copy == found


def test_the_json_of_a_copy_with_one_other_answer_tells_that_answer_alone(medinstall: Medinstall) -> None:
    file = medinstall.home.parent / "transmis.json"
    assert medinstall("exporter", "json", "-o", str(file)).code == 0
    found = json.loads(file.read_text(encoding="utf-8"))
    edited = {**found, "answers": {**found["answers"], "zone": "zac"}}
    file.write_text(json.dumps(edited), encoding="utf-8")
    assert medinstall("nouveau", "copie", "--reponses", str(file)).code == 0
    assert plan_of(medinstall)["answers"].items() ^ found["answers"].items() == {("zone", "zip"), ("zone", "zac")}


def test_a_note_is_verbatim_in_every_form(medinstall: Medinstall) -> None:
    assert medinstall("cocher", "rcp", "--note", NOTE, "--reference", NOTE).code == 0
    page = html5lib.HTMLParser(strict=True).parse(export(medinstall, "html"))
    assert "".join(page.itertext()).count(NOTE) == 2
    told = {
        str(task["UID"]): str(task["DESCRIPTION"]) for task in events(export(medinstall, "ics", "--taches"), "VTODO")
    }
    assert told["rcp.tache.essai@medinstall"].count(NOTE) == 2


def test_an_unfinished_dossier_exports_too_and_says_what_waits(tmp_path: Path) -> None:
    medinstall = Medinstall(tmp_path / "home").started('date_debut = 2027-03-31\ncabinet = "creation"\n')
    said = medinstall("exporter", "ics")
    assert said.code == 0
    assert "Pas dans le calendrier tant que des questions restent ouvertes" in said.told
    assert "« Demander l’autorisation de travaux du cabinet »" in said.told
    assert [len(export(medinstall, form)) > 500 for form in ("md", "pdf")] == [True] * 2


# --- where it goes ---


def test_text_goes_to_stdout_and_documents_to_a_named_file(medinstall: Medinstall) -> None:
    folder = medinstall.home.parent
    for form, start in (("md", "# Mon installation"), ("ics", "BEGIN:VCALENDAR"), ("json", "{")):
        assert medinstall("exporter", form).out.startswith(start)
    for form, first in (("html", b"<!DOCTYPE html>"), ("pdf", b"%PDF-1.7")):
        said = medinstall("exporter", form)
        assert (said.out, said.code) == ("", 0)
        assert (folder / f"essai.{form}").read_bytes().startswith(first)
        assert f"Écrit : essai.{form}" in said.told


def test_a_dash_is_stdout(medinstall: Medinstall) -> None:
    assert medinstall("exporter", "html", "-o", "-").out.startswith("<!DOCTYPE html>")
    assert not (medinstall.home.parent / "essai.html").exists()


@pytest.mark.parametrize("form", ["md", "html"])
def test_a_file_is_never_overwritten_unasked(medinstall: Medinstall, form: str) -> None:
    file = medinstall.home.parent / f"essai.{form}"
    file.write_text("mes notes", encoding="utf-8")
    said = medinstall("exporter", form, "-o", f"essai.{form}")
    assert said.code == 1
    assert "existe déjà" in said.told
    assert "--force" in said.told
    assert file.read_text(encoding="utf-8") == "mes notes"
    assert medinstall("exporter", form, "-o", f"essai.{form}", "--force").code == 0
    assert "Mon installation" in file.read_text(encoding="utf-8")


def test_an_unchanged_file_is_told_so_and_left_alone(medinstall: Medinstall) -> None:
    file = medinstall.home.parent / "essai.html"
    assert medinstall("exporter", "html").code == 0
    before = file.stat().st_mtime_ns
    said = medinstall("exporter", "html")
    assert said.code == 0
    assert "déjà à jour" in said.told
    assert file.stat().st_mtime_ns == before


def test_a_folder_is_not_created(medinstall: Medinstall) -> None:
    said = medinstall("exporter", "pdf", "-o", "nulle/part/x.pdf")
    assert said.code == 1
    assert f"« {Path('nulle/part')} » n’existe pas" in said.told
    assert not (medinstall.home.parent / "nulle").exists()


@pytest.mark.skipif(os.name == "nt", reason="modes et liens de POSIX")
def test_links_folders_and_devices_are_refused_in_french_even_with_force(medinstall: Medinstall) -> None:
    folder = medinstall.home.parent
    (folder / "lien.md").symlink_to(folder / "cible.md")
    (folder / "dossier.md").mkdir()
    os.mkfifo(folder / "tube.md")
    for name, reason in (("lien.md", "lien"), ("dossier.md", "dossier"), ("tube.md", "ordinaire")):
        said = medinstall("exporter", "md", "-o", name, "--force")
        assert said.code == 1
        assert reason in said.told
    assert not (folder / "cible.md").exists()


@pytest.mark.skipif(os.name == "nt", reason="modes de POSIX")
def test_an_export_is_private(medinstall: Medinstall) -> None:
    assert medinstall("exporter", "html").code == 0
    assert stat.S_IMODE((medinstall.home.parent / "essai.html").stat().st_mode) == 0o600


# --- wrong usage ---


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("exporter",), "il manque « FORMAT »"),
        (("exporter", "docx"), "formats : md, ics, html, pdf, json"),
        (("exporter", "htm"), "vouliez-vous dire « html »"),
        (("exporter", "pdf", "--taches"), "--taches ne vaut que pour le format ics"),
        (("exporter", "html", "--complet"), "--complet ne vaut que pour le format md"),
        (("courrier",), "demande_aides : Demander vos aides à la caisse"),
    ],
)
def test_wrong_usage_is_told_in_french(medinstall: Medinstall, words: tuple[str, ...], told: str) -> None:
    said = medinstall(*words)
    assert said.code == 2
    assert told in said.told


def test_without_typst_the_exact_command_and_the_other_way_are_told(medinstall: Medinstall, tmp_path: Path) -> None:
    (tmp_path / "sans").mkdir()
    (tmp_path / "sans" / "typst.py").write_text(
        'raise ModuleNotFoundError("No module named \'typst\'", name="typst")\n', encoding="utf-8"
    )
    medinstall.apart, medinstall.environ = True, {"PYTHONPATH": os.pathsep.join((str(tmp_path / "sans"), str(ROOT)))}
    said = medinstall("exporter", "pdf")
    assert said.code == 1
    assert f'{sys.executable} -m pip install "typst>=0.15,<0.16"' in said.told
    assert "medinstall exporter html" in said.told
    assert not (tmp_path / "essai.pdf").exists()


# --- papers and letters ---


def test_papers_are_listed_once_with_those_who_ask(medinstall: Medinstall) -> None:
    said = medinstall("pieces")
    assert said.code == 0
    assert "Pièce d’identité en cours de validité : document demandé par 4 organismes" in said.text
    assert said.text.count("Pièce d’identité") == 1
    assert "au plus tard le jeu. 31 décembre 2026" in said.text


def test_a_letter_is_drafted_and_can_be_kept(tmp_path: Path) -> None:
    medinstall = Medinstall(tmp_path / "home").started(BOTH)
    said = medinstall("courrier", "Site_Distinct")
    assert said.code == 0
    assert "Blois (Loir-et-Cher), ____" in said.text
    assert medinstall("courrier", "site_distinct", "-o", "lettre.md").code == 0
    assert medinstall("courrier", "site_distinct", "-o", "lettre.md").code == 0
    (tmp_path / "lettre.md").write_text("complétée", encoding="utf-8")
    assert medinstall("courrier", "site_distinct", "-o", "lettre.md").code == 1


def test_a_letter_that_does_not_apply_or_exist_is_refused(medinstall: Medinstall) -> None:
    assert medinstall("courrier", "site_distinct").code == 1
    said = medinstall("courrier", "rcp")
    assert said.code == 1
    assert "ordre_transfert : Demander votre transfert" in said.told


def test_the_help_names_every_form(medinstall: Medinstall) -> None:
    told = " ".join(medinstall("exporter", "--aide").out.split())
    assert all(f"{form.label.lower()} ({name})" in told for name, form in FORMS.items())


# --- start-up ---


def test_nothing_of_the_exports_is_imported_by_the_list(medinstall: Medinstall) -> None:
    code = (
        "import sys; from medinstall.cli.run import run; status = run(sys.argv[1:]);"
        "heavy = [m for m in sys.modules if m.split('.')[0] in ('icalendar', 'typst') or m.startswith("
        "('medinstall.usecases.exports', 'medinstall.outputs.html', 'medinstall.outputs.ics', 'medinstall.outputs.pdf',"
        " 'medinstall.rules.letters', 'medinstall.wording.schedule', 'medinstall.wording.documents'))];"
        "print(heavy, file=sys.stderr); sys.exit(bool(heavy) or status)"
    )
    environ = {**os.environ, "MEDINSTALL_HOME": str(medinstall.home), "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", code, "liste"], env=environ, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
