"""A tree as text, which is read as the same tree again: it tells how a typed answer was understood."""

from __future__ import annotations

from fractions import Fraction

from exampaper.answers.tree import Call, Collection, Letter, Negative, Number, Operation, Typed, Union


def write(tree: Typed) -> str:
    """One line of text with every bracket that matters."""
    match tree:
        case Number(value, places):
            return _numeral(value, places)
        case Letter(name):
            return name
        case Negative(body):
            return f"-{_operand(body)}"
        case Operation(operator, left, right):
            return f"{_operand(left)} {operator} {_operand(right)}"
        case Call("abs", (body,)):
            return f"|{write(body)}|"
        case Call("factorial", (body,)):
            return f"{_operand(body)}!"
        case Call(function, arguments):
            return f"{function}({'; '.join(map(write, arguments))})"
        case Collection(opened, items, closed):
            return f"{opened}{'; '.join(map(write, items))}{closed}"
        case Union(parts, less):
            removed = "".join(f" \\ {write(part)}" for part in less)
            return " ∪ ".join(map(write, parts)) + removed


def _operand(tree: Typed) -> str:
    written = write(tree)
    return written if isinstance(tree, Number | Letter | Call) else f"({written})"


def _numeral(value: Fraction, places: int | None) -> str:
    """A number with the decimal places that it was typed with, so that none of its precision is lost."""
    scaled = value * 10 ** (places or 0)
    if places and scaled.denominator == 1:
        digits = str(scaled.numerator).rjust(places + 1, "0")
        return f"{digits[:-places]}.{digits[-places:]}"
    return str(value) if value.denominator == 1 else f"({value.numerator} / {value.denominator})"
