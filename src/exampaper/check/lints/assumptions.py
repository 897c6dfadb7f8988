"""A key that holds only for positive letters, or whole ones, says so in the question."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from exampaper.check import applies
from exampaper.check.finding import Finding
from exampaper.check.registry import lint
from exampaper.check.sample import Sample
from exampaper.check.steps import Endless
from exampaper.check.text import says_domain
from exampaper.model import Variant

SOME = 5  # draws to look at


@lint(
    "unstated-assumption",
    "the key holds for positive letters only, or whole ones, and the question does not say so",
    remedy="say so in the question",
    kinds=applies.english(applies.computes),
)
def assumptions_are_stated(sample: Sample) -> Iterator[Finding]:
    """SymPy simplifies by what a symbol is declared to be, and a candidate cannot see that declaration.

    The question is solved again with plain symbols. Where the key differs, words like “positive”, “real” or “integer”,
    or a relation as in $x > 0$, are looked for in the question.

    Example: `x = Symbol("x", positive=True)`, so that $\\sqrt{x^2}$ is x.
    """
    for variant in sample.some(SOME):
        if says_domain(variant):
            continue
        plain = _without_assumptions(sample, variant)
        if plain and plain != str(variant.answers):
            message = f"the key holds under an assumption that the question does not state; without it: {plain}"
            yield sample.finding(message, variant, at="solve")
            return


def _without_assumptions(sample: Sample, variant: Variant) -> str:
    """The answers when every symbol of the file is a plain one; "" where nothing can be compared."""
    names = sample.question.behaviour.names
    assumed = {name: value for name, value in names.items() if _is_assumed(value)}
    if not assumed:
        return ""
    from sympy import Symbol

    for name, value in assumed.items():
        names[name] = Symbol(value.name)
    try:
        return str(sample.question.behaviour.solve(variant.params))
    except (Exception, Endless):
        return ""
    finally:
        names.update(assumed)


def _is_assumed(value: Any) -> bool:
    return type(value).__name__ == "Symbol" and len(value.assumptions0) > 1
