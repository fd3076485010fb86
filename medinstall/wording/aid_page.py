"""The aids as pages: the summary, and one aid criterion by criterion."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from medinstall.domain.plan import Change, Plan
from medinstall.domain.truth import Truth
from medinstall.french import count
from medinstall.wording.aids import AidView, totals
from medinstall.wording.blocks import (
    Block,
    Bullets,
    Checklist,
    Heading,
    Labelled,
    Page,
    Paragraph,
    Reasons,
    Reference,
    Space,
    Status,
    lists,
    part,
)
from medinstall.wording.dates import labelled_date
from medinstall.wording.glossary import acronyms
from medinstall.wording.labels import HOLDS, TONES, UNRAISED, uncapital
from medinstall.wording.list_page import aid_item
from medinstall.wording.phrasing import Wording, limit
from medinstall.wording.plan_view import PlanView

MOST_WAYS = 3
_GROUPS = (
    ("Vous y avez droit", ("eligible",)),
    ("À vérifier", ("a_verifier",)),
    ("Pas encore applicables", ("pas_encore_applicable",)),
    ("Hors de portée ou fermées", ("non_eligible", "fermee")),
)


def aids_page(plan: Plan, name: str, unlocks: Mapping[str, Sequence[Change]]) -> Page:
    """Return the summary: verdict, amount, payment and reasons, the aids that may be drawn first.

    `unlocks` gives, by aid, the answers that would open it.
    """
    view = PlanView(plan, name, unlocks)
    blocks: list[Block] = [Paragraph(f"{view.name}, vos aides", "strong"), Paragraph(totals(plan), "strong")]
    blocks += _at_a_glance(view.aids)
    for title, verdicts in _GROUPS:
        found = [aid for aid in view.aids if aid.verdict in verdicts]
        blocks += [Heading(title)] if found else []
        for aid in found:
            blocks += [Space(), *_summary(aid)]
    return (*blocks, *acronyms(tuple(blocks), plan), Space(), Paragraph(limit(plan), "quiet"))


def _at_a_glance(views: Sequence[AidView]) -> Iterator[Block]:
    """Yield a line for each aid within reach: what a first screen holds, every reason standing below."""
    near = [view for view in views if view.is_within_reach]
    far = len(views) - len(near)
    yield Checklist(tuple(map(aid_item, near)), short=True)
    yield Paragraph(f"Le détail suit, puis {count(far, 'aide')} hors de portée ou fermées." if far else "")


def aid_page(plan: Plan, aid: str, unlocks: Sequence[Change], losses: Sequence[Change]) -> Page:
    """Return one aid in full, with the changes of answers that would open it and those that would close it."""
    found = next(each for each in plan.aids if each.id == aid)
    view = AidView(found, Wording(plan), unlocks, losses)
    page = (*_head(view), *to_draw(view), *to_meet(view), Reference(view.sources))
    return (*page, *acronyms(page, plan))


def to_draw(view: AidView) -> Iterator[Block]:
    """Yield what one needs to draw the aid: the money and by when, what to beware of, how to ask for it."""
    yield _paid(view)
    yield from (Paragraph(f"Attention\u00a0: {warning}", "doubt") for warning in view.warnings)
    yield from part("Comment la demander", Paragraph(view.say(view.plan.rule.claim), inset=1))


def to_meet(view: AidView) -> Iterator[Block]:
    """Yield what the aid asks: each condition, what it is, what would open or close it, what one commits to."""
    yield from part("Pourquoi", Reasons(view.reasons))
    yield from part("L’aide", Paragraph(view.say(view.plan.rule.what), inset=1))
    yield from lists(
        ("Ce qui l’ouvrirait", view.unlock),
        ("Ce qui la ferait perdre", view.losing),
        ("Engagements", tuple(map(view.say, view.plan.rule.commitments))),
        ("Bon à savoir", view.notes),
    )


def _summary(view: AidView) -> Iterator[Block]:
    if view.verdict in ("non_eligible", "fermee") and not view.owed:
        yield from _out_of_reach(view)
        return
    yield from _head(view)
    yield _paid(view)
    yield Reasons(tuple(reason._replace(sources=()) for reason in view.reasons if reason.sign != UNRAISED))
    yield from _unlock(view)


def _out_of_reach(view: AidView) -> Iterator[Block]:
    """Yield what bars an aid, and what would open it; the conditions that hold are told by `pourquoi`."""
    failing = tuple(reason._replace(sources=()) for reason in view.reasons if reason.sign == HOLDS[Truth.NO])
    yield Paragraph(f"{view.title} ({view.id})", "strong")
    yield Reasons(failing)
    yield from _unlock(view)


def _unlock(view: AidView) -> Iterator[Block]:
    if not view.unlock:
        return
    others = len(view.unlock) - MOST_WAYS
    more = (f"et {count(others, 'autre')}\u00a0: medinstall pourquoi {view.id}",) if others > 0 else ()
    yield Paragraph("Ce qui l’ouvrirait\u00a0:", inset=1)
    yield Bullets((*view.unlock[:MOST_WAYS], *more), inset=2)


def _head(view: AidView) -> Iterator[Block]:
    yield Paragraph(f"{view.title}\u00a0: {view.amount}" if view.amount else view.title, "strong")
    yield Paragraph(f"{view.payer} ({view.id})")
    yield Status(view.sign, f"\u00a0: {uncapital(view.sentence)}", TONES.get(view.verdict, ""))


def _paid(view: AidView) -> Labelled:
    pairs = [labelled_date("Payée au plus tard", view.pay_by)] if view.pay_by else []
    pairs += [("Versements", tuple(map(Paragraph, view.payments)))] if view.payments else []
    return Labelled(tuple(pairs))
