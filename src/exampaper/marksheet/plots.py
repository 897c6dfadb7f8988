"""Intervals and totals as SVG, in the look of the build's report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from exampaper.marksheet.estimates import Estimate
from exampaper.marksheet.statistics import FormResult, QuestionResult, Results, VersionResult
from exampaper.report.histograms import histogram
from exampaper.report.plots import BAR, INK, LARGE, RULE, label, line, plot, rect, svg

WIDTH, ROW, FONT, NAMES, LETTERS = 560, 20, 11, 190, 34


@dataclass(frozen=True, slots=True)
class Interval:
    """A row of a plot of intervals."""

    name: str
    estimate: Estimate


def totals_plot(results: Results) -> str:
    """How many people have which total."""
    values = list(map(float, results.totals))
    words = f"Histogram of totals: {len(values)} scripts from {min(values):g} to {max(values):g} marks"
    return plot(histogram(values), "total (bars: scripts)", words, LARGE)


def difficulty_plot(questions: Sequence[QuestionResult]) -> str:
    """The mean share of the marks of each question, with its interval."""
    rows = [Interval(question.id, question.difficulty) for question in questions if question.difficulty]
    return _intervals(rows, 0, 1, (0, 0.25, 0.5, 0.75, 1), "mean share of the marks", "{:.0%}")


def versions_plot(versions: Sequence[VersionResult]) -> str:
    """The mean share of all marks of each version, with its interval."""
    rows = [Interval(version.label, version.mean) for version in versions if version.mean]
    return _intervals(rows, 0, 1, (0, 0.25, 0.5, 0.75, 1), "mean share of all marks", "{:.0%}")


def forms_plot(forms: Sequence[FormResult]) -> str:
    """How much more each form of a question earned than the others, with its interval."""
    rows = [Interval(f"{form.name}: {form.form}", form.difference) for form in forms if form.difference]
    ticks = (-1, -0.5, 0, 0.5, 1)
    return _intervals(rows, -1, 1, ticks, "harder ← share of the marks, less that in other forms → easier", "{:+.0%}")


def _intervals(rows: Sequence[Interval], low: float, high: float, ticks: Sequence[float], axis: str, form: str) -> str:
    """A dot with its interval for each row. form: how numbers are written; "" of no rows."""
    if not rows:
        return ""
    left, right = NAMES, WIDTH - 24
    base = ROW * len(rows) + 8
    drawn: list[str] = []

    def place(value: float) -> float:
        return left + (right - left) * (min(max(value, low), high) - low) / (high - low)

    for tick in ticks:
        x = place(tick)
        drawn.append(line(x, 4, x, base, INK if tick == 0 and low < 0 else RULE))
        drawn.append(label(x, base + FONT + 4, _number(form, tick), "middle"))
    words = []
    for at, row in enumerate(rows):
        y = 4 + ROW * (at + 0.5)
        estimate = row.estimate
        drawn.append(label(left - 10, y + 4, _short(row.name), "end"))
        drawn.append(
            rect(place(estimate.low), y - 1.5, max(place(estimate.high) - place(estimate.low), 1), 3, "#a9bacd")
        )
        drawn.append(rect(place(estimate.value) - 3, y - 3, 6, 6, BAR))
        spread = f"{_number(form, estimate.low)} to {_number(form, estimate.high)}"
        words.append(f"{row.name} {_number(form, estimate.value)} ({spread})")
    drawn.append(label((left + right) / 2, base + 2 * FONT + 12, axis, "middle"))
    return svg(WIDTH, base + 2 * FONT + 20, FONT, f"{axis}: {'; '.join(words)}", drawn)


def _number(form: str, value: float) -> str:
    text = form.format(value).replace("%", "\u00a0%").replace("-", "−")
    return "0\u00a0%" if text in ("+0\u00a0%", "−0\u00a0%") else text


def _short(name: str) -> str:
    return name if len(name) <= LETTERS else f"{name[: LETTERS - 1]}…"
