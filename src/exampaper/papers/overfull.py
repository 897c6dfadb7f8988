"""What is wider than its line, or higher than its page: found by the typesetter, told with its question and papers.

Some engines report it. For the others, what might be too wide is measured first; a question that has something as wide
is set once more by itself, in each document, with the rulers of its target, each of which knows the line it stands on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import chain

from exampaper import text
from exampaper.engines import Misfit
from exampaper.engines.fonts import NONE, Fonts
from exampaper.figures import size
from exampaper.languages import DEFAULT as ENGLISH
from exampaper.languages import language
from exampaper.manifest import PaperRecord
from exampaper.model import Heading, Paper, PaperSection, PlacedQuestion, Variant
from exampaper.nodes import Block, Code, CodeBlock, DisplayMaths, Figure, Inline, Listing, Maths, Quote, Table, Text
from exampaper.papers.documents import Document, source
from exampaper.targets import DEFAULT, TARGETS, Ruler
from exampaper.writers import plain
from exampaper.writers.pieces import HIGHER, WIDER, Piece, formula_length, longer, pieces, shown

LEAST = 1.0  # millimetres that anybody sees
POINTS = 72.27 / 25.4  # of TeX, in a millimetre
WIDE = 400.0  # points of the line of an answer to a part
NARROW = 280.0  # points of a list in it, or of the cells in which marking points stand
LOW = 300.0  # points in height that fit onto any page
BROAD = 9.2  # points that a character takes at most, on average
ROW = 16.0  # points in height that a row of a matrix takes
CHARACTER = 5.3  # points that a character of a table takes, on average
CELL = 17.0  # points that a cell takes beside its text


@dataclass(frozen=True, slots=True)
class Overfull:
    """A piece of a question, or of what stands on no question's account (0), that does not fit.

    beyond: by how many millimetres it is (way) wider than its line, or higher than the page. source: where it begins.
    """

    document: Document
    question: int
    what: str
    way: str
    beyond: int
    source: str = ""


Found = tuple[str, str, int, str]
"""What does not fit, in which way, by how many millimetres, and where its source begins."""


# ------------------------------------------------------------------ what is told


@dataclass(slots=True)
class _Kind:
    """Misfits of one kind: the papers, documents and question numbers where they are, and how far each is beyond."""

    papers: dict[str, None] = field(default_factory=dict)
    documents: dict[str, None] = field(default_factory=dict)
    numbers: dict[int, None] = field(default_factory=dict)
    sources: dict[int, str] = field(default_factory=dict)  # by the millimetres beyond


def notes(records: Iterable[PaperRecord]) -> list[str]:
    """What does not fit on papers: a note for each kind of thing in a question, not for each paper."""
    kinds: dict[tuple[str, str, str], _Kind] = {}
    for record in records:
        ids = {question.number: question.id for question in record.questions}
        for misfit in record.overfull:
            key = ids.get(misfit["question"], ""), misfit["what"], misfit["way"]
            kind = kinds.setdefault(key, _Kind())
            kind.papers[record.paper] = None
            kind.documents[misfit["document"].replace("-", " ")] = None
            kind.numbers[misfit["question"]] = None
            kind.sources.setdefault(misfit["beyond"], misfit["source"])
    return [_note(*key, kind) for key, kind in kinds.items()]


def _note(id: str, what: str, way: str, kind: _Kind) -> str:
    worst = max(kind.sources)
    thing = what if what.startswith("page") else f"a {what}"
    most = f"{'up to ' if len(kind.sources) > 1 else ''}{worst} mm"
    source = f": {kind.sources[worst]}" if kind.sources[worst] else ""
    papers, documents = _papers(list(kind.papers)), ", ".join(kind.documents)
    return f"{_place(id, list(kind.numbers))}{thing} is {most} {way} on {papers} ({documents}){source}"


def _place(id: str, numbers: Sequence[int]) -> str:
    """The question, by its number if that is the same on all papers."""
    if not id:
        return ""
    return f"question {numbers[0]} ({id}): " if len(numbers) == 1 else f"question {id}: "


def _papers(names: Sequence[str]) -> str:
    if len(names) == 1:
        return f"paper {language(ENGLISH).listed(names)}"
    shortened = [*names[:2], f"{len(names) - 2} more"] if len(names) > 3 else names
    return f"papers {language(ENGLISH).listed(shortened)}"


# ------------------------------------------------------------------ by an engine that reports it


def reported(document: Document, misfits: Sequence[Misfit]) -> list[Overfull]:
    """What an engine reports of a document, as far as anybody sees it."""
    visible: list[Overfull] = []
    for misfit in misfits:
        beyond = misfit.beyond / POINTS
        if beyond >= LEAST:
            way = HIGHER if misfit.high else WIDER
            overfull = Overfull(document, misfit.question, misfit.what, way, round(beyond), shown(misfit.source))
            visible.append(overfull)
    return visible


# ------------------------------------------------------------------ by rulers


def measured(
    paper: Paper, documents: Sequence[Document], fonts: Fonts = NONE, target: str = DEFAULT
) -> tuple[Overfull, ...]:
    """What does not fit in some documents of a paper, by the rulers of a target; nothing if it has none."""
    ruler = TARGETS[target].tools.ruler
    if ruler is None:
        return ()
    misfits: list[Overfull] = []
    for numbered in _suspects(paper.questions, ruler, paper.layout.scale):
        alone = replace(_alone(numbered.variant, paper.heading), layout=replace(paper.layout, cover_page=False))
        for document in documents:
            ruled = ruler.head + source(alone, document, target, fonts, ruler.writer)
            for found in _worst(ruled, fonts, ruler):
                misfits.append(Overfull(document, numbered.number, *found))
    return tuple(misfits)


def _alone(variant: Variant, heading: Heading) -> Paper:
    """A paper of this question alone, on pages of the same format."""
    questions = (PlacedQuestion(1, variant),)
    return Paper(Heading("Ruler", format=heading.format), "A", "0000-0000-0", (PaperSection("", (), questions),))


@lru_cache(maxsize=512)
def _worst(ruled: str, fonts: Fonts, ruler: Ruler) -> tuple[Found, ...]:
    """What the rulers in a source find: the worst of each kind."""
    try:
        readings = ruler.overfull(ruled, fonts)
    except RuntimeError:  # a template of somebody's own, that has no place for a ruler
        return ()
    worst: dict[tuple[str, str], tuple[float, str]] = {}
    for what, way, beyond, piece in readings:
        worst[what, way] = max((beyond, piece), worst.get((what, way), (LEAST, "")))
    visible: list[Found] = []
    for (what, way), (beyond, piece) in worst.items():
        if beyond > LEAST:
            visible.append((what, way, round(beyond), piece))
    return tuple(visible)


def _suspects(questions: Sequence[PlacedQuestion], ruler: Ruler, scale: float) -> list[PlacedQuestion]:
    """Those with something that may be wider than its line."""
    numbers_and_room: dict[Piece, list[tuple[int, float]]] = {}
    suspects: set[int] = set()
    for numbered in questions:
        for piece, room in _long(numbered.variant, scale):
            numbers_and_room.setdefault(piece, []).append((numbered.number, room))
        if _bulky(numbered.variant, scale):
            suspects.add(numbered.number)
    widths = ruler.widths(list(numbers_and_room)) if numbers_and_room else ()
    for width, places in zip(widths, numbers_and_room.values(), strict=True):
        suspects.update(number for number, room in places if width > room)
    return [numbered for numbered in questions if numbered.number in suspects]


def _nodes(variant: Variant, scale: float) -> Iterator[tuple[Block | Inline, float]]:
    """Every node that is printed, and the points that it has room in at least."""
    answers = [part.answer for part in variant.parts]
    for block in chain(variant.question_blocks, *answers):
        room = (NARROW if isinstance(block, Listing | Quote) else WIDE) / scale
        for node in text.walk((block,)):
            yield node, room
    for part in variant.parts:
        for point in part.marking:
            for node in text.walk(point.text):
                yield node, NARROW / scale
        if part.key:
            for node in text.walk(text.inline(part.key)):
                yield node, NARROW / scale


def _long(variant: Variant, scale: float) -> Iterator[tuple[Piece, float]]:
    """The pieces that may be too long, each with the points that it has room in."""
    for node, room in _nodes(variant, scale):
        few = int(room / BROAD)
        match node:
            case Maths() | Text() | Code() if longer(node, few):
                for piece in pieces([node]):
                    if piece.characters > few:
                        yield piece, room
            case DisplayMaths() if len(node.tex) > few and formula_length(node.tex) > few:
                yield Piece("displayed formula", node.tex), room
            case CodeBlock():
                for line in node.text.split("\n"):
                    if len(line) > few:
                        yield Piece("line of code", line), room


def _bulky(variant: Variant, scale: float) -> bool:
    """Whether a table, a figure or a formula of many rows may not fit."""
    for node, room in _nodes(variant, scale):
        match node:
            case Table():
                if _natural_width(node) > room:
                    return True
            case Figure():
                width, height = size(node.picture)
                if width > room or height > LOW:
                    return True
            case DisplayMaths():
                if node.tex.count(r"\\") > LOW / ROW:
                    return True
    return False


def _natural_width(table: Table) -> float:
    """About the width, in points, of a table that has all the room it wants."""
    width = 0.0
    for column in zip(table.header, *table.rows, strict=True):
        longest = max(map(plain.WRITER.inlines, column), key=len)
        width += CHARACTER * len(longest) + CELL
    return width
