"""The values that flow from bank to print. Frozen, without I/O.

`Question` stands in the bank; `Variant` is one question with its values and text
filled in; `Paper` is an ordered list of variants for one label.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from itertools import chain
from math import isfinite
from typing import Any, ClassVar, Literal

from exampaper.layout import PLAIN, Layout, PagePlan, Place
from exampaper.nodes import Block
from exampaper.numerals import PLAIN as PLAIN_NUMERALS
from exampaper.numerals import Numerals

Number = int | float | Decimal | Fraction


@dataclass(frozen=True, slots=True)
class Places:
    """A number that prints with this many decimal places."""

    places: int

    def round(self, value: Number) -> Decimal:
        """The value as it prints, rounded from its exact digits; a tie to the even digit."""
        return _rounded(value, self.places)

    def show(self, value: Number) -> str:
        return f"{self.round(value):f}" if isfinite(value) else str(value)


@dataclass(frozen=True, slots=True)
class Significant:
    """A number that prints with this many significant figures; as 2.228 \\times 10^{25} if `scientific` asks for it."""

    figures: int
    scientific: bool = False

    def round(self, value: Number) -> Decimal:
        """The value as it prints, rounded from its exact digits; a tie to the even digit."""
        return _rounded(value, self.figures - 1 - self.exponent(value))

    def exponent(self, value: Number) -> int:
        """The power of ten of the first figure that prints: 3 for 9999.6 with four figures is 4."""
        if value == 0:
            return 0
        size = abs(Fraction(value))
        first = len(str(size.numerator)) - len(str(size.denominator))
        first -= size < Fraction(10) ** first  # before it is rounded
        return _rounded(value, self.figures - 1 - first).adjusted()

    def show(self, value: Number) -> str:
        if not isfinite(value):
            return str(value)
        power = self.exponent(value)
        if not self.scientific or not power:
            return f"{self.round(value):f}"
        sign, digits, _ = self.round(value).as_tuple()
        figures = "".join(map(str, digits)).ljust(self.figures, "0")[: self.figures]
        point = "." if self.figures > 1 else ""
        return rf"{'-' * sign}{figures[0]}{point}{figures[1:]} \times 10^{{{power}}}"


def _rounded(value: Number, places: int) -> Decimal:
    """To so many decimal places, or to tens, hundreds, … if negative; never -0. No digit is lost on the way."""
    unit = Fraction(10) ** -places
    count = round(Fraction(value) / unit)
    return Decimal(count * int(unit)) if places < 0 else Decimal((count < 0, tuple(map(int, str(abs(count)))), -places))


Precision = Places | Significant


@dataclass(frozen=True, slots=True)
class Slip:
    """A named wrong way to an answer, and the value of `field` it leads to.

    name: Markdown, one line. marks: what a script with this slip still earns of its part
    (method marks, follow-through). part: the label of that part; the last one without. carried: whether it is a wrong
    answer of an earlier part that is carried over rightly, for all the marks.
    """

    name: str
    value: Any
    field: str
    marks: int = 0
    part: str = ""
    carried: bool = False


@dataclass(frozen=True, slots=True)
class MarkingPoint:
    """Some marks, and what earns them."""

    marks: int
    text: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class PrintedSlip:
    """A slip as the marking scheme prints it: what went wrong, and the value it leads to, both in Markdown."""

    name: str
    field: str
    printed: str
    marks: int
    carried: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """(a), (b), … of a question; a plain question has one, with an empty label.

    space: answer space in centimetres. key: the short answer, Markdown.
    """

    label: str
    text: tuple[Block, ...]
    answer: tuple[Block, ...]
    marking: tuple[MarkingPoint, ...]
    key: str
    space: float
    slips: tuple[PrintedSlip, ...] = ()

    @property
    def marks(self) -> int:
        return sum(point.marks for point in self.marking)


@dataclass(frozen=True)
class Variant:
    """One question with its parameters, answers and text filled in.

    stem: what stands above the parts; a plain question's text is that of its only part.
    printed: the fields of `answers` as they appear in the text. markdown: what stem and parts were parsed from.
    rule: the name of the rule by which selected statements earn marks; "" where none are. lang: the code
    of its language; numerals: how its numbers are written.
    """

    id: str
    title: str
    kind: str
    seed: int | None
    pin: str | None
    params: Any
    answers: Any
    stem: tuple[Block, ...]
    parts: tuple[Part, ...]
    minutes: float
    difficulty: int
    printed: Mapping[str, str] = field(default_factory=dict)
    markdown: str = ""
    rule: str = ""
    lang: str = "en"
    numerals: Numerals = PLAIN_NUMERALS

    html_view: ClassVar[Callable[[Any], str]] = repr
    """What makes HTML of a variant: set by the package itself, for pages are made above this module."""

    @property
    def question_blocks(self) -> tuple[Block, ...]:
        """The question: stem and parts."""
        return (*self.stem, *chain.from_iterable(part.text for part in self.parts))

    @property
    def solution_blocks(self) -> tuple[Block, ...]:
        """Model answers and marking, part by part."""
        blocks: list[Block] = []
        for part in self.parts:
            blocks += part.answer
            for point in part.marking:
                blocks += point.text
        return tuple(blocks)

    @property
    def slips(self) -> tuple[PrintedSlip, ...]:
        return tuple(chain.from_iterable(part.slips for part in self.parts))

    @property
    def marks(self) -> int:
        return sum(part.marks for part in self.parts)

    def _repr_html_(self) -> str:
        """What a notebook shows: the question with its maths, the answer folded below it."""
        return Variant.html_view(self)


@dataclass(frozen=True, slots=True)
class PlacedQuestion:
    """A variant at its place in a paper. own_name: what it is numbered by, if not by its number."""

    number: int
    variant: Variant
    own_name: str = ""

    @property
    def name(self) -> str:
        """What is printed beside it: 3, or 2.1 by section."""
        return self.own_name or str(self.number)


@dataclass(frozen=True, slots=True)
class PaperSection:
    """A section of a paper; its title is Markdown of one line."""

    title: str
    instruction: tuple[Block, ...]
    questions: tuple[PlacedQuestion, ...]

    @property
    def marks(self) -> int:
        return sum(question.variant.marks for question in self.questions)


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands above the questions of every paper of an exam.

    title, sheet_title: Markdown of one line. The others but those that are blocks: plain text, printed as it is.
    cover: the wording of a first page of its own. sheet: formulas or data that follow the questions.
    lang: the code of the language that its fixed words are in.
    """

    title: str
    institution: str = ""
    course: str = ""
    date: str = ""
    duration: str = ""
    instructions: tuple[tuple[Block, ...], ...] = ()
    candidate: tuple[str, ...] = ()
    lang: str = "en"
    format: Literal["a4", "us-letter"] = "a4"
    answer_space: bool = False
    logo: tuple[Block, ...] = ()
    cover: tuple[Block, ...] = ()
    running_head: str = ""
    sheet_title: str = ""
    sheet: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """One row of a roster.

    folder: a name for a folder, safe on any system and different for every candidate.
    more: any further columns by their header, for templates.
    """

    id: str
    name: str
    folder: str
    more: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Paper:
    """One version of an exam. `code` is what a reprint is asked for by.

    layout: how it is set out. pages: where its pages begin, once that is planned.
    """

    heading: Heading
    label: str
    code: str
    sections: tuple[PaperSection, ...]
    candidate: Candidate | None = None
    layout: Layout = PLAIN
    pages: PagePlan | None = None

    @property
    def introductions(self) -> list[tuple[Block, ...]]:
        """The texts that stand on it beside its questions."""
        about = self.heading
        return [
            *about.instructions,
            about.logo,
            about.cover,
            about.sheet,
            *(section.instruction for section in self.sections),
        ]

    @property
    def questions(self) -> tuple[PlacedQuestion, ...]:
        return tuple(chain.from_iterable(section.questions for section in self.sections))

    @property
    def first_parts(self) -> set[Place]:
        """Where questions begin."""
        return {(question.number, question.variant.parts[0].label) for question in self.questions}

    @property
    def marks(self) -> int:
        return sum(section.marks for section in self.sections)
