"""Orders of growth: O(n log n), with or without the O, constants and lower terms.

Two functions have the same order where their quotient tends to a positive constant. So the logarithm of the quotient
is computed at two very large sizes; it must not move from one to the other. With several letters, this is done along
several directions in which they grow. Everything is computed in logarithms, for the values themselves overflow.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import permutations
from typing import Any

from exampaper.answers.evaluate import Undefined
from exampaper.answers.kind import RIGHT, WRONG, AnswerType, Judgement, Verdict
from exampaper.answers.reader import read_expression
from exampaper.answers.tree import Call, Expression, Letter, Negative, Number, Operation

CLOSE = 0.05
"""How far the logarithm of the quotient may move between the two sizes where the orders are the same."""

SIZES = (1e6, 1e12)
"""ln n where no letter is in an exponent: so large that lower terms and constants no longer count."""

SMALL_SIZES = (5.0, 6.4)
"""ln n where one is: n is 148 and 602, and the logarithm of 2^n still fits into a float."""

SLOWER = 0.6
"""The speed of a letter that grows more slowly than the others: n is then the 0.6th power of what they are."""

STILL = 0.5
"""ln n of a letter that does not grow."""


@dataclass(frozen=True, slots=True)
class OrderType(AnswerType):
    """The order of growth in some letters, which grow independently of each other."""

    letters: tuple[str, ...] = ("n",)

    def show(self, value: Any) -> str:
        text = value if isinstance(value, str) else _latex(value)
        return text if text.lstrip().startswith(("O", r"\mathcal", r"\Theta")) else rf"O({text})"

    def read(self, text: str) -> Expression:
        return read_expression(_inside(text), self.letters)

    def judge(self, key: Any, given: Expression) -> Judgement:
        key = self.read(_plain(key))
        sizes = SMALL_SIZES if _is_exponential(key) or _is_exponential(given) else SIZES
        moves = []
        for speeds in self._directions():
            move = _move(key, given, speeds, sizes)
            if move is not None:
                moves.append(move)
        if not moves:
            return Judgement(Verdict.UNDECIDED, "this cannot be compared here: see the model answer")
        return RIGHT if max(moves) < CLOSE else WRONG

    def _directions(self) -> Iterator[dict[str, float]]:
        """The directions of growth, as a speed for each letter.

        Each letter alone, all alike, and each pair with one of them slower, alone and with all the others.
        """
        none_grows, all_grow = dict.fromkeys(self.letters, 0.0), dict.fromkeys(self.letters, 1.0)
        for name in self.letters:
            yield none_grows | {name: 1.0}
        yield all_grow
        for fast, slow in permutations(self.letters, 2):
            yield none_grows | {fast: 1.0, slow: SLOWER}
            yield all_grow | {slow: SLOWER}

    def same(self, one: Any, other: Any) -> bool:
        return self.judge(one, self.read(_plain(other))).right

    def spec(self) -> dict[str, Any]:
        return {"type": "order", "letters": list(self.letters)}

    def key_data(self, value: Any) -> str:
        return _plain(value)

    def spellings(self, value: Any) -> Iterator[str]:
        written = _plain(value)
        yield f"O({written})"
        yield written
        yield f"O(3*({written}) + 1)"


def _inside(text: str) -> str:
    """What stands between the brackets of O(…); the text itself where there is no O."""
    plain = text.strip().strip("$").replace(r"\mathcal{O}", "O").replace(r"\left", "").replace(r"\right", "")
    landau = re.fullmatch(r"\s*(?:O|Θ|\\Theta|Theta|Ω)\s*\((.*)\)\s*", plain, re.DOTALL)
    return landau[1] if landau else plain


def _plain(value: Any) -> str:
    """A key, text or SymPy's, as a student would type it."""
    return _inside(value) if isinstance(value, str) else str(value).replace("**", "^")


def _latex(value: Any) -> str:
    from sympy import latex

    return str(latex(value))


