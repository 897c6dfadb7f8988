"""What a typed formula is worth: exactly where it is rational, else as a float with a bound of its error.

The browser's marker does the same with the same numbers, so that both come to the same verdict.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from exampaper.answers.tree import Call, Expression, Letter, Negative, Number, Operation

BITS = 4096
"""Of an exact number: a larger one is computed as a float."""

EPSILON = 2.0**-52


class Undefined(ArithmeticError):
    """The formula has no value there: a division by zero, the root of a negative number, a letter without a value."""


@dataclass(frozen=True, slots=True)
class Approximate:
    """A float, and how far it can be from the true value by rounding."""

    value: float
    error: float = 0.0


def exact(tree: Expression) -> Fraction | None:
    """The value of a formula of rational numbers; None where it isn't one. Raises Undefined."""
    match tree:
        case Number():
            return tree.value
        case Negative():
            body = exact(tree.body)
            return None if body is None else -body
        case Operation():
            left, right = exact(tree.left), exact(tree.right)
            return None if left is None or right is None else _exactly(tree.operator, left, right)
        case Call() if tree.function in _EXACT:
            values = [exact(argument) for argument in tree.arguments]
            known = [value for value in values if value is not None]
            return _EXACT[tree.function](*known) if len(known) == len(values) else None
    return None


def _exactly(operator: str, left: Fraction, right: Fraction) -> Fraction | None:
    if operator == "/":
        if right == 0:
            raise Undefined("division by zero")
        return left / right
    if operator == "^":
        return _power(left, right)
    made = {"+": left.__add__, "-": left.__sub__, "*": left.__mul__}[operator](right)
    return made if made.numerator.bit_length() + made.denominator.bit_length() < BITS else None


def _power(base: Fraction, exponent: Fraction) -> Fraction | None:
    if exponent.denominator != 1:
        return None
    size = max(base.numerator.bit_length(), base.denominator.bit_length()) * abs(exponent.numerator)
    if size > BITS:
        return None
    if base == 0 and exponent < 0:
        raise Undefined("division by zero")
    return base**exponent.numerator


def _factorial(value: Fraction) -> Fraction | None:
    if value.denominator != 1 or not 0 <= value <= 20:
        return None
    return Fraction(math.factorial(value.numerator))


_EXACT: Mapping[str, Callable[..., Fraction | None]] = {
    "abs": abs,
    "floor": lambda x: Fraction(math.floor(x)),
    "ceil": lambda x: Fraction(math.ceil(x)),
    "sign": lambda x: Fraction((x > 0) - (x < 0)),
    "relu": lambda x: max(x, Fraction(0)),
    "min": min,
    "max": max,
    "factorial": _factorial,
}


# ------------------------------------------------------------------ floats


def approximate(tree: Expression, at: Mapping[str, float]) -> Approximate:
    """The value with numbers for the letters. Raises Undefined."""
    found = _approximate(tree, at)
    if not (math.isfinite(found.value) and math.isfinite(found.error)):
        raise Undefined("too large")
    return found


def _approximate(tree: Expression, at: Mapping[str, float]) -> Approximate:
    match tree:
        case Number():
            value = float(tree.value)
            return Approximate(value, 0.0 if Fraction(value) == tree.value else abs(value) * EPSILON)
        case Letter():
            return _letter(tree.name, at)
        case Negative():
            body = approximate(tree.body, at)
            return Approximate(-body.value, body.error)
        case Operation():
            return _operated(tree.operator, approximate(tree.left, at), approximate(tree.right, at))
        case Call():
            return _called(tree.function, [approximate(argument, at) for argument in tree.arguments])


_CONSTANTS = {"pi": math.pi, "e": math.e}


def _letter(name: str, at: Mapping[str, float]) -> Approximate:
    if name in at:
        return Approximate(at[name])
    if name in _CONSTANTS:
        return Approximate(_CONSTANTS[name], _CONSTANTS[name] * EPSILON)
    raise Undefined(f"no value for {name}")


