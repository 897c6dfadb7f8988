"""What can be wrong with a bank, an exam or a run, and where.

A fault is a value: it knows its place and its remedy. Faults are gathered and
told together; `Faulty` carries them to whoever tells the user.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Place:
    """A file, and a line in it where one is known (counted from 1)."""

    file: Path | None = None
    line: int | None = None

    def __str__(self) -> str:
        if self.file is None:
            return ""
        return f"{self.file}:{self.line}" if self.line else str(self.file)


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong: where, what, and what to do about it.

    code: a kebab-case name that stays whatever the message says, for whoever must tell faults apart; of a fault of a
    question, the rule of `exampaper check` that it breaks; "" where nobody asks. see: the command that shows it.
    """

    message: str
    place: Place = Place()
    remedy: str = ""
    code: str = ""
    see: str = ""

    def __str__(self) -> str:
        head = f"{self.place}: {self.message}" if self.place.file else self.message
        advice = "; ".join(filter(None, (self.remedy, self.see and f"see it with: {self.see}")))
        return f"{head}\n  {advice}" if advice else head


class Faulty(Exception):
    """One or more faults in what the user gave: no traceback is owed for it."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = faults


def fault(
    message: str, file: Path | None = None, line: int | None = None, remedy: str = "", *, code: str = "", see: str = ""
) -> Faulty:
    """A `Faulty` with a single fault, ready to raise."""
    return Faulty(Fault(message, Place(file, line), remedy, code, see))


def nearest(word: str, known: Iterable[str]) -> str:
    """The remedy for a misspelt word: the nearest known one, or all of them."""
    names = sorted(known)
    close = difflib.get_close_matches(word, names, n=1)
    return f"did you mean {close[0]!r}?" if close else f"known: {', '.join(names)}"
