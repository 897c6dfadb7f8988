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
    """A matrix of any kind as rows of Fractions. Raises ValueError where the rows are not equally long.

    exact_matrix([[1, Decimal("0.5")]])     # ((Fraction(1), Fraction(1, 2)),)
    """
    matrix = tuple(map(exact_vector, _rows(rows)))
    if any(len(row) != len(matrix[0]) for row in matrix):
        raise ValueError("the rows of a matrix are equally long")
    return matrix


def _rows(rows: Any) -> Iterable[Iterable[Any]]:
    plain: Iterable[Iterable[Any]] = rows.tolist() if hasattr(rows, "tolist") else rows
    return plain


def exact_vector(items: Any) -> Vector:
    """The items of a vector as Fractions."""
    return tuple(map(exact, items))


def identity(n: int) -> Matrix:
    """The n × n identity matrix."""
    return tuple(_unit(n, at) for at in range(n))


def _unit(n: int, at: int) -> Vector:
    """A vector of n numbers, all 0 but for a 1 at a place."""
    items = [Fraction(0)] * n
    items[at] = Fraction(1)
    return tuple(items)


def transposed(rows: Any) -> Matrix:
    """The transpose: rows for columns."""
    return tuple(zip(*exact_matrix(rows), strict=True))


def dot(one: Any, other: Any) -> Fraction:
    """The scalar product of two vectors. Raises ValueError where their lengths differ.

    dot((1, 2), (3, Fraction(1, 2)))        # Fraction(4)
    """
    total = Fraction(0)
    for a, b in zip(exact_vector(one), exact_vector(other), strict=True):
        total += a * b
    return total


def matrix_product(one: Any, other: Any) -> Matrix:
    """The product of two matrices, l × m and m × n. Raises ValueError where their shapes do not fit."""
    columns = transposed(other)
    product = []
    for row in exact_matrix(one):
        product.append(tuple(dot(row, column) for column in columns))
    return tuple(product)


def applied(rows: Any, to: Any) -> Vector:
    """A matrix times a vector. Raises ValueError where their shapes do not fit.

    applied([[1, 2], [0, 1]], to=(3, 4))    # (Fraction(11), Fraction(4))
    """
    items = exact_vector(to)
    return tuple(dot(row, items) for row in exact_matrix(rows))


def row_reduced(rows: Any) -> Matrix:
    """The reduced row echelon form: each pivot is 1, and alone in its column; rows of zeros stand last."""
    return _eliminated(exact_matrix(rows))[0]


def _eliminated(rows: Matrix) -> tuple[Matrix, list[int], Fraction]:
    """Gauss-Jordan elimination: the reduced row echelon form, its pivot columns, and a scale.

    The scale is the product of the pivots with the sign of the exchanges of rows: the determinant of a regular matrix.
    """
    pivots: list[int] = []
    work, scale = [list(row) for row in rows], Fraction(1)
    for column in range(len(work[0]) if work else 0):
        top = len(pivots)
        candidates = [at for at in range(top, len(work)) if work[at][column]]
        if not candidates:
            continue
        chosen = candidates[0]
        if chosen != top:
            work[top], work[chosen], scale = work[chosen], work[top], -scale
        pivot = work[top][column]
        scale *= pivot
        work[top] = [item / pivot for item in work[top]]
        for at, row in enumerate(work):
            if at != top and row[column]:
                work[at] = _without(row, row[column], work[top])
        pivots.append(column)
    return tuple(map(tuple, work)), pivots, scale


def _without(row: list[Fraction], times: Fraction, other: list[Fraction]) -> list[Fraction]:
    """The row minus so many times another."""
    return [a - times * b for a, b in zip(row, other, strict=True)]


def rank(rows: Any) -> int:
    """The rank: how many rows are linearly independent."""
    return len(_eliminated(exact_matrix(rows))[1])


def determinant(rows: Any) -> Fraction:
    """The determinant, by elimination. Raises ValueError where the matrix is not square.

    determinant([[1, 2], [3, 4]])           # Fraction(-2)
    """
    square = _square(rows)
    _, pivots, scale = _eliminated(square)
    return scale if len(pivots) == len(square) else Fraction(0)


def inverse(rows: Any) -> Matrix:
    """The inverse of a square matrix. Raises ValueError where there is none."""
    square = _square(rows)
    size = len(square)
    with_identity = [row + unit for row, unit in zip(square, identity(size), strict=True)]
    reduced, pivots, _ = _eliminated(tuple(with_identity))
    if pivots != list(range(size)):
        raise ValueError("a matrix of determinant 0 has no inverse")
    return tuple(row[size:] for row in reduced)


def linear_solution(rows: Any, right: Any) -> Vector:
    """The one vector x with rows · x = right. Raises ValueError where there is none, or more than one.

    linear_solution([[1, 1], [1, -1]], [3, 1])             # (Fraction(2), Fraction(1))
    """
    left = exact_matrix(rows)
    equations = [(*row, wanted) for row, wanted in zip(left, exact_vector(right), strict=True)]
    reduced, pivots, _ = _eliminated(tuple(equations))
    unknowns = len(left[0])
    if unknowns in pivots:
        raise ValueError("the equations contradict each other")
    if len(pivots) < unknowns:
        raise ValueError("the equations have more than one solution")
    return tuple(row[-1] for row in reduced[:unknowns])


def kernel(rows: Any) -> Matrix:
    """A basis of the kernel, the vectors x with rows · x = 0; empty where only the zero vector is one.

    kernel([[1, 2]])                        # ((Fraction(-2), Fraction(1)),)
    """
    reduced, pivots, _ = _eliminated(exact_matrix(rows))
    columns = len(reduced[0]) if reduced else 0
    basis = []
    for free in range(columns):
        if free in pivots:
            continue
        vector = list(_unit(columns, free))
        for row, pivot in zip(reduced, pivots, strict=False):
            vector[pivot] = -row[free]
        basis.append(tuple(vector))
    return tuple(basis)


def is_eigenpair(rows: Any, value: Any, of: Any) -> bool:
    """Whether a vector is an eigenvector of a matrix for an eigenvalue: rows · of = value · of, and not zero.

    is_eigenpair([[2, 1], [1, 2]], 3, of=(5, 5))           # True: any length will do
    """
    items, factor = exact_vector(of), exact(value)
    return any(items) and applied(rows, items) == tuple(factor * item for item in items)


def is_positive_definite(rows: Any) -> bool:
    """Whether a symmetric matrix is positive definite. False for a matrix that is not symmetric.

    Sylvester's criterion: all leading principal minors are positive.
    """
    square = _square(rows)
    if square != transposed(square):
        return False
    for size in range(1, len(square) + 1):
        corner = [row[:size] for row in square[:size]]
        if determinant(corner) <= 0:
            return False
    return True


def _square(rows: Any) -> Matrix:
    matrix = exact_matrix(rows)
    if matrix and len(matrix) != len(matrix[0]):
        raise ValueError("a square matrix is wanted")
    return matrix
