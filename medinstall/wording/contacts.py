"""Every body the project deals with, with its addresses and the steps it takes part in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from medinstall.domain.plan import Plan
from medinstall.text import clean
from medinstall.wording.blocks import Block, Bullets, Contacts, Heading, Page, Paragraph
from medinstall.wording.checklist import limit
from medinstall.wording.phrasing import Wording
from medinstall.wording.steps import contacts_of

OWN = "Votre cabinet"  # nobody to call
UNKNOWN = "Adresse non connue\u00a0: notez-la ici quand vous l’aurez."


class ContactView(NamedTuple):
    """One body: its addresses (pages, mail), its telephone where known, and its steps by id and title."""

    name: str
    addresses: tuple[str, ...]
    phone: str
    steps: tuple[tuple[str, str], ...]


def contact_views(plan: Plan) -> tuple[ContactView, ...]:
    """Return every body of the steps that apply or may apply, in the order in which they are met."""
    wording = Wording(plan)
    addresses: dict[str, dict[str, None]] = {}
    steps: dict[str, list[tuple[str, str]]] = {}
    for step in plan.steps:
        who = wording.label(step.rule.who, step)
        if step.state == "sans_objet" or who == OWN:
            continue
        own = (url for label, url in contacts_of(step, wording) if url and label == who)
        addresses.setdefault(who, {}).update(dict.fromkeys(own))
        steps.setdefault(who, []).append((step.id, wording.of_step(step, step.title)))
    return tuple(ContactView(who, tuple(found), "", tuple(steps[who])) for who, found in addresses.items())


def contacts_page(plan: Plan, name: str) -> Page:
    """Return the bodies as a page."""
    blocks = (block for view in contact_views(plan) for block in _blocks(view))
    return (Paragraph(f"{clean(name)}, vos contacts", "strong"), *blocks, Paragraph(limit(plan), "quiet"))


def _blocks(view: ContactView) -> Iterator[Block]:
    yield Heading(view.name, view.phone)
    if view.addresses:
        yield Contacts(tuple(("", address) for address in view.addresses))
    yield Bullets(tuple(f"{title} ({step})" for step, title in view.steps))
