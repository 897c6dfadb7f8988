"""The key stands in the description of a figure."""

from dataclasses import dataclass

from exampaper.draw import Rng
from exampaper.nodes import Graph, GraphEdge


@dataclass(frozen=True)
class Params:
    length: int


@dataclass(frozen=True)
class Answers:
    arrows: int


def draw(rng: Rng) -> Params:
    return Params(rng.integer(12, 999))


def solve(params: Params) -> Answers:
    return Answers(params.length - 1)


def check(params: Params, answers: Answers) -> None:
    assert answers.arrows == len(range(1, params.length))


def figures(params: Params, answers: Answers) -> dict[str, Graph]:
    nodes = tuple((name, name) for name in "abc")
    return {"chain": Graph(nodes, (GraphEdge("a", "b"), GraphEdge("b", "c")))}
