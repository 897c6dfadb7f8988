"""Nodes → Typst. Every formula and figure carries its text alternative (PDF/UA-1).

Inline nodes become markup; blocks become code expressions, each paragraph a line `[…]` of its own.
The functions named here (m, dm, blocks, lead, …) are those of templates/typst/style.typ.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache
from textwrap import indent

from exampaper import figures, maths, nodes
from exampaper.maths.to_typst import quoted
from exampaper.writers import Writer, plain_line
from exampaper.writers.pieces import in_a_row, ragged

# escaping punctuation only where it means something keeps the source readable
_MEANT = re.compile(r"[\\#$*_`<>@\[\]~\"'\-]|/(?=[/*])|(?<=/)/|\.(?=\.)|(?<=\.)\.|:(?=/)|^\s*[=+/]|^\s*\d+\.")

# characters that the font would melt into one, as TeX does: -- into a dash, `` into a quotation mark
_MELTING = re.compile(r"(?:\\-){2,}|,{2,}|(?:\\<){2,}|(?:\\>){2,}|(?:\\'){2,}|[!?]?(?:\\`){2,}|[!?]\\`")


@lru_cache(maxsize=8192)
def text(value: str) -> str:
    """Plain text as markup that prints exactly it."""
    line = unicodedata.normalize("NFC", re.sub(r"[^\S\u00a0]", " ", value))
    return _MELTING.sub(r"#text(ligatures: false)[\g<0>];", _MEANT.sub(_escaped, line))


def _escaped(match: re.Match[str]) -> str:
    characters = match[0]
    return f"{characters[:-1]}\\{characters[-1]}"


def string(value: str) -> str:
    """A Typst string literal."""
    return quoted(plain_line(value))


def string_exact(value: str) -> str:
    """A string literal that keeps its spaces."""
    return quoted(re.sub(r"\s", " ", value))


@lru_cache(maxsize=8192)
def formula(tex: str) -> str:
    """A formula in the line. The closing semicolon keeps a following ( or [ from being read as its argument."""
    return f"#m({string(maths.plain(tex))}, ${maths.typst(tex)}$);"


def _display(writer: Writer, node: nodes.DisplayMaths) -> str:
    return f"[#dm({string(maths.plain(node.tex))}, $ {maths.typst(node.tex)} $)]"


def _paragraph(writer: Writer, node: nodes.Paragraph) -> str:
    return f"{'ragged' if ragged(node.children) else ''}[{writer.inlines(node.children)}]"


def _listing(writer: Writer, node: nodes.Listing) -> str:
    items = list(map(writer.blocks, node.items))
    boxes = ["boxes: true"] * node.boxes
    if node.letters:
        return _call("options-in-a-row" if in_a_row(node) else "options", [*boxes, *items])
    return _call("bullets", items) if node.start is None else _call("numbered", [str(node.start), *boxes, *items])


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
    """One expression of blocks: `none`, a single one, or a call of `blocks`."""
    return _joined(written, lambda block, text: text)


def _together_for_compiler(written: Sequence[tuple[nodes.Block, str]]) -> str:
    """The same, with markup in strings to evaluate."""
    return _joined(written, _evaluated)


def _joined(written: Sequence[tuple[nodes.Block, str]], form: Callable[[nodes.Block, str], str]) -> str:
    parts: list[str] = []
    for number, (block, text) in enumerate(written, 1):
        part = form(block, text)
        after = type(written[number][0]) if number < len(written) else nodes.Paragraph
        parts.append(_leading(part) if _leads(block, text, after) else part)
    if not parts:
        return "none"
    return parts[0] if len(parts) == 1 else _call("blocks", parts)


LEAD = 1000  # characters of markup, beyond which a paragraph may be broken: it would leave too much of a page empty


def _leads(block: nodes.Block, text: str, after: type) -> bool:
    """Whether a paragraph shares its page with the formula, list, table or figure that it leads to."""
    return isinstance(block, nodes.Paragraph) and after is not nodes.Paragraph and len(text) < LEAD


def _leading(text: str) -> str:
    return f"lead{text}" if text.startswith("[") else f"lead({text})"


def _evaluated(block: nodes.Block, text: str) -> str:
    """A paragraph `[…]` or `ragged[…]` or a formula `[…]` with its markup as a string; any other block as it is.

    Typst recognises what it has laid out before if the source stands at the same place of its file. A string has no
    place of its own, so what papers have in common is laid out once, wherever in them it stands.
    """
    if not isinstance(block, nodes.Paragraph | nodes.DisplayMaths):
        return text
    function, _, markup = text.partition("[")
    call = f"evaluated({quoted(markup[:-1])})"
    return f"{function}({call})" if function else call


def _call(name: str, arguments: Sequence[str]) -> str:
    lines = "".join(f"{argument},\n" for argument in arguments)
    return f"{name}(\n" + indent(lines, "  ") + ")"


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
        nodes.Blank: lambda w, n: f"#gap({n.width:g}em);",
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
"""Source that a person reads, each paragraph as markup in brackets."""

COMPILED = replace(WRITER, together=_together_for_compiler)
"""Source that prints the same, in the form that Typst compiles fastest."""
