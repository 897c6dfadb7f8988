"""What questions and statements give away, and what they test: a paper keeps the two apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Hints:
    """Fine topics, by names that authors choose.

    reveals: what somebody who reads the question, or believes the statement, need not know any more. tests: what is
    asked, and must not be given away beside it.
    """

    reveals: frozenset[str] = frozenset()
    tests: frozenset[str] = frozenset()

    def __or__(self, other: Hints) -> Hints:
        return Hints(self.reveals | other.reveals, self.tests | other.tests)

    def spoils(self, other: Hints) -> frozenset[str]:
        """What one of the two gives away of what the other tests."""
        return (self.reveals & other.tests) | (other.reveals & self.tests)


NO_HINTS = Hints()


def joined(hints: Iterable[Hints]) -> Hints:
    """All of them together."""
    total = NO_HINTS
    for one in hints:
        total |= one
    return total


def spoilt(hints: Mapping[str, Hints]) -> Iterator[tuple[str, str, str]]:
    """(what tells, what is told, topic) wherever a question gives away what another one tests. hints: by id."""
    for telling, reveals in hints.items():
        for told, tests in hints.items():
            if telling != told:
                for topic in sorted(reveals.reveals & tests.tests):
                    yield telling, told, topic
