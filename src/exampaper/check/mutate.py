"""Wrong answers on purpose: a `check` is worth what it rejects.

Each answer is corrupted in the ways in which people go wrong: off by one, sign, factor, percent, swapped parts,
one item dropped or added, an arrow turned, a neighbouring rounding, another expression, another draw's value.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, is_dataclass, replace
from decimal import Decimal
from fractions import Fraction
from types import NoneType
from typing import Any, Literal, get_args, get_origin, get_type_hints

from exampaper.check import algebra
from exampaper.model import Significant
from exampaper.nodes import Graph, GraphEdge
from exampaper.questions.wording import Measured, dressed

Corrupted = tuple[str, Any]  # how, and into what


def corruptions(answers: Any, others: Sequence[Any] = ()) -> Iterator[tuple[str, str, Any]]:
    """(field, how, wrong answers) for each way to corrupt one field; `others` are answers of other draws.

    None of them means the same as the answers do.
    """
    shown, borrowed = dressed(answers), [dressed(other) for other in others]
    for name, hint in _hints(type(answers)).items():
        value = shown[name]
        lent = [("another draw's value", each[name]) for each in borrowed]
        other = () if get_origin(hint) is Literal else wrong_values(value)
        for how, wrong in (*_of_hint(hint, value), *other, *lent):
            if not same(value, wrong):
                yield name, how, replace(answers, **{name: _undressed(wrong)})


def _hints(kind: Any) -> dict[str, Any]:
    hints = get_type_hints(kind)
    return {f.name: hints[f.name] for f in fields(kind)}


_ANY: dict[Any, Any] = {int: 1, str: "some", float: 1.0, bool: True, Decimal: Decimal(1), Fraction: Fraction(1)}


def _of_hint(hint: Any, value: Any) -> Iterator[Corrupted]:
    """What else a field may hold: the other words of a Literal, nothing, or something."""
    options = get_args(hint)
    if get_origin(hint) is Literal:
        yield from ((f"{option!r} instead", option) for option in options)
    elif value is None:
        yield from (("something", _ANY[option]) for option in options if option in _ANY)
    elif NoneType in options:
        yield "nothing", None


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
        case Decimal():
            return _decimals(value)
        case Fraction():
            return _exact(value)
        case str():
            return _texts(value)
        case tuple():
            return _tuples(value)
        case Graph():
            return _graphs(value)
        case GraphEdge():
            return [("an arrow turned", replace(value, tail=value.head, head=value.tail))]
    if is_dataclass(value) and not isinstance(value, type):
        return _inside(value)
    if hasattr(value, "free_symbols"):
        return algebra.wrong(value)
    return []


def _integers(value: int) -> Iterator[Corrupted]:
    yield "one more", value + 1
    yield "one less", value - 1
    yield "sign", -value
    yield "doubled", 2 * value
    yield "halved", value // 2


def _measured(value: Measured) -> Iterator[Corrupted]:
    """Neighbouring roundings, sign, and the factors of unit and percent confusions."""
    unit = float(unit_of(value))
    for how, wrong in (
        ("next rounding", value + unit),
        ("rounding before", value - unit),
        ("sign", -value),
        ("doubled", 2 * value),
        ("in percent", 100 * value),
        ("as a share of one", value / 100),
        ("reciprocal", 1 / value if value else 1.0),
    ):
        yield how, Measured(float(wrong), value.precision)


def unit_of(value: Measured) -> Decimal:
    """One unit of the last place that is printed and counts: hundreds, for 1300 with two figures."""
    if isinstance(value.precision, Significant) and value:
        exponent = int(f"{float(value):.{value.precision.figures - 1}e}".split("e")[1])
        return Decimal(1).scaleb(exponent - value.precision.figures + 1)
    return Decimal(1).scaleb(-len(str(value).partition(".")[2]))


def _exact(value: Any) -> Iterator[Corrupted]:
    yield "one more", value + 1
    yield "sign", -value
    yield "doubled", 2 * value
    if value:
        yield "reciprocal", 1 / value


def _decimals(value: Decimal) -> Iterator[Corrupted]:
    yield from _exact(value)
    exponent = value.as_tuple().exponent
    if isinstance(exponent, int):
        yield "next rounding", value + Decimal(1).scaleb(exponent)
        yield "rounding before", value - Decimal(1).scaleb(exponent)


def _texts(value: str) -> Iterator[Corrupted]:
    """Each number of a formula one off, each sign turned; of words, their denial."""
    for found in list(re.finditer(r"\d+", value))[:6]:
        yield f"{found[0]} one more", value[: found.start()] + str(int(found[0]) + 1) + value[found.end() :]
    for found in list(re.finditer(r"(?<![\\a-zA-Z])[+-]", value))[:4]:
        turned = "-" if found[0] == "+" else "+"
        yield "a sign turned", value[: found.start()] + turned + value[found.end() :]
    if value and not re.search(r"\d", value):
        yield "denied", f"not {value}"


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


def _graphs(graph: Graph) -> Iterator[Corrupted]:
    """An arrow dropped, added, turned or dashed; a node shaded or not."""
    for index, edge in enumerate(graph.edges[:8]):
        rest = (*graph.edges[:index], *graph.edges[index + 1 :])
        yield "an arrow dropped", replace(graph, edges=rest)
        yield "an arrow turned", replace(graph, edges=(*rest, replace(edge, tail=edge.head, head=edge.tail)))
        yield "an arrow dashed or not", replace(graph, edges=(*rest, replace(edge, dashed=not edge.dashed)))
    for added in list(_missing(graph))[:2]:
        yield "an arrow added", replace(graph, edges=(*graph.edges, added))
    for name, _ in graph.nodes[:4]:
        yield "a node shaded or not", replace(graph, shaded=tuple(sorted({*graph.shaded} ^ {name})))


def _missing(graph: Graph) -> Iterator[GraphEdge]:
    """Arrows that are not there, between nodes that are."""
    linked = {(edge.tail, edge.head) for edge in graph.edges}
    for tail, _ in graph.nodes:
        for head, _ in graph.nodes:
            if tail != head and (tail, head) not in linked:
                yield GraphEdge(tail, head)


def _inside(value: Any) -> Iterator[Corrupted]:
    for name in (f.name for f in fields(value)):
        for how, wrong in wrong_values(getattr(value, name)):
            yield how, replace(value, **{name: wrong})


def same(value: Any, wrong: Any) -> bool:
    """Whether both mean the same: equal, printed alike, or equal as expressions."""
    if isinstance(value, Measured) and isinstance(wrong, Measured):
        return str(value) == str(wrong)
    if isinstance(value, tuple) and isinstance(wrong, tuple):
        return len(value) == len(wrong) and all(map(same, value, wrong))
    if isinstance(value, Graph) and isinstance(wrong, Graph):
        return _drawn(value) == _drawn(wrong)
    if is_dataclass(value) and type(value) is type(wrong):
        return all(same(getattr(value, f.name), getattr(wrong, f.name)) for f in fields(value))
    if isinstance(value, str) and isinstance(wrong, str):
        return _bare(value) == _bare(wrong)
    if hasattr(value, "free_symbols") and hasattr(wrong, "free_symbols"):
        return algebra.same(value, wrong)
    return bool(value == wrong)


def _drawn(graph: Graph) -> object:
    """What a drawing shows, in whatever order it was drawn."""
    return frozenset(graph.nodes), frozenset(graph.edges), frozenset(graph.shaded)


def _bare(text: str) -> str:
    return re.sub(r"\s|\\[,;!: ]", "", text)


def _undressed(value: Any) -> Any:
    """Plain floats again, as `check` is given them."""
    if isinstance(value, Measured):
        return float(value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{f.name: _undressed(getattr(value, f.name)) for f in fields(value)})
    return tuple(map(_undressed, value)) if isinstance(value, tuple) else value
