"""What a student typed, as a value that an author's `accepts` computes with.

A tree becomes a number where it has no letters, and a SymPy expression otherwise, built node by node: no text is ever
parsed by SymPy.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from exampaper.answers.number import Given, value_of
from exampaper.answers.tree import Call, Expression, Letter, Negative, Number, Operation, Unreadable

LARGEST_EXPONENT = 100
"""SymPy multiplies powers of sums out, and computes those of numbers, whatever their size."""


def typed_value(given: Any) -> Any:
    """The value of what `AnswerType.read` gives: numbers exact where they can be, tuples item by item, words as typed.

    Raises Unreadable for a formula without a value, and for one that is too large.
    """
    match given:
        case Given():
            return given.value
        case tuple():
            return tuple(map(typed_value, given))
        case Number() | Letter() | Negative() | Operation() | Call():
            return as_sympy(given) if letters(given) else value_of(given)
    return given


def letters(tree: Expression) -> set[str]:
    """The variables of a formula."""
    match tree:
        case Letter():
            return set() if tree.name in ("pi", "e", "oo") else {tree.name}
        case Negative():
            return letters(tree.body)
        case Operation():
            return letters(tree.left) | letters(tree.right)
        case Call():
            return set().union(*map(letters, tree.arguments))
    return set()


def as_sympy(tree: Expression) -> Any:
    """A formula as a SymPy expression. Raises Unreadable for an exponent that is too large."""
    import sympy

    match tree:
        case Number():
            return sympy.Rational(tree.value.numerator, tree.value.denominator)
        case Letter():
            constants = {"pi": sympy.pi, "e": sympy.E, "oo": sympy.oo}
            return constants.get(tree.name, sympy.Symbol(tree.name))
        case Negative():
            return -as_sympy(tree.body)
        case Operation():
            return _operation(tree)
    return _call(tree)


def _operation(tree: Operation) -> Any:
    left, right = as_sympy(tree.left), as_sympy(tree.right)
    match tree.operator:
        case "+":
            return left + right
        case "-":
            return left - right
        case "*":
            return left * right
        case "/":
            return left / right
    if right.is_number and (not right.is_finite or abs(right) > LARGEST_EXPONENT):
        raise Unreadable("this exponent is too large")
    return left**right


def _call(tree: Call) -> Any:
    import sympy

    known = {
        "arcsin": sympy.asin,
        "arccos": sympy.acos,
        "arctan": sympy.atan,
        "ln": sympy.log,
        "log10": lambda x: sympy.log(x, 10),
        "abs": sympy.Abs,
        "ceil": sympy.ceiling,
        "min": sympy.Min,
        "max": sympy.Max,
        "binom": sympy.binomial,
        "frac": lambda top, bottom: top / bottom,
        "relu": lambda x: sympy.Max(x, 0),
        "sigmoid": lambda x: 1 / (1 + sympy.exp(-x)),
    }
    function = known.get(tree.function) or getattr(sympy, tree.function, None)
    if function is None:
        raise Unreadable(f"{tree.function} is not understood here")
    return function(*map(as_sympy, tree.arguments))


def as_given(value: Any) -> Any:
    """A key, as `accepts` is given it: decimals are fractions, rows tuples, as if they had been typed."""
    if isinstance(value, tuple | list):
        return tuple(map(as_given, value))
    if isinstance(value, bool | str | float) or not hasattr(value, "as_integer_ratio"):
        return value
    return Fraction(value)
