"""Answers are corrupted in the ways of their types, and into nothing that means the same."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Annotated

import pytest
import sympy

from exampaper.check.mutants import corruptions, neighbours, same, unit_of
from exampaper.model import Places, Significant
from exampaper.nodes import Graph, GraphEdge
from exampaper.questions.measured import Measured


@dataclass(frozen=True)
class Answers:
    count: int
    rate: Annotated[float, Places(1)]
    large: Annotated[float, Significant(2)]
    price: Decimal
    carry: int | None
    words: str
    formula: str
    pairs: tuple[int, int]
    graph: Graph
    expression: sympy.Expr
    matrix: sympy.Matrix


X = sympy.Symbol("x")
GRAPH = Graph((("a", "a"), ("b", "b"), ("c", "c")), (GraphEdge("a", "b"), GraphEdge("b", "c")))
ANSWERS = Answers(
    7,
    25.04,
    21300.0,
    Decimal("1.25"),
    None,
    "stable",
    "2 x + 1",
    (3, 4),
    GRAPH,
    3 * X**2 + X,
    sympy.Matrix([[1, 2], [3, 4]]),
)
HOW = {
    "count": {"one more", "one less", "sign", "doubled", "halved"},
    "rate": {"next rounding", "rounding before", "sign", "doubled", "in percent", "as a share of one", "reciprocal"},
    "large": {"next rounding", "rounding before", "sign", "doubled", "in percent", "as a share of one", "reciprocal"},
    "price": {
        "one more",
        "sign",
        "doubled",
        "reciprocal",
        "in percent",
        "as a share of one",
        "next rounding",
        "rounding before",
    },
    "rate, large": {"exchanged", "one up, the other down"},
    "words, formula": {"exchanged"},
    "carry": {"something"},
    "words": {"denied"},
    "formula": {"2 one more", "1 one more", "a sign turned"},
    "pairs": {
        "one more",
        "one less",
        "sign",
        "doubled",
        "halved",
        "two swapped",
        "reversed",
        "one up, the next down",
        "all signs",
        "all doubled",
    },
    "graph": {
        "an arrow dropped",
        "an arrow added",
        "an arrow turned",
        "an arrow dashed or not",
        "a node shaded or not",
    },
    "expression": {
        "one more",
        "doubled",
        "sign",
        "another exponent",
        "another coefficient",
        "right at x = 0, 1 and 2 only",
        "right for positive letters only",
    },
    "matrix": {
        "an entry one more",
        "one entry more, another less",
        "doubled",
        "transposed",
        "sign",
        "rows exchanged",
    },
}


@pytest.mark.parametrize("field", HOW)
def test_each_answer_is_corrupted_in_the_ways_of_its_type(field: str) -> None:
    assert {how for name, how, _ in corruptions(ANSWERS) if name == field} == HOW[field]


def test_no_corruption_prints_as_the_key() -> None:
    places = {"rate": 1, "large": -3}
    for names, _, wrong in corruptions(ANSWERS):
        for name in names.split(", "):
            value, other = getattr(ANSWERS, name), getattr(wrong, name)
            if name in places:
                assert round(value, places[name]) != round(other, places[name])
            else:
                assert value != other


def test_all_answers_together_are_another_draws() -> None:
    other = replace(ANSWERS, count=8)
    assert ("all answers", "another draw's answers", other) in list(corruptions(ANSWERS, [other]))
    assert not [how for name, how, _ in corruptions(ANSWERS, [ANSWERS]) if name == "all answers"]


def test_an_edge_is_known_by_its_verdicts_and_roundings() -> None:
    assert {(name, how) for name, how, _ in neighbours(ANSWERS)} == {
        ("rate", "next rounding"),
        ("rate", "rounding before"),
        ("large", "next rounding"),
        ("large", "rounding before"),
        ("price", "next rounding"),
        ("price", "rounding before"),
        ("carry", "something"),
    }


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ((X + 1) ** 2, X**2 + 2 * X + 1),
        (sympy.sin(X) ** 2 + sympy.cos(X) ** 2, sympy.Integer(1)),
        (Measured(1.25, Places(1)), Measured(1.21, Places(1))),
        ("a + b", "a+b"),
        (GRAPH, Graph(GRAPH.nodes, GRAPH.edges[::-1])),
    ],
)
def test_what_means_the_same_is_no_corruption(one: object, other: object) -> None:
    assert same(one, other)


@pytest.mark.parametrize(
    ("one", "other"), [(sympy.sqrt(X**2), X), (X, X + X * (X - 1) * (X - 2)), (sympy.eye(2), sympy.ones(2, 2)), (1, 2)]
)
def test_what_differs_in_meaning_is_not_the_same(one: object, other: object) -> None:
    assert not same(one, other)


@pytest.mark.parametrize(
    ("value", "precision", "unit"),
    [(21300.0, Significant(2), "1E+3"), (0.0213, Significant(2), "0.001"), (5.0, Places(2), "0.01")],
)
def test_the_unit_of_a_rounding(value: float, precision: Places | Significant, unit: str) -> None:
    assert unit_of(Measured(value, precision)) == Decimal(unit)


def test_what_holds_a_fixed_number_of_items_is_tried_with_as_many() -> None:
    tried = [how for field, how, _ in corruptions(ANSWERS) if field == "pairs"]
    assert tried
    assert not {"one dropped", "one twice"} & set(tried)
