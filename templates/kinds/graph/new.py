"""TITLE."""

from dataclasses import dataclass
from itertools import pairwise

from exampaper.draw import Rng
from exampaper.nodes import Graph, GraphEdge


@dataclass(frozen=True)
class Params:
    """A chain of so many variables x, and those of them that a latent variable z acts on."""

    length: int
    touched: tuple[int, ...]


@dataclass(frozen=True)
class Answers:
    arrows: int


def draw(rng: Rng) -> Params:
    length = rng.integer(3, 5)
    return Params(length, rng.sample(range(1, length + 1), rng.integer(1, length)))


def solve(params: Params) -> Answers:
    return Answers(params.length - 1 + len(params.touched))


def check(params: Params, answers: Answers) -> None:
    """Count the conditions in the factors as they are printed."""
    conditions = [factor.partition(r"\mid")[2].strip(" )") for factor in factors(params)]
    assert answers.arrows == sum(len(names.split(",")) for names in conditions if names)


def factors(params: Params) -> list[str]:
    return [_factor(params, t) for t in range(1, params.length + 1)]


def _factor(params: Params, t: int) -> str:
    conditions = [f"x_{t - 1}"] * (t > 1) + ["z"] * (t in params.touched)
    return f"p(x_{t}" + (rf" \mid {', '.join(conditions)})" if conditions else ")")


def context(params: Params, answers: Answers) -> dict[str, object]:
    """Words for the text that are no answers."""
    touched = ", ".join(f"x{t}" for t in params.touched)
    return {"factors": factors(params), "description": f"Arrows from each x to the next, and from z to {touched}."}


def figures(params: Params, answers: Answers) -> dict[str, Graph]:
    names = [f"x{t}" for t in range(1, params.length + 1)]
    nodes = (*((name, f"x_{name[1:]}") for name in names), ("z", "z"))
    chain = [GraphEdge(one, other) for one, other in pairwise(names)]
    return {"model": Graph(nodes, (*chain, *(GraphEdge("z", f"x{t}") for t in params.touched)))}
