"""Wrong answers on purpose: a `check` is worth what it rejects.

Each answer is corrupted in the ways in which people go wrong: off by one, sign, factor, percent, swapped parts,
one item dropped or added, an arrow turned, a neighbouring rounding, another expression, another draw's value. Several
answers together, too: exchanged, one up and the other down, or those of another draw; a `check` that looks only at
their sum, or at one by means of the other, would accept them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import is_dataclass, replace
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from itertools import combinations, islice, pairwise, permutations
from math import isfinite
from types import NoneType
from typing import Any, Literal, TypeVar, get_args, get_origin, get_type_hints

from exampaper.check import sympy_mutants
from exampaper.check.values import field_names, field_values
from exampaper.model import Significant
from exampaper.nodes import Graph, GraphEdge
from exampaper.questions.measured import Measured
from exampaper.questions.printing import with_precision

T = TypeVar("T")
Corrupted = tuple[str, Any]  # how, and into what
Changed = tuple[str, str, dict[str, Any]]  # the fields' names, how, and what they are changed to
ALL = "all answers"


def corruptions(answers: Any, others: Sequence[Any] = ()) -> Iterator[tuple[str, str, Any]]:
    """(field, how, wrong answers) for each way to corrupt one field, or several; `others` are answers of other draws.

    None of them means the same as the answers do.
    """
    yield from _built(answers, (*_of_one(answers, _all_wrong, others), *_of_two(answers)))
    for other in others:
        if not same(tuple(with_precision(answers).values()), tuple(with_precision(other).values())):
            yield ALL, "another draw's answers", other


def neighbours(answers: Any) -> Iterator[tuple[str, str, Any]]:
    """(field, how, wrong answers) for what may be wrong near an edge: another verdict, a neighbouring rounding."""
    return _built(answers, _of_one(answers, _beside))


def _built(answers: Any, changes: Iterable[Changed]) -> Iterator[tuple[str, str, Any]]:
    """The wrong answers, without those that the class itself refuses."""
    for names, how, changed in changes:
        try:
            wrong = replace(answers, **changed)
        except Exception:
            continue
        yield names, how, wrong


def _of_one(
    answers: Any, wrong_of: Callable[[Any, Any], Iterable[Corrupted]], others: Sequence[Any] = ()
) -> Iterator[Changed]:
    """One field after the other: what its type allows, what is wrong of type and value, and other draws' values."""
    hints, borrowed = get_type_hints(type(answers)), list(map(with_precision, others))
    for name, value in with_precision(answers).items():
        lent = [("another draw's value", other[name]) for other in borrowed]
        for how, wrong in (*_of_hint(hints[name], value), *wrong_of(hints[name], value), *lent):
            if not same(value, wrong):
                yield name, how, {name: _as_checked(wrong)}


def _all_wrong(hint: Any, value: Any) -> Iterable[Corrupted]:
    """Wrong values of a field: of one that holds a fixed number of items, no more and no fewer."""
    if get_origin(hint) is Literal:
        return
    for how, wrong in wrong_values(value):
        if how not in OTHER_LENGTH or not _is_of_fixed_length(hint):
            yield how, wrong


OTHER_LENGTH = ("one dropped", "one twice")


def _is_of_fixed_length(hint: Any) -> bool:
    return get_origin(hint) is tuple and Ellipsis not in get_args(hint)


def _beside(_hint: Any, value: Any) -> Iterator[Corrupted]:
    if isinstance(value, bool | Measured | Decimal):
        for how, wrong in wrong_values(value):
            if how in ("flipped", "next rounding", "rounding before"):
                yield how, wrong


def _of_two(answers: Any) -> Iterator[Changed]:
    """Two fields of one type: exchanged, and one up and the other down."""
    values, hints = with_precision(answers), get_type_hints(type(answers))
    pairs = [(one, other) for one, other in combinations(values, 2) if hints[one] == hints[other]]
    for one, other in pairs[:SOME]:
        names = f"{one}, {other}"
        if not _equal(values[one], values[other]):
            yield names, "exchanged", {one: getattr(answers, other), other: getattr(answers, one)}
        moved = _apart(values[one], values[other])
        if moved is not None:
            yield names, "one up, the other down", {one: _as_checked(moved[0]), other: _as_checked(moved[1])}


def _equal(one: Any, other: Any) -> bool:
    """Whether each would print as before in the other's place."""
    if isinstance(one, Measured) and isinstance(other, Measured):
        return same(one, Measured(other, one.precision)) or same(other, Measured(one, other.precision))
    return same(one, other)


def _apart(one: Any, other: Any) -> tuple[Any, Any] | None:
    """Two numbers, one larger and one smaller, with the same sum; None for anything else."""
    if isinstance(one, bool) or isinstance(other, bool) or type(one) is not type(other):
        return None
    if isinstance(one, Measured):
        step = 10 * max(unit_of(one), unit_of(other))
        return one + one.like(step), other - other.like(step)
    return (one + 1, other - 1) if isinstance(one, int | Decimal | Fraction) else None


