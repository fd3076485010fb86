"""Which words go with which doctor: the variants of steps and alerts, from the contract and the domain files."""

from __future__ import annotations

from datetime import date

import pytest

from medinstall.domain.pack import RulePack
from medinstall.domain.rule import Variant
from medinstall.engine.criteria import first_in_force
from medinstall.engine.situation import Situation
from medinstall.engine.steps import words_of
from tests.building import pack, plan, profile

BASE = {"parcours": "hospitalier", "inscription_ordre": "non", "cabinet": "creation", "departement": "37"}
ENROLLED: dict[str, object] = {"inscription_ordre": "meme_departement"}
LOIRET: dict[str, object] = {"commune": "45234", "departement": "45"}

RECEIVED: dict[str, object] = {"secteur": "secteur_2", "date_demande_convention": date(2026, 11, 10)}
FOLLOWS: dict[str, object] = {"parcours": "deja_installe", "premiere_installation": False}
SECOND: dict[str, object] = {
    "specialite": "medecine_generale", "secteur": "secteur_1", "cabinet_secondaire": "creation",
    "zone_secondaire": "zip", "date_ouverture_secondaire": date(2027, 3, 1), "date_derniere_aide": "jamais",
}  # fmt: skip

# What a doctor who practises already reads instead of a beginner's words.
ALREADY: dict[str, str] = {
    "compte_bancaire": "reste le même",
    "prevoyance": "suit le médecin",
    "facture_electronique": "vous concerne depuis",
    "donnees_personnelles": "registre des traitements existe",
    "numerique": "éditeur de logiciel",
    "cps": "déjà une carte",
    "affichage": "même affichage que l’ancien",
    "dechets": "déjà un collecteur",
    "at_mp": "Si vous l’avez déjà",
    "assurance_local": "cabinet actuel",
}


