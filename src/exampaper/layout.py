"""How a paper is set out on its pages: nothing of it changes what the paper asks, or its code."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Ruling = Literal["lines", "grid", "blank", "none"]
"""What stands in the space for an answer."""

RULINGS: tuple[Ruling, ...] = ("lines", "grid", "blank", "none")

SHRINK, STRETCH = 0.6, 2.0
"""How far answer space shrinks and grows if the exam does not say, as parts of what a question gives."""

LINE = 0.8
"""Centimetres from one ruled line of an answer space to the next."""

SQUARE = 0.5
"""Centimetres of a square of a grid."""

SIZE = 10.5
"""The size of type, in points."""


@dataclass(frozen=True, slots=True)
class QuestionLayout:
    """What an exam asks for one of its questions. ruling: None for that of the exam."""

    ruling: Ruling | None = None
    new_page: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """How a paper is set out.

    ruling: what stands in the spaces for answers. fill: whether these shrink and grow so that pages are full; shrink,
    stretch: how far, as parts of what a question gives. new_page: each question begins a page. questions: what single
    ones ask for, by their number. cover_page: questions begin on the second page.
    marks_table: whether the marker finds one; draft_pages: empty ones at the end. booklet: whether the spaces for
    answers, and these two, are in a booklet of its own, and not on the question paper. size of type, in points; family:
    of fonts; colour: of the page, as in #ffffe0; duration: the candidate's own; all as it is usual where not given.
    """

    ruling: Ruling = "lines"
    fill: bool = True
    shrink: float = SHRINK
    stretch: float = STRETCH
    new_page: bool = False
    questions: Mapping[int, QuestionLayout] = field(default_factory=dict)
    cover_page: bool = False
    marks_table: bool = False
    draft_pages: int = 0
    booklet: bool = False
    size: float = SIZE
    family: str = ""
    colour: str = ""
    duration: str = ""

    @property
    def is_arranged(self) -> bool:
        """Whether its texts take another room than those of other papers."""
        return self.size != SIZE or bool(self.family)

    @property
    def scale(self) -> float:
        """The size of type, as a multiple of the usual one."""
        return self.size / SIZE

    def ruling_of(self, number: int, answer_space: bool) -> Ruling:
        """What stands in the spaces of a question. answer_space: whether those have some that do not say."""
        own = self.questions.get(number)
        if own and own.ruling:
            return own.ruling
        return self.ruling if answer_space else "none"

    def begins_page(self, number: int) -> bool:
        """Whether a question is to begin a page."""
        own = self.questions.get(number)
        return self.new_page or bool(own and own.new_page)


PLAIN = Layout()

Place = tuple[int, str]
"""Where something stands in a paper: the number of a question, and the label of its part."""


@dataclass(frozen=True, slots=True)
class PagePlan:
    """Where the pages of a paper begin, and how large its answer spaces are.

    count: of its pages. starts: the parts that begin a page, beside the first. torn: those whose texts go on on the
    next page. rooms: centimetres by part.
    """

    count: int
    starts: frozenset[Place] = frozenset()
    torn: frozenset[Place] = frozenset()
    rooms: Mapping[Place, float] = field(default_factory=dict)
