"""Several values in one answer: vectors and matrices item by item, sets in any order, intervals by their ends."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import inf, isinf
from typing import Any

from exampaper.answers.kind import RIGHT, WRONG, AnswerType, Judgement, Verdict
from exampaper.answers.number import value_of
from exampaper.answers.reader import read_collection
from exampaper.answers.tree import Collection, Expression, Letter, Negative, Typed, Union, Unreadable
from exampaper.answers.write import write


@dataclass(frozen=True, slots=True)
class VectorType(AnswerType):
    """Items in their order: a tuple, a list, a vector. length: how many; None for any number."""

    item: AnswerType
    length: int | None = None

    def show(self, value: Sequence[Any]) -> str:
        return ", ".join(map(self.item.show, value))

    def read(self, text: str) -> tuple[Any, ...]:
        return tuple(self.item.read(write(item)) for item in _items(read_collection(text.rpartition("=")[2])))

    def judge(self, key: Sequence[Any], given: Sequence[Any]) -> Judgement:
        if len(key) != len(given):
            return Judgement(Verdict.WRONG, f"{len(key)} values are asked for" if self.length else "")
        return worst([self.item.judge(one, other) for one, other in zip(key, given, strict=True)])

    def same(self, one: Sequence[Any], other: Sequence[Any]) -> bool:
        return len(one) == len(other) and all(map(self.item.same, one, other))

    def spec(self) -> dict[str, Any]:
        return {"type": "vector", "item": self.item.spec(), "length": self.length}

    def key_data(self, value: Sequence[Any]) -> list[Any]:
        return list(map(self.item.key_data, value))

    def convert(self, value: Any) -> tuple[Any, ...]:
        if isinstance(value, str):
            raise TypeError("a list is wanted")
        items = tuple(map(self.item.convert, value.tolist() if hasattr(value, "tolist") else value))
        if self.length is not None and len(items) != self.length:
            raise ValueError(f"{self.length} items are declared")
        return items

    def agrees(self, key: Sequence[Any], own: Any) -> bool:
        items = list(own)
        return len(key) == len(items) and all(map(self.item.agrees, key, items))

    def as_printed(self, value: Sequence[Any]) -> tuple[Any, ...]:
        return tuple(map(self.item.as_printed, value))

    def is_tie(self, value: Sequence[Any]) -> bool:
        return any(map(self.item.is_tie, value))

    def spellings(self, value: Sequence[Any]) -> Iterator[str]:
        items = [next(iter(self.item.spellings(item))) for item in value]
        for opened, closed in ("()", "[]", ("", "")):
            yield f"{opened}{', '.join(items)}{closed}" if opened or len(items) > 1 else f"({items[0]})"
        yield f"({'; '.join(items)})"


@dataclass(frozen=True, slots=True)
class MatrixType(AnswerType):
    """Rows of items."""

    item: AnswerType

    def show(self, value: Any) -> str:
        rows = r" \\ ".join(" & ".join(map(self.item.show, row)) for row in rows_of(value))
        return rf"\begin{{pmatrix}} {rows} \end{{pmatrix}}"

    def read(self, text: str) -> tuple[tuple[Any, ...], ...]:
        """[[1, 2], [3, 4]], or rows on lines of their own, or parted by semicolons: 1 2; 3 4."""
        if "[" in text or "{" in text or text.count("(") > 1:
            rows = [_items(row) for row in _items(read_collection(text))]
            typed = [[write(item) for item in row] for row in rows]
        else:
            lines = [line for line in text.strip().strip("()").replace(";", "\n").split("\n") if line.strip()]
            typed = [[item for item in line.replace(",", " ").split() if item] for line in lines]
        if len({len(row) for row in typed}) > 1:
            raise Unreadable("the rows have different lengths")
        return tuple(tuple(self.item.read(item) for item in row) for row in typed)

    def judge(self, key: Any, given: tuple[tuple[Any, ...], ...]) -> Judgement:
        rows = rows_of(key)
        if len(rows) != len(given) or any(len(a) != len(b) for a, b in zip(rows, given, strict=True)):
            return Judgement(Verdict.WRONG, f"a matrix of {len(given)} rows, but its size is another one")
        pairs = [pair for a, b in zip(rows, given, strict=True) for pair in zip(a, b, strict=True)]
        return worst([self.item.judge(one, other) for one, other in pairs])

    def same(self, one: Any, other: Any) -> bool:
        mine, others = rows_of(one), rows_of(other)
        return _shape(mine) == _shape(others) and all(map(self.item.same, _flat(mine), _flat(others)))

    def spec(self) -> dict[str, Any]:
        return {"type": "matrix", "item": self.item.spec()}

    def key_data(self, value: Any) -> list[list[Any]]:
        return [list(map(self.item.key_data, row)) for row in rows_of(value)]

    def convert(self, value: Any) -> tuple[tuple[Any, ...], ...]:
        return Rows(tuple(map(self.item.convert, row)) for row in rows_of(value))

    def agrees(self, key: Any, own: Any) -> bool:
        mine, others = rows_of(key), rows_of(own)
        return _shape(mine) == _shape(others) and all(map(self.item.agrees, _flat(mine), _flat(others)))

    def as_printed(self, value: Any) -> tuple[tuple[Any, ...], ...]:
        return Rows(tuple(map(self.item.as_printed, row)) for row in rows_of(value))

    def is_tie(self, value: Any) -> bool:
        return any(map(self.item.is_tie, _flat(rows_of(value))))

    def spellings(self, value: Any) -> Iterator[str]:
        rows = [[next(iter(self.item.spellings(item))) for item in row] for row in rows_of(value)]
        yield f"[{', '.join('[' + ', '.join(row) + ']' for row in rows)}]"
        yield "; ".join(" ".join(item.replace(" ", "") for item in row) for row in rows)
        yield "\n".join("  ".join(item.replace(" ", "") for item in row) for row in rows)


class Rows(tuple[tuple[Any, ...], ...]):
    """A matrix as a tuple of its rows."""

    def __new__(cls, rows: Any = ()) -> Rows:
        return super().__new__(cls, (tuple(row) for row in rows_of(rows)))

    @property
    def T(self) -> Rows:  # noqa: N802 (as NumPy has it)
        """Rows for columns."""
        return Rows(zip(*self, strict=True))


def _shape(rows: list[list[Any]]) -> list[int]:
    return [len(row) for row in rows]


def _flat(rows: list[list[Any]]) -> list[Any]:
    return [item for row in rows for item in row]


def rows_of(value: Any) -> list[list[Any]]:
    """The rows of a SymPy matrix, a NumPy array or a tuple of rows."""
    return [list(row) for row in (value.tolist() if hasattr(value, "tolist") else value)]


def worst(judgements: Sequence[Judgement]) -> Judgement:
    """What is told of several: wrong before undecided before imprecise."""
    for verdict in (Verdict.WRONG, Verdict.UNDECIDED, Verdict.IMPRECISE):
        if found := [each for each in judgements if each.verdict is verdict]:
            return found[0]
    return RIGHT


def _items(typed: Typed) -> tuple[Typed, ...]:
    if isinstance(typed, Collection):
        return typed.items
    if isinstance(typed, Union):
        raise Unreadable("a list of values is asked for, not a union")
    return (typed,)


# ------------------------------------------------------------------ sets


class Elements(tuple[Any, ...]):
    """The elements of a finite set in ascending order, each once: what a set of answers is held as, and prints by."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class SetType(AnswerType):
    """Values in any order, each once."""

    item: AnswerType

    def convert(self, value: Any) -> Elements:
        """Raises TypeError for what is no set, list or tuple."""
        distinct: list[Any] = []
        for element in value:
            converted = self.item.convert(element)
            if not any(self.item.same(converted, other) for other in distinct):
                distinct.append(converted)
        return Elements(_sorted(distinct))

    def show(self, value: Any) -> str:
        return rf"\{{{', '.join(map(self.item.show, _sorted(value)))}\}}" if value else r"\emptyset"

    def read(self, text: str) -> tuple[Any, ...]:
        if text.strip().strip("$").lower() in ("{}", "∅", "none", r"\emptyset", "empty"):
            return ()
        return tuple(self.item.read(write(item)) for item in _items(read_collection(text.rpartition("=")[2])))

    def judge(self, key: Any, given: tuple[Any, ...]) -> Judgement:
        left = list(key)
        for item in given:
            found = next((one for one in left if self.item.judge(one, item).right), None)
            if found is not None:
                left.remove(found)
            elif not any(self.item.judge(one, item).right for one in key):  # typed twice is no error
                return WRONG
        return WRONG if left else RIGHT

    def same(self, one: Any, other: Any) -> bool:
        left = list(other)
        for item in one:
            found = next((candidate for candidate in left if self.item.same(item, candidate)), None)
            if found is None:
                return False
            left.remove(found)
        return not left

    def spec(self) -> dict[str, Any]:
        return {"type": "set", "item": self.item.spec()}

    def key_data(self, value: Any) -> list[Any]:
        return list(map(self.item.key_data, _sorted(value)))

    def spellings(self, value: Any) -> Iterator[str]:
        items = [next(iter(self.item.spellings(item))) for item in _sorted(value)]
        yield f"{{{', '.join(items)}}}"
        if items:
            yield ", ".join(reversed(items)) if len(items) > 1 else items[0]
            yield f"{{{'; '.join(items)}}}"


