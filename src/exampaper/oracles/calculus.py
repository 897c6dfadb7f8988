"""Calculus without a formula: slopes, areas, roots and optima of a function that can only be asked for its values."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from operator import mul
from typing import Any

Function = Callable[[float], Any]

_PIECES = 2000  # of an interval, in the search for roots and optima
_HALVINGS = 60  # of golden section search
_MOST_PIECES = 2000  # of an area
_STEP = 1 / 32  # of double exponential sums
_FARTHEST = 200  # of their points: t = 6.25, where they are 10^-176 from an end, or 10^176 away


class Undecided(ArithmeticError):
    """A numerical value that does not settle: the function is not smooth enough, or there is no such value."""


# ------------------------------------------------------------------ slopes


def slope(f: Function, at: Any) -> float:
    """The derivative of a real function at a point, by central differences.

    Good to about 1e-9 of the values of f around for a smooth function. Raises Undecided at a kink, at the edge of the
    domain, or where f is not smooth. Ridders (1982), “Accurate computation of F'(x) and F'(x) F''(x)”, Advances in
    Engineering Software 4; the extrapolation is Richardson's.

        slope(lambda x: x**3, 2)            # 12.0, to nine digits
    """
    x = float(at)
    for width in (0.1, 0.01, 1e-3, 1e-4, 1e-5):
        h = width * max(abs(x), 0.1)
        try:
            value, error, scale = _ridders(f, x, h)
        except (ValueError, ArithmeticError):  # beyond the edge of the domain: look closer
            continue
        if error <= 1e-6 * scale and not _is_kinked(f, x, h / 10, scale):
            return value
    raise Undecided(f"no slope at {at}: a kink, a jump, or the edge of the domain")


def _ridders(f: Function, x: float, h: float) -> tuple[float, float, float]:
    """The best extrapolation, its error, and the size of what it was made of.

    Ridders' table: a row for each width h, h / 1.4, …; in a row, each entry extrapolates from the one before it and
    from the one above that, which frees it of another even power of h (1.4² is 1.96).
    """
    first = _difference(f, x, h)
    above, best, error = [first], 0.0, math.inf
    for _ in range(9):
        h /= 1.4
        row = [_difference(f, x, h)]
        for order, coarser in enumerate(above, 1):
            row.append(row[-1] + (row[-1] - coarser) / (1.96**order - 1))
            difference = max(abs(row[-1] - row[-2]), abs(row[-1] - coarser))
            if difference < error:
                best, error = row[-1], difference
        above = row
    return best, error, max(abs(best), abs(first), abs(float(f(x))), 1e-300)


def _is_kinked(f: Function, x: float, h: float, scale: float) -> bool:
    """Whether the slopes on both sides differ, and still do an eighth as far away."""
    far, close = _bend(f, x, h), _bend(f, x, h / 8)
    return close > 1e-6 * scale and close > far / 2


def _bend(f: Function, x: float, h: float) -> float:
    """By how much the slope to the right of x differs from that to its left, each over a width h."""
    return abs(float(f(x + h)) - 2 * float(f(x)) + float(f(x - h))) / h


def _difference(f: Function, x: float, h: float) -> float:
    """The central difference quotient. Raises ValueError where f is not finite."""
    above, below = x + h, x - h
    value = (float(f(above)) - float(f(below))) / (above - below)
    if not math.isfinite(value):
        raise ValueError("not finite")
    return value


def complex_slope(f: Callable[[complex], complex], at: Any) -> float:
    """The derivative of a real function at a point, to all digits, by a step into the complex plane.

    f: analytic, made of + - * / ** and functions that take complex numbers, as those of this library do; not of abs,
    max or comparisons. Squire and Trapp (1998), “Using complex variables to estimate derivatives of real functions”.

        complex_slope(lambda x: exp(x) * sin(x), 0.5)
    """
    return complex(f(complex(float(at), 1e-200))).imag / 1e-200


def gradient(f: Callable[..., Any], at: Sequence[Any]) -> tuple[float, ...]:
    """The partial derivatives of f(x, y, …) at a point: `slope` along each axis.

    gradient(lambda x, y: x * y * y, at=(1, 2))            # (4.0, 4.0), to nine digits
    """
    point = [float(x) for x in at]

    def along(axis: int) -> Function:
        return lambda x: f(*point[:axis], x, *point[axis + 1 :])

    return tuple(slope(along(axis), x) for axis, x in enumerate(point))


def jacobian(f: Callable[..., Sequence[Any]], at: Sequence[Any]) -> tuple[tuple[float, ...], ...]:
    """The matrix of partial derivatives of a function that gives several values: a row for each value.

    jacobian(lambda x, y: (x * y, x + y), at=(1, 2))       # ((2.0, 1.0), (1.0, 1.0))
    """
    size = len(f(*map(float, at)))

    def component(row: int) -> Callable[..., Any]:
        return lambda *x: f(*x)[row]

    return tuple(gradient(component(row), at) for row in range(size))


def jacobian_determinant(f: Callable[..., Sequence[Any]], at: Sequence[Any]) -> float:
    """By how much a map stretches volumes at a point, with the sign of its orientation."""
    import numpy

    return float(numpy.linalg.det(numpy.array(jacobian(f, at))))


# ------------------------------------------------------------------ areas


def area(f: Function, low: Any, high: Any, *, breaks: Iterable[Any] = ()) -> float:
    """The definite integral of f from `low` to `high`; either may be infinite (`inf`).

    breaks: points where f jumps, or has a kink or a narrow peak. Good to about 1e-10 of the area of |f|; an integrable
    singularity at an end or a break does no harm. Raises Undecided where the integral does not settle.
    Takahasi and Mori (1974), “Double exponential formulas for numerical integration”.

        area(lambda x: exp(-x * x), -inf, inf)             # √π
        area(abs, -1, 2, breaks=[0])                       # 2.5
    """
    a, b = float(low), float(high)
    if a > b:
        return -area(f, b, a, breaks=breaks)
    inside = [x for x in map(float, breaks) if a < x < b]
    marks = sorted({a, b, *inside})
    if math.isinf(a) and math.isinf(b) and len(marks) == 2:
        marks.insert(1, 0.0)
    known = {piece: _double_exponential(f, *piece) for piece in pairwise(marks)} if a < b else {}
    enough = 1e-11 * math.fsum(size for _, size, _ in known.values())
    return math.fsum(_settled(f, known, enough))


def _settled(f: Function, known: Mapping[tuple[float, float], _Sums], enough: float) -> Iterator[float]:
    """The integrals over pieces, each halved for as long as two sums of it differ by more than `enough`.

    known: the sums of the pieces to begin with.
    """
    pieces = list(known)
    for _ in range(_MOST_PIECES):
        if not pieces:
            return
        a, b = pieces.pop()
        value, size, error = known.get((a, b)) or _double_exponential(f, a, b)
        if error <= max(enough, 1e-13 * size):
            yield value
        else:
            middle = _between(a, b)
            pieces += (middle, b), (a, middle)
    raise Undecided(f"the area does not settle: look at the function near {pieces[-1][0] if pieces else 0}")


def _between(a: float, b: float) -> float:
    """Where an interval is halved; an infinite one twice as far out as its end."""
    if math.isinf(b):
        return max(2 * a, a + 1)
    return min(2 * b, b - 1) if math.isinf(a) else a + (b - a) / 2


_Sums = tuple[float, float, float]
"""The sums of `_double_exponential`."""


def _double_exponential(f: Function, a: float, b: float) -> _Sums:
    """The integral over an interval, that of |f|, and how far the sum over every other point is off.

    The points x(t) are so dense towards the ends that the terms vanish doubly exponentially: the sum over all whole
    multiples of a step then is as good as the integral over t.
    """
    upper, lower = _terms(f, a, b, 1), _terms(f, a, b, -1)
    if not upper or not lower:
        raise Undecided(f"the area does not settle: look at the function near {a}")
    terms, left_out = upper + lower, _beyond(upper) + _beyond(lower)
    value = _STEP * math.fsum(term for _, term in terms)
    coarse = 2 * _STEP * math.fsum(term for number, term in terms if number % 2 == 0)
    size = _STEP * math.fsum(abs(term) for _, term in terms)
    return value, size, abs(value - coarse) + left_out


def _beyond(terms: list[tuple[int, float]]) -> float:
    """About what lies beyond the last point: the function there times the distance from the end, or from 0."""
    number, term = terms[-1]
    return abs(term) / (math.pi / 2 * math.cosh(number * _STEP))


def _terms(f: Function, a: float, b: float, direction: int) -> list[tuple[int, float]]:
    """The terms of the sum towards one end, until they vanish; the middle one belongs to the upper end."""
    terms: list[tuple[int, float]] = []
    largest, small = 0.0, 0  # how many terms in a row were next to nothing
    for number in range(0 if direction > 0 else 1, _FARTHEST + 1):
        x, weight = _node(a, b, direction * number * _STEP)
        if x in (a, b) or weight == 0:
            break
        term = float(f(x)) * weight
        if not math.isfinite(term):
            raise Undecided(f"the function is {f(x)} at {x}")
        terms.append((direction * number, term))
        largest = max(largest, abs(term))
        small = small + 1 if abs(term) <= 1e-18 * largest else 0
        if small > 8 and number * _STEP > 3:
            break
    return terms


def _node(a: float, b: float, t: float) -> tuple[float, float]:
    """The point x(t) of an interval, and its weight x'(t).

    Of a finite interval x = tanh(π/2 sinh t), moved and stretched; of an infinite one x = exp(π/2 sinh t) from its end.
    """
    s, rise = math.pi / 2 * math.sinh(t), math.pi / 2 * math.cosh(t)
    if math.isinf(b):
        return a + max(1, abs(a)) * math.exp(s), max(1, abs(a)) * rise * math.exp(s)
    if math.isinf(a):
        return b - max(1, abs(b)) * math.exp(-s), max(1, abs(b)) * rise * math.exp(-s)
    near = math.exp(-2 * abs(s))
    off = (b - a) * near / (1 + near)
    return (b - off if t >= 0 else a + off), (b - a) * 2 * rise * near / (1 + near) ** 2


def expected_normal(f: Function, mean: Any = 0, deviation: Any = 1) -> float:
    """The mean of f(X) for a normal X: Gauss-Hermite quadrature with 64 points, exact for polynomials up to degree 127.

    deviation: the standard deviation, not the variance.

        expected_normal(lambda x: x * x, mean=1, deviation=2)          # 1² + 2² = 5
    """
    nodes, weights = _hermite()
    centre, spread = float(mean), math.sqrt(2) * float(deviation)
    values = [float(f(centre + spread * node)) for node in nodes]
    return math.fsum(map(mul, weights, values)) / math.sqrt(math.pi)


@cache
def _hermite() -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Nodes and weights for the weight function exp(-x²)."""
    from numpy.polynomial.hermite import hermgauss

    nodes, weights = hermgauss(64)
    return tuple(nodes.tolist()), tuple(weights.tolist())


