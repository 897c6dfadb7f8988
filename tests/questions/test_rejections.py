"""How often draws are thrown away is counted by reason."""

from __future__ import annotations

from collections.abc import Callable

from exampaper.questions.bank import Bank
from exampaper.questions.rejections import as_text, rejections

MARKDOWN = """---
title: T
marks: 1
draw: {a: 1..4, b: 1..4}
where: a != b
answers: {total: int}
---
What is $<< a >> + << b >>$?

## Answer

$<< total >>$.

## Marking

- [1] $<< total >>$.
"""
PYTHON = """
from exampaper.author import reject


def solve(a, b):
    if a == 4:
        reject("four is too many")
    return a + b


def check(a, b):
    return len("x" * a + "x" * b)
"""


def test_reasons_are_counted(one: Callable[..., Bank]) -> None:
    found = rejections(one(MARKDOWN, PYTHON)["topic/name"], range(400))
    assert found.accepted == 400
    assert set(found.by_reason) == {"where a != b", "four is too many"}
    assert abs(found.share - 7 / 16) < 0.05
    # of sixteen draws, four are of two equal numbers; of the others, three have a four first
    assert abs(found.by_reason["where a != b"] / found.rejected - 4 / 7) < 0.08
    assert as_text(found).startswith(f"{found.rejected} of {found.rejected + 400} draws thrown away")


def test_where_excludes_draws_that_check_cannot_compute_with(one: Callable[..., Bank]) -> None:
    markdown = MARKDOWN.replace("where: a != b", "where: total != 5")
    python = """
def solve(a, b):
    return a + b


def check(a, b):
    assert 1 / (a + b - 5)
    return len("x" * a + "x" * b)
"""
    question = one(markdown, python)["topic/name"]
    found = rejections(question, range(60))
    assert set(found.by_reason) == {"where total != 5"}
    assert all(question.variant(seed).answers.total != 5 for seed in range(60))


def test_where_hides_no_wrong_key(one: Callable[..., Bank]) -> None:
    markdown = MARKDOWN.replace("where: a != b", "where: total != 6")
    python = """
def solve(a, b):
    return a + b + 1


def check(a, b):
    return len("x" * a + "x" * b)
"""
    question = one(markdown, python)["topic/name"]
    assert rejections(question, range(60)).rejected == 0
