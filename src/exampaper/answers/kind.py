"""What every type of answer can do: print a value, read what a student typed, and judge it against the key."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Any


class Verdict(Enum):
    """The outcome of marking one answer.

    IMPRECISE: right as far as it goes, but not in the form or to the precision asked for. UNDECIDED: a person must
    compare it with the model answer.
    """

    RIGHT = "right"
    IMPRECISE = "imprecise"
    WRONG = "wrong"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict, and a message to the student; "" where there is nothing to add."""

    verdict: Verdict
    message: str = ""

    @property
    def right(self) -> bool:
        return self.verdict is Verdict.RIGHT


RIGHT = Judgement(Verdict.RIGHT)
WRONG = Judgement(Verdict.WRONG)


class AnswerType(ABC):
    """The type of a field of `Answers`: all that paper, marker and browser need to know about it.

    A *value* is what a question computes (its key, or the result of a slip); what a student typed becomes a value of
    the marker's own by `read`, and only `judge` sees both.
    """

    __slots__ = ()

    @abstractmethod
    def show(self, value: Any) -> str:
        """The value in LaTeX, or in Markdown where it is no formula."""

    @abstractmethod
    def read(self, text: str) -> Any:
        """What a student typed, in the form that `judge` expects. Raises Unreadable, with a message to the student."""

    @abstractmethod
    def judge(self, key: Any, given: Any) -> Judgement:
        """The verdict on an answer.

        key: the right value. given: what `read` made of the text.
        """

    @abstractmethod
    def same(self, one: Any, other: Any) -> bool:
        """Whether two values are the same answer at the declared precision, that is, print alike."""

    @abstractmethod
    def spellings(self, value: Any) -> Iterable[str]:
        """Ways to type a value; each of them must be read and judged right."""

    @abstractmethod
    def spec(self) -> dict[str, Any]:
        """The type as JSON values for the marker in the browser, with its name under "type"."""

    @abstractmethod
    def key_data(self, value: Any) -> Any:
        """The key as JSON values: as much of it as the marker in the browser needs."""

    def in_text(self, name: str) -> str:
        """The template that prints a field of this type: a formula, unless a type says otherwise."""
        return f"$<< {name} >>$"

    def convert(self, value: Any) -> Any:
        """What a question computed, as this type holds it.

        Raises TypeError for a value of another type, ValueError for one that does not keep to the declaration.
        """
        return value

    def agrees(self, key: Any, own: Any) -> bool:
        """Whether the result `own` of a second route is the key, as closely as its way of computing allows."""
        return self.same(key, self.convert(own))

    def as_printed(self, value: Any) -> Any:
        """The value that a reader of the paper sees: rounded where it is printed rounded."""
        return value

    def is_tie(self, value: Any) -> bool:
        """Whether a value lies so near the middle between two roundings that either could be printed."""
        return False

    def nearly(self, one: Any, other: Any) -> bool:
        """Whether two different values are so close that a marker would take one for the other."""
        return False
