"""Wrong answers on purpose: a `check` is worth what it rejects.

Each answer is corrupted in the ways in which people go wrong: off by one, sign, factor, swapped parts,
one item dropped or added, a neighbouring rounding, another expression, another draw's value.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, is_dataclass, replace
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Any, Literal, get_args, get_origin, get_type_hints

from exampaper.questions.wording import Measured, dressed

Corrupted = tuple[str, Any]  # how, and into what


def corruptions(answers: Any, others: Sequence[Any] = ()) -> Iterator[tuple[str, str, Any]]:
    """(field, how, wrong answers) for each way to corrupt one field; `others` are answers of other draws.

    None of them means the same as the answers do.
    """
    shown = dressed(answers)
    hints = get_type_hints(type(answers))
    for name in (f.name for f in fields(answers)):
        value = shown[name]
        borrowed = [("another draw's value", dressed(other)[name]) for other in others]
        for how, wrong in (*_of_hint(hints[name], value), *wrong_values(value), *borrowed):
            if not same(value, wrong):
                yield name, how, replace(answers, **{name: _undressed(wrong)})


def _of_hint(hint: Any, value: Any) -> Iterator[Corrupted]:
    if get_origin(hint) is Literal:
        for option in get_args(hint):
            yield f"{option!r} instead", option


def wrong_values(value: Any) -> Iterable[Corrupted]:
    """Wrong values of the same type."""
    match value:
        case bool():
            return [("flipped", not value)]
        case int():
            return _integers(value)
        case Measured():
            return _measured(value)
        case float():
            return [("ten per cent more", value * 1.1), ("sign", -value)]
        case Decimal() | Fraction():
            return _exact(value)
        case str():
            return _texts(value)
        case tuple():
            return _tuples(value)
    if is_dataclass(value) and not isinstance(value, type):
        return _inside(value)
    if hasattr(value, "free_symbols"):
        return _expressions(value)
    return []


def _integers(value: int) -> Iterator[Corrupted]:
    yield "one more", value + 1
    yield "one less", value - 1
    yield "sign", -value
    yield "doubled", 2 * value
    yield "halved", value // 2


def _measured(value: Measured) -> Iterator[Corrupted]:
    """Neighbouring roundings, sign, and the factors of unit and percent confusions."""
    unit = _unit(value)
    for how, wrong in (
        ("next rounding", value + unit),
        ("rounding before", value - unit),
        ("sign", -value),
        ("doubled", 2 * value),
        ("in percent", 100 * value),
        ("reciprocal", 1 / value if value else 1.0),
    ):
        yield how, Measured(float(wrong), value.precision)


def _unit(value: Measured) -> float:
    """One unit of the last printed place."""
    return float(10.0 ** -len(str(value).partition(".")[2]))


def _exact(value: Any) -> Iterator[Corrupted]:
    yield "one more", value + 1
    yield "sign", -value
    yield "doubled", 2 * value
    if value:
        yield "reciprocal", 1 / value


def _texts(value: str) -> Iterator[Corrupted]:
    """Each number of a formula one off, each sign turned, neighbouring letters swapped."""
    for found in list(re.finditer(r"\d+", value))[:6]:
        yield f"{found[0]} one more", value[: found.start()] + str(int(found[0]) + 1) + value[found.end() :]
    for found in list(re.finditer(r"(?<![\\a-zA-Z])[+-]", value))[:4]:
        turned = "-" if found[0] == "+" else "+"
        yield "a sign turned", value[: found.start()] + turned + value[found.end() :]


def _tuples(value: tuple[Any, ...]) -> Iterator[Corrupted]:
    for index, item in enumerate(value[:6]):
        rest = (*value[:index], *value[index + 1 :])
        yield "one dropped", rest
        for how, wrong in wrong_values(item):
            yield how, (*value[:index], wrong, *value[index + 1 :])
    for index in range(min(len(value) - 1, 5)):
        yield "two swapped", (*value[:index], value[index + 1], value[index], *value[index + 2 :])
    if value:
        yield "one twice", (*value, value[-1])


def _inside(value: Any) -> Iterator[Corrupted]:
    for name in (f.name for f in fields(value)):
        for how, wrong in wrong_values(getattr(value, name)):
            yield how, replace(value, **{name: wrong})


def _expressions(value: Any) -> Iterator[Corrupted]:
    """Another expression: plus one, doubled, sign, two symbols exchanged."""
    yield "one more", value + 1
    yield "doubled", 2 * value
    yield "sign", -value
    symbols = sorted(value.free_symbols, key=str)
    for first, second in pairwise(symbols):
        exchanged = {first: second, second: first}
        yield f"{first} and {second} exchanged", value.subs(exchanged, simultaneous=True)


def same(value: Any, wrong: Any) -> bool:
    """Whether both mean the same: equal, printed alike, or equal as expressions."""
    if isinstance(value, Measured) and isinstance(wrong, Measured):
        return str(value) == str(wrong)
    if isinstance(value, tuple) and isinstance(wrong, tuple):
        return len(value) == len(wrong) and all(map(same, value, wrong))
    if is_dataclass(value) and type(value) is type(wrong):
        return all(same(getattr(value, f.name), getattr(wrong, f.name)) for f in fields(value))
    if isinstance(value, str) and isinstance(wrong, str):
        return _bare(value) == _bare(wrong)
    if hasattr(value, "free_symbols") and hasattr(wrong, "free_symbols"):
        from sympy import simplify

        return bool(simplify(value - wrong) == 0)
    return bool(value == wrong)


def _bare(text: str) -> str:
    return re.sub(r"\s|\\[,;!: ]", "", text)


def _undressed(value: Any) -> Any:
    """Plain floats again, as `check` is given them."""
    if isinstance(value, Measured):
        return float(value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{f.name: _undressed(getattr(value, f.name)) for f in fields(value)})
    return tuple(map(_undressed, value)) if isinstance(value, tuple) else value
