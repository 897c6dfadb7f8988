"""Nodes → Typst. Every formula and figure carries its text alternative (PDF/UA-1).

Inline nodes become markup; blocks become code expressions, each paragraph a line `[…]` of its own.
The functions named here (m, dm, blocks, lead, …) are those of templates/typst/style.typ.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from textwrap import indent

from exampaper import figures, maths, nodes
from exampaper.maths.to_typst import quoted
from exampaper.writers import Writer, plain_line
from exampaper.writers.pieces import ragged

# escaping punctuation only where it means something keeps the source readable
_MEANT = re.compile(r"[\\#$*_`<>@\[\]~\"'\-]|/(?=[/*])|(?<=/)/|\.(?=\.)|(?<=\.)\.|:(?=/)|^\s*[=+/]|^\s*\d+\.")

# signs that the font would melt into one, as TeX does: -- into a dash, `` into a quotation mark
_MELTING = re.compile(r"(?:\\-){2,}|,{2,}|(?:\\<){2,}|(?:\\>){2,}|(?:\\'){2,}|[!?]?(?:\\`){2,}|[!?]\\`")


@lru_cache(maxsize=8192)
def text(value: str) -> str:
    """Plain text as markup that prints exactly it."""
    line = unicodedata.normalize("NFC", re.sub(r"[^\S\u00a0]", " ", value))
    return _MELTING.sub(r"#text(ligatures: false)[\g<0>];", _MEANT.sub(_escaped, line))


def _escaped(found: re.Match[str]) -> str:
    mark = found[0]
    return f"{mark[:-1]}\\{mark[-1]}"


def string(value: str) -> str:
    """A Typst string literal."""
    return quoted(plain_line(value))


@lru_cache(maxsize=8192)
def formula(tex: str) -> str:
    """A formula in the line. The closing semicolon keeps a following ( or [ from being read as its argument."""
    return f"#m({string(maths.plain(tex))}, ${maths.typst(tex)}$);"


def _display(writer: Writer, node: nodes.DisplayMaths) -> str:
    return f"[#dm({string(maths.plain(node.tex))}, $ {maths.typst(node.tex)} $)]"


def _paragraph(writer: Writer, node: nodes.Paragraph) -> str:
    return f"{'ragged' if ragged(node.children) else ''}[{writer.inlines(node.children)}]"


def _listing(writer: Writer, node: nodes.Listing) -> str:
    items = [writer.blocks(item) for item in node.items]
    return _call("bullets", items) if node.start is None else _call("numbered", [str(node.start), *items])


def _table(writer: Writer, node: nodes.Table) -> str:
    align = f"({', '.join(node.align)},)"
    rows = [f"({_cells(writer, row)},)" for row in node.rows]
    return _call("data-table", [align, f"table.header({_cells(writer, node.header)})", *rows])


def _cells(writer: Writer, cells: Sequence[Sequence[nodes.Inline]]) -> str:
    return ", ".join(f"[{writer.inlines(cell)}]" for cell in cells)


def _figure(writer: Writer, node: nodes.Figure) -> str:
    return f"drawing({string(node.alt)}, {figures.typst(node.picture, formula, text)})"


def _code(writer: Writer, node: nodes.CodeBlock) -> str:
    lines = list(map(string_exact, node.text.split("\n")))
    options = [f"language: {string(node.language)}"] * bool(node.language) + ["numbered: true"] * node.numbered
    return f"listing({', '.join([*options, *lines])})"


def _together(written: Sequence[tuple[nodes.Block, str]]) -> str:
    """One expression."""
    kinds = [type(block) for block, _ in written]
    parts = map(_leading, (text for _, text in written), kinds, [*kinds[1:], nodes.Paragraph])
    match list(parts):
        case []:
            return "none"
        case [part]:
            return part
        case many:
            return _call("blocks", many)


LEAD = 1000  # characters of markup, beyond which a paragraph may be broken: it would leave too much of a page empty


def _leading(written: str, kind: type, after: type) -> str:
    """A paragraph that leads to a formula, list, table or figure shares its page, but for a long one."""
    leads = kind is nodes.Paragraph and after is not nodes.Paragraph and len(written) < LEAD
    if not leads:
        return written
    return f"lead{written}" if written.startswith("[") else f"lead({written})"


def _call(name: str, arguments: Sequence[str]) -> str:
    return f"{name}(\n" + indent("".join(f"{each},\n" for each in arguments), "  ") + ")"


WRITER = Writer(
    suffix="typ",
    text=text,
    together=_together,
    inline_kinds={
        nodes.Text: lambda w, n: text(n.text),
        nodes.Emph: lambda w, n: f"#emph[{w.inlines(n.children)}];",
        nodes.Strong: lambda w, n: f"#strong[{w.inlines(n.children)}];",
        nodes.Code: lambda w, n: f"#raw({string_exact(n.text)});",
        nodes.Maths: lambda w, n: formula(n.tex),
        nodes.LineBreak: lambda w, n: " \\ ",
        nodes.DataLink: lambda w, n: f"#data-file({string(n.data.name)});",
    },
    block_kinds={
        nodes.Paragraph: _paragraph,
        nodes.DisplayMaths: _display,
        nodes.Listing: _listing,
        nodes.Table: _table,
        nodes.CodeBlock: _code,
        nodes.Quote: lambda w, n: f"quoted({w.blocks(n.children)})",
        nodes.Figure: _figure,
    },
)


def string_exact(value: str) -> str:
    """A string literal that keeps its spaces."""
    return quoted(re.sub(r"\s", " ", value))
