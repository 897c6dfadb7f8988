"""Replacing the files of a build: what a build wrote may be replaced, what somebody edited stays.

Of every file the digest of what was written is kept. A file that holds something else was edited, or made by hand: it
is never overwritten, and the fresh one stands beside it, as question-paper.new.tex beside question-paper.tex.

Files that belong together appear together: those of before go first, then it is recorded what is to be there, then
the new ones come. Killed at any moment, no file of before stands beside one of now, and none is there unrecorded.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from exampaper.digests import digest, holds
from exampaper.files import stage, unwritable


@dataclass(frozen=True, slots=True)
class File:
    """What a file is to hold.

    private: for the eyes of its owner alone. filled_in: people write into it, so that nothing ever overwrites it.
    """

    content: bytes
    private: bool = True
    filled_in: bool = False


Digests = Mapping[str, str]
"""The digest of what was written last, by the place of a file below the folder."""


def replace_files(
    folder: Path,
    record: tuple[str, bytes],
    files: Mapping[str, File],
    ours: Digests,
    *,
    gone: Iterable[str] = (),
    force: bool = False,
) -> None:
    """Write files that belong together, by their places below the folder.

    record: the place and content of what keeps their digests. ours: what was written before. gone: earlier places that
    nothing takes again. force: whether what somebody edited is overwritten, unless it is there to be filled in.
    Raises Faulty; where there is no space, what stood there stands there still.
    """
    staged: dict[Path, Path] = {}
    path = folder / record[0]
    try:
        staged[path] = stage(path, record[1], private=True)
        unchanged: set[Path] = set()
        for at, file in files.items():
            path, sha = folder / at, digest(file.content)
            target = path if force and not file.filled_in else _first_free(path, {ours.get(at, ""), sha})
            if holds(target, sha):
                unchanged.add(target)
            else:
                staged[target] = stage(target, file.content, private=file.private)
        for at in (*gone, *files):
            path = folder / at
            if at in ours:
                _remove_ours(path, ours[at], unchanged)
        for path, part in staged.items():
            part.replace(path)
    except OSError as error:
        raise unwritable(path, error) from None
    finally:
        for part in staged.values():
            part.unlink(missing_ok=True)


def _first_free(path: Path, ours: set[str]) -> Path:
    """The path, or a name beside it where somebody has edited what is there."""
    if not _is_edited(path, ours):
        return path
    for other in _names_beside(path):
        if not _is_edited(other, ours):
            return other
    raise AssertionError("there are names without end")


def _is_edited(path: Path, ours: set[str]) -> bool:
    """Whether a file holds what no build wrote. An empty file, or a PDF that is none, is damaged and nobody's work."""
    if not path.is_file():
        return False
    content = path.read_bytes()
    damaged = not content or (path.suffix == ".pdf" and not content.startswith(b"%PDF"))
    return not damaged and digest(content) not in ours


def _names_beside(path: Path) -> Iterator[Path]:
    """question-paper.new.tex, question-paper.new2.tex, …: names that no document has."""
    for number in count(1):
        yield path.with_name(f"{path.stem}.new{number if number > 1 else ''}{path.suffix}")


def _remove_ours(path: Path, sha: str, unchanged: set[Path]) -> None:
    """Remove the file of this digest, there or beside it, unless it is wanted unchanged."""
    for other in (path, *_files_beside(path)):
        if other not in unchanged and holds(other, sha):
            other.unlink(missing_ok=True)


def _files_beside(path: Path) -> list[Path]:
    """The files that stand beside one that was edited."""
    files = []
    for other in _names_beside(path):
        if not other.exists():
            break
        files.append(other)
    return files


def find(folder: Path, at: str, sha: str) -> Path | None:
    """Where the content of a digest stands: at its place, or beside what somebody edited there; None if nowhere."""
    path = folder / at
    if holds(path, sha):
        return path
    if not path.exists():
        return None
    for other in _files_beside(path):
        if holds(other, sha):
            return other
    return None


def find_all(folder: Path, files: Digests) -> dict[str, Path | None]:
    """The same of many files, by their places."""
    return {at: find(folder, at, sha) for at, sha in files.items()}


def edited(folder: Path, files: Digests) -> dict[str, str]:
    """The files that somebody edited, each with the place of the fresh one beside it."""
    return set_aside(folder, find_all(folder, files))


def set_aside(folder: Path, paths: Mapping[str, Path | None]) -> dict[str, str]:
    """Of files with where they were found, those that stand beside what somebody edited, each with its place."""
    aside = {}
    for at, path in paths.items():
        if path and path != folder / at:
            aside[at] = path.relative_to(folder).as_posix()
    return aside
