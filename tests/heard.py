"""What outside checkers say of a PDF as a screen reader reads it, less what they get wrong.

`outloud` asks more than a validator does, and guesses. Where it guesses wrong, this module says so by the name of
its rule: three questions are answered in the copy that it reads (`as_heard`), the findings of five rules are looked
at again (`DISMISSED`).
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pikepdf
from outloud import check
from outloud.findings import Finding
from outloud.model import Document
from outloud.rules._common import element_text
from outloud.rules.tables import grids
from pdfua import validate
from pikepdf import Array, Dictionary, Name

CENTIMETRE = 72 / 2.54
ABOVE, BELOW = 2.2 * CENTIMETRE, 2.5 * CENTIMETRE
"""The margins of a page: what is repeated on every page stands in them."""

ASCENT = 3.0
"""Points, about, by which letters rise above the text block: the box of a line has room for an accent."""

ROW = 40.0
"""Points, about, that a ruled row reaches beyond the text of its table."""


def faults(pdf: bytes, folder: Path) -> list[str]:
    """What is wrong with a PDF, each with its rule and page. folder: for the copy that is checked."""
    read, copy = folder / "read.pdf", folder / "heard.pdf"
    read.write_bytes(pdf)
    copy.write_bytes(as_heard(pdf))
    told = [f"{finding.rule_id}: {finding.message}" for finding in validate(str(read)).findings]
    result = check(str(copy))
    crashed = [run.rule for run in result.runs if run.status == "crashed"]
    assert not result.error
    assert not crashed
    document = Document(str(copy))
    for finding in result.sorted_findings():
        dismissed = DISMISSED.get(finding.rule)
        if finding.severity != "info" and not (dismissed and dismissed(finding, document)):
            told.append(f"{finding.rule} on page {finding.page}: {finding.message} {finding.evidence or ''}")
    document.close()
    return told


# ------------------------------------------------------------------ the copy that is read


def as_heard(pdf: bytes) -> bytes:
    """The PDF with its structure written out.

    ORD-001 reads the text of a paragraph before the formulas in it, whatever their order: each piece of text gets an
    element of its own. TBL-014 asks a table for its page, which need not be said where its cells say it: it is said.
    FIG-012 counts letters, of which a number has none: a number is heard as a word.
    """
    with pikepdf.open(io.BytesIO(pdf)) as document:
        root = document.Root.get("/StructTreeRoot")
        if root is not None:
            _write_out(document, root)
        copy = io.BytesIO()
        document.save(copy)
    return copy.getvalue()


_NUMBER = re.compile(r"(?<!\w)[−-]?\d+(?:[.,]\d+)?(?!\w)")


def _write_out(document: pikepdf.Pdf, element: Any) -> Any:
    """Writes out an element and all below it; gives the first page that it is on."""
    children = _children(element)
    page = element.get("/Pg")
    mixed = len(children) > 1 and any(map(_is_element, children))
    for at, child in enumerate(children):
        if _is_element(child):
            first = _write_out(document, child)
            page = first if page is None else page
        elif mixed:
            children[at] = _element_of(document, child, element)
    if mixed:
        element.K = Array(children)
    if element.get("/S") == Name.Table and page is not None:
        element.Pg = page
    if "/Alt" in element:
        element.Alt = _NUMBER.sub("one", str(element.Alt))
    return page


def _children(element: Any) -> list[Any]:
    children = element.get("/K")
    if children is None:
        return []
    return [*children] if isinstance(children, Array) else [children]


def _is_element(child: Any) -> bool:
    return isinstance(child, Dictionary) and "/S" in child


def _element_of(document: pikepdf.Pdf, content: Any, parent: Any) -> Any:
    """An element that means nothing, around some content of a paragraph."""
    element = Dictionary(Type=Name.StructElem, S=Name.NonStruct, P=parent, K=Array([content]))
    if "/Pg" in parent:
        element.Pg = parent.Pg
    return document.make_indirect(element)


# ------------------------------------------------------------------ what is looked at again


def _is_of_brackets(finding: Finding, document: Document) -> bool:
    """A formula has brackets and roots of many sizes, each size a sign of its font, and each is the same character."""
    codes = r"\d+ different codes all map to U\+[0-9A-F]{4} '[()\[\]{}|‖√⌊⌋⌈⌉⟨⟩]'"
    return re.fullmatch(rf"font \S+: {codes}", finding.message) is not None


def _stands_in_the_text(finding: Finding, document: Document) -> bool:
    """What is near the edge on several pages is no running head if it stands within the margins."""
    heights = [page.height for page in document.pages]
    for box in finding.boxes:
        if box["y0"] < BELOW or box["y1"] > heights[box["page"] - 1] - ABOVE + ASCENT:
            return False
    return bool(finding.boxes)


def _is_repeated_header(finding: Finding, document: Document) -> bool:
    """The header of a table is announced where it begins; on the next page it is printed again for the eye alone."""
    return _letters(finding.evidence) in [
        _letters(element_text(document, row)) for row in document.elements_of("THead")
    ]


def _letters(text: str | None) -> str:
    return re.sub(r"[\W_]", "", text or "")


def _is_ruled_by_tables(finding: Finding, document: Document) -> bool:
    """Several tables on a page are taken for one large grid, which none of them covers; each line belongs to one."""
    assert finding.page is not None
    tables = [*_heights_of_tables(document, finding.page - 1)]
    for height in _rules(document, finding.page - 1):
        if not any(bottom - ROW <= height <= top + ROW for bottom, top in tables):
            return False
    return True


def _rules(document: Document, page: int) -> Iterator[float]:
    """The heights of the lines of a page that two or more upright ones cross, as those of a grid do."""
    boxes = [path.bbox for path in document.content(page).paths if path.stroked or path.filled]
    uprights = [box for box in boxes if box[2] - box[0] <= 2.5 and box[3] - box[1] >= 12]
    for left, low, right, high in boxes:
        if high - low <= 2.5 and right - left >= 40:
            crossing = [it for it in uprights if left - 1 <= it[0] <= right + 1 and it[1] - 1 <= low <= it[3] + 1]
            if len(crossing) >= 2:
                yield low


def _heights_of_tables(document: Document, page: int) -> Iterator[tuple[float, float]]:
    """From where to where on a page the text of each table stands."""
    content = document.content(page)
    for table in document.elements_of("Table"):
        boxes = []
        for element in table.descendants():
            for reference in element.mcrefs:
                box = content.mcid_bbox.get((reference.stream, reference.mcid)) if reference.page == page else None
                if box is not None:
                    boxes.append(box)
        if boxes:
            yield min(box[1] for box in boxes), max(box[3] for box in boxes)


def _closes(finding: Finding, document: Document) -> bool:
    """Whether the cells of a table fill its grid: those of the last row that begin above it are not counted."""
    for grid in grids(document):
        if grid.table.path == finding.location["element"]:
            area = sum(cell.colspan * cell.rowspan for cell in grid.cells)
            return bool(area == len(grid.rows) * max(grid.row_widths()))
    return False


DISMISSED: Mapping[str, Callable[[Finding, Document], bool]] = {
    "PAG-001": _stands_in_the_text,
    "TAG-002": _is_repeated_header,
    "TBL-004": _closes,
    "TBL-014": _is_ruled_by_tables,
    "TXT-004": _is_of_brackets,
}
"""By the name of a rule, whether one of its findings is wrong."""
