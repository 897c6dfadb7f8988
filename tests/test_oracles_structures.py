"""Trusted helpers, tested against SymPy and networkx: matrices, sets of solutions, graphs."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise, permutations
from typing import Any

import networkx as nx
import numpy as np
import pytest
import sympy
from hypothesis import given, settings
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


# ------------------------------------------------------------------ solutions


def test_a_set_of_solutions_is_complete_or_not() -> None:
    def holds(x: int) -> bool:
        return x * x == 9

    assert oracles.complete([3, -3], holds, range(-20, 21))
    assert not oracles.complete([3], holds, range(-20, 21))
    assert not oracles.complete([3, -3, -3], holds, range(-20, 21))
    assert not oracles.complete([3, -3, 4], holds, range(-20, 21))


@settings(max_examples=20)
@given(st.integers(-5, 5), st.integers(1, 5), st.booleans(), st.booleans())
def test_an_inequality_is_solved_by_the_right_set_only(low: int, width: int, open_: bool, outside: bool) -> None:
    high = low + width
    between = sympy.Interval(low, high, open_, open_)
    right = sympy.S.Reals - between if outside else between

    def holds(x: Fraction) -> bool:
        y = (x - low) * (x - high)
        return (y < 0 or (y == 0 and not open_)) != outside

    assert oracles.agrees(right, holds, low, high)
    wrong = [
        sympy.S.Reals - right,
        sympy.Interval(low, high, not open_, open_),
        sympy.Interval(low, high + 1, open_, open_),
        sympy.Union(right, sympy.FiniteSet(high + Fraction(1, 3))),
        sympy.S.EmptySet,
    ]
    assert not any(oracles.agrees(other, holds, low, high) for other in wrong if other != right)


def test_a_finite_set_agrees_with_a_condition() -> None:
    assert oracles.agrees({1, 2}, lambda x: (x - 1) * (x - 2) == 0, 1, 2)
    assert not oracles.agrees({1}, lambda x: (x - 1) * (x - 2) == 0, 1, 2)
    assert list(oracles.places_to_try(2, 0)) == [-1000, 0, 1, 2, 1002]


@given(st.lists(st.integers(-6, 6), min_size=1, max_size=5), st.integers(-7, 7))
def test_real_roots_are_counted(zeros: list[int], edge: int) -> None:
    x = sympy.Symbol("x")
    product = sympy.prod(x - zero for zero in zeros) * (x**2 + 1)
    coefficients = [int(c) for c in reversed(sympy.Poly(product, x).all_coeffs())]
    assert oracles.real_roots(coefficients) == len(set(zeros))
    assert oracles.real_roots(coefficients, low=edge) == sum(zero > edge for zero in set(zeros))
    assert oracles.real_roots(coefficients, high=edge) == sum(zero <= edge for zero in set(zeros))
    assert oracles.polynomial_value(coefficients, Fraction(1, 2)) == Fraction(
        str(product.subs(x, sympy.Rational(1, 2)))
    )


def test_polynomials_at_their_simplest() -> None:
    assert (oracles.real_roots([3]), oracles.real_roots([0, 2, 0]), oracles.real_roots([Dec("-0.5"), 0, 1])) == (
        0,
        1,
        2,
    )
    with pytest.raises(ValueError, match="zero polynomial"):
        oracles.real_roots([0, 0])


# ------------------------------------------------------------------ graphs

NODES = range(5)
pairs = st.sets(st.sampled_from([(a, b) for a in NODES for b in NODES if a != b]), max_size=9).map(sorted)


@given(pairs)
def test_directed_graphs_are_those_of_networkx(arrows: list[tuple[int, int]]) -> None:
    graph = nx.DiGraph(arrows)
    graph.add_nodes_from(NODES)
    assert oracles.reachable(arrows, 0) == nx.descendants(graph, 0) | {0}
    assert oracles.has_cycle(arrows) == (not nx.is_directed_acyclic_graph(graph))
    paths = list(oracles.simple_paths(arrows, 0, 4))
    assert sorted(paths) == sorted(map(tuple, nx.all_simple_paths(graph, 0, 4)))
    assert oracles.simple_paths(arrows, 2, 2).__next__() == (2,)


@given(pairs)
def test_topological_orders_are_all_and_only_those(arrows: list[tuple[int, int]]) -> None:
    found = list(oracles.topological_orders(NODES, arrows))
    assert found == [order for order in permutations(NODES) if oracles.is_topological(order, arrows)]
    graph = nx.DiGraph(arrows)
    graph.add_nodes_from(NODES)
    if not oracles.has_cycle(arrows):
        assert sorted(found) == sorted(map(tuple, nx.all_topological_sorts(graph)))


@given(pairs, st.lists(st.integers(1, 6), min_size=9, max_size=9))
def test_shortest_paths(arrows: list[tuple[int, int]], lengths: list[int]) -> None:
    weights = dict(zip(arrows, lengths, strict=False))
    graph = nx.DiGraph()
    graph.add_nodes_from(NODES)
    graph.add_weighted_edges_from((a, b, weight) for (a, b), weight in weights.items())
    found = oracles.shortest_paths(weights, 0, 4)
    if not nx.has_path(graph, 0, 4):
        assert found == []
        return
    assert sorted(found) == sorted(map(tuple, nx.all_shortest_paths(graph, 0, 4, weight="weight")))
    assert oracles.path_length(found[0], weights) == sum(weights[step] for step in pairwise(found[0]))


@given(pairs)
def test_connected_parts(edges: list[tuple[int, int]]) -> None:
    graph = nx.Graph(edges)
    graph.add_nodes_from(NODES)
    assert sorted(map(sorted, oracles.components(NODES, edges))) == sorted(map(sorted, nx.connected_components(graph)))
    assert oracles.path_length((1, 0), {(0, 1): 7}) == 7


def test_an_order_names_each_node_once() -> None:
    assert not oracles.is_topological([0, 0, 1], [(0, 1)])
    assert not oracles.is_topological([0], [(0, 1)])
