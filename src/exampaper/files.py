"""Files that appear whole or not at all."""

from __future__ import annotations

import csv
import errno
import hashlib
import io
import os
import re
import tempfile
from collections.abc import Iterable, Sequence
from importlib.resources import files
from pathlib import Path

from exampaper.faults import Faulty, fault

PART = ".part"


def packaged(name: str) -> Path:
    """A folder that ships with the package: bank, exams or templates."""
    inside = Path(str(files("exampaper"))) / "data" / name
    checkout = Path(__file__).parents[2] / name  # an editable install reads the checkout
    return inside if inside.exists() else checkout


def write(path: Path, content: bytes, *, private: bool = False) -> None:
    """Write a file in one step; `private`: for the eyes of its owner alone. Raises Faulty."""
    try:
        part = stage(path, content, private=private)
        try:
            part.replace(path)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise unwritable(path, error) from None


def stage(path: Path, content: bytes, *, private: bool = False) -> Path:
    """The content on the disk, under a name from which `replace` brings it to its path. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=PART)
    part = Path(temporary)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        part.chmod(0o600 if private else 0o644)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    return part


def unwritable(path: Path, error: OSError) -> Faulty:
    return fault(f"cannot be written: {error.strerror}", path, remedy=_remedy(error))


def _remedy(error: OSError) -> str:
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return "free some space; what is written stays"
    return "choose a folder that can be written; what is written stays"


def ready(folder: Path) -> None:
    """See that a folder can be written, and take away what a build that was killed had half written there.

    Raises Faulty.
    """
    probe = folder / f".probe{PART}"
    write(probe, b"")
    for path in folder.rglob(f".*{PART}"):
        path.unlink(missing_ok=True)


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def holds(path: Path, wanted: str) -> bool:
    """Whether a file is there, with the content of this digest."""
    try:
        return digest(path.read_bytes()) == wanted
    except OSError:
        return False


def table(rows: Iterable[Sequence[str]]) -> bytes:
    """CSV that spreadsheets open as it is meant: UTF-8 with its mark, and no cell is a formula."""
    out = io.StringIO()
    csv.writer(out).writerows([harmless(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


_FORMULA = re.compile(
    r"(^|[;,\t|])(\s*)(?=[=+\-@＝＋－＠\r])"
)  # at its start, or where another delimiter would part it


def harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula, whatever it takes for a delimiter."""
    return cell if _number(cell) else _FORMULA.sub(r"\1\2'", cell)


def _number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True