_ANY: dict[Any, Any] = {int: 1, str: "some", float: 1.0, bool: True, Decimal: Decimal(1), Fraction: Fraction(1)}


def _of_hint(hint: Any, value: Any) -> Iterator[Corrupted]:
    """What else a field may hold: the other words of a Literal, nothing, or something."""
    options = get_args(hint)
    if get_origin(hint) is Literal:
        for option in options:
            yield f"{option!r} instead", option
    elif value is None:
        for option in options:
            if option in _ANY:
                yield "something", _ANY[option]
    elif NoneType in options:
        yield "nothing", None


def wrong_values(value: Any) -> Iterable[Corrupted]:
    """Wrong values of the same type; none of a type that is not known."""
    for kind, wrong in _BY_TYPE:
        if isinstance(value, kind):
            return wrong(value)
    if is_dataclass(value) and not isinstance(value, type):
        return _inside(value)
    return sympy_mutants.wrong(value) if hasattr(value, "free_symbols") else ()


def _integers(value: int) -> Iterator[Corrupted]:
    yield "one more", value + 1
    yield "one less", value - 1
    yield "sign", -value
    yield "doubled", 2 * value
    yield "halved", value // 2


def _measured(value: Measured) -> Iterator[Corrupted]:
    """Neighbouring roundings, sign, and the factors of unit and percent confusions."""
    unit = value.like(unit_of(value))
    yield "next rounding", value + unit
    yield "rounding before", value - unit
    yield "sign", -value
    yield "doubled", 2 * value
    yield "in percent", 100 * value
    yield "as a share of one", value / 100
    yield "reciprocal", 1 / value if value else value + 1


def unit_of(value: Measured) -> Decimal:
    """One unit of the last significant place that is printed: 100, for 1300 with two figures."""
    if not isfinite(value):
        return Decimal(1)
    if isinstance(value.precision, Significant):
        return Decimal(1).scaleb(value.precision.exponent(value.exact) - value.precision.figures + 1)
    return Decimal(1).scaleb(-value.precision.places)


def _exact(value: Any) -> Iterator[Corrupted]:
    yield "one more", value + 1
    yield "sign", -value
    yield "doubled", 2 * value
    if value:
        yield "reciprocal", 1 / value


def _decimals(value: Decimal) -> Iterator[Corrupted]:
    yield from _exact(value)
    yield "in percent", 100 * value
    yield "as a share of one", value / 100
    exponent = value.as_tuple().exponent
    if isinstance(exponent, int):
        yield "next rounding", value + Decimal(1).scaleb(exponent)
        yield "rounding before", value - Decimal(1).scaleb(exponent)


_TURNED = {"+": "-", "-": "+", "<": ">", ">": "<", r"\le": r"\ge", r"\ge": r"\le", r"\leq": r"\geq", r"\geq": r"\leq"}
_TURNED |= {r"\cup": r"\cap", r"\cap": r"\cup", r"\subset": r"\supset", r"\supset": r"\subset"}
_SIGNS = re.compile(r"(?<![\\a-zA-Z])[+<>-]|\\(?:leq?|geq?|cup|cap|subset|supset)(?![a-zA-Z])")


def _texts(value: str) -> Iterator[Corrupted]:
    """Each number of a formula one off, each sign and each relation turned; of words, their denial."""
    for number in _some(list(re.finditer(r"\d+", value))):
        yield f"{number[0]} one more", _replaced(number, str(int(number[0]) + 1))
    for sign in _some(list(_SIGNS.finditer(value))):
        yield "a sign turned", _replaced(sign, _TURNED[sign[0]])
    if value and not re.search(r"\d", value):
        yield "denied", f"not {value}"


def _replaced(match: re.Match[str], new: str) -> str:
    return match.string[: match.start()] + new + match.string[match.end() :]


SOME = 8  # of many


