"""The files to enter marks in: a workbook with formulas and bounds, and the same as CSV."""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import groupby
from typing import Any

from exampaper.manifest import ChoiceRecord, PaperRecord
from exampaper.marksheet.layout import (
    ABSENT,
    CODE,
    ID,
    MAXIMUM,
    NAME,
    STATUS,
    VERSION,
    MarkSheet,
    Person,
    common_maxima,
    has_bonus,
    maxima,
    shown,
    total_of,
)
from exampaper.sheets import cell_name
from exampaper.spreadsheets import harmless, table

FIRST = 3  # the row of the first person
BLANK = 200  # rows for people who are not known
TIME = datetime.datetime(2000, 1, 1)  # of nothing: equal builds write equal bytes
WIDTHS = {ID: 14, NAME: 30, VERSION: 9, CODE: 14, STATUS: 9}
TINT = "F0F0F0"  # of what is not to be filled in


def csv_file(sheet: MarkSheet) -> bytes:
    """The sheet as CSV, its totals left to whoever adds them up."""
    rows: list[Sequence[str]] = [sheet.columns]
    rows.append([MAXIMUM, *[""] * (len(sheet.about) - 1), *_maximum_texts(sheet)])
    for person in sheet.people:
        rows.append([*map(_about(sheet, person).__getitem__, sheet.about), *[""] * (len(sheet.marks) + 1)])
    return table(rows)


def _papers(sheet: MarkSheet) -> list[PaperRecord]:
    return [*sheet.versions.values()] or [person.paper for person in sheet.people if person.paper]


def _maximum_texts(sheet: MarkSheet) -> Iterator[str]:
    """The row of maxima; "2 or 3" where papers differ."""
    common = common_maxima(_papers(sheet))
    for column in sheet.marks:
        yield " or ".join(map(shown, common[column]))
    yield " or ".join(map(shown, total_of(_papers(sheet))))


def _about(sheet: MarkSheet, person: Person) -> dict[str, str]:
    return {ID: person.id, NAME: person.name, VERSION: person.version, CODE: person.code, STATUS: ""}


# ------------------------------------------------------------------ the workbook


def workbook(sheet: MarkSheet) -> bytes:
    """The sheet as `.xlsx`: bounds for each mark, formulas for totals; all but what is to be filled in is locked."""
    from openpyxl import Workbook

    book = Workbook()
    page: Any = book.active
    page.title = "marks"
    book.properties.title = f"{sheet.exam}: marks"
    book.properties.created = TIME
    people = sheet.people or [Person("", "", _only(sheet), None)] * BLANK
    _write_head(page, sheet)
    for row, person in enumerate(people, FIRST):
        _write_person(page, sheet, person, row)
    _set_bounds(page, sheet, people)
    _set_view(page, sheet)
    out = io.BytesIO()
    book.save(out)
    return _settled(out.getvalue())


def _only(sheet: MarkSheet) -> str:
    """The version of everybody, where there is one alone."""
    return next(iter(sheet.versions)) if len(sheet.versions) == 1 else ""


def _write_head(page: Any, sheet: MarkSheet) -> None:
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    texts = [*[MAXIMUM, *[""] * (len(sheet.about) - 1)], *_maximum_texts(sheet)]
    for at, (title, most) in enumerate(zip(sheet.columns, texts, strict=True), 1):
        for row, value in ((1, title), (2, most)):
            cell = page.cell(row, at)
            _set(cell, float(value) if re.fullmatch(r"\d+(\.\d+)?", value) else value)
            cell.font = Font(bold=row == 1, italic=row == 2)
            cell.fill = PatternFill("solid", fgColor=TINT)
            cell.alignment = Alignment(horizontal="left" if at <= len(sheet.about) else "right")
            if row == 2:
                cell.border = Border(bottom=Side("thin"))
    adds_up = not (has_bonus(_papers(sheet)) or _choices(sheet))
    if adds_up and all(isinstance(page.cell(2, at).value, int | float) for at in _mark_places(sheet)):
        _set_total(page, sheet, 2)


def _mark_places(sheet: MarkSheet) -> range:
    """The columns of marks, from 1."""
    return range(len(sheet.about) + 1, len(sheet.about) + len(sheet.marks) + 1)


def _set(cell: Any, value: str | float) -> None:
    """Put a value into a cell; a text is never a formula, whatever it begins with."""
    if not isinstance(value, str):
        cell.value = int(value) if value == int(value) else value
        return
    if not value:
        return
    text = re.sub("[\ufffe\uffff\ud800-\udfff]", "\ufffd", value)  # no XML can hold them
    cell.value = text
    cell.data_type = "s"
    cell.quotePrefix = harmless(text) != text


def _set_total(page: Any, sheet: MarkSheet, row: int) -> None:
    """The sum of a row, of a choice only what counts; empty as long as nothing is entered."""
    places = _mark_places(sheet)
    cells = f"{cell_name(places[0] - 1, row)}:{cell_name(places[-1] - 1, row)}"
    terms = _terms(sheet, row) if _choices(sheet) else [f"SUM({cells})"]
    page.cell(row, places[-1] + 1).value = f'=IF(COUNT({cells})=0,"",{"+".join(terms)})'


def _choices(sheet: MarkSheet) -> tuple[ChoiceRecord, ...]:
    """The choices of an exam: they have the same questions, by number, on every paper."""
    papers = _papers(sheet)
    return papers[0].choices if papers else ()


