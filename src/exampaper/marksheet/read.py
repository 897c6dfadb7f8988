"""Sheets with marks → whose marks they are, and what is missing or impossible, each with its cell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

from exampaper.faults import Fault, Faulty, Place, fault, nearest
from exampaper.manifest import Manifest, PaperRecord
from exampaper.marksheet.layout import (
    ABSENT,
    CODE,
    ID,
    MAXIMUM,
    NAME,
    STATUS,
    TOTAL,
    VERSION,
    MarkSheet,
    Person,
    common_maxima,
    counted_columns,
    lacking,
    mark_sheet,
    maxima,
    shown,
)
from exampaper.sheets import DATE, ERROR, FORMULA, Row, read_sheet
from exampaper.spreadsheets import harmless

NOWHERE = Place()
MISSING = "marks/missing"
IMPOSSIBLE = "marks/impossible"


@dataclass(frozen=True, slots=True)
class Entry:
    """A mark that was entered, and where."""

    marks: Fraction
    place: Place
    cell: str


@dataclass(frozen=True, slots=True)
class Marked:
    """What was entered for a person.

    entries: by column. place: the row; nowhere for one who is on no sheet. cells: where marks are entered, by column.
    wrong: columns in which something stands that is no mark.
    """

    person: Person
    entries: Mapping[str, Entry] = field(default_factory=dict)
    absent: bool = False
    place: Place = NOWHERE
    cells: Mapping[str, str] = field(default_factory=dict)
    wrong: frozenset[str] = frozenset()

    @property
    def paper(self) -> PaperRecord:
        assert self.person.paper is not None
        return self.person.paper

    @property
    def complete(self) -> bool:
        """Whether every part of the paper is marked."""
        if self.absent or self.person.paper is None:
            return False
        columns, short = lacking(self.paper, self.entries)
        return not (columns or short)

    @property
    def marks(self) -> dict[str, Fraction]:
        """The marks that were given, by column."""
        return {column: entry.marks for column, entry in self.entries.items()}

    @property
    def total(self) -> Fraction:
        """What was had: of a choice, only the marks of the questions that count."""
        marks = self.marks
        counting = counted_columns(self.paper, marks) if self.person.paper else marks.keys()
        return sum((marks[column] for column in counting), Fraction())


@dataclass(frozen=True, slots=True)
class MarksRead:
    """What sheets say. faults: of codes MISSING and IMPOSSIBLE. notes: what whoever gave them should look at."""

    people: tuple[Marked, ...]
    faults: tuple[Fault, ...]
    notes: tuple[str, ...]


def read_marks(paths: Sequence[Path], manifest: Manifest) -> MarksRead:
    """The marks of some sheets of one exam, taken together. Raises Faulty for a file that is no sheet of marks."""
    reading = _Reading(manifest)
    for path in paths:
        reading.read(path)
    people = [reading.found.get(person.id, Marked(person)) for person in reading.sheet.people]
    if not reading.sheet.people:
        people = list(reading.found.values())
    faults = [*reading.faults, *_missing(people, paths[0])]
    return MarksRead(tuple(people), tuple(faults), tuple(reading.notes))


def _missing(people: Iterable[Marked], path: Path) -> Iterator[Fault]:
    for marked in people:
        who = _who(marked.person)
        if marked.person.paper is None:
            message = f"version {marked.person.version} of {who} was not built"
            yield Fault(message, Place(path), "mend what failed, and build again", MISSING)
        elif marked.absent:
            yield from _present(marked)
        elif not marked.place.file:
            yield Fault(f"{who} is on no row", Place(path), "add a row, or take the fresh sheet of the build", MISSING)
        elif not marked.entries and not marked.wrong:
            remedy = f"enter them, or write {ABSENT!r} in the column {STATUS}"
            yield Fault(f"no marks for {who}", marked.place, remedy, MISSING)
        else:
            columns, short = lacking(marked.paper, {*marked.entries, *marked.wrong})
            missing = [_cell(marked, column) for column in columns] + list(map(str, short))
            if missing:
                yield Fault(f"missing for {who}: {', '.join(missing)}", marked.place, "enter 0 for no marks", MISSING)


def _present(marked: Marked) -> Iterator[Fault]:
    """A fault where somebody who is absent has marks, perhaps on the sheet of another marker."""
    for entry in list(marked.entries.values())[:1]:
        message = f"{entry.cell}: {_who(marked.person)} has marks, and is absent"
        yield Fault(message, entry.place, f"empty the cell, or the column {STATUS}", IMPOSSIBLE)


def _cell(marked: Marked, column: str) -> str:
    """A column and its cell: Q2a (F7)."""
    return f"{column} ({marked.cells[column]})" if column in marked.cells else column


def _who(person: Person) -> str:
    return " ".join(filter(None, (person.id, person.name)))


class _Reading:
    """Sheets on their way into marks."""

    def __init__(self, manifest: Manifest) -> None:
        self.sheet: MarkSheet = mark_sheet(manifest)
        self.found: dict[str, Marked] = {}
        self.faults: list[Fault] = []
        self.notes: list[str] = []
        self._by_id = {key: person for person in self.sheet.people for key in {person.id, harmless(person.id)}}
        self._codes = _codes(self.sheet, manifest)
        self._left = {record.paper for record in manifest.withdrawn} | {record.id for record in manifest.undealt}

    def read(self, path: Path) -> None:
        """Take in a file. Raises Faulty where it is no sheet of marks."""
        read = read_sheet(path, self._fit, "give the marks.xlsx or marks.csv of a build, filled in")
        self.notes += read.notes
        header, *rows = read.rows or [Fault("is empty", Place(path, 1), "give a sheet with marks")]
        if isinstance(header, Fault):
            raise Faulty(header)
        places = self._places(header)
        seen: dict[str, Place] = {}
        for row in rows:
            if isinstance(row, Fault):
                self.faults.append(row)
            elif _text(row, places, ID).casefold() == MAXIMUM:
                self._see_maxima(row, places)
            elif any(_text(row, places, column) for column in (*self.sheet.about, *self.sheet.marks)):
                self._take(row, places, seen)

    def _fit(self, cells: Sequence[str]) -> int:
        return len(set(map(str.casefold, cells)) & set(map(str.casefold, self.sheet.columns)))

    def _places(self, header: Row) -> dict[str, int]:
        """The columns of a file, by name. Raises Faulty where it has no marks, or nobody whose they are."""
        known = {column.casefold(): column for column in self.sheet.columns}
        places: dict[str, int] = {}
        for at, cell in enumerate(header.cells):
            column = known.get(cell.casefold())
            if column in places:
                raise fault(f"two columns are named {cell!r}", header.place.file, header.place.line, "keep one of them")
            if column:
                places[column] = at
            elif re.fullmatch(r"q\d+[a-z]*", cell.casefold()):
                remedy = nearest(cell, self.sheet.marks)
                message = f"{header.name(at)}: no part {cell!r} in the exam {self.sheet.exam}"
                self.faults.append(Fault(message, header.place, remedy, IMPOSSIBLE))
        if not places.keys() & set(self.sheet.marks) or not places.keys() & {ID, NAME, CODE}:
            remedy = "its first row names the columns: id, name, code, Q1, Q2a, …, as in the marks.xlsx of the build"
            raise fault("is no sheet of marks", header.place.file, header.place.line, remedy)
        return places

    def _see_maxima(self, row: Row, places: Mapping[str, int]) -> None:
        """A fault for each maximum that somebody changed: the paper says what there is to have."""
        papers = [*self.sheet.versions.values()] or [person.paper for person in self.sheet.people if person.paper]
        for column, values in common_maxima(papers).items():
            written = _text(row, places, column)
            if column in places and written and written != " or ".join(map(shown, values)):
                message = f"{row.name(places[column])}: {column} is worth {shown(values[-1])}, not {written}"
                remedy = "change the exam, and build anew, if that is meant"
                self.faults.append(Fault(message, row.place, remedy, IMPOSSIBLE))

    # -------------------------------------------------------------- whose marks they are

    def _take(self, row: Row, places: Mapping[str, int], seen: dict[str, Place]) -> None:
        person = self._person(row, places)
        if person is None or person.paper is None:
            return
        if person.id in seen:
            message = f"{_who(person)} is already in row {seen[person.id].line}"
            self.faults.append(Fault(message, row.place, "keep one of the rows", IMPOSSIBLE))
            return
        seen[person.id] = row.place
        absent = _text(row, places, STATUS).casefold() == ABSENT
        wrong: set[str] = set()
        entries = dict(self._entries(row, places, person, wrong))
        cells = {column: row.name(places[column]) for column in self.sheet.marks if column in places}
        self._merge(Marked(person, entries, absent, row.place, cells, frozenset(wrong)))

    def _person(self, row: Row, places: Mapping[str, int]) -> Person | None:
        """Whose row it is, by id, or else by code or name; None, and a fault, where that is not clear."""
        id, name, code = (_text(row, places, column) for column in (ID, NAME, CODE))
        person = self._by_id.get(id) if self.sheet.people else self._newcomer(row, places)
        if person is None and id in self._left:
            self.notes.append(f"{row.place}: {id} is no longer on the roster; the row is left out")
            return None
        if person is None and self.sheet.people:
            person = self._only(code, name)
        if person is None:
            if self.sheet.people:
                known = [person.id for person in self.sheet.people]
                remedy = nearest(id, known) if id and len(known) < 2000 else "give the id, the code or the name"
                message = f"{row.name(places.get(ID, 0))}: nobody in this exam is {id or name or code!r}"
                self.faults.append(Fault(message, row.place, remedy, IMPOSSIBLE))
            return None
        if code and code != person.code and self._codes.get(code) != person.code:
            message = f"{row.name(places[CODE])}: the paper of {_who(person)} is {person.code}, not {code}"
            remedy = "were some columns sorted without the others? take the marks from the scripts, or mend the code"
            self.faults.append(Fault(message, row.place, remedy, IMPOSSIBLE))
        return person

    def _only(self, code: str, name: str) -> Person | None:
        """The one person of a code, or of a name."""
        current = self._codes.get(code, "")
        same_code = [person for person in self.sheet.people if current and person.code == current]
        same_name = [person for person in self.sheet.people if name and name in (person.name, harmless(person.name))]
        for people in (same_code, same_name):
            if len(people) == 1:
                return people[0]
        return None

    def _newcomer(self, row: Row, places: Mapping[str, int]) -> Person | None:
        """Somebody of no roster, who sat one of the versions: by its label or its code."""
        id, name, code, version = (_text(row, places, column) for column in (ID, NAME, CODE, VERSION))
        if not (id or name):
            marks = [column for column in self.sheet.marks if _text(row, places, column)]
            if marks:
                message = f"{row.name(places[marks[0]])}: a mark of nobody"
                self.faults.append(Fault(message, row.place, "give the id or the name", IMPOSSIBLE))
            return None
        by_code = {paper.code: label for label, paper in self.sheet.versions.items()}
        label = version or by_code.get(self._codes.get(code, ""), "")
        if not label and len(self.sheet.versions) == 1:
            label = next(iter(self.sheet.versions))
        paper = self.sheet.versions.get(label) or self.sheet.versions.get(label.upper())
        if paper is None:
            where = row.name(places.get(VERSION, places.get(CODE, 0)))
            message = f"{where}: no version {label!r}" if label else f"{where}: which version did {id or name} sit?"
            self.faults.append(Fault(message, row.place, nearest(label, self.sheet.versions), IMPOSSIBLE))
            return None
        return Person(id or name, name, paper.paper, paper)

    # -------------------------------------------------------------- marks

    def _entries(
        self, row: Row, places: Mapping[str, int], person: Person, wrong: set[str]
    ) -> Iterator[tuple[str, Entry]]:
        """The marks of a row by column; columns that hold no marks are told, and added to `wrong`."""
        assert person.paper is not None
        most = maxima(person.paper)
        for column in self.sheet.marks:
            at = places.get(column)
            if at is None or not (row.cell(at) or at in row.kinds):
                continue
            why, remedy = _wrong(row, at, most.get(column))
            if why:
                wrong.add(column)
                message = f"{row.name(at)}: {why} ({column} of {_who(person)})"
                self.faults.append(Fault(message, row.place, remedy, IMPOSSIBLE))
            else:
                yield column, Entry(_number(row.cell(at)), row.place, row.name(at))

    def _merge(self, marked: Marked) -> None:
        """Beside what an earlier file says of the person."""
        before = self.found.get(marked.person.id)
        if before is None:
            self.found[marked.person.id] = marked
            return
        for column, entry in marked.entries.items():
            other = before.entries.get(column)
            if other and other.marks != entry.marks:
                message = f"{entry.cell}: {shown(entry.marks)} marks for {column} of {_who(marked.person)}, but "
                message += f"{shown(other.marks)} in {other.cell} of {other.place.file}"
                self.faults.append(Fault(message, entry.place, "agree on one of them", IMPOSSIBLE))
        self.found[marked.person.id] = Marked(
            before.person,
            {**marked.entries, **before.entries},
            before.absent or marked.absent,
            before.place,
            {**marked.cells, **before.cells},
            before.wrong | marked.wrong,
        )


def _codes(sheet: MarkSheet, manifest: Manifest) -> dict[str, str]:
    """The present code of every code that a person's paper has had: it may have been printed before it was changed."""
    present = {person.paper.paper: person.code for person in sheet.people if person.paper}
    present |= {label: paper.code for label, paper in sheet.versions.items()}
    codes = {code: code for code in present.values()}
    for record in manifest.superseded:
        if record.paper in present:
            codes[record.code] = present[record.paper]
    return codes