WORDS: list[tuple[str, dict[str, object], str | None]] = [
    ("ordre_declaration", {"inscription_ordre": "meme_departement"}, "simple lettre"),
    ("ordre_declaration", {"inscription_ordre": "autre_departement"}, None),
    ("rcp", LOIRET, "échéance utile"),
    ("rcp", {**LOIRET, "cabinet": "inchange"}, "second lieu sur votre contrat"),
    ("rcp", {"parcours": "deja_installe"}, "déjà assuré"),
    ("rcp", {"parcours": "remplacant"}, "de remplaçant à installé"),
    ("rcp", {**LOIRET, "inscription_ordre": "meme_departement"}, None),
    ("rcp", {}, None),
    ("prevoyance", {"parcours": "retraite"}, "cumul"),
    ("prevoyance", {}, None),
    ("compte_bancaire", {"mode_exercice": "sel"}, "votre société"),
    ("compte_bancaire", {"mode_exercice": "sel", "sel_situation": "entree"}, "a déjà son compte"),
    ("compte_bancaire", {"mode_exercice": "individuel"}, None),
    ("convention", {"parcours": "deja_installe", "premiere_installation": False}, "sortiez de la convention"),
    ("convention", {"parcours": "deja_installe", "premiere_installation": True}, None),
    ("convention", {"parcours": "remplacant"}, None),
    ("convention", RECEIVED, "a reçu votre demande"),
    ("convention", {**RECEIVED, "date_demande_convention": "jamais"}, None),
    ("convention", {**RECEIVED, "secteur": "secteur_1"}, None),
    ("optam", FOLLOWS, "le contrat continue"),
    ("optam", {**FOLLOWS, "premiere_installation": True}, None),
    ("cpam", {"cabinet": "inchange"}, "déclarez le second lieu"),
    ("cpam", {"parcours": "deja_installe"}, "Vous facturez déjà"),
    ("cpam", {"parcours": "remplacant"}, "comme remplaçant"),
    ("cpam", {"secteur": "hors_convention"}, "à confirmer auprès de la caisse"),
    ("cpam", {"secteur": "secteur_2"}, None),
    ("contrats", {"cabinet": "inchange"}, "non à celui du second lieu"),
    ("contrats", {}, None),
    ("ordre_transfert", {"mode_exercice": "sel"}, "mêmes démarches"),
    ("ordre_transfert", {"mode_exercice": "groupe"}, None),
    ("demande_aides", {**SECOND, "cabinet": "inchange"}, "second lieu, qui paie"),
    ("demande_aides", SECOND, None),
    ("affichage", {"cabinet": "inchange"}, "son propre affichage"),
    ("assurance_local", {"cabinet": "inchange", "parcours": "deja_installe"}, "du second lieu"),
    ("dechets", {"cabinet": "inchange"}, "déchets d’activités de soins à risques infectieux (DASRI) du second lieu"),
    ("facture_electronique", {"parcours": "remplacant"}, "sans attendre ce nouveau cabinet"),
    ("cps", {"parcours": "remplacant"}, "déjà une carte"),
    ("inpi", {"parcours": "remplacant"}, "délai d’une modification"),
    ("inpi", {"parcours": "remplacant", "regime_remplacant": "rspm"}, "tenu lieu de formalité"),
    ("inpi", {"parcours": "deja_installe"}, "délai d’une modification"),
    ("inpi", {"cabinet": "inchange"}, "délai d’une modification"),
    ("inpi", {"mode_exercice": "sel"}, "la société ne commence"),
    ("inpi", {"mode_exercice": "sel", "parcours": "deja_installe"}, "la société ne commence"),
    ("inpi", {"mode_exercice": "sel", "sel_situation": "entree"}, "déjà immatriculée"),
    ("inpi", {}, "premier jour possible"),
    ("sel", {"mode_exercice": "sel", "sel_situation": "entree"}, "figure déjà au tableau"),
    ("sel", {"mode_exercice": "sel", "sel_situation": "creation"}, None),
    ("impots", {"cabinet": "inchange"}, "recettes des deux lieux"),
    ("impots", {"parcours": "deja_installe"}, "l’ancien service"),
    ("impots", {"parcours": "remplacant"}, None),
    ("revenu_estime", {"parcours": "remplacant"}, "passer de remplaçant à installé"),
    ("revenu_estime", {"parcours": "deja_installe"}, None),
    ("pas_un_debut", {"parcours": "remplacant", "regime_remplacant": "rspm"}, "régime simplifié"),
    ("pas_un_debut", {"parcours": "remplacant", "regime_remplacant": "urssaf_carmf"}, None),
    ("hopital_non_concurrence", {"devenir_poste": "garde"}, "pendant que vous gardez le poste"),
    ("hopital_non_concurrence", {"devenir_poste": "quitte"}, None),
    ("inpi", {"parcours": "inconnu"}, None),
    ("inpi", {"cabinet": "inconnu"}, None),
    ("carmf", {"parcours": "remplacant"}, "faites confirmer"),
    ("carmf", {"parcours": "deja_installe"}, "faites confirmer"),
    ("carmf", {"parcours": "retraite"}, "L. 161-22"),
    ("carmf", {"premiere_installation": True}, "trimestre civil"),
    ("carmf", {}, None),
    ("date_irrealiste", {"diplome": "hors_union_europeenne"}, "autorisation"),
    ("date_irrealiste", {"diplome": "france"}, "trois mois pour vous inscrire"),
    ("date_irrealiste", {"mode_exercice": "sel"}, "puis celle de votre société"),
    ("date_irrealiste", {"travaux": True}, "l’inscription à l’Ordre et l’autorisation de vos travaux"),
    ("date_irrealiste", {**ENROLLED, "mode_exercice": "sel"}, "inscrire votre société au tableau"),
    (
        "date_irrealiste",
        {**ENROLLED, "mode_exercice": "sel", "travaux": True},
        "votre société au tableau de l’Ordre, ou",
    ),
    ("date_irrealiste", {**ENROLLED, "travaux": True}, "quatre mois, cinq avec un permis"),
    ("date_irrealiste", ENROLLED, None),
    ("cumul_hopital", {"statut_poste": "ph", "quotite_gardee": "temps_plein"}, "neuf demi-journées"),
    ("cumul_hopital", {"statut_poste": "ph", "quotite_gardee": "temps_partiel"}, None),
    ("cumul_hopital", {"statut_poste": "contractuel", "quotite_gardee": "temps_plein"}, None),
    ("preavis_poste", {"statut_poste": "ph"}, "directeur général du Centre national de gestion"),
    ("preavis_poste", {"statut_poste": "contractuel"}, "deux mois jusqu’à deux ans"),
    ("preavis_poste", {"statut_poste": "assistant"}, "deux mois au moins avant la fin voulue"),
    ("preavis_poste", {"statut_poste": "ccu_ah"}, "l’une au doyen de la faculté"),
    ("preavis_poste", {"statut_poste": "hu_titulaire"}, "hospitalo-universitaires titulaires"),
    ("preavis_poste", {"statut_poste": "salarie_prive"}, "contrat à durée indéterminée"),
    ("preavis_poste", {"statut_poste": "autre"}, "R. 6152-828"),
    ("preavis_poste", {}, None),
    ("entree_societe", {"mode_exercice": "groupe", "structure_groupe": "sisa_msp"}, "projet de santé"),
    ("entree_societe", {"mode_exercice": "groupe", "structure_groupe": "scm"}, "société civile de moyens"),
    ("entree_societe", {"mode_exercice": "groupe", "structure_groupe": "scp"}, None),
    ("entree_societe", {"mode_exercice": "sel", "structure_groupe": "scm"}, None),
    ("secteur_suivi", {**FOLLOWS, "secteur": "secteur_1"}, "Votre secteur 1 vous suit"),
    ("secteur_suivi", {**FOLLOWS, "secteur": "secteur_2"}, "Votre secteur 2 vous suit"),
    ("secteur_suivi", {**FOLLOWS, "secteur": "secteur_2_optam"}, "Votre secteur 2 vous suit"),
    ("secteur_suivi", {**FOLLOWS, "secteur": "hors_convention"}, "le secteur 1 reste ouvert"),
    ("secteur_suivi", FOLLOWS, None),
    ("jours_sans_couverture", {"parcours": "retraite"}, "à aucun moment"),
    ("jours_sans_couverture", {}, None),
]

