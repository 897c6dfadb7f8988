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


PARTS = """---
title: T
marks: [3, 1]
draw: {a: 3..6, asked: [next, nothing]}
answers: {double: int, last: int}
---
Let $a = << a >>$.

## (a)

What is $2a$?

### Answer

$<< double >>$.

### Marking

- [3] $<< double >>$.

## (b)

What is << "one more" if asked == "next" else "$a$ again" >>?

### Answer

$<< last >>$.

### Marking

- [1] $<< last >>$.
"""
FORGETFUL = """
def solve_a(a):
    return 2 * a


def solve_b(a, double, asked):
    return double + 1 if asked == "next" else a


def slips_a(a):
    return {"squared": (a * a, 1), "tripled": (3 * a, 2)}


def check(a, asked):
    return a + a, a + a + 1 if asked == "next" else a
"""


def test_slips_carried_over_to_where_they_make_no_difference_exclude_nothing(one: Callable[..., Bank]) -> None:
    question = one(PARTS, FORGETFUL)["topic/name"]
    drawn = [question.variant(seed) for seed in range(40)]
    assert {variant.params.asked for variant in drawn} == {"next", "nothing"}
    for variant in drawn:
        carried = [slip for slip in variant.slips if slip.carried]
        assert len(carried) == (2 if variant.params.asked == "next" else 0)
