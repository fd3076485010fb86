"""Values worked out only when somebody looks at them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar, overload

Item_co = TypeVar("Item_co", covariant=True)


class Later(Sequence[Item_co], Generic[Item_co]):
    """A sequence that `make` gives when it is first read. Equal to whatever holds the same items in the same order."""

    __slots__ = ("_found", "_make")

    def __init__(self, make: Callable[[], tuple[Item_co, ...]]) -> None:
        self._make = make
        self._found: tuple[Item_co, ...] | None = None

    @property
    def items(self) -> tuple[Item_co, ...]:
        """The items themselves."""
        if self._found is None:
            self._found = self._make()
        return self._found

    @overload
    def __getitem__(self, place: int) -> Item_co: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Item_co, ...]: ...
    def __getitem__(self, place: int | slice) -> Item_co | tuple[Item_co, ...]:
        return self.items[place]

    def __len__(self) -> int:
        return len(self.items)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Later | tuple) and self.items == tuple(other)

    def __hash__(self) -> int:
        return hash(self.items)

    def __repr__(self) -> str:
        return repr(self.items)