# ------------------------------------------------------------------ roots


def root(f: Function, low: Any, high: Any) -> float:
    """Where f changes its sign between two points at which its signs differ, to the last digit of a float (bisection).

    Raises ValueError when the signs are the same.

        root(lambda x: x * x - 2, 0, 2)     # √2
    """
    a, b = float(low), float(high)
    left, right = _sign(f(a)), _sign(f(b))
    if left == 0 or right == 0:
        return a if left == 0 else b
    if left == right:
        raise ValueError(f"the function has the same sign at {low} and {high}")
    while True:
        middle = a + (b - a) / 2
        if middle in (a, b):
            return middle
        sign = _sign(f(middle))
        if sign == 0:
            return middle
        a, b = (middle, b) if sign == left else (a, middle)


def _sign(value: Any) -> int:
    return int(value > 0) - int(value < 0)


def roots(f: Function, low: Any, high: Any, *, pieces: int = _PIECES) -> tuple[float, ...]:
    """All zeros of a continuous function in an interval, the smallest first.

    Two zeros in one of the `pieces` that the interval is searched in are not seen; a zero where f touches the axis is
    found to about 1e-7 of the interval. A zero at an end counts, and so does a jump over the axis.

        roots(sin, 1, 7)                    # (π, 2π)
    """
    points = _points(low, high, pieces)
    values = [float(f(x)) for x in points]
    zeros = [x for x, value in zip(points, values, strict=True) if value == 0]
    for (a, at_a), (b, at_b) in pairwise(zip(points, values, strict=True)):
        if at_a * at_b < 0:
            zeros.append(root(f, a, b))
    zeros += _touching(f, points, values)
    return tuple(sorted(zeros))


