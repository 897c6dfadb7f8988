"""The secret of an exam: 32 random bytes in a file that only its owner can read."""

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


def load_secret(path: Path, output: Path, create: bool = True) -> bytes:
    """The secret in a file, 32 bytes. create: make one where there is no file.

    Raises Faulty for an unsafe place, a file that others can read, and one that holds no secret. A secret never lies
    where papers go: whoever is handed the folder would be handed the secret.
    """
    if path.resolve().is_relative_to(output.resolve()):
        raise fault("a key must not lie in the output folder", path, remedy="keep it elsewhere, such as ~/exam.key")
    try:
        return _created(path) if create and not path.exists() else _read(path)
    except OSError as error:
        raise fault(f"the key cannot be used: {error.strerror}", path, remedy="give the key of the build") from None


def _read(path: Path) -> bytes:
    content = path.read_bytes()
    if len(content) != LENGTH:
        message = f"not a key: {len(content)} bytes instead of {LENGTH}"
        raise fault(message, path, remedy="name a new file to create a key")
    if os.name == "posix" and path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise fault("others can read this key", path, remedy=f"chmod 600 {path}")
    return content


def _created(path: Path) -> bytes:
    """A new secret, on the disk as a whole before it is used."""
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


def fingerprint(secret: bytes) -> str:
    """What a manifest keeps of a secret: it identifies the secret, and reveals nothing of it."""
    return hmac.new(secret, b"\0manifest", hashlib.sha256).hexdigest()[:16]