WORDS += [(step, {"parcours": "deja_installe"}, words) for step, words in ALREADY.items()]
WORDS += [(step, {}, None) for step in ALREADY]


def variants_of(rules: RulePack) -> dict[str, tuple[Variant, ...]]:
    """Return the variants of each step and alert that has some."""
    steps = {step.id: step.variants for step in rules.steps}
    return {name: found for name, found in {**steps, **{a.id: a.variants for a in rules.alerts}}.items() if found}


def agrees(rules: RulePack, step: str, answers: dict[str, object], words: str | None) -> bool:
    """Tell whether the variant in force says `words`; None: no variant is in force."""
    situation = Situation(rules, profile({**BASE, **answers}))
    if step in rules.step:
        variant = words_of(situation.compiled.steps[step], situation).variant
    else:
        variant = first_in_force(situation.compiled.alerts[step].variants, situation)
    if variant is None or words is None:
        return variant is None and words is None
    return words in " ".join((variant.what, *variant.notes))


@pytest.mark.parametrize(("step", "answers", "words"), WORDS)
def test_the_words_of_a_situation(step: str, answers: dict[str, object], words: str | None) -> None:
    assert agrees(pack(), step, answers, words)


def test_every_variant_is_met() -> None:
    told = {step for step, _, words in WORDS if words}
    assert told == set(variants_of(pack()))


KEPT: dict[str, object] = {"activite_salariee": True}
PAPERS: list[tuple[str, str, dict[str, object], dict[str, object]]] = [
    ("contrats", "contrat_travail", {**KEPT, "statut_poste": "contractuel"}, {"activite_salariee": False}),
    ("contrats", "contrat_travail", {**KEPT, "parcours": "deja_installe"}, {**KEPT, "statut_poste": "ph"}),
    ("cpam", "carte_vitale", {"cabinet": "creation"}, {"cabinet": "inchange"}),
    ("cpam", "declaration_site", {"cabinet": "inchange"}, {"cabinet": "creation"}),
    ("inpi", "numero_assurance_maladie", {"mode_exercice": "groupe"}, {"mode_exercice": "sel"}),
    ("sel", "attestation_greffe", {"sel_situation": "creation"}, {"sel_situation": "entree"}),
    ("contrats", "statuts", {"mode_exercice": "sel"}, {"mode_exercice": "individuel"}),
    ("contrats", "contrats_collaboration", {"mode_exercice": "collaborateur"}, {"mode_exercice": "groupe"}),
    ("contrats", "bail", {"local": "location"}, {"local": "propriete"}),
    ("cpam", "attestation_transfert", {"inscription_ordre": "autre_departement"}, {"inscription_ordre": "non"}),
    ("ordre_inscription", "traduction_assermentee", {"diplome": "union_europeenne"}, {"diplome": "france"}),
    ("ordre_inscription", "autorisation_ministerielle", {"diplome": "hors_union_europeenne"}, {"diplome": "france"}),
]


@pytest.mark.parametrize(("step", "paper", "asked", "spared"), PAPERS)
def test_a_paper_is_asked_only_of_whom_it_concerns(
    step: str, paper: str, asked: dict[str, object], spared: dict[str, object]
) -> None:
    def papers(answers: dict[str, object]) -> tuple[str, ...]:
        found = plan({**BASE, **answers})
        return next(each.bring for each in found.steps if each.id == step)

    assert paper in papers(asked)
    assert paper not in papers(spared)


