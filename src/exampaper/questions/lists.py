"""The lists inside a question's file: statements with their reasons, subjects with theirs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from exampaper.faults import Fault, Faulty, Place, fault
from exampaper.questions.code import first_mark
from exampaper.questions.source import Section
from exampaper.text import TextError, inline


@dataclass(frozen=True, slots=True)
class Statement:
    """A claim, whether it is true, and why. Ids that agree before a slash never meet. line: 0 for a computed one."""

    id: str
    text: str
    true: bool
    reason: str
    line: int = 0

    @property
    def group(self) -> str:
        return self.id.partition("/")[0]


@dataclass(frozen=True, slots=True)
class Subject:
    """What an open question may be about, and the reasons that are valid for it."""

    id: str
    name: str
    plural: bool
    reasons: tuple[str, ...]
    line: int


_STATEMENT = re.compile(r"- \[([ xX])\]\s+(?:\{([^}]*)\}\s*)?(.*)")
_ID = re.compile(r"[a-z0-9_-]+(/[a-z0-9_-]+)?$")


def statements(section: Section, path: Path) -> tuple[Statement, ...]:
    """The statements of a task list. Raises Faulty with every fault of the list."""
    faults: list[Fault] = []
    found = [_statement(lines, start, path, faults) for start, lines in _items(section, path)]
    for first, second in _twice([(s.id, s.line) for s in found]):
        faults.append(
            Fault(f"statement {second[0]!r} stands twice", Place(path, second[1]), f"also in line {first[1]}")
        )
    if faults:
        raise Faulty(*faults)
    return tuple(found)


def _items(section: Section, path: Path) -> Iterator[tuple[int, list[str]]]:
    """(line, lines) of each top-level list item; blank lines between are dropped."""
    start, gathered = 0, list[str]()
    for number, line in enumerate(section.text.split("\n"), section.line):
        if line.startswith("- "):
            if gathered:
                yield start, gathered
            start, gathered = number, [line]
        elif line.startswith("  ") and gathered:
            gathered.append(line)
        elif line.strip():
            raise fault("neither a list item nor part of one", path, number, "indent continued lines by two spaces")
    if gathered:
        yield start, gathered


def _statement(lines: list[str], start: int, path: Path, faults: list[Fault]) -> Statement:
    place = Place(path, start)
    head = _STATEMENT.match(lines[0])
    if not head:
        faults.append(Fault("a statement begins with - [x] or - [ ]", place))
        return Statement(f"line-{start}", "", False, "", start)
    mark, name, first = head.groups()
    body = [line.strip() for line in lines[1:]]
    text = " ".join([first, *(line for line in body if not line.startswith(">"))]).strip()
    reason = " ".join(line[1:].strip() for line in body if line.startswith(">"))
    if not name or not _ID.match(name):
        faults.append(Fault(f"statement without an id: {text[:50]!r}", place, "write - [x] {short-name} The claim."))
    if not reason:
        faults.append(Fault(f"statement {name or text[:40]!r} has no reason", place, "add a quote (> …) below it"))
    faults += _unreadable((text, reason), place)
    return Statement(name or f"line-{start}", text, mark != " ", reason, start)


def _unreadable(texts: Iterable[str], place: Place) -> Iterator[Fault]:
    """What is wrong with texts that must each be one line of Markdown."""
    for text in filter(None, texts):
        if mark := first_mark(text):
            yield Fault(f"{mark} in a list: nothing is filled in here", place, "write the text as it shall print")
        try:
            inline(text)
        except TextError as error:
            yield Fault(str(error), place, error.remedy or "each text of a list is one paragraph of Markdown")


_SUBJECT = re.compile(r"###\s+\{([a-z0-9_-]+)(\s+plural)?\}\s+(.+)$")


def subjects(section: Section, path: Path) -> tuple[Subject, ...]:
    """The subjects of an open question, each with its list of reasons."""
    found: list[Subject] = []
    pieces = re.split(r"(?m)^(?=###\s)", section.text)
    line = section.line + pieces[0].count("\n")
    for piece in pieces[1:]:
        head, _, rest = piece.partition("\n")
        match = _SUBJECT.match(head)
        if not match:
            raise fault(f"not a subject: {head}", path, line, "write ### {short_name} its name, or {short_name plural}")
        reasons = tuple(
            " ".join([x[0][2:], *(y.strip() for y in x[1:])]) for _, x in _items(Section(rest, line + 1), path)
        )
        if faults := tuple(_unreadable((match[3], *reasons), Place(path, line))):
            raise Faulty(*faults)
        found.append(Subject(match[1], match[3].strip(), bool(match[2]), reasons, line))
        line += piece.count("\n")
    for first, second in _twice([(s.id, s.line) for s in found]):
        raise fault(f"subject {second[0]!r} stands twice", path, second[1], f"also in line {first[1]}")
    return tuple(found)


def _twice(names: list[tuple[str, int]]) -> Iterator[tuple[tuple[str, int], tuple[str, int]]]:
    seen: dict[str, tuple[str, int]] = {}
    for entry in names:
        if entry[0] in seen:
            yield seen[entry[0]], entry
        seen.setdefault(entry[0], entry)
