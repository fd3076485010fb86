"""Remembering what was made of readings, or of a large frozen value, so that nothing is worked out twice."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from functools import lru_cache, wraps
from operator import itemgetter
from typing import Generic, TypeVar

Key = TypeVar("Key")
Made = TypeVar("Made")
Seen = TypeVar("Seen", bound=Mapping[str, Hashable])

PACKS = 8
DAYS = 16_384  # forty-five years: more than the dates of a plan, or of all those a walk through time shows
SITUATIONS = 256  # one rule, in so many different situations: an interview meets a few dozen


class Kept(dict[Key, Made]):
    """What `make` makes of each key, made when first taken; forgotten together when there are `most` of them."""

    __slots__ = ("_make", "_most")

    def __init__(self, make: Callable[[Key], Made], most: int = DAYS) -> None:
        super().__init__()
        self._make = make
        self._most = most

    def __missing__(self, key: Key) -> Made:
        if len(self) >= self._most:
            self.clear()
        made = self[key] = self._make(key)
        return made


def by_readings(run: Callable[[Seen], Made], facts: Iterable[str], most: int = SITUATIONS) -> Callable[[Seen], Made]:
    """Return `run`, which depends on the readings of `facts` and on nothing else, remembering what it gave.

    `run` never gives None. Nothing is remembered of the first situation, for most commands meet no other; and a memory
    that fills up before it has served as often is given up.
    """
    read: Callable[[Seen], Hashable] | None = None
    known: dict[Hashable, Made] = {}
    served, remembers = 0, False

    def found(situation: Seen) -> Made:
        nonlocal read, served, remembers
        if not remembers or read is None:
            if read is None:
                read, remembers = _reader(facts), True
            return run(situation)
        key = read(situation)
        made = known.get(key)
        if made is not None:
            served += 1
            return made
        if len(known) >= most:
            remembers, served = served >= most, 0
            known.clear()
        made = known[key] = run(situation)
        return made

    return found


def _reader(facts: Iterable[str]) -> Callable[[Mapping[str, Hashable]], Hashable]:
    names = tuple(dict.fromkeys(facts))
    return itemgetter(*names) if names else lambda _: None


class Same(Generic[Key]):
    """A value as a cache key: equal when they are the very same object, so that nothing in it is hashed at each call.

    Hashing a rule pack costs many times the look-up it would save; the cache holds the object, its id cannot be reused.
    """

    __slots__ = ("held",)

    def __init__(self, held: Key) -> None:
        self.held = held

    def __hash__(self) -> int:
        return id(self.held)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and self.held is other.held


def by_identity(make: Callable[[Key], Made]) -> Callable[[Key], Made]:
    """Return `make`, which remembers what it made of the last few objects."""

    @lru_cache(PACKS)
    def remembered(key: Same[Key]) -> Made:
        return make(key.held)

    last: list[tuple[Key, Made]] = []  # nearly always the same one: not even a look-up then

    @wraps(make)
    def found(held: Key) -> Made:
        if last and last[0][0] is held:
            return last[0][1]
        last[:] = [(held, remembered(Same(held)))]
        return last[0][1]

    return found
