"""The drafts of letters, read by markdown-it: filled where the dossier knows, blank where it does not."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from medinstall.actions import how_to
from medinstall.domain.plan import Plan
from medinstall.errors import Refusal
from medinstall.outputs.letter_files import letter_markdown
from medinstall.rules.letters import letter_ids, load_letter
from medinstall.rules.table import CatalogError
from medinstall.usecases.letters import known_letters, letter_for, letter_notices
from medinstall.wording.letter import BOX, ITEM, Draft, LettersView, letters_view
from tests.building import pack, plan

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
BOTH_SITES: dict[str, object] = {
    "specialite": "medecine_generale", "parcours": "remplacant", "diplome": "france",
    "inscription_ordre": "autre_departement", "date_debut": date(2027, 3, 1), "commune": "45234", "zone": "zip",
    "premiere_installation": True, "secteur": "secteur_2_optam", "cabinet": "creation", "mode_exercice": "groupe",
    "date_derniere_aide": "jamais", "date_demande_convention": date(2027, 1, 31), "cabinet_secondaire": "creation",
    "commune_secondaire": "41018", "zone_secondaire": "zip", "date_ouverture_secondaire": date(2027, 9, 1),
    "consultations_avancees": 0, "personnel": "aucun", "contrat_demographique": "aucun",
}  # fmt: skip


LEAVES = {"parcours": "hospitalier", "statut_poste": "ph", "devenir_poste": "quitte"}
CONCERNED: dict[str, dict[str, object]] = {  # whom a letter concerns, where it is not the locum of BOTH_SITES
    "preavis_poste": dict(LEAVES),
    "information_hopital": dict(LEAVES),
    "preavis_depart": {"parcours": "deja_installe"},
    "report_cotisations": {"parcours": "jeune_diplome"},
}


def _plan(**changes: object) -> Plan:
    return plan({**BOTH_SITES, **changes})


def _views(step: str, found: Plan) -> LettersView:
    return letters_view(letter_for(step, found), found)


def _texts(letter: Draft, mark: str = "") -> list[str]:
    """Return the plain paragraphs of a letter, or its items or boxes."""
    return [line.text.replace("\u00a0", " ") for lines in letter for line in lines if line.mark == mark]


def _to(letter: Draft) -> str:
    """Return to whom it is sent."""
    return next(line.text for lines in letter for line in lines if line.strong)


def _text(step: str, found: Plan) -> str:
    return letter_markdown(_views(step, found)).replace("\u00a0", " ")


@pytest.mark.parametrize("step", letter_ids())
def test_every_letter_is_sound_markdown_whose_blanks_stay_visible(step: str) -> None:
    document = _text(step, _plan(**CONCERNED.get(step, {})))
    tokens = READER.parse(document)
    inline = [child for token in tokens if token.children for child in token.children]
    shown = "\n".join(child.content for child in inline if child.type in ("text", "text_special"))
    assert shown.count("____") == document.count("____") >= 6
    assert not [child for child in inline if child.type == "em_open"]
    assert not re.search(r"[{}]", document)
    assert "____ (signature)" in document
    assert "Sans valeur de conseil juridique." in document


@pytest.mark.parametrize("step", letter_ids())
def test_every_letter_names_its_legal_basis_and_its_sources(step: str) -> None:
    view = _views(step, _plan(**CONCERNED.get(step, {})))
    words = " ".join(text for letter in view.letters for text in _texts(letter))
    assert re.search(r"article|arrêté", words)
    assert view.sources
    assert all(source.checked for source in view.sources)


def test_urssaf_is_told_the_sector_and_left_both_regimes_to_choose_from() -> None:
    (letter,) = _views("secteur_2_urssaf", _plan()).letters
    assert _to(letter) == "Urssaf Centre-Val de Loire"
    assert ["PAMC" in box for box in _texts(letter, BOX)] == [True, False]
    document = _text("secteur_2_urssaf", _plan())
    assert document.count("- [ ] ") == 2
    assert "reçue par la CPAM du Loiret : le 31 janvier 2027" in document
    assert "Au plus tard le dim. 28 février 2027 (délai conventionnel), soit ven. 26 février 2027" in document


def test_an_answer_that_gathers_several_cases_leaves_a_blank() -> None:
    known = _text("preavis_poste", _plan(**LEAVES))
    assert "Spécialité : Médecine générale" in known
    vague = _text("preavis_poste", _plan(**LEAVES, specialite="autre_specialite", secteur="secteur_2"))
    assert "Autre spécialité" not in vague
    assert re.search(r"Spécialité : \\?_", vague)


def test_a_second_site_is_declared_to_its_own_council() -> None:
    view = _views("site_distinct", _plan())
    assert _to(view.letters[0]) == "Conseil départemental de l’Ordre des médecins du Loir-et-Cher"
    document = _text("site_distinct", _plan())
    assert "R. 4127-85" in document
    assert "R. 4113-23" not in document.split("## Ce que disent les règles")[0]
    assert "Lieu d’exercice distinct : Blois (Loir-et-Cher), ____" in document
    assert "Il s’agit d’un cabinet nouveau." in document


def test_a_company_follows_its_own_article_and_an_unknown_one_leaves_both_to_strike() -> None:
    company = _text("site_distinct", _plan(mode_exercice="sel"))
    assert "R. 4113-23 et R. 4127-85" in company
    unknown = _text("site_distinct", _plan(mode_exercice="inconnu"))
    assert unknown.count("(à garder ou à rayer) ") == 2


@pytest.mark.parametrize(
    ("status", "addressees", "unsaid"),
    [
        ("ph", ["Centre national de gestion"], ["R. 6152-346", "doyen", "cleDossier=15"]),
        ("ccu_ah", ["doyen de la faculté", "directeur du centre hospitalier"], ["R. 6152-97", "Centre national"]),
        ("contractuel", ["directeur de l’hôpital"], ["R. 6152-97", "doyen"]),
        ("salarie_prive", ["employeur"], ["R. 6152", "doyen", "hôpital"]),
        ("autre", ["celui que votre contrat"], ["R. 6152", "doyen"]),
    ],
)
def test_each_status_writes_to_its_own_and_reads_its_own_sources(
    status: str, addressees: list[str], unsaid: list[str]
) -> None:
    found = _plan(**{**LEAVES, "statut_poste": status})
    letters = _views("preavis_poste", found).letters
    assert len(letters) == len(addressees)
    assert all(named in _to(letter) for letter, named in zip(letters, addressees, strict=True))
    text = _text("preavis_poste", found)
    assert not [words for words in unsaid if words in text]


def test_without_a_status_every_letter_that_may_be_the_one_is_offered() -> None:
    assert len(_views("preavis_poste", _plan(**{**LEAVES, "statut_poste": "inconnu"})).letters) == 6


def test_each_fund_gets_the_aids_it_pays() -> None:
    first, second = _views("demande_aides", _plan()).letters
    assert (_to(first), _to(second)) == ("CPAM du Loiret", "CPAM du Loir-et-Cher")
    claims = [[text for text in _texts(letter, ITEM) if text.startswith("Aide ")] for letter in (first, second)]
    assert claims[0] == ["Aide à la première installation en ZIP (10 000 €)"]
    assert claims[1] == ["Aide à l’ouverture d’un cabinet secondaire en ZIP (3 000 €)"]


def test_an_aid_to_be_checked_asks_for_an_answer() -> None:
    document = _text("demande_aides", _plan(zone="inconnu"))
    assert "je vous demande de confirmer mon droit (dépend de « Zone de l’ARS »)" in document
    assert "d’après l’agence régionale de santé (ARS) : ____" in document


def test_a_transfer_is_two_letters_of_the_same_day() -> None:
    removal, registration = _views("ordre_transfert", _plan()).letters
    assert _to(removal).endswith(": ____")
    assert _to(registration) == "Conseil départemental de l’Ordre des médecins du Loiret"
    assert "mon inscription au tableau du conseil départemental" in " ".join(_texts(removal))


@pytest.mark.parametrize(
    ("step", "changes"),
    [
        ("secteur_2_urssaf", {"secteur": "secteur_1"}),
        ("site_distinct", {"cabinet_secondaire": "non"}),
        ("demande_aides", {"zone": "hors_zone", "cabinet_secondaire": "non"}),
        ("ordre_transfert", {"inscription_ordre": "non"}),
    ],
)
def test_a_letter_that_does_not_apply_is_refused_with_the_reason(step: str, changes: dict[str, object]) -> None:
    with pytest.raises(Refusal) as refused:
        letter_for(step, _plan(**changes))
    assert "condition non remplie" in refused.value.what
    assert how_to("explain", step) in refused.value.remedy


def test_a_letter_is_named_in_any_case() -> None:
    assert letter_for("SITE_DISTINCT", _plan()) == letter_for("site_distinct", _plan())


def test_a_letter_that_does_not_exist_is_refused_with_those_that_do() -> None:
    with pytest.raises(Refusal) as refused:
        letter_for("site_distint", _plan())
    assert "site_distinct" in refused.value.remedy
    assert refused.value.faults == known_letters(pack())
    assert len(known_letters(pack())) == 8


def test_a_doubt_and_a_tick_are_told() -> None:
    assert letter_notices("site_distinct", _plan()) == ()
    assert "peut-être" in letter_notices("site_distinct", _plan(cabinet_secondaire="inconnu"))[0]
    done = plan(BOTH_SITES, done={"site_distinct": date(2026, 11, 1)})
    assert "cochée" in letter_notices("site_distinct", done)[0]


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        ('title = "x"\n', "au moins une lettre est attendue"),
        ('titel = "x"\n', "clé inconnue"),
        ("title = [\n", "TOML illisible"),
        ('title = "x"\n[[letter]]\nto = "{casse}"\ngreeting = "a"\nsubject = "b"\n', "« casse » n’existe pas"),
        (
            'title = "x"\n[[letter]]\nto = "a"\ngreeting = "a"\nsubject = "b"\nwhen = { fact = "zonne", is = "zip" }\n',
            "« zonne » n’existe pas",
        ),
        (
            'title = "x"\n[[letter]]\nto = "a"\ngreeting = "a"\nsubject = "b"\n[[letter.part]]\n',
            "une forme, et une seule",
        ),
        (
            'title = "x"\n[[letter]]\nto = "a"\ngreeting = "a"\nsubject = "b"\n[[letter.part]]\ntext = "{zonne}"\n',
            "vouliez-vous dire « zone »",
        ),
    ],
)
def test_a_badly_written_letter_is_refused_by_its_key(tmp_path: Path, written: str, fault: str) -> None:
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "rcp.toml").write_text(written, encoding="utf-8")
    with pytest.raises(CatalogError) as refused:
        load_letter("rcp", pack(), tmp_path)
    assert any(fault in line and line.startswith("letters/rcp.toml") for line in refused.value.faults)
