"""Nodes → LaTeX for pdfLaTeX, in a form that an instructor would gladly edit."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from math import ceil
from textwrap import indent

from exampaper import figures, maths, nodes
from exampaper.scripts import SPACE, clusters, leftward, wide
from exampaper.writers import Writer, greek, plain, plain_line
from exampaper.writers.pieces import LONG, ragged

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
    """Plain text as LaTeX that prints exactly it; what the fonts lack by its outlines."""
    line = unicodedata.normalize("NFC", re.sub(r"[^\S\u00a0]", " ", value))
    marks = [mark for run, outlined in _runs(line) for mark in ([_outlined(run)] if outlined else map(_character, run))]
    return "".join(mark + "{}" * (mark[-1] + after[0] in _MELTING) for mark, after in pairwise([*marks, " "]))


def _runs(line: str) -> Iterator[tuple[str, bool]]:
    """The text in runs, and whether each is drawn by its outlines."""
    if line.isascii() and line.isprintable():
        yield line, False
        return
    signs = list(_with_breaks(clusters(line)))
    drawn = _drawn(signs)
    for outlined, run in groupby(zip(signs, drawn, strict=True), key=lambda each: each[1]):
        yield "".join(sign for sign, _ in run), outlined


def _with_breaks(signs: Sequence[str]) -> Iterator[str]:
    """The signs, with a place to break the line between such as Chinese characters."""
    for sign, after in pairwise([*signs, " "]):
        yield sign
        if wide(sign) and wide(after):
            yield SPACE


def _drawn(signs: Sequence[str]) -> list[bool]:
    """Whether each sign is drawn; with text that runs to the left, what stands in it, since its order changes."""
    drawn = [not all(map(_settable, sign)) for sign in signs]
    turned = [at for at, sign in enumerate(signs) if drawn[at] and leftward(sign)]
    spans = [span for span in pairwise(turned) if not any(map(_rightward, signs[slice(*span)]))]
    if turned and leftward("".join(signs)):
        full = [at for at, sign in enumerate(signs) if not sign.isspace()]
        spans = [(full[0], full[-1])]
    for first, last in spans:
        drawn[first : last + 1] = [True] * (last + 1 - first)
    return drawn


def _rightward(sign: str) -> bool:
    return unicodedata.bidirectional(sign[0]) == "L"


def _settable(mark: str) -> bool:
    return mark in _ESCAPES or mark in greek.COMMANDS or mark in greek.DRAWN or bool(_SETTABLE.match(mark))


def _outlined(run: str) -> str:
    """What is drawn by the outlines that are kept under the text's code."""
    return rf"\outlined{{{run.encode('utf-16-be', 'surrogatepass').hex().upper()}}}"


def _character(mark: str) -> str:
    if mark in _ESCAPES:
        return _ESCAPES[mark]
    if mark in greek.COMMANDS:
        return rf"\ensuremath{{{greek.COMMANDS[mark]}}}"
    if mark in greek.DRAWN:
        return rf"\drawn{{{ord(mark):04X}}}{{${greek.DRAWN[mark]}$}}"
    return rf"\drawn{{{ord(mark):04X}}}{{{mark}}}" if mark in _COMPOSED else mark


def string(value: str) -> str:
    """Plain text for the title or the outline of a PDF."""
    line = unicodedata.normalize("NFC", plain_line(value))
    return "".join(_ESCAPES.get(mark, mark) if mark.isascii() else rf"\unichar{{{ord(mark)}}}" for mark in line)


def formula(tex: str) -> str:
    """A formula, without its dollars."""
    return maths.latex(tex, text)


def _listing(writer: Writer, node: nodes.Listing) -> str:
    items = "\n".join(rf"\item {writer.blocks(item)}" for item in node.items)
    name = "itemize" if node.start is None else "enumerate"
    start = "" if node.start in (None, 1) else f"[start={node.start}]"
    return f"\\begin{{{name}}}{start}\n{indent(items, '  ')}\n\\end{{{name}}}"


WIDTH = 75  # signs that a table's cells may have side by side
CELL = 20  # signs of a cell that is not worth breaking


ROWS = 20  # of a table that are kept on one page; a longer one goes on on the next


def _table(writer: Writer, node: nodes.Table) -> str:
    """A long table in pieces as equal as possible, each with the head and with columns of the same width."""
    count = max(1, ceil(len(node.rows) / ROWS))
    size = ceil(len(node.rows) / count)
    pieces = [node.rows[at * size : (at + 1) * size] for at in range(count)]
    return "\n\n\\pagebreak[0]\n".join(_tabular(writer, node, piece) for piece in pieces)


