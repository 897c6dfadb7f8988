"""Answers in words and letters: a choice, selected statements, a word, the output of a program, a text."""

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
"""Most characters of a typed answer."""

CLOSE = 0.85
"""How similar a word must be to a right one to pass for misspelt, by the ratio of `difflib` (from 0 to 1)."""


@dataclass(frozen=True, slots=True)
class LettersType(AnswerType):
    """Letters of what is printed beside them. letters: as they are printed."""

    letters: str = "ABCD"

    def judge(self, key: str, given: str) -> Judgement:
        return RIGHT if key == given else WRONG

    def same(self, one: str, other: str) -> bool:
        return one == other

    def in_text(self, name: str) -> str:
        return f"<< {name} >>"


@dataclass(frozen=True, slots=True)
class ChoiceType(LettersType):
    """One of some letters, of an option that is printed beside it."""

    def show(self, value: str) -> str:
        return value

    def read(self, text: str) -> str:
        letter = text.strip().strip("().").upper()
        if len(letter) != 1 or letter not in self.letters:
            raise Unreadable(f"choose one of {', '.join(self.letters)}")
        return letter

    def spec(self) -> dict[str, Any]:
        return {"type": "choice", "letters": self.letters}

    def key_data(self, value: Any) -> str:
        return str(value)

    def spellings(self, value: str) -> Iterator[str]:
        yield from (value, value.lower(), f" ({value})")


@dataclass(frozen=True, slots=True)
class SequenceType(LettersType):
    """All of some letters in their order, each of something that is printed beside it."""

    def show(self, value: str) -> str:
        return ", ".join(value)

    def read(self, text: str) -> str:
        """The letters, whatever stands between them. Raises Unreadable where one is missing, or comes twice."""
        typed = re.sub(r"[\s,;.()>→-]", "", _normal(text)).upper()
        if sorted(typed) != sorted(self.letters):
            raise Unreadable("type each letter once, in order")
        return typed

    def spec(self) -> dict[str, Any]:
        return {"type": "sequence", "letters": self.letters}

    def key_data(self, value: str) -> str:
        return value

    def spellings(self, value: str) -> Iterator[str]:
        yield from (self.show(value), value.lower(), " → ".join(value), f"({';'.join(value)})")


@dataclass(frozen=True, slots=True)
class OneOfType(AnswerType):
    """One of some words. The value is a boolean where the words are yes and no."""

    words: tuple[str, ...]

    def show(self, value: Any) -> str:
        if isinstance(value, bool):
            return "yes" if value else "no"
        return str(value)

    def read(self, text: str) -> str:
        """One of the words, or the beginning of only one of them: y for yes. Raises Unreadable."""
        typed = _one_line(text).casefold().strip(" .")
        matches = [word for word in self.words if word.casefold() == typed]
        if not matches:
            matches = [word for word in self.words if word.casefold().startswith(typed)]
        if len(matches) != 1:
            raise Unreadable(f"answer with one of: {', '.join(self.words)}")
        return matches[0]

    def judge(self, key: Any, given: str) -> Judgement:
        return RIGHT if self.show(key) == given else WRONG

    def same(self, one: Any, other: Any) -> bool:
        return self.show(one) == self.show(other)

    def convert(self, value: Any) -> Any:
        if self.show(value) not in self.words:
            raise ValueError(f"expected one of: {', '.join(self.words)}")
        is_truth_value = self.words == ("yes", "no") and not isinstance(value, str)
        return bool(value) if is_truth_value else value

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
    """The numbers of the statements that are selected, from 1 to `count`; a marking rule tells what they earn."""

    count: int

    def show(self, value: tuple[int, ...]) -> str:
        return ", ".join(map(str, value)) or "none"

    def read(self, text: str) -> tuple[int, ...]:
        words = text.strip().lower()
        if words in ("none", "-", "–", "∅", "{}", "0"):
            return ()
        if words == "all":
            return tuple(range(1, self.count + 1))
        if not _NUMBERS.fullmatch(words):
            raise Unreadable("type the numbers that you select, such as 1, 3, or none")
        numbers = sorted(set(map(int, re.findall(r"\d+", words))))
        if numbers[0] < 1 or numbers[-1] > self.count:
            raise Unreadable(f"the numbers run from 1 to {self.count}")
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


_NUMBERS = re.compile(r"[({\[]?\s*\d{1,2}(?:\s*(?:,|;|and|&|\s)\s*\d{1,2})*\s*[)}\]]?\.?")


@dataclass(frozen=True, slots=True)
class WordType(AnswerType):
    """A word or a few words.

    accepted: other right spellings. exact: whether case, white space and hyphens count.
    """

    accepted: tuple[str, ...] = ()
    exact: bool = False

    def show(self, value: str) -> str:
        return str(value)

    def read(self, text: str) -> str:
        return _one_line(text)

    def judge(self, key: str, given: str) -> Judgement:
        right_words = {self._comparable(word) for word in (str(key), *self.accepted)}
        typed = self._comparable(given)
        if typed in right_words:
            return RIGHT
        if len(typed) > 4 and difflib.get_close_matches(typed, right_words, n=1, cutoff=CLOSE):
            return Judgement(Verdict.IMPRECISE, "almost: check the spelling")
        return WRONG

    def _comparable(self, word: str) -> str:
        return word if self.exact else re.sub(r"[\s\-]+", " ", word).casefold().strip(" .")

    def same(self, one: str, other: str) -> bool:
        return self._comparable(one) == self._comparable(other)

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
    """What a program prints.

    Lines count; spaces at their ends and beside brackets and commas do not, nor which quotation marks are used.
    """

    def convert(self, value: Any) -> str:
        return str(value)

    def show(self, value: str) -> str:
        return value

    def read(self, text: str) -> str:
        return _normal(text)

    def judge(self, key: str, given: str) -> Judgement:
        key_lines, typed_lines = _lines(key), _lines(given)
        if key_lines == typed_lines:
            return RIGHT
        if "".join(key_lines) == "".join(typed_lines):
            return Judgement(Verdict.WRONG, "the line breaks differ")
        return WRONG

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
    """The lines of an output, less what does not count."""
    lines = []
    for line in text.strip().split("\n"):
        words = re.sub(r"\s+", " ", line).strip()
        compact = re.sub(r"\s*([\[\](){},:])\s*", r"\1", words)
        lines.append(compact.replace('"', "'"))
    return lines


def _normal(text: str) -> str:
    if len(text) > LENGTH:
        raise Unreadable(f"this is longer than {LENGTH} characters")
    return unicodedata.normalize("NFC", text)


def _one_line(text: str) -> str:
    line = " ".join(_normal(text).split())
    if not line:
        raise Unreadable("type an answer")
    return line


_BY_A_PERSON = "compare it with the model answer"


@dataclass(frozen=True, slots=True)
class OpenType(AnswerType):
    """A text or a drawing, which a person compares with the model answer, one marking point after the other."""

    def show(self, value: Any) -> str:
        return str(value)

    def read(self, text: str) -> str:
        return text[:LENGTH]

    def judge(self, key: Any, given: str) -> Judgement:
        return Judgement(Verdict.UNDECIDED, _BY_A_PERSON)

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
