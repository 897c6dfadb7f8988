"""Orders of growth: O(n log n), whatever stands around it."""

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
"""How far the logarithm of a quotient may still move where two orders are the same."""

SIZES = (1e6, 1e12)
"""ln n, where no letter stands in an exponent: so large that lower terms and constants are gone."""

SMALL_SIZES = (5.0, 6.4)
"""ln n, where one does: n is 148 and 602, and 2^n is still a number of this representation."""


@dataclass(frozen=True, slots=True)
class OrderType(AnswerType):
    """The order of growth in some letters, which grow independently."""

    letters: tuple[str, ...] = ("n",)

    def show(self, value: Any) -> str:
        text = value if isinstance(value, str) else _latex(value)
        return text if text.lstrip().startswith(("O", r"\mathcal", r"\Theta")) else rf"O({text})"

    def read(self, text: str) -> Expression:
        return read_expression(_inside(text), self.letters)

    def judge(self, key: Any, given: Expression) -> Judgement:
        return self._compared(self.read(_plain(key)), given)

    def _compared(self, key: Expression, given: Expression) -> Judgement:
        sizes = SMALL_SIZES if _exponential(key) or _exponential(given) else SIZES
        moves = [_moved(key, given, speeds, sizes) for speeds in self._directions()]
        known = [move for move in moves if move is not None]
        if not known:
            return Judgement(Verdict.UNDECIDED, "this cannot be compared here: see the model answer")
        return RIGHT if all(move < CLOSE for move in known) else WRONG

    def _directions(self) -> Iterator[dict[str, float]]:
        """Ways to grow, as a speed for each letter: each alone, all alike, and each pair with one of them slower."""
        for name in self.letters:
            yield {other: float(other == name) for other in self.letters}
        yield dict.fromkeys(self.letters, 1.0)
        for fast, slow in permutations(self.letters, 2):
            yield {name: {fast: 1.0, slow: 0.6}.get(name, 0.0) for name in self.letters}
            yield {name: {slow: 0.6}.get(name, 1.0) for name in self.letters}

    def same(self, one: Any, other: Any) -> bool:
        return self._compared(self.read(_plain(one)), self.read(_plain(other))).right

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
    plain = text.strip().strip("$").replace(r"\mathcal{O}", "O").replace(r"\left", "").replace(r"\right", "")
    found = re.fullmatch(r"\s*(?:O|Θ|\\Theta|Theta|Ω)\s*\((.*)\)\s*", plain, re.DOTALL)
    return found[1] if found else plain


def _plain(value: Any) -> str:
    return _inside(value) if isinstance(value, str) else str(value).replace("**", "^")


def _latex(value: Any) -> str:
    from sympy import latex

    return str(latex(value))


def _exponential(tree: Expression) -> bool:
    match tree:
        case Operation("^", _, right):
            return _has_letter(right) or _exponential(tree.left)
        case Operation():
            return _exponential(tree.left) or _exponential(tree.right)
        case Negative():
            return _exponential(tree.body)
        case Call():
            grows = tree.function in ("exp", "factorial") and _has_letter(tree.arguments[0])
            return grows or any(map(_exponential, tree.arguments))
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


def _moved(key: Expression, given: Expression, speeds: dict[str, float], sizes: tuple[float, float]) -> float | None:
    """How far ln(given / key) moves from one size to a much larger one; None where the key has no such sizes."""
    quotients = []
    for size in sizes:
        at = {name: size * speed if speed else 0.5 for name, speed in speeds.items()}
        try:
            known = _logarithm(key, at)
        except (ArithmeticError, ValueError):
            return None
        try:
            quotients.append(_logarithm(given, at) - known)
        except (ArithmeticError, ValueError):
            return math.inf
    move = abs(quotients[1] - quotients[0])
    return math.inf if math.isnan(move) or math.isinf(quotients[0]) else move


def _logarithm(tree: Expression, at: dict[str, float]) -> float:
    """The natural logarithm of a formula's value, where `at` holds that of each letter. Raises Undefined."""
    match tree:
        case Number(value):
            return math.log(value) if value > 0 else -math.inf
        case Letter(name):
            return at[name] if name in at else _of_constant(name)
        case Operation("*", left, right):
            return _logarithm(left, at) + _logarithm(right, at)
        case Operation("/", left, right):
            return _logarithm(left, at) - _logarithm(right, at)
        case Operation("+", left, right):
            return _log_of_sum(_logarithm(left, at), _logarithm(right, at))
        case Operation("-", left, right):
            return _log_of_difference(_logarithm(left, at), _logarithm(right, at))
        case Operation("^", base, exponent):
            return _logarithm(base, at) * _signed(exponent, at)
        case Call("ln" | "log" | "log10", arguments):
            return _of_logarithm(_logarithm(arguments[0], at))
        case Call("sqrt", (body,)):
            return _logarithm(body, at) / 2
        case Call("exp", (body,)):
            return _signed(body, at)
        case Call("factorial", (body,)):
            return math.lgamma(math.exp(_logarithm(body, at)) + 1)
        case Call("min" | "max", arguments):
            chosen = min if tree.function == "min" else max
            return chosen(_logarithm(argument, at) for argument in arguments)
    raise Undefined("an order of growth is positive")


def _of_constant(name: str) -> float:
    if name not in ("e", "pi"):
        raise Undefined(f"{name} has no value")
    return 1.0 if name == "e" else math.log(math.pi)


def _of_logarithm(inner: float) -> float:
    return math.log(inner)


def _signed(tree: Expression, at: dict[str, float]) -> float:
    """The value itself, as of an exponent."""
    if isinstance(tree, Negative):
        return -_signed(tree.body, at)
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
