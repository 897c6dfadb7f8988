"""The statements of a question's file, each with its truth and its reason."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

from exampaper.faults import Fault, Faulty, Place
from exampaper.questions.lists import items, repeated, unreadable
from exampaper.questions.sections import Section


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


_STATEMENT = re.compile(r"- \[([ xX])\]\s+(?:\{([^}]*)\}\s*)?(.*)")
_ID = re.compile(r"[a-z0-9_-]+(/[a-z0-9_-]+)?$")


def statements(section: Section, path: Path) -> tuple[Statement, ...]:
    """The statements of a task list. Raises Faulty with every fault of the list."""
    faults: list[Fault] = []
    listed = [_statement(lines, start, path, faults) for start, lines in items(section, path)]
    for id, line, first in repeated([(statement.id, statement.line) for statement in listed]):
        faults.append(Fault(f"statement {id!r} appears twice", Place(path, line), f"also in line {first}"))
    if faults:
        raise Faulty(*faults)
    return tuple(listed)


def _statement(lines: list[str], start: int, path: Path, faults: list[Fault]) -> Statement:
    place = Place(path, start)
    head = _STATEMENT.match(lines[0])
    if not head:
        faults.append(Fault("a statement begins with - [x] or - [ ]", place))
        return Statement(f"line-{start}", "", False, "", start)
    mark, name, first = head.groups()
    sentences, reasons = [first], []
    for line in map(str.strip, lines[1:]):
        if line.startswith(">"):
            reasons.append(line[1:].strip())
        else:
            sentences.append(line)
    text, reason = " ".join(sentences).strip(), " ".join(reasons)
    if not name or not _ID.match(name):
        faults.append(Fault(f"statement without an id: {text[:50]!r}", place, "write - [x] {short-name} The claim."))
    if not reason:
        faults.append(Fault(f"statement {name or text[:40]!r} has no reason", place, "add a quote (> …) below it"))
    faults += unreadable((text, reason), place)
    return Statement(name or f"line-{start}", text, mark != " ", reason, start)


def kept(known: Iterable[Statement], left_out: Collection[str]) -> list[Statement]:
    """The statements but for those of some ids or groups."""
    return [statement for statement in known if not {statement.id, statement.group} & set(left_out)]
