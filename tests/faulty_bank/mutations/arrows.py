"""A check that counts arrows, and does not see which."""

from dataclasses import dataclass

from exampaper.draw import Rng
from exampaper.nodes import Graph, GraphEdge


@dataclass(frozen=True)
class Params:
    a: int
    b: int


@dataclass(frozen=True)
class Answers:
    graph: Graph
    total: int


def draw(rng: Rng) -> Params:
    return Params(rng.integer(11, 99), rng.integer(111, 999))


def solve(params: Params) -> Answers:
    return Answers(
        Graph((("a", "a"), ("b", str(params.b)), ("c", str(params.a))), (GraphEdge("a", "b"), GraphEdge("b", "c"))), 2
    )


def check(params: Params, answers: Answers) -> None:
    assert len(answers.graph.edges) == answers.total == 2


def figures(params: Params, answers: Answers) -> dict[str, Graph]:
    return {"chain": answers.graph}
