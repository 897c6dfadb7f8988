"""What single candidates need: more time, larger type, another paper or font. The questions stay what they are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from difflib import get_close_matches
from math import ceil

from exampaper.exams.duration import minutes
from exampaper.exams.exam import Exam
from exampaper.faults import Fault, Faulty, nearest
from exampaper.languages import Language, language
from exampaper.layout import Layout
from exampaper.model import Candidate

LARGE = 18.0
"""Points of large print."""

SMALLEST, LARGEST = 8.0, 28.0

COLOURS = {
    "cream": "#fff8e1",
    "ivory": "#fffff0",
    "yellow": "#fff9c4",
    "peach": "#ffe5d0",
    "pink": "#ffe4ec",
    "blue": "#dceefb",
    "green": "#e0f2e1",
    "lilac": "#ece3f5",
    "grey": "#eeeeee",
    "white": "",
}
"""Colours of paper by their names, light enough for black print."""

_YES = frozenset(("yes", "y", "x", "true", "1", "large"))
_NO = frozenset(("", "no", "n", "-", "–", "false", "0", "none"))


def arranged(layout: Layout, exam: Exam, candidate: Candidate | None) -> Layout:
    """The layout of a candidate's paper. What a cell does not say readably is left out: `faults` tells it before."""
    if candidate is None:
        return layout
    cells = _cells(exam, candidate)
    extra = _extra(cells["extra_time"], exam)
    size, colour = _size(cells["large_print"]), _colour(cells["colour"])
    return replace(
        layout,
        size=size or layout.size,
        family=cells["font"],
        colour=(colour or "") if exam.arrangements.colour_is_printed else "",
        duration=duration(_lasts(exam) + extra, language(exam.lang)) if extra else "",
    )


def faults(exam: Exam, candidates: Iterable[Candidate], families: Iterable[str]) -> Iterator[Fault]:
    """What of the arrangements cannot be had. families: of fonts that are there."""
    known = set(families)
    told: set[str] = set()
    for candidate in candidates:
        for kind in ("extra_time", "large_print", "colour", "font"):
            column = getattr(exam.arrangements, kind)
            if column and _cell(candidate, column) is None and column not in told:
                told.add(column)
                remedy = nearest(column, candidate.more)
                yield Fault(f"the roster has no column {column!r}", exam.place("arrangements", kind), remedy)
        yield from _unreadable(exam, candidate, known)


def check(exam: Exam, candidates: Iterable[Candidate], families: Iterable[str]) -> None:
    """Raises Faulty with everything that cannot be had."""
    found = list(faults(exam, candidates, families))
    if found:
        raise Faulty(*found)


def _unreadable(exam: Exam, candidate: Candidate, families: set[str]) -> Iterator[Fault]:
    cells = _cells(exam, candidate)
    if _extra(cells["extra_time"], exam) is None:
        message = f"candidate {candidate.id}: extra time is {cells['extra_time']!r}"
        remedy = "write 25 % or 30 min" if _lasts(exam) else "give the exam its minutes, or a duration"
        yield Fault(message, exam.place("arrangements", "extra_time"), remedy)
    if _size(cells["large_print"]) is None:
        message = f"candidate {candidate.id}: large print is {cells['large_print']!r}"
        remedy = f"write yes, or a size from {SMALLEST:g} to {LARGEST:g} pt"
        yield Fault(message, exam.place("arrangements", "large_print"), remedy)
    if _colour(cells["colour"]) is None:
        message = f"candidate {candidate.id}: the colour of the paper is {cells['colour']!r}"
        remedy = f"write #rrggbb, or one of {', '.join(COLOURS)}"
        yield Fault(message, exam.place("arrangements", "colour"), remedy)
    family = cells["font"]
    if family and family not in families:
        close = get_close_matches(family, families, 1)
        remedy = 'put its files into a folder beside the exam: fonts = "fonts/"'
        remedy = f"did you mean {close[0]}?" if close else remedy
        yield Fault(f"candidate {candidate.id}: no font {family!r}", exam.place("arrangements", "font"), remedy)


def _cells(exam: Exam, candidate: Candidate) -> dict[str, str]:
    """What the roster says of a candidate, by arrangement."""
    columns = exam.arrangements
    cells = {}
    for kind in ("extra_time", "large_print", "colour", "font"):
        cells[kind] = _cell(candidate, getattr(columns, kind)) or ""
    if cells["font"].casefold() in _NO:
        cells["font"] = ""
    return cells


def _cell(candidate: Candidate, column: str) -> str | None:
    for name, value in candidate.more.items():
        if column and name.casefold() == column.casefold():
            return value.strip()
    return None


def _lasts(exam: Exam) -> float:
    return float(exam.minutes or minutes(exam.duration) or 0)


def _extra(cell: str, exam: Exam) -> float | None:
    """The minutes that are added; None for what cannot be read."""
    if cell.casefold() in _NO:
        return 0.0
    if not _lasts(exam):
        return None
    if share := re.fullmatch(r"\+?\s*(\d+(?:[.,]\d+)?)\s*%", cell):
        return _lasts(exam) * float(share[1].replace(",", ".")) / 100
    if count := re.fullmatch(r"\+?\s*(\d+)", cell):
        return float(count[1])
    return minutes(cell.lstrip("+ "))


def _size(cell: str) -> float | None:
    """The size of type in points, 0 for the usual one; None for what cannot be read."""
    word = cell.casefold()
    if word in _NO or word in _YES:
        return LARGE if word in _YES else 0.0
    size = re.fullmatch(r"(\d+(?:[.,]\d+)?)\s*(?:pt)?", word)
    points = float(size[1].replace(",", ".")) if size else 0.0
    return points if SMALLEST <= points <= LARGEST else None


def _colour(cell: str) -> str | None:
    """The colour as in #ffffe0, empty for the usual one; None for what cannot be read."""
    word = cell.casefold()
    if word in _NO:
        return ""
    return COLOURS.get(word, word if re.fullmatch(r"#[0-9a-f]{6}", word) else None)


def duration(total: float, words: Language) -> str:
    """A time as it is printed: 2 hours 30 minutes."""
    hours, left = divmod(ceil(total - 1e-9), 60)
    return " ".join(words.counted(unit, count) for count, unit in ((hours, "hour"), (left, "minute")) if count)
