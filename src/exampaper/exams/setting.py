"""What an exam file says of how its papers are set out: the tables beside its sections."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from exampaper.exams.texts import Strict, wrong
from exampaper.layout import RULINGS, SHRINK, STRETCH, Ruling

LEAST, MOST = 0.2, 5.0
"""The farthest that answer space may shrink and grow."""


def _ruling(value: Any) -> Any:
    """The one word for a space with lines is true, and for none false."""
    if isinstance(value, bool) or value in RULINGS:
        return value
    raise wrong(f"is {value!r}", f"write true (lines), false (none), or one of {', '.join(RULINGS)}")


AnswerSpace = Annotated[bool | Ruling, BeforeValidator(_ruling)]
"""What is ruled below a question: true for lines, false for nothing."""


def ruling(space: bool | Ruling) -> Ruling:
    """What an exam asks for in its spaces for answers."""
    if isinstance(space, bool):
        return "lines" if space else "none"
    return space


class Pages(Strict):
    """How the pages are filled."""

    fill: bool = Field(default=True, description="answer space shrinks and grows, so that pages are full")
    shrink: float = Field(
        default=SHRINK, ge=LEAST, le=1, description="the smallest answer space, as a part of the question's own: 0.6"
    )
    stretch: float = Field(
        default=STRETCH, ge=1, le=MOST, description="the largest answer space, as a multiple of the question's own: 2.0"
    )
    new_page: bool = Field(default=False, description="every question begins a page")
