"""Nothing is wider than its line: formulas, words, lines of code, tables, figures."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from exampaper.check.findings import Found, Sample
from exampaper.check.rules.printed import nodes
from exampaper.engines import typst
from exampaper.figures import size
from exampaper.maths import typst as maths
from exampaper.model import Variant
from exampaper.nodes import Code, CodeBlock, DisplayMaths, Figure, Maths, Table, Text
from exampaper.writers import typst as typst_writer
from exampaper.writers.plain import WRITER

WIDEST = 400.0  # points: the line of an A4 page, less the indent of a part
HIGHEST = 650.0  # points: the page, less its head and foot
WORD = 40  # signs, from which on a word is worth measuring
SIGN = 4.5  # points that a sign takes at least, on average
CELL = 10.0  # points that a cell takes beside its text


def fits(sample: Sample) -> Iterator[Found]:
    """Nothing is wider than its line."""
    owners: dict[tuple[str, str], Variant] = {}
    for variant in sample.some(sample.effort.pages):
        for piece in _pieces(variant):
            owners.setdefault(piece, variant)
        if wide := next(_too_wide(variant), ""):
            yield sample.found("page", wide, variant, at="question")
            return
    for (what, words), width in zip(owners, _widths(list(owners)), strict=True):
        if width > WIDEST:
            told = f"a {what} is {width:.0f} pt wide, more than the line's {WIDEST:.0f}: {words[:80]}"
            yield sample.found("page", told, owners[what, words], at="question")
            return


def _pieces(variant: Variant) -> Iterator[tuple[str, str]]:
    """What cannot be broken at the end of a line: (kind, source)."""
    for node in nodes(variant):
        match node:
            case DisplayMaths():
                yield "formula", node.tex
            case Maths():
                yield from (("formula", piece) for piece in breakable(node.tex))
            case Code():
                yield from (("piece of code", word) for word in node.text.split() if len(word) > WORD)
            case CodeBlock():
                yield from (("line of code", line) for line in node.text.split("\n") if len(line) > WORD)
            case Text():
                yield from (("word", word) for word in re.split(r"[\s\-/\u200b]", node.text) if len(word) > WORD)


_PART = re.compile(r"\\left\b|\\right\b|\\[a-zA-Z]+|\\.|.", re.DOTALL)
_BREAKS = {"+", "-", "=", "<", ">", r"\cdot", r"\times", r"\le", r"\ge", r"\leq", r"\geq", r"\approx", r"\to"}


def breakable(tex: str) -> list[str]:
    """The pieces of a formula in a line, which may be broken before its signs, but not in braces or tall brackets."""
    pieces, depth = [""], 0
    for sign in _PART.findall(tex):
        if depth == 0 and sign in _BREAKS and pieces[-1].strip():
            pieces.append("")
        depth += {"{": 1, r"\left": 1, "}": -1, r"\right": -1}.get(sign, 0)
        pieces[-1] += sign
    return pieces if len(tex) > WORD else [tex]


def _widths(pieces: list[tuple[str, str]]) -> list[float]:
    """The widths as the default engine sets them, in points."""
    if not pieces:
        return []
    lines = "".join(f"width({_typst(what, words)}), " for what, words in pieces)
    made = (
        '#set text(font: "New Computer Modern", size: 10.5pt)\n'
        "#let inline(body) = math.inline(body)\n"
        "#let width(body) = measure(body).width.pt()\n"
        f"#context [#metadata(({lines})) <widths>]"
    )
    found = json.loads(typst.query(made, "<widths>"))
    return [float(width) for width in found[0]["value"]]


def _typst(what: str, words: str) -> str:
    if what == "formula":
        return f"${_maths(words)}$"
    return f"{'text' if what == 'word' else 'raw'}({typst_writer.string(words)})"


def _maths(tex: str) -> str:
    try:
        return maths(tex)
    except ValueError:  # a piece of a formula that is none by itself
        return ""


def _too_wide(variant: Variant) -> Iterator[str]:
    """What is told without the engine: figures know their width, tables what their longest words take."""
    for node in nodes(variant):
        if isinstance(node, Figure):
            width, height = size(node.picture)
            if width > WIDEST:
                yield f"a figure is {width:.0f} pt wide, more than the line's {WIDEST:.0f}"
            if height > HIGHEST:
                yield f"a figure is {height:.0f} pt high, more than the page's {HIGHEST:.0f}"
        if isinstance(node, Table) and (width := _least(node)) > WIDEST:
            yield f"a table with {len(node.align)} columns is {width:.0f} pt wide or more, the line {WIDEST:.0f}"


def _least(table: Table) -> float:
    """The least width of a table: the longest word of each column."""
    rows = [[str(WRITER.inlines(cell)) for cell in row] for row in (table.header, *table.rows)]
    words = [max((len(word) for row in rows for word in row[i].split()), default=0) for i in range(len(table.align))]
    return sum(SIGN * length + CELL for length in words)
