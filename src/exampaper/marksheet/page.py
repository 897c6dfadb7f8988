"""Marks → one HTML page that needs nothing else: totals, questions, versions, forms, and what is to be mended."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from markupsafe import Markup

from exampaper.manifest import Manifest
from exampaper.marksheet.layout import shown
from exampaper.marksheet.plots import difficulty_plot, forms_plot, totals_plot, versions_plot
from exampaper.marksheet.read import MarksRead
from exampaper.marksheet.registry import grade
from exampaper.marksheet.statistics import FormResult, Results, telling
from exampaper.report.histograms import number
from exampaper.report.render import page


def results_page(manifest: Manifest, read: MarksRead, results: Results | None, grades: Mapping[str, Any]) -> str:
    """The page. Raises Faulty where a template of one's own fails."""
    values: dict[str, Any] = {
        "title": manifest.title or manifest.exam,
        "exam": manifest.exam,
        "program": manifest.exampaper,
        "read": read,
        "results": results,
        "absent": sum(marked.absent for marked in read.people),
        "complete": sum(marked.complete for marked in read.people),
        "grades": grades,
        "grade_counts": _grade_counts(read, grades),
        "grade": lambda marked: grade(marked, grades),
        "compared": _compared(results.forms) if results else {},
        "telling": telling(results.forms) if results else [],
        "plots": _plots(results) if results else {},
    }
    filters: dict[str, Callable[..., Any]] = {
        "marks": _marks,
        "share": _share,
        "signed_share": _signed,
        "two": lambda value: f"{value:.2f}".replace("-", "−"),
        "number": number,
    }
    return page("results.html", values, filters)


def _grade_counts(read: MarksRead, grades: Mapping[str, Any]) -> dict[str, int]:
    counts = Counter(grade(marked, grades) for marked in read.people if marked.complete)
    return {each: counts[each] for each in grades}


def _compared(forms: Sequence[FormResult]) -> dict[str, list[FormResult]]:
    """The forms of each question of which enough people have this form, and another."""
    by_question: dict[str, list[FormResult]] = {}
    for form in forms:
        if form.difference:
            by_question.setdefault(form.id, []).append(form)
    return by_question


def _plots(results: Results) -> dict[str, Any]:
    forms = {id: Markup(forms_plot(group)) for id, group in _compared(results.forms).items()}
    return {
        "totals": Markup(totals_plot(results)),
        "questions": Markup(difficulty_plot(results.questions)),
        "versions": Markup(versions_plot(results.versions)),
        "forms": forms,
    }


def _marks(values: Any) -> str:
    """Marks, or the different marks of some papers."""
    return " or ".join(map(shown, values)) if isinstance(values, tuple) else shown(values)


def _share(value: float) -> str:
    return f"{value:.0%}".replace("%", "\u00a0%")


def _signed(value: float) -> str:
    return f"{value:+.0%}".replace("%", "\u00a0%").replace("-", "−")
