"""Marks → what they say: of the class, of each question, and of the versions and forms that people were dealt."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from statistics import fmean, median, stdev

from exampaper.manifest import QuestionRecord
from exampaper.marksheet.estimates import FEWEST, Estimate, Group, alpha, correlation, difference, mean
from exampaper.marksheet.layout import column, counted_columns, maxima, total_marks, total_of
from exampaper.marksheet.read import Marked
from exampaper.questions.forms import LISTED
from exampaper.report.forms import forms_in, names_in

STEP = 0.5
"""Marks are given in halves, at the finest that is usual."""
VERSION, STATEMENT = "version", "statement"
HARDER, EASIER = "harder", "easier"


@dataclass(frozen=True, slots=True)
class Item:
    """A question on a script: its record, its marks, and the shares had of it and of the rest of the paper."""

    person: str
    question: QuestionRecord
    version: str
    marks: Fraction
    share: float
    rest: float
    parts: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class PartResult:
    """A part of a question: how many marks there are to have, and the mean share of them that was had."""

    label: str
    most: tuple[Fraction, ...]
    difficulty: Estimate | None


@dataclass(frozen=True, slots=True)
class QuestionResult:
    """A question over all scripts that have it.

    numbers: where it stands on papers. most: what it is worth. difficulty: the mean share of the marks that was had, so
    that an easy question has a high one. discrimination: the correlation of its marks with those of the rest of the
    paper. full, none: shares of scripts with all its marks, and without any.
    """

    id: str
    numbers: tuple[int, ...]
    most: tuple[Fraction, ...]
    scripts: int
    difficulty: Estimate | None
    discrimination: Estimate | None
    full: float
    none: float
    parts: tuple[PartResult, ...]


@dataclass(frozen=True, slots=True)
class FormResult:
    """A form of a question against its other forms.

    name: the parameter, "statement" or "version". mean: of the shares of its marks. difference: how much more than in
    the other forms, at equal marks in the rest of the paper; None where too few people have it, or have another.
    """

    id: str
    name: str
    form: str
    scripts: int
    mean: float
    difference: Estimate | None

    @property
    def verdict(self) -> str:
        """What the interval shows."""
        if self.difference is None:
            return "too few to tell"
        if self.difference.high < 0:
            return HARDER
        return EASIER if self.difference.low > 0 else "no difference shown"


@dataclass(frozen=True, slots=True)
class VersionResult:
    """A version: its scripts, and the mean share of all marks."""

    label: str
    scripts: int
    mean: Estimate | None


@dataclass(frozen=True, slots=True)
class Results:
    """What complete scripts say. totals: in the order of people. comparisons: how many forms were compared at once."""

    scripts: int
    totals: tuple[Fraction, ...]
    most: tuple[Fraction, ...]
    mean: float
    deviation: float
    middle: float
    alpha: float | None
    questions: tuple[QuestionResult, ...]
    versions: tuple[VersionResult, ...]
    forms: tuple[FormResult, ...]
    comparisons: int


def telling(forms: Iterable[FormResult]) -> list[FormResult]:
    """The forms that were shown to be harder or easier than the others."""
    return [form for form in forms if form.verdict in (HARDER, EASIER)]


def results(people: Iterable[Marked]) -> Results | None:
    """The statistics of all scripts that are marked completely; None where there are none."""
    scripts = [marked for marked in people if marked.complete]
    if not scripts:
        return None
    items = {marked.person.id: list(_items(marked)) for marked in scripts}
    by_question: dict[str, list[Item]] = {}
    for each in items.values():
        for item in each:
            by_question.setdefault(item.question.id, []).append(item)
    by_question = dict(sorted(by_question.items(), key=lambda pair: (min(_numbers(pair[1])), pair[0])))
    forms, comparisons = _compared(by_question)
    totals = tuple(marked.total for marked in scripts)
    values = list(map(float, totals))
    return Results(
        scripts=len(scripts),
        totals=totals,
        most=total_of(marked.paper for marked in scripts),
        mean=fmean(values),
        deviation=stdev(values) if len(values) > 1 else 0.0,
        middle=median(values),
        alpha=_alpha(items, by_question),
        questions=tuple(_question(id, of) for id, of in by_question.items()),
        versions=tuple(_versions(scripts)),
        forms=forms,
        comparisons=comparisons,
    )


def _items(marked: Marked) -> Iterator[Item]:
    """The questions of a script."""
    most = maxima(marked.paper)
    counting = counted_columns(marked.paper, marked.marks)
    for question in marked.paper.questions:
        columns = {part: column(question.number, part) for part in question.marks_by_part}
        if not marked.entries.keys() & set(columns.values()):  # one that was not chosen
            continue
        had = sum((marked.entries[column].marks for column in columns.values()), Fraction())
        worth = sum((most[column] for column in columns.values()), Fraction())
        parts = {part: float(marked.entries[at].marks / most[at]) for part, at in columns.items() if most[at]}
        rest = _share_of(marked, counting - set(columns.values()), most)
        person, version = marked.person.id, marked.person.version
        yield Item(person, question, version, had, float(had / worth) if worth else 0.0, rest, parts)


def _share_of(marked: Marked, columns: Collection[str], most: Mapping[str, Fraction]) -> float:
    """The share of the marks of some columns that was had."""
    worth = sum((most[column] for column in columns), Fraction())
    had = sum((marked.entries[column].marks for column in columns), Fraction())
    return float(had / worth) if worth else 0.0


def _numbers(items: Iterable[Item]) -> set[int]:
    return {item.question.number for item in items}


def _worth(items: Iterable[Item]) -> tuple[Fraction, ...]:
    """What a question is worth, bonus and all."""
    return tuple(sorted({Fraction(item.question.marks + item.question.bonus_marks) for item in items}))


def _step(items: Sequence[Item]) -> float:
    """Half a mark, as a share of the question."""
    return STEP / float(_worth(items)[-1])


# ------------------------------------------------------------------ questions


def _question(id: str, items: Sequence[Item]) -> QuestionResult:
    shares = [item.share for item in items]
    labels = dict.fromkeys(label for item in items for label in item.parts)
    return QuestionResult(
        id=id,
        numbers=tuple(sorted(_numbers(items))),
        most=_worth(items),
        scripts=len(items),
        difficulty=mean(shares, _step(items)),
        discrimination=correlation(shares, [item.rest for item in items]),
        full=shares.count(1.0) / len(shares),
        none=shares.count(0.0) / len(shares),
        parts=tuple(_part(label, items) for label in labels) if len(labels) > 1 else (),
    )


def _part(label: str, items: Sequence[Item]) -> PartResult:
    shares = [item.parts[label] for item in items if label in item.parts]
    most = tuple(sorted({Fraction(item.question.parts[label]) for item in items if label in item.question.parts}))
    return PartResult(label, most, mean(shares, STEP / float(most[-1])))


def _alpha(items: Mapping[str, Sequence[Item]], by_question: Mapping[str, Sequence[Item]]) -> float | None:
    """Cronbach's α, where all scripts have the same questions."""
    if any(len(of) != len(items) for of in by_question.values()):
        return None
    rows = []
    for each in items.values():
        marks = {item.question.id: float(item.marks) for item in each}
        rows.append([marks[id] for id in by_question])
    return alpha(rows)