STAYS: dict[str, object] = {"devenir_poste": "garde", "activite_salariee": True}
NOTES: list[tuple[str, str, dict[str, object], dict[str, object]]] = [
    ("ordre_inscription", "tableau spécial", {"parcours": "docteur_junior"}, {"parcours": "jeune_diplome"}),
    ("ordre_inscription", "trois mois plus tôt", {"mode_exercice": "sel"}, {"mode_exercice": "groupe"}),
    ("ordre_inscription", "titres reconnus d’office", {"diplome": "union_europeenne"}, {"diplome": "france"}),
    ("ordre_inscription", "hors de France métropolitaine", {"diplome": "hors_union_europeenne"}, {"diplome": "france"}),
    ("convention", "déjà reçu votre demande", {**RECEIVED, "secteur": "secteur_1"}, RECEIVED),
    ("carmf", "base forfaitaire", {"premiere_installation": True}, {"parcours": "remplacant"}),
    ("carmf", "zone de montagne", {"parcours": "retraite"}, {"parcours": "jeune_diplome"}),
    ("carmf", "médecins retraités", {"parcours": "retraite"}, {"parcours": "jeune_diplome"}),
    ("prevoyance", "L. 172-2", {"parcours": "jeune_diplome"}, {"parcours": "retraite"}),
    (
        "inpi",
        "régime simplifié",
        {"parcours": "remplacant", "regime_remplacant": "rspm"},
        {"parcours": "deja_installe"},
    ),
    ("preavis_depart", "hors convention", {"secteur": "hors_convention"}, {"secteur": "secteur_1"}),
    ("cumul_hopital", "tout son service", {"statut_poste": "contractuel"}, {"statut_poste": "ph"}),
    ("enregistrement", "SELARL", {"rachat": "parts"}, {"rachat": "patientele"}),
    ("enregistrement", "répond de l’impôt", {"rachat": "patientele"}, {"rachat": "parts"}),
    ("impots", "groupe III", {"secteur": "secteur_1"}, {"secteur": "secteur_2"}),
    ("contrats", "permis à côté de ce poste", {**STAYS, "statut_poste": "ccu_ah"}, {**STAYS, "statut_poste": "ph"}),
    ("impots", "Régime micro", {"cabinet": "creation"}, {"cabinet": "inchange"}),
    ("rcp", "Des devis tôt", {"parcours": "jeune_diplome"}, {"parcours": "deja_installe"}),
    ("contrats", "(SCM)", {"structure_groupe": "scm"}, {"structure_groupe": "sisa_msp"}),
    ("rcp", "assurance du titulaire", {"mode_exercice": "collaborateur"}, {"mode_exercice": "groupe"}),
    (
        "secteur_2_titres",
        "docteur junior",
        {"titre_hospitalier": "assistant_hopitaux"},
        {"titre_hospitalier": "ccu_ah"},
    ),
    (
        "secteur_2_preuves",
        "à titre permanent",
        {"titre_hospitalier": "ph_temps_plein"},
        {"titre_hospitalier": "ccu_ah"},
    ),
    ("cpam", "vous êtes retraité", {"parcours": "retraite"}, {"activite_salariee": True}),
    ("entree_societe", "SIREN", {"structure_groupe": "scm"}, {"structure_groupe": "scp"}),
]


@pytest.mark.parametrize(("step", "words", "told", "spared"), NOTES)
def test_a_note_is_read_only_by_whom_it_concerns(
    step: str, words: str, told: dict[str, object], spared: dict[str, object]
) -> None:
    def notes(answers: dict[str, object]) -> str:
        found = plan({**BASE, **answers})
        return " ".join(next(each.notes for each in found.steps if each.id == step))

    assert words in notes(told)
    assert words not in notes(spared)


PROOFS: list[tuple[str, str, dict[str, object], dict[str, object]]] = [
    ("preavis_poste", "sccahp-depart", {"statut_poste": "ccu_ah"}, {"statut_poste": "ph"}),
    ("preavis_poste", "r6152-97", {"statut_poste": "ph"}, {"statut_poste": "contractuel"}),
    ("inpi", "quotidien-guichet-unique", {"parcours": "remplacant"}, {"premiere_installation": True}),
    ("impots", "cugnaux-travaux", {"local": "propriete"}, {"local": "location"}),
    ("rcp", "conseil45-inscription", LOIRET, {}),
]


@pytest.mark.parametrize(("step", "source", "told", "spared"), PROOFS)
def test_a_source_and_its_doubt_are_those_of_whom_it_concerns(
    step: str, source: str, told: dict[str, object], spared: dict[str, object]
) -> None:
    def sources(answers: dict[str, object]) -> set[str]:
        found = plan({**BASE, **answers})
        return {item.source for item in next(each.evidence for each in found.steps if each.id == step)}

    assert source in sources(told)
    assert source not in sources(spared)