def _touching(f: Function, points: Sequence[float], values: Sequence[float]) -> list[float]:
    """Zeros without a change of sign: lowest points of |f| that are as good as zero."""
    zeros, noise = [], 1e-12 * max(map(abs, values))
    for n in range(1, len(points) - 1):
        before, here, after = values[n - 1 : n + 2]
        if before * here > 0 and here * after > 0 and abs(here) <= min(abs(before), abs(after)):
            x = _bottom(lambda x: abs(float(f(x))), points[n - 1], points[n + 1])
            if abs(float(f(x))) <= noise:
                zeros.append(x)
    return zeros


def _points(low: Any, high: Any, pieces: int) -> list[float]:
    """The ends of equal pieces of an interval: pieces + 1 points."""
    a, b = float(low), float(high)
    return [a + (b - a) * n / pieces for n in range(pieces)] + [b]


# ------------------------------------------------------------------ optima


def minima(f: Function, low: Any, high: Any, *, pieces: int = _PIECES) -> tuple[float, ...]:
    """All places in an interval where f is lower than around, ends included, the smallest place first.

    Two of them within one of the `pieces` that the interval is searched in are not told apart. Each is found to about
    1e-8 of the interval where f is smooth there or has a kink; of a flat bottom there is one place.

        minima(lambda x: (x * x - 1) ** 2, -2, 2)          # (-1.0, 1.0), to about 4e-8
    """
    points = _points(low, high, pieces)
    values = [math.inf, *map(float, map(f, points)), math.inf]
    places = []
    for n in range(len(points)):
        before, here, after = values[n : n + 3]
        if before > here <= after and _rises_after(values, n + 1):
            places.append(_bottom(f, points[max(n - 1, 0)], points[min(n + 1, pieces)]))
    return tuple(places)


