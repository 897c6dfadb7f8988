"""Ordering: lettered lines in drawn order, to be put into the right one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Annotated

from pydantic import Field

from exampaper.answers.words import SequenceType
from exampaper.draw import Rng
from exampaper.faults import Fault, Faulty, Place, fault
from exampaper.questions.behaviour import Behaviour, Context
from exampaper.questions.front_matter import FrontMatter, Space
from exampaper.questions.kind import QuestionKind
from exampaper.questions.lists import items, unreadable
from exampaper.questions.options import LETTERS, Choice, Options
from exampaper.questions.question_file import Layout, QuestionFile
from exampaper.questions.sections import Section

SECTION = "Lines"


class OrderingFrontMatter(FrontMatter):
    """show: how many of the lines are shown, in their order; all, if not said."""

    space: Space | list[Space] = 0
    show: Annotated[int, Field(ge=2, le=len(LETTERS))] | None = None


@dataclass(frozen=True)
class OrderingParams:
    """The numbers of the lines shown, from 1 in their right order, in the order in which they are shown."""

    lines: tuple[int, ...]


@dataclass(frozen=True)
class OrderingAnswers:
    """The letters of the lines in their right order."""

    order: str


def ordering(file: QuestionFile, module: ModuleType | None) -> Behaviour:
    """Raises Faulty for a question without lines, and for a list that has not as many as are shown."""
    if SECTION not in file.extra:
        raise fault(f"no ## {SECTION}", file.path, remedy="add the lines in their right order under that heading")
    assert isinstance(file.front, OrderingFrontMatter)
    lines = read_lines(file.extra[SECTION], file.path)
    count = file.front.show or len(lines)
    if not 2 <= count <= min(len(lines), len(LETTERS)):
        place = file.place("show") if file.front.show else Place(file.path, file.extra[SECTION].line)
        message = f"{count} lines are shown, there are {len(lines)}"
        raise Faulty(Fault(message, place, f"from two to {len(LETTERS)} of them"))
    return _Ordered(lines, count).behaviour()


class _Ordered:
    def __init__(self, lines: Sequence[str], count: int) -> None:
        self._lines, self._count = lines, count

    def behaviour(self) -> Behaviour:
        return Behaviour(
            params=OrderingParams,
            answers=OrderingAnswers,
            draw=self._draw,
            solve=self._solve,
            context=self._context,
            refusal=self._refusal,
            types={"order": SequenceType(LETTERS[: self._count])},
            asked={"": ("order",)},
        )

    def _draw(self, rng: Rng) -> OrderingParams:
        """Never in the right order."""
        numbers = rng.shuffle(rng.shuffle(range(1, len(self._lines) + 1))[: self._count])
        if list(numbers) == sorted(numbers):
            rng.reject("the lines stand in their right order")
        return OrderingParams(numbers)

    def _solve(self, params: OrderingParams) -> OrderingAnswers:
        places = dict(zip(params.lines, LETTERS, strict=False))
        return OrderingAnswers("".join(places[number] for number in sorted(params.lines)))

    def _context(self, params: OrderingParams, answers: OrderingAnswers) -> Context:
        texts = [self._lines[number - 1] for number in params.lines]
        in_order = [Choice(letter, texts[LETTERS.index(letter)]) for letter in answers.order]
        return {"choices": Options(map(Choice, LETTERS, texts)), "in_order": in_order, "sequence": list(answers.order)}

    def _refusal(self, params: OrderingParams) -> str:
        numbers = set(params.lines)
        fits = len(numbers) == len(params.lines) == self._count and numbers <= set(range(1, len(self._lines) + 1))
        return "" if fits else f"lines are {self._count} different numbers from 1 to {len(self._lines)}"


def read_lines(section: Section, path: Path) -> tuple[str, ...]:
    """The lines of a list, in their right order. Raises Faulty with every fault of the list."""
    faults: list[Fault] = []
    listed: list[str] = []
    for start, lines in items(section, path):
        text = " ".join(map(str.strip, lines)).removeprefix("- ").strip()
        place = Place(path, start)
        faults += unreadable((text,), place)
        if text in listed:
            faults.append(Fault("a line stands there twice", place, "two that are alike have no order"))
        listed.append(text)
    if faults:
        raise Faulty(*faults)
    return tuple(listed)


LAYOUT = Layout(OrderingFrontMatter, (SECTION,), answers_itself=True)
KIND = QuestionKind("ordering", ordering, LAYOUT)
