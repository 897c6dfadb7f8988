"""Marks that are read back: whose they are, what is missing, what cannot be."""

from __future__ import annotations

import csv
import datetime
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exampaper.faults import Faulty
from exampaper.manifest import Manifest
from exampaper.marksheet.layout import mark_sheet
from exampaper.marksheet.read import IMPOSSIBLE, MISSING, MarksRead, read_marks
from exampaper.marksheet.write import csv_file, workbook
from tests.marksheet.builds import class_of, manifest, paper
from tests.sheets.books import book, filled

HEAD = ["id", "name", "code", "status", "Q1", "Q2a", "Q2b", "total"]
BUILT = class_of("1001", "1002", "1003")
FULL = ["1002", "", "", "", 4, 2, 3], ["1003", "", "", "", 1, 1, 1]


def sheet(path: Path, rows: Sequence[Sequence[Any]]) -> Path:
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(rows)
    return path


def read(tmp_path: Path, *rows: Sequence[Any], built: Manifest = BUILT) -> MarksRead:
    """What is read of a CSV file with these rows, and of a workbook with them: the same."""
    texts = read_marks([sheet(tmp_path / "marks.csv", [HEAD, *rows])], built)
    typed = read_marks([book(tmp_path / "marks.xlsx", [HEAD, *rows])], built)
    assert [(fault.place.line, fault.message) for fault in texts.faults] == [
        (fault.place.line, fault.message) for fault in typed.faults
    ]
    assert [(one.person.id, one.total, one.absent) for one in texts.people] == [
        (one.person.id, one.total, one.absent) for one in typed.people
    ]
    return typed


def told(marks: MarksRead) -> list[tuple[int | None, str]]:
    assert all(fault.remedy and fault.code in (MISSING, IMPOSSIBLE) for fault in marks.faults)
    return [(fault.place.line, fault.message) for fault in marks.faults]


# ------------------------------------------------------------------ the sheets of a build


def test_the_workbook_of_a_build_filled_in(tmp_path: Path) -> None:
    path = tmp_path / "marks.xlsx"
    path.write_bytes(workbook(mark_sheet(BUILT)))
    cells = {f"{column}{row}": marks for row in (3, 4, 5) for column, marks in zip("EFG", (4, 0.5, 3), strict=True)}
    marks = read_marks([filled(path, cells)], BUILT)
    assert marks.faults == ()
    assert [(one.person.id, one.total, one.complete) for one in marks.people] == [
        ("1001", Fraction(15, 2), True),
        ("1002", Fraction(15, 2), True),
        ("1003", Fraction(15, 2), True),
    ]


def test_the_csv_of_a_build_filled_in_after_names_and_ids_were_guarded(tmp_path: Path) -> None:
    built = manifest([{**paper("1"), "candidate": "=x", "name": "-y"}])
    path = tmp_path / "marks.csv"
    text = csv_file(mark_sheet(built)).decode("utf-8-sig")
    path.write_text(text.replace(",,,,\r\n", ",1,1,1,\r\n"), encoding="utf-8")
    marks = read_marks([path], built)
    assert told(marks) == []
    assert (marks.people[0].person.id, str(marks.people[0].total)) == ("=x", "3")


def test_an_empty_sheet_lacks_all(tmp_path: Path) -> None:
    path = tmp_path / "marks.xlsx"
    path.write_bytes(workbook(mark_sheet(BUILT)))
    assert told(read_marks([path], BUILT)) == [
        (3, "no marks for 1001 Name 1001"),
        (4, "no marks for 1002 Name 1002"),
        (5, "no marks for 1003 Name 1003"),
    ]


# ------------------------------------------------------------------ what is missing, what cannot be


def test_missing_marks_are_told_with_their_cells(tmp_path: Path) -> None:
    assert told(read(tmp_path, ["1001", "", "", "", 4, "", ""], *FULL)) == [
        (2, "missing for 1001 Name 1001: Q2a (F2), Q2b (G2)")
    ]


def test_a_candidate_without_a_row_is_missing(tmp_path: Path) -> None:
    assert told(read(tmp_path, *FULL)) == [(None, "1001 Name 1001 is on no row")]


def test_whoever_is_absent_lacks_nothing(tmp_path: Path) -> None:
    marks = read(tmp_path, ["1001", "", "", "Absent"], *FULL)
    assert told(marks) == []
    assert [one.absent for one in marks.people] == [True, False, False]


@pytest.mark.parametrize(
    ("cell", "message"),
    [
        (5, "5 is more than the 4 that there are to have"),
        (-1, "-1 is below 0"),
        ("x", "'x' is no number"),
        ("50%", "'50%' is no number"),
        ("1e3", "'1e3' is no number"),
        ("4.001", "4.001 is more than the 4 that there are to have"),
    ],
)
def test_impossible_marks_are_told_with_their_cells_and_once(tmp_path: Path, cell: Any, message: str) -> None:
    row = ["1001", "", "", "", cell, 1, 1]
    assert told(read(tmp_path, row, *FULL)) == [(2, f"E2: {message} (Q1 of 1001 Name 1001)")]


