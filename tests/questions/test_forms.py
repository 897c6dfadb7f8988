"""The forms of questions of every kind."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from exampaper.questions.bank import Bank
from exampaper.questions.forms import Restriction, dealt, forms_of, restricted, same, statement_names

DECLARED = """---
title: T
kind: computed
marks: 1
minutes: 1
difficulty: 1
draw:
  way: [in series, in parallel]
  kernel: [3, 5, 7]
  rate: [0.25, 0.50]
  pair: [[1, 2], [3, 4]]
  padded: yes or no
  size: 1..9
answers:
  total: int
---
<< way >> << kernel >> << rate >> << padded >> << size >> << pair[0] >>?

## Answer

<< total >>

## Marking

- [1] << total >>
"""
SOLVE = """def solve(kernel, size):
    return kernel * size


def check(kernel, size, total):
    assert total == sum([kernel] * size)
"""


def test_declared_lists_are_forms(one: Callable[..., Bank]) -> None:
    forms = forms_of(one(DECLARED, SOLVE)["topic/name"])
    assert list(forms) == ["way", "kernel", "rate", "pair", "padded"]
    assert forms["pair"] == ((1, 2), (3, 4))


@pytest.mark.parametrize(
    ("name", "value", "drawn"),
    [("kernel", 5, 5), ("rate", 0.5, "0.50"), ("pair", (3, 4), (3, 4)), ("padded", True, True), ("size", 9, 9)],
)
def test_any_parameter_can_be_restricted(one: Callable[..., Bank], name: str, value: object, drawn: object) -> None:
    question = restricted(one(DECLARED, SOLVE)["topic/name"], Restriction(((name, (value,)),)))
    got = {getattr(question.draw(seed), name) for seed in range(20)}
    assert list(map(str, got)) == [str(drawn)]


CLAIMS = """---
title: T
kind: statements
marks: 1
minutes: 1
difficulty: 1
draw:
  n: 2..9
show: [2, 2]
true: [1, 1]
---
Which are true of << n >>?
"""
CLAIMED = """def claims(n):
    yield "It is even.", n % 2 == 0, "…", "parity"
    yield "It is odd.", n % 2 == 1, "…", "parity"
    yield "It is small.", n < 6, "…", "size"
    yield "It is large.", n > 5, "…", "size"
    yield "It is positive.", True, "…", "sign"
    yield "It is negative.", False, "…", "sign"


def check(n):
    return [n % 2 == 0, n % 2 == 1, n < 6, n > 5, True, False]
"""


def test_groups_of_computed_statements_can_be_left_out(one: Callable[..., Bank]) -> None:
    question = one(CLAIMS, CLAIMED)["topic/name"]
    assert statement_names(question) == {"parity", "size", "sign"}
    left = restricted(question, Restriction((), ("size",)))
    assert {id.partition("/")[0] for seed in range(40) for id in left.draw(seed).shown} == {"parity", "sign"}
    assert dealt(question) == ("shown",)


def test_what_is_the_same() -> None:
    assert same("0.50", 0.5)
    assert same([1, "2.0"], (1, 2))
    assert not same(True, 1)
    assert not same("x", "y")
    assert not same([1], [1, 2])
