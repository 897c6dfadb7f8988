"""Typst that measures itself: a source with rulers, each of which tells what does not fit on the page.

Typst says nothing of what is wider than its line or higher than its page. A ruler beside each piece that might be,
which knows the line it stands on, leaves what it found as metadata with the label `LABEL`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from exampaper import maths
from exampaper.nodes import Block, CodeBlock, DisplayMaths, Figure, Inline, Paragraph, Table
from exampaper.writers import Writer, Written, typst
from exampaper.writers.pieces import HIGHER, Piece, pieces, shown

FEW = 24  # characters that fit onto any line
LABEL = "<overfull>"

# a piece that is broken by itself (a word at its hyphens) is as wide as its lines are on average
HEAD = """#let ruler(what, line, source, body) = layout(size => context {
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


def measuring(pieces: Sequence[Piece]) -> str:
    """A source that tells the widths of pieces, in points, all in one."""
    style = '#set text(font: "New Computer Modern", size: 10.5pt)\n#show raw: set text(size: 8.5pt)\n'
    widths = ""
    for piece in pieces:
        widths += f"measure({_body(piece)}).width.pt(), "
    return f"{style}#context [#metadata(({widths})) {LABEL}]"


def _body(piece: Piece) -> str:
    match piece.what:
        case "formula":
            return f"${_maths(piece.source)}$"
        case "displayed formula":
            return f"$ {_maths(piece.source)} $"
        case "word":
            return f"text({typst.string_exact(piece.source)})"
    return f"raw({typst.string_exact(piece.source)})"


def _maths(tex: str) -> str:
    try:
        return maths.typst(tex)
    except ValueError:  # a piece of a formula that is none by itself
        return ""


def _ruler(piece: Piece, place: str = "") -> str:
    line = "column" if place else "line"
    return f'ruler("{piece.what}{place}", "{line}", {typst.string(shown(piece.source))}, {_body(piece)})'


@dataclass(frozen=True, eq=False)
class _Ruler(Writer):
    """The writer of Typst, with a ruler after each text for its pieces of more than so many characters.

    place: what the text stands in, whose columns may be narrow.
    """

    few: int = FEW
    place: str = ""

    def inlines(self, children: Sequence[Inline]) -> Written:
        source: str = Writer.inlines(self, children)
        for piece in pieces(children):
            if piece.characters > self.few:
                source += f"#{_ruler(piece, self.place)};"
        return Written(source)


def _formula(writer: Writer, node: DisplayMaths) -> str:
    return f"{_ruler(Piece('displayed formula', node.tex))} + {_SET[DisplayMaths](writer, node)}"


def _code(writer: Writer, node: CodeBlock) -> str:
    source = ""
    for line in node.text.split("\n"):
        if len(line) > FEW:
            source += f"{_ruler(Piece('line of code', line))} + "
    return source + _SET[CodeBlock](writer, node)


def _table(writer: Writer, node: Table) -> str:
    cells_ruled = _SET[Table](replace(WRITER, few=0, place=" of a table"), node)
    return f'ruler("table", "line", "", {_SET[Table](typst.WRITER, node)}) + {cells_ruled}'


def _figure(writer: Writer, node: Figure) -> str:
    drawing = _SET[Figure](writer, node)
    return f'ruler("figure", "line", "", {drawing}) + {drawing}'


# a ruler is a block, which has no place in what is a paragraph by its function
def _paragraph(writer: Writer, node: Paragraph) -> str:
    return f"[{writer.inlines(node.children)}]"


def _together(written: Sequence[tuple[Block, str]]) -> str:
    return f"blocks({', '.join(text for _, text in written)})"


_SET = typst.WRITER.block_kinds
WRITER = _Ruler(
    suffix=typst.WRITER.suffix,
    text=typst.WRITER.text,
    together=_together,
    inline_kinds=typst.WRITER.inline_kinds,
    block_kinds={
        **_SET,
        Paragraph: _paragraph,
        DisplayMaths: _formula,
        CodeBlock: _code,
        Table: _table,
        Figure: _figure,
    },
)
