"""Files of a build in their folder: what we wrote may be replaced, what somebody edited stays.

Of every file we keep the digest of what we wrote. A file that holds something else was edited, or made by hand: it
is never overwritten, and the fresh one stands beside it, as question-paper.new.tex beside question-paper.tex.

Files that belong together appear together: those of before go first, then it is recorded what is to be there, then
the new ones come. Killed at any moment, no file of before stands beside one of now, and none is there unrecorded.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, count, takewhile
from pathlib import Path

from exampaper.digests import digest, holds
from exampaper.files import stage, unwritable


@dataclass(frozen=True, slots=True)
class File:
    """What a file is to hold. private: for the eyes of its owner alone."""

    content: bytes
    private: bool = True


Digests = Mapping[str, str]
"""The digest of what we wrote last, by the place of a file below the folder."""


def replace(
    folder: Path,
    record: tuple[str, bytes],
    files: Mapping[str, File],
    ours: Digests,
    *,
    gone: Iterable[str] = (),
    force: bool = False,
) -> None:
    """Write files that belong together, by their places below the folder.

    record: the place and content of what keeps their digests. ours: what we wrote before. gone: places of before that
    nothing takes again. force: whether what somebody edited is overwritten.
    Raises Faulty; where there is no space, what stood there stands there still.
    """
    staged: dict[Path, Path] = {}
    at = folder / record[0]
    try:
        staged[at] = stage(at, record[1], private=True)
        targets = {}
        for name, file in files.items():
            at, now = folder / name, digest(file.content)
            targets[name] = target = at if force else _free(at, {ours.get(name, ""), now})
            if not holds(target, now):
                staged[target] = stage(target, file.content, private=file.private)
        for name in (*gone, *files):
            at = folder / name
            if name in ours:
                _take_away(at, ours[name], targets[name] if name in files and targets[name] not in staged else None)
        for at, part in staged.items():
            part.replace(at)
    except OSError as error:
        raise unwritable(at, error) from None
    finally:
        for part in staged.values():
            part.unlink(missing_ok=True)


def _free(path: Path, ours: set[str]) -> Path:
    """The path, or a name beside it where somebody has edited what is there."""
    return next(each for each in chain((path,), _beside(path)) if not _is_edited(each, ours))


def _is_edited(path: Path, ours: set[str]) -> bool:
    """Whether a file holds what we never wrote. An empty file, or a PDF that is none, is damaged and nobody's work."""
    if not path.is_file():
        return False
    content = path.read_bytes()
    damaged = not content or (path.suffix == ".pdf" and not content.startswith(b"%PDF"))
    return not damaged and digest(content) not in ours


def _beside(path: Path) -> Iterator[Path]:
    """question-paper.new.tex, question-paper.new2.tex, …: names that no document has."""
    return (path.with_name(f"{path.stem}.new{number if number > 1 else ''}{path.suffix}") for number in count(1))


def _take_away(path: Path, before: str, wanted: Path | None) -> None:
    """Remove what we wrote, there or beside it, but for the one that is wanted as it is."""
    for each in (path, *_standing(path)):
        if each != wanted and holds(each, before):
            each.unlink(missing_ok=True)


def _standing(path: Path) -> list[Path]:
    """The files that stand beside one that was edited."""
    return list(takewhile(Path.exists, _beside(path)))


def fresh(folder: Path, at: str, wanted: str) -> Path | None:
    """Where the content of this digest stands: at its place, or beside what somebody edited there; None if nowhere."""
    path = folder / at
    if holds(path, wanted):
        return path
    if not path.exists():
        return None
    return next((each for each in _standing(path) if holds(each, wanted)), None)


def edited(folder: Path, files: Digests) -> dict[str, str]:
    """The files that somebody edited, each with the place of the fresh one beside it."""
    return aside(folder, {at: fresh(folder, at, wanted) for at, wanted in files.items()})


def aside(folder: Path, found: Mapping[str, Path | None]) -> dict[str, str]:
    """Of files with where they were found, those that stand beside what somebody edited, each with its place."""
    return {at: path.relative_to(folder).as_posix() for at, path in found.items() if path and path != folder / at}
