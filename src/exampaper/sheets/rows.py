"""The rows of a sheet: cells as plain text, and what a spreadsheet program knows of them."""

from __future__ import annotations

import re
import string
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field

from exampaper.faults import Fault, Place

FORMULA = "formula"
ERROR = "error"
DATE = "date"


@dataclass(frozen=True, slots=True)
class Row:
    """A row that is not wholly empty.

    place: the line it begins on, or its number in the workbook. cells: the text of each, in NFC, white space folded.
    kinds: by place in the row, from 0, what stands there other than text or a number: FORMULA, ERROR, DATE.
    """

    place: Place
    cells: tuple[str, ...]
    kinds: Mapping[int, str] = field(default_factory=dict)

    def cell(self, at: int) -> str:
        """The text of a cell; nothing where the row ends before it."""
        return self.cells[at] if at < len(self.cells) else ""

    def name(self, at: int) -> str:
        """What a spreadsheet calls a cell of the row: C7."""
        return cell_name(at, self.place.line or 0)


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a file holds.

    rows: those that are not wholly empty, and a fault for each that cannot be read. delimiter: of a CSV file; else "".
    notes: what the person who gave it should look at.
    """

    rows: tuple[Row | Fault, ...]
    delimiter: str = ""
    notes: tuple[str, ...] = ()


def cell_name(at: int, line: int) -> str:
    """What a spreadsheet calls a cell: C7 for the third in row 7."""
    letters, number = "", at + 1
    while number:
        number, last = divmod(number - 1, 26)
        letters = string.ascii_uppercase[last] + letters
    return f"{letters}{line}"


# they turn the order of characters round, which no name needs: letters know their direction
_TURNING = re.compile(r"[\u202a-\u202e\u2066-\u2069]")


def plain(cell: str) -> str:
    """The text of a cell: NFC, white space as single spaces, and nothing that turns the direction of writing."""
    return " ".join(_TURNING.sub("", unicodedata.normalize("NFC", cell)).split())
