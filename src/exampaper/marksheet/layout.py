"""A manifest → the columns and rows of its mark sheet."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from exampaper.manifest import DealRecord, Manifest, PaperRecord

ID, NAME, VERSION, CODE, STATUS, TOTAL = "id", "name", "version", "code", "status", "total"
MAXIMUM = "maximum"
"""What stands before the marks that can be had."""
ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class Person:
    """A row to enter marks in: of a candidate, or of nobody known yet.

    version: the label of their paper where versions were dealt; "" for a paper of their own. paper: what they sat.
    """

    id: str
    name: str
    version: str
    paper: PaperRecord | None

    @property
    def code(self) -> str:
        return self.paper.code if self.paper else ""


@dataclass(frozen=True, slots=True)
class MarkSheet:
    """What a mark sheet holds.

    marks: names of the columns to enter marks in, in the order of the papers: Q1, Q2a, Q2b. versions: the papers by
    label, where there are such. people: those who are known; none where versions were built for no roster.
    """

    exam: str
    marks: tuple[str, ...]
    people: tuple[Person, ...]
    versions: Mapping[str, PaperRecord] = field(default_factory=dict)

    @property
    def about(self) -> tuple[str, ...]:
        """The columns that say whose marks they are."""
        return (ID, NAME, *((VERSION,) if self.versions else ()), CODE, STATUS)

    @property
    def columns(self) -> tuple[str, ...]:
        return (*self.about, *self.marks, TOTAL)


@dataclass(frozen=True, slots=True)
class Lack:
    """A choice of which fewer questions are marked than count. numbers: of its questions."""

    numbers: tuple[int, ...]
    wanted: int
    marked: int

    def __str__(self) -> str:
        return f"{self.wanted} of Q{self.numbers[0]} to Q{self.numbers[-1]} ({self.marked} marked)"


def mark_sheet(manifest: Manifest) -> MarkSheet:
    """The mark sheet of a build."""
    papers = manifest.papers
    versions = {paper.paper: paper for paper in papers if paper.candidate is None}
    if versions:
        people = tuple(_dealt(record, versions) for record in manifest.deal)
    else:
        people = tuple(Person(paper.paper, paper.name, "", paper) for paper in papers)
    return MarkSheet(manifest.exam, _columns(papers), people, versions)


def _dealt(record: DealRecord, versions: Mapping[str, PaperRecord]) -> Person:
    return Person(record.id, record.name, record.label, versions.get(record.label))


def column(number: int, part: str) -> str:
    """The name of a column: Q1, Q2a, or Q2ai for a part of a part."""
    return f"Q{number}{part.replace('_', '')}"


def _columns(papers: Iterable[PaperRecord]) -> tuple[str, ...]:
    """The columns of all papers, by number and part."""
    parts: dict[tuple[int, str], None] = {}
    for paper in papers:
        for question in paper.questions:
            parts |= {(question.number, part): None for part in question.marks_by_part}
    return tuple(column(number, part) for number, part in sorted(parts))


def maxima(paper: PaperRecord) -> dict[str, Fraction]:
    """The marks that can be had on a paper, by column; those of a bonus, too."""
    most: dict[str, Fraction] = {}
    for question in paper.questions:
        for part, marks in question.marks_by_part.items():
            most[column(question.number, part)] = Fraction(marks)
    return most


def total_marks(paper: PaperRecord) -> Fraction:
    """The marks that a paper is out of: without the bonus, and of a choice those of as many questions as count."""
    return Fraction(paper.marks)


def has_bonus(papers: Iterable[PaperRecord]) -> bool:
    """Whether marks of some paper count beyond its total."""
    return any(question.bonus for paper in papers for question in paper.questions)


def common_maxima(papers: Sequence[PaperRecord]) -> dict[str, tuple[Fraction, ...]]:
    """By column, the different numbers of marks that papers have there, in ascending order."""
    found: dict[str, set[Fraction]] = {}
    for paper in papers:
        for column, most in maxima(paper).items():
            found.setdefault(column, set()).add(most)
    return {column: tuple(sorted(values)) for column, values in found.items()}


def shown(marks: Fraction) -> str:
    """Marks as they are printed: 7, 7.5; as few digits as say it exactly, three at most."""
    return f"{float(marks):.3f}".rstrip("0").rstrip(".")


def total_of(papers: Iterable[PaperRecord]) -> tuple[Fraction, ...]:
    """The different totals that papers have, in ascending order."""
    return tuple(sorted(set(map(total_marks, papers))))


def columns_of(paper: PaperRecord, number: int) -> list[str]:
    """The columns of a question by its number."""
    for question in paper.questions:
        if question.number == number:
            return [column(number, part) for part in question.marks_by_part]
    return []


def counted_columns(paper: PaperRecord, marks: Mapping[str, Fraction]) -> set[str]:
    """The columns whose marks count. marks: those that were given, by column.

    Of a choice, these are the columns of the questions that were answered, and among them only of those that count.
    """
    counting = set(marks)
    for record in paper.choices:
        columns = [columns_of(paper, number) for number in record.numbers]
        had = [_sum_of(marks, each) for each in columns]
        for at in set(range(len(columns))) - record.choice.counting(had):
            counting -= set(columns[at])
    return counting


def _sum_of(marks: Mapping[str, Fraction], columns: Iterable[str]) -> Fraction | None:
    """The marks of a question; None where none were given."""
    given = [marks[column] for column in columns if column in marks]
    return sum(given, Fraction()) if given else None


def lacking(paper: PaperRecord, given: Collection[str]) -> tuple[list[str], list[Lack]]:
    """Columns without marks that must have some, and choices of which too few questions are marked."""
    optional: set[str] = set()
    short = []
    for record in paper.choices:
        answered = 0
        for number in record.numbers:
            columns = columns_of(paper, number)
            if any(column in given for column in columns):
                answered += 1
            else:
                optional.update(columns)
        if answered < record.answer:
            short.append(Lack(record.numbers, record.answer, answered))
    return [column for column in maxima(paper) if column not in given and column not in optional], short
