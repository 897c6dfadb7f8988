"""Candidates who left the roster: their papers lie apart from those that are printed, until they come back."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from exampaper.files import unwritable
from exampaper.manifest import PaperRecord

PLACE = "withdrawn"
"""The folder, below the exam's, where these papers lie."""


def withdrawn(record: PaperRecord) -> PaperRecord:
    """The record of a paper when it lies apart."""
    return _moved(record, f"{PLACE}/")


def returned(record: PaperRecord) -> PaperRecord:
    """The record of a paper when it is back in its place."""
    return _moved(record, "")


def _moved(record: PaperRecord, prefix: str) -> PaperRecord:
    files = {prefix + at.removeprefix(f"{PLACE}/"): sha for at, sha in record.files.items()}
    return record.model_copy(update={"files": files})


def move_apart(folder: Path, records: Iterable[PaperRecord]) -> None:
    """Move the folders of papers apart, with whatever else lies in them. Raises Faulty."""
    for place in _places(records):
        _move(folder / place, folder / PLACE / place)


def move_back(folder: Path, records: Iterable[PaperRecord]) -> None:
    """Move them back to where papers are printed from. Raises Faulty."""
    for place in _places(records):
        _move(folder / PLACE / place, folder / place)
    for parent in (folder / PLACE / "question-papers", folder / PLACE / "marking", folder / PLACE):
        if parent.is_dir() and not any(parent.iterdir()):
            parent.rmdir()


def _places(records: Iterable[PaperRecord]) -> list[str]:
    """The folders of papers, as they are named where papers are printed from."""
    places: set[str] = set()
    for record in records:
        places.update(PurePosixPath(at).parent.as_posix() for at in returned(record).files)
    return sorted(places)


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