# ------------------------------------------------------------------ versions and forms


def _versions(scripts: Iterable[Marked]) -> Iterator[VersionResult]:
    shares: dict[str, list[float]] = {}
    step = 0.0
    for marked in scripts:
        most = total_marks(marked.paper)
        step = STEP / float(most)
        if marked.person.version:
            shares.setdefault(marked.person.version, []).append(float(marked.total / most))
    for label in sorted(shares, key=lambda label: (len(label), label)):
        yield VersionResult(label, len(shares[label]), mean(shares[label], step))


def _compared(by_question: Mapping[str, Sequence[Item]]) -> tuple[tuple[FormResult, ...], int]:
    """Every form against the others of its question, and how many could be compared."""
    cases: list[tuple[str, str, str, list[Item], list[Item]]] = []
    for id, items in by_question.items():
        for name, form, having in _forms(items):
            people = {item.person for item in having}
            cases.append((id, name, form, having, [item for item in items if item.person not in people]))
    count = sum(min(len(having), len(others)) >= FEWEST for *_, having, others in cases)
    found = []
    for id, name, form, having, others in cases:
        estimate = difference(_group(having), _group(others), _step(having), count)
        share = fmean(item.share for item in having)
        found.append(FormResult(id, name, form, len(having), share, estimate))
    return tuple(found), count


def _forms(items: Sequence[Item]) -> Iterator[tuple[str, str, list[Item]]]:
    """The forms of a question, version by version and parameter by parameter, with those who have it."""
    by_form: dict[tuple[str, str], list[Item]] = {}
    for item in items:
        if item.version:
            by_form.setdefault((VERSION, item.version), []).append(item)
        for name in names_in([item.question]):
            for form in dict.fromkeys(forms_in(item.question, name)):
                by_form.setdefault((STATEMENT if name == LISTED else name, form), []).append(item)
    for (name, form), having in sorted(by_form.items(), key=lambda pair: (pair[0][0] != VERSION, pair[0])):
        if len(having) < len(items):
            yield name, form, having


def _group(items: Sequence[Item]) -> Group:
    return Group([item.share for item in items], [item.rest for item in items])
