"""Candidates who left the roster: their papers lie apart from those that are printed, until they come back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from exampaper.files import unwritable

PLACE = "withdrawn"

Entry = Mapping[str, Any]


def withdrawn(entry: Entry) -> Entry:
    """What the manifest says of a paper that lies apart."""
    return {**entry, "files": {_apart(at): sha for at, sha in entry["files"].items()}}


def returned(entry: Entry) -> Entry:
    """The same, of a paper that is back in its place."""
    return {**entry, "files": {at.removeprefix(f"{PLACE}/"): sha for at, sha in entry["files"].items()}}


def _apart(at: str) -> str:
    return at if at.startswith(f"{PLACE}/") else f"{PLACE}/{at}"


def put_apart(folder: Path, entries: Iterable[Entry]) -> None:
    """Move the folders of papers apart, with whatever else lies in them. Raises Faulty."""
    for place in _places(entries):
        _move(folder / place, folder / PLACE / place)


def put_back(folder: Path, entries: Iterable[Entry]) -> None:
    """Move them back to where papers are printed from. Raises Faulty."""
    for place in _places(entries):
        _move(folder / PLACE / place, folder / place)
    for parent in (folder / PLACE / "question-papers", folder / PLACE / "marking", folder / PLACE):
        if parent.is_dir() and not any(parent.iterdir()):
            parent.rmdir()


def _places(entries: Iterable[Entry]) -> list[str]:
    """The folders of papers, as they are named where papers are printed from."""
    files = (at.removeprefix(f"{PLACE}/") for entry in entries for at in entry["files"])
    return sorted({PurePosixPath(at).parent.as_posix() for at in files})


def _move(source: Path, target: Path) -> None:
    if not source.is_dir():
        return
    try:
        target.mkdir(parents=True, exist_ok=True)
        for path in sorted(source.iterdir()):
            if not (target / path.name).exists():  # what somebody has put there already stays
                path.rename(target / path.name)
        if not any(source.iterdir()):
            source.rmdir()
    except OSError as error:
        raise unwritable(target, error) from None
