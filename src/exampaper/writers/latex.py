"""Nodes → LaTeX for pdfLaTeX, in a form that an instructor would gladly edit."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import pairwise
from textwrap import indent

from exampaper import figures, nodes
from exampaper.writers import UnknownCharacter, Writer

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
_GREEK = dict(
    zip(
        "αβγδεζηθικλμνξπρσςτυφχψωΓΔΘΛΞΠΣΥΦΨΩ",
        [
            "alpha",
            "beta",
            "gamma",
            "delta",
            "varepsilon",
            "zeta",
            "eta",
            "theta",
            "iota",
            "kappa",
            "lambda",
            "mu",
            "nu",
            "xi",
            "pi",
            "rho",
            "sigma",
            "varsigma",
            "tau",
            "upsilon",
            "varphi",
            "chi",
            "psi",
            "omega",
            "Gamma",
            "Delta",
            "Theta",
            "Lambda",
            "Xi",
            "Pi",
            "Sigma",
            "Upsilon",
            "Phi",
            "Psi",
            "Omega",
        ],
        strict=True,
    )
)
# What fonts in T1 and TS1 encoding hold beyond ASCII
_SETTABLE = re.compile(r"[ -~¡-ſȘ-țẞ‚„†‡•‰‹›€™]")
# Pairs that the font would melt into one sign
_MELTING = {"--", ",,", "<<", ">>"}


def text(value: str) -> str:
    """Plain text as LaTeX that prints exactly it. Raises UnknownCharacter."""
    line = unicodedata.normalize("NFC", re.sub(r"[^\S\u00a0]", " ", value))
    return "".join(
        _character(mark) + ("{}" if mark + after in _MELTING else "") for mark, after in pairwise(line + "\0")
    )


def _character(mark: str) -> str:
    if mark in _ESCAPES:
        return _ESCAPES[mark]
    if mark in _GREEK:
        return rf"\ensuremath{{\{_GREEK[mark]}}}"
    if not _SETTABLE.match(mark):
        raise UnknownCharacter(mark, "pdfLaTeX")
    return mark


def _listing(writer: Writer, node: nodes.Listing) -> str:
    items = "\n".join(rf"\item {writer.blocks(item)}" for item in node.items)
    name = "itemize" if node.start is None else "enumerate"
    start = "" if node.start in (None, 1) else f"[start={node.start}]"
    return f"\\begin{{{name}}}{start}\n{indent(items, '  ')}\n\\end{{{name}}}"


def _table(writer: Writer, node: nodes.Table) -> str:
    columns = "".join(align[0] for align in node.align)
    head, *rows = (_row(writer, row) for row in (node.header, *node.rows))
    lines = [
        r"\begin{center}\renewcommand{\arraystretch}{1.4}",
        rf"\begin{{tabular}}{{{columns}}}",
        *(f"  {line}" for line in (r"\toprule", head, r"\midrule", *rows, r"\bottomrule")),
        r"\end{tabular}",
        r"\end{center}",
    ]
    return "\n".join(lines)


def _row(writer: Writer, cells: Sequence[Sequence[nodes.Inline]]) -> str:
    return " & ".join(writer.inlines(cell) for cell in cells) + r" \\"


def _code(writer: Writer, node: nodes.CodeBlock) -> str:
    lines = (text(line).replace(" ", "~") for line in node.text.split("\n"))
    return "\\begin{flushleft}\\ttfamily\n" + "\\\\\n".join(line or "~" for line in lines) + "\n\\end{flushleft}"


def _figure(writer: Writer, node: nodes.Figure) -> str:
    return f"\\begin{{center}}\n{figures.tikz(node.graph)}\n\\end{{center}}"


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
