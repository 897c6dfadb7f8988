"""Where findings are: a rule names a place, the sample knows its file and line."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from exampaper.check.effort import Effort
from exampaper.check.sample import Sample
from exampaper.questions.bank import Bank

MARKDOWN = """---
title: A sum
marks: 1
draw: {a: 2..9}
answers: {twice: int}
key: "$<< twice >>$"
---
What is $<< a >> + << a >>$?

## Answer

$<< twice >>$.

## Marking

- [1] $<< twice >>$.
"""
PYTHON = '''"""A sum."""


def solve(a):
    return 2 * a


def check(a):
    return a + a
'''


@pytest.mark.parametrize(
    ("at", "place"),
    [
        ("title", "name.md:2"),
        ("key", "name.md:6"),
        ("question", "name.md:8"),
        ("answer", "name.md:12"),
        ("marking", "name.md:16"),
        ("check", "name.py:8"),
        ("elsewhere", "name.py"),
    ],
)
def test_a_place_has_its_file_and_line(one: Callable[..., Bank], at: str, place: str) -> None:
    sample = Sample(one(MARKDOWN, PYTHON)["topic/name"], Effort(draws=1), {})
    assert sample.place(at).endswith(f"/topic/{place}")
