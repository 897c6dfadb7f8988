"""What is wider than its line, or higher than its page: found by the typesetter, told with its question and papers.

Typst says nothing of it. What might be too wide is measured first; a question that has something as wide is set
once more by itself, in each document, with a ruler at each such piece that knows the line it stands on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain
from math import inf
from typing import Any

from exampaper import maths, text
from exampaper.engines import typst
from exampaper.engines.fonts import NONE, Fonts
from exampaper.engines.latex import Misfit
from exampaper.figures import size
from exampaper.model import Heading, Numbered, Paper, PaperSection, Variant
from exampaper.nodes import (
    Block,
    Code,
    CodeBlock,
    DisplayMaths,
    Figure,
    Inline,
    Listing,
    Maths,
    Paragraph,
    Quote,
    Table,
    Text,
)
from exampaper.papers.documents import Document, source
from exampaper.questions.wording import listed
from exampaper.writers import Writer, Written
from exampaper.writers import typst as typst_writer
from exampaper.writers.pieces import Piece, longer, pieces, signs
from exampaper.writers.plain import WRITER as PLAIN

LEAST = 1.0  # millimetres that anybody sees
POINTS = 72.27 / 25.4  # of TeX, in a millimetre
WIDE = 400.0  # points of the line of an answer to a part
NARROW = 280.0  # points of a list in it, or of the cells in which marking points stand
LOW = 300.0  # points in height that fit onto any page
BROAD = 9.2  # points that a sign takes at most, on average
ROW = 16.0  # points in height that a row of a matrix takes
FEW = 24  # signs that fit onto any line
SIGN = 5.3  # points that a sign of a table takes, on average
CELL = 17.0  # points that a cell takes beside its text
SHOWN = 60  # signs of a piece that are told


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


WIDER, HIGHER = "wider than its line", "higher than the page"

# ------------------------------------------------------------------ what is told


def notes(entries: Sequence[Mapping[str, Any]]) -> list[str]:
    """What is told of the papers of a manifest: once for each kind of thing in a question, not once a paper."""
    found: dict[tuple[str, str, str], list[tuple[Mapping[str, Any], Mapping[str, Any]]]] = {}
    for entry in entries:
        ids = {question["number"]: question["id"] for question in entry["questions"]}
        for each in entry.get("overfull", ()):
            kind = ids.get(each["question"], ""), each["what"], each["way"]
            found.setdefault(kind, []).append((entry, each))
    return [_note(*kind, cases) for kind, cases in found.items()]


def _note(id: str, what: str, way: str, cases: Sequence[tuple[Mapping[str, Any], Mapping[str, Any]]]) -> str:
    numbers = {each["question"] for _, each in cases}
    number = f"question {numbers.pop()} ({id})" if len(numbers) == 1 else f"question {id}"
    where = f"{number}: " if id else ""
    worst = max((each for _, each in cases), key=lambda each: int(each["beyond"]))
    what = what if what.startswith("page") else f"a {what}"
    most = f"{'up to ' if len({each['beyond'] for _, each in cases}) > 1 else ''}{worst['beyond']} mm"
    papers = _papers(list(dict.fromkeys(str(entry.get("label", entry.get("candidate"))) for entry, _ in cases)))
    documents = ", ".join(dict.fromkeys(each["document"].replace("-", " ") for _, each in cases))
    source = f": {worst['source']}" if worst["source"] else ""
    return f"{where}{what} is {most} {way} on {papers} ({documents}){source}"


def _papers(names: Sequence[str]) -> str:
    told = [*names[:2], f"{len(names) - 2} more"] if len(names) > 3 else names
    return f"{'paper' if len(names) == 1 else 'papers'} {listed(told)}"


# ------------------------------------------------------------------ LaTeX


def by_tex(document: Document, misfit: Misfit) -> Overfull | None:
    """What TeX tells of a line or page of a document, if anybody sees it."""
    beyond = misfit.beyond / POINTS
    if beyond < LEAST:
        return None
    way = HIGHER if misfit.high else WIDER
    return Overfull(document, misfit.question, misfit.what, way, round(beyond), shown(misfit.source))


def shown(source: str) -> str:
    """The beginning of a piece, in one line."""
    line = " ".join(source.split())
    return line if len(line) <= SHOWN else f"{line[: SHOWN - 1]}…"


# ------------------------------------------------------------------ Typst


def measured(paper: Paper, documents: Sequence[Document], fonts: Fonts = NONE) -> tuple[Overfull, ...]:
    """What does not fit in some documents of a paper, as Typst sets them."""
    return tuple(
        Overfull(document, numbered.number, *found)
        for numbered in _suspects(paper.questions)
        for document in documents
        for found in of(numbered.variant, document, paper.heading, fonts)
    )


def of(
    variant: Variant, document: Document, heading: Heading, fonts: Fonts = NONE
) -> tuple[tuple[str, str, int, str], ...]:
    """(what, way, beyond, source) of whatever does not fit in a document of this question alone."""
    plain = Heading("Ruler", format=heading.format)
    alone = Paper(plain, "A", "0000-0000-0", (PaperSection("", (), (Numbered(1, variant),)),))
    return _ruled(_RULER + source(alone, document, "typst", fonts, RULER), fonts)


@lru_cache(maxsize=512)
def _ruled(ruled: str, fonts: Fonts) -> tuple[tuple[str, str, int, str], ...]:
    found: dict[tuple[str, str], tuple[float, str]] = {}
    try:
        told = typst.query(ruled, "<overfull>", fonts)
    except RuntimeError:  # a template of somebody's own, that has no place for a ruler
        return ()
    for what, way, beyond, piece in told:
        found[what, way] = max((beyond, piece), found.get((what, way), (LEAST, "")))
    return tuple((*kind, round(beyond), piece) for kind, (beyond, piece) in found.items() if beyond > LEAST)


def _suspects(questions: Sequence[Numbered]) -> list[Numbered]:
    """Those with something that may be wider than its line."""
    long = {numbered.number: tuple(_long(numbered.variant)) for numbered in questions}
    widths = dict(_widths(tuple({piece for each in long.values() for piece, _ in each})))
    wide = {number for number, each in long.items() if any(widths[piece] > room for piece, room in each)}
    return [numbered for numbered in questions if numbered.number in wide or _bulky(numbered.variant)]


def _nodes(variant: Variant) -> Iterator[tuple[Block | Inline, float]]:
    """Every node that is printed, and the points that it has room in at least."""
    answers = (block for part in variant.parts for block in part.answer)
    for block in chain(variant.asked, answers):
        room = NARROW if isinstance(block, Listing | Quote) else WIDE
        yield from ((node, room) for node in text.walk((block,)))
    points = (block for part in variant.parts for point in part.marking for block in point.text)
    keys = (node for part in variant.parts if part.key for node in text.inline(part.key))
    yield from ((node, NARROW) for node in text.walk(chain(points, keys)))


def _long(variant: Variant) -> Iterator[tuple[Piece, float]]:
    for node, room in _nodes(variant):
        few = int(room / BROAD)
        match node:
            case Maths() | Text() | Code() if longer(node, few):
                yield from ((piece, room) for piece in pieces([node]) if piece.signs > few)
            case DisplayMaths() if len(node.tex) > few and signs(node.tex) > few:
                yield Piece("displayed formula", node.tex), room
            case CodeBlock():
                lines = (line for line in node.text.split("\n") if len(line) > few)
                yield from ((Piece("line of code", line), room) for line in lines)


def _bulky(variant: Variant) -> bool:
    """Whether a table, a figure or a formula of many rows may not fit."""
    for node, room in _nodes(variant):
        match node:
            case Table() if _natural(node) > room:
                return True
            case Figure() if (drawn := size(node.picture))[0] > room or drawn[1] > LOW:
                return True
            case DisplayMaths() if node.tex.count(r"\\") > LOW / ROW:
                return True
    return False


def _natural(table: Table) -> float:
    """About the width of a table that has all the room it wants."""
    rows = [[len(PLAIN.inlines(cell)) for cell in row] for row in (table.header, *table.rows)]
    longest: list[int] = [max(column) for column in zip(*rows, strict=True)]
    return SIGN * sum(longest) + CELL * len(longest)


def _widths(long: Sequence[Piece]) -> Iterator[tuple[Piece, float]]:
    """Each piece and its width in points."""
    if long:
        lines = "".join(f"measure({_body(piece)}).width.pt(), " for piece in long)
        style = '#set text(font: "New Computer Modern", size: 10.5pt)\n#show raw: set text(size: 8.5pt)\n'
        try:
            (found,) = typst.query(f"{style}#context [#metadata(({lines})) <widths>]", "<widths>")
        except RuntimeError:  # pieces of formulas that are none by themselves
            found = [inf] * len(long)
        yield from zip(long, found, strict=True)


def _body(piece: Piece) -> str:
    match piece.what:
        case "formula":
            return f"${_maths(piece.source)}$"
        case "displayed formula":
            return f"$ {_maths(piece.source)} $"
        case "word":
            return f"text({typst_writer.string_exact(piece.source)})"
    return f"raw({typst_writer.string_exact(piece.source)})"


def _maths(tex: str) -> str:
    try:
        return maths.typst(tex)
    except ValueError:  # a piece of a formula that is none by itself
        return ""


# a piece that is broken by itself (a word at its hyphens) is as wide as its lines are on average
_RULER = """#let ruler(what, line, source, body) = layout(size => context {
  let told(way, beyond) = if beyond > 1mm [#metadata((what, way, beyond.mm(), source)) <overfull>]
  let (natural, filled) = (measure(body), measure(width: size.width, body))
  let leading = par.leading.to-absolute()
  let lines = calc.max(1, calc.round((filled.height + leading) / (natural.height + leading)))
  let shown = if what == "table" { filled } else { natural }
  let broken = what.starts-with("word") or what.starts-with("piece of code")
  told("wider than its " + line, shown.width / (if broken { lines } else { 1 }) - size.width)
  told("HIGHER", shown.height - size.height)
})
""".replace("HIGHER", HIGHER)


def _ruler(piece: Piece, place: str = "") -> str:
    what, line = f"{piece.what}{place}", "column" if place else "line"
    return f'ruler("{what}", "{line}", {typst_writer.string(shown(piece.source))}, {_body(piece)})'


@dataclass(frozen=True, eq=False)
class _Ruler(Writer):
    """The writer of Typst, with a ruler after each text for its pieces of more than so many signs.

    place: what it stands in, whose columns may be narrow.
    """

    few: int = FEW
    place: str = ""

    def inlines(self, children: Sequence[Inline]) -> Written:
        rulers = (f"#{_ruler(piece, self.place)};" for piece in pieces(children) if piece.signs > self.few)
        return Written(Writer.inlines(self, children) + "".join(rulers))


def _formula(writer: Writer, node: DisplayMaths) -> str:
    return f"{_ruler(Piece('displayed formula', node.tex))} + {_SET[DisplayMaths](writer, node)}"


def _code(writer: Writer, node: CodeBlock) -> str:
    lines = (Piece("line of code", line) for line in node.text.split("\n") if len(line) > FEW)
    return " + ".join([*map(_ruler, lines), _SET[CodeBlock](writer, node)])


def _table(writer: Writer, node: Table) -> str:
    written = _SET[Table](replace(RULER, few=0, place=" of a table"), node)
    return f'ruler("table", "line", "", {_SET[Table](typst_writer.WRITER, node)}) + {written}'


def _figure(writer: Writer, node: Figure) -> str:
    written = _SET[Figure](writer, node)
    return f'ruler("figure", "line", "", {written}) + {written}'


# a ruler is a block, which has no place in what is a paragraph by its function
def _paragraph(writer: Writer, node: Paragraph) -> str:
    return f"[{writer.inlines(node.children)}]"


def _together(written: Sequence[tuple[Block, str]]) -> str:
    return f"blocks({', '.join(text for _, text in written)})"


_SET = typst_writer.WRITER.block_kinds
RULER = _Ruler(
    suffix=typst_writer.WRITER.suffix,
    text=typst_writer.WRITER.text,
    together=_together,
    inline_kinds=typst_writer.WRITER.inline_kinds,
    block_kinds={
        **_SET,
        Paragraph: _paragraph,
        DisplayMaths: _formula,
        CodeBlock: _code,
        Table: _table,
        Figure: _figure,
    },
)
"""Sources that tell what does not fit, when they are asked for it."""
