"""A tree back to text that is read as the same tree: how a typed answer was understood."""

from __future__ import annotations

from fractions import Fraction

from exampaper.answers.tree import Call, Collection, Letter, Negative, Number, Operation, Typed, Union


def write(tree: Typed) -> str:
    """One line, with every bracket that counts."""
    match tree:
        case Number(value, places):
            return _numeral(value, places)
        case Letter(name):
            return name
        case Negative(body):
            return f"-{_inner(body)}"
        case Operation(operator, left, right):
            return f"{_inner(left)} {operator} {_inner(right)}"
        case Call("abs", (body,)):
            return f"|{write(body)}|"
        case Call("factorial", (body,)):
            return f"{_inner(body)}!"
        case Call(function, arguments):
            return f"{function}({'; '.join(map(write, arguments))})"
        case Collection(opened, items, closed):
            return f"{opened}{'; '.join(map(write, items))}{closed}"
        case Union(parts, less):
            return " ∪ ".join(map(write, parts)) + "".join(f" \\ {write(part)}" for part in less)


def _inner(tree: Typed) -> str:
    written = write(tree)
    return written if isinstance(tree, Number | Letter | Call) else f"({written})"


def _numeral(value: Fraction, places: int | None) -> str:
    if places is not None:
        scaled = value * 10**places
        if scaled.denominator == 1:
            digits = str(scaled.numerator).rjust(places + 1, "0")
            return f"{digits[:-places]}.{digits[-places:]}" if places else digits
    return str(value.numerator) if value.denominator == 1 else f"({value.numerator} / {value.denominator})"
