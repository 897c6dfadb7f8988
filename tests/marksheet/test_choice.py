"""Marks of questions of which candidates answer some: totals, in the sheet and when it is read, and what is missing."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from exampaper.faults import Place
from exampaper.manifest import Manifest
from exampaper.marksheet.layout import mark_sheet, total_marks
from exampaper.marksheet.read import Entry, Marked, read_marks
from exampaper.marksheet.statistics import results
from exampaper.marksheet.write import csv_file, workbook
from tests.marksheet.builds import manifest, paper
from tests.sheets.books import book

PARTS = ({"": 4}, {"": 5}, {"a": 2, "b": 3}, {"": 5}, {"": 5})
COLUMNS = ("Q1", "Q2", "Q3a", "Q3b", "Q4", "Q5")


def built(answer: int, counted: str = "best", count: int = 1) -> Manifest:
    """Papers of a question of four marks, and four of five of which some are to be answered."""
    choices = [{"numbers": [2, 3, 4, 5], "answer": answer, "counted": counted}]
    return manifest([paper(str(number), PARTS, choices=choices) for number in range(count)])


def marked(of: Manifest, marks: Sequence[Any]) -> Marked:
    entries = {}
    for column, value in zip(COLUMNS, marks, strict=True):
        if value is not None:
            entries[column] = Entry(Fraction(value), Place(), "")
    return Marked(mark_sheet(of).people[0], entries)


def test_the_marks_of_a_choice_are_those_that_can_count() -> None:
    assert total_marks(built(3).papers[0]) == 4 + 3 * 5
    assert csv_file(mark_sheet(built(3))).decode("utf-8-sig").splitlines()[1].endswith(",4,5,2,3,5,5,19")


# ------------------------------------------------------------------ the formula of the sheet, against what is read


def worked_out(formula: str, marks: Sequence[Any]) -> Any:
    """What a spreadsheet makes of a total, with these marks in its row: the few functions that it calls."""
    cells = dict(zip("EFGHIJ", marks, strict=True))

    def values(found: re.Match[str]) -> str:
        between = "EFGHIJ"["EFGHIJ".index(found[1]) : "EFGHIJ".index(found[2]) + 1]
        return repr([cells[name] for name in between if cells[name] is not None])

    python = re.sub(r"([A-Z])3:([A-Z])3", values, formula.removeprefix("="))
    python = re.sub(r"(?<![<>])=", "==", python.replace("{", "[").replace("}", "]"))
    names = {
        "SUM": sum,
        "COUNT": len,
        "MAX": max,
        "IF": lambda holds, yes, no: yes if holds else no,
        "CHOOSE": lambda places, *sums: [sums[place - 1] for place in places],
        "LARGE": lambda of, places: [sorted(of, reverse=True)[place - 1] for place in places],
        "SUMPRODUCT": sum,
    }
    return eval(python.replace("<==", "<="), names)


@given(
    st.lists(st.none() | st.integers(0, 2), min_size=6, max_size=6),
    st.integers(1, 3),
    st.sampled_from(["best", "first"]),
)
def test_the_sheet_adds_up_what_is_read(marks: list[int | None], answer: int, counted: str) -> None:
    of = built(answer, counted)
    sheet = load_workbook(io.BytesIO(workbook(mark_sheet(of)))).worksheets[0]
    total = worked_out(str(sheet.cell(3, 11).value), marks)
    assert (0 if total == "" else total) == marked(of, marks).total


# ------------------------------------------------------------------ what is missing


@pytest.mark.parametrize(
    ("marks", "missing"),
    [
        ([4, 5, None, None, 5, None], ""),
        ([4, 5, 1, 2, 5, 3], ""),
        ([4, 5, None, None, None, None], "2 of Q2 to Q5 (1 marked)"),
        ([4, 5, 1, None, 5, None], "Q3b (H2)"),
        ([None, 5, 1, 1, None, None], "Q1 (E2)"),
    ],
)
def test_what_was_not_chosen_is_not_missing(tmp_path: Path, marks: list[Any], missing: str) -> None:
    head = ["id", "name", "code", "status", *COLUMNS]
    read = read_marks([book(tmp_path / "m.xlsx", [head, ["0", "", "", "", *marks]])], built(2))
    assert [fault.message for fault in read.faults] == ([f"missing for 0 Name 0: {missing}"] if missing else [])
    assert read.people[0].complete == (not missing)


def test_statistics_are_of_those_who_answered() -> None:
    of = built(2, count=2)
    people = mark_sheet(of).people
    scripts = []
    for person, marks in zip(people, ([4, 5, None, None, 5, None], [2, 1, 2, 2, None, 4]), strict=True):
        entries = {}
        for column, value in zip(COLUMNS, marks, strict=True):
            if value is not None:
                entries[column] = Entry(Fraction(value), Place(), "")
        scripts.append(Marked(person, entries))
    found = results(scripts)
    assert found
    assert list(map(float, found.totals)) == [14, 2 + 4 + 4]
    assert list(map(float, found.most)) == [14]
    assert {question.id: question.scripts for question in found.questions} == {
        "t/q1": 2,
        "t/q2": 2,
        "t/q3": 1,
        "t/q4": 1,
        "t/q5": 1,
    }
