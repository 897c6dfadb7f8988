"""What every type of answer can do: print a value, read what was typed, and judge it against the key."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Any, Protocol


class Verdict(Enum):
    """RIGHT. IMPRECISE: right as far as it goes, but not as asked. WRONG. UNDECIDED: a person must compare."""

    RIGHT = "right"
    IMPRECISE = "imprecise"
    WRONG = "wrong"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict, and what the student is told with it."""

    verdict: Verdict
    message: str = ""

    @property
    def right(self) -> bool:
        return self.verdict is Verdict.RIGHT


RIGHT = Judgement(Verdict.RIGHT)
WRONG = Judgement(Verdict.WRONG)


class AnswerType(Protocol):
    """The type of a field of `Answers`: all that paper, marker, browser and scanner need to know of it."""

    def show(self, value: Any) -> str:
        """The value in LaTeX, or in Markdown where it is no formula."""

    def read(self, text: str) -> Any:
        """What was typed, in whatever form `judge` wants it. Raises Unreadable."""

    def judge(self, key: Any, given: Any) -> Judgement:
        """Whether what `read` gave is the key."""

    def same(self, one: Any, other: Any) -> bool:
        """Whether two values are the same answer at the declared precision."""

    def spellings(self, value: Any) -> Iterable[str]:
        """Ways to type the value, of which each must be read and judged right."""
