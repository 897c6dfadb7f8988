"""Keeping clear of edges: a draw that a verdict would hang on is thrown away."""

from __future__ import annotations

from typing import Any, NoReturn

from exampaper.draw import Rejected


def reject(why: str = "") -> NoReturn:
    """Throw this draw away; another is made. why: for the author, who sees how often each reason comes.

    if numerator == denominator:
        reject("the fraction is 1")
    """
    raise Rejected(why)


def clear(x: Any, limit: Any, by: Any) -> bool:
    """Whether x is above a limit that a verdict hangs on.

    A draw whose x is nearer to the limit than `by`, on either side, is thrown away: nobody should fail
    by a rounding error.

        verdict = "explodes" if clear(radius, 1, by=0.05) else "vanishes"
    """
    if abs(x - limit) < by:
        reject(f"{x} is too near to {limit}")
    return bool(x > limit)
