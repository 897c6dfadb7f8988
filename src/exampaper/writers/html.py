"""Nodes → HTML for a browser: formulas as MathML, nothing but text, structure and pictures."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from exampaper import figures, nodes
from exampaper.maths.to_mathml import mathml
from exampaper.writers import Writer, one_a_line
from exampaper.writers.pieces import in_a_row


def text(value: str) -> str:
    """Plain text as markup that shows exactly it."""
    return escape(value, quote=True)


def _paragraph(writer: Writer, node: nodes.Paragraph) -> str:
    return f"<p>{writer.inlines(node.children)}</p>"


def _listing(writer: Writer, node: nodes.Listing) -> str:
    box = "☐ " * node.boxes
    items = "".join(f"<li>{box}{_item(writer, item)}</li>" for item in node.items)
    if node.letters:
        row = ' class="row"' * in_a_row(node)
        return f'<ol type="A"{row}>{items}</ol>'
    if node.start is None:
        return f"<ul>{items}</ul>"
    start = "" if node.start == 1 else f' start="{node.start}"'
    return f"<ol{start}>{items}</ol>"


def _item(writer: Writer, blocks: Sequence[nodes.Block]) -> str:
    """An item of a single paragraph without the distance of one."""
    if len(blocks) == 1 and isinstance(blocks[0], nodes.Paragraph):
        return writer.inlines(blocks[0].children)
    return writer.blocks(blocks)


def _table(writer: Writer, node: nodes.Table) -> str:
    head = _row(writer, node.header, node.align, "th")
    rows = ""
    for row in node.rows:
        rows += _row(writer, row, node.align, "td")
    return f'<div class="wide"><table><thead>{head}</thead><tbody>{rows}</tbody></table></div>'


def _row(writer: Writer, cells: Sequence[Sequence[nodes.Inline]], align: Sequence[str], tag: str) -> str:
    scope = ' scope="col"' if tag == "th" else ""
    row = ""
    for cell, side in zip(cells, align, strict=True):
        row += f'<{tag}{scope} class="{side}">{writer.inlines(cell)}</{tag}>'
    return f"<tr>{row}</tr>"


def _code(writer: Writer, node: nodes.CodeBlock) -> str:
    numbered = ' class="numbered"' if node.numbered else ""
    lines = "\n".join(f"<span>{text(line)}</span>" for line in node.text.split("\n"))
    return f"<pre{numbered}><code>{lines}</code></pre>"


def _figure(writer: Writer, node: nodes.Figure) -> str:
    return f'<figure role="img" aria-label="{text(node.alt)}">{figures.svg(node.picture)}</figure>'


WRITER = Writer(
    suffix="html",
    text=text,
    together=one_a_line,
    inline_kinds={
        nodes.Text: lambda w, n: text(n.text),
        nodes.Emph: lambda w, n: f"<em>{w.inlines(n.children)}</em>",
        nodes.Strong: lambda w, n: f"<strong>{w.inlines(n.children)}</strong>",
        nodes.Code: lambda w, n: f"<code>{text(n.text)}</code>",
        nodes.Maths: lambda w, n: mathml(n.tex),
        nodes.LineBreak: lambda w, n: "<br>",
        nodes.Blank: lambda w, n: f'<span class="gap" role="img" aria-label="gap" style="width:{n.width:g}em"></span>',
        nodes.DataLink: lambda w, n: f"<code>{text(n.data.name)}.csv</code>",
    },
    block_kinds={
        nodes.Paragraph: _paragraph,
        nodes.DisplayMaths: lambda w, n: f'<div class="wide">{mathml(n.tex, display=True)}</div>',
        nodes.Listing: _listing,
        nodes.Table: _table,
        nodes.CodeBlock: _code,
        nodes.Quote: lambda w, n: f"<blockquote>{w.blocks(n.children)}</blockquote>",
        nodes.Figure: _figure,
    },
)
