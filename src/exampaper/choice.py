"""Questions of which candidates answer some: how many count, and which of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from exampaper.languages import Language

Counted = Literal["best", "first"]
"""Which answers count where somebody gives more than are asked for."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Any `answer` of some questions of equal marks. counted: which of them, if more are answered."""

    answer: int
    counted: Counted = "best"

    def counting(self, marks: Sequence[Fraction | None]) -> set[int]:
        """Which of the questions count, by their places. marks: of each; None where it is not answered."""
        answered = [at for at, had in enumerate(marks) if had is not None]
        if self.counted == "best":
            answered.sort(key=lambda at: (-(marks[at] or 0), at))
        return set(answered[: self.answer])

    def rule(self, names: Sequence[str], words: Language) -> str:
        """What candidates read. names: what the questions are numbered by."""
        if len(names) == 2:
            return words.say(f"choice.either-{self.counted}", first=names[0], second=names[1])
        if self.answer == 1:
            return words.say(f"choice.one-{self.counted}", all=len(names))
        return words.say(f"choice.several-{self.counted}", answer=self.answer, all=len(names))
