"""Answers in words and letters: a choice, the ticks of statements, a word, what a program prints."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from exampaper.answers.kind import RIGHT, WRONG, AnswerType, Judgement, Verdict
from exampaper.answers.tree import Unreadable

LENGTH = 4000


@dataclass(frozen=True, slots=True)
class ChoiceType(AnswerType):
    """One of some letters."""

    letters: str = "ABCD"

    def show(self, value: str) -> str:
        return value

    def read(self, text: str) -> str:
        letter = text.strip().strip("().").upper()
        if len(letter) != 1 or letter not in self.letters:
            raise Unreadable(f"choose one of {', '.join(self.letters)}")
        return letter

    def judge(self, key: str, given: str) -> Judgement:
        return RIGHT if key == given else WRONG

    def same(self, one: str, other: str) -> bool:
        return one == other

    def in_text(self, name: str) -> str:
        return f"<< {name} >>"

    def spec(self) -> dict[str, Any]:
        return {"type": "choice", "letters": self.letters}

    def key_data(self, value: Any) -> str:
        return str(value)

    def spellings(self, value: str) -> Iterator[str]:
        yield from (value, value.lower(), f" ({value})")


@dataclass(frozen=True, slots=True)
class OneOfType(AnswerType):
    """One of some words; of yes and no, the value is a boolean."""

    words: tuple[str, ...]

    def show(self, value: Any) -> str:
        return ("yes" if value else "no") if isinstance(value, bool) else str(value)

    def read(self, text: str) -> str:
        typed = _one_line(text).casefold().strip(" .")
        found = [word for word in self.words if word.casefold() == typed]
        found = found or [word for word in self.words if word.casefold().startswith(typed)]
        if len(found) != 1:
            raise Unreadable(f"answer with one of: {', '.join(self.words)}")
        return found[0]

    def judge(self, key: Any, given: str) -> Judgement:
        return RIGHT if self.show(key) == given else WRONG

    def same(self, one: Any, other: Any) -> bool:
        return self.show(one) == self.show(other)

    def convert(self, value: Any) -> Any:
        if self.show(value) not in self.words:
            raise ValueError(f"one of {', '.join(self.words)} is wanted")
        return bool(value) if self.words == ("yes", "no") and not isinstance(value, str) else value

    def in_text(self, name: str) -> str:
        return f"<< {name} >>"

    def spec(self) -> dict[str, Any]:
        return {"type": "one", "words": list(self.words)}

    def key_data(self, value: Any) -> str:
        return self.show(value)

    def spellings(self, value: Any) -> Iterator[str]:
        yield self.show(value)
        yield f" {self.show(value).capitalize()}. "


@dataclass(frozen=True, slots=True)
class TicksType(AnswerType):
    """The numbers of those that are ticked, from 1 to `count`. What they earn is for the marking rule to say."""

    count: int

    def show(self, value: tuple[int, ...]) -> str:
        return ", ".join(map(str, value)) or "none"

    def read(self, text: str) -> tuple[int, ...]:
        words = text.strip().lower()
        if words in ("none", "-", "–", "∅", "{}", "0"):
            return ()
        if words == "all":
            return tuple(range(1, self.count + 1))
        if not re.fullmatch(r"[({\[]?\s*\d{1,2}(?:\s*(?:,|;|and|&|\s)\s*\d{1,2})*\s*[)}\]]?\.?", words):
            raise Unreadable("type the numbers of those that you select, as in 1, 3; or none")
        numbers = sorted(set(map(int, re.findall(r"\d+", words))))
        if numbers[0] < 1 or numbers[-1] > self.count:
            raise Unreadable(f"the numbers go from 1 to {self.count}")
        return tuple(numbers)

    def judge(self, key: tuple[int, ...], given: tuple[int, ...]) -> Judgement:
        return RIGHT if sorted(key) == sorted(given) else WRONG

    def same(self, one: tuple[int, ...], other: tuple[int, ...]) -> bool:
        return sorted(one) == sorted(other)

    def in_text(self, name: str) -> str:
        return f"<< {name} >>"

    def spec(self) -> dict[str, Any]:
        return {"type": "ticks", "count": self.count}

    def key_data(self, value: Any) -> list[int]:
        return sorted(value)

    def spellings(self, value: tuple[int, ...]) -> Iterator[str]:
        yield self.show(value)
        yield " ".join(map(str, reversed(value))) or "none"


@dataclass(frozen=True, slots=True)
class WordType(AnswerType):
    """A word or a few, in one of the accepted spellings; case and white space do not count unless `exact`."""

    accepted: tuple[str, ...] = ()
    exact: bool = False

    def show(self, value: str) -> str:
        return str(value)

    def read(self, text: str) -> str:
        return _one_line(text)

    def judge(self, key: str, given: str) -> Judgement:
        known = {self._plain(word) for word in (str(key), *self.accepted)}
        typed = self._plain(given)
        if typed in known:
            return RIGHT
        if len(typed) > 4 and difflib.get_close_matches(typed, known, n=1, cutoff=0.85):
            return Judgement(Verdict.IMPRECISE, "nearly: is it spelt right?")
        return WRONG

    def _plain(self, word: str) -> str:
        return word if self.exact else re.sub(r"[\s\-]+", " ", word).casefold().strip(" .")

    def same(self, one: str, other: str) -> bool:
        return self._plain(one) == self._plain(other)

    def in_text(self, name: str) -> str:
        return f"<< {name} >>"

    def spec(self) -> dict[str, Any]:
        return {"type": "word", "accepted": list(self.accepted), "exact": self.exact}

    def key_data(self, value: Any) -> str:
        return str(value)

    def spellings(self, value: str) -> Iterator[str]:
        yield str(value)
        if not self.exact:
            yield f"  {str(value).upper()}. "


@dataclass(frozen=True, slots=True)
class OutputType(AnswerType):
    """What a program prints, line by line; spaces at ends of lines, and beside brackets and commas, do not count."""

    def convert(self, value: Any) -> str:
        return str(value)

    def show(self, value: str) -> str:
        return value

    def read(self, text: str) -> str:
        if len(text) > LENGTH:
            raise Unreadable(f"this is longer than {LENGTH} characters")
        return unicodedata.normalize("NFC", text)

    def judge(self, key: str, given: str) -> Judgement:
        if _lines(key) == _lines(given):
            return RIGHT
        return (
            Judgement(Verdict.WRONG, "the line breaks differ")
            if "".join(_lines(key)) == "".join(_lines(given))
            else WRONG
        )

    def same(self, one: str, other: str) -> bool:
        return _lines(one) == _lines(other)

    def in_text(self, name: str) -> str:
        return f"`<< {name} >>`"

    def spec(self) -> dict[str, Any]:
        return {"type": "output"}

    def key_data(self, value: Any) -> str:
        return str(value)

    def spellings(self, value: str) -> Iterator[str]:
        yield value
        yield f"\n{value}  \n"


def _lines(text: str) -> list[str]:
    lines = [re.sub(r"\s+", " ", line).strip() for line in text.strip().split("\n")]
    return [re.sub(r"\s*([\[\](){},:])\s*", r"\1", line).replace('"', "'") for line in lines]


def _one_line(text: str) -> str:
    if len(text) > LENGTH:
        raise Unreadable(f"this is longer than {LENGTH} characters")
    line = " ".join(unicodedata.normalize("NFC", text).split())
    if not line:
        raise Unreadable("nothing is typed")
    return line


@dataclass(frozen=True, slots=True)
class OpenType(AnswerType):
    """A text or a drawing, which a person compares with the model answer, marking point by marking point."""

    def show(self, value: Any) -> str:
        return str(value)

    def read(self, text: str) -> str:
        return text[:LENGTH]

    def judge(self, key: Any, given: str) -> Judgement:
        return Judgement(Verdict.UNDECIDED, "compare it with the model answer, marking point by marking point")

    def same(self, one: Any, other: Any) -> bool:
        return bool(one == other)

    def in_text(self, name: str) -> str:
        return f"<< {name} >>"

    def spec(self) -> dict[str, Any]:
        return {"type": "open"}

    def key_data(self, value: Any) -> None:
        return None

    def spellings(self, value: Any) -> Iterator[str]:
        return iter(())
