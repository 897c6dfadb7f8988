"""Linear algebra in exact fractions: by elimination, without a rounded digit.

A matrix is given as rows (lists, tuples, a NumPy array of whole numbers, a SymPy matrix of rationals) of exact numbers;
it comes back as a tuple of rows of Fractions. A float is refused with a TypeError: of a rounded matrix neither the rank
nor an eigenvector is what it seems.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Any, TypeAlias

from exampaper.oracles.exact import exact

Vector: TypeAlias = tuple[Fraction, ...]
Matrix: TypeAlias = tuple[Vector, ...]


def exact_matrix(rows: Any) -> Matrix:
    """Rows as exact fractions. Raises ValueError where they are not equally long."""
    made = tuple(tuple(map(exact, row)) for row in _rows(rows))
    if len({len(row) for row in made}) > 1:
        raise ValueError("the rows of a matrix are equally long")
    return made


def _rows(rows: Any) -> Iterable[Iterable[Any]]:
    given: Iterable[Iterable[Any]] = rows.tolist() if hasattr(rows, "tolist") else rows
    return given


def exact_vector(items: Any) -> Vector:
    """Items as exact fractions."""
    return tuple(map(exact, items))


def identity(n: int) -> Matrix:
    """The n × n identity matrix."""
    return tuple(tuple(Fraction(int(i == j)) for j in range(n)) for i in range(n))


def transposed(rows: Any) -> Matrix:
    """Rows for columns."""
    return tuple(zip(*exact_matrix(rows), strict=True))


def dot(one: Any, other: Any) -> Fraction:
    """The scalar product. Raises ValueError where the lengths differ."""
    return sum((a * b for a, b in zip(exact_vector(one), exact_vector(other), strict=True)), Fraction(0))


def matrix_product(one: Any, other: Any) -> Matrix:
    """The product of two matrices. Raises ValueError where their shapes do not fit."""
    columns = transposed(other)
    return tuple(tuple(dot(row, column) for column in columns) for row in exact_matrix(one))


def applied(rows: Any, to: Any) -> Vector:
    """A matrix times a vector. Raises ValueError where their shapes do not fit."""
    items = exact_vector(to)
    return tuple(dot(row, items) for row in exact_matrix(rows))


def row_reduced(rows: Any) -> Matrix:
    """The reduced row echelon form."""
    return _eliminated(exact_matrix(rows))[0]


def _eliminated(rows: Matrix) -> tuple[Matrix, list[int], Fraction]:
    """The reduced form, its pivot columns, and the product of the pivots with the sign of the exchanges."""
    pivots: list[int] = []
    work, scale = [list(row) for row in rows], Fraction(1)
    for column in range(len(work[0]) if work else 0):
        top = len(pivots)
        found = next((i for i in range(top, len(work)) if work[i][column]), None)
        if found is None:
            continue
        if found != top:
            work[top], work[found], scale = work[found], work[top], -scale
        scale *= work[top][column]
        work[top] = [x / work[top][column] for x in work[top]]
        for i, row in enumerate(work):
            if i != top and row[column]:
                work[i] = [x - row[column] * y for x, y in zip(row, work[top], strict=True)]
        pivots.append(column)
    return tuple(map(tuple, work)), pivots, scale


def rank(rows: Any) -> int:
    """The number of independent rows."""
    return len(_eliminated(exact_matrix(rows))[1])


def determinant(rows: Any) -> Fraction:
    """The determinant. Raises ValueError where the matrix is not square."""
    square = _square(rows)
    _, pivots, scale = _eliminated(square)
    return scale if len(pivots) == len(square) else Fraction(0)


def inverse(rows: Any) -> Matrix:
    """The inverse matrix. Raises ValueError where there is none."""
    square = _square(rows)
    reduced, pivots, _ = _eliminated(tuple(row + unit for row, unit in zip(square, identity(len(square)), strict=True)))
    if pivots != list(range(len(square))):
        raise ValueError("a matrix of determinant 0 has no inverse")
    return tuple(row[len(square) :] for row in reduced)


def linear_solution(rows: Any, right: Any) -> Vector:
    """The one vector x with rows · x = right. Raises ValueError where there is none, or more than one."""
    left, wanted = exact_matrix(rows), exact_vector(right)
    reduced, pivots, _ = _eliminated(tuple((*row, b) for row, b in zip(left, wanted, strict=True)))
    unknowns = len(left[0])
    if unknowns in pivots:
        raise ValueError("the equations contradict each other")
    if len(pivots) < unknowns:
        raise ValueError("the equations have more than one solution")
    return tuple(row[-1] for row in reduced[:unknowns])


def kernel(rows: Any) -> Matrix:
    """A basis of the vectors x with rows · x = 0; empty where there is the zero vector only."""
    reduced, pivots, _ = _eliminated(exact_matrix(rows))
    columns = len(reduced[0]) if reduced else 0
    basis = []
    for free in (column for column in range(columns) if column not in pivots):
        found = [Fraction(int(column == free)) for column in range(columns)]
        for row, pivot in zip(reduced, pivots, strict=False):
            found[pivot] = -row[free]
        basis.append(tuple(found))
    return tuple(basis)


def is_eigenpair(rows: Any, value: Any, of: Any) -> bool:
    """Whether rows · of = value · of, for a vector that is not zero."""
    items, factor = exact_vector(of), exact(value)
    return any(items) and applied(rows, items) == tuple(factor * x for x in items)


def is_positive_definite(rows: Any) -> bool:
    """Whether a symmetric matrix has positive leading minors only (Sylvester). False for one that is not symmetric."""
    square = _square(rows)
    minors = (determinant([row[:n] for row in square[:n]]) for n in range(1, len(square) + 1))
    return square == transposed(square) and all(minor > 0 for minor in minors)


def _square(rows: Any) -> Matrix:
    made = exact_matrix(rows)
    if any(len(row) != len(made) for row in made):
        raise ValueError("a square matrix is wanted")
    return made
