"""A question with numbers, units, reactions and macros as people type them is written in every target."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from exampaper import show
from exampaper.questions.bank import Bank
from exampaper.targets import TARGETS
from exampaper.testing import check_target

Load = Callable[..., Bank]

QUESTION = r"""---
title: As people type
marks: 1
draw: {people: 12000..99000, price: 1000.01..9999.99, debt: -9..-2}
answers: {total: decimal}
macros: {KL: 'D_{\mathrm{KL}}'}
---
In a town of << people | thousands >> (<< people | thousands(",") >>) everybody owes
$<< debt | bracketed >> \cdot \num{2.5e-3}$ and pays << price | money("€") >> or << price | money("$") >>:
$<< price | scientific >>$, that is $<< price | trimmed | money("CHF") >>$ at \$5.
Here $\KL \xrightarrow{n \to \infty} \boxed{0}$.

$$
\begin{align} v &= \qty{3.5}{\metre\per\second} \\ \ce{2H2 + O2 &-> 2H2O} \end{align}
$$

$$
f(x) = \begin{cases} \abs{x} & \text{if $x > << people >>$} \\
\left\{ y \middle| y > 0 \right\} & \text{else} \end{cases}
\overset{!}{=} \dv{f}{x}
$$

| people                  | price                  |
|------------------------:|-----------------------:|
| << people | thousands >> | << price | money("£") >> |

## Answer

$<< total >>$.

## Marking

- [1] $<< total >>$.
"""
PYTHON = """from exampaper.author import *

read = "town of << people | thousands >>", 'and pays << price | money("€") >> or', "owes $<< debt | bracketed >>"


def solve(people, price, debt):
    return people * price + debt


def check(people, price, debt):
    return debt + price * people
"""


@pytest.fixture
def typed(one: Load) -> Bank:
    return one(QUESTION.replace("2H2 + O2 &-> 2H2O} ", "2H2 + O2 -> 2H2O} &"), PYTHON)


@pytest.mark.parametrize("name", [name for name in TARGETS if name != "latex"])
def test_it_is_written(typed: Bank, name: str) -> None:
    check_target(name, typed)


@pytest.mark.latex
def test_it_is_written_in_latex(typed: Bank) -> None:
    check_target("latex", typed)


def test_it_is_the_same_in_the_terminal(typed: Bank) -> None:
    made = typed["topic/name"].variant(seed=1)
    people, price = made.params.people, made.params.price
    shown = show.question(made)
    assert f"{people // 1000}\u202f{people % 1000:03}" in shown
    assert f"€{price:,}" in shown
    assert f"${price:,}" in shown
    assert "2 H₂ + O₂ ⟶ 2 H₂O" in shown
    assert f"if x > {people}" in shown
