"""Rosters as they come: workbooks, Windows-1252, Moodle's and Canvas' exports, names in two columns."""

from __future__ import annotations

import csv
import datetime
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from exampaper.exams.roster import read, read_roster
from exampaper.faults import Faulty
from tests.command import run
from tests.sheets.books import book

NINE = ["ID", "Name"]


def told(path: Path) -> list[tuple[int | None, str]]:
    with pytest.raises(Faulty) as error:
        read(path)
    assert all(fault.place.file == path and fault.remedy for fault in error.value.faults)
    return [(fault.place.line, fault.message) for fault in error.value.faults]


def people(path: Path) -> list[tuple[str, str]]:
    return [(candidate.id, candidate.name) for candidate in read(path)]


def written(path: Path, rows: Sequence[Sequence[str]]) -> Path:
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(rows)
    return path


# ------------------------------------------------------------------ workbooks


def test_a_workbook(tmp_path: Path) -> None:
    rows: list[list[Any]] = [
        ["id", "name", "Extra time", "Room"],
        [1001, "Ada", 0.25, None],
        ["007", "Zoë", None, "A"],
        [],
        ["x", "Y"],
    ]

    def percent(sheet: Any) -> None:
        sheet["C2"].number_format = "0%"

    candidates = read(book(tmp_path / "class.xlsx", rows, percent))
    assert [(one.id, one.name, dict(one.more)) for one in candidates] == [
        ("1001", "Ada", {"Extra time": "25%", "Room": ""}),
        ("007", "Zoë", {"Extra time": "", "Room": "A"}),
        ("x", "Y", {"Extra time": "", "Room": ""}),
    ]


def test_a_workbook_and_its_csv_are_one_roster(tmp_path: Path) -> None:
    rows = [["Id", "Name", "Room"], ["s1", "Ada, Countess", "1.01"], ["s2", "名前", "x"]]
    assert read(book(tmp_path / "class.xlsx", rows)) == read(written(tmp_path / "class.csv", rows))


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (["=1+1", "Ann"], "cell A2 holds a formula"),
        ([7, '=HYPERLINK("http://x")'], "cell B2 holds a formula"),
        ([7, "#REF!"], "cell B2 holds the error #REF!"),
        ([datetime.date(2027, 1, 15), "Ann"], "cell A2 holds the date 2027-01-15, no ID"),
        ([7, datetime.datetime(2027, 1, 15, 9, 30)], "cell B2 holds the date 2027-01-15 09:30, no Name"),
        ([None, "Ann"], "the ID is empty"),
        ([7, None], "the name is empty"),
        (["12345.0", "Ann"], "the ID '12345.0' is a number with decimals"),
        ([1.5e18, "Ann"], "the ID '1.5e+18' is a number of which a spreadsheet has hidden digits"),
        ([7, "Ann", "x"], "cells in this row: 3, columns in the first: 2"),
    ],
)
def test_what_is_wrong_in_a_workbook_has_its_row(tmp_path: Path, row: list[Any], message: str) -> None:
    assert told(book(tmp_path / "class.xlsx", [NINE, row])) == [(2, message)]


def test_a_number_and_the_same_text_are_one_id(tmp_path: Path) -> None:
    assert told(book(tmp_path / "class.xlsx", [NINE, [7.0, "Ann"], ["7", "Bob"]])) == [
        (3, "the id '7' is already on line 2")
    ]


@pytest.mark.parametrize("rows", [[], [NINE], [[], NINE]])
def test_nobody_in_a_workbook(tmp_path: Path, rows: list[list[str]]) -> None:
    assert [message for _, message in told(book(tmp_path / "class.xlsx", rows))] == ["no candidates"]


# ------------------------------------------------------------------ Windows-1252


def test_windows_1252_is_read_and_shown(tmp_path: Path) -> None:
    path = tmp_path / "class.csv"
    path.write_bytes("id;name\r\n1;Ann\r\n2;Zoë O’Neill\r\n3;Jörg €\r\n4;Åse\r\n5;Ñu\r\n".encode("cp1252"))
    roster = read_roster(path)
    assert [one.name for one in roster.candidates] == ["Ann", "Zoë O’Neill", "Jörg €", "Åse", "Ñu"]
    (note,) = roster.notes
    assert "line 3 “2;Zoë O’Neill”, line 4 “3;Jörg €”, line 5 “4;Åse” and 1 more" in note
    assert "Windows-1252" in note


def test_utf_8_needs_no_note(tmp_path: Path) -> None:
    assert read_roster(written(tmp_path / "class.csv", [["id", "name"], ["1", "Zoë"]])).notes == ()


# ------------------------------------------------------------------ exports of others


