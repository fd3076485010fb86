"""Several places side by side: what each one answers, the aids it opens, whom to deal with, what is still unknown."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from medinstall.domain.fact import NonAnswer
from medinstall.domain.plan import AidPlan, Plan
from medinstall.french import count, euros, listing, typography
from medinstall.wording.blocks import Block, Contacts, Heading, Page, Paragraph, Table
from medinstall.wording.contacts import region_contacts
from medinstall.wording.labels import VERDICTS
from medinstall.wording.phrasing import Wording, limit
from medinstall.wording.place_changes import NONE, contact_names

CERTAIN, POSSIBLE = ("eligible",), ("a_verifier", "pas_encore_applicable")
ASKED, IDLE = "à demander", "sans effet ici"
SHOWN_BODIES = ("Caisse", "Ordre", "Urssaf")
DETAIL = "Une aide possible dépend d’une réponse qui manque. Le détail d’un lieu : « medinstall simuler commune=NOM »."


def places_page(plans: Sequence[Plan]) -> Page:
    """Return the comparison of the same project at several communes."""
    heads = tuple(map(_name, plans))
    blocks = (
        Paragraph("Le même projet, selon le lieu", "strong"),
        Table(("", *heads), tuple((label, *map(typography, map(cell, plans))) for label, cell in _lines(plans))),
        *_aids(heads, plans),
        *_pages(plans),
        Paragraph(typography(DETAIL), "quiet"),
        Paragraph(limit(plans[0]), "quiet"),
    )
    return tuple(blocks)


def _name(plan: Plan) -> str:
    place = plan.profile.place
    return f"{place.commune_name} ({place.departement})"


def _lines(plans: Sequence[Plan]) -> Iterator[tuple[str, Callable[[Plan], str]]]:
    """Yield the label of each line, and what fills its cells."""
    for fact in plans[0].pack.facts:
        if any(origin == "commune" for origin, _ in fact.known_from):
            yield fact.label, partial(_answer, fact=fact.id)
    yield "Aides certaines", lambda plan: _worth(plan, CERTAIN, plan.totals.certain_eur)
    yield "Aides possibles", lambda plan: _worth(plan, POSSIBLE, plan.totals.possible_eur)
    for body in SHOWN_BODIES:
        yield body, partial(_body, body=body)
    yield "Reste inconnu", _unknown


def _answer(plan: Plan, fact: str) -> str:
    value = plan.profile.answers.get(fact)
    if value is None or value is NonAnswer.UNKNOWN:
        return ASKED if fact in plan.unknown else IDLE
    return Wording(plan).answer(fact, value)


def _body(plan: Plan, body: str) -> str:
    return contact_names(plan.profile.place)[body] or NONE


def _worth(plan: Plan, verdicts: tuple[str, ...], total: float) -> str:
    found = count(sum(aid.verdict in verdicts for aid in plan.aids), "aide")
    return f"{found}, {euros(total)} en une fois" if total else found


def _unknown(plan: Plan) -> str:
    facts = (plan.pack.fact[fact] for fact in plan.unknown)
    return listing(fact.label for fact in facts if fact.belongs_to) or "rien du lieu"


def _aids(heads: tuple[str, ...], plans: Sequence[Plan]) -> Iterator[Block]:
    """Yield the aids that are not the same everywhere."""
    rows = []
    for each in zip(*(plan.aids for plan in plans), strict=True):
        cells = tuple(map(_verdict, each))
        if len(set(cells)) > 1:
            rows.append((Wording(plans[0]).title(each[0]), *cells))
    if rows:
        yield Heading("Aides qui diffèrent")
        yield Table(("", *heads), tuple(rows))


def _verdict(aid: AidPlan) -> str:
    amount = f", {euros(aid.amount.eur)}" if aid.amount and aid.amount.eur and aid.verdict != "non_eligible" else ""
    return typography(f"{VERDICTS[aid.verdict].word}{amount}")


def _pages(plans: Sequence[Plan]) -> Iterator[Block]:
    """Yield the zoning pages of the regions whose zone is still to be asked."""
    asked = [plan for plan in plans if _answer(plan, "zone") == ASKED]
    pages = dict.fromkeys(
        (f"{plan.profile.place.region_name} : {label}", url)
        for plan in asked
        for label, url in region_contacts(plan.profile.place)
        if url == plan.profile.place.zoning_page
    )
    if pages:
        yield Heading("Où lire la zone")
        yield Contacts(tuple((typography(label), url) for label, url in pages))