def _is_exponential(tree: Expression) -> bool:
    """Whether a letter is in an exponent, or in a factorial."""
    match tree:
        case Operation("^", base, exponent):
            return _has_letter(exponent) or _is_exponential(base)
        case Operation():
            return _is_exponential(tree.left) or _is_exponential(tree.right)
        case Negative():
            return _is_exponential(tree.body)
        case Call():
            grows = tree.function in ("exp", "factorial") and _has_letter(tree.arguments[0])
            return grows or any(map(_is_exponential, tree.arguments))
    return False


def _has_letter(tree: Expression) -> bool:
    match tree:
        case Letter():
            return tree.name not in ("e", "pi")
        case Operation():
            return _has_letter(tree.left) or _has_letter(tree.right)
        case Negative():
            return _has_letter(tree.body)
        case Call():
            return any(map(_has_letter, tree.arguments))
    return False


def _move(key: Expression, given: Expression, speeds: dict[str, float], sizes: tuple[float, float]) -> float | None:
    """How far ln(given / key) moves from one size to a much larger one; None where the key has no value there."""
    quotients = []
    for size in sizes:
        at = {name: size * speed if speed else STILL for name, speed in speeds.items()}
        try:
            key_logarithm = _logarithm(key, at)
        except (ArithmeticError, ValueError):
            return None
        try:
            quotients.append(_logarithm(given, at) - key_logarithm)
        except (ArithmeticError, ValueError):
            return math.inf
    smaller, larger = quotients
    move = abs(larger - smaller)
    return math.inf if math.isnan(move) or math.isinf(smaller) else move


def _logarithm(tree: Expression, at: dict[str, float]) -> float:
    """The natural logarithm of a formula's value.

    at: the natural logarithm of each letter. Raises Undefined for a negative value, ValueError or another
    ArithmeticError where a float cannot hold it.
    """
    match tree:
        case Number(value):
            return math.log(value) if value > 0 else -math.inf
        case Letter(name):
            return at[name] if name in at else _log_of_constant(name)
        case Operation("*", left, right):
            return _logarithm(left, at) + _logarithm(right, at)
        case Operation("/", left, right):
            return _logarithm(left, at) - _logarithm(right, at)
        case Operation("+", left, right):
            return _log_of_sum(_logarithm(left, at), _logarithm(right, at))
        case Operation("-", left, right):
            return _log_of_difference(_logarithm(left, at), _logarithm(right, at))
        case Operation("^", base, exponent):
            return _logarithm(base, at) * _value(exponent, at)
        case Call():
            return _log_of_call(tree, at)
    raise Undefined("an order of growth is positive")


def _log_of_call(tree: Call, at: dict[str, float]) -> float:
    match tree:
        case Call("ln" | "log" | "log10", arguments):  # of any base: they differ by a constant factor
            return math.log(_logarithm(arguments[0], at))
        case Call("sqrt", (body,)):
            return _logarithm(body, at) / 2
        case Call("exp", (body,)):
            return _value(body, at)
        case Call("factorial", (body,)):
            return math.lgamma(math.exp(_logarithm(body, at)) + 1)
        case Call("min" | "max", arguments):
            choose = min if tree.function == "min" else max
            return choose(_logarithm(argument, at) for argument in arguments)
    raise Undefined("an order of growth is positive")


def _log_of_constant(name: str) -> float:
    if name not in ("e", "pi"):
        raise Undefined(f"{name} has no value")
    return 1.0 if name == "e" else math.log(math.pi)


def _value(tree: Expression, at: dict[str, float]) -> float:
    """The value of an exponent, which may be negative."""
    if isinstance(tree, Negative):
        return -_value(tree.body, at)
    return math.exp(_logarithm(tree, at))


def _log_of_sum(one: float, other: float) -> float:
    high, low = max(one, other), min(one, other)
    return high if low == -math.inf else high + math.log1p(math.exp(low - high))


def _log_of_difference(one: float, other: float) -> float:
    if other > one:
        raise Undefined("an order of growth is positive")
    if other == one:
        return -math.inf
    return one + math.log1p(-math.exp(other - one))
