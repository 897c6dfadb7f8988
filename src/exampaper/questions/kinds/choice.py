"""Choice of one of some fixed texts, which are shown in drawn order with letters before them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Annotated, Literal

from pydantic import Field

from exampaper.answers.words import ChoiceType
from exampaper.draw import Rng
from exampaper.faults import Fault, Faulty, Place, fault
from exampaper.model import Slip
from exampaper.questions.behaviour import Behaviour, Context
from exampaper.questions.front_matter import FrontMatter, Space
from exampaper.questions.kind import QuestionKind
from exampaper.questions.lists import items, text_and_reason, unreadable
from exampaper.questions.options import LETTERS, Choice, Options, none_of_these
from exampaper.questions.question_file import Layout, QuestionFile
from exampaper.questions.sections import Section

SECTION = "Options"


class ChoiceFrontMatter(FrontMatter):
    """show: how many of the options are shown; all, if not said. order: in which they are. none: as in `choices`."""

    space: Space | list[Space] = 1
    show: Annotated[int, Field(ge=2, le=len(LETTERS))] | None = None
    order: Literal["drawn", "written"] = "drawn"
    none: bool | str = False


@dataclass(frozen=True, slots=True)
class Option:
    """A text to choose, whether it is right, and why, or why not; "" where nothing is said."""

    text: str
    right: bool
    reason: str
    line: int


@dataclass(frozen=True)
class ChoiceParams:
    """The numbers of the options shown, from 1 in the file's order, in theirs."""

    options: tuple[int, ...]


@dataclass(frozen=True)
class ChoiceAnswers:
    """The letter of the right option."""

    choice: str


def choice_question(file: QuestionFile, module: ModuleType | None) -> Behaviour:
    """Raises Faulty for a question without options, and for a list that has not as many as are shown."""
    if SECTION not in file.extra:
        raise fault(f"no ## {SECTION}", file.path, remedy="add the list of options under that heading")
    assert isinstance(file.front, ChoiceFrontMatter)
    return _Chosen(file, file.front).behaviour()


class _Chosen:
    def __init__(self, file: QuestionFile, front: ChoiceFrontMatter) -> None:
        self._front = front
        self._all = read_options(file.extra[SECTION], file.path)
        self._none = none_of_these(front.none, front.lang)
        self._right = [number for number, option in enumerate(self._all, 1) if option.right]
        self._wrong = [number for number, option in enumerate(self._all, 1) if not option.right]
        self._count = front.show or min(len(LETTERS), 1 + len(self._wrong))
        place = file.place("show") if front.show else Place(file.path, file.extra[SECTION].line)
        if not self._right:
            raise Faulty(Fault("no option is right", place, "write - [x] before it"))
        if self._count < 2 or self._count - 1 > len(self._wrong):
            raise Faulty(Fault(f"{self._count} options are shown, but {len(self._wrong)} are wrong", place, "add some"))

    def behaviour(self) -> Behaviour:
        return Behaviour(
            params=ChoiceParams,
            answers=ChoiceAnswers,
            draw=self._draw,
            solve=self._solve,
            context=self._context,
            slips=self._slips,
            refusal=self._refusal,
            types={"choice": ChoiceType(LETTERS[: self._count])},
            asked={"": ("choice",)},
        )

    def _draw(self, rng: Rng) -> ChoiceParams:
        """“None of these” is right as often as each other option would be."""
        shown = self._count - bool(self._none)
        none_is_right = bool(self._none) and rng.chance(1, self._count)
        right = [] if none_is_right else [rng.choice(self._right)]
        numbers = rng.shuffle([*right, *rng.shuffle(self._wrong)[: shown - len(right)]])
        return ChoiceParams(tuple(sorted(numbers)) if self._front.order == "written" else numbers)

    def _solve(self, params: ChoiceParams) -> ChoiceAnswers:
        right = [letter for letter, option in self._shown(params) if option.right]
        return ChoiceAnswers(right[0] if right else LETTERS[len(params.options)])

    def _shown(self, params: ChoiceParams) -> list[tuple[str, Option]]:
        options = [self._all[number - 1] for number in params.options]
        return list(zip(LETTERS, options, strict=False))

    def _context(self, params: ChoiceParams, answers: ChoiceAnswers) -> Context:
        shown = self._shown(params)
        lines = [Choice(letter, option.text) for letter, option in shown]
        if self._none:
            lines.append(Choice(LETTERS[len(lines)], self._none))
        reasons = [Choice(letter, option.reason) for letter, option in shown if option.reason]
        right = next(line.text for line in lines if line.letter == answers.choice)
        return {"choices": Options(lines), "right": right, "reasons": reasons}

    def _slips(self, params: ChoiceParams, answers: ChoiceAnswers) -> list[Slip]:
        """Wrong options whose list says why somebody would choose them."""
        wrong = [(letter, option) for letter, option in self._shown(params) if not option.right and option.reason]
        return [Slip(option.reason, letter, "choice") for letter, option in wrong]

    def _refusal(self, params: ChoiceParams) -> str:
        numbers = params.options
        if len(set(numbers)) < len(numbers) or not set(numbers) <= set(range(1, len(self._all) + 1)):
            return f"options are different numbers from 1 to {len(self._all)}"
        right = set(numbers) & set(self._right)
        if len(right) != 1 and not (self._none and not right):
            return f"{len(right)} of these options are right"
        wanted = self._count - bool(self._none)
        return "" if len(numbers) == wanted else f"{wanted} options are shown"


_OPTION = re.compile(r"- \[([ xX])\]\s+(.*)")


def read_options(section: Section, path: Path) -> tuple[Option, ...]:
    """The options of a task list. Raises Faulty with every fault of the list."""
    faults: list[Fault] = []
    listed: list[Option] = []
    for start, lines in items(section, path):
        place = Place(path, start)
        text, reason = text_and_reason(lines)
        head = _OPTION.match(text)
        if not head:
            faults.append(Fault("an option begins with - [x] or - [ ]", place))
            continue
        faults += unreadable((head[2], reason), place)
        listed.append(Option(head[2], head[1] != " ", reason, start))
    faults += _alike([(option.text, option.line) for option in listed], path)
    if faults:
        raise Faulty(*faults)
    return tuple(listed)


def _alike(texts: Sequence[tuple[str, int]], path: Path) -> list[Fault]:
    """A fault for each text that stands there before."""
    first: dict[str, int] = {}
    faults = []
    for text, line in texts:
        if text in first:
            faults.append(Fault("an option stands there twice", Place(path, line), f"also in line {first[text]}"))
        first.setdefault(text, line)
    return faults


LAYOUT = Layout(ChoiceFrontMatter, (SECTION,), answers_itself=True)
KIND = QuestionKind("choice", choice_question, LAYOUT, chooses=True)
