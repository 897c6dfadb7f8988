"""The files to enter marks in: what stands in them, what may be entered, and that no name is a formula."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from exampaper.manifest import Manifest
from exampaper.marksheet.layout import mark_sheet
from exampaper.marksheet.write import BLANK, csv_file, workbook
from tests.marksheet.builds import class_of, manifest, paper


def page(built: Manifest) -> Any:
    return load_workbook(io.BytesIO(workbook(mark_sheet(built)))).worksheets[0]


def rows(built: Manifest) -> list[list[str]]:
    return list(csv.reader(io.StringIO(csv_file(mark_sheet(built)).decode("utf-8-sig"))))


def bounds(sheet: Any, cell: str) -> list[Any]:
    """The rules of a cell: type, least and most."""
    found: list[Any] = []
    for rule in sheet.data_validations.dataValidation:
        if cell in rule.sqref:
            found.append((rule.type, rule.formula1, rule.formula2))
    return found


def test_a_class() -> None:
    sheet = page(class_of("1001", "1002"))
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
        ["id", "name", "code", "status", "Q1", "Q2a", "Q2b", "total"],
        ["maximum", None, None, None, 4, 2, 3, '=IF(COUNT(E2:G2)=0,"",SUM(E2:G2))'],
        ["1001", "Name 1001", "CODE-1001", None, None, None, None, '=IF(COUNT(E3:G3)=0,"",SUM(E3:G3))'],
        ["1002", "Name 1002", "CODE-1002", None, None, None, None, '=IF(COUNT(E4:G4)=0,"",SUM(E4:G4))'],
    ]


def test_what_is_to_be_filled_in_is_open_bounded_and_in_sight() -> None:
    sheet = page(class_of("1001", "1002"))
    assert sheet.protection.sheet
    assert not sheet.protection.password
    assert sheet.freeze_panes == "E3"
    unlocked = {cell.coordinate for row in sheet.iter_rows() for cell in row if not cell.protection.locked}
    assert unlocked == {f"{column}{row}" for column in "DEFG" for row in (3, 4)}
    assert bounds(sheet, "E4") == [("decimal", "0", "4")]
    assert bounds(sheet, "F3") == [("decimal", "0", "2")]
    assert bounds(sheet, "D3") == [("list", '"absent"', None)]
    assert all(rule.showErrorMessage for rule in sheet.data_validations.dataValidation)


def test_papers_that_differ_have_bounds_of_their_own() -> None:
    sheet = page(manifest([paper("1", [{"": 4}, {"": 6}]), paper("2", [{"": 6}, {"a": 1, "b": 3}])]))
    assert [cell.value for cell in sheet[1]][4:] == ["Q1", "Q2", "Q2a", "Q2b", "total"]
    assert [cell.value for cell in sheet[2]][4:] == ["4 or 6", 6, 1, 3, 10]
    assert bounds(sheet, "E3") == [("decimal", "0", "4")]
    assert bounds(sheet, "E4") == [("decimal", "0", "6")]
    assert bounds(sheet, "F4") == []
    assert sheet["F4"].protection.locked
    assert bounds(sheet, "H4") == [("decimal", "0", "3")]


def test_versions_that_were_dealt_have_a_row_for_each_candidate() -> None:
    deal = [{"id": "1", "name": "Ann", "label": "B"}, {"id": "2", "name": "Bob", "label": "A"}]
    built = manifest([paper("A", label=True), paper("B", label=True)], deal=deal)
    assert rows(built)[2:] == [
        ["1", "Ann", "B", "CODE-B", "", "", "", "", ""],
        ["2", "Bob", "A", "CODE-A", "", "", "", "", ""],
    ]


def test_versions_for_nobody_known_have_empty_rows() -> None:
    built = manifest([paper("A", label=True), paper("B", label=True)])
    sheet = page(built)
    assert sheet.max_row == BLANK + 2
    assert not sheet["A3"].protection.locked
    assert bounds(sheet, "C3") == [("list", '"A,B"', None)]
    assert sheet["C3"].value is None
    assert page(manifest([paper("A", label=True)]))["C3"].value == "A"
    assert len(rows(built)) == 2


HOSTILE = ("=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://x")', "\uffff", "名前 👩‍👩‍👧", "a" * 500, "007")


@pytest.mark.parametrize("text", HOSTILE)
def test_no_name_is_a_formula(text: str) -> None:
    entry = {**paper("1"), "candidate": text, "name": text}
    sheet = page(manifest([entry]))
    shown = text.replace("\uffff", "\ufffd")
    for cell in (sheet["A3"], sheet["B3"]):
        assert (cell.value, cell.data_type) == (shown, "s")
    guarded = rows(manifest([entry]))[2][0]
    assert guarded.removeprefix("'") == text
    if text[0] in "=@" or text == '=HYPERLINK("http://x")':
        assert guarded.startswith("'")
        assert sheet["A3"].quotePrefix


def test_equal_builds_give_equal_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    first = workbook(mark_sheet(class_of("1", "2")))
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
    assert workbook(mark_sheet(class_of("1", "2"))) == first
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {part.date_time for part in archive.infolist()} == {(2000, 1, 1, 0, 0, 0)}
        assert b"2000-01-01T00:00:00Z" in archive.read("docProps/core.xml")


def test_a_manifest_of_before_has_a_column_a_question(tmp_path: Path) -> None:
    entry = paper("1")
    for question in entry["questions"]:
        del question["parts"]
        del question["forms"]
    assert rows(manifest([entry]))[:2] == [
        ["id", "name", "code", "status", "Q1", "Q2", "total"],
        ["maximum", "", "", "", "4", "5", "9"],
    ]
