"""Enough variants for a class."""

from __future__ import annotations

from exampaper.check import applies
from exampaper.check.registry import lint


@lint(
    "few-variants",
    "two of thirty candidates are likely to share a variant",
    remedy="vary more in `draw`",
    kinds=applies.computes,
    warning=True,
)
def few_variants() -> None:
    """Two candidates who sit side by side should not have the same numbers.

    The chance is that of birthdays: with 400 equally likely variants, two of thirty candidates share one more often
    than not. Variants of unequal chances make it likelier. Told once the space is counted or estimated.

    Example: `rng.integer(1, 9)` as the only parameter.
    """
