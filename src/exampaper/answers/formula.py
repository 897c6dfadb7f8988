"""Formulas in letters: equal on the domain of their letters, whatever their form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from math import inf, isinf
from typing import Any

from exampaper.answers.evaluate import EPSILON, Approximate, Undefined, alike, approximate
from exampaper.answers.kind import RIGHT, WRONG, AnswerType, Judgement, Verdict
from exampaper.answers.reader import read_expression
from exampaper.answers.tree import Expression

POINTS = 12
"""Points of the domain at which two formulas are compared."""

ENOUGH = 4
"""Points at which both must have a value before they are called equal."""

# Without any pattern, so that two different formulas rarely agree at all of them (Schwartz, "Fast probabilistic
# algorithms for verification of polynomial identities", 1980; fixed here, so that a verdict can be repeated).
_SPREAD = (0.3721, 1.6184, 0.8435, 2.7193, 1.1347, 3.3862, 0.5679, 2.1531, 4.2298, 0.1913, 1.8766, 0.7052)

_NOISE = 1e-100
"""What SymPy computes to thirty digits, and finds smaller than this, may be zero."""


@dataclass(frozen=True, slots=True)
class Domain:
    """What a letter may stand for: numbers between two bounds, both excluded; `whole` for integers only.

    step: 2 for every second integer from the lower bound on.
    """

    low: float = -inf
    high: float = inf
    whole: bool = False
    step: int = 1

    def at(self, point: int, letter: int) -> float:
        """A number of the domain: a different one for each point and each letter, both counted from 0."""
        if self.whole:
            return self._whole_at(point, letter)
        step = _SPREAD[(point + 5 * letter) % POINTS]
        match isinf(self.low), isinf(self.high):
            case True, True:
                return step if (point + letter) % 2 else -step
            case False, True:
                return self.low + step
            case True, False:
                return self.high - step
        return self.low + (self.high - self.low) * step / 4.5

    def _whole_at(self, point: int, letter: int) -> float:
        first = 1 if isinf(self.low) else int(self.low) + 1
        count = min(23, max(1.0, (self.high - first) / self.step))
        return float(first + self.step * ((7 * point + 3 * letter) % count))


REAL = Domain()


@dataclass(frozen=True, slots=True)
class FormulaType(AnswerType):
    """A formula. letters: the letters that may occur in it, each with its domain."""

    letters: Mapping[str, Domain] = field(default_factory=dict)

    def show(self, value: Any) -> str:
        from sympy import latex

        return str(latex(value, mat_str="pmatrix", mat_delim=""))

    def read(self, text: str) -> Expression:
        return read_expression(text.rpartition("=")[2], self.letters)

    def judge(self, key: Any, given: Expression) -> Judgement:
        agreements = 0
        for point in self.points(key):
            agrees = _agrees(key, given, point)
            if agrees is False:
                return WRONG
            agreements += agrees is True
        has_letters = bool(self.letters or _letters_of([key]))
        if agreements < (ENOUGH if has_letters else 1):
            return Judgement(Verdict.UNDECIDED, "this cannot be compared here: see the model answer")
        return RIGHT

    def points(self, *values: Any) -> list[Mapping[str, float]]:
        """Points at which formulas are compared: a number of its domain for each letter.

        values: keys, whose letters are taken where the type declares none. A single point where there are no letters.
        """
        letters = sorted((self.letters or _letters_of(values)).items())
        points: list[Mapping[str, float]] = []
        for point in range(POINTS if letters else 1):
            points.append({name: domain.at(point, number) for number, (name, domain) in enumerate(letters)})
        return points

    def same(self, one: Any, other: Any) -> bool:
        agreements = 0
        for point in map(_frozen, self.points(one, other)):
            agrees = _alike(_value_at(one, point), _value_at(other, point))
            if agrees is False:
                return False
            agreements += agrees is True
        return agreements > 0

    def spec(self) -> dict[str, Any]:
        return {"type": "formula", "letters": list(self.letters)}

    def key_data(self, value: Any) -> dict[str, Any]:
        """The points and the values there, not the formula itself: a page does not give its key away."""
        points = self.points(value)
        values: list[float | None] = []
        for point in points:
            worth = _value_at(value, _frozen(point))
            values.append(None if worth is None else worth.value)
        return {"points": points, "values": values}

    def convert(self, value: Any) -> Any:
        from sympy import sympify

        if isinstance(value, str):
            raise TypeError("expected a SymPy value, not text")
        return sympify(value)

    def spellings(self, value: Any) -> Iterator[str]:
        written = str(value)
        yield written
        yield written.replace("**", "^")
        yield f"({written.replace('**', '^').replace(' ', '')})"


def _letters_of(values: Sequence[Any]) -> dict[str, Domain]:
    """The letters of SymPy values, with the domains that SymPy's assumptions give them."""
    letters: dict[str, Domain] = {}
    for value in values:
        for symbol in getattr(value, "free_symbols", ()):
            letters[symbol.name] = _domain_of(symbol)
    return letters


def _domain_of(symbol: Any) -> Domain:
    low = 0.0 if symbol.is_positive or symbol.is_nonnegative else -inf
    high = 0.0 if symbol.is_negative or symbol.is_nonpositive else inf
    return Domain(low, high, bool(symbol.is_integer))


def _agrees(key: Any, given: Expression, point: Mapping[str, float]) -> bool | None:
    """Whether both agree at a point; None where that tells nothing: one has no value, or rounding hides it."""
    try:
        typed = approximate(given, point)
    except Undefined:
        return None
    return _alike(_value_at(key, _frozen(point)), typed)


def _alike(one: Approximate | None, other: Approximate | None) -> bool | None:
    if one is None or other is None:
        return None
    return alike(one, other)


def _frozen(point: Mapping[str, float]) -> tuple[tuple[str, float], ...]:
    return tuple(sorted(point.items()))


@lru_cache(maxsize=65536)
def _value_at(value: Any, point: tuple[tuple[str, float], ...]) -> Approximate | None:
    """The value of a key at a point, by SymPy with thirty digits; None where it has no finite real one."""
    from sympy import Float, sympify

    numbers = {name: Float(number, 30) for name, number in point}
    expression = sympify(value)
    at = {symbol: numbers[symbol.name] for symbol in expression.free_symbols if symbol.name in numbers}
    result = expression.evalf(30, subs=at)
    if not (result.is_number and result.is_real and result.is_finite):
        return None
    if abs(result) < _NOISE:  # a difference that cancels, such as n - 1 at 1
        whole = {symbol: int(number) for symbol, number in at.items() if float(number).is_integer()}
        result = expression.subs(whole).evalf(30, subs=at)
    return Approximate(float(result), abs(float(result)) * EPSILON)
