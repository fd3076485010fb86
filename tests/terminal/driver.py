"""Ask on a fake session in a real terminal: `FILE`, `FILE ask [FACT]`, `pick`, `confirm`, `confirm wait FILE`."""

from __future__ import annotations

import sys
import time
from datetime import date
from pathlib import Path

from medinstall.domain.fact import Choice
from medinstall.errors import MedinstallError, layout
from medinstall.interview.asking import confirm, pick
from medinstall.interview.run import ask, run
from medinstall.interview.summary import welcome

from .fake import FakeSession

TODAY = date(2026, 11, 22)
STEPS = (
    Choice("rcp", "Souscrire une assurance de responsabilité civile professionnelle", "au plus tard le 31 mars 2027"),
    Choice("cps", "Demander votre carte de professionnel de santé"),
)


def main() -> int:
    simple = "--simple" in sys.argv
    try:
        if "pick" in sys.argv:
            sys.stdout.write(f"pick: {pick(STEPS, 'Quelles démarches sont faites ?', simple)}\n")
        elif "ask" in sys.argv:
            session = FakeSession(Path(sys.argv[1]))
            fact = sys.argv[3] if len(sys.argv) > 3 else None
            sys.stdout.write(f"ask: {ask(session, fact, today=TODAY, simple=simple)}\n")
        elif "confirm" in sys.argv:
            if "wait" in sys.argv:
                sys.stdout.write("occupé\n")
                sys.stdout.flush()
                while not Path(sys.argv[-1]).exists():  # the test says when it has typed
                    time.sleep(0.01)
            sys.stdout.write(f"confirm: {confirm('Supprimer le dossier « essai » ?', simple)}\n")
        else:
            session = FakeSession(Path(sys.argv[1]))
            first = welcome("/home/docteur/.local/share/medinstall", date(2026, 11, 22))
            run(session, today=TODAY, simple=simple, actions={}, first=first)
            sys.stdout.write("finished\n")
    except KeyboardInterrupt:
        sys.stdout.write("\ninterrompu\n")
        return 130
    except MedinstallError as error:
        sys.stderr.write(f"{layout(error, {})}\n")
        return error.exit_code
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
