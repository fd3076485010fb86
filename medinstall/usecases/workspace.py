"""The doctor's dossiers on this machine, and the plan of one of them."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from medinstall.actions import how_to
from medinstall.domain.pack import RulePack
from medinstall.domain.plan import Plan
from medinstall.domain.profile import Profile
from medinstall.dossier import home as homes
from medinstall.dossier import journal
from medinstall.dossier.events import Event
from medinstall.dossier.journal_parser import Header
from medinstall.dossier.replay import Dossier, replay
from medinstall.engine.plan import plan_of
from medinstall.errors import Refusal
from medinstall.rules.cache import load_rules
from medinstall.text import shown
from medinstall.usecases.profiles import build_profile

DEFAULT_NAME = "mon-installation"
_COPY = (
    "« {} » est sans doute une copie de ce dossier, faite par un service de synchronisation (Dropbox, OneDrive…) quand "
    "deux ordinateurs y ont écrit. Elle n’est pas lue : pour l’ouvrir, donnez-lui un nom de lettres et de chiffres ; "
    "sinon, effacez-la."
)


class Opened(NamedTuple):
    """A dossier as read: what its journal says, the profile it makes, and what there is to tell about it."""

    name: str
    dossier: Dossier
    profile: Profile
    notices: tuple[str, ...]


class Workspace:
    """Everything a command needs: where the dossiers are, the day of evaluation, the clock, the rules.

    `say` takes the sentences said beside results.
    """

    def __init__(
        self,
        environ: Mapping[str, str],
        today: date,
        clock: Callable[[], datetime],
        say: Callable[[str], None] = lambda _: None,
    ) -> None:
        self.today = today
        self.clock = clock
        self._say = say
        self._environ = environ
        self._noticed: set[str] = set()

    def tell(self, *sentences: str) -> None:
        """Say what there is to tell beside a result: what was saved, repaired, set aside, or did not work."""
        for sentence in sentences:
            self._say(sentence)

    def notice(self, *sentences: str) -> None:
        """Say what was found in reading a dossier: once, however often a command reads it."""
        new = [sentence for sentence in sentences if sentence not in self._noticed]
        self._noticed.update(new)
        self.tell(*new)

    def now(self) -> tuple[datetime, date]:
        """Return what every event carries: the moment it is written, the day of evaluation."""
        return self.clock(), self.today

    @cached_property
    def home(self) -> Path:
        """The data folder, created or not."""
        return homes.locate(self._environ)

    @property
    def zoning(self) -> Path:
        """Where the doctor's own zoning table is, or would be."""
        return self.home / "zonage.csv"

    @cached_property
    def pack(self) -> RulePack:
        """The rules."""
        return load_rules()

    def names(self) -> list[str]:
        """Return the names of the dossiers, sorted."""
        return homes.names(self.home)

    def pick(self, name: str | None) -> str:
        """Return the dossier meant: the one named, else the last used, else the only one. Raises Refusal."""
        if name is not None:
            return homes.spelling(self.home, name)
        found = self.default()
        if found is None:
            what = "le dernier dossier utilisé n’est pas connu" if self.names() else "vous n’avez pas encore de dossier"
            remedy = f"commencez avec « {how_to('begin')} », ou choisissez avec « {how_to('open_another')} »."
            raise Refusal(what, remedy=remedy, faults=self.names())
        return found

    def default(self) -> str | None:
        """Return the last dossier used, else the only one; None when there is none to choose."""
        last = homes.last_name(self.home)
        if last is not None:
            return last
        names = self.names()
        return names[0] if len(names) == 1 else None

    def read(self, name: str, until: date | None = None) -> Opened:
        """Return a dossier without holding it, as it was on the evening of `until`. Raises Refusal."""
        name = homes.spelling(self.home, name)
        found = journal.read(homes.journal_path(self.home, name), self.clock())
        return self._opened(name, replay(found.events, until), found.notices, until)

    def of_journal(self, held: journal.Journal) -> Opened:
        """Return the dossier of a journal held for writing."""
        return self._opened(held.name, replay(held.events()), held.notices, None)

    def profile_with(self, held: journal.Journal, event: Event) -> Profile:
        """Return the profile that one more event would make."""
        return self.profile_of(replay([*held.events(), event]))

    def profile_of(self, dossier: Dossier, day: date | None = None) -> Profile:
        """Return the profile that a dossier makes, today or on another day."""
        return build_profile(self.pack, dossier, day or self.today, self.zoning).profile

    def _opened(self, name: str, dossier: Dossier, notices: tuple[str, ...], until: date | None) -> Opened:
        built = build_profile(self.pack, dossier, until or self.today, self.zoning)
        copies = (_COPY.format(shown(each)) for each in homes.conflict_copies(self.home, name))
        return Opened(name, dossier, built.profile, (*notices, *built.quarantined, *copies))

    def plan(self, profile: Profile) -> Plan:
        """Return the plan of a profile."""
        return plan_of(self.pack, profile)

    def create(self, name: str, events: Iterable[Event] = ()) -> journal.Journal:
        """Return the journal of a new dossier, held for writing, `events` in it. Raises Refusal, and makes nothing."""
        self.check_new(name)
        path = homes.journal_path(homes.prepare(self.home), name)
        return journal.Journal.create(path, Header(name, self.clock(), self.pack.version), events)

    def check_new(self, name: str) -> None:
        """Raise Refusal when the name is wrong or taken."""
        if self.exists(homes.check_new_name(name)):
            known = homes.spelling(self.home, name)
            raise Refusal(
                f"le dossier « {known} » existe déjà",
                remedy=f"donnez un autre nom, ou reprenez-le avec « {how_to('resume', known)} »",
            )

    def hold(self, name: str) -> journal.Journal:
        """Return the journal of a dossier, held for writing. Raises Refusal, Locked."""
        path = homes.journal_path(self.home, homes.spelling(self.home, name))
        return journal.Journal.open(path, self.clock())

    @contextmanager
    def held(self, name: str) -> Iterator[tuple[journal.Journal, Opened]]:
        """Yield a dossier held for writing while the block runs. Raises Refusal, Locked.

        What opening its journal changed is told first: the doctor may be asked next, and go back.
        """
        with self.hold(name) as held:
            opened = self.of_journal(held)
            self.notice(*opened.notices)
            yield held, opened

    def remember(self, name: str) -> None:
        """Note the dossier in use, so that the next command finds it; when that cannot be done, it is told."""
        try:
            homes.set_last_name(self.home, homes.spelling(self.home, name))
        except Refusal as refusal:
            self.tell(f"{refusal.what[:1].upper()}{refusal.what[1:]}")

    def forget(self, name: str) -> list[Path]:
        """Remove a dossier and all its traces; return what was removed. Raises Refusal, Locked."""
        from medinstall.dossier.forget import delete

        return delete(self.home, name, self.clock())

    def exists(self, name: str) -> bool:
        """Tell whether a dossier has that name."""
        path = homes.journal_path(self.home, homes.spelling(self.home, name))
        return path.is_symlink() or path.exists()  # a link that leads nowhere is one too: it can be forgotten
