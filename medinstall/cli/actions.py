"""How each action that a sentence names is done on the command line."""

from __future__ import annotations

COMMANDS = {
    "begin": "medinstall",
    "open_another": "medinstall --dossier NOM",
    "resume": "medinstall reprendre {}",
    "change_answer": "medinstall modifier",
    "take_answer_back": "medinstall modifier FAIT=inconnu",
    "name_commune": '{}="NOM CODE_POSTAL"',
    "all_answers": "medinstall liste --json",
    "all_steps": "medinstall liste",
    "find_step": "medinstall chercher MOT",
    "explain": "medinstall pourquoi {}",
    "draft_letter": "medinstall courrier {}",
    "history": "medinstall annuler --historique",
    "glossary": "medinstall glossaire",
    "give_zoning": "medinstall zonage FICHIER",
    "write_note": "écrivez-la entre guillemets, après la démarche",
    "name_file": "donnez-le, par exemple : -o dossier.md",
    "replace_file": "ajoutez --force pour le remplacer",
    "export_answers": "écrivez-le par « exporter json -o FICHIER » plutôt que par « > »",
}
