"""The elementary functions, for every kind of number: exact ones, floats, complex ones, SymPy's, NumPy's.

A real number gives a float (a complex one complex, an array an array, a SymPy value stays exact). An angle is in
radians unless the name says degrees.
"""

from __future__ import annotations

import cmath
import math
from collections.abc import Callable
from fractions import Fraction
from math import isqrt
from typing import Any

from exampaper.oracles.exact import exact

pi = math.pi
e = math.e
inf = math.inf

__all__ = [
    "acos",
    "acos_degrees",
    "asin",
    "asin_degrees",
    "atan",
    "atan_degrees",
    "cos",
    "cos_degrees",
    "cosh",
    "e",
    "exact_sqrt",
    "exp",
    "hypot",
    "inf",
    "isqrt",
    "log",
    "log2",
    "log10",
    "pi",
    "relu",
    "sigmoid",
    "sin",
    "sin_degrees",
    "sinh",
    "softmax",
    "sqrt",
    "tan",
    "tan_degrees",
    "tanh",
]


def _elementary(name: str, *, numpy_name: str = "", doc: str) -> Callable[[Any], Any]:
    """A function of this name for every kind of number, each by the library that knows its kind."""
    real: Callable[[Any], float] = getattr(math, name)

    def function(x: Any) -> Any:
        if hasattr(x, "free_symbols"):
            import sympy

            return getattr(sympy, name)(x)
        if isinstance(x, complex):
            return getattr(cmath, name)(x)
        if getattr(x, "shape", None):
            import numpy

            return getattr(numpy, numpy_name or name)(x)
        return real(x)

    function.__name__, function.__doc__ = name, doc
    return function


exp = _elementary("exp", doc="e to the power x.")
log = _elementary("log", doc="The natural logarithm. Raises ValueError where x is not positive.")
sqrt = _elementary("sqrt", doc="The square root, as a float: `exact_sqrt` gives a Fraction. Raises ValueError below 0.")
sin = _elementary("sin", doc="The sine of an angle in radians: `sin_degrees` takes degrees.")
cos = _elementary("cos", doc="The cosine of an angle in radians: `cos_degrees` takes degrees.")
tan = _elementary("tan", doc="The tangent of an angle in radians: `tan_degrees` takes degrees.")
asin = _elementary("asin", numpy_name="arcsin", doc="The angle in radians, -π/2 to π/2, with this sine.")
acos = _elementary("acos", numpy_name="arccos", doc="The angle in radians, 0 to π, with this cosine.")
atan = _elementary("atan", numpy_name="arctan", doc="The angle in radians, -π/2 to π/2, with this tangent.")
sinh = _elementary("sinh", doc="The hyperbolic sine.")
cosh = _elementary("cosh", doc="The hyperbolic cosine.")
tanh = _elementary("tanh", doc="The hyperbolic tangent.")


def log2(x: Any) -> float:
    """The logarithm to base 2: exact for powers of 2. Raises ValueError where x is not positive."""
    return math.log2(x)


def log10(x: Any) -> float:
    """The logarithm to base 10: exact for powers of 10. Raises ValueError where x is not positive."""
    return math.log10(x)


def hypot(*sides: Any) -> float:
    """The length of a vector: the square root of the sum of the squares."""
    return math.hypot(*sides)


def exact_sqrt(x: Any) -> Fraction:
    """The square root of an exact number, where that is a fraction. Raises ValueError where it is irrational.

    exact_sqrt(Fraction(9, 4))          # Fraction(3, 2)
    """
    square = exact(x)
    root = Fraction(isqrt(abs(square.numerator)), isqrt(square.denominator))
    if root * root != square:
        raise ValueError(f"{x} is no square of a fraction")
    return root


# ------------------------------------------------------------------ angles in degrees


def sin_degrees(angle: Any) -> float:
    """The sine of an angle in degrees: exact at multiples of 30."""
    return _turned(float(angle), 0)


def cos_degrees(angle: Any) -> float:
    """The cosine of an angle in degrees: exact at multiples of 30."""
    return _turned(float(angle), 90)


def tan_degrees(angle: Any) -> float:
    """The tangent of an angle in degrees: exact at multiples of 45. Raises ValueError at 90, 270, …"""
    if cos_degrees(angle) == 0:
        raise ValueError(f"no tangent of {angle} degrees")
    tangent = sin_degrees(angle) / cos_degrees(angle)
    return math.copysign(1, tangent) if angle % 90 == 45 else tangent


def _turned(angle: float, ahead: int) -> float:
    """The sine of an angle and as many degrees ahead, by an angle of the first quadrant with the same size of sine."""
    turn = (math.fmod(angle, 360) + ahead) % 360
    sign, turn = (-1, turn - 180) if turn >= 180 else (1, turn)
    turn = min(turn, 180 - turn)
    size = math.sin(math.radians(turn)) if turn <= 45 else math.cos(math.radians(90 - turn))
    return sign * (0.5 if turn == 30 else size) + 0.0  # no minus before a zero


def asin_degrees(x: Any) -> float:
    """The angle in degrees, -90 to 90, with this sine."""
    return math.degrees(math.asin(x))


def acos_degrees(x: Any) -> float:
    """The angle in degrees, 0 to 180, with this cosine."""
    return math.degrees(math.acos(x))


def atan_degrees(x: Any) -> float:
    """The angle in degrees, -90 to 90, with this tangent."""
    return math.degrees(math.atan(x))


# ------------------------------------------------------------------ of networks


def relu(x: Any) -> Any:
    """The rectifier: x, or 0 where x is negative; exact for exact numbers."""
    return max(x, 0)


def sigmoid(x: Any) -> Any:
    """The logistic function 1 / (1 + e^-x), without overflow."""
    if isinstance(x, complex) or hasattr(x, "free_symbols") or getattr(x, "shape", None):
        return 1 / (1 + exp(-x))
    return 1 / (1 + math.exp(-x)) if x >= 0 else math.exp(x) / (1 + math.exp(x))


def softmax(scores: Any) -> tuple[float, ...]:
    """The shares e^s / Σ e^s of a row of scores, without overflow: the largest score is taken off all of them first.

    softmax((0, log(3)))                # (0.25, 0.75)
    """
    most = max(scores)
    weights = [math.exp(score - most) for score in scores]
    total = sum(weights)
    return tuple(weight / total for weight in weights)