def _sorted(values: Any) -> list[Any]:
    try:
        return sorted(values)
    except TypeError:
        return sorted(values, key=str)


# ------------------------------------------------------------------ intervals


@dataclass(frozen=True, slots=True)
class Piece:
    """An interval, or a point (low = high): its ends, and whether they belong to it."""

    low: Fraction | float
    high: Fraction | float
    low_closed: bool
    high_closed: bool


@dataclass(frozen=True, slots=True)
class IntervalType(AnswerType):
    """A set of real numbers, made of intervals and points: a SymPy set."""

    def show(self, value: Any) -> str:
        from sympy import latex

        return str(latex(value))

    def read(self, text: str) -> tuple[Piece, ...]:
        plain = text.strip().strip("$").rpartition("∈")[2].rpartition(r"\in")[2]
        if plain.strip().lower() in ("{}", "∅", "none", r"\emptyset", "empty"):
            return ()
        return _merged([*_pieces(read_collection(plain, ("R", "ℝ")))])

    def judge(self, key: Any, given: tuple[Piece, ...]) -> Judgement:
        wanted = _merged(_of_sympy(key))
        if wanted == given:
            return RIGHT
        if [(each.low, each.high) for each in wanted] == [(each.low, each.high) for each in given]:
            return Judgement(Verdict.WRONG, "the ends are right: look at the brackets")
        return WRONG

    def same(self, one: Any, other: Any) -> bool:
        return _merged(_of_sympy(one)) == _merged(_of_sympy(other))

    def spec(self) -> dict[str, Any]:
        return {"type": "interval"}

    def key_data(self, value: Any) -> list[list[Any]]:
        pieces = _merged(_of_sympy(value))
        return [[_written(p.low), _written(p.high), p.low_closed, p.high_closed] for p in pieces]

    def spellings(self, value: Any) -> Iterator[str]:
        pieces = _merged(_of_sympy(value))
        yield " U ".join(map(_spelled, pieces)) or "{}"
        yield " ∪ ".join(map(_spelled, reversed(pieces))) or "∅"


