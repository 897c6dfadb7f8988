"""Formulas in letters: equal on the domain of their letters, whatever their form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from exampaper.answers.evaluate import Approximate, Undefined, alike, approximate
from exampaper.answers.kind import RIGHT, WRONG, AnswerType, Judgement, Verdict
from exampaper.answers.reader import read_expression
from exampaper.answers.tree import Expression

POINTS = 12
ENOUGH = 4
"""Points at which both have a value, before they are called equal."""

_SPREAD = (0.3721, 1.6184, 0.8435, 2.7193, 1.1347, 3.3862, 0.5679, 2.1531, 4.2298, 0.1913, 1.8766, 0.7052)


@dataclass(frozen=True, slots=True)
class Domain:
    """What a letter may stand for: numbers between two bounds (both open), perhaps whole ones only."""

    low: float = float("-inf")
    high: float = float("inf")
    whole: bool = False

    def at(self, point: int, letter: int) -> float:
        """A number of the domain: another one at each point and for each letter."""
        step = _SPREAD[(point + 5 * letter) % POINTS]
        if self.whole:
            first = 1 if self.low == float("-inf") else int(self.low) + 1
            return float(first + (7 * point + 3 * letter) % min(23, max(1.0, self.high - first)))
        if self.low == float("-inf") and self.high == float("inf"):
            return step if (point + letter) % 2 else -step
        if self.high == float("inf"):
            return self.low + step
        if self.low == float("-inf"):
            return self.high - step
        return self.low + (self.high - self.low) * step / 4.5


REAL = Domain()


@dataclass(frozen=True, slots=True)
class FormulaType(AnswerType):
    """A formula. letters: what may stand in it, each with its domain."""

    letters: Mapping[str, Domain] = field(default_factory=dict)

    def show(self, value: Any) -> str:
        from sympy import latex

        return str(latex(value, mat_str="pmatrix", mat_delim=""))

    def read(self, text: str) -> Expression:
        return read_expression(text.rpartition("=")[2], self.letters)

    def judge(self, key: Any, given: Expression) -> Judgement:
        agreed = [found for point in self.points(key) if (found := _agrees(key, given, point)) is not None]
        if agreed.count(False):
            return WRONG
        if len(agreed) < (ENOUGH if self.letters or _letters_of([key]) else 1):
            return Judgement(Verdict.UNDECIDED, "this cannot be compared here: see the model answer")
        return RIGHT

    def points(self, *values: Any) -> list[Mapping[str, float]]:
        """Numbers for the letters, all within their domains; where none are declared, for those of the values."""
        letters = self.letters or _letters_of(values)
        return [
            {name: domain.at(point, number) for number, (name, domain) in enumerate(sorted(letters.items()))}
            for point in range(POINTS if letters else 1)
        ]

    def same(self, one: Any, other: Any) -> bool:
        agreed = [_alike(_worth(one, point), _worth(other, point)) for point in map(_frozen, self.points(one, other))]
        known = [found for found in agreed if found is not None]
        return bool(known) and all(known)

    def spec(self) -> dict[str, Any]:
        return {"type": "formula", "letters": list(self.letters)}

    def key_data(self, value: Any) -> dict[str, Any]:
        """Points and values there: no closed form."""
        points = self.points(value)
        worth = [_worth(value, _frozen(point)) for point in points]
        return {"points": points, "values": [None if found is None else found.value for found in worth]}

    def convert(self, value: Any) -> Any:
        from sympy import sympify

        if isinstance(value, str):
            raise TypeError("a SymPy value is wanted, not text")
        return sympify(value)

    def spellings(self, value: Any) -> Iterator[str]:
        written = str(value)
        yield written
        yield written.replace("**", "^")
        yield f"({written.replace('**', '^').replace(' ', '')})"


def _letters_of(values: Sequence[Any]) -> dict[str, Domain]:
    """The letters of SymPy values, with what is assumed of them."""
    symbols = {symbol for value in values for symbol in getattr(value, "free_symbols", ())}
    return {symbol.name: _domain_of(symbol) for symbol in symbols}


def _domain_of(symbol: Any) -> Domain:
    low = 0.0 if symbol.is_positive or symbol.is_nonnegative else float("-inf")
    high = 0.0 if symbol.is_negative or symbol.is_nonpositive else float("inf")
    return Domain(low, high, bool(symbol.is_integer))


def _agrees(key: Any, given: Expression, point: Mapping[str, float]) -> bool | None:
    """Whether both agree at a point; None where that tells nothing: neither has a value, or rounding hides it."""
    try:
        typed = approximate(given, point)
    except Undefined:
        typed = None
    known = _worth(key, _frozen(point))
    if (typed is None) != (known is None):
        return None
    return _alike(known, typed)


def _alike(one: Approximate | None, other: Approximate | None) -> bool | None:
    return None if one is None or other is None else alike(one, other)


def _frozen(point: Mapping[str, float]) -> tuple[tuple[str, float], ...]:
    return tuple(sorted(point.items()))


@lru_cache(maxsize=65536)
def _worth(value: Any, point: tuple[tuple[str, float], ...]) -> Approximate | None:
    """The key's value at a point, by SymPy in thirty digits; None where it has none."""
    from sympy import Float, sympify

    numbers = {name: Float(number, 30) for name, number in point}
    expression = sympify(value)
    at = {symbol: numbers[symbol.name] for symbol in expression.free_symbols if symbol.name in numbers}
    found = expression.evalf(30, subs=at)
    if not (found.is_number and found.is_real and found.is_finite):
        return None
    return Approximate(float(found), abs(float(found)) * 2.0**-52)
