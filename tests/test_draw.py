"""The random source is a promise: these values never change."""

from __future__ import annotations

import decimal
from collections import Counter
from decimal import Decimal
from statistics import NormalDist

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from exampaper.draw import Rejected, SeededRng

seeds = st.integers(0, 2**48 - 1)


@given(st.integers(0, 2**48), st.integers(1, 2**32))
def test_below_is_below(seed: int, n: int) -> None:
    assert 0 <= SeededRng(seed).below(n) < n


def test_below_is_even() -> None:
    rng = SeededRng(1)
    counts = Counter(rng.below(6) for _ in range(60_000))
    assert all(abs(count - 10_000) < 500 for count in counts.values())  # more than five sigma


def test_integers_include_both_bounds() -> None:
    rng = SeededRng(2)
    assert {rng.integer(3, 5) for _ in range(100)} == {3, 4, 5}
    assert {rng.odd(2, 7) for _ in range(100)} == {3, 5, 7}
    assert {rng.even(3, 9) for _ in range(100)} == {4, 6, 8}


def test_shuffles_and_samples_are_fair() -> None:
    rng = SeededRng(3)
    orders = Counter(rng.shuffle("abc") for _ in range(6000))
    assert len(orders) == 6
    assert all(abs(count - 1000) < 200 for count in orders.values())
    pairs = Counter(rng.sample("abcd", 2) for _ in range(6000))
    assert len(pairs) == 6
    assert all(abs(count - 1000) < 200 for count in pairs.values())


def test_a_sample_keeps_its_order_unless_it_is_told_otherwise() -> None:
    rng = SeededRng(4)
    assert all(list(taken) == sorted(taken) for taken in (rng.sample("abcdef", 3) for _ in range(50)))
    pairs = Counter(rng.sample("abc", 2, shuffled=True) for _ in range(6000))
    assert len(pairs) == 6
    assert all(abs(count - 1000) < 200 for count in pairs.values())


@given(st.integers(0, 10**6))
def test_decimals_have_their_places(seed: int) -> None:
    value = SeededRng(seed).decimal("-1.5", "1.5", places=2)
    assert Decimal("-1.5") <= value <= Decimal("1.5")
    assert value.as_tuple().exponent == -2


def test_what_cannot_be_drawn_is_an_error() -> None:
    rng = SeededRng(0)
    with pytest.raises(ValueError, match="no whole number"):
        rng.integer(5, 4)
    with pytest.raises(ValueError, match="nothing to choose"):
        rng.choice([])
    with pytest.raises(ValueError, match="cannot take"):
        rng.sample("ab", 3)
    with pytest.raises(Rejected, match="degenerate"):
        rng.reject("degenerate")
    with pytest.raises(ValueError, match="not negative"):
        rng.normal(0, -1, places=1)
    with pytest.raises(ValueError, match="no whole number"):
        rng.uniform("0.01", "0.09", places=1)
    with pytest.raises(ValueError, match="5 has no 3 parts of at least 2"):
        rng.composition(5, 3, least=2)
    with pytest.raises(ValueError, match="2 has no 3 positive parts"):
        rng.partition(2, 3)
    with pytest.raises(ValueError, match="no graph of 3 nodes has 4 edges"):
        rng.graph("abc", 4)
    with pytest.raises(ValueError, match="no connected graph of 4 nodes has 2 edges"):
        rng.graph("abcd", 2, connected=True)


# ------------------------------------------------------------------ data


@given(seeds, st.integers(-3, 3), st.integers(0, 4))
def test_uniform_numbers_stay_within(seed: int, low: int, places: int) -> None:
    value = SeededRng(seed).uniform(low, low + 1, places=places)
    assert low <= value <= low + 1
    assert value.as_tuple().exponent == -places


def test_bounds_between_the_places_are_rounded_inwards() -> None:
    rng = SeededRng(4)
    assert {rng.uniform(0.05, "0.35", places=1) for _ in range(100)} == {Decimal(n) / 10 for n in (1, 2, 3)}
    assert {rng.uniform(-0.25, 0, places=1) for _ in range(100)} == {Decimal(n) / 10 for n in (-2, -1, 0)}


def test_a_float_bound_counts_as_written() -> None:
    assert {SeededRng(seed).uniform(0.1, 0.3, places=1) for seed in range(50)} == {Decimal(n) / 10 for n in (1, 2, 3)}


def test_uniform_draws_as_decimal_does() -> None:
    assert SeededRng(5).uniforms(20, -2, 3, places=2) == _decimals(20)


def _decimals(count: int) -> tuple[Decimal, ...]:
    rng = SeededRng(5)
    return tuple(rng.decimal("-2", "3", places=2) for _ in range(count))


def test_normal_numbers_are_distributed_so() -> None:
    """Chi-squared over 20 classes of equal chance: 19 degrees of freedom, so above 60 once in 100 000."""
    values, bell = SeededRng(6).normals(20_000, 10, 2, places=6), NormalDist(10, 2)
    counts = Counter(int(20 * bell.cdf(float(value))) for value in values)
    assert sum((counts[n] - 1000) ** 2 / 1000 for n in range(20)) < 60


@given(seeds, st.sampled_from((0, "-0.1", 1, Decimal("7.25"))), st.integers(0, 6))
def test_normal_numbers_have_their_places_and_no_minus_before_zero(seed: int, mean: Decimal, places: int) -> None:
    value = SeededRng(seed).normal(mean, "0.2", places=places)
    assert value.as_tuple().exponent == -places
    assert value or not value.is_signed()


