"""The options by which commands choose questions of a bank, and what is made of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from exampaper.questions.wanted import Range, Wanted

KindOption = Annotated[list[str] | None, typer.Option("--kind", help="Only this kind (repeatable).")]
DifficultyOption = Annotated[str | None, typer.Option("--difficulty", help="Only this difficulty: 2, or 2-4.")]
MinutesOption = Annotated[
    str | None, typer.Option("--minutes", help="Only questions of at most so many minutes: 5; or 5-10.")
]
AnswerOption = Annotated[
    list[str] | None, typer.Option("--answer", help="Only this type of answer, as number or formula (repeatable).")
]
SearchOption = Annotated[str | None, typer.Option("--search", help="Only questions with all of these words.")]


def wanted_questions(
    names: Iterable[str] | None,
    kind: Iterable[str] | None,
    difficulty: str | None,
    minutes: str | None,
    answer: Iterable[str] | None,
    search: str | None,
    but: Iterable[str] | None = None,
) -> Wanted:
    """What the options ask for. Raises typer.BadParameter for a range that is none."""
    from exampaper.questions.wanted import Wanted

    return Wanted(
        names=tuple(names or ()),
        kinds=tuple(kind or ()),
        difficulty=_range(difficulty, "--difficulty"),
        minutes=_range(minutes, "--minutes", at_most=True),
        answers=tuple(answer or ()),
        search=search or "",
        but=tuple(but or ()),
    )


def _range(text: str | None, option: str, at_most: bool = False) -> Range:
    from exampaper.questions.wanted import Range, read_range

    if text is None:
        return Range()
    try:
        return read_range(text, at_most)
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint=option) from None
