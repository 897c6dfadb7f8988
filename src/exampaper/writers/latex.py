"""Nodes → LaTeX for pdfLaTeX, in a form that an instructor would gladly edit."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import pairwise
from textwrap import indent

from exampaper import figures, nodes
from exampaper.writers import UnknownCharacter, Writer, greek, plain, plain_line

_ESCAPES = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "_": r"\_",
    "%": r"\%",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
    '"': r"\textquotedbl{}",
    "'": r"\textquotesingle{}",
    "`": r"\textasciigrave{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    "[": "{[}",  # never an optional argument of the \item or \\ before it
    "]": "{]}",
    "\u00a0": "~",
    "\u200b": r"\hspace{0pt}",
    "\u00ad": r"\-",
    "−": r"\ensuremath{-}",
    "’": "'",
    "‘": "`",
    "“": "``",
    "”": "''",
    "–": "--",
    "—": "---",
    "…": r"\dots{}",
}
# What fonts in T1 and TS1 encoding hold beyond ASCII
_SETTABLE = re.compile(r"(?![ĦħĸĿŀŉŦŧ])[ -~¡-žȘ-ț‚„†‡•‰‹›€™]")
# Of these, what the fonts make of several signs, so that machines would read these
_COMPOSED = frozenset("²³µ¹ĀāĈĉĊċĐĒēĔĕĖėĜĝĠġĢģĤĥĨĩĪīĬĭĮįĴĵĶķĻļŅņŌōŎŏŖŗŜŝŨũŪūŬŭŲųŴŵŶŷȘșȚț")
# Signs that the font would melt into one
_MELTING = {"--", ",,", "''", "``", "?`", "!`"}


def text(value: str) -> str:
    """Plain text as LaTeX that prints exactly it. Raises UnknownCharacter."""
    line = unicodedata.normalize("NFC", re.sub(r"[^\S\u00a0]", " ", value))
    return "".join(
        mark + "{}" * (mark[-1] + after[0] in _MELTING) for mark, after in pairwise([*map(_character, line), " "])
    )


def _character(mark: str) -> str:
    if mark in _ESCAPES:
        return _ESCAPES[mark]
    if mark in greek.COMMANDS:
        return rf"\ensuremath{{{greek.COMMANDS[mark]}}}"
    if mark in greek.DRAWN:
        return rf"\drawn{{{ord(mark):04X}}}{{${greek.DRAWN[mark]}$}}"
    if not _SETTABLE.match(mark):
        raise UnknownCharacter(mark, "pdfLaTeX")
    return rf"\drawn{{{ord(mark):04X}}}{{{mark}}}" if mark in _COMPOSED else mark


def string(value: str) -> str:
    """Plain text for the title or the outline of a PDF."""
    line = unicodedata.normalize("NFC", plain_line(value))
    return "".join(_ESCAPES.get(mark, mark) if mark.isascii() else rf"\unichar{{{ord(mark)}}}" for mark in line)


def _listing(writer: Writer, node: nodes.Listing) -> str:
    items = "\n".join(rf"\item {writer.blocks(item)}" for item in node.items)
    name = "itemize" if node.start is None else "enumerate"
    start = "" if node.start in (None, 1) else f"[start={node.start}]"
    return f"\\begin{{{name}}}{start}\n{indent(items, '  ')}\n\\end{{{name}}}"


ROWS = 30  # of a table on one page; a longer one goes on in another
WIDTH = 75  # signs that a table's cells may have side by side
CELL = 20  # signs of a cell that is not worth breaking


def _table(writer: Writer, node: nodes.Table) -> str:
    parts = [node.rows[at : at + ROWS] for at in range(0, max(len(node.rows), 1), ROWS)]
    return "\n\n".join(_tabular(writer, node, rows) for rows in parts)


def _tabular(writer: Writer, node: nodes.Table, rows: Sequence[Sequence[Sequence[nodes.Inline]]]) -> str:
    widths = [max(len(plain.WRITER.inlines(row[at])) for row in (node.header, *rows)) for at in range(len(node.align))]
    head, *body = (_row(writer, row) for row in (node.header, *rows))
    lines = [
        rf"\begin{{tabular}}{{{_columns(node, widths)}}}",
        *(f"  {line}" for line in (r"\toprule", head, r"\midrule", *body, r"\bottomrule")),
        r"\end{tabular}",
    ]
    if sum(widths) > WIDTH and max(widths) <= CELL:  # many narrow columns
        lines = [r"\fitted{%", *lines, "}"]
    return "\n".join([r"\begin{center}\renewcommand{\arraystretch}{1.4}", *lines, r"\end{center}"])


def _columns(node: nodes.Table, widths: Sequence[int]) -> str:
    """Left, centred or right; where the cells of a row do not fit beside each other, the wide ones are broken."""
    if sum(widths) <= WIDTH or max(widths) <= CELL:
        return "".join(align[0] for align in node.align)
    narrow = sum(width for width in widths if width <= CELL)
    share = (WIDTH - narrow) / WIDTH / sum(width for width in widths if width > CELL)
    broken = r">{\raggedright\arraybackslash}p{%.2f\linewidth}"
    return "".join(
        align[0] if width <= CELL else broken % max(0.1, share * width - 0.03)
        for align, width in zip(node.align, widths, strict=True)
    )


def _row(writer: Writer, cells: Sequence[Sequence[nodes.Inline]]) -> str:
    return " & ".join(writer.inlines(cell) for cell in cells) + r" \\"


def _code(writer: Writer, node: nodes.CodeBlock) -> str:
    code = node.text.split("\n")
    numbers = [rf"\makebox[1.6em][r]{{\footnotesize {number}}}\quad " for number in range(1, len(code) + 1)]
    lines = "\\\\\n".join(
        before + _code_line(line)
        for before, line in zip(numbers if node.numbered else [""] * len(code), code, strict=True)
    )
    return f"\\begin{{flushleft}}\\ttfamily\n{lines}\n\\end{{flushleft}}"


def _code_line(line: str) -> str:
    """Spaces are kept; a line that is too long may be broken at them."""
    rest = line.lstrip(" ")
    words = [_UNBROKEN.sub(r"\g<0>" + "\u200b", word) for word in rest.split(" ")]
    return "~" * (len(line) - len(rest)) + "\\ ".join(map(text, words)) or "~"


_UNBROKEN = re.compile(r"\S{40}(?=\S)")


def _figure(writer: Writer, node: nodes.Figure) -> str:
    return f"\\begin{{center}}\n{figures.tikz(node.picture, text=text)}\n\\end{{center}}"


def _together(written: Sequence[tuple[nodes.Block, str]]) -> str:
    parts = [text for _, text in written[:1]]
    for (block, _), (after, text) in pairwise(written):
        parts += _between(block, after), text
    return "".join(parts)


def _between(block: nodes.Block, after: nodes.Block) -> str:
    """A formula on a line of its own belongs to the paragraph around it: no empty line parts them."""
    kinds = {type(block), type(after)}
    return "\n" if nodes.DisplayMaths in kinds and kinds <= {nodes.Paragraph, nodes.DisplayMaths} else "\n\n"


WRITER = Writer(
    suffix="tex",
    text=text,
    together=_together,
    inline_kinds={
        nodes.Text: lambda w, n: text(n.text),
        nodes.Emph: lambda w, n: rf"\emph{{{w.inlines(n.children)}}}",
        nodes.Strong: lambda w, n: rf"\textbf{{{w.inlines(n.children)}}}",
        nodes.Code: lambda w, n: rf"\texttt{{{text(n.text)}}}",
        nodes.Maths: lambda w, n: f"${n.tex}$",
        nodes.LineBreak: lambda w, n: "\\\\\n",
        nodes.DataLink: lambda w, n: rf"\datafile{{{text(n.data.name)}}}",
    },
    block_kinds={
        nodes.Paragraph: lambda w, n: w.inlines(n.children),
        nodes.DisplayMaths: lambda w, n: f"\\[\n  {n.tex}\n\\]",
        nodes.Listing: _listing,
        nodes.Table: _table,
        nodes.CodeBlock: _code,
        nodes.Quote: lambda w, n: f"\\begin{{quote}}\n{w.blocks(n.children)}\n\\end{{quote}}",
        nodes.Figure: _figure,
    },
)
