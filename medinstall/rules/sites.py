"""The places in a rule where a value of some kind stands, and the rule with another one there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, TypeAlias, TypeVar

Path: TypeAlias = "tuple[str | int, ...]"
Rule = TypeVar("Rule")


def sites(rule: object, *kinds: type, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Yield every value of one of `kinds` inside a frozen rule, with the path that leads to it."""
    if isinstance(rule, kinds):
        yield path, rule
    if isinstance(rule, tuple):
        for place, item in zip(_places(rule), rule, strict=True):
            yield from sites(item, *kinds, path=(*path, place))


def passed(rule: object, path: Path) -> Iterator[object]:
    """Yield what a path goes through, the rule first."""
    for step in path:
        yield rule
        assert isinstance(rule, tuple)
        rule = rule[tuple(_places(rule)).index(step)]
    yield rule


def put(rule: Rule, path: Path, value: object) -> Rule:
    """Return `rule` with `value` at the end of `path`."""
    if not path:
        return value  # type: ignore[return-value]
    assert isinstance(rule, tuple)
    at = tuple(_places(rule)).index(path[0])
    parts = (*rule[:at], put(rule[at], path[1:], value), *rule[at + 1 :])
    changed: Rule = rule._make(parts) if hasattr(rule, "_make") else parts  # type: ignore[assignment]
    return changed


def _places(rule: tuple[object, ...]) -> Iterable[str | int]:
    """Return what leads to each part: the name of a field, or a number in a list."""
    named: tuple[str, ...] | None = getattr(rule, "_fields", None)
    return range(len(rule)) if named is None else named
