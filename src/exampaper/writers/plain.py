"""Nodes → plain text with Unicode maths: for the terminal, for CSV, for JSON."""

from __future__ import annotations

from textwrap import indent

from exampaper import figures, maths, nodes
from exampaper.nodes import Inline
from exampaper.text import inline
from exampaper.writers import Writer


def _listing(writer: Writer, node: nodes.Listing) -> str:
    items: list[str] = []
    for number, item in enumerate(node.items):
        mark = "☐ " * node.boxes
        if node.letters:
            mark += f"{chr(ord('A') + number)}. "
        else:
            mark += "• " if node.start is None else f"{node.start + number}. "
        items.append(mark + indent(writer.blocks(item), " " * len(mark)).lstrip())
    return "\n".join(items)


def _table(writer: Writer, node: nodes.Table) -> str:
    """Columns with a bar between, as wide as their longest cells."""
    rows = [list(map(writer.inlines, row)) for row in (node.header, *node.rows)]
    widths: list[int] = []
    for column in zip(*rows, strict=True):
        widths.append(max(map(len, column)))
    lines: list[str] = []
    for row in rows:
        lines.append(" │ ".join(map(_aligned, row, widths, node.align)).rstrip())
    lines.insert(1, "─┼─".join(map("─".__mul__, widths)))
    return "\n".join(lines)


def _aligned(cell: str, width: int, align: str) -> str:
    return {"left": cell.ljust, "right": cell.rjust, "center": cell.center}[align](width)


def _figure(writer: Writer, node: nodes.Figure) -> str:
    return f"[{node.alt if isinstance(node.picture, nodes.Image) else figures.describe(node.picture)}]"


def _code(writer: Writer, node: nodes.CodeBlock) -> str:
    if not node.numbered:
        return indent(node.text, "    ")
    lines: list[str] = []
    for number, line in enumerate(node.text.split("\n"), 1):
        lines.append(f"{number:4} {line}".rstrip())
    return "\n".join(lines)


WRITER = Writer(
    suffix="txt",
    text=str,
    inline_kinds={
        nodes.Text: lambda w, n: n.text,
        nodes.Emph: lambda w, n: w.inlines(n.children),
        nodes.Strong: lambda w, n: w.inlines(n.children),
        nodes.Code: lambda w, n: n.text,
        nodes.Maths: lambda w, n: maths.plain(n.tex),
        nodes.LineBreak: lambda w, n: "\n",
        nodes.Blank: lambda w, n: "_" * round(2 * n.width),
        nodes.DataLink: lambda w, n: f"{n.data.name}.csv",
    },
    block_kinds={
        nodes.Paragraph: lambda w, n: w.inlines(n.children),
        nodes.DisplayMaths: lambda w, n: f"    {maths.plain(n.tex)}",
        nodes.Listing: _listing,
        nodes.Table: _table,
        nodes.CodeBlock: _code,
        nodes.Quote: lambda w, n: indent(w.blocks(n.children), "> "),
        nodes.Figure: _figure,
    },
)


def line(markdown: str) -> str:
    """A one-line Markdown text as plain text."""
    children: tuple[Inline, ...] = inline(markdown) if markdown.strip() else ()
    return str(WRITER.inlines(children))