@pytest.mark.parametrize(("cell", "marks"), [("2,5", "2.5"), ("2.5", "2.5"), (".5", "0.5"), ("4.0", "4"), (0, "0")])
def test_marks_as_people_write_them(tmp_path: Path, cell: Any, marks: str) -> None:
    read_back = read(tmp_path, ["1001", "", "", "", cell, 0, 0], *FULL)
    assert told(read_back) == []
    assert read_back.people[0].total == Fraction(marks)


@pytest.mark.parametrize(
    ("cell", "message"),
    [
        ("=1+1", "E2: a formula that was never worked out (Q1 of 1001 Name 1001)"),
        ("#DIV/0!", "E2: the error #DIV/0! (Q1 of 1001 Name 1001)"),
        (datetime.date(2027, 5, 3), "E2: the date 2027-05-03 (Q1 of 1001 Name 1001)"),
    ],
)
def test_what_a_workbook_makes_of_marks(tmp_path: Path, cell: Any, message: str) -> None:
    path = book(tmp_path / "marks.xlsx", [HEAD, ["1001", "", "", "", cell, 1, 1], *FULL])
    assert told(read_marks([path], BUILT)) == [(2, message)]


def test_marks_of_somebody_absent(tmp_path: Path) -> None:
    assert told(read(tmp_path, ["1001", "", "", "absent", 1, 1, 1], *FULL)) == [
        (2, "E2: 1001 Name 1001 has marks, and is absent")
    ]


def test_marks_of_somebody_whom_another_marker_has_as_absent(tmp_path: Path) -> None:
    one = sheet(tmp_path / "a.csv", [HEAD, ["1001", "", "", "absent", "", "", ""], *FULL])
    two = sheet(tmp_path / "b.csv", [["id", "Q1"], ["1001", 3]])
    assert told(read_marks([one, two], BUILT)) == [(2, "B2: 1001 Name 1001 has marks, and is absent")]


def test_a_version_that_was_not_built(tmp_path: Path) -> None:
    deal = [{"id": "1", "name": "Ann", "label": "A"}, {"id": "2", "name": "Bob", "label": "B"}]
    built = manifest([paper("A", label=True)], deal=deal)
    rows: list[list[Any]] = [["id", "Q1", "Q2a", "Q2b"], ["1", 1, 1, 1], ["2", 1, 1, 1]]
    marks = read_marks([sheet(tmp_path / "marks.csv", rows)], built)
    assert told(marks) == [(None, "version B of 2 Bob was not built")]


def test_a_part_that_the_paper_does_not_have(tmp_path: Path) -> None:
    built = manifest([paper("1001", [{"": 4}]), paper("1002"), paper("1003")])
    assert told(read(tmp_path, ["1001", "", "", "", 4, 2, ""], *FULL, built=built)) == [
        (2, "F2: 2 marks, but this paper has no such part (Q2a of 1001 Name 1001)")
    ]


def test_a_maximum_that_somebody_changed(tmp_path: Path) -> None:
    rows = ["maximum", "", "", "", 5, 2, 3], ["1001", "", "", "", 4, 2, 3]
    assert told(read(tmp_path, *rows, *FULL)) == [(2, "E2: Q1 is worth 4, not 5")]


# ------------------------------------------------------------------ whose marks they are


@pytest.mark.parametrize(
    "about", [["1001", "", ""], ["", "Name 1001", ""], ["", "", "CODE-1001"], ["x", "", "CODE-1001"], [1001.0, "", ""]]
)
def test_by_id_name_or_code(tmp_path: Path, about: list[Any]) -> None:
    path = book(tmp_path / "marks.xlsx", [HEAD, [*about, "", 1, 1, 1], *FULL])
    marks = read_marks([path], BUILT)
    assert told(marks) == []
    assert marks.people[0].total == Fraction(3)


def test_nobody_of_the_exam(tmp_path: Path) -> None:
    (first, second) = read(tmp_path, ["1004", "", "", "", 1, 1, 1], *FULL).faults
    assert first.message == "A2: nobody in this exam is '1004'"
    assert "did you mean '100" in first.remedy
    assert second.message == "1001 Name 1001 is on no row"


def test_a_code_of_somebody_else(tmp_path: Path) -> None:
    """As when some columns were sorted, and the others not."""
    rows = ["1001", "", "CODE-1002", "", 1, 1, 1], ["1002", "", "CODE-1001", "", 1, 1, 1], FULL[1]
    assert told(read(tmp_path, *rows)) == [
        (2, "C2: the paper of 1001 Name 1001 is CODE-1001, not CODE-1002"),
        (3, "C3: the paper of 1002 Name 1002 is CODE-1002, not CODE-1001"),
    ]


