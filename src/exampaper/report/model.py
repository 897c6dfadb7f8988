"""The report of a build as plain numbers and rows, which the templates only set."""

from __future__ import annotations

from dataclasses import dataclass

Value = float | str
"""An answer, as far as it can be counted: a number or a short text."""


@dataclass(frozen=True, slots=True)
class Histogram:
    """How many values lie in each bin. ticks: (place on the axis in bins, what stands there)."""

    counts: tuple[int, ...]
    ticks: tuple[tuple[float, str], ...]
    logarithmic: bool = False


@dataclass(frozen=True, slots=True)
class Spread:
    """A quantity over the papers."""

    mean: float
    least: float
    most: float
    histogram: Histogram

    @property
    def below(self) -> float:
        """How far the least is below the mean, as a share of it."""
        return 1 - self.least / self.mean if self.mean else 0.0

    @property
    def above(self) -> float:
        return self.most / self.mean - 1 if self.mean else 0.0


@dataclass(frozen=True, slots=True)
class Use:
    """How many papers have a question."""

    id: str
    papers: int


@dataclass(frozen=True, slots=True)
class Pool:
    """The questions that papers were given a choice of."""

    name: str
    uses: tuple[Use, ...]

    @property
    def gap(self) -> int:
        """Papers with the most used question, less those with the least used."""
        papers = [use.papers for use in self.uses]
        return max(papers) - min(papers)


@dataclass(frozen=True, slots=True)
class Distinctness:
    """How many variants of a question there are on the papers that have it.

    redrawn: papers whose variant was drawn again; largest: papers of the largest group with one variant;
    neighbours: pairs of papers next to each other in the list that share one; fixed: nothing is drawn in it.
    """

    id: str
    papers: int
    variants: int
    redrawn: int
    largest: int
    neighbours: int
    fixed: bool


@dataclass(frozen=True, slots=True)
class Dealt:
    """The forms of a question by one of its parameters, each with the papers that have it, the commonest first."""

    id: str
    papers: int
    name: str
    counts: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Field:
    """The values of one answer. most: papers with the commonest value; counts: of texts, the commonest first."""

    name: str
    papers: int
    values: int
    most: int
    spread: tuple[float, float, float] | None  # least, median, most
    histogram: Histogram | None
    counts: tuple[tuple[str, int], ...]
    others: int


@dataclass(frozen=True, slots=True)
class Answers:
    """The most telling answers of a question. same: it has answers to count, equal on every paper."""

    id: str
    papers: int
    fields: tuple[Field, ...]
    same: bool


@dataclass(frozen=True, slots=True)
class Row:
    """What a paper has: the short ids of its questions in their order."""

    name: str
    candidate: str
    code: str
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """A whole report.

    notes: what the instructor should know. printed, variants: how many variants are printed, and how many of them are
    distinct. twins: papers that equal another one in every question. everywhere: questions that all papers have.
    """

    exam: str
    title: str
    program: str
    notes: tuple[str, ...]
    papers: int
    printed: int
    variants: int
    twins: int
    ids: tuple[str, ...]
    everywhere: tuple[str, ...]
    pools: tuple[Pool, ...]
    distinctness: tuple[Distinctness, ...]
    minutes: Spread | None
    difficulty: Spread | None
    answers: tuple[Answers, ...]
    rows: tuple[Row, ...]
    forms: tuple[Dealt, ...] = ()

    @property
    def named(self) -> bool:
        """Whether papers are for candidates of a roster."""
        return any(row.candidate for row in self.rows)

    @property
    def numbers(self) -> range:
        return range(1, max((len(row.questions) for row in self.rows), default=0) + 1)
