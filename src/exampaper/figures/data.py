"""Data that come with a paper, as CSV."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction

from exampaper.nodes import DataFile
from exampaper.spreadsheets import table

Value = str | int | float | Decimal


def data_file(name: str, header: Sequence[str], rows: Iterable[Sequence[Value]]) -> DataFile:
    """A data file of values: whole numbers, decimals and text as they are, floats with at most 12 digits.

    name: of the file, with its ending; rows: as long as the header. Raises ValueError for a fraction.
    """
    cells = [tuple(map(_cell, row)) for row in rows]
    return DataFile(name, tuple(header), tuple(cells))


def _cell(value: Value) -> str:
    if isinstance(value, float):
        return f"{value + 0.0:.12g}"
    if isinstance(value, Fraction):
        raise ValueError(f"{value} has no decimals to its end: round it, and let the answers use the rounded value")
    return str(value)


def csv(data: DataFile) -> bytes:
    """The file's bytes: UTF-8, and no cell that a spreadsheet would run."""
    return table([data.header, *data.rows])
