"""The value of a typed formula: exact where it is rational, otherwise a float with a bound on its rounding error.

The bound is a running error analysis (Higham, Accuracy and Stability of Numerical Algorithms, 2nd ed., section 3.3):
each operation adds its own rounding error to those that its operands bring along. The browser's marker computes the
same bounds, so that both reach the same verdict.
"""

from __future__ import annotations

import math
import operator as operators
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from exampaper.answers.tree import Call, Expression, Letter, Negative, Number, Operation

BITS = 4096
"""Most bits of an exact number; a larger one is computed as a float."""

EPSILON = 2.0**-52
"""The distance from 1 to the next float: twice the largest relative error of one rounding."""


class Undefined(ArithmeticError):
    """The formula has no value there: a division by zero, the root of a negative number, a letter without a value."""


@dataclass(frozen=True, slots=True)
class Approximate:
    """A float, and a bound on its distance from the true value."""

    value: float
    error: float = 0.0


def exact(tree: Expression) -> Fraction | None:
    """The value of a formula as a fraction; None where it is not rational, or too large to be kept exactly.

    Raises Undefined for a division by zero.
    """
    match tree:
        case Number():
            return tree.value
        case Negative():
            body = exact(tree.body)
            return None if body is None else -body
        case Operation():
            left, right = exact(tree.left), exact(tree.right)
            if left is None or right is None:
                return None
            return _exact_operation(tree.operator, left, right)
        case Call() if tree.function in _EXACT:
            return _exact_call(tree)
    return None


def _exact_call(tree: Call) -> Fraction | None:
    arguments = []
    for argument in tree.arguments:
        value = exact(argument)
        if value is None:
            return None
        arguments.append(value)
    return _EXACT[tree.function](*arguments)


def _exact_operation(operator: str, left: Fraction, right: Fraction) -> Fraction | None:
    if operator == "/":
        if right == 0:
            raise Undefined("division by zero")
        return left / right
    if operator == "^":
        return _power(left, right)
    result = _RATIONAL[operator](left, right)
    bits = result.numerator.bit_length() + result.denominator.bit_length()
    return result if bits < BITS else None


_RATIONAL: Mapping[str, Callable[[Fraction, Fraction], Fraction]] = {
    "+": operators.add,
    "-": operators.sub,
    "*": operators.mul,
}


def _power(base: Fraction, exponent: Fraction) -> Fraction | None:
    if exponent.denominator != 1:
        return None
    bits = max(base.numerator.bit_length(), base.denominator.bit_length())
    if bits * abs(exponent.numerator) > BITS:
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
    """The value of a formula as a float, with a bound on its error.

    at: a number for each letter. Raises Undefined where the formula has no value, or none that a float can hold.
    """
    result = _approximate(tree, at)
    if not (math.isfinite(result.value) and math.isfinite(result.error)):
        raise Undefined("too large")
    return result


def _approximate(tree: Expression, at: Mapping[str, float]) -> Approximate:
    match tree:
        case Number():
            try:
                value = float(tree.value)
            except OverflowError:
                raise Undefined("too large") from None
            is_exact = Fraction(value) == tree.value
            return Approximate(value, 0.0 if is_exact else abs(value) * EPSILON)
        case Letter():
            return _letter(tree.name, at)
        case Negative():
            body = approximate(tree.body, at)
            return Approximate(-body.value, body.error)
        case Operation():
            return _operation(tree.operator, approximate(tree.left, at), approximate(tree.right, at))
        case Call():
            return _call(tree.function, [approximate(argument, at) for argument in tree.arguments])


_CONSTANTS = {"pi": math.pi, "e": math.e}


def _letter(name: str, at: Mapping[str, float]) -> Approximate:
    if name in at:
        return Approximate(at[name])
    if name in _CONSTANTS:
        return Approximate(_CONSTANTS[name], _CONSTANTS[name] * EPSILON)
    raise Undefined(f"no value for {name}")


def _operation(operator: str, left: Approximate, right: Approximate) -> Approximate:
    """The propagated error to first order: absolute errors add up in sums, relative ones in products and quotients."""
    a, a_error = left.value, left.error
    b, b_error = right.value, right.error
    match operator:
        case "+":
            return _rounded(a + b, a_error + b_error)
        case "-":
            return _rounded(a - b, a_error + b_error)
        case "*":
            return _rounded(a * b, abs(a) * b_error + abs(b) * a_error)
        case "/":
            if abs(b) <= b_error:
                raise Undefined("division by zero")
            quotient = a / b
            return _rounded(quotient, (a_error + abs(quotient) * b_error) / abs(b))
    return _propagated(_raised, left, right)


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


def _call(name: str, arguments: list[Approximate]) -> Approximate:
    if name in ("min", "max"):
        choose = min if name == "min" else max
        values = [argument.value for argument in arguments]
        errors = [argument.error for argument in arguments]
        return Approximate(choose(values), max(errors))
    if name == "log" and len(arguments) == 2:
        argument, base = arguments
        return _operation("/", _call("ln", [argument]), _call("ln", [base]))
    if name == "binom":
        raise Undefined("only of whole numbers")
    return _propagated(_FLOAT[name], *arguments)


def _propagated(function: Callable[..., float], *arguments: Approximate) -> Approximate:
    """The value of a function, and how far it moves when each argument moves by its error."""
    values = [argument.value for argument in arguments]
    value = _defined(function, values)
    error = 4 * abs(value) * EPSILON  # the libraries of Python and browsers differ in the last digits
    for place, argument in enumerate(arguments):
        if argument.error:
            moved = values.copy()
            moved[place] += argument.error
            error += abs(_defined(function, moved) - value)
    return Approximate(value, error)


def _defined(function: Callable[..., float], arguments: list[float]) -> float:
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


# ------------------------------------------------------------------ comparing two values

CLOSE = 1e-9
"""The relative difference up to which two values are the same."""

LOST = 1e-4
"""The relative rounding error from which on a comparison tells nothing."""

TINY = 1e-12
"""An absolute error so small that a comparison still counts: of values near zero every relative error is large."""


def alike(one: Approximate, other: Approximate) -> bool | None:
    """Whether two values agree; None where rounding errors hide it."""
    size = max(abs(one.value), abs(other.value))
    slack = 16 * (one.error + other.error)
    if abs(one.value - other.value) > CLOSE * size + slack:
        return False
    is_hidden = size > 0 and slack > LOST * size and slack > TINY
    return None if is_hidden else True
