"""Names and notes that would be markup, escapes or commands somewhere, and a plan that carries one."""

from __future__ import annotations

from datetime import date

from medinstall.domain.plan import Plan
from medinstall.domain.profile import Tick
from medinstall.domain.rule import Document
from tests.unit.wording.build import TODAY, D, aid, day, pack, plan, step

HOSTILE = [
    "[remplaçant] [/] :warning:",
    "\x1b[31mrouge\x07 \x1b]8;;http://x\x07",
    "\u202egauche\u2066",
    "<script>alert(1)</script><img src=http://exemple.fr/x onerror=alert(2)>",
    "</style></title><!-- ]]> &amp; &#60;",
    "\"><svg onload='alert(3)'>",
    "a,b;c\\n\\,d",
    "ligne\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:faux",
    '#let x = 1 *gras* _it_ $x$ `code` @ref <lab> #eval("1") \\ //',
    "| a | b | ~~c~~ > 1. # - + =",
    "= é’« ñ ß 北京 😀 \ufffe \U0001f468\u200d\U0001f469\u200d\U0001f467",
    "../../etc/passwd %0d%0a",
]


def carrying(text: str) -> Plan:
    """Return a plan with a step done and a step to do, both with `text` as note and reference."""
    tick = Tick(done_on=TODAY, note=text, reference=text)
    papers = pack(documents=(Document("diplome", "Votre diplôme"), Document("rib", "Votre RIB")))
    return plan(
        step(
            "fait", {"bring": ("diplome",)}, state="faite", tick=tick, due=day(date(2027, 1, 29)), target=day(D, None)
        ),
        step("reste", {"bring": ("diplome", "rib")}, tick=Tick(note=text, reference=text), due=day(D, "conventionnel")),
        aid(),
        pack=papers,
    )
