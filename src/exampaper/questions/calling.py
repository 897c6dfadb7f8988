"""Functions of a question take what they need by name: parameters, answers, or all of them at once.

As pytest does with fixtures: `def solve(power, rate)` is given these two; `def solve(params)` all parameters.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from pathlib import Path
from typing import Any, get_args

from exampaper.faults import fault, nearest

CONVERTED: Mapping[str, Callable[[Any], Any]] = {"float": float, "Fraction": Fraction, "int": int}
"""What an annotation converts to: `def check(rate: float)` is given a float, whatever was drawn."""


@dataclass(frozen=True, slots=True)
class Named:
    """A function, and the names that it asks for. optional: those it has a value of its own for.

    by_place: where it is called by place instead, what stands at each.
    """

    function: Callable[..., Any]
    names: tuple[str, ...]
    optional: frozenset[str] = frozenset()
    conversions: Mapping[str, Callable[[Any], Any]] = field(default_factory=dict)
    by_place: tuple[str, ...] = ()

    @classmethod
    def of(cls, function: Callable[..., Any], file: Path | None) -> Named:
        """Raises Faulty for *args and **kwargs: what they would be is not said."""
        names, optional, conversions = [], set(), {}
        for name, parameter in inspect.signature(function).parameters.items():
            if parameter.kind in (parameter.VAR_POSITIONAL, parameter.VAR_KEYWORD):
                line = function.__code__.co_firstlineno
                raise fault(f"{function.__name__} takes *{name}", file, line, "name what it needs, one by one")
            names.append(name)
            if parameter.default is not parameter.empty:
                optional.add(name)
            wanted = getattr(parameter.annotation, "__name__", parameter.annotation)
            if wanted in CONVERTED:
                conversions[name] = CONVERTED[wanted]
        return cls(function, tuple(names), frozenset(optional), conversions)

    @property
    def label(self) -> str:
        return self.function.__name__

    @property
    def line(self) -> int:
        return self.function.__code__.co_firstlineno

    def __call__(self, values: Mapping[str, Any]) -> Any:
        """The function with the values of its names. Raises KeyError for one that is not there."""
        if self.by_place:
            return self.function(*map(values.__getitem__, self.by_place[: len(self.names)]))
        arguments: dict[str, Any] = {}
        for name in self.names:
            if name in values or name not in self.optional:
                value, convert = values[name], self.conversions.get(name)
                arguments[name] = value if convert is None or value is None else _converted(convert, value)
        return self.function(**arguments)

    def or_by_place(self, places: tuple[str, ...], known: Iterable[str]) -> Named:
        """The same, called by place if its first name is nothing that is known, or is said to be Params: solve(p)."""
        first, *_ = inspect.signature(self.function).parameters.values() or [None]
        if first is None or len(self.names) > len(places):
            return self
        is_params = getattr(first.annotation, "__name__", first.annotation) == "Params"
        return replace(self, by_place=places) if is_params or first.name not in known else self

    def see_names(self, known: Iterable[str], file: Path) -> None:
        """Raises Faulty for a name that nothing is called by, with the line of the function."""
        if self.by_place:
            return
        names = [*known]
        for name in self.names:
            if name not in names and name not in self.optional:
                message = f"{self.label} asks for {name!r}, which is neither drawn nor answered"
                raise fault(message, file, self.line, nearest(name, names))


def shape(what: str, value: Any, wanted: type, items: Any = None) -> None:
    """Raises TypeError where a question's function does not give what it is to give."""
    if not isinstance(value, wanted):
        raise TypeError(f"{what} gives {type(value).__name__}, not {wanted.__name__}")
    inside: Any = value.values() if isinstance(value, Mapping) else value
    for item in inside if items else ():
        if not isinstance(item, items):
            kinds = " or ".join(kind.__name__ for kind in get_args(items) or (items,))
            raise TypeError(f"{what} gives {type(item).__name__} where {kinds} belongs")


def _converted(convert: Callable[[Any], Any], value: Any) -> Any:
    return tuple(_converted(convert, item) for item in value) if isinstance(value, tuple) else convert(value)
