"""A roster → candidates. Every fault of a file is reported in one run, with its line and a remedy."""

from __future__ import annotations

import hashlib
import re
import reprlib
import string
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from exampaper.exams.roster_columns import REQUIRED, Columns, aside, columns_of, known_columns
from exampaper.faults import Fault, Faulty, Place, nearest
from exampaper.model import Candidate
from exampaper.sheets import DATE, ERROR, FORMULA, Row, read_sheet

LONGEST = 80
# what a run writes beside the candidates' folders
OURS = frozenset(
    (
        *("manifest.json", "answer-key.csv", "report.html", "report.pdf", "deal.csv", "unfinished.txt"),
        *("marks.xlsx", "marks.csv", "results.html", "results.csv"),
        *("question-papers", "marking", "withdrawn", "print"),
    )
)
# names that Windows takes for devices, whatever extension follows
DEVICE = re.compile(r"(con|prn|aux|nul|(com|lpt)[0-9])(\..*)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Roster:
    """The candidates of a file, in its order. notes: what whoever gave it should look at, such as what was read."""

    candidates: tuple[Candidate, ...]
    notes: tuple[str, ...] = ()


def read(path: Path) -> tuple[Candidate, ...]:
    """The candidates of a file, in its order. Raises Faulty with every fault."""
    return read_roster(path).candidates


def read_roster(path: Path) -> Roster:
    """The candidates of a CSV file or of the first sheet of an `.xlsx` workbook. Raises Faulty with every fault.

    The first row names the columns, in any case: id and name, or what Moodle, Canvas and lists in German and French
    call them (see `roster_columns`), and any others. Texts are brought to NFC, white space in them becomes single
    spaces, marks that turn the direction of writing are left out, and all else stays.
    """
    sheet = read_sheet(path, _fit, "give a CSV file or an .xlsx with the columns id and name")
    header, *body = sheet.rows or [_empty(path, 1)]
    rows = [row for row in body if isinstance(row, Row)]
    faults = [row for row in body if isinstance(row, Fault)]
    if isinstance(header, Fault):
        raise Faulty(header, *faults)
    header_faults = list(_header_faults(header))
    people, left_out = aside(header, rows)
    columns = columns_of(header, people)
    misshapen = [row for row in people if _is_misshapen(header, row, sheet.delimiter)]
    faults += [*header_faults, *_column_faults(header, columns), *_body_faults(people)]
    faults += [_misshapen(header, row, sheet.delimiter) for row in misshapen]
    if not header_faults:
        faults += _people_faults(header, columns, [row for row in people if row not in misshapen])
    if not people and not any(isinstance(row, Fault) for row in body):
        faults.append(_empty(path, header.place.line))
    if faults:
        raise Faulty(*sorted(faults, key=lambda f: f.place.line or 0))
    named = folders(columns.id_of(row) for row in people)
    candidates = tuple(_candidate(header, columns, row, named) for row in people)
    return Roster(candidates, (*sheet.notes, *left_out, *columns.notes(header, people[0])))


def folders(ids: Iterable[str]) -> dict[str, str]:
    """A folder for each id; no two share one, also where case does not count."""
    named = {id: folder(id) for id in ids}
    counts = Counter(map(str.lower, named.values()))
    for id, name in named.items():
        if counts[name.lower()] > 1:
            named[id] = folder(id, marked=True)
    return named


def folder(id: str, *, marked: bool = False) -> str:
    """A candidate's folder; it follows from the id alone.

    ASCII letters and digits, `.`, `_` and `-` stay; any other byte of the UTF-8 is quoted as %XX. So is the first
    character where it is `.` or `-` or where the whole is a device of Windows or a file of ours, and a last `.`.
    marked: it ends with `+` and a hexadecimal number that tells which of its ASCII letters are capitals, the first
    letter in the lowest bit: S123 → S123+1, s123 → s123. A name of 80 characters or more is cut to 80, of which
    the last 13 are `-` and 12 digits of the id's SHA-256; `read` refuses ids that share even these.
    """
    capitals = 0
    for bit, letter in enumerate(filter(string.ascii_letters.__contains__, id)):
        capitals |= letter.isupper() << bit
    name = f"{_quoted(id)}+{capitals:x}" if marked and capitals else _quoted(id)
    if len(name) < LONGEST:
        return name
    # always LONGEST long, which no whole name is: an id that looks like a cut name cannot take its folder
    return f"{name[: LONGEST - 13]}-{hashlib.sha256(id.encode()).hexdigest()[:12]}"


def _quoted(id: str) -> str:
    quoted = re.sub(r"\.$", "%2E", quote(id, safe="").replace("~", "%7E"))
    # a suffix would not do for con.txt: con.txt-1 is a device still
    if quoted[0] in ".-" or quoted.lower() in OURS or DEVICE.fullmatch(quoted):
        return f"%{ord(quoted[0]):02X}{quoted[1:]}"
    return quoted


# ------------------------------------------------------------------ reading


def _fit(cells: Sequence[str]) -> tuple[int, int]:
    """How many of the columns that make id and name, and how many in all, a header has."""
    return known_columns(cells), len(cells)


def _candidate(header: Row, columns: Columns, row: Row, folders: Mapping[str, str]) -> Candidate:
    """Columns that are called id and name themselves are no further ones; what Moodle calls otherwise is."""
    more: dict[str, str] = {}
    for at, column in enumerate(header.cells):
        if column.casefold() not in REQUIRED or at not in (columns.id, columns.full_name):
            more[column] = row.cell(at)
    id = columns.id_of(row)
    return Candidate(id, columns.name_of(row), folders[id], more)


# ------------------------------------------------------------------ faults


def _empty(path: Path, line: int | None) -> Fault:
    remedy = "write a row for each below a first row that names the columns: id,name"
    return Fault("no candidates", Place(path, line), remedy)


def _header_faults(header: Row) -> Iterator[Fault]:
    keys = list(map(str.casefold, header.cells))
    for key, times in Counter(filter(None, keys)).items():
        if times > 1:
            remedy = "keep one of them, or give each a name of its own"
            yield Fault(f"{times} columns are named {reprlib.repr(key)}", header.place, remedy)
    for at, key in enumerate(keys, 1):
        if not key:
            yield Fault(f"column {at} has no name", header.place, "name it in the first row, or take it out")
    yield from _hidden(header)
    yield from _computed(header)


def _column_faults(header: Row, columns: Columns) -> Iterator[Fault]:
    """A fault for id and for name, where no column gives it."""
    keys = list(filter(None, map(str.casefold, header.cells)))
    for column, at in zip(REQUIRED, (columns.id, columns.name), strict=True):
        if at is None:
            remedy = f"write {column} in the first row; {nearest(column, keys)}"
            yield Fault(f"the column {column!r} is missing", header.place, remedy)


def _body_faults(rows: Sequence[Row]) -> Iterator[Fault]:
    for row in rows:
        yield from _hidden(row)
        yield from _computed(row)


def _is_misshapen(header: Row, row: Row, delimiter: str) -> bool:
    """Whether a row does not fit the header. In a workbook, empty cells at the end are none."""
    return len(row.cells) > len(header.cells) or bool(delimiter and len(row.cells) < len(header.cells))


def _people_faults(header: Row, columns: Columns, rows: Sequence[Row]) -> Iterator[Fault]:
    """What is wrong with ids and names."""
    ids: list[tuple[str, Place]] = []
    for row in rows:
        id = columns.id_of(row)
        if columns.id is not None and columns.id not in row.kinds:
            title = header.cells[columns.id]
            yield from _mangled(title, id, row.place) if id else [_lacking(title, row)]
            ids += [(id, row.place)] if id else []
        is_computed = FORMULA in (row.kinds.get(at) for at in (columns.name, columns.first) if at is not None)
        if columns.name is not None and not columns.name_of(row) and not is_computed:
            yield _lacking("name", row)
        for at in (columns.id, columns.name, columns.first):
            if at is not None and row.kinds.get(at) == DATE:
                message = f"cell {row.name(at)} holds the date {row.cells[at]}, no {header.cells[at]}"
                yield Fault(message, row.place, "format the column as text, and type it again")
    yield from _repeated(ids)


_DECIMAL = re.compile(r"\d+[.,]0+")
_POWER = re.compile(r"\d[.,]\d+[eE]\+?\d+")


def _mangled(column: str, id: str, place: Place) -> Iterator[Fault]:
    """A fault for an id that a program took for a number, and wrote in its own way."""
    if _DECIMAL.fullmatch(id):
        whole = re.split("[.,]", id)[0]
        yield Fault(f"the {column} {id!r} is a number with decimals", place, f"write {whole}, as text")
    elif _POWER.fullmatch(id):
        message = f"the {column} {id!r} is a number of which a spreadsheet has hidden digits"
        yield Fault(message, place, "format the column as text, and write the id anew")


def _misshapen(header: Row, row: Row, delimiter: str) -> Fault:
    here, wanted = len(row.cells), len(header.cells)
    if not delimiter:
        remedy = "name every column in the first row"
    else:
        remedy = f"put any cell that holds {delimiter!r} between quotes" if here > wanted else "add the missing cells"
    return Fault(f"cells in this row: {here}, columns in the first: {wanted}", row.place, remedy)


def _lacking(column: str, row: Row) -> Fault:
    return Fault(f"the {column} is empty", row.place, f"write the candidate's {column}, or take out the row")


def _repeated(ids: Sequence[tuple[str, Place]]) -> Iterator[Fault]:
    """A fault for each id that is repeated: ids are compared by their folders, which no two may share."""
    first: dict[str, Place] = {}
    for id, place in ids:
        above = first.setdefault(folder(id, marked=True).lower(), place)
        if above is not place:
            message = f"the id {reprlib.repr(id)} is already on line {above.line}"
            yield Fault(message, place, "give each candidate an id of their own")


def _hidden(row: Row) -> Iterator[Fault]:
    """A fault for each cell with control characters. Joiners and marks of direction are none: names need them."""
    for at, cell in enumerate(row.cells, 1):
        controls = [character for character in cell if unicodedata.category(character) == "Cc"]
        if controls:
            message = f"cell {at} holds the control character U+{ord(controls[0]):04X}"
            yield Fault(message, row.place, "take it out")


def _computed(row: Row) -> Iterator[Fault]:
    """A fault for each cell of a workbook that holds no value of its own."""
    for at, kind in row.kinds.items():
        if kind == FORMULA:
            message = f"cell {row.name(at)} holds a formula"
            yield Fault(message, row.place, "copy the column, and paste its values in its place")
        elif kind == ERROR:
            yield Fault(f"cell {row.name(at)} holds the error {row.cell(at)}", row.place, "mend it, or empty the cell")
