"""A file → its sheet: by what is in it, and not by its name."""

from __future__ import annotations

from pathlib import Path

from exampaper.faults import fault
from exampaper.sheets.csv_file import Fit, read_csv
from exampaper.sheets.rows import Sheet
from exampaper.sheets.workbook import MAGIC, OLD, read_workbook


def read_sheet(path: Path, fit: Fit, remedy: str) -> Sheet:
    """The rows of a file: the first visible sheet of an `.xlsx` workbook, or CSV.

    CSV is UTF-8, with or without BOM, or else Windows-1252, which is told; cells are parted by a comma, a semicolon or
    a tab, by whichever the header fits best. fit: how well its cells fit. remedy: what to do where there is no file.
    Raises Faulty for what is neither; rows that cannot be read are faults among the others.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise fault(f"cannot be read: {error.strerror}", path, remedy=remedy) from None
    if data.startswith(OLD):
        message = "is an old .xls workbook, or one with a password"
        raise fault(message, path, 1, "save it as .xlsx without a password, or as CSV UTF-8")
    if data.startswith(MAGIC):
        return read_workbook(data, path)
    return read_csv(data, path, fit)
