"""CSV files that spreadsheets open as they are meant."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

_FORMULA = re.compile(r"(^|[;,\t|])(\s*)(?=[=+\-@＝＋－＠\r])")
"""Where a spreadsheet would see a formula: at the start of a cell, or where another delimiter would split the cell."""


def table(rows: Iterable[Sequence[str]]) -> bytes:
    """The rows as CSV: UTF-8 with a byte order mark, as Excel needs it, and no cell is a formula."""
    out = io.StringIO()
    writer = csv.writer(out)
    for row in rows:
        writer.writerow([harmless(cell) for cell in row])
    return out.getvalue().encode("utf-8-sig")


def harmless(cell: str) -> str:
    """The cell with an apostrophe before whatever a spreadsheet would run as a formula; numbers stay as they are.

    A spreadsheet may split at another delimiter than the comma, so every place after a possible one is guarded. See
    OWASP, “CSV injection”.
    """
    return cell if _is_number(cell) else _FORMULA.sub(r"\1\2'", cell)


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True