def test_a_code_of_before_the_paper_was_changed(tmp_path: Path) -> None:
    built = class_of("1001", "1002", "1003", superseded=[{**paper("1001"), "code": "CODE-OLD"}])
    assert told(read(tmp_path, ["1001", "", "CODE-OLD", "", 1, 1, 1], *FULL, built=built)) == []


def test_two_rows_of_one_candidate(tmp_path: Path) -> None:
    row = ["1002", "", "", "", 1, 1, 1]
    assert told(read(tmp_path, ["1001", "", "", "", 1, 1, 1], *FULL, row)) == [
        (5, "1002 Name 1002 is already in row 3")
    ]


def test_a_candidate_who_left_is_noted(tmp_path: Path) -> None:
    built = class_of("1002", "1003", withdrawn=[paper("1001")])
    marks = read(tmp_path, ["1001", "", "", "", 1, 1, 1], *FULL, built=built)
    assert told(marks) == []
    assert "1001 is no longer on the roster" in marks.notes[0]


def test_versions_for_nobody_known(tmp_path: Path) -> None:
    built = manifest([paper("A", label=True), paper("B", [{"": 9}, {"a": 1, "b": 1}], label=True)])
    head = ["id", "name", "version", "code", "status", "Q1", "Q2a", "Q2b"]
    rows: list[list[Any]] = [
        ["1", "Ann", "b", "", "", 9, 1, 1],
        ["", "Bob", "", "CODE-A", "", 4, 1, 1],
        ["", "", "", "", "", "", "", ""],
        ["3", "", "C", "", "", 1, 1, 1],
        ["4", "", "", "", "", 1, 1, 1],
        ["", "", "A", "", "", 1, "", ""],
        ["5", "", "A", "", "", 9, 1, 1],
    ]
    marks = read_marks([sheet(tmp_path / "marks.csv", [head, *rows])], built)
    assert [(one.person.id, one.person.version, str(one.total)) for one in marks.people] == [
        ("1", "B", "11"),
        ("Bob", "A", "6"),
        ("5", "A", "2"),
    ]
    assert told(marks) == [
        (5, "C5: no version 'C'"),
        (6, "C6: which version did 4 sit?"),
        (7, "F7: a mark of nobody"),
        (8, "F8: 9 is more than the 4 that there are to have (Q1 of 5)"),
    ]


# ------------------------------------------------------------------ several files, other files


def test_sheets_of_several_markers_go_together(tmp_path: Path) -> None:
    one = sheet(tmp_path / "a.csv", [["id", "Q1"], ["1001", 4], ["1002", 1], ["1003", 2]])
    two = sheet(
        tmp_path / "b.csv", [["code", "Q2a", "Q2b", "Q1"], *(["CODE-" + id, 1, 1, ""] for id in ("1001", "1002"))]
    )
    marks = read_marks([one, two], BUILT)
    assert [one.total for one in marks.people] == [6, 3, 2]
    assert told(marks) == [(4, "missing for 1003 Name 1003: Q2a, Q2b")]


def test_markers_who_disagree(tmp_path: Path) -> None:
    one = sheet(tmp_path / "a.csv", [HEAD, ["1001", "", "", "", 4, 2, 3], *FULL])
    two = sheet(tmp_path / "b.csv", [["id", "Q1"], ["1001", 3]])
    assert told(read_marks([one, two], BUILT)) == [
        (2, f"B2: 3 marks for Q1 of 1001 Name 1001, but 4 in E2 of {one}"),
    ]


@pytest.mark.parametrize("rows", [[["id", "name"], ["1", "Ann"]], [["Q1"], [3]], [["x"], [1]], []])
def test_what_is_no_sheet_of_marks(tmp_path: Path, rows: list[list[Any]]) -> None:
    with pytest.raises(Faulty) as error:
        read_marks([sheet(tmp_path / "marks.csv", rows)], BUILT)
    assert error.value.faults[0].remedy


def test_a_part_of_another_exam(tmp_path: Path) -> None:
    path = sheet(
        tmp_path / "marks.csv", [[*HEAD, "Q9"], *([*row, "", 1] for row in FULL), ["1001", "", "", "", 1, 1, 1]]
    )
    assert told(read_marks([path], BUILT))[0] == (1, "I1: no part 'Q9' in the exam e")


CELLS = st.one_of(st.none(), st.text(max_size=6), st.integers(-2, 9), st.sampled_from(["absent", "2,5", "=1", "1001"]))


@given(rows=st.lists(st.lists(CELLS, max_size=9), max_size=5))
def test_no_sheet_is_a_traceback(rows: list[list[Any]], tmp_path_factory: pytest.TempPathFactory) -> None:
    path = sheet(tmp_path_factory.getbasetemp() / "any.csv", [HEAD, *rows])
    marks = read_marks([path], BUILT)
    for one in marks.people:
        for column, entry in one.entries.items():
            assert 0 <= entry.marks <= {"Q1": 4, "Q2a": 2, "Q2b": 3}[column]
