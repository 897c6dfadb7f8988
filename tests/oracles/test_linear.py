"""Linear algebra in fractions, tested against SymPy."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st

from exampaper import oracles
from exampaper.dec import Dec

entries = st.integers(-3, 3) | st.fractions(-2, 2, max_denominator=3)
Rows = list[list[Any]]


@st.composite
def matrices(draw: st.DrawFn, square: bool = False) -> Rows:
    height = draw(st.integers(1, 4))
    width = height if square else draw(st.integers(1, 4))
    return draw(st.lists(st.lists(entries, min_size=width, max_size=width), min_size=height, max_size=height))


def of_sympy(rows: Any) -> sympy.Matrix:
    return sympy.Matrix([[sympy.Rational(Fraction(x)) for x in row] for row in rows])


@given(matrices())
def test_elimination_is_that_of_sympy(rows: Rows) -> None:
    theirs = of_sympy(rows)
    assert oracles.rank(rows) == theirs.rank()
    assert of_sympy(oracles.row_reduced(rows)) == theirs.rref()[0]
    basis = oracles.kernel(rows)
    assert len(basis) == theirs.cols - theirs.rank() == (oracles.rank(basis) if basis else 0)
    assert all(not any(oracles.applied(rows, found)) for found in basis)


@given(matrices(square=True))
def test_determinants_inverses_and_solutions(rows: Rows) -> None:
    theirs, size = of_sympy(rows), len(rows)
    assert oracles.determinant(rows) == Fraction(str(theirs.det()))
    right = list(range(1, size + 1))
    if oracles.determinant(rows):
        assert oracles.matrix_product(rows, oracles.inverse(rows)) == oracles.identity(size)
        assert oracles.applied(rows, oracles.linear_solution(rows, right)) == tuple(right)
    else:
        with pytest.raises(ValueError, match="no inverse"):
            oracles.inverse(rows)
        with pytest.raises(ValueError, match=r"contradict|more than one"):
            oracles.linear_solution(rows, right)


@given(matrices(square=True))
def test_positive_definite_is_what_sympy_calls_so(rows: Rows) -> None:
    symmetric = oracles.matrix_product(rows, oracles.transposed(rows))
    assert oracles.is_positive_definite(symmetric) == of_sympy(symmetric).is_positive_definite
    assert not oracles.is_positive_definite([[1, 2], [0, 1]])


def test_matrices_of_all_kinds() -> None:
    wanted = ((Fraction(1), Fraction(1, 2)), (Fraction(3), Fraction(4)))
    for rows in (((1, Dec("0.5")), [3, 4]), sympy.Matrix([[1, sympy.Rational(1, 2)], [3, 4]]).tolist()):
        assert oracles.exact_matrix(rows) == wanted
    assert oracles.determinant(np.array([[1, 2], [3, 4]])) == -2
    assert oracles.determinant(sympy.Matrix([[1, 2], [3, 4]])) == -2
    assert oracles.dot((1, 2), (3, Dec("0.5"))) == 4
    assert oracles.transposed([[1, 2]]) == ((Fraction(1),), (Fraction(2),))
    with pytest.raises(TypeError, match="not float"):
        oracles.rank([[0.1, 1]])
    with pytest.raises(ValueError, match="equally long"):
        oracles.rank([[1, 2], [3]])
    with pytest.raises(ValueError, match="square"):
        oracles.determinant([[1, 2]])


def test_eigenvectors_of_any_length() -> None:
    rows = ((2, 1), (1, 2))
    assert oracles.is_eigenpair(rows, 3, (5, 5))
    assert oracles.is_eigenpair(rows, 1, (Dec("0.5"), Dec("-0.5")))
    assert not oracles.is_eigenpair(rows, 3, (0, 0))
    assert not oracles.is_eigenpair(rows, 3, (1, 2))
