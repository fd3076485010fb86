"""The pages of docs/reference/: one function a page, from the application and the rule pack to Markdown."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from medinstall.french import listing
from tests.building import pack
from tests.documenting.commands import commands_page
from tests.documenting.facts import facts_page
from tests.documenting.knowledge import alerts_page, glossary_page, sectors_page, sources_page
from tests.documenting.rules import aids_page, steps_page

FOLDER = Path("docs/reference")
NOTE = (
    "<!-- Page écrite par `python -m tests.documenting` à partir du code et de data/ : "
    "corrigez la règle, pas cette page. -->"
)
Page = tuple[str, str, str, Callable[[], Iterable[str]]]
PAGES: tuple[Page, ...] = (
    ("commandes.md", "Les commandes", "Ce que fait chaque commande, dans les mots de `--aide`.", commands_page),
    ("questions.md", "Les questions", "Ce que l’entretien demande, pourquoi, et les réponses possibles.", facts_page),
    ("demarches.md", "Les démarches", "À qui elles s’appliquent, leurs dates, les pièces, les sources.", steps_page),
    ("aides.md", "Les aides", "Conditions, montants par date, doutes, sources.", aids_page),
    ("secteurs.md", "Les secteurs d’exercice", "Accès, honoraires, remboursement, ce qui est définitif.", sectors_page),
    ("alertes.md", "Les alertes", "Ce qui ne doit pas être manqué, et quand c’est dit.", alerts_page),
    ("sources.md", "Les sources", "Chaque publication citée et les règles qui reposent sur elle.", sources_page),
    ("glossaire.md", "Le glossaire", "Sigles et termes.", glossary_page),
)  # fmt: skip


def pages() -> dict[str, str]:
    """Return the text of every page by file name."""
    made = {name: _page(title, lead, body()) for name, title, lead, body in PAGES}
    return {"README.md": _index(), **made}


def leftovers(folder: Path) -> list[Path]:
    """Return the pages that nothing writes any more."""
    known = {"README.md", *(name for name, *_ in PAGES)}
    return [path for path in sorted(folder.glob("*.md")) if path.name not in known]


def _index() -> str:
    lines = (f"- [{title}]({name}) : {lead[0].lower()}{lead[1:]}" for name, title, lead, _ in PAGES)
    found = pack()
    counted = {
        "démarches": found.steps,
        "aides": found.aids,
        "alertes": found.alerts,
        "questions": found.facts,
        "sources": found.sources,
    }
    lead = f"Règles {found.version} : {listing(f'{len(things)} {word}' for word, things in counted.items())}."
    return _page("Référence", lead, ["\n".join(lines)])


def _page(title: str, lead: str, parts: Iterable[str]) -> str:
    return "\n\n".join((NOTE, f"# {title}", lead, *(part for part in parts if part))) + "\n"
