"""The secret of an exam: 32 random bytes in a file that its owner alone can read."""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
import stat
import tempfile
from pathlib import Path

from exampaper.faults import fault
from exampaper.files import PART

LENGTH = 32


def key(path: Path, output: Path, make: bool = True) -> bytes:
    """The key of a file. make: one where there is none.

    Raises Faulty: unsafe place, open to others, no key. A key never lies where papers go: who is handed the folder
    would be handed the key.
    """
    if path.resolve().is_relative_to(output.resolve()):
        raise fault("a key may not lie in the output folder", path, remedy="keep it elsewhere, such as ~/exam.key")
    try:
        return _made(path) if make and not path.exists() else _read(path)
    except OSError as error:
        raise fault(f"the key cannot be used: {error.strerror}", path, remedy="give the key of the build") from None


def _read(path: Path) -> bytes:
    content = path.read_bytes()
    if len(content) != LENGTH:
        raise fault(f"no key: {len(content)} bytes instead of {LENGTH}", path, remedy="name a new file to make a key")
    if os.name == "posix" and path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise fault("others can read this key", path, remedy=f"chmod 600 {path}")
    return content


def _made(path: Path) -> bytes:
    """A new key, on the disk as a whole before it is used."""
    content = secrets.token_bytes(LENGTH)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=PART)  # for its owner alone
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    return content


def mark(secret: bytes) -> str:
    """By this, a manifest knows the key it was built with, and tells nothing of it."""
    return hmac.new(secret, b"\0manifest", hashlib.sha256).hexdigest()[:16]
