"""What every type of answer can do: print a value, read what was typed, and judge it against the key."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Any


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


class AnswerType(ABC):
    """The type of a field of `Answers`: all that paper, marker, browser and scanner need to know of it."""

    __slots__ = ()

    @abstractmethod
    def show(self, value: Any) -> str:
        """The value in LaTeX, or in Markdown where it is no formula."""

    @abstractmethod
    def read(self, text: str) -> Any:
        """What was typed, in whatever form `judge` wants it. Raises Unreadable."""

    @abstractmethod
    def judge(self, key: Any, given: Any) -> Judgement:
        """Whether what `read` gave is the key."""

    @abstractmethod
    def same(self, one: Any, other: Any) -> bool:
        """Whether two values are the same answer at the declared precision: they print alike."""

    @abstractmethod
    def spellings(self, value: Any) -> Iterable[str]:
        """Ways to type the value, of which each must be read and judged right."""

    @abstractmethod
    def spec(self) -> dict[str, Any]:
        """The type as JSON values, for the marker in the browser."""

    @abstractmethod
    def key_data(self, value: Any) -> Any:
        """The key as JSON values, as far as the marker in the browser needs it."""

    def in_text(self, name: str) -> str:
        """How a text prints a field of this type: as a formula, where nothing else is said."""
        return f"$<< {name} >>$"

    def convert(self, value: Any) -> Any:
        """What a question computed, as the type holds it. Raises TypeError or ValueError for what it cannot hold."""
        return value

    def agrees(self, key: Any, own: Any) -> bool:
        """Whether a second route comes to the key: as closely as its way of computing allows."""
        return self.same(key, self.convert(own))

    def as_printed(self, value: Any) -> Any:
        """The value that a reader of the paper goes on with: rounded, where it is printed so."""
        return value

    def is_tie(self, value: Any) -> bool:
        """Whether what is printed hangs on the way of rounding."""
        return False

    def nearly(self, one: Any, other: Any) -> bool:
        """Whether two different values are so close that a marker would take one for the other."""
        return False
