"""Gaps in a text: {{words}} that are left out of it, to be filled in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, make_dataclass
from fractions import Fraction
from pathlib import Path
from types import ModuleType
from typing import Any

from exampaper import text
from exampaper.answers.declaration import Undeclared, declared, one_of
from exampaper.answers.kind import AnswerType
from exampaper.answers.number import NumberType
from exampaper.answers.tree import Unreadable
from exampaper.answers.words import OneOfType, WordType
from exampaper.faults import Fault, Faulty, Place, fault
from exampaper.questions.behaviour import Behaviour, NoParams
from exampaper.questions.code import first_mark
from exampaper.questions.front_matter import FrontMatter, Space
from exampaper.questions.kind import QuestionKind
from exampaper.questions.question_file import Layout, QuestionFile
from exampaper.questions.sections import Section

SECTION = "Text"


@dataclass(frozen=True, slots=True)
class Gap:
    """What is left out of a text: its type, and the right value."""

    type: AnswerType
    key: Any

    @property
    def written(self) -> str:
        """The key in Markdown."""
        shown = self.type.show(self.key)
        return f"${shown}$" if isinstance(self.type, NumberType) else shown

    @property
    def blank(self) -> str:
        """Room to write it into, and the words to choose from where there are such."""
        written = self.type.show(self.key)
        room = "_" * min(30, max(12, 2 * len(written)))
        words = f" *({' / '.join(self.type.words)})*" if isinstance(self.type, OneOfType) else ""
        return room + words


@dataclass(frozen=True, slots=True)
class Passage:
    """A text with its gaps: as it is printed, and as it reads with them filled in."""

    printed: str
    filled: str
    gaps: tuple[Gap, ...]


def gaps_question(file: QuestionFile, module: ModuleType | None) -> Behaviour:
    """Raises Faulty for a question without a text, and for gaps that are not understood."""
    if SECTION not in file.extra:
        raise fault(f"no ## {SECTION}", file.path, remedy="add the text, with {{what is left out}}, under that heading")
    passage = read_passage(file.extra[SECTION], file.path)
    names = tuple(f"gap_{number}" for number in range(1, len(passage.gaps) + 1))
    answers = make_dataclass("Answers", [(name, Any) for name in names], frozen=True)
    keys = [gap.written for gap in passage.gaps]
    told = {"passage": passage.printed, "filled": passage.filled, "keys": keys}
    return Behaviour(
        params=NoParams,
        answers=answers,
        draw=lambda rng: NoParams(),
        solve=lambda params: answers(*(gap.key for gap in passage.gaps)),
        context=lambda params, answers: told,
        types=dict(zip(names, (gap.type for gap in passage.gaps), strict=True)),
        asked={"": names},
    )


_GAP = re.compile(r"(?s)(\$\$.*?\$\$|\$.*?\$|`[^`]*`)|\{\{(.*?)\}\}")


def read_passage(section: Section, path: Path) -> Passage:
    """The text of a section with its gaps. Raises Faulty with every fault of it."""
    faults: list[Fault] = []
    found = [match for match in _GAP.finditer(section.text) if match[2] is not None]
    gaps: list[Gap] = []
    for match in found:
        place = Place(path, section.line + section.text.count("\n", 0, match.start()))
        try:
            gaps.append(read_gap(" ".join(match[2].split())))
        except (Undeclared, Unreadable, TypeError, ValueError, ArithmeticError) as error:
            faults.append(Fault(f"the gap {match[0]}: {error}", place, "write {{answer}}, or {{answer: its type}}"))
    if not found:
        faults.append(Fault("a text without a gap", Place(path, section.line), "write {{what is left out}} in it"))
    if mark := first_mark(section.text):
        faults.append(Fault(f"{mark}: nothing is filled in here", Place(path, section.line), "write it as it prints"))
    if faults:
        raise Faulty(*faults)
    passage = Passage(_replaced(section.text, _blanks(gaps)), _replaced(section.text, _keys(gaps)), tuple(gaps))
    for written in (passage.printed, passage.filled):
        try:
            text.parse(written)
        except text.TextError as error:
            raise fault(str(error), path, section.line_of(error), error.remedy) from None
    return passage


def _replaced(source: str, instead: Iterator[str]) -> str:
    """A text with something in place of each gap; formulas and code stay."""
    return _GAP.sub(lambda match: match[1] if match[2] is None else next(instead), source).strip("\n")


def _blanks(gaps: list[Gap]) -> Iterator[str]:
    for number, gap in enumerate(gaps, 1):
        yield f"({number})\u00a0{gap.blank}" if len(gaps) > 1 else gap.blank


def _keys(gaps: list[Gap]) -> Iterator[str]:
    for gap in gaps:
        yield f"**{gap.written}**"


def read_gap(written: str) -> Gap:
    """A gap as it is written: a word, perhaps with | other spellings, or a value and its type.

    `relu`, `colour | color`, `9: int`, `0.25: 2 places`, `relu: [relu, tanh]`. Raises Undeclared for what is no type,
    ValueError for a value that is not of it.
    """
    value, colon, kind = (piece.strip() for piece in written.rpartition(":"))
    if not colon:
        word, *more = (piece.strip() for piece in written.split("|"))
        if not all((word, *more)):
            raise ValueError("it is empty")
        return Gap(WordType(tuple(more)), word)
    choice = re.fullmatch(r"\[(.*)\]", kind)
    type_ = one_of(tuple(word.strip() for word in choice[1].split(","))).type if choice else declared(kind).type
    if isinstance(type_, NumberType):
        return Gap(type_, _number(type_, value))
    if not isinstance(type_, OneOfType | WordType):
        raise Undeclared(f"{kind!r} is no type of a gap: write a number, one of [some, words], or a word alone")
    if isinstance(type_, OneOfType) and value not in type_.words:
        raise ValueError(f"{value!r} is none of these words")
    return Gap(type_, value)


def _number(type_: NumberType, value: str) -> Any:
    """A number as its type holds it: exact where it is."""
    number = Fraction(value.replace("−", "-"))
    return type_.convert(float(number) if type_.form == "float" else number)


class GapsFrontMatter(FrontMatter):
    """Nothing more; there is room in the gaps."""

    space: Space | list[Space] = 0


LAYOUT = Layout(GapsFrontMatter, (SECTION,), answers_itself=True)
KIND = QuestionKind("gaps", gaps_question, LAYOUT)