def _operated(operator: str, left: Approximate, right: Approximate) -> Approximate:
    a, b, ea, eb = left.value, right.value, left.error, right.error
    match operator:
        case "+":
            return _rounded(a + b, ea + eb)
        case "-":
            return _rounded(a - b, ea + eb)
        case "*":
            return _rounded(a * b, abs(a) * eb + abs(b) * ea)
        case "/":
            if abs(b) <= eb:
                raise Undefined("division by zero")
            return _rounded(a / b, (ea + abs(a / b) * eb) / abs(b))
    return _spread(_raised, left, right)


def _rounded(value: float, error: float) -> Approximate:
    return Approximate(value, error + abs(value) * EPSILON)


def _raised(base: float, exponent: float) -> float:
    if base < 0 and exponent != round(exponent):
        raise Undefined("a root of a negative number")
    if base == 0 and exponent < 0:
        raise Undefined("division by zero")
    try:
        return math.pow(base, exponent)
    except OverflowError:
        raise Undefined("too large") from None


def _called(name: str, arguments: list[Approximate]) -> Approximate:
    if name in ("min", "max"):
        chosen = min if name == "min" else max
        return Approximate(
            chosen(argument.value for argument in arguments), max(argument.error for argument in arguments)
        )
    if name == "log" and len(arguments) == 2:
        natural = [_called("ln", [argument]) for argument in arguments]
        return _operated("/", *natural)
    if name == "binom":
        raise Undefined("only of whole numbers")
    return _spread(_FLOAT[name], *arguments)


def _spread(function: Callable[..., float], *arguments: Approximate) -> Approximate:
    """The value, and how much it moves when the arguments do within their errors."""
    value = _defined(function, *(argument.value for argument in arguments))
    error = 4 * abs(value) * EPSILON
    for place, argument in enumerate(arguments):
        if argument.error:
            moved = [other.value for other in arguments]
            moved[place] += argument.error
            error += abs(_defined(function, *moved) - value)
    return Approximate(value, error)


def _defined(function: Callable[..., float], *arguments: float) -> float:
    try:
        return function(*arguments)
    except (ValueError, OverflowError):
        raise Undefined("no value there") from None


_FLOAT: Mapping[str, Callable[[float], float]] = {
    "sqrt": math.sqrt,
    "exp": math.exp,
    "ln": math.log,
    "log": math.log,
    "log10": math.log10,
    "sin": math.sin,
    "cos": math.cos,
    "tan": math.tan,
    "cot": lambda x: 1 / math.tan(x),
    "sec": lambda x: 1 / math.cos(x),
    "csc": lambda x: 1 / math.sin(x),
    "arcsin": math.asin,
    "arccos": math.acos,
    "arctan": math.atan,
    "sinh": math.sinh,
    "cosh": math.cosh,
    "tanh": math.tanh,
    "abs": abs,
    "floor": math.floor,
    "ceil": math.ceil,
    "sign": lambda x: float((x > 0) - (x < 0)),
    "relu": lambda x: max(x, 0.0),
    "sigmoid": lambda x: 1 / (1 + math.exp(-x)),
    "factorial": lambda x: math.gamma(x + 1),
}


# ------------------------------------------------------------------ alike at points

CLOSE = 1e-9
"""The relative difference up to which two values are the same."""

LOST = 1e-4
"""A point at which rounding may have eaten so much of a value tells nothing."""


def alike(one: Approximate, other: Approximate) -> bool | None:
    """Whether two values agree; None where rounding hides it."""
    size = max(abs(one.value), abs(other.value))
    slack = 16 * (one.error + other.error)
    difference = abs(one.value - other.value)
    if difference <= CLOSE * size + slack:
        return None if slack > LOST * size and size > 0 and slack > 1e-12 else True
    return False
