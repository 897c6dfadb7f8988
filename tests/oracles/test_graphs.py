"""Graphs, tested against networkx."""

from __future__ import annotations

from itertools import pairwise, permutations

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from exampaper import oracles

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