def test_without_deviation_there_is_the_mean() -> None:
    assert str(SeededRng(7).normal("2.50", 0, places=1)) == "2.5"


def test_normal_numbers_do_not_depend_on_the_context() -> None:
    with decimal.localcontext(prec=5, rounding=decimal.ROUND_UP):
        here = SeededRng(8).normals(50, 0, 1, places=9)
    assert here == SeededRng(8).normals(50, 0, 1, places=9)


@given(seeds)
def test_arrays_have_their_shape(seed: int) -> None:
    rng = SeededRng(seed)
    assert [len(row) for row in rng.rows(2, 3, -1, 1)] == [3, 3]
    array = rng.array((2, 1, 3), 5, 6)
    assert isinstance(array, tuple)
    assert [[len(row) for row in plane] for plane in array] == [[3], [3]]  # type: ignore[union-attr,arg-type]


# ------------------------------------------------------------------ structures


def fair(found: Counter[object], kinds: int, draws: int) -> bool:
    """All kinds came, none more than five sigma off its share."""
    each = draws / kinds
    return len(found) == kinds and all(abs(count - each) < 5 * each**0.5 for count in found.values())


def test_structures_are_fair() -> None:
    rng, draws = SeededRng(9), 4000
    assert fair(Counter(rng.permutation(3) for _ in range(draws)), 6, draws)
    assert fair(Counter(rng.composition(5, 3) for _ in range(draws)), 6, draws)
    assert fair(Counter(rng.composition(2, 3, least=0) for _ in range(draws)), 6, draws)
    assert fair(Counter(rng.partition(9, 3) for _ in range(draws)), 7, draws)
    assert fair(Counter(rng.tree("abcd") for _ in range(draws)), 16, draws)
    assert fair(Counter(rng.graph("abcd", 2) for _ in range(draws)), 15, draws)


@given(seeds, st.integers(1, 12))
def test_trees_are_trees(seed: int, nodes: int) -> None:
    graph = nx.Graph(SeededRng(seed).tree(range(nodes)))
    graph.add_nodes_from(range(nodes))
    assert nx.is_tree(graph)


@given(seeds, st.integers(2, 8), st.data())
def test_graphs_are_simple_connected_and_without_cycles_where_they_should(
    seed: int, nodes: int, data: st.DataObject
) -> None:
    edges = data.draw(st.integers(nodes - 1, nodes * (nodes - 1) // 2))
    rng, names = SeededRng(seed), "ABCDEFGH"[:nodes]
    graph = rng.graph(names, edges, connected=True)
    assert len(set(graph)) == edges
    assert all(a < b for a, b in graph)
    assert nx.is_connected(nx.Graph(graph))
    arrows = rng.dag(names, edges)
    assert len(set(arrows)) == edges
    assert nx.is_directed_acyclic_graph(nx.DiGraph(arrows))


def test_the_stream_is_frozen() -> None:
    rng = SeededRng(17)
    assert [rng.below(1000) for _ in range(8)] == [645, 109, 197, 907, 462, 951, 216, 642]
    assert (rng.integer(3, 99, step=4), rng.odd(2, 20), rng.even(1, 20), rng.choice("abcdef")) == (7, 17, 20, "e")
    assert rng.shuffle("abcdef") == tuple("dfcbae")
    assert rng.sample("abcdefgh", 3) == tuple("ach")
    assert rng.decimal("-1.5", "1.5", places=2) == Decimal("-1.21")
    assert rng.matrix(1, 2, "-1", "1", places=2) == ((Decimal("0.21"), Decimal("-0.58")),)


def test_the_stream_of_data_is_frozen() -> None:
    rng = SeededRng(17)
    assert rng.integers(4, 1, 6) == (4, 2, 6, 2)
    assert rng.rows(2, 3, -3, 3) == ((-2, -2, -1), (-2, 0, 2))
    assert rng.array((2, 2, 2), 0, 9) == (((9, 6), (2, 0)), ((3, 5), (8, 6)))
    assert rng.uniform(0.05, "0.95", places=1) == Decimal("0.3")
    assert rng.uniforms(3, -1, 1, places=2) == (Decimal("-0.73"), Decimal("0.14"), Decimal("0.96"))
    assert rng.normal(170, "7.5", places=1) == Decimal("173.6")
    assert [str(x) for x in rng.normals(3, 0, 1, places=15)] == [
        "-0.983304166641742",
        "2.934591373681956",
        "0.556230252759808",
    ]
    assert rng.permutation(6) == (4, 1, 2, 0, 5, 3)
    assert (rng.composition(20, 4), rng.composition(5, 3, least=0)) == ((5, 3, 11, 1), (3, 1, 1))
    assert (rng.partition(20, 4), rng.partition(60, 7)) == ((8, 4, 4, 4), (14, 13, 10, 9, 8, 4, 2))
    assert rng.graph("ABCDE", 5) == edges("AB AD BC BD CE")
    assert rng.graph("ABCDE", 5, connected=True) == edges("AC AE BC BD CD")
    assert rng.tree(range(6)) == ((0, 3), (0, 5), (1, 2), (1, 5), (3, 4))
    assert rng.dag("ABCDE", 6) == edges("AC BC BD DC EA EB")
    assert rng.below(2**32) == 2621247123


def edges(pairs: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(pair) for pair in pairs.split())


def test_names_of_before_go_on_working() -> None:
    from exampaper.draw import Rng, Source

    assert Source is Rng
    assert Rng(7).integer(1, 10**6) == SeededRng(7).integer(1, 10**6)  # type: ignore[abstract]
