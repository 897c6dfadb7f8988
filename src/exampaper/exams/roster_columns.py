"""Which columns of a roster make the id and the name: plain ones, and those of Moodle's and Canvas' exports.

Moodle's participants and gradebook: "First name", "Last name" (before 4.0 "Surname"), "ID number", "Username", "Email
address", in the language of whoever exports. Canvas' gradebook: "Student" (Doe, Jane), "ID" (Canvas' own number), "SIS
User ID" (the registry's), "SIS Login ID", "Section", a row "Points Possible" and a "Student, Test". German and French
lists have the last name in "Name" or "Nom" where there is a "Vorname" or "Prénom".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from exampaper.sheets import Row

REQUIRED = ("id", "name")

CANVAS = ("sis user id", "sis login id")
"""What tells Canvas' export: its "ID" is a number that nobody outside of Canvas knows."""

IDS = (
    *CANVAS,
    "id",
    *("id number", "idnumber", "student id", "student number", "matriculation number"),
    *("matrikelnummer", "matrikel-nr.", "matrikelnr.", "matrikel", "id-nummer"),
    *("numéro d'identification", "numéro d’identification", "numéro d'étudiant", "numéro étudiant"),
    *("username", "anmeldename", "nom d'utilisateur", "nom d’utilisateur"),
    *("email address", "e-mail-adresse", "adresse de courriel"),
)
"""What the column of the ids may be called, those before others first."""

FULL_NAMES = ("name", "student", "full name", "vollständiger name", "nom complet")
FIRST_NAMES = ("first name", "firstname", "first name(s)", "given name", "forename", "vorname", "vorname(n)", "prénom")
LAST_NAMES = ("last name", "lastname", "surname", "family name", "nachname", "familienname", "nom de famille", "nom")

POINTS = "points possible"
TEST_STUDENT = "student, test"


@dataclass(frozen=True, slots=True)
class Columns:
    """The places of the columns, from 0; None for one that is missing.

    name: of full or last names. first: of first names, if they are apart.
    canvas: whether names are written last name first, as Canvas does.
    """

    id: int | None
    name: int | None
    first: int | None = None
    canvas: bool = False

    @property
    def full_name(self) -> int | None:
        """The column of whole names; None where they are in two."""
        return self.name if self.first is None else None

    def id_of(self, row: Row) -> str:
        return "" if self.id is None else row.cell(self.id)

    def name_of(self, row: Row) -> str:
        """The name in the order in which it is spoken, as far as that is known."""
        name = "" if self.name is None else row.cell(self.name)
        if self.first is not None:
            first = row.cell(self.first)
            return name if first and f" {first} " in f" {name} " else " ".join(filter(None, (first, name)))
        if self.canvas and name.count(",") == 1:
            last, first = map(str.strip, name.split(","))
            return f"{first} {last}"
        return name

    def notes(self, header: Row, row: Row) -> Iterator[str]:
        """Which columns were taken, and what the first candidate's say; nothing where they are plain."""
        titles = [header.cells[at] for at in (self.id, self.first, self.name) if at is not None]
        if [title.casefold() for title in titles] != [*REQUIRED]:
            names = " and ".join(f"“{title}”" for title in titles[1:])
            first = f"the first is {self.id_of(row)}, {self.name_of(row)}"
            yield f"{header.place.file}: the id is “{titles[0]}”, the name {names}; {first}"


def known_columns(cells: Sequence[str], wanted: str = "") -> int:
    """How many columns of a header make an id or a name. wanted: "id" or "name" alone."""
    keys = set(map(str.casefold, cells))
    ids, names = len(keys.intersection(IDS)), len(keys.intersection((*FULL_NAMES, *LAST_NAMES)))
    if wanted:
        return ids if wanted == "id" else names
    # a plain header goes before what merely looks like one
    return 2 * len(keys.intersection(REQUIRED)) + bool(ids) + bool(names) + len(keys.intersection(FIRST_NAMES))


def aside(header: Row, rows: Sequence[Row]) -> tuple[list[Row], list[str]]:
    """The rows of people; and what is told of those of Canvas that are none: points, and the test student."""
    keys = list(map(str.casefold, header.cells))
    if not set(CANVAS) & set(keys):
        return list(rows), []
    people: list[Row] = []
    notes: list[str] = []
    for row in rows:
        named = {row.cell(at).casefold() for at, key in enumerate(keys) if key in (*FULL_NAMES, *LAST_NAMES)}
        ids = [row.cell(at) for at, key in enumerate(keys) if key in IDS]
        if named & {TEST_STUDENT}:
            notes.append(f"{row.place}: Canvas' test student is left out")
        elif POINTS in named or not any((*named, *ids)):
            continue  # what an assignment is worth, and how it is posted
        else:
            people.append(row)
    return people, notes


def columns_of(header: Row, rows: Sequence[Row]) -> Columns:
    """The columns that make id and name: of those that are known the first; an id's that holds something."""
    places: dict[str, int] = {}
    for at, key in enumerate(map(str.casefold, header.cells)):
        places.setdefault(key, at)
    ids = [places[key] for key in IDS if key in places]
    firsts = [places[key] for key in FIRST_NAMES if key in places]
    lasts = [places[key] for key in (*LAST_NAMES, "name") if key in places]
    fulls = [places[key] for key in FULL_NAMES if key in places]
    names = lasts if firsts and lasts else fulls or lasts
    filled = [at for at in ids if any(row.cell(at) for row in rows)]
    canvas = bool(set(CANVAS) & places.keys() and names) and header.cells[names[0]].casefold() == "student"
    return Columns(_first(filled or ids), _first(names), _first(firsts) if lasts else None, canvas)


def _first(places: Sequence[int]) -> int | None:
    return places[0] if places else None
