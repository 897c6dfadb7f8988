"""SymPy values, corrupted and compared. SymPy is asked for numbers only: `simplify` may take for ever."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, islice, pairwise
from typing import Any

Corrupted = tuple[str, Any]
ENTRIES = 16  # of a matrix, that are changed
POINTS = 4  # at which two expressions are compared
FOR_POSITIVE = "right for positive letters only"


def wrong(value: Any) -> Iterator[Corrupted]:
    """Wrong values for an expression, a matrix, a set or a claim."""
    from sympy import Expr, MatrixBase, Set
    from sympy.core.relational import Relational
    from sympy.logic.boolalg import Boolean

    if isinstance(value, MatrixBase):
        return _matrices(value)
    if isinstance(value, Set):
        return _sets(value)
    if isinstance(value, Expr):
        return _expressions(value)
    if isinstance(value, Relational):
        return _relations(value)
    if isinstance(value, Boolean):
        return iter([("denied", ~value)])
    return iter(())


def _expressions(value: Any) -> Iterator[Corrupted]:
    """Plus one, doubled, another sign, coefficient or exponent; letters exchanged; right at a few points only."""
    from sympy import Abs, Symbol

    yield "one more", value + 1
    yield "doubled", 2 * value
    yield "sign", -value
    yield from _other_numbers(value)
    symbols = sorted(value.free_symbols, key=str)
    for first, second in pairwise(symbols):
        exchanged = {first: second, second: first}
        yield f"{first} and {second} exchanged", value.subs(exchanged, simultaneous=True)
    for x in symbols:
        if isinstance(x, Symbol):
            yield f"right at {x} = 0, 1 and 2 only", value + x * (x - 1) * (x - 2)
            yield FOR_POSITIVE, value.subs(x, Abs(x))


def _other_numbers(value: Any) -> Iterator[Corrupted]:
    """One coefficient or one exponent one more."""
    from sympy import Integer, Mul, Pow

    for power in islice(sorted(value.atoms(Pow), key=str), 3):
        if isinstance(power.exp, Integer) and power.exp > 0:
            yield "another exponent", value.xreplace({power: power.base ** (power.exp + 1)})
    for term in islice(sorted(value.atoms(Mul), key=str), 3):
        if isinstance(term.args[0], Integer):
            yield "another coefficient", value.xreplace({term: term + term / term.args[0]})


def _matrices(value: Any) -> Iterator[Corrupted]:
    """An entry one more, and another one less; transposed, the sign, doubled, rows exchanged."""
    rows, columns = value.shape
    places = [divmod(index, columns) for index in range(min(rows * columns, ENTRIES))]
    for i, j in places:
        yield "an entry one more", _with_entry(value, i, j, value[i, j] + 1)
    for (i, j), (k, m) in combinations(places, 2):
        if i == k or j == m or (i, j) == (m, k) or (i == j and k == m):
            more = _with_entry(value, i, j, value[i, j] + 1)
            yield "one entry more, another less", _with_entry(more, k, m, value[k, m] - 1)
    yield "doubled", 2 * value
    yield "transposed", value.T
    yield "sign", -value
    if rows > 1:
        order = [1, 0, *range(2, rows)]
        yield "rows exchanged", value.extract(order, list(range(columns)))


def _with_entry(value: Any, i: int, j: int, new: Any) -> Any:
    changed = value.as_mutable()
    changed[i, j] = new
    return type(value)(changed)


def _sets(value: Any) -> Iterator[Corrupted]:
    """A bound moved, opened or closed; an element dropped or added; the same for a part of what is made of sets."""
    from sympy import Complement, FiniteSet, Intersection, Interval, Union

    if isinstance(value, Interval):
        low, high, open_low, open_high = value.args
        yield "the lower bound one less", Interval(low - 1, high, open_low, open_high)
        yield "the upper bound one more", Interval(low, high + 1, open_low, open_high)
        yield "the lower bound opened or closed", Interval(low, high, not open_low, open_high)
        yield "the upper bound opened or closed", Interval(low, high, open_low, not open_high)
    if isinstance(value, FiniteSet):
        for item in list(value.args)[:6]:
            yield "one dropped", value - FiniteSet(item)
            yield "one changed", (value - FiniteSet(item)) | FiniteSet(item + 1)
    if isinstance(value, Union | Intersection | Complement):
        for index, part in enumerate(value.args):
            for how, other in _sets(part):
                yield how, value.func(*value.args[:index], other, *value.args[index + 1 :])


def _relations(value: Any) -> Iterator[Corrupted]:
    """Another right side; of an inequality, turned, and with or without its bound."""
    from sympy import Equality, Unequality

    left, right = value.args
    yield "the right side one more", value.func(left, right + 1)
    yield "the sign of the right side", value.func(left, -right)
    if not isinstance(value, Equality | Unequality):
        yield "turned", value.func(right, left)
        yield "strict or not", ~value.func(right, left)


def same(value: Any, other: Any) -> bool:
    """Whether both are the same: as they are written, entry by entry, or in value at some points."""
    from sympy import Expr, MatrixBase

    if isinstance(value, MatrixBase) and isinstance(other, MatrixBase):
        return bool(value.shape == other.shape) and all(map(same, value, other))
    if value == other:
        return True
    if not (isinstance(value, Expr) and isinstance(other, Expr)):
        return False
    compared = 0
    for point in range(POINTS):
        numbers = _numbers(value, other, point)
        if numbers is None:
            continue
        compared += 1
        one, two = numbers
        if abs(one - two) > 1e-9 * max(abs(one), abs(two), 1e-9):
            return False
    return compared > 0


def _numbers(value: Any, other: Any, point: int) -> tuple[complex, complex] | None:
    """Both values, with other numbers for the letters at each point; None where one is no number."""
    letters = sorted(value.free_symbols | other.free_symbols, key=str)
    at = {letter: _at(letter, index, point) for index, letter in enumerate(letters)}
    try:
        numbers = complex(value.subs(at).evalf()), complex(other.subs(at).evalf())
    except (TypeError, ValueError, ArithmeticError, AttributeError):
        return None
    return numbers if all(abs(number) < 1e300 for number in numbers) else None


def _at(symbol: Any, index: int, point: int) -> Any:
    """A value for a letter that its assumptions allow; without any, a negative one at every second point."""
    from sympy import Rational

    size = 3 + 2 * index + 5 * point
    exact = Rational(size) if symbol.is_integer else Rational(7 * size + 3, 13)
    negative = symbol.is_negative or (point % 2 and not symbol.is_nonnegative)
    return -exact if negative else exact
