"""A target that no typesetter knows: words in brackets, with their kind before them. It is nothing but this file and
its templates; `tests/targets/test_targets.py` adds it to the table.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from exampaper import figures, maths, nodes
from exampaper.engines import Engine, Job, Typeset
from exampaper.engines.fonts import Fonts
from exampaper.targets import Target, Tools
from exampaper.writers import Writer


def _text(value: str) -> str:
    return value.replace("[", "[[").replace("]", "]]")


def _listing(writer: Writer, node: nodes.Listing) -> str:
    return "\n".join(f"item[{writer.blocks(item)}]" for item in node.items)


def _table(writer: Writer, node: nodes.Table) -> str:
    rows: list[str] = []
    for row in (node.header, *node.rows):
        cells = [f"cell[{writer.inlines(cell)}]" for cell in row]
        rows.append(f"row[{' '.join(cells)}]")
    return "\n".join(rows)


def _figure(writer: Writer, node: nodes.Figure) -> str:
    return f"figure[{_text(node.alt or figures.describe(node.picture))}]"


WRITER = Writer(
    suffix="mu",
    text=_text,
    inline_kinds={
        nodes.Text: lambda w, n: _text(n.text),
        nodes.Emph: lambda w, n: f"emph[{w.inlines(n.children)}]",
        nodes.Strong: lambda w, n: f"strong[{w.inlines(n.children)}]",
        nodes.Code: lambda w, n: f"code[{_text(n.text)}]",
        nodes.Maths: lambda w, n: f"maths[{_text(maths.plain(n.tex))}]",
        nodes.LineBreak: lambda w, n: "break[]",
        nodes.Blank: lambda w, n: "____",
        nodes.DataLink: lambda w, n: f"data[{_text(n.data.name)}]",
    },
    block_kinds={
        nodes.Paragraph: lambda w, n: f"paragraph[{w.inlines(n.children)}]",
        nodes.DisplayMaths: lambda w, n: f"display[{_text(maths.plain(n.tex))}]",
        nodes.Listing: _listing,
        nodes.Table: _table,
        nodes.CodeBlock: lambda w, n: f"listing[{_text(n.text)}]",
        nodes.Quote: lambda w, n: f"quote[{w.blocks(n.children)}]",
        nodes.Figure: _figure,
    },
)


def _pdfs(jobs: Sequence[Job], fonts: Fonts) -> list[Typeset]:
    """No typesetter: what begins as a PDF does is one here."""
    return [Typeset(b"%PDF-made-up\n" + job.source.encode()) for job in jobs]


def _tools() -> Tools:
    return Tools(writer=WRITER, string=_text, engine=Engine(_pdfs, versions=lambda: {"made-up": "1"}))


TARGET = Target("made-up", "mu", _tools, compiled=True, templates=Path(__file__).with_name("templates"))
