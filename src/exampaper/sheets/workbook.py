"""Workbooks (`.xlsx`): the rows of the first sheet, whatever lies in the file."""

from __future__ import annotations

import datetime
import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from exampaper.faults import Faulty, Place, fault
from exampaper.sheets.rows import DATE, ERROR, FORMULA, Row, Sheet, plain

MOST_BYTES = 64_000_000  # of the unpacked file: some hundred thousand rows
MOST_PARTS = 2_000
MOST_ROWS = 200_000
MOST_COLUMNS = 1_000
EXACT = 10**15  # from here on, a spreadsheet has lost digits

MAGIC = b"PK\x03\x04"
OLD = b"\xd0\xcf\x11\xe0"
"""How a `.xls` begins, and an `.xlsx` with a password."""


def read_workbook(data: bytes, path: Path) -> Sheet:
    """The rows of the first sheet. Raises Faulty for what is no workbook, or too large a one.

    Numbers are written as a person would: 12345 for 12345.0, 25% where the cell is a percentage, 00123 where its format
    is zeros. Dates are written as 2027-01-15. Of a formula it is the value that the program last worked out.
    """
    _see_size(data, path)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of parts of the file that nobody asks for
            return _read(data, path)
    except Faulty:
        raise
    except Exception as error:  # whatever the library makes of a file that is damaged, or made to do damage
        raise _unreadable(path, f"{type(error).__name__}: {' '.join(str(error).split())[:100]}") from None


def _unreadable(path: Path, why: str) -> Faulty:
    return fault(f"is no .xlsx workbook that can be read ({why})", path, 1, "save it anew as .xlsx, or as CSV UTF-8")


def _see_size(data: bytes, path: Path) -> None:
    """Raises Faulty before anything is unpacked that is too large, and for a zip file that is no workbook."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise _unreadable(path, str(error)) from None
    size = sum(part.file_size for part in parts)  # no part can give more than it says: its end would not fit
    if size > MOST_BYTES or len(parts) > MOST_PARTS:
        message = f"unpacks to {size / 1e6:,.0f} MB in {len(parts):,} parts, too much for a list of people"
        raise fault(message, path, 1, "keep the sheet of the class alone, and save it as CSV UTF-8")
    names = {part.filename for part in parts}
    if "mimetype" in names and "content.xml" in names:
        raise fault("is an OpenDocument file", path, 1, "save it as .xlsx, or as CSV UTF-8")
    if "[Content_Types].xml" not in names or not any(name.startswith("xl/") for name in names):
        raise _unreadable(path, "a zip file of other things")


def _read(data: bytes, path: Path) -> Sheet:
    from openpyxl import load_workbook

    values = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    written = load_workbook(io.BytesIO(data), read_only=True, data_only=False)
    if not values.worksheets:
        raise _unreadable(path, "it has no sheet")
    shown = [sheet for sheet in values.worksheets if sheet.sheet_state == "visible"] or values.worksheets
    name = shown[0].title
    pairs = zip(_lines(values[name]), _lines(written[name]), strict=True)
    rows: list[Row] = []
    for number, (cells, formulas) in enumerate(pairs, 1):
        if number > MOST_ROWS or len(cells) > MOST_COLUMNS:
            message = f"has more than {MOST_ROWS:,} rows or {MOST_COLUMNS:,} columns"
            raise fault(message, path, number, "keep the rows and columns of the class alone")
        row = _row(Place(path, number), cells, formulas)
        if any(row.cells) or row.kinds:
            rows.append(row)
    others = len(values.worksheets) - 1
    notes = (f"{path} has {others + 1} sheets: {name!r} is read",) if others else ()
    return Sheet(tuple(rows), notes=notes)


def _lines(sheet: Any) -> Iterator[tuple[Any, ...]]:
    sheet.reset_dimensions()  # what it claims to be may be any size; rows are as long as they are
    return iter(sheet.iter_rows())


def _row(place: Place, cells: tuple[Any, ...], formulas: tuple[Any, ...]) -> Row:
    texts: list[str] = []
    kinds: dict[int, str] = {}
    for at, (cell, formula) in enumerate(zip(cells, formulas, strict=True)):
        if formula.value is None:
            texts.append("")
            continue
        if formula.data_type == "f":
            kinds[at] = FORMULA
        elif cell.data_type == "e":
            kinds[at] = ERROR
        elif isinstance(cell.value, datetime.date | datetime.time | datetime.timedelta):
            kinds[at] = DATE
        texts.append(plain(_text(cell.value, getattr(cell, "number_format", ""))))
    while texts and not texts[-1] and len(texts) - 1 not in kinds:
        texts.pop()
    return Row(place, tuple(texts), kinds)


def _text(value: Any, format: str | None) -> str:
    """A value as it is read on the screen, or nearly."""
    match value:
        case None:
            return ""
        case bool():
            return "TRUE" if value else "FALSE"
        case int() | float():
            return _number(value, format or "")
        case datetime.datetime():
            day = not (value.hour or value.minute or value.second)
            return value.date().isoformat() if day else value.isoformat(" ", "minutes")
        case datetime.date():
            return value.isoformat()
    return str(value)


def _number(value: float, format: str) -> str:
    if format.endswith("%"):
        return f"{value * 100:.15g}%"
    if value == int(value) and abs(value) < EXACT:
        return str(int(value)).zfill(len(format)) if re.fullmatch("0+", format) else str(int(value))
    return f"{value:.15g}"
