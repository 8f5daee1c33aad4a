"""A mapping that does not change, pickles and copies; the standard one (mappingproxy) does not."""

from __future__ import annotations

from typing import Any, Generic, NoReturn, TypeVar

__all__ = ["FrozenMap"]

K = TypeVar("K")
V = TypeVar("V")


class FrozenMap(dict[K, V], Generic[K, V]):
    """A dict that refuses every change after it was made."""

    __slots__ = ()

    def _refuse(self, *_args: object, **_kwargs: object) -> NoReturn:
        message = "this mapping cannot be changed; make a new one with dict(mapping)"
        raise TypeError(message)

    __setitem__ = __delitem__ = _refuse
    clear = pop = popitem = setdefault = update = __ior__ = _refuse

    def __hash__(self) -> int:  # type: ignore[override]  # a dict has no hash; this one never changes
        """Hash the set of items, so that values that hold a mapping can be hashed."""
        return hash(frozenset(self.items()))

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle and copy through a plain dict."""
        return type(self), (dict(self),)
