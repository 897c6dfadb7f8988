"""The subjects of an open question, each with its list of valid reasons."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from exampaper.faults import Faulty, Place, fault
from exampaper.questions.lists import items, repeated, unreadable
from exampaper.questions.sections import Section


@dataclass(frozen=True, slots=True)
class Subject:
    """What an open question may be about, and the reasons that are valid for it."""

    id: str
    name: str
    plural: bool
    reasons: tuple[str, ...]
    line: int


_SUBJECT = re.compile(r"###\s+\{([a-z0-9_-]+)(\s+plural)?\}\s+(.+)$")


def subjects(section: Section, path: Path) -> tuple[Subject, ...]:
    """The subjects of a section, each below a heading of its own. Raises Faulty."""
    subjects: list[Subject] = []
    pieces = re.split(r"(?m)^(?=###\s)", section.text)
    line = section.line + pieces[0].count("\n")
    for piece in pieces[1:]:
        subjects.append(_subject(piece, line, path))
        line += piece.count("\n")
    for id, at, first in repeated([(subject.id, subject.line) for subject in subjects]):
        raise fault(f"subject {id!r} appears twice", path, at, f"also in line {first}")
    return tuple(subjects)


def _subject(piece: str, line: int, path: Path) -> Subject:
    head, _, rest = piece.partition("\n")
    match = _SUBJECT.match(head)
    if not match:
        raise fault(f"not a subject: {head}", path, line, "write ### {short_name} its name, or {short_name plural}")
    id, plural, name = match.groups()
    reasons = []
    for _, (first, *others) in items(Section(rest, line + 1), path):
        reasons.append(" ".join([first.removeprefix("- "), *map(str.strip, others)]))
    faults = tuple(unreadable((name, *reasons), Place(path, line)))
    if faults:
        raise Faulty(*faults)
    return Subject(id, name.strip(), bool(plural), tuple(reasons), line)
