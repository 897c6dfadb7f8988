"""Keeping clear of edges: a draw that a verdict would hang on is thrown away."""

from __future__ import annotations

from typing import Any, NoReturn

from exampaper.draw import Rejected


def reject(why: str = "") -> NoReturn:
    """Throw this draw away; another is made."""
    raise Rejected(why)


def clear(x: Any, limit: Any, by: Any) -> bool:
    """Whether x is above the limit; a draw where it is nearer to it than `by`, on either side, is thrown away."""
    if abs(x - limit) < by:
        reject(f"{x} is too near to {limit}")
    return bool(x > limit)
