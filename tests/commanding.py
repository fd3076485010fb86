"""The command with its own data folder: what a doctor types, and what comes back."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from contextlib import chdir
from dataclasses import dataclass, field
from pathlib import Path
from unittest import mock

ROOT = Path(__file__).parents[1]
TODAY = "2026-11-22"
ANSWERS = """
specialite = "medecine_generale"
parcours = "jeune_diplome"
diplome = "france"
inscription_ordre = "non"
date_debut = 2027-03-31
commune = "45234"
zone = "zip"
qpv = false
france_ruralites = "non"
secteur = "secteur_1"
mode_exercice = "individuel"
cabinet = "creation"
local = "location"
travaux = false
local_logement = false
emprunt = false
conjoint_au_cabinet = false
date_signature_contrats = 2027-01-31
remplacement_recent = false
activite_salariee = false
personnel = "aucun"
medecin_traitant = true
cabinet_secondaire = "non"
consultations_avancees = 0
cesp = false
"""


@dataclass(frozen=True)
class Said:
    """What one run printed, no-break spaces made plain, lines joined for those that look for a sentence."""

    code: int
    out: str
    err: str

    @property
    def text(self) -> str:
        """Everything on stdout, on one line."""
        return " ".join(self.out.split())

    @property
    def told(self) -> str:
        """Everything on stderr, on one line."""
        return " ".join(self.err.split())


@dataclass
class Medinstall:
    """The program with its dossiers in `home`; `code` is the folder its package is taken from.

    It runs in this process, five times faster, unless `apart`: where the process itself is looked at, or other code.
    """

    home: Path
    code: Path = ROOT
    today: str = TODAY
    environ: Mapping[str, str] = field(default_factory=dict)
    apart: bool = False

    def __call__(self, *words: str, today: str = "") -> Said:
        """Run one command as of `today`, without a terminal."""
        environ = {
            **{name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ},  # Windows needs both
            "MEDINSTALL_HOME": str(self.home),
            "PYTHONPATH": str(self.code),
            "PYTHONIOENCODING": "utf-8",
            "COLUMNS": "100",
            **self.environ,
        }
        if self.apart or self.code != ROOT:
            return self._apart(environ, "--aujourdhui", today or self.today, *words)
        from tests.inside import inside  # which stands on this module

        with mock.patch.dict(os.environ, environ, clear=True), chdir(self.home.parent):
            done = inside(*words, day=("--aujourdhui", today or self.today))
        return Said(done.code, _plain(done.out), _plain(done.err))

    def _apart(self, environ: Mapping[str, str], *words: str) -> Said:
        done = subprocess.run(
            [sys.executable, "-m", "medinstall", *words],
            cwd=self.home.parent,
            env=environ,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=60,
            check=False,
        )
        return Said(done.returncode, _plain(done.stdout.decode("utf-8")), _plain(done.stderr.decode("utf-8")))

    @property
    def journal(self) -> Path:
        """The journal of the only dossier."""
        return self.home / "dossiers" / "essai.jsonl"

    def started(self, answers: str = ANSWERS) -> Medinstall:
        """Create the dossier « essai » from answers; return the program itself."""
        self.home.mkdir(parents=True, exist_ok=True)
        file = self.home.parent / "reponses.toml"
        if (self.code, self.today, self.apart) == (ROOT, TODAY, False):
            from tests.inside import started  # which stands on this module

            with mock.patch.dict(os.environ, {"MEDINSTALL_HOME": str(self.home)}):
                started(self.home, answers=answers, file=file)
            return self
        file.write_text(answers, encoding="utf-8")
        said = self("nouveau", "essai", "--reponses", str(file))
        assert said.code == 0, said.err
        return self


def copied(folder: Path) -> Path:
    """Return a checkout of the program in `folder`, whose rules may be edited."""
    skip = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "medinstall", folder / "medinstall", ignore=skip)
    shutil.copytree(ROOT / "data", folder / "data", ignore=skip)
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def _plain(output: str) -> str:
    return output.replace("\u00a0", " ").replace("\u202f", " ")