def _text(row: Row, places: Mapping[str, int], column: str) -> str:
    return row.cell(places[column]) if column in places and column != TOTAL else ""


_MARKS = re.compile(r"[-−]?(\d+([.,]\d*)?|[.,]\d+)")


def _wrong(row: Row, at: int, most: Fraction | None) -> tuple[str, str]:
    """What is wrong with a cell, and what to do; nothing where it holds marks that can be. most: None for no part."""
    text, kind = row.cell(at), row.kinds.get(at)
    if kind == ERROR:
        return f"the error {text}", "mend it"
    if kind == FORMULA and not text:
        return "a formula that was never worked out", "open the file in a spreadsheet program, save it, and try again"
    if kind == DATE:
        return f"the date {text}", "marks are numbers: the spreadsheet took 3.5 for a day; write it anew"
    if not _MARKS.fullmatch(text):
        return f"{text!r} is no number", "marks are numbers: 3 or 2.5"
    if most is None:
        return f"{text} marks, but this paper has no such part", "empty the cell; is it another version?"
    if _number(text) < 0:
        return f"{text} is below 0", "marks are not negative"
    if _number(text) > most:
        return f"{text} is more than the {shown(most)} that there are to have", "was a digit typed twice?"
    return "", ""


def _number(text: str) -> Fraction:
    return Fraction(text.replace(",", ".").replace("−", "-").rstrip("."))
