"""The results for the registry: a row for each person, with total and grade."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from exampaper.exams.grades import grade_of
from exampaper.marksheet.layout import ABSENT, shown, total_marks
from exampaper.marksheet.read import Marked
from exampaper.spreadsheets import table


def registry(people: Iterable[Marked], grades: Mapping[str, Any]) -> bytes:
    """CSV with id, name, total, and where the exam has a scale the grade; of who was absent, that they were."""
    rows = [["id", "name", "total", *(["grade"] if grades else [])]]
    for marked in people:
        row = [marked.person.id, marked.person.name, ABSENT if marked.absent else shown(marked.total)]
        if grades:
            row.append(grade(marked, grades))
        rows.append(row)
    return table(rows)


def grade(marked: Marked, grades: Mapping[str, Any]) -> str:
    """The grade of a script; "" for who was absent, and without a scale."""
    if marked.absent:
        return ""
    return grade_of(grades, marked.total, total_marks(marked.paper))