def _tabular(writer: Writer, node: nodes.Table, rows: Sequence[Sequence[Sequence[nodes.Inline]]]) -> str:
    columns = list(zip(node.header, *node.rows, strict=True))
    widest = [max(column, key=lambda cell: len(plain.WRITER.inlines(cell))) for column in columns]
    widths = [len(plain.WRITER.inlines(cell)) for cell in widest]
    head, *body = (_row(writer, row) for row in (node.header, *rows))
    unseen = [_unseen(writer, widest)] if len(rows) < len(node.rows) and not _is_broken(widths) else []
    lines = [
        rf"\begin{{tabular}}{{{_columns(node, widths)}}}",
        *(f"  {line}" for line in (r"\toprule", *unseen, head, r"\midrule", *body, r"\bottomrule")),
        r"\end{tabular}",
    ]
    if sum(widths) > WIDTH and max(widths) <= CELL:  # many narrow columns
        lines = [r"\fitted{%", *lines, "}"]
    return "\n".join([r"\begin{center}\renewcommand{\arraystretch}{1.4}", *lines, r"\end{center}"])


def _unseen(writer: Writer, cells: Sequence[Sequence[nodes.Inline]]) -> str:
    """A row without height that makes each column as wide as in the other pieces of the table."""
    return " & ".join(rf"\hphantom{{{writer.inlines(cell)}}}" for cell in cells) + r" \\[-1.4\normalbaselineskip]"


def _is_broken(widths: Sequence[int]) -> bool:
    """Whether the cells of a row do not fit beside each other, so that the wide ones are broken."""
    return sum(widths) > WIDTH and max(widths) > CELL


def _columns(node: nodes.Table, widths: Sequence[int]) -> str:
    """Left, centred or right, and wide enough to be broken in where that is needed."""
    if not _is_broken(widths):
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


def _spaces_kept(code: str) -> str:
    """Code in the line, with as many spaces as it has."""
    return re.sub(r"^ |(?<= ) | $", r"\\ ", text(code))


_UNBROKEN = re.compile(r"\S{40}(?=\S)")


def _figure(writer: Writer, node: nodes.Figure) -> str:
    return f"\\begin{{center}}\n{figures.tikz(node.picture, formula, text)}\n\\end{{center}}"


Run = Sequence[tuple[nodes.Block, str]]
"""Blocks that are one paragraph to TeX, each with what was written of it."""


def _together(written: Run) -> str:
    runs: list[list[tuple[nodes.Block, str]]] = []
    for block, text in written:
        if runs and _joins(runs[-1][-1][0], block):
            runs[-1].append((block, text))
        else:
            runs.append([(block, text)])
    return "\n\n".join(map(_run, runs))


def _joins(block: nodes.Block, after: nodes.Block) -> bool:
    """A formula on a line of its own belongs to the paragraph around it: no empty line parts them."""
    kinds = {type(block), type(after)}
    return nodes.DisplayMaths in kinds and kinds <= {nodes.Paragraph, nodes.DisplayMaths}


def _run(run: Run) -> str:
    text = "\n".join(text for _, text in run)
    torn = any(isinstance(block, nodes.Paragraph) and ragged(block.children) for block, _ in run)
    return rf"{{\raggedright {text}\par}}" if torn else text


def _text(node: nodes.Text) -> str:
    """Running text, in which a long word (an address) may be broken after its punctuation."""
    return text(LONG.sub(lambda word: re.sub(r"(?<=[./_=&?:,])(?=\w)", "\u200b", word[0]), node.text))


WRITER = Writer(
    suffix="tex",
    text=text,
    together=_together,
    inline_kinds={
        nodes.Text: lambda w, n: _text(n),
        nodes.Emph: lambda w, n: rf"\emph{{{w.inlines(n.children)}}}",
        nodes.Strong: lambda w, n: rf"\textbf{{{w.inlines(n.children)}}}",
        nodes.Code: lambda w, n: rf"\texttt{{{_spaces_kept(n.text)}}}",
        nodes.Maths: lambda w, n: f"${formula(n.tex)}$",
        nodes.LineBreak: lambda w, n: "\\\\\n",
        nodes.DataLink: lambda w, n: rf"\datafile{{{text(n.data.name)}}}",
    },
    block_kinds={
        nodes.Paragraph: lambda w, n: w.inlines(n.children),
        nodes.DisplayMaths: lambda w, n: f"\\[\n  {formula(n.tex)}\n\\]",
        nodes.Listing: _listing,
        nodes.Table: _table,
        nodes.CodeBlock: _code,
        nodes.Quote: lambda w, n: f"\\begin{{quote}}\n{w.blocks(n.children)}\n\\end{{quote}}",
        nodes.Figure: _figure,
    },
)
