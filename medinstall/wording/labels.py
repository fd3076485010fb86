"""The fixed vocabulary of the screens and exports: states, verdicts, bases, durations. All wording is French."""

from typing import Literal, NamedTuple, TypeAlias

from medinstall.domain.aid_rule import Period
from medinstall.domain.date_rule import Basis, Duration
from medinstall.domain.plan import Amount, State, Verdict
from medinstall.domain.profile import Answer
from medinstall.domain.rule import Level, Obligation
from medinstall.domain.source import Confidence
from medinstall.domain.truth import Truth
from medinstall.french import count, euros, listing
from medinstall.text import NBSP


class Sign(NamedTuple):
    """A glyph that helps the eye and the word that carries the meaning."""

    mark: str
    word: str


STATES: dict[State, Sign] = {
    "sans_objet": Sign("–", "sans objet"),
    "faite": Sign("✓", "faite"),
    "deposee": Sign("…", "déposée"),
    "en_retard": Sign("!", "en retard"),
    "bloquee": Sign("×", "bloquée"),
    "a_venir": Sign("·", "à venir"),
    "urgente": Sign("!", "urgente"),
    "a_faire": Sign("□", "à faire"),
}
VERDICTS: dict[Verdict, Sign] = {
    "eligible": Sign("✓", "éligible"),
    "a_verifier": Sign("?", "à vérifier"),
    "pas_encore_applicable": Sign("·", "pas encore applicable"),
    "non_eligible": Sign("×", "non éligible"),
    "fermee": Sign("–", "fermée"),
}
HOLDS: dict[Truth, Sign] = {
    Truth.YES: Sign("✓", "oui"),
    Truth.NO: Sign("×", "non"),
    Truth.UNKNOWN: Sign("?", "à vérifier"),
}
UNRAISED = Sign("–", "sans objet")  # a doubt that this profile does not raise
LEVELS: dict[Level, Sign] = {
    "irreversible": Sign("!!", "CHOIX IRRÉVERSIBLE"),
    "bloquant": Sign("!!", "BLOQUANT"),
    "attention": Sign("!", "Attention"),
    "information": Sign("i", "À savoir"),
}
OUTCOMES: dict[Answer, str] = {
    "acceptee": "acceptée",
    "refusee": "refusée\u00a0: l’étape est rouverte",
    "incomplete": "dossier incomplet\u00a0: l’étape est rouverte",
}
BASES: dict[Basis, str] = {
    "legal": "délai légal",
    "conventionnel": "délai conventionnel",
    "organisme": "demandée par l’organisme",
    "calcul": "date calculée",
    "conseil": "date conseillée",
}
OBLIGATIONS: dict[Obligation, str] = {
    "obligatoire": "obligatoire",
    "obligatoire_par_contrat": "obligatoire par contrat",
    "recommandé": "recommandée",
    "facultatif": "facultative",
}
Tone: TypeAlias = Literal["", "strong", "quiet", "danger", "good", "doubt"]
TONES: dict[State | Verdict, Tone] = {
    "en_retard": "danger",
    "urgente": "danger",
    "faite": "good",
    "deposee": "good",
    "eligible": "good",
    "a_verifier": "doubt",
}
AT_ONCE = "sans tarder"  # in the place of a day to aim at that is past
CONFIDENCES: dict[Confidence, str] = {"high": "sûre", "medium": "moyenne", "low": "faible"}
PERIODS: dict[Period, str] = {"unique": "", "mois": "par mois", "an": "par an", "stage": "par stage"}


def capital(text: str) -> str:
    """Return `text` with its first letter in capital, the rest untouched."""
    return text[:1].upper() + text[1:]


def duration(length: Duration) -> str:
    """Return « 1 mois », « 5 ans », « 15 jours » for a duration taken without its sign."""
    years, months = divmod(abs(length.months), 12)
    parts = [
        count(years, "an") if years else "",
        f"{months}{NBSP}mois" if months else "",
        count(abs(length.days), "jour") if length.days else "",
    ]
    return listing([part for part in parts if part])


def amount(value: Amount) -> str:
    """Return « 10 000 € », « 200 € par mois », « au moins 12 500 € »."""
    words = ["au moins" if value.minimum else "", euros(value.eur), PERIODS[value.per]]
    return " ".join(word for word in words if word)


def quoted(text: str) -> str:
    """Return « text », with its no-break spaces; what it quotes itself takes “ ”."""
    inner = text.replace(f"«{NBSP}", "“").replace(f"{NBSP}»", "”")
    return f"«{NBSP}{inner}{NBSP}»"


def uncapital(text: str) -> str:
    """Return `text` with a small first letter, unless it starts with an acronym."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def unmet(requirement: str) -> str:
    """Return how a requirement that does not hold is told."""
    return f"condition non remplie{NBSP}: {uncapital(requirement)}"