def _terms(sheet: MarkSheet, row: int) -> Iterator[str]:
    """What is added up for a total: the questions without a choice, then each choice."""
    of_choices: set[int] = set()
    for record in _choices(sheet):
        of_choices.update(record.numbers)
        yield _counted(record, [_cells_of(sheet, number, row) for number in record.numbers])
    for number in dict.fromkeys(map(_number_of, sheet.marks)):
        if number not in of_choices:
            yield f"SUM({_cells_of(sheet, number, row)})"


def _number_of(column: str) -> int:
    """The number of the question that a column of marks is for."""
    return int(re.findall(r"\d+", column)[0])


def _cells_of(sheet: MarkSheet, number: int, row: int) -> str:
    """The cells of a question, whose parts stand beside each other."""
    places = [at for at, column in enumerate(sheet.marks, len(sheet.about)) if _number_of(column) == number]
    return f"{cell_name(places[0], row)}:{cell_name(places[-1], row)}"


def _counted(record: ChoiceRecord, cells: Sequence[str]) -> str:
    """The marks of the questions that count, as a formula. cells: of each question."""
    if record.counted == "first":
        terms = []
        for at, each in enumerate(cells):
            before = "+".join(f"(COUNT({one})>0)" for one in cells[: at + 1])
            terms.append(f"IF({before}<={record.answer},SUM({each}),0)")
        return "+".join(terms)
    sums = ",".join(f"SUM({each})" for each in cells)
    if record.answer == 1:
        return f"MAX({sums})"
    places = ",".join(map(str, range(1, len(cells) + 1)))
    best = ",".join(map(str, range(1, record.answer + 1)))
    return f"SUMPRODUCT(LARGE(CHOOSE({{{places}}},{sums}),{{{best}}}))"


def _write_person(page: Any, sheet: MarkSheet, person: Person, row: int) -> None:
    from openpyxl.styles import PatternFill, Protection

    texts = _about(sheet, person)
    for at, column in enumerate(sheet.about, 1):
        cell = page.cell(row, at)
        _set(cell, texts[column])
        if column == STATUS or not person.id:
            cell.protection = Protection(locked=False)
        if column in (ID, CODE):
            cell.number_format = "@"  # 00123 stays 00123
    most = maxima(person.paper) if person.paper else dict.fromkeys(sheet.marks)
    for at, column in zip(_mark_places(sheet), sheet.marks, strict=True):
        cell = page.cell(row, at)
        if column in most:
            cell.protection = Protection(locked=False)
        else:  # this paper has no such part
            cell.fill = PatternFill("solid", fgColor=TINT)
    _set_total(page, sheet, row)
    page.cell(row, len(sheet.columns)).fill = PatternFill("solid", fgColor=TINT)


def _set_bounds(page: Any, sheet: MarkSheet, people: Sequence[Person]) -> None:
    """Each mark lies from 0 to what it is worth on that paper; rows of equal bounds share one rule."""
    from openpyxl.worksheet.datavalidation import DataValidation

    for most, cells in _by_bound(sheet, people).items():
        page.add_data_validation(_bound(DataValidation, most, " ".join(cells)))
    lists = {STATUS: [ABSENT]} | ({VERSION: list(sheet.versions)} if not sheet.people else {})
    for column, choices in lists.items():
        if column in sheet.about and len(",".join(choices)) < 250:  # as long as a list may be
            rule = DataValidation("list", formula1=f'"{",".join(choices)}"', allow_blank=True, showErrorMessage=True)
            at = sheet.about.index(column)
            rule.add(f"{cell_name(at, FIRST)}:{cell_name(at, FIRST + len(people) - 1)}")
            page.add_data_validation(rule)


def _by_bound(sheet: MarkSheet, people: Sequence[Person]) -> dict[Fraction, list[str]]:
    """The ranges of cells of each bound, runs of rows together."""
    greatest = {column: most[-1] for column, most in common_maxima(_papers(sheet)).items()}
    bounds = [maxima(person.paper) if person.paper else greatest for person in people]
    cells: dict[Fraction, list[str]] = {}
    for at, column in enumerate(sheet.marks, len(sheet.about)):
        row = FIRST
        for most, run in groupby(bound.get(column) for bound in bounds):
            last = row + len(list(run)) - 1
            if most is not None:
                cells.setdefault(most, []).append(f"{cell_name(at, row)}:{cell_name(at, last)}")
            row = last + 1
    return cells


def _bound(validation: Any, most: Fraction, cells: str) -> Any:
    rule = validation("decimal", operator="between", formula1="0", formula2=shown(most), allow_blank=True, sqref=cells)
    rule.showErrorMessage = True
    rule.errorTitle = "No such mark"
    rule.error = f"A number from 0 to {shown(most)}; empty as long as it is not marked."
    return rule


def _set_view(page: Any, sheet: MarkSheet) -> None:
    """Headers and people stay in sight; what is locked can be looked at, and columns made wider."""
    page.freeze_panes = cell_name(len(sheet.about), FIRST)
    page.protection.sheet = True
    page.protection.formatColumns = False
    page.protection.formatRows = False
    for at, column in enumerate(sheet.columns):
        page.column_dimensions[cell_name(at, 1)[:-1]].width = WIDTHS.get(column, 8)
    page.page_setup.orientation = "landscape"
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.print_title_rows = "1:2"


def _settled(content: bytes) -> bytes:
    """The workbook without the time at which it was written."""
    out = io.BytesIO()
    stamp = TIME.isoformat() + "Z"
    with zipfile.ZipFile(io.BytesIO(content)) as written, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as settled:
        for name in written.namelist():
            part = written.read(name)
            if name == "docProps/core.xml":
                part = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + stamp.encode(), part)
            settled.writestr(zipfile.ZipInfo(name, TIME.timetuple()[:6]), part, zipfile.ZIP_DEFLATED)
    return out.getvalue()
