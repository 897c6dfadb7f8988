"""Values as the functions of a question get them, and as parameters and answers hold them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import copy
from dataclasses import fields
from decimal import Decimal
from typing import Any

from exampaper.answers.collection import Elements, Rows
from exampaper.dec import Dec


def presented(value: Any) -> Any:
    """A decimal that computes with whatever it meets; a tuple of rows that can be transposed."""
    if isinstance(value, Decimal):
        return Dec(value)
    if isinstance(value, Elements):
        return Elements(map(presented, value))
    if isinstance(value, tuple) and not hasattr(value, "_fields"):
        items = tuple(map(presented, value))
        return Rows(items) if items and all(isinstance(item, tuple) for item in items) else items
    return value


def plain(value: Any) -> Any:
    """Decimals and tuples as parameters hold them: comparable, hashable, the same after a way through JSON."""
    if isinstance(value, Dec):
        return Decimal(value)
    if hasattr(value, "item") and not getattr(value, "shape", None):
        return value.item()  # a number of NumPy
    return tuple(map(plain, value)) if isinstance(value, tuple | list) else value


class Scope(dict[str, Any]):
    """What a function may ask for, by name; `text` is made when it is asked for."""

    def __init__(self, params: Any, answers: Any = None, text: Callable[[], str] | None = None) -> None:
        super().__init__()
        for holder in (params, answers):
            for field in () if holder is None else fields(holder):
                self[field.name] = presented(getattr(holder, field.name))
        self.update(params=params, answers=answers)
        self._text = text

    def __missing__(self, name: str) -> Any:
        if name == "text" and self._text is not None:
            return self._text()
        raise KeyError(name)

    def with_(self, more: Mapping[str, Any]) -> Scope:
        """The same with other values for some names."""
        scope = copy(self)
        for name, value in more.items():
            scope[name] = presented(value)
        return scope
