"""CSV files: their encoding, their delimiter, their rows."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from exampaper.faults import Fault, Place, fault
from exampaper.sheets.rows import Row, Sheet, plain

DELIMITERS = ",;\t"
SHOWN = 3  # lines that are shown as they were decoded

Fit = Callable[[Sequence[str]], Any]
"""How well the cells of a header fit: greater is better."""


def read_csv(data: bytes, path: Path, fit: Fit) -> Sheet:
    """The rows of a CSV file, with the delimiter by which its header fits best. Raises Faulty for what is no text.

    After a fault of quoting, reading goes on at the next line: the rows that a quote swallowed stay unread.
    """
    text, notes = _decoded(data, path)
    delimiter = max(DELIMITERS, key=lambda delimiter: _fits(text, path, delimiter, fit))
    return Sheet(tuple(_rows(text, path, delimiter)), delimiter, notes)


def _decoded(data: bytes, path: Path) -> tuple[str, tuple[str, ...]]:
    """The text, as UTF-8 or else as Windows-1252, and the proof of what was read."""
    is_utf_16 = b"\0" in data[:2] or data.startswith((b"\xff\xfe", b"\xfe\xff"))  # without BOM it would pass for UTF-8
    if is_utf_16:
        raise fault("not UTF-8 text", path, 1, "save it as CSV UTF-8")
    try:
        return data.decode("utf-8-sig"), ()
    except UnicodeDecodeError as error:
        line = len(re.findall(rb"\r\n?|\n", error.object[: error.start])) + 1
    try:
        text = data.removeprefix(b"\xef\xbb\xbf").decode("cp1252")
    except UnicodeDecodeError:
        raise fault("neither UTF-8 nor Windows-1252 text", path, line, "save it as CSV UTF-8") from None
    return text, (f"{path} is not UTF-8; it was read as Windows-1252: {_proof(text)}; if a letter is wrong, save it as "
                  "CSV UTF-8",)  # fmt: skip


def _proof(text: str) -> str:
    """Some lines that the encoding has a say in, as they were read."""
    lines = []
    for number, line in enumerate(re.split(r"\r\n?|\n", text), 1):
        if not line.isascii():
            lines.append(f"line {number} “{plain(line)[:80]}”")
    more = f" and {len(lines) - SHOWN} more" if len(lines) > SHOWN else ""
    return ", ".join(lines[:SHOWN]) + more


def _fits(text: str, path: Path, delimiter: str, fit: Fit) -> Any:
    header = next(_rows(text, path, delimiter), None)
    return (True, fit(header.cells)) if isinstance(header, Row) else (False,)


def _rows(text: str, path: Path, delimiter: str) -> Iterator[Row | Fault]:
    """The rows that are not wholly empty, and a fault for each that is no CSV."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    while True:
        place = Place(path, reader.line_num + 1)
        try:
            cells = tuple(map(plain, next(reader)))
        except StopIteration:
            return
        except csv.Error as error:
            yield Fault(f"not CSV: {error}, on line {reader.line_num}", place, _syntax_remedy(error))
            continue
        if any(cells):
            yield Row(place, cells)


def _syntax_remedy(error: csv.Error) -> str:
    if "limit" in str(error):
        return "shorten the cell, or close the quote that it begins with"
    return 'close each cell with the " it begins with, and write any " within it twice'
