"""The names put in the place of {caisse}, {ordre}… and of {figures}: finished French, with its articles."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from medinstall.domain.place import Place
from medinstall.french import euros, listing, number, percent, typography
from medinstall.wording.labels import capital, uncapital

BODIES = ("caisse", "ordre", "urssaf", "ars", "urps")
OWN = "Votre cabinet"  # nobody outside it to deal with
_UNNAMED = {
    "caisse": ("votre caisse d’assurance maladie", "la caisse de votre lieu d’exercice secondaire"),
    "ordre": (
        "votre conseil départemental de l’Ordre des médecins",
        "le conseil départemental de l’Ordre de votre lieu d’exercice secondaire",
    ),
    "urssaf": ("votre Urssaf", "l’Urssaf de votre lieu d’exercice secondaire"),
    "ars": (
        "votre agence régionale de santé (ARS)",
        "l’agence régionale de santé (ARS) de votre lieu d’exercice secondaire",
    ),
    "urps": (
        "votre union régionale des professionnels de santé (URPS)",
        "l’union régionale des professionnels de santé (URPS) de votre lieu d’exercice secondaire",
    ),
}
_ELIDED = re.compile(r"[aeiouyhéèêàâîôû]|ARS|URPS", re.IGNORECASE)
_PLACEHOLDER = re.compile(r"(?:(?P<link>\b[àÀ]|\b[dD]e)\s)?(?:(?:\b(?:la|le|votre)\s|\bl[’']))?\{(?P<name>\w+)\}")
_SHORT = {"caisse": "caisse", "ordre": "Ordre", "urssaf": "Urssaf", "ars": "ARS", "urps": "URPS"}
_LONGEST_SHORT = 14
_NICKNAMES = {
    "Service des impôts": "impôts",
    "Agence du numérique en santé": "ANS",
    "Service de l’enregistrement (impôts)": "impôts",
    "Direction de l’hôpital": "hôpital",
    "Votre hôpital ou votre université": "hôpital",
    "Direction des affaires médicales ou employeur": "employeur",
    "France Travail ou l’hôpital": "France Travail",
    "Doyen de la faculté et direction du CHU": "doyen et CHU",
    "Direction du CHU et faculté": "CHU et faculté",
    OWN: "",
}
_ACRONYM = re.compile(r"\(([A-Z]{2,})\)")
_CONTRACTED = {"à le": "au", "de le": "du"}


class Name(NamedTuple):
    """A body as a label (« CPAM du Loiret ») and inside a sentence (« la CPAM du Loiret »)."""

    label: str
    prose: str


def names_of(place: Place, second: bool = False) -> dict[str, Name]:
    """Return the bodies of a site by placeholder; what is not known is said so, never borrowed from elsewhere."""
    known = {
        "caisse": _funds(place.funds),
        "ordre": _named(place.council),
        "urssaf": _named(place.urssaf),
        "ars": _named(place.ars),
        "urps": _named(place.urps),
    }
    return {body: known[body] or _unnamed(body, second) for body in BODIES}


def fill(text: str, names: Mapping[str, Name], figures: Mapping[str, float]) -> str:
    """Return `text` as a finished sentence: placeholders replaced, articles contracted, French typography."""

    def replaced(found: re.Match[str]) -> str:
        name, link = found["name"], found["link"] or ""
        if name in names:
            return _joined(link, names[name].prose, starts=_starts_sentence(text, found.start()))
        return found[0].replace(f"{{{name}}}", _figure(name, figures[name])) if name in figures else found[0]

    return typography(_PLACEHOLDER.sub(replaced, text) if "{" in text else text)


def fill_label(text: str, names: Mapping[str, Name]) -> str:
    """Return `text` as a label: bodies without article, first letter in capital."""
    for key, name in names.items():
        text = text.replace(f"{{{key}}}", name.label)
    return capital(typography(text))


def short_label(text: str, names: Mapping[str, Name]) -> str:
    """Return the shortest name of a body: « CPAM », an acronym in brackets, what is before a comma; "" for oneself."""
    for key, short in _SHORT.items():
        if text.startswith(f"{{{key}"):
            first = names[key].label.partition(" ")[0] if key in names else ""
            return first if key == "caisse" and first.isupper() else short
    plain = fill_label(text, names)
    acronym = _ACRONYM.search(plain)
    name = acronym[1] if acronym else plain.partition(",")[0]
    if name in _NICKNAMES:
        return _NICKNAMES[name]
    return uncapital(name if len(name) <= _LONGEST_SHORT else name.partition(" ")[0])


def _starts_sentence(text: str, position: int) -> bool:
    before = text[:position].rstrip()
    return not before or before[-1] in ".!?"


def _joined(link: str, prose: str, starts: bool) -> str:
    article, space, rest = prose.partition(" ")
    contracted = _CONTRACTED.get(f"{link.lower()} {article}", "")
    words = f"{contracted}{space}{rest}" if contracted else f"{link.lower()} {prose}".strip()
    return capital(words) if starts or link[:1].isupper() else words


def _figure(name: str, value: float) -> str:
    if name.endswith("eur"):
        return euros(value)
    return percent(value) if name.endswith("_pct") else number(value)


def _funds(funds: tuple[str, ...]) -> Name | None:
    if len(funds) < 2:
        return _named(funds[0]) if funds else None
    return Name(
        f"{listing(funds, 'ou')} (à préciser)",
        f"{listing((_with_article(fund) for fund in funds), 'ou')} (à préciser)",
    )


def _named(label: str | None) -> Name | None:
    return Name(label, _with_article(label)) if label else None


def _with_article(label: str) -> str:
    """Return the label in a sentence: every body here is feminine but councils, and acronyms keep their capitals."""
    first = label.split(" ", maxsplit=1)[0]
    if first == "Conseil":
        return f"le {uncapital(label)}"
    return f"l’{label}" if _ELIDED.match(first) else f"la {uncapital(label)}"


def _unnamed(body: str, second: bool) -> Name:
    words = _UNNAMED[body][second]
    return Name(words, words)
