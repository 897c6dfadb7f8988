"""A small question to be checked, with other functions where a test asks for them."""

from __future__ import annotations

from pathlib import Path

from exampaper.check.run import Task

PLAIN = """---
title: A sum
kind: computed
marks: 2
minutes: 2
difficulty: 1
key: "$<< total >>$"
---
What is $<< a >> + << b >>$?

## Answer

The sum is $<< total >>$.

## Marking

- [2] << total >>
"""
PYTHON = """import itertools, pathlib, time
from dataclasses import dataclass

@dataclass(frozen=True)
class Params:
    a: int
    b: int

@dataclass(frozen=True)
class Answers:
    total: int
    other: int = 7
    third: int = 8

def draw(rng):
    return Params(rng.integer(1, 99), rng.integer(1, 99))

def solve(params):
    {solve}
    return Answers(params.a + params.b)

def check(params, answers):
    {check}
"""


def written(place: Path, solve: str = "pass", check: str = "assert answers.total == params.b + params.a") -> Task:
    (place / "topic").mkdir()
    (place / "topic" / "sum.md").write_text(PLAIN, encoding="utf-8")
    (place / "topic" / "sum.py").write_text(PYTHON.format(solve=solve, check=check), encoding="utf-8")
    return Task(place / "topic" / "sum.md", place)
