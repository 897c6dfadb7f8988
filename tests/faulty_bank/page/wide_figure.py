"""A figure that is wider than its page."""

from dataclasses import dataclass

from exampaper.draw import Rng
from exampaper.nodes import Graph, GraphEdge


@dataclass(frozen=True)
class Params:
    a: int
    b: int


@dataclass(frozen=True)
class Answers:
    total: int


def draw(rng: Rng) -> Params:
    return Params(rng.integer(11, 99), rng.integer(111, 999))


def solve(params: Params) -> Answers:
    return Answers(params.a + params.b)


def check(params: Params, answers: Answers) -> None:
    assert answers.total - params.b == params.a


def figures(params: Params, answers: Answers) -> dict[str, Graph]:
    leaves = tuple(str(number) for number in range(40))
    edges = tuple(GraphEdge("root", leaf) for leaf in leaves)
    return {"fan": Graph((("root", "r"), *((leaf, leaf) for leaf in leaves)), edges)}
