"""Digests of files, by which a file that was edited by hand is told from one that we wrote."""

from __future__ import annotations

import hashlib
from pathlib import Path


def digest(content: bytes) -> str:
    """The SHA-256 of the bytes of a file, in hexadecimal; that of a value is `canonical.digest`."""
    return hashlib.sha256(content).hexdigest()


def holds(path: Path, wanted: str) -> bool:
    """Whether there is a readable file whose content has this digest."""
    try:
        return digest(path.read_bytes()) == wanted
    except OSError:
        return False
