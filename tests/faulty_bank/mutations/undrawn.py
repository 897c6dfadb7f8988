"""A drawing that no check sees."""

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
    return Answers(2)


def check(params: Params, answers: Answers) -> None:
    assert answers.total == 2


def figures(params: Params, answers: Answers) -> dict[str, Graph]:
    return {"chain": Graph((("a", str(params.a)), ("b", str(params.b))), (GraphEdge("a", "b"),))}
