"""Workbooks: what is read of a sheet, and what is refused, however it is made."""

from __future__ import annotations

import datetime
import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from exampaper.faults import Fault, Faulty
from exampaper.sheets import DATE, ERROR, FORMULA, Row, Sheet, cell_name, read_sheet
from exampaper.sheets import workbook as workbooks
from tests.sheets.books import book, repacked


def read(path: Path) -> Sheet:
    return read_sheet(path, len, "give a file")


def rows(path: Path) -> list[Row]:
    return [row for row in read(path).rows if isinstance(row, Row)]


def refused(path: Path) -> Fault:
    with pytest.raises(Faulty) as told:
        read(path)
    (only,) = told.value.faults
    assert only.place.file == path
    assert only.remedy
    return only


def test_numbers_are_written_as_a_person_would(tmp_path: Path) -> None:
    def formats(sheet: Worksheet) -> None:
        sheet["B1"].number_format = "0%"
        sheet["C1"].number_format = "000000"

    path = book(tmp_path / "a.xlsx", [[12345.0, 0.25, 123, 2.5, True, "  Zoe\u0308 \n x"]], formats)
    (row,) = rows(path)
    assert row.cells == ("12345", "25%", "000123", "2.5", "TRUE", "Zoë x")
    assert not row.kinds


def test_a_cell_knows_what_is_no_value_of_its_own(tmp_path: Path) -> None:
    (row,) = rows(book(tmp_path / "a.xlsx", [["=1+1", "#N/A", datetime.date(2027, 1, 15), "x"]]))
    assert row.kinds == {0: FORMULA, 1: ERROR, 2: DATE}
    assert row.cells == ("", "#N/A", "2027-01-15", "x")


def test_rows_have_their_numbers_and_empty_ones_are_skipped(tmp_path: Path) -> None:
    def far(sheet: Worksheet) -> None:
        sheet["A1000"] = "b"

    assert [(row.place.line, row.cells) for row in rows(book(tmp_path / "a.xlsx", [["a"]], far))] == [
        (1, ("a",)),
        (1000, ("b",)),
    ]


def test_the_first_visible_sheet_is_read_and_the_others_are_told(tmp_path: Path) -> None:
    def second(sheet: Worksheet) -> None:
        assert sheet.parent is not None
        sheet.parent.create_sheet("Class").append(["shown"])
        sheet.sheet_state = "hidden"

    sheet = read(book(tmp_path / "a.xlsx", [["hidden"]], second))
    assert [row.cells for row in sheet.rows if isinstance(row, Row)] == [("shown",)]
    assert sheet.notes == (f"{tmp_path / 'a.xlsx'} has 2 sheets: 'Class' is read",)


def test_a_sheet_of_a_claimed_size_is_as_large_as_it_is(tmp_path: Path) -> None:
    """A million rows of sixteen thousand columns, all but one of them empty."""
    path = book(tmp_path / "a.xlsx", [["a"]])
    with zipfile.ZipFile(path) as archive:
        xml = archive.read("xl/worksheets/sheet1.xml").decode()
    claimed = xml.replace('ref="A1:A1"', 'ref="A1:XFD1048576"')
    assert claimed != xml
    assert [row.cells for row in rows(repacked(path, {"xl/worksheets/sheet1.xml": claimed.encode()}))] == [("a",)]


def test_too_many_rows_and_columns_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbooks, "MOST_ROWS", 3)
    assert refused(book(tmp_path / "a.xlsx", [["a"]] * 5)).place.line == 4
    monkeypatch.setattr(workbooks, "MOST_COLUMNS", 4)
    assert "columns" in refused(book(tmp_path / "b.xlsx", [["a"], ["a"] * 5])).message


def test_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    path = repacked(book(tmp_path / "a.xlsx", [["a"]]), {"xl/worksheets/sheet1.xml": b"\0" * 200_000_000})
    assert path.stat().st_size < 1_000_000
    assert "unpacks to 200 MB" in refused(path).message


def test_a_bomb_that_lies_about_its_size_is_no_workbook(tmp_path: Path) -> None:
    path = repacked(book(tmp_path / "a.xlsx", [["a"]]), {"xl/worksheets/sheet1.xml": b"\0" * 5_000_000})
    content = path.read_bytes()
    lying = content.replace((5_000_000).to_bytes(4, "little"), (1_000).to_bytes(4, "little"))
    assert lying != content
    path.write_bytes(lying)
    assert "no .xlsx workbook" in refused(path).message


def test_entities_do_not_grow(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", [["a"]])
    names = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(9))
    xml = f'<!DOCTYPE x [<!ENTITY e0 "{"x" * 1000}">{names}]><worksheet><sheetData><row><c><v>&e9;</v></c></row>'
    assert "no .xlsx workbook" in refused(repacked(path, {"xl/worksheets/sheet1.xml": xml.encode()})).message


def packed(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (packed("holiday.jpg"), "a zip file of other things"),
        (packed("word/document.xml", "[Content_Types].xml"), "a zip file of other things"),
        (packed("mimetype", "content.xml"), "is an OpenDocument file"),
        (packed("[Content_Types].xml", "xl/workbook.xml"), "is no .xlsx workbook that can be read"),
        (b"PK\x03\x04", "is no .xlsx workbook that can be read"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "is an old .xls workbook, or one with a password"),
    ],
)
def test_other_files_are_told(tmp_path: Path, content: bytes, message: str) -> None:
    (tmp_path / "a.xlsx").write_bytes(content)
    assert message in refused(tmp_path / "a.xlsx").message


@settings(max_examples=60)
@given(at=st.integers(0, 10_000), change=st.binary(min_size=1, max_size=40))
def test_no_damage_is_a_traceback(at: int, change: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = book(tmp_path_factory.getbasetemp() / "damaged.xlsx", [["id", "name"], [1, "Ann"], ["=2", "Bob"]])
    content = path.read_bytes()
    at %= len(content)
    path.write_bytes(content[:at] + change + content[at + len(change) :])
    assert all(fault.place.file == path and fault.remedy for fault in faults_of(path))


def faults_of(path: Path) -> tuple[Fault, ...]:
    try:
        read(path)
    except Faulty as error:
        return error.faults
    return ()


def test_the_name_of_a_cell() -> None:
    assert [cell_name(at, 7) for at in (0, 25, 26, 51, 52, 701, 702)] == [
        "A7",
        "Z7",
        "AA7",
        "AZ7",
        "BA7",
        "ZZ7",
        "AAA7",
    ]