def _rises_after(values: Sequence[float], at: int) -> bool:
    """Whether the first other value after a level stretch is higher."""
    for value in values[at:]:
        if value != values[at]:
            return value > values[at]
    return True


def _bottom(f: Function, a: float, b: float) -> float:
    """The lowest point between two that lie around one: golden section, then where the slope vanishes, or an end."""
    ratio = (math.sqrt(5) - 1) / 2
    low, high = a, b
    for _ in range(_HALVINGS):
        one, two = high - ratio * (high - low), low + ratio * (high - low)
        low, high = (low, two) if float(f(one)) <= float(f(two)) else (one, high)
    best = min((a, b, (low + high) / 2), key=lambda x: float(f(x)))
    return _level(f, a, b, best)


def _level(f: Function, a: float, b: float, best: float) -> float:
    """The zero of the slope between two points, where there is one beside the best point that values tell."""
    try:
        x = root(lambda x: slope(f, x), a, b) if a < best < b else best
    except (ValueError, ArithmeticError):
        return best
    return x if abs(x - best) <= 1e-3 * (b - a) else best


def maxima(f: Function, low: Any, high: Any, *, pieces: int = _PIECES) -> tuple[float, ...]:
    """All places in an interval where f is higher than around: see `minima`."""
    return minima(lambda x: -float(f(x)), low, high, pieces=pieces)


def lowest(f: Function, low: Any, high: Any, *, pieces: int = _PIECES) -> tuple[float, float]:
    """Where a function is lowest in an interval, ends included, and its value there; the first of several places.

    lowest(lambda x: (x - 1) ** 2 + 3, 0, 5)               # (1.0, 3.0)
    """
    x = min(minima(f, low, high, pieces=pieces), key=lambda x: float(f(x)))
    return x, float(f(x))


def highest(f: Function, low: Any, high: Any, *, pieces: int = _PIECES) -> tuple[float, float]:
    """Where a function is highest in an interval, ends included, and its value there; the first of several places."""
    x = min(maxima(f, low, high, pieces=pieces), key=lambda x: -float(f(x)))
    return x, float(f(x))
