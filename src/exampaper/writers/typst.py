"""Nodes → Typst markup. Every formula and figure carries its text alternative (PDF/UA-1)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from textwrap import indent

from exampaper import figures, maths, nodes
from exampaper.writers import Writer, plain_line

# escaping punctuation only where it means something keeps the source readable
_MEANT = re.compile(r"[\\#$*_`<>@\[\]~\"'\-]|/(?=[/*])|(?<=/)/|\.(?=\.)|(?<=\.)\.|:(?=/)|^\s*[=+/]|^\s*\d+\.")

# pairs of signs that the font would melt into one: a break of no width keeps them apart
_MELTING = re.compile(
    r"(?<=\\-)(?=\\-)|(?<=,)(?=,)|(?<=\\<)(?=\\<)|(?<=\\>)(?=\\>)|(?<=[!?])(?=\\`)|(?<=\\')(?=\\')|(?<=\\`)(?=\\`)"
)


def text(value: str) -> str:
    """Plain text as markup that prints exactly it."""
    line = unicodedata.normalize("NFC", re.sub(r"[^\S\u00a0]", " ", value))
    return _MELTING.sub("#h(0pt);", _MEANT.sub(_escaped, line))


def _escaped(found: re.Match[str]) -> str:
    mark = found[0]
    return f"{mark[:-1]}\\{mark[-1]}"


def string(value: str) -> str:
    """A Typst string literal."""
    body = plain_line(value).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{body}"'


def formula(tex: str) -> str:
    """A formula in the line. The closing semicolon keeps a following ( or [ from being read as its argument."""
    return f"#m({string(maths.plain(tex))}, ${maths.typst(tex)}$);"


def _display(writer: Writer, node: nodes.DisplayMaths) -> str:
    return f"#dm({string(maths.plain(node.tex))}, $ {maths.typst(node.tex)} $);"


def _paragraph(writer: Writer, node: nodes.Paragraph) -> str:
    return writer.inlines(node.children)


def _listing(writer: Writer, node: nodes.Listing) -> str:
    body = ",\n".join(f"[{writer.blocks(item)}]" for item in node.items)
    head = "#list(" if node.start is None else f"#enum(start: {node.start}, "
    return f"{head}\n{indent(body, '  ')},\n)"


def _table(writer: Writer, node: nodes.Table) -> str:
    align = ", ".join(node.align)
    header = _cells(writer, node.header)
    rows = "".join(f"  {_cells(writer, row)},\n" for row in node.rows)
    return f"#data-table(({align},),\n  table.header({header}),\n{rows})"


def _cells(writer: Writer, cells: Sequence[Sequence[nodes.Inline]]) -> str:
    return ", ".join(f"[{writer.inlines(cell)}]" for cell in cells)


def _figure(writer: Writer, node: nodes.Figure) -> str:
    return f"#drawing({string(node.alt)}, {figures.typst(node.graph, formula)})"


WRITER = Writer(
    suffix="typ",
    text=text,
    leading=lambda written: f"#leading[{written}]",
    inline_kinds={
        nodes.Text: lambda w, n: text(n.text),
        nodes.Emph: lambda w, n: f"#emph[{w.inlines(n.children)}];",
        nodes.Strong: lambda w, n: f"#strong[{w.inlines(n.children)}];",
        nodes.Code: lambda w, n: f"#raw({string(n.text)});",
        nodes.Maths: lambda w, n: formula(n.tex),
        nodes.LineBreak: lambda w, n: " \\\n",
    },
    block_kinds={
        nodes.Paragraph: _paragraph,
        nodes.DisplayMaths: _display,
        nodes.Listing: _listing,
        nodes.Table: _table,
        nodes.CodeBlock: lambda w, n: "#raw(block: true, " + _lines(n.text) + ")",
        nodes.Quote: lambda w, n: f"#quote(block: true)[{w.blocks(n.children)}]",
        nodes.Figure: _figure,
    },
)


def _lines(code: str) -> str:
    return "(" + " + ".join(f'{string_exact(line)} + "\\n"' for line in code.split("\n")) + ")"


def string_exact(value: str) -> str:
    """A string literal that keeps its spaces."""
    kept = "".join(c for c in value.replace("\t", "    ") if c.isprintable())
    return '"' + kept.replace("\\", "\\\\").replace('"', '\\"') + '"'
