"""Questions of which candidates answer some: how many count, and which of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

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

    def rule(self, names: Sequence[str]) -> str:
        """What candidates read. names: what the questions are numbered by."""
        if len(names) == 2:
            both = "the better one counts" if self.counted == "best" else "the first one counts"
            return f"Answer either question {names[0]} or question {names[1]}. If you answer both, {both}."
        which = "best" if self.counted == "best" else "first"
        many = f"{which} one counts" if self.answer == 1 else f"{which} {self.answer} count"
        wanted = (
            f"one of these {len(names)} questions"
            if self.answer == 1
            else f"{self.answer} of these {len(names)} questions"
        )
        return f"Answer any {wanted}. If you answer more, the {many}."