def _written(end: Fraction | float) -> str:
    return ("-oo" if end < 0 else "oo") if isinf(end) else str(end)


def _spelled(piece: Piece) -> str:
    low, high = _written(piece.low), _written(piece.high)
    if piece.low == piece.high:
        return f"{{{low}}}"
    return f"{'[' if piece.low_closed else '('}{low}, {high}{']' if piece.high_closed else ')'}"


def _pieces(typed: Typed) -> Iterator[Piece]:
    match typed:
        case Union(parts, ()):
            for part in parts:
                yield from _pieces(part)
        case Union(parts, less):
            left = [piece for part in parts for piece in _pieces(part)]
            for taken in (piece for part in less for piece in _pieces(part)):
                left = [piece for whole in left for piece in _without(whole, taken)]
            yield from left
        case Letter("R" | "ℝ"):
            yield Piece(-inf, inf, False, False)
        case Collection("{", items, "}"):
            for item in items:
                point = _end(item)
                yield Piece(point, point, True, True)
        case Collection(opened, (low, high), closed) if opened:
            ends = _end(low), _end(high)
            if ends[0] > ends[1]:
                raise Unreadable("the lower end comes first")
            closed_ends = opened == "[" and not isinf(ends[0]), closed == "]" and not isinf(ends[1])
            yield Piece(*ends, *closed_ends)
        case _:
            raise Unreadable("write an interval as (1, 2] or [0, oo), several joined by U")


def _without(piece: Piece, taken: Piece) -> Iterator[Piece]:
    """What is left of an interval on both sides of another one."""
    if taken.high < piece.low or taken.low > piece.high:
        yield piece
        return
    yield Piece(piece.low, taken.low, piece.low_closed, not taken.low_closed)
    yield Piece(taken.high, piece.high, not taken.high_closed, piece.high_closed)


def _end(typed: Typed) -> Fraction | float:
    if isinstance(typed, Negative) and typed.body == Letter("oo"):
        return -inf
    if typed == Letter("oo"):
        return inf
    if isinstance(typed, Collection | Union):
        raise Unreadable("an end of an interval is a number")
    return _number(typed)


def _number(tree: Expression) -> Fraction | float:
    found = value_of(tree)
    return round(found, 12) if isinstance(found, float) else found


def _of_sympy(value: Any) -> list[Piece]:
    from sympy import FiniteSet, Interval
    from sympy import Union as Unions

    if isinstance(value, Interval):
        ends = [_of_end(end) for end in (value.start, value.end)]
        return [Piece(ends[0], ends[1], not value.left_open, not value.right_open)]
    if isinstance(value, FiniteSet):
        return [Piece(_of_end(point), _of_end(point), True, True) for point in value]
    if isinstance(value, Unions):
        return [piece for part in value.args for piece in _of_sympy(part)]
    if value.is_empty:
        return []
    return [Piece(-inf, inf, False, False)]


def _of_end(end: Any) -> Fraction | float:
    if end.is_infinite:
        return inf if end.is_extended_positive else -inf
    return Fraction(int(end.p), int(end.q)) if end.is_Rational else round(float(end), 12)


def _merged(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Pieces in order, those that meet made one, empty ones left out."""
    whole = [p for p in pieces if p.low < p.high or (p.low == p.high and p.low_closed and p.high_closed)]
    merged: list[Piece] = []
    for piece in sorted(whole, key=lambda p: (p.low, not p.low_closed)):
        last = merged[-1] if merged else None
        if last and (piece.low < last.high or (piece.low == last.high and (piece.low_closed or last.high_closed))):
            high, closed = max((last.high, last.high_closed), (piece.high, piece.high_closed))
            merged[-1] = Piece(last.low, high, last.low_closed, closed)
        else:
            merged.append(piece)
    return tuple(merged)


__all__ = ["IntervalType", "MatrixType", "SetType", "VectorType"]