@pytest.mark.parametrize(
    "header",
    [
        ["First name", "Surname", "ID number", "Email address"],
        ["First name", "Last name", "ID number", "Email address"],
        ["Vorname", "Nachname", "Matrikelnummer", "E-Mail-Adresse"],
        ["Vorname", "Name", "ID-Nummer", "E-Mail-Adresse"],
        ["Prénom", "Nom de famille", "Numéro d’identification", "Adresse de courriel"],
        ["Prénom", "Nom", "Numéro d'identification", "Adresse de courriel"],
    ],
)
def test_moodle(tmp_path: Path, header: list[str]) -> None:
    rows = [header, ["Ada", "Lovelace", "1001", "ada@x.org"], ["Emmy", "Noether", "1002", "emmy@x.org"]]
    roster = read_roster(written(tmp_path / "class.csv", rows))
    assert [(one.id, one.name) for one in roster.candidates] == [("1001", "Ada Lovelace"), ("1002", "Emmy Noether")]
    assert dict(roster.candidates[0].more) == dict(zip(header, rows[1], strict=True))
    (note,) = roster.notes
    assert note.endswith(
        f"the id is “{header[2]}”, the name “{header[0]}” and “{header[1]}”; the first is 1001, Ada Lovelace"
    )


def test_moodle_without_id_numbers(tmp_path: Path) -> None:
    rows = [["First name", "Last name", "ID number", "Email address"], ["Ada", "Lovelace", "", "ada@x.org"]]
    roster = read_roster(written(tmp_path / "class.csv", rows))
    assert roster.candidates[0].id == "ada@x.org"
    assert "the id is “Email address”" in roster.notes[0]


def test_moodle_where_one_id_number_lacks(tmp_path: Path) -> None:
    header = ["First name", "Last name", "ID number", "Email address"]
    rows = [header, ["Ada", "Lovelace", "1", "a@x.org"], ["Emmy", "Noether", "", "e@x.org"], ["", "", "3", "c@x.org"]]
    assert told(written(tmp_path / "class.csv", rows)) == [(3, "the ID number is empty"), (4, "the name is empty")]


CANVAS = [
    ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "Quiz 1 (87568490)"],
    ["", "", "", "", "", "Manual Posting"],
    ["    Points Possible", "", "", "", "", "10"],
    ["Lovelace, Ada", "501", "1001", "ada", "A", "9"],
    ["Noether, Emmy", "502", "1002", "emmy", "A", "10"],
    ["Plato", "503", "1003", "plato", "B", ""],
    ["Student, Test", "504", "", "a1b2c3", "A", ""],
]


def test_canvas(tmp_path: Path) -> None:
    path = written(tmp_path / "class.csv", CANVAS)
    roster = read_roster(path)
    assert [(one.id, one.name) for one in roster.candidates] == [
        ("1001", "Ada Lovelace"),
        ("1002", "Emmy Noether"),
        ("1003", "Plato"),
    ]
    assert roster.candidates[0].more["ID"] == "501"
    assert roster.notes == (
        f"{path}:7: Canvas' test student is left out",
        f"{path}: the id is “SIS User ID”, the name “Student”; the first is 1001, Ada Lovelace",
    )


def test_canvas_without_the_registrys_ids(tmp_path: Path) -> None:
    rows = [CANVAS[0], *([*row[:2], "", *row[3:]] for row in CANVAS[1:])]
    assert people(written(tmp_path / "class.csv", rows))[0] == ("ada", "Ada Lovelace")


def test_a_full_name_beside_a_first_name(tmp_path: Path) -> None:
    rows = [["id", "name", "Vorname"], ["1", "Ada Lovelace", "Ada"], ["2", "Noether", "Emmy"], ["3", "Plato", ""]]
    names = [name for _, name in people(written(tmp_path / "class.csv", rows))]
    assert names == ["Ada Lovelace", "Emmy Noether", "Plato"]


def test_a_plain_roster_needs_no_note_and_is_read_as_ever(tmp_path: Path) -> None:
    rows = [["id", "name", "Student ID", "Email address"], ["1", "Lovelace, Ada", "x", "y"]]
    roster = read_roster(written(tmp_path / "class.csv", rows))
    assert (roster.candidates[0].id, roster.candidates[0].name, roster.notes) == ("1", "Lovelace, Ada", ())


# ------------------------------------------------------------------ as a user runs it


def test_build_from_a_workbook(tmp_path: Path) -> None:
    book(tmp_path / "class.xlsx", [["Vorname", "Nachname", "Matrikelnummer"], ["Zoë", "O'Connor", 12345.0]])
    done = run("build", "seed", "--roster", "class.xlsx", "--seed", "1", cwd=tmp_path)
    assert done.returncode == 0
    assert "note: class.xlsx: the id is “Matrikelnummer”, the name “Vorname” and “Nachname”" in done.stderr
    assert (tmp_path / "output/seed/12345/question-paper.pdf").exists()


def test_build_tells_a_bad_workbook(tmp_path: Path) -> None:
    book(tmp_path / "class.xlsx", [["id", "name"], ["=1+1", "Ann"]])
    done = run("build", "seed", "--roster", "class.xlsx", cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr.startswith("error: class.xlsx:2: cell A2 holds a formula\n  copy the column")
    assert not (tmp_path / "output").exists()
