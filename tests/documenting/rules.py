"""The pages of steps and aids: everything their files hold, in the words of the program where it has words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from medinstall.domain.aid_rule import AidRule
from medinstall.domain.criterion import Criterion
from medinstall.domain.place import Place
from medinstall.domain.rule import AnswerTime, ConditionalText, Processing, StepRule, Variant
from medinstall.domain.source import Evidence
from medinstall.french import listing, long_date
from medinstall.outputs.markdown_escape import escape, link
from medinstall.wording.labels import CONFIDENCES, OBLIGATIONS, duration
from medinstall.wording.placeholders import fill, fill_label, names_of
from tests.building import pack
from tests.documenting.phrases import code, condition, criterion, date_rule, date_rules, payment, value

MAIN, SECOND = names_of(Place()), names_of(Place(), second=True)
STAKES = {
    "exercice": "le droit d’exercer",
    "irreversible": "un choix sans retour",
    "argent": "de l’argent",
    "formalite": "une formalité",
}
NAMES = MAIN | {"caisse_secondaire": SECOND["caisse"], "ordre_secondaire": SECOND["ordre"]}


def said(text: str, figures: Iterable[tuple[str, float]] = ()) -> str:
    """Return a sentence of the rule pack for nobody in particular: « votre caisse d’assurance maladie »."""
    return escape(fill(text, NAMES, dict(figures)))


def bullets(lines: Iterable[str]) -> str:
    """Return a list, leaving out what is empty."""
    return "\n".join(f"- {line}" for line in lines if line)


def titled(title: str, lines: Iterable[str]) -> str:
    """Return a list under a bold title; nothing when it is empty."""
    body = bullets(lines)
    return f"**{title}**\n\n{body}" if body else ""


def proofs(evidence: Iterable[Evidence]) -> str:
    """Return what a rule rests on."""
    return titled("Sources", (_proof(item) for item in evidence))


def _proof(item: Evidence) -> str:
    checked = f"vérifiée le {long_date(item.checked_on)}, à relire le {long_date(item.review_by)}"
    note = f". {escape(item.note)}" if item.note else ""
    proof = f"[{item.source}](sources.md#{item.source}) : {checked}, confiance {CONFIDENCES[item.confidence]}"
    return f"{_if(proof, item.when)}{note}"


def steps_page() -> Iterator[str]:
    """Yield the table of steps, then one part a step."""
    rows = (
        f"| [{step.id}](#{step.id}) | {said(step.title, step.figures)} | {OBLIGATIONS[step.obligation]} |"
        for step in pack().steps
    )
    yield "\n".join(("| démarche | titre | |", "|---|---|---|", *rows))
    for step in pack().steps:
        yield from _step(step)


def _step(step: StepRule) -> Iterator[str]:
    yield f"## {step.id}"
    kind = f"{OBLIGATIONS[step.obligation]} ; enjeu : {STAKES[step.stakes]}"
    yield f"**{said(step.title, step.figures)}** ({escape(fill_label(step.who, NAMES))} ; {kind})"
    yield said(step.what, step.figures)
    yield from _variants(step.variants, step.figures)
    yield titled("Quand elle s’applique", map(condition, step.conditions))
    yield titled("Dates", _step_dates(step))
    yield titled("Délais d’instruction planifiés", map(_processing, step.processing))
    yield titled("Délai de réponse", map(_answer, step.answer))
    yield titled("Ordre", _step_order(step))
    yield titled("Pièces à apporter", map(_paper, step.bring))
    yield titled("Vous recevez", (said(text, step.figures) for text in step.receive))
    yield f"**En cas de retard** : {said(step.sanction, step.figures)}" if step.sanction else ""
    yield titled("Bon à savoir", (_if(said(note.text, step.figures), note.when) for note in step.notes))
    yield titled("Liens", (_if(link(each.label, each.url), each.when) for each in step.links))
    yield proofs(step.evidence)


def _step_dates(step: StepRule) -> Iterator[str]:
    named = {
        "Possible dès": step.opens,
        "Objectif": step.target,
        "Au plus tard": step.due,
        "Prise d’effet": step.effect,
    }
    yield from (f"{name} : {date_rules(rules)}" for name, rules in named.items() if rules)
    for milestone in step.milestones:
        yield f"À noter : {date_rule(milestone.rule)} : {said(milestone.text, step.figures)}"


def _processing(found: Processing) -> str:
    length = duration(found.duration) if found.duration else "sans fin promise"
    when = f", si {criterion(found.when)}" if found.when else ""
    return f"{length}{when}{f' : {escape(found.text)}' if found.text else ''}"


def _answer(found: AnswerTime) -> str:
    return _if(duration(found.duration), found.when)


def _paper(found: ConditionalText) -> str:
    return _if(escape(pack().document[found.text].label), found.when)


def _if(text: str, when: Criterion | None) -> str:
    """Return an entry with whom it concerns, when it is not everybody."""
    return f"{text} (si {criterion(when)})" if when else text


def _step_order(step: StepRule) -> Iterator[str]:
    soft = [other for other in step.after if other not in step.requires]
    yield f"Attend : {_steps(step.requires)}" if step.requires else ""
    yield f"Vient de préférence après : {_steps(soft)}" if soft else ""
    for each in step.after_when:
        verb = "attend aussi" if each.blocks else "vient aussi après"
        yield f"Si {criterion(each.when)}, {verb} : {_steps(each.steps)}"
    yield "Le dépôt du dossier se note (`--depose-le`)" if step.can_be_filed else ""


def _steps(ids: Iterable[str]) -> str:
    return listing(f"[{step}](#{step})" for step in ids)


def _variants(variants: Iterable[Variant], figures: Iterable[tuple[str, float]]) -> Iterator[str]:
    for one in variants:
        title = f" *{said(one.title, figures)}.*" if one.title else ""
        notes = "".join(f" {said(note, figures)}" for note in one.notes)
        yield f"Si {criterion(one.when)} :{title} {said(one.what, figures)}{notes}".rstrip()


def aids_page() -> Iterator[str]:
    """Yield the table of aids, then one part an aid."""
    rows = (f"| [{aid.id}](#{aid.id}) | {said(aid.title, aid.figures)} |" for aid in pack().aids)
    yield "\n".join(("| aide | titre |", "|---|---|", *rows))
    for aid in pack().aids:
        yield from _aid(aid)


def _aid(aid: AidRule) -> Iterator[str]:
    figures = dict(aid.figures) | _last_amount(aid)
    yield f"## {aid.id}"
    yield f"**{said(aid.title, figures.items())}** (versée par : {escape(fill_label(aid.payer, NAMES))})"
    yield said(aid.what, figures.items())
    yield f"**La demander** : {said(aid.claim, figures.items())}" if aid.claim else ""
    yield titled("Conditions", map(condition, aid.conditions))
    law = code(aid.law_date) if aid.law_date else "le plus tardif de `date_debut` et du jour même"
    law = "`date_signature_contrat`, ou le jour même" if aid.contract else law
    yield titled(f"Montants, selon la loi en vigueur à cette date : {law}", _amounts(aid))
    yield f"**Payée au plus tard** : {date_rules(aid.pay_by)}" if aid.pay_by else ""
    yield titled("Cumul", _together(aid))
    yield titled("Engagements", (said(text, figures.items()) for text in aid.commitments))
    yield titled("Bon à savoir", (_if(said(note.text, figures.items()), note.when) for note in aid.notes))
    yield proofs(aid.evidence)


def _amounts(aid: AidRule) -> Iterator[str]:
    for one in aid.values:
        yield value(one)
        yield from (f"Dont {payment(part)}" for part in one.payments)
    if aid.contract:
        yield f"Durée du contrat : {duration(aid.contract.term)}"


def _together(aid: AidRule) -> Iterator[str]:
    yield f"Ne se cumule pas avec {_steps(aid.excludes)}" if aid.excludes else ""
    yield f"Cumul non tranché par les sources avec {_steps(aid.unsettled_with)}" if aid.unsettled_with else ""


def _last_amount(aid: AidRule) -> dict[str, float]:
    amounts = [one.eur for one in aid.values if one.eur is not None]
    return {"eur": amounts[-1]} if amounts else {}
