"""Lists in a question's file: their items with their lines, and what is wrong with their texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from exampaper.faults import Fault, Place, fault
from exampaper.questions.code import first_mark
from exampaper.questions.sections import Section
from exampaper.text import TextError, inline


def items(section: Section, path: Path) -> Iterator[tuple[int, list[str]]]:
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


def text_and_reason(lines: Sequence[str]) -> tuple[str, str]:
    """The lines of an item as one, and those of the quotation below it."""
    text: list[str] = []
    reason: list[str] = []
    for line in map(str.strip, lines):
        if line.startswith(">"):
            reason.append(line[1:].strip())
        else:
            text.append(line)
    return " ".join(text), " ".join(reason)


def unreadable(texts: Iterable[str], place: Place) -> Iterator[Fault]:
    """What is wrong with texts that must each be one line of Markdown."""
    for text in filter(None, texts):
        if mark := first_mark(text):
            yield Fault(f"{mark} in a list: nothing is filled in here", place, "write the text as it shall print")
        try:
            inline(text)
        except TextError as error:
            yield Fault(str(error), place, error.remedy or "each text of a list is one paragraph of Markdown")


def repeated(names: Sequence[tuple[str, int]]) -> Iterator[tuple[str, int, int]]:
    """(name, line, line of the first) of each name that stands there again. names: each with its line."""
    first: dict[str, int] = {}
    for name, line in names:
        if name in first:
            yield name, line, first[name]
        first.setdefault(name, line)
