"""Changing one thing in a rule: every place where a value of some kind stands, and the rule with another one there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeAlias, TypeVar

Path: TypeAlias = "tuple[str | int, ...]"
Rule = TypeVar("Rule")


def sites(rule: object, *kinds: type, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Yield every value of one of `kinds` inside a frozen rule, with the path that leads to it."""
    if isinstance(rule, kinds):
        yield path, rule
    if isinstance(rule, tuple):
        for place, item in enumerate(rule):
            yield from sites(item, *kinds, path=(*path, place))
    elif is_dataclass(rule):
        for field in fields(rule):
            yield from sites(getattr(rule, field.name), *kinds, path=(*path, field.name))


def put(rule: Rule, path: Path, value: object) -> Rule:
    """Return `rule` with `value` at the end of `path`."""
    if not path:
        return value  # type: ignore[return-value]
    first, rest = path[0], path[1:]
    if isinstance(rule, tuple):
        assert isinstance(first, int)
        changed = put(rule[first], rest, value)
        return (*rule[:first], changed, *rule[first + 1 :])  # type: ignore[return-value]
    assert isinstance(first, str)
    return replace(rule, **{first: put(getattr(rule, first), rest, value)})  # type: ignore[type-var]
