"""Files that appear whole or not at all."""

from __future__ import annotations

import errno
import os
import tempfile
from pathlib import Path

from exampaper.faults import Faulty, fault

PART = ".part"
"""The suffix of a file that is still being written; its name begins with a dot."""


def write(path: Path, content: bytes, *, private: bool = False) -> None:
    """Write a file in one step: whoever looks sees the old content or the new, never half of it.

    Folders are made as needed. private: only the owner may read the file. Raises Faulty if it cannot be written.
    """
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
    """Write the content beside its final place, and return the temporary file: `replace` moves it to `path`.

    Raises OSError, and leaves nothing behind then.
    """
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
    """The fault to raise where the system refused to write a file."""
    return fault(f"cannot be written: {error.strerror}", path, remedy=_remedy(error))


def _remedy(error: OSError) -> str:
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return "free some space; what is written stays"
    return "choose a folder that can be written; what is written stays"


def ready(folder: Path) -> None:
    """Make sure that a folder can be written, and remove the temporary files that a killed build has left there.

    Raises Faulty if it cannot be written.
    """
    probe = folder / f".probe{PART}"
    write(probe, b"")
    for path in folder.rglob(f".*{PART}"):
        path.unlink(missing_ok=True)
