"""roster.csv → candidates. Every fault of a file is reported in one run, with its line and a remedy."""

from __future__ import annotations

import csv
import hashlib
import io
import re
import reprlib
import string
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import repeat
from pathlib import Path
from urllib.parse import quote

from exampaper.faults import Fault, Faulty, Place, fault, nearest
from exampaper.model import Candidate

REQUIRED = ("id", "name")
DELIMITERS = ",;\t"
LONGEST = 80
# what a run writes beside the candidates' folders
OURS = frozenset(
    (
        *("manifest.json", "answer-key.csv", "report.html", "report.pdf", "deal.csv", "unfinished.txt"),
        *("question-papers", "marking", "withdrawn", "print"),
    )
)
# names that Windows takes for devices, whatever extension follows
DEVICE = re.compile(r"(con|prn|aux|nul|(com|lpt)[0-9])(\..*)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Row:
    """A row that is not wholly empty, and the line it begins on."""

    place: Place
    cells: tuple[str, ...]


def read(path: Path) -> tuple[Candidate, ...]:
    """The candidates of a CSV file, in its order. Raises Faulty with every fault.

    UTF-8, with or without BOM; cells are parted by a comma, a semicolon or a tab. The first row names the columns, in
    any case: id and name, and any others. Texts are brought to NFC, white space in them becomes single spaces, marks
    that turn the direction of writing are left out, and all else stays. After a fault of quoting, reading goes on at
    the next line: the rows that a quote swallowed stay unread.
    """
    text = _text(path)
    delimiter = max(DELIMITERS, key=lambda delimiter: _fit(text, path, delimiter))
    header, *body = list(_rows(text, path, delimiter)) or [_empty(path, 1)]
    rows = [row for row in body if isinstance(row, _Row)]
    faults = [row for row in body if isinstance(row, Fault)]
    if isinstance(header, Fault):
        raise Faulty(header, *faults)
    faults += [*_header_faults(header), *_body_faults(header, rows, delimiter)]
    if not body:
        faults.append(_empty(path, header.place.line))
    if faults:
        raise Faulty(*sorted(faults, key=lambda f: f.place.line or 0))
    id_column = _keys(header).index("id")
    named = folders(row.cells[id_column] for row in rows)
    return tuple(map(_candidate, repeat(header), rows, repeat(named)))


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


def _text(path: Path) -> str:
    try:
        data = path.read_bytes()
        if b"\0" in data[:2]:  # UTF-16 without BOM, which would pass for UTF-8
            raise UnicodeDecodeError("utf-8", data, 0, 1, "UTF-16")
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = len(re.findall(rb"\r\n?|\n", error.object[: error.start])) + 1
        raise fault("not UTF-8 text", path, line, "save it as CSV UTF-8") from None
    except OSError as error:
        remedy = "give a CSV file with the columns id and name"
        raise fault(f"cannot be read: {error.strerror}", path, remedy=remedy) from None


def _rows(text: str, path: Path, delimiter: str) -> Iterator[_Row | Fault]:
    """The rows that are not wholly empty, and a fault for each that is no CSV."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    while True:
        place = Place(path, reader.line_num + 1)
        try:
            cells = tuple(map(_plain, next(reader)))
        except StopIteration:
            return
        except csv.Error as error:
            yield Fault(f"not CSV: {error}, on line {reader.line_num}", place, _syntax_remedy(error))
            continue
        if any(cells):
            yield _Row(place, cells)


def _fit(text: str, path: Path, delimiter: str) -> tuple[int, int]:
    """How many required columns, and how many in all, the header has with this delimiter."""
    header = next(_rows(text, path, delimiter), None)
    if not isinstance(header, _Row):
        return -1, 0
    return len(set(REQUIRED) & set(_keys(header))), len(header.cells)


# they turn the order of characters round, which no name needs: letters know their direction
_TURNING = re.compile(r"[\u202a-\u202e\u2066-\u2069]")


def _plain(cell: str) -> str:
    return " ".join(_TURNING.sub("", unicodedata.normalize("NFC", cell)).split())


def _keys(header: _Row) -> list[str]:
    """The columns' names as they are compared."""
    return list(map(str.casefold, header.cells))


def _candidate(header: _Row, row: _Row, folders: Mapping[str, str]) -> Candidate:
    cells: dict[str, str] = {}
    more: dict[str, str] = {}
    for column, key, cell in zip(header.cells, _keys(header), row.cells, strict=True):
        cells[key] = cell
        if key not in REQUIRED:
            more[column] = cell
    return Candidate(cells["id"], cells["name"], folders[cells["id"]], more)


# ------------------------------------------------------------------ faults


def _empty(path: Path, line: int | None) -> Fault:
    remedy = "write a row for each below a first row that names the columns: id,name"
    return Fault("no candidates", Place(path, line), remedy)


def _syntax_remedy(error: csv.Error) -> str:
    if "limit" in str(error):
        return "shorten the cell, or close the quote that it begins with"
    return 'close each cell with the " it begins with, and write any " within it twice'


def _header_faults(header: _Row) -> Iterator[Fault]:
    keys = _keys(header)
    for column in REQUIRED:
        if column not in keys:
            remedy = f"write {column} in the first row; {nearest(column, filter(None, keys))}"
            yield Fault(f"the column {column!r} is missing", header.place, remedy)
    for key, times in Counter(filter(None, keys)).items():
        if times > 1:
            remedy = "keep one of them, or give each a name of its own"
            yield Fault(f"{times} columns are named {reprlib.repr(key)}", header.place, remedy)
    for at, key in enumerate(keys, 1):
        if not key:
            yield Fault(f"column {at} has no name", header.place, "name it in the first row, or take it out")
    yield from _hidden(header)


def _body_faults(header: _Row, rows: Sequence[_Row], delimiter: str) -> Iterator[Fault]:
    complete = []
    for row in rows:
        if len(row.cells) == len(header.cells):
            complete.append(row)
        else:
            yield _misshapen(header, row, delimiter)
        yield from _hidden(row)
    for column in REQUIRED:
        if _keys(header).count(column) == 1:
            yield from _column_faults(column, _keys(header).index(column), complete)


def _column_faults(column: str, at: int, rows: Sequence[_Row]) -> Iterator[Fault]:
    ids: list[tuple[str, Place]] = []
    for row in rows:
        if row.cells[at]:
            ids.append((row.cells[at], row.place))
        else:
            yield _lacking(column, row)
    if column == "id":
        yield from _repeated(ids)


def _misshapen(header: _Row, row: _Row, delimiter: str) -> Fault:
    here, wanted = len(row.cells), len(header.cells)
    remedy = f"put any cell that holds {delimiter!r} between quotes" if here > wanted else "add the missing cells"
    return Fault(f"cells in this row: {here}, columns in the first: {wanted}", row.place, remedy)


def _lacking(column: str, row: _Row) -> Fault:
    return Fault(f"the {column} is empty", row.place, f"write the candidate's {column}, or take out the row")


def _repeated(ids: Sequence[tuple[str, Place]]) -> Iterator[Fault]:
    """A fault for each id that is repeated: ids are compared by their folders, which no two may share."""
    first: dict[str, Place] = {}
    for id, place in ids:
        above = first.setdefault(folder(id, marked=True).lower(), place)
        if above is not place:
            message = f"the id {reprlib.repr(id)} is already on line {above.line}"
            yield Fault(message, place, "give each candidate an id of their own")


def _hidden(row: _Row) -> Iterator[Fault]:
    """A fault for each cell with control characters. Joiners and marks of direction are none: names need them."""
    for at, cell in enumerate(row.cells, 1):
        controls = [character for character in cell if unicodedata.category(character) == "Cc"]
        if controls:
            message = f"cell {at} holds the control character U+{ord(controls[0]):04X}"
            yield Fault(message, row.place, "take it out")