def _some(items: Sequence[T]) -> Sequence[T]:
    """All of a few, the first and the last of many."""
    return items if len(items) <= SOME else [*items[: SOME // 2], *items[-SOME // 2 :]]


def _tuples(value: tuple[Any, ...]) -> Iterator[Corrupted]:
    """One item wrong, dropped or twice; two of them exchanged, or one up and the other down; all of them wrong."""
    for index in _some(range(len(value))):
        yield "one dropped", (*value[:index], *value[index + 1 :])
        for how, wrong in _entries(value[index]):
            yield how, (*value[:index], wrong, *value[index + 1 :])
    for index in _some(range(len(value) - 1)):
        before, after = value[:index], value[index + 2 :]
        yield "two swapped", (*before, value[index + 1], value[index], *after)
        moved = _apart(value[index], value[index + 1])
        if moved is not None:
            yield "one up, the next down", (*before, *moved, *after)
    if value:
        yield "one twice", (*value, value[-1])
        yield "reversed", value[::-1]
    if len(value) > 1 and all(isinstance(item, int | Decimal | Fraction | float) for item in value):
        yield "all signs", tuple(-1 * item for item in value)
        yield "all doubled", tuple(2 * item for item in value)


def _entries(item: Any) -> Iterator[Corrupted]:
    """Wrong values of an item; one that is a row, or a pair, keeps its length."""
    for how, wrong in wrong_values(item):
        if not isinstance(item, tuple) or how not in OTHER_LENGTH:
            yield how, wrong


def _sets(value: frozenset[Any]) -> Iterator[Corrupted]:
    """An item dropped, or changed."""
    for item in _some(sorted(value, key=repr)):
        rest = value - {item}
        yield "one dropped", rest
        for how, wrong in wrong_values(item):
            yield how, rest | {wrong}


def _graphs(graph: Graph) -> Iterator[Corrupted]:
    """An arrow dropped, added, turned or dashed; a node shaded or not."""
    for index, edge in enumerate(graph.edges[:SOME]):
        rest = (*graph.edges[:index], *graph.edges[index + 1 :])
        yield "an arrow dropped", replace(graph, edges=rest)
        yield "an arrow turned", replace(graph, edges=(*rest, _reversed(edge)))
        yield "an arrow dashed or not", replace(graph, edges=(*rest, replace(edge, dashed=not edge.dashed)))
    for one, two in pairwise(graph.edges[:SOME]):
        if one.label != two.label:
            rest = tuple(edge for edge in graph.edges if edge not in (one, two))
            swapped = replace(one, label=two.label), replace(two, label=one.label)
            yield "two labels swapped", replace(graph, edges=(*rest, *swapped))
    for added in islice(_missing(graph), 2):
        yield "an arrow added", replace(graph, edges=(*graph.edges, added))
    for name, _ in graph.nodes[:4]:
        yield "a node shaded or not", replace(graph, shaded=tuple(sorted({*graph.shaded} ^ {name})))


def _reversed(edge: GraphEdge) -> GraphEdge:
    return replace(edge, tail=edge.head, head=edge.tail)


def _missing(graph: Graph) -> Iterator[GraphEdge]:
    """Arrows that are not there, between nodes that are."""
    linked = {(edge.tail, edge.head) for edge in graph.edges}
    for (tail, _), (head, _) in permutations(graph.nodes, 2):
        if (tail, head) not in linked:
            yield GraphEdge(tail, head)


def _inside(value: Any) -> Iterator[Corrupted]:
    for name in field_names(value):
        for how, wrong in wrong_values(getattr(value, name)):
            yield how, replace(value, **{name: wrong})


def _members(value: Enum) -> Iterator[Corrupted]:
    for other in type(value):
        yield f"{other.name} instead", other


def _lists(value: list[Any]) -> Iterator[Corrupted]:
    for how, wrong in _tuples(tuple(value)):
        yield how, list(wrong)


_BY_TYPE: tuple[tuple[type, Callable[[Any], Iterable[Corrupted]]], ...] = (  # the first that fits: a bool is an int
    (bool, lambda value: [("flipped", not value)]),
    (int, _integers),
    (Measured, _measured),
    (float, lambda value: [("ten per cent more", value * 1.1), ("sign", -value)]),
    (Decimal, _decimals),
    (Fraction, _exact),
    (Enum, _members),
    (str, _texts),
    (tuple, _tuples),
    (list, _lists),
    (frozenset, _sets),
    (Graph, _graphs),
    (GraphEdge, lambda edge: [("an arrow turned", _reversed(edge))]),
)


def same(value: Any, wrong: Any) -> bool:
    """Whether both mean the same: equal, printed alike, or equal as expressions."""
    match value, wrong:
        case Measured(), Measured():
            return str(value) == str(wrong)
        case tuple(), tuple():
            return len(value) == len(wrong) and all(map(same, value, wrong))
        case Graph(), Graph():
            return _drawn(value) == _drawn(wrong)
        case str(), str():
            return _bare(value) == _bare(wrong)
    if is_dataclass(value) and type(value) is type(wrong):
        return all(same(getattr(value, name), getattr(wrong, name)) for name in field_names(value))
    if hasattr(value, "free_symbols") and hasattr(wrong, "free_symbols"):
        return sympy_mutants.same(value, wrong)
    return bool(value == wrong)


def _drawn(graph: Graph) -> object:
    """What a drawing shows, in whatever order it was drawn."""
    lines = frozenset(edge if edge.directed else _sorted(edge) for edge in graph.edges)
    return frozenset(graph.nodes), lines, *map(frozenset, (graph.shaded, graph.shapes, graph.start))


def _sorted(edge: GraphEdge) -> GraphEdge:
    """A line without a head, which has no first end."""
    tail, head = sorted((edge.tail, edge.head))
    return replace(edge, tail=tail, head=head)


def _bare(text: str) -> str:
    return re.sub(r"\s|\\[,;!: ]", "", text)


def _as_checked(value: Any) -> Any:
    """A value with plain numbers, as `check` is given them."""
    if isinstance(value, Measured):
        return value.exact
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{name: _as_checked(item) for name, item in field_values(value).items()})
    return tuple(map(_as_checked, value)) if isinstance(value, tuple) else value
