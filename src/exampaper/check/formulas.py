"""What a printed formula is worth: LaTeX back to a number, at some values of its letters."""

from __future__ import annotations

import ast
import hashlib
import operator
import re
from cmath import isclose
from collections.abc import Callable, Iterable, Iterator
from typing import Any

Letters = Callable[[str], float]

_INNER = r"\{([^{}]*)\}"
_REWRITTEN = (  # innermost braces first, until nothing changes
    (re.compile(rf"\\[dt]?frac\s*{_INNER}\s*{_INNER}"), r"((\1)/(\2))"),
    (re.compile(r"\\[dt]?frac\s*(\d)\s*(\d)"), r"(\1/\2)"),
    (re.compile(rf"\\sqrt\s*{_INNER}"), r"((\1)^(1/2))"),
    (re.compile(rf"_{_INNER}"), r"_\1"),
    (re.compile(rf"(?<![a-zA-Z]){_INNER}"), r"(\1)"),
)
_SIGNS = {r"\cdot": "*", r"\times": "*", r"\left": "", r"\right": "", r"\,": "", r"\bigl": "", r"\bigr": "", "−": "-"}
_TOKEN = re.compile(r"\s*(\d+(?:\.\d+)?|(?:\\[a-zA-Z]+|[a-zA-Z])(?:_\w+)?|[-+*/^()])")
_WORDS = re.compile(
    r"\\(?:sin|cos|tan|log|ln|exp|max|min|sum|prod|int|lim|text\w*|math\w+|begin|end|lfloor|lceil"
    r"|[gln]eq?|neq|in|to|subset|supset|cup|cap|land|lor|equiv|sim|approx)\b"
    r"|(?<![\d.])0\d"  # digits that begin with a zero are a string of signs, not a number
)


def alike(one: str, other: str) -> bool:
    """Whether two formulas have the same value, whatever their letters stand for; False for those not understood.

    Where capitals meet they may be matrices, whose order counts: those are not understood.
    """
    for letters in (_first, _second):
        a, b = worth(one, letters), worth(other, letters)
        if a is None or b is None or not isclose(a, b, rel_tol=1e-9, abs_tol=1e-12):
            return False
    return True


def worth(tex: str, letters: Letters | None = None) -> complex | None:
    """The value of a formula, letters standing for numbers; None for what is not plain arithmetic."""
    python = _python(tex)
    if python is None or any(map(_is_of_matrices, ast.walk(python))):
        return None
    try:
        return complex(_value(python.body, letters or _first))
    except (ArithmeticError, RecursionError, TypeError, ValueError):
        return None


_OPERATIONS: dict[type, Callable[[Any, Any], Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.Pow: operator.pow,
}


def _value(node: ast.expr, letters: Letters) -> complex:
    """What plain arithmetic comes to: nothing is executed. Raises ValueError for anything else."""
    match node:
        case ast.Constant(value=float(number)):
            return number
        case ast.Name(id=name):
            return letters(name)
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return -_value(operand, letters)
        case ast.UnaryOp(op=ast.UAdd(), operand=operand):
            return _value(operand, letters)
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _OPERATIONS:
            result: complex = _OPERATIONS[type(op)](_value(left, letters), _value(right, letters))
            return result
    raise ValueError(f"{ast.unparse(node)} is no arithmetic")


def _is_of_matrices(node: ast.AST) -> bool:
    """A product of which two factors have capital names."""
    if not (isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult)):
        return False
    return _has_capital(node.left) and _has_capital(node.right)


def _has_capital(factor: ast.AST) -> bool:
    return any(isinstance(node, ast.Name) and node.id[0].isupper() for node in ast.walk(factor))


def _first(name: str) -> float:
    """A number between ½ and 2 for a letter."""
    return 0.5 + 1.5 * int.from_bytes(hashlib.sha256(name.encode()).digest()[:4], "big") / 2**32


def _second(name: str) -> float:
    return _first(f"{name}'")


def _python(tex: str) -> ast.Expression | None:
    if _WORDS.search(tex) or len(tex) > 200:
        return None
    try:
        return ast.parse("".join(_multiplied(_tokens(_rewritten(tex)))), mode="eval")
    except SyntaxError:
        return None


def _rewritten(tex: str) -> str:
    for sign, plain in _SIGNS.items():
        tex = re.sub(rf"{re.escape(sign)}(?![a-zA-Z])", plain, tex)
    before = ""
    while before != tex:
        before = tex
        for pattern, instead in _REWRITTEN:
            tex = pattern.sub(instead, tex, count=1)
    return tex.strip()


def _tokens(tex: str) -> Iterator[str]:
    """Numbers, letters and operators. Raises SyntaxError for anything else."""
    at = 0
    while at < len(tex):
        token = _TOKEN.match(tex, at)
        if token is None:
            raise SyntaxError(tex)
        yield token[1]
        at = token.end()


def _multiplied(tokens: Iterable[str]) -> Iterator[str]:
    """Python's operators, and a sign between factors that LaTeX writes side by side.

    Whole numbers become floats, of which a power too large is an error and not a computation without end.
    """
    last = ""
    for token in tokens:
        if (last == ")" or last[-1:].isalnum()) and (token == "(" or token[-1].isalnum()):
            yield "*"
        yield f"{token}." if token.isdigit() else {"^": "**"}.get(token, token.replace("\\", "the_"))
        last = token
