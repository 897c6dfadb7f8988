"""Sheets that people give, CSV or `.xlsx`, as rows of text with their places. Whatever is in them, no traceback."""

from exampaper.sheets.csv_file import DELIMITERS
from exampaper.sheets.read import read_sheet
from exampaper.sheets.rows import DATE, ERROR, FORMULA, Row, Sheet, cell_name

__all__ = ["DATE", "DELIMITERS", "ERROR", "FORMULA", "Row", "Sheet", "cell_name", "read_sheet"]
