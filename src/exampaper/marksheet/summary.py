"""What marks say, in a few lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from exampaper.counting import counted
from exampaper.faults import Fault
from exampaper.marksheet.estimates import Estimate
from exampaper.marksheet.layout import shown
from exampaper.marksheet.read import MarksRead
from exampaper.marksheet.statistics import QuestionResult, Results, telling


def faults_told(faults: Sequence[Fault], most: int) -> Iterator[str]:
    """The faults, so many of them one by one."""
    yield from map(str, faults[:most])
    if len(faults) > most:
        yield f"… and {len(faults) - most:,} more, which the report lists"


def summary(read: MarksRead, results: Results | None) -> Iterator[str]:
    """Scripts and totals, a line for each question, and the forms that were harder or easier."""
    absent = sum(marked.absent for marked in read.people)
    complete = sum(marked.complete for marked in read.people)
    yield f"{complete:,} of {counted(len(read.people) - absent, 'script')} marked, {absent:,} absent"
    if results is None:
        return
    spread = f"mean {results.mean:.1f}, median {results.middle:.1f}, standard deviation {results.deviation:.1f}"
    yield f"of {' or '.join(map(shown, results.most))} marks: {spread}"
    width = max(len(question.id) for question in results.questions)
    yield f"{'question':{width}}  marks  difficulty     discrimination"
    for question in results.questions:
        yield f"{question.id:{width}}  {_line(question)}"
    for form in telling(results.forms):
        if form.difference:
            points = f"{form.difference.low:+.0%} to {form.difference.high:+.0%}".replace("-", "−")
            yield f"{form.verdict}: {form.id} with {form.name} {form.form} ({points} of its marks)"


def _line(question: QuestionResult) -> str:
    marks = " or ".join(map(shown, question.most))
    difficulty = _interval(question.difficulty, "{:.0%}")
    return f"{marks:>5}  {difficulty:14} {_interval(question.discrimination, '{:.2f}')}".rstrip()


def _interval(estimate: Estimate | None, form: str) -> str:
    if estimate is None:
        return "–"
    value, low, high = map(form.format, (estimate.value, estimate.low, estimate.high))
    return f"{value} ({low}…{high})".replace("-", "−")
