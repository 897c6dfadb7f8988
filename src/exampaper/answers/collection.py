"""Several values in one answer: vectors and matrices item by item, sets in any order, intervals by their ends."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain
from math import inf, isclose, isinf
from typing import Any

from exampaper.answers.formula import FormulaType
from exampaper.answers.kind import RIGHT, WRONG, AnswerType, Judgement, Verdict
from exampaper.answers.number import value_of
from exampaper.answers.reader import read_collection
from exampaper.answers.tree import Collection, Letter, Negative, Typed, Union, Unreadable
from exampaper.answers.write import write


@dataclass(frozen=True, slots=True)
class VectorType(AnswerType):
    """A tuple, a list or a vector: items in their order. length: the number of items; None for any."""

    item: AnswerType
    length: int | None = None

    def show(self, value: Sequence[Any]) -> str:
        return ", ".join(map(self.item.show, value))

    def read(self, text: str) -> tuple[Any, ...]:
        return _read_items(text, self.item)

    def judge(self, key: Sequence[Any], given: Sequence[Any]) -> Judgement:
        if len(key) != len(given):
            return Judgement(Verdict.WRONG, f"{len(key)} values are expected" if self.length else "")
        return worst([self.item.judge(one, other) for one, other in zip(key, given, strict=True)])

    def same(self, one: Sequence[Any], other: Sequence[Any]) -> bool:
        return len(one) == len(other) and all(map(self.item.same, one, other))

    def spec(self) -> dict[str, Any]:
        return {"type": "vector", "item": self.item.spec(), "length": self.length}

    def key_data(self, value: Sequence[Any]) -> list[Any]:
        return list(map(self.item.key_data, value))

    def convert(self, value: Any) -> tuple[Any, ...]:
        if isinstance(value, str):
            raise TypeError("expected a list")
        items = tuple(map(self.item.convert, _as_list(value)))
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
        items = [_spelled(self.item, item) for item in value]
        listed = ", ".join(items)
        yield f"({listed})"
        yield f"[{listed}]"
        yield listed if len(items) > 1 else f"({listed})"
        yield f"({'; '.join(items)})"


@dataclass(frozen=True, slots=True)
class MatrixType(AnswerType):
    """A matrix: rows of items of one type."""

    item: AnswerType

    def show(self, value: Any) -> str:
        rows = r" \\ ".join(" & ".join(map(self.item.show, row)) for row in rows_of(value))
        return rf"\begin{{pmatrix}} {rows} \end{{pmatrix}}"

    def read(self, text: str) -> tuple[tuple[Any, ...], ...]:
        """Rows in brackets, on lines of their own or separated by semicolons: [[1, 2], [3, 4]] or 1 2; 3 4.

        Raises Unreadable.
        """
        in_brackets = "[" in text or "{" in text or text.count("(") > 1
        rows = _bracketed_rows(text) if in_brackets else _rows_by_line(text)
        if len(set(map(len, rows))) > 1:
            raise Unreadable("the rows have different lengths")
        return tuple(tuple(map(self.item.read, row)) for row in rows)

    def judge(self, key: Any, given: tuple[tuple[Any, ...], ...]) -> Judgement:
        rows = rows_of(key)
        if _shape(rows) != _shape(given):
            return Judgement(Verdict.WRONG, "the matrix has another size")
        return worst(list(map(self.item.judge, _flat(rows), _flat(given))))

    def same(self, one: Any, other: Any) -> bool:
        rows, other_rows = rows_of(one), rows_of(other)
        return _shape(rows) == _shape(other_rows) and all(map(self.item.same, _flat(rows), _flat(other_rows)))

    def spec(self) -> dict[str, Any]:
        return {"type": "matrix", "item": self.item.spec()}

    def key_data(self, value: Any) -> list[list[Any]]:
        return [list(map(self.item.key_data, row)) for row in rows_of(value)]

    def convert(self, value: Any) -> tuple[tuple[Any, ...], ...]:
        return Rows(tuple(map(self.item.convert, row)) for row in rows_of(value))

    def agrees(self, key: Any, own: Any) -> bool:
        rows, own_rows = rows_of(key), rows_of(own)
        return _shape(rows) == _shape(own_rows) and all(map(self.item.agrees, _flat(rows), _flat(own_rows)))

    def as_printed(self, value: Any) -> tuple[tuple[Any, ...], ...]:
        return Rows(tuple(map(self.item.as_printed, row)) for row in rows_of(value))

    def is_tie(self, value: Any) -> bool:
        return any(map(self.item.is_tie, _flat(rows_of(value))))

    def spellings(self, value: Any) -> Iterator[str]:
        bracketed, spaced, aligned = [], [], []
        for row in rows_of(value):
            items = [_spelled(self.item, item) for item in row]
            compact = [item.replace(" ", "") for item in items]
            bracketed.append(f"[{', '.join(items)}]")
            spaced.append(" ".join(compact))
            aligned.append("  ".join(compact))
        yield f"[{', '.join(bracketed)}]"
        yield "; ".join(spaced)
        yield "\n".join(aligned)


def _bracketed_rows(text: str) -> list[list[str]]:
    """The items of [[1, 2], [3, 4]]. Raises Unreadable."""
    rows = []
    for row in _items(read_collection(text)):
        rows.append([write(item) for item in _items(row)])
    return rows


def _rows_by_line(text: str) -> list[list[str]]:
    """The items of rows by lines or semicolons, with white space or commas between items."""
    rows = []
    for line in text.strip().strip("()").replace(";", "\n").split("\n"):
        items = line.replace(",", " ").split()
        if line.strip():
            rows.append(items)
    return rows


class Rows(tuple[tuple[Any, ...], ...]):
    """A matrix as a tuple of its rows."""

    def __new__(cls, rows: Any = ()) -> Rows:
        return super().__new__(cls, (tuple(row) for row in rows_of(rows)))

    @property
    def T(self) -> Rows:  # noqa: N802 (as NumPy has it)
        """Rows for columns."""
        return Rows(zip(*self, strict=True))


def _shape(rows: Sequence[Sequence[Any]]) -> list[int]:
    """The length of each row."""
    return list(map(len, rows))


def _flat(rows: Sequence[Sequence[Any]]) -> list[Any]:
    """The items of all rows, row by row."""
    return list(chain.from_iterable(rows))


def _as_list(value: Any) -> Any:
    """A SymPy matrix or a NumPy array as lists; anything else as it is."""
    return value.tolist() if hasattr(value, "tolist") else value


def rows_of(value: Any) -> list[list[Any]]:
    """The rows of a SymPy matrix, a NumPy array or a sequence of rows."""
    return list(map(list, _as_list(value)))


def worst(judgements: Sequence[Judgement]) -> Judgement:
    """The judgement that counts for several items: wrong before undecided before imprecise before right."""
    for verdict in (Verdict.WRONG, Verdict.UNDECIDED, Verdict.IMPRECISE):
        for judgement in judgements:
            if judgement.verdict is verdict:
                return judgement
    return RIGHT


def _items(typed: Typed) -> tuple[Typed, ...]:
    if isinstance(typed, Collection):
        return typed.items
    if isinstance(typed, Union):
        raise Unreadable("a list of values is expected, not a union")
    return (typed,)


def _read_items(text: str, item_type: AnswerType) -> tuple[Any, ...]:
    """The items of a collection, perhaps after `x =`. Raises Unreadable."""
    letters = item_type.letters if isinstance(item_type, FormulaType) else ()
    collection = read_collection(text.rpartition("=")[2], letters)
    return tuple(item_type.read(write(item)) for item in _items(collection))


def _spelled(item_type: AnswerType, item: Any) -> str:
    """The first of the spellings of an item."""
    return next(iter(item_type.spellings(item)))


EMPTY = ("{}", "∅", "none", r"\emptyset", "empty")
"""Spellings of the empty set."""


def _is_empty(text: str) -> bool:
    return text.strip().strip("$").lower() in EMPTY


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
        return () if _is_empty(text) else _read_items(text, self.item)

    def judge(self, key: Any, given: tuple[Any, ...]) -> Judgement:
        missing = list(key)
        for item in given:
            matches = [element for element in key if self.item.judge(element, item).right]
            if not matches:
                return WRONG
            unmatched = [element for element in matches if element in missing]
            if unmatched:  # otherwise it is typed twice, which is no error
                missing.remove(unmatched[0])
        return WRONG if missing else RIGHT

    def same(self, one: Any, other: Any) -> bool:
        missing = list(other)
        for item in one:
            matches = [element for element in missing if self.item.same(item, element)]
            if not matches:
                return False
            missing.remove(matches[0])
        return not missing

    def spec(self) -> dict[str, Any]:
        return {"type": "set", "item": self.item.spec()}

    def key_data(self, value: Any) -> list[Any]:
        return list(map(self.item.key_data, _sorted(value)))

    def spellings(self, value: Any) -> Iterator[str]:
        items = [_spelled(self.item, item) for item in _sorted(value)]
        yield f"{{{', '.join(items)}}}"
        if items:
            yield ", ".join(reversed(items))
            yield f"{{{'; '.join(items)}}}"


def _sorted(values: Any) -> list[Any]:
    try:
        return sorted(values)
    except TypeError:
        return sorted(values, key=str)


# ------------------------------------------------------------------ intervals


@dataclass(frozen=True, slots=True)
class Piece:
    """An interval or a point, where low = high. low_closed, high_closed: whether an end belongs to it."""

    low: Fraction | float
    high: Fraction | float
    low_closed: bool
    high_closed: bool

    def __str__(self) -> str:
        """As a student would type it: [0, 1) or {2}."""
        low, high = _end_text(self.low), _end_text(self.high)
        if self.low == self.high:
            return f"{{{low}}}"
        opening = "[" if self.low_closed else "("
        closing = "]" if self.high_closed else ")"
        return f"{opening}{low}, {high}{closing}"


@dataclass(frozen=True, slots=True)
class IntervalType(AnswerType):
    """A set of real numbers made of intervals and points. Its value is a SymPy set."""

    def show(self, value: Any) -> str:
        from sympy import latex

        return str(latex(value))

    def read(self, text: str) -> tuple[Piece, ...]:
        """Intervals and points joined by ∪, perhaps after `x ∈`. Raises Unreadable."""
        plain = text.strip().strip("$").rpartition("∈")[2].rpartition(r"\in")[2]
        if _is_empty(plain):
            return ()
        return _merged(_pieces(read_collection(plain, ("R", "ℝ"))))

    def judge(self, key: Any, given: tuple[Piece, ...]) -> Judgement:
        pieces = _merged(_of_sympy(key))
        if not _end_alike(pieces, given):
            return WRONG
        if list(map(_brackets, pieces)) == list(map(_brackets, given)):
            return RIGHT
        return Judgement(Verdict.WRONG, "the ends are right: check the brackets")

    def same(self, one: Any, other: Any) -> bool:
        ours, theirs = _merged(_of_sympy(one)), _merged(_of_sympy(other))
        return _end_alike(ours, theirs) and list(map(_brackets, ours)) == list(map(_brackets, theirs))

    def spec(self) -> dict[str, Any]:
        return {"type": "interval"}

    def key_data(self, value: Any) -> list[list[Any]]:
        pieces = _merged(_of_sympy(value))
        return [[_end_text(p.low), _end_text(p.high), p.low_closed, p.high_closed] for p in pieces]

    def spellings(self, value: Any) -> Iterator[str]:
        pieces = _merged(_of_sympy(value))
        yield " U ".join(map(str, pieces)) or "{}"
        yield " ∪ ".join(map(str, reversed(pieces))) or "∅"


def _brackets(piece: Piece) -> tuple[bool, bool]:
    return piece.low_closed, piece.high_closed


def _end_alike(ours: Sequence[Piece], theirs: Sequence[Piece]) -> bool:
    """Whether all ends are the same numbers: a root is known to twelve places only."""
    pairs = zip(ours, theirs, strict=False)
    return len(ours) == len(theirs) and all(_near(a.low, b.low) and _near(a.high, b.high) for a, b in pairs)


def _near(one: Fraction | float, other: Fraction | float) -> bool:
    return one == other or isclose(one, other, rel_tol=1e-11, abs_tol=1e-11)


def _end_text(end: Fraction | float) -> str:
    if isinf(end):
        return "-oo" if end < 0 else "oo"
    return str(end)


def _pieces(typed: Typed) -> list[Piece]:
    """The intervals and points of a typed set, in any order. Raises Unreadable."""
    match typed:
        case Union(parts, less):
            pieces = list(chain.from_iterable(map(_pieces, parts)))
            for removed in chain.from_iterable(map(_pieces, less)):
                pieces = list(chain.from_iterable(_without(piece, removed) for piece in pieces))
            return pieces
        case Letter("R" | "ℝ"):
            return [ALL_REALS]
        case Collection("{", items, "}"):
            points = list(map(_end, items))
            return [Piece(point, point, True, True) for point in points]
        case Collection(opened, (low, high), closed) if opened:
            return [_interval(opened, _end(low), _end(high), closed)]
    raise Unreadable("write an interval as (1, 2] or [0, oo), several joined by U")


ALL_REALS = Piece(-inf, inf, False, False)


def _interval(opened: str, low: Fraction | float, high: Fraction | float, closed: str) -> Piece:
    if low > high:
        raise Unreadable("the lower end comes first")
    return Piece(low, high, opened == "[" and not isinf(low), closed == "]" and not isinf(high))


def _without(piece: Piece, removed: Piece) -> list[Piece]:
    """What is left of an interval on both sides of another one; either may be empty."""
    if removed.high < piece.low or removed.low > piece.high:
        return [piece]
    below = Piece(piece.low, removed.low, piece.low_closed, not removed.low_closed)
    above = Piece(removed.high, piece.high, not removed.high_closed, piece.high_closed)
    return [below, above]


def _end(typed: Typed) -> Fraction | float:
    if typed == Negative(Letter("oo")):
        return -inf
    if typed == Letter("oo"):
        return inf
    if isinstance(typed, Collection | Union):
        raise Unreadable("an end of an interval is a number")
    value = value_of(typed)
    return round(value, 12) if isinstance(value, float) else value


def _of_sympy(value: Any) -> list[Piece]:
    """The pieces of a SymPy set, in any order."""
    from sympy import FiniteSet, Interval
    from sympy import Union as SympyUnion

    if isinstance(value, Interval):
        low, high = _of_sympy_end(value.start), _of_sympy_end(value.end)
        return [Piece(low, high, not value.left_open, not value.right_open)]
    if isinstance(value, FiniteSet):
        points = list(map(_of_sympy_end, value))
        return [Piece(point, point, True, True) for point in points]
    if isinstance(value, SympyUnion):
        return list(chain.from_iterable(map(_of_sympy, value.args)))
    return [] if value.is_empty else [ALL_REALS]


def _of_sympy_end(end: Any) -> Fraction | float:
    if end.is_infinite:
        return inf if end.is_extended_positive else -inf
    if end.is_Rational:
        return Fraction(int(end.p), int(end.q))
    return round(float(end), 12)


def _merged(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Pieces in ascending order, those that touch joined into one, empty ones left out."""
    merged: list[Piece] = []
    for piece in sorted(pieces, key=lambda piece: (piece.low, not piece.low_closed)):
        is_point = piece.low == piece.high and piece.low_closed and piece.high_closed
        if piece.low >= piece.high and not is_point:
            continue
        if merged and _touches(merged[-1], piece):
            last = merged.pop()
            high, high_closed = max((last.high, last.high_closed), (piece.high, piece.high_closed))
            piece = Piece(last.low, high, last.low_closed, high_closed)
        merged.append(piece)
    return tuple(merged)


def _touches(lower: Piece, upper: Piece) -> bool:
    """Whether no number is between two pieces, of which `lower` begins first."""
    if upper.low == lower.high:
        return upper.low_closed or lower.high_closed
    return upper.low < lower.high


__all__ = ["IntervalType", "MatrixType", "SetType", "VectorType"]
