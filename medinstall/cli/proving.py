"""`medinstall verifier`: the rule pack proved over the whole space of profiles, and its certificate."""

from typing import Annotated, Any

import typer

from medinstall.cli.context import Context
from medinstall.cli.stdio import put_json, show

MOST = 5  # witnesses shown of each claim that fails


def verifier(
    ctx: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="Écrit le certificat en JSON.")] = False,
) -> None:
    """Vérifie les règles et les prouve sur tout l’espace des profils ; écrit le certificat (quatre minutes environ)."""
    from medinstall.verify.certificate import certificate, fails

    context: Context = ctx.obj
    found: dict[str, Any] = certificate(context.workspace.today)
    if as_json:
        put_json(found)
    else:
        show(lines(found))
    if fails(found):
        raise typer.Exit(1)


def lines(found: dict[str, Any]) -> list[str]:
    """Return the certificate in French, a line per claim, the shortest situations under those that fail."""
    rules, counts, asked = found["rules"], found["counts"], found["questions"]
    text = [
        "Certificat des règles de medinstall",
        f"Règles {rules['version']}, vérifiées le {rules['checked_on']}, empreinte SHA-256 {rules['sha256']}",
        f"Établi le {found['date']} en {found['seconds']} secondes",
        f"{counts['classes']} classes évaluées, pour {counts['outcomes']} résultats et {counts['facts']} faits ; elles "
        f"valent pour {counts['profiles']} combinaisons, et pour les {counts['unfactored']} du produit entier",
        "",
    ]
    for claim in found["claims"]:
        text.append(f"{'[vrai]' if claim['holds'] else '[FAUX]'} {claim['title']} ({claim['checked']} cas)")
        text += [_witness(violation) for violation in claim["violations"][:MOST]]
        more = len(claim["violations"]) - MOST
        text += [f"    et {more} de plus : medinstall verifier --json"] if more > 0 else []
    text += [f"Inhabituel : {told}" for told in found["unusual"]]
    text.append("")
    text += [
        f"Questions, ordre {name} : {length['mean']} en moyenne, {length['worst']} au plus"
        for name, length in asked.items()
    ]
    return text


def _witness(violation: dict[str, Any]) -> str:
    answers = ", ".join(f"{fact} = {value}" for fact, value in violation["answers"].items()) or "sans réponse"
    return f"    {violation['of']} : {violation['text']} ({answers})"
