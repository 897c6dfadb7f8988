"""Workbooks and zip files for tests."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet


def book(path: Path, rows: Sequence[Sequence[Any]], change: Callable[[Worksheet], None] = lambda sheet: None) -> Path:
    """A workbook with these rows. change: what else is done to its sheet."""
    workbook = Workbook()
    sheet = workbook.active
    assert isinstance(sheet, Worksheet)
    for row in rows:
        sheet.append(list(row))
    change(sheet)
    workbook.save(path)
    return path


def filled(path: Path, cells: Mapping[str, Any]) -> Path:
    """The workbook with these cells filled in, as a person would."""
    workbook = load_workbook(path)
    sheet = workbook.worksheets[0]
    for name, value in cells.items():
        sheet[name] = value
    workbook.save(path)
    return path


def repacked(path: Path, parts: Mapping[str, bytes]) -> Path:
    """The zip file with other parts in it."""
    with zipfile.ZipFile(path) as archive:
        kept = {name: archive.read(name) for name in archive.namelist()}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {**kept, **parts}.items():
            archive.writestr(name, content)
    path.write_bytes(out.getvalue())
    return path
